"""Who holds which post: names and posts read as lists of appositions, titles before names, and relative clauses.

The reader walks over the names of a text. Names parted only by commas and "and" make a run; what closes the run decides
whose post it is: a post in the singular belongs to the last name, one in the plural to every name of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wpkgraph.extractors.roles import Role, role_at
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Chain, chain_at, unit_at
from wpkgraph.knowledge.lexicon import Lexicon

_NAMED = re.compile(r"(?:[CSKLJm]*[CSKL])?[OZ]|B")  # where a body's name may stand
_RANK_OF = re.compile(r"Rot?B")  # "Marshal of the KPA"
_BEFORE = "hHOuSCLBPRn)KmJp"  # what may stand right before a name that has a title


@dataclass(slots=True)
class Name:
    """A person's name at tokens first..end-1, with the roles that stand before it."""

    first: int
    end: int
    name: str
    titled: list[Holding] = field(default_factory=list)


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


@dataclass(slots=True)
class _Run:
    """Names parted only by commas and "and", while they are read.

    titles     roles before the name read last
    inherited  roles of a title in the plural that opened the run
    own_units  each name has a unit of its own behind it
    """

    names: list[Name] = field(default_factory=list)
    titles: list[Role] = field(default_factory=list)
    inherited: list[Role] = field(default_factory=list)
    own_units: bool = False

    def clear(self) -> None:
        """Begin anew."""
        self.names, self.titles, self.inherited, self.own_units = [], [], [], False


