"""Ways in: the classes and their things, the sources by date, search, suggestions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from wpkgraph.knowledge.vocabulary import local
from wpkgraph.namespaces import DCTERMS
from wpkgraph.pages.catalogue import Catalogue, Entry
from wpkgraph.pages.facts import Facts
from wpkgraph.pages.groups import turned
from wpkgraph.pages.layout import fill, render
from wpkgraph.pages.links import FileLinks
from wpkgraph.pages.names import fold
from wpkgraph.pages.parts import Link, Turn

SIZE = 200  # things on a page of a list
_SUGGESTED, _FOUND, _LONGEST = 10, 20, 200


class Lists:
    """Makes the pages that lead to things."""

    def __init__(self, facts: Facts, catalogue: Catalogue) -> None:
        self._facts, self._graph, self._links = facts, facts.graph, facts.links
        self._catalogue = catalogue

    def classes(self) -> str:
        """All classes that have things, with their counts."""
        rows = [
            (self.listed(family), [self.listed(cls) for cls in narrower])
            for family, narrower in self._catalogue.classes()
        ]
        return render(self._links, "Browse", fill("browse.html", links=self._links, rows=rows), here="browse")

    def listed(self, cls: str) -> tuple[Link, int, str]:
        """(link to the list, count, what the class is)."""
        display = self._graph.display
        link = Link(display.caption(cls), self._links.path(f"browse/{local(cls)}"), local(cls))
        return link, self._catalogue.counts[cls], display.words.comments.get(cls, "")

    def members(self, name: str, letter: str, words: str, page: int) -> str | None:
        """The things of a class by name, all or those that begin with a letter or hold words; None if there are none."""
        cls = next((cls for cls in self._catalogue.counts if local(cls) == name), None)
        if cls is None:
            return None
        rows = self._catalogue.members(cls)
        letters = sorted({_initial(label) for label, _ in rows})
        if letter:
            rows = [row for row in rows if _initial(row[0]) == letter]
        wanted = fold(words)
        if wanted:
            rows = [row for row in rows if wanted in fold(row[0])]
        path = f"browse/{name}"
        query = (f"letter={quote(letter)}" if letter else "") + (f"q={quote(words)}" if words and not letter else "")
        turn = paged(self._facts, path, len(rows), page, query)
        if turn is None or (letter and not rows):
            return None
        shown = rows[(page - 1) * SIZE : page * SIZE]
        display = self._graph.display
        body = fill(
            "class.html",
            links=self._links,
            title=display.caption(cls),
            cls=name,
            comment=display.words.comments.get(cls, ""),
            total=len(rows),
            items=[(self._facts.link(iri), self._facts.date(iri)[1]) for _, iri in shown],
            letters=[(initial, self._letter(path, initial), initial == letter) for initial in letters],
            everything=self._links.path(path),
            turn=turn,
            letter=letter,
            words=words,
            filed=isinstance(self._links, FileLinks),
            term=self._links.iri(cls),
        )
        return render(self._links, display.caption(cls), body, here="browse")

    def _letter(self, path: str, initial: str) -> str:
        return self._links.path(f"{path}?letter={quote(initial)}")

    def sources(self, page: int) -> str | None:
        """The articles by date, newest first, each with its files; None if there is no such page."""
        articles = self._catalogue.articles
        turn = paged(self._facts, "sources", len(articles), page)
        if turn is None:
            return None
        months: list[tuple[str, list[Any]]] = []
        for day, issued, iri in articles[(page - 1) * SIZE : page * SIZE]:
            if not months or months[-1][0] != day[:7]:
                months.append((day[:7], []))
            files = [self._facts.link(file) for file in self._graph.values(iri, f"{DCTERMS}isPartOf")]
            months[-1][1].append((issued, self._facts.article(iri), self._facts.link(iri).href, files))
        body = fill("sources.html", links=self._links, months=months, total=len(articles), turn=turn)
        return render(self._links, "Sources", body, here="sources")

    def search(self, words: str) -> str:
        """What fits the words, by kind; where there is no server a script fills the page."""
        words = words[:_LONGEST]
        found = self._catalogue.search(words)
        kinds: dict[str, list[Entry]] = {}
        for entry in found:
            kinds.setdefault(entry.family, []).append(entry)
        display = self._graph.display
        rows = [
            (display.caption(family), display.label(family), len(entries), [self.entry(e) for e in entries[:_FOUND]])
            for family, entries in kinds.items()
        ]
        filed = isinstance(self._links, FileLinks)
        body = fill("search.html", links=self._links, words=words, total=len(found), kinds=rows, filed=filed)
        return render(self._links, f"Search: {words}" if words else "Search", body, query=words)

    def suggest(self, words: str) -> bytes:
        """At most ten things whose names fit, as JSON: label, kind, path (the address of the page), cls."""
        rows = []
        for entry in self._catalogue.search(words[:_LONGEST])[:_SUGGESTED]:
            link = self.entry(entry)
            rows.append({"label": called(link), "kind": link.kind, "path": link.href, "cls": link.cls})
        return json.dumps(rows, ensure_ascii=False).encode()

    def entry(self, entry: Entry) -> Link:
        """A thing that was found, as a link."""
        return self._facts.link(entry.iri)


def paged(facts: Facts, path: str, total: int, page: int, query: str = "") -> Turn | None:
    """Where a page of a list stands; `query` goes with every address."""
    turn = turned(facts, path, total, page, size=SIZE)
    if turn is None or not query:
        return turn

    def address(number: int) -> str:
        return facts.links.path(f"{path}?{query}" + (f"&page={number}" if number > 1 else ""))

    before, after = (address(page - 1) if turn.before else ""), (address(page + 1) if turn.after else "")
    return Turn(turn.page, turn.pages, before, after)


def called(link: Link) -> str:
    """A thing's name, with what tells it from others of the name."""
    return f"{link.text} ({link.hint})" if link.hint else link.text


def _initial(label: str) -> str:
    """The letter under which a name stands: its first, without accents, in capitals; # for anything else."""
    first: str = fold(label)[:1].upper()
    return first if first.isalpha() else "#"


def shards(rows: Sequence[tuple[Entry, Link]]) -> dict[str, list[Any]]:
    """The search index in pieces, by the first letters of words: rows [label, kind, class, address, weight, names...]."""
    out: dict[str, list[Any]] = {}
    for entry, link in rows:
        row = [called(link), link.kind, link.cls, link.href, entry.weight, *entry.names]
        for initial in sorted({word[0] for name in entry.names for word in name.split()}):
            out.setdefault(initial, []).append(row)
    return out
