"""Statements: sentences attributed to a speaker, and appraisals among them.

The speaker is the person named; a pronoun or "the reporter" is the last subject of the sentences before, if that is
one person; "the report" speaks for the one person who made it. Where none or several remain, the statement has no
speaker and the case is reported. After "he went on:" the paragraphs that follow are the speaker's own, to the next
attribution or to the next mention of his name.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from wpkgraph.extractors.attribution import (
    Attribution,
    Person,
    Verb,
    attribution,
    leads,
    listed,
    persons,
    titled,
    verbs,
    within,
)
from wpkgraph.extractors.context import Context
from wpkgraph.model import (
    BodyRef,
    ConceptRef,
    Declined,
    Mention,
    PersonRef,
    Span,
    SpeechFact,
    StatementFact,
    Status,
)
from wpkgraph.rules import Example, rule

_REACH = 80  # characters from a verb of praise to what it praises
_POLARITY = {"praise": "Praise", "criticism": "Criticism", "himself": "Criticism"}


@dataclass(slots=True)
class _Thread:
    """What the sentences read so far leave for the next one, and the speeches of the article."""

    people: list[Person]
    speeches: tuple[SpeechFact, ...]
    subject: PersonRef | None = None  # the last subject, if it was one person
    document: PersonRef | None = None  # who made the text that spoke last
    spoke: str = ""  # how the last attribution was made
    running: StatementFact | None = None  # the statement whose speaker goes on


def _concepts(mentions: list[Mention], span: Span) -> tuple[ConceptRef, ...]:
    """The ideas mentioned in a stretch, each once, in order."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, span.end, key=lambda mention: mention.span.start)
    return tuple(dict.fromkeys(m.ref for m in mentions[first:last] if isinstance(m.ref, ConceptRef)))


def _speaker(one: Attribution, thread: _Thread) -> tuple[PersonRef | None, Status]:
    """The speaker, and whether the text names or the article resolves him."""
    if one.how == "person":
        return one.person, Status.STATED
    if one.how == "document":
        kind = one.word.removeprefix("the ")
        makers = {fact.speaker for fact in thread.speeches if fact.kind == kind or fact.kind.endswith("-" + kind)}
        thread.document = makers.pop() if len(makers) == 1 else None
        return thread.document, Status.RESOLVED
    if one.how == "it":
        return (thread.document if thread.spoke in ("document", "it") else None), Status.RESOLVED
    if one.how == "stand-in" and thread.subject is None:
        makers = {fact.speaker for fact in thread.speeches}
        return (makers.pop() if len(makers) == 1 else None), Status.RESOLVED
    return thread.subject, Status.RESOLVED


def _object(ctx: Context, people: list[Person], sentence: Span, verb: Verb) -> PersonRef | BodyRef | None:
    """The person or body that a verb of praise or criticism is about: behind it, before it in the passive."""
    start, end = (sentence.start, verb.start) if verb.passive else (verb.end, min(sentence.end, verb.end + _REACH))
    named: list[tuple[Span, PersonRef | BodyRef]] = [(Span(p.start, p.end), p.ref) for p in people]
    named += [(body.span, body.ref) for body in ctx.bodies]
    found = [(span.start, -span.end, ref) for span, ref in named if start <= span.start and span.end <= end]
    found.sort(key=lambda one: one[:2])
    return found[0][2] if found else None


def _made(ctx: Context, one: Attribution, sentence: Span, mentions: list[Mention], thread: _Thread) -> StatementFact:
    """The statement of a sentence with an attribution."""
    speaker, status = _speaker(one, thread)
    verb, name = one.verb, "statement-said"
    target: PersonRef | BodyRef | None = None
    if verb.kind == "himself":
        target, name = speaker, "appraisal-self"
    elif verb.kind in _POLARITY:
        target, name = _object(ctx, thread.people, sentence, verb), "appraisal"
        if target is None:
            ctx.declined.append(Declined(Span(verb.start, verb.end), name, "whom it is about is not named"))
            name = "statement-said"
    if speaker is None:
        reason = f"no one person for {one.word!r}"
        ctx.declined.append(Declined(Span(verb.start, verb.end), name, reason))
    return StatementFact(
        rule=name,
        evidence=(sentence,),
        status=status,
        speaker=speaker,
        speech=_speech(thread, speaker),
        concepts=_concepts(mentions, sentence),
        appraises=target,
        polarity=_POLARITY[verb.kind] if target is not None else None,
    )


def _speech(thread: _Thread, speaker: PersonRef | None) -> SpeechFact | None:
    """The speech of a speaker who makes one in the article."""
    made = [fact for fact in thread.speeches if fact.speaker == speaker]
    same = all(fact.kind == made[0].kind and fact.event == made[0].event for fact in made)
    return made[0] if made and same else None


def _passive(ctx: Context, people: list[Person], sentence: Span, found: list[Verb]) -> StatementFact | None:
    """ "X was praised": an appraisal without a speaker."""
    for verb in found:
        if verb.passive and verb.kind in ("praise", "criticism") and (target := _object(ctx, people, sentence, verb)):
            return StatementFact(
                rule="appraisal-passive",
                evidence=(sentence,),
                speaker=None,
                appraises=target,
                polarity=_POLARITY[verb.kind],
            )
    return None


