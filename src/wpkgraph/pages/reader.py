"""The reader: an article's text, every mention in it marked and linked, beside the facts that it states."""

from __future__ import annotations

from dataclasses import dataclass

from wpkgraph.lookup import ARTICLE, DENOTES, EVIDENCE, READING
from wpkgraph.namespaces import DCTERMS, WPK
from wpkgraph.pages.facts import Facts, stretch
from wpkgraph.pages.layout import Alternate, fill, render
from wpkgraph.pages.marks import Stretch, marked
from wpkgraph.pages.parts import Link, plain
from wpkgraph.pages.shapes import FORMS

_WORDS = 90  # characters of a statement in the list of facts


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact of the text: where its words begin, its own page in words, and how it was read."""

    anchor: str
    fact: Link
    status: str


class Reader:
    """Makes the pages of articles' texts."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._graph, self._links = facts, facts.graph, facts.links

    def text(self, article: str) -> bytes | None:
        """The text as it is kept; None if it is missing."""
        text = self._graph.text(self._graph.one(article, f"{WPK}sha256"))
        return None if text is None else text.encode()

    def page(self, article: str) -> str:
        """The text as a page; a text that is missing is said to be."""
        text = self._graph.text(self._graph.one(article, f"{WPK}sha256"))
        title = self._facts.title(article)
        source = Alternate(FORMS["text"], self._links.data(f"{article}/text", "text"), "Plain text")
        body = fill(
            "reader.html",
            links=self._links,
            title=title,
            article=self._facts.link(article),
            issued=self._graph.one(article, f"{DCTERMS}issued"),
            files=self._files(article),
            text=None if text is None else marked(text, self._stretches(article)),
            plain_text=source.href,
            stated=self._stated(article),
            turns=self._around(article),
        )
        return render(self._links, title, body, here="sources", wide=True, alternates=[source])

    def _stretches(self, article: str) -> list[Stretch]:
        out = []
        for span in self._graph.subjects(ARTICLE, article):
            if self._graph.is_a(span, "Span"):
                named = tuple(self._facts.link(iri) for iri in self._graph.values(span, DENOTES))
                out.append(Stretch(*stretch(span), named))
        return out

    def _stated(self, article: str) -> list[tuple[str, list[Stated]]]:
        """The facts of the text by kind, in the order of their words."""
        found: dict[str, list[tuple[tuple[int, int], str, Stated]]] = {}
        for reading in self._graph.subjects(ARTICLE, article):
            fact = self._graph.one(reading, READING)
            spans = sorted(stretch(span) for span in self._graph.values(reading, EVIDENCE))
            if fact and spans:
                stated = self._fact(reading, fact, spans[0])
                found.setdefault(self._facts.family(fact), []).append((spans[0], fact, stated))
        display = self._graph.display
        return [
            (display.caption(family), [stated for *_, stated in sorted(found[family], key=lambda row: row[:2])])
            for family in sorted(found)
        ]

    def _fact(self, reading: str, fact: str, span: tuple[int, int]) -> Stated:
        link = self._facts.link(fact)
        if self._graph.is_a(fact, "Statement"):
            words = plain(self._graph.one(self._graph.one(reading, EVIDENCE), f"{WPK}quote"))
            link = Link(words[:_WORDS] + ("…" if len(words) > _WORDS else ""), link.href, link.cls, link.kind)
        status = self._graph.display.label(self._graph.one(reading, f"{WPK}status"))
        return Stated(f"char={span[0]},{span[1]}", link, status)

    def _files(self, article: str) -> list[tuple[Link, Link | None, Link | None]]:
        """(source file, its publisher, its address) of each file that the article stands in."""
        out = []
        for file in self._graph.values(article, f"{DCTERMS}isPartOf"):
            about = self._graph.about(file)
            publisher = next((self._facts.link(t.value) for t in about.get(f"{DCTERMS}publisher", ())), None)
            values = (self._facts.value(f"{DCTERMS}source", t) for t in about.get(f"{DCTERMS}source", ()))
            out.append((self._facts.link(file), publisher, next(values, None)))
        return out

    def _around(self, article: str) -> list[tuple[Link, Link | None, Link | None]]:
        """(file, the article before this one in it, the one after) where a file holds several."""
        out = []
        for file in self._graph.values(article, f"{DCTERMS}isPartOf"):
            order = []
            for passage in self._graph.subjects(f"{WPK}inFile", file):
                for there in self._graph.subjects(f"{WPK}foundAt", passage):
                    order.append((stretch(passage), there))
            inside = [there for _, there in sorted(order)]
            if len(inside) > 1 and article in inside:
                at = inside.index(article)
                before = self._facts.article(inside[at - 1]) if at else None
                after = self._facts.article(inside[at + 1]) if at + 1 < len(inside) else None
                out.append((self._facts.link(file), before, after))
        return out
