"""`wpkgraph query --endpoint`: the answers of an output folder, from any server that holds its graphs."""

from __future__ import annotations

import csv
import io
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from other_servers import Answer, Call, Oxigraph, oxigraph, results, stub
from wpkgraph import cli
from wpkgraph.errors import QuerySyntaxError, RemoteError
from wpkgraph.iris import BASE
from wpkgraph.lines import Term
from wpkgraph.query import named_queries, resolve
from wpkgraph.remote import ask_endpoint
from wpkgraph.web import server as web
from wpkgraph.web.address import origin, shown
from wpkgraph.web.login import Login, login
from wpkgraph.worker import run

SECRET = "s3cr3t-0f-0urs"
JSON = {"Content-Type": "application/sparql-results+json"}


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No login and no proxy of whoever runs the tests; retries without long waits."""
    for name in [n for n in os.environ if n.startswith(("WPKGRAPH_PUSH", "WPKGRAPH_QUERY"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(web, "WAITS", (0.01, 0.01))


@pytest.fixture(scope="module")
def server(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Oxigraph]:
    """A server that has got the example by push, its default graph being the union."""
    folder = tmp_path_factory.mktemp("remote")
    output = shutil.copytree(built_example, folder / "out")
    with oxigraph(folder / "server") as running:
        assert cli.run(["push", str(output), running.store, "--default-graph", "-q"]) == 0
        yield running


def command(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.run(["query", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", sorted(name for name, query in named_queries().items() if not query.elsewhere))
def test_named_queries_give_the_rows_of_the_folder(name: str, server: Oxigraph, built_example: Path) -> None:
    sparql = resolve(name, named_queries()[name].example)
    here, there = run(built_example, sparql), ask_endpoint(server.query, sparql, BASE)
    assert here.rows
    assert there.columns == here.columns
    assert sorted(there.rows, key=repr) == sorted(here.rows, key=repr)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?who org:member ?x ; wpk:roleText ?as } ORDER BY ?who ?x ?as",
        "SELECT ?s ?date ?none { ?s wpk:earliest ?date OPTIONAL { ?s wpk:nothing ?none } } ORDER BY ?s ?date",
        'SELECT ("x"@en-GB AS ?l) (1.50 AS ?n) ("a\\u0022b\\nc" AS ?q) {}',
        "ASK { ?s a wpk:Person }",
        "ASK { ?s a wpk:Nothing }",
        "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a wpk:Person ; rdfs:label ?l }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a wpk:Nothing ; ?p ?o }",
        "DESCRIBE person:pak-myong-gun\\/sangwon-cement-complex",
        f"BASE <{BASE}person/> SELECT ?l {{ <pak-myong-gun/sangwon-cement-complex> rdfs:label ?l }}",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s a wpk:Person } } ORDER BY ?g",
    ],
)
def test_all_forms_give_the_same_answer(sparql: str, server: Oxigraph, built_example: Path) -> None:
    here = run(built_example, sparql)
    assert ask_endpoint(server.query, sparql, BASE) == here
    assert here.rows or "Nothing" in sparql


def test_ways_to_the_union(built_example: Path, tmp_path: Path) -> None:
    """A server that joins its graphs repeats what stands in several; a graph that holds the union does not."""
    output = shutil.copytree(built_example, tmp_path / "out")
    sparql = "SELECT ?l { ?p a wpk:Person ; rdfs:label ?l } ORDER BY ?l"
    rows = run(output, sparql).rows
    with oxigraph(tmp_path / "server") as running:
        assert cli.run(["push", str(output), running.store, "--union-graph", "urn:x:all", "-q"]) == 0
        assert ask_endpoint(running.query, sparql, BASE).rows == ()
        joined = ask_endpoint(f"{running.query}?union-default-graph", sparql, BASE).rows
        assert len(joined) > len(rows)
        assert set(joined) == set(rows)
        assert ask_endpoint(f"{running.query}?default-graph-uri=urn:x:all", sparql, BASE).rows == rows


def test_the_command_prints_what_it_prints_for_the_folder(
    server: Oxigraph, built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        '# param: who = "Pak" -- a name\nSELECT ?l { ?p a wpk:Person ; rdfs:label ?l '
        "FILTER(CONTAINS(?l, $who)) } ORDER BY ?l",
        encoding="utf-8",
    )
    for asked in (["posts", "-p", "person=Pak"], [file, "-p", "who=Pak"], ["ASK { person:x ?p ?o }"]):
        for form in ("table", "csv", "json"):
            here = command(capsys, built_example, *asked, "-f", form)
            assert command(capsys, "--endpoint", server.query, *asked, "-f", form) == here
            assert here[0] == 0


def test_another_base_gives_other_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    with stub(lambda call, before: results({"g": "x", "n": "1"})) as other:
        order = ("--endpoint", other.url, "--base", "https://example.org/mine/")
        assert command(capsys, *order, "SELECT ?g ?n { person:x ?g ?n }")[0] == 0
        assert command(capsys, *order[:2], "SELECT ?g ?n { person:x ?g ?n }")[0] == 0
    assert other.calls[0].sparql.startswith("PREFIX person: <https://example.org/mine/person/>\nSELECT")
    assert other.calls[1].sparql.startswith(f"PREFIX person: <{BASE}person/>\nSELECT")


def test_usage(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "http://127.0.0.1:9/query"
    for arguments, said in (
        ((built_example, "posts", "--endpoint", url), "OUTPUT and --endpoint are two places to ask"),
        ((built_example, "posts", "--base", "https://x/"), "--base goes with --endpoint"),
        (("--endpoint", url), "name a query, a .rq file, or write SPARQL"),
        (("--endpoint", url, "nonsense"), "there is no query named 'nonsense'"),
        (("--endpoint", url, "posts", "--base", "x"), "'x' is not an absolute IRI"),
        (("--endpoint", url, "DROP ALL"), "queries are read-only"),
        (("--endpoint", "", "posts"), "is no address of a server"),
        (
            ("--endpoint", f"http://me:{SECRET}@127.0.0.1:9/", "posts"),
            "set WPKGRAPH_QUERY_USER and WPKGRAPH_QUERY_PASS",
        ),
        (("--endpoint", url, "posts"), f"the query: {url} can't be reached"),
    ):
        code, out, err = command(capsys, *arguments)
        assert (code, out) == (2, "")
        assert said in err
        assert SECRET not in err


def test_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WPKGRAPH_QUERY_TOKEN", SECRET)
    text = 'SELECT ?g ?n { ?g rdfs:label ?n FILTER(?n != "wpk:x & y=ö") }'
    with stub(lambda call, before: results({"g": "x", "n": "1"})) as other:
        answer = ask_endpoint(f"{other.url}/q?default-graph-uri=urn:x", text, BASE)
    assert answer.rows == ((Term("literal", "x"), Term("literal", "1")),)
    (call,) = other.calls
    assert (call.method, call.path) == ("POST", "/q?default-graph-uri=urn:x")
    assert call.headers["content-type"] == "application/x-www-form-urlencoded"
    assert call.headers["accept"].startswith("application/sparql-results+json")
    assert call.headers["authorization"] == f"Bearer {SECRET}"
    assert call.sparql == f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n{text}"


def test_syntax_errors_show_their_place_as_in_a_folder(
    server: Oxigraph, built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.rq"
    file.write_text("# title: Own\nASK {\n  ?s rdfs:label $who , $who ; }]\n}", encoding="utf-8")
    for asked in ([file, "-p", "who=A long name"], ["SELECT * { ?s nobody:x ?o }"], ["SELECT * { ?s ?p"]):
        here = command(capsys, built_example, *asked)
        assert here[0] == 2
        assert command(capsys, "--endpoint", server.query, *asked) == here
    with pytest.raises(QuerySyntaxError):
        ask_endpoint(server.query, "SELECT * { ?s ?p", BASE)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((400, {}, b"bif:nothing is \x1b[31munknown"), "answers 400 Bad Request: bif:nothing is [31munknown"),
        ((401, {}, b""), "the query: http://127.0.0.1:PORT/q answers 401 Unauthorized"),
        ((500, {"Content-Type": "text/html"}, b"<html><b>Oh</b> no"), "answers 500 Internal Server Error: Oh no"),
        (
            (200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><p>Hello"),
            "is no SPARQL endpoint: it answers with text/html",
        ),
        ((200, {}, b"x"), "is no SPARQL endpoint: it answers with no type"),
        ((200, JSON, b'{"head":{"vars":["a"]},"results":{"bin'), "the answer can't be read: Parser error"),
        ((200, JSON, b"[" * 50_000), "the answer can't be read: "),
        ((200, JSON, b'{"boolean":"maybe"}'), "the answer can't be read: "),
        ((200, JSON, b"\xff\xfe"), "the answer can't be read: "),
        ((200, JSON | {"Content-Encoding": "gzip"}, b"no gzip"), "can't be talked to: "),
        (
            (302, {"Location": f"https://elsewhere.example/login?back={SECRET}"}, b""),
            "a redirect to https://elsewhere.example/login;",
        ),
        ((302, {}, b""), "a redirect to nowhere"),
    ],
)
def test_answers_that_are_none(answer: Answer, said: str) -> None:
    with stub(lambda call, before: answer) as other, pytest.raises(RemoteError) as caught:
        ask_endpoint(f"{other.url}/q?key={SECRET}", "SELECT ?a { ?a ?b ?c }", BASE)
    assert said.replace("PORT", other.url.rsplit(":")[-1]) in str(caught.value)
    assert SECRET not in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("application/n-triples", b"<a> <b>", "the answer can't be read: "),
        ("text/turtle", b"@prefix", "the answer can't be read: "),
        ("text/html", b"<html>", "no SPARQL endpoint: it answers with text/html, not application/n-triples"),
    ],
)
def test_triples_that_are_none(kind: str, body: bytes, said: str) -> None:
    with (
        stub(lambda call, before: (200, {"Content-Type": kind}, body)) as other,
        pytest.raises(RemoteError, match=said),
    ):
        ask_endpoint(other.url, "CONSTRUCT WHERE { ?s ?p ?o }", BASE)


def test_large_answers_are_not_read_to_the_end() -> None:
    said = "more than 1,000 bytes; ask for less, by LIMIT"
    with stub(lambda call, before: (200, JSON, b" " * 3_000_000)) as other, pytest.raises(RemoteError, match=said):
        ask_endpoint(other.url, "ASK {}", BASE, largest=1000)


def test_time_is_limited_for_silence_and_for_drips(capsys: pytest.CaptureFixture[str]) -> None:
    over = threading.Event()

    def silent(call: Call, before: int) -> Answer:
        over.wait(10)
        return results()

    started = time.perf_counter()
    with stub(silent) as other:
        code, _, err = command(capsys, "--endpoint", other.url, "ASK {}", "--timeout", "0.3")
        over.set()
    assert code == 2
    assert "0.3 seconds; see --timeout" in err
    with dripping() as url, pytest.raises(RemoteError, match=r"took longer than 0\.5 seconds; see --timeout"):
        ask_endpoint(url, "ASK {}", BASE, timeout=0.5)
    assert time.perf_counter() - started < 5


class dripping:  # noqa: N801
    """A server that sends a byte of its headers every tenth of a second, for ever."""

    def __enter__(self) -> str:
        import socket

        self.socket = socket.create_server(("127.0.0.1", 0))
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/"

    def serve(self) -> None:
        with self.socket, self.socket.accept()[0] as connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while not self.over.wait(0.1):
                connection.sendall(b"x")

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def test_busy_servers_are_asked_again() -> None:
    with stub(lambda call, before: (503, {}, b"") if before == 0 else results({"g": "a", "n": "1"})) as other:
        assert len(ask_endpoint(other.url, "SELECT ?g ?n { ?g ?p ?n }", BASE).rows) == 1
    assert len(other.calls) == 2


def test_logins_do_not_show_what_they_hold() -> None:
    who = login("X", {"X_USER": "me", "X_PASSWORD": SECRET, "X_AUTH": "digest"})
    assert repr(who) == "<Login: digest>"
    assert who.header() == {}
    assert isinstance(who.digest(), httpx.DigestAuth)
    assert Login().header() == {}
    assert login("X", {"X_TOKEN": "t"}).hide("t is not") == "*** is no***"
    assert "s3cr3t" not in repr(login("X", {"X_TOKEN": SECRET}))


def test_addresses_are_shown_without_secrets() -> None:
    assert shown(f"http://a:{SECRET}@h:1/x?y#z") == "http://h:1/x"
    assert shown(f"//{SECRET}@h") == "//h"
    assert origin("https://h/a") == ("https", "h", 443) != origin("http://h/a")


def test_csv_of_an_endpoint_is_read_by_others(server: Oxigraph, capsys: pytest.CaptureFixture[str]) -> None:
    out = command(capsys, "--endpoint", server.query, "speeches", "-p", "person=Pak", "-f", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["kind"] for row in rows} == {"speech"}
