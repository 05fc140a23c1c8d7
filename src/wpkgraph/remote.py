"""Questions to the SPARQL endpoint of any server: the same text, the same answers as from an output folder."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from urllib.parse import urlencode

from wpkgraph.errors import QueryError, QuerySyntaxError, RemoteError, WpkgraphError
from wpkgraph.query import TIMEOUT, Answer, ask, read_answer
from wpkgraph.sparql import declared, query_form
from wpkgraph.web.address import check_address, shown
from wpkgraph.web.login import Login, login
from wpkgraph.web.server import Reply, Request, Server

ENVIRONMENT = "WPKGRAPH_QUERY"
LARGEST = 256 * 1024 * 1024  # bytes of an answer
_RESULTS = "application/sparql-results+json, application/json;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_TURTLE = ("text/turtle", "application/x-turtle")


def ask_endpoint(
    url: str, sparql: str, base: str, timeout: float = TIMEOUT, *, who: Login | None = None, largest: int = LARGEST
) -> Answer:
    """The answer of a SPARQL 1.1 endpoint to a checked query, with our prefixes declared. Raises RemoteError, QueryError.

    The query sees what the server takes for the default graph: see docs/push.md.
    base     what data IRIs start with, for the prefixes of data
    timeout  seconds, from the first connection to the last byte
    who      the login; by default what the environment says
    """
    check_address(url, query=True, login=ENVIRONMENT)
    who = login(ENVIRONMENT) if who is None else who
    asked = sparql_request(url, declared(sparql, base), largest)

    def work() -> Reply:
        with Server(who, timeout) as server:
            reply = server.send(asked)
            if not reply.good:
                raise _refused(sparql, base, reply) or server.refused(asked, reply)
            if not reply.whole:
                raise RemoteError(f"{shown(url)}: the answer has more than {largest:,} bytes; ask for less, by LIMIT")
            if _kind(reply, asked) == "":
                raise RemoteError(
                    f"{shown(url)}: is no SPARQL endpoint: it answers with {reply.media_type or 'no type'}, "
                    f"not {asked.headers['Accept'].split(',')[0]}: {server.words(reply.body)}"
                )
            return reply

    try:
        return _read(_within(timeout, work), asked, sparql, base)
    except SyntaxError as error:
        raise RemoteError(f"{shown(url)}: the answer can't be read: {_plain(str(error))}") from error
    except TimeoutError as error:
        why = f"the query took longer than {timeout:g} seconds; see --timeout"
        raise RemoteError(f"{shown(url)}: {why}") from error


def sparql_request(url: str, sparql: str, largest: int = LARGEST) -> Request:
    """A query as an endpoint takes it: a form that is sent by POST, which is what all servers know."""
    accept = _RESULTS if query_form(sparql) in ("SELECT", "ASK") else _TRIPLES
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
    return Request("POST", url, "the query", urlencode({"query": sparql}).encode(), headers, largest)


def _kind(reply: Reply, asked: Request) -> str:
    """How the body is read: "json", "turtle" (which N-Triples is, too), or "" for what was not asked for."""
    if asked.headers["Accept"] == _RESULTS:
        return "json" if reply.media_type in ("application/sparql-results+json", "application/json") else ""
    known = ("application/n-triples", "text/plain", *_TURTLE)
    return "turtle" if reply.media_type in known else ""


def _read(reply: Reply, asked: Request, sparql: str, base: str) -> Answer:
    import pyoxigraph as ox

    if _kind(reply, asked) == "json":
        return read_answer(ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON), sparql, base)
    return read_answer(ox.parse(reply.body, ox.RdfFormat.TURTLE, base_iri="urn:none:", lenient=True), sparql, base)


def _refused(sparql: str, base: str, reply: Reply) -> QuerySyntaxError | None:
    """The place where a query that a server refuses is no SPARQL, in the words that an output folder has for it."""
    import pyoxigraph as ox

    if reply.status != 400:
        return None
    try:
        ask(ox.Store(), sparql, base)
    except QuerySyntaxError as error:
        return error
    except QueryError:
        return None
    return None


def _within(seconds: float, work: Callable[[], Reply]) -> Reply:
    """What `work` gives, in time; else TimeoutError. A server that drips its answer can't hold us: it is left behind."""
    done: queue.SimpleQueue[Reply | WpkgraphError] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except WpkgraphError as error:
            done.put(error)
        finally:
            done.put(RemoteError("the request ended without an answer"))  # nobody reads it but after a bug

    threading.Thread(target=run, daemon=True).start()
    try:
        result = done.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(result, WpkgraphError):
        raise result
    return result


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]
