"""The Python API, the text forms of triples, and short names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import sample_dataset
import wpkgraph
from wpkgraph import lines, namespaces
from wpkgraph.errors import InputError, OutputError, QueryError
from wpkgraph.options import BuildOptions

BASE = sample_dataset.BASE
LABELS = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def built() -> wpkgraph.Built:
    return wpkgraph.Built(sample_dataset.dataset())


def test_query_gives_rows(built: wpkgraph.Built) -> None:
    assert [row["name"] for row in built.query(LABELS)] == ["Han Sol Mi", "Om Tae Sik", "Ro Chan Gyu"]
    assert len(built.query("SELECT ?p { ?p rdfs:label $name }", {"name": "Om Tae Sik"}).rows) == 1


def test_it_shows_itself_by_its_counts(built: wpkgraph.Built) -> None:
    quads = sum(map(len, built.dataset.graphs.values()))
    assert repr(built) == f"<Built: 2 documents, {quads} quads, 3 Person, 3 Membership, 2 Event>"


def test_query_refuses_what_the_command_refuses(built: wpkgraph.Built) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        built.query("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="can't be read"):
        built.query("SELECT {")


@pytest.mark.parametrize("oxigraph", [False, True])
def test_rdflib_sees_the_union(built: wpkgraph.Built, oxigraph: bool) -> None:
    graph = built.to_rdflib(oxigraph=oxigraph)
    assert len(graph) == len({line for found in built.dataset.graphs.values() for line in found})
    rows = [str(row[0]) for row in graph.query(LABELS)]  # type: ignore[index]
    assert rows == ["Han Sol Mi", "Om Tae Sik", "Ro Chan Gyu"]


def test_networkx_graph(built: wpkgraph.Built) -> None:
    graph = built.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes[BASE + "person/om-tae-sik"]["label"] == "Om Tae Sik"


def test_write_and_open_again(built: wpkgraph.Built, tmp_path: Path) -> None:
    folder = built.write(tmp_path / "out")
    again = wpkgraph.open_output(folder)
    assert again.dataset.graphs == built.dataset.graphs
    assert again.dataset.texts == built.dataset.texts
    assert again.report.rules == built.report.rules
    assert again.dataset.base == BASE
    with pytest.raises(OutputError):
        wpkgraph.open_output(tmp_path)


def test_the_package_is_light_and_knows_its_names() -> None:
    code = (
        "import sys, wpkgraph; print(sorted(set(sys.modules) & {'rdflib', 'networkx', 'pyoxigraph', 'pyvis', 'click'}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="nonsense"):
        _ = wpkgraph.nonsense  # type: ignore[attr-defined]


@pytest.mark.parametrize("base", ["example.org/", "https://x/ y/", "https://x/id", "file:///x/"])
def test_a_base_that_is_no_namespace_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="--base"):
        BuildOptions(base=base)


def test_options_are_checked() -> None:
    assert BuildOptions(base="https://example.org/id/").base.endswith("/")
    with pytest.raises(InputError, match="IRIs of spans"):
        BuildOptions(base="https://example.org/id#")
    with pytest.raises(InputError, match="--jobs"):
        BuildOptions(jobs=0)
    with pytest.raises(InputError, match="unknown field 'body'"):
        BuildOptions(fields={"body": "text"})


def test_literals_survive_both_ways() -> None:
    for text in ('say "no"', "back\\slash", "two\nlines\r\n", "tab\t", "한글 𝄞", ""):
        assert lines.value(lines.literal(text)) == text
    assert lines.value('"\\u0041\\U0001D11E\\t"') == "A𝄞\t"
    assert lines.parse_term('"a"@en') == lines.Term("literal", "a", "", "en")
    assert lines.parse_term(f'"a"^^<{namespaces.XSD}string>') == lines.Term("literal", "a")
    assert lines.parse_term("<https://x/a>") == lines.Term("iri", "https://x/a")


def test_an_index_answers_sorted_and_once() -> None:
    index = lines.Index(["https://x/p"])
    index.add(['<https://x/b> <https://x/p> "2"', '<https://x/b> <https://x/p> "1"', '<https://x/b> <https://x/p> "2"'])
    index.add(["<https://x/a> <https://x/p> <https://x/o>", "<https://x/a> <https://x/q> <https://x/o>"])
    assert index.values("https://x/b", "https://x/p") == ["1", "2"]
    assert next(index.pairs("https://x/p")) == ("https://x/a", "https://x/o")
    assert index.subjects("https://x/p") == ["https://x/a", "https://x/b"]
    assert index.values("https://x/a", "https://x/q") == []
    assert index.predicates() == ["https://x/p"]
    assert index.one("https://x/c", "https://x/p") is None
    assert index.label("https://x/people/kim") == "kim"


def test_streams_hand_out_what_is_asked_for() -> None:
    stream = lines.stream([b"abc", b"de"], [b"f"])
    assert [stream.read(2), stream.read(2), stream.read(9), stream.read(9), stream.read(9)] == [
        b"ab",
        b"c",
        b"de",
        b"f",
        b"",
    ]
    many = [f"<a{i}> <b> <c>" for i in range(5000)]
    assert b"".join(lines.blocks(many)).count(b" .\n") == 5000


@pytest.mark.parametrize("iri", [BASE + "person/x", BASE + "org/a/b", namespaces.WPK + "Person", BASE + "dataset"])
def test_short_names_lead_back(iri: str) -> None:
    assert namespaces.expand(namespaces.shorten(iri, BASE), BASE) == iri


def test_what_has_no_short_name_stays() -> None:
    assert namespaces.shorten("https://elsewhere.example/x", BASE) == "https://elsewhere.example/x"
    assert namespaces.expand("no colon", BASE) is None
