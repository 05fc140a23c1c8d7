"""Any fact of a built graph can be explained: from the rule that made it to the characters that state it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wpkgraph
from wpkgraph.explain import Explainer, Explanation
from wpkgraph.lines import TYPE, Index
from wpkgraph.namespaces import ORG, SCHEMA, WPK
from wpkgraph.store import read_graphs
from wpkgraph.views.facts import render

KINDS = (
    *(
        f"{WPK}{name}"
        for name in ("Participation", "Speech", "Statement", "Appraisal", "Figure", "TaskList", "ListItem")
    ),
    *(f"{WPK}{name}" for name in ("Location", "Match", "Reading", "Event")),
    f"{ORG}Membership",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, example_corpus: Path) -> Path:
    """The example corpus with two texts more, so that it holds a match as well."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "a.txt").write_text(
        "Om Tae Sik, chairman of the Lamp Board, spoke in the hall of the town.", encoding="utf-8"
    )
    (folder / "b.txt").write_text(
        "Om Tae Sik, member of the Oar Guild and of the Lamp Board, was there. The lamps are his.", encoding="utf-8"
    )
    (folder / "c.txt").write_text(
        "Om Tae Sik, manager of the Unsong Silk Mill and member of the Lamp Board, came to the hall.", encoding="utf-8"
    )
    return wpkgraph.build([example_corpus, folder]).write(folder / "out")


@pytest.fixture(scope="module")
def index(built: Path) -> Index:
    made = Index()
    for lines in read_graphs(built).values():
        made.add(lines)
    return made


def of_kind(index: Index, kind: str) -> list[str]:
    return [node for node, cls in index.pairs(TYPE) if cls == kind]


def quoted(found: Explanation) -> set[str]:
    """The marked words of all that is shown, with white space as it is."""
    return {
        piece.text
        for fact in found.facts
        for reading in fact.readings
        for quote in reading.quotes
        for piece in quote.pieces
        if piece.marked
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.rpartition("#")[2])
def test_every_fact_leads_from_rule_to_characters(built: Path, index: Index, kind: str) -> None:
    explainer, nodes = Explainer(built), of_kind(index, kind)
    assert nodes, f"the corpus has no {kind}"
    for node in nodes:
        if kind == f"{WPK}Event" and not index.values(node, f"{WPK}evidence"):
            assert any(event == node for _, event in index.pairs(f"{SCHEMA}superEvent")), node  # the frame of another
            continue
        assert explainer.find(node) == [node]
        found = explainer.explain(node)
        rules = {reading.rule for fact in found.facts for reading in fact.readings}
        assert rules - {""}, node
        for fact in found.facts:
            assert all(reading.rule and reading.status and reading.quotes for reading in fact.readings), node
        spans = {index.one(span, f"{WPK}quote") or "" for span in index.values(node, f"{WPK}evidence")}
        shown = "".join(quoted(found))
        assert all(quote in shown or quote[:20] in shown for quote in spans), node
        assert ">>>" in render(found, color=False)


def test_an_item_shows_its_own_words_and_the_rule_of_its_list(built: Path, index: Index) -> None:
    item = of_kind(index, f"{WPK}ListItem")[0]
    (fact, *_) = (fact for fact in Explainer(built).explain(item).facts if fact.kind == "list item")
    (span,) = index.values(item, f"{WPK}evidence")
    marked = [
        piece.text for reading in fact.readings for quote in reading.quotes for piece in quote.pieces if piece.marked
    ]
    assert marked == [index.one(span, f"{WPK}quote")]


def test_a_location_is_a_fact_with_its_sentence(built: Path, index: Index) -> None:
    for location in of_kind(index, f"{WPK}Location"):
        body, place = index.one(location, f"{WPK}locates") or "", index.one(location, f"{SCHEMA}location")
        assert place in index.values(body, f"{WPK}locatedIn")
        (fact,) = (fact for fact in Explainer(built).explain(location).facts if fact.kind == "location")
        assert [reading.rule for reading in fact.readings] == ["located-in"]
        assert any(shown.kind == "location" for shown in Explainer(built).explain(body).facts)


def test_a_match_shows_reasons_and_what_both_are(built: Path, index: Index) -> None:
    match = next(m for m in of_kind(index, f"{WPK}Match") if index.label(m).startswith("Om Tae Sik"))
    found = Explainer(built).explain(match)
    first = found.facts[0]
    assert first.kind == "match"
    assert first.basis == "derived by rule possibly-same from what articles say of the two"
    assert ("reason", "same body: Lamp Board") in first.says
    members = {value for fact in found.facts for relation, value in fact.says if relation == "member"}
    assert members == {"Om Tae Sik"}


def test_a_reading_shows_itself_alone(built: Path, index: Index) -> None:
    facts = [fact for _, fact in index.pairs(f"{WPK}readingOf")]
    twice = next(fact for fact in facts if facts.count(fact) > 1)
    for reading in (reading for reading, fact in index.pairs(f"{WPK}readingOf") if fact == twice):
        (fact,) = Explainer(built).explain(reading).facts
        assert len(fact.readings) == 1


def test_titles_that_stand_for_a_person_are_shown_with_the_reason(built: Path) -> None:
    explainer = Explainer(built)
    titles = explainer.explain(*explainer.find("Kim Jong Un")).titles
    assert titles
    assert all("held from 2021-01-10 on" in why and count > 0 for _, why, count in titles)
    text = render(explainer.explain(*explainer.find("Kim Jong Un")), color=False)
    words, why, _ = titles[0]
    total = sum(count for one, _, count in titles if one.lower() == words.lower())
    assert f"called {words[0].lower() + words[1:]!r} ({total}): {why}" in text


def test_every_declined_case_has_its_place_and_reason(built: Path) -> None:
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert report["declined"]
    texts = dict(_texts(built))
    for row in report["declined"]:
        assert row["rule"]
        assert row["reason"]
        assert row["file"]
        text = (built / "text" / f"{texts[row['article']]}.txt").read_bytes().decode()
        assert " ".join(text[row["start"] : row["end"]].split()) == row["text"] != ""


def _texts(built: Path) -> list[tuple[str, str]]:
    made = Index([f"{WPK}sha256", TYPE])
    for lines in read_graphs(built).values():
        made.add(lines)
    articles = set(of_kind(made, f"{WPK}Article"))
    return [(node, sha) for node, sha in made.pairs(f"{WPK}sha256") if node in articles]
