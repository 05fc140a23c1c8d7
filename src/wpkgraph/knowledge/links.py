"""Links to other datasets (links.sssom.tsv, a SSSOM file): per subject the triples that the graph may state.

https://mapping-commons.github.io/sssom/ is the format: metadata in comment lines, then one mapping a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import KnowledgeError, reason
from wpkgraph.knowledge.strict import Row, sourced, tsv_rows

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "confidence",
    "object_source",
    "comment",
    "ext_dataset",
    "ext_id",
    "ext_source",
)
NO_TERM = "sssom:NoTermFound"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SAME_AS = "https://schema.org/sameAs"
_IDENTIFIER = "https://schema.org/identifier"
_PREDICATES = {
    "skos:exactMatch": _SKOS + "exactMatch",
    "skos:closeMatch": _SKOS + "closeMatch",
    "foaf:isPrimaryTopicOf": "http://xmlns.com/foaf/0.1/isPrimaryTopicOf",
    "foaf:homepage": "http://xmlns.com/foaf/0.1/homepage",
    "schema:identifier": _IDENTIFIER,
}
_INDIVIDUALS = ("person/", "org/", "place/", "event/", "office/")


@dataclass(frozen=True, slots=True)
class Link:
    """One mapping as a triple of the graph.

    subject    behind the base of the data IRIs: "person/kim-jong-un"
    predicate  full IRI; object: an IRI, or where `literal` the text of a string ("iso-3166-2:KP-08")
    """

    subject: str
    predicate: str
    object: str
    literal: bool
    dataset: str
    id: str
    confidence: float
    justification: str
    source: str


@dataclass(frozen=True, slots=True)
class Links:
    """Links by subject, in the order of the file; `classes`: matches of classes of wpk.ttl by local name.

    nothing_found: (subject, dataset) pairs for which a search found no term
    """

    links: Mapping[str, tuple[Link, ...]]
    classes: Mapping[str, tuple[Link, ...]]
    nothing_found: frozenset[tuple[str, str]]

    def of(self, subject: str) -> tuple[Link, ...]:
        """The links of a subject ("place/wonsan-city"); none: an empty tuple."""
        return self.links.get(subject, ())


def load(folder: Path) -> Links:
    """The links of ontology/links.sssom.tsv.

    Exact matches of individuals become schema:sameAs; their other matches say too little and give no link. Concepts
    keep skos:exactMatch and skos:closeMatch. Codes become schema:identifier with "dataset:id".
    KnowledgeError: no metadata, an unknown prefix or predicate, a cell missing, a mapping twice.
    """
    path = folder / "links.sssom.tsv"
    prefixes = _prefixes(path)
    links: dict[str, list[Link]] = {}
    classes: dict[str, list[Link]] = {}
    nothing: set[tuple[str, str]] = set()
    seen: set[tuple[str, str, str]] = set()
    for row in tsv_rows(path, COLUMNS):
        v = row.values
        key = (v["subject_id"], v["object_id"], v["ext_dataset"])
        if key in seen:
            raise row.error(f"{v['subject_id']} is mapped to {v['object_id']} already")
        seen.add(key)
        _check(row, prefixes)
        prefix, _, subject = v["subject_id"].partition(":")
        if v["object_id"] == NO_TERM:
            nothing.add((subject, v["ext_dataset"]))
        elif prefix == "wpk":
            classes.setdefault(subject, []).append(_link(row, subject, prefixes))
        elif v["predicate_id"] != "skos:closeMatch" or not subject.startswith(_INDIVIDUALS):
            links.setdefault(subject, []).append(_link(row, subject, prefixes))
    return Links(_frozen(links), _frozen(classes), frozenset(nothing))


def _prefixes(path: Path) -> dict[str, str]:
    """The curie_map of the metadata: prefix -> namespace."""
    out: dict[str, str] = {}
    inside = False
    needed = {"mapping_set_id", "license", "curie_map"}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(path.name, None, f"can't be read: {reason(error)}") from error
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            break
        name, colon, value = line[1:].strip().partition(":")
        if not line.startswith("# "):
            needed.discard(name)
            inside = name == "curie_map"
        elif inside:
            if not colon or not value.strip().strip('"').startswith("http"):
                raise KnowledgeError(path.name, number, 'a line of curie_map must be `prefix: "namespace"`')
            out[name] = value.strip().strip('"')
    if needed:
        raise KnowledgeError(path.name, 1, f"the metadata lack {', '.join(sorted(needed))}")
    return out


def _check(row: Row, prefixes: Mapping[str, str]) -> None:
    v = row.values
    for column in ("subject_id", "predicate_id", "object_id", "mapping_justification", "object_source"):
        if v[column].partition(":")[0] not in prefixes or ":" not in v[column]:
            raise row.error(f"{column} {v[column]!r} has no prefix of the curie_map")
    if v["predicate_id"] not in _PREDICATES:
        raise row.error(f"predicate {v['predicate_id']!r}; known: {', '.join(_PREDICATES)}")
    if not v["mapping_justification"].startswith("semapv:"):
        raise row.error("mapping_justification must be a term of semapv")
    if not v["ext_dataset"]:
        raise row.error("ext_dataset must be filled")
    sourced(row, "ext_source")
    if (v["object_id"] == NO_TERM) != (v["ext_id"] == ""):
        raise row.error(f"ext_id must be empty for {NO_TERM}, and only there")


def _link(row: Row, subject: str, prefixes: Mapping[str, str]) -> Link:
    v = row.values
    predicate = _PREDICATES[v["predicate_id"]]
    if predicate == _SKOS + "exactMatch" and subject.startswith(_INDIVIDUALS):
        predicate = _SAME_AS
    prefix, _, local = v["object_id"].partition(":")
    literal = predicate == _IDENTIFIER
    target = f"{v['ext_dataset']}:{v['ext_id']}" if literal else prefixes[prefix] + local
    try:
        confidence = float(v["confidence"])
    except ValueError as error:
        raise row.error(f"confidence {v['confidence']!r} is no number") from error
    if not 0 <= confidence <= 1:
        raise row.error(f"confidence {confidence} lies outside 0 and 1")
    return Link(
        subject,
        predicate,
        target,
        literal,
        v["ext_dataset"],
        v["ext_id"],
        confidence,
        v["mapping_justification"],
        v["ext_source"],
    )


def _frozen(rows: Mapping[str, list[Link]]) -> dict[str, tuple[Link, ...]]:
    return {key: tuple(values) for key, values in rows.items()}
