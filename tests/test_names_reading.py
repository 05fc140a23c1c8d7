"""How letters are cut into syllables and what each may stand for: positions, the initial law, assimilation, orders, systems."""

from __future__ import annotations

import pytest

from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.romanisation import System
from wpkgraph.names import align, lattice, orders
from wpkgraph.names.forms import folded, spelt, spelt_name
from wpkgraph.names.lattice import Lattice
from wpkgraph.names.orders import Order, analyse, cuts, likeliest, only

TABLE = romanisation.load()


def read(*words: str, assimilate: bool = False) -> Lattice:
    """The lattice of words whose parts are divided by hyphens."""
    return lattice.build(tuple(tuple(word.split("-")) for word in words), TABLE, assimilate=assimilate)


def under(spelling: str, system: System) -> set[str]:
    """What letters that stand alone may stand for in one system."""
    found = lattice.bare(spelling, TABLE)
    return {h for h, systems in found.items() if systems & system and h in TABLE.inventory}


def order(text: str) -> Order:
    return analyse(text).persons[0]


def edge_readings(given: Lattice, spelling: str) -> dict[str, System]:
    """What one syllable of a lattice may stand for."""
    (found,) = {edge.spelling: edge for edges in given.edges for edge in edges if edge.spelling == spelling}.values()
    return dict(found.readings)


@pytest.mark.parametrize(
    ("spelling", "system", "hangul"),
    [
        ("chol", System.DPRK, "철"),
        ("chol", System.UNMARKED, "절 졸 철"),
        ("ch'ŏl", System.MR, "철"),
        ("chŏl", System.MR, "절"),
        ("cheol", System.RR, "철"),
        ("chul", System.PRESS, "절 줄 철 출 즐"),
        ("jong", System.DPRK, "정 종"),
        ("jong", System.MR, ""),  # no j at the beginning of a word
        ("jung", System.DPRK, "중 증"),
        ("jung", System.PRESS, "정 중 증"),
        ("thae", System.DPRK, "태"),
        ("tae", System.DPRK, "대"),
        ("tae", System.LOOSE, "대 태"),
        ("tae", System.RR, "태"),
        ("dae", System.RR, "대"),
        ("t'ae", System.MR, "태"),
        ("hyok", System.DPRK, "혁"),
        ("un", System.DPRK, "운 은"),
        ("ŭn", System.MR, "은"),
        ("eun", System.RR, "은"),
        ("un", System.RR, "운"),
        ("ho", System.DPRK, "허 호"),
        ("heo", System.RR, "허"),
        ("yong", System.DPRK, "영 용"),
        ("yong", System.RR, "룡 용"),
        ("ryong", System.DPRK, "령 룡"),
        ("nak", System.DPRK, "낙"),
        ("nak", System.MR, "낙 락"),
        ("soon", System.PRESS, "순"),
        ("hee", System.PRESS, "희"),
        ("young", System.PRESS, "영 녕 령"),
        ("gwon", System.DPRK, "권"),
    ],
)
def test_what_a_syllable_stands_for(spelling: str, system: System, hangul: str) -> None:
    assert under(spelling, system) == set(hangul.split())


@pytest.mark.parametrize("spelling", ["xyz", "tsch", "kgb", "oeae", "b", "ng", "strong"])
def test_what_is_no_syllable(spelling: str) -> None:
    assert lattice.bare(spelling, TABLE) == {}


def test_the_initial_law_holds_at_the_beginning() -> None:
    first, second = edge_readings(read("yong"), "yong"), edge_readings(read("hak-yong"), "yong")
    assert first["룡"] & System.RR
    assert second["룡"] == System.MIXED | System.CHANGED  # inside a name no system drops an r, but writers do
    assert not second["용"] & System.CHANGED


