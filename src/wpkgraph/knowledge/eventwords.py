"""The words of events, speeches and participation (ontology/events.toml), read strictly and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import strict

_FORMS = {
    *("ordinals", "party", "committee", "leaders", "determiners", "known", "breaks", "stops", "soft", "kept"),
    *("after-and", "held", "headline-held", "often", "holding", "speaking", "closers", "articled", "praise"),
    *("acronyms", "no-meeting", "speechless", "styles", "unless"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """Nouns that end the name of an event, and what may follow them."""

    words: tuple[str, ...]
    cls: str
    takes: tuple[str, ...]
    numbered: bool
    named: bool
    gerund: bool
    owned: bool
    verbs: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Verbs that are events by themselves: "inspected X" is the "inspection of X"."""

    words: tuple[str, ...]
    headline: tuple[str, ...]
    gives: str
    cls: str
    by: str
    proper: bool
    nobody: bool
    leader: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opener:
    """Words beside a list of those who take part: where the names stand, and in which capacity."""

    pattern: re.Pattern[str]
    order: str
    capacity: str
    finer: str | None
    leader: bool
    others: str | None
    same: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """A matcher of phrases in lower case, each with what it stands for."""

    matcher: AhoCorasick
    meaning: tuple[Any, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> Cues:
        """The matcher for (phrase, meaning) pairs; the longest phrase wins, then the first given."""
        table: dict[str, Any] = {}
        for phrase, meaning in pairs:
            table.setdefault(phrase, meaning)
        matcher = AhoCorasick(
            list(table), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )
        return cls(matcher, tuple(table.values()))

    def find(self, lower: str) -> list[tuple[Any, int, int]]:
        """(meaning, start, end) of every phrase, left to right, at word boundaries."""
        size = len(lower)
        return [
            (self.meaning[i], start, end)
            for i, start, end in self.matcher.find_matches_as_indexes(lower)
            if not (start and lower[start - 1].isalnum())
            and not (end < size and lower[end].isalnum() and lower[end - 1].isalnum())
        ]


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """All of events.toml, with its matchers and patterns."""

    heads: Cues
    acts: Cues
    openers: Cues
    speeches: Cues
    head_rows: tuple[Head, ...]
    act_rows: tuple[Act, ...]
    forms: Mapping[str, frozenset[str]]
    ordinals: Mapping[str, int]
    expand: tuple[tuple[re.Pattern[str], str], ...]
    complement: re.Pattern[str]
    numbered_complement: re.Pattern[str]
    closers: re.Pattern[str]
    articled: re.Pattern[str]
    committee: re.Pattern[str]
    numbered: str
    party: str
    whole: re.Pattern[str]
    held: re.Pattern[str]
    held_later: re.Pattern[str]
    headline_held: re.Pattern[str]
    often: re.Pattern[str]
    holding: re.Pattern[str]
    speaking: re.Pattern[str]
    unless: re.Pattern[str]
    joined: re.Pattern[str]


def plural(word: str) -> str:
    """The plural of the last word of a head."""
    if word.endswith(("ch", "sh", "ss", "x")):
        return word + "es"
    if word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def load(folder: Path) -> EventWords:
    """Read ontology/events.toml. KnowledgeError: an unknown key, a missing list, a pattern that is none."""
    path = folder / "events.toml"
    strict.toml_tables(path, {"head", "act", "opener", "speech", "expand", "forms"})
    forms = _forms(path)
    heads, acts = tuple(_heads(path)), tuple(_acts(path))
    stops, soft = forms["stops"], forms["soft"]
    return EventWords(
        heads=Cues.of((form, (row, form)) for row in heads for w in row.words for form in (w, plural(w))),
        acts=Cues.of(
            [(w, (row, False)) for row in acts for w in row.words]
            + [(w, (row, True)) for row in acts for w in row.headline]
        ),
        openers=_openers(path),
        speeches=_speeches(path),
        head_rows=heads,
        act_rows=acts,
        forms={key: frozenset(words) for key, words in forms.items()},
        ordinals={w: i for i, w in enumerate(forms["ordinals"], 1)},
        expand=_expand(path),
        complement=_complement([w for w in stops if w not in soft], forms),
        numbered_complement=_complement(stops, forms),
        closers=re.compile(
            rf"(?<!between )(?<!between the )\b(?:{_either(forms['closers'])})\b(?! (?:central|c\.c)|'s|-)"
        ),
        articled=re.compile(rf"\b(of|for|between|and|to) (?=(?:{_either(forms['articled'])})\b)"),
        committee=re.compile(
            rf"\b(\d+(?:st|nd|rd|th)|{_either(forms['ordinals'])}) (?=(?:{_either(forms['committee'])})\b)"
        ),
        numbered=_either(forms["committee"]),
        party=forms["party"][-1],
        whole=re.compile(rf"\b(?:{_either(forms['committee'])})\b(?! of |,)"),
        held=_held(forms["held"]),
        held_later=re.compile(rf"(?<= )(?:{_either(forms['held'])})\b"),
        headline_held=_held(forms["headline-held"]),
        often=re.compile(rf"\b(?:{_either(forms['often'])})\b"),
        holding=re.compile(rf"\b(?:{_either(forms['holding'])})\b"),
        speaking=re.compile(rf"\b(?:{_either(forms['speaking'])})\b"),
        unless=re.compile(rf"\b(?:{_either(forms['unless'])}) (?:(?:{_either(forms['styles'])}) )*$"),
        joined=re.compile(rf" and (?:(?:{_either(forms['styles'])}) )*"),
    )


@cache
def default() -> EventWords:
    """The words of the ontology folder that came with the package."""
    return load(strict.folder())


def words_of(knowledge: object) -> EventWords:
    """The words that a Knowledge carries as `eventwords`; else those of the package's own folder."""
    found = getattr(knowledge, "eventwords", None)
    return found if isinstance(found, EventWords) else default()


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w) for w in words), key=lambda w: (-len(w), w)))


