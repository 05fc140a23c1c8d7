"""Speeches: who spoke, in which kind of speech, at which event, under which title.

    "Om Tae Sik made a report", "Speeches were made by Om Tae Sik, clerk of X, and Han Sol Mi", "declared the .. open"
A speech whose speaker the text does not name is a declined case.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors import event_lists, participation_cues
from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.cues import event_cues
from wpkgraph.extractors.event_near import Near
from wpkgraph.extractors.speech_parts import (
    DECLARING,
    Said,
    declared,
    opens,
    participle,
    passive_end,
    phrases,
    title_after,
    unnamed,
    verb_before,
)
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Declined, MembershipFact, PersonRef, Span, SpeechFact, Status

_SPEECHES = event_cues(lambda words: words.speeches)
_FLOOR = event_cues(lambda words: words.floor)
_POSSESSIVE = re.compile(r"'s (?:(?!the |an? )[a-z-]+ ){0,3}$")
_AFTER = re.compile(r"(?:after|following|before|prior to) (?:[a-z-]+ ){0,3}$")
_FOLLOWED = re.compile(r"\bfollowed by (?:an? |the )?(?:[a-z-]+ ){0,2}$")  # "a speech, followed by a report made by A"
_WHILE = re.compile(r"\bwhile\b|, followed by ")
_FIRST = re.compile(r"in the (?:[a-z-]+ ){0,2}$")  # "In the report to .. Om Tae Sik said"
_AND_THE = re.compile(r"(?: [^,.;:]{1,80})?,? and(?:, [a-z ]{3,24},)?(?: then| also)? (?:an? |the )(?:[a-z-]+ ){0,3}")
_OWN_FAULTS = "self-criticism"
_NAMED_AFTER = 90  # characters behind "In his speech" in which the speaker is named


def extract(ctx: Context) -> None:
    """Find the speeches of the article."""
    words = ctx.knowledge.eventwords
    kinds = _titles(words)
    titled = [
        fact for fact in ctx.facts if isinstance(fact, MembershipFact) and fact.role in kinds and fact.body is None
    ]
    if not (titled or _SPEECHES.table.overlapping(ctx) or _FLOOR.table.overlapping(ctx) or DECLARING.overlapping(ctx)):
        return  # nobody speaks
    near = Near(ctx, words)
    facts: list[SpeechFact] = []
    last: list[Said] = []
    for kind, start, end in _SPEECHES.find(ctx):
        noun = Span(start, end)
        sentence = ctx.sentence_at(start)
        before = last if last and last[0].noun.start >= sentence.start else []
        said = list(_chained(ctx, kind, noun, before))
        said = said or list(_said(ctx, words, kind, noun, sentence, before[0].noun.end if before else None))
        last = said or last
        facts += (_fact(ctx, near, one, sentence) for one in said)
    recorded = _record(ctx, words, near, facts)
    facts += (_fact(ctx, near, one, ctx.sentence_at(one.noun.start)) for one in declared(ctx, words, recorded))
    facts += list(_floor(ctx, words, near, facts))
    ctx.facts += _titled(_once([*facts, *_speaking(ctx, near, titled, facts)], ctx))


def without_speaker(ctx: Context, kinds: Container[str], start: int, end: int) -> bool:
    """Whether the text between two clean offsets tells a speech of some kinds and not who made it."""
    words = ctx.knowledge.eventwords
    nouns = ((kind, Span(at, stop)) for kind, at, stop in _SPEECHES.find(ctx, end) if at >= start)
    return any(kind in kinds and unnamed(ctx.lower, words, noun) for kind, noun in nouns)


def _once(facts: list[SpeechFact], ctx: Context) -> list[SpeechFact]:
    """The facts without the plain speeches of sentences that call the same words of the speaker a self-criticism."""
    own = {(f.speaker, ctx.sentence_at(f.evidence[-1].start)) for f in facts if f.kind == _OWN_FAULTS}
    return [f for f in facts if f.kind != "speech" or (f.speaker, ctx.sentence_at(f.evidence[-1].start)) not in own]


def _floor(ctx: Context, words: EventWords, near: Near, made: list[SpeechFact]) -> Iterator[SpeechFact]:
    """Speeches told without a noun of speaking ("Then spoke A", "A took the floor"), not those already found."""
    spans = {(fact.speaker, ctx.sentence_at(fact.evidence[0].start)) for fact in made if not fact.recorded}
    known = {(fact.speaker, fact.kind, fact.event) for fact in made}
    for told in participation_cues.find(ctx, words, _FLOOR):
        event = near.of_speech(told.cue, told.sentence, False) or near.titled(told.cue)
        if event is None:
            ctx.declined.append(Declined(told.cue, "speech-told", "no event is named"))
            continue
        for person in told.people:
            key = (person.ref, told.opener.kind, event)
            twice = told.opener.kind == "speech" and (person.ref, told.sentence) in spans
            if key in known or twice:
                continue
            known.add(key)
            yield SpeechFact(
                rule="speech-told",
                evidence=tuple(sorted((person.span, told.cue))),
                status=told.status_of(person.generic),
                ground=person.ground,
                speaker=person.ref,
                kind=told.opener.kind,
                event=event,
            )


@lru_cache(maxsize=4)
def _titles(words: EventWords) -> Mapping[str, str]:
    """The kind of speech that those with a title make."""
    return {
        **dict.fromkeys(words.forms["speaker-titles"], "speech"),
        **dict.fromkeys(words.forms["reporter-titles"], "report"),
    }


def _speaking(ctx: Context, near: Near, titled: list[MembershipFact], made: list[SpeechFact]) -> Iterator[SpeechFact]:
    """Speeches told by a title alone ("Speakers A and B called for nets"): of those of whom no other speech is told."""
    known = {fact.speaker for fact in made}
    for post in titled:
        at = post.evidence[-1]
        event = near.of_speech(at, ctx.sentence_at(at.start), False)
        if event is not None and post.person not in known:
            known.add(post.person)
            evidence, kind = tuple(sorted(post.evidence)), _titles(ctx.knowledge.eventwords)[post.role]
            yield SpeechFact(rule="speech-titled", evidence=evidence, speaker=post.person, kind=kind, event=event)


def _said(ctx: Context, words: EventWords, kind: str, noun: Span, sentence: Span, after: int | None) -> Iterator[Said]:
    """The speakers of one word of speaking."""
    headline = noun.start < ctx.article.headline.end
    if (end := passive_end(ctx.lower, words, noun, sentence.end)) is not None:
        beside = _WHILE.search(ctx.lower, end, sentence.end)
        last = beside.start() if beside else sentence.end
        people = event_lists.listed(ctx, words, end, min(last, end + event_lists.LONG))
        if phrases(words).framed.search(ctx.lower, max(sentence.start, noun.start - 60), noun.start):
            return
        if _AFTER.search(ctx.lower, max(sentence.start, noun.start - 50), noun.start):
            people = people[:1]  # "After an address by A, B made a report"
        elsewhere = participle(ctx.lower, words, noun.end) and ctx.lower[noun.end - 1] != "s"
        if elsewhere and _FOLLOWED.search(ctx.lower, max(sentence.start, noun.start - 50), noun.start):
            elsewhere = False
        for person in people[:1] if elsewhere else people:
            evidence = (Span(noun.start, end), person.span)
            yield Said(person, kind, noun, evidence, recorded=headline, elsewhere=elsewhere and not headline)
        return
    if owner := _owner(ctx, words, noun, sentence):
        yield Said(owner, kind, noun, (owner.span, noun), rule="speech-owned")
        return
    verb = verb_before(ctx.lower, words, noun.start, sentence.start)
    if verb is None:
        yield from _own(ctx, words, kind, noun, sentence)
        return
    people, status = event_lists.doers(ctx, words, sentence, verb.start, after)
    if not people and status is Status.RESOLVED:
        ctx.declined.append(Declined(noun, "speech-made", "whom the pronoun means is open"))
    for person in people:
        evidence = (person.span, Span(verb.start, noun.end))
        yield Said(person, kind, noun, evidence, status, recorded=headline, rule="speech-made")


def _chained(ctx: Context, kind: str, noun: Span, before: list[Said]) -> Iterator[Said]:
    """The speakers of "made the opening address and, after it, the report": those of the noun before."""
    if not before or before[0].rule != "speech-made" or before[0].kind == kind:
        return
    start = before[0].noun.end
    if _AND_THE.fullmatch(ctx.lower, start, noun.start) is None or event_lists.within(ctx, start, noun.start):
        return
    if not _telling(ctx.knowledge).said.match(ctx.lower, noun.end):
        for said in before:
            yield replace(said, kind=kind, noun=noun, evidence=(*said.evidence, noun))


def _owner(ctx: Context, words: EventWords, noun: Span, sentence: Span) -> Found[PersonRef] | None:
    """Whose speech it is in "The debate on A's report went on", "After A's opening address": told in passing."""
    found = _POSSESSIVE.search(ctx.lower, max(sentence.start, noun.start - 40), noun.start)
    if found is None or not _in_passing(words).search(ctx.lower, sentence.start, found.start()):
        return None
    before = event_lists.within(ctx, sentence.start, noun.start)
    return before[-1] if before and before[-1].span.end == found.start() else None


def _own(ctx: Context, words: EventWords, kind: str, noun: Span, sentence: Span) -> Iterator[Said]:
    """ "Om Tae Sik in his reply speech said", "In her speech Han Sol Mi said"."""
    telling = _telling(ctx.knowledge)
    own = telling.own.search(ctx.lower, max(sentence.start, noun.start - 60), noun.start)
    own = own or _FIRST.fullmatch(ctx.lower, sentence.start, noun.start)
    if not own or (own[0].endswith("in the ") and ctx.lower[noun.end - 1] == "s"):
        return  # "specified in the reports" speaks of the reports of others
    people = event_lists.subjects(ctx, words, sentence, own.start())
    if not people:
        several = "their " in own[0]
        end = sentence.end if several else min(noun.end + _NAMED_AFTER, sentence.end)
        verb = telling.said.search(ctx.lower, noun.end, end)
        people = event_lists.listed(ctx, words, noun.end, verb.start() if verb else end)
        if len(people) > 1 and not (several and verb):
            return
    for person in people:
        evidence = (person.span, Span(own.start(), noun.end))
        yield Said(person, kind, noun, tuple(sorted(evidence)), rule="speech-made")


class _Telling(NamedTuple):
    """What stands before "speech" in "A in his speech said", "A said in the speech"; and the verb behind the speakers."""

    own: re.Pattern[str]
    said: re.Pattern[str]


@lru_cache(maxsize=4)
def _telling(knowledge: Knowledge) -> _Telling:
    verbs = event_lists.telling(knowledge)
    return _Telling(
        re.compile(rf"\bin (?:his|her|their|an?) (?:[a-z-]+ ){{0,3}}$|\b(?:{verbs}) in the (?:[a-z-]+ ){{0,2}}$"),
        re.compile(rf" (?:{verbs})\b"),
    )


@lru_cache(maxsize=4)
def _in_passing(words: EventWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:after|following|{words.any_of('in-passing')})\b")


def _fact(ctx: Context, near: Near, said: Said, sentence: Span) -> SpeechFact:
    return SpeechFact(
        rule=said.rule,
        evidence=tuple(sorted(said.evidence)),
        status=Status.RESOLVED if said.person.ground else said.status,
        ground=said.person.ground,
        speaker=said.person.ref,
        kind=said.kind,
        event=near.of_speech(said.noun, sentence, said.elsewhere),
        title=title_after(ctx.text, said.noun.end),
        recorded=said.recorded,
    )


def _record(ctx: Context, words: EventWords, near: Near, facts: list[SpeechFact]) -> SpeechFact | None:
    """The speech whose own text the article is, if its headline says so; with no speaker named, a declined case."""
    head = ctx.article.headline
    own = [f for f in facts if f.recorded]
    if own or head.end <= head.start:
        return own[0] if own else None
    cue = next((c for c in _SPEECHES.find(ctx, head.end) if c[1] >= head.start), None)
    people = event_lists.within(ctx, head.start, head.end)
    if cue is None or not opens(ctx, Span(*cue[1:]), people):
        return None
    kind, start, end = cue
    if len({p.ref for p in people}) != 1:
        ctx.declined.append(Declined(Span(start, end), "speech-record", "the speaker is not named"))
        return None
    said = Said(
        people[0], kind, Span(start, end), (people[0].span, Span(start, end)), recorded=True, rule="speech-record"
    )
    facts.append(_fact(ctx, near, said, Span(head.start, head.end)))
    return facts[-1]


def _titled(facts: list[SpeechFact]) -> list[SpeechFact]:
    """The facts; where one naming of a speech gives its title, the others get it, as they name the same speech."""
    titles: dict[tuple[object, ...], set[str]] = {}
    for fact in facts:
        if fact.title:
            titles.setdefault((fact.speaker, fact.kind, fact.event), set()).add(fact.title)
    out = []
    for fact in facts:
        known = titles.get((fact.speaker, fact.kind, fact.event), set())
        out.append(replace(fact, title=min(known)) if len(known) == 1 and not fact.title else fact)
    return out
