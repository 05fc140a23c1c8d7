"""The server under strain: long queries end, large answers are refused whole, nobody is lost, nothing leaves the machine."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import wpkgraph
from serving import FOREVER, Reply, Server, served
from wpkgraph import cli
from wpkgraph.errors import OutputError, ServeError
from wpkgraph.server.frames import Answer, job, read_answer, read_job, write_answer
from wpkgraph.server.limits import Limits
from wpkgraph.server.pool import Pool
from wpkgraph.server.protocol import RefusedError
from wpkgraph.server.run import hosts, listen, try_store
from wpkgraph.worker import run

SMALL = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name LIMIT 3"
ALL = "SELECT ?s { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(built_example: Path) -> Iterator[Server]:
    """One with narrow limits."""
    limits = ("--timeout", "1.5", "--rows", "1000", "--megabytes", "1", "--memory", "1500", "--workers", "2")
    with served(str(built_example), *limits) as running:
        yield running


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback that counts who comes: its address and what each sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as at:
        at.settimeout(0.2)
        done = threading.Event()

        def hear() -> None:
            while not done.is_set():
                try:
                    connection, _ = at.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(1)
                    heard.append(connection.recv(1000))

        thread = threading.Thread(target=hear)
        thread.start()
        try:
            yield f"http://127.0.0.1:{at.getsockname()[1]}", heard
        finally:
            done.set()
            thread.join()


def children(parent: int) -> list[int]:
    """Processes whose parent this is (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if entry.name.isdecimal() and int(fields[1]) == parent:
            found.append(int(entry.name))
    return sorted(found)


def until(true: object, seconds: float = 5.0) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


# --- time ----------------------------------------------------------------------------------------------------------


def test_a_query_that_takes_minutes_is_cut_and_the_next_is_served(server: Server) -> None:
    before = time.monotonic()
    reply = server.query(FOREVER)
    took = time.monotonic() - before
    assert reply.status == 504
    assert "longer than 1.5 seconds" in reply.text
    assert 1.4 < took < 4
    before = time.monotonic()
    assert len(server.query(SMALL).rows) == 3
    assert time.monotonic() - before < 2


def test_as_many_long_queries_as_workers_do_not_end_the_service(server: Server) -> None:
    with ThreadPoolExecutor(6) as threads:
        long = [threads.submit(server.query, FOREVER) for _ in range(4)]
        time.sleep(0.2)
        short = threads.submit(server.query, SMALL)
        assert [one.result().status for one in long] == [504] * 4
        assert len(short.result().rows) == 3
    assert json.loads(server.ask("/health").body)["queries"] == {"busy": 0, "waiting": 0}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_the_process_of_a_long_query_is_gone(server: Server) -> None:
    server.query(SMALL)
    before = children(server.process.pid)
    assert server.query(FOREVER).status == 504
    after = children(server.process.pid)
    assert len(after) == len(before)
    assert len(set(before) - set(after)) == 1


def test_a_client_that_leaves_stops_its_query(server: Server) -> None:
    body = f"query={FOREVER}".encode()
    kind = "Content-Type: application/x-www-form-urlencoded"
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((server.host, server.port)) as client:
        client.sendall(head.encode() + body)
        assert until(lambda: json.loads(server.ask("/health").body)["queries"]["busy"] == 1)
    assert until(lambda: json.loads(server.ask("/health").body)["queries"]["busy"] == 0, 1.0)
    assert any(line.get("status") == 499 for line in server.log())


def test_an_open_connection_that_sends_nothing_harms_nobody(server: Server) -> None:
    lazy = [socket.create_connection((server.host, server.port)) for _ in range(50)]
    try:
        for client in lazy:
            client.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n")
        assert server.query(SMALL).status == 200
    finally:
        for client in lazy:
            client.close()


# --- size ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_rows_are_bounded_and_no_answer_is_cut(server: Server, kind: str) -> None:
    assert server.query(f"{ALL} LIMIT 1000", kind).status == 200
    reply = server.query(f"{ALL} LIMIT 1001", kind)
    assert (reply.status, reply.kind) == (422, "text/plain")
    assert "more than 1000 rows" in reply.text


def test_rows_without_values_are_counted_too(server: Server) -> None:
    assert server.query("SELECT ?x { ?s ?p ?o } LIMIT 1001", "text/csv").status == 422
    assert server.query("SELECT ?x { ?s ?p ?o } LIMIT 1000", "text/csv").status == 200


def test_line_ends_in_values_are_no_rows(server: Server) -> None:
    lines = "SELECT ?v { VALUES ?n { 1 2 3 } BIND(CONCAT(" + ", ".join(['"a\\nb\\n"'] * 400) + ") AS ?v) }"
    assert server.query(lines, "text/csv").status == 200


def test_triples_are_bounded(server: Server) -> None:
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1000").status == 200
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1001").status == 422


def test_bytes_are_bounded(server: Server) -> None:
    wide = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    before = time.monotonic()
    reply = server.query(wide)
    assert reply.status == 422
    assert "larger than 1048576 bytes" in reply.text
    assert time.monotonic() - before < 1.5


def test_memory_is_bounded(server: Server) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f"
    reply = server.query(hungry)
    assert reply.status in (500, 504)
    assert len(server.query(SMALL).rows) == 3


def test_requests_are_bounded(server: Server) -> None:
    kind = {"Content-Type": "application/sparql-query"}
    large = b"ASK {} #" + b"x" * (1 << 20)
    assert server.ask("/sparql", "POST", large, kind).status == 413
    assert server.ask("/sparql", "POST", large[: 1 << 20], kind).status == 200
    assert server.ask("/" + "x" * 100_000).status in (400, 404, 414, 431)


def test_too_many_who_wait_are_told_to_come_back(built_example: Path) -> None:
    with served(str(built_example), "--workers", "1", "--queue", "2", "--timeout", "2") as server:
        with ThreadPoolExecutor(8) as threads:
            replies = [one.result() for one in [threads.submit(server.query, FOREVER) for _ in range(6)]]
        assert sorted(reply.status for reply in replies) == [503, 503, 503, 504, 504, 504]
        assert all(reply.headers["retry-after"] for reply in replies if reply.status == 503)
        assert server.query(SMALL).status == 200


# --- many ----------------------------------------------------------------------------------------------------------


def test_two_hundred_at_once_are_all_answered(server: Server) -> None:
    people = len(server.query("SELECT ?p { ?p a wpk:Person }").rows)
    asked = [SMALL, "ASK {}", "SELECT ?p { ?p a wpk:Person }", "SELECT * { ?s ?p", "DESCRIBE <http://x/>"]
    wanted = [200, 200, 200, 400, 200]

    def one(number: int) -> Reply:
        return server.query(asked[number % 5])

    with ThreadPoolExecutor(200) as threads:
        replies = list(threads.map(one, range(600)))
    assert [reply.status for reply in replies] == wanted * 120
    assert {len(reply.rows) for reply in replies[2::5]} == {people}


# --- nothing leaves, nothing else is read --------------------------------------------------------------------------


def test_nothing_is_sent_out(server: Server) -> None:
    with listening() as (address, heard):
        queries = [
            f"SELECT * {{ SERVICE <{address}/s> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{address}/s> {{ ?s ?p ?o }} }}",
            f"PREFIX x: <{address}/> SELECT * {{ sErViCe x:s {{ ?s ?p ?o }} }}",
            f"SELECT * {{ VALUES ?u {{ <{address}/v> }} SERVICE ?u {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{address}/f> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{address}/n> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"LOAD <{address}/l>",
            f"DESCRIBE <{address}/d>",
        ]
        statuses = [server.query(query).status for query in queries]
        statuses += [server.query("SELECT * { ?s ?p ?o } LIMIT 1", **{"default-graph-uri": f"{address}/p"}).status]
        statuses += [server.ask(f"/data?graph={address}/g").status]
        time.sleep(0.3)
        assert heard == []
        socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))).close()
        assert until(lambda: len(heard) == 1), "the counting itself works"
    assert statuses == [400, 400, 400, 400, 200, 200, 400, 200, 200, 404]


