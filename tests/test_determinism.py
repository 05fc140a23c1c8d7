"""The same input gives the same bytes: any hash seed, order of arguments and number of processes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = ("graph.ttl", "graph.nq")


def built(folder: Path, seed: str, jobs: int, inputs: list[Path]) -> dict[str, str]:
    """The hashes of the graph files and the kept texts of a build in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "wpkgraph",
        "build",
        *map(str, inputs),
        "-o",
        str(folder),
        "-q",
        "--jobs",
        str(jobs),
    ]
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=100)
    files = [folder / name for name in FILES] + sorted((folder / "text").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def inputs(example_corpus: Path) -> list[Path]:
    return sorted(example_corpus.iterdir())


@pytest.fixture(scope="module")
def wanted(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("first") / "out", "0", 1, inputs)


@pytest.mark.parametrize(("seed", "jobs", "step"), [("4321", 1, -1), ("99", 2, 1)], ids=["reversed", "two-jobs"])
def test_same_bytes(
    inputs: list[Path], wanted: dict[str, str], tmp_path: Path, seed: str, jobs: int, step: int
) -> None:
    assert built(tmp_path / "out", seed, jobs, inputs[::step]) == wanted
    assert len(wanted) > len(FILES)


def test_the_folder_gives_what_its_files_give(
    example_corpus: Path, wanted: dict[str, str], built_example: Path
) -> None:
    assert {name: hashlib.sha256((built_example / name).read_bytes()).hexdigest() for name in FILES} == {
        name: wanted[name] for name in FILES
    }
