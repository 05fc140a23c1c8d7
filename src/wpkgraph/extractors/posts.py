"""Posts read one after another from a token on: those behind a name, and those that make its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wpkgraph.extractors.chains import Chain, chain_at
from wpkgraph.extractors.roles import Role, role_at
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import unit_at
from wpkgraph.knowledge.lexicon import Lexicon

LINK = re.compile(r"(,|&)(o?)(?=t?[BOCSKLJ])")  # between the bodies of one post: ", the Y", "and the Y", "and of the Y"
_NAMED = re.compile(r"(?:[CSKLJm]*[CSKL])?[OZ]|B|(?<=t)[qm]{0,2}u")  # where a body's name may stand


@dataclass(slots=True)
class Name:
    """A person's name at tokens first..end-1, with the roles that stand before it.

    taken  the name meant, where a pronoun stands for it
    """

    first: int
    end: int
    name: str
    titled: list[Holding] = field(default_factory=list)
    taken: Name | None = None


@dataclass(slots=True)
class Holding:
    """A name and a post. `chain` is the post's own chain, or the one it shares."""

    name: Name
    role: Role | None
    wording: str
    chain: Chain | None
    rule: str
    first: int  # tokens of the post's words
    end: int
    position: int | None = None


class PostReader:
    """Reads lists of posts in one text. `last_chain` is the chain read last, for "its"."""

    def __init__(self, tokens: Tokens, names: list[Name], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.kinds = tokens.kinds
        self.lexicon = lexicon
        self.names = names
        self.starts = {n.first for n in names}
        self.ends = {n.end - 1 for n in names}  # last tokens of the names
        self.last_chain: Chain | None = None

    def coordinated(self, at: int, *, titles: bool = False) -> list[Role]:
        """The roles that start at a token, joined by commas and "and", all of one number; shared chains given to each."""
        roles: list[Role] = []
        apart: set[int] = set()  # roles that "concurrently" sets apart from the one before
        while at < len(self.kinds) and at not in self.starts:
            role = role_at(self.tokens, at, self.lexicon, bare=titles)
            if role is None or (roles and role.many != roles[0].many):
                break
            if not titles and self._name_follows(role.end):
                if roles and self.kinds[at - 1] in "&c" and "," not in self.kinds[roles[-1].end : at]:
                    return []  # all of them are the title of the next name
                break
            if not titles and role.head.generic and role.chain is None:
                break
            if roles and role.many and role.head.generic:
                break
            if roles and self._apart(roles, role, at, titles):
                break
            roles.append(self._own(role, roles))
            further = [] if titles or role.many else self._further(role)
            roles += further
            at = further[-1].end if further else role.end
            if at in self.starts:
                break
            gap = at
            while self.kinds[gap : gap + 1] in (",", "&", "c") and gap < at + 3:
                gap += 1
            if "c" in self.kinds[at:gap]:
                apart.add(len(roles))
            if gap == at:
                break
            at = gap
        return _shared(roles, apart)

    def _further(self, role: Role) -> list[Role]:
        """The post again in each further body: "chairman of X and of Y", "patron of X, Y and Z" where a mark closes it.

        A second body without its own "of" counts only behind "and" and only if nothing but a mark follows the last.
        """
        out: list[Role] = []
        at, last = role.end, ""
        while role.chain is not None and last != "&" and (link := LINK.match(self.kinds, at)):
            chain = chain_at(self.tokens, link.end(), self.lexicon)
            if chain is None or link.end() in self.starts or not _stands(chain) or self._opens_role(link.end()):
                break
            out.append(role._replace(chain=chain, end=chain.end))
            at, last = chain.end, link[0]
        closed = self.kinds[at : at + 1] in (",", ".", ")", "", "|") and at not in self.starts
        return out if last.endswith("o") or (last == "&" and closed) else []

    def _opens_role(self, at: int) -> bool:
        """Whether what stands behind "and" is the next post."""
        return role_at(self.tokens, at, self.lexicon) is not None

    def _apart(self, roles: list[Role], role: Role, at: int, titles: bool) -> bool:
        """Whether the role at a token, behind others, opens a new member of the list, who is not named.

        So does an article behind a comma ("and the commander"), and in the plural a comma with "and" behind a body
        ("A and B, directors of X, and secretaries of Y").
        """
        gap = self.kinds[roles[-1].end : at]
        if role.many and roles[-1].chain is not None and gap == ",&":
            return True
        return "," in gap and (titles or (self.kinds[at] == "t" and self.kinds[roles[0].first - 1] != "t"))

    def _name_follows(self, at: int) -> bool:
        """Whether a name starts at a token, ranks and styles before it."""
        while self.kinds[at : at + 1] in ("R", "y"):
            at += 1
        return at in self.starts

    def _own(self, role: Role, before: list[Role]) -> Role:
        """The role with "its Department" put below the body just named."""
        chain = role.chain
        if not (chain is None and role.own) and (chain is None or not chain.units[-1].own):
            return role
        above = next((r.chain for r in reversed(before) if r.chain), None) or self.body_before(role.first)
        if chain is None:
            return role._replace(chain=above)
        return role if above is None else role._replace(chain=chain._replace(units=(*chain.units, *above.units)))

    def body_before(self, at: int) -> Chain | None:
        """The body named last before a token in its sentence, as what "its" means; None if none is."""
        start = max(self.kinds.rfind(end, 0, at) for end in ".|") + 1
        found = None
        for match in _NAMED.finditer(self.kinds, start, at):
            unit = unit_at(self.tokens, match.start(), self.lexicon, role=False)
            if unit is not None and (unit.known or unit.head) and not unit.place:
                found = Chain((unit,), None, unit.end)
        last = self.last_chain
        if found and last and last.units[0].first <= found.units[0].first < last.end:
            return last  # the name met is the outer one of the chain read last
        return found or last

    def _hold(self, name: Name, role: Role, rule: str) -> Holding:
        if role.chain is not None:
            self.last_chain = role.chain
        return Holding(name, role, role.wording, role.chain, rule, role.first, role.end)


def _stands(chain: Chain) -> bool:
    """Whether a chain begins with a body by name: a known one, or one with a head and capitals."""
    unit = chain.units[0]
    return not unit.place and not unit.lower and (unit.known is not None or unit.head is not None)


def _shared(roles: list[Role], apart: set[int]) -> list[Role]:
    """Roles with one chain for several: "director and editor of X", "secretary of the branch committee and .. of X"."""
    out = list(roles)
    for i in range(len(out) - 2, -1, -1):
        after = out[i + 1].chain
        if after is None or i + 1 in apart or (out[i].head.government and not out[i + 1].head.government):
            continue
        own = out[i].chain
        if own is None:
            out[i] = out[i]._replace(chain=_above_department(after))
        elif own.place is None and partial(own) and not partial(after):
            out[i] = out[i]._replace(chain=own._replace(units=(*own.units, *after.units), place=after.place))
    return out


def _above_department(chain: Chain) -> Chain | None:
    """What a post without a body shares: "vice-chairman and director of the X Department of Y" is vice-chairman of Y.

    None where the body of the department does not stand there: it may stand behind the name, or nowhere.
    """
    head = chain.units[0].head
    if head is None or not head.unit or chain.units[0].lower or chain.units[0].prefix is not None:
        return chain
    return chain._replace(units=chain.units[1:]) if len(chain.units) > 1 else None


def partial(chain: Chain) -> bool:
    """Whether a chain ends in a unit that must be part of something."""
    top = chain.units[-1]
    return top.known is None and top.prefix is None and top.head is not None and top.name[:1].islower()
