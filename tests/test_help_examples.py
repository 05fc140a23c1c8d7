"""Every example of a --help and of the documentation, as a reader would type it: in the checkout, after the README's build.

Those that need a server, another machine or a terminal, and those with a place holder, are named here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from wpkgraph.commands import TABLE

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = {command.name or "": command for command in TABLE}
# what needs a server or a terminal, and lines of the documentation that are forms, or speak of research texts
ELSEWHERE = re.compile(
    r"localhost|^wpkgraph serve|# asks|\.\./shared|CORPUS|TEXTS|OUTPUT|output/all|evaluate out tests/unseen"
)
EMPTY = re.compile(r"\(0 rows\)|(?<!\d)0 (?:nodes|articles|mentions|documents|pages|groups|pairs|quads)|: nothing")
SILENT = re.compile(r"^(?:cp|sed) ")
WRITTEN = re.compile(r"(?:-o|--plot|--write|>) (\S+\.\w+)")


def examples(command: click.Command) -> list[str]:
    """The lines below "Examples:" of a command's help; one that ends in a backslash goes on."""
    text = (command.help or "").split("Examples:\n")[1].split("\n\n")[0]
    return [line.strip() for line in re.sub(r"\\\n\s*", "", text).splitlines() if line.strip()]


def indented(page: Path) -> list[str]:
    """The commands that stand indented in a page."""
    return re.findall(r"^    (wpkgraph .*)$", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path, built_example: Path) -> Path:
    """A folder that looks like the checkout after the README's first command."""
    for name in ("examples", "ontology", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "output").mkdir()
    shutil.copytree(built_example, tmp_path / "output" / "example")
    return tmp_path


def answers(line: str, folder: Path) -> None:
    """Asserts that a line ends well and says something: on standard output, or in the file that it writes."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("needs bash")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHON": sys.executable}
    script = f'set -o pipefail; wpkgraph() {{ "$PYTHON" -m wpkgraph "$@"; }}; {line}'
    done = subprocess.run(
        [bash, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    said = f"{line}\n{done.stdout}{done.stderr}"
    assert done.returncode == 0, said
    assert not EMPTY.search(done.stdout), said
    written = [folder / name for name in WRITTEN.findall(line)]
    assert done.stdout.strip() or written or SILENT.match(line), said
    for file in written:
        assert len(file.read_bytes().splitlines()) > (file.suffix == ".csv"), said  # more than a heading


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_example_of_a_help_gives_an_answer(name: str, checkout: Path) -> None:
    lines = examples(COMMANDS[name])
    assert any(f"wpkgraph {name} " in line for line in lines)
    for line in lines:
        if not ELSEWHERE.search(line):
            answers(line, checkout)


@pytest.mark.parametrize("page", [page for page in PAGES if indented(page)], ids=lambda page: page.name)
def test_every_command_of_a_page_gives_an_answer(page: Path, checkout: Path) -> None:
    for line in indented(page):
        if not ELSEWHERE.search(line):
            answers(line, checkout)


def test_few_examples_are_left_out() -> None:
    left = {name: [line for line in examples(command) if ELSEWHERE.search(line)] for name, command in COMMANDS.items()}
    assert {name for name, lines in left.items() if lines} == {"push", "query", "resolve", "serve"}
    assert sum(len(lines) for lines in left.values()) == 8
