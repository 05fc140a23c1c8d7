"""What one client may take of the server, so that there is something left for the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on questions and answers; the defaults are those of `wpkgraph serve`.

    seconds  that a query or a page may take from when it is begun
    wait     seconds that a request waits for a free worker
    rows     of a result, or triples of a graph
    size     bytes of an answer
    body     bytes of a request
    queue    requests that may wait at a time
    workers  processes that answer queries; half as many more answer pages
    memory   bytes of one worker's address space; 0: no bound
    """

    seconds: float = 30.0
    wait: float = 30.0
    rows: int = 100_000
    size: int = 64 << 20
    body: int = 1 << 20
    queue: int = 1000
    workers: int = 2
    memory: int = 8 << 30
