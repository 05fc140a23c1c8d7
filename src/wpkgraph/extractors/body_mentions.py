"""Where an article names bodies: in posts, by themselves, and within each other's names."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from wpkgraph.extractors.chains import Chain, alone, chain_at
from wpkgraph.extractors.context import Context, new_found
from wpkgraph.extractors.reading import Reading
from wpkgraph.extractors.tokens import one_line
from wpkgraph.extractors.units import Unit
from wpkgraph.knowledge import Knowledge
from wpkgraph.making import new_mention
from wpkgraph.model import BodyRef, Span


def find(ctx: Context, reading: Reading, chains: list[Chain | None]) -> None:
    """Mentions of every named body, of the units of the posts' chains, and of the bodies that forms hold within."""
    seen: set[tuple[Span, str]] = set()
    for chain in chains:
        if chain is not None:
            _units(ctx, reading, chain, seen)
    for first, unit in reading.book.named_units:
        if unit.known and alone(reading.tokens, unit):  # most names: a known body, and no chain
            if body := reading.book.ref(unit, None):
                form = reading.tokens.wording(unit.first, unit.end)
                _note(ctx, reading.tokens.span(unit.first, unit.end), body, False, seen, form)
        elif first >= reading.headline or unit.known:
            _units(ctx, reading, _chain(ctx, reading, first, unit), seen)
    ctx.bodies.sort(key=itemgetter(0))


def _units(ctx: Context, reading: Reading, chain: Chain, seen: set[tuple[Span, str]]) -> None:
    """Mentions of the units of a chain, and of the bodies that their forms hold within."""
    tokens = reading.tokens
    for i, unit in enumerate(chain.units):
        if unit.place:
            continue
        body, _ = reading.book.chain(Chain(chain.units[i:], None, chain.end) if i else chain)
        if body is None:
            continue
        known = unit.known is not None and body.key == unit.known
        whole = not known and unit.prefix is None and _joined(tokens.kinds, chain.units[i:])
        end = chain.units[-1].end if whole else unit.end
        form = tokens.wording(unit.first, end)
        _note(ctx, tokens.span(unit.first, end), body, unit.lower and not _names(unit, body), seen, form)


def _note(ctx: Context, span: Span, body: BodyRef, generic: bool, seen: set[tuple[Span, str]], form: str) -> None:
    """A mention of a body by a form and of those above it that the form holds within, each once."""
    for at, ref in _with_parents(ctx, span, body, form):
        if (mark := (at, ref.name)) not in seen:
            seen.add(mark)
            if at is not span:
                form = one_line(ctx.text[at.start : at.end])
            ctx.mentions.append(new_mention((at, ref, form, generic and at.start == span.start, None)))
            ctx.bodies.append(new_found((at, ref, generic, None)))


def _chain(ctx: Context, reading: Reading, first: int, unit: Unit) -> Chain:
    chain = chain_at(reading.tokens, first, ctx.knowledge.lexicon)
    return chain if chain is not None and chain.units[0].end == unit.end else Chain((unit,), None, unit.end)


def _joined(kinds: str, units: tuple[Unit, ...]) -> bool:
    """Whether the units follow on each other with nothing but "of the" between: one name."""
    return all(kinds[a.end : b.first] in ("o", "ot") for a, b in pairwise(units))


def _names(unit: Unit, body: BodyRef) -> bool:
    """Whether the unit's own words are the body's name ("cement shop"), not a word that takes it up ("the mill")."""
    return unit.name.removeprefix("the ").lower() == body.name.lower()


def _with_parents(ctx: Context, span: Span, body: BodyRef, form: str) -> tuple[tuple[Span, BodyRef], ...]:
    """The mention itself, and those of known bodies above whose form stands within it ("WPK" in "C.C., WPK")."""
    if body.key is None or body.parent is None:
        return ((span, body),)
    found = _inner(ctx.knowledge, form, body.key)
    if not found:
        return ((span, body),)
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
