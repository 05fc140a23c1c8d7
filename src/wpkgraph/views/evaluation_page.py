"""Evaluations as one page that opens offline and prints: no script, nothing loaded, whatever came from a text as text."""

from __future__ import annotations

import base64
import hashlib
import shlex
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from wpkgraph.evaluate.against import CHANGES, Difference, Fact
from wpkgraph.evaluate.bootstrap import Interval
from wpkgraph.evaluate.evaluation import Error, Evaluation
from wpkgraph.evaluate.floors import Floor
from wpkgraph.evaluate.locate import Place
from wpkgraph.evaluate.ruletable import RuleRow
from wpkgraph.evaluate.scores import Score
from wpkgraph.views.evaluation import KINDS, floor_text, interval, moved, notes, share
from wpkgraph.views.page import fill, template

_NAMES = ("Precision", "Recall", "F1")
_OPTIONAL = "OUTPUT"  # what stands for the folder in a command where the graph was built for the evaluation alone


def render(found: Evaluation, output: str, difference: Difference | None = None, floors: Sequence[Floor] = ()) -> str:
    """The page. output: the folder that was evaluated as it was named, "" if the graph is in no folder."""
    style = template("evaluation.css")
    parts = {
        "policy": escape(_policy(style)),
        "style": style,
        "output": escape(output or "a graph built for it"),
        "texts": f"{len(found.gold)} text{'' if len(found.gold) == 1 else 's'}",
        "nav": " &middot; ".join(f'<a href="#{part}">{words}</a>' for part, words in _nav(difference, floors)),
        "absent": _absent(found.absent),
        "figures": "\n".join(map(_figures, found.scores)),
        "notes": "\n".join(f"<p>{escape(note)}</p>" for note in notes(found)),
        "changes": "\n".join(_changes(difference)) if difference else "",
        "floors": _floors(floors) if floors else "",
        "errors": "\n".join(_errors(found, output or _OPTIONAL)),
        "rules": "\n".join(map(_rule, found.rules)),
        "files": "\n".join(_files(found)),
    }
    return fill("evaluation.html", parts)


def _nav(difference: Difference | None, floors: Sequence[Floor]) -> Iterator[tuple[str, str]]:
    """The sections that the page has."""
    yield "figures", "How much is right"
    if difference:
        yield "changes", "What changed"
    if floors:
        yield "floors", "Floors"
    yield "errors", "Every error"
    yield "rules", "Rule by rule"
    yield "texts", "Texts"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _absent(files: Sequence[str]) -> str:
    if not files:
        return ""
    names = ", ".join(map(escape, files))
    return f'<p class="alert">Not in the graph, so that all their facts count as missed: {names}.</p>'


def _figures(score: Score) -> str:
    counts = score.counts
    name = escape(score.kind)
    wrong = str(counts.wrong) if score.judged else "&ndash;"
    anchor = f'<a href="#{_anchor(score.kind)}">{name}</a>' if counts.missed or counts.wrong else name
    rates = zip(_NAMES, score.rates, score.spread, strict=True)
    cells = "".join(_rate(title, rate, ends) for title, rate, ends in rates)
    numbers = zip(("Annotated", "Missed", "Wrong"), (str(counts.gold), str(counts.missed), wrong), strict=True)
    about = f"<small>{escape(KINDS.get(score.kind, ''))}</small>"
    return (
        f'<tr><th scope="row">{anchor}{about}</th>{"".join(_cell(title, text) for title, text in numbers)}{cells}</tr>'
    )


def _cell(title: str, text: str) -> str:
    return f'<td data-name="{title}">{text}</td>'


def _rate(title: str, rate: float | None, ends: Interval | None) -> str:
    if rate is None:
        return _cell(title, "&ndash;<small>not judged</small>")
    return _cell(title, f"{share(rate)}<small>{interval(ends)}</small>{_bar(rate, ends)}")


def _bar(rate: float, ends: Interval | None) -> str:
    """A bar from 0 to 1 with the interval as a thin line."""
    low, high = ends or (rate, rate)
    line = f'<rect class="spread" x="{low * 100:.1f}" y="4" width="{max(high - low, 0) * 100:.1f}" height="2"/>'
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/>'
        f'<rect class="value" width="{rate * 100:.1f}" height="10"/>{line if ends else ""}</svg>'
    )


def _rule(row: RuleRow) -> str:
    numbers = zip(
        ("Fired", "Right", "Wrong", "Undecided"), (row.fired, row.right, row.wrong, row.undecided), strict=True
    )
    cells = "".join(_cell(title, str(number)) for title, number in numbers)
    precision = share(row.precision) if row.precision is not None else "&ndash;"
    return f'<tr><th scope="row">{escape(row.rule)}</th>{cells}{_cell("Precision", precision)}</tr>'


