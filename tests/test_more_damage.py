"""Damage to written outputs that `check` must tell, questions that fail, and builds on several processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_dataset
from wpkgraph import check, outputs, pipeline
from wpkgraph.errors import KnowledgeError, QueryError
from wpkgraph.options import BuildOptions
from wpkgraph.query import ask, prepare, resolve
from wpkgraph.store import memory_store

BASE = sample_dataset.BASE


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("damage") / "out")


@pytest.fixture
def output(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "out"))


def changed(output: Path, old: str, new: str) -> list[str]:
    """The names of the checks that fail when words of graph.nq and graph.ttl are others."""
    for name in ("graph.nq", "graph.ttl"):
        file = output / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return sorted({problem.check for problem in check.check(output) if not problem.note})


@pytest.mark.parametrize(
    ("old", "new", "failing"),
    [
        ('"elected deputy head of the Lamp Office"', '"elected deputy head of the Lamp House"', "spans"),
        ("ontology#membershipStatus", "ontology#membershipState", "dangling"),
        ("sha256> ", "sha1> ", "spans"),
        ("ontology#start>", "ontology#begin>", "passages"),
        ("ontology#rule>", "ontology#ruler>", "evidence"),
        ('"River Guild"', '"the Guild of the River"', "labels"),
    ],
)
def test_a_change_in_the_graph_is_told(output: Path, old: str, new: str, failing: str) -> None:
    assert failing in changed(output, old, new)


@pytest.mark.parametrize("text", ["", "other words", "\n"])
def test_a_change_in_a_text_is_told(output: Path, text: str) -> None:
    file = sorted((output / "text").iterdir())[0]
    file.write_text(text, encoding="utf-8")
    assert {"spans", "texts"} <= {problem.check for problem in check.check(output)}


def test_a_text_that_is_gone_or_no_utf8_is_told(output: Path) -> None:
    first, second = sorted((output / "text").iterdir())
    first.unlink()
    second.write_bytes(b"\xff" * 40)
    found = [problem for problem in check.check(output) if problem.check == "texts"]
    assert sorted("is missing" in problem.message for problem in found) == [False, True]


def test_shapes_that_can_not_be_read_are_named(output: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("no turtle", encoding="utf-8")
    monkeypatch.setattr(check.strict, "folder", lambda: tmp_path)
    data = check.read(output)
    with pytest.raises(KnowledgeError, match=r"shapes\.ttl"):
        list(check.shapes(data))


def test_problems_are_sorted_and_each_told_once(output: Path) -> None:
    shutil.rmtree(output / "text")
    found = check.check(output)
    assert found == sorted(set(found))
    assert len(found) > 5


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "SELECT * { ?s ?p }",
        "ASK { ?s ?p ?o } }",
        "SELECT * { ?s nobody:knows ?o }",
        "DESCRIBE",
        "SELECT ?x WHERE",
    ],
)
def test_what_can_not_be_read_is_a_query_error(query: str) -> None:
    with pytest.raises(QueryError, match="can't be"):
        ask(memory_store({}), query, BASE)


def test_a_base_that_is_none_is_a_query_error() -> None:
    with pytest.raises(QueryError, match="can't be answered"):
        ask(memory_store({}), "ASK { ?s ?p ?o }", "no base")


def test_describe_and_blank_nodes() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/p"), ox.BlankNode("b")))
    (row,) = ask(store, "DESCRIBE <http://x/a>", BASE).rows
    assert [cell.kind if cell else None for cell in row] == ["iri", "iri", "bnode"]


@pytest.mark.parametrize(
    ("given", "params", "words"),
    [
        ("nothing-of-the-kind", {}, "there is no query named"),
        ("evidence", {}, "needs --param name="),
        ("events", {"colour": "red"}, r"no parameter \$colour"),
        ("SELECT * { ?s ?p $x }", {"x": "<not an iri>"}, "is not an IRI"),
        ("SELECT * { ?s ?p '\\uD800' }", {}, "is no character"),
        ("INSERT DATA { <a> <b> <c> }", {}, "read-only"),
    ],
)
def test_questions_that_are_refused(given: str, params: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        resolve(given, params)


@pytest.mark.parametrize(
    "value", ["", "x", '"', "\\", "\n", "' OR '", "$x", "?x", "<", "<http://x/a>", "어망", "\u202e"]
)
def test_a_parameter_never_changes_the_form_of_a_query(value: str) -> None:
    text = prepare("SELECT * { BIND($x AS ?y) }", {"x": value})
    (row,) = ask(memory_store({}), text, BASE).rows
    assert row[0] is not None
    assert row[0].value == (value[1:-1] if value == "<http://x/a>" else value)


# --- several processes --------------------------------------------------------------------------------------------


def test_several_processes_give_what_one_gives(example_corpus: Path) -> None:
    paths = [str(path) for path in sorted(example_corpus.glob("*.txt"))[:2]]
    told: list[tuple[int, int]] = []
    alone = pipeline.build(paths, BuildOptions())
    assert pipeline.build(paths, BuildOptions(jobs=2), lambda done, total: told.append((done, total))) == alone
    assert told == [(1, 2), (2, 2)]
