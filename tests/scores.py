"""Compares a built graph with annotations in the format of examples/README.md, kind of fact by kind of fact."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

PREFIXES = """
PREFIX wpk: <https://w3id.org/wpkgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
"""
CAPACITIES = {
    "opening speech": "opening-speech",
    "concluding speech": "concluding-speech",
    "on platform": "platform",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
LONG = {
    "wpk": "workers party of korea",
    "kpa": "korean peoples army",
    "spa": "supreme peoples assembly",
    "dprk": "democratic peoples republic of korea",
    "c c": "central committee",
    "cc": "central committee",
}
Words = frozenset[str]


@dataclass(frozen=True)
class Score:
    """How one kind of fact came out: what was found, what was missed, what stands in the graph and is wrong."""

    found: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share of the annotated facts that were found."""
        return self.found / (self.found + len(self.missed)) if self.found or self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of the facts found that are annotated."""
        return self.found / (self.found + len(self.wrong)) if self.found or self.wrong else 1.0


def words(text: str) -> Words:
    """The words that tell a label from others: no case, articles or quotes; ordinals and abbreviations in one form."""
    text = re.sub(r"['’]s\b", "s", text.lower()).replace("'", "").replace("’", "")
    plain = " ".join(re.findall(r"\w+", text))
    for short, long in LONG.items():
        plain = re.sub(rf"\b{short}\b", long, plain)
    plain = plain.replace("party central committee", "central committee of the workers party of korea")
    named = {f"{i}{end}": word for i, word in enumerate(ORDINALS, 1) for end in ("st", "nd", "rd", "th")}
    return frozenset(named.get(w, w) for w in plain.split()) - {"the", "a", "an", "of", "at", "under", "in", "for"}


@dataclass
class Graph:
    """What one file's articles state, read from the union of a build's graphs."""

    store: ox.Store
    file: str
    labels: dict[str, set[Words]] = field(default_factory=dict)

    def rows(self, query: str) -> Iterator[tuple[str, ...]]:
        """Rows of strings; a variable without a value is ''. `{file}` in the query selects ?article of this file."""
        here = f'?article wpk:foundAt/wpk:inFile/wpk:fileName "{self.file}" .'
        for row in self.store.query(PREFIXES + query.replace("{file}", here)):  # type: ignore[union-attr]
            yield tuple("" if cell is None else cell.value for cell in row)  # type: ignore[union-attr]

    def names(self, node: str) -> set[Words]:
        """All labels of a node, as words."""
        if node not in self.labels:
            found = self.rows(f"SELECT ?l {{ <{node}> rdfs:label|skos:prefLabel|skos:altLabel ?l }}")
            self.labels[node] = {words(label) for (label,) in found}
        return self.labels[node]

    def denoted(self, cls: str) -> list[str]:
        """The nodes of a class that a span of this file denotes."""
        query = f"SELECT DISTINCT ?x {{ {{file}} ?s wpk:inArticle ?article ; wpk:denotes ?x . ?x a {cls} }} ORDER BY ?x"
        return [node for (node,) in self.rows(query)]

    def above(self, node: str) -> list[str]:
        """A unit or body and all levels above it."""
        query = f"SELECT DISTINCT ?up {{ <{node}> (org:unitOf|org:subOrganizationOf)* ?up }} ORDER BY ?up"
        return [up for (up,) in self.rows(query)] if node else []


def load(turtle: Path) -> ox.Store:
    """A store with the triples of graph.ttl."""
    store = ox.Store()
    store.bulk_load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    return store


def score(store: ox.Store, expected: Iterable[Path]) -> dict[str, Score]:
    """Scores by kind of fact over all annotated files."""
    total: dict[str, list[Score]] = {}
    for path in sorted(expected):
        facts = json.loads(path.read_text(encoding="utf-8"))
        for kind, one in _file(Graph(store, facts["file"]), facts).items():
            total.setdefault(kind, []).append(one)
    return {
        kind: Score(
            sum(s.found for s in scores),
            tuple(x for s in scores for x in s.missed),
            tuple(x for s in scores for x in s.wrong),
        )
        for kind, scores in total.items()
    }


def _file(graph: Graph, facts: dict[str, Any]) -> dict[str, Score]:
    issued = [d for (d,) in graph.rows("SELECT ?d { {file} ?article dcterms:issued ?d } ORDER BY ?d")]
    articles = [a for (a,) in graph.rows("SELECT DISTINCT ?article { {file} }")]
    people = graph.denoted("wpk:Person")
    inside = {words(n) for n in facts["non_persons"]}
    out = {
        "articles": _pair(facts["articles"], articles, lambda a, b: True, str),
        "issue dates": _pair([a["published"] for a in facts["articles"]], issued, lambda a, b: b.startswith(a), str),
        "persons": _pair(facts["persons"], people, lambda n, p: words(n) in graph.names(p), str),
        "false persons": Score(1, wrong=tuple(p for p in people if graph.names(p) & inside)),
        "posts": _posts(graph, facts["affiliations"], chains=False),
        "chains": _posts(graph, facts["affiliations"], chains=True),
        "participations": _participations(graph, facts["participations"]),
    }
    for kind, cls in (("organizations", "org:Organization"), ("events", "sem:Event"), ("concepts", "skos:Concept")):
        out[kind] = _named(graph, facts, kind, cls, facts["exhaustive"])
    places = graph.denoted("schema:Place")
    out["places"] = _pair(facts["places"], places, lambda n, p: words(n) in graph.names(p), str)
    days = "SELECT DISTINCT ?e ?d { {file} ?s wpk:inArticle ?article ; wpk:denotes ?e . ?e schema:startDate ?d }"
    dated = list(graph.rows(days))
    wanted = [e for e in facts["events"] if e["date"]]
    out["event dates"] = _recall(
        wanted, dated, lambda e, row: row[1].startswith(e["date"]) and _is(graph, e, row[0]), lambda e: str(e["name"])
    )
    return out


def _is(graph: Graph, thing: dict[str, Any], node: str) -> bool:
    key = "label" if "label" in thing else "name"
    return bool({words(n) for n in [thing[key], *thing["variants"]]} & graph.names(node))


def _named(graph: Graph, facts: dict[str, Any], kind: str, cls: str, exhaustive: bool) -> Score:
    key = "label" if kind == "concepts" else "name"
    pair = _pair if exhaustive else _recall
    return pair(facts[kind], graph.denoted(cls), lambda t, node: _is(graph, t, node), lambda t: str(t[key]))


def _posts(graph: Graph, affiliations: list[dict[str, Any]], *, chains: bool) -> Score:
    query = """SELECT DISTINCT ?m ?p ?o ?r { {file} ?s wpk:inArticle ?article .
        ?m wpk:evidence ?s ; a org:Membership ; org:member ?p ; wpk:roleText ?r .
        OPTIONAL { ?m org:organization ?o } } ORDER BY ?m ?r"""
    rows = list(graph.rows(query))

    def same(a: dict[str, Any], row: tuple[str, ...]) -> bool:
        _, person, body, role = row
        if words(a["person"]) not in graph.names(person) or words(a["role"]) - {"former"} != words(role) - {"former"}:
            return False
        levels: Words = frozenset().union(*[n for up in graph.above(body) for n in graph.names(up)])
        return not chains or all(words(unit) <= levels for unit in a["unit_chain"])

    firm = [a for a in affiliations if not a["loose"]]
    firm_score = _pair(firm, rows, same, lambda a: f"{a['person']}, {a['role']}")
    loose = [a for a in affiliations if a["loose"]]
    wrong = [row for row in rows if str(row) in firm_score.wrong and not any(same(a, row) for a in loose)]
    return Score(firm_score.found, firm_score.missed, tuple(map(str, wrong)))


def _participations(graph: Graph, participations: list[dict[str, Any]]) -> Score:
    query = """SELECT DISTINCT ?p ?n { {file} ?s wpk:inArticle ?article . ?x wpk:evidence ?s .
        { ?x wpk:participant ?p ; wpk:capacity/skos:notation ?n }
        UNION { ?x wpk:speaker ?p ; wpk:speechKind/skos:notation ?n } } ORDER BY ?p ?n"""
    wanted = sorted({(p["person"], CAPACITIES.get(p["as"], p["as"])) for p in participations})
    people = [(p, n) for p, n in graph.rows(query) if graph.names(p)]
    return _pair(wanted, people, lambda w, row: w[1] == row[1] and words(w[0]) in graph.names(row[0]), str)


def _pair(
    wanted: Iterable[Any], given: Iterable[Any], same: Callable[[Any, Any], bool], show: Callable[[Any], str]
) -> Score:
    left = list(given)
    missed = []
    found = 0
    for item in wanted:
        hit = next((g for g in left if same(item, g)), None)
        if hit is None:
            missed.append(show(item))
        else:
            left.remove(hit)
            found += 1
    return Score(found, tuple(missed), tuple(map(str, left)))


def _recall(
    wanted: Iterable[Any], given: Iterable[Any], same: Callable[[Any, Any], bool], show: Callable[[Any], str]
) -> Score:
    result = _pair(wanted, given, same, show)
    return Score(result.found, result.missed)
