"""Relations between articles: one text in several make-ups, versions of a text, renderings of one speech.

    prov:alternateOf    the same letters, but for a headline above or an end mark below
    prov:wasRevisionOf  another text from the same address, with the dates in order
    wpk:variantOf       another text from the same address, order unknown; or a text of the same days that tells the
                        same in much the same words
    wpk:recordOf        an article whose passages answer to those of the text of a speech is a text of that speech too

How the limits were chosen, with the measures: docs/versions.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from wpkgraph.clean import glue_of
from wpkgraph.knowledge import Knowledge
from wpkgraph.texts.align import Alignment, align
from wpkgraph.texts.passages import Passage, features, named, passages
from wpkgraph.texts.same import body_keys, letters
from wpkgraph.texts.shingles import alike, sketch
from wpkgraph.triples.graph import Graph
from wpkgraph.triples.sources import Source

DAYS = 2  # between two versions of a report
CLOSE = 0.55  # closeness of versions whose address does not say that they are
NAMES = 0.6  # of the names and figures of both that they share: two forms with other names in them are close, too
SAME_ADDRESS = 0.4  # what the shorter of two texts from one address shares with the other
SITE = 20  # articles of one address: where it gave more, it stands for a site or a collection and tells nothing
WORDS = 100  # a shorter report is a form with names filled in: it needs more than close wording
SHORT_CLOSE, SHORT_TITLE = 0.75, 0.6
RENDERING = 0.35  # closeness of two translations of one speech
RENDERING_DAYS = 3  # between them, where they share no event
_VOCABULARY = 0.2  # of the stems of both, which two translations have in common at the very least
_TALL = 3  # times as long as the other, a text holds more than a rendering of it


def relate(sources: Sequence[Source], knowledge: Knowledge, g: Graph) -> None:
    """Add all relations between the articles to a graph. `sources` are sorted by IRI."""
    desk = Desk(knowledge)
    texts = _classes(sources, _one_text(sources, knowledge))
    for members in texts:
        for a, b in combinations(members, 2):
            _both(g, "prov:alternateOf", a.iri, b.iri)
    text_of = {source.iri: n for n, members in enumerate(texts) for source in members}
    for first, second in sorted(_versions(sources, text_of, desk)):
        for a in texts[first]:
            for b in texts[second]:
                _version(g, a, b)
    _renderings(g, sources, texts, desk)


class Desk:
    """Looks at texts side by side, each cut into passages once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._glue = glue_of(knowledge.furniture)
        self._cut: dict[str, list[Passage]] = {}
        self._named: dict[str, frozenset[str]] = {}

    def passages(self, source: Source) -> list[Passage]:
        """The passages of a text."""
        if source.iri not in self._cut:
            self._cut[source.iri] = passages(source.text, self._glue)
        return self._cut[source.iri]

    def stems(self, source: Source) -> frozenset[str]:
        """The stems and numbers of a text."""
        return frozenset(f for passage in self.passages(source) for f in passage.features)

    def names(self, source: Source) -> frozenset[str]:
        """The names and figures of a text."""
        if source.iri not in self._named:
            self._named[source.iri] = named(self.passages(source))
        return self._named[source.iri]

    def words(self, source: Source) -> int:
        """How many words a text has."""
        return sum(len(passage.features) for passage in self.passages(source))

    def compare(self, a: Source, b: Source) -> Alignment:
        """The two texts side by side; the order in which they are given makes no difference to how close they are."""
        first, second = sorted((a, b), key=lambda source: source.iri)
        return align(self.passages(first), self.passages(second))


# --- one text ----------------------------------------------------------------------------------------------------------


