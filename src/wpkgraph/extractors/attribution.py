"""Who says it: the verbs of speech in a sentence and the subject that stands before or behind them.

The words are those of ontology/speech_verbs.toml. A subject is a person found before ("X said", "X, head of Y, said",
"said X"), a pronoun, a noun that stands for the speaker ("the reporter"), or a text that speaks ("the report", "it").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from wpkgraph.extractors.context import Context, Found
from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import PersonRef, Span

_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: \w+ly)? $")
_LEAD = 40  # characters between the start of a sentence and a subject with an apposition: its title


class Verb(NamedTuple):
    """A verb of speech in a sentence. kind: said | praise | criticism | himself."""

    start: int
    end: int
    kind: str
    passive: bool


class Attribution(NamedTuple):
    """A verb with its subject. how: person | pronoun | stand-in | document | it; person only for the first."""

    verb: Verb
    how: str
    person: PersonRef | None
    word: str


class SpeechWords(NamedTuple):
    """Compiled from the word lists."""

    matcher: AhoCorasick
    kinds: tuple[str, ...]
    adverb: re.Pattern[str]
    subject: re.Pattern[str]
    hows: Mapping[str, str]


@lru_cache(maxsize=4)
def speech_words(wording: Wording) -> SpeechWords:
    """The verbs' matcher and the subjects' patterns."""
    kinds: dict[str, str] = {}
    for kind in ("himself", "criticism", "praise", "said"):
        for word in wording[kind]:
            kinds.setdefault(word, kind)
    hows = dict.fromkeys(wording["pronouns"], "pronoun") | dict.fromkeys(wording["stand_ins"], "stand-in")
    hows |= dict.fromkeys(wording["documents"], "document") | {"it": "it"}
    matcher = AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    adverbs = "|".join(sorted(wording["adverbs"], key=len, reverse=True))
    subjects = "|".join(sorted(hows, key=len, reverse=True))
    return SpeechWords(
        matcher,
        tuple(kinds.values()),
        re.compile(rf"(?:\b(?:{adverbs}),? )+$"),
        re.compile(rf"(?<![\w-])({subjects}),? $"),
        hows,
    )


def verbs(ctx: Context) -> dict[int, list[Verb]]:
    """The verbs of speech of an article by the number of their sentence."""
    words = speech_words(ctx.knowledge.wording)
    starts = [sentence.start for sentence in ctx.sentences]
    lower, size = ctx.lower, len(ctx.lower)
    found: dict[int, list[Verb]] = {}
    for number, start, end in words.matcher.find_matches_as_indexes(lower):
        if (start and (lower[start - 1].isalnum() or lower[start - 1] == "-")) or (end < size and lower[end].isalnum()):
            continue
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0 and end <= ctx.sentences[sentence].end:
            passive = bool(_PASSIVE.search(lower[max(starts[sentence], start - 24) : start]))
            found.setdefault(sentence, []).append(Verb(start, end, words.kinds[number], passive))
    return found


def attribution(ctx: Context, sentence: Span, found: list[Verb]) -> Attribution | None:
    """The first verb of the sentence that has a subject, with it; appraisals and self-criticism before plain speech."""
    made = [one for verb in found if (one := _subject(ctx, sentence, verb))]
    return next((one for one in made if one.verb.kind != "said"), made[0] if made else None)


def within(people: list[Found[PersonRef]], start: int, end: int) -> list[Found[PersonRef]]:
    """The persons found between two offsets; `people` in order."""
    first = bisect_left(people, start, key=lambda found: found.span.start)
    last = bisect_left(people, end, key=lambda found: found.span.start)
    return people[first:last]


def _subject(ctx: Context, sentence: Span, verb: Verb) -> Attribution | None:
    """The subject of one verb."""
    if verb.passive:
        return None
    words = speech_words(ctx.knowledge.wording)
    at = verb.start
    if skipped := words.adverb.search(ctx.lower[sentence.start : at]):
        at = sentence.start + skipped.start()
    if match := words.subject.search(ctx.lower[max(sentence.start, at - 24) : at]):
        return Attribution(verb, words.hows[match[1]], None, match[1])
    people = within(ctx.people, sentence.start, at)
    if people and ctx.text[people[-1].span.end : at] == " " and not _listed(ctx, people):
        return Attribution(verb, "person", people[-1].ref, "")
    if people and ctx.text[:at].endswith(", ") and people[0].span.start - sentence.start <= _LEAD:
        distinct = {found.ref for found in people}
        return Attribution(verb, "person", people[0].ref, "") if len(distinct) == 1 else None
    behind = within(ctx.people, verb.end, sentence.end)
    if behind and ctx.text[verb.end : behind[0].span.start] == " " and ctx.text[:at].endswith((", ", '" ')):
        return Attribution(verb, "person", behind[0].ref, "")
    return None


def _listed(ctx: Context, people: list[Found[PersonRef]]) -> bool:
    """True if the last person is the end of a list ("A and B said"): two subjects, no one speaker."""
    return len(people) > 1 and ctx.text[people[-2].span.end : people[-1].span.start].strip(", ") in ("and", "")
