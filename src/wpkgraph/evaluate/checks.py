"""Tests of the spans in the annotated files, apart from the kinds of fact: none of these counts should be above 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wpkgraph.errors import AnnotationError
from wpkgraph.evaluate import graph as g
from wpkgraph.evaluate.case import Case
from wpkgraph.evaluate.gold import Gold


@dataclass(frozen=True)
class Checks:
    """What was counted.

    spans         in the annotated files
    in_noise      of them that begin in a stretch annotated as noise
    texts         files whose text was given, to test spans against
    not_in_text   spans of those files whose quotation does not stand in the text at its place
    false_people  names inside names of institutions that were taken for persons
    """

    spans: int = 0
    in_noise: int = 0
    texts: int = 0
    not_in_text: int = 0
    false_people: int = 0


def check(cases: Sequence[Case], texts: Mapping[str, str]) -> Checks:
    """The counts over all files. AnnotationError: offsets of an annotation lie outside the text."""
    spans = noise = unequal = false = 0
    for case in cases:
        text = texts.get(case.gold.file)
        if text is not None:
            _inside(case.gold, len(text))
        for passage in case.view.passages:
            for span in (s for s in case.view.spans if s.article == passage.article):
                start, end = passage.start + span.start, passage.start + span.end
                spans += 1
                noise += any(first <= start < last for first, last in case.gold.noise)
                unequal += text is not None and text[start:end] != span.quote
        false += _false_people(case)
    return Checks(spans, noise, sum(case.gold.file in texts for case in cases), unequal, false)


def _false_people(case: Case) -> int:
    norm = case.wording.norm
    inside = {norm(name) for name in case.gold.non_persons} - {norm(person.name) for person in case.gold.persons}
    people = case.things(g.PERSON)
    return sum(not inside.isdisjoint(map(norm, case.graph.labels(person.node))) for person in people)


def _inside(gold: Gold, length: int) -> None:
    """Refuse offsets beyond the end of the text."""
    named = [("persons", gold.persons), ("organizations", gold.organisations), ("places", gold.places)]
    rows = [(name, number, row.at) for name, things in named for number, row in enumerate(things)]
    rows += [("articles", number, row.at) for number, row in enumerate(gold.articles)]
    rows += [("affiliations", number, row.at) for number, row in enumerate(gold.posts)]
    rows += [("participations", number, row.at) for number, row in enumerate(gold.parts)]
    rows += [("events", number, row.named.at) for number, row in enumerate(gold.events)]
    rows += [("concepts", number, row.at) for number, row in enumerate(gold.concepts)]
    rows += [("noise", number, at) for number, at in enumerate(gold.noise)]
    for name, number, at in rows:
        if at and at[1] > length:
            raise AnnotationError(
                gold.path, f"{name}[{number}]", f"ends at {at[1]}, the text of {gold.file} at {length}"
            )
