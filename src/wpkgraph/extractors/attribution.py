"""Who says it: the verbs of speech in a sentence and the subject that stands before or behind them.

The words are those of ontology/speech_verbs.toml. A subject is a person found before ("X said", "X, head of Y, said",
"said X"), a pronoun, a noun that stands for the speaker ("the reporter"), or a text that speaks ("the report", "it").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.scan import table
from wpkgraph.knowledge.wording import Voice, Wording
from wpkgraph.model import Ground, PersonRef, Span
from wpkgraph.patterns import either

_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: \w+ly)? $")
_WINDOW = 80  # characters before a verb that are looked at for its subject
_LEAD = 60  # characters between the start of a sentence and its subject: a title
_PLAIN = re.compile(r"\b(?!the\b|of\b)[a-z]+")
_TITLE = re.compile(r"(?:The|the) (?:[a-z]+ )?(?:[A-Z][\w-]* )+$")
# "The king ", "an old official ", or a name in capitals, where a clause begins
_STRANGER = re.compile(r"(?:^|, |\band |\bthat )(?:(?:The|the|An|an|A|a) (?:[\w'-]+ ){1,4}|(?:[A-Z][\w'-]* ){1,4})$")
_PARTICIPLE = re.compile(r" (?:by|in|at|on|to|for|from|above|during|under)\b")  # "the tasks specified at ..."


class Person(NamedTuple):
    """A person met at a clean span; `ground` where a title stands there for the name."""

    start: int
    end: int
    ref: PersonRef
    ground: Ground | None = None


class Verb(NamedTuple):
    """A verb of speech in a sentence. kind: said | praise | criticism | himself."""

    start: int
    end: int
    kind: str
    passive: bool


class Attribution(NamedTuple):
    """A verb with its subject. how: person | pronoun | stand_in | document | it; person only for the first.

    kinds: of the speeches whose maker a document or a stand-in means.
    """

    verb: Verb
    how: str
    person: Person | None
    word: str
    kinds: tuple[str, ...] = ()


_OPENING = re.compile(r"(?:In|At|On|After|Before|With|Amid|During|For|Upon|Through|By|To|As|[A-Z][a-z]+ing) ")
_PHRASE = re.compile(r" (?:in|at|on|during|after|through) (?:an? |the |his |her |[a-z]+day )[^,;:\"]{0,70}")
_GOES_ON = re.compile(r" [a-z]")  # a verb, or "on May 2" and a verb; no comma, which may go on a list


class SpeechWords(NamedTuple):
    """Compiled from the word lists."""

    kinds: Mapping[str, str]  # of each verb
    order: tuple[str, ...]  # kind of each verb, by its number
    adverb: re.Pattern[str]
    adverbs: tuple[str, ...]  # what the text before a verb ends in, where an adverb stands there
    subject: re.Pattern[str]
    voices: Mapping[str, Voice]


@lru_cache(maxsize=4)
def speech_words(wording: Wording) -> SpeechWords:
    """The verbs and the subjects' patterns."""
    kinds: dict[str, str] = {}
    for kind in ("himself", "criticism", "praise", "said"):
        for word in wording[kind]:
            kinds.setdefault(word, kind)
    voices = {**wording.voices, **dict.fromkeys(wording["pronouns"], Voice("pronoun", ())), "it": Voice("it", ())}
    return SpeechWords(
        kinds,
        tuple(kinds.values()),
        re.compile(rf"(?:\b(?:{either(wording['adverbs'])}),? )+$"),
        tuple(adverb + end for adverb in wording["adverbs"] for end in (" ", ", ")),
        re.compile(rf"(?<![\w-])(?<!\bin )({either(voices)}),? $"),
        voices,
    )


_VERBS = table(lambda knowledge: tuple(speech_words(knowledge.wording).kinds))


def verbs(ctx: Context) -> dict[int, list[Verb]]:
    """The verbs of speech of an article by the number of their sentence."""
    words = speech_words(ctx.knowledge.wording)
    starts = ctx.starts
    lower, size = ctx.lower, len(ctx.lower)
    found: dict[int, list[Verb]] = {}
    for number, start, end in _VERBS.hits(ctx):
        if (start and (lower[start - 1].isalnum() or lower[start - 1] == "-")) or (end < size and lower[end].isalnum()):
            continue
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0 and end <= ctx.sentences[sentence].end:
            passive = bool(_PASSIVE.search(lower[max(starts[sentence], start - 24) : start]))
            found.setdefault(sentence, []).append(Verb(start, end, words.order[number], passive))
    return found


def attribution(ctx: Context, people: list[Person], sentence: Span, found: list[Verb]) -> Attribution | None:
    """The first verb of the sentence that has a subject, with it; appraisals and self-criticism before plain speech.

    What stands behind the words of a stranger ("The king said that X noted") is his: None.
    """
    made: list[Attribution] = []
    for verb in found:
        if one := _subject(ctx, people, sentence, verb):
            made.append(one)
        elif not made and stranger(ctx, people, sentence, verb):
            return None
    return next((one for one in made if one.verb.kind != "said"), made[0] if made else None)


