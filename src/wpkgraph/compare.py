"""Two articles of an output side by side: their passages, word by word where they are near, and the facts of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wpkgraph import knowledge
from wpkgraph.articles import Articles, Described
from wpkgraph.clean import glue_of
from wpkgraph.factdiff import Difference, difference, facts
from wpkgraph.model import Span
from wpkgraph.namespaces import WPK
from wpkgraph.texts.align import align
from wpkgraph.texts.passages import Passage, passages
from wpkgraph.texts.wordiff import Run, word_diff


@dataclass(frozen=True, slots=True)
class Row:
    """Passages beside one another; one side is empty where the other article has nothing like it (score 0).

    left, right  runs of words, those marked that the other side lacks; nothing is marked where too little is equal
    at           where each side stands in the text of its article, in code points; None for an empty side
    """

    score: float
    left: tuple[Run, ...]
    right: tuple[Run, ...]
    at: tuple[Span | None, Span | None]

    @property
    def kind(self) -> str:
        """ "only A", "only B", "same" words, "near" ones (marked), or "like": the same in other words."""
        if not self.left or not self.right:
            return "only A" if self.left else "only B"
        if any(run.own for run in (*self.left, *self.right)):
            return "near"
        return "same" if _words(self.left) == _words(self.right) else "like"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles, what the graph says of both together, how close they are, their passages and their facts.

    relations  (subject, relation, object): "A" or "B", the relation's IRI, "A", "B" or the IRI of a speech
    closeness  the weight of what aligned passages share, from 0 to 1
    """

    left: Described
    right: Described
    relations: tuple[tuple[str, str, str], ...]
    closeness: float
    rows: tuple[Row, ...]
    facts: tuple[Difference, ...]


def compare(articles: Articles, left: str, right: str) -> Comparison:
    """Two articles by IRI, short name, title, file name or fileName#n. Raises NotFoundError."""
    a, b = articles.find(left), articles.find(right)
    of_a, of_b = articles.graph(a), articles.graph(b)
    x, y = _passages(articles.text(a), of_a), _passages(articles.text(b), of_b)
    found, names = align(x, y), {b: "B", a: "A"}
    rows = [_row(x[slice(*pair.left)], y[slice(*pair.right)], pair.score) for pair in found.pairs]
    return Comparison(
        articles.describe(a),
        articles.describe(b),
        tuple((names[x], relation, names.get(y, y)) for x, relation, y in articles.relations(a, b)),
        found.closeness,
        tuple(rows),
        difference(facts(of_a), facts(of_b)),
    )


def _passages(text: str, graph: Sequence[str]) -> list[Passage]:
    """The passages of an article, with what its graph says that they name."""
    names: dict[Span, list[str]] = {}
    for line in graph:
        subject, predicate, term = line.split(" ", 2)
        if predicate == f"<{WPK}denotes>":
            start, end = subject[1:-1].rpartition("char=")[2].split(",")
            names.setdefault(Span(int(start), int(end)), []).append(term[1:-1])
    return passages(text, glue_of(knowledge.load().furniture), names)


def _row(left: Sequence[Passage], right: Sequence[Passage], score: float) -> Row:
    one, other = " ".join(p.text for p in left), " ".join(p.text for p in right)
    runs = word_diff(one, other) if left and right else None
    if runs is None:
        runs = [Run(one, False)] if left else [], [Run(other, False)] if right else []
    return Row(score, tuple(runs[0]), tuple(runs[1]), (_span(left), _span(right)))


def _span(side: Sequence[Passage]) -> Span | None:
    return Span(side[0].span.start, side[-1].span.end) if side else None


def _words(runs: Sequence[Run]) -> str:
    return "".join("".join(run.text for run in runs).casefold().split())
