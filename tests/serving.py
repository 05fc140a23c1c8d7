"""A server in a process of its own, for tests, and the simplest of clients."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

PACKAGE = Path(__file__).resolve().parents[1] / "src"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of SPARQL JSON, values only."""
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]


class Server:
    """A running `wpkgraph serve`."""

    def __init__(self, process: subprocess.Popen[str], url: str, log: Path) -> None:
        self.process, self.url, self._log = process, url, log
        self.host, self.port = urlsplit(url).hostname or "", urlsplit(url).port or 0

    def ask(
        self, target: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """The reply to one request."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, target, body, dict(headers or {}))
            got = connection.getresponse()
            return Reply(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "", **fields: str) -> Reply:
        """The reply to a query by GET."""
        address = f"/sparql?{urlencode({'query': sparql, **fields})}"
        return self.ask(address, headers={"Accept": accept} if accept else {})

    def log(self) -> list[dict[str, Any]]:
        """The lines of the log so far."""
        lines = self._log.read_text(encoding="utf-8").split("\n")[:-1]  # one that is being written has no end yet
        for line in lines:
            assert line.startswith("{"), f"no object: {line!r}"
        return [json.loads(line) for line in lines]

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        self.process.send_signal(sign)
        return self.process.wait(30)


@contextmanager
def served(*arguments: str) -> Iterator[Server]:
    """`wpkgraph serve ARGUMENTS` at a free port, stopped at the end."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "wpkgraph", "serve", *arguments, "--port", str(port)]
    with tempfile.NamedTemporaryFile("w+", suffix=".log") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert re.search(r" quads at https?://\S+/ ", line), line + Path(log.name).read_text(encoding="utf-8")
            yield Server(process, f"http://127.0.0.1:{port}", Path(log.name))
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()
