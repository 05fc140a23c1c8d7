"""The pages as a folder of files that any web server can serve, or a browser open from disk.

Every page is the file index.html of a folder that is called as its path, its data index.ttl and index.jsonld beside it.
Addresses are relative: the site works at any place. Search reads an index in pieces, static/search/*.js.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from wpkgraph import __version__
from wpkgraph.errors import OutputError
from wpkgraph.exporters.report import FORMAT as OUTPUT_FORMAT
from wpkgraph.knowledge.vocabulary import local
from wpkgraph.options import Progress
from wpkgraph.outputs import held, is_output, replaced, require_output
from wpkgraph.pages import layout, ontology, statics
from wpkgraph.pages.book import DATASET, Book
from wpkgraph.pages.book import forms as offers
from wpkgraph.pages.browse import shards
from wpkgraph.pages.home import DOWNLOADS
from wpkgraph.pages.links import SERVED_STATICS, SHARDS, FileLinks, encoded, file_of, offered
from wpkgraph.pages.shapes import Wanted
from wpkgraph.pages.thing import DATA

MARKER = "wpkgraph-site.json"
FORMAT = "wpkgraph-site 1"
MADE = frozenset(
    "index.html 404.html robots.txt sitemap.xml .nojekyll id browse sources search static data ontology".split()
) | {MARKER}
_IN_A_MAP = 40_000  # addresses in one sitemap; 50,000 are allowed


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages, all files, bytes."""

    pages: int
    files: int
    size: int


def write_site(output: str | Path, target: str | Path, url: str = "", progress: Progress | None = None) -> Written:
    """Write the pages of an output folder as files, whole or not at all; raises OutputError.

    url  where the site will be, for what needs absolute addresses: sitemap.xml, robots.txt, 404.html
    """
    folder, site = require_output(output), Path(target).absolute()
    _refuse_overlap(folder, site)
    address = _address(url)
    with replaced(site, refuse=refuse_foreign) as fresh:
        writer = _Writer(folder, fresh, address)
        writer.pages(progress)
        writer.index()
        writer.rest()
        return Written(writer.count, writer.files, writer.size)


def refuse_foreign(target: Path) -> None:
    """Raise OutputError unless `target` is absent, empty, or a site of ours that holds nothing of anyone else."""
    names = held(target)
    if names and not _is_site(target):
        raise OutputError(f"{target}: was not made by wpkgraph site and is not empty; name another folder with -o")
    if foreign := sorted(name for name in names - MADE if not name.startswith("sitemap-")):
        raise OutputError(f"{target}: holds {foreign[0]!r}, which wpkgraph site did not make; move it away first")


def _is_site(folder: Path) -> bool:
    try:
        data = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT


def _refuse_overlap(output: Path, site: Path) -> None:
    inside, outside = site.resolve(), output.resolve()
    if inside == outside or outside.is_relative_to(inside) or inside.is_relative_to(outside) or is_output(site):
        raise OutputError(f"{site}: is, holds or lies in an output folder; name another folder with -o")


