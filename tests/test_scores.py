"""The scorer is itself scored: labels that must be one, labels that must not, and a graph whose score is known."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

import scores
from quality_gate import Measure

TURTLE = (
    scores.PREFIXES
    + """
PREFIX : <https://example.org/id/>
:a a wpk:Article ; wpk:foundAt :passage ; dcterms:issued "2022-03-09" .
:passage wpk:inFile :file . :file wpk:fileName "lamp.txt" .
:s1 wpk:inArticle :a ; wpk:denotes :om . :s2 wpk:inArticle :a ; wpk:denotes :lamp . :s3 wpk:inArticle :a .
:om a wpk:Person ; rdfs:label "Om Tae Sik" .
:lamp a wpk:Person ; rdfs:label "Lamp Sol" .
:team a wpk:Unit ; rdfs:label "wick work-team" ; org:unitOf :works .
:works a org:Organization ; rdfs:label "Lamp Works" .
:m a org:Membership ; org:member :om ; org:organization :team ; wpk:roleText "head" ; wpk:evidence :s3 .
"""
)


@pytest.fixture
def store() -> ox.Store:
    out = ox.Store()
    out.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    return out


def annotated(folder: Path, **changed: object) -> Path:
    """A file of annotations for lamp.txt; what is not given is empty."""
    kinds = ("articles", "persons", "non_persons", "affiliations", "participations")
    facts: dict[str, object] = {"file": "lamp.txt", "exhaustive": True, **{kind: [] for kind in kinds}}
    facts |= {kind: [] for kind in ("organizations", "places", "events", "concepts")}
    path = folder / "lamp.json"
    path.write_text(json.dumps(facts | changed), encoding="utf-8")
    return path


def post(*chain: str) -> dict[str, object]:
    return {"person": "Om Tae Sik", "role": "head", "unit_chain": chain, "loose": False}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the 6th Meeting of WPK", "Sixth Meeting of the Workers’ Party of Korea"),
        ("C.C., WPK", "Central Committee of the Workers' Party of Korea"),
        ("Party Central Committee", "C.C., WPK"),
        ("repair work-team", "Repair Work-team"),
    ],
)
def test_labels_that_mean_the_same(one: str, other: str) -> None:
    assert scores.words(one) == scores.words(other)


def test_labels_that_differ() -> None:
    assert scores.words("work-team No. 1") != scores.words("work-team No. 2")
    assert scores.words("5th Meeting") != scores.words("Sixth Meeting")


def test_a_known_graph_gets_its_known_score(store: ox.Store, tmp_path: Path) -> None:
    articles = [{"published": "2022-03"}]
    wanted = [post("wick work-team", "Lamp Works")]
    path = annotated(tmp_path, articles=articles, persons=["Om Tae Sik", "Han Sol"], affiliations=wanted)
    found = scores.score(store, [path])
    assert (found["articles"].recall, found["issue dates"].recall) == (1, 1)
    assert found["persons"].missed == ("Han Sol",)
    assert found["persons"].precision == found["persons"].recall == 0.5
    assert (found["posts"].recall, found["chains"].recall, found["chains"].precision) == (1, 1, 1)


def test_a_wrong_chain_and_a_false_person_cost(store: ox.Store, tmp_path: Path) -> None:
    path = annotated(tmp_path, affiliations=[post("Kiln Works")], non_persons=["Lamp Sol"])
    found = scores.score(store, [path])
    assert (found["posts"].recall, found["chains"].recall) == (1, 0)
    assert found["false persons"].precision == 0.5


def test_a_measure_on_its_floor_is_good() -> None:
    assert Measure("x", 0.9, 0.9).good
    assert not Measure("x", 0.89, 0.9).good
