"""Titles that stand for persons ("the General Secretary"), resolved by the offices table and the date of the text."""

from __future__ import annotations

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from wpkgraph.extractors.context import Context, Found
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.offices import Undecided
from wpkgraph.model import Declined, Mention, PersonRef, Span
from wpkgraph.rules import Example, rule


@lru_cache(maxsize=2)
def _matcher(knowledge: Knowledge) -> tuple[AhoCorasick, tuple[str, ...]]:
    """The matcher of all titles, as written and with a capital article; the form of each of its patterns."""
    forms = [form for title in knowledge.offices.titles for form in (title, title[:1].upper() + title[1:])]
    matcher = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return matcher, tuple(title for title in knowledge.offices.titles for _ in range(2))


@rule(
    "title-reference",
    examples=[
        Example(
            "Kim Jong Un came. The General Secretary spoke.",
            ("The General Secretary",),
            ("Kim Jong Un",),
            (),
            "2024-03-09",
        )
    ],
    counter_examples=[Example("The general secretary of the branch made a speech."), Example("The Chairman spoke.")],
    mentions=True,
)
def extract(ctx: Context) -> None:
    """Mention the persons whom titles without a name denote; what stays open is declined, once for each title."""
    matcher, forms = _matcher(ctx.knowledge)
    hits = matcher.find_matches_as_indexes(ctx.text)
    if not hits:
        return
    day = ctx.article.event_date or ctx.article.issued
    rows = [ctx.knowledge.people.find(found.ref.name) for found in ctx.people]
    named = {row.id for row in rows if row is not None and not row.bodies}
    starts = {found.span.start for found in ctx.people}
    open_forms: set[str] = set()
    for index, start, end in hits:
        form = forms[index]
        if form in open_forms or _goes_on(ctx.text, end, starts) or (start and ctx.text[start - 1].isalnum()):
            continue
        answer = ctx.knowledge.offices.persons(form, day, named)
        if isinstance(answer, Undecided):
            open_forms.add(form)
            ctx.declined.append(Declined(Span(start, end), "title-reference", answer.reason))
            continue
        for key in answer:
            person = ctx.knowledge.people.persons[key]
            ref = PersonRef(person.label, key)
            ctx.mentions.append(Mention(Span(start, end), ref, form, generic=True))
            if len(answer) == 1:
                ctx.people.append(Found(Span(start, end), ref, generic=True))
    ctx.people.sort(key=lambda found: found.span)


def _goes_on(text: str, end: int, starts: set[int]) -> bool:
    """Whether the title goes on: with a name, with "of ..", or within a word."""
    if text[end : end + 1].isalnum() or text[end : end + 1] == "-":
        return True
    after = end + 1
    if text[end : end + 1] == " " and (after in starts or text[after : after + 3] == "of "):
        return True
    word = text[after : after + 20].split(" ")[0] if text[end : end + 1] == " " else ""
    return word[:1].isupper()
