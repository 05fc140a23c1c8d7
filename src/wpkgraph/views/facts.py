"""Explanations as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wpkgraph.explain import Explanation, Fact, Quote, Reading

_BOLD, _MARK, _DIM, _OFF = "\x1b[1m", "\x1b[30;43m", "\x1b[2m", "\x1b[0m"


def render(explanation: Explanation, *, color: bool, limit: int = 50) -> str:
    """The explanation in lines; evidence stands between >>> and <<<, or is highlighted if `color`.

    limit  facts shown at most, readings of one fact shown at most
    """
    return "\n".join(_lines(explanation, color, limit)) + "\n"


def render_candidates(name: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """A list of things that bear one name: label, kind, short IRI."""
    lines = [f"{len(rows)} things are called {plain(name)!r}; name one of them:"]
    return "\n".join(lines + [f"  {plain(iri)}  {plain(label)} ({kind})" for label, kind, iri in rows]) + "\n"


def plain(text: str) -> str:
    """One line without control characters, so that nothing in a document can steer the terminal."""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()


def _lines(x: Explanation, color: bool, limit: int) -> Iterator[str]:
    yield _style(plain(x.label), _BOLD, color) + f"  ({x.kind})  {plain(x.iri)}"
    if x.names:
        yield "also: " + "; ".join(plain(name) for name in x.names)
    for relation, value in x.says:
        yield f"{relation}: {plain(value)}"
    if x.mentions:
        yield "named in: " + "; ".join(f"{plain(title)} ({count})" for title, count in x.mentions[:limit])
    for fact in x.facts[:limit]:
        yield ""
        yield from _fact(fact, color, limit)
    if len(x.facts) > limit:
        yield f"\n... and {len(x.facts) - limit} more facts (--limit)"


def _fact(fact: Fact, color: bool, limit: int) -> Iterator[str]:
    says = "; ".join(f"{relation}: {plain(value)}" for relation, value in fact.says)
    yield _style(fact.kind, _BOLD, color) + (f"  {says}" if says else "")
    yield _style(f"  {plain(fact.iri)}", _DIM, color)
    if not fact.readings:
        yield f"  curated; source: {plain(fact.source) or 'none given'}"
    for reading in fact.readings[:limit]:
        yield from _reading(reading, color)
    if len(fact.readings) > limit:
        yield f"  ... and {len(fact.readings) - limit} more readings (--limit)"


def _reading(reading: Reading, color: bool) -> Iterator[str]:
    says = "".join(f"; {relation} {plain(value)}" for relation, value in reading.says)
    yield f"  {reading.status} by rule {reading.rule}{says}"
    for quote in reading.quotes:
        yield f"    {_sentence(quote, color)}"
        yield _style(f"    {plain(quote.title)}: {plain('; '.join(quote.files))}", _DIM, color)


def _sentence(quote: Quote, color: bool) -> str:
    if not color:
        return quote.text.marked_text()
    # Marks that no document can hold are put in first: control characters are removed from the text.
    parts = [re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in part)) for part in quote.text]
    return f"{parts[0].lstrip()}{_MARK}{parts[1]}{_OFF}{parts[2].rstrip()}"


def _style(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{_OFF}" if color else text
