"""Projections: the named SPARQL CONSTRUCTs of ontology/projections, and the triples that they give.

A picture or a measurement that is made of a projection agrees with the query, because it is the query.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import QueryError
from wpkgraph.lines import Term, literal
from wpkgraph.query import prepare
from wpkgraph.queryfiles import NamedQuery, named_queries

TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection of an output folder: its query, the base of the data IRIs, and its triples as sorted lines."""

    query: NamedQuery
    base: str
    triples: tuple[str, ...]


def projections() -> dict[str, NamedQuery]:
    """The projections that come with wpkgraph, by name. Raises KnowledgeError."""
    from wpkgraph.knowledge.strict import folder

    return named_queries(folder() / "projections")


def named(name: str) -> NamedQuery:
    """A projection by its name; QueryError with those that there are."""
    known = projections()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.casefold(), known)
    hint = f"did you mean: {', '.join(near)}? " if near else ""
    raise QueryError(f"there is no projection named {name!r}; {hint}known: {', '.join(known)}")


def project(
    folder: str | Path, name: str, params: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Projection:
    """A projection of an output folder. Raises QueryError (unknown name or parameter, time out) and OutputError."""
    from wpkgraph.worker import run

    query = named(name)
    given = dict(params or {})
    if unknown := sorted(set(given) - {param.name for param in query.params}):
        known = ", ".join(param.name for param in query.params)
        raise QueryError(f"{name} has no parameter {unknown[0]!r}; it has: {known}")
    values = {param.name: param.default or "" for param in query.params} | given
    if wrong := [key for key, text in given.items() if text.startswith("<") and text.endswith(">")]:
        raise QueryError(f"--param {wrong[0]} of {name} takes words, no IRI")
    answer = run(folder, prepare(query.text, values), timeout)
    lines = (" ".join(_term(cell) for cell in row if cell is not None) for row in answer.rows)
    return Projection(query, answer.base, tuple(sorted(lines)))


def _term(term: Term) -> str:
    return f"<{term.value}>" if term.kind == "iri" else literal(term.value, term.datatype, term.language)
