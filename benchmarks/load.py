"""Many clients at one endpoint: `wpkgraph serve` under load, on this machine only, bounded in requests and time.

    python benchmarks/load.py OUTPUT [--clients 200] [--requests 4000] [--workers 2] [--timeout 3]

A server is started at a free port of the loopback address. Clients ask mixed queries all at once: points, joins, counts,
graphs, and some that are wrong. Then a query that would run for hours is asked, with short ones beside it. Prints requests
a second, milliseconds of the middle and the slowest hundredth, and what was lost. Exit code 1 if an answer was lost or was
not what it should be, if the long query did not end with an error at the limit, or if the next query was not answered in time.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from typing import NamedTuple

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MIXED = {  # what is asked, and the status that must come
    "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 20": 200,
    "SELECT ?e (COUNT(?p) AS ?n) { ?x wpk:event ?e ; wpk:participant ?p } GROUP BY ?e ORDER BY DESC(?n) LIMIT 5": 200,
    "SELECT ?role ?body { ?m org:member ?p ; wpk:roleText ?role ; org:organization/rdfs:label ?body } LIMIT 50": 200,
    "ASK { ?s a wpk:Speech ; wpk:speaker ?p }": 200,
    "CONSTRUCT { ?e rdfs:label ?l } { ?e a wpk:Event ; rdfs:label ?l } LIMIT 100": 200,
    "SELECT ?quote { ?s wpk:quote ?quote FILTER(CONTAINS(?quote, 'Party')) } LIMIT 10": 200,
    "SELECT * { ?s ?p": 400,
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": 400,
}
_LIMIT = 120  # seconds for the whole run of clients


class Reply(NamedTuple):
    """Status (0: lost), seconds, bytes that came, bytes that were announced."""

    status: int
    seconds: float
    size: int
    announced: int


async def ask(port: int, query: str) -> Reply:
    """One request over a connection of its own; a reply that breaks off is lost."""
    started = time.perf_counter()
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"{head}Content-Length: {len(query)}\r\n\r\n{query}".encode())
        got = await reader.read(-1)
        writer.close()
    except OSError:
        return Reply(0, time.perf_counter() - started, 0, 0)
    top, _, body = got.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", top)
    status = int(top.split(b" ", 2)[1]) if top.startswith(b"HTTP/") else 0
    return Reply(status, time.perf_counter() - started, len(body), int(length[1]) if length else -1)


async def crowd(port: int, clients: int, requests: int) -> tuple[list[tuple[int, Reply]], float]:
    """(wanted status, reply) of all requests, and the seconds they took together."""
    queries = list(MIXED.items())
    numbers = iter(range(requests))
    found: list[tuple[int, Reply]] = []

    async def client() -> None:
        for number in numbers:
            query, wanted = queries[number % len(queries)]
            found.append((wanted, await ask(port, query)))

    started = time.perf_counter()
    async with asyncio.timeout(_LIMIT):
        await asyncio.gather(*(client() for _ in range(clients)))
    return found, time.perf_counter() - started


async def long_one(port: int) -> tuple[Reply, list[Reply], Reply]:
    """The reply to the long query, those to short ones beside it, and that to the next one."""
    short = next(iter(MIXED))
    long = asyncio.create_task(ask(port, FOREVER))
    beside = [await ask(port, short) for _ in range(20)]
    cut = await long
    return cut, beside, await ask(port, short)


def report(found: list[tuple[int, Reply]], took: float) -> bool:
    """Print the figures; whether all came as they should."""
    times = sorted(reply.seconds * 1000 for _, reply in found)
    lost = sum(1 for _, reply in found if reply.status == 0 or reply.size != reply.announced)
    other = Counter(reply.status for wanted, reply in found if reply.status not in (0, wanted))
    print(f"{len(found)} requests in {took:.1f} s: {len(found) / took:.0f} a second")
    print(f"lost {lost}; of another status than they should have {dict(other) or 0}")
    print(f"milliseconds: median {statistics.median(times):.0f}, 99 % below {times[int(len(times) * 0.99)]:.0f}")
    return not lost and not other


def main() -> int:
    """Start, load, print, stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--timeout", type=float, default=3.0)
    given = parser.parse_args()
    command = [sys.executable, "-m", "wpkgraph", "serve", given.output, "--port", "0", "--workers", given.workers]
    command += ["--timeout", str(given.timeout)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = server.stdout.readline() if server.stdout else ""
        print(line.strip())
        port = int(re.search(r":(\d+)/ ", line)[1])  # type: ignore[index]
        good = report(*asyncio.run(crowd(port, given.clients, given.requests)))
        cut, beside, after = asyncio.run(long_one(port))
    finally:
        server.terminate()
        server.wait(30)
    slowest = max(reply.seconds for reply in beside) * 1000
    print(
        f"long query: status {cut.status} after {cut.seconds:.1f} s, the next one after {after.seconds * 1000:.0f} ms"
    )
    print(f"beside it {len(beside)} short ones, the slowest {slowest:.0f} ms")
    good &= cut.status == 504 and cut.seconds < given.timeout + 2 and cut.size == cut.announced
    good &= after.status == 200 and after.seconds < 2 and all(reply.status == 200 for reply in beside)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
