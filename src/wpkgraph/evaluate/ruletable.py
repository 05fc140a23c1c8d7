"""How often each rule fired in the annotated files, and how often the annotations say that it was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wpkgraph.evaluate.case import Judged
from wpkgraph.evaluate.graph import Graph
from wpkgraph.evaluate.judge import CHAIN

# The kinds whose facts a rule signs: a fact is judged once, by the kind that asks most of it.
_SIGNED = (CHAIN, "participations", "events")
_NAMED = ("persons", "organisations", "places", "concepts")


@dataclass(frozen=True)
class RuleRow:
    """One rule: how often it fired, and how many of those facts are right, wrong, or not decided by the annotations.

    signed  False for names, which the graph keeps without a rule: a row for each kind of thing named
    """

    rule: str
    fired: int
    right: int
    wrong: int
    undecided: int
    signed: bool = True

    @property
    def precision(self) -> float | None:
        """The share that is right, of those that are decided."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


def rule_table(graph: Graph, files: Sequence[tuple[str, Sequence[Judged]]]) -> tuple[RuleRow, ...]:
    """The rules that fired, the most frequent first, then the names by kind.

    A fact that a text states twice by one rule counts once; by two rules, once for each.
    """
    counts: dict[str, Counter[str]] = {}
    for file, judged in files:
        for rule, verdict in _verdicts(graph, file, judged):
            counts.setdefault(rule, Counter())[verdict] += 1
    rules = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = [RuleRow(rule, n.total(), n["right"], n["wrong"], n["undecided"]) for rule, n in rules]
    return (*rows, *_names([one for _, judged in files for one in judged]))


def _verdicts(graph: Graph, file: str, judged: Iterable[Judged]) -> Iterator[tuple[str, str]]:
    """(rule, verdict) of each reading in a file."""
    known: dict[str, str] = {}
    for one in judged:
        if one.kind in _SIGNED:
            known |= {fact: "right" for _, found in one.right for fact in found.facts}
            known |= {fact: "wrong" for found in one.wrong for fact in found.facts}
    for article in dict.fromkeys(passage.article for passage in graph.files.get(file, ())):
        for fact, rules in graph.readings.get(article, ()):
            for rule in rules:
                yield rule, known.get(fact, "undecided")


def _names(judged: Sequence[Judged]) -> Iterator[RuleRow]:
    for kind in _NAMED:
        rows = [one for one in judged if one.kind == kind]
        right, wrong, undecided = (sum(len(getattr(row, of)) for row in rows) for of in ("right", "wrong", "undecided"))
        yield RuleRow(f"names of {kind}", right + wrong + undecided, right, wrong, undecided, signed=False)


def rules_of(graph: Graph, file: str, facts: Iterable[str]) -> tuple[str, ...]:
    """The rules that read these facts in a file."""
    wanted = set(facts)
    articles = {passage.article for passage in graph.files.get(file, ())}
    readings = (row for article in articles for row in graph.readings.get(article, ()))
    return tuple(sorted({rule for fact, rules in readings if fact in wanted for rule in rules}))
