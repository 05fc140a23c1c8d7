"""How classes and relations are shown: labels, captions, colours and shapes, all from ontology/wpk.ttl."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wpkgraph.errors import KnowledgeError
from wpkgraph.lines import Index
from wpkgraph.namespaces import RDFS, WPK, shorten

_SUBCLASS = f"{RDFS}subClassOf"


@dataclass(frozen=True)
class Display:
    """The ontology's wording and looks.

    labels   IRI of any class, relation or individual -> its label
    parents  class -> the classes right above it
    hints    (class, "displayColor" | "displayShape" | "caption" | "edgeLabel") -> value
    """

    labels: Mapping[str, str]
    parents: Mapping[str, tuple[str, ...]]
    hints: Mapping[tuple[str, str], str]

    def above(self, cls: str) -> list[str]:
        """The class and all above it, nearest first."""
        out = [cls]
        for name in out:
            out += [parent for parent in self.parents.get(name, ()) if parent not in out]
        return out

    def narrowest(self, types: Iterable[str]) -> str:
        """The most special of a node's classes: the one with the most classes above it; "" if there is none."""
        known = [cls for cls in types if cls in self.labels]
        return max(known, key=lambda cls: (len(self.above(cls)), cls.startswith(WPK), cls), default="")

    def hint(self, cls: str, name: str, default: str) -> str:
        """A display hint of the class, or of the nearest class above it that has one."""
        return next((self.hints[c, name] for c in self.above(cls) if (c, name) in self.hints), default)

    def label(self, iri: str) -> str:
        """The ontology's label of a term, else its short name."""
        return self.labels.get(iri) or shorten(iri, "")


@lru_cache(maxsize=2)
def load(folder: Path | None = None) -> Display:
    """The display hints of ontology/wpk.ttl. Raises KnowledgeError if it can't be read."""
    import pyoxigraph as ox

    from wpkgraph.shipped import ontology

    path = (folder or ontology()) / "wpk.ttl"
    index = Index()
    try:
        index.add(f"{t.subject} {t.predicate} {t.object}" for t in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(path.name, getattr(error, "lineno", None), str(error)) from error
    names = ("displayColor", "displayShape", "caption", "edgeLabel")
    return Display(
        labels=dict(index.pairs(f"{RDFS}label")),
        parents={cls: tuple(index.values(cls, _SUBCLASS)) for cls in index.subjects(_SUBCLASS)},
        hints={(subject, name): text for name in names for subject, text in index.pairs(WPK + name)},
    )
