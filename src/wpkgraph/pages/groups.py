"""What points at a thing, in groups: by the relation, and by what kind of fact or thing it is. Long groups are cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lookup import ARTICLE, DENOTES, EVIDENCE, READING
from wpkgraph.namespaces import ORG, WPK
from wpkgraph.pages.facts import BEHIND, Facts
from wpkgraph.pages.parts import Group, Turn

FOLD = 8  # rows of a group on the page of the thing
PAGE = 100  # rows on a page of the whole group
_ASIDE = frozenset((READING, DENOTES, EVIDENCE, f"{WPK}antecedent", f"{WPK}foundAt", f"{WPK}inFile"))
_CAPACITIES = ("guided", "presided", "platform", "attended")
_LAST = 10**6
_POST_IN, _NESTED = f"{ORG}organization", (f"{ORG}unitOf", f"{ORG}subOrganizationOf")
WITHIN = "within"  # stands for a relation: that of a body to the posts in what lies below it
_BODIES = 1000
Members = Mapping[tuple[str, str], Sequence[str]]


class Groups:
    """Finds and fills the groups of the things of one graph."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._graph = facts, facts.graph
        words = self._graph.display.words
        self._order = {predicate: float(n) for n, predicate in enumerate(words.inverse_captions)}
        self._order[WITHIN] = self._order.get(_POST_IN, _LAST) + 0.5
        self._ranks = {words.capacities.get(code): rank for rank, code in enumerate(_CAPACITIES)}

    def members(self, iri: str) -> dict[tuple[str, str], list[str]]:
        """(relation, family) -> what points at a thing so, in the order in which pages have the groups.

        A reading stands for its fact. What the thing itself points at is left out: its page says so already.
        """
        own = {value for predicate, value, is_iri in self._graph.pairs(iri) if is_iri}
        found: dict[tuple[str, str], dict[str, None]] = {}
        for predicate, subject in self._graph.pointing(iri):
            if predicate in _ASIDE or subject in own:
                continue
            node, family = self._node(predicate, subject, iri)
            if node:
                found.setdefault((predicate, family), {})[node] = None
        if within := self._within(iri):
            found[WITHIN, f"{ORG}Membership"] = dict.fromkeys(within)
        ordered = sorted(found, key=lambda key: (self._order.get(key[0], _LAST), key))
        return {key: list(found[key]) for key in ordered}

    def _within(self, iri: str) -> list[str]:
        """The posts in the units and bodies below a body: a membership names the innermost one only."""
        found: dict[str, None] = {}
        below, seen = [iri], {iri}
        while below and len(seen) < _BODIES:
            body = below.pop()
            for child in sorted({c for relation in _NESTED for c in self._graph.subjects(relation, body)} - seen):
                seen.add(child)
                below.append(child)
                found.update(dict.fromkeys(self._graph.subjects(_POST_IN, child)))
        return list(found)

    def _node(self, predicate: str, subject: str, iri: str) -> tuple[str, str]:
        """(the fact or thing, its family) that a triple shows; the fact of a reading; ("", "") for a span."""
        cls = self._graph.cls(subject)
        if cls == f"{WPK}Reading":
            subject = self._graph.one(subject, READING)
        elif cls in BEHIND:
            return "", ""
        return ("", "") if subject == iri else (subject, self._facts.family(subject))

    def folded(self, iri: str, members: Members, without: Sequence[str] = ()) -> list[Group]:
        """Each group with its first rows; `without` names relations that the page shows in another form."""
        path = "id/" + iri[len(self._graph.base) :]
        out = []
        for (predicate, family), nodes in members.items():
            if predicate in without:
                continue
            key = group_key(predicate, family)
            cut = len(nodes) > FOLD + 2
            rows = self._sorted(predicate, nodes)[: FOLD if cut else None]
            every = self._facts.links.path(f"{path}?group={key}") if cut else ""
            shown = tuple(self._facts.row(node, iri) for node in rows)
            out.append(Group(key, self.title(predicate, family), shown, len(nodes), every))
        return out

    def whole(self, iri: str, members: Members, key: str, page: int) -> tuple[Group, Turn] | None:
        """One page of a group; None if the thing has no such group or the group no such page."""
        for (predicate, family), nodes in members.items():
            if group_key(predicate, family) == key:
                return self._page(iri, predicate, family, nodes, page)
        return None

    def _page(
        self, iri: str, predicate: str, family: str, nodes: Sequence[str], page: int
    ) -> tuple[Group, Turn] | None:
        turn = turned(self._facts, "id/" + iri[len(self._graph.base) :], len(nodes), page, group_key(predicate, family))
        if not turn:
            return None
        chosen = self._sorted(predicate, nodes)[(page - 1) * PAGE : page * PAGE]
        rows = tuple(self._facts.row(node, iri) for node in chosen)
        return Group(group_key(predicate, family), self.title(predicate, family), rows, len(nodes)), turn

    def title(self, predicate: str, family: str) -> str:
        """The heading of a group."""
        display = self._graph.display
        kinds = display.caption(family) if family else "Things"
        if predicate == WITHIN:
            return "Posts in units and bodies within it"
        if predicate == ARTICLE:
            return kinds
        caption = display.words.inverse_captions.get(predicate)
        return caption.replace("{Kinds}", kinds) if caption else f"{kinds}: {display.label(predicate)}"

    def _sorted(self, predicate: str, nodes: Sequence[str]) -> list[str]:
        """In order of time, what is undated last; those who took part in the order of their capacities and of protocol."""
        if predicate == f"{WPK}event":
            return sorted(nodes, key=lambda node: (self._rank(node), *self._facts.place(node)))
        return sorted(nodes, key=lambda node: (self._facts.date(node)[0] or "~", *self._facts.place(node)))

    def _rank(self, participation: str) -> int:
        capacity = self._graph.one(participation, f"{WPK}capacity")
        return self._ranks.get(capacity, len(_CAPACITIES))


def group_key(predicate: str, family: str) -> str:
    """The name of a group in addresses.

    >>> group_key("https://w3id.org/wpkgraph/ontology#saidBy", "https://w3id.org/wpkgraph/ontology#Statement")
    'saidBy-Statement'
    """
    return f"{local(predicate)}-{local(family)}"


def turned(facts: Facts, path: str, total: int, page: int, group: str = "", size: int = PAGE) -> Turn | None:
    """Where a page of a list stands among its pages; None if there is no such page."""
    pages = max(1, -(-total // size))
    if not 1 <= page <= pages:
        return None

    def address(number: int) -> str:
        query = "&".join(([f"group={group}"] if group else []) + ([f"page={number}"] if number > 1 else []))
        return facts.links.path(path + (f"?{query}" if query else ""))

    before = address(page - 1) if page > 1 else ""
    after = address(page + 1) if page < pages else ""
    return Turn(page, pages, before, after)
