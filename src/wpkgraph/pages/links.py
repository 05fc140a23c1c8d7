"""Addresses of pages: absolute paths on a server, relative ones between static files.

A data IRI is base + rest. Its page has the path "id/" + rest, percent-encoding included: the page about
<base>file/my%20notes.txt is "id/file/my%20notes.txt". A server gives the path as the request has it (not decoded).
A path may end in a query ("browse/Person?page=2"); in static files that becomes a folder of its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from urllib.parse import parse_qsl, quote, unquote

from wpkgraph.namespaces import WPK

STRETCH = re.compile(r"(?P<owner>.+)/text(?P<at>#char=\d+,\d+)$")
# Pages that are made by a module of their own: `page(links) -> str`. One whose module is not there is not offered.
APART = {"ontology": "wpkgraph.pages.ontology", "query": "wpkgraph.pages.querypage"}
SERVED_ONLY = frozenset({"query"})  # what needs a server is not written as a file
SERVED_STATICS = ("query/", "vendor/")  # what only such pages load
ENDINGS = {"html": "index.html", "turtle": "index.ttl", "jsonld": "index.jsonld", "text": "index.txt"}
SHARDS = "static/search/"  # answers "suggest" where there is no server
_SAFE = "/%:@!$'()*,;=~.-_+&"
_LONGEST = 200  # bytes of a file's name; most file systems allow 255


@lru_cache(maxsize=8)
def offered(path: str) -> bool:
    """Whether a page that a module of its own makes is there."""
    return path in APART and find_spec(APART[path]) is not None


def encoded(rest: str) -> str:
    """A path as an address has it: what can't stand in one is percent-encoded, what is encoded stays.

    >>> encoded("file/my%20notes.txt"), encoded("person/김")
    ('file/my%20notes.txt', 'person/%EA%B9%80')
    """
    return quote(rest, safe=_SAFE)


def term_path(iri: str) -> str:
    """The path of a term of the ontology, of a data IRI's page "" if it is neither.

    >>> term_path("https://w3id.org/wpkgraph/ontology#Person")
    'ontology#Person'
    """
    return f"ontology#{iri[len(WPK) :]}" if iri.startswith(WPK) and offered("ontology") else ""


def data_path(iri: str, base: str) -> str:
    """The path, with a fragment if need be, of the page about a data IRI: a stretch of a file leads to the file's page."""
    match = STRETCH.fullmatch(iri)
    if match and match["owner"].startswith(f"{base}file/"):
        return f"id/{match['owner'][len(base) :]}{match['at']}"
    return f"id/{iri[len(base) :]}"


@dataclass(frozen=True)
class ServerLinks:
    """Absolute paths below a prefix; data in another form by the parameter `format`."""

    base: str
    root: str = ""

    def iri(self, iri: str) -> str:
        """The address of the page about an IRI of the data or of the ontology; other IRIs as they are."""
        if iri.startswith(self.base):
            return self.path(data_path(iri, self.base))
        return self.path(found) if (found := term_path(iri)) else iri

    def path(self, path: str) -> str:
        """The address of a page by its path; a query and a fragment may follow it."""
        plain, mark, tail = _split(path)
        return f"{self.root}/{encoded(plain)}{mark}{tail}"

    def data(self, iri: str, form: str) -> str:
        """The address of what is known about an IRI in a form of FORMS."""
        return f"{self.path('id/' + iri[len(self.base) :])}?format={form}"


@dataclass(frozen=True)
class FileLinks:
    """Relative addresses between static files, for the page of one path.

    asked  gathers the paths with a query that were pointed at: pages that have to be written too
    root   what addresses begin with, if not relative: of a page that is shown in any place, such as 404.html
    """

    base: str
    page: str
    root: str = ""
    asked: set[str] = field(default_factory=set, compare=False)

    def iri(self, iri: str) -> str:
        """The address of the page about an IRI of the data or of the ontology; other IRIs as they are."""
        if iri.startswith(self.base):
            return self.path(data_path(iri, self.base))
        return self.path(found) if (found := term_path(iri)) else iri

    def path(self, path: str) -> str:
        """The address of a page by its path; a query and a fragment may follow it."""
        plain, mark, tail = _split(path)
        if plain == "suggest":
            return self._up() + SHARDS
        if plain.startswith(("static/", "data/")):
            return self._up() + plain
        if mark == "?":
            self.asked.add(path)
            return self._up() + encoded(quote_name(file_of(path)))
        return self._up() + quote_name(file_of(plain)) + mark + tail

    def data(self, iri: str, form: str) -> str:
        """The address of what is known about an IRI in a form of FORMS."""
        return self._up() + quote_name(file_of("id/" + iri[len(self.base) :], form))

    def _up(self) -> str:
        return self.root or "../" * file_of(self.page).count("/")


def file_of(path: str, form: str = "html") -> str:
    """The file, relative to the site's folder, that holds a page: its name is the path with percent-encoding undone.

    >>> file_of("id/file/my%20notes.txt", "turtle"), file_of("browse/Person?page=2"), file_of("")
    ('id/file/my notes.txt/index.ttl', 'browse/Person/~page-2/index.html', 'index.html')
    """
    plain, mark, query = _split(path)
    parts = [_name(part) for part in plain.split("/")] if plain else []
    if mark == "?":
        parts.append("".join(f"~{name}-{value}" for name, value in sorted(parse_qsl(query))))
    return "/".join([*parts, ENDINGS[form]])


def quote_name(file: str) -> str:
    """The address of a file's name."""
    return quote(file, safe="/:@!$'()*,;=~.-_+&")


@lru_cache(maxsize=65_536)
def _name(part: str) -> str:
    """A part of a path as a folder's name: decoded, and harmless whatever a document was called."""
    name = unquote(part)
    taken = name.casefold() in ENDINGS.values() or name in ("", ".", "..")
    if taken or "/" in name or not name.isprintable() or len(name.encode()) > _LONGEST:
        return f"~{hashlib.sha256(part.encode()).hexdigest()[:16]}"
    return name


def _split(path: str) -> tuple[str, str, str]:
    """(path, "?" or "#" or "", what follows it); a fragment behind a query stays with it."""
    match = re.search(r"[?#]", path)
    return (path[: match.start()], match[0], path[match.end() :]) if match else (path, "", "")
