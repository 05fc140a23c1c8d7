"""Names of persons, by the shape of Korean names: a surname and one or two syllables, not inside an institution's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.knowledge.lexicon import Lexicon

# A surname and one or two syllables; "On", "In", "An" count as syllables inside a name, and as a surname before two.
# The first character stands before the look back at what is before it, so that the engine can skip to it.
# Three syllables are a name whatever the first of them is, where neither a capital nor a syllable follows.
_NAME = re.compile(
    r"[KjS](?<![KSYJ][KjS])(?:(?<=K)(?:[KS][KSj]?|j[KS]|J)|(?<=j)(?:[KS][KSj]|J)|(?<=S)[KS][KSj](?![KSCOPZ]))(?!Y)"
)
# What may stand between a name and the word that makes it an institution's: capitals, "and", numbers, a possessive.
_INSTITUTION = re.compile(r"[CSKLnhHmJ&']{0,6}?[OPZV]")
_PAIR = re.compile(r"&K[KS]{1,2}[CSL]*[OZ]")
_POST_BEHIND = re.compile(r",t?[mhHgRB]")


def names(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """First token, end token and normal form of each name that is a person's.

    Left out: names inside institutions' names ("Ro Un Textile Mill"), two names joined by a hyphen, and names whose
    surname is a common word unless they have three syllables, and names that an institution is "Named after".
    """
    last = 0  # where the name before ended
    given = -1  # where a name that an institution bears ended: "Named after A and B"
    for match in _NAME.finditer(tokens.kinds):
        first, end = match.span()
        if inside_institution(tokens, end):
            continue
        if _borne(tokens, first) or (first == given + 1 and tokens.kinds[given] == "&"):
            given = end
            continue
        words = tokens.words[first:end]
        if end - first == 2 and tokens.kinds[end : end + 1] == "C" and "-" not in words[1]:
            continue  # what follows is no syllable of ours, so the name is none
        common = len(words) == 2 and words[0].capitalize() in lexicon.common_surnames
        listed = last > 0 and tokens.kinds[last:first] in (",", "&", ",&")  # behind another name
        if common and not listed and not _in_place(tokens, first, end):
            continue
        if any(tokens.starts[i + 1] > tokens.ends[i] + 1 for i in range(first, end - 1)):
            continue
        last = end
        yield first, end, normal(words)


def _borne(tokens: Tokens, first: int) -> bool:
    """Whether an institution's name goes on with a person's: "Society of Friends Named after Comrade A"."""
    at = first - 1
    while at > 0 and tokens.kinds[at] in "hHyRmt":
        at -= 1
    return at > 0 and tokens.words[at] == "after" and tokens.words[at - 1] == "Named"


def _in_place(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a short name that could be common words stands where names stand: a title before, a post behind it."""
    kinds = tokens.kinds
    titled = kinds[first - 1 : first] in tuple("hHyRN")
    return titled or bool(_POST_BEHIND.match(kinds, end)) or "J" in kinds[first:end]


def inside_institution(tokens: Tokens, end: int) -> bool:
    """Whether the capitals that follow a name end in a word that makes institutions, venues or awards."""
    if pair := _PAIR.match(tokens.kinds, end):  # "the A and B Schools": one head for both
        return tokens.words[pair.end() - 1].endswith("s")
    match = _INSTITUTION.match(tokens.kinds, end)
    if match is None or (tokens.kinds[end] == "'" and tokens.words[end] == "'s"):
        return False
    between = tokens.kinds[end : match.end() - 1]
    return "&" not in between or not between.startswith("&")


def normal(words: list[str]) -> str:
    """The normal form of a name's words.

    >>> normal(["KIM", "JONG", "UN"]), normal(["Kim", "Jong-un"])
    ('Kim Jong Un', 'Kim Jong Un')
    """
    return " ".join(part.capitalize() for word in words for part in word.split("-"))


# Names that are not Korean are told by their place: capitals at the start of a list's element, a post behind them.
_ELEMENT = re.compile(r"([CSKJj](?<![CSKLJYOPZB][CSKJj])(?:(?<!j)|(?<=[,&]j))(?:b{0,2}[CSKJ]){1,6}),")
_OF_STATE = re.compile(r"[CB]m*h([CSKJ])(?![CSKJOPZB'n])")  # "Japanese Prime Minister X"
_UPON = re.compile(r"xgqs")  # "upon his election as"
_BEFORE_UPON = re.compile(r"(?<![CSKJLOPZB])[CSKJ](?:b{0,2}[CSKJ]){1,4}$")
_LONGEST = 13  # tokens of such a name
_BEHIND_TITLE = re.compile(r"[CSKJ]{2,3}(?=[,.&|xqWia])")
_PERSONAL = re.compile(r"[A-Z]\.|(?:[a-z]{2,3}-)?[A-Z](?:[^\W\d_]+|(?=['’][A-Z]))(?:['’-][A-Z][^\W\d_]*)*")
_NAME_BEFORE = tuple("CSKJL")  # next to a name they make it another: "Anna Petrova Street", "Maria Anna Petrova"
_NAME_BEHIND = tuple("CSKJOPZV")
_KIN = re.compile(r"ko((?:[CSKJp]{2,3}(?:,|&|,&)?)+)")
_TITLED = re.compile(r"(?:[hyR])([CSKJ](?:b{0,2}[CSKJ]){1,3})(?![CSKJOPZB'])")


