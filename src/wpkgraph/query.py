"""Questions to an output folder: SPARQL text, a .rq file, or the name of a query that comes with wpkgraph."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.errors import QueryError, QuerySyntaxError
from wpkgraph.lines import Term
from wpkgraph.namespaces import query_prefixes
from wpkgraph.queryfiles import NamedQuery, declared_in, named_queries, read_named
from wpkgraph.sparql import fill, given_offset, parameters, refuse, tokens, unfilled
from wpkgraph.syntax import unreadable

if TYPE_CHECKING:
    import pyoxigraph as ox

TIMEOUT = 60.0


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


@dataclass(frozen=True, slots=True)
class Question:
    """A question as given, its parameters' values, the SPARQL that both make, and the .rq file it stands in ("": none)."""

    text: str
    params: Mapping[str, str]
    sparql: str
    file: str = ""

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The `$name` in it that have no value though they seem meant as parameters."""
        return unfilled(self.text, self.params)

    def placed(self, error: QuerySyntaxError) -> QuerySyntaxError:
        """An error in the SPARQL as an error in the text as given."""
        at = given_offset(self.text, self.params, error.offset)
        return QuerySyntaxError(error.why, self.text, at, self.file)


def question(given: str, params: Mapping[str, str], *, as_text: bool = False) -> Question:
    """What a user asks by SPARQL text, the path of a .rq file, or a name; with its parameters filled in.

    Raises QueryError for an unknown name or parameter, a missing parameter, and for what is switched off; that is
    allowed `as_text`, where the question is to be printed for another service and not asked here.
    """
    made = fill if as_text else prepare
    if re.fullmatch(r"[A-Za-z0-9_-]+", given):
        named, file = _named(given), ""
    elif given.endswith(".rq") and "\n" not in given:
        named, file = read_named(Path(given)), given
    elif re.fullmatch(r"[^\s{]+", given):
        raise QueryError(
            f"{given!r} is no query: give SPARQL, a name from wpkgraph query --list, or a file that ends in .rq"
        )
    elif named_text := declared_in(given):
        named, file = named_text, ""
    else:
        return Question(given, params, made(given, params))
    if named.elsewhere and not as_text:
        raise QueryError(
            f"{named.name} asks other services, which is switched off here: print it with "
            f"`wpkgraph query --text {given}` and paste it into a service that holds the graph"
        )
    values = _values(named, params)
    try:
        return Question(named.text, values, made(named.text, values), file)
    except QueryError as error:
        raise QueryError(f"{file}: {error}" if file else str(error)) from error


def _values(named: NamedQuery, params: Mapping[str, str]) -> dict[str, str]:
    # a query that was printed filled in still has its header, and takes no value any more
    used = [p for p in named.params if p.name in parameters(named.text) or p.name in params]
    values = {p.name: p.default for p in used if p.default is not None} | dict(params)
    if missing := [p for p in used if p.name not in values]:
        raise QueryError(f"{named.name} needs --param {missing[0].name}=...: {missing[0].text}")
    if named.params and (loose := unfilled(named.text, values)):
        raise QueryError(
            f"{named.name} declares no parameter {loose[0]} and none is given: add `# param: {loose[0]} -- what it is` "
            f"to its header and give --param {loose[0]}=..., or write ?{loose[0]} if it is a variable"
        )
    for param in used:
        if not param.takes_iri and re.fullmatch("<.*>", values[param.name]):
            raise QueryError(f"--param {param.name} of {named.name} takes words, no IRI: {param.text}")
        if param.is_day and not _is_day(values[param.name]):
            raise QueryError(
                f"--param {param.name} of {named.name} takes a day as YYYY-MM-DD, not {values[param.name]!r}"
            )
    return values


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def resolve(given: str, params: Mapping[str, str]) -> str:
    """The SPARQL text of a question; see there."""
    return question(given, params).sparql


def _named(given: str) -> NamedQuery:
    known = named_queries()
    if given in known:
        return known[given]
    near = [name for name in known if given.casefold() in name] or difflib.get_close_matches(given.casefold(), known)
    hint = f"did you mean: {', '.join(near)}? " if near else ""
    raise QueryError(f"there is no query named {given!r}; {hint}known: {', '.join(known)} (see: wpkgraph query --list)")


def prepare(sparql: str, params: Mapping[str, str]) -> str:
    """The query with parameters filled in and checked; raises QueryError for SERVICE, FROM and updates."""
    text = fill(sparql, params)
    refuse(text)
    return text


def ask(store: ox.Store, sparql: str, base: str) -> Answer:
    """A store's answer to a checked query; the default graph holds the union of all graphs. Raises QueryError."""
    prefixes = query_prefixes(base) if base else query_prefixes("urn:none:")
    try:
        return read_answer(store.query(sparql, prefixes=prefixes), sparql, base)
    except SyntaxError as error:
        raise unreadable(sparql, lambda text: store.query(text, prefixes=prefixes), prefixes) from error
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"the query can't be answered: {error}") from error


def read_answer(result: ox.QuerySolutions | ox.QueryBoolean | Iterable[Any], sparql: str, base: str) -> Answer:
    """What a store or a parser of results gives for a query, as an Answer; triples come sorted, each once."""
    import pyoxigraph as ox

    if isinstance(result, ox.QuerySolutions):
        columns = _columns(sparql, tuple(variable.value for variable in result.variables))
        order = [ox.Variable(name) for name in columns]
        rows = tuple(tuple(_term(solution[v]) for v in order) for solution in result)
        return Answer("select", columns, rows, base)
    if isinstance(result, ox.QueryBoolean):
        return Answer("ask", ("answer",), ((Term("literal", "true" if result else "false"),),), base)
    triples = {(_term(t.subject), _term(t.predicate), _term(t.object)) for t in result}
    return Answer("graph", ("subject", "predicate", "object"), tuple(sorted(triples)), base)


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
