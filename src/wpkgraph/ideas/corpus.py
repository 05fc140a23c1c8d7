"""The texts of an output folder and every mention of an idea in them, each text once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from wpkgraph.errors import OutputError
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import DCTERMS, PREFIXES, SCHEMA, SKOS, WPK
from wpkgraph.store import read_graphs, read_report

UNDATED = "undated"
_ALTERNATE = f"{PREFIXES['prov']}alternateOf"
_SPEAKS = tuple(f"{WPK}{name}" for name in ("recordOf", "speaker", "saidBy", "evidence"))
_WANTED = (
    *(TYPE, LABEL, f"{DCTERMS}issued", f"{SCHEMA}wordCount", f"{SCHEMA}superEvent", _ALTERNATE),
    *(f"{SKOS}{name}" for name in ("inScheme", "broader", "altLabel")),
    *(f"{WPK}{name}" for name in ("denotes", "inArticle", "start", "end", "candidate", "sha256", "reports")),
    *(f"{WPK}{name}" for name in ("foundAt", "inFile", "fileName", "earliest", "latest")),
    *_SPEAKS,
)


@dataclass(frozen=True, slots=True)
class Text:
    """An article: its title, files, date as written and its bounds, words, the events it reports, and who speaks.

    files      (name, where the article starts in it), sorted
    events     reported events and that of a recorded speech, with the events around them
    speaker    of the speech that the text records; "" if it records none, or several speakers
    alternates other makes of the same text, which are not counted
    names      what names the text: titles, file names and events' labels, its own and those of its alternates
    iris       the same as IRIs: articles and events
    """

    iri: str
    title: str
    files: tuple[tuple[str, int], ...]
    sha256: str
    words: int
    issued: str = ""
    earliest: str = ""
    latest: str = ""
    events: frozenset[str] = frozenset()
    speaker: str = ""
    alternates: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    iris: frozenset[str] = frozenset()

    @property
    def year(self) -> str:
        """The year that both bounds lie in, else "undated"."""
        first, last = self.earliest[:4], self.latest[:4]
        return first if first and first == last else UNDATED


@dataclass(frozen=True, slots=True)
class Idea:
    """A concept of the vocabulary, or a candidate that a rule found; `broader`: the ideas right above it."""

    iri: str
    label: str
    others: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    candidate: bool = False


class Mention(NamedTuple):
    """A span of a text that names an idea: code points, half-open; `speaker` as the text tells it, or ""."""

    idea: str
    text: str
    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts, ideas and mentions; the labels of persons and events; `dropped`: alternate -> the text that stands for it."""

    folder: Path
    base: str
    texts: Mapping[str, Text]
    ideas: Mapping[str, Idea]
    mentions: tuple[Mention, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)


def load(folder: str | Path) -> Corpus:
    """What an output folder says of ideas; of alternates of one text the earliest one counts. Raises OutputError."""
    base = str(read_report(folder)["base"])
    index = Index(_WANTED)
    for triples in read_graphs(folder).values():
        index.add(triples)
    articles = [node for node in index.subjects(f"{SCHEMA}wordCount") if f"{WPK}Article" in index.values(node, TYPE)]
    if not articles and index.subjects(f"{WPK}foundAt"):
        raise OutputError(f"{folder}: was built by an older version, which counts no words; build it again")
    kept = _kept(index, articles)
    spans = _spans(index)
    texts = {iri: _text(index, iri, others) for iri, others in kept.items()}
    ideas = {
        iri: _idea(index, iri) for iri, scheme in index.pairs(f"{SKOS}inScheme") if scheme == f"{base}scheme/concepts"
    }
    said = _said(index, spans)
    mentions = [
        Mention(idea, text, start, end, texts[text].speaker or _speaker(said.get(text, ()), start, end))
        for span, idea in index.pairs(f"{WPK}denotes")
        if idea in ideas
        for text, start, end in (spans[span],)
        if text in texts
    ]
    named = {event for text in texts.values() for event in text.events} | {m.speaker for m in mentions}
    labels = {iri: index.label(iri) for iri in sorted(named - {""})}
    dropped = {other: iri for iri, others in kept.items() for other in others}
    return Corpus(Path(folder), base, texts, ideas, tuple(sorted(mentions)), labels, dropped)


