"""Evaluation at its edges: largest matchings, what shares and draws must obey, limits, places of errors, strict JSON."""

from __future__ import annotations

import json
from itertools import combinations, permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation_sample import GRAPH, TEXT, dataset, evaluated, event, post, write
from wpkgraph.errors import AnnotationError, InputError
from wpkgraph.evaluate import against, gold, locate, report, sources
from wpkgraph.evaluate.bootstrap import draws, intervals
from wpkgraph.evaluate.case import Found, Judged, Wanted
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.evaluate.floors import Floor
from wpkgraph.evaluate.graph import Passage
from wpkgraph.evaluate.jsonfile import Node, read_json
from wpkgraph.evaluate.matching import match, same_chain, same_top, same_unit
from wpkgraph.evaluate.ruletable import rule_table, rules_of
from wpkgraph.evaluate.scores import Counts, rates, score
from wpkgraph.knowledge import comparison, strict

WORDING = comparison.load(strict.folder())
SMALL = st.integers(0, 4)
RELATION = st.sets(st.tuples(SMALL, SMALL), max_size=14)
COUNTS = st.builds(Counts, SMALL, SMALL, SMALL)


# --- matching -----------------------------------------------------------------------------------------------------


def largest(alike: set[tuple[int, int]]) -> int:
    """The size of the largest matching, by trying all."""
    return max(sum((i, j) in alike for i, j in enumerate(order)) for order in permutations(range(5)))


@settings(max_examples=60, deadline=None)
@given(RELATION)
def test_no_matching_is_larger_and_every_item_stands_in_one_list(alike: set[tuple[int, int]]) -> None:
    done = match(range(5), range(5), lambda i, j: (i, j) in alike)
    assert len(done.pairs) == largest(alike)
    assert set(done.pairs) <= alike
    assert sorted([*(i for i, _ in done.pairs), *done.missed]) == list(range(5))
    assert sorted([*(j for _, j in done.pairs), *done.left]) == list(range(5))
    assert done.missed == sorted(done.missed)
    assert done.left == sorted(done.left)


@settings(max_examples=40, deadline=None)
@given(RELATION)
def test_a_matching_is_as_large_from_the_other_side(alike: set[tuple[int, int]]) -> None:
    there = match(range(5), range(5), lambda i, j: (i, j) in alike)
    back = match(range(5), range(5), lambda j, i: (i, j) in alike)
    assert len(there.pairs) == len(back.pairs)


def test_equal_items_are_matched_one_by_one() -> None:
    done = match(["a", "a", "a"], ["a", "a"], str.__eq__)
    assert (done.pairs, done.missed, done.left) == ([("a", "a")] * 2, ["a"], [])


LEVELS = [("wick work-team",), ("lamp shop", "shop of lamps"), ("Tobong Lamp Works",), ("Ministry of Light",)]


@pytest.mark.parametrize("size", range(len(LEVELS)))
def test_levels_may_be_left_out_but_not_the_first_one_or_the_order(size: int) -> None:
    names = [labels[-1] for labels in LEVELS]
    for above in combinations(names[1:], size):
        assert same_chain(WORDING, (names[0], *above), LEVELS)
        assert not same_chain(WORDING, (names[0], *above, "Kiln Works"), LEVELS)
        if size > 1:
            assert not same_chain(WORDING, (names[0], *above[::-1]), LEVELS)
        if size:
            assert not same_chain(WORDING, above, LEVELS)


def test_a_chain_without_levels() -> None:
    assert same_chain(WORDING, (), [])
    assert same_top(WORDING, (), [])
    assert not same_chain(WORDING, ("Kiln Works",), [])
    assert not same_top(WORDING, ("Kiln Works",), [])


