"""What there is in a graph, counted as VoID wants it (https://www.w3.org/TR/void/, section 4.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from wpkgraph.lines import TYPE
from wpkgraph.namespaces import PREFIXES, SCHEMA, SKOS

# Relations that lead to the same or a like thing in another data set.
LINKS = frozenset(
    (
        f"{SCHEMA}sameAs",
        f"{PREFIXES['owl']}sameAs",
        f"{PREFIXES['foaf']}isPrimaryTopicOf",
        *(f"{SKOS}{name}Match" for name in ("exact", "close", "broad", "narrow", "related")),
    )
)


@dataclass(frozen=True, slots=True)
class Usage:
    """How often a property is used: in triples, by distinct subjects, with distinct objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a graph.

    entities      typed subjects whose IRI starts with the base
    classes       class -> its instances
    properties    property -> its usage
    links         (relation, namespace of the other data set) -> triples
    vocabularies  the namespaces of PREFIXES from which a class or property is used, sorted
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, Usage]
    links: Mapping[tuple[str, str], int]
    vocabularies: tuple[str, ...]


def count(lines: Iterable[str], base: str) -> Counted:
    """Count triples given as lines ("<s> <p> <o>", each once)."""
    pairs: dict[str, tuple[set[str], list[str]]] = {}
    triples, links = 0, Counter[tuple[str, str]]()
    for line in lines:
        subject, predicate, term = line.split(" ", 2)
        found = pairs.setdefault(predicate[1:-1], (set(), []))
        found[0].add(subject)
        found[1].append(term)
        triples += 1
        if predicate[1:-1] in LINKS and term.startswith("<") and not term.startswith(base, 1):
            links[predicate[1:-1], space(term[1:-1])] += 1
    typed, kinds = pairs.get(TYPE, (set(), []))
    classes = Counter(term[1:-1] for term in kinds)
    return Counted(
        triples=triples,
        subjects=len(set().union(*(subjects for subjects, _ in pairs.values()))),
        objects=len(set().union(*(objects for _, objects in pairs.values()))),
        entities=sum(subject.startswith(base, 1) for subject in typed),
        classes=dict(sorted(classes.items())),
        properties={p: Usage(len(o), len(s), len(set(o))) for p, (s, o) in sorted(pairs.items())},
        links=dict(sorted(links.items())),
        vocabularies=_vocabularies((*pairs, *classes)),
    )


def space(iri: str) -> str:
    """The namespace of an IRI of another data set: all but its last part.

    >>> space("https://example.org/entity/a"), space("https://example.org/1/")
    ('https://example.org/entity/', 'https://example.org/')
    """
    parts = urlsplit(iri)
    above = parts.path.rstrip("/").rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{above}/" if parts.netloc else f"{iri.rpartition(':')[0]}:"


def _vocabularies(terms: Iterable[str]) -> tuple[str, ...]:
    spaces = sorted(PREFIXES.values(), key=len, reverse=True)
    return tuple(sorted({next((s for s in spaces if term.startswith(s)), "") for term in terms} - {""}))