def _one_text(sources: Sequence[Source], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Pairs of articles that share a key of their body."""
    first: dict[str, str] = {}
    for source in sources:
        for key in sorted(body_keys(source.text, source.titles, knowledge.furniture)):
            known = first.setdefault(key, source.iri)
            if known != source.iri:
                yield known, source.iri


def _classes(sources: Sequence[Source], pairs: Iterable[tuple[str, str]]) -> list[list[Source]]:
    """The articles in classes of those that pairs connect, in the order of their first members."""
    above = {source.iri: source.iri for source in sources}

    def top(iri: str) -> str:
        while above[iri] != iri:
            iri = above[iri]
        return iri

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        above[high] = low
    classes: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        classes[top(source.iri)].append(source)
    return list(classes.values())


# --- versions ----------------------------------------------------------------------------------------------------------


def _versions(sources: Sequence[Source], text_of: Mapping[str, int], desk: Desk) -> set[tuple[int, int]]:
    """The pairs of texts that are versions of one another; `text_of` says which text an article is a make-up of."""
    by_iri = {source.iri: source for source in sources}
    found: set[tuple[int, int]] = set()
    addressed = _addressed(sources)
    for pair in sorted(addressed):
        a, b = (by_iri[iri] for iri in pair)
        if text_of[a.iri] != text_of[b.iri] and _one_address(a, b) and desk.compare(a, b).contained >= SAME_ADDRESS:
            found.add(_ordered(text_of[a.iri], text_of[b.iri]))
    days = {source.iri: (_day(source.days[0]), _day(source.days[1]) + DAYS) for source in sources}
    for pair in alike({source.iri: sketch(source.text) for source in sources}, days):
        a, b = (by_iri[iri] for iri in pair)
        met = _ordered(text_of[a.iri], text_of[b.iri])
        if met[0] != met[1] and met not in found and pair not in addressed and _same_story(a, b, desk):
            found.add(met)
    return found


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _addressed(sources: Sequence[Source]) -> set[tuple[str, str]]:
    """The pairs of articles that have an address in common, unless it is a site's."""
    by_address: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for file in source.files:
            if file.address:
                by_address[file.address].add(source.iri)
    return {pair for iris in by_address.values() if len(iris) <= SITE for pair in combinations(sorted(iris), 2)}


def _one_address(a: Source, b: Source) -> bool:
    """Whether two different files give the articles under one address (a bulletin's articles share its file)."""
    return any(x.address and x.address == y.address and x.iri != y.iri for x in a.files for y in b.files)


def _same_story(a: Source, b: Source, desk: Desk) -> bool:
    """Whether two texts of the same days tell the same in much the same words."""
    if _overlap(desk.names(a), desk.names(b)) < NAMES:
        return False
    closeness = desk.compare(a, b).closeness
    if min(desk.words(a), desk.words(b)) >= WORDS:
        return closeness >= CLOSE
    return closeness >= SHORT_CLOSE and _headed_alike(a, b) and _numbers(a) == _numbers(b)


def _headed_alike(a: Source, b: Source) -> bool:
    """Whether a headline of one is nearly a headline of the other."""
    return any(_overlap(features(x), features(y)) >= SHORT_TITLE for x in a.titles for y in b.titles)


def _numbers(source: Source) -> frozenset[str]:
    return frozenset(f for f in features(source.text) if f[0].isdigit())


def _overlap(a: Iterable[str], b: Iterable[str]) -> float:
    """What two sets have in common, as a share of both together."""
    x, y = frozenset(a), frozenset(b)
    return len(x & y) / len(x | y) if x or y else 0.0


def _version(g: Graph, a: Source, b: Source) -> None:
    """Which of two versions revises the other, if one address and dates in order say so; else variants."""
    later = {
        _later((a, x.days if x.dated else a.days), (b, y.days if y.dated else b.days))
        for x in a.files
        for y in b.files
        if x.address and x.address == y.address and x.iri != y.iri
    }
    if later == {a.iri}:
        g.link(a.iri, "prov:wasRevisionOf", b.iri)
    elif later == {b.iri}:
        g.link(b.iri, "prov:wasRevisionOf", a.iri)
    else:
        _both(g, "wpk:variantOf", a.iri, b.iri)


def _later(one: tuple[Source, tuple[str, str]], other: tuple[Source, tuple[str, str]]) -> str:
    """The IRI of the one whose first day comes after the other's last day, "" if neither does."""
    (a, (a_first, a_last)), (b, (b_first, b_last)) = one, other
    return a.iri if a_first > b_last else b.iri if b_first > a_last else ""


# --- renderings of one speech ------------------------------------------------------------------------------------------


def _renderings(g: Graph, sources: Sequence[Source], texts: Sequence[Sequence[Source]], desk: Desk) -> None:
    """Say of every article that renders a speech of another that it is a text of that speech."""
    pairs = [(a.iri, b.iri) for members in texts for a, b in combinations(members, 2)]
    speeches = [source for source in sources if source.speeches]
    for speech in speeches:
        for other in sources:
            if other.iri != speech.iri and _renders(speech, other, desk):
                pairs.append((speech.iri, other.iri))
    for members in _classes(sources, pairs):
        told = {speech for source in members for speech in source.speeches}
        if len(members) > 1 and told:
            # the one that a numbered event and a speaker identify, not the one that only its article does
            one = min(told, key=lambda speech: (not speech.event, speech.iri))
            for source in members:
                if one not in source.speeches:
                    g.link(source.iri, "wpk:recordOf", one.iri)
                    g.link(one.iri, "wpk:recordedIn", source.iri)


def _renders(speech: Source, other: Source, desk: Desk) -> bool:
    """Whether an article renders the speech that `speech` is the text of: event or days fit, and its passages answer."""
    sizes = sorted((len(speech.text), len(other.text)))
    if sizes[1] > _TALL * sizes[0] or not _may_render(speech, other):
        return False
    if min(desk.words(speech), desk.words(other)) < WORDS:
        return False
    if _overlap(desk.stems(speech), desk.stems(other)) < _VOCABULARY:
        return False
    return desk.compare(speech, other).closeness >= RENDERING


def _may_render(speech: Source, other: Source) -> bool:
    """Whether nothing speaks against it: not another speaker's speech; of the same event or days, or the speaker is named."""
    mine, theirs = {s.speaker for s in speech.speeches}, {s.speaker for s in other.speeches}
    if theirs and not mine & theirs:
        return False
    events = {s.event for s in other.speeches} | set(other.events)
    if {s.event for s in speech.speeches} & events - {""}:
        return True
    first, last = max(speech.days[0], other.days[0]), min(speech.days[1], other.days[1])
    if speech.dated and other.dated and _day(first) - _day(last) <= RENDERING_DAYS:
        return True
    return any(letters(name) in letters(other.text) for name in mine if name)


def _day(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()


def _both(g: Graph, relation: str, a: str, b: str) -> None:
    g.link(a, relation, b)
    g.link(b, relation, a)