@pytest.mark.parametrize(
    ("given", "assimilate", "changed"),
    [
        (("song-min",), False, {"석"}),  # k before m is said ng
        (("songmin",), False, {"석"}),
        (("song", "min"), False, set()),  # spaces: each syllable stands for itself
        (("song", "min"), True, {"석"}),
        (("song-gu",), False, set()),
    ],
)
def test_sounds_change_where_syllables_meet(given: tuple[str, ...], assimilate: bool, changed: set[str]) -> None:
    found = edge_readings(read(*given, assimilate=assimilate), "song")
    assert {h for h, systems in found.items() if systems & System.CHANGED} & {"석"} == changed


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (("kung-nyŏl",), ("국", "렬")),
        (("chong-nin",), ("종", "린")),
        (("sim-nyong",), ("십", "룡")),
        (("ch'ŏl-lim",), ("철", "림")),
        (("sil-lyong",), ("신", "룡")),
        (("ir-hyŏk",), ("일", "혁")),
        (("hyŏg-il",), ("혁", "일")),
    ],
)
def test_both_sides_of_a_boundary(words: tuple[str, ...], pairs: tuple[str, str]) -> None:
    first, second = words[0].split("-")
    given = read(*words)
    assert pairs[0] in edge_readings(given, first)
    assert pairs[1] in edge_readings(given, second)


@pytest.mark.parametrize(
    ("letters", "count", "ways"),
    [
        ("jongun", 2, 1),  # jon-gun parts ng, which is not natural
        ("sunam", 2, 2),
        ("sangchol", 2, 1),
        ("su-nam", 2, 1),
        ("hyok", 1, 1),
        ("hyeok", 1, 1),
        ("kwangmyongsong", 3, 1),
        ("xylo", None, 0),
    ],
)
def test_cuts(letters: str, count: int | None, ways: int) -> None:
    assert cuts(read(letters), System.MIXED, natural=True) == (count, ways)


def test_syllables_outside_the_inventory_count_only_where_nothing_else_does() -> None:
    assert set(edge_readings(read("hyok"), "hyok")) == {"혁"}
    assert "횩" not in TABLE.inventory
    assert {"쿠", "커"} <= set(edge_readings(read("khu"), "khu"))
    assert not {"쿠", "커"} & TABLE.inventory


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("Jong Un Kim", ["jong", "kim"]),
        ("Kim Jong Un", ["kim"]),  # Un is a surname, but a rare one
        ("Kim Jong-un", ["kim"]),
        ("Jong-un Kim", ["kim"]),
        ("Jong-un KIM", ["kim"]),
        ("Jong Un KIM", ["kim"]),
        ("KIM Jong Un", ["kim"]),
        ("JONG Un Kim", ["jong"]),
        ("Jong, Un Kim", ["jong"]),
        ("JONG UN KIM", ["jong", "kim"]),
        ("Kim", []),
        ("Xander Kim", []),
        ("Pak Un Sol Mi Ok", []),
    ],
)
def test_where_the_surname_stands(text: str, surnames: list[str]) -> None:
    assert [o.surname.spelling for o in analyse(text).persons if o.surname] == surnames


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kim Jong Chol", System.DPRK),
        ("Kim Jong-chol", System(0)),
        ("KIM JONG CHOL", System(0)),
        ("kim jong chol", System(0)),
        ("Park Jong Chol", System(0)),
        ("Kim Young Chol", System(0)),
        ("Kim Chŏng-ch'ŏl", System.MR),
        ("Kim Chŏng Chol", System.MR),
        ("Kim Jŏng Chol", System(0)),
        ("Kim Jeong-cheol", System(0)),
        ("Chol Jong Kim", System(0)),
    ],
)
def test_systems_that_a_way_of_writing_shows(text: str, shown: System) -> None:
    assert order(text).shown == shown


def test_what_a_name_is_taken_to_be_written_in() -> None:
    assert order("Kim Jong Chol").strict == System.DPRK
    assert order("Kim Jeong-cheol").strict == System.RR
    assert order("Kim Young-soo").strict == System.PRESS
    assert order("Kim Thae-hyŏk").strict == System.MIXED
    assert System.UNMARKED not in order("Kim Chŏng-su").systems
    assert System.MR not in order("Kim Chong-su").systems


def test_the_likeliest_cut_is_natural_and_short() -> None:
    assert [edge.spelling for edge in likeliest(order("Om Jongun"))] == ["jong", "un"]
    assert [edge.spelling for edge in likeliest(order("Om Hyeok"))] == ["hyeok"]


