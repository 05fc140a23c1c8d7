"""Titles that stand for persons ("the General Secretary"), resolved by the offices table and the date of the text."""

from __future__ import annotations

import re
from operator import itemgetter

from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.scan import View, table
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.offices import Denoted, Undecided
from wpkgraph.model import Declined, Ground, MembershipFact, Mention, PersonRef, Span
from wpkgraph.rules import Example, rule

POST_FIELD = re.compile(r" (?:of|for|in charge)\b")


def _forms(knowledge: Knowledge) -> tuple[str, ...]:
    """All titles, each as written and with a capital article."""
    return tuple(form for title in knowledge.offices.titles for form in (title, title[:1].upper() + title[1:]))


_TITLES = table(_forms, View.WRITTEN)


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
    hits = _TITLES.hits(ctx)
    if not hits:
        return
    day = ctx.article.event_date or ctx.article.issued
    rows = [ctx.knowledge.people.find(found.ref.name) for found in ctx.people]
    named = {row.id for row in rows if row is not None and not row.bodies}
    starts = {found.span.start for found in ctx.people}
    titles = tuple(ctx.knowledge.offices.titles)
    open_forms: set[str] = set()
    for index, start, end in hits:
        form, span = titles[index // 2], Span(start, end)
        if form in open_forms or _goes_on(ctx.text, end, starts) or (start and ctx.text[start - 1].isalnum()):
            continue
        answer = ctx.knowledge.offices.denoted(form, day, named)
        if isinstance(answer, Denoted) and (rival := _rival(ctx, answer)):
            answer = Undecided(f"the text has another {answer.post}: {rival}")
        if isinstance(answer, Undecided):
            open_forms.add(form)
            ctx.declined.append(Declined(span, "title-reference", answer.reason))
            continue
        _mention(ctx, span, form, answer)
    ctx.people.sort(key=itemgetter(0))


def _mention(ctx: Context, span: Span, form: str, answer: Denoted) -> None:
    """The mention of each person denoted; one person can then be the subject of a sentence."""
    for key in answer.persons:
        person = ctx.knowledge.people.persons[key]
        ref = PersonRef(person.label, key)
        holder = answer.holder
        tenure = (holder.office, holder.person, holder.start.iso) if holder else None
        at = _named_at(ctx, key, span) if answer.named else None
        ground = Ground(answer.why + (", named in the text" if at else ""), at, tenure)
        ctx.mentions.append(Mention(span, ref, form, generic=True, ground=ground))
        if len(answer.persons) == 1:
            ctx.people.append(Found(span, ref, generic=True, ground=ground))


def _named_at(ctx: Context, key: str, span: Span) -> Span | None:
    """Where a known person is named: last before the title, else first behind it."""
    people = ctx.knowledge.people
    spans = [p.span for p in ctx.people if not p.generic and (row := people.find(p.ref.name)) and row.id == key]
    before = [at for at in spans if at < span]
    return max(before) if before else min(spans, default=None)


def _rival(ctx: Context, answer: Denoted) -> str | None:
    """Another person to whom the text gives the post of the title, written with capitals ("Vice Marshal Om Tae Sik")."""
    if answer.post is None:
        return None
    for fact in ctx.facts:
        if not isinstance(fact, MembershipFact) or (fact.person.key or "") in answer.persons:
            continue
        written = [ctx.text[start:end] for start, end in fact.evidence[1:]]
        stems = [POST_FIELD.split(" ".join(text.split()), maxsplit=1)[0] for text in written]
        if any(stem == answer.post or stem.endswith(" " + answer.post) for stem in stems):
            return fact.person.name
    return None


def _goes_on(text: str, end: int, starts: set[int]) -> bool:
    """Whether the title goes on: with a name, with "of ..", or within a word."""
    if text[end : end + 1].isalnum() or text[end : end + 1] == "-":
        return True
    after = end + 1
    if text[end : end + 1] == " " and (after in starts or text[after : after + 3] == "of "):
        return True
    word = text[after : after + 20].split(" ")[0] if text[end : end + 1] == " " else ""
    return word[:1].isupper()
