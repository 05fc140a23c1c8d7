"""Every page about a graph: a path in, the page out. The same pages are served over HTTP and written as files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path
from urllib.parse import quote, unquote

from wpkgraph.lines import TYPE, value
from wpkgraph.lookup import Lookup
from wpkgraph.namespaces import WPK, shorten
from wpkgraph.outputs import require_output
from wpkgraph.pages import data, layout, ontology, querypage, statics
from wpkgraph.pages.browse import Lists
from wpkgraph.pages.catalogue import Catalogue
from wpkgraph.pages.facts import Facts
from wpkgraph.pages.home import DOWNLOADS, Home
from wpkgraph.pages.links import APART, offered
from wpkgraph.pages.reader import Reader
from wpkgraph.pages.shapes import FORMS, Links, Page, Wanted
from wpkgraph.pages.thing import Things

_RDF = ("html", *data.RDF_FORMS)
_PLAIN = {"": ("html",), "browse": ("html",), "search": ("html",), "sources": ("html",), "suggest": ("json",)}
DATASET = "id/dataset"  # the data set itself, which dataset.ttl describes
_TEXT = re.compile(r"id/article/[^/]+/text")


def forms(path: str) -> tuple[str, ...]:
    """Which FORMS a path offers, best first; () if there is no such path. Static files count as text."""
    if path in _PLAIN:
        return _PLAIN[path]
    if path == DATASET:
        return ("html", "turtle")
    if path == "ontology":
        return ("html", *ontology.RDF_FORMS)
    if path in APART:
        return ("html",) if offered(path) else ()
    head, _, rest = path.partition("/")
    if head == "static" and rest in statics.names():
        return ("text",)
    if head == "data" and rest in DOWNLOADS:
        return ("turtle",) if rest.endswith(".ttl") else ("html",)
    if head == "browse" and re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", rest):
        return ("html",)
    if head == "id" and rest:
        return ("text", "html") if _TEXT.fullmatch(path) else _RDF
    return ()


class Book:
    """The pages of one output folder. The folder must stay as it is while the book is open."""

    def __init__(self, folder: str | Path, links: Links, row_limit: int | None = None) -> None:
        """Open an output folder; raises OutputError. `row_limit` is how many rows the endpoint gives at most."""
        self._folder, self._row_limit = require_output(folder), row_limit
        self._graph = Lookup(folder)
        self._shelve(links, None)

    def linked(self, links: Links) -> Book:
        """The same book with addresses of another kind; what was read is shared."""
        other: Book = object.__new__(Book)
        other._folder, other._row_limit, other._graph = self._folder, self._row_limit, self._graph
        other._shelve(links, self._catalogue)
        return other

    def _shelve(self, links: Links, catalogue: Catalogue | None) -> None:
        self._links = links
        self._facts = Facts(self._graph, links)
        self._known_of = lru_cache(2)(partial(data.known_of, self._graph))  # two forms are often asked for in a row
        self._catalogue = catalogue or Catalogue(self._facts)

    @property
    def base(self) -> str:
        """What the data IRIs start with."""
        return self._graph.base

    @property
    def catalogue(self) -> Catalogue:
        """The classes and names of the graph."""
        return self._catalogue

    def is_graph(self, path: str) -> bool:
        """Whether a path is that of a named graph."""
        return self._graph.is_graph(f"{self.base}{path.removeprefix('id/')}")

    @cached_property
    def lists(self) -> Lists:
        """The maker of the pages that lead to others."""
        return Lists(self._facts, self._catalogue)

    def answer(self, wanted: Wanted) -> Page:
        """The page; 404 for what is not there, 400 for a form or parameter that does not fit. Raises WpkgraphError."""
        offers = forms(wanted.path)
        if not offers:
            return self.missing(wanted.path)
        if wanted.form not in offers:
            return self._told(400, "No such form", f"{wanted.form}: known here are {', '.join(offers)}")
        head, _, rest = wanted.path.partition("/")
        if wanted.path == DATASET:
            return _html(self.home.page()) if wanted.form == "html" else self._file("data", "dataset.ttl")
        if head == "id":
            return self._thing(rest, wanted)
        if head in ("static", "data"):
            return self._file(head, rest)
        if head in APART:
            return self._apart(wanted)
        return self._list(head, rest, wanted.params) or self.missing(wanted.path)

    def missing(self, path: str) -> Page:
        """The page for a path that leads nowhere."""
        return self._told(404, "There is no such page", f"Nothing in these data has the address {unquote(path)!r}.")

    def _told(self, status: int, title: str, words: str) -> Page:
        shown = "".join(c if c.isprintable() else " " for c in words)[:500]
        body = layout.fill("missing.html", links=self._links, title=title, words=shown)
        return _html(layout.render(self._links, title, body), status)

    def _list(self, head: str, rest: str, params: Mapping[str, str]) -> Page | None:
        """The pages that lead to others; None for one that is not there."""
        words = params.get("q", "").strip()
        page = _number(params.get("page", "1"))
        if page is None:
            return self._told(400, "No such page", "A page is a number from 1 on.")
        if head == "suggest":
            return Page(200, FORMS["json"], self.lists.suggest(words))
        made: str | None
        if head == "":
            made = self.home.page()
        elif head == "search":
            made = self.lists.search(words)
        elif head == "sources":
            made = self.lists.sources(page)
        elif rest:
            made = self.lists.members(rest, params.get("letter", ""), words, page)
        else:
            made = self.lists.classes()
        return _html(made) if made is not None else None

    @cached_property
    def home(self) -> Home:
        """The home page's maker."""
        files = tuple(name for name in DOWNLOADS if (self._folder / name).is_file())
        return Home(self._facts, self._catalogue, self.lists, files)

    def _file(self, head: str, name: str) -> Page:
        if head == "static":
            found = statics.read(name)
            return Page(200, *found) if found else self.missing(f"{head}/{name}")
        path = self._folder / name
        if not path.is_file():
            return self.missing(f"{head}/{name}")
        return Page(200, DOWNLOADS[name][0], path.read_bytes())

    def _apart(self, wanted: Wanted) -> Page:
        """A page that a module of its own makes; the ontology itself as it stands."""
        if wanted.form != "html":
            return Page(200, FORMS[wanted.form], ontology.data(wanted.form))
        if wanted.path == ontology.PATH:
            return _html(ontology.page(self._links, counts=self._catalogue.counts))
        return _html(querypage.page(self._links, self.base, row_limit=self._row_limit))

    def _thing(self, rest: str, wanted: Wanted) -> Page:
        """The page, or the data, of what is at an IRI: a text, a thing, a graph."""
        for iri in self._candidates(rest):
            if article := self._article(iri):
                return self._text(article, wanted.form)
            if self._graph.known(iri):
                return self._known(iri, wanted)
            if self._graph.is_graph(iri):
                return self._named_graph(iri, wanted.form)
            if (owner := iri.removesuffix("/text")) != iri and self._graph.known(owner):
                return self._known(owner, wanted)
        return self.missing(wanted.path)

    def _candidates(self, rest: str) -> Iterator[str]:
        """The IRIs that a path may mean: as it is, its letters of other scripts decoded, or encoded as IRIs are minted.

        Browsers send letters of other scripts percent-encoded, whatever the IRI has; some servers decode a path.
        """
        readable = re.sub(r"(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda m: unquote(m[0]), rest)
        minted = (quote(rest, safe=f"/-._~{percent}", errors="replace") for percent in ("", "%"))
        for form in dict.fromkeys((rest, readable, *minted)):
            yield self._graph.base + form

    def _article(self, iri: str) -> str:
        """The article that an IRI is the text of; "" if it is none."""
        owner = iri.removesuffix("/text")
        return owner if owner != iri and self._graph.known(owner) and self._graph.is_a(owner, "Article") else ""

    def _text(self, article: str, form: str) -> Page:
        reader = Reader(self._facts)
        if form == "html":
            return _html(reader.page(article))
        text = reader.text(article)
        return self.missing(f"{article}/text") if text is None else Page(200, FORMS["text"], text)

    def _known(self, iri: str, wanted: Wanted) -> Page:
        if wanted.form != "html":
            body = data.written(self._known_of(iri), wanted.form, self._graph.base)
            return Page(200, FORMS[wanted.form], body)
        things = Things(self._facts, self._catalogue.spots)
        if not (group := wanted.params.get("group", "")):
            return _html(things.page(iri))
        page = _number(wanted.params.get("page", "1"))
        made = things.group(iri, group, page) if page else None
        return _html(made) if made is not None else self._told(404, "No such list", f"{group}, page {page or '?'}")

    def _named_graph(self, iri: str, form: str) -> Page:
        lines = self._graph.graph(iri)
        if form != "html":
            return Page(200, FORMS[form], data.written(lines, form, self._graph.base))
        display = self._graph.display
        pairs = [line.split(" ", 2) for line in lines]
        classes = Counter(value(term) for _, predicate, term in pairs if predicate == f"<{TYPE}>")
        known = [(cls, n) for cls, n in classes.items() if cls in self._catalogue.counts]
        about = iri.removesuffix("/graph")
        kinds = [(self.lists.listed(cls)[0], n) for cls, n in sorted(known, key=lambda row: display.caption(row[0]))]
        body = layout.fill(
            "graph.html",
            links=self._links,
            iri=iri,
            short=shorten(iri, self._graph.base),
            forms=[(words, self._links.data(iri, form)) for form, words in Things(self._facts).forms(graph=True)],
            about=self._facts.link(about) if self._graph.known(about) else None,
            total=len(lines),
            subjects=len({subject for subject, _, _ in pairs}),
            kinds=kinds,
        )
        return _html(layout.render(self._links, f"Graph {shorten(iri, self._graph.base)}", body))

    def iris(self) -> list[str]:
        """All IRIs of the data that have a page of their own, sorted: subjects but for stretches, texts, graphs."""
        subjects = {iri for iri, _ in self._graph.all(TYPE) if iri.startswith(self.base) and "#" not in iri}
        texts = {f"{iri}/text" for _, _, iri in self._catalogue.articles}
        owners = {iri.rpartition("#")[0] for iri in self._passages()}
        graphs = {node.value for node in self._graph.store.named_graphs()}
        return sorted(subjects | texts | owners | {iri for iri in graphs if iri.startswith(self.base)})

    def _passages(self) -> list[str]:
        return self._graph.subjects(TYPE, f"{WPK}Passage")


def _html(text: str, status: int = 200) -> Page:
    return Page(status, FORMS["html"], text.encode("utf-8", "replace"))


def _number(text: str) -> int | None:
    """A page's number; None if it is none."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,5}", text) else None
