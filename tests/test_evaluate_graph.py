"""What an evaluation reads from a graph, file by file, and the judgements that need more than the sample has."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation_sample import BASE, GRAPH, TEXT, counts, dataset, evaluated, event, fact, post, span, thing, write
from wpkgraph.evaluate import articles, gold, judge
from wpkgraph.evaluate import graph as g
from wpkgraph.evaluate.case import Case
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.evaluate.graph import FileView, Graph, Passage
from wpkgraph.evaluate.judge import CHAIN, ROLE
from wpkgraph.evaluate.ruletable import rules_of
from wpkgraph.knowledge import comparison, strict

TWICE = ':b a wpk:Article ; dcterms:title "Wicks Trimmed" ; wpk:foundAt :second . :second wpk:inFile :file ; wpk:start 300 .\n'


def case(folder: Path, turtle: str = GRAPH, **changed: object) -> Case:
    """The sample beside annotations."""
    graph = Graph(dataset(turtle))
    (read,) = gold.load([str(write(folder, **changed))])
    return Case(read, graph.file(read.file), graph, comparison.load(strict.folder()))


def test_one_file() -> None:
    view = Graph(dataset()).file("lamp.txt")
    assert view.passages == (Passage(5, f"{BASE}a"),)
    assert [(thing.node.removeprefix(BASE), thing.spans[0].quote) for thing in view.things] == [
        ("lighting", "Lamps Lit"),
        ("om", "Om Tae Sik"),
        ("sol", "Lamp Sol"),
        ("team", "head of the wick work-team of the Lamp Works"),
        ("tobong", "Tobong"),
    ]
    assert [(m.node, m.person, m.body, m.roles) for m in view.memberships] == [
        (f"{BASE}m", f"{BASE}om", f"{BASE}team", ("head",))
    ]
    assert [(act.person, act.code, act.nodes) for act in view.acts] == [(f"{BASE}om", "speech", (f"{BASE}speech",))]
    assert len(view.spans) == 6


def test_a_file_that_is_not_there() -> None:
    assert Graph(dataset()).file("kiln.txt") == FileView()


def test_an_article_of_two_files_is_in_both() -> None:
    graph = Graph(
        dataset(
            GRAPH
            + ':a wpk:foundAt :other . :other wpk:inFile :more ; wpk:start 0 . :more wpk:fileName "sub/more.txt" .'
        )
    )
    assert set(graph.files) == {"lamp.txt", "sub/more.txt", "more.txt"}
    assert graph.file("more.txt").things == graph.file("lamp.txt").things
    assert graph.file("more.txt").passages == (Passage(0, f"{BASE}a"),)


def test_labels_chains_and_classes() -> None:
    graph = Graph(dataset(GRAPH + ":works org:subOrganizationOf :team ."))  # a circle ends
    assert graph.chain(f"{BASE}team") == [f"{BASE}team", f"{BASE}works"]
    assert graph.chain("") == []
    assert graph.labels(f"{BASE}lighting") == ("Lighting of the Lamps", "Lamps Lit")
    assert graph.label(f"{BASE}kind") == "id:kind"
    assert graph.is_a(f"{BASE}team", g.UNIT, g.PLACE)
    assert not graph.is_a(f"{BASE}works", g.UNIT, g.PLACE)


def test_rules_of_facts() -> None:
    graph = Graph(dataset(GRAPH + ":m-in-a wpk:rule 'title' ."))
    assert rules_of(graph, "lamp.txt", [f"{BASE}m"]) == ("apposition", "title")
    assert rules_of(graph, "kiln.txt", [f"{BASE}m"]) == ()


def test_two_facts_that_say_the_same_of_a_person_are_one_part(tmp_path: Path) -> None:
    again = fact("again", "speech-list", "wpk:speaker :om ; wpk:speechKind :kind", "s1")
    found = evaluated(tmp_path, GRAPH + again, participations=[{"person": "Om Tae Sik", "as": "lecture"}])
    assert counts(found)["participations"] == (1, 0, 0)
    assert {row.rule: row.right for row in found.rules if row.rule.startswith("speech")} == {
        "speech-list": 1,
        "speech-told": 1,
    }


def test_a_body_takes_part_too(tmp_path: Path) -> None:
    sent = fact("sent", "participation-list", "wpk:participant :works ; wpk:capacity :guided", "s3")
    turtle = GRAPH + sent + ':guided skos:notation "guided" .'
    said = [{"person": "Lamp Works", "as": "inspected"}, {"person": "Om Tae Sik", "as": "speech"}]
    assert counts(evaluated(tmp_path, turtle, participations=said))["participations"] == (2, 0, 0)


def test_one_membership_pairs_with_one_post(tmp_path: Path) -> None:
    found = evaluated(tmp_path, affiliations=[post("wick work-team"), post("wick work-team", "Lamp Works")])
    assert counts(found)[ROLE] == counts(found)[CHAIN] == (1, 1, 0)


def test_a_loose_post_does_not_take_the_place_of_a_firm_one(tmp_path: Path) -> None:
    found = evaluated(tmp_path, affiliations=[post("wick work-team", loose=True), post("wick work-team")])
    assert counts(found)[CHAIN] == (1, 0, 0)


def test_which_article_is_missing(tmp_path: Path) -> None:
    issues = [{"title": "Kilns Fired"}, {"title": "Wicks Trimmed"}, {"title": "x", "char_start": 16, "char_end": 30}]
    (found, _) = articles.articles(case(tmp_path, GRAPH + TWICE, articles=issues))
    assert [(wanted.text, got.text) for wanted, got in found.right] == [
        ("Wicks Trimmed", "Wicks Trimmed"),
        ("x", "Lamps Lit"),
    ]
    assert [wanted.text for wanted in found.missed] == ["Kilns Fired"]


def test_which_article_is_one_too_many(tmp_path: Path) -> None:
    found, dates = articles.articles(
        case(tmp_path, GRAPH + TWICE, articles=[{"title": "Lamps Lit", "published": "2022-03-09"}])
    )
    assert [got.text for got in found.wrong] == ["Wicks Trimmed"]
    assert not dates.missed
    assert not dates.wrong


def test_a_date_of_an_article_without_an_annotated_one_is_not_wrong(tmp_path: Path) -> None:
    issues = [{"title": "Lamps Lit"}, {"title": "Wicks Trimmed", "published": "2022-04"}]
    _, dates = articles.articles(case(tmp_path, GRAPH + TWICE, articles=issues))
    assert [wanted.text for wanted in dates.missed] == ["Wicks Trimmed: 2022-04"]
    assert not dates.wrong


@pytest.mark.parametrize(
    ("events", "right", "missed"),
    [
        ([event("Lamps Lit")], ["Lamps Lit"], []),
        ([event("Lit Lamps")], ["Lit Lamps"], []),  # the words in another order
        ([event("Lit Lamps"), event("Lamps Lit")], ["Lamps Lit"], ["Lit Lamps"]),  # the name itself comes first
        ([event("x", variants=["Lighting of Lamps"])], ["x"], []),
        ([event("Lamps")], [], ["Lamps"]),
    ],
)
def test_names_of_events(tmp_path: Path, events: list[object], right: list[str], missed: list[str]) -> None:
    found, _ = judge.events(case(tmp_path, events=events))
    assert [wanted.text for wanted, _ in found.right] == right
    assert [wanted.text for wanted in found.missed] == missed


def test_an_event_with_two_dates_is_right_if_both_are(tmp_path: Path) -> None:
    turtle = GRAPH + ':lighting schema:startDate "2022-03-10" .'
    for date, expected in (("2022-03", (1, 0, 0)), ("2022-03-08", (0, 1, 1))):
        found = evaluated(tmp_path, turtle, events=[event("Lamps Lit", date)])
        assert counts(found)["event dates"] == expected
    undated = evaluated(
        tmp_path, GRAPH.replace("schema:startDate", "schema:endDate"), events=[event("Lamps Lit", "2022")]
    )
    assert counts(undated)["event dates"] == (0, 1, 0)


def test_a_speech_is_no_event(tmp_path: Path) -> None:
    turtle = GRAPH + span("s9", "The end", ":talk") + thing("talk", "event", "Talk", "; a wpk:Speech")
    assert counts(evaluated(tmp_path, turtle))["events"] == (0, 0, 1)


def test_of_two_bodies_that_fit_the_one_that_would_be_wrong_is_taken(tmp_path: Path) -> None:
    turtle = GRAPH + span("s9", "wick work-team", ":bare") + thing("bare", "body", "Wick Work-team")
    assert counts(evaluated(tmp_path, turtle))["organisations"] == (0, 0, 1)
    wanted = [{"name": "wick work-team", "variants": []}]
    assert counts(evaluated(tmp_path, turtle, organizations=wanted))["organisations"] == (1, 0, 0)


def test_a_state_may_be_a_body(tmp_path: Path) -> None:
    turtle = GRAPH + span("s9", "Lamp", ":state") + thing("state", "body", "Lampland")
    found = evaluated(tmp_path, turtle, places=["Lampland", "Tobong"])
    assert counts(found)["places"] == (2, 0, 0)
    assert counts(found)["organisations"] == (0, 0, 1)


def test_what_is_named_often_is_one_thing_shown_where_it_stands_first(tmp_path: Path) -> None:
    turtle = GRAPH + span("s9", "The end", ":sol")
    (error,) = [
        e
        for e in evaluate(dataset(turtle), gold.load([str(write(tmp_path, persons=["Om Tae Sik"]))])).errors
        if e.kind == "persons"
    ]
    assert error.place is not None
    assert TEXT[error.place.start : error.place.end] == "Lamp Sol"
