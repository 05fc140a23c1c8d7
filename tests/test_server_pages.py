"""Pages over HTTP: the form that a client wants, addresses as IRIs have them, headers, and what has not changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

import wpkgraph
from serving import Server, served
from wpkgraph.iris import BASE
from wpkgraph.namespaces import PREFIXES
from wpkgraph.pages.layout import POLICY

CONFERENCE = "/id/event/cell-secretaries-conference/6"
LABEL = f"{PREFIXES['rdfs']}label"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture(scope="module")
def server(built_example: Path) -> Iterator[Server]:
    with served(str(built_example)) as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml;q=0.9, text/html;q=0.2", "application/rdf+xml"),
    ],
)
def test_the_form_that_is_wanted(server: Server, accept: str, kind: str) -> None:
    reply = server.ask(CONFERENCE, headers={"Accept": accept} if accept else {})
    assert (reply.status, reply.kind) == (200, kind)
    assert "accept" in reply.headers["vary"].lower()
    if kind == "text/html":
        assert "<h1" in reply.text
        assert "Sixth Conference of Cell Secretaries" in reply.text
    else:
        found = ox.parse(reply.body, format=ox.RdfFormat.from_media_type(kind))
        labels = {
            q.object.value for q in found if (q.subject.value, q.predicate.value) == (BASE + CONFERENCE[4:], LABEL)
        }
        assert labels == {"Sixth Conference of Cell Secretaries of the Workers' Party of Korea"}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("turtle", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("ntriples", "application/n-triples"),
        ("html", "text/html"),
    ],
)
@pytest.mark.parametrize("path", [CONFERENCE, "/", "/ontology"])
def test_the_form_that_a_link_names(server: Server, path: str, form: str, kind: str) -> None:
    reply = server.ask(f"{path}?format={form}", headers={"Accept": BROWSER})
    assert (reply.status, reply.kind) == (200, kind)


@pytest.mark.parametrize("address", [f"{CONFERENCE}?format=exe", f"{CONFERENCE}?format=", "/browse?format=turtle"])
def test_forms_that_there_are_not(server: Server, address: str) -> None:
    reply = server.ask(address)
    assert reply.status == 406
    assert "html" in reply.text
    assert server.ask(CONFERENCE, headers={"Accept": "image/png"}).status == 406


@pytest.mark.parametrize(
    "address", ["/", "/browse", "/search?q=kim", "/sources", "/query", "/ontology", CONFERENCE, "/nothing"]
)
def test_pages_may_load_their_own_things_only(server: Server, address: str) -> None:
    reply = server.ask(address)
    assert reply.kind == "text/html"
    assert reply.headers["content-security-policy"] == POLICY
    assert "'unsafe" not in POLICY
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"


def test_what_pages_load_is_there(server: Server) -> None:
    loaded = set()
    for address in ("/", "/query", "/ontology", CONFERENCE):
        loaded |= set(re.findall(r'(?:src|href)="(/static/[^"]+)"', server.ask(address).text))
    assert len(loaded) > 4
    for address in loaded:
        reply = server.ask(address)
        assert reply.status == 200, address
        assert server.ask(address, headers={"If-None-Match": reply.headers["etag"]}).status == 304
        assert reply.kind in ("text/css", "text/javascript", "image/svg+xml"), address
    assert server.ask("/static/nothing.css").status == 404
    assert server.ask("/static/..%2F__init__.py").status == 404


def test_a_page_that_a_client_has_is_not_sent_again(server: Server) -> None:
    first = server.ask(CONFERENCE)
    again = {"If-None-Match": first.headers["etag"]}
    assert server.ask(CONFERENCE, headers=again).status == 304
    assert server.ask(CONFERENCE, headers={**again, "Accept": "text/turtle"}).status == 200
    assert server.ask(f"{CONFERENCE}?page=2", headers=again).status != 304


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/id/",
        "/id/nothing",
        "/id/person/%FF",
        "/id/x%00y",
        "/id/article/../../etc",
        "/browse/Nothing",
        "/browse/%3Cscript%3E",
    ],
)
def test_what_is_not_there_is_a_page_too(server: Server, address: str) -> None:
    reply = server.ask(address)
    assert (reply.status, reply.kind) == (404, "text/html")
    assert "<script>" not in reply.text


def test_the_text_of_an_article_is_the_text(server: Server, built_example: Path) -> None:
    found = server.query("SELECT ?a ?sha { ?a a wpk:Article ; wpk:sha256 ?sha } ORDER BY ?a")
    for row in found.rows:
        path = "/id/" + row["a"].removeprefix(BASE) + "/text"
        text = (built_example / "text" / f"{row['sha']}.txt").read_bytes()
        reply = server.ask(path, headers={"Accept": "text/plain"})
        assert (reply.status, reply.kind, reply.body) == (200, "text/plain", text)
        assert server.ask(path, headers={"Accept": BROWSER}).kind == "text/html"


def test_suggestions(server: Server) -> None:
    reply = server.ask("/suggest?q=sangwon", headers={"Accept": "*/*"})
    assert reply.kind == "application/json"
    assert "Sangwon Cement Complex" in reply.text


def test_names_in_other_scripts_and_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Pyongyang, April 7 (KCNA) -- Ro Un, manager of the Lamp Factory, made a speech. -0-\n"
    for name in ("my notes.txt", "김 문서.txt", "100%.txt", "a?b#c.txt"):
        (folder / name).write_text(
            text.replace("Ro Un", f"Ro Un {'Om' if name[0] == 'm' else ''}".strip()), encoding="utf-8"
        )
    wpkgraph.build(folder).write(tmp_path / "out")
    with served(str(tmp_path / "out")) as server:
        files = server.query("SELECT ?f ?name { ?f a wpk:SourceFile ; wpk:fileName ?name } ORDER BY ?name").rows
        assert len(files) == 4
        for row in files:
            address = "/id/" + quote(row["f"].removeprefix(BASE), safe="/%")
            reply = server.ask(address)
            assert reply.status == 200, address
            assert row["name"] in reply.text


def test_links_begin_with_the_path_of_the_servers_address(built_example: Path) -> None:
    with served(str(built_example), "--url", "https://wpk.example/graph/") as server:
        host = {"Host": "wpk.example"}
        home = server.ask("/", headers=host).text
        links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', home))
        assert len(links) > 20
        assert all(link.startswith("/graph/") for link in links)
        described = server.ask("/sparql", headers={**host, "Accept": "text/turtle"}).text
        assert "https://wpk.example/graph/sparql" in described
        editor = server.ask("/sparql", headers={**host, "Accept": BROWSER})
        assert editor.headers["location"] == "/graph/query"
