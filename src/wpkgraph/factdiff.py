"""The facts of two articles side by side: what only one of them states, and what both do.

Things with one IRI are one. Where identity is an article's own (a person known by name and article, a figure), things
are one if they are called the same, numbers if their values are equal. Two articles may word one event differently:
events of one kind are one if their labels are near and their days do not differ, and with them who took part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from wpkgraph.lines import TYPE, Index
from wpkgraph.namespaces import ORG, SCHEMA, SKOS, WPK
from wpkgraph.texts.passages import features

# The classes that are compared, in the order in which they are shown; a thing counts for the first that it has.
_MEMBERSHIP, _EVENT, _PARTICIPATION, _FIGURE = f"{ORG}Membership", f"{WPK}Event", f"{WPK}Participation", f"{WPK}Figure"
KINDS = (
    f"{WPK}Person",
    _MEMBERSHIP,
    f"{WPK}Speech",
    _EVENT,
    _PARTICIPATION,
    _FIGURE,
    f"{WPK}Organization",
    f"{WPK}Unit",
    f"{WPK}Place",
    f"{SKOS}Concept",
)
_NAMED = frozenset(KINDS) - {_MEMBERSHIP, _PARTICIPATION, _FIGURE}
_QUOTE = 300  # code points of a quote that are shown
_NEAR = 0.5  # of the words of two labels of events, from which they may be one


@dataclass(frozen=True, slots=True)
class Item:
    """A thing or fact that an article states: its class, IRI, label, what it is matched by if its IRI is not met.

    loose  of an event its narrower classes, of a participation who and in which capacity
    about  of an event its day, of a participation its event's IRI; else ""
    times  how often the article names it (a fact: once)
    quote  the first words that name or state it
    """

    kind: str
    iri: str
    label: str
    key: str
    loose: str
    about: str
    times: int
    quote: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing or fact: of the left article, of the right one, or of both."""

    kind: str
    left: Item | None
    right: Item | None

    @property
    def where(self) -> str:
        """ "A", "B" or "both"."""
        return "both" if self.left and self.right else "A" if self.left else "B"

    @property
    def label(self) -> str:
        """What it is called, in both articles if they differ (who took part in what: as the left one has it)."""
        if self.kind == _PARTICIPATION and self.left:
            return self.left.label
        names = dict.fromkeys(item.label for item in (self.left, self.right) if item)
        return " | ".join(names)


def facts(graph: Iterable[str]) -> list[Item]:
    """What an article's graph says that it names or states, sorted by kind and label."""
    index = Index()
    index.add(graph)
    spans: dict[str, list[str]] = {}
    for span, thing in index.pairs(f"{WPK}denotes"):
        spans.setdefault(thing, []).append(span)
    for reading, fact in index.pairs(f"{WPK}readingOf"):
        spans.setdefault(fact, []).extend(index.values(reading, f"{WPK}evidence"))
    found = []
    for thing in index.subjects(TYPE):
        kinds = set(index.values(thing, TYPE))
        kind = next((kind for kind in KINDS if kind in kinds), None)
        if kind is not None and thing in spans:
            found.append(_item(index, kind, thing, spans[thing]))
    return sorted(found, key=lambda item: (KINDS.index(item.kind), item.label.casefold(), item.iri))


def difference(left: Sequence[Item], right: Sequence[Item]) -> tuple[Difference, ...]:
    """The items of both articles, matched by IRI, then by what they are called; in the order of kinds and labels."""
    matched = _Matched(left, right)
    matched.by(lambda item: (item.kind, item.iri))
    matched.by(lambda item: (item.kind, item.key))
    matched.near_events()
    matched.by(lambda item: (item.kind, item.loose, matched.event(item)) if item.kind == _PARTICIPATION else None)
    out = [Difference(a.kind, a, matched.other.get(a)) for a in left]
    out += [Difference(b.kind, None, b) for b in matched.waiting]
    return tuple(sorted(out, key=lambda d: (KINDS.index(d.kind), d.label.casefold(), d.where)))


