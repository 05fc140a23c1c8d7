"""links.sssom.tsv: valid SSSOM, and the triples that it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import bodies, concepts, links, offices, people, places, series
from wpkgraph.knowledge.links import COLUMNS, Links

SAME_AS = "https://schema.org/sameAs"


@pytest.fixture(scope="module")
def known() -> Links:
    return links.load(FOLDER)


def triples(known: Links, subject: str) -> set[tuple[str, str]]:
    return {(link.predicate.rpartition("/")[2], link.object) for link in known.of(subject)}


def test_individuals_get_same_as_pages_and_codes(known: Links) -> None:
    found = triples(known, "person/kim-jong-un")
    assert ("sameAs", "http://www.wikidata.org/entity/Q56226") in found
    assert ("isPrimaryTopicOf", "https://en.wikipedia.org/wiki/Kim_Jong_Un") in found
    assert ("identifier", "iso-3166-2:KP-01") in triples(known, "place/pyongyang")
    assert ("homepage", "http://www.kcna.kp/") in triples(known, "org/kcna")


def test_concepts_keep_the_strength_of_the_match(known: Links) -> None:
    exact = {link.predicate.rpartition("#")[2] for link in known.of("concept/juche-idea") if link.dataset == "wikidata"}
    close = {
        link.predicate.rpartition("#")[2] for link in known.of("concept/songun-politics") if link.dataset == "wikidata"
    }
    assert (exact, close) == ({"exactMatch"}, {"closeMatch"})


def test_codes_are_literals_and_the_rest_are_iris(known: Links) -> None:
    for subject, found in known.links.items():
        for link in found:
            assert link.literal == (link.predicate == "https://schema.org/identifier"), subject
            assert link.literal or link.object.startswith("http"), subject
            assert not any(c in link.object for c in ' <>"{}|\\^`') or link.literal, subject
            assert 0.5 < link.confidence <= 1
            assert link.justification.startswith("semapv:")
            assert link.source


def test_titles_of_pages_are_percent_encoded(known: Links) -> None:
    assert ("isPrimaryTopicOf", "https://en.wikipedia.org/wiki/Workers%27_Party_of_Korea") in triples(known, "org/wpk")


def test_searches_without_a_result_are_kept_and_give_no_link(known: Links) -> None:
    assert ("org/kcna", "wikidata") in known.nothing_found
    assert not [link for link in known.of("org/kcna") if link.dataset == "wikidata"]
    assert known.of("org/sangwon-cement-complex") == ()


def test_classes_match_those_of_the_ontology(known: Links) -> None:
    text = (FOLDER / "wpk.ttl").read_text(encoding="utf-8")
    assert set(known.classes) == {"Province", "County", "District", "City", "SpecialCity", "AdministrativeArea"}
    for found in known.classes.values():
        for link in found:
            assert f"skos:{link.predicate.rpartition('#')[2]} wd:{link.id}" in text


def test_every_subject_exists(known: Links) -> None:
    book = bodies.load(FOLDER)
    have = {f"org/{key}" for key in book.bodies} | {f"person/{key}" for key in people.load(FOLDER, book).persons}
    have |= {f"place/{key}" for key in places.load(FOLDER, book).places}
    have |= {f"event/{key}" for key in series.load(FOLDER, book).events}
    have |= {f"office/{key}" for key in offices.load(FOLDER, book).offices}
    have |= {f"concept/{key}" for key in concepts.load(FOLDER / "concepts.ttl").by_key}
    assert sorted(set(known.links) - have) == []
    assert sorted({subject for subject, _ in known.nothing_found} - have) == ["place/kumgol", "place/songnam"]


def test_no_two_subjects_are_the_same_thing(known: Links) -> None:
    objects = [link.object for found in known.links.values() for link in found if link.predicate == SAME_AS]
    assert len(objects) == len(set(objects)) > 220


def test_every_place_made_from_geonames_is_linked(known: Links) -> None:
    for place in places.load(FOLDER).places.values():
        if place.geonames:
            assert ("sameAs", f"https://sws.geonames.org/{place.geonames}/") in triples(known, f"place/{place.id}")


NEW = {
    "subject_id": "id:org/cabinet",
    "predicate_id": "skos:exactMatch",
    "object_id": "code:lamps/1",
    "mapping_justification": "semapv:ManualMappingCuration",
    "confidence": "0.9",
    "object_source": "code:lamps",
    "ext_dataset": "lamps",
    "ext_id": "1",
    "ext_source": "a list of lamps",
}


def line(**cells: str) -> str:
    return "\t".join({**NEW, **cells}.get(column, "") for column in COLUMNS) + "\n"


def test_a_link_added_as_a_row_is_given(tmp_path: Path) -> None:
    known = links.load(extended(tmp_path, "links.sssom.tsv", line()))
    assert ("sameAs", "https://w3id.org/wpkgraph/code/lamps/1") in triples(known, "org/cabinet")


def test_a_close_match_of_an_individual_gives_no_link(tmp_path: Path) -> None:
    known = links.load(extended(tmp_path, "links.sssom.tsv", line(predicate_id="skos:closeMatch")))
    assert known.of("org/cabinet") == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (line() + line(), "mapped to code:lamps/1 already"),
        (line(object_id="lamp:1"), "no prefix"),
        (line(subject_id="cabinet"), "no prefix"),
        (line(predicate_id="skos:broadMatch"), "known: skos:exactMatch"),
        (line(mapping_justification="skos:because"), "term of semapv"),
        (line(ext_source=""), "must be filled"),
        (line(ext_id=""), "ext_id must be empty"),
        (line(object_id="sssom:NoTermFound"), "ext_id must be empty"),
        (line(confidence="high"), "is no number"),
        (line(confidence="7"), "outside 0 and 1"),
    ],
)
def test_mistakes_in_rows(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as caught:
        links.load(extended(tmp_path, "links.sssom.tsv", row))
    assert caught.value.line


def test_metadata_are_required(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="lack license"):
        links.load(altered(tmp_path, "links.sssom.tsv", "#license:", "#licence:"))


def test_prefixes_must_be_namespaces(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="curie_map must be"):
        links.load(altered(tmp_path, "links.sssom.tsv", '  gnd: "https', '  gnd: "gopher'))
