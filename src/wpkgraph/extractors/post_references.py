"""Nouns of posts that take up a person: "The premier called upon ..", after the article has named a premier.

The noun stands for the one person to whom the article has given the post before. Two such persons, or none: nobody is
meant, and the case is reported. Titles with a capital ("the Chairman") belong to references.py.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter

from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.references import POST_FIELD
from wpkgraph.extractors.scan import table
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import Declined, Ground, MembershipFact, Mention, PersonRef, Span
from wpkgraph.patterns import either
from wpkgraph.rules import Example, rule

# What follows makes it another noun, a list of posts, or a description: "the president of X", "the minister and ..."
_GOES_ON = re.compile(r"[-\w]|,|\.\w| (?:of|for|in charge|and|or|elect|general)\b| to [A-Z]| [A-Z]")
_NOUNS = table(lambda knowledge: tuple(f"the {noun}" for noun in knowledge.offices.nouns))
_BECOMES = re.compile(r"\b(?:as|is|be|become|becomes|became|elected|appointed|named) $")


@lru_cache(maxsize=2)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """ "the" and a noun of a post, in small letters."""
    return re.compile(rf"\b[Tt]he ({either(knowledge.offices.nouns)})\b")


@rule(
    "post-reference",
    examples=[
        Example(
            "Om Tae Sik, premier of the Cabinet, spoke. The premier called for lamps.",
            ("The premier",),
            posts=(("Om Tae Sik", "premier"),),
        ),
        Example(
            "Ro Un, manager of the Unsong Works, came. Nets were given to the manager.",
            ("the manager",),
            posts=(("Ro Un", "manager"),),
        ),
        Example(
            "Ro Un, president of Tobong, wrote to Om Sik, vice-president of Unsong. In it the president asked for nets.",
            ("the president",),
            posts=(("Ro Un", "president"), ("Om Sik", "vice-president")),
        ),
    ],
    counter_examples=[
        Example(
            "The premier called for lamps. Ro Un, premier of Tobong, spoke.", posts=(("Ro Un", "premier of Tobong"),)
        ),
        Example(
            "Om Sik, premier of Unsong, and Ro Un, premier of Tobong, spoke. The premier left.",
            posts=(("Om Sik", "premier"), ("Ro Un", "premier")),
        ),
        Example("Ro Un, vice-premier of Tobong, spoke. The premier left.", posts=(("Ro Un", "vice-premier"),)),
        Example("Ro Un, manager of a mill, met the manager of the Unsong Works.", posts=(("Ro Un", "manager"),)),
        Example("Ro Un, manager of a mill, met the manager and the workers.", posts=(("Ro Un", "manager"),)),
        Example("Ro Un, manager of a mill, met the manager-general.", posts=(("Ro Un", "manager"),)),
        Example("Ro Un, manager of a mill, was elected as the manager.", posts=(("Ro Un", "manager"),)),
        Example("Ro Un, former premier of Tobong, spoke. The premier left.", posts=(("Ro Un", "premier"),)),
        Example("The premier called for lamps."),
    ],
    mentions=True,
)
def extract(ctx: Context) -> None:
    """Mention the persons whom nouns of posts take up; what stays open is declined, once for each noun."""
    starts = [start for start in _NOUNS.starts(ctx) if start >= ctx.article.body]
    if not starts:
        return
    open_nouns: set[str] = set()
    for match in from_cues(_pattern(ctx.knowledge), ctx.text, starts):
        noun, span = match[1], Span(*match.span())
        if (
            noun in open_nouns
            or _GOES_ON.match(ctx.text, span.end)
            or _BECOMES.search(ctx.lower, span.start - 12, span.start)
        ):
            continue
        holders = _holders(ctx, noun, span.start)
        if len(holders) == 1:
            (ref,) = holders
            ground = Ground(f"{match[0]!r} takes up the post of {ref.name}", holders[ref])
            ctx.mentions.append(Mention(span, ref, match[0], generic=True, ground=ground))
            ctx.people.append(Found(span, ref, generic=True, ground=ground))
            continue
        open_nouns.add(noun)
        names = " and ".join(sorted(ref.name for ref in holders))
        why = f"{names} have the post" if holders else f"nobody is called {noun} before it"
        ctx.declined.append(Declined(span, "post-reference", why))
    ctx.people.sort(key=itemgetter(0))


def _holders(ctx: Context, noun: str, before: int) -> dict[PersonRef, Span]:
    """Those to whom the article gives a post of that noun before an offset, each with where it last does so."""
    found: dict[PersonRef, Span] = {}
    for fact in ctx.facts:
        if (
            not isinstance(fact, MembershipFact)
            or fact.held in ("Former", "Recalled")
            or fact.evidence[0].start >= before
        ):
            continue
        stem = POST_FIELD.split(fact.role.lower(), maxsplit=1)[0]
        if stem == noun and not _has_title(ctx, fact):
            found[fact.person] = fact.evidence[-1]
    return found


def _has_title(ctx: Context, fact: MembershipFact) -> bool:
    """Whether a title of its own takes up a post ("the president of the State Affairs"), or the noun with a capital is
    the person's own ("the President"): small letters then mean another.
    """
    role = f"the {fact.role}".lower()
    return any(
        form.lower() == role and (row.office is not None or fact.person.key in row.persons)
        for form, rows in ctx.knowledge.offices.titles.items()
        for row in rows
    )
