"""What a built graph says of each source file, in the form in which it is compared with annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, ORG, PREFIXES, SCHEMA, SKOS, WPK, shorten

T = TypeVar("T")
PERSON, BODY, UNIT = f"{PREFIXES['foaf']}Person", f"{ORG}Organization", f"{ORG}OrganizationalUnit"
EVENT, SPEECH = f"{PREFIXES['sem']}Event", f"{WPK}Speech"
PLACE, CONCEPT, ROLE = f"{SCHEMA}Place", f"{SKOS}Concept", f"{ORG}Role"
_NAMES = (LABEL, f"{SKOS}prefLabel", f"{SKOS}altLabel")
_ABOVE = (f"{ORG}unitOf", f"{ORG}subOrganizationOf")
_OURS = (
    "inArticle start end quote denotes evidence foundAt inFile fileName sha256 roleText participant capacity speaker "
    "speechKind rule readingOf"
).split()
_WANTED = [
    *(TYPE, *_NAMES, *_ABOVE, *(f"{WPK}{name}" for name in _OURS)),
    *(f"{ORG}member", f"{ORG}organization", f"{SKOS}notation", f"{SCHEMA}startDate"),
    *(f"{DCTERMS}issued", f"{DCTERMS}title"),
]


@dataclass(frozen=True, order=True)
class Stretch:
    """Characters of an article's text; `quote` is what the graph says they are."""

    article: str
    start: int
    end: int
    quote: str = field(default="", compare=False)


@dataclass(frozen=True, order=True)
class Passage:
    """An article where it stands in the file."""

    start: int
    article: str


@dataclass(frozen=True)
class Thing:
    """A person, body, place, event or concept that the file names, and where."""

    node: str
    spans: tuple[Stretch, ...]


@dataclass(frozen=True)
class Membership:
    """A membership that the file states: its node, the person, the innermost unit or body ("": none), the roles."""

    node: str
    person: str
    body: str
    roles: tuple[str, ...]
    spans: tuple[Stretch, ...]


@dataclass(frozen=True)
class Act:
    """A part that somebody took, by its code; all participations and speeches of the file that say so are one."""

    person: str
    code: str
    nodes: tuple[str, ...]
    spans: tuple[Stretch, ...]


@dataclass(frozen=True)
class FileView:
    """One source file: its articles, what they name and state, and all spans in them."""

    passages: tuple[Passage, ...] = ()
    things: tuple[Thing, ...] = ()
    memberships: tuple[Membership, ...] = ()
    acts: tuple[Act, ...] = ()
    spans: tuple[Stretch, ...] = ()


def short_too(named: Mapping[str, T]) -> dict[str, T]:
    """What is named by paths, by their last parts too, where one path alone ends so.

    >>> short_too({"a/x.txt": 1, "a/y.txt": 2, "b/y.txt": 3})
    {'x.txt': 1, 'a/x.txt': 1, 'a/y.txt': 2, 'b/y.txt': 3}
    """
    ends = Counter(name.rpartition("/")[2] for name in named)
    short = {name.rpartition("/")[2]: value for name, value in named.items() if ends[name.rpartition("/")[2]] == 1}
    return {**short, **named}


