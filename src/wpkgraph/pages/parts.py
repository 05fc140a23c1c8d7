"""What pages are made of: frozen shapes between the lookup and the templates. All text in them is plain, not HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from wpkgraph.views.excerpt import Piece


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; href "" if nowhere. `cls` is the local name of the thing's class, "" for none.

    outside  whether it leads to another site
    hint     what tells it from others of the same name
    """

    text: str
    href: str = ""
    cls: str = ""
    kind: str = ""
    outside: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A relation in words, and its values."""

    relation: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of one article that state a fact: the sentences, where they lead to in the reader, how they were read.

    says  what this reading says beyond the fact
    """

    pieces: tuple[Piece, ...]
    article: Link
    issued: str
    files: tuple[str, ...]
    status: str
    rule: str
    says: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A fact or thing in a list.

    lead    the thing itself, where it has a name that a reader knows; else None
    fact    its own page
    more    articles beyond those cited here that state it
    """

    date: str
    lead: Link | None
    fact: Link
    says: tuple[Said, ...] = ()
    cited: tuple[Cited, ...] = ()
    more: int = 0
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts or things that stand in one relation to the thing of the page, those of one page of the list.

    key     names it in addresses
    every   the address of the whole list, "" if all of it is here
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    total: int
    every: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a list that is cut into pages stands: this page's number, how many there are, the ones before and after."""

    page: int
    pages: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in a tree, with those below it."""

    link: Link
    below: tuple[Branch, ...] = ()


def plain(text: str) -> str:
    """Text in one line without characters that are not to be seen: controls, and marks that turn the writing round.

    >>> plain("a\\u202eb\\n c")
    'a b c'
    """
    if text.isprintable() and "  " not in text:  # nearly all of them
        return text.strip()
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()


def outside(url: str) -> str:
    """The address if it may be followed (http or https, with a host), else "".

    >>> outside("https://example.org/a"), outside("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    follow = parts.scheme in ("http", "https") and parts.netloc and url.isprintable() and " " not in url
    return url if follow else ""
