"""graph.ttl, graph.nq, store/, text/, report.json and dataset.ttl."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_dataset
from wpkgraph.exporters import table, write_files
from wpkgraph.exporters.metadata import build_time
from wpkgraph.exporters.turtle import heads, serialise
from wpkgraph.exporters.union import Union
from wpkgraph.model import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return sample_dataset.dataset()


@pytest.fixture(scope="module")
def output(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_files(dataset, folder)
    return folder


def union(dataset: Dataset) -> set[str]:
    return {line for lines in dataset.graphs.values() for line in lines}


def as_lines(path: Path, form: ox.RdfFormat) -> list[str]:
    return [f"{q.subject} {q.predicate} {q.object}" for q in ox.parse(path=str(path), format=form)]


def test_turtle_is_the_union_and_nothing_else(dataset: Dataset, output: Path) -> None:
    assert sorted(as_lines(output / "graph.ttl", ox.RdfFormat.TURTLE)) == sorted(
        f"{q.subject} {q.predicate} {q.object}"
        for q in ox.parse("".join(f"{line} .\n" for line in union(dataset)), ox.RdfFormat.N_TRIPLES)
    )


def test_turtle_uses_prefixes_in_a_fixed_order(output: Path) -> None:
    text = (output / "graph.ttl").read_text(encoding="utf-8")
    names = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert names == sorted(names)
    assert {"wpk:", "org:", "person:", "d-org:", "skos:"} <= set(names)
    body = text.split("\n\n", 1)[1]
    assert "<https://w3id.org/wpkgraph/id/person/" not in body
    assert "person:ro-chan-gyu" in body
    assert "<http://www.w3.org/ns/org#" not in body


def test_turtle_does_not_depend_on_the_order_of_lines(dataset: Dataset) -> None:
    lines = sorted(union(dataset))
    shuffled = list(lines)
    random.Random(3).shuffle(shuffled)
    assert serialise(sorted(shuffled), dataset.base) == serialise(lines, dataset.base)


def test_turtle_refuses_what_is_no_triple() -> None:
    with pytest.raises(SyntaxError):
        serialise(["<https://x/a> <https://x/b> <not an iri>"], "https://x/")


def test_heads_are_prefixes_only_where_they_can_be() -> None:
    lines = [
        "<https://x/person/a> <p> <o>",
        "<https://x/A%20b/c> <p> <o>",
        "<https://y/z/c> <p> <o>",
        "<https://x/top> <p> <o>",
    ]
    assert heads(lines, "https://x/") == {"person"}


def test_quads_keep_the_graphs_apart_sorted(dataset: Dataset, output: Path) -> None:
    lines = (output / "graph.nq").read_text(encoding="utf-8").splitlines()
    wanted = [f"{line} <{graph}> ." for graph, found in dataset.graphs.items() for line in found]
    assert lines == wanted
    assert list(dataset.graphs) == sorted(dataset.graphs)


def test_store_gives_the_same_rows_as_the_turtle(dataset: Dataset, output: Path) -> None:
    question = "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }"
    stored = ox.Store.read_only(str(output / "store"))
    turtle = ox.Store()
    turtle.bulk_load(path=str(output / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    rows = [sorted(str(row) for row in store.query(question)) for store in (stored, turtle)]
    assert rows[0] == rows[1]
    assert len({graph.value for graph in stored.named_graphs()}) == len(dataset.graphs)


def test_texts_are_kept_byte_for_byte(output: Path) -> None:
    files = sorted((output / "text").iterdir())
    assert len(files) == 2
    for file in files:
        data = file.read_bytes()
        assert hashlib.sha256(data).hexdigest() == file.stem
    assert any(b"\r\n" in file.read_bytes() for file in files)


def test_report_has_sorted_keys_and_totals(dataset: Dataset, output: Path) -> None:
    text = (output / "report.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert list(data) == sorted(data)
    assert data["totals"] == {"graphs": len(dataset.graphs), "quads": sum(map(len, dataset.graphs.values()))}
    assert data["rules"]["apposition"] == 3
    assert data["declined"][0]["reason"] == "two candidates"
    assert data["base"] == dataset.base


def test_two_writes_have_the_same_bytes(dataset: Dataset, output: Path, tmp_path: Path) -> None:
    write_files(dataset, tmp_path)
    for file in sorted(output.iterdir()):
        if file.is_file():
            assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_metadata_describes_files_classes_and_inputs(dataset: Dataset, output: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=str(output / "dataset.ttl"), format=ox.RdfFormat.TURTLE)
    prefixes = {
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "prov": "http://www.w3.org/ns/prov#",
    }

    def ask(pattern: str) -> list[list[str]]:
        return [[term.value for term in row] for row in store.query(f"SELECT * {{ {pattern} }}", prefixes=prefixes)]

    assert ask("?d a void:Dataset ; dcat:distribution ?f ; void:triples ?n")
    assert {row[0] for row in ask("[] a dcat:Dataset ; void:triples ?n")} == {str(len(union(dataset)))}
    person = "<https://w3id.org/wpkgraph/ontology#Person>"
    assert ask(f"?p void:class {person} ; void:entities ?n")[0].count("3") == 1
    assert len(ask("[] prov:used ?source . ?source <https://w3id.org/wpkgraph/ontology#sha256> ?hash")) == 2
    assert not ask("?run prov:endedAtTime ?time")
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in store)


def test_a_time_is_stated_only_where_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert build_time() is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build_time() == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert build_time() is None


def test_an_empty_dataset_can_be_written(tmp_path: Path) -> None:
    empty = Dataset({}, {}, sample_dataset.dataset().report)
    write_files(empty, tmp_path)
    assert (tmp_path / "graph.nq").read_bytes() == b""
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 0


def test_the_union_comes_before_those_that_read_it() -> None:
    names = [type(exporter).__name__ for exporter in table()]
    assert names.index("Union") < names.index("Turtle")
    assert names.index("Quads") < names.index("Oxigraph")
    assert names.index("Network") < names.index("Html")


def test_union_forgets_repeats(dataset: Dataset, tmp_path: Path) -> None:
    collector = Union()
    collector.start(tmp_path, dataset)
    collector.graph("https://x/1", ("<a> <b> <c>", "<a> <b> <d>"))
    collector.graph("https://x/2", ("<a> <b> <c>",))
    assert collector.lines == ["<a> <b> <c>", "<a> <b> <d>"]


def test_bytes_do_not_depend_on_the_hash_seed(output: Path, tmp_path: Path) -> None:
    here = Path(__file__).resolve().parent
    code = "import sys, pathlib, sample_dataset, wpkgraph.exporters as e; p = pathlib.Path(sys.argv[1]); p.mkdir(); "
    code += "e.write_files(sample_dataset.dataset(), p)"
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent / 'src'}"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=env, check=True)
        for file in sorted(output.iterdir()):
            if file.is_file():
                assert (tmp_path / seed / file.name).read_bytes() == file.read_bytes(), file.name
