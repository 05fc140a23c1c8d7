"""A heat table as boxes and labels in pixels: ideas down, years or documents across. Painters turn it into a file.

The colours are one hue from light to dark (ColorBrewer's Blues), which every kind of colour vision tells apart and
which prints in grey; the number in each box says the same without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

BLUES = ("#eff3ff", "#bdd7e7", "#6baed6", "#2171b5", "#08306b")
_INK, _PAPER, _RULE = "#1a1a1a", "#ffffff", "#d0d0d0"
_ROW, _CELL, _PAD, _LETTER = 20, 44, 16, 6.6  # pixels; _LETTER: how wide a letter of 11 pixels is, at most
_LONGEST = 46


class Box(NamedTuple):
    """A filled rectangle: left, top, width, height, colour."""

    x: float
    y: float
    width: float
    height: float
    fill: str


class Label(NamedTuple):
    """A line of text on its base line; anchor start, middle or end; `turn` in degrees, anticlockwise."""

    x: float
    y: float
    text: str
    size: int = 11
    anchor: str = "start"
    fill: str = _INK
    turn: int = 0


class Drawing(NamedTuple):
    """Boxes, then labels over them, on white paper of that size."""

    width: int
    height: int
    title: str
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


class Heat(NamedTuple):
    """What is drawn: for each row and column a number as written and how strong it is; None where there is nothing.

    measure  what the colour means: "mentions per 1,000 words"
    notes    lines below the table: the source, and what was left out
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[str, float] | None, ...], ...]
    measure: str
    notes: tuple[str, ...]


def draw(heat: Heat) -> Drawing:
    """The table: title, columns' names at an angle, a row for each idea, a legend, the notes."""
    rows, columns = ([_cut(name) for name in names] for names in (heat.rows, heat.columns))
    left = _PAD + _LETTER * max(map(len, rows), default=0) + 8
    longest = max(map(len, columns), default=0)
    top = 2 * _PAD + 20 + (_LETTER * longest * 0.71 + 8 if longest > 5 else 14)
    boxes, labels = [], [Label(_PAD, _PAD + 14, heat.title, 15)]
    for i, name in enumerate(columns):
        x = left + (i + 0.5) * _CELL
        labels.append(Label(x, top - 6, name, turn=45) if longest > 5 else Label(x, top - 6, name, anchor="middle"))
    steps = _steps(heat)
    for j, (name, cells) in enumerate(zip(rows, heat.cells, strict=True)):
        y = top + j * _ROW
        labels.append(Label(left - 8, y + 14, name, anchor="end"))
        for i, cell in enumerate(cells):
            step = 0 if cell is None else next(k for k, most in enumerate(steps) if cell[1] <= most)
            boxes += _cell(left + i * _CELL, y, _PAPER if cell is None else BLUES[step])
            if cell is not None:
                x = left + (i + 0.5) * _CELL
                labels.append(Label(x, y + 14, cell[0], anchor="middle", fill=_PAPER if step > 2 else _INK))
    bottom = top + len(rows) * _ROW + _PAD
    _legend(heat, steps, bottom, boxes, labels)
    lines = [Label(_PAD, bottom + 58 + 15 * i, note) for i, note in enumerate(heat.notes)]
    texts = [len(heat.title) * 1.4, len(heat.measure) + 10, *map(len, heat.notes)]
    slant = _LETTER * longest * 0.71 if longest > 5 else 0
    width = max(left + len(columns) * _CELL + slant, _LETTER * max(texts), 5 * 64.0) + _PAD
    height = bottom + 58 + 15 * len(lines)
    return Drawing(ceil(width), ceil(height), heat.title, tuple(boxes), (*labels, *lines))


def _steps(heat: Heat) -> tuple[float, ...]:
    """The upper bounds of the five colours: each step is twice the one before, the last one is the highest number."""
    most = max((cell[1] for row in heat.cells for cell in row if cell), default=0.0)
    return tuple(most / part for part in (16, 8, 4, 2, 1))


def _cell(x: float, y: float, fill: str) -> list[Box]:
    return [Box(x, y, _CELL, _ROW, _RULE), Box(x + 0.5, y + 0.5, _CELL - 1, _ROW - 1, fill)]


def _legend(heat: Heat, steps: Sequence[float], y: float, boxes: list[Box], labels: list[Label]) -> None:
    """The five colours with the number that each goes up to."""
    labels.append(Label(_PAD, y + 10, f"Colour: {heat.measure}, up to"))
    for i, most in enumerate(steps):
        boxes += [Box(_PAD + i * 64, y + 18, 20, 14, _RULE), Box(_PAD + i * 64 + 0.5, y + 18.5, 19, 13, BLUES[i])]
        labels.append(Label(_PAD + i * 64 + 24, y + 29, f"{most:.2f}".rstrip("0").rstrip(".")))


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
