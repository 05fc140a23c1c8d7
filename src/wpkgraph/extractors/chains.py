"""The chains that units stand in: "repair work-team of the cement shop under the Unsong Works in Hamhung"."""

from __future__ import annotations

import re
from typing import NamedTuple

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Unit, unit_at
from wpkgraph.knowledge.lexicon import Lexicon

_LINKS = "oadi"  # of, at, under, in
_CHAINED = frozenset("'B,oadi")  # what stands behind a unit that is not the last of its chain
_LEVEL = re.compile(r"t?([qm]{1,3}q|q)(?=[oad]t?[CSKLJqm]*[uO])")
_JOINED = frozenset(("attached", "affiliated"))
_HELD = frozenset(("control", "guidance", "jurisdiction", "leadership", "supervision"))


class Chain(NamedTuple):
    """Units innermost first, the place that closes the chain, and where the chain ends."""

    units: tuple[Unit, ...]
    place: Unit | None
    end: int


def chain_at(tokens: Tokens, first: int, lexicon: Lexicon) -> Chain | None:
    """The chain that starts at a token: a unit, then further ones after of, at, under, in."""
    chains = tokens.chains
    if first not in chains:
        chains[first] = _chain(tokens, first, lexicon)
    chain: Chain | None = chains[first]
    return chain


def alone(tokens: Tokens, unit: Unit) -> bool:
    """Whether nothing that could go on a chain stands behind a unit, as behind most."""
    behind = tokens.kinds[unit.end : unit.end + 1]
    return behind not in _CHAINED and not (behind == "q" and tokens.words[unit.end] in _JOINED)


def _chain(tokens: Tokens, first: int, lexicon: Lexicon) -> Chain | None:
    unit = unit_at(tokens, first, lexicon) or _unknown(tokens, first)
    if unit is None:
        return None
    end = unit.end
    if alone(tokens, unit):
        return Chain((unit,), None, end)
    units, place = [unit], None
    while inner := _owned(tokens, units[0], end, lexicon):
        units.insert(0, inner)  # "the League's Central Committee", "the League Central Committee"
        end = inner.end
    while end + 1 < len(tokens.kinds) and len(units) < 7:
        link, end = _link(tokens, end, units[-1], lexicon)
        if not link:
            break
        above = unit_at(tokens, end + 1, lexicon) or _unknown(tokens, end + 1)
        if above is None or above.own or not _hangs(tokens, units[-1], above, link):
            break
        if above.lower and above.head is None and tokens.words[above.end - 1] in _HELD:
            end = above.end  # "under the direct control of the Unsong Works"
            continue
        if above.place or above.venue or (link == "i" and _state(tokens, above)):
            if place is None and not units[-1].place:
                place = above
            end = above.end
            continue
        if _closed(tokens, units[-1], above, link, place):
            break
        units.append(above)
        end = above.end
    return Chain(tuple(units), place, end)


def _link(tokens: Tokens, end: int, unit: Unit, lexicon: Lexicon) -> tuple[str, int]:
    """The link behind a unit and where it ends; an empty one where nothing joins what follows."""
    link = tokens.kinds[end]
    if link == "," and end == unit.end and tokens.words[end - 1] in lexicon.abbreviations:
        return "o", end  # "C.C., Unsong Party"
    if tokens.words[end] in _JOINED and tokens.words[end + 1] in ("to", "with"):
        return "d", end + 1  # "the kindergarten attached to the Unsong Works"
    return "" if (link == "'" and tokens.words[end] == "'s") or link not in _LINKS else link, end


def _closed(tokens: Tokens, unit: Unit, above: Unit, link: str, place: Unit | None) -> bool:
    """Whether nothing goes on a chain: no state lies below a body ("the mission of the DPRK at the UN"), and behind a place
    only what the chain is under, or a body by a head.
    """
    under = link == "d" or (link == "o" and above.head is not None)
    return _state(tokens, unit) or (place is not None and not under)


def _hangs(tokens: Tokens, unit: Unit, above: Unit, link: str) -> bool:
    """Whether what a link joins to a unit stands above it; else it tells where or when ("the Bank in Riverside")."""
    if above.lower and above.head and link == "i":
        return unit.lower or tokens.words[unit.end - 1][0].islower()  # "Party cell in the lamp shop"
    named = above.head or above.known or above.prefix or above.lower or above.place
    return bool(named) or not (link == "i" or _whole(unit))


def _whole(unit: Unit) -> bool:
    """Whether a unit is a known body by a form of its own, whose bodies above are known too."""
    return unit.known is not None and unit.prefix is None and not unit.bare


def _state(tokens: Tokens, unit: Unit) -> bool:
    """Whether a unit is a state and nothing more."""
    form = tokens.forms.get(unit.first)
    return form is not None and form.state and unit.known == form.key


def _owned(tokens: Tokens, owner: Unit, end: int, lexicon: Lexicon) -> Unit | None:
    """The unit that a named unit before it owns: behind "'s", or a bare known form right behind it."""
    kinds = tokens.kinds
    if owner.place or owner.head is None:
        return None
    if kinds[end : end + 1] == "'" and kinds[end + 1 : end + 2] in tuple("BOCSKLu"):
        inner = unit_at(tokens, end + 1, lexicon, role=False)
        return inner if inner is not None and (inner.known or inner.head) and not inner.place else None
    if kinds[end : end + 1] == "B" and tokens.forms[end].bare:
        return unit_at(tokens, end, lexicon)
    return None


def _unknown(tokens: Tokens, at: int) -> Unit | None:
    """A level without a known head, in lower case between two links: "the preparatory process of the spinning shop"."""
    match = _LEVEL.match(tokens.kinds, at)
    if match is None:
        return None
    name = tokens.wording(*match.span(1))
    return Unit(match.start(1), match.end(1), name, rest=name, lower=True)
