"""Clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from serving import Server, served
from wpkgraph.iris import BASE
from wpkgraph.namespaces import PREFIXES
from wpkgraph.query import ask, named_queries, resolve
from wpkgraph.store import open_store

WPK = PREFIXES["wpk"]
NAMES = f"SELECT ?name {{ ?p a <{WPK}Person> ; <{PREFIXES['rdfs']}label> ?name }} ORDER BY ?name"


@pytest.fixture(scope="module")
def server(built_example: Path) -> Iterator[Server]:
    with served(str(built_example)) as running:
        yield running


@pytest.fixture(scope="module")
def names(built_example: Path) -> list[str | None]:
    return [row["name"] for row in ask(open_store(built_example), NAMES, BASE)]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_reads_rows(server: Server, names: list[str], method: str, form: str) -> None:
    import SPARQLWrapper

    client = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(NAMES)
    got = client.queryAndConvert()
    if form == "json":
        found = [row["name"]["value"] for row in got["results"]["bindings"]]
    elif form == "xml":
        cells = got.getElementsByTagName("literal")
        found = [cell.firstChild.data for cell in cells]
    else:
        found = [line.strip().strip('"') for line in got.decode().splitlines()[1:]]
    assert found == names


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_sparqlwrapper_reads_graphs_and_truth(server: Server) -> None:
    import SPARQLWrapper

    client = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(f"CONSTRUCT {{ ?p a <{WPK}Person> }} WHERE {{ ?p a <{WPK}Person> }}")
    for form in ("turtle", "n3", "xml", "json-ld"):
        client.setReturnFormat(form)
        got = client.queryAndConvert()
        graph = got if isinstance(got, rdflib.Graph) else rdflib.Graph().parse(data=got, format="turtle")
        assert len(graph) > 40, form
    client.setQuery(f"ASK {{ ?p a <{WPK}Person> }}")
    client.setReturnFormat("json")
    assert client.queryAndConvert()["boolean"] is True


def test_sparqlwrapper_gets_errors_as_errors(server: Server) -> None:
    import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery("SELECT * { ?s ?p")
    with pytest.raises(QueryBadFormed, match="it ends too early"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store_reads_the_endpoint(server: Server, names: list[str], method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql", method=method))
    assert [str(row[0]) for row in graph.query(NAMES)] == names
    conference = rdflib.URIRef(f"{BASE}event/cell-secretaries-conference/6")
    assert graph.value(conference, rdflib.RDFS.label) == rdflib.Literal(
        "Sixth Conference of Cell Secretaries of the Workers' Party of Korea"
    )
    assert (conference, rdflib.RDF.type, rdflib.URIRef(f"{WPK}Conference")) in graph
    assert len(list(graph.triples((conference, None, None)))) > 8


def test_rdflibs_store_reads_one_graph(server: Server) -> None:
    curated = rdflib.Graph(SPARQLStore(f"{server.url}/sparql"), identifier=rdflib.URIRef(f"{BASE}graph/curated"))
    assert len(list(curated.triples((None, None, None)))) > 100


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_curl_asks_and_takes_graphs(server: Server, names: list[str]) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--fail", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    rows = curl("--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv", f"{server.url}/sparql")
    assert rows.splitlines()[1:] == names
    assert json.loads(curl("-G", "--data-urlencode", "query=ASK {}", f"{server.url}/sparql"))["boolean"] is True
    assert curl("-H", "Accept: text/turtle", f"{server.url}/").startswith("@prefix")
    assert f"<{BASE}" in curl(
        "-G", "-d", f"graph={BASE}graph/links", "-H", "Accept: application/n-triples", f"{server.url}/data"
    )
    direct = curl("-H", "Content-Type: application/sparql-query", "--data-binary", NAMES, f"{server.url}/sparql")
    assert len(json.loads(direct)["results"]["bindings"]) == len(names)


def test_named_queries_give_what_the_folder_gives(server: Server, built_example: Path) -> None:
    store = open_store(built_example)
    for query in named_queries().values():
        if query.elsewhere:
            continue
        text = resolve(query.name, query.example)
        wanted = [{k: v for k, v in row.items() if v is not None} for row in ask(store, text, BASE)]
        assert server.query(text).rows == wanted, query.name
