"""Questions to an output folder: SPARQL text, a .rq file, or the name of a query that comes with wpkgraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.errors import QueryError
from wpkgraph.lines import Term
from wpkgraph.namespaces import PREFIXES
from wpkgraph.sparql import fill, refuse, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

TIMEOUT = 60.0
_HEADER = re.compile(r"#\s*(title|description|param)\s*:\s*(.+)")
_PARAM = re.compile(r"(?P<name>[A-Za-z]\w*)\s*(?:=\s*(?P<default>\"[^\"]*\"))?\s*--\s*(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query; `default` None means that it must be given."""

    name: str
    text: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ontology/queries, with its header's words."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: columns and rows. ASK has one column "answer"; CONSTRUCT and DESCRIBE have three, s p o.

    A cell is a Term, or None where nothing is bound. `base` is the IRI that data IRIs start with, for short names.
    """

    form: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    base: str = ""

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """The rows as {column: value}."""
        for row in self.rows:
            yield {name: None if cell is None else cell.value for name, cell in zip(self.columns, row, strict=True)}


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The queries that come with wpkgraph, by name (ontology/queries/*.rq)."""
    from wpkgraph.knowledge.strict import folder as ontology

    files = sorted((folder or ontology() / "queries").glob("*.rq"))
    return {file.stem: read_named(file) for file in files}


def read_named(file: Path) -> NamedQuery:
    """One .rq file with its header comments: `# title:`, `# description:`, `# param: name = "default" -- words`."""
    text = _read(file)
    found: dict[str, list[str]] = {"title": [], "description": [], "param": []}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            found[match[1]].append(match[2].strip())
    params = []
    for words in found["param"]:
        match = _PARAM.fullmatch(words)
        if not match:
            raise QueryError(f'{file.name}: a parameter reads `# param: name = "default" -- what it is`, not {words!r}')
        params.append(Param(match["name"], match["text"], match["default"][1:-1] if match["default"] else None))
    title = " ".join(found["title"]) or file.stem
    return NamedQuery(file.stem, title, " ".join(found["description"]), tuple(params), text)


def resolve(given: str, params: Mapping[str, str]) -> str:
    """The SPARQL text for what a user gave: text, the path of a .rq file, or a name; with its parameters filled in.

    Raises QueryError for an unknown name or parameter, a missing parameter, and for what is switched off.
    """
    named = None
    if re.fullmatch(r"[A-Za-z0-9_-]+", given):
        known = named_queries()
        if given not in known:
            raise QueryError(
                f"there is no query named {given!r}; known: {', '.join(known)} (see: wpkgraph query --list)"
            )
        named = known[given]
    elif given.endswith(".rq") and "\n" not in given:
        named = read_named(Path(given))
    if named is None:
        return prepare(given, params)
    values = {p.name: p.default for p in named.params if p.default is not None} | dict(params)
    if missing := [p for p in named.params if p.name not in values]:
        raise QueryError(f"{named.name} needs --param {missing[0].name}=...: {missing[0].text}")
    return prepare(named.text, values)


def prepare(sparql: str, params: Mapping[str, str]) -> str:
    """The query with parameters filled in and checked; raises QueryError for SERVICE, FROM and updates."""
    text = fill(sparql, params)
    refuse(text)
    return text


def ask(store: ox.Store, sparql: str, base: str) -> Answer:
    """A store's answer to a checked query; the default graph holds the union of all graphs. Raises QueryError."""
    import pyoxigraph as ox

    prefixes = {name: iri for name, iri in (PREFIXES | {"id": base}).items() if iri}
    try:
        result = store.query(sparql, prefixes=prefixes)
        if isinstance(result, ox.QuerySolutions):
            columns = _columns(sparql, tuple(variable.value for variable in result.variables))
            order = [ox.Variable(name) for name in columns]
            rows = tuple(tuple(_term(solution[v]) for v in order) for solution in result)
            return Answer("select", columns, rows, base)
        if isinstance(result, ox.QueryBoolean):
            return Answer("ask", ("answer",), ((Term("literal", "true" if result else "false"),),), base)
        triples = {(_term(t.subject), _term(t.predicate), _term(t.object)) for t in result}
        return Answer("graph", ("subject", "predicate", "object"), tuple(sorted(triples)), base)
    except SyntaxError as error:
        raise QueryError(f"the query can't be read: {error}") from error
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"the query can't be answered: {error}") from error


def _columns(sparql: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in the order in which the query names them (SELECT * has no order of its own)."""
    order: dict[str, int] = {}
    for kind, text in tokens(sparql):
        if kind == "variable":
            order.setdefault(text[1:], len(order))
    return names if "*" not in _head(sparql) else tuple(sorted(names, key=lambda name: order.get(name, len(order))))


def _head(sparql: str) -> str:
    return "".join(text for kind, text in tokens(sparql) if kind not in ("comment", "string", "iri")).split("{")[0]


def _term(term: Any) -> Term | None:
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = "" if term.language or term.datatype.value.endswith("XMLSchema#string") else term.datatype.value
        return Term("literal", term.value, datatype, term.language or "")
    if isinstance(term, ox.NamedNode):
        return Term("iri", term.value)
    return Term("bnode", str(term))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: can't be read: {error}") from error