class _Matched:
    """Which item of the right article answers to which of the left; `waiting` are those of the right that none has yet."""

    def __init__(self, left: Sequence[Item], right: Sequence[Item]) -> None:
        self.left = left
        self.waiting = list(right)
        self.other: dict[Item, Item] = {}

    def by(self, key: Callable[[Item], tuple[str, ...] | None]) -> None:
        """Match what has the same key, in order."""
        found: dict[tuple[str, ...], list[Item]] = {}
        for item in self.waiting:
            if (mine := key(item)) is not None:
                found.setdefault(mine, []).append(item)
        for item in self.left:
            mine = key(item)
            if item not in self.other and mine is not None and found.get(mine):
                self._match(item, found[mine].pop(0))

    def near_events(self) -> None:
        """Match events of one kind whose labels are near, the nearest first."""
        pairs = []
        for a in (a for a in self.left if a.kind == _EVENT and a not in self.other):
            for b in (b for b in self.waiting if b.kind == a.kind and b.loose == a.loose):
                x, y = set(features(a.key)), set(features(b.key))
                near = len(x & y) / max(1, len(x | y))
                if near >= _NEAR and (a.about == b.about or not a.about or not b.about):
                    pairs.append((-near, a.iri, b.iri, a, b))
        for *_, a, b in sorted(pairs, key=lambda pair: pair[:3]):
            if a not in self.other and b in self.waiting:
                self._match(a, b)

    def event(self, item: Item) -> str:
        """The event of a participation, as the right article has it."""
        return next((b.iri for a, b in self.other.items() if a.iri == item.about), item.about)

    def _match(self, a: Item, b: Item) -> None:
        self.other[a] = b
        self.waiting.remove(b)


def _item(index: Index, kind: str, iri: str, spans: Sequence[str]) -> Item:
    label, key = _called(index, kind, iri)
    ordered = sorted(set(spans), key=lambda span: (_start(index, span), span))
    quotes = (" ".join((index.one(span, f"{WPK}quote") or "").split()) for span in ordered)
    times = len(ordered) if kind in _NAMED else 1
    loose, about = _loosely(index, kind, iri)
    return Item(kind, iri, label, key, loose, about, times, next((q for q in quotes if q), "")[:_QUOTE])


def _loosely(index: Index, kind: str, iri: str) -> tuple[str, str]:
    """What an event or a participation may be matched by although the event is worded otherwise."""
    if kind == _EVENT:
        return " ".join(index.values(iri, TYPE)), index.one(iri, f"{SCHEMA}startDate") or ""
    if kind == _PARTICIPATION:
        who, capacity = index.one(iri, f"{WPK}participant") or "", index.one(iri, f"{WPK}capacity") or ""
        return f"{index.label(who)} {capacity}", index.one(iri, f"{WPK}event") or ""
    return "", ""


def _called(index: Index, kind: str, iri: str) -> tuple[str, str]:
    """The label and the key of a thing; a figure goes by its value, an event by its label and day."""
    label = index.label(iri)
    if kind == _FIGURE:
        text = index.one(iri, f"{WPK}valueText") or label
        return _about(index, iri, text), index.one(iri, f"{WPK}value") or text.casefold()
    if kind == _MEMBERSHIP:
        held = {index.one(reading, f"{WPK}membershipStatus") for reading in _readings(index, iri)}
        words = sorted(status.rpartition("#")[2].lower() for status in held if status)
        return label + (f" ({', '.join(words)})" if words and words != ["holds"] else ""), label.casefold()
    if kind == _EVENT:
        days = [day for end in ("startDate", "endDate") if (day := index.one(iri, f"{SCHEMA}{end}"))]
        return label + (f" ({' to '.join(dict.fromkeys(days))})" if days else ""), label.casefold()
    return label, label.casefold()


def _about(index: Index, iri: str, text: str) -> str:
    about = index.one(iri, f"{WPK}about")
    return f"{text} ({about})" if about else text


def _readings(index: Index, fact: str) -> Iterator[str]:
    return (reading for reading, of in index.pairs(f"{WPK}readingOf") if of == fact)


def _start(index: Index, span: str) -> int:
    return int(index.one(span, f"{WPK}start") or 0)
