"""How often the leading ideas are named per 1,000 words, year by year: one small panel for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from wpkgraph.errors import QueryError
from wpkgraph.ideas.corpus import UNDATED, Corpus, load
from wpkgraph.ideas.plot import source
from wpkgraph.ideas.selection import about, concept, within
from wpkgraph.ideas.tally import counts, groups, ranked
from wpkgraph.plots.frame import BLUE, FAINT, GREY, MARGIN, SMALL, TEXT, Frame, Look, cut, plain, wrapped

TITLE = "Ideas over the years: mentions per 1,000 words"
FEW = 2000  # words of a year below which its rate is shown as uncertain
_TALL, _ABOVE, _BELOW, _LEFT = 16.0, 7.0, 5.0, 8.0  # millimetres of a panel


@dataclass(frozen=True, slots=True)
class Line:
    """An idea: its label, all its mentions, and (year, mentions, words of the year's texts) for each year."""

    label: str
    mentions: int
    years: tuple[tuple[int, int, int], ...]


def lines(corpus: Corpus, limit: int) -> list[Line]:
    """The ideas mentioned most often in texts of a known year, each with every year of which there are texts."""
    dated = {iri for iri, text in corpus.texts.items() if text.year != UNDATED}
    corpus = replace(
        corpus,
        texts={iri: text for iri, text in corpus.texts.items() if iri in dated},
        mentions=tuple(mention for mention in corpus.mentions if mention.text in dated),
    )
    years = {group.key: group.words or 0 for group in groups(corpus, "year")}
    found = {(row.idea.iri, row.group.key): row.mentions for row in counts(corpus, "year")}
    out = []
    for idea in ranked(corpus)[:limit]:
        rows = tuple((int(year), found.get((idea.iri, year), 0), words) for year, words in sorted(years.items()))
        out.append(Line(idea.label, sum(mentions for _, mentions, _ in rows), rows))
    return out


def draw(folder: str | Path, look: Look, names: Sequence[str], limit: int) -> Frame:
    """The picture of the named ideas, else of the leading ones. Raises OutputError, NotFoundError and QueryError."""
    bounds = (str(year) if year else None for year in (look.first, look.last))
    corpus = within(load(folder), *bounds)
    whole = corpus
    if names:
        corpus = about(corpus, [concept(corpus, name) for name in names])
    shown = lines(corpus, len(names) or limit)
    if not shown:
        raise QueryError("no idea is mentioned in a text of a known year; see --from and --until")
    across = min(len(shown), 2 if look.narrow else 3)
    down = ceil(len(shown) / across)
    frame = Frame(look, TITLE, _caption(whole, len(shown), bool(names)), down * (_ABOVE + _TALL + _BELOW))
    wide = (look.width - 2 * MARGIN) / across
    for i, line in enumerate(shown):
        left, top = MARGIN + (i % across) * wide, (i // across) * (_ABOVE + _TALL + _BELOW)
        _panel(frame, line, left, top, wide)
    return frame


def _panel(frame: Frame, line: Line, left: float, top: float, wide: float) -> None:
    room = wide - _LEFT - 3
    named = wrapped(f"{plain(line.label)} ({line.mentions})", room + 2, TEXT)
    if len(named) > 2:
        named = [named[0], cut(" ".join(named[1:]), room)]
    for i, row in enumerate(reversed(named)):
        frame.text(left + _LEFT, frame.top + top + _ABOVE - 1.8 - 3 * i, row)
    axes = frame.axes(left + _LEFT, top + _ABOVE, room, _TALL)
    rates = [(year, 1000 * mentions / words if words else 0.0, words) for year, mentions, words in line.years]
    most = max(rate for _, rate, _ in rates) or 1.0
    first, last = line.years[0][0], line.years[-1][0]
    axes.set(ylim=(0, most * 1.12), xlim=(first - 0.6, last + 0.6))
    for run in _runs(rates):
        axes.plot([year for year, *_ in run], [rate for _, rate, _ in run], color=BLUE, linewidth=0.8, zorder=2)
    for year, rate, words in rates:
        face = BLUE if words >= FEW else "#ffffff"
        axes.plot(year, rate, "o", markersize=2.6, color=BLUE, markerfacecolor=face, markeredgewidth=0.6, zorder=3)
        axes.vlines(year, 0, rate, color=FAINT, linewidth=0.5, zorder=1)
    axes.set_xticks(_ticks(first, last, room), [str(year) for year in _ticks(first, last, room)], fontsize=SMALL)
    axes.set_yticks([0, most], ["0", f"{most:.2g}" if most < 10 else f"{most:.0f}"], fontsize=SMALL)
    axes.tick_params(axis="y", color=GREY)


def _runs(rates: Sequence[tuple[int, float, int]]) -> list[list[tuple[int, float, int]]]:
    """The years in stretches without a gap: no line is drawn over years of which there is no text."""
    runs: list[list[tuple[int, float, int]]] = []
    for row in rates:
        if runs and runs[-1][-1][0] == row[0] - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _ticks(first: int, last: int, room: float) -> list[int]:
    most = max(2, int(room / 9))
    step = next(n for n in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if (last - first) / n + 1 <= most or n == 1000)
    return list(range(first, last + 1, step))


def _caption(corpus: Corpus, number: int, named: bool) -> str:
    chosen = "" if named else f" The {number} ideas mentioned most often in them; behind a name, its mentions."
    return (
        f"{source(corpus)}{chosen} Each panel has a scale of its own. An empty dot: the texts of that year have fewer than "
        f"{FEW:,} words, so one mention more or less changes much. Undated texts are not shown."
    )
