"""Statements: sentences attributed to a speaker, and appraisals among them.

The speaker is the person named; a pronoun or "the reporter" is the last subject of the sentences before, if that is
one person; "the report" speaks for the one person who made it. Where none or several remain, the statement has no
speaker and the case is reported. After "he went on:" the paragraphs that follow are the speaker's own, to the next
attribution or to the next mention of his name.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from wpkgraph.extractors.attribution import (
    Attribution,
    Person,
    Verb,
    attribution,
    persons,
    persons_between,
    titled,
    verbs,
)
from wpkgraph.extractors.context import Context, first_from
from wpkgraph.extractors.speakers import Thread, follow, speaker_of, speech_of
from wpkgraph.model import (
    BodyRef,
    ConceptRef,
    Declined,
    Ground,
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


def _concepts(mentions: list[Mention], span: Span) -> tuple[ConceptRef, ...]:
    """The ideas mentioned in a stretch, each once, in order."""
    found = mentions[first_from(mentions, span.start) : first_from(mentions, span.end)]
    return tuple(dict.fromkeys([m.ref for m in found if isinstance(m.ref, ConceptRef)]))


def _object(ctx: Context, people: list[Person], sentence: Span, verb: Verb) -> PersonRef | BodyRef | None:
    """The person or body that a verb of praise or criticism is about: behind it, before it in the passive."""
    start, end = (sentence.start, verb.start) if verb.passive else (verb.end, min(sentence.end, verb.end + _REACH))
    named: list[tuple[Span, PersonRef | BodyRef]] = [(Span(p.start, p.end), p.ref) for p in people]
    named += [(body.span, body.ref) for body in ctx.bodies]
    found = [(span.start, -span.end, ref) for span, ref in named if start <= span.start and span.end <= end]
    found.sort(key=itemgetter(0, 1))
    return found[0][2] if found else None


def _made(ctx: Context, one: Attribution, sentence: Span, mentions: list[Mention], thread: Thread) -> StatementFact:
    """The statement of a sentence with an attribution."""
    speaker, status, ground = speaker_of(ctx, one, thread)
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
        ground=ground,
        speaker=speaker,
        speech=speech_of(thread, speaker),
        concepts=_concepts(mentions, sentence),
        appraises=target,
        polarity=_POLARITY[verb.kind] if target is not None else None,
    )


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
    mentions = sorted([m for m in ctx.mentions if isinstance(m.ref, ConceptRef)], key=itemgetter(0))
    found, thread = verbs(ctx), Thread(persons(ctx), tuple(f for f in ctx.facts if isinstance(f, SpeechFact)))
    telling = {*found, *(bisect_right(ctx.starts, person.start) - 1 for person in thread.people)}
    for number, sentence in enumerate(ctx.sentences):
        if sentence.end <= ctx.article.body or (number not in telling and thread.running is None):
            continue
        if sentence.start < ctx.article.body:
            sentence = Span(ctx.article.body, sentence.end)
        said = found.get(number, [])
        one = attribution(ctx, thread.people, sentence, said) if said else None
        if one and one.how == "it" and thread.spoke not in ("document", "it"):
            one = None
        if one:
            fact = _made(ctx, one, sentence, mentions, thread)
            ctx.facts.append(fact)
            thread.spoke = one.how
            if one.person is not None:
                thread.subject, thread.at = fact.speaker, Span(one.person.start, one.person.end)
            thread.running = fact if _goes_on(ctx, sentence, fact) else None
        elif thread.running and not _returns(ctx, sentence, said, thread):
            ctx.facts.append(_own_words(sentence, mentions, thread.running))
        else:
            thread.running = None
            follow(ctx, sentence, said, thread)
            if said and (passive := _passive(ctx, thread.people, sentence, said)):
                ctx.facts.append(passive)


def _returns(ctx: Context, sentence: Span, said: list[Verb], thread: Thread) -> bool:
    """True if the report takes over again: the speaker is named, or "The <Title> said" stands there."""
    if any(titled(ctx, sentence, verb) for verb in said):
        return True
    speaker = thread.running.speaker if thread.running else None
    return any(person.ref == speaker for person in persons_between(thread.people, sentence.start, sentence.end))


def _own_words(sentence: Span, mentions: list[Mention], running: StatementFact) -> StatementFact:
    """A sentence of a speaker who goes on."""
    return StatementFact(
        rule="statement-run-on",
        evidence=(sentence,),
        status=Status.RESOLVED,
        ground=Ground("the speaker goes on", running.evidence[0]),
        speaker=running.speaker,
        speech=running.speech,
        concepts=_concepts(mentions, sentence),
    )
