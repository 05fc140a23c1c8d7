"""How classes and relations are shown: labels, captions, colours and shapes, all from ontology/wpk.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wpkgraph.knowledge import strict, vocabulary
from wpkgraph.namespaces import WPK, shorten


@dataclass(frozen=True)
class Display:
    """The ontology's wording and looks, asked by IRI."""

    words: vocabulary.Vocabulary

    def narrowest(self, types: Iterable[str]) -> str:
        """The most special of a node's classes: the one with the most classes above it; "" if none is known."""
        above = self.words.superclasses
        known = [cls for cls in types if above.get(vocabulary.local(cls), ("",))[0] == cls]
        return max(known, key=lambda cls: (len(above[vocabulary.local(cls)]), cls.startswith(WPK), cls), default="")

    def family(self, cls: str) -> str:
        """The widest class above one that is shown in the same colour and shape, as far as they have captions of their own.

        A plenary meeting is shown as an event, a county as a place, a speech as a speech.
        """
        found, looks = cls, self.looks(cls)
        for above in self.words.superclasses.get(vocabulary.local(cls), ())[1:]:
            described = above.startswith(WPK) and vocabulary.local(above) in self.words.captions
            if described and self.looks(above) == looks:
                found = above
        return found

    def label(self, iri: str) -> str:
        """The ontology's label of a term, else its short name."""
        return self.words.labels.get(iri) or shorten(iri, "")

    def caption(self, cls: str) -> str:
        """The plural wording for legends."""
        return self.words.captions.get(vocabulary.local(cls)) or self.label(cls)

    def looks(self, cls: str) -> dict[str, str]:
        """Colour ("#RRGGBB") and shape of a class's nodes."""
        name = vocabulary.local(cls)
        return {"color": self.words.colors.get(name, "#999999"), "shape": self.words.shapes.get(name, "dot")}


@lru_cache(maxsize=1)
def load() -> Display:
    """The display hints of the ontology that is shipped. Raises KnowledgeError."""
    return Display(vocabulary.load(strict.folder()))
