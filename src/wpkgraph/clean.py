"""Text made fit for matching, with an exact map back: wrapped lines joined, emphasis dropped, glued words parted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from wpkgraph.knowledge.furniture import Furniture
from wpkgraph.model import CleanText, Span

# Unified one for one, so that offsets stay. The em dash stays itself: it parts clauses, the others join words.
_UNIFY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ＇`´", "'"),
        **dict.fromkeys("“”„‟″＂«»", '"'),
        **dict.fromkeys("‐‑‒–－−", "-"),
        **dict.fromkeys("―⸺", "—"),
        **dict.fromkeys("\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "),
        **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
    }
)
_ASCII_TO_UNIFY = tuple("\t\r\v\f`")
_TO_UNIFY = tuple((chr(code), plain) for code, plain in _UNIFY.items())
_DROPPED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u2060\ufeff"
_SENTENCE_END = re.compile(r"[.?!:;][\"')\]]*\Z")
_LEADS_ON = re.compile(
    r"(?:\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|their|its|his)|s'|—|(?<!-)--)\Z", re.IGNORECASE
)
_WORD = re.compile(r"\S+")
_SPACED = re.compile(rf" [ \n'{_DROPPED}]")  # where something to be cleaned may begin with a space
_HEADING = re.compile(r"#{1,6} +")
_LETTERS = re.compile(r"[^\W\d_]+")
_WRAP_WIDTH = 130  # code points; a text with longer lines has one paragraph a line


@dataclass(frozen=True, slots=True)
class Glue:
    """The compiled scan for a set of names printed in emphasis, and words that rightly have a capital inside.

    tight   the scan for a text in which nothing that it looks for begins with a space
    halves  first parts of compounds that are written with a hyphen, in small letters
    names   the names printed in emphasis
    """

    scan: re.Pattern[str]
    tight: re.Pattern[str]
    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    halves: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def glue_of(furniture: Furniture) -> Glue:
    """What the ontology says of names printed in emphasis, capitals inside words and hyphens."""
    return glue(furniture.emphasised, furniture.camel_words, furniture.camel_prefixes, furniture.halves)


@lru_cache(maxsize=8)
def glue(
    names: tuple[str, ...] = (),
    words: frozenset[str] = frozenset(),
    prefixes: tuple[str, ...] = (),
    halves: frozenset[str] = frozenset(),
) -> Glue:
    """The scan for `names`. It starts with one character class, which lets the engine skip quickly; each branch then
    looks back at the character it needs, and its empty group names it.
    """
    # "Kim Jong Unsaid", "Kim Jong UnUniversity": at least two letters must follow, or the word "a".
    named = "".join(
        rf"(?<={initial})(?:{'|'.join(re.escape(n[1:]) for n in group)})(?=[A-Z][a-z]|[a-z]{{2}}|a\b)(?P<name{i}>)|"
        for i, (initial, group) in enumerate(groupby(sorted(names, key=lambda n: (n[0], -len(n), n)), lambda n: n[0]))
    )
    # "HEKim Jong Un": a name behind capitals.
    capitals = "|".join(rf"(?<={n[0]})(?={re.escape(n[1:])}\b)" for n in names)
    joint = r"(?<=[a-z][a-z][A-Z])" + (f"|(?<=[A-Z][A-Z][A-Z])(?:{capitals})" if capitals else "")
    lines = rf"(?:[ \n{_DROPPED}]|" r"(?<=\n)#{1,6}+(?= )|(?<=\n)(?:-{3,}+|_{3,}+|={3,}+|\*{3,}+)(?= ?(?:\n|\Z)))*+"
    found = (
        rf"(?:(?<=[A-Z])(?:{named}(?:{joint})(?P<joint>))"  # most capitals: no look at what follows
        rf"|(?<![A-Z])(?:(?<=\n){lines}(?P<gap>)"
        rf"|(?<= )(?=[ \n{_DROPPED}]){lines}(?P<run>)"
        r"|(?<=s )(?='(?: |\Z))(?P<apostrophe>)"
        r"|(?<=[*_])[*_]*+(?P<mark>)"
        rf"|(?<=[{_DROPPED}])[{_DROPPED}]*+(?P<drop>)))"
    )
    return Glue(
        re.compile(rf"[A-Z \n*_{_DROPPED}](?!(?<= )[^ \n'{_DROPPED}])" + found),  # most spaces: one look tells
        re.compile(rf"[A-Z\n*_{_DROPPED}]" + found),
        words,
        prefixes,
        halves,
        frozenset(names),
    )


def clean(
    text: str,
    noise: Iterable[Span] = (),
    glued: Glue | None = None,
    breaks: Collection[int] = (),
    joins: Collection[int] = (),
) -> CleanText:
    """The text without noise, emphasis and wraps, paragraphs parted by one line break, and the map back.

    noise   spans of `text` that are cut out; they do not overlap
    glued   how to part glued words: `glue(names, ...)`
    breaks  offsets of first characters of lines that start a paragraph whatever the layout says; `joins`: never do

    >>> clean("The Weir\\nWorks  of **Om Tae Sik**said so.").text
    'The Weir\\nWorks of Om Tae Sik said so.'
    """
    plain = unified(text)
    if cuts := sorted(noise):
        edges = [0, *(edge for cut in cuts for edge in cut), len(plain)]
        runs = [plain[a:b] if i % 2 == 0 else "\n" * (b - a) for i, (a, b) in enumerate(pairwise(edges))]
        plain = "".join(runs)
    pages = [cut.start for cut in cuts if _page(text, cut)]
    return _Cleaner(plain, glued or glue(), _width(plain), breaks, joins, pages).run()


def _page(text: str, cut: Span) -> bool:
    """Whether what is cut out is the number of a page, or stands at a page's edge."""
    edge = text[max(0, cut.start - 3) : cut.start] + text[cut.end : cut.end + 3]
    return "\f" in edge or text[cut.start : cut.end].strip(" -").isdigit()


