"""Names of events without a number: what belongs to the label, and which namings tell no single event."""

from __future__ import annotations

import re
from functools import lru_cache

from wpkgraph.extractors.context import Context, first_from
from wpkgraph.extractors.event_names import WHEN, Naming, whole_name
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Span

_BRACKET = re.compile(r" \([^)]*\)")
_LAID = re.compile(r"(?:also )?[a-z]+ ((?:before|at|to|in front of) (?:the )?)(?=.* were)")  # before what it tells of
_PURPOSE = re.compile(r"[^.;]{0,80}? to (?!the |an? )[a-z]+ ")
_LOWER = re.compile(r"[A-Z][a-z-]*(?: [a-z]|$)")  # only the first word has a capital: the sentence gives it
_PHRASE = re.compile(r" (?:from|by|in|at|for|to|of) [^\n,;:]+")


def name_of(ctx: Context, words: EventWords, naming: Naming) -> str:
    """The label of an unnumbered event: its words without praise, brackets and dates, with a purpose told later."""
    text = ctx.text[naming.span.start : naming.span.end]
    if not naming.complement and naming.held and naming.held.start >= naming.span.end:
        told = ctx.lower[naming.held.start : naming.held.end].strip() in naming.head.told  # its object is no purpose
        text += "" if told else _later(ctx, words, naming)
    if naming.head.several and (where := _laid(ctx, words, naming)):
        text = text[: len(text) - len(naming.complement)].rstrip() + where
    if naming.complement.startswith("between ") and " and " not in naming.complement:
        text = text[: -len(naming.complement)] + _two(ctx, naming)  # "talks between A, clerk of .., and B"
    text = WHEN.sub("", _BRACKET.sub("", text))
    if naming.span.start == naming.sentence.start and _LOWER.match(text) and not naming.headline:
        text = text[0].lower() + text[1:]
    while (first := text.split(" ", 1))[0].lower() in words.forms["praise"] and len(first) > 1:
        text = first[1]
    return " ".join(text.split())


def _laid(ctx: Context, words: EventWords, naming: Naming) -> str:
    """Where things lie, told before their noun: "Laid before the statues were floral baskets"; empty if it is not."""
    found = _LAID.match(ctx.lower, naming.held.start, naming.held.end) if naming.held else None
    if naming.held is None or found is None:
        return ""
    tail = words.numbered_complement.match(ctx.lower, found.end(), naming.held.end)
    return " " + ctx.text[found.start(1) : tail.end() if tail else found.end()].rstrip()


def _two(ctx: Context, naming: Naming) -> str:
    """ "between A and B", where these are all whom the words up to the verb or to the end name; else nothing."""
    behind = naming.held is not None and naming.held.start >= naming.span.end
    end = naming.held.start if naming.held and behind else naming.sentence.end
    people = ctx.people[first_from(ctx.people, naming.span.start) : first_from(ctx.people, end)]
    names = list(dict.fromkeys(person.ref.name for person in people))
    return f"between {names[0]} and {names[1]}" if len(names) == 2 else ""


def _later(ctx: Context, words: EventWords, naming: Naming) -> str:
    """The purpose or the guests named behind the verb: "A meeting was held on Monday to convey the gifts"."""
    assert naming.held is not None
    end, limit = naming.held.end, naming.sentence.end
    found = _behind(words).match(ctx.lower, end, limit)
    if found is None and naming.head.gerund and (purpose := _PURPOSE.match(ctx.lower, end, limit)):
        at = ctx.lower.rindex(" to ", purpose.start(), purpose.end())
        tail = words.numbered_complement.match(ctx.lower, purpose.end(), limit)
        return ctx.text[at : tail.end() if tail else purpose.end()].rstrip()
    if found is None:
        return ""
    tail = words.numbered_complement.match(ctx.lower, found.end(), limit)
    return ctx.text[end : whole_name(ctx, tail.end() if tail else found.end())].rstrip()


@lru_cache(maxsize=4)
def _behind(words: EventWords) -> re.Pattern[str]:
    return re.compile(rf" (?:for|between|before|to (?=the )|at (?=(?:{words.any_of('statues')})\b)) ?")


def vague(ctx: Context, naming: Naming) -> bool:
    """Whether a naming is none of a single event: several of a kind told in passing, things launched in general,
    visits of things ("a frigate's visit")."""
    plural = naming.word.endswith("s") and naming.word not in naming.head.words
    first = naming.sentence.start <= ctx.article.body
    if plural and not naming.complement and not naming.determiner and not first and not naming.head.several:
        return ctx.lower[naming.sentence.start : naming.span.start].strip(" -") != ""
    if naming.held is not None:
        return False
    if naming.head.owned and naming.determiner.endswith("'s"):
        return not any(p.span.end + 3 == naming.span.start for p in ctx.people)
    name = ctx.text[naming.span.end - len(naming.complement) : naming.span.end]
    return naming.head.named and not re.search(r"[A-Z]", name)


def whole_line(ctx: Context, words: EventWords, naming: Naming) -> Naming:
    """A headline that is nothing but a name is one name: "Lamps to Towers from Afar"."""
    head = ctx.article.headline
    rest = _PHRASE.match(ctx.text, naming.span.end, head.end)
    if naming.span.start > head.start or naming.held or rest is None or rest.end() < head.end:
        return naming
    if words.headline_verb.search(ctx.lower, naming.span.end, head.end):
        return naming
    return naming._replace(span=Span(naming.span.start, rest.end()))
