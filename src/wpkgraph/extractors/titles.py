"""Titles and ranks before names: "Vice-Premier X", "secretaries A and B", "Manager of the Unsong Works X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wpkgraph.extractors.chains import chain_at
from wpkgraph.extractors.posts import Holding, Name, PostReader
from wpkgraph.extractors.roles import Role, role_at

_RANK_OF = re.compile(r"Rot?B")  # "Marshal of the KPA"
_LONGEST = 24  # tokens of a post with its body
_OWNED = re.compile(r"[oad]t?[CSKLJOPZB]*\Z")  # a body that a post before it has
_VERB_BEHIND = re.compile(r",(?:[xqev]|&t)")
_BEFORE = "hHOuSCLBPRn)KmJp"  # what may stand right before a name that has a title


class TitleReader(PostReader):
    """Reads what stands before a name. `runs` maps each name's first token to the names joined before it."""

    runs: dict[int, tuple[Name, ...]]
    definite = 0  # where the name behind "The head of X," ended last

    def titles(self, name: Name) -> list[Role]:
        """The roles written right before a name, in order; all of one number."""
        at = name.first
        while at and self.kinds[at - 1] in "yR":
            at -= 1
        if self.kinds[at - 1 : at] == ",":  # "whose manager, X,"
            return self._inverted(at - 1) or self._definite(at - 1, name.end)
        if at and self.kinds[at - 1] == "l":  # "members of the Board, including A and B"
            return self._included(at - 1)
        if not at or self.kinds[at - 1] not in _BEFORE:
            return []
        for start in self._title_starts(at):
            roles = self.coordinated(start, titles=True)
            if roles and roles[-1].end == at and self._is_title(roles, name):
                return roles
        return []

    def _inverted(self, at: int) -> list[Role]:
        """The post before a comma and the name, where "its" or "whose" opens it."""
        for start in range(at - 1, max(at - 6, 0), -1):
            if self.kinds[start] == "g" and self.kinds[start - 1] != "s":  # "A as its chairman, B": not of B
                roles = self.coordinated(start, titles=True)
                return roles if roles and roles[-1].end == at and not roles[0].many else []
        return []

    def _definite(self, at: int, end: int) -> list[Role]:
        """The post of "The head of the Unsong Works, X, came": with its body, where commas set the name apart.

        A list of persons, of whom the first is not named, looks alike; so it must open the sentence and a verb follow, or
        "and the" and the next post.
        """
        start = max(self.kinds.rfind(mark, max(0, at - _LONGEST), at) for mark in ".|") + 1
        if start <= self.definite and self.kinds[self.definite : self.definite + 3] == ",&t":
            start = self.definite + 2
        elif self.tokens.words[start] != "The":
            return []
        if _VERB_BEHIND.match(self.kinds, end) is None or at - start >= _LONGEST:
            return []
        role = role_at(self.tokens, start, self.lexicon)
        meant = role is not None and role.end == at and role.chain is not None and not (role.many or role.head.honour)
        self.definite = end if meant else 0
        return [role] if role is not None and meant else []

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
        at = roles[0].first
        while at and self.kinds[at - 1] == "m":
            at -= 1  # "former", "incumbent"
        before = self.kinds[max(0, at - 1) : at]
        if before in ("", ".", "|") and not roles[0].head.bare:
            return True  # at the start of a sentence a capital says nothing, and no article makes it a description
        opens = before in tuple(",&") or self.tokens.words[max(0, at - 1)] in ("by", "with", "were", "was")
        return first[:1].islower() and (bool(behind) or opens) and at > 0 and before != "t"

    def _title_starts(self, at: int) -> Iterator[int]:
        """Where a title that ends before token `at` may start: the longest first."""
        start = at
        while (
            start > 0
            and at - start < 24
            and (self.kinds[start - 1] not in ',;.|x(e"lWvl' or self._posted(start - 1))
            and start - 1 not in self.ends
        ):
            start -= 1
        last = self.kinds.rfind("&", start, at)
        for i in range(start, at):
            if self.tokens.words[i].endswith(("ed", "ing")) and self.kinds[i] == "q":
                continue  # a verb
            if i <= last and self.kinds[i] not in "hHm" and _OWNED.search(self.kinds, start, i):
                continue  # "of the Unsong Mill and director of the Lamp Board X": the body of another
            if self.kinds[i] in "ghHmCSKOuBLq" and (
                i == start or self.kinds[i - 1] not in "oad" or self.kinds[i] in "hHm"
            ):
                yield i

    def _posted(self, at: int) -> bool:
        """Whether a token is the "to" of "Ambassador to X"."""
        return (
            self.tokens.words[at] == "to"
            and self.kinds[at - 1 : at] == "h"
            and self.kinds[at + 1 : at + 2] in tuple("tBCL")
        )

    def _included(self, at: int) -> list[Role]:
        """The plural role before "including"."""
        end = at - 1 if self.kinds[at - 1 : at] == "," else at
        for start in self._title_starts(end):
            role = role_at(self.tokens, start, self.lexicon)
            if role is not None and role.end == end and role.many and not role.head.honour:
                return [role]
        return []

    def rank(self, name: Name) -> Iterator[Holding]:
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
