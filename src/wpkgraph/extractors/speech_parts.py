"""Pieces of the wording of a speech: its verb, the list of its speakers, its title, the words that open a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors import event_lists
from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.event_names import last_match
from wpkgraph.extractors.scan import table
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Ground, PersonRef, Span, SpeechFact, Status

DECLARING = table(lambda knowledge: tuple(knowledge.eventwords.forms["declaring"]))
_LINE = re.compile(r"[\n.]")
_FEW = re.compile(r"[^a-z]*[a-z' -]{0,60}")
_OWNS = "'s "
_I = re.compile(r"\bi $")
_BE = re.compile(r"\b(?:was|were|be|been) $")  # "was made a reporter"
_THERE_WAS = re.compile(r"\bthere (?:was|were) (?:also |then )?(?:an? )?(?:[a-z-]+ ){0,3}$")
_BY = re.compile(r"(?: (?:on|to|about|for|of|at|in) [^.;:,]{0,140}?)? by (?=\S)")
_BETWEEN = re.compile(r"(?: out)?(?: (?:an?|the|his|her|their|its))?(?: [a-z-]+){0,4} $| $")
_TITLE = re.compile(r"[, ]*(?:titled |entitled |under the title )?\"([^\"]{6,300})\"")
_PREPOSITION = re.compile(r"\b(?:to|of|on|in|for|at|by|from|with|public)\b")


class Phrases(NamedTuple):
    """How speeches are told.

    passive     between the noun of speaking and its speakers: "(speeches) were made at the meeting by"
    participle  the same, where it only qualifies the noun
    framed      before the noun, where it is an opening or a concluding speech by other words: "closed with a short"
    declaring   the verb of "declared the meeting open", and all of it
    done        what makes "by" tell who did something else: "on the feats performed by", "the letter sent by"
    unnamed     behind the noun, where nobody is named: "(a report) on the work was made"
    following   before it, likewise: "then followed (speeches)"
    """

    passive: re.Pattern[str]
    participle: re.Pattern[str]
    framed: re.Pattern[str]
    declaring: re.Pattern[str]
    declared: re.Pattern[str]
    done: re.Pattern[str]
    unnamed: re.Pattern[str]
    following: re.Pattern[str]


@lru_cache(maxsize=4)
def phrases(words: EventWords) -> Phrases:
    """The patterns of the words of events.toml."""
    made, declare = f"(?:{words.any_of('spoken')})", rf"\b(?:{words.any_of('declaring')}) "
    return Phrases(
        re.compile(
            r"(?:(?: (?:on|to|about|for|of|at|in|[a-z]+ing) [^.;:,]{0,140}?)? (?:was|were) (?:also |then )?"
            rf"{made}(?: [^.;:]{{0,90}}?)??)? by (?=\S)| {made} by | (?:{words.any_of('spoken-by')}) "
        ),
        re.compile(rf" {made} by "),
        re.compile(rf"\b(?:{words.any_of('framing')}) (?:with|by) (?:[a-z-]+ ){{0,3}}$"),
        re.compile(declare),
        re.compile(rf"{declare}(?:the )?[^.;]{{5,160}}?,? (?:{words.any_of('declared')})\b"),
        re.compile(rf"(?:(?<![\w-])(?!{made} )[a-z-]+ed|\b(?:{words.any_of('done')})) by $"),
        re.compile(rf"(?: [^.;:]{{0,140}}?)? (?:was|were) (?:also |then )?{made}\b"),
        re.compile(r"\b(?:followed(?: by)?|there (?:was|were)) (?:an? )?(?:[a-z-]+ ){0,3}$"),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One speaker of one speech: the word of speaking and the spans that state it."""

    person: Found[PersonRef]
    kind: str
    noun: Span
    evidence: tuple[Span, ...]
    status: Status = Status.STATED
    recorded: bool = False
    elsewhere: bool = False
    rule: str = "speech-list"


def participle(low: str, words: EventWords, end: int) -> bool:
    """Whether the words behind the noun only qualify it: "the speech made by ..", not "speeches were made by .."."""
    return phrases(words).participle.match(low, end) is not None


def passive_end(low: str, words: EventWords, noun: Span, limit: int) -> int | None:
    """Where the list of speakers starts behind "speeches were made at the meeting by", "there was a report by", or None."""
    found = phrases(words).passive.match(low, noun.end, limit)
    if found is None and _THERE_WAS.search(low, max(0, noun.start - 50), noun.start):
        found = _BY.match(low, noun.end, limit)
    if found is None or phrases(words).done.search(low, noun.end, found.end()):
        return None
    return found.end()


def unnamed(low: str, words: EventWords, noun: Span) -> bool:
    """Whether a speech is told by its noun alone, without a word on who made it: "A report was made"."""
    said = phrases(words)
    before = said.following.search(low, max(0, noun.start - 60), noun.start)
    return before is not None or said.unnamed.match(low, noun.end) is not None


def verb_before(low: str, words: EventWords, noun: int, floor: int) -> Span | None:
    """The verb of "made an important concluding speech" before its noun, or None."""
    last = last_match(words.speaking, low, max(floor, noun - 70), noun)
    if last is None:
        return None
    between = low[last.end() : noun]
    if not _BETWEEN.fullmatch(between) or _PREPOSITION.search(between):
        return None
    if words.is_unmade(low, 0, last.start()) or _BE.search(low, max(0, last.start() - 5), last.start()):
        return None
    return Span(*last.span())


def opens(ctx: Context, cue: Span, people: event_lists.People) -> bool:
    """Whether a headline's cue says that the text is the speech itself: few words before it in its line, or behind the
    name of the one whose it is ("Om Tae Sik's Opening Speech")."""
    low, start = ctx.lower, ctx.article.headline.start
    lines = (found.end() for found in _LINE.finditer(low, start, cue.start))
    owned = (person.span.end + len(_OWNS) for person in people if low.startswith(_OWNS, person.span.end))
    return any(_FEW.fullmatch(low, at, cue.end) for at in (start, *lines, *owned))


def title_after(text: str, end: int) -> str | None:
    """The title in quotation marks right behind the noun, without its closing stop."""
    found = _TITLE.match(text, end)
    return " ".join(found[1].rstrip(" .,").split()) if found else None


def declared(ctx: Context, words: EventWords, recorded: SpeechFact | None) -> Iterator[Said]:
    """Who declared a meeting open: the subject, "he", or "I" in the text of a speech whose speaker is known."""
    for verb in from_cues(phrases(words).declaring, ctx.lower, DECLARING.starts(ctx)):
        sentence = ctx.sentence_at(verb.start())
        found = phrases(words).declared.match(ctx.lower, verb.start(), sentence.end)
        if found:
            yield from _declarer(ctx, words, recorded, Span(*found.span()), sentence)


def _declarer(
    ctx: Context, words: EventWords, recorded: SpeechFact | None, cue: Span, sentence: Span
) -> Iterator[Said]:
    people, status = event_lists.doers(ctx, words, sentence, cue.start)
    if not people and recorded is not None and _I.search(ctx.lower, max(0, cue.start - 3), cue.start):
        ground = Ground(f"the article is the text of a speech of {recorded.speaker.name}", recorded.evidence[0])
        people, status = [Found(cue, recorded.speaker, ground=ground)], Status.RESOLVED
    if len(people) == 1:
        person = people[0]
        evidence = (person.span, cue) if person.span != cue else (cue,)
        yield Said(person, "opening-speech", cue, evidence, status, rule="speech-declared")