def unified(text: str) -> str:
    """The text with typographic quotes, dashes and spaces replaced one for one; every line break is one "\\n"."""
    if text.isascii() and not any(mark in text for mark in _ASCII_TO_UNIFY):
        return text
    # A text has few of them, if any; `str.translate` would look up each of its characters.
    for character, plain in _TO_UNIFY:
        text = text.replace(character, plain)
    return text


def locate(cleaned: CleanText, offset: int) -> int:
    """The clean offset of the character at a source offset, or of the next one that was kept."""
    i = bisect_right(cleaned.sources, offset) - 1
    if i < 0:
        return 0
    limit = cleaned.starts[i + 1] if i + 1 < len(cleaned.starts) else len(cleaned.text)
    return min(cleaned.starts[i] + offset - cleaned.sources[i], limit)


def joined(before: str, after: str, width: int | None, *, blank: bool = False, half: bool = True) -> bool:
    """Whether a line goes on in the next: the sentence does, or the next line's first word would not have fitted.

    before, after  the two lines without surrounding space
    width          length of the text's full lines; None where each line is a paragraph
    blank          empty lines lie between (a page break in mid-sentence)
    half           a line of half the width that ends no sentence goes on (prose, not headlines)
    """
    ended = bool(_SENTENCE_END.search(before, max(0, len(before) - 4)))
    if not ended and (after[:1].islower() or _LEADS_ON.search(before, max(0, len(before) - 6))):
        return True
    if blank or width is None or not after:
        return False
    if half and not ended and len(before) >= width * 0.5:
        return True
    first = _WORD.match(after)
    return len(before) + 1 + (len(first[0]) if first else 0) > width * (0.85 if half else 0.9)


def _width(text: str) -> int | None:
    """The length of full lines of a wrapped text, None if its lines are paragraphs."""
    if "\n" not in text:
        return None
    longest = max(map(len, text.split("\n")))
    return longest if longest <= _WRAP_WIDTH and text.count("\n") > 3 else None