@pytest.mark.parametrize(
    ("name", "label", "above", "same"),
    [
        ("Kiln Works", "Works, Kiln", (), True),
        ("Kiln Works", "Unsong Kiln Works", (), False),
        ("Kiln Works", "Unsong Kiln Works", ("unsong",), True),
        ("Unsong Kiln Works", "Kiln Works", ("unsong",), False),  # what is annotated must be there
        ("kiln", "Unsong Kiln Works", (), True),
        ("kiln works", "Unsong Kiln Works", (), False),  # only one word stands for a body
        ("Kiln Works", "", (), False),
    ],
)
def test_the_words_that_a_label_may_have_besides(name: str, label: str, above: tuple[str, ...], same: bool) -> None:
    assert same_unit(WORDING, name, [label], frozenset(above)) is same


# --- shares, draws, rules -----------------------------------------------------------------------------------------


@given(COUNTS)
def test_what_shares_obey(counts: Counts) -> None:
    precision, recall, f1 = rates(counts)
    assert (f1 is None) == (not any(counts))
    if precision is not None and recall is not None and f1 is not None:
        assert min(precision, recall) - 1e-9 <= f1 <= max(precision, recall) + 1e-9
        if counts.right:
            assert rates(Counts(counts.right, counts.wrong, counts.missed))[:2] == (recall, precision)
            assert f1 == pytest.approx(2 * counts.right / (2 * counts.right + counts.missed + counts.wrong))
        else:
            assert f1 == 0


def judged(kind: str, right: int, missed: int, wrong: int, complete: bool = True) -> Judged:
    want, found = Wanted("w"), Found("f", "n")
    return Judged(kind, ((want, found),) * right, (want,) * missed, (found,) * wrong, (), complete)


def test_the_order_of_files_changes_no_count() -> None:
    files = [[judged("a", 2, 1, 0)], [judged("b", 1, 0, 0), judged("a", 0, 1, 1)], []]
    first, second = score(files), score(files[::-1])
    assert [s.kind for s in first] == ["a", "b"]
    assert [s.kind for s in second] == ["b", "a"]
    assert {s.kind: (s.counts, s.rates, s.files, s.judged, s.strict) for s in first} == {
        s.kind: (s.counts, s.rates, s.files, s.judged, s.strict) for s in second
    }
    assert first[0].counts == Counts(2, 2, 1)
    assert (first[0].files, first[1].files) == (2, 1)


@pytest.mark.parametrize(
    ("complete", "precision", "strict_one"),
    [((True, True), 0.5, None), ((True, False), 0.5, 1.0), ((False, True), 0.5, 0.0), ((False, False), None, None)],
)
def test_precision_by_how_many_files_are_complete(
    complete: tuple[bool, bool], precision: float | None, strict_one: float | None
) -> None:
    (found,) = score([[judged("a", 1, 0, 0, complete[0])], [judged("a", 0, 0, 1, complete[1])]])
    assert (found.rates.precision, found.strict, found.judged) == (precision, strict_one, sum(complete))
    assert found.rates.recall == 1.0
    assert (found.spread[0] is None) == (not any(complete))


def test_draws_stay_in_range_and_more_of_them_begin_alike() -> None:
    many = draws(7, 50)
    assert {number for draw in many for number in draw} == set(range(7))
    assert {len(draw) for draw in many} == {7}
    assert draws(7, 20) == many[:20]


def shares(counts: Any) -> tuple[float | None, ...]:
    return rates(Counts(*counts))


