"""One annotated file beside what the graph says of it, and what comes of comparing them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wpkgraph.evaluate.gold import Gold, Offsets
from wpkgraph.evaluate.graph import FileView, Graph, Stretch, Thing
from wpkgraph.knowledge.comparison import Comparison


@dataclass(frozen=True)
class Wanted:
    """An annotated fact: how it is shown, the words to look for in the text (each by its forms), its place if given."""

    text: str
    words: tuple[tuple[str, ...], ...] = ()
    at: Offsets | None = None


@dataclass(frozen=True)
class Found:
    """A fact or thing of the graph: how it is shown, its node, the fact nodes that rules made, the evidence."""

    text: str
    node: str
    facts: tuple[str, ...] = ()
    spans: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One kind of fact in one file.

    wrong   stands in the graph and is not annotated, where the annotations are complete
    undecided  found, but the annotations do not say whether it is right: optional ones, and all others in a sample
    judged  whether a wrong fact of this kind would be seen in this file
    """

    kind: str
    right: tuple[tuple[Wanted, Found], ...] = ()
    missed: tuple[Wanted, ...] = ()
    wrong: tuple[Found, ...] = ()
    undecided: tuple[Found, ...] = ()
    judged: bool = True


@dataclass(frozen=True)
class Case:
    """One file of annotations with what the graph says of the same text."""

    gold: Gold
    view: FileView
    graph: Graph
    wording: Comparison

    def things(self, *classes: str) -> list[Thing]:
        """The things of some classes that the file names."""
        return [thing for thing in self.view.things if self.graph.is_a(thing.node, *classes)]

    def named(self, node: str, names: Iterable[str]) -> bool:
        """Whether a node bears one of the names, word for word."""
        return self.wording.same(self.graph.labels(node), names)

    def worded(self, node: str, names: Iterable[str]) -> bool:
        """Whether a node bears one of the names, in any order of words."""
        return self.wording.same_words(self.graph.labels(node), names)

    def shown(self, thing: Thing) -> Found:
        """A thing as it is listed."""
        return Found(self.graph.label(thing.node), thing.node, (), thing.spans)
