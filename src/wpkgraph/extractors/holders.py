"""Who holds which post: names and posts read as lists of appositions, titles before names, and relative clauses.

The reader walks over the names of a text. Names parted only by commas and "and" make a run; what closes the run decides
whose post it is: a post in the singular belongs to the last name, one in the plural to every name of the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wpkgraph.extractors.chains import Chain, chain_at
from wpkgraph.extractors.posts import LINK, Holding, Name, partial
from wpkgraph.extractors.roles import Role, role_at
from wpkgraph.extractors.titles import TitleReader
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import unit_at
from wpkgraph.knowledge.lexicon import Lexicon

_NOW = (("now",), ("currently",), ("also",))
_LEADING = (["also"], ["both"], ["all"], ["now"], ["currently"])  # before a post behind a comma
_PAIRS = {"(": ")", "-": "-", "—": "—"}  # what opens and closes a post set apart from its sentence
_LINKS = (["is"], ["are"], ["was"], ["were"])
_MADE = frozenset(("up", "composed", "consisting", "consists", "consisted", "comprised"))
_ASIDE = 6  # tokens in brackets behind a name

__all__ = ["Holding", "Name", "Reader", "role_fills"]


@dataclass(slots=True)
class _Run:
    """Names parted only by commas and "and", while they are read.

    titles     roles before the name read last
    inherited  roles of a title in the plural that opened the run
    own_units  each name has a unit of its own behind it
    behind     where the post of the name before ended ("deputies A, manager of X, and B, ..")
    """

    names: list[Name] = field(default_factory=list)
    titles: list[Role] = field(default_factory=list)
    inherited: list[Role] = field(default_factory=list)
    own_units: bool = False
    behind: int = 0

    def clear(self, behind: int = 0) -> None:
        """Begin anew; a title in the plural goes on behind a post that ends at token `behind`."""
        self.names, self.titles, self.own_units, self.behind = [], [], False, behind
        if not behind:
            self.inherited = []


class Reader(TitleReader):
    """Reads the holdings of one text, in order. `runs` maps each name's first token to the names joined before it."""

    def __init__(self, tokens: Tokens, names: list[Name], lexicon: Lexicon) -> None:
        super().__init__(tokens, names, lexicon)
        self.runs: dict[int, tuple[Name, ...]] = {}
        self.with_end = 0  # where the last post of "with A as its R" ended
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
            yield from self.rank(name)
            roles, rule = self._after(name)
            if roles:
                yield from self._stated(run, name, roles, rule)
                run.clear(behind=max(role.end for role in roles))
            elif self.kinds[name.end : name.end + 1] in ("o", "d") and any(n.titled for n in run.names):
                self._unit_behind(run, name)
            elif self.tokens.words[name.end + 1 : name.end + 2] == ["other"]:
                yield from self._and_other(run.names, name.end + 2)

    def _take(self, run: _Run, name: Name) -> None:
        """Add a name to the run, or open a new one with it, with the titles before it."""
        if (run.names and not (run.own_units or self._joined(run.names[-1], name))) or (
            run.behind and self.kinds[run.behind : name.first] not in (",", "&", ",&")
        ):
            run.clear()
        run.behind = 0
        run.titles = self.titles(name)
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
        if roles[0].many and (told := self._in_turn(roles[0], run)) is not None:
            for one, role in zip(run.names, told, strict=False):
                yield self._hold(one, role, rule)
            return
        if roles[0].many and len(run.names) == 1 and self.kinds[name.first - 1 : name.first] not in ("&", ","):
            return  # "according to chairman A, members of the board were ..": not of A
        if roles[0].many and roles[0].head.generic and any(one.titled for one in run.names):
            return  # "secretaries A and B, officials of the board": others, who are not named
        for one in run.names if roles[0].many else [name]:
            for role in roles:
                yield self._hold(one, role, rule + "-plural" if roles[0].many else rule)

    def _in_turn(self, role: Role, run: _Run) -> list[Role] | None:
        """The post of each of the run, where a body for each is told: "A and B, heads of X and Y respectively".

        None: no such words stand there; no posts: the bodies are not as many as the names.
        """
        at, chains = role.end, [role.chain]
        while (link := LINK.match(self.kinds, at)) and (chain := chain_at(self.tokens, link.end(), self.lexicon)):
            at = chain.end
            chains.append(chain)
        if len(chains) == 1 or self.tokens.words[at : at + 1] != ["respectively"]:
            return None
        alike = len(chains) == len(run.names) and role.chain is not None
        return [role._replace(chain=_below(role.chain, chain)) for chain in chains] if alike else []

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

    def _after(self, name: Name) -> tuple[list[Role], str]:
        """The roles stated behind a name."""
        kinds, end = self.kinds, name.end
        if kinds[end : end + 1] == "(" or kinds[end : end + 2] in (",n", ",q"):
            end = self._past_aside(end)
        if kinds[end : end + 1] in ("(", ";") and (set_apart := self._set_apart(end)):
            return set_apart, "apposition"
        if kinds[end : end + 1] == "," and kinds[end + 1 : end + 2] != "W":
            roles = self._apposition(end + 1 + (self.tokens.words[end + 1 : end + 2] in _LEADING))
            if roles and self._of_next(roles[-1].end):
                return [], ""
            return roles + self._relative(roles[-1].end) if roles else [], "apposition"
        if kinds[end : end + 1] == "x":
            return self._copula(end), "copula"
        if kinds[end : end + 2] == "sg":
            return self._with_as(name), "with-as"
        return self._relative(end), "relative-clause"

    def _set_apart(self, at: int) -> list[Role]:
        """The posts in brackets or between dashes: "A (head of X)", "A - head of X - said"."""
        if self.tokens.words[at] not in _PAIRS:
            return []
        roles = self._apposition(at + 1)
        closed = roles and self.tokens.words[roles[-1].end : roles[-1].end + 1] == [_PAIRS[self.tokens.words[at]]]
        return roles if closed else []

    def _of_next(self, at: int) -> bool:
        """Whether a post that ends at a token is that of the next name: "A, the head is B"."""
        return self.tokens.words[at : at + 1] in _LINKS and self._name_follows(at + 1)

    def _past_aside(self, at: int) -> int:
        """The token behind what is only said of a person's age or sex: "X, aged 34, ..", "X, 34, ..", "X (female, 34), .."."""
        kinds = self.kinds
        if kinds[at] == "(" and (closing := kinds.find(")", at, at + _ASIDE)) > 0:
            at = closing + 1
        number = at + 1 + (self.tokens.words[at + 1 : at + 2] == ["aged"])
        return number + 1 if kinds[at : at + 1] == "," and kinds[number : number + 2] == "n," else at

    def _with_as(self, name: Name) -> list[Role]:
        """The posts of "with A as its R", and of "and B and C as its Rs" behind it."""
        at = name.first - 1
        while at > 0 and name.first - at < 4 and self.kinds[at] in "mhHyR":
            at -= 1
        goes_on = self.with_end and self.kinds[self.with_end : self.runs[name.first][0].first] in (",", "&", ",&")
        words = self.tokens.words
        opened = words[at] == "with" or (words[at] == "of" and words[at - 1] in _MADE)  # "made up of A as its R"
        roles = self._apposition(name.end + 1) if goes_on or opened else []
        self.with_end = roles[-1].end if roles else 0
        return roles

    def _copula(self, at: int) -> list[Role]:
        """The post in the singular, with its body, of "is a R of U", "was the R of U", "is R of U"."""
        if self.tokens.words[at] not in ("is", "was") or self.kinds[at + 1 : at + 2] not in tuple("tmhB"):
            return []
        return [r for r in self._apposition(at + 1) if not r.many and r.chain is not None]

    def _relative(self, at: int) -> list[Role]:
        """The posts of "who is R", "who are R", with or without a comma before it; "who had been R" is former."""
        at += self.kinds[at : at + 1] == ","
        verb = tuple(self.tokens.words[at + 1 : at + 3])
        if self.kinds[at : at + 1] != "W" or not verb:
            return []
        if verb == ("had", "been"):
            return [role._replace(marks=role.marks | {"Former"}) for role in self._apposition(at + 3)]
        return self._apposition(at + 2 + (verb[1:] in _NOW)) if verb[0] in ("is", "are", "was", "were") else []

    def _apposition(self, at: int) -> list[Role]:
        roles = self.coordinated(at)
        return [r for r in roles if not r.head.honour]

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
                if own is None and holding.role is not None and holding.role.head.topic and _bare(chain):
                    holding.wording = f"{holding.wording} of {chain.units[0].name}"  # "vice-ministers A and B of Nets"
                elif own is None:
                    holding.chain = chain
                elif (name is run[-1] or _part(own)) and own.units[-1].known is None and own.units[-1].prefix is None:
                    holding.chain = own._replace(units=(*own.units, *chain.units))
                holding.rule = "title-shared-unit"
        self.last_chain = chain


def role_fills(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether one role with its chain is all that stands at tokens first..end-1."""
    role = role_at(tokens, first, lexicon) or role_at(tokens, first, lexicon, bare=True)
    if role is None:
        return False
    at = role.end
    while at < end and tokens.kinds[at : at + 1] in ("&", "c"):
        further = role_at(tokens, at + 1, lexicon)
        if further is None:
            return False
        at = further.end
    return at == end


def _bare(chain: Chain) -> bool:
    """Whether a chain is no more than a name in capitals, which tells no body."""
    unit = chain.units[0]
    return len(chain.units) == 1 and unit.known is None and unit.head is None and unit.prefix is None


def _part(chain: Chain) -> bool:
    """Whether a chain ends in what is a part of something by its head: "Net Department", "the lamp shop"."""
    head = chain.units[-1].head
    return partial(chain) or (head is not None and head.unit)


def _below(first: Chain | None, chain: Chain | None) -> Chain | None:
    """A chain told behind another, with what both have told once: "heads of the net shops of X and Y"."""
    if first is None or chain is None or len(chain.units) >= len(first.units):
        return chain
    return chain._replace(units=(*first.units[: len(first.units) - len(chain.units)], *chain.units))