@settings(max_examples=15, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_intervals_lie_between_0_and_1_and_ask_only_for_shares(column: list[Counts]) -> None:
    once = intervals({"k": column}, shares)["k"]
    twice = intervals({"k": [Counts(*(2 * n for n in counts)) for counts in column]}, shares)["k"]
    assert once == twice
    assert (once == (None,) * 3) == (sum(map(any, column)) < 2)
    assert all(ends is None or 0 <= ends[0] <= ends[1] <= 1 for ends in once)


def test_a_kind_s_interval_does_not_hang_on_the_other_kinds() -> None:
    lamps, nets = [(1, 0, 0), (0, 1, 1), (2, 1, 0)], [(0, 0, 1), (3, 0, 0), (1, 1, 1)]
    both = intervals({"lamps": lamps, "nets": nets}, shares)
    assert both["nets"] == intervals({"nets": nets}, shares)["nets"]
    assert both["lamps"] != both["nets"]
    assert intervals({}, shares) == {}


def graph_of(readings: dict[str, list[tuple[str, list[str]]]], **files: list[str]) -> Any:
    """As much of a graph as rules are counted by."""
    rows = {f"{name}.txt": [Passage(i, article) for i, article in enumerate(of)] for name, of in files.items()}
    return SimpleNamespace(files=rows, readings=readings)


def test_rules_stand_by_number_then_name_and_each_article_counts_once() -> None:
    graph = graph_of(
        {"a": [("m", ["zeta"]), ("n", ["alpha", "zeta"])], "b": [("o", ["able"])]}, one=["a", "a"], two=["b"]
    )
    row = Judged("whole chain", ((Wanted("w"), Found("f", "m", ("m",))),), (), (Found("g", "n", ("n",)),))
    found = [r for r in rule_table(graph, [("one.txt", [row]), ("two.txt", [])]) if r.signed]
    assert [(r.rule, r.fired, r.right, r.wrong, r.undecided) for r in found] == [
        ("zeta", 2, 1, 1, 0),
        ("able", 1, 0, 0, 1),
        ("alpha", 1, 0, 1, 0),
    ]
    assert [r.precision for r in found] == [0.5, None, 0.0]
    assert rules_of(graph, "one.txt", ["n", "o"]) == ("alpha", "zeta")


@pytest.mark.parametrize("kind", ["persons", "person+role", "event dates"])
def test_a_fact_is_judged_by_the_kind_that_asks_most_of_it(kind: str) -> None:
    graph = graph_of({"a": [("m", ["alpha"])]}, one=["a"])
    rows = [Judged(kind, ((Wanted("w"), Found("f", "m", ("m",))),))]
    assert rule_table(graph, [("one.txt", rows)])[0].undecided == 1


# --- floors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "value", "kept"),
    [
        ("f1", 0.9, True),
        ("f1", 0.8999, False),
        ("recall", None, False),
        ("most", 0.9, True),
        ("most", 0.9001, False),
        ("most", None, False),
        ("least", 0.9, True),
        ("least", 0.8999, False),
    ],
)
def test_a_floor_just_reached_and_just_not(measure: str, value: float | None, kept: bool) -> None:
    assert Floor(measure, "persons", value, 0.9).kept is kept


# --- annotations --------------------------------------------------------------------------------------------------

AT = {
    "persons": {"name": "x"},
    "organizations": {"name": "x"},
    "places": {"name": "x"},
    "concepts": {"label": "x"},
    "events": event("x"),
    "affiliations": post("x"),
    "participations": {"person": "x", "as": "speech"},
    "articles": {"title": "x"},
    "noise": {},
}


@pytest.mark.parametrize("kind", AT)
def test_offsets_of_every_kind_may_reach_the_end_of_the_text_and_no_further(tmp_path: Path, kind: str) -> None:
    end = len(TEXT) + 5
    for over, place in ((0, "char"), (1, "char"), (0, "span"), (1, "span")):
        at = {"char_start": 9, "char_end": end + over} if place == "char" else {"span": [9, end + over]}
        if kind == "noise" and place == "span":
            continue
        annotated = gold.load([str(write(tmp_path, **{kind: [AT[kind] | at]}))])
        if over:
            with pytest.raises(AnnotationError, match=rf"{kind}\[0\]: ends at {end + 1}, the text of lamp\.txt at"):
                evaluate(dataset(), annotated, {"lamp.txt": "     " + TEXT})
        else:
            assert evaluate(dataset(), annotated, {"lamp.txt": "     " + TEXT}).checks.texts == 1