def foreign(
    tokens: Tokens, is_post: Callable[[int], bool], titles_end: Iterable[int], ideas: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """First token, end token and name of persons whose names are not Korean.

    A name counts where a post follows it behind a comma (`is_post` of the token after it), where a title or style with a
    capital stands before it (`titles_end`: where titles with a body end), or where families are listed ("the families
    of A, B and C"); never where one of its words is a word of ideas, bodies or events (`ideas`, in lower case).
    """
    for first, end in _foreign(tokens, is_post, titles_end):
        words = tokens.words[first:end]
        known = any(word.lower() in ideas for word in words)
        if not known and _looks_personal(tokens, first, end) and not _borne(tokens, first):
            yield first, end, " ".join(words)


def again(tokens: Tokens, found: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """First token, end token and name of each further place of foreign names found: "Anna Petrova said".

    found   end token and name by first token. Not within a longer run of capitals ("Anna Petrova City").
    """
    words = tokens.words
    for parts, name in {tuple(words[first:end]): name for first, (end, name) in found.items()}.items():
        for first in _places(words, parts[0]) if len(parts) > 1 else ():
            end = first + len(parts)
            if first not in found and tuple(words[first:end]) == parts and _free(tokens, first, end):
                yield first, end, name


def _places(words: list[str], word: str) -> Iterator[int]:
    """Where a word stands among others."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield at


def _free(tokens: Tokens, first: int, end: int) -> bool:
    """Whether no capital goes on a name on either side, but for a title before it."""
    return tokens.kinds[end : end + 1] not in tuple("CSKJOPZY") and tokens.kinds[first - 1 : first] not in tuple(
        "CSKJb"
    )


def _foreign(tokens: Tokens, is_post: Callable[[int], bool], titles_end: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and end token of what stands where foreign names stand."""
    for match in _ELEMENT.finditer(tokens.kinds):
        if is_post(match.end()):
            yield match.span(1)
    for match in _TITLED.finditer(tokens.kinds):
        at, after = match.start(), tokens.kinds[match.end() : match.end() + 1]
        small = tokens.words[at][0].islower()  # "third secretary X Y of the embassy", not "the worker X Y"
        if not small or (after in tuple("o,.") and tokens.kinds[at - 1 : at] not in ("t", "x", "")):
            yield match.span(1)
    yield from _told(tokens)
    for end in titles_end:
        if behind := _BEHIND_TITLE.match(tokens.kinds, end):
            yield behind.span()
    for match in _KIN.finditer(tokens.kinds) if "k" in tokens.kinds else ():
        for part in re.finditer(r"[CSKJ]{2,3}", tokens.kinds[match.start(1) : match.end(1)]):
            yield match.start(1) + part.start(), match.start(1) + part.end()


def _told(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and end token of one name behind a state's title, and of who is given a post by a noun."""
    for match in _OF_STATE.finditer(tokens.kinds):
        state = tokens.forms.get(match.start())
        if state is not None and state.state and tokens.words[match.start(1) - 1][0].isupper():
            yield match.span(1)
    for upon, _ in given_by_noun(tokens):
        if name := _BEFORE_UPON.search(tokens.kinds, max(0, upon - _LONGEST), upon):
            yield name.span()


def given_by_noun(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and end token of each "upon his election as": the name stands before it, the post behind it."""
    for match in _UPON.finditer(tokens.kinds):
        if tokens.words[match.start()] in ("upon", "on"):
            yield match.span()


def _looks_personal(tokens: Tokens, first: int, end: int) -> bool:
    """Whether words can be a name: each a capital and small letters (an apostrophe or hyphen inside is fine), or "dos"."""
    return all(
        kind == "b" or (_PERSONAL.fullmatch(word) and (len(word) == 2 or not word.isupper()))
        for kind, word in zip(tokens.kinds[first:end], tokens.words[first:end], strict=True)
    )
