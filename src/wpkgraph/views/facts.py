"""Explanations as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wpkgraph.explain import Explanation, Fact, Quote, Reading

_VALUES = 8
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
    return re.sub(r"\s+", " ", _printable(text)).strip()


def _lines(x: Explanation, color: bool, limit: int) -> Iterator[str]:
    yield _style(plain(x.label), _BOLD, color) + f"  ({x.kind})  {plain(x.iri)}"
    if x.names:
        yield "also: " + "; ".join(plain(name) for name in x.names)
    for relation, values in _grouped(x.says):
        yield f"{relation}: {values}"
    if x.mentions:
        yield "named in: " + "; ".join(f"{plain(title)} ({count})" for title, count in x.mentions[:limit])
    yield from _titles(x.titles)
    for fact in x.facts[:limit]:
        yield ""
        yield from _fact(fact, color, limit)
    if len(x.facts) > limit:
        yield f"\n... and {len(x.facts) - limit} more facts (--limit)"


def _titles(titles: Sequence[tuple[str, str, int]]) -> Iterator[str]:
    """Each title once, in any case, with how often it stands for the thing and the first of the reasons."""
    found: dict[str, list[tuple[str, int]]] = {}
    for words, why, count in titles:
        found.setdefault(plain(words[:1].lower() + words[1:]), []).append((plain(why), count))
    for words, reasons in found.items():
        why, more = reasons[0][0], len({reason for reason, _ in reasons}) - 1
        others = f" (and {more} like it)" if more else ""
        yield f"called {words!r} ({sum(count for _, count in reasons)}): {why}{others}"


def _fact(fact: Fact, color: bool, limit: int) -> Iterator[str]:
    says = "; ".join(f"{relation}: {values}" for relation, values in _grouped(fact.says))
    yield _style(fact.kind, _BOLD, color) + (f"  {says}" if says else "")
    yield _style(f"  {plain(fact.iri)}", _DIM, color)
    if not fact.readings:
        yield f"  {plain(fact.basis)}"
    for reading in fact.readings[:limit]:
        yield from _reading(reading, color)
    if len(fact.readings) > limit:
        yield f"  ... and {len(fact.readings) - limit} more readings (--limit)"


def _grouped(says: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each relation once, with its values; of many values the first few."""
    values: dict[str, list[str]] = {}
    for relation, value in says:
        values.setdefault(relation, []).append(plain(value))
    for relation, found in values.items():
        more = f" and {len(found) - _VALUES} more" if len(found) > _VALUES else ""
        yield relation, ", ".join(found[:_VALUES]) + more


def _reading(reading: Reading, color: bool) -> Iterator[str]:
    says = "".join(f"; {relation} {values}" for relation, values in _grouped(reading.says))
    yield f"  {reading.status} by rule {plain(reading.rule)}{says}"
    for quote in reading.quotes:
        yield f"    {_sentence(quote, color)}"
        yield _style(f"    {plain(quote.title)}: {plain('; '.join(quote.files))}", _DIM, color)


def _sentence(quote: Quote, color: bool) -> str:
    """The sentence in one line. The marks are put in after control characters are gone: no document can make one."""
    left, right = (_MARK, _OFF) if color else (">>>", "<<<")
    words = [(re.sub(r"\s+", " ", _printable(piece.text)), piece.marked) for piece in quote.pieces]
    return "".join(f"{left}{text}{right}" if marked else text for text, marked in words).strip()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _style(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{_OFF}" if color else text
