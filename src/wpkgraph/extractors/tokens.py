"""A text as typed tokens: one character of kind for each word, so that patterns over kinds are plain expressions.

K surname            S capitalised syllable   J "Jong-un"            Y "Sung-Kim" (two names joined)
B known body, state  L known place            R rank                 C other capitalised word
h H post, one, many  m modifier of a post     O head of a body       u such a head in lower case
P "City", "Province" Z venue or thing named after somebody           v verb as headlines write it
o of  i in  a at  d under  f for  s as  t the, a, an  g its, their   W who, which   l including
& and  c concurrently  e elected, appointed, recalled ...  k family (of)  y styles ("Comrade")
, comma  ; other marks  . end  | line end  ( )  " quote  ' possessive  n number  N "No."
j "In", "On", "An" with a capital: a function word or a syllable of a name
x other function word  q other word in lower case
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from wpkgraph.knowledge.lexicon import Lexicon
from wpkgraph.making import new_span
from wpkgraph.model import Span

# One group around all, so that `split` gives gap, token, gap, token ..., gap. The look at the space and the branches for
# plain words, commas and line ends stand first because they decide nine times in ten; the others alone would give the
# same tokens in twice the time.
_TOKEN = re.compile(
    r"((?! )(?:[A-Za-z]++(?=[ ,\n])|[,\n]|(?:[A-Z]\.){2,}|(?:No|Co|Ltd|Inc|Mt|St|Dr|Mr|Ms|Mrs|Prof)\."
    r"|[A-Z]\.(?= (?:[A-Z]\. )*(?!(?:The|He|She|They|It|In|On|At|This|That|There|A|An) )[A-Z][a-z])"  # "Anna P. Serova"
    r"|[0-9]+(?:[ ,][0-9]{3})*(?:[.-][0-9]+)*(?=[^\w]|$)"
    r"|[^\W_]+(?:[-’'](?!s\b|led\b)[^\W_]+)*|'s|-led\b|[^\w\s]))"
)
_KEPT = 200_000  # words whose kinds are kept: more than the language has in use, and no more memory than that
# Each is a token by itself: no word, no space, no mark of the grammar. No clean text holds any.
_MASKS = "\x1a\0\1\2\3\4\5\6\7"
# English function words and their kinds: grammar, not knowledge of the field.
_FUNCTION = {
    "of": "o", "in": "i", "at": "a", "under": "d", "for": "f", "as": "s", "the": "t", "a": "t", "an": "t",
    "its": "g", "their": "g", "his": "g", "her": "g", "whose": "g", "who": "W", "which": "W", "including": "l", "include": "l",
    "and": "&", "concurrently": "c",
}  # fmt: skip
_FUNCTION_OTHER = (
    "on by with from to into over after before during through between among about against within without along until "
    "till since upon per via than but or nor not no is are was were be been being am has have had having do does did "
    "will would shall should can could may might must that this these those he she it they them him we us you i me my "
    "our your all any some each every both other others another such so then there here when while where how what why "
    "if because although though too also only just even still yet more most less least very much many few own same "
    "said says told made took given gave held took attended visited sent received"
).split()
_NEXT_WORD = re.compile(r" ([A-Z][a-z]*)\b")
_MARKS = {
    ",": ",",
    ".": ".",
    "!": ".",
    "?": ".",
    "(": "(",
    ")": ")",
    '"': '"',
    "'": "'",
    "'s": "'",
    "-led": "z",
    "\n": "|",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A multi-word or reserved form that is one token: its kind and what it stands for.

    `state`: a state, body and place at once. `bare`: the form names the body only where the text gives no other owner.
    """

    kind: str
    key: str = ""
    state: bool = False
    bare: bool = False


