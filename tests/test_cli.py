"""The command line: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sample_dataset
from wpkgraph import __version__, cli, outputs

SRC = Path(__file__).resolve().parents[1] / "src"
COMMANDS = ("build", "query", "explain", "compare", "concepts", "check", "stats")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("cli") / "out")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def spawn(*arguments: str, code: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "wpkgraph", *arguments]
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def test_help_teaches_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for command in COMMANDS:
        assert f"wpkgraph {command}" in out
        code, text, _ = run(capsys, command, "--help")
        assert code == 0
        assert "Example" in text
        assert f"wpkgraph {command} " in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"wpkgraph, version {__version__}\n", "")


def test_help_loads_no_heavy_library() -> None:
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    command = [sys.executable, "-X", "importtime", "-m", "wpkgraph", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    modules = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "click" in modules
    assert not modules & {"rdflib", "networkx", "pyvis", "pyoxigraph", "rich", "trafilatura", "shacl", "ahocorasick_rs"}


def test_query_prints_a_table_csv_or_json(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    question = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name"
    code, out, _ = run(capsys, "query", str(output), question)
    assert code == 0
    assert out.splitlines()[-1] == "(3 rows)"
    assert run(capsys, "query", str(output), question, "-f", "csv")[1].splitlines()[1:] == [
        "Han Sol Mi",
        "Om Tae Sik",
        "Ro Chan Gyu",
    ]
    data = json.loads(run(capsys, "query", str(output), question, "--format", "json")[1])
    assert len(data["results"]["bindings"]) == 3


def test_named_queries_take_parameters(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, _ = run(capsys, "query", str(output), "posts", "-p", "person=Om", "-f", "csv")
    assert code == 0
    assert out.splitlines()[1].startswith("Om Tae Sik,deputy head,Lamp Office")
    listing = run(capsys, "query", str(output), "--list")[1]
    assert "--param person=..." in listing
    assert "required" in listing


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("query", "OUT", "SELECT * { SERVICE <http://127.0.0.1/> {} }"), "SERVICE is switched off"),
        (("query", "OUT", "nonsense"), "no query named 'nonsense'"),
        (("query", "OUT"), "name a query"),
        (("query", "OUT", "posts", "-p", "nobody=x"), "no parameter $nobody"),
        (("query", "OUT", "posts", "-p", "nobody"), "must be written as name=value"),
        (("explain", "OUT", "Nobody At All"), "stands for nothing"),
        (("stats", "missing"), "there is no such folder"),
        (("check", "."), "is not an output folder"),
        (("build",), "Missing argument"),
        (("nonsense",), "No such command"),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *(str(output) if a == "OUT" else a for a in arguments))
    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert out == ""


def test_explain_marks_the_evidence(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, _ = run(capsys, "explain", str(output), "om tae sik")
    assert code == 0
    assert ">>>elected deputy head of the Lamp Office<<<" in out
    assert "\x1b[30;43m" in run(capsys, "explain", str(output), "om tae sik", "--color")[1]


def test_stats_as_table_and_json(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, _ = run(capsys, "stats", str(output))
    assert code == 0
    assert "        3  wpk:Person" in out
    assert json.loads(run(capsys, "stats", str(output), "-f", "json")[1])["rules"]["apposition"] == 3


def test_check_counts_problems_and_notes(
    capsys: pytest.CaptureFixture[str], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wpkgraph import check

    faults = [check.Problem("spans", f"https://x/{i}", "is wrong") for i in range(3)]
    monkeypatch.setattr(check, "check", lambda folder: [*faults, check.Problem("dates", "https://x/9", "differ", True)])
    code, out, _ = run(capsys, "check", str(output), "--limit", "2")
    assert code == 1
    assert out.splitlines()[0] == "spans: https://x/0: is wrong"
    assert "... and 2 more" in out
    assert out.splitlines()[-1].endswith("3 problems, 1 notes")
    monkeypatch.setattr(check, "check", lambda folder: [check.Problem("dates", "https://x/9", "differ", True)])
    assert run(capsys, "check", str(output))[0] == 0


def test_a_closed_pipe_is_no_error(output: Path) -> None:
    command = f"{sys.executable} -m wpkgraph query {output} 'SELECT * {{ ?s ?p ?o . ?a ?b ?o }}' -f csv | head -1"
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=env)
    assert done.stderr == ""
    assert done.stdout.startswith("s,p,o")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_build_leaves_the_old_output(output: Path, tmp_path: Path, number: int, code: int) -> None:
    target = tmp_path / "out"
    outputs.write(sample_dataset.dataset(), target)
    before = (target / "graph.nq").read_bytes()
    child = spawn(
        code=f"""
import sys, time
from wpkgraph import cli, outputs
def slow(dataset, folder, before):
    (folder / "graph.nq").write_text("half")
    print("writing", flush=True)
    time.sleep(30)
outputs.write_files = slow
from wpkgraph.commands import build as command
def stub(given):
    outputs.write(None, given["output"])
    return 0
command.run_build = stub
sys.exit(cli.run(["build", "x", "-o", {str(target)!r}]))
"""
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "writing\n"
    started = time.perf_counter()
    child.send_signal(number)
    _, err = child.communicate(timeout=20)
    assert child.returncode == code
    assert time.perf_counter() - started < 10
    assert "nothing was changed" in err
    assert (target / "graph.nq").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_several_things_of_one_name_are_listed(
    capsys: pytest.CaptureFixture[str], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wpkgraph.explain import Explainer

    base = sample_dataset.BASE
    monkeypatch.setattr(Explainer, "find", lambda self, name: [f"{base}org/tobong", f"{base}org/tobong/glaze-shop"])
    code, out, _ = run(capsys, "explain", str(output), "the pottery")
    assert code == 0
    assert out.splitlines()[1:] == [
        "  d-org:tobong  Tobong Pottery (workplace)",
        "  d-org:tobong/glaze-shop  glaze shop (unit)",
    ]
