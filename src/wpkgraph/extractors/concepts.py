"""Ideas: those of the vocabulary, and candidates seen by their shape (slogans, "the line of ...", "five-point ...").

The scan of the article finds the vocabulary's labels and the triggers of the rules. Of two that overlap the longer one
stays; none stays that lies within the name of an organisation, an event or a person.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from operator import itemgetter

from wpkgraph.extractors.concept_labels import Hit, labels
from wpkgraph.extractors.concept_shapes import SHAPES, Shape
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.scan import table
from wpkgraph.extractors.tokens import one_line
from wpkgraph.knowledge.wording import Wording
from wpkgraph.making import new_mention, new_span
from wpkgraph.model import ConceptRef
from wpkgraph.rules import Example, Rule, register, rule


@lru_cache(maxsize=4)
def _triggers(wording: Wording) -> dict[str, tuple[Shape, ...]]:
    """The triggers of all shapes, each with the shapes that it may begin."""
    found: dict[str, tuple[Shape, ...]] = {}
    for shape in SHAPES:
        for trigger in shape.triggers(wording):
            found[trigger] = (*found.get(trigger, ()), shape)
    return found


_TRIGGERS = table(lambda knowledge: tuple(_triggers(knowledge.wording)))


def candidates(ctx: Context, rules: frozenset[str] | None = None) -> Iterator[Hit]:
    """Ideas seen by their shape, left to right; of all rules, or of those named."""
    wording = ctx.knowledge.wording
    shapes = tuple(_triggers(wording).values())
    for number, start, end in _TRIGGERS.hits(ctx):
        for shape in shapes[number]:
            if rules is not None and shape.rule not in rules:
                continue
            if found := shape.find(ctx.text, ctx.lower, start, end, wording):
                form = ctx.text[found.start : found.end]
                label = form[0].lower() + form[1:] if shape.lower and not form[:2].isupper() else form
                yield Hit(found.start, found.end, ConceptRef(label, None, (shape.kind,), candidate=True))
                break


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that overlap a longer one (the same length: one of the vocabulary, then the first one).

    >>> short, long = Hit(5, 9, ConceptRef("b")), Hit(0, 9, ConceptRef("a"))
    >>> longest([short, long]) == [long]
    True
    """
    hits.sort(key=itemgetter(0, 1))
    if all(a.end <= b.start for a, b in pairwise(hits)):
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.ref.candidate, h.start)):
        at = bisect_right(kept, hit.start, key=lambda h: h.start)
        if not ((at and kept[at - 1].end > hit.start) or (at < len(kept) and kept[at].start < hit.end)):
            kept.insert(at, hit)
    return kept


def _names(ctx: Context) -> tuple[list[int], list[int]]:
    """Starts, and the furthest end up to each of them, of the names of bodies, events and persons."""
    spans = [found.span for found in ctx.bodies if not found.generic]
    spans += [found.span for found in ctx.people if not found.generic]
    spans += [span for event in ctx.events for span in event.evidence]
    spans.sort()
    return [span.start for span in spans], list(accumulate([span.end for span in spans], max))


def _keep(ctx: Context, hits: list[Hit]) -> None:
    """Make mentions of the hits that lie within no name."""
    starts, ends = _names(ctx) if hits else ([], [])
    for start, end, ref in longest(hits):
        at = bisect_right(starts, start) - 1
        if at < 0 or ends[at] < end:
            form = ctx.text[start:end]
            ctx.mentions.append(new_mention((new_span((start, end)), ref, one_line(form), False, None)))


@rule(
    "concept-vocabulary",
    mentions=True,
    examples=[
        Example("The miners spoke of the Juche idea and of abuses of power.", ("Juche idea", "abuses of power")),
        Example("Its Party cells showed SINGLE HEARTED UNITY.", ("Party cells", "SINGLE HEARTED UNITY")),
    ],
    counter_examples=[
        Example("The Single-Hearted Unity Press won.", bodies=("Single-Hearted Unity Press",)),
        Example("The party went to a redflagged cell."),
    ],
)
def vocabulary(ctx: Context) -> None:
    """Mentions of the vocabulary's labels alone."""
    _keep(ctx, labels(ctx))


def _by_shape(name: str, ctx: Context) -> None:
    """Mentions of the candidates of one shape alone."""
    _keep(ctx, list(candidates(ctx, frozenset([name]))))


for _shape in SHAPES:
    register(
        Rule(
            _shape.rule,
            partial(_by_shape, _shape.rule),
            tuple(Example(text, (found,)) for text, found in _shape.examples),
            tuple(Example(text) for text in _shape.nothing),
            mentions=True,
        )
    )


def extract(ctx: Context) -> None:
    """All mentions of ideas."""
    _keep(ctx, [*labels(ctx), *candidates(ctx)])
