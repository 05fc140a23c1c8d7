"""`wpkgraph resolve`: what it lists, what it writes, and the dialogue on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wpkgraph
from wpkgraph.cli import run
from wpkgraph.identity.candidates import Candidate
from wpkgraph.identity.ledger import append, known
from wpkgraph.knowledge.decisions import COLUMNS, Decision
from wpkgraph.views.pairs import to_text

BOARD, MILL = "person:om-tae-sik/lamp-board", "person:om-tae-sik/unsong-silk-mill"
ROWS = ("person/om-tae-sik/lamp-board", "person/om-tae-sik/unsong-silk-mill")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resolve")
    (folder / "in").mkdir()
    for name, text in (
        ("a.txt", "Om Tae Sik, chairman of the Lamp Board, spoke in the hall."),
        ("b.txt", "Om Tae Sik, manager of the Unsong Silk Mill and member of the Lamp Board, came to the hall."),
        ("c.txt", "Om Tae Sik and Ro Un, painters, were praised in the hall of the town."),
        ("d.txt", "Ro Un, weaver of the Unsong Silk Mill, was praised in the hall of the town."),
    ):
        (folder / "in" / name).write_text(text, encoding="utf-8")
    return wpkgraph.build(folder / "in").write(folder / "out")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_pairs_are_listed_with_what_speaks_for_them(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "resolve", output)
    assert code == 0
    assert out.splitlines()[:4] == [
        " 3.0  Om Tae Sik",
        f"      {BOARD}",
        f"      {MILL}",
        "      + same body: Lamp Board",
    ]
    assert out.splitlines()[-1] == "(1 pair, 1 with a score from 3 on)"
    assert said(capsys, "resolve", output, "--name", "Ro Un")[1] == "(0 pairs, 0 with a score from 3 on)\n"


def test_as_json(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(said(capsys, "resolve", output, "-f", "json")[1])
    assert (row["score"], row["reasons"], row["decided"]) == (3.0, ["same body: Lamp Board"], None)
    assert [row[side].rpartition("/id/")[2] for side in ("left", "right")] == list(ROWS)


def test_many_pairs_are_cut_with_a_word_on_the_rest() -> None:
    pair = Candidate(
        "https://x/person/a", "https://x/person/b", ("Om\x1b[2J", "Om Sik"), 1.0, ("same post: \x07",), ("dead",)
    )
    text = to_text([pair] * 3, "https://x/", 2)
    assert "(3 pairs, 0 with a score from 3 on, 2 shown (--limit))" in text
    assert text.count("      - dead") == 2
    assert not set(text) & {"\x1b", "\x07"}


def test_a_decision_is_written_with_reasons_and_applied(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, why = tmp_path / "mine.tsv", ("--why", "both\tname the\nboard", "--who", "A. Reader")
    code, out, _ = said(capsys, "resolve", output, "--write", file, "--same", MILL, BOARD, *why)
    assert code == 0
    assert "apply with: wpkgraph build" in out
    *_, header, row = file.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == list(COLUMNS)
    assert row.split("\t") == [
        ROWS[1],
        ROWS[0],
        "same",
        "both name the board",
        "A. Reader",
        "score 3; same body: Lamp Board",
    ]
    assert said(capsys, "resolve", output, "--write", file, "--different", BOARD, MILL, *why)[0] == 2
    built = output.parent / "merged"
    assert said(capsys, "build", output.parent / "in", "-o", built, "--decisions", file)[0] == 0
    assert "0 pairs" in said(capsys, "resolve", built)[1]
    assert said(capsys, "resolve", built, "--write", file, "--same", MILL, BOARD, *why)[2].endswith("lamp-board\n")


def test_names_will_do_where_one_person_bears_them(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.tsv"
    choice = ("--unsure", "https://w3id.org/wpkgraph/id/person/ro-un/unsong-silk-mill", BOARD)
    assert said(capsys, "resolve", output, "-w", file, *choice, "--why", "x", "--who", "y")[0] == 0
    (row,) = known(file)
    assert row.pair == (ROWS[0], "person/ro-un/unsong-silk-mill")
    assert row.reasons.startswith("score 0")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--same", BOARD, MILL, "--why", "x", "--who", "y"), "name the file"),
        (("-w", "F", "--same", BOARD, MILL, "--why", "x"), "say why and who"),
        (("-w", "F", "--same", BOARD, MILL, "--why", " ", "--who", "y"), "say why and who"),
        (("-w", "F", "--same", BOARD, "Om Tae Sik", "--why", "x", "--who", "y"), "3 persons are called 'Om Tae Sik'"),
        (("-w", "F", "--same", BOARD, "Om Tae Sok", "--why", "x", "--who", "y"), "stands for nothing"),
        (("-w", "F", "--same", BOARD, "Lamp Board", "--why", "x", "--who", "y"), "is no person"),
        (("-w", "F", "--same", BOARD, BOARD, "--why", "x", "--who", "y"), "are one person in this output"),
        (("-w", "F", "--same", BOARD, MILL, "--different", MILL, BOARD, "--why", "x", "--who", "y"), "decided already"),
        (("-w", "F"), "on a terminal only"),
        (("-w", "."), "can't be read"),
    ],
)
def test_mistakes_write_nothing(
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = said(capsys, "resolve", output, *options)
    assert code == 2
    assert why in err
    assert not list(tmp_path.iterdir())


def test_a_damaged_file_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("left\tright\n", encoding="utf-8")
    with pytest.raises(wpkgraph.errors.KnowledgeError, match=r"mine\.tsv:1: the header"):
        append(file, [Decision("person/a", "person/b", "same", "x", "y")])
    assert file.read_text(encoding="utf-8") == "left\tright\n"


def test_a_last_line_without_an_end_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("\t".join(COLUMNS) + "\nperson/a\tperson/b\tsame\tx\ty\t", encoding="utf-8")
    append(file, [Decision("person/c", "person/d", "same", "x", "y")])
    assert [row.pair for row in known(file)] == [("person/a", "person/b"), ("person/c", "person/d")]


def typed(output: Path, file: Path, *answers: str) -> tuple[int, str]:
    """The dialogue on a terminal of its own: exit code and what it shows."""
    main, side = pty.openpty()
    source = Path(wpkgraph.__file__).parents[1]
    environment = os.environ | {"PYTHONPATH": str(source), "TERM": "dumb"}
    command = [sys.executable, "-m", "wpkgraph", "resolve", str(output), "--write", str(file)]
    with subprocess.Popen(
        command, stdin=side, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
    ) as child:
        os.write(main, "".join(f"{answer}\n" for answer in answers).encode())
        text = child.communicate(timeout=60)[0].decode()
        os.close(main)
        os.close(side)
        return child.returncode, text


def test_the_dialogue_shows_the_sentences_and_writes_each_answer(output: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    code, text = typed(output, file, "A. Reader", "y", "the second names the board")
    assert code == 0
    assert re.search(r">>>chairman of the Lamp Board<<<, spoke in the hall.*>>>member of the Lamp Board<<<", text, re.S)
    assert "1 decision written" in text
    (row,) = known(file)
    assert (row.pair, row.verdict, row.why, row.who) == (ROWS, "same", "the second names the board", "A. Reader")
    assert row.reasons == "score 3; same body: Lamp Board"


@pytest.mark.parametrize(
    ("answers", "verdicts"), [(("q",), []), (("s",), []), (("u", ""), ["unsure"]), (("n", "x"), ["different"])]
)
def test_the_other_answers(output: Path, tmp_path: Path, answers: tuple[str, ...], verdicts: list[str]) -> None:
    file = tmp_path / "mine.tsv"
    code, text = typed(output, file, "A. Reader", *answers)
    assert code == 0
    assert [row.verdict for row in known(file)] == verdicts
    assert f"{len(verdicts)} decision" in text