def _errors(found: Evaluation, output: str) -> Iterator[str]:
    for score in found.scores:
        rows = [error for error in found.errors if error.kind == score.kind]
        if rows:
            counts = f"{score.counts.missed} missed, {score.counts.wrong} wrong"
            yield f'<details open id="{_anchor(score.kind)}"><summary>{escape(score.kind)} <span>{counts}</span></summary><ol>'
            yield from (_error(error, output) for error in rows)
            yield "</ol></details>"
    if not found.errors:
        yield "<p>There is none.</p>"


def _error(error: Error, output: str) -> str:
    lines = [f'<p><span class="tag {error.state}">{error.state}</span> <b>{escape(error.text)}</b></p>']
    lines += (
        _sentences(error.place)
        if error.place
        else ['<p class="where">The words stand nowhere in the text as annotated.</p>']
    )
    where = [error.file]
    if error.place:
        title = [] if error.place.title == error.file else [error.place.title]
        where = [*title, f"{error.file}, characters {error.place.file_start}-{error.place.file_end}"]
    lines.append(f'<p class="where">{escape(": ".join(where))}</p>')
    if error.state == "wrong":
        command = f"wpkgraph explain {shlex.quote(output)} {shlex.quote(error.node)}"
        lines.append(f'<p class="where">{_made(error)}. <code>{escape(command)}</code></p>')
    return f"<li>{''.join(lines)}</li>"


def _made(error: Error) -> str:
    rules = ", ".join(map(escape, error.rules))
    if error.signed:
        return f"Made by rule {rules}" if rules else "Made by no rule that the graph names"
    return (
        f"A name, which no rule signs; facts about it were made by {rules}" if rules else "A name, which no rule signs"
    )


def _sentences(place: Place) -> Iterator[str]:
    for sentence in place.sentences:
        words = (f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in sentence)
        yield f"<blockquote>{''.join(words)}</blockquote>"


def _changes(difference: Difference) -> Iterator[str]:
    yield f'<section id="changes"><h2>Since {escape(difference.report)}</h2>'
    changed = [change for change in difference.changes if change.before != change.now]
    if changed:
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("Kind of fact", *_NAMES))
        yield f'<table class="stack"><thead><tr>{heads}</tr></thead><tbody>'
        for change in changed:
            pairs = zip(_NAMES, change.before, change.now, strict=True)
            cells = "".join(_moved(title, before, now) for title, before, now in pairs)
            yield f'<tr><th scope="row">{escape(change.kind)}</th>{cells}</tr>'
        yield "</tbody></table>"
    else:
        yield "<p>The figures are the same.</p>"
    for name, words in CHANGES.items():
        yield from _facts(words, difference.facts[name])
    for words, files in (("Texts added", difference.files_added), ("Texts gone", difference.files_gone)):
        if files:
            yield f"<p>{words}: {', '.join(map(escape, files))}</p>"
    yield "</section>"


def _moved(title: str, before: float | None, now: float | None) -> str:
    better = None if before is None or now is None or before == now else now > before
    look = {None: "", True: ' class="good"', False: ' class="wrong"'}[better]
    return _cell(title, f"<span{look}>{escape(moved(before, now))}</span>")


def _facts(words: str, facts: Sequence[Fact]) -> Iterator[str]:
    if facts:
        rows = "".join(
            f'<li>{escape(text)} <span class="where">{escape(kind)}, {escape(file)}</span></li>'
            for kind, file, text in facts
        )
        yield f'<details open><summary>{len(facts)} {words}</summary><ul class="texts">{rows}</ul></details>'


def _floors(floors: Sequence[Floor]) -> str:
    missed = [floor for floor in floors if not floor.kept]
    rows = "".join(f"<li>{escape(floor_text(floor))}</li>" for floor in missed)
    words = f"{len(missed)} of {len(floors)} floors are not kept" if missed else f"All {len(floors)} floors are kept"
    look = "alert" if missed else "alert kept"
    return f'<section class="{look}" id="floors"><b>{words}.</b><ul class="texts">{rows}</ul></section>'


def _files(found: Evaluation) -> Iterable[str]:
    errors = {gold.file: [error for error in found.errors if error.file == gold.file] for gold in found.gold}
    for gold in found.gold:
        about = ["all facts annotated" if gold.exhaustive else "events, places, organisations and concepts: a sample"]
        about += ["not in the graph"] if gold.file in found.absent else []
        yield f'<li>{escape(gold.file)} <span class="where">{"; ".join(about)}; {len(errors[gold.file])} errors</span></li>'


def _anchor(kind: str) -> str:
    return "errors-" + "".join(c if c.isalnum() else "-" for c in kind)
