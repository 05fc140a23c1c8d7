"""The endpoint by the letter of SPARQL 1.1 Protocol, Service Description and Graph Store Protocol (reading)."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from serving import Reply, Server, served
from wpkgraph.iris import BASE
from wpkgraph.namespaces import PREFIXES
from wpkgraph.server.negotiate import GRAPHS, RESULTS, pick
from wpkgraph.server.protocol import Asked, RefusedError, read
from wpkgraph.store import open_store, read_graphs

SPARQL, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
SD = "http://www.w3.org/ns/sparql-service-description#"
NAMES = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def server(built_example: Path) -> Iterator[Server]:
    with served(str(built_example)) as running:
        yield running


# --- requests as they are read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "kind", "query_string", "body", "asked"),
    [
        ("GET", "", "query=ASK%20%7B%7D", b"", Asked("ASK {}")),
        ("GET", "", "query=ASK+%7B%7D&format=json", b"", Asked("ASK {}")),
        ("GET", "", "", b"", None),
        ("HEAD", "", "x=1", b"", None),
        ("GET", "", "query=", b"", Asked("")),
        ("POST", SPARQL, "", b"ASK {}", Asked("ASK {}")),
        ("POST", f"{SPARQL}; charset=UTF-8", "", "ASK { 'é' }".encode(), Asked("ASK { 'é' }")),
        ("POST", SPARQL, "default-graph-uri=http://x/d", b"ASK {}", Asked("ASK {}", ("http://x/d",))),
        ("POST", FORM, "", b"query=ASK%20%7B%7D", Asked("ASK {}")),
        ("POST", f"{FORM}; charset=utf-8", "", b"query=A&named-graph-uri=urn%3An", Asked("A", (), ("urn:n",))),
        (
            "POST",
            FORM.upper(),
            "default-graph-uri=urn:a",
            b"query=A&default-graph-uri=urn:b&named-graph-uri=urn:c",
            Asked("A", ("urn:a", "urn:b"), ("urn:c",)),
        ),
    ],
)
def test_requests_are_read(method: str, kind: str, query_string: str, body: bytes, asked: Asked | None) -> None:
    assert read(method, kind, query_string, body) == asked


@pytest.mark.parametrize(
    ("method", "kind", "query_string", "body", "status"),
    [
        ("GET", "", "query=A&query=B", b"", 400),
        ("GET", "", "update=CLEAR%20ALL", b"", 400),
        ("GET", "", "query=%FF", b"", 400),
        ("GET", "", "query=A&default-graph-uri=relative", b"", 400),
        ("GET", "", "query=A&named-graph-uri=http://x/%3E", b"", 400),
        ("GET", "", "&".join(f"x{n}=1" for n in range(2000)), b"", 400),
        ("POST", FORM, "", b"", 400),
        ("POST", FORM, "", b"query=A&query=B", 400),
        ("POST", FORM, "query=A", b"query=B", 400),
        ("POST", FORM, "", b"update=CLEAR%20ALL", 403),
        ("POST", FORM, "", b"query=ASK%20%7B%7D&update=CLEAR%20ALL", 403),
        ("POST", "application/sparql-update", "", b"CLEAR ALL", 403),
        ("POST", "text/plain", "", b"ASK {}", 415),
        ("POST", "", "", b"ASK {}", 415),
        ("POST", "multipart/form-data; boundary=x", "", b"--x--", 415),
        ("POST", f"{SPARQL}; charset=UTF-16", "", b"ASK {}", 415),
        ("POST", SPARQL, "", b"ASK { \xff }", 400),
    ],
)
def test_requests_are_refused(method: str, kind: str, query_string: str, body: bytes, status: int) -> None:
    with pytest.raises(RefusedError) as refused:
        read(method, kind, query_string, body)
    assert refused.value.status == status
    assert str(refused.value)


@pytest.mark.parametrize(
    ("accept", "offered", "wanted"),
    [
        ("", RESULTS, "application/sparql-results+json"),
        ("*/*", RESULTS, "application/sparql-results+json"),
        ("text/csv", RESULTS, "text/csv"),
        ("TEXT/CSV", RESULTS, "text/csv"),
        ("text/*", RESULTS, "text/csv"),
        ("application/xml;q=0.5, text/csv;q=0.6", RESULTS, "text/csv"),
        ("application/xml ; q=0.5 , text/csv; q=0.4", RESULTS, "application/xml"),
        ("*/*;q=0.1, text/tab-separated-values", RESULTS, "text/tab-separated-values"),
        ("text/csv;q=0, */*", RESULTS, "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, application/*", RESULTS, "application/sparql-results+xml"),
        ("application/sparql-results+json;charset=utf-8", RESULTS, "application/sparql-results+json"),
        ("image/png", RESULTS, None),
        ("text/csv;q=0", RESULTS, None),
        ("nonsense", RESULTS, None),
        ("nonsense, text/csv", RESULTS, "text/csv"),
        ("application/rdf+xml", GRAPHS, "application/rdf+xml"),
        ("application/ld+json, text/turtle;q=0.9", GRAPHS, "application/ld+json"),
        (", ".join(["a/b"] * 100_000), GRAPHS, None),
    ],
)
def test_forms_are_picked(accept: str, offered: dict[str, str], wanted: str | None) -> None:
    assert pick(accept, offered) == wanted


# --- answers -------------------------------------------------------------------------------------------------------


def rows_of(reply: Reply) -> list[tuple[str, ...]]:
    """The values of a result in any of the four forms."""
    if reply.kind == "text/csv":
        return [tuple(row) for row in list(csv.reader(io.StringIO(reply.text)))[1:]]
    form = {
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    }[reply.kind]
    found = ox.parse_query_results(reply.body, format=form)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(str(getattr(cell, "value", "")) for cell in row) for row in found]


@pytest.mark.parametrize(
    "kind",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_rows_come_in_each_form(server: Server, built_example: Path, kind: str) -> None:
    reply = server.query(NAMES, kind)
    assert (reply.status, reply.kind) == (200, kind)
    store = open_store(built_example)
    people = store.query(NAMES, prefixes=PREFIXES)
    assert isinstance(people, ox.QuerySolutions)
    assert rows_of(reply) == [(row["name"].value,) for row in people]
    assert len(rows_of(reply)) > 40


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_triples_come_in_each_form(server: Server, kind: str) -> None:
    reply = server.query("CONSTRUCT { ?e rdfs:label ?l } { ?e a wpk:Conference ; rdfs:label ?l }", kind)
    assert (reply.status, reply.kind) == (200, kind)
    form = ox.RdfFormat.from_media_type(kind)
    triples = {(quad.subject.value, quad.object.value) for quad in ox.parse(reply.body, format=form)}
    assert (
        f"{BASE}event/cell-secretaries-conference/6",
        "Sixth Conference of Cell Secretaries of the Workers' Party of Korea",
    ) in triples


@pytest.mark.parametrize("kind", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_truth_comes_in_each_form(server: Server, kind: str) -> None:
    assert b"true" in server.query("ASK { ?s a wpk:Person }", kind).body
    assert b"false" in server.query("ASK { ?s a wpk:Nothing }", kind).body


def test_the_three_ways_to_ask_give_the_same(server: Server) -> None:
    by_get = server.query(NAMES)
    by_form = server.ask("/sparql", "POST", urlencode({"query": NAMES}).encode(), {"Content-Type": FORM})
    by_body = server.ask("/sparql", "POST", NAMES.encode(), {"Content-Type": SPARQL})
    assert by_get.status == by_form.status == by_body.status == 200
    assert by_get.body == by_form.body == by_body.body
    head = server.ask(f"/sparql?query={quote(NAMES)}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == by_get.headers["content-length"]


def test_the_dataset_of_a_request(server: Server, built_example: Path) -> None:
    graphs = read_graphs(built_example)
    curated, derived = f"{BASE}graph/curated", f"{BASE}graph/links"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    names = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"

    def number(query: str, **fields: str) -> int:
        return int(server.query(query, **fields).rows[0]["n"])

    assert number(count) == len({line for lines in graphs.values() for line in lines})
    assert number(count, **{"default-graph-uri": curated}) == len(set(graphs[curated]))
    assert number(count, **{"named-graph-uri": curated}) == 0
    assert [row["g"] for row in server.query(names).rows] == sorted(graphs)
    assert [row["g"] for row in server.query(names, **{"named-graph-uri": derived}).rows] == [derived]
    assert server.query(names, **{"default-graph-uri": curated}).rows == []
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{curated}> {{ ?s ?p ?o }}") == len(set(graphs[curated]))
    both = f"SELECT (COUNT(*) AS ?n) FROM <{curated}> {{ ?s ?p ?o }}"
    assert number(both, **{"default-graph-uri": derived}) == len(set(graphs[derived]))


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p", 400, "line 1, character 17"),
        (
            "SELECT *\n{ ?s nope:x ?o }",
            400,
            "line 2, character 6: the query can't be read: the prefix nope: is not declared",
        ),
        ("", 400, "read-only: SELECT, ASK"),
        ("INSERT DATA { <a:b> <a:c> 1 }", 400, "read-only"),
        ("LOAD <http://127.0.0.1:9/>", 400, "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE is switched off"),
        ("ASK { ?s ?p ?o FILTER(1/0) }", 200, ""),
    ],
)
def test_what_is_wrong_is_said(server: Server, query: str, status: int, words: str) -> None:
    reply = server.query(query)
    assert reply.status == status
    assert words in reply.text
    assert status == 200 or reply.kind == "text/plain"


def test_forms_that_do_not_exist_are_not_made_up(server: Server) -> None:
    reply = server.query(NAMES, "image/png")
    assert reply.status == 406
    assert "text/csv" in reply.text
    assert server.query("ASK {}", "text/turtle").status == 406
    assert server.query("DESCRIBE <http://x/>", "text/csv").status == 406


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D", f"/data?graph={quote(BASE)}graph/curated", "/health"])
def test_nothing_is_written(server: Server, method: str, path: str) -> None:
    reply = server.ask(path, method, b"", {"Content-Type": "text/turtle"})
    assert reply.status == 405
    assert "GET" in reply.headers["allow"]


def test_relative_iris_are_relative_to_the_endpoint(server: Server) -> None:
    reply = server.query("CONSTRUCT { <s> <p> 1 } {}", "application/n-triples")
    assert reply.text.startswith(f"<{server.url}/s> <{server.url}/p> ")


def test_scripts_of_other_sites_may_read(server: Server) -> None:
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    reply = server.ask("/sparql", "OPTIONS", headers=asked)
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "POST" in reply.headers["access-control-allow-methods"]
    got = server.ask("/sparql?query=ASK%20%7B%7D", headers={"Origin": "https://example.org"})
    assert got.headers["access-control-allow-origin"] == "*"


def test_answers_are_packed_if_the_client_can(server: Server) -> None:
    import gzip

    plain = server.query(NAMES)
    packed = server.ask(f"/sparql?query={quote(NAMES)}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


# --- what the service is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", "/"])
@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_the_service_describes_itself(server: Server, path: str, kind: str, built_example: Path) -> None:
    reply = server.ask(path, headers={"Accept": kind})
    assert (reply.status, reply.kind) == (200, kind)
    store = ox.Store()
    store.load(reply.body, format=ox.RdfFormat.from_media_type(kind))
    found = store.query(
        "SELECT ?service ?n ?page { ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;"
        " sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ; sd:feature sd:UnionDefaultGraph ;"
        " sd:defaultDataset/sd:defaultGraph/void:triples ?n . ?set a dcat:Dataset ;"
        " void:sparqlEndpoint ?endpoint ; dcterms:license ?page }",
        prefixes=PREFIXES | {"sd": SD},
    )
    assert isinstance(found, ox.QuerySolutions)
    (row,) = list(found)
    assert row["n"].value == str(len({line for lines in read_graphs(built_example).values() for line in lines}))
    named = store.query("SELECT ?g { ?set sd:namedGraph/sd:name ?g }", prefixes={"sd": SD})
    assert isinstance(named, ox.QuerySolutions)
    assert {row["g"].value for row in named} == set(read_graphs(built_example))


def test_a_browser_at_the_endpoint_is_led_to_the_editor(server: Server) -> None:
    reply = server.ask("/sparql", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (reply.status, reply.headers["location"]) == (303, "/query")


def test_well_known_void_leads_to_the_description(server: Server) -> None:
    reply = server.ask("/.well-known/void")
    assert (reply.status, reply.headers["location"]) == (303, "/")


def test_health(server: Server) -> None:
    reply = server.ask("/health")
    assert reply.status == 200
    assert json.loads(reply.body)["status"] == "ok"


# --- graphs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_each_graph_can_be_had(server: Server, built_example: Path, kind: str) -> None:
    for iri, lines in read_graphs(built_example).items():
        reply = server.ask(f"/data?graph={quote(iri, safe='')}", headers={"Accept": kind})
        assert (reply.status, reply.kind) == (200, kind)
        made = {
            f"{quad.subject} {quad.predicate} {quad.object}"
            for quad in ox.parse(reply.body, format=ox.RdfFormat.from_media_type(kind))
        }
        assert made == {
            f"{q.subject} {q.predicate} {q.object}"
            for q in ox.parse("".join(f"{x} .\n" for x in lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        }


def test_the_default_graph_is_the_union(server: Server, built_example: Path) -> None:
    reply = server.ask("/data?default", headers={"Accept": "application/n-triples"})
    union = {f"{line} ." for lines in read_graphs(built_example).values() for line in lines}
    assert set(reply.text.splitlines()) == union
    assert server.ask("/data?default").body == (built_example / "graph.ttl").read_bytes()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data", 400),
        ("/data?graph=", 400),
        ("/data?graph=nothing", 400),
        ("/data?graph=http://x/a%20b", 400),
        ("/data?graph=http://x/1&graph=http://x/2", 400),
        ("/data?default&graph=http://x/1", 400),
        ("/data?graph=http://x/none", 404),
    ],
)
def test_graphs_that_can_not_be_had(server: Server, address: str, status: int) -> None:
    reply = server.ask(address)
    assert reply.status == status
    assert server.ask(address, "HEAD").status == status


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    address = f"/data?graph={quote(BASE)}graph/curated"
    first = server.ask(address)
    assert server.ask(address, headers={"If-None-Match": first.headers["etag"]}).status == 304
    other = server.ask(address, headers={"If-None-Match": first.headers["etag"], "Accept": "application/n-triples"})
    assert other.status == 200
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq", "dataset.ttl", "report.json", "graph.html", "network.gexf"])
def test_files_can_be_taken(server: Server, built_example: Path, name: str) -> None:
    assert server.ask(f"/data/{name}").body == (built_example / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["store", "text", "..%2Freport.json", "%2e%2e%2fgraph.ttl", "CURRENT", "store%2FCURRENT"]
)
def test_other_files_can_not(server: Server, name: str) -> None:
    assert server.ask(f"/data/{name}").status == 404


# --- the standard's own cases --------------------------------------------------------------------------------------


def test_the_w3c_manifest(shared: Path, tmp_path: Path) -> None:
    tool = shared / "tools" / "sparql_protocol.py"
    if not tool.is_file():
        pytest.skip(f"needs the runner of the W3C manifest, which is not part of the project: {tool} is missing")
    run = lambda *arguments: subprocess.run(  # noqa: E731
        [sys.executable, str(tool), *arguments], capture_output=True, text=True, check=False, env={**os.environ}
    )
    made = run("--make-store", str(tmp_path / "store"))
    assert made.returncode == 0, made.stderr
    with served("--store", str(tmp_path / "store")) as server:
        done = run(f"{server.url}/sparql", "--readonly")
    assert (done.returncode, done.stdout) == (0, "34 passed, 0 failed of 34\n"), done.stdout + done.stderr


def test_any_store_can_be_served(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:g")))
    store.flush()
    del store
    with served("--store", str(tmp_path / "store")) as server:
        assert server.query("SELECT ?o { GRAPH <urn:g> { <urn:a> ?p ?o } }").rows == [{"o": "c"}]
        assert b"UnionDefaultGraph" not in server.ask("/").body
        assert server.ask("/id/person/x").status == 404
    shutil.rmtree(tmp_path / "store")
