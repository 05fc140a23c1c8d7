"""`wpkgraph concepts`: what it prints, where, what it draws, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import idea_texts
import wpkgraph
from wpkgraph import cli
from wpkgraph.views.heat import BLUES, Heat, draw
from wpkgraph.views.paint import svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("concepts")
    return wpkgraph.build(idea_texts.write(folder / "in")).write(folder / "out")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.run(["concepts", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_table_ends_with_what_was_counted(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, output, "--limit", "2")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["concept", "year", "mentions", "texts", "words", "per_1000", "candidate", "iri"]
    assert lines[-2].startswith(
        "Counted by wpkgraph: 4 texts, 171 words, 2013-2021; 1 undated; 2 alternates of a text left out"
    )
    assert lines[-1] == "... and 3 more (--limit)"


@pytest.mark.parametrize("by", ["year", "document", "speaker", "event"])
def test_csv_and_json_hold_the_same_and_the_note_stands_apart(
    output: Path, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, err = run(capsys, output, "--by", by, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert err.startswith("Counted by wpkgraph: ")
    _, text, _ = run(capsys, output, "--by", by, "--format", "json")
    data = json.loads(text)
    assert data["head"]["vars"][1] == by
    bound = [{name: cell["value"] for name, cell in row.items()} for row in data["results"]["bindings"]]
    assert bound == [{name: value for name, value in row.items() if value} for row in rows]
    assert sum(int(row["mentions"]) for row in rows) == 9


def test_one_concept_is_shown_mention_by_mention(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, output, "--concept", "bureaucratism")
    assert code == 0
    assert out.startswith("bureaucratism  (concept)  concept:bureaucratism\n5 mentions in 4 texts\n")
    assert "  We need no >>>bureaucratism<<<.\n    speech.txt, characters " in out
    assert "; said by Kim Jong Un\n" in out
    assert "(undated)\n" in out
    _, text, _ = run(capsys, output, "--concept", "bureaucratism", "--format", "csv", "--from", "2021")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["date"] for row in rows] == ["2021-04-09", "2021-05-04", ""]
    assert all(row["mention"] == "bureaucratism" for row in rows)
    _, out, _ = run(capsys, output, "--concept", "bureaucratism", "--limit", "2")
    assert out.endswith("... and 3 more (--limit)\n")
    _, out, _ = run(capsys, output, "--concept", "bureaucratism", "--by", "year")
    assert "(3 rows)" in out


def test_two_sides_are_named_below_their_table(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, output, "--gone", "2013", "2021")
    assert code == 0
    assert out.splitlines()[2].split()[:3] == ["gone", "Chollima", "upsurge"]
    assert "\nA: 2013. Counted by wpkgraph: 1 text, 51 words, 2013; 1 alternate" in out
    assert "\nB: 2021. Counted by wpkgraph: 2 texts, 111 words, 2021" in out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--concept", "quay"), "mentions a concept named"),
        (("--gone", "2013", "1999"), "has no text of 1999"),
        (("--gone", "2013", "2021", "--by", "year"), "--by does not go with it"),
        (("--from", "2021", "--until", "2013"), "is after"),
        (("--from", "then"), "is no year"),
        (("--plot", "x.gif"), "ends in .svg or .png"),
        (("--plot", "no/such/folder/x.svg"), "can't be written"),
    ],
)
def test_what_makes_no_sense_is_told(
    output: Path, arguments: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, output, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("wpkgraph: ")
    assert why in err


def test_damaged_folders_are_told(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tmp_path)[0] == 2
    for name in ("report.json", "graph.nq"):
        (tmp_path / name).write_bytes((output / name).read_bytes())
    code, _, err = run(capsys, tmp_path, "--concept", "bureaucratism")
    assert code == 2
    assert "build the folder again" in err
    assert run(capsys, tmp_path)[0] == 0


def test_a_plot_never_goes_into_an_output_folder(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, output, "--plot", output / "x.svg")
    assert code == 2
    assert "name another place" in err
    assert not (output / "x.svg").exists()


def test_a_plot_shows_numbers_and_colours(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.svg"
    code, out, _ = run(capsys, output, "--plot", file)
    assert (code, out) == (0, f"{file}: 5 concepts, 3 columns\n")
    assert os.listdir(tmp_path) == ["x.svg"]
    root = ElementTree.parse(file).getroot()
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert words[:5] == ["Concepts by year: mentions", "2013", "2021", "undated", "bureaucratism"]
    assert words[5:8] == ["2", "2", "1"]
    assert words[-1].startswith("Counted by wpkgraph: 4 texts")
    fills = [element.get("fill") for element in root.iter(f"{SVG}rect")]
    assert BLUES[4] in fills


@pytest.mark.parametrize("chosen", [("--by", "document"), ("--gone", "2013", "2021"), ("--by", "speaker")])
def test_a_plot_has_the_same_bytes_each_time(output: Path, tmp_path: Path, chosen: tuple[str, ...]) -> None:
    made = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.svg"
        command = [sys.executable, "-m", "wpkgraph", "concepts", str(output), *chosen, "--plot", str(file)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_a_png_has_the_same_bytes_each_time(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib", reason="the extra wpkgraph[plot] is not installed")
    files = [tmp_path / name for name in ("a.png", "b.png")]
    for file in files:
        assert run(capsys, output, "--plot", file)[0] == 0
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert not {name for name in (b"tIME", b"Software", b"Matplotlib") if name in first}


def test_a_png_without_its_library_is_told(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    code, _, err = run(capsys, output, "--plot", tmp_path / "x.png")
    assert code == 2
    assert "pip install 'wpkgraph[plot]'" in err
    assert os.listdir(tmp_path) == []


def heat(**given: object) -> Heat:
    usual = {"title": "T", "rows": ("a",), "columns": ("2013", "2021"), "cells": ((("3", 1.0), None),)}
    return Heat(**{**usual, "measure": "m", "notes": ("n",), **given})  # type: ignore[arg-type]


def test_words_of_documents_are_escaped() -> None:
    text = svg(draw(heat(rows=("<script>&\x1b",), title='<b>"')))
    assert "<script>" not in text
    assert "&lt;script&gt;&amp; " in text
    ElementTree.fromstring(text)


def test_each_colour_is_twice_the_one_before() -> None:
    cells = ((("16", 16.0), ("1", 1.0), ("2", 2.0), ("3", 3.0), ("9", 9.0)),)
    drawing = draw(heat(columns=("a", "b", "c", "d", "e"), cells=cells))
    fills = [box.fill for box in drawing.boxes if box.fill in BLUES][:5]
    assert fills == [BLUES[4], BLUES[0], BLUES[1], BLUES[2], BLUES[4]]


def test_nothing_to_draw_and_long_names_are_drawn_too() -> None:
    empty = draw(heat(rows=(), cells=()))
    assert empty.height > 0
    long = draw(heat(rows=("w" * 200,), columns=("c" * 200, "d")))
    assert max(len(label.text) for label in long.labels) == 46
    assert all(0 <= label.x <= long.width and 0 <= label.y <= long.height for label in long.labels)


def test_too_many_columns_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps({"id": f"r{i}", "text": f"Lamp {i} of the Party cell."}) for i in range(61)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = wpkgraph.build(tmp_path / "many.jsonl").write(tmp_path / "out")
    code, _, err = run(capsys, out, "--by", "document", "--plot", tmp_path / "x.svg")
    assert code == 2
    assert "61 columns are too many" in err
