"""Evaluations as text for a terminal, and the words that the page has for them too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wpkgraph.evaluate.against import CHANGES, Difference
from wpkgraph.evaluate.bootstrap import DRAWS, Interval
from wpkgraph.evaluate.evaluation import Evaluation
from wpkgraph.evaluate.floors import Floor
from wpkgraph.evaluate.scores import Score
from wpkgraph.views.facts import plain
from wpkgraph.views.formats import table

KINDS = {  # what each kind of fact is, for those who meet it first here
    "articles": "articles in each file",
    "issue dates": "their dates of issue",
    "persons": "people who are named",
    "person+role": "posts: who is what",
    "person+top organisation": "posts with the outermost organisation",
    "whole chain": "posts with every unit up to the organisation",
    "participations": "who spoke, guided, presided, attended ...",
    "events": "conferences, meetings ... by name",
    "event dates": "dates of those that were found",
    "organisations": "bodies, plants, schools ...",
    "places": "cities, counties, states ...",
    "concepts": "ideas, slogans, programmes ...",
}
_LISTED = 10  # facts of each change that are named in the terminal


def render(found: Evaluation, difference: Difference | None, floors: Sequence[Floor], width: int | None = None) -> str:
    """The figures as a table, what must be known to read them, what changed, and the floors that are missed."""
    columns = ("kind of fact", "gold", "missed", "wrong", "precision", "recall", "F1")
    lines = [table(columns, [_row(score) for score in found.scores], width, numbers=6).rstrip("\n")]
    lines += notes(found)
    lines += _absent(found.absent)
    if difference is not None:
        lines += ["", *_changes(difference)]
    lines += ["", *_floors(floors)] if floors else []
    return "\n".join(lines) + "\n"


def share(value: float | None) -> str:
    """A rate with three digits.

    >>> share(0.98765), share(None)
    ('0.988', '-')
    """
    return "-" if value is None else f"{value:.3f}"


def interval(ends: Interval | None) -> str:
    """An interval with three digits; "" for none."""
    return f"{ends[0]:.3f}-{ends[1]:.3f}" if ends else ""


def notes(found: Evaluation) -> list[str]:
    """Sentences on how the figures come about: intervals, samples, what was not compared, and the tests of spans."""
    count, whole = len(found.gold), sum(gold.exhaustive for gold in found.gold)
    out = [f"{_counted(count, 'text')}; 95 % intervals from {DRAWS} draws of {_counted(count, 'text')}."]
    if names := [score.kind for score in found.scores if not score.judged]:
        out.append(f"Recall only, as the annotations hold a sample of them: {', '.join(names)}.")
    if some := [f"{score.kind} {share(score.strict)}" for score in found.scores if score.strict is not None]:
        out.append(
            f"Wrong ones are counted in the {whole} texts that are annotated completely, right ones in all {count}, "
            f"which flatters the precision of these; in those {whole} texts alone it is: {', '.join(some)}."
        )
    if found.ignored:
        words = ", ".join(f"{plain(word)} ({number})" for word, number in found.ignored.items())
        out.append(f"Parts taken that are not compared: {words}.")
    checks = found.checks
    spans = f"Of {checks.spans} spans {checks.in_noise} begin in what is annotated as noise"
    tested = f", {checks.not_in_text} differ from the {_counted(checks.texts, 'source text')}" if checks.texts else ""
    return [*out, f"{spans}{tested}; {checks.false_people} names inside names of institutions were taken for persons."]


def _row(score: Score) -> list[str]:
    rates = zip(score.rates, score.spread, strict=True)
    cells = [f"{share(rate)} {interval(ends) or ' ' * 11}" if rate is not None else "-" for rate, ends in rates]
    wrong = str(score.counts.wrong) if score.judged else "-"
    return [score.kind, str(score.counts.gold), str(score.counts.missed), wrong, *cells]


def _absent(files: Sequence[str]) -> list[str]:
    return [f"Not in the graph, so that all their facts are missed: {', '.join(map(plain, files))}."] if files else []


def _changes(difference: Difference) -> Iterator[str]:
    yield f"Since {plain(difference.report)}:"
    rows = [
        [change.kind, *(moved(before, now) for before, now in zip(change.before, change.now, strict=True))]
        for change in difference.changes
        if change.before != change.now
    ]
    yield (
        table(("kind of fact", "precision", "recall", "F1"), rows, numbers=3).rstrip("\n")
        if rows
        else "the same figures"
    )
    for name, words in CHANGES.items():
        facts = difference.facts[name]
        if facts:
            yield f"{len(facts)} {words}:"
        yield from (f"  {kind}: {plain(text)}  ({plain(file)})" for kind, file, text in facts[:_LISTED])
        if len(facts) > _LISTED:
            yield f"  ... and {len(facts) - _LISTED} more (the report has all)"
    for words, files in (("added", difference.files_added), ("gone", difference.files_gone)):
        if files:
            yield f"annotated texts {words}: {', '.join(map(plain, files))}"


def moved(before: float | None, now: float | None) -> str:
    """A rate before and now, and the change.

    >>> moved(0.9, 0.95), moved(None, 1.0), moved(0.9, 0.9)
    ('0.900 -> 0.950 (+0.050)', '- -> 1.000', '0.900')
    """
    if before == now:
        return share(now)
    change = "" if before is None or now is None else f" ({now - before:+.3f})"
    return f"{share(before)} -> {share(now)}{change}"


def _floors(floors: Sequence[Floor]) -> Iterator[str]:
    missed = [floor for floor in floors if not floor.kept]
    yield f"{_counted(len(floors), 'floor')}, {len(missed)} not kept" + (":" if missed else "")
    yield from (f"  {floor_text(floor)}" for floor in missed)


def floor_text(floor: Floor) -> str:
    """A floor in words."""
    if floor.measure in ("most", "least"):
        bound = "not be above" if floor.measure == "most" else "not be below"
        return f"{floor.kind}: {floor.value:g}, must {bound} {floor.bound:g}"
    return f"{floor.kind}: {floor.measure} {share(floor.value)}, must reach {floor.bound:.3f}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
