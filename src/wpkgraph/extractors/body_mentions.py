"""Where an article names bodies: in posts, by themselves, and within each other's names."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.reading import Reading
from wpkgraph.extractors.tokens import one_line
from wpkgraph.extractors.units import Chain, Unit, alone, chain_at
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import BodyRef, Mention, Span


def find(ctx: Context, reading: Reading, chains: list[Chain | None]) -> None:
    """Mentions of every named body, of the units of the posts' chains, and of the bodies that forms hold within."""
    seen: set[tuple[Span, str]] = set()
    tokens = reading.tokens
    named = [
        _chain(ctx, reading, first, unit)
        for first, unit in reading.book.named_units
        if first >= reading.headline or unit.known
    ]
    for chain in [*chains, *named]:
        if chain is None:
            continue
        for i, unit in enumerate(chain.units):
            if unit.place:
                continue
            body, _ = reading.book.chain(Chain(chain.units[i:], None, chain.end) if i else chain)
            if body is None:
                continue
            known = unit.known is not None and body.key == unit.known
            whole = not known and unit.prefix is None and _joined(tokens.kinds, chain.units[i:])
            end = chain.units[-1].end if whole else unit.end
            generic = unit.lower and not _names(unit, body)
            for span, ref in _with_parents(ctx, tokens.span(unit.first, end), body):
                if (mark := (span, ref.name)) not in seen:
                    seen.add(mark)
                    form = one_line(ctx.text[span.start : span.end])
                    ctx.mentions.append(Mention(span, ref, form, generic and span.start == tokens.starts[unit.first]))
                    ctx.bodies.append(Found(span, ref, generic))
    ctx.bodies.sort(key=itemgetter(0))


def _chain(ctx: Context, reading: Reading, first: int, unit: Unit) -> Chain:
    if alone(reading.tokens, unit):
        return Chain((unit,), None, unit.end)
    chain = chain_at(reading.tokens, first, ctx.knowledge.lexicon)
    return chain if chain is not None and chain.units[0].end == unit.end else Chain((unit,), None, unit.end)


def _joined(kinds: str, units: tuple[Unit, ...]) -> bool:
    """Whether the units follow on each other with nothing but "of the" between: one name."""
    return all(kinds[a.end : b.first] in ("o", "ot") for a, b in pairwise(units))


def _names(unit: Unit, body: BodyRef) -> bool:
    """Whether the unit's own words are the body's name ("cement shop"), not a word that takes it up ("the mill")."""
    return unit.name.removeprefix("the ").lower() == body.name.lower()


def _with_parents(ctx: Context, span: Span, body: BodyRef) -> tuple[tuple[Span, BodyRef], ...]:
    """The mention itself, and those of known bodies above whose form stands within it ("WPK" in "C.C., WPK")."""
    if body.key is None or body.parent is None:
        return ((span, body),)
    found = _inner(ctx.knowledge, ctx.text[span.start : span.end], body.key)
    ref = ctx.knowledge.bodies.ref
    return (span, body), *((Span(span.start + start, span.start + end), ref(key)) for start, end, key in found)


@lru_cache(maxsize=4096)
def _inner(knowledge: Knowledge, text: str, key: str) -> tuple[tuple[int, int, str], ...]:
    """Where forms of the bodies above stand in a form, as (start, end, key)."""
    out = []
    bodies = knowledge.bodies
    for above in bodies.chain(key)[1:]:
        row = bodies.bodies.get(above)
        for form in sorted(row.forms, key=len, reverse=True) if row else ():
            if text.endswith(form) and len(form) < len(text):
                out.append((len(text) - len(form), len(text), above))
                break
            if text.startswith(form + " "):
                out.append((0, len(form), above))
                break
    return tuple(out)
