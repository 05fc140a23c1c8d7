"""Output folders that are whole, damaged or foreign; stores, workers and the Python API over them."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import sample_dataset
import wpkgraph
from wpkgraph import outputs, worker
from wpkgraph.errors import OutputError, QueryError, WpkgraphError
from wpkgraph.exporters import table, write_files
from wpkgraph.model import Dataset, Report
from wpkgraph.options import BuildOptions
from wpkgraph.query import ask
from wpkgraph.store import load_dataset, memory_store, open_store, rdflib_graph, read_graphs, read_report

BASE = sample_dataset.BASE
PERSONS = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name"
NAMES = ["Han Sol Mi", "Om Tae Sik", "Ro Chan Gyu"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("outputs") / "out")


@pytest.fixture
def output(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample output that may be broken."""
    return Path(shutil.copytree(sample, tmp_path / "out"))


def names(folder: Path) -> list[str]:
    return [str(row[0].value) for row in ask(open_store(folder), PERSONS, BASE).rows if row[0]]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- damaged outputs ----------------------------------------------------------------------------------------------


def _no_store(folder: Path) -> None:
    shutil.rmtree(folder / "store")


def _empty_store(folder: Path) -> None:
    for file in (folder / "store").iterdir():
        file.unlink()


def _torn_manifest(folder: Path) -> None:
    for file in (folder / "store").glob("MANIFEST*"):
        file.write_bytes(b"\xff" * 64)


def _wrong_pointer(folder: Path) -> None:
    (folder / "store" / "CURRENT").write_text("MANIFEST-999999\n")


def _no_tables(folder: Path) -> None:
    for file in (folder / "store").glob("*.sst"):
        file.unlink()


@pytest.mark.parametrize("harm", [_no_store, _empty_store, _torn_manifest, _wrong_pointer, _no_tables])
def test_a_damaged_store_is_replaced_by_the_text_form(output: Path, harm: Callable[[Path], None]) -> None:
    harm(output)
    assert names(output) == NAMES


def test_without_store_and_text_the_user_is_told_to_build_again(output: Path) -> None:
    _no_store(output)
    (output / "graph.nq").unlink()
    with pytest.raises(OutputError, match="build it again"):
        open_store(output)


@pytest.mark.parametrize(
    "line",
    [
        "<http://x/a> <http://x/b> .",
        "<http://x/a> <http://x/b> <http://x/c> .",
        "garbage",
        "x y z w .",
        "_:x _:y _:z <http://x/g> .",
        '<http://x/a> <http://x/b> "never closed <http://x/g> .',
        "",
    ],
)
def test_a_damaged_text_form_is_an_error_that_names_the_file(output: Path, line: str) -> None:
    _no_store(output)
    with (output / "graph.nq").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(OutputError, match=r"graph\.nq: is damaged"):
        open_store(output)


@pytest.mark.parametrize(
    "line", ["junk", "", "<http://x/a> <http://x/b> <http://x/c> <http://x/g> .x", "<http://x/a> <http"]
)
def test_a_damaged_line_is_named_by_its_number(output: Path, line: str) -> None:
    quads = output / "graph.nq"
    whole = quads.read_text(encoding="utf-8").splitlines()
    quads.write_text("\n".join([*whole[:4], line, *whole[4:]]) + "\n", encoding="utf-8", newline="\n")
    with pytest.raises(OutputError, match=r"graph\.nq: is damaged: line 5 "):
        read_graphs(output)


def test_a_text_form_that_was_cut_off_is_damaged(output: Path) -> None:
    quads = output / "graph.nq"
    quads.write_bytes(quads.read_bytes()[:-20])
    with pytest.raises(OutputError, match=r"graph\.nq: is damaged: line"):
        read_graphs(output)


def test_bytes_that_are_no_text_in_the_text_form(output: Path) -> None:
    (output / "graph.nq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OutputError, match=r"graph\.nq: can't be read"):
        read_graphs(output)


@pytest.mark.parametrize(
    "report", ["", "[]", "{", "null", '{"format": 1}', '{"format": "wpkgraph report 0"}', "\udcff"]
)
def test_a_folder_with_another_report_is_none_of_ours(tmp_path: Path, report: str) -> None:
    (tmp_path / "report.json").write_bytes(report.encode("utf-8", "surrogateescape"))
    assert not outputs.is_output(tmp_path)
    for use in (open_store, read_graphs, read_report, load_dataset):
        with pytest.raises(OutputError, match="is not an output folder"):
            use(tmp_path)


def test_a_report_that_is_a_folder_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    assert not outputs.is_output(tmp_path)


# --- what a write may and may not touch ---------------------------------------------------------------------------


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(OutputError, match="leads nowhere"):
        outputs.write(sample_dataset.dataset(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    ("inputs", "target", "words"),
    [
        (["in"], "in/out", "lies inside the input"),
        (["in/sub"], "in", "would replace the folder that holds the input"),
        (["in/a.txt"], "in", "would replace the folder that holds the input"),
        (["in"], "in", "lies inside the input"),
        (["."], "x/y/z", "lies inside the input"),
        (["in/../in"], "in/./out", "lies inside the input"),
        (["link"], "in/out", "lies inside the input"),
    ],
)
def test_inputs_and_outputs_must_lie_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], target: str, words: str
) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match=words):
        outputs.refuse_overlap(inputs, Path(target))


