"""Posts as they are worded: modifiers, nouns, a head, its field, and the chain of units behind it.

member of the Presidium of the Political Bureau          -> "member", chain
secretary for organizational affairs of the Committee    -> "secretary for organizational affairs", chain
minister of National Defence of the DPRK                 -> "minister of National Defence", chain
KPA commanding officer                                   -> "commanding officer", the body before it
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from wpkgraph.extractors.chains import Chain, chain_at
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Unit
from wpkgraph.knowledge.lexicon import Lexicon, RoleHead

_WORDS = "hHmqCKSuOn&BL'R"  # what may stand before the last head of a post
_CHARGE = re.compile(r"iqo")  # "in charge of"
_TOPIC = re.compile(
    r"t?(?:B(?=[CSK]))?[CSKLJhHmqROPZ]+(?:'?[CSKLJhHmqOPZ]+)*(?:(?:,[CSKmhHqOPZ]+)+&[CSKLmhHqOPZ]+|&[CSKLmhHqOPZ]+)?(?:&[CSK]{2,}(?=ot?B))?"
)
_MORE = re.compile(r"[mu]{1,2}[hH]")
_OCCUPATION = re.compile(r"[qm]{0,2}q(?=[oa])")
_LEADING = frozenset(("now", "currently", "presently"))
_LONGEST = 9


class Role(NamedTuple):
    """A post: tokens first..end-1 with its chain; `wording` in the singular, without "former", "late", "the".

    words   end of the wording's tokens (the chain comes after it)
    marks   what its modifiers say: Former, Late, Deputy ...
    """

    first: int
    words: int
    end: int
    wording: str
    head: RoleHead
    many: bool
    marks: frozenset[str] = frozenset()
    chain: Chain | None = None
    own: bool = False  # "its member": of the body just named

    @property
    def former(self) -> bool:
        """Whether the post is no longer held."""
        return "Former" in self.marks

    @property
    def dead(self) -> bool:
        """Whether the text calls the holder dead."""
        return "Late" in self.marks


def role_at(tokens: Tokens, first: int, lexicon: Lexicon, *, bare: bool = False) -> Role | None:
    """The post that starts at a token, with its chain; None if none does.

    `bare`: words that are a post only with a body count without one too (a body may follow the name).
    """
    roles, key = tokens.roles, (first, bare)
    if key not in roles:
        roles[key] = _role(tokens, first, lexicon, bare)
    role: Role | None = roles[key]
    return role


def _role(tokens: Tokens, first: int, lexicon: Lexicon, bare: bool) -> Role | None:
    kinds = tokens.kinds
    at = first
    while kinds[at : at + 1] in ("t", "c", "g") and at < len(kinds):
        at += 1
    own = "g" in kinds[first:at]
    if kinds[at : at + 1] in ("q", "n", "R"):
        at = _past_leading(tokens, at)
        small = kinds[at : at + 2] == "qo" and tokens.words[at].title() in lexicon.ranks  # "marshal of the KPA"
        if small or kinds[at : at + 1] == "R":
            return _rank(tokens, at, lexicon)
    marks: set[str] = set()
    at = _dropped(tokens, at, lexicon, marks)
    head_at = _head(tokens, at)
    if head_at is None:
        return _unlisted(tokens, first, at, lexicon)
    head = lexicon.role_head(tokens.words[head_at])
    if head is None:
        return None
    prefix = None
    start = at
    owner = _owner(tokens, at, head_at)
    if owner:
        prefix = chain_at(tokens, at, lexicon)
        if prefix is None or prefix.end > head_at:
            return None
        at = owner
        prefix = prefix._replace(end=head_at + 1)
    if head.bare and (own or bare):
        head = replace(head, bare=False)  # "its engineer": the body just named gives what the word lacks
    role = _read(tokens, start, at, head_at, head, lexicon, marks)
    if role is not None and prefix is not None and (role.chain is None or tokens.words[role.words] == "to"):
        role = role._replace(chain=Chain(prefix.units, None, role.end))
    if role is not None and role.chain is None and tokens.words[role.end : role.end + 2] == ["of", "it"]:
        return role._replace(own=True, end=role.end + 2)  # "vice-chairman of it"
    return role._replace(own=own) if role is not None and own else role


def _past_leading(tokens: Tokens, at: int) -> int:
    """The token behind "now" or an age: "A, former head of X and now head of Y", "a 45-year-old miner of X"."""
    if tokens.words[at] in _LEADING:
        return at + 1
    return at + 3 if tokens.kinds[at : at + 3] == "n;q" and tokens.words[at + 2] == "year-old" else at


def _rank(tokens: Tokens, at: int, lexicon: Lexicon) -> Role | None:
    """A rank that stands as a post, with its body: "Marshal of the KPA"."""
    chain = chain_at(tokens, at + 2, lexicon) if tokens.kinds[at + 1 : at + 2] == "o" else None
    if chain is None:
        return None
    rank = lexicon.ranks.get(tokens.words[at].title(), tokens.words[at])
    return Role(at, at + 1, chain.end, rank, RoleHead(rank, ""), False, frozenset(), chain)


def _unlisted(tokens: Tokens, first: int, at: int, lexicon: Lexicon) -> Role | None:
    """An occupation that no row lists: "a milkmaid of the Unsong Farm", "lathe operator of the Unsong Works"."""
    match = _OCCUPATION.match(tokens.kinds, at)
    if match is None:
        return None
    word = tokens.words[match.end() - 1]
    if word in lexicon.not_roles or not (word.endswith(lexicon.agents) or tokens.words[first] in ("a", "an")):
        return None
    chain = chain_at(tokens, match.end() + 1, lexicon)
    top = chain.units[-1] if chain is not None else None
    if chain is None or top is None or top.place or not (top.known or (top.head and not top.lower)):
        return None
    wording = tokens.wording(at, match.end())
    return Role(first, match.end(), chain.end, wording, RoleHead(word, ""), False, frozenset(), chain)


def _owner(tokens: Tokens, at: int, head_at: int) -> int | None:
    """Where the wording begins behind a body that opens it ("KPA officer", "the Party's delegate"); None: none does."""
    state = at in tokens.forms and tokens.forms[at].state
    for i in range(at + 1, head_at):
        if tokens.words[i] in ("'s", "'"):  # "the Lao embassy's counsellor"
            return i + 1 if tokens.kinds[i - 1] in "OB" or (state and tokens.kinds[i - 1] == "u") else None
    owned = tokens.kinds[at] == "B" or (tokens.kinds[at] == "C" and state)
    return at + 1 if owned and at < head_at else None


def _dropped(tokens: Tokens, at: int, lexicon: Lexicon, marks: set[str]) -> int:
    """Past "former", "late" and the like, noting what they say."""
    while at < len(tokens.kinds) and tokens.kinds[at] == "m":
        modifier = lexicon.modifiers[tokens.words[at].lower()]
        if not modifier.drop:
            break
        marks.update({modifier.marks} if modifier.marks else ())
        at += 1
    return at


def _head(tokens: Tokens, at: int) -> int | None:
    """The last head in the run of words that starts at a token."""
    kinds, last, i = tokens.kinds, None, at
    unknown = 0
    while i < min(len(kinds), at + _LONGEST):
        kind = kinds[i]
        if kind in "hH":
            last = i
        elif last is not None and _MORE.match(kinds, i):
            pass  # "deputy General Director"
        elif (
            last is not None
            or kind not in _WORDS
            or (kind == "&" and not (i > at and kinds[i + 1 : i + 2] in tuple("qum")))
        ):
            break
        elif kind == "q":
            unknown += 1
            if unknown > 4:
                break
        i += 1
    return last


def _read(
    tokens: Tokens, start: int, at: int, head_at: int, head: RoleHead, lexicon: Lexicon, marks: set[str]
) -> Role | None:
    words_end = _topic(tokens, head_at + 1, head)
    chain = None
    end = words_end
    if tokens.kinds[words_end : words_end + 1] in tuple("oadi") or tokens.words[words_end : words_end + 1] == ["to"]:
        chain = chain_at(tokens, words_end + 1, lexicon)
        if (
            chain is not None
            and tokens.kinds[words_end] == "i"
            and not chain.units[0].place
            and not _organised(chain.units[0])
        ):
            chain = None
        end = chain.end if chain else words_end
        if (
            chain is None
            and tokens.kinds[words_end] == "o"
            and head.topic is False
            and words_end == head_at + 1
            and head.bare
        ):
            return None
    if chain is None and ((head.bare and start == at) or "q&" in tokens.kinds[at:head_at]):
        return None  # "an iron-willed and brilliant commander" praises
    many = tokens.kinds[head_at] == "H"
    stem, said = lexicon.post(tokens.wording(at, head_at + 1))
    tail = tokens.wording(head_at + 1, words_end) if words_end > head_at + 1 else ""
    return Role(start, words_end, end, f"{stem} {tail}".strip(), head, many, said | marks, chain)


def _organised(unit: Unit) -> bool:
    return unit.known is not None or unit.head is not None


def _topic(tokens: Tokens, at: int, head: RoleHead) -> int:
    """Where the wording ends: after "for seed affairs", "in charge of X", "of National Defence"."""
    kinds = tokens.kinds
    if kinds[at : at + 1] == "f" and (match := _TOPIC.match(kinds, at + 1)):
        return _field_end(tokens, *match.span())
    if (charge := _CHARGE.match(kinds, at)) and tokens.words[at + 1] == "charge":
        match = _TOPIC.match(kinds, charge.end())
        return _field_end(tokens, *match.span()) if match else at
    if kinds[at : at + 1] == "o":
        match = _TOPIC.match(kinds, at + 1)
        if match is None:
            return at
        field = tokens.wording(at + 1, match.end())
        bare = field.removeprefix("the ")
        if head.topic and bare[:1].isupper():
            return _field_end(tokens, *match.span())
        if any(bare == t or bare.startswith(t + " ") for t in head.topics):
            return next(
                at + 1 + n
                for n in range(1, 8)
                if tokens.wording(at + 1, at + 1 + n).removeprefix("the ") in head.topics
            )
    return at


def _field_end(tokens: Tokens, first: int, end: int) -> int:
    """Where a field ends within what looks like one: before the next post ("minister of Nets and vice-premier of X")."""
    for i in range(first + 1, end - 1):
        if tokens.kinds[i] in ",&":
            after = i + 1
            while tokens.kinds[after] == "m":
                after += 1
            if tokens.kinds[after] in "hH" and tokens.words[i + 1][0].islower():
                return i
    return end
