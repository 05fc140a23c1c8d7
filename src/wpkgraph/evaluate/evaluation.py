"""A graph against annotations: the figures, the rules, and every error with the sentence that it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wpkgraph.errors import AnnotationError
from wpkgraph.evaluate import articles, judge, locate
from wpkgraph.evaluate.case import Case, Found, Judged, Wanted
from wpkgraph.evaluate.checks import Checks, check
from wpkgraph.evaluate.gold import Gold
from wpkgraph.evaluate.graph import Graph
from wpkgraph.evaluate.ruletable import RuleRow, rule_table, rules_of
from wpkgraph.evaluate.scores import Score, score
from wpkgraph.knowledge import comparison, strict
from wpkgraph.model import Dataset
from wpkgraph.namespaces import shorten

JUDGES: tuple[judge.Judge, ...] = (
    articles.articles,
    judge.persons,
    judge.posts,
    judge.parts,
    judge.events,
    judge.organisations,
    judge.places,
    judge.concepts,
)


@dataclass(frozen=True)
class Error:
    """A fact that is missed (annotated, not found) or wrong (found, not annotated).

    node   short IRI for `wpkgraph explain`; "" for a missed fact
    rules  that made a wrong fact; for a wrong name, which no rule signs, those of the facts that hang on it
    place  None where neither offsets nor words of the annotation lead to a place in the text
    """

    kind: str
    state: str
    file: str
    text: str
    node: str = ""
    rules: tuple[str, ...] = ()
    signed: bool = True
    place: locate.Place | None = None


@dataclass(frozen=True)
class Right:
    """A fact that was found, in the words of the annotation."""

    kind: str
    file: str
    text: str
    node: str


@dataclass(frozen=True)
class Evaluation:
    """All that an evaluation says.

    absent   annotated files that the graph does not hold: all their facts are missed
    ignored  words for parts taken that are not compared, with their number
    """

    gold: tuple[Gold, ...]
    absent: tuple[str, ...]
    scores: tuple[Score, ...]
    checks: Checks
    rules: tuple[RuleRow, ...]
    errors: tuple[Error, ...]
    right: tuple[Right, ...]
    ignored: Mapping[str, int]


def evaluate(dataset: Dataset, gold: Sequence[Gold], texts: Mapping[str, str] | None = None) -> Evaluation:
    """Compare a dataset with annotations. AnnotationError: the dataset holds none of the texts, or offsets fit no text.

    texts  the source files' texts by name; where given, spans and the offsets of annotations are tested against them
    """
    graph, wording = Graph(dataset), comparison.load(strict.folder())
    absent = tuple(one.file for one in gold if one.file not in graph.files)
    if len(absent) == len(gold):
        raise AnnotationError(
            gold[0].path, "file", f"{gold[0].file!r} is not in the graph, nor is any other annotated file"
        )
    cases = [Case(one, graph.file(one.file), graph, wording) for one in gold]
    checks = check(cases, texts or {})
    judged = [(case.gold.file, [row for test in JUDGES for row in test(case)]) for case in cases]
    taken = Counter(part.taken for one in gold for part in one.parts if part.taken not in wording.capacities)
    return Evaluation(
        tuple(gold),
        absent,
        score([rows for _, rows in judged]),
        checks,
        rule_table(graph, judged),
        tuple(
            error for case, (_, rows) in zip(cases, judged, strict=True) for row in rows for error in _errors(case, row)
        ),
        tuple(_right(graph, file, row.kind, pair) for file, rows in judged for row in rows for pair in row.right),
        dict(sorted(taken.items())),
    )


def _right(graph: Graph, file: str, kind: str, pair: tuple[Wanted, Found]) -> Right:
    return Right(kind, file, pair[0].text, shorten(pair[1].node, graph.base))


def _errors(case: Case, row: Judged) -> Iterator[Error]:
    """The errors of one kind in one file: what is missed, then what is wrong, each in the order of the text."""
    file, passages = case.gold.file, case.view.passages
    missed = [(wanted, locate.of_wanted(case.graph, passages, wanted)) for wanted in row.missed]
    for wanted, place in sorted(missed, key=lambda one: _order(one[1], one[0].text)):
        yield Error(row.kind, "missed", file, wanted.text, place=place)
    wrong = [(found, locate.of_found(case.graph, passages, found)) for found in row.wrong]
    for found, place in sorted(wrong, key=lambda one: _order(one[1], one[0].text)):
        signed = bool(found.facts)
        rules = rules_of(case.graph, file, found.facts or _resting(case, found.node))
        node = shorten(found.node, case.graph.base)
        yield Error(row.kind, "wrong", file, found.text, node, rules, signed, place)


def _order(place: locate.Place | None, text: str) -> tuple[bool, int, str]:
    return place is None, place.file_start if place else 0, text


def _resting(case: Case, node: str) -> Iterator[str]:
    """The facts of the file that hang on a name: memberships and parts of a person, memberships in a body."""
    for member in case.view.memberships:
        if node in (member.person, member.body):
            yield member.node
    for act in case.view.acts:
        if act.person == node:
            yield from act.nodes