@pytest.mark.parametrize(
    ("inputs", "target"),
    [(["in"], "out"), (["in/a.txt"], "out"), (["in/a.txt"], "in/out"), (["missing"], "in"), (["*.txt"], "out")],
)
def test_inputs_and_outputs_that_lie_apart_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], target: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    outputs.refuse_overlap(inputs, Path(target))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    with pytest.raises(OutputError, match="can't be written"):
        outputs.write(sample_dataset.dataset(), tmp_path / "locked" / "out")


def test_an_exporter_that_fails_leaves_the_old_output(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wpkgraph.exporters.turtle import Turtle

    before = tree(output)
    monkeypatch.setattr(Turtle, "finish", lambda self: (_ for _ in ()).throw(OSError(28, "no space left on device")))
    with pytest.raises(OutputError, match="no space left"):
        outputs.write(sample_dataset.dataset(), output)
    assert {k: v for k, v in tree(output).items() if not k.startswith("store")} == {
        k: v for k, v in before.items() if not k.startswith("store")
    }
    assert [p.name for p in output.parent.iterdir()] == ["out"]


def test_hidden_files_that_users_keep_there_stay(output: Path) -> None:
    for name in ("README.md", ".gitignore", ".gitkeep"):
        (output / name).write_text(name)
    outputs.write(sample_dataset.dataset(), output)
    assert all((output / name).read_text() == name for name in ("README.md", ".gitignore", ".gitkeep"))


def test_a_reader_of_the_old_output_is_not_disturbed(output: Path) -> None:
    """A store that was opened before the folder was replaced still answers: the swap is by renames."""
    store = open_store(output)
    outputs.write(Dataset({}, {}, Report()), output)
    assert ask(store, PERSONS, BASE).rows
    assert names(output) == []


# --- the store ----------------------------------------------------------------------------------------------------

LINES = {
    f"{BASE}a/graph": (f'<{BASE}a> <http://x/p> "one\\ntwo"', f"<{BASE}a> <http://x/q> <{BASE}b>"),
    f"{BASE}b/graph": (f"<{BASE}a> <http://x/q> <{BASE}b>", f'<{BASE}b> <http://x/p> "\\"\\\\"'),
    f"{BASE}empty/graph": (),
}


def test_a_triple_of_two_graphs_counts_once_in_the_union_and_in_each_graph() -> None:
    store = memory_store(LINES)
    assert len(ask(store, "SELECT * { ?s <http://x/q> ?o }", BASE).rows) == 1
    assert len(ask(store, "SELECT * { GRAPH ?g { ?s <http://x/q> ?o } }", BASE).rows) == 2
    assert {g.value for g in store.named_graphs()} == {f"{BASE}a/graph", f"{BASE}b/graph"}


def test_an_empty_store_answers() -> None:
    store = memory_store({})
    assert ask(store, "SELECT * { ?s ?p ?o }", BASE).rows == ()
    assert ask(store, "ASK { ?s ?p ?o }", BASE).rows[0][0].value == "false"  # type: ignore[union-attr]


@pytest.mark.parametrize("oxigraph", [False, True])
def test_rdflib_sees_the_union_in_both_forms(oxigraph: bool) -> None:
    graph = rdflib_graph(Dataset(LINES, {}, Report()), oxigraph=oxigraph)
    assert len(graph) == 3
    found = list(graph.objects(rdflib.URIRef(f"{BASE}a"), rdflib.URIRef("http://x/p")))
    assert [str(value) for value in found] == ["one\ntwo"]  # oxrdflib gives plain strings their datatype
    assert dict(graph.namespaces())["wpk"] == rdflib.URIRef("https://w3id.org/wpkgraph/ontology#")
    assert len(list(graph.query("SELECT * { ?s ?p ?o }"))) == 3


def test_texts_with_every_line_end_come_back(tmp_path: Path) -> None:
    import hashlib

    text = "one\r\ntwo\rthree\u2028four\u0085five\n"
    made = Dataset({}, {hashlib.sha256(text.encode()).hexdigest(): text}, Report())
    assert load_dataset(outputs.write(made, tmp_path / "out")).texts == made.texts


def test_a_report_comes_back_with_all_its_rows(tmp_path: Path) -> None:
    report = Report(
        inputs=({"path": 'a "b".txt', "sha256": "0" * 64, "articles": 1},),
        counts={"Person": 1},
        rules={"apposition": 2},
        declined=({"rule": "x", "reason": "two\nlines"},),
        warnings=({"file": "\u2028", "message": "<b>"},),
        errors=({"file": "어망", "message": "gone"},),
    )
    assert load_dataset(outputs.write(Dataset({}, {}, report, "https://x/"), tmp_path / "out")).report == report


def test_exporters_are_fresh_each_time(tmp_path: Path) -> None:
    assert not set(map(id, table())) & set(map(id, table()))
    for name in "ab":
        (tmp_path / name).mkdir()
        write_files(sample_dataset.dataset(), tmp_path / name)
    keep = [k for k in tree(tmp_path / "a") if not k.startswith("store")]
    assert all(tree(tmp_path / "a")[k] == tree(tmp_path / "b")[k] for k in keep)


# --- the worker ---------------------------------------------------------------------------------------------------


def test_the_worker_answers_like_the_store(sample: Path) -> None:
    assert worker.run(sample, PERSONS) == ask(open_store(sample), PERSONS, BASE)


@pytest.mark.parametrize(
    ("query", "words"),
    [("SELECT * {", "can't be read"), ("SELECT ?x { ?s ?p ?o }  GROUP BY ?s", "can't be")],
)
def test_a_query_that_fails_in_the_child_fails_here(sample: Path, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        worker.run(sample, query)


def test_a_folder_that_breaks_under_the_child_is_told(output: Path) -> None:
    _no_store(output)
    (output / "graph.nq").unlink()
    with pytest.raises(OutputError, match="build it again"):
        worker.run(output, PERSONS)


def test_a_child_that_dies_is_told(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("needs fork")
    monkeypatch.setattr(worker, "_answer", lambda *args: os._exit(9))
    with pytest.raises(QueryError, match="ended without an answer"):
        worker.run(sample, PERSONS)


def test_the_time_limit_ends_the_child_and_leaves_no_process(sample: Path) -> None:
    product = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
    started = time.perf_counter()
    with pytest.raises(QueryError, match=r"longer than 0\.2 seconds"):
        worker.run(sample, f"SELECT (COUNT(*) AS ?n) {{ {product} }}", timeout=0.2)
    assert time.perf_counter() - started < 5
    import multiprocessing

    assert multiprocessing.active_children() == []


def test_two_questions_at_once(sample: Path) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(len(worker.run(sample, PERSONS).rows))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [3, 3]


# --- the API ------------------------------------------------------------------------------------------------------


def test_built_libraries_are_made_once(sample: Path) -> None:
    made = wpkgraph.open_output(sample)
    assert made.store is made.store
    assert made.report is made.dataset.report
    assert isinstance(made.store, ox.Store)
    assert made.query(PERSONS).rows == ask(open_store(sample), PERSONS, BASE).rows


def test_rows_are_dictionaries_when_iterated(sample: Path) -> None:
    made = wpkgraph.open_output(sample)
    found = made.query("SELECT ?name ?day { ?p a wpk:Person ; rdfs:label ?name OPTIONAL { ?p schema:birthDate ?day } }")
    assert sorted(str(row["name"]) for row in found) == NAMES
    assert {row["day"] for row in found} == {None}


def test_parameters_of_a_query_are_terms(sample: Path) -> None:
    made = wpkgraph.open_output(sample)
    for name in (*NAMES, 'x" } UNION { ?p ?q ?r', "\\", "\n"):
        rows = made.query("SELECT ?p { ?p a wpk:Person ; rdfs:label $name }", {"name": name}).rows
        assert len(rows) == (name in NAMES)
    iri = f"<{BASE}person/ro-chan-gyu>"
    assert made.query("ASK { $who a wpk:Person }", {"who": iri}).rows[0][0].value == "true"  # type: ignore[union-attr]


@pytest.mark.parametrize("paths", [[], ["no such file.txt"]])
def test_a_build_of_nothing_is_an_empty_graph_with_a_report(paths: list[str]) -> None:
    made = wpkgraph.build(paths)
    assert made.dataset.texts == {}
    assert len(made.report.errors) == len(paths)
    assert made.query("SELECT ?p { ?p a wpk:Person }").rows == ()


def test_progress_is_told_for_every_source(example_corpus: Path) -> None:
    told: list[tuple[int, int]] = []
    wpkgraph.build(sorted(example_corpus.glob("*.txt"))[:2], on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    "wrong", [{"base": "x"}, {"base": "https://x/a b/"}, {"jobs": 0}, {"jobs": -1}, {"fields": {"body": "text"}}]
)
def test_options_that_can_not_be_are_refused_with_their_switch(wrong: dict[str, object]) -> None:
    with pytest.raises(WpkgraphError, match=f"--{next(iter(wrong)).removesuffix('s')}"):
        BuildOptions(**wrong)  # type: ignore[arg-type]


def test_the_report_on_disk_is_stable_json(sample: Path) -> None:
    text = (sample / "report.json").read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text
