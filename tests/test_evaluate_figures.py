"""Figures of an evaluation: cases that can be counted on paper, kind by kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation_sample import GRAPH, TEXT, counts, dataset, evaluated, event, post, span, thing, write
from wpkgraph.errors import AnnotationError
from wpkgraph.evaluate import gold
from wpkgraph.evaluate.bootstrap import draws, intervals
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.evaluate.judge import CHAIN, ROLE, TOP
from wpkgraph.evaluate.matching import match, same_chain, same_top, same_unit
from wpkgraph.evaluate.scores import Counts, Rates, rates
from wpkgraph.knowledge import comparison, strict

WORDING = comparison.load(strict.folder())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the 6th Meeting of WPK", "Sixth Meeting of the Workers’ Party of Korea"),
        ("C.C., WPK", "Central Committee of the Workers' Party of Korea"),
        ("Party Central Committee", "C. C., WPK"),
        ("repair work-team", "Repair Work-team"),
        ("Respected Comrade Om Tae Sik", "Om Tae Sik"),
    ],
)
def test_labels_that_mean_the_same(one: str, other: str) -> None:
    assert WORDING.bag(one) == WORDING.bag(other)


def test_labels_that_differ() -> None:
    assert WORDING.norm("work-team No. 1") != WORDING.norm("work-team No. 2")
    assert WORDING.norm("5th Meeting") != WORDING.norm("Sixth Meeting")
    assert not WORDING.same(["Om Sik Tae"], ["Om Tae Sik"])
    assert WORDING.same_words(["Om Sik Tae"], ["Om Tae Sik"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("secretary", "former secretary", True),
        ("secretary", "secretary for organizational affairs", True),
        ("secretary", "first secretary", False),
        ("director", "vice director", False),
        ("secretary", "secretary for the affairs of lamps and wicks", False),
        ("head", "secretary", False),
    ],
)
def test_roles(one: str, other: str, same: bool) -> None:
    assert WORDING.same_role(one, other) is WORDING.same_role(other, one) is same


LEVELS = [("wick work-team",), ("lamp shop",), ("Tobong Lamp Works",)]


@pytest.mark.parametrize(
    ("gold_chain", "same"),
    [
        (("wick work-team", "lamp shop", "Tobong Lamp Works"), True),
        (("wick work-team", "Tobong Lamp Works"), True),  # a level left out above
        (("lamp shop", "Tobong Lamp Works"), False),  # the innermost is another
        (("wick work-team", "Kiln Works"), False),
        ((), True),
    ],
)
def test_chains(gold_chain: tuple[str, ...], same: bool) -> None:
    assert same_chain(WORDING, gold_chain, LEVELS) is same


def test_one_label_may_spell_a_chain() -> None:
    spelled = [("Wick Bureau of the Central Committee of the Workers' Party of Korea",)]
    assert same_chain(WORDING, ("Wick Bureau", "C.C., WPK"), spelled)
    assert not same_chain(WORDING, ("Wick Bureau", "Cabinet"), spelled)


def test_the_top_organisation_alone() -> None:
    assert same_top(WORDING, ("kiln shop", "Tobong Lamp Works"), LEVELS)
    assert not same_top(WORDING, ("wick work-team", "Kiln Works"), LEVELS)


def test_units() -> None:
    assert same_unit(WORDING, "Eighth Central Committee of the WPK", ["C.C., WPK"], frozenset())
    assert same_unit(WORDING, "works", ["Tobong Lamp Works"], frozenset())  # what "the works" stands for
    assert not same_unit(WORDING, "Works", ["Tobong Lamp Works"], frozenset())
    assert not same_unit(WORDING, "work-team No. 8", ["work-team No. 7"], frozenset())


def test_a_matching_is_the_largest_there_is() -> None:
    alike = {("x", "1"), ("x", "2"), ("y", "1"), ("z", "2"), ("z", "3")}
    done = match("xyz", "1234", lambda one, other: (one, other) in alike)
    assert done.pairs == [("x", "2"), ("y", "1"), ("z", "3")]
    assert (done.missed, done.left) == ([], ["4"])


def test_a_matching_of_thousands_needs_no_recursion() -> None:
    size = 3000
    done = match(range(size), range(size), lambda i, j: j in (i, i - 1) or (i, j) == (0, size - 1))
    assert len(done.pairs) == size


def test_every_kind_of_the_sample(tmp_path: Path) -> None:
    found = evaluated(
        tmp_path,
        articles=[{"title": "Lamps Lit", "published": "2022-03"}],
        persons=["Om Tae Sik", "Han Sol"],
        affiliations=[post("wick work-team", "Lamp Works")],
        participations=[{"person": "Om Tae Sik", "event": "x", "as": "address"}],
        organizations=[{"name": "Kiln Works", "variants": []}],
        places=["Tobong"],
        events=[event("Lighting of Lamps", "2022-03-08")],
        concepts=[{"label": "thrift", "variants": []}],
    )
    assert counts(found) == {
        "articles": (1, 0, 0),
        "issue dates": (1, 0, 0),
        "persons": (1, 1, 1),  # Lamp Sol is no person
        ROLE: (1, 0, 0),
        TOP: (1, 0, 0),
        CHAIN: (1, 0, 0),
        "participations": (1, 0, 0),
        "events": (1, 0, 0),
        "event dates": (1, 0, 0),
        "organisations": (0, 1, 0),  # units and bodies that no span denotes are not wrong
        "places": (1, 0, 0),
        "concepts": (0, 1, 0),
    }
    persons = next(score for score in found.scores if score.kind == "persons")
    assert persons.rates == Rates(0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("changed", "kind", "expected"),
    [
        ({"affiliations": [post("Kiln Works")]}, ROLE, (1, 0, 0)),
        ({"affiliations": [post("Kiln Works")]}, CHAIN, (0, 1, 1)),
        ({"affiliations": [post("lamp shop", "Lamp Works")]}, TOP, (1, 0, 0)),
        ({"affiliations": [post("Lamp Works", role="deputy head")]}, ROLE, (0, 1, 1)),
        ({"affiliations": [post("wick work-team", "Tobong")], "places": ["Tobong"]}, CHAIN, (1, 0, 0)),
        ({}, ROLE, (0, 0, 1)),
        ({"affiliations": [post("wick work-team", loose=True)]}, CHAIN, None),  # optional and found: neither
        ({"affiliations": [post("Kiln Works", person="Han Sol", loose=True)]}, CHAIN, (0, 0, 1)),
        ({"participations": [{"person": "Om Tae Sik", "as": "guided"}]}, "participations", (0, 1, 1)),
        ({"participations": [{"person": "Om Tae Sik", "as": "speech"}] * 2}, "participations", (1, 0, 0)),
        ({"events": [event("Lamps Lit", "2022-03-09")]}, "event dates", (0, 1, 1)),
        ({"events": [event("Lamps Lit", "2022-03")]}, "event dates", (1, 0, 0)),
        ({"events": [event("Lamps Lit", kind="campaign")]}, "events", None),
        ({"events": [event("Lamps Lit", surface=False)]}, "events", None),
        ({"events": [event("A Speech", kind="speech")]}, "events", (0, 0, 1)),
        ({"articles": [{"published": "2022-04"}] * 2}, "articles", (1, 1, 0)),
        ({"articles": [{"published": "2022-04"}] * 2}, "issue dates", (0, 2, 1)),
        ({"articles": []}, "articles", (0, 0, 1)),
        ({"places": ["tobong", "Kiln"]}, "places", (1, 1, 0)),
    ],
)
def test_one_kind(tmp_path: Path, changed: dict[str, Any], kind: str, expected: tuple[int, ...] | None) -> None:
    assert counts(evaluated(tmp_path, **changed)).get(kind) == expected


def test_a_concept_of_one_reader_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    turtle = GRAPH + span("s7", "shone", ":thrift") + thing("thrift", "concept", "thrift")
    assert counts(evaluated(tmp_path, turtle))["concepts"] == (0, 0, 1)
    optional = evaluated(tmp_path, turtle, concepts_one_annotator=["thrift"])
    assert "concepts" not in counts(optional)


def test_of_a_sample_nothing_is_wrong_but_what_is_complete_in_it(tmp_path: Path) -> None:
    said = [{"person": "Om Tae Sik", "as": "guided"}]
    found = evaluated(tmp_path, exhaustive=False, places=["Kiln"], persons=["Om Tae Sik"], participations=said)
    assert counts(found)["persons"] == (1, 0, 1)
    assert counts(found)["places"] == (0, 1, 0)
    assert counts(found)["participations"] == (0, 1, 0)  # speeches are not annotated in the file
    places = next(score for score in found.scores if score.kind == "places")
    assert places.judged == 0
    assert places.rates == Rates(None, 0.0, None)
    assert places.spread[0] is None


def test_precision_where_some_files_are_samples(tmp_path: Path) -> None:
    write(tmp_path, "one", exhaustive=False, places=["Tobong"])
    other = GRAPH.replace('"lamp.txt"', '"other.txt"').replace(":a ", ":b ").replace(":passage", ":place")
    write(tmp_path, "two", file="other.txt", places=["Kiln"])
    data = dataset(GRAPH + other.replace(":s", ":t"))
    places = {s.kind: s for s in evaluate(data, gold.load([str(tmp_path)])).scores}["places"]
    assert places.counts == Counts(1, 1, 1)
    assert (places.files, places.judged, places.rates.precision, places.strict) == (2, 1, 0.5, 0.0)


def test_noise_false_persons_and_spans_that_are_not_in_the_text(tmp_path: Path) -> None:
    noise = [{"char_start": 5, "char_end": 16, "why": "a cover"}]
    path = write(
        tmp_path, noise=noise, non_persons=["Lamp Sol", {"name": "Om Tae Sik", "span": [1, 4]}], persons=["Om Tae Sik"]
    )
    annotated = gold.load([str(path)])
    checks = evaluate(dataset(), annotated, {"lamp.txt": "12345" + TEXT}).checks
    assert vars(checks) == {"spans": 6, "in_noise": 2, "texts": 1, "not_in_text": 0, "false_people": 1}
    assert evaluate(dataset(), annotated, {"lamp.txt": TEXT}).checks.not_in_text == 6


def test_a_text_that_the_graph_lacks_is_missed_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path, "one", persons=["Om Tae Sik", "Lamp Sol"])
    write(tmp_path, "two", file="gone.txt", persons=["Han Sol"], articles=[{"published": "2022"}])
    found = evaluate(dataset(), gold.load([str(tmp_path)]))
    assert found.absent == ("gone.txt",)
    assert counts(found)["persons"] == (2, 1, 0)
    assert counts(found)["articles"] == (0, 1, 1)
    (tmp_path / "one.json").unlink()
    with pytest.raises(AnnotationError, match=r"two\.json: file: 'gone\.txt' is not in the graph"):
        evaluate(dataset(), gold.load([str(tmp_path)]))


def test_rules(tmp_path: Path) -> None:
    found = evaluated(
        tmp_path, affiliations=[post("Kiln Works")], participations=[{"person": "Om Tae Sik", "as": "speech"}]
    )
    rows = {row.rule: (row.fired, row.right, row.wrong, row.undecided, row.precision) for row in found.rules}
    assert rows["apposition"] == (1, 0, 1, 0, 0.0)
    assert rows["speech-told"] == (1, 1, 0, 0, 1.0)
    assert rows["event-headline"] == (1, 0, 1, 0, 0.0)
    assert rows["names of persons"] == (2, 0, 2, 0, 0.0)
    optional = evaluated(tmp_path, events=[event("Lamps Lit", kind="other")])
    assert {r.rule: (r.undecided, r.precision) for r in optional.rules}["event-headline"] == (1, None)


def test_rates_without_anything() -> None:
    assert rates(Counts()) == Rates(None, None, None)
    assert rates(Counts(0, 2, 0)) == Rates(0.0, 0.0, 0.0)
    assert rates(Counts(0, 0, 2)) == Rates(0.0, None, 0.0)


def test_draws_are_always_the_same() -> None:
    assert draws(5, 3, 20210406) == [[0, 3, 4, 3, 4], [3, 4, 1, 1, 1], [1, 4, 4, 2, 4]]
    assert draws(5, 3, 7) != draws(5, 3, 8)


def test_intervals() -> None:
    columns = {"all right": [(1, 0, 0)] * 4, "half": [(1, 0, 0), (0, 1, 0)] * 10, "one file": [(3, 1, 0), (0, 0, 0)]}
    found = {kind: intervals({kind: c}, lambda n: rates(Counts(*n))) for kind, c in columns.items()}
    assert found["all right"]["all right"] == ((1.0, 1.0),) * 3
    assert found["one file"]["one file"] == (None,) * 3
    recall = found["half"]["half"][1]
    assert recall is not None
    assert 0.25 <= recall[0] < 0.35  # of 20 throws of a coin 95 % lie between 5.7 and 14.3 heads
    assert 0.65 < recall[1] <= 0.75
    assert found["half"] == intervals({"half": columns["half"]}, lambda n: rates(Counts(*n)))