@dataclass(slots=True)
class Tokens:
    """The tokens of one text. `forms` gives what a token of a known form stands for, by its index.

    `units` and `chains` are kept by units.py, `roles` by roles.py: what they have read at a token, since several
    extractors ask for the same.
    """

    text: str
    kinds: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    forms: Mapping[int, Form] = field(default_factory=dict)
    units: dict[tuple[int, bool], Any] = field(default_factory=dict)
    chains: dict[int, Any] = field(default_factory=dict)
    roles: dict[tuple[int, bool], Any] = field(default_factory=dict)

    def span(self, first: int, end: int) -> Span:
        """The text span of tokens first..end-1."""
        return new_span((self.starts[first], self.ends[end - 1]))

    def wording(self, first: int, end: int) -> str:
        """The text of tokens first..end-1, in one line."""
        text = self.text[self.starts[first] : self.ends[end - 1]]
        return one_line(text) if "\n" in text or "  " in text else text  # asked for by the thousand

    def mark(self, names: Iterable[tuple[int, int]]) -> None:
        """Make the tokens of each stretch those of a person's name."""
        for first, end in names:
            self.kinds = f"{self.kinds[:first]}{'p' * (end - first)}{self.kinds[end:]}"
        self.units.clear()
        self.chains.clear()
        self.roles.clear()

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def one_line(text: str) -> str:
    """The words of a text without space at its edges, parted by single spaces."""
    return " ".join(text.split()) if "\n" in text or "  " in text else text


class Tokenizer:
    """Turns text into Tokens. Built once from the knowledge; its word cache grows with the texts it meets."""

    def __init__(self, lexicon: Lexicon, forms: Iterable[tuple[str, Form]]) -> None:
        table: dict[str, Form] = {}
        for form in lexicon.not_names:
            table[form] = Form("C")
        for rank in lexicon.ranks:
            table[rank] = Form("R")
        for words in lexicon.role_heads:
            if " " in words or "'" in words:
                kind = "H" if words in lexicon.role_plurals else "h"
                table.update(dict.fromkeys((words, words.title(), words.capitalize()), Form(kind)))
        for spelling, kind in lexicon.role_forms.items():
            table[spelling] = Form(kind)
        for word, unit in lexicon.unit_heads.items():
            if " " in word or "-" in word:
                table[word] = Form(_unit_kind(unit.cls, word))
        for form, what in forms:
            table.setdefault(form, what)
        self._written, self._forms = list(table), list(table.values())
        self._no_names = {i for i, form in enumerate(self._forms) if not form.key and form.kind == "C"}
        self._scan = AhoCorasick(
            list(table), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )
        self._lexicon = lexicon
        self._kinds = _Kinds(lexicon)

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text: each known form is one, whatever stands in it."""
        mask = _MASKS[0] if _MASKS[0] not in text else next((mark for mark in _MASKS if mark not in text), "")
        known = self._known(text) if mask else []  # a text with all of these marks is none that anybody wrote
        parts = _TOKEN.split(_masked(text, known, mask) if known else text)  # gap, token, gap, token ..., gap
        words = parts[1::2]
        found: dict[int, Form] = {}
        place = -1
        for index, _, _ in known:
            place = words.index(mask, place + 1)
            written, form = self._written[index], self._forms[index]
            if place and words[place - 1].isupper():
                if self._in_name(words, found, place, written):
                    form = Form("S")  # "KIM JONG UN" names no body
                elif _in_capitals(words, place, written):
                    form = Form("x")  # nor does "LET US MEND"
            found[place] = form
            words[place] = parts[2 * place + 1] = written
        edges = list(accumulate(map(len, parts)))
        kinds = list(map(self._kinds.__getitem__, words))
        for place, form in found.items():
            kinds[place] = form.kind
        return Tokens(text, "".join(kinds), words, edges[0:-1:2], edges[1::2], found)

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether a syllable of a name follows: "Han Song" is no name, "Han Song Jun" is one."""
        word = _NEXT_WORD.match(text, end)
        return word is not None and self._kinds[word[1]] in "KS"

    def _in_name(self, words: list[str], found: Mapping[int, Form], place: int, form: str) -> bool:
        """Whether a form goes on a name in capitals, whose last word is the one before its place."""
        before = found.get(place - 1)
        kind = before.kind if before else self._kinds[words[place - 1]]
        return kind in "KS" and _spoken(form, self._lexicon)

    def _known(self, text: str) -> list[tuple[int, int, int]]:
        """Hits of known forms that stand between word boundaries, and are not part of a person's name."""
        size = len(text)
        return [
            (index, start, end)
            for index, start, end in self._scan.find_matches_as_indexes(text)
            if not (start and (text[start - 1].isalnum() or (text[start - 1] == "-" and start > 1)))
            and not (end < size and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())))
            and (index not in self._no_names or not self._goes_on(text, end))
        ]


def _in_capitals(words: list[str], place: int, form: str) -> bool:
    """Whether a form is a function word in capitals ("LET US MEND"), not the short form of a name ("THE US ARMY")."""
    behind = words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1]
    if form.lower() not in _FUNCTION_OTHER or len(before) < 2 or before in ("THE", "AND"):
        return False
    return behind.isupper() or not behind[:1].isalnum()


