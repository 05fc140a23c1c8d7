"""A comparison as one page that opens offline: no script, nothing loaded from anywhere, all of a document as text only."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from wpkgraph.articles import Described
from wpkgraph.compare import Comparison, Row
from wpkgraph.errors import OutputError
from wpkgraph.factdiff import Difference, Item
from wpkgraph.texts.wordiff import Run
from wpkgraph.views import display
from wpkgraph.views.compared import KINDS, counted, joined, related

_FOLD = 3  # passages in the same words, in a row, from which they are folded away


def write(found: Comparison, path: Path) -> None:
    """Write the page beside its place and move it there; raises OutputError."""
    aside = path.with_name(f".{path.name}.wpkgraph-{os.getpid()}")
    try:
        try:
            aside.write_text(render(found), encoding="utf-8", newline="\n")
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}") from error


def render(found: Comparison) -> str:
    """The page as text; the same comparison gives the same page."""
    views = files("wpkgraph.views")
    parts = {
        "@title@": _text(f"{found.left.title} | {found.right.title}"),
        "@style@": views.joinpath("compare.css").read_text(encoding="utf-8"),
        "@articles@": _article("A", found.left) + _article("B", found.right),
        "@related@": "".join(f"<li>{_text(_sentence(words))}</li>" for words in related(found)),
        "@closeness@": f"{found.closeness:.2f}",
        "@counted@": _text(counted(found)),
        "@counts@": "".join(_counts(found.facts)),
        "@facts@": "".join(_facts(found.facts)),
        "@passages@": "".join(_passages(found.rows)),
    }
    page = views.joinpath("compare.html").read_text(encoding="utf-8")
    out = []
    for mark, text in parts.items():  # in the order in which they stand in the page: no text of a document is searched
        head, _, page = page.partition(mark)
        out += [head, text]
    return "".join([*out, page])


def _text(text: str) -> str:
    """Text of a document, safe in elements and attributes; what can't be shown is a space."""
    return html.escape("".join(c if c.isprintable() or c in "\n\t" else " " for c in text))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _article(side: str, row: Described) -> str:
    addresses = "".join(f"<p class=small>{_text(url)}</p>" for url in row.addresses)
    issued = f" · issued {_text(row.issued)}" if row.issued else ""
    return (
        f"<article class={side}><h2><b>{side}</b> {_text(row.title)}</h2>"
        f"<p>{_text(', '.join(row.places))}{issued}</p>{addresses}<p class=small>{_text(row.iri)}</p></article>"
    )


def _counts(facts: Sequence[Difference]) -> Iterator[str]:
    """One row of a table for each kind: how many only A has, both have, only B has."""
    for kind, group in groupby(facts, key=lambda fact: fact.kind):
        found = [fact.where for fact in group]
        cells = "".join(f"<td>{found.count(where)}</td>" for where in ("A", "both", "B"))
        yield f"<tr><th scope=row>{_text(display.load().caption(kind))}</th>{cells}</tr>"


def _facts(facts: Sequence[Difference]) -> Iterator[str]:
    """One block for each kind: what only A has beside what only B has, then what both have, folded away."""
    for kind, group in groupby(facts, key=lambda fact: fact.kind):
        found = list(group)
        caption, both = _text(display.load().caption(kind)), [fact for fact in found if fact.where == "both"]
        listed = f"<ul>{''.join(map(_fact, both))}</ul></details>"
        if len(both) == len(found):
            yield f"<details><summary><b>{caption}</b>: {len(both)}, all in both</summary>{listed}"
            continue
        sides = "".join(_only(side, [fact for fact in found if fact.where == side]) for side in "AB")
        yield f"<h3>{caption}</h3><div class=two>{sides}</div>"
        yield f"<details><summary>{len(both)} in both</summary>{listed}" if both else ""


def _only(side: str, facts: Sequence[Difference]) -> str:
    items = "".join(map(_fact, facts)) or "<li class=none>nothing</li>"
    return f"<section class={side}><h4>Only in {side}</h4><ul>{items}</ul></section>"


def _fact(fact: Difference) -> str:
    """A fact with how often each article names it; one that only one has with the words that state it."""
    times = [item.times if item else 0 for item in (fact.left, fact.right)]
    often = f" <i>{times[0]} : {times[1]}</i>" if fact.where == "both" and max(times) > 1 else ""
    only = fact.left or fact.right
    quote = _quote(only) if fact.where != "both" and only else ""
    return f"<li>{_text(fact.label)}{often}{quote}</li>"


def _quote(item: Item) -> str:
    return f"<q>{_text(item.quote)}</q>" if item.quote and item.quote.casefold() != item.label.casefold() else ""


def _passages(rows: Sequence[Row]) -> Iterator[str]:
    """The passages in order; a run of those in the same words is folded away."""
    for same, group in groupby(rows, key=lambda row: row.kind == "same"):
        found = list(group)
        if same and len(found) >= _FOLD:
            yield f"<details><summary>{len(found)} passages in the same words</summary>"
            yield from map(_row, found)
            yield "</details>"
        else:
            yield from map(_row, found)


def _row(row: Row) -> str:
    score = f" <i>{row.score:.2f}</i>" if row.score and row.kind != "same" else ""
    kind = row.kind.replace(" ", "-")
    return (
        f"<div class='row {kind}'><p class=kind>{KINDS[row.kind]}{score}</p>"
        f"{_side('A', row.left)}{_side('B', row.right)}</div>"
    )


def _side(side: str, runs: Sequence[Run]) -> str:
    if not joined(runs):
        return f"<p class='{side} empty' aria-label='nothing in {side}'></p>"
    return f"<p class={side}>{''.join(_run(run, 'del' if side == 'A' else 'ins') for run in runs)}</p>"


def _run(run: Run, tag: str) -> str:
    """A run, marked if only this side has it; the space before it is not."""
    core = run.text.lstrip()
    space = run.text[: len(run.text) - len(core)]
    return f"{space}<{tag}>{_text(core)}</{tag}>" if run.own and core else _text(run.text)