def _address(url: str) -> str:
    """The site's address with a slash at its end; OutputError if it is none."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise OutputError(f"--url {url}: is no address of a site, such as https://example.org/data/")
    return url.rstrip("/") + "/"


class _Writer:
    """Writes into a fresh folder, and counts."""

    def __init__(self, folder: Path, site: Path, url: str) -> None:
        self._folder, self._site, self._url = folder, site, url
        self._asked: set[str] = set()
        self._folders = {""}
        self._book = Book(folder, FileLinks("", ""))
        self._base = self._book.base
        self.count = self.files = self.size = 0

    def pages(self, progress: Progress | None) -> None:
        """Every page: the lists, every IRI, and the further pages of long lists that these point at."""
        classes = [f"browse/{local(cls)}" for cls in self._book.catalogue.counts]
        things = [f"id/{iri[len(self._base) :]}" for iri in self._book.iris()]
        self._things = things
        waiting = ["", DATASET, "browse", "sources", "search", *classes, *things]
        waiting += ["ontology"] if offered("ontology") else []
        done: set[str] = set()
        while waiting:
            for path in waiting:
                self._page(path)
                done.add(path)
                if progress:
                    progress(len(done), max(len(done), len(waiting), len(things)))
            waiting = sorted(self._asked - done)

    def _page(self, path: str) -> None:
        plain, _, query = path.partition("?")
        book = self._book.linked(self._links(path))
        for form in self._forms(plain, bool(query)):
            if path in ("", DATASET) and form == "html":
                body = book.home.page(self._url).encode()
            else:
                page = book.answer(Wanted(plain, dict(parse_qsl(query)), form))
                if page.status != 200:
                    raise OutputError(f"{self._folder}: the page {path!r} can't be made (status {page.status})")
                body = page.body
            self._write(file_of(path if query else plain, form), body)
        self.count += 1

    def _forms(self, path: str, further: bool) -> Sequence[str]:
        """The forms that a page is written in."""
        if path == "ontology":
            return ("html", *ontology.FILED_FORMS)
        if path == DATASET:
            return offers(path)
        if further or not path.startswith("id/"):
            return ("html",)
        if path.endswith("/text"):
            return ("html", "text") if path.startswith("id/article/") else ("html",)
        data = [form for form, _ in DATA[:2]]
        return ("html", data[0]) if self._book.is_graph(path) else ("html", *data)

    def index(self) -> None:
        """The search index."""
        lists = self._book.linked(self._links("")).lists
        rows = shards([(entry, lists.entry(entry)) for entry in self._book.catalogue.entries])
        self._write(f"{SHARDS}letters.js", f"wpkgraphLetters({json.dumps(''.join(sorted(rows)))});\n".encode())
        for letter in sorted(rows):
            text = json.dumps([letter, rows[letter]], ensure_ascii=False, separators=(",", ":"))
            self._write(f"{SHARDS}{ord(letter):x}.js", f"wpkgraphNames(...{text});\n".encode())

    def rest(self) -> None:
        """Styles and scripts, the data, the page for what is not there, and what search engines read."""
        for name in statics.names():
            found = statics.read(name)
            if found and not name.startswith(SERVED_STATICS):
                self._write(f"static/{name}", found[1])
        for name in DOWNLOADS:
            if (self._folder / name).is_file():
                (self._site / "data").mkdir(exist_ok=True)
                shutil.copyfile(self._folder / name, self._site / "data" / name)
                self.files, self.size = self.files + 1, self.size + (self._site / "data" / name).stat().st_size
        self._write("404.html", self._missing())
        self._write(".nojekyll", b"")
        for name, text in self._for_engines():
            self._write(name, text.encode())
        marker = {"format": FORMAT, "version": __version__, "base": self._base, "output": OUTPUT_FORMAT}
        self._write(MARKER, (json.dumps(marker, indent=1) + "\n").encode())

    def _missing(self) -> bytes:
        links = FileLinks(self._base, "", root=self._url)
        words = "There is nothing at this address. The thing may have another name now, or the data were built anew."
        body = layout.fill("missing.html", links=links, title="There is no such page", words=words)
        return layout.render(links, "There is no such page", body).encode()

    def _for_engines(self) -> Iterator[tuple[str, str]]:
        """robots.txt, and sitemaps where the site's address is known."""
        robots = "User-agent: *\nAllow: /\n"
        if not self._url:
            yield "robots.txt", robots
            return
        yield "robots.txt", f"{robots}Sitemap: {self._url}sitemap.xml\n"
        paths = ["", "browse", "sources", *(path for path in self._things if "/in/" not in path)]
        addresses = [f"{self._url}{encoded(file_of(path)).removesuffix('index.html')}" for path in paths]
        maps = [addresses[i : i + _IN_A_MAP] for i in range(0, len(addresses), _IN_A_MAP)]
        if len(maps) == 1:
            yield "sitemap.xml", _xml("urlset", "url", maps[0])
            return
        names = [f"sitemap-{number}.xml" for number in range(1, len(maps) + 1)]
        yield from ((name, _xml("urlset", "url", part)) for name, part in zip(names, maps, strict=True))
        yield "sitemap.xml", _xml("sitemapindex", "sitemap", [self._url + name for name in names])

    def _links(self, path: str) -> FileLinks:
        return FileLinks(self._base, path, asked=self._asked)

    def _write(self, name: str, body: bytes) -> None:
        path, folder = f"{self._site}/{name}", name.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self._site}/{folder}", exist_ok=True)
            self._folders.add(folder)
        try:
            with open(path, "xb") as file:
                file.write(body)
        except FileExistsError as error:
            raise OutputError(f"{self._site}: two pages would be the file {name}") from error
        self.files, self.size = self.files + 1, self.size + len(body)


def _xml(whole: str, part: str, addresses: Sequence[str]) -> str:
    from xml.sax.saxutils import escape

    rows = "".join(f"<{part}><loc>{escape(address)}</loc></{part}>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{whole}>\n'