def test_others_can_ask_the_folder_meanwhile(server: Server, built_example: Path) -> None:
    assert len(run(built_example, SMALL).rows) == len(server.query(SMALL).rows) == 3


def test_a_folder_that_is_built_anew_is_gone_over_to(built_example: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(built_example, folder)
    count = "SELECT (COUNT(*) AS ?n) { ?p a wpk:Person }"
    with served(str(folder)) as server:
        before = server.query(count).rows
        (tmp_path / "one.txt").write_text(
            "Pyongyang, April 7 (KCNA) -- Ro Un, manager of the Lamp Factory, made a speech. -0-\n", encoding="utf-8"
        )
        wpkgraph.build(tmp_path / "one.txt").write(folder)
        assert until(lambda: server.query(count).rows == [{"n": "1"}])
        assert before != [{"n": "1"}]
        assert any("replaced" in line["event"] for line in server.log())


# --- start and stop ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_good_order(built_example: Path, sign: signal.Signals) -> None:
    with served(str(built_example), "--timeout", "2") as server, ThreadPoolExecutor(1) as threads:
        under_way = threads.submit(server.query, FOREVER)
        assert until(lambda: json.loads(server.ask("/health").body)["queries"]["busy"] == 1)
        workers = children(server.process.pid) if Path("/proc").exists() else []
        assert server.stop(sign) == 0
        assert under_way.result().status == 504
        assert server.log()[-1]["event"] == "stopped"
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_workers_do_not_outlive_a_server_that_was_killed(built_example: Path) -> None:
    with served(str(built_example), "--timeout", "1", "--workers", "1") as server:
        workers = children(server.process.pid)
        assert workers
        with ThreadPoolExecutor(1) as threads:
            lost = threads.submit(server.query, FOREVER)
            assert until(lambda: json.loads(server.ask("/health").body)["queries"]["busy"] == 1)
            server.process.kill()
            with pytest.raises((OSError, ValueError)):
                lost.result()
        gone = [Path(f"/proc/{pid}") for pid in workers]
        assert until(lambda: not any(path.exists() for path in gone), 8)


def test_the_log_is_one_object_a_line(server: Server) -> None:
    server.ask("/sparql?query=ASK%20%7B%7D%0A%22forged%22&x=%0A%7B%22event%22%3A1%7D")
    assert until(lambda: any('"forged"' in str(line.get("sparql")) for line in server.log()))
    line = next(line for line in server.log() if '"forged"' in str(line.get("sparql")))
    assert {"time", "method", "path", "status", "bytes", "ms", "client", "query"} <= set(line)
    assert line["sparql"] == 'ASK {}\n"forged"'


def test_what_can_not_be_served_is_an_error(
    tmp_path: Path, built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["serve", str(tmp_path / "none")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert cli.run(["serve", "--store", str(tmp_path)]) == 2
    assert "is no Oxigraph database" in capsys.readouterr().err
    assert cli.run(["serve"]) == 2
    assert cli.run(["serve", str(built_example), "--store", str(tmp_path)]) == 2
    capsys.readouterr()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert cli.run(["serve", str(built_example), "--port", str(taken.getsockname()[1])]) == 2
    assert "can't listen at 127.0.0.1 port" in capsys.readouterr().err
    with pytest.raises(ServeError):
        listen("256.1.1.1", 0)
    (tmp_path / "CURRENT").write_text("damaged", encoding="utf-8")
    with pytest.raises(OutputError, match="can't be opened"):
        try_store(tmp_path, bare=True)


def test_it_listens_at_this_machine_only_and_answers_to_its_own_names(server: Server) -> None:
    assert server.host == "127.0.0.1"
    for name, status in (("localhost", 200), ("LOCALHOST:99", 200), ("[::1]", 200), ("evil.example", 400)):
        assert server.ask("/health", headers={"Host": name}).status == status, name
    assert hosts("0.0.0.0", "http://0.0.0.0:1") == ("*",)
    assert "wpk.example" in hosts("127.0.0.1", "https://wpk.example/x/")


def test_an_address_is_an_address(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve", str(built_example), "--url", "example.org"]) == 2
    assert "http://" in capsys.readouterr().err


# --- the parts -----------------------------------------------------------------------------------------------------


def test_jobs_and_answers_pass_the_pipe() -> None:
    import io

    assert read_job(io.BytesIO(job({"kind": "query", "query": "é\u2028"}))) == {"kind": "query", "query": "é\u2028"}
    assert read_job(io.BytesIO(b"")) is None
    assert read_job(io.BytesIO(b"\0\0")) is None
    sent = Answer(200, "text/csv", bytes(range(256)) * 500, "/x")
    pipe = io.BytesIO()
    write_answer(pipe, sent)

    async def receive(data: bytes) -> Answer:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return await read_answer(reader)

    assert asyncio.run(receive(pipe.getvalue())) == sent
    with pytest.raises(asyncio.IncompleteReadError):
        asyncio.run(receive(pipe.getvalue()[:-1]))


def test_a_pool_gives_up_on_what_does_not_start(tmp_path: Path) -> None:
    async def ask() -> list[int]:
        pool = Pool({"folder": str(tmp_path), "bare": True, "root": "", "memory": 0, "rows": 10}, 1, Limits(seconds=20))
        try:
            first = await pool.run({"kind": "ping"})
            broken = {"folder": "", "bare": "no"}  # settings without which a worker ends at once
            other = Pool(broken, 1, Limits(seconds=20))
            with pytest.raises(RefusedError) as refused:
                await other.run({"kind": "ping"})
            await other.close()
            return [first.status, refused.value.status]
        finally:
            await pool.close()

    assert asyncio.run(ask()) == [503, 500]


def test_what_libraries_complain_of_is_logged_in_the_same_form() -> None:
    script = (
        "import logging, warnings; from wpkgraph.server import log; log.set_up(); log.note('ours', n=1); "
        "logging.getLogger('asyncio').warning('socket.send() raised exception.'); warnings.warn('old', stacklevel=1); "
        "logging.getLogger('uvicorn.error').error('Invalid HTTP request'); logging.getLogger('uvicorn.error').info('no')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["level"] for line in lines] == ["info", "warning", "warning", "error"]
    assert lines[0]["n"] == 1
    assert "socket.send()" in lines[1]["event"]
    assert "old" in lines[2]["event"]