def test_a_file_just_as_large_as_may_be(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes('\ufeff{"a": "é"}'.encode())
    size = path.stat().st_size
    assert read_json(path, size).key("a").text() == "é"
    with pytest.raises(AnnotationError, match=rf"a\.json: is larger than {size - 1} bytes"):
        read_json(path, size - 1)
    with pytest.raises(AnnotationError, match="can't be read: Is a directory"):
        read_json(tmp_path, size)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"a": [{"b": "x\ud800"}]}, r"a\[0\]\.b: character 1"),
        ({"a": {"\udfff": 1}}, r"key '\\udfff': character 0"),
    ],
)
def test_half_a_character_is_named_however_deep_it_stands(tmp_path: Path, value: Any, where: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(AnnotationError, match=where):
        read_json(tmp_path / "a.json", 999)


@pytest.mark.parametrize("value", [0, 1, 0.5, 1.0])
def test_shares_that_are_read(value: float) -> None:
    assert Node({"x": value}, "f").share("x") == value


@pytest.mark.parametrize("value", [-0.01, 1.01, True, "1", float("nan"), [], {}])
def test_shares_that_are_refused(value: Any) -> None:
    with pytest.raises(AnnotationError, match=r"f: k\.x: must be a number from 0 to 1, or null"):
        Node({"x": value}, "f", "k").share("x")
    assert Node({"x": None}, "f").share("x") is None


@pytest.mark.parametrize("value", [True, 1.0, "1", None])
def test_what_is_no_whole_number(value: Any) -> None:
    with pytest.raises(AnnotationError, match=r"f: at\[1\]: must be a whole number"):
        list(Node([1, value], "f", "at").items())[1].number()


def test_paths_of_texts_that_lead_to_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone"):
        sources.texts([str(tmp_path / "gone")], {"lamp.txt"})


# --- places of errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (("lamp",), ["Lamp", "LAMP"]),  # not in "lamps", and in any case
        (("gone", "lamps"), ["lamps"]),  # the first form that stands there at all
        (("lamp's wick",), ["LAMP’s\n wick"]),
        (("c.c. (west)",), ["C.C. (West)"]),
        (("c+c",), []),
        ((" ",), []),
        ((), []),
    ],
)
def test_where_forms_stand(forms: tuple[str, ...], found: list[str]) -> None:
    text = "Lamp of the C.C. (West) and lamps and the LAMP’s\n wick; CxC. of c c (west)"
    assert [text[start:end] for start, end in locate._occurrences(text, forms)] == found


def test_words_near_each_other_are_taken_and_no_more_than_so_many_looked_at() -> None:
    text = "Om spoke. Han sat, and far away from there the clerk rose. " + "Om, clerk. " * 300
    (om, clerk) = locate._search(text, [["Om"], ["clerk"]])
    assert text[om[0] : clerk[1]] == "Om, clerk"
    assert len(locate._occurrences(text, ["Om"])) == 200
    assert locate._search(text, [["Ro"], ["clerk"]]) == []
    assert [text[slice(*span)] for span in locate._search(text, [["Om"], ["Ro"]])] == ["Om"]


# --- against an earlier report ------------------------------------------------------------------------------------


def test_what_is_gained_one_way_is_lost_the_other_way(tmp_path: Path) -> None:
    one = evaluated(tmp_path / "a", persons=["Om Tae Sik", "Han Sol"], places=["Kiln"])
    turtle = GRAPH.replace('rdfs:label "Lamp Sol"', 'rdfs:label "Han Sol"')
    two = evaluated(tmp_path / "b", turtle, persons=["Om Tae Sik", "Han Sol"], places=["Tobong"])
    there, back = (against.compare(earlier(tmp_path, a), b).facts for a, b in ((one, two), (two, one)))
    for name, other in (("gained", "lost"), ("wrong_gone", "wrong_new"), ("annotated", "not_annotated")):
        assert there[name] == back[other]
        assert back[name] == there[other]
    assert there["gained"] == (("persons", "lamp.txt", "Han Sol"),)
    assert there["annotated"] == (("places", "lamp.txt", "Tobong"),)


def earlier(folder: Path, found: Any) -> against.Earlier:
    path = folder / "earlier.json"
    path.write_text(report.to_json(found, "out"), encoding="utf-8")
    return against.load(path, report.FORMAT)