@dataclass(slots=True)
class _Cleaner:
    """One run over a text. `done` is how far the source is used up, `size` how long the output is."""

    text: str
    glue: Glue
    width: int | None
    breaks: Collection[int]
    joins: Collection[int]
    pages: Sequence[int] = ()
    out: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    size: int = 0
    done: int = 0
    words: Counter[str] | None = None

    def run(self) -> CleanText:
        text = self.text
        self.done = len(text) - len(text.lstrip(" \n"))
        if mark := _HEADING.match(text, self.done):
            self.done = mark.end()
        end = len(text.rstrip(" \n"))
        scan = self.glue.scan if _SPACED.search(text, self.done) else self.glue.tight
        for match in scan.finditer(text, self.done, end):
            kind = match.lastgroup or ""
            if kind == "joint":
                self._part(match.start())
            elif kind in ("gap", "run"):
                self._gap(match.start(), match.end(), end)
            elif kind == "mark":
                self._mark(match.start(), match.end())
            elif kind in ("drop", "apostrophe"):
                self._put("", match.start(), match.end())
            else:
                self._part(match.start())
                self._put(" ", match.end(), match.end())
        self._copy(end)
        return CleanText("".join(self.out), tuple(self.starts) or (0,), tuple(self.sources) or (0,))

    def _copy(self, upto: int) -> None:
        if upto > self.done:
            self._emit(self.text[self.done : upto], self.done)
            self.done = upto

    def _emit(self, piece: str, source: int) -> None:
        if piece[0] in " \n" and (not self.out or self.out[-1][-1] == "\n"):  # a paragraph starts with a word
            kept = piece.lstrip(" \n")
            if not kept:
                return
            piece, source = kept, source + len(piece) - len(kept)
        if not self.starts or self.sources[-1] + self.size - self.starts[-1] != source:
            self.starts.append(self.size)
            self.sources.append(source)
        self.out.append(piece)
        self.size += len(piece)

    def _put(self, piece: str, start: int, end: int) -> None:
        """Write `piece` (at most one character) for source[start:end]."""
        self._copy(start)
        if piece and self.size:
            self._emit(piece, start)
        self.done = max(self.done, end)

    def _part(self, at: int) -> None:
        """A space before the capital at `at` if a small letter or capitals stand before it, unless the word is whole."""
        if at <= self.done or not (self.text[at - 1].islower() or self.text[max(0, at - 2) : at].isupper()):
            return
        start = at
        while start > 0 and self.text[start - 1].isalpha() and at - start < 30:
            start -= 1
        word = _LETTERS.match(self.text, start, start + 60)
        if word and (word[0] in self.glue.words or word[0].startswith(self.glue.prefixes or ("\0",))):
            return
        self._put(" ", at, at)

    def _mark(self, start: int, end: int) -> None:
        """Drop emphasis; between two words it leaves a space. A lone star or a joining underscore stays."""
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        both = before.isalnum() and after.isalnum()
        if (before in " \n" and after == " ") or (both and (self.text[start] == "_" or before.isdigit())):
            return
        self._put(" " if both else "", start, end)

    def _gap(self, start: int, end: int, limit: int) -> None:
        ended = self.width is None and self.text[start - 1] in ".?!:;"
        if ended and start + 1 == end < limit and end not in self.joins:
            return  # most gaps: a paragraph that ends a sentence, in a line of its own
        run = self.text[start:end]
        if "\n" not in run or end >= limit:
            self._put("" if end >= limit else " ", start, end)
            return
        if end in self.breaks or (end not in self.joins and not self._goes_on(start, end, run)):
            if run != "\n":  # as it is in most texts: what needs no change is copied with the words around it
                self._put("\n", start, end)
        elif self.text[start - 1] == "-" and self.text[start - 2 : start - 1].islower() and self.text[end].islower():
            self._hyphen(start, end)
        else:
            self._put(" ", start, end)

    def _goes_on(self, start: int, end: int, run: str) -> bool:
        text = self.text
        if self.width is None and text[start - 1] in ".?!:;":
            return False  # most gaps: a paragraph that ends a sentence
        before = text[text.rfind("\n", 0, start) + 1 : start].strip("*_ ")
        stop = text.find("\n", end)
        after = text[end : len(text) if stop < 0 else min(stop, end + 80)].lstrip("*_ ")
        indent = len(run) - 1 - run.rfind("\n")
        blank = run.count("\n") > 1 and not any(start < page < end for page in self.pages)
        return joined(before, after, None if indent > 1 else self.width, blank=blank)

    def _hyphen(self, start: int, end: int) -> None:
        """Join a word broken at a line end. The hyphen goes where the text has the whole word elsewhere, and where what
        stands before it is no word of its own ("de-puty", not "vice-minister" or "people-first").
        """
        left, right = start - 1, end
        while left > 0 and self.text[left - 1].isalpha() and start - left < 40:
            left -= 1
        while right < len(self.text) and self.text[right].isalpha() and right - end < 40:
            right += 1
        half = self.text[left : start - 1]
        if self.words is None:
            self.words = Counter(_LETTERS.findall(self.text))
        if half + self.text[end:right] in self.words or (self.words[half] < 2 and half.lower() not in self.glue.halves):
            self._put("", start - 1, end)
        else:
            self._put("", start, end)
