"""A server's Graph Store and, if its address is given, its SPARQL endpoint, as far as a push needs them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import quote

from wpkgraph.errors import RemoteError
from wpkgraph.lines import literal
from wpkgraph.push.plan import DEFAULT, Graph
from wpkgraph.remote import ENVIRONMENT as QUERY
from wpkgraph.remote import sparql_request
from wpkgraph.web.address import check_address, origin, shown
from wpkgraph.web.login import login
from wpkgraph.web.server import Request, Server

ENVIRONMENT = "WPKGRAPH_PUSH"
_COUNTS = (
    "SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {base})) }} GROUP BY ?g"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: the Graph Store's address, the SPARQL endpoint's ("": none), seconds for each answer."""

    store: str
    endpoint: str = ""
    timeout: float = 300.0


class GraphStore:
    """A connection to a Target, to be used in a `with`; its methods raise RemoteError."""

    def __init__(self, target: Target) -> None:
        self._target = target
        check_address(target.store, login=ENVIRONMENT)
        who = login(ENVIRONMENT)
        with ExitStack() as opened:
            self._store = opened.enter_context(Server(who, target.timeout))
            if target.endpoint:
                check_address(target.endpoint, query=True, login=QUERY)
                asks = login(QUERY)
                if not asks.kind and origin(target.endpoint) == origin(target.store):
                    asks = who
                self._endpoint = opened.enter_context(Server(asks, target.timeout))
            self._opened = opened.pop_all()

    def __enter__(self) -> GraphStore:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connections."""
        self._opened.close()

    def put(self, graph: Graph) -> None:
        """Replace a graph on the server by this one."""
        headers = {"Content-Type": "application/n-triples"}
        request = Request("PUT", self._address(graph.iri), named(graph.iri), graph.body(), headers)
        reply = self._store.send(request)
        if not reply.good:
            raise self._store.refused(request, reply)

    def delete(self, iri: str) -> None:
        """Delete a graph on the server; one that is not there is as good as deleted."""
        request = Request("DELETE", self._address(iri), named(iri))
        reply = self._store.send(request)
        if not reply.good and reply.status not in (404, 410):
            raise self._store.refused(request, reply)

    def counts(self, base: str, more: Sequence[str] = ()) -> dict[str, int]:
        """How many quads the server has of each graph whose IRI begins with `base`, and of those of `more`."""
        found = {row[0]: int(row[1]) for row in self._rows(_COUNTS.format(base=literal(base)), 2)}
        for iri in more:
            pattern = f"GRAPH <{iri}> {{ ?s ?p ?o }}" if iri != DEFAULT else "?s ?p ?o"
            found[iri] = int(self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}", 1)[0][0])
        return found

    def _address(self, iri: str) -> str:
        return f"{self._target.store}?" + ("graph=" + quote(iri, safe="") if iri else "default")

    def _rows(self, sparql: str, width: int) -> list[list[str]]:
        """The rows of an answer whose last column is a number."""
        import pyoxigraph as ox

        request = sparql_request(self._target.endpoint, sparql)
        reply = self._endpoint.send(request)
        if not reply.good:
            raise self._endpoint.refused(request, reply)
        try:
            found = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
            if isinstance(found, ox.QueryBoolean):
                raise TypeError
            rows = [[str(cell.value) for cell in row] for row in found]
            if any(len(row) != width or not row[-1].isdecimal() for row in rows) or (width == 1 and len(rows) != 1):
                raise ValueError
        except (SyntaxError, ValueError, TypeError, AttributeError) as error:
            said = self._endpoint.told(reply)
            raise RemoteError(f"{shown(self._target.endpoint)}: no counts of graphs in its answer: {said}") from error
        if limit := reply.headers.get("x-sparql-maxrows", ""):
            raise RemoteError(
                f"{shown(self._target.endpoint)}: gives {self._endpoint.words(limit.encode())} rows at most, "
                "too few to count all graphs; raise the server's limit, or leave --sparql out"
            )
        return rows


def named(iri: str) -> str:
    """What messages call a graph."""
    return f"graph <{iri}>" if iri else "the default graph"
