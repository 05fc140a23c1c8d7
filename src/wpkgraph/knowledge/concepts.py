"""The vocabulary of ideas (ontology/concepts.ttl), read strictly, and the patterns that its labels are found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from wpkgraph import iris
from wpkgraph.errors import KnowledgeError, reason
from wpkgraph.knowledge.strict import says_nothing
from wpkgraph.model import ConceptRef

SKOS = "http://www.w3.org/2004/02/skos/core#"
SOURCE = "http://purl.org/dc/terms/source"
KIND = "https://w3id.org/wpkgraph/ontology#conceptKind"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CONCEPT, _KIND = iris.BASE + "concept/", iris.BASE + "concept-kind/"
_ONE = {SKOS + "prefLabel", SKOS + "definition", SKOS + "scopeNote", SKOS + "inScheme", SOURCE}
_MANY = {SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "broader", KIND, _TYPE}
_SHORTEST_VERB = 6  # "spring", "living" are no verbs that govern what follows
_LINKS = frozenset("of on for in to up forward and with by from through while into one's his their our".split())
_PLURAL_OF = re.compile(r"^(\S*[a-z])( of .+)$")


class Concept(NamedTuple):
    """A concept of the vocabulary; `key` is the last part of its IRI, `broader` the keys of what it belongs to.

    source  where a label of it was read, or that it is general knowledge
    """

    key: str
    label: str
    others: tuple[str, ...]
    hidden: tuple[str, ...]
    kinds: tuple[str, ...]
    broader: tuple[str, ...]
    definition: str | None
    note: str | None
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """The vocabulary: concepts by key, the kinds of concepts with their definitions, and the patterns of labels."""

    by_key: Mapping[str, Concept]
    kinds: Mapping[str, str]
    patterns: tuple[str, ...]
    refs: tuple[ConceptRef, ...]  # of each pattern, by its number


def load(path: Path) -> Concepts:
    """The vocabulary of a Turtle file (concepts.ttl).

    KnowledgeError, with the line where it can be told: a syntax error, an unknown property, a concept without label,
    kind or scheme, an IRI that is not the slug of the label, a label of two concepts, a kind or broader concept that
    is not declared.
    """
    nodes = _nodes(path)
    kinds = {
        iri[len(_KIND) :]: node.get(SKOS + "definition", [""])[0]
        for iri, node in nodes.items()
        if iri.startswith(_KIND)
    }
    concepts = [_concept(path, iri, node, nodes) for iri, node in nodes.items() if iri.startswith(_CONCEPT)]
    by_key = {concept.key: concept for concept in sorted(concepts)}
    patterns: dict[str, Concept] = {}
    for concept in by_key.values():
        for label in (concept.label, *concept.others, *concept.hidden):
            other = patterns.setdefault(pattern(label), concept)
            if other is not concept:
                raise _error(path, concept.key, f"{label!r} is a label of {other.key} too")
    for label, concept in list(patterns.items()):
        for form in () if "slogan" in concept.kinds else (*plurals(label), *gerunds(label)):
            patterns.setdefault(form, concept)
    refs = {c.key: ConceptRef(c.label, c.key, c.kinds) for c in by_key.values()}
    return Concepts(by_key, kinds, tuple(patterns), tuple(refs[c.key] for c in patterns.values()))


def pattern(label: str) -> str:
    """A label as it is looked for.

    >>> pattern("Juche-oriented Party")
    'juche oriented party'
    """
    return label.lower().replace("-", " ").replace("–", " ").replace("×", "x").replace("’", "'")


def plurals(label: str) -> Iterator[str]:
    """Simple plurals of a label: of its last word, and of the word before "of".

    >>> list(plurals("party cell")), list(plurals("abuse of power"))
    (['party cells'], ['abuse of powers', 'abuses of power'])
    """
    if label[-1].isalpha() and not label.endswith(("s", "ism")):
        yield _plural(label)
    if (found := _PLURAL_OF.match(label)) and not found[1].endswith("s"):
        yield _plural(found[1]) + found[2]


def gerunds(label: str) -> Iterator[str]:
    """Other ways to say a label that begins with a verb: with "of", with the article, with both.

    >>> list(gerunds("modelling the army")), list(gerunds("strengthening cells"))
    (['modelling of the army'], ['strengthening of cells', 'strengthening the cells', 'strengthening of the cells'])
    """
    verb, _, rest = label.partition(" ")
    if not verb.endswith("ing") or len(verb) < _SHORTEST_VERB or not rest or rest.split(" ")[0] in _LINKS:
        return
    if rest.startswith("the "):
        yield f"{verb} of {rest}"
    else:
        yield from (f"{verb} {link} {rest}" for link in ("of", "the", "of the"))


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x", "z")) else "s")


def _nodes(path: Path) -> dict[str, dict[str, list[str]]]:
    """Subject IRI -> property IRI -> values, in the order of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(path.name, None, f"can't be read: {reason(error)}") from error
    nodes: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
            if not isinstance(triple.subject, ox.NamedNode) or isinstance(triple.object, ox.BlankNode | ox.Triple):
                raise KnowledgeError(path.name, None, f"only named nodes may stand here: {triple}")
            nodes.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(
                triple.object.value
            )
    except SyntaxError as error:
        raise KnowledgeError(path.name, error.lineno, f"is no Turtle: {reason(error)}") from error
    return nodes


def _concept(path: Path, iri: str, node: Mapping[str, list[str]], nodes: Mapping[str, object]) -> Concept:
    """One concept, checked."""
    key = iri[len(_CONCEPT) :]
    for prop, values in node.items():
        if prop not in _ONE | _MANY:
            raise _error(path, key, f"unknown property {prop}")
        if prop in _ONE and len(values) > 1:
            raise _error(path, key, f"two values of {prop}")
    label = node.get(SKOS + "prefLabel", [""])[0]
    if iris.slug(label) != key:
        raise _error(path, key, f"the IRI must end in the slug of the prefLabel: {iris.slug(label)}")
    if node.get(SKOS + "inScheme") != [iris.BASE + "scheme/concepts"]:
        raise _error(path, key, "must be in scheme:concepts")
    if not node.get(KIND):
        raise _error(path, key, "lacks wpk:conceptKind")
    if not node.get(SOURCE):
        raise _error(path, key, "lacks dcterms:source")
    if reason := says_nothing(node[SOURCE][0]):
        raise _error(path, key, f"dcterms:source {reason}")
    for other in (*node[KIND], *node.get(SKOS + "broader", ())):
        if other not in nodes or not other.startswith((_KIND, _CONCEPT)):
            raise _error(path, key, f"{other} is not declared")

    def some(name: str) -> tuple[str, ...]:
        return tuple(node.get(SKOS + name, ()))

    return Concept(
        key,
        label,
        some("altLabel"),
        some("hiddenLabel"),
        tuple(kind[len(_KIND) :] for kind in node[KIND]),
        tuple(b[len(_CONCEPT) :] for b in some("broader")),
        next(iter(some("definition")), None),
        next(iter(some("scopeNote")), None),
        node[SOURCE][0],
    )


def _error(path: Path, key: str, why: str) -> KnowledgeError:
    """An error that names the line where a concept's block begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((i for i, text in enumerate(lines, 1) if text.startswith((f"c:{key} ", f"<{_CONCEPT}{key}>"))), None)
    return KnowledgeError(path.name, line, f"{key}: {why}")
