"""`wpkgraph evaluate` as it is typed: exit codes, reports, refusals, and agreement with the scorer of the annotations."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation_sample import write
from wpkgraph import build
from wpkgraph.cli import run
from wpkgraph.evaluate import gold
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.store import load_dataset

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = str(ROOT / "examples" / "expected")


def test_the_figures_of_the_examples(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(built_example), EXPECTED]) == 0
    out = capsys.readouterr().out
    assert [line.split()[:2] for line in out.splitlines() if line.startswith("persons")] == [["persons", "61"]]
    assert "12 texts; 95 % intervals from 1000 draws of 12 texts." in out


def test_both_reports_and_a_second_one_against_the_first(
    built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [tmp_path / "new" / "report.json", tmp_path / "report.HTML"]
    assert run(["evaluate", str(built_example), EXPECTED, "-o", str(reports[0]), "-o", str(reports[1])]) == 0
    data = json.loads(reports[0].read_text(encoding="utf-8"))
    assert data["output"] == str(built_example)
    assert data["kinds"]["persons"]["gold"] == 61
    assert reports[1].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "report.HTML"]  # nothing half-written is left
    again = ["evaluate", str(built_example), EXPECTED, "--against", str(reports[0]), "-o", str(reports[0])]
    assert run(again) == 0
    assert "the same figures" in capsys.readouterr().out


def test_documents_are_built_first_if_told(tmp_path: Path, example_corpus: Path) -> None:
    report = tmp_path / "report.json"
    assert run(["evaluate", EXPECTED, "--corpus", str(example_corpus), "-o", str(report), "-q"]) == 0
    data = json.loads(report.read_text(encoding="utf-8"))
    assert (data["output"], data["kinds"]["persons"]["right"]) == ("", 61)


def test_floors_decide_the_exit_code(built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[one.recall]\nconcepts = 0.5\n[two.recall]\nconcepts = 0.99\n", encoding="utf-8")
    command = ["evaluate", str(built_example), EXPECTED, "--floors", str(floors), "-q", "--section"]
    assert run([*command, "one"]) == 0
    assert capsys.readouterr().out == ""
    assert run([*command, "two"]) == 1
    assert capsys.readouterr().out == "concepts: recall 0.891, must reach 0.990\n"
    assert run([*command, "three"]) == 2


def test_a_text_that_is_not_in_the_graph_is_named(
    built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, file="gone.txt", persons=["Han Sol"])
    assert run(["evaluate", str(built_example), EXPECTED, str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.err == "wpkgraph: gone.txt is not in the graph: all its facts count as missed\n"
    assert "Not in the graph, so that all their facts are missed: gone.txt." in said.out
    assert run(["evaluate", str(built_example), str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("report.txt", "a report ends in .html or .json"),
        ("{out}/report.json", "lies in the output folder"),
        ("{gold}/report.json", "lies beside annotations and would be read as one of them"),
        ("{tmp}", "a report ends in"),
        ("{tmp}/folder.html", "is a folder"),
    ],
)
def test_places_where_no_report_is_written(
    built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], report: str, said: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    before = sorted(built_example.iterdir())
    name = report.format(out=built_example, gold=EXPECTED, tmp=tmp_path)
    assert run(["evaluate", str(built_example), EXPECTED, "-o", name]) == 2
    assert said in capsys.readouterr().err
    assert sorted(built_example.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{out}"], "Missing argument 'GOLD...'"),
        (["{out}", "{tmp}/gone"], "there is no such file or folder"),
        (["{tmp}", EXPECTED], "is not an output folder of wpkgraph"),
        (["{out}", EXPECTED, "--texts", "{tmp}/gone"], "no such file or folder"),
        (["{out}", EXPECTED, "--against", "{tmp}/gone"], "can't be read"),
        (["{out}", EXPECTED, "--floors", "{tmp}/gone"], "can't be read"),
        ([EXPECTED, "--corpus", "{tmp}/gone"], "no such file or folder"),
    ],
)
def test_wrong_arguments(
    built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["evaluate", *(a.format(out=built_example, tmp=tmp_path) for a in arguments)]) == 2
    assert said in capsys.readouterr().err


def test_offsets_are_tested_where_the_texts_are_given(
    built_example: Path, example_corpus: Path, tmp_path: Path
) -> None:
    noise = [{"char_start": 0, "char_end": 10**6, "why": "all"}]
    path = write(tmp_path, file="address-2013.txt", noise=noise)
    assert run(["evaluate", str(built_example), str(path)]) == 0
    assert run(["evaluate", str(built_example), str(path), "--texts", str(example_corpus)]) == 2


def test_the_figures_are_those_of_the_scorer_beside_the_annotations(shared: Path, tmp_path: Path) -> None:
    tool = shared / "tools" / "score.py"
    corpus = shared / "corpus"
    output = build([corpus / "wpk-conferences", corpus / "kcna-2024-annotated.jsonl"]).write(tmp_path / "out")
    data = load_dataset(output)
    for collections in (("wpk-conferences", "kcna-2024"), ("wpk-conferences",), ("kcna-2024",)):
        folders = [str(shared / "gold" / name) for name in collections]
        given = [
            sys.executable,
            str(tool),
            str(output / "graph.ttl"),
            *folders,
            "--json",
            str(tmp_path / "scores.json"),
        ]
        subprocess.run(given, check=True, capture_output=True)
        theirs = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
        found = evaluate(data, gold.load(folders))
        assert (found.checks.spans, found.checks.in_noise) == (theirs["spans"], theirs["spans_in_noise"])
        assert found.checks.false_people == theirs["false_persons"]
        for score in found.scores:
            row = theirs.get(score.kind) or theirs[f"affiliation: {score.kind}"]
            assert (score.kind, score.counts.gold) == (score.kind, row["gold"])
            ours = dict(zip(("p", "r", "f1"), score.rates, strict=True))
            if score.kind in ("issue dates", "event dates") or not score.judged:
                ours = {"r": ours["r"]}  # there a wrong date is no wrong fact, and of a sample nothing is
            for rate, value in ours.items():
                assert value == pytest.approx(row[rate], abs=0.0005), (score.kind, rate)