def persons(ctx: Context) -> list[Person]:
    """All persons met, by name or by a title that the article resolves, in order."""
    found = {person.span: (person.ref, person.ground) for person in ctx.people}
    found |= {
        mention.span: (mention.ref, mention.ground) for mention in ctx.mentions if isinstance(mention.ref, PersonRef)
    }
    return [Person(*span, *whom) for span, whom in sorted(found.items(), key=itemgetter(0))]


def persons_between(people: list[Person], start: int, end: int) -> list[Person]:
    """The persons found between two offsets; `people` in order."""
    return people[bisect_left(people, (start,)) : bisect_left(people, (end,))]


def _subject(ctx: Context, people: list[Person], sentence: Span, verb: Verb) -> Attribution | None:
    """The subject of one verb."""
    if verb.passive:
        return None
    words = speech_words(ctx.knowledge.wording)
    at = _before_adverbs(ctx, sentence, verb)
    if match := words.subject.search(ctx.lower[max(sentence.start, at - 24) : at]):
        voice = words.voices[match[1]]
        return Attribution(verb, voice.how, None, match[1], voice.kinds)
    before = persons_between(people, sentence.start, at)
    if before and ctx.text[before[-1].end : at] == " " and not are_listed(ctx, before[-2:]):
        return Attribution(verb, "person", before[-1], "")
    closed = ctx.text.endswith(", ", 0, at) or bool(before and _aside(ctx, before, at))
    if before and closed and leads(ctx, sentence.start, before[0].start):
        distinct = {person.ref for person in before}
        return Attribution(verb, "person", before[0], "") if len(distinct) == 1 else None
    behind = persons_between(people, verb.end, sentence.end)
    if behind and ctx.text[verb.end : behind[0].start] == " " and (closed or ctx.text.endswith('" ', 0, at)):
        return Attribution(verb, "person", behind[0], "")
    return None


def _aside(ctx: Context, before: list[Person], at: int) -> bool:
    """True if a phrase parts the subject from its verb: "X, head of Y, in his speech said", "X in his report noted"."""
    comma = ctx.text.rfind(", ", before[-1].end, at)
    alone = len(before) == 1 or comma > 0
    return alone and _PHRASE.fullmatch(ctx.lower, comma + 1 if comma > 0 else before[-1].end, at) is not None


def leads(ctx: Context, start: int, person: int) -> bool:
    """True if nothing but a title stands between the start of a sentence and a person: he is its subject.

    One word in lower case is let pass ("The respected Comrade X"), not two ("Accompanying him were X").
    """
    return person - start <= _LEAD and len(_PLAIN.findall(ctx.text[start:person])) < 2


def introduced(ctx: Context, start: int, person: int, end: int) -> bool:
    """True if a person is the subject behind an opening phrase: "In order to .., the respected Comrade X made"."""
    comma = ctx.text.rfind(", ", start, person)
    if comma < 0 or _OPENING.match(ctx.text, start) is None or not leads(ctx, comma + 2, person):
        return False
    return _GOES_ON.match(ctx.text, end) is not None


def titled(ctx: Context, sentence: Span, verb: Verb) -> bool:
    """True if a title or another name in capitals is the subject: "The Chief Warden noted"."""
    return not verb.passive and bool(_TITLE.search(_before(ctx, sentence, verb)))


def _before_adverbs(ctx: Context, sentence: Span, verb: Verb) -> int:
    """Where the adverbs before a verb begin."""
    start = max(sentence.start, verb.start - _WINDOW)
    words = speech_words(ctx.knowledge.wording)
    if not ctx.lower.endswith(words.adverbs, start, verb.start):
        return verb.start  # most verbs, told at a tenth of the cost
    skipped = words.adverb.search(ctx.lower[start : verb.start])
    return start + skipped.start() if skipped else verb.start


def _before(ctx: Context, sentence: Span, verb: Verb) -> str:
    """The words before a verb and its adverbs, not from far away; a mark stands for what is cut off."""
    at = _before_adverbs(ctx, sentence, verb)
    start = max(sentence.start, at - _WINDOW)
    return ("~" if start > sentence.start else "") + ctx.text[start:at]


def stranger(ctx: Context, people: list[Person], sentence: Span, verb: Verb) -> bool:
    """True if someone who is not known speaks: "The king said", "An official told", "To Lam expressed"."""
    if verb.passive or _PARTICIPLE.match(ctx.lower, verb.end):
        return False
    before = _before(ctx, sentence, verb)
    return bool(_STRANGER.search(before, _last_words(before, 7))) and not persons_between(
        people, max(sentence.start, verb.start - 40), verb.start
    )


def _last_words(text: str, count: int) -> int:
    """Where the last few words of a text begin, each with a space behind it: what may match nowhere else."""
    at = len(text)
    for _ in range(count + 1):
        at = text.rfind(" ", 0, at)
        if at < 0:
            return 0
    return at


def are_listed(ctx: Context, two: list[Person]) -> bool:
    """True for two persons in a list ("A and B said"): two subjects, no one speaker."""
    return len(two) > 1 and ctx.text[two[0].end : two[1].start].strip(", ") in ("and", "")
