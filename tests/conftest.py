"""Fixtures that many tests share: the bundled corpus, a build of it, and the optional folder of research texts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("wpkgraph", deadline=None)  # how long an example takes tells of the machine's other work
settings.load_profile("wpkgraph")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional folder beside the checkout that holds research texts; the test is skipped where there is none."""
    folder = Path(os.environ.get("WPKGRAPH_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"needs the research texts, which are not part of the project: {folder} is missing")
    return folder


@pytest.fixture(scope="session")
def example_corpus() -> Path:
    """The folder of bundled example documents."""
    return ROOT / "examples" / "corpus"


@pytest.fixture(scope="session")
def built_example(example_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with everything that `wpkgraph build examples/corpus` writes; made once, not to be changed."""
    import wpkgraph

    return wpkgraph.build(example_corpus).write(tmp_path_factory.mktemp("example") / "output")
