"""places.tsv: the register's spelling, homonyms kept apart, and rows checked strictly."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended, line_of
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import bodies, places, vocabulary
from wpkgraph.knowledge.places import COLUMNS, Places


@pytest.fixture(scope="module")
def atlas() -> Places:
    return places.load(FOLDER)


def ids(atlas: Places, name: str) -> list[str]:
    return [place.id for place in atlas.find(name)]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Hamhung", "hamhung-city"),
        ("Hamhung City", "hamhung-city"),
        ("North Hamgyong Province", "north-hamgyong-province"),
        ("North Hamgyong", "north-hamgyong-province"),
        ("Ryanggang", "ryanggang-province"),
        ("Jagang Province", "jagang-province"),
        ("Chagang Province", "jagang-province"),
        ("Chollima District", "chollima-district"),
        ("Yonggwang County", "yonggwang-county"),
        ("Kim Chaek City", "kim-chaek-city"),
        ("Kimchaek", "kim-chaek-city"),
        ("Phyongsong", "phyongsong-city"),
        ("Samjiyon City", "samjiyon-city"),
        ("Nyongbyon County", "nyongbyon-county"),
        ("Pyongyang", "pyongyang"),
        ("Pyongyang Municipality", "pyongyang-municipality"),
        ("Nampho", "nampho"),
        ("Nampho Municipality", "nampho-municipality"),
        ("Mt. Kumgang", "mt-kumgang"),
        ("Hanoi", "hanoi"),
    ],
)
def test_name_finds_one_place(atlas: Places, name: str, place: str) -> None:
    assert ids(atlas, name) == [place]


def test_homonyms_stay_two(atlas: Places) -> None:
    both = ["unsan-county-north-phyongan", "unsan-county-south-phyongan"]
    assert ids(atlas, "Unsan") == ids(atlas, "Unsan County") == both


def test_aliases_answer_where_the_register_is_silent(atlas: Places) -> None:
    assert ids(atlas, "Genzan") == ["wonsan-city"]
    assert ids(atlas, "P'yŏngsŏng-si") == ["phyongsong-city"]
    assert ids(atlas, "함흥시") == ["hamhung-city"]


def test_a_place_that_changed_its_kind_is_found_by_its_stem(atlas: Places) -> None:
    assert ids(atlas, "Taedonggang County") == ["taedonggang-district"]


def test_unknown_names_find_nothing(atlas: Places) -> None:
    assert ids(atlas, "Tobong") == ids(atlas, "Tobong County") == ids(atlas, "") == []


def test_places_lie_in_each_other(atlas: Places) -> None:
    assert atlas.chain("chollima-district") == ("chollima-district", "nampho-municipality", "dprk")
    assert atlas.chain("hungnam-district")[-2:] == ("south-hamgyong-province", "dprk")
    ref = atlas.ref("yonggwang-county")
    assert (ref.name, ref.key) == ("Yonggwang County", "yonggwang-county")
    assert ref.parent is not None
    assert ref.parent.name == "South Hamgyong Province"
    assert ref.parent.parent is None  # a state is a body


def test_every_class_is_in_the_ontology(atlas: Places) -> None:
    words = vocabulary.load(FOLDER)
    assert all(words.is_a(place.cls, "Place") for place in atlas.places.values())
    assert atlas.places["hamhung-city"].cls == "City"
    assert atlas.places["mt-paektu"].cls == "Place"


def test_levels_are_complete(atlas: Places) -> None:
    kinds = [place.kind for place in atlas.places.values() if atlas.chain(place.id)[-1] == "dprk"]
    assert kinds.count("province") == 9
    assert kinds.count("special city") == 4
    assert kinds.count("county") > 130
    assert all(place.label for place in atlas.places.values())


def test_coordinates_lie_where_the_state_lies(atlas: Places) -> None:
    for place in atlas.places.values():
        if place.lat is not None and place.lon is not None:
            assert 37.5 < place.lat < 43.1, place.id
            assert 124 < place.lon < 131, place.id


def test_geonames_ids_are_unique(atlas: Places) -> None:
    found = [place.geonames for place in atlas.places.values() if place.geonames]
    assert len(found) == len(set(found)) > 200


def test_capitals_of_states_are_places(atlas: Places) -> None:
    for body in bodies.load(FOLDER).bodies.values():
        if body.capital and body.capital != "Singapore":
            assert any(place.parent == body.id for place in atlas.find(body.capital)), body.capital


def test_places_of_other_files_exist(atlas: Places) -> None:
    for body in bodies.load(FOLDER).bodies.values():
        assert body.located_in is None or body.located_in in atlas.places


def test_rows_keep_what_geonames_says(atlas: Places, shared: Path) -> None:
    with (shared / "data" / "geonames_kp.tsv").open(encoding="utf-8") as file:
        source = {row["geonameid"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for place in atlas.places.values():
        if place.geonames:
            row = source[place.geonames]
            assert f"{place.lat}" == f"{float(row['lat']) if row['lat'] else None}", place.id
            kept = {place.label, *place.aliases}
            assert {row["name"], *filter(None, row["aliases"].split("|"))} <= kept, place.id


def test_every_level_of_the_source_is_there(atlas: Places, shared: Path) -> None:
    with (shared / "data" / "geonames_kp.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    have = {place.geonames for place in atlas.places.values()}
    missing = [row["name"] for row in rows if row["level"] != "PPL" and row["geonameid"] not in have]
    assert missing == ["Nampo City"]  # the third record of one city


NEW = {
    "id": "tobong-county",
    "label": "Tobong County",
    "kind": "county",
    "parent": "kangwon-province",
    "source": "invented",
}


def line(**cells: str) -> str:
    return "\t".join({**NEW, **cells}.get(column, "") for column in COLUMNS) + "\n"


def test_a_place_added_as_a_row_is_found(tmp_path: Path) -> None:
    atlas = places.load(extended(tmp_path, "places.tsv", line(forms="Dobong County")))
    assert ids(atlas, "Tobong") == ids(atlas, "Dobong") == ["tobong-county"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (line(id="hamhung-city"), "stands in line"),
        (line(kind="village"), "kind 'village'"),
        (line(parent="moon"), "neither a place nor a state"),
        (line(parent="cabinet"), "neither a place nor a state"),
        (line(parent="tobong-county"), "lies in itself"),
        (line(lat="39.1"), "go together"),
        (line(lat="39.1", lon="east"), "is no number"),
        (line(lat="139.1", lon="125"), "outside 90"),
        (line(geonames="Q1"), "must be digits"),
        (line(source=""), "must be filled"),
        ("a\tb\n", "2 cells where 10 are due"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, row: str, why: str) -> None:
    folder = extended(tmp_path, "places.tsv", row)
    with pytest.raises(KnowledgeError, match=why) as caught:
        places.load(folder)
    assert caught.value.line == line_of(folder, "places.tsv", row.rstrip("\n"))


def test_the_header_is_fixed(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="header"):
        places.load(altered(tmp_path, "places.tsv", "id\tlabel", "id\tname"))