def _goes_on(ctx: Context, sentence: Span, fact: StatementFact) -> bool:
    """True if the sentence ends in "he went on:"."""
    if ctx.text[sentence.end - 1] != ":" or fact.speaker is None:
        return False
    return ctx.lower[sentence.start : sentence.end - 1].endswith(ctx.knowledge.wording["runs_on"])


def _follow(ctx: Context, sentence: Span, thread: _Thread) -> None:
    """Take the subject of a sentence without attribution: one person at its start; several leave none."""
    people = within(thread.people, sentence.start, sentence.end)
    if people and leads(ctx, sentence.start, people[0].start):
        thread.subject = None if listed(ctx, people[:2]) else people[0].ref
        thread.spoke = ""


@rule(
    "statement-said",
    examples=[
        Example(
            "Ro Chan Gyu said that the lamps are ready.",
            ("Ro Chan Gyu said that the lamps are ready.",),
            ("Ro Chan Gyu",),
        ),
        Example(
            "Ro Chan Gyu, head of the pit, spoke. The lamps are ready, he noted.",
            ("The lamps are ready, he noted.",),
            ("Ro Chan Gyu",),
        ),
    ],
    counter_examples=[
        Example("The words said by Ro Chan Gyu are short.", people=("Ro Chan Gyu",)),
        Example("The lamps are ready."),
        Example("Ro Chan Gyu and Om Sik said nothing.", people=("Ro Chan Gyu", "Om Sik")),
    ],
)
@rule(
    "statement-run-on",
    examples=[
        Example(
            "Ro Chan Gyu went on:\nThe lamps are ready.\nRo Chan Gyu left.",
            ("The lamps are ready.",),
            ("Ro Chan Gyu",),
        )
    ],
    counter_examples=[Example("Ro Chan Gyu went on. The lamps are ready.", people=("Ro Chan Gyu",))],
)
@rule(
    "appraisal",
    examples=[
        Example(
            "Ro Chan Gyu highly appreciated the Blue Lamp Works.",
            ("Ro Chan Gyu highly appreciated the Blue Lamp Works.",),
            ("Ro Chan Gyu",),
            ("Blue Lamp Works",),
        )
    ],
    counter_examples=[Example("Ro Chan Gyu highly appreciated the lamps.", people=("Ro Chan Gyu",))],
)
@rule(
    "appraisal-self",
    examples=[
        Example("Om Sik made self-criticism of his work.", ("Om Sik made self-criticism of his work.",), ("Om Sik",))
    ],
    counter_examples=[Example("Om Sik made a lamp himself.", people=("Om Sik",))],
)
@rule(
    "appraisal-passive",
    examples=[
        Example("Om Sik was sharply criticized for it.", ("Om Sik was sharply criticized for it.",), ("Om Sik",)),
    ],
    counter_examples=[Example("The work was criticized by Om Sik.", people=("Om Sik",))],
)
def extract(ctx: Context) -> None:
    """All statements of an article, from its body on."""
    mentions = sorted((m for m in ctx.mentions if isinstance(m.ref, ConceptRef)), key=lambda mention: mention.span)
    found, thread = verbs(ctx), _Thread(persons(ctx), tuple(f for f in ctx.facts if isinstance(f, SpeechFact)))
    for number, sentence in enumerate(ctx.sentences):
        if sentence.end <= ctx.article.body:
            continue
        sentence = Span(max(sentence.start, ctx.article.body), sentence.end)
        said = found.get(number, [])
        one = attribution(ctx, thread.people, sentence, said) if said else None
        if one and one.how == "it" and thread.spoke not in ("document", "it"):
            one = None
        if one:
            fact = _made(ctx, one, sentence, mentions, thread)
            ctx.facts.append(fact)
            thread.spoke = one.how
            thread.subject = fact.speaker if one.how == "person" else thread.subject
            thread.running = fact if _goes_on(ctx, sentence, fact) else None
        elif thread.running and not _returns(ctx, sentence, said, thread):
            ctx.facts.append(_own_words(sentence, mentions, thread.running))
        else:
            thread.running = None
            _follow(ctx, sentence, thread)
            if said and (passive := _passive(ctx, thread.people, sentence, said)):
                ctx.facts.append(passive)


def _returns(ctx: Context, sentence: Span, said: list[Verb], thread: _Thread) -> bool:
    """True if the report takes over again: the speaker is named, or "The <Title> said" stands there."""
    if any(titled(ctx, sentence, verb) for verb in said):
        return True
    speaker = thread.running.speaker if thread.running else None
    return any(person.ref == speaker for person in within(thread.people, sentence.start, sentence.end))


def _own_words(sentence: Span, mentions: list[Mention], running: StatementFact) -> StatementFact:
    """A sentence of a speaker who goes on."""
    return StatementFact(
        rule="statement-run-on",
        evidence=(sentence,),
        status=Status.RESOLVED,
        speaker=running.speaker,
        speech=running.speech,
        concepts=_concepts(mentions, sentence),
    )
