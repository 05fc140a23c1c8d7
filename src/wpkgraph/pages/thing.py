"""The page about one thing or fact: what it is, what is said of it, the words that say so, and what it has to do with."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lookup import ARTICLE, DENOTES, EVIDENCE, READING
from wpkgraph.namespaces import DCTERMS, ORG, PREFIXES, RDFS, SCHEMA, SKOS, WPK, shorten
from wpkgraph.pages.drawing import fan, locator
from wpkgraph.pages.facts import Facts, is_listed
from wpkgraph.pages.groups import FOLD, PAGE, Groups, Members, turned
from wpkgraph.pages.layout import Alternate, fill, render
from wpkgraph.pages.links import FileLinks
from wpkgraph.pages.names import fold
from wpkgraph.pages.nearby import named_in, neighbours
from wpkgraph.pages.parts import Branch, Link, Turn, outside, plain
from wpkgraph.pages.shapes import FORMS

# Relations that make a tree: a page shows the way up and, as a tree, what is below.
TREES = (
    f"{ORG}unitOf",
    f"{ORG}subOrganizationOf",
    f"{SCHEMA}superEvent",
    f"{SCHEMA}containedInPlace",
    f"{SKOS}broader",
)
_GROWN = TREES[:2]  # those whose things below are shown as a tree, not as a list
_DEEPEST, _BRANCHES = 6, 120
DATA = (("turtle", "Turtle"), ("jsonld", "JSON-LD"), ("ntriples", "N-Triples"))
# Data sets and sites that links lead to, by host.
_HOSTS = {
    "www.wikidata.org": "Wikidata",
    "en.wikipedia.org": "Wikipedia",
    "sws.geonames.org": "GeoNames",
    "viaf.org": "VIAF",
    "d-nb.info": "GND",
    "id.loc.gov": "Library of Congress",
    "isni.org": "ISNI",
}
LAT, LONG = f"{PREFIXES['geo']}lat", f"{PREFIXES['geo']}long"
READINGS, MENTIONS = "readings", "mentions"
# What the template shows only where there is something.
_NOTHING: dict[str, Any] = dict.fromkeys(
    "reading_of up below every_reading basis groups named mentions every_mention drawing out passages where".split(), ()
)


class Things:
    """Makes the pages of a graph's things."""

    def __init__(self, facts: Facts, spots: tuple[tuple[float, float], ...] = ()) -> None:
        """`spots` are the coordinates of all places, for locators."""
        self._facts, self._graph, self._links = facts, facts.graph, facts.links
        self._groups, self._spots = Groups(facts), spots

    def page(self, iri: str) -> str:
        """The page of an IRI that the graph knows, long groups cut."""
        parts = self._reading(iri) if self._graph.is_a(iri, "Reading") else self._thing(iri)
        head = self._head(iri)
        body = fill("thing.html", links=self._links, **(_NOTHING | head | parts))
        described = f"{head['kind'].capitalize()}: {head['label']}, with the sentences that say so."
        return render(
            self._links, head["label"], body, wide=True, alternates=self.alternates(iri), description=described
        )

    def group(self, iri: str, key: str, page: int) -> str | None:
        """One page of a whole group of a thing; None if it has no such group or page."""
        if key == MENTIONS:
            return self._all_mentions(iri, page)
        if key == READINGS:
            return self._all_readings(iri, page)
        found = self._groups.whole(iri, self._groups.members(iri), key, page)
        if not found:
            return None
        group, turn = found
        return self._list(iri, group.title, group.total, turn, rows=group.rows)

    def _reading(self, iri: str) -> dict[str, Any]:
        """Of a reading: what one article says of its fact."""
        fact = self._graph.one(iri, READING)
        cited = list(self._facts.reading(iri, self._graph.values(iri, EVIDENCE)))
        return {"reading_of": self._facts.link(fact), "says": self._says(fact, ""), "cited": cited, "readings": 1}

    def _thing(self, iri: str) -> dict[str, Any]:
        members, readings = self._groups.members(iri), len(self._graph.readings(iri))
        cut = readings > FOLD + 2
        cited = list(islice(self._facts.cited(iri), FOLD if cut else None))
        mentions, basis, below = self._mentions(iri), self._basis(iri, bool(cited)), self._below(iri)
        return {
            "says": self._says(iri, basis),
            "up": self._up(iri),
            "below": below,
            "cited": cited,
            "readings": readings,
            "every_reading": self._address(iri, READINGS) if cut else "",
            "basis": basis,
            "groups": self._groups.folded(iri, members, _GROWN if below else ()),
            "named": self._named(iri),
            "mentions": mentions[:FOLD],
            "mention_count": len(mentions),
            "every_mention": self._address(iri, MENTIONS) if len(mentions) > FOLD else "",
            "drawing": self._drawing(iri, members),
            "out": self._out(iri),
            "passages": self._passages(iri),
            "where": self._where(iri),
        }

    def _head(self, iri: str) -> dict[str, Any]:
        cls = self._graph.cls(iri)
        display = self._graph.display
        texts = f"{iri}/text" if self._graph.is_a(iri, "Article") else ""
        return {
            "iri": iri,
            "short": shorten(iri, self._graph.base),
            "label": plain(self._title(iri)) or "(no name)",
            "kind": display.label(cls) if cls else "thing",
            "cls": local(cls) if cls else "",
            "family": self._facts.family(iri),
            "browse": self._links.path(f"browse/{local(cls)}") if is_listed(display, cls) else "",
            "caption": display.caption(cls) if cls else "",
            "names": self._names(iri),
            "forms": [(words, self._links.data(iri, form)) for form, words in self.forms()] + self._graph_of(iri),
            "reader": self._links.iri(texts) if texts else "",
        }

    def _title(self, iri: str) -> str:
        """The label, or an article's title."""
        return self._facts.title(iri) if self._graph.is_a(iri, "Article") else self._graph.label(iri)

    def forms(self, *, graph: bool = False) -> tuple[tuple[str, str], ...]:
        """The forms of data that a page links to: (form, words). Between files there are fewer, of a whole graph one."""
        filed = isinstance(self._links, FileLinks)
        return DATA[: (1 if graph else 2) if filed else None]

    def _names(self, iri: str) -> list[str]:
        """Its other names, but for those that differ from one before only in case or signs."""
        found: dict[str, str] = {}
        for name in sorted(self._graph.values(iri, f"{SKOS}altLabel"), key=lambda name: (name.isupper(), name)):
            found.setdefault(fold(name), plain(name))
        found.pop(fold(self._graph.label(iri)), None)
        return list(found.values())

    def _graph_of(self, iri: str) -> list[tuple[str, str]]:
        """The named graph of an article or source file, if it has one."""
        graph = f"{iri}/graph"
        return [("Graph", self._links.iri(graph))] if self._graph.is_graph(graph) else []

    def alternates(self, iri: str) -> list[Alternate]:
        """The data of a page in other forms."""
        return [Alternate(FORMS[form], self._links.data(iri, form), words) for form, words in self.forms()]

    def _says(self, iri: str, basis: str) -> list[Any]:
        """Plain relations; the way up in a tree and links to other sites are shown apart."""
        apart = {self._graph.display.words.labels.get(predicate) for predicate in (*_GROWN, LAT, LONG)}
        comment = f"{RDFS}comment"
        if basis:  # which names the source
            apart.add(self._graph.display.words.labels.get(f"{DCTERMS}source"))
        if self._graph.one(iri, f"{DCTERMS}title") == self._title(iri):  # which stands above
            apart.add(self._graph.display.words.labels.get(f"{DCTERMS}title"))
        return [said for said in self._facts.says(iri) if said.relation not in apart and said.relation != comment]

    def _up(self, iri: str) -> list[Link]:
        """The way from the top of a tree down to the thing, without itself."""
        way: list[str] = []
        current = iri
        while len(way) < _DEEPEST:
            above = next((found for p in TREES if (found := self._graph.one(current, p))), "")
            if not above or above in way or above == iri:
                break
            way.append(above)
            current = above
        return [self._facts.link(above) for above in reversed(way)]

    def _below(self, iri: str) -> tuple[Branch, ...]:
        """The units and bodies below a body, as a tree of bounded size."""
        left = [_BRANCHES]

        def grow(node: str, depth: int) -> tuple[Branch, ...]:
            below = sorted({child for p in _GROWN for child in self._graph.subjects(p, node)} - {iri})
            out = []
            for child in sorted(below, key=lambda child: (self._graph.label(child), child)):
                if depth < _DEEPEST and left[0] > 0:
                    left[0] -= 1
                    out.append(Branch(self._facts.link(child), grow(child, depth + 1)))
            return tuple(out)

        is_body = any(self._graph.is_a(iri, name) for name in ("Organization", "Unit"))
        branches = grow(iri, 0) if is_body else ()
        return branches if left[0] > 0 else ()  # too large a tree is a list, cut like any other

    def _basis(self, iri: str, cited: bool) -> str:
        if cited:
            return ""
        status = self._graph.one(iri, f"{WPK}status")
        return plain(self._graph.basis(iri)) if status or self._graph.is_fact(iri) else ""

    def _named(self, article: str) -> list[tuple[str, list[tuple[Link, int]]]]:
        """What an article names, by kind: (caption, things with how often), the most frequent first."""
        if not self._graph.is_a(article, "Article"):
            return []
        counts: Counter[str] = Counter()
        for span in self._graph.subjects(ARTICLE, article):
            counts.update(self._graph.values(span, DENOTES))
        kinds: dict[str, list[tuple[Link, int]]] = {}
        for iri in sorted(counts, key=lambda iri: (-counts[iri], self._graph.label(iri), iri)):
            kinds.setdefault(self._facts.family(iri), []).append((self._facts.link(iri), counts[iri]))
        return [(self._graph.display.caption(family), kinds[family]) for family in sorted(kinds)]

    def _mentions(self, iri: str) -> list[tuple[Link, str, int]]:
        """Where a thing is named: (article, date, how often), newest first."""
        from wpkgraph.pages.facts import stretch

        found = named_in(self._facts, iri)
        return [
            (self._facts.article(article, stretch(spans[0])), self._graph.one(article, f"{DCTERMS}issued"), len(spans))
            for article, spans in found.items()
        ]

    def _drawing(self, iri: str, members: Members) -> str:
        cls = self._graph.cls(iri)
        near = neighbours(self._facts, iri, members)
        return fan(self._facts.link(iri), self._graph.display.looks(cls)["shape"], near) if len(near) > 1 else ""

    def _out(self, iri: str) -> list[Link]:
        """Links to other data sets and pages, and codes in them."""
        out = []
        for predicate, value, _ in self._graph.pairs(iri):
            if self._facts.is_link_out(predicate):
                url = outside(value)
                host = url.split("/")[2] if url else ""
                kind = self._graph.display.label(predicate)
                out.append(Link(_HOSTS.get(host, host) or plain(value), url, kind=kind, outside=bool(url)))
        return out

    def _passages(self, iri: str) -> list[tuple[str, str, Link]]:
        """Of a source file: (anchor, "from-to", the article that stands there)."""
        out = []
        for passage in self._graph.subjects(f"{WPK}inFile", iri):
            at = (int(self._graph.one(passage, f"{WPK}start")), int(self._graph.one(passage, f"{WPK}end")))
            for article in self._graph.subjects(f"{WPK}foundAt", passage):
                out.append((at, self._facts.article(article)))
        return [(f"char={a},{b}", f"{a}–{b}", link) for (a, b), link in sorted(out, key=lambda row: row[0])]

    def _where(self, iri: str) -> dict[str, str] | None:
        lat, long = self._graph.one(iri, LAT), self._graph.one(iri, LONG)
        try:
            at = (float(lat), float(long))
        except ValueError:
            return None
        return {"lat": lat, "long": long, "map": locator(at, self._spots)}

    def _address(self, iri: str, key: str) -> str:
        return self._links.path(f"id/{iri[len(self._graph.base) :]}?group={key}")

    def _all_mentions(self, iri: str, page: int) -> str | None:
        mentions = self._mentions(iri)
        turn = turned(self._facts, "id/" + iri[len(self._graph.base) :], len(mentions), page, MENTIONS)
        if not turn or not mentions:
            return None
        shown = mentions[(page - 1) * PAGE : page * PAGE]
        return self._list(iri, "Named in", len(mentions), turn, mentions=shown)

    def _all_readings(self, iri: str, page: int) -> str | None:
        cited = list(self._facts.cited(iri))
        turn = turned(self._facts, "id/" + iri[len(self._graph.base) :], len(cited), page, READINGS)
        if not turn or not cited:
            return None
        return self._list(iri, "What states it", len(cited), turn, cited=cited[(page - 1) * PAGE : page * PAGE])

    def _list(self, iri: str, title: str, total: int, turn: Turn, **parts: Any) -> str:
        shown = {"rows": (), "mentions": (), "cited": ()} | parts
        thing = replace(self._facts.link(iri), kind="")
        body = fill("list.html", links=self._links, thing=thing, title=title, total=total, turn=turn, **shown)
        return render(self._links, f"{title}: {thing.text}", body)