def _kept(index: Index, articles: list[str]) -> dict[str, tuple[str, ...]]:
    """The articles that count, each with its alternates: the earliest of them; undated ones last; ties by IRI."""
    ranked = sorted(articles, key=lambda iri: (index.one(iri, f"{WPK}earliest") or "~", iri))
    place = {iri: i for i, iri in enumerate(ranked)}
    stands_for: dict[str, str] = {}
    kept: dict[str, list[str]] = {}
    for iri in ranked:
        earlier = [other for other in index.values(iri, _ALTERNATE) if other in stands_for]
        stands_for[iri] = min((stands_for[other] for other in earlier), key=place.__getitem__, default=iri)
        kept.setdefault(stands_for[iri], []).append(iri)
    return {iri: tuple(group[1:]) for iri, group in kept.items()}


def _text(index: Index, iri: str, alternates: tuple[str, ...]) -> Text:
    files = _files(index, iri)
    speeches = index.values(iri, f"{WPK}recordOf")
    speakers = {person for speech in speeches for person in index.values(speech, f"{WPK}speaker")}
    makes = (iri, *alternates)
    events = {make: _events(index, make) for make in makes}
    others = frozenset().union(*events.values())
    files_of_all = [name for make in makes for name, _ in _files(index, make)]
    return Text(
        iri,
        index.label(iri),
        files,
        index.one(iri, f"{WPK}sha256") or "",
        int(index.one(iri, f"{SCHEMA}wordCount") or 0),
        index.one(iri, f"{DCTERMS}issued") or "",
        index.one(iri, f"{WPK}earliest") or "",
        next(reversed(index.values(iri, f"{WPK}latest")), ""),
        events[iri],
        speakers.pop() if len(speakers) == 1 else "",
        alternates,
        frozenset([*map(index.label, (*makes, *others)), *files_of_all]),
        frozenset(makes) | others,
    )


def _files(index: Index, article: str) -> tuple[tuple[str, int], ...]:
    """The files that hold an article, each with where it starts there."""
    found = [
        (index.one(file, f"{WPK}fileName") or index.label(file), int(index.one(passage, f"{WPK}start") or 0))
        for passage in index.values(article, f"{WPK}foundAt")
        for file in index.values(passage, f"{WPK}inFile")
    ]
    return tuple(sorted(found))


def _events(index: Index, article: str) -> frozenset[str]:
    """The events that an article reports or records a speech of, and all that these are part of."""
    speeches = index.values(article, f"{WPK}recordOf")
    queue = [*index.values(article, f"{WPK}reports"), *speeches]
    found: set[str] = set()
    while queue:
        event = queue.pop()
        if event not in found:
            found.add(event)
            queue += index.values(event, f"{SCHEMA}superEvent")
    return frozenset(found - set(speeches))


def _idea(index: Index, iri: str) -> Idea:
    others, broader = (tuple(index.values(iri, f"{SKOS}{name}")) for name in ("altLabel", "broader"))
    return Idea(iri, index.label(iri), others, broader, bool(index.values(iri, f"{WPK}candidate")))


def _spans(index: Index) -> dict[str, tuple[str, int, int]]:
    """Span -> (article, start, end)."""
    starts, ends = dict(index.pairs(f"{WPK}start")), dict(index.pairs(f"{WPK}end"))
    found = ((span, article) for span, article in index.pairs(f"{WPK}inArticle") if span in starts)
    return {span: (article, int(starts[span]), int(ends[span])) for span, article in found}


def _said(index: Index, spans: Mapping[str, tuple[str, int, int]]) -> dict[str, list[tuple[int, int, str]]]:
    """Article -> (start, end, person) of what its statements attribute to a person."""
    out: dict[str, list[tuple[int, int, str]]] = {}
    for statement, person in index.pairs(f"{WPK}saidBy"):
        for span in index.values(statement, f"{WPK}evidence"):
            article, start, end = spans[span]
            out.setdefault(article, []).append((start, end, person))
    return out


def _speaker(said: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    """Who says text[start:end]: the speaker of the shortest statement around it; "" if none or several."""
    around = [(last - first, person) for first, last, person in said if first <= start and end <= last]
    nearest = {person for size, person in around if size == min(around)[0]}
    return nearest.pop() if len(nearest) == 1 else ""
