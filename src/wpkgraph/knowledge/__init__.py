"""The knowledge of ontology/ as one frozen object. Each kind of knowledge is read by one module of this package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from wpkgraph.knowledge import (
    bodies,
    concepts,
    decisions,
    eventwords,
    furniture,
    lexicon,
    links,
    offices,
    people,
    places,
    series,
    strict,
    vocabulary,
    wording,
)
from wpkgraph.knowledge.occasions import Occasion, occasions


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All that ontology/ knows, read strictly once."""

    folder: Path
    vocabulary: vocabulary.Vocabulary
    lexicon: lexicon.Lexicon
    bodies: bodies.Bodies
    people: people.People
    places: places.Places
    concepts: concepts.Concepts
    wording: wording.Wording
    eventwords: eventwords.EventWords
    furniture: furniture.Furniture
    series: series.AllSeries
    offices: offices.Offices
    links: links.Links
    decisions: decisions.Decisions
    occasions: tuple[Occasion, ...]
    digest: str  # of the files' bytes


@lru_cache(maxsize=4)
def load(folder: Path | None = None, decided: decisions.Decisions | None = None) -> Knowledge:
    """The knowledge of an ontology folder (default: the one shipped). KnowledgeError names file and line.

    decided  decisions to use instead of the folder's own: `decisions.load(folder, files)` has both
    """
    if decided is not None:
        return replace(load(folder) if folder else load(), decisions=decided)  # as others ask for it: read once
    folder = folder or strict.folder()
    book = bodies.load(folder)
    persons = people.load(folder, book)
    meetings = series.load(folder, book)
    return Knowledge(
        folder,
        vocabulary.load(folder),
        lexicon.load(folder),
        book,
        persons,
        places.load(folder, book),
        concepts.load(folder / "concepts.ttl"),
        wording.load(folder),
        eventwords.load(folder),
        furniture.load(folder),
        meetings,
        offices.load(folder, book, persons),
        links.load(folder),
        decisions.load(folder),
        tuple(occasions(meetings)),
        strict.digest(folder),
    )
