"""A small server of one graph for tests of pages in a browser: /query, /sparql and the static files."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox

from wpkgraph.built import Built
from wpkgraph.errors import QueryError
from wpkgraph.namespaces import query_prefixes
from wpkgraph.pages import layout, querypage
from wpkgraph.pages.links import ServerLinks
from wpkgraph.query import prepare
from wpkgraph.syntax import unreadable

LIMIT = 500


@contextmanager
def serving(graph: Built) -> Iterator[str]:
    """The address of a server that runs while the block does."""
    base, store = graph.dataset.base, graph.store

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            if path == "query":
                self.answer(200, "text/html", querypage.page(ServerLinks(base), base, row_limit=LIMIT).encode())
            elif path.startswith("static/") and (file := files("wpkgraph.pages").joinpath(path)).is_file():
                self.answer(200, mimetypes.guess_type(path)[0] or "text/plain", file.read_bytes())
            else:
                self.answer(404, "text/plain", b"there is no such page")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            try:
                self.answer(200, *asked(store, base, parse_qs(body)["query"][0], self.headers["Accept"]))
            except QueryError as error:
                self.answer(400, "text/plain", str(error).encode())

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Security-Policy", layout.POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def asked(store: ox.Store, base: str, text: str, accept: str) -> tuple[str, bytes]:
    """Media type and body of the answer to a query; at most LIMIT rows."""
    sparql, prefixes = prepare(text, {}), query_prefixes(base)
    try:
        answer = store.query(sparql, prefixes=prefixes)
    except SyntaxError as error:
        raise unreadable(sparql, lambda other: store.query(other, prefixes=prefixes), prefixes) from error
    if isinstance(answer, ox.QueryTriples):
        return accept, ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b""
    return accept, answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