def _held(words: Iterable[str]) -> re.Pattern[str]:
    """What reports an event right behind its name, a bracket or a closing quote apart."""
    return re.compile(rf"(?:\"|\s\([^)]{{1,40}}\))?\s+(?:also |successfully )?(?:{_either(words)})\b")


def _complement(stops: Iterable[str], forms: Mapping[str, list[str]]) -> re.Pattern[str]:
    """What may follow the preposition: all up to a stop, a verb in -ed, an adverb in -ly, a date or punctuation."""
    months = "january|february|march|april|may|june|july|august|september|october|november|december"
    date = rf"in (?:early |mid-|late )?(?:(?:{months})\b|juche \d|(?:19|20)\d\d\b)"
    verb = rf"(?!(?:{_either(forms['kept'])})\b)(?:[a-z-]{{3,}}ed|[a-z]{{2,}}ly)\b"
    stop = rf"(?:{_either(stops)})\b|and (?:{_either(forms['after-and'])})\b|and {verb}|{date}"
    opened = "|".join(rf"(?<= {word} )" for word in ("the", "of", "a", "an", "for", "in", "to"))
    return re.compile(
        r"(?:c\.c\.,? (?=[a-z])|\([^()\s]{2,14}\)|co\. ltd\.?|no\. \d|[^\s,;:()\"?!.]|\.(?=\w)"
        rf"| (?!{stop})(?:{opened}|(?!{verb})))*"
    )


def _forms(path: Path) -> dict[str, list[str]]:
    rows = strict.unique(strict.toml_rows(path, "forms", {"id": str, "words": list}, {}), "id")
    forms: dict[str, list[str]] = {}
    for row in rows:
        if row.values["id"] not in _FORMS:
            raise row.error(f"unknown list {row.values['id']!r}; known: {', '.join(sorted(_FORMS))}")
        forms[row.values["id"]] = row.values["words"]
    if missing := sorted(_FORMS - set(forms)):
        raise KnowledgeError(path.name, None, f"the list {missing[0]!r} is missing")
    return forms


def _heads(path: Path) -> Iterable[Head]:
    required = {"words": list, "cls": str, "takes": list, "examples": list, "counter": list}
    for row in strict.toml_rows(
        path, "head", required, {"numbered": bool, "named": bool, "gerund": bool, "owned": bool, "verbs": list}
    ):
        v = row.values
        yield Head(
            tuple(v["words"]),
            v["cls"],
            tuple(v["takes"]),
            v.get("numbered", False),
            v.get("named", False),
            v.get("gerund", False),
            v.get("owned", False),
            tuple(v.get("verbs", ())),
            tuple(v["examples"]),
            tuple(v["counter"]),
        )


def _acts(path: Path) -> Iterable[Act]:
    required = {"words": list, "headline": list, "gives": str, "cls": str, "by": str, "examples": list, "counter": list}
    for row in strict.toml_rows(path, "act", required, {"proper": bool, "nobody": bool, "leader": bool}):
        v = row.values
        if v["gives"].count("{}") != 1:
            raise row.error("gives must hold {} once")
        yield Act(
            tuple(v["words"]),
            tuple(v["headline"]),
            v["gives"],
            v["cls"],
            v["by"],
            v.get("proper", False),
            v.get("nobody", False),
            v.get("leader", False),
            tuple(v["examples"]),
            tuple(v["counter"]),
        )


def _openers(path: Path) -> Cues:
    required = {"cue": list, "pattern": str, "order": str, "capacity": str}
    pairs: dict[str, list[Opener]] = {}
    for row in strict.toml_rows(path, "opener", required, {"finer": str, "leader": bool, "others": str, "same": bool}):
        v = row.values
        if v["order"] not in ("after", "before"):
            raise row.error("order must be after or before")
        try:
            pattern = re.compile(v["pattern"])
        except re.error as error:
            raise row.error(f"bad pattern: {error}") from error
        opener = Opener(
            pattern,
            v["order"],
            v["capacity"],
            v.get("finer"),
            v.get("leader", False),
            v.get("others"),
            v.get("same", False),
        )
        for cue in v["cue"]:
            pairs.setdefault(cue, []).append(opener)
    return Cues.of((cue, tuple(openers)) for cue, openers in pairs.items())


def _speeches(path: Path) -> Cues:
    rows = strict.toml_rows(path, "speech", {"words": list, "kind": str}, {"verb": bool})
    pairs: dict[str, tuple[str, bool]] = {}
    for row in rows:
        verb = row.values.get("verb", False)
        for word in row.values["words"]:
            for form in (word,) if verb else (word, plural(word)):
                pairs.setdefault(form, (row.values["kind"], verb))
    return Cues.of(pairs.items())


def _expand(path: Path) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = strict.unique(strict.toml_rows(path, "expand", {"form": str, "to": str}, {"end": bool}), "form")
    return tuple(
        (
            re.compile(rf"(?<!\w){re.escape(r.values['form'])}" + ("$" if r.values.get("end") else r"(?!\w)")),
            r.values["to"],
        )
        for r in rows
    )
