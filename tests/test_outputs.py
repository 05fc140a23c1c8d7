"""The output folder is replaced as a whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import sample_dataset
from wpkgraph import outputs
from wpkgraph.errors import OutputError
from wpkgraph.model import Dataset


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return sample_dataset.dataset()


@pytest.fixture
def output(dataset: Dataset, tmp_path: Path) -> Path:
    return outputs.write(dataset, tmp_path / "out")


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files but the store's, whose bytes are RocksDB's affair."""
    files = [p for p in folder.rglob("*") if p.is_file() and "store" not in p.parts]
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def siblings(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.iterdir())


def dead_pid() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_everything_promised_is_written(output: Path) -> None:
    assert {entry.name for entry in output.iterdir()} == outputs.MADE
    assert siblings(output) == ["out"]
    assert outputs.is_output(output)


def test_a_second_write_replaces_the_first(dataset: Dataset, output: Path) -> None:
    (output / "graph.ttl").write_text("old", encoding="utf-8")
    outputs.write(dataset, output)
    assert (output / "graph.ttl").read_text(encoding="utf-8") != "old"
    assert siblings(output) == ["out"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_failed_write_leaves_the_old_output(output: Path, error: type[BaseException]) -> None:
    before = snapshot(output)

    def fail() -> None:
        with outputs.replaced(output) as fresh:
            (fresh / "graph.ttl").write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(error):
        fail()
    assert snapshot(output) == before
    assert siblings(output) == ["out"]


def test_a_swap_that_fails_half_way_is_undone(output: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(output)
    rename = Path.rename

    def broken(self: Path, target: Path) -> Path:
        if "wpkgraph-new" in self.name:
            raise OSError("no room")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(OutputError, match="no room"):
        outputs.write(dataset, output)
    assert snapshot(output) == before
    assert siblings(output) == ["out"]


def test_a_folder_of_others_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="was not made by wpkgraph"):
        outputs.write(dataset, tmp_path)
    assert (tmp_path / "thesis.doc").read_text(encoding="utf-8") == "years of work"


def test_a_report_of_another_program_is_no_mark(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"format": "other"}', encoding="utf-8")
    with pytest.raises(OutputError):
        outputs.write(dataset, tmp_path)
    (tmp_path / "report.json").write_text("[1", encoding="utf-8")
    assert not outputs.is_output(tmp_path)


def test_a_stranger_in_our_output_is_not_lost(dataset: Dataset, output: Path) -> None:
    (output / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"notes\.txt"):
        outputs.write(dataset, output)
    assert (output / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_and_one_with_a_readme_are_taken(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "README.md").write_text("Built graphs go here.", encoding="utf-8")
    for _ in range(2):
        outputs.write(dataset, tmp_path / "output")
        assert (tmp_path / "output" / "README.md").read_text(encoding="utf-8") == "Built graphs go here."


def test_missing_parents_are_made(dataset: Dataset, tmp_path: Path) -> None:
    assert outputs.is_output(outputs.write(dataset, tmp_path / "a" / "b" / "c"))


def test_a_file_in_the_place_of_the_folder_is_refused(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        outputs.write(dataset, tmp_path / "out")
    with pytest.raises(OutputError):
        outputs.write(dataset, tmp_path / "out" / "below")


def test_a_link_to_a_folder_stays_a_link(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    outputs.write(dataset, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert outputs.is_output(tmp_path / "real")


def test_leftovers_of_dead_runs_are_removed_and_of_living_ones_kept(dataset: Dataset, tmp_path: Path) -> None:
    host = outputs._host()
    dead = tmp_path / f".out.wpkgraph-new-{host}-{dead_pid()}"
    alive = tmp_path / f".out.wpkgraph-new-{host}-{os.getppid()}"
    elsewhere = tmp_path / ".out.wpkgraph-new-anotherhost-1"
    for folder in (dead, alive, elsewhere):
        folder.mkdir()
    outputs.write(dataset, tmp_path / "out")
    assert not dead.exists()
    assert alive.exists()
    assert elsewhere.exists()


def test_an_old_output_that_a_killed_run_moved_is_put_back(output: Path) -> None:
    before = snapshot(output)
    output.rename(output.parent / f".out.wpkgraph-old-{outputs._host()}-{dead_pid()}")
    outputs.clean_leftovers(output)
    assert snapshot(output) == before
    assert siblings(output) == ["out"]


def test_require_output_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="wpkgraph build"):
        outputs.require_output(tmp_path / "missing")
    with pytest.raises(OutputError, match=r"report\.json"):
        outputs.require_output(tmp_path)