@pytest.mark.parametrize(
    ("text", "surname", "hangul"),
    [
        ("Lee Hyok", "lee", {"리"}),
        ("Yi Hyok", "yi", {"리"}),
        ("Rhee Hyok", "rhee", {"리"}),
        ("Im Hyok", "im", {"림", "임"}),
        ("Rim Hyok", "rim", {"림"}),
        ("Noh Hyok", "noh", {"로"}),
        ("Ryu Hyok", "ryu", {"류"}),
        ("Yu Hyok", "yu", {"류", "유"}),
        ("Park Hyok", "park", {"박"}),
        ("Hwangbo Hyok", "hwangbo", {"황보"}),
        ("Jegal Hyok", "jegal", {"제갈"}),
        ("Chon Hyok", "chon", {"전", "천"}),
        ("Wu Hyok", "wu", {"우"}),
    ],
)
def test_surnames(text: str, surname: str, hangul: set[str]) -> None:
    found = order(text).surname
    assert found is not None
    assert found.spelling == surname
    assert hangul <= set(found.readings)
    assert set(only(found.readings, order(text).strict)) <= hangul


def test_places_are_read_with_and_without_what_may_be_an_ending() -> None:
    first, whole = analyse("Yong-gun").plain
    assert (first.given.letters, whole.given.letters) == ("yong", "yonggun")
    (county,) = analyse("Wonsan County").plain
    assert county.given.letters == "wonsan"
    assert analyse("county").plain == ()


def test_two_names_of_one_system_are_compared_within_it() -> None:
    one, two = order("Kim Yong Nam"), order("Kim Ryong Nam")
    assert align.common(one, two) is None
    found = align.common(one, two, System.MIXED)
    assert found is not None
    assert [(step.a, step.grade, step.cause) for step in found.steps] == [
        ("kim", align.SAME, ""),
        ("yong", align.OPEN, "initial"),
        ("nam", align.SAME, ""),
    ]


def test_of_two_ways_the_one_with_fewer_syllables_is_taken() -> None:
    found = align.common(order("Ro Hui Ip"), order("Ro Hui-ib"))
    assert found is not None
    assert [step.b for step in found.steps] == ["ro", "hui", "ib"]


@pytest.mark.parametrize(
    ("surname", "given", "form"),
    [
        ("김", ("덕", "훈"), "Kim Tok Hun"),
        ("김", ("경", "구"), "Kim Kyong Gu"),
        ("김", ("철", "구"), "Kim Chol Gu"),
        ("김", ("혁", "구"), "Kim Hyok Ku"),
        ("박", ("태", "성"), "Pak Thae Song"),
        ("리", ("룡", "린"), "Ri Ryong Rin"),
        ("남궁", ("혁",), "Namgung Hyok"),
        ("최", ("휘",), "Choe Hwi"),
    ],
)
def test_names_as_the_dprk_writes_them(surname: str, given: tuple[str, ...], form: str) -> None:
    assert spelt_name(surname, given, TABLE) == form


def test_places_are_written_in_one_word() -> None:
    assert spelt("평양", TABLE) == "Phyongyang"
    assert spelt("강동", TABLE) == "Kangdong"


@pytest.mark.parametrize(
    ("one", "two"), [("정", "종"), ("대", "태"), ("룡", "용"), ("리", "이"), ("국", "굽"), ("람", "남"), ("희", "히")]
)
def test_folded_codes_keep_together_what_may_be_linked(one: str, two: str) -> None:
    assert (folded(one) == folded(two)) == (one != "국")


def test_systems_of_the_whole_name_decide_what_a_spelling_is_taken_for() -> None:
    assert only({"철": System.DPRK, "절": System.UNMARKED}, System.DPRK) == {"철": System.DPRK}
    assert only({"절": System.PRESS}, System.DPRK) == {"절": System.PRESS}


def test_letters_without_end_are_not_read() -> None:
    given = read("na" * (lattice.LONGEST // 2 + 1))
    assert not given.readable
    assert read("na" * (lattice.LONGEST // 2)).readable
    assert orders.fewest(given, System.MIXED) is None
