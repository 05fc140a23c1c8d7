"""Small helpers of the tests of extraction: a sentence in, names, posts, places and bodies out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import extract, memberships, places
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.extractors.reading import Reading, read, tokenizer
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import Article, BodyRef, CleanText, Document, Extraction, MembershipFact
from wpkgraph.pipeline import extract_document
from wpkgraph.resolve import bare_name


class Post(NamedTuple):
    """A membership as tests compare it; the chain is innermost first, each level by its bare name."""

    person: str
    role: str
    chain: tuple[str, ...] = ()
    held: str = "Holds"
    place: str | None = None


def article(text: str, issued: PartialDate | None = None, body: int = 0) -> Article:
    """An article that needs no cleaning; `body` is where its headline ends."""
    return Article(text, 0, CleanText(text, (0,), (0,)), body=body, issued=issued)


def opened(text: str, known: Knowledge | None = None, body: int = 0) -> Context:
    """A fresh context for a text."""
    return open_article(article(text, body=body), known or knowledge.load())


def tokens(text: str, known: Knowledge | None = None) -> Tokens:
    """The tokens of a text, before names are marked."""
    return tokenizer(known or knowledge.load()).tokens(text)


def reading(text: str, body: int = 0) -> Reading:
    """The text as tokens, names and bodies."""
    return read(opened(text, body=body))


def names(text: str, body: int = 0) -> list[str]:
    """The names of persons in a text, in order and with repeats."""
    return [name.name for name in reading(text, body).names]


def context(text: str, known: Knowledge | None = None, body: int = 0) -> Context:
    """A context after the extractors of posts and places have run."""
    ctx = opened(text, known, body)
    memberships.extract(ctx)
    places.extract(ctx)
    return ctx


def facts(text: str, known: Knowledge | None = None) -> list[MembershipFact]:
    """The posts that a text states, as facts."""
    return [fact for fact in context(text, known).facts if isinstance(fact, MembershipFact)]


def posts(text: str, known: Knowledge | None = None) -> set[Post]:
    """The posts that a text states."""
    return {
        Post(f.person.name, f.role, chain(f.body), f.held, f.place.name if f.place else None)
        for f in facts(text, known)
    }


def chain(body: BodyRef | None) -> tuple[str, ...]:
    """The bare names of a body and those above it; known bodies by their id, without what stands above them."""
    out = []
    while body is not None:
        out.append(f"#{body.key}" if body.key else bare_name(body))
        body = None if body.key else body.parent
    return tuple(out)


def extraction(text: str, issued: PartialDate | None = None) -> tuple[Article, Extraction]:
    """A text as an article with all that it states."""
    made = article(text, issued)
    return made, extract(made, knowledge.load())


def document(text: str, path: str = "lamp.txt") -> Document:
    """A plain text file as the reader gives it."""
    return Document(path, text, hashlib.sha256(text.encode()).hexdigest(), "text/plain")


def segmented(text: str) -> Iterator[tuple[Article, Extraction]]:
    """The articles of a plain text file with what each states."""
    yield from extract_document(document(text), knowledge.load())
