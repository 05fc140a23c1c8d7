"""The sentence around a span, to show a fact in its words."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[.?!][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|(?<=[.?!:;\"”])\s*\n|\n(?=[A-Z])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:No|Co|Ltd|Mt|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Col|Gen|Lt|Maj))\.$"
)


class Excerpt(NamedTuple):
    """A stretch of text in three parts: before the span, the span, after it."""

    before: str
    marked: str
    after: str

    def marked_text(self, left: str = ">>>", right: str = "<<<") -> str:
        """In one line, with the span between marks."""
        text = f"{self.before}{left}{self.marked}{right}{self.after}"
        return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()


def excerpt(text: str, start: int, end: int, limit: int = 600) -> Excerpt:
    """The sentence or sentences that hold text[start:end], cut to `limit` code points on either side of the span.

    >>> excerpt("It rained. The C.C., WPK met. It ended.", 20, 24)
    Excerpt(before='The C.C., ', marked='WPK ', after='met.')
    """
    low, high = max(0, start - limit), min(len(text), end + limit)
    first, last = low, high
    for match in _END.finditer(text, low, high):
        if _SHORT.search(text, max(low, match.start() - 6), match.start() + 1):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            # The stop itself belongs to the sentence, the white space after it does not.
            last = max(end, match.start() + len(match[0].rstrip()))
            break
    return Excerpt(text[first:start], text[start:end], text[end:last].rstrip())
