"""Servers of others for the tests of push and query --endpoint: a real one, and one that answers what a test wants."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

ALL_COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Oxigraph:
    """A running Oxigraph server."""

    base: str

    @property
    def store(self) -> str:
        return f"{self.base}/store"

    @property
    def query(self) -> str:
        return f"{self.base}/query"

    def rows(self, sparql: str) -> list[dict[str, str]]:
        headers = {"Accept": "application/sparql-results+json"}
        reply = httpx.post(self.query, data={"query": sparql}, headers=headers, trust_env=False)
        return [{k: v["value"] for k, v in row.items()} for row in reply.json()["results"]["bindings"]]

    def counts(self) -> dict[str, int]:
        return {row["g"]: int(row["n"]) for row in self.rows(ALL_COUNTS)}

    def default_count(self) -> int:
        return int(self.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])

    def clear(self) -> None:
        httpx.post(f"{self.base}/update", data={"update": "CLEAR ALL"}, trust_env=False).raise_for_status()


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Oxigraph]:
    """The server of the PyPI package oxigraph on a free port of loopback, with its data in a folder."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):  # a minute, for a machine that has much else to do
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "oxigraph ended at once"
            time.sleep(0.05)
        else:
            raise AssertionError("oxigraph did not start")
        yield Oxigraph(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Call:
    """A request that a stub has got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def graph(self) -> str:
        return parse_qs(urlsplit(self.path).query).get("graph", [""])[0]

    @property
    def sparql(self) -> str:
        return parse_qs(self.body.decode())["query"][0]


Answer = tuple[int, dict[str, str], bytes]
OK: Answer = (204, {}, b"")


@dataclass
class Stub:
    """A running stub: its address, and the calls so far."""

    url: str
    calls: list[Call] = field(default_factory=list)

    @property
    def graphs(self) -> list[str]:
        return [call.graph for call in self.calls if call.method == "PUT"]


@contextmanager
def stub(answer: Callable[[Call, int], Answer]) -> Iterator[Stub]:
    """A server that answers with `answer(call, how many there were before)`, and writes down what it was asked."""
    running = Stub("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            call = Call(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            running.calls.append(call)
            status, headers, text = answer(call, len(running.calls) - 1)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that was killed

    server = Quiet(("127.0.0.1", 0), Handler)
    running.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def forward(call: Call, to: str) -> Answer:
    """The answer of a real server to a call, as a proxy gives it."""
    kept = {k: v for k, v in call.headers.items() if k in ("content-type", "accept")}
    reply = httpx.request(call.method, to + call.path, content=call.body, headers=kept, trust_env=False)
    kept = {k: v for k, v in reply.headers.items() if k.lower() == "content-type"}
    return reply.status_code, kept, reply.content


def results(*rows: dict[str, str], columns: tuple[str, ...] = ("g", "n")) -> Answer:
    """Plain literals as SPARQL results in JSON."""
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    data = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps(data).encode()