class Graph:
    """A dataset, indexed once; answers for one file at a time."""

    def __init__(self, dataset: Dataset) -> None:
        self.base, self.texts = dataset.base, dataset.texts
        self.index = Index(_WANTED)
        for triples in dataset.graphs.values():
            self.index.add(triples)
        self._labels: dict[str, tuple[str, ...]] = {}

    @cached_property
    def files(self) -> Mapping[str, tuple[Passage, ...]]:
        """Each file's articles; a file in a folder also by its own name alone, if no other has it."""
        found: dict[str, list[Passage]] = {}
        for article, passage in self.index.pairs(f"{WPK}foundAt"):
            start = int(self.index.one(passage, f"{WPK}start") or 0)
            for file in self.index.values(passage, f"{WPK}inFile"):
                for name in self.index.values(file, f"{WPK}fileName"):
                    found.setdefault(name, []).append(Passage(start, article))
        return short_too({name: tuple(sorted(found[name])) for name in sorted(found)})

    @cached_property
    def _spans(self) -> Mapping[str, Mapping[str, Stretch]]:
        """article -> span -> stretch."""
        found: dict[str, dict[str, Stretch]] = {}
        for span, article in self.index.pairs(f"{WPK}inArticle"):
            start, end = self.index.one(span, f"{WPK}start"), self.index.one(span, f"{WPK}end")
            if start is not None and end is not None:
                quote = self.index.one(span, f"{WPK}quote") or ""
                found.setdefault(article, {})[span] = Stretch(article, int(start), int(end), quote)
        return found

    @cached_property
    def _stated(self) -> Mapping[str, tuple[str, ...]]:
        """span -> the facts that it is evidence of."""
        found: dict[str, list[str]] = {}
        for fact, span in self.index.pairs(f"{WPK}evidence"):
            found.setdefault(span, []).append(fact)
        return {span: tuple(facts) for span, facts in found.items()}

    @cached_property
    def readings(self) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """article -> (fact, rules) of each reading in it."""
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for reading, fact in self.index.pairs(f"{WPK}readingOf"):
            rules = tuple(self.index.values(reading, f"{WPK}rule"))
            for article in self.index.values(reading, f"{WPK}inArticle"):
                found.setdefault(article, []).append((fact, rules))
        return {article: tuple(rows) for article, rows in found.items()}

    def file(self, name: str) -> FileView:
        """What the graph says of a file; empty if it has none of that name."""
        passages = self.files.get(name, ())
        articles = {passage.article for passage in passages}
        spans = {span: at for article in sorted(articles) for span, at in self._spans.get(article, {}).items()}
        named: dict[str, list[Stretch]] = {}
        stated: dict[str, list[Stretch]] = {}
        for span, at in spans.items():
            for node in self.index.values(span, f"{WPK}denotes"):
                named.setdefault(node, []).append(at)
            for fact in self._stated.get(span, ()):
                stated.setdefault(fact, []).append(at)
        return FileView(
            passages,
            tuple(Thing(node, tuple(sorted(named[node]))) for node in sorted(named)),
            tuple(self._memberships(stated)),
            tuple(self._acts(stated)),
            tuple(sorted(spans.values())),
        )

    def _memberships(self, stated: Mapping[str, list[Stretch]]) -> Iterable[Membership]:
        for node in sorted(stated):
            for person in self.index.values(node, f"{ORG}member"):
                body = self.index.one(node, f"{ORG}organization") or ""
                roles = tuple(self.index.values(node, f"{WPK}roleText")) or ("",)
                yield Membership(node, person, body, roles, tuple(sorted(stated[node])))

    def _acts(self, stated: Mapping[str, list[Stretch]]) -> Iterable[Act]:
        found: dict[tuple[str, str], list[str]] = {}
        for node in sorted(stated):
            for who, what in (("participant", "capacity"), ("speaker", "speechKind")):
                for kind in self.index.values(node, f"{WPK}{what}"):
                    for code in self.index.values(kind, f"{SKOS}notation"):
                        for person in self.index.values(node, f"{WPK}{who}"):
                            found.setdefault((person, code), []).append(node)
        for (person, code), nodes in sorted(found.items()):
            spans = {at for node in nodes for at in stated[node]}
            yield Act(person, code, tuple(nodes), tuple(sorted(spans)))

    def labels(self, node: str) -> tuple[str, ...]:
        """All names of a node, its label first."""
        found = self._labels.get(node)
        if found is None:
            names = (name for predicate in _NAMES for name in self.index.values(node, predicate))
            found = self._labels[node] = tuple(dict.fromkeys(names))
        return found

    def label(self, node: str) -> str:
        """The label of a node, else its short IRI."""
        return next(iter(self.labels(node)), "") or shorten(node, self.base)

    def is_a(self, node: str, *classes: str) -> bool:
        """Whether a node is of one of the classes."""
        return not set(classes).isdisjoint(self.index.values(node, TYPE))

    def chain(self, unit: str) -> list[str]:
        """A unit or body and those above it, innermost first."""
        out: list[str] = []
        while unit and unit not in out:
            out.append(unit)
            ups = sorted(up for predicate in _ABOVE for up in self.index.values(unit, predicate))
            unit = ups[0] if ups else ""
        return out

    def dates(self, event: str) -> list[str]:
        """The start dates of an event, as partial as they are."""
        return self.index.values(event, f"{SCHEMA}startDate")

    def issued(self, article: str) -> list[str]:
        """The dates of issue of an article."""
        return self.index.values(article, f"{DCTERMS}issued")

    def text(self, article: str) -> str:
        """The article's text as kept; "" if it is not there."""
        return self.texts.get(self.index.one(article, f"{WPK}sha256") or "", "")

    def title(self, article: str) -> str:
        """The article's title, else its label."""
        return self.index.one(article, f"{DCTERMS}title") or self.label(article)
