"""The process that answers: it opens the store for reading and works off jobs, one at a time, until its input ends.

Run as `python -m wpkgraph.server.worker SETTINGS`, by the server alone. A query can't be told to stop, but a process can:
the server ends it at the limit, and should the server be gone, the alarm that was set before the job does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from wpkgraph.errors import OutputError, WpkgraphError, reason
from wpkgraph.server.answers import answer_graph, answer_query, as_graph
from wpkgraph.server.description import describe
from wpkgraph.server.frames import Answer, read_job, write_answer
from wpkgraph.server.protocol import RefusedError

if TYPE_CHECKING:
    import pyoxigraph as ox

_GRACE = 2.0  # seconds that the server has to end this process before it ends itself


class Desk:
    """Answers jobs over one store.

    folder  an output folder, or with `bare` an Oxigraph database of any origin
    root    what links of pages begin with
    rows    of an answer at most, which the query page tells its users
    """

    def __init__(self, folder: str, *, bare: bool = False, root: str = "", rows: int | None = None) -> None:
        """Open the store; raises OutputError."""
        self._folder, self._bare, self._root, self._rows = Path(folder), bare, root, rows
        self._store, self._base = open_bare(self._folder) if bare else _open(self._folder)
        self._kinds: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
            "query": lambda job: answer_query(self._store, self._base, job),
            "graph": lambda job: answer_graph(self._store, self._base, job),
            "describe": self._describe,
            "page": self._page,
            "ping": lambda job: Answer(200, "text/plain", str(len(self._store)).encode()),
        }

    def answer(self, job: Mapping[str, Any]) -> Answer:
        """The answer to a job, a refusal among them."""
        try:
            return self._kinds[str(job["kind"])](job)
        except RefusedError as error:
            return Answer(error.status, "text/plain", f"{error.why}\n".encode())
        except WpkgraphError as error:
            return Answer(500, "text/plain", f"{error}\n".encode())

    def _describe(self, job: Mapping[str, Any]) -> Answer:
        lines = describe(self._store, None if self._bare else self._folder, str(job["url"]))
        return Answer(200, str(job["media_type"]), as_graph(lines, self._base, str(job["media_type"])))

    def _page(self, job: Mapping[str, Any]) -> Answer:
        from wpkgraph.pages.book import Book
        from wpkgraph.pages.links import ServerLinks
        from wpkgraph.pages.shapes import Wanted

        if not hasattr(self, "_book"):
            self._book = Book(self._folder, ServerLinks(self._base, self._root), self._rows)
        page = self._book.answer(Wanted(str(job["path"]), dict(job["params"]), str(job["form"])))
        return Answer(page.status, page.media_type, page.body, page.location)


def open_bare(folder: Path) -> tuple[ox.Store, str]:
    """An Oxigraph database that anyone made, for reading; raises OutputError."""
    import pyoxigraph as ox

    if not (folder / "CURRENT").is_file():
        raise OutputError(f"{folder}: is no Oxigraph database")
    try:
        return ox.Store.read_only(str(folder)), ""
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{folder}: can't be opened: {reason(error)}") from error


def _open(folder: Path) -> tuple[ox.Store, str]:
    from wpkgraph.store import open_store, read_report

    return open_store(folder), str(read_report(folder)["base"])


def work(desk: Desk, source: BinaryIO, target: BinaryIO) -> None:
    """Answer jobs until the input ends."""
    while job := read_job(source):
        _alarm(float(job.get("seconds", 0)) + _GRACE)
        answer = desk.answer(job)
        _alarm(0)
        write_answer(target, answer)


def _alarm(seconds: float) -> None:
    """Let the system end this process after so long; 0: let it be."""
    if hasattr(signal, "setitimer"):  # not on Windows, where the server alone ends it
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _bound(memory: int) -> None:
    """Bound the address space: a query that would take all of the machine's memory ends its worker instead."""
    if not memory or sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))


def main(settings: str) -> int:
    """Set up and work; the answers go to what was standard output, which nothing else can write to from then on."""
    given = json.loads(settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's business, which then ends its workers
    _bound(int(given["memory"]))
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        desk = Desk(given["folder"], bare=given["bare"], root=given["root"], rows=given["rows"])
    except WpkgraphError as error:
        while read_job(sys.stdin.buffer):
            write_answer(target, Answer(503, "text/plain", f"{error}\n".encode()))
        return 1
    work(desk, sys.stdin.buffer, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
