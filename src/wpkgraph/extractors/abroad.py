"""Bare forms of the country's own bodies ("the Cabinet") that stand for another state's, or may do so."""

from __future__ import annotations

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Unit
from wpkgraph.knowledge.bodies import Bodies

_BETWEEN = frozenset((",", "&", ",&", ",t", "&t", ",&t"))  # what stands between two members of a list
_OPENED = frozenset(("l", "lt"))
_NEAR = 6  # tokens before "including" that may name the state: "officials of the Japanese sectors concerned, "


class Abroad:
    """Follows the named bodies of a text in their order, and tells which bare forms stand in a list of another state's."""

    def __init__(self, tokens: Tokens, bodies: Bodies) -> None:
        self.tokens = tokens
        self.bodies = bodies
        self.end = -1  # behind the last body of another state

    def adjective(self, unit: Unit) -> bool:
        """Whether the adjective of another state stands right before a bare form or what it opens: "the Japanese Cabinet"."""
        form = self.tokens.forms.get(unit.first) if self.tokens.kinds[unit.first - 1 : unit.first] == "C" else None
        return form is not None and form.bare and self._state(unit.first - 1)

    def listed(self, unit: Unit) -> bool:
        """Whether a unit stands in a list that may be one of another state's bodies; to be asked for each, in order.

        Behind a body of that state ("the State Duma of Russia, the Cabinet and the Ministry of Nets"), or behind the
        state and "including" ("Chinese sectors including the Cabinet").
        """
        kinds, before = self.tokens.kinds, kinds_between(self.tokens, self.end, unit.first)
        abroad = before in _BETWEEN or (not unit.known and self._owned(unit))
        if unit.known and not unit.bare:
            abroad = self._state(unit.end - 1) and self._owner(unit.first)
        elif not abroad and "l" in kinds[max(unit.first - 2, 0) : unit.first]:
            abroad = self._opened(unit.first)
        if abroad:
            self.end = unit.end
        return abroad

    def _state(self, at: int) -> bool:
        """Whether a token names another state."""
        form = self.tokens.forms.get(at)
        return form is not None and form.state and form.key in self.bodies.states

    def _owned(self, unit: Unit) -> bool:
        """Whether a name begins or ends with another state: "Japanese Foreign Ministry", "Lamp Party of Italy"."""
        return self._state(unit.first) or self._state(unit.end - 1)

    def _owner(self, at: int) -> bool:
        """Whether a state stands behind a body and "of"."""
        kinds = self.tokens.kinds[:at].removesuffix("t")
        return kinds[-1:] == "o" and kinds[-2:-1] in tuple("OBC")

    def _opened(self, first: int) -> bool:
        """Whether another state is named in the noun phrase before an "including"."""
        kinds = self.tokens.kinds
        at = kinds.rindex("l", 0, first)
        if kinds[at:first] not in _OPENED:
            return False
        for i in range(at - 1, max(at - _NEAR, 0) - 1, -1):
            if kinds[i] in ".;|()x" or (kinds[i] == "," and i < at - 1):
                return False
            if self._state(i):
                return True
        return False


def kinds_between(tokens: Tokens, end: int, first: int) -> str:
    """The kinds of the few tokens between two units; nothing where they are not near."""
    return tokens.kinds[end:first] if 0 <= end < first <= end + 3 else ""