def _masked(text: str, known: list[tuple[int, int, int]], mask: str) -> str:
    """The text with one character for each known form, so that one split gives all tokens."""
    between, done = [], 0
    for _, start, end in known:
        between.append(text[done:start])
        done = end
    between.append(text[done:])
    return mask.join(between)


class _Kinds(dict[str, str]):
    """The kind of every word; those that are not reserved are worked out when first asked for, and most are kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(_reserved(lexicon))
        self._lexicon = lexicon

    def __missing__(self, word: str) -> str:
        kind = self._kind(word)
        if len(self) < _KEPT:
            self[word] = kind
        return kind

    def _kind(self, word: str) -> str:
        """The kind of a word that is not reserved."""
        if word[0].isdigit():
            return "n"
        if not word[0].isalpha():
            return _MARKS.get(word, ";")
        low = word.lower()
        if word[0].islower():
            particle, _, name = word.partition("-")
            if name[:1].isupper() and particle in self._lexicon.particles:
                return "C"  # "al-Masri"
            if self._lexicon.role_head(word):
                return "H" if low.partition("-")[2] in self._lexicon.role_plurals else "h"
            return "u" if low.rpartition("-")[2] in self._lexicon.unit_heads and "-" in low else "q"
        return self._capital(word, low)

    def _capital(self, word: str, low: str) -> str:
        lexicon = self._lexicon
        if word.isupper() and len(word) > 1 and not _spoken(word, lexicon):
            return "C"
        if lexicon.role_head(word) and "-" in word:
            return "H" if low.partition("-")[2] in lexicon.role_plurals else "h"
        if "-" in word:
            parts = word.split("-")
            if parts[-1] in lexicon.place_endings and len(parts[0]) > 2:
                return "L"
            if all(lexicon.syllable.fullmatch(p) for p in parts) and len(parts) == 2:
                return "Y" if parts[1][:1].isupper() else "J"
            return "O" if parts[-1] in lexicon.unit_heads and parts[-1][:1].isupper() else "C"
        title = word.capitalize()
        if title in lexicon.surnames:
            return "K"
        if title not in lexicon.not_syllables and lexicon.syllable.fullmatch(word):
            return "S"
        return "C"


def _unit_kind(cls: str, word: str) -> str:
    if word[:1].islower():
        return "u"
    return {"Place": "P", "Venue": "Z", "Award": "V"}.get(cls, "O")


def _spoken(word: str, lexicon: Lexicon) -> bool:
    """Whether an all-capital word can be a part of a name written in capitals ("KIM JONG UN")."""
    return word.capitalize() in lexicon.surnames or bool(lexicon.syllable.fullmatch(word))


def _reserved(lexicon: Lexicon) -> dict[str, str]:
    """Kinds of the words that the lexicon and the grammar know, by the forms they are written in."""
    kinds: dict[str, str] = {}
    for word in _FUNCTION_OTHER:
        kinds[word] = kinds[word.capitalize()] = "x"
    for word, unit in lexicon.unit_heads.items():
        if " " not in word:
            kinds.setdefault(word, _unit_kind(unit.cls, word))
    for word in lexicon.modifiers:
        kinds[word] = kinds[word.capitalize()] = "m"
    for word in lexicon.role_heads:
        kind = "H" if word in lexicon.role_plurals else "h"
        kinds[word] = kinds[word.capitalize()] = kind
        if "-" in word:
            kinds["-".join(p.capitalize() for p in word.split("-"))] = kind
    for word in lexicon.verbs:
        kinds[word] = kinds[word.capitalize()] = "e"
    kinds.update(dict.fromkeys(lexicon.headline_verbs, "v"))
    kinds.update(dict.fromkeys((*lexicon.styles, *(f"{style}." for style in lexicon.styles)), "y"))
    kinds.update(dict.fromkeys(lexicon.kin, "k"))
    for word, kind in _FUNCTION.items():
        kinds[word] = kinds[word.capitalize()] = kind
    for word in ("In", "On", "An", "So", "To", "No", "Do"):
        kinds[word] = "j"
    kinds["Named"] = "x"  # "Society of Friends Named after A": no word of the name before it
    kinds["No."] = "N"
    for word in lexicon.particles:
        kinds.setdefault(word, "b")
    return kinds
