"""A worker's part of an answer: the store's results in the form that is wanted, within bounds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from wpkgraph.namespaces import query_prefixes
from wpkgraph.pages.data import written
from wpkgraph.server.frames import Answer
from wpkgraph.server.negotiate import GRAPHS, RESULTS
from wpkgraph.server.protocol import RefusedError
from wpkgraph.syntax import unreadable

if TYPE_CHECKING:
    import pyoxigraph as ox

_NO_BASE = "urn:none:"  # a store that is no output of ours has no short names of its own


class Sink(io.BytesIO):
    """Bytes in memory, up to a size; OSError beyond it."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._room, self.full = size, False

    def write(self, data: Any) -> int:
        """As of a file."""
        self._room -= len(data)
        if self._room < 0:
            self.full = True
            raise OSError("the answer is too large")
        return super().write(data)


def answer_query(store: ox.Store, base: str, job: Mapping[str, Any]) -> Answer:
    """The answer to a job {query, default, named, media_type, base_iri, rows, size}; raises RefusedError."""
    import pyoxigraph as ox

    text, prefixes = str(job["query"]), query_prefixes(base or _NO_BASE)
    sink = Sink(int(job["size"]))
    try:
        result = store.query(text, prefixes=prefixes, base_iri=job["base_iri"], **dataset(job["default"], job["named"]))
        if isinstance(result, ox.QueryTriples):
            return _triples(result, base, job)
        result.serialize(sink, format=_results(str(job["media_type"])))
    except SyntaxError as error:
        why = unreadable(text, lambda spread: store.query(spread, prefixes=prefixes), prefixes)
        raise RefusedError(400, str(why)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise (
            too_large(int(job["size"])) if sink.full else RefusedError(500, f"the query can't be answered: {error}")
        ) from error
    body = sink.getvalue()
    if _more_rows(body, str(job["media_type"]), rows := int(job["rows"])):
        raise RefusedError(
            422,
            f"the answer has more than {rows} rows; ask for fewer with LIMIT, or load graph.nq into a store of your own",
        )
    return Answer(200, str(job["media_type"]), body)


def dataset(default: Iterable[str], named: Iterable[str]) -> dict[str, Any]:
    """The dataset that a request names, for Store.query: what it leaves out is empty (SPARQL 1.1 Protocol, 2.1.4)."""
    import pyoxigraph as ox

    given = {
        "default_graph": [ox.NamedNode(iri) for iri in default],
        "named_graphs": [ox.NamedNode(iri) for iri in named],
    }
    return given if any(given.values()) else {}


def answer_graph(store: ox.Store, base: str, job: Mapping[str, Any]) -> Answer:
    """One graph of the store, the default one for "": a job {graph, media_type, size}; raises RefusedError."""
    import pyoxigraph as ox

    iri, media_type = str(job["graph"]), str(job["media_type"])
    graph = ox.NamedNode(iri) if iri else ox.DefaultGraph()
    if iri and not store.contains_named_graph(graph):
        raise RefusedError(404, f"there is no graph {iri}")
    body = as_graph((str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)), base, media_type)
    if len(body) > int(job["size"]):
        raise too_large(int(job["size"]))
    return Answer(200, media_type, body)


def as_graph(lines: Iterable[str], base: str, media_type: str) -> bytes:
    """Triples, given as lines without their full stops, in a form of GRAPHS; the same triples give the same bytes."""
    return written(sorted(set(lines)), GRAPHS[media_type], base or _NO_BASE)


def too_large(size: int) -> RefusedError:
    """The refusal of an answer that has more bytes than allowed."""
    return RefusedError(
        422, f"the answer is larger than {size} bytes; ask for less, or take the file graph.nq or graph.ttl"
    )


def _triples(result: Iterable[Any], base: str, job: Mapping[str, Any]) -> Answer:
    rows, media_type = int(job["rows"]), str(job["media_type"])
    found = list(islice(result, rows + 1))
    if len(found) > rows:
        raise RefusedError(
            422, f"the answer has more than {rows} triples; ask for fewer with LIMIT, or take the file graph.nq"
        )
    body = as_graph(map(str, found), base, media_type)
    if len(body) > int(job["size"]):
        raise too_large(int(job["size"]))
    return Answer(200, media_type, body)


def _more_rows(body: bytes, media_type: str, rows: int) -> bool:
    """Whether a result has more rows; a row takes a byte at least, so that most need not be read again."""
    import pyoxigraph as ox

    if len(body) <= rows:
        return False
    form = RESULTS[media_type]
    if form == "csv":
        csv.field_size_limit(len(body))
        return sum(1 for _ in islice(csv.reader(io.StringIO(body.decode(), newline="")), rows + 2)) > rows + 1
    found = ox.parse_query_results(body, format=_results(media_type))
    return not isinstance(found, ox.QueryBoolean) and sum(1 for _ in islice(found, rows + 1)) > rows


def _results(media_type: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    form: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, RESULTS[media_type].upper())
    return form
