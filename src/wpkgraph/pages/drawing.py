"""Small drawings in SVG without a script: the neighbours of a thing, and where a place lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from wpkgraph.knowledge.vocabulary import local
from wpkgraph.pages.parts import Link

MOST = 16
_WIDTH, _STEP, _TOP, _LEFT, _RIGHT = 420, 36, 22, 60, 150
_LONGEST, _LINE = 32, 14
_Point = tuple[float, float]
_POINTS: dict[str, list[_Point]] = {
    "diamond": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
    "triangle": [(0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
    "triangleDown": [(0, 1.15), (1.1, -0.85), (-1.1, -0.85)],
    "hexagon": [(-0.6, -1), (0.6, -1), (1.15, 0), (0.6, 1), (-0.6, 1), (-1.15, 0)],
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "box": [(-1.2, -0.8), (1.2, -0.8), (1.2, 0.8), (-1.2, 0.8)],
    "star": [
        *((0, -1.25), (0.3, -0.4), (1.2, -0.4), (0.5, 0.15), (0.75, 1.05)),
        *((0, 0.5), (-0.75, 1.05), (-0.5, 0.15), (-1.2, -0.4), (-0.3, -0.4)),
    ],
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing beside another: its link, shape, the relation in words, and how many facts relate the two."""

    link: Link
    shape: str
    relation: str
    weight: int


def fan(centre: Link, shape: str, neighbours: Sequence[Neighbour]) -> Markup:
    """The thing on the left and its neighbours on the right, each a link with its relation below; "" without any."""
    if not neighbours:
        return Markup("")
    height = _TOP * 2 + _STEP * (len(neighbours) - 1) + 10
    middle = height / 2
    heaviest = max(n.weight for n in neighbours)
    lines, nodes = [], []
    for number, near in enumerate(neighbours):
        y = _TOP + number * _STEP
        width = 1 + 3 * near.weight / heaviest
        lines.append(
            f'<path class="edge" stroke-width="{width:.1f}" d="M{_LEFT} {middle:.0f}'
            f'C{_LEFT + 55} {middle:.0f} {_RIGHT - 60} {y} {_RIGHT} {y}"/>'
        )
        nodes.append(_node(near, y))
    words = ", ".join(f"{n.link.text} ({n.relation})" for n in neighbours)
    title = f"{centre.text} and its closest neighbours: {words}"
    return Markup(
        f'<svg class="fan" viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(title)}">'
        f"{''.join(lines)}{_centre(centre, shape, middle)}{''.join(nodes)}</svg>"
    )


def _centre(centre: Link, shape: str, y: float) -> str:
    rows = _wrapped(centre.text)
    spans = "".join(f'<tspan x="{_LEFT}" y="{y + 30 + i * 13:.0f}">{escape(row)}</tspan>' for i, row in enumerate(rows))
    return f'{_shape(shape, centre.cls, _LEFT, y, 13)}<text class="centre" text-anchor="middle">{spans}</text>'


def _node(near: Neighbour, y: int) -> str:
    text, relation = _cut(near.link.text, _LONGEST), _cut(near.relation, _LONGEST + 4)
    times = f" · {near.weight}" if near.weight > 1 else ""
    return (
        f'<a href="{escape(near.link.href)}"><title>{escape(near.link.text)} ({escape(near.link.kind)}): '
        f"{escape(near.relation)}</title>{_shape(near.shape, near.link.cls, _RIGHT, y, 7)}"
        f'<text x="{_RIGHT + 14}" y="{y + 1}">{escape(text)}</text>'
        f'<text class="edge-label" x="{_RIGHT + 14}" y="{y + 14}">{escape(relation)}{times}</text></a>'
    )


def _shape(shape: str, cls: str, x: float, y: float, r: float) -> str:
    """A node of a class in its shape; the colour comes from the style sheet."""
    points = _POINTS.get(shape)
    name = f'class="node k-{escape(local(cls))}"'
    if not points:
        return f'<circle {name} cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'
    return f'<polygon {name} points="{" ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in points)}"/>'


def locator(at: tuple[float, float], others: Iterable[tuple[float, float]]) -> Markup:
    """A place among all places of the data, by (latitude, longitude): dots for the others, a ring for this one."""
    points = sorted({(round(lat, 1), round(long, 1)) for lat, long in [*others, at]})
    south, north = min(p[0] for p in points) - 0.4, max(p[0] for p in points) + 0.4
    west, east = min(p[1] for p in points) - 0.4, max(p[1] for p in points) + 0.4
    scale = 200 / max(north - south, (east - west) * 0.77)

    def spot(point: tuple[float, float]) -> tuple[float, float]:
        return (point[1] - west) * 0.77 * scale, (north - point[0]) * scale

    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in map(spot, points))
    x, y = spot(at)
    width, height = (east - west) * 0.77 * scale, (north - south) * scale
    return Markup(
        f'<svg class="locator" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="Where it lies among '
        f'the places of these data that have coordinates"><path class="dots" d="{dots}"/>'
        f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="7"/><circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="3"/></svg>'
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _wrapped(text: str) -> list[str]:
    """Up to three short lines."""
    rows: list[str] = []
    for word in text.split():
        if rows and len(rows[-1]) + len(word) < _LINE:
            rows[-1] += f" {word}"
        else:
            rows.append(_cut(word, _LINE + 3))
    return rows if len(rows) <= 3 else [*rows[:2], f"{_cut(rows[2], _LINE)} …"]
