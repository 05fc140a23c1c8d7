"""Which persons of a sentence belong to a verb: the subject before it, or the list behind it.

"A, clerk of X, and B, head of Y, made reports"      subject: A, B
"Present there were A, B and C, clerks of X"         list: A, B, C
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from wpkgraph.extractors.attribution import introduced, speech_words
from wpkgraph.extractors.context import Context, Found, first_from
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Ground, PersonRef, Span, Status
from wpkgraph.patterns import either

People = list[Found[PersonRef]]

_RELATIVE = re.compile(r"\b(?:who|which) (?:had |have |has |also )?$")
_PRONOUN = re.compile(r"(?:^|[,;]\s|\b(?:then|also|and|that day|there) )\s*(?:also |then )?(?:he|she)\b[^,;.]{0,25}$")
# "On the same day he made a survey"
_ADVERBIAL = re.compile(
    r"(?:on|in|at|later|earlier|afterwards?|meanwhile|next) (?:[\w'-]+ ){0,7}?(?:he|she) (?:[a-z]+ ){0,3}$"
)
# "A, who took it over from B": B is named in the clause about A
_ASIDE = re.compile(r"\b(?:who|whose|whom|which)\b(?:(?! and |[,;]).)*$")
# "He asked A .., and guided the drill": whoever is named behind the pronoun is no subject
_LED = re.compile(r"(?:he|she|they|it|we|i)\b")
_LED_ON = re.compile(r"(?:he|she)\b[^;:]* and (?:also |then )?$|(?:he|she)\b[^;:]*, $")
LONG = 6000  # characters that a list or a subject may run over; no sentence is longer
_SUBJECT_REACH = 70  # characters from the start of a sentence in which its subject may begin


def within(ctx: Context, start: int, end: int) -> People:
    """The persons named between two clean offsets."""
    people = ctx.people
    return people[first_from(people, start) : first_from(people, end)]


def listed(ctx: Context, words: EventWords, start: int, end: int) -> People:
    """The persons of a list: each once, without those who only qualify something ("the family of A", "A's gifts")."""
    out: People = []
    seen: set[PersonRef] = set()
    skipped = -1
    by = ctx.lower.endswith("by", 0, start) or ctx.lower.endswith("by ", 0, start)
    for person in within(ctx, start, end):
        joined = skipped >= 0 and words.joined.fullmatch(ctx.lower, skipped, person.span.start)
        again = by and words.again.search(ctx.lower, start, person.span.start)
        aside = out and _ASIDE.search(ctx.lower, out[-1].span.end, person.span.start)
        if joined or aside or (not again and qualifies(ctx, words, person.span, start)):
            skipped = person.span.end
            continue
        if person.ref in seen:
            continue
        seen.add(person.ref)
        out.append(person)
    return out


def qualifies(ctx: Context, words: EventWords, span: Span, floor: int = 0) -> bool:
    """Whether a name only says whose or by whom: "of A", "sent by A", "A's"."""
    if ctx.lower.startswith(("'s ", "'s\n"), span.end):
        return True
    floor = max(floor, span.start - 60)
    if not words.unless.search(ctx.lower, floor, span.start):
        return False
    return words.leading.search(ctx.lower, floor, span.start) is None  # "a delegation headed by A" is there with A


def subjects(ctx: Context, words: EventWords, sentence: Span, verb: int, after: int | None = None) -> People:
    """The persons who are the subject of the verb at a clean offset; `after` is where an earlier clause ended."""
    if _RELATIVE.search(ctx.lower, max(0, verb - 24), verb):
        return []
    start = max(sentence.start, after or 0, verb - LONG)
    for clause in _clause(words).finditer(ctx.lower, start, verb):
        if within(ctx, clause.end(), verb):
            start = clause.end()
    if _inverted(words).match(ctx.lower, start, verb) and (last := ctx.lower.rfind(", and ", start, verb)) > 0:
        start = last  # "Present were A and B, and C made a speech"
    quoted = ctx.text.rfind('" ', start, verb)
    if quoted > 0 and within(ctx, quoted, verb):
        start = quoted + 2  # '"It is lit," A said': A is no part of what he said
    if _LED.match(ctx.lower, max(start, ctx.article.body if verb >= ctx.article.body else 0), verb):
        return []
    return listed(ctx, words, start, verb)


@lru_cache(maxsize=4)
def _clause(words: EventWords) -> re.Pattern[str]:
    """What a new clause begins behind; what stands before is no subject of the verb."""
    return re.compile(rf"\b(?:that|where|when|while|whose|as|{words.any_of('clausal')})\s|[;:]\s")


@lru_cache(maxsize=4)
def _inverted(words: EventWords) -> re.Pattern[str]:
    """ "Present there were", "also on hand at the quay was": words of an [[opener]] row before those who take part."""
    cues = either(
        {cue.strip() for row in words.opener_rows if row.capacity and row.order == "after" for cue in row.cue}
    )
    return re.compile(rf"(?:also |there )?(?:{cues})\b[^,;]* (?:were|was)\b")


@lru_cache(maxsize=4)
def telling(knowledge: Knowledge) -> str:
    """The verbs that report words, as a piece of a pattern."""
    return either({*speech_words(knowledge.wording).kinds, *knowledge.eventwords.forms["telling"]})


def pronoun(ctx: Context, sentence: Span, verb: int) -> bool:
    """Whether the subject of the verb is "he" or "she"."""
    if _PRONOUN.search(ctx.lower[max(sentence.start, verb - 90) : verb]):
        return True
    before = ctx.lower[sentence.start : verb]
    return bool(_LED_ON.match(before) or _ADVERBIAL.match(before))


def doers(
    ctx: Context, words: EventWords, sentence: Span, verb: int, after: int | None = None
) -> tuple[People, Status]:
    """Who does what a verb tells: its subject, else whom "he" or "she" means; resolved and nobody if that is open."""
    people = subjects(ctx, words, sentence, verb, after)
    if people or not pronoun(ctx, sentence, verb):
        return people, Status.STATED
    person = antecedent(ctx, words, sentence)
    return ([person] if person else []), Status.RESOLVED


def antecedent(ctx: Context, words: EventWords, sentence: Span) -> Found[PersonRef] | None:
    """Whom "he" or "she" in a sentence means: the only subject of the nearest sentence before that begins with a name.

    None if there are two candidates or none.
    """
    i = bisect_left(ctx.sentences, sentence)
    for before in reversed(ctx.sentences[:i]):
        if before.end <= ctx.article.headline.end:
            break
        everyone = listed(ctx, words, before.start, before.end)
        named = [p for p in everyone if p.span.start - before.start < _SUBJECT_REACH]
        if not named and len(everyone) == 1 and introduced(ctx, before.start, *everyone[0].span):
            named = everyone
        if named:
            return _taken_up(named[0]) if _alone(ctx, named) else None
    return None


def _taken_up(person: Found[PersonRef]) -> Found[PersonRef]:
    """A person for whom a pronoun stands."""
    ground = Ground(f"the pronoun takes up {person.ref.name}, the subject of a sentence before", person.span)
    return person._replace(ground=ground)


def _alone(ctx: Context, named: Sequence[Found[PersonRef]]) -> bool:
    return len(named) == 1 or ", and " not in ctx.lower[named[0].span.end : named[1].span.start]
