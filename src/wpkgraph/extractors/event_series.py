"""Names of numbered events in one normal wording, so that every variant of a name gives the same event.

"2nd Plenary Meeting of the 8th Party Central Committee", "Second Plenary Meeting of its Eighth Central Committee"
  -> "Second Plenary Meeting of the Eighth Central Committee of the Workers' Party of Korea"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors.event_names import Naming
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.eventwords import EventWords, plural

_WORDS_TO = 12  # labels write ordinals up to the twelfth in words
_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "on", "at", "to", "by", "between", "with", "under", "from", "over")
)
_BRACKET = re.compile(r" \([^)]*\)")
_BODY = re.compile(r" (?:of|for|between) (.+)")
_ARTICLE = re.compile(r"\b(?:the|its|our|his|their) ")


class Series(NamedTuple):
    """What numbered events of one kind have in common.

    core          normal wording in lower case without articles: "plenary meeting of guild council"
    body_ordinal  the number of the body ("Eighth Guild Council")
    """

    core: str
    body_ordinal: int | None = None

    @property
    def body(self) -> str:
        """The wording of what stands behind the first "of", "for" or "between"; empty if nothing does."""
        found = _BODY.search(self.core)
        return found[1] if found else ""


def series_of(naming: Naming, words: EventWords) -> Series:
    """The series that a numbered naming belongs to."""
    return _series(singular(naming), naming.before, naming.complement, naming.determiner, words)


@lru_cache(maxsize=4096)
def _series(head: str, written: str, complement: str, determiner: str, words: EventWords) -> Series:
    before, party = [], determiner in words.forms["party"]
    for part in written.split():
        if part in words.forms["party"]:
            party = True
        else:
            before.append(part)
    core = " ".join([*before, head, complement])
    core = _ARTICLE.sub("", _BRACKET.sub("", core)).strip()
    number = None
    if found := words.committee.search(_expanded(core, words)):
        number = ordinals.value(found[1], words.ordinals)
        core = words.committee.sub("", _expanded(core, words), count=1)
    core = _expanded(core, words)
    if party and " of " not in core:
        core += f" of {words.party}"
    return Series(re.sub(r" of (?:party|our party)$", f" of {words.party}", core), number)


def label(ordinal: int, series: Series, words: EventWords) -> str:
    """The label of a numbered event; ordinals are words up to the last one that ontology/ knows, then digits."""
    core = series.core
    body = series.body
    if series.body_ordinal and (found := re.search(rf"\b(?:{words.numbered})\b", core)):
        core = f"{core[: found.start()]}the {written(series.body_ordinal, words)} {core[found.start() :]}"
    elif series.body_ordinal and body:
        core = core.replace(body, f"the {written(series.body_ordinal, words)} {body}")
    return titled(f"{written(ordinal, words)} {core}", words)


@lru_cache(maxsize=4096)
def titled(text: str, words: EventWords) -> str:
    """A wording in lower case without articles, as labels write it.

    "political bureau of central committee" -> "Political Bureau of the Central Committee"
    """
    text = words.articled.sub(r"\1 the ", text)
    acronyms = words.forms["acronyms"]
    return " ".join(
        [
            word.lower() if i and word.lower() in _SMALL else word.upper() if word in acronyms else _capital(word)
            for i, word in enumerate(text.split())
        ]
    )


def bodies_of(series: Series, words: EventWords) -> Iterator[str]:
    """The names of bodies that a series may belong to, as labels write them: the whole, then what follows each "of"."""
    parts = series.body.split(" of ") if series.body else []
    for i in range(len(parts)):
        yield titled(" of ".join(parts[i:]), words)


def written(number: int, words: EventWords) -> str:
    """An ordinal as labels write it: 6 -> "sixth", 28 -> "28th"."""
    if number > _WORDS_TO:
        return ordinals.in_digits(number)
    return next((word for word, value in words.ordinals.items() if value == number), ordinals.in_digits(number))


def same(one: Series, other: Series) -> bool:
    """Whether two wordings may be one series: equal, or one is the other cut short."""
    if one.body_ordinal and other.body_ordinal and one.body_ordinal != other.body_ordinal:
        return False
    short, long = sorted((one.core, other.core), key=len)
    return long == short or long.startswith(short + " ")


def singular(naming: Naming) -> str:
    """The head of a naming in the singular: "plenary meetings" -> "plenary meeting"."""
    if naming.word in naming.head.words:
        return naming.word
    for word in naming.head.words:
        if naming.word in (word, plural(word)):
            return word
    return naming.word


@lru_cache(maxsize=4096)
def _expanded(core: str, words: EventWords) -> str:
    for pattern, to in words.expand:
        core = pattern.sub(to, core)
    return core


def _capital(word: str) -> str:
    if "-" not in word:
        return word[:1].upper() + word[1:]
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
