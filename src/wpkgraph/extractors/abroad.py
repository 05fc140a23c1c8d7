"""Bare forms of the country's own bodies ("the Cabinet") that stand for another state's, or may do so."""

from __future__ import annotations

from collections.abc import Sequence

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Unit
from wpkgraph.knowledge.bodies import Bodies

_BETWEEN = frozenset((",", "&", ",&", ",t", "&t", ",&t"))  # what stands between two members of a list
_NEAR = 6  # tokens before "including" that may name the state: "officials of the Japanese sectors concerned, including"


def adjective(tokens: Tokens, bodies: Bodies, unit: Unit) -> bool:
    """Whether the adjective of another state stands right before a bare form or what it opens: "the Japanese Cabinet"."""
    if tokens.kinds[unit.first - 1 : unit.first] != "C":
        return False
    form = tokens.forms.get(unit.first)
    return form is not None and form.bare and _state(tokens, bodies, unit.first - 1)


def listed(tokens: Tokens, bodies: Bodies, unit: Unit, before: Sequence[Unit]) -> bool:
    """Whether a unit stands in a list that may be one of another state's bodies; `before` are the units named before it.

    Behind a body of that state ("the State Duma of Russia, the Cabinet and the Ministry of Nets"), or behind the state and
    "including" ("Chinese sectors including the Cabinet").
    """
    kinds, first = tokens.kinds, unit.first
    for other in reversed(before):
        if kinds[other.end : first] not in _BETWEEN:
            break
        if _owned(tokens, bodies, other):
            return True
        first = other.first
    first -= kinds[first - 1 : first] == "t"
    return kinds[first - 1 : first] == "l" and _opened(tokens, bodies, first - 1)


def _state(tokens: Tokens, bodies: Bodies, at: int) -> bool:
    """Whether a token names another state."""
    form = tokens.forms.get(at)
    return form is not None and form.state and form.key in bodies.states


def _owned(tokens: Tokens, bodies: Bodies, unit: Unit) -> bool:
    """Whether a unit is another state's body ("Japanese Foreign Ministry", "Lamp Party of Italy"), or a state behind a body
    and "of".
    """
    if unit.known is None:
        return _state(tokens, bodies, unit.first) or _state(tokens, bodies, unit.end - 1)
    before = tokens.kinds[: unit.first].removesuffix("t")
    return _state(tokens, bodies, unit.end - 1) and before[-1:] == "o" and before[-2:-1] in tuple("OBC")


def _opened(tokens: Tokens, bodies: Bodies, at: int) -> bool:
    """Whether another state is named in the noun phrase before an "including"."""
    kinds = tokens.kinds
    for i in range(at - 1, max(at - _NEAR, 0) - 1, -1):
        if kinds[i] in ".;|()x" or (kinds[i] == "," and i < at - 1):
            return False
        if _state(tokens, bodies, i):
            return True
    return False
