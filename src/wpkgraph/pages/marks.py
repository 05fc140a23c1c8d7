"""A text as HTML with stretches of it marked: exactly its characters, whatever they are and however stretches overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from wpkgraph.pages.parts import Link

# A paragraph ends at an empty line, or with a line that is too long to have been wrapped by hand.
_END = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+|(?<=[^\n]{120})\n")


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end], in code points, and what it names; nothing if it is evidence only."""

    start: int
    end: int
    names: tuple[Link, ...] = ()

    @property
    def anchor(self) -> str:
        """What an address has behind its # to lead here (RFC 5147)."""
        return f"char={self.start},{self.end}"


def marked(text: str, stretches: Sequence[Stretch]) -> Markup:
    """The text in paragraphs, each stretch in an element with its anchor; one that names something is a link.

    Stretches that overlap are nested; of two that cross, the one that begins later is closed and opened again. Of nested
    links the innermost counts. Without its tags the HTML is the text, but that a NUL, which HTML can't hold, is U+FFFD.
    """
    inside = sorted((s for s in stretches if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, -s.end))
    return Markup("".join(_pieces(text, inside)))


def _pieces(text: str, stretches: Sequence[Stretch]) -> Iterator[str]:
    ends = {match.end() for match in _END.finditer(text)}
    cuts = sorted({0, len(text), *ends, *(s.start for s in stretches), *(s.end for s in stretches)})
    opened: set[Stretch] = set()
    stack: list[Stretch] = []
    coming = list(reversed(stretches))
    yield "<p>"
    for start, end in pairwise(cuts):
        yield from _closed(stack, start, opened)
        if start in ends:
            yield "".join(map(_closing, reversed(stack))) + "</p><p>"
            yield "".join(_opening(s, opened) for s in stack)
        while coming and coming[-1].start == start:
            stack.append(coming.pop())
            yield _opening(stack[-1], opened)
        yield _leaf(text[start:end], stack)
    yield "".join(map(_closing, reversed(stack))) + "</p>"


def _closed(stack: list[Stretch], at: int, opened: set[Stretch]) -> Iterator[str]:
    """Close what ends here; what lies inside it and goes on is opened again."""
    first = next((i for i, s in enumerate(stack) if s.end <= at), None)
    if first is None:
        return
    yield "".join(map(_closing, reversed(stack[first:])))
    going_on = [s for s in stack[first:] if s.end > at]
    del stack[first:]
    for stretch in going_on:
        stack.append(stretch)
        yield _opening(stretch, opened)


def _opening(stretch: Stretch, opened: set[Stretch]) -> str:
    anchor = "" if stretch in opened else f' id="{stretch.anchor}"'
    opened.add(stretch)
    if not stretch.names:
        return f'<span class="ev"{anchor}>'
    return f'<mark class="k-{escape(stretch.names[0].cls)}"{anchor}>'


def _closing(stretch: Stretch) -> str:
    return "</mark>" if stretch.names else "</span>"


def _leaf(text: str, stack: Sequence[Stretch]) -> str:
    inner = next((s for s in reversed(stack) if s.names), None)
    if inner is None:
        return _escaped(text)
    label = "; ".join(f"{to.text} ({to.kind})" for to in inner.names)
    return f'<a href="{escape(inner.names[0].href)}" data-label="{escape(label)}">{_escaped(text)}</a>'


def _escaped(text: str) -> str:
    """Text for HTML: a raw CR would be read as LF, and NUL not at all."""
    return str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd")
