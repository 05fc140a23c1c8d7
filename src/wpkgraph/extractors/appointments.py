"""Posts given and taken: elected, appointed, recalled; the old post stands before "as", the new one behind it.

A, B and C, alternate members of X, were by-elected as members of X
A was appointed head of X, B minister of Nets, C chairman of Y
appointed A, former head of X, as director of Y and B as head of X
A was recalled from the vice-chairmanship of X and B from the membership of X
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from wpkgraph.extractors.careers import pronoun_at
from wpkgraph.extractors.chains import Chain, chain_at
from wpkgraph.extractors.holders import Holding, Name, Reader
from wpkgraph.extractors.persons import given_by_noun
from wpkgraph.extractors.roles import Role, role_at

_AS = (["as"], ["to"])
_SENTENCE = ".|;"
_ALIKE = 5  # first letters that "chairman" and "chairpersons" share
_ABSTRACT = re.compile(r"([a-z-]+?)(ship|cy)$")  # "vice-chairmanship", "membership", "presidency"


@dataclass(frozen=True, slots=True)
class Change:
    """A post given or taken: the holding, and Elected | Appointed | Recalled."""

    holding: Holding
    held: str


class Changes:
    """Reads the changes of one text, with the reader that has read its holdings."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.kinds = reader.kinds
        self.words = reader.tokens.words
        self.lexicon = reader.lexicon
        self.by_first = {name.first: name for name in reader.names}
        self.by_end = {name.end: name for name in reader.names}
        self.vacated: tuple[int, str, Chain | None] | None = None  # the post taken last, and where
        self.given: tuple[int, Role] | None = None  # the post given last, and its verb

    def changes(self) -> Iterator[Change]:
        """Every change that a verb of election, appointment or recall states with a name and a post."""
        last: tuple[Name, ...] = ()
        for verb in (place for place, kind in enumerate(self.kinds) if kind == "e") if "e" in self.kinds else ():
            held = self.lexicon.verbs[self.words[verb].lower()]
            passive = self._passive(verb)
            if passive:
                last = self._subjects(verb)
            elif verb in self.by_end and self._vacant(verb + 1):
                last, passive = (self.by_end[verb],), True  # "and B elected in his stead"
            elif verb - 1 in self.by_end and self.kinds[verb - 1] == "," and self.words[verb + 1 : verb + 2] in _AS:
                last, passive = (self.by_end[verb - 1],), True  # "A, appointed as head of X, came"
            elif last and self.kinds[verb - 1] == "&" and not re.search(r"[.|;]", self.kinds[last[-1].end : verb]):
                passive = True  # "was relieved of .. and appointed ..": the same persons
            if held == "Recalled":
                yield from self._recalled(verb, last if passive else None)
            elif passive:
                yield from self._given(verb, held, last)
            else:
                yield from self._active(verb, held)
        yield from self._upon()

    def _upon(self) -> Iterator[Change]:
        """ "a message to A upon his election as R": A is R."""
        for upon, end in given_by_noun(self.reader.tokens):
            name, held = self.by_end.get(upon), self.lexicon.changes.get(self.words[upon + 2])
            if name is None or held is None:
                continue
            for role in self.posts_at(end)[0]:
                yield Change(self._hold(name, role, "elected-upon"), held)

    def _passive(self, verb: int) -> bool:
        at = verb - 1
        while at > 0 and self.kinds[at] in "qmj" and verb - at < 4:
            at -= 1
        return self.words[at] in ("was", "were", "been", "is", "are")

    def _subjects(self, verb: int) -> tuple[Name, ...]:
        """The names that a passive verb speaks of: the last run before it, only its last name if the verb is singular."""
        at = verb
        while at > 0 and self.kinds[at] not in _SENTENCE:
            if at in self.by_end:
                run = self.reader.runs.get(self.by_end[at].first, ())
                return run[-1:] if self._singular(verb) else run
            at -= 1
        was = next((i for i in range(verb - 1, max(verb - 4, 0), -1) if self.words[i] == "was"), 0)
        one = pronoun_at(self.reader, was - 1 - (self.words[was - 1] in ("also", "then", "later"))) if was else None
        return (one,) if one is not None else ()

    def _singular(self, verb: int) -> bool:
        return any(word in ("was", "is") for word in self.words[max(0, verb - 4) : verb])

    def _given(self, verb: int, held: str, names: tuple[Name, ...]) -> Iterator[Change]:
        """A was elected (as) R, B R, and C as R; A and B were elected to X (as its R)."""
        if self.vacated is not None and (size := self._vacant(verb + 1)):
            yield from self._vacancy(verb, held, names, size)
            return
        if self.words[verb + 1 : verb + 2] == ["to"] and (
            post := self._abstract(verb + 2) or self._named_post(verb + 2)
        ):
            wording, chain, end = post
            for name in names:
                yield Change(Holding(name, None, wording, chain, "elected-to", verb + 2, end), held)
            return
        if self.words[verb + 1 : verb + 2] == ["to"] and (
            chain := chain_at(self.reader.tokens, verb + 2, self.lexicon)
        ):
            self.reader.last_chain = chain
            roles, end = self.posts_at(chain.end) if self.kinds[chain.end : chain.end + 1] == "s" else ([], chain.end)
            if not roles:
                for name in names:
                    seat = Holding(name, None, self.lexicon.seat, chain, "elected-to", verb + 2, end)
                    yield Change(seat, held)
                return
        else:
            roles, end = self.posts_at(verb + 1)
        if roles and roles[0].chain is None and (above := self._same(verb, roles[0]) or self._ahead(end, roles[-1])):
            roles = [roles[0]._replace(chain=above), *roles[1:]]
        for name in names:
            for role in roles:
                yield Change(self._hold(name, role, "elected-as"), held)
        if roles:
            self.given = (verb, roles[-1])
            end = yield from self._gapped(end, held, roles[-1])
            yield from self._replaced(end, roles)

    def _replaced(self, at: int, roles: list[Role]) -> Iterator[Change]:
        """ "in place of A and B": they held the posts just given."""
        if self.words[at : at + 3] != ["in", "place", "of"]:
            return
        first = at + 3
        while self.kinds[first : first + 1] in tuple("yRhHmt") and first not in self.by_first:
            first += 1
        name = self.by_first.get(first)
        names = [name] if name is not None else []
        if name is not None and (group := self.names_at(name.end)) is not None:
            names += group[0]
        for one in names:
            for role in roles:
                yield Change(self._hold(one, role, "replaced"), "Recalled")

    def _same(self, verb: int, role: Role) -> Chain | None:
        """The body of the same post given before in the sentence: "elected as members of X and .. directly elected members"."""
        if self.given is None or role.own:
            return None
        at, before = self.given
        same = before.head.word == role.head.word and not re.search(r"[.|;]", self.kinds[at:verb])
        return before.chain if same else None

    def _ahead(self, at: int, role: Role) -> Chain | None:
        """The body of the further names of the list, told once: "A was elected chairman and B and C vice-chairmen of X"."""
        group = None if role.own else self.names_at(at)
        further = self.posts_at(group[1])[0] if group is not None else []
        alike = bool(further) and further[0].head.word[:_ALIKE] == role.head.word[:_ALIKE]
        return further[0].chain if alike else None

    def _vacant(self, at: int) -> int:
        """How many tokens from one on say "to the post just vacated"; 0: they do not."""
        return next((len(w) for w in self.lexicon.vacancies if tuple(self.words[at : at + len(w)]) == w), 0)

    def _vacancy(self, verb: int, held: str, names: tuple[Name, ...], size: int) -> Iterator[Change]:
        """A was recalled from R and B was "elected to fill the vacancy": B is R."""
        at, wording, chain = self.vacated or (verb, "", None)
        if wording and not re.search(r"[.|;]", self.kinds[at:verb]):
            for name in names:
                yield Change(Holding(name, None, wording, chain, "elected-to-vacancy", verb + 1, verb + 1 + size), held)

    def _gapped(self, at: int, held: str, before: Role) -> Generator[Change, None, int]:
        """Further names with a post right behind: ", B minister of Nets", "and C, D and E as its members".

        A post of the same kind as the one before, without a body, is of the same body: "A its chairman and B vice-chairman".
        Gives where the list ends.
        """
        while (group := self.names_at(at)) is not None:
            names, end = group
            roles, stop = self.posts_at(end)
            if not roles:
                return at
            at = stop
            if roles[0].chain is None and before.chain is not None and roles[0].head.word.endswith(before.head.word):
                roles[0] = roles[0]._replace(chain=before.chain)
            for name in names if roles[0].many else names[-1:]:
                for role in roles:
                    yield Change(self._hold(name, role, "elected-gapped"), held)
        return at

    def names_at(self, at: int, *, parted: bool = True) -> tuple[list[Name], int] | None:
        """Names joined by commas and "and", and where the last one ends; None if there is none.

        `parted`: they stand behind a separator.
        """
        start = self._past_separators(at) if parted else at
        if start is None or start not in self.by_first:
            return None
        names = [self.by_first[start]]
        while (further := self._past_separators(names[-1].end)) is not None and further in self.by_first:
            names.append(self.by_first[further])
        return names, names[-1].end

    def _past_separators(self, at: int) -> int | None:
        """The token behind commas, "and", a style or a lone title; None at once where no separator stands."""
        start = at
        while self.kinds[start : start + 1] in (",", "&"):
            start += 1
        if start == at:
            return None
        while self.kinds[start : start + 1] in ("y", "R") or (
            self.kinds[start : start + 1] in ("h", "H", "m") and start + 1 in self.by_first
        ):
            start += 1
        return start

    def _active(self, verb: int, held: str) -> Iterator[Change]:
        """appointed A, former P of X, as Q of Y, B, P of Y, as R of Z and C, D as S."""
        at = verb + 1
        names: list[Name] = []
        while (name := self._next_name(at)) is not None:
            names.append(name)
            end = name.end
            if self.kinds[end : end + 1] == "," and end + 1 not in self.by_first:
                old = self.reader.coordinated(end + 1)
                end = old[-1].end if old else end
                end += self.kinds[end : end + 1] == ","
            if self.kinds[end : end + 1] in (",", "&") or end in self.by_first:
                at = end
                continue
            roles, at = self.posts_at(end)
            if not roles:
                yield from self._seated(names, end, held)
                return
            if roles[0].chain is None and (above := self._same(verb, roles[0]) or self._ahead(at, roles[-1])):
                roles = [roles[0]._replace(chain=above), *roles[1:]]
            self.given = (verb, roles[-1])
            for target in names if roles[0].many else names[-1:]:
                for role in roles:
                    yield Change(self._hold(target, role, "appointed-active"), held)
            names = []

    def _seated(self, names: list[Name], end: int, held: str) -> Iterator[Change]:
        """ "elected A and B to the Board": they are its members."""
        chain = chain_at(self.reader.tokens, end + 1, self.lexicon) if self.words[end : end + 1] == ["to"] else None
        if chain is None or chain.units[0].place:
            return
        for name in names:
            yield Change(Holding(name, None, self.lexicon.seat, chain, "elected-to", end, chain.end), held)

    def _next_name(self, at: int) -> Name | None:
        """The name at a token, behind separators, styles and titles."""
        while self.kinds[at : at + 1] in (",", "&", "y", "R", "h", "H", "m", "t") and at not in self.by_first:
            at += 1
        return self.by_first.get(at)

    def _recalled(self, verb: int, subjects: tuple[Name, ...] | None) -> Iterator[Change]:
        """A was recalled from the vice-chairmanship of X and B from the membership of X; recalled A from ..."""
        names = subjects or ()
        at = verb + 1
        if subjects is None and (name := self._next_name(at)):
            names, at = (name,), name.end
        elif subjects is None and (roles := self.posts_at(at)[0]):
            self.given = (verb, roles[-1])  # "dismissed the chairman of X and appointed A as chairman"
        while names:
            if self.words[at : at + 1] not in (["from"], ["as"], ["of"]):
                return
            post = self._post(at + 1)
            if post is None:
                return
            wording, chain, end = post
            at += self.kinds[at + 1] == "t"
            self.vacated = (end, wording, chain)
            self.reader.last_chain = chain or self.reader.last_chain
            for name in names:
                yield Change(Holding(name, None, wording, chain, "recalled-from", at + 1, end), "Recalled")
            following = self._past_separators(end)
            if following is None or following not in self.by_first:
                return
            names = (self.by_first[following],)
            at = names[0].end

    def _post(self, at: int) -> tuple[str, Chain | None, int] | None:
        """A post taken: "the vice-chairmanship of X", "the post of minister of X", "member of X"."""
        while self.kinds[at : at + 1] == "t":
            at += 1
        if (found := self._abstract(at)) is not None:
            return found
        if at < len(self.words) and self.words[at] in self.lexicon.posts and self.kinds[at + 1 : at + 2] in ("o", "s"):
            at += 2
        roles, end = self.posts_at(at)
        return (roles[0].wording, roles[0].chain, end) if roles else None

    def _named_post(self, at: int) -> tuple[str, Chain | None, int] | None:
        """A post behind a noun for posts as such: "the post of minister of X"."""
        at += self.kinds[at : at + 1] == "t"
        return self._post(at) if self.words[at : at + 1] and self.words[at] in self.lexicon.posts else None

    def _abstract(self, at: int) -> tuple[str, Chain | None, int] | None:
        """A post as an abstract noun, with modifiers before it: "alternate membership of X"."""
        first = at
        while self.kinds[at : at + 1] in ("t", "m"):
            at += 1
            first += self.kinds[first] == "t"
        match = _ABSTRACT.match(self.words[at]) if at < len(self.words) else None
        word = match[1] + "t" * (match[2] == "cy") if match else ""
        head = self.lexicon.role_head(word)
        if head is None:
            return None
        chain = chain_at(self.reader.tokens, at + 2, self.lexicon) if self.kinds[at + 1 : at + 2] == "o" else None
        wording = " ".join([*self.words[first:at], word if "-" in word else head.word])
        return wording, chain, chain.end if chain else at + 1

    def posts_at(self, at: int) -> tuple[list[Role], int]:
        """The posts at a token, behind "as" and an article."""
        if self.words[at : at + 2] == ["to", "be"]:
            at += 2
        while self.kinds[at : at + 1] in ("s", "t"):
            at += 1
        roles = self.reader.coordinated(at)
        if not roles and at in self.by_end:
            role = role_at(
                self.reader.tokens, at, self.lexicon
            )  # "A chairman of X and Deputy B ..": B's title is no post of A
            roles = [role] if role is not None and role.chain is not None else []
        return roles, roles[-1].end if roles else at

    def _hold(self, name: Name, role: Role, rule: str) -> Holding:
        if role.chain is not None:
            self.reader.last_chain = role.chain
        return Holding(name, role, role.wording, role.chain, rule, role.first, role.end)
