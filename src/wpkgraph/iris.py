"""The only place where IRIs are minted: from the fields that identify a thing, and nothing else.

No clock, no counter, no input order. Parts are NFC and slugs; n-ary facts get a digest of their parts' IRIs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

BASE = "https://w3id.org/wpkgraph/id/"
_KEEP = re.compile(r"[^a-z0-9가-힣一-鿿]+")


@lru_cache(maxsize=8192)  # the same names are met again and again
def slug(text: str) -> str:
    """The IRI part for a name: NFC, lower case, accents dropped, everything but letters and digits one hyphen.

    >>> slug("Unsong Iron and Steel Complex")
    'unsong-iron-and-steel-complex'
    >>> slug("Workers’ Party of Korea")
    'workers-party-of-korea'
    """
    text = text.replace("'", "").replace("’", "").lower()
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", plain)
    out = _KEEP.sub("-", text).strip("-")
    return out or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


def digest(*parts: str) -> str:
    """Sixteen hex digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def path(text: str) -> str:
    """A file path or record id as it stands in an IRI: NFC, percent-encoded, slashes kept."""
    return quote(unicodedata.normalize("NFC", text), safe="/-._~")


class Minter:
    """Mints the IRIs of one base. Every method takes the fields named in its docstring, and nothing else."""

    def __init__(self, base: str = BASE) -> None:
        self.base = base

    def person(self, key: str | None, name: str, organization: str | None, article: str) -> str:
        """An id of people.toml; else name + IRI of the organisation of the first membership; else name + article IRI."""
        if key:
            return f"{self.base}person/{key}"
        if organization:
            return f"{self.base}person/{slug(name)}/{self._tail(organization, 'org/')}"
        return f"{self.base}person/{slug(name)}/in/{self._tail(article, 'article/')}"

    def body(self, key: str | None, name: str, parent: str | None) -> str:
        """An id of bodies.toml or states.toml; else the bare name, nested under the parent's IRI."""
        if key:
            return f"{self.base}org/{key}"
        return f"{parent}/{slug(name)}" if parent else f"{self.base}org/{slug(name)}"

    def local_body(self, name: str, article: str) -> str:
        """A generic word + article IRI: a body that only this article speaks of."""
        return f"{self.base}org/in/{self._tail(article, 'article/')}/{slug(name)}"

    def place(self, key: str | None, name: str) -> str:
        """An id of places.tsv, else the name."""
        return f"{self.base}place/{key or slug(name)}"

    def concept(self, key: str | None, label: str) -> str:
        """An id of concepts.ttl, else the label."""
        return f"{self.base}concept/{key or slug(label)}"

    def role(self, wording: str) -> str:
        """The normal wording."""
        return f"{self.base}role/{slug(wording)}"

    def sector(self, key: str) -> str:
        """An id of a [[sector]] row."""
        return f"{self.base}sector/{key}"

    def series(self, key: str) -> str:
        """An id of series.toml, or the wording of an unlisted series."""
        return f"{self.base}series/{slug(key)}"

    def numbered_event(self, series: str, ordinal: int, body_ordinal: int | None) -> str:
        """Series + ordinal + the body's ordinal (the body is part of the series)."""
        number = f"{body_ordinal}-{ordinal}" if body_ordinal is not None else str(ordinal)
        return f"{self.base}event/{slug(series)}/{number}"

    def known_event(self, key: str) -> str:
        """An id of an event row of series.toml."""
        return f"{self.base}event/{key}"

    def sitting(self, above: str, day: int) -> str:
        """The event above + the day."""
        return f"{above}/day-{day}"

    def dated_event(self, cls: str, about: str, start: str) -> str:
        """Kind + place or object + start date."""
        return f"{self.base}event/{slug(cls)}/{slug(about)}/{start}"

    def local_event(self, article: str, offset: int) -> str:
        """Article + offset."""
        return f"{self.base}event/in/{self._tail(article, 'article/')}/{offset}"

    def speech(self, event: str, speaker: str, kind: str, title: str | None) -> str:
        """Outermost numbered event (or article) + speaker + kind (+ title)."""
        return f"{self.base}speech/{digest(event, speaker, kind, slug(title) if title else '')}"

    def membership(self, person: str, role: str, organization: str) -> str:
        """Person + role + organisation."""
        return f"{self.base}membership/{digest(person, role, organization)}"

    def participation(self, event: str, participant: str, capacity: str) -> str:
        """Event + participant + capacity."""
        return f"{self.base}participation/{digest(event, participant, capacity)}"

    def location(self, body: str, place: str) -> str:
        """Body + place."""
        return f"{self.base}location/{digest(body, place)}"

    def match(self, left: str, right: str) -> str:
        """Two persons, in the order of their IRIs."""
        return f"{self.base}match/{digest(*sorted((left, right)))}"

    def decision(self, left: str, right: str) -> str:
        """The two ids of a row of decisions, in the order of their letters."""
        return f"{self.base}decision/{digest(*sorted((left, right)))}"

    def office(self, key: str) -> str:
        """An id of an [[office]] row."""
        return f"{self.base}office/{key}"

    def tenure(self, office: str, person: str, start: str) -> str:
        """Id of the office + id of the person + first day: a [[holder]] row."""
        return f"{self.base}tenure/{office}/{person}/{start}"

    def in_article(self, kind: str, article: str, offset: int) -> str:
        """Article + offset: statements, figures, lists."""
        return f"{self.base}{kind}/{self._tail(article, 'article/')}/{offset}"

    def item(self, list_iri: str, position: int) -> str:
        """List + position."""
        return f"{list_iri}/{position}"

    def article(self, text: str, issued: str) -> str:
        """Hash of text + issue date."""
        return f"{self.base}article/{digest(text, issued)}"

    def file(self, name: str, record: str | None) -> str:
        """Path as given relative to its input root, POSIX form (a record: + id)."""
        return f"{self.base}file/{path(name)}" + (f"/{path(record)}" if record is not None else "")

    def reading(self, fact: str, article: str) -> str:
        """Fact + article."""
        return f"{fact}/in/{self._tail(article, 'article/')}"

    @staticmethod
    def stretch(owner: str, start: int, end: int) -> str:
        """A stretch of an article's or file's text (RFC 5147): owner + offsets."""
        return f"{owner}/text#char={start},{end}"

    def graph(self, name: str) -> str:
        """A graph of the whole: "curated", "links", "derived"."""
        return f"{self.base}graph/{name}"

    def _tail(self, iri: str, kind: str) -> str:
        return iri.removeprefix(self.base + kind)
