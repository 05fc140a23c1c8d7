"""One article read as tokens, names and bodies: what the extractors of posts, persons and bodies share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from wpkgraph.extractors import persons
from wpkgraph.extractors.bodies import BodyBook
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.holders import Name
from wpkgraph.extractors.roles import role_at
from wpkgraph.extractors.tokens import Form, Tokenizer, Tokens
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.lexicon import Lexicon
from wpkgraph.knowledge.places import Place

_KINDS = frozenset(("City", "County", "Province", "Municipality"))
_TITLE = re.compile(r"[mh](?<=[,&.|;xqC].)(?:(?<=h)|m*h)")


@dataclass(slots=True)
class Reading:
    """The tokens of an article with the names in them and the book of its bodies; `headline` is an end token."""

    tokens: Tokens
    names: list[Name]
    book: BodyBook
    headline: int


@lru_cache(maxsize=2)
def tokenizer(knowledge: Knowledge) -> Tokenizer:
    """The tokenizer of a knowledge: bodies, states and their capitals are single tokens."""
    forms: dict[str, Form] = {}
    rows = knowledge.bodies.bodies
    for form, key in knowledge.bodies.forms.items():
        forms[form] = Form("B", key, state=rows[key].also == "Place")
    for form, key in knowledge.bodies.bare.items():
        if form not in knowledge.bodies.loose:
            forms.setdefault(form, Form("B", key, bare=True))
    for body in rows.values():
        if body.capital:
            forms.setdefault(body.capital, Form("L"))
    for adjective, key in knowledge.bodies.adjectives.items():
        forms.setdefault(adjective, Form("C", key, state=True))
    for place in knowledge.places.places.values():
        for form in (place.label, *place.forms, *_stems(place)):
            forms.setdefault(form, Form("L", place.id))
    return Tokenizer(knowledge.lexicon, forms.items())


@lru_cache(maxsize=2)
def _ideas(knowledge: Knowledge) -> frozenset[str]:
    """Words of ideas, sectors and heads of bodies, in lower case: no part of a person's name."""
    labels = [concept.label for concept in knowledge.concepts.by_key.values()]
    labels += [*knowledge.lexicon.unit_heads, *knowledge.lexicon.sectors, *knowledge.bodies.adjectives]
    words = {word.lower() for label in labels for word in label.replace("-", " ").split()}
    return frozenset(word for word in words if len(word) > 2) | knowledge.lexicon.not_persons


def _is_post(tokens: Tokens, lexicon: Lexicon, at: int) -> bool:
    """Whether a post starts at a token; "officials concerned" behind a comma opens a new member of a list."""
    role = role_at(tokens, at, lexicon)
    return role is not None and not (role.head.generic and role.chain is None)


def _title_ends(tokens: Tokens, lexicon: Lexicon) -> Iterator[int]:
    """Where titles with a capital and a body end that open a member of a list ("Manager of the Unsong Works ...")."""
    for match in _TITLE.finditer(tokens.kinds):
        at = match.start()
        if not tokens.words[at][0].isupper() or (role := role_at(tokens, at, lexicon)) is None:
            continue
        if role.chain is not None:
            yield role.end
        elif role.head.topic and (end := _field_end(tokens, lexicon, at, role.words)):
            yield end


def _field_end(tokens: Tokens, lexicon: Lexicon, first: int, end: int) -> int | None:
    """Where the field of a ministry ends within a title that ran on into a name ("Minister of Defence Anna Petrova")."""
    of = tokens.kinds.find("o", first, end)
    if of < 0:
        return None
    return next((i for i in range(end - 1, of + 1, -1) if tokens.wording(of + 1, i) in lexicon.fields), None)


def _stems(place: Place) -> list[str]:
    """A place's name without its kind ("Hamhung" of "Hamhung City"), where it has two syllables at least and is no person's."""
    stem, _, kind = place.label.rpartition(" ")
    return [stem] if kind in _KINDS and len(stem) > 4 and (" " not in stem or kind == "Province") else []


def extract(ctx: Context) -> None:
    """Read the article for the extractors that ask for its tokens; once for all of them."""
    if ctx.reading is None:
        ctx.reading = read(ctx)


def of(ctx: Context) -> Reading:
    """The reading of an article."""
    extract(ctx)
    assert ctx.reading is not None
    return ctx.reading


def read(ctx: Context) -> Reading:
    """The reading of an article's clean text."""
    tokens = tokenizer(ctx.knowledge).tokens(ctx.text)
    names = [Name(a, b, n) for a, b, n in persons.names(tokens, ctx.knowledge.lexicon)]
    tokens.mark((n.first, n.end) for n in names if tokens.kinds[n.end : n.end + 1] != "z")
    headline = tokens.at(ctx.article.body)
    lexicon = ctx.knowledge.lexicon
    more = persons.foreign(
        tokens, partial(_is_post, tokens, lexicon), _title_ends(tokens, lexicon), _ideas(ctx.knowledge)
    )
    others = {a: Name(a, b, n) for a, b, n in more if a >= headline}
    if others:
        known = {name.first: (name.end, name.name) for name in others.values()}
        others |= {a: Name(a, b, n) for a, b, n in persons.again(tokens, known) if a >= headline}
        tokens.mark((name.first, name.end) for name in others.values())
        names = sorted([*names, *others.values()], key=lambda name: name.first)
    book = BodyBook(tokens, ctx.knowledge)
    book.read(headline_end=headline)
    return Reading(tokens, names, book, headline)
