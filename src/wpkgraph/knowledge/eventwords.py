"""The words of events, speeches and participation (ontology/events.toml), read strictly and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import eventopeners, eventrows, ordinals, strict
from wpkgraph.knowledge.eventopeners import Cues, Opener
from wpkgraph.knowledge.eventrows import Act as Act
from wpkgraph.knowledge.eventrows import Head as Head
from wpkgraph.knowledge.eventrows import plural as plural
from wpkgraph.patterns import either

if TYPE_CHECKING:
    from wpkgraph.knowledge import Knowledge

_PASSIVE = re.compile(r"(?:was|were) (\w+)")
_UNMADE_REACH = 24  # characters before a verb that say that it is not done
_FORMS = {
    *("party", "committee", "leaders", "determiners", "known", "breaks", "stops", "soft", "kept"),
    *("speaker-titles", "reporter-titles"),
    *("after-and", "held", "headline-held", "often", "holding", "speaking", "closers", "articled", "praise"),
    *(
        "acronyms",
        "also-held",
        "no-meeting",
        "sent",
        "speechless",
        "styles",
        "unless",
        "kin-of",
        "leading",
        "groups",
        "doing-to",
        "closing",
        "opening-parts",
        "closing-parts",
    ),
    *("lasting", "unmade", "spoken", "spoken-by", "done", "framing", "declaring", "declared", "in-passing", "telling"),
    *(
        "past",
        "going-on",
        "sponsors",
        "city",
        "same-day",
        "no-name",
        "statues",
        "clausal",
        "earlier",
        "parts",
        "occasions",
        "stations",
        "spoken-at",
        "own-speeches",
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """All of events.toml, with its matchers and patterns."""

    heads: Cues
    acts: Cues
    openers: Cues
    floor: Cues
    speeches: Cues
    part: Head
    head_rows: tuple[Head, ...]
    act_rows: tuple[Act, ...]
    opener_rows: tuple[Opener, ...]
    forms: Mapping[str, frozenset[str]]
    ordinals: Mapping[str, int]
    lasting: Mapping[str, int]
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
    held_at: re.Pattern[str]
    headline_held: re.Pattern[str]
    headline_verb: re.Pattern[str]
    often: re.Pattern[str]
    holding: re.Pattern[str]
    speaking: re.Pattern[str]
    unless: re.Pattern[str]
    joined: re.Pattern[str]
    leading: re.Pattern[str]
    closing: re.Pattern[str]
    doing_to: re.Pattern[str]
    again: re.Pattern[str]
    unmade: re.Pattern[str]

    def any_of(self, *ids: str) -> str:
        """The words of some lists as a piece of a pattern."""
        return either(word for id_ in ids for word in self.forms[id_])

    def is_leader(self, name: str) -> bool:
        """Whether a person of that name is one of the leaders, whose acts count for more."""
        return name in self.forms["leaders"]

    def is_unmade(self, low: str, floor: int, verb: int) -> bool:
        """Whether the words before a verb say that it is not or not yet done: "will", "refused to", "not also"."""
        return self.unmade.search(low, max(floor, verb - _UNMADE_REACH), verb) is not None


def load(folder: Path) -> EventWords:
    """Read ontology/events.toml. KnowledgeError: an unknown key, a missing list, a pattern that is none."""
    path = folder / "events.toml"
    strict.toml_tables(path, {"head", "act", "piece", "opener", "speech", "expand", "forms"}, sourced=True)
    forms = _forms(path)
    heads, acts = tuple(eventrows.heads(path)), tuple(eventrows.acts(path))
    openers = tuple(eventopeners.rows(path))
    telling = [word for row in heads for word in row.verbs] + forms["holding"]
    forms["breaks"] += [word.split()[-1] for word in telling]  # a verb is no part of the name behind it
    stops, soft = forms["stops"], forms["soft"]
    numbered = ordinals.in_words(folder)
    return EventWords(
        heads=Cues.of((form, (row, form)) for row in heads for w in row.words for form in (w, plural(w))),
        acts=Cues.of(
            [(w, (row, False)) for row in acts for w in row.words]
            + [(w, (row, True)) for row in acts for w in row.headline]
        ),
        openers=eventopeners.cues(row for row in openers if row.capacity),
        floor=eventopeners.cues(row for row in openers if row.kind),
        speeches=_speeches(path),
        part=_part(path, heads),
        head_rows=heads,
        act_rows=acts,
        opener_rows=openers,
        forms={key: frozenset(words) for key, words in forms.items()},
        ordinals=numbered,
        lasting={w: i for i, w in enumerate(forms["lasting"], 1)},
        expand=_expand(path),
        complement=_complement([w for w in stops if w not in soft], forms),
        numbered_complement=_complement(stops, forms),
        closers=re.compile(
            rf"(?<!between )(?<!between the )\b(?:{either(forms['closers'])})\b(?! (?:central|c\.c)|'s|-)"
        ),
        articled=re.compile(rf"\b(of|for|between|and|to) (?=(?:{either(forms['articled'])})\b)"),
        committee=re.compile(rf"\b({ordinals.DIGITS}|{either(numbered)}) (?=(?:{either(forms['committee'])})\b)"),
        numbered=either(forms["committee"]),
        party=forms["party"][-1],
        whole=re.compile(rf"\b(?:{either(forms['committee'])})\b(?! of |,)"),
        held=_held(forms["held"]),
        held_later=re.compile(rf"(?<= )(?:{either(forms['held'])})\b"),
        held_at=re.compile(rf" (?:which was |that was )?(?:{either(_participles(forms['held']))}) (?:on|in|at|here)\b"),
        headline_held=_held(forms["headline-held"]),
        headline_verb=re.compile(rf"\b(?:{either(forms['headline-held'])})\b"),
        often=re.compile(rf"\b(?:{either(forms['often'])})\b"),
        holding=re.compile(rf"\b(?:{either(forms['holding'])})\b"),
        speaking=re.compile(rf"\b(?:{either(forms['speaking'])})\b"),
        unless=re.compile(
            rf"\b(?:(?:{either(forms['unless'])}) (?:(?:{either(forms['styles'])}) )*"
            rf"|(?:{either(forms['kin-of'])}) (?:[a-z'-]+ ){{0,8}})$"
        ),
        joined=re.compile(rf" and (?:(?:{either(forms['styles'])}) )*"),
        closing=re.compile(rf"\b(?:{either(forms['closing'])})\b"),
        doing_to=re.compile(rf"(?<!who )(?<!was )(?<!were )\b(?:{either(forms['doing-to'])})\b"),
        leading=re.compile(rf"\b(?:{either(forms['leading'])}) (?:(?:{either(forms['styles'])}) )*$"),
        unmade=re.compile(rf"\b(?:{either(forms['unmade'])})(?: also| be)? $"),
        again=re.compile(rf"(?:,| and|, and) by (?:(?:{either(forms['styles'])}) )*$"),
    )


def words_of(knowledge: Knowledge) -> EventWords:
    """The words that a Knowledge carries."""
    return knowledge.eventwords


def _held(words: Iterable[str]) -> re.Pattern[str]:
    """What reports an event right behind its name, a bracket or a closing quote apart: ", which opened on May 2"."""
    return re.compile(rf"(?:\"|\s\([^)]{{1,40}}\))?(?:,? which)?\s+(?:also |successfully )?(?:{either(words)})\b")


def _participles(held: Iterable[str]) -> set[str]:
    """The participles of verbs in the passive: "was held" -> "held"."""
    return {found[1] for phrase in held if (found := _PASSIVE.fullmatch(phrase))}


def _part(path: Path, heads: Iterable[Head]) -> Head:
    parts = [row for row in heads if row.part]
    if len(parts) != 1:
        raise KnowledgeError(path.name, None, f"{len(parts)} [[head]] rows are marked as part; one must be")
    return parts[0]


def _complement(stops: Iterable[str], forms: Mapping[str, list[str]]) -> re.Pattern[str]:
    """What may follow the preposition: all up to a stop, a verb in -ed, an adverb in -ly, a date or punctuation."""
    months = "january|february|march|april|may|june|july|august|september|october|november|december"
    date = (
        rf"in (?:(?:early |mid-|late )?(?:(?:{months})\b|juche \d|(?:19|20)\d\d\b)|the (?:morning|afternoon|evening)\b)"
    )
    verb = rf"(?!(?:{either(forms['kept'])})\b)(?:[a-z-]{{3,}}ed|[a-z]{{2,}}ly)\b"
    stop = rf"(?:{either(stops)})\b|and (?:{either((*forms['after-and'], *forms['past']))})\b|and {verb}|{date}"
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


def _speeches(path: Path) -> Cues:
    rows = strict.toml_rows(path, "speech", {"words": list, "kind": str}, {})
    return Cues.of((f, row.values["kind"]) for row in rows for w in row.values["words"] for f in (w, plural(w)))


def _expand(path: Path) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = strict.unique(strict.toml_rows(path, "expand", {"form": str, "to": str}, {"end": bool}), "form")
    return tuple(
        (
            re.compile(rf"(?<!\w){re.escape(r.values['form'])}" + ("$" if r.values.get("end") else r"(?!\w)")),
            r.values["to"],
        )
        for r in rows
    )
