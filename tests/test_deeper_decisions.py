"""The file of decisions: what is written can be read again, and what can't be is refused before the file is touched."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wpkgraph.cli import run
from wpkgraph.errors import KnowledgeError
from wpkgraph.identity.ledger import append, known
from wpkgraph.knowledge.decisions import COLUMNS, Decision, Decisions, read

HEADER = "\t".join(COLUMNS) + "\n"


def row(
    left: str = "person/a", right: str = "person/b", verdict: str = "same", why: str = "seen", who: str = "Om"
) -> Decision:
    return Decision(left, right, verdict, why, who)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(why=st.text(max_size=20), who=st.text(max_size=8))
def test_whatever_is_typed_is_read_again_or_refused(tmp_path: Path, why: str, who: str) -> None:
    file = tmp_path / "mine.tsv"
    file.unlink(missing_ok=True)
    append(file, [row()])
    before = file.read_bytes()
    typed = row("person/c", "person/d", why=why, who=who)
    if all("".join(c if c.isprintable() else " " for c in cell).strip() for cell in (why, who)):
        append(file, [typed])
        assert known(file)[1].pair == ("person/c", "person/d")
        assert file.read_bytes().startswith(before)
    else:
        with pytest.raises(KnowledgeError, match="must be filled"):
            append(file, [typed])
        assert file.read_bytes() == before


@pytest.mark.parametrize("mark", ["\x1b[31m", "\u200f", "\xad", "\u2028", "\x00", "\t", "\r\n"])
def test_a_mark_that_nobody_sees_becomes_a_space(tmp_path: Path, mark: str) -> None:
    append(tmp_path / "mine.tsv", [row(why=f"both{mark} name the board")])
    (found,) = known(tmp_path / "mine.tsv")
    assert found.why in ("both name the board", "both [31m name the board")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (row(who=" "), "must be filled"),
        (row(why="\u200b"), "must be filled"),
        (row(right="person/a"), "left is not right"),
        (row(left="org/a"), "'org/a' is no person's IRI"),
        (row(left="person/a b"), "'person/a b' is no person's IRI"),
        (row(verdict="perhaps"), "decision 'perhaps'; known: same, different, unsure"),
    ],
)
def test_a_row_that_could_not_be_read_is_not_written(tmp_path: Path, bad: Decision, why: str) -> None:
    file = tmp_path / "mine.tsv"
    with pytest.raises(KnowledgeError) as caught:
        append(file, [row("person/c", "person/d"), bad])
    assert why in caught.value.why
    assert caught.value.file == str(file)
    assert not list(tmp_path.iterdir())


def test_rows_that_contradict_what_follows_from_others_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    append(file, [row("person/a", "person/b"), row("person/b", "person/c")])
    before = file.read_bytes()
    with pytest.raises(KnowledgeError, match="person/c and person/a are different here"):
        append(file, [row("person/c", "person/a", "different")])
    with pytest.raises(KnowledgeError, match=r"mine\.tsv: person/a and person/b are decided already in line 4$"):
        append(file, [row("person/b", "person/a", "unsure")])
    assert file.read_bytes() == before


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    for place in (tmp_path / "plain" / "mine.tsv", tmp_path / ("x" * 250), tmp_path / "none" / "mine.tsv"):
        with pytest.raises(KnowledgeError, match="can't be written"):
            append(place, [row()])
    assert [file.name for file in tmp_path.iterdir()] == ["plain"]


def test_appending_nothing_keeps_the_file(tmp_path: Path) -> None:
    append(tmp_path / "mine.tsv", [row()])
    before = (tmp_path / "mine.tsv").read_bytes()
    append(tmp_path / "mine.tsv", [])
    assert (tmp_path / "mine.tsv").read_bytes() == before
    assert known(tmp_path / "none.tsv") == ()


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("person/a\tperson/b\tsame\tx\n", r"mine\.tsv:2: 4 cells where 6 are due"),
        ("# note\n\nperson/a\tperson/b\tsame\t\ty\t\n", r"mine\.tsv:4: .*must be filled"),
        ("person/a\tperson/b\tsame\tx\ty\t\nperson/b\tperson/a\tsame\tx\ty\t\n", r"mine\.tsv:3: .*already in line 2"),
        ("person/a\tperson/b\tsame\tx\x1b\ty\t\n", r"mine\.tsv:2: a cell holds a control character"),
    ],
)
def test_errors_name_the_line(tmp_path: Path, lines: str, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=place):
        read(file)
    (tmp_path / "in.txt").write_text("Om Tae Sik spoke.", encoding="utf-8")
    arguments = ["build", str(tmp_path / "in.txt"), "-o", str(tmp_path / "out"), "--decisions", str(file)]
    assert run(arguments) == 2
    assert "mine.tsv:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_cell_may_be_long_and_hold_quotes(tmp_path: Path) -> None:
    why = 'the "second" report names both; ' + "word " * 40_000
    append(tmp_path / "mine.tsv", [row(why=why)])
    (found,) = known(tmp_path / "mine.tsv")
    assert found.why == why.strip()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_another_system_and_a_mark_of_order(tmp_path: Path, end: str) -> None:
    text = "\ufeff" + HEADER + "person/a\tperson/b\tsame\tx\ty\tz\n"
    (tmp_path / "mine.tsv").write_bytes(text.replace("\n", end).encode())
    (found,) = read(tmp_path / "mine.tsv")
    assert (found.reasons, found.line) == ("z", 2)


def test_what_follows_from_rows_does_not_depend_on_their_order() -> None:
    rows = (
        row("person/d/in/x", "person/c/board"),
        row("person/c/board", "person/b"),
        row("person/b", "person/e", "unsure"),
        row("person/e", "person/d/in/x", "different"),
    )
    for order in permutations(rows):
        found = Decisions(order)
        assert {found.stands_for(name) for name in ("person/b", "person/c/board", "person/d/in/x")} == {"person/b"}
        assert found.between("person/e", "person/c/board") == "different"
        assert found.between("person/c/board", "person/e") == "different"
        assert found.between("person/d/in/x", "person/b") == "same"
        assert found.between("person/e", "person/z") is None