class Reader:
    """Reads the holdings of one text, in order. `runs` maps each name's first token to the names joined before it."""

    def __init__(self, tokens: Tokens, names: list[Name], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.kinds = tokens.kinds
        self.lexicon = lexicon
        self.names = names
        self.starts = {n.first for n in names}
        self.last_chain: Chain | None = None
        self.runs: dict[int, tuple[Name, ...]] = {}
        self.undecided: list[tuple[int, int]] = []

    def holdings(self) -> Iterator[Holding]:
        """Every holding that appositions, titles and relative clauses state."""
        run = _Run()
        for name in self.names:
            self._take(run, name)
            for role in run.titles or run.inherited:
                holding = self._hold(name, role, "title-plural" if role.many else "title")
                name.titled.append(holding)
                yield holding
            yield from self._rank(name)
            roles, rule = self._after(name)
            if roles:
                yield from self._stated(run, name, roles, rule)
                run.clear()
            elif self.kinds[name.end : name.end + 1] in ("o", "d") and any(n.titled for n in run.names):
                self._unit_behind(run, name)
            elif self.tokens.words[name.end + 1 : name.end + 2] == ["other"]:
                yield from self._and_other(run.names, name.end + 2)

    def _take(self, run: _Run, name: Name) -> None:
        """Add a name to the run, or open a new one with it, with the titles before it."""
        if run.names and not (run.own_units or self._joined(run.names[-1], name)):
            run.clear()
        run.titles = self._titles(name)
        many = bool(run.titles) and run.titles[0].many
        rank = self.tokens.words[name.first - 1] if self.kinds[name.first - 1 : name.first] == "R" else ""
        if many or (rank and self.lexicon.ranks[rank] != rank):
            run.names.clear()  # a title or rank in the plural speaks of the names behind it
        if many:
            run.inherited = run.titles
        elif run.titles or rank:
            run.inherited = []
        run.names.append(name)
        self.runs[name.first] = tuple(run.names)

    def _stated(self, run: _Run, name: Name, roles: list[Role], rule: str) -> Iterator[Holding]:
        """What roles behind a name state: of it alone, of the whole run, or of each of the run in turn."""
        words = self.tokens.words
        if words[roles[-1].end : roles[-1].end + 1] == ["respectively"] and len(roles) == len(run.names):
            for one, role in zip(run.names, roles, strict=True):
                yield self._hold(one, role, rule)
            return
        for one in run.names if roles[0].many else [name]:
            for role in roles:
                yield self._hold(one, role, rule + "-plural" if roles[0].many else rule)

    def _unit_behind(self, run: _Run, name: Name) -> None:
        """The unit behind a name: of each name alone where each has one ("officials A of X, B of Y"), else of the run."""
        plural = bool(run.inherited)
        following = plural and self._next_with_unit(name.end)
        self._share_unit([name] if following or run.own_units else run.names, name.end)
        run.own_units = following

    def _joined(self, before: Name, name: Name) -> bool:
        """Whether only commas, "and", styles, ranks or a title stand between two names."""
        between = self.kinds[before.end : name.first]
        if not between or between[0] not in ",&":
            return False
        rest = between.lstrip(",&").lstrip("cty")
        return not rest or rest == "R" or role_fills(self.tokens, name.first - len(rest), name.first, self.lexicon)

    def _titles(self, name: Name) -> list[Role]:
        """The roles written right before a name, in order; all of one number."""
        at = name.first
        while at and self.kinds[at - 1] in "yR":
            at -= 1
        if at and self.kinds[at - 1] == "l":  # "members of the Board, including A and B"
            return self._included(at - 1)
        if not at or self.kinds[at - 1] not in _BEFORE:
            return []
        for start in self._title_starts(at):
            roles = self.coordinated(start, titles=True)
            if roles and roles[-1].end == at and self._is_title(roles, name):
                return roles
        return []

    def _is_title(self, roles: list[Role], name: Name) -> bool:
        """Whether roles before a name are a title: no honour; a lone one in the singular has a capital, or opens a member
        of a list ("and vice-minister of Culture Om Tae Sik"), or gets its body behind the name ("driver X of the Corps").
        """
        if roles[0].own:
            return True
        behind = self.kinds[name.end : name.end + 1] == "o" and chain_at(self.tokens, name.end + 1, self.lexicon)
        if any(r.head.bare and r.chain is None for r in roles) and not roles[0].many and not behind:
            return False
        first = self.tokens.words[roles[0].first]
        head = self.tokens.words[roles[0].words - 1]
        if any(r.head.honour or (r.head.generic and r.chain is None and not behind) for r in roles):
            return False
        if roles[0].many or (first[:1].isupper() and (roles[0].chain is not None or head[:1].isupper())):
            return True
        before = self.kinds[roles[0].first - 1 : roles[0].first]
        opens = before in tuple(",&") or self.tokens.words[max(0, roles[0].first - 1)] in ("by", "with", "were", "was")
        return first[:1].islower() and (bool(behind) or opens) and roles[0].first > 0 and before != "t"

    def _title_starts(self, at: int) -> Iterator[int]:
        """Where a title that ends before token `at` may start: the longest first."""
        start = at
        while (
            start > 0
            and at - start < 24
            and self.kinds[start - 1] not in ',;.|x(e"lWvl'
            and start - 1 not in self._ends()
        ):
            start -= 1
        for i in range(start, at):
            if self.kinds[i] in "ghHmCSKOuBLq" and (
                i == start or self.kinds[i - 1] not in "oad" or self.kinds[i] in "hH"
            ):
                yield i

    def _ends(self) -> set[int]:
        return {n.end - 1 for n in self.names}

    def _included(self, at: int) -> list[Role]:
        """The plural role before "including"."""
        end = at - 1 if self.kinds[at - 1 : at] == "," else at
        for start in self._title_starts(end):
            role = role_at(self.tokens, start, self.lexicon)
            if role is not None and role.end == end and role.many and not role.head.honour:
                return [role]
        return []

    def _rank(self, name: Name) -> Iterator[Holding]:
        at = name.first - 1
        while at >= 0 and self.kinds[at] == "y":
            at -= 1
        if at >= 0 and self.kinds[at] == "R":
            yield Holding(name, None, self.lexicon.ranks[self.tokens.words[at]], None, "rank", at, at + 1)
        elif (first := self._ranked(name)) is not None:
            yield Holding(name, None, self.lexicon.ranks[self.tokens.words[first]], None, "rank", first, first + 1)
        elif (match := _RANK_OF.search(self.kinds, max(0, at - 3), at + 1)) and match.end() == at + 1:
            chain = chain_at(self.tokens, match.start() + 2, self.lexicon)
            yield Holding(name, None, self.tokens.words[match.start()], chain, "rank", match.start(), at + 1)

    def _ranked(self, name: Name) -> int | None:
        """The rank in the plural before the first name of the run that a name belongs to."""
        first = self.runs[name.first][0].first - 1
        if first < 0 or self.kinds[first] != "R" or self.runs[name.first][0] is name:
            return None
        word = self.tokens.words[first]
        return first if self.lexicon.ranks[word] != word else None

    def _after(self, name: Name) -> tuple[list[Role], str]:
        """The roles stated behind a name."""
        kinds, end = self.kinds, name.end
        if kinds[end : end + 1] == "," and kinds[end + 1 : end + 2] != "W":
            roles = self._apposition(end + 1)
            return roles + self._relative(roles[-1].end) if roles else [], "apposition"
        return self._relative(end), "relative-clause"

    def _relative(self, at: int) -> list[Role]:
        """The posts of "who is R", "who are R", with or without a comma before it; "who had been R" is former."""
        at += self.kinds[at : at + 1] == ","
        verb = tuple(self.tokens.words[at + 1 : at + 3])
        if self.kinds[at : at + 1] != "W" or not verb:
            return []
        if verb == ("had", "been"):
            return [replace(role, marks=role.marks | {"Former"}) for role in self._apposition(at + 3)]
        return self._apposition(at + 2) if verb[0] in ("is", "are", "was", "were") else []

    def _apposition(self, at: int) -> list[Role]:
        roles = self.coordinated(at)
        if not roles or any(r.head.honour for r in roles[:1]):
            return []
        return [r for r in roles if not r.head.honour]

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
            if (
                roles
                and self.kinds[at - 1] == ","
                and (titles or (self.kinds[at] == "t" and self.kinds[roles[0].first - 1] != "t"))
            ):
                break  # behind a comma an article opens a new member of the list, who is not named
            roles.append(self._own(role, roles))
            at = role.end
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
        above = (
            next((r.chain for r in reversed(before) if r.chain), None) or self._nearest(role.first) or self.last_chain
        )
        if chain is None:
            return replace(role, chain=above)
        return role if above is None else replace(role, chain=replace(chain, units=(*chain.units, *above.units)))

    def _and_other(self, run: list[Name], at: int) -> Iterator[Holding]:
        """A, B "and other secretaries of X": the post of all who have none; X for titles without a body.

        Several bodies ("of P, Q and R") leave open whose is whose: noted in `undecided`.
        """
        role = role_at(self.tokens, at, self.lexicon)
        if role is None or not role.many or role.chain is None:
            return
        if self.kinds[role.end : role.end + 1] in ("&", ",") and self._further_unit(role.end + 1):
            self.undecided.append((run[0].first, role.end))
            return
        for name in run:
            for holding in name.titled:
                holding.chain = holding.chain or role.chain
            if not name.titled:
                yield self._hold(name, role, "and-other")

    def _further_unit(self, at: int) -> bool:
        """Whether another body stands where one has just ended: the post is of several."""
        unit = unit_at(self.tokens, at, self.lexicon, role=False)
        return unit is not None and not unit.lower and at not in self.starts

    def _nearest(self, at: int) -> Chain | None:
        """The body named last before a token in its sentence, as what "its" means; None if none is."""
        start = max(self.kinds.rfind(end, 0, at) for end in ".|") + 1
        found = None
        for match in _NAMED.finditer(self.kinds, start, at):
            unit = unit_at(self.tokens, match.start(), self.lexicon, role=False)
            if unit is not None and (unit.known or unit.head) and not unit.place and not unit.lower:
                found = Chain((unit,), None, unit.end)
        last = self.last_chain
        if found and last and last.units[0].first <= found.units[0].first < last.end:
            return last  # the name met is the outer one of the chain read last
        return found

    def _hold(self, name: Name, role: Role, rule: str) -> Holding:
        if role.chain is not None:
            self.last_chain = role.chain
        return Holding(name, role, role.wording, role.chain, rule, role.first, role.end)

    def _next_with_unit(self, at: int) -> bool:
        """Whether behind "of UNIT" at a token a further name of the list follows."""
        chain = chain_at(self.tokens, at + 1, self.lexicon)
        if chain is None:
            return False
        end = chain.end
        while self.kinds[end : end + 1] in (",", "&") and end < chain.end + 2:
            end += 1
        return end > chain.end and end in self.starts

    def _share_unit(self, run: list[Name], at: int) -> None:
        """Give the unit behind the last name of a run to every title of the run that lacks one, or stands below it."""
        chain = chain_at(self.tokens, at + 1, self.lexicon)
        if chain is None:
            return
        for name in run:
            for holding in name.titled:
                own = holding.chain
                if own is None:
                    holding.chain = chain
                elif own.units[-1].known is None and own.units[-1].prefix is None:
                    holding.chain = replace(own, units=(*own.units, *chain.units))
                holding.rule = "title-shared-unit"
        self.last_chain = chain


def _shared(roles: list[Role], apart: set[int]) -> list[Role]:
    """Roles with one chain for several: "director and editor of X", "secretary of the branch committee and .. of X"."""
    out = list(roles)
    for i in range(len(out) - 2, -1, -1):
        after = out[i + 1].chain
        if after is None or i + 1 in apart:
            continue
        own = out[i].chain
        if own is None:
            out[i] = replace(out[i], chain=_above_department(after))
        elif own.place is None and _partial(own) and not _partial(after):
            out[i] = replace(out[i], chain=replace(own, units=(*own.units, *after.units), place=after.place))
    return out


def _above_department(chain: Chain) -> Chain:
    """What a post without a body shares: "vice-chairman and director of the X Department of Y" is vice-chairman of Y."""
    head = chain.units[0].head
    if len(chain.units) > 1 and head is not None and head.unit and not chain.units[0].lower:
        return replace(chain, units=chain.units[1:])
    return chain


def _partial(chain: Chain) -> bool:
    """Whether a chain ends in a unit that must be part of something."""
    top = chain.units[-1]
    return top.known is None and top.prefix is None and top.head is not None and top.name[:1].islower()


def role_fills(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether one role with its chain is all that stands at tokens first..end-1."""
    role = role_at(tokens, first, lexicon)
    if role is None:
        return False
    at = role.end
    while at < end and tokens.kinds[at : at + 1] in ("&", "c"):
        further = role_at(tokens, at + 1, lexicon)
        if further is None:
            return False
        at = further.end
    return at == end
