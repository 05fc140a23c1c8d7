"""The documentation is true: its commands run, its outputs are real, its links lead somewhere.

Outputs are written anew by WPKGRAPH_UPDATE_DOCS=1 pytest tests/test_docs.py
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/README.md")])
UPDATE = os.environ.get("WPKGRAPH_UPDATE_DOCS") == "1"
BLOCK = re.compile(
    r"^<!-- (?P<mark>[\w-]+)(?:: (?P<value>[^>]*?))? -->\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
SIX = """
SELECT ?s ?p ?o {
  ?m a org:Membership ; org:member/rdfs:label "Pak Myong Gun" ; org:organization ?unit ; wpk:evidence ?span .
  ?span wpk:quote ?quote . FILTER (STRSTARTS(?quote, "Party"))
  VALUES (?i ?p) { (1 org:member) (2 wpk:roleText) (3 org:organization) (4 org:unitOf) (5 wpk:evidence) (6 wpk:quote) }
  ?s ?p ?o .
  FILTER (?s = IF(?i = 4, ?unit, IF(?i = 6, ?span, ?m)) && (?i != 5 || ?o = ?span))
} ORDER BY ?i"""


class Block(NamedTuple):
    """A fenced block that a comment above it marks for testing."""

    mark: str
    value: str
    kind: str
    text: str
    start: int
    end: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m["mark"], m["value"] or "", m["kind"], m["text"], *m.span("text")) for m in BLOCK.finditer(text)]


def marked(mark: str, page: Path = README) -> list[Block]:
    return [block for block in blocks(page) if block.mark == mark]


def agree(page: Path, block: Block, real: str) -> None:
    """Compare a block with what is real, or put that into the page when the docs are being updated."""
    if not UPDATE:
        assert block.text == real, "run WPKGRAPH_UPDATE_DOCS=1 pytest tests/test_docs.py and read the difference"
        return
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(f"```{block.kind}\n{block.text}```", f"```{block.kind}\n{real}```"), encoding="utf-8")


@pytest.fixture(scope="module")
def place(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder like a fresh clone after README's first command: output/example, and the texts that the docs name."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "synthetic", folder / "tests" / "synthetic")
    shutil.copytree(built_example, folder / "output" / "example")
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def package_parent() -> Path:
    """Where the package under test is imported from."""
    import wpkgraph as package

    return Path(package.__file__).resolve().parents[1]


def wpkgraph(command: str, folder: Path) -> str:
    """Standard output of a wpkgraph command, run in a folder."""
    program, *arguments = shlex.split(command)
    assert program.endswith("wpkgraph"), f"only wpkgraph commands are run: {command}"
    done = subprocess.run(
        [sys.executable, "-m", "wpkgraph", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1", "PYTHONPATH": str(package_parent())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def test_the_first_command_builds_the_example(tmp_path: Path) -> None:
    (block,) = marked("install")
    steps = block.text.splitlines()
    assert steps[:3] == ["python3 -m venv .venv", ". .venv/bin/activate", "pip install ."]
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for step in steps[3:]:
        wpkgraph(step, tmp_path)
    assert (tmp_path / "output" / "example" / "graph.ttl").stat().st_size > 10_000


def test_the_second_command_is_what_ci_runs() -> None:
    (block,) = marked("test")
    assert block.text == "pip install -e '.[dev]'\npytest\n"
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "readme install" in ci
    assert "readme test" in ci


def test_six_lines_give_six_triples(tmp_path: Path) -> None:
    (given,) = marked("file")
    (block,) = marked("triples")
    assert len(given.text.splitlines()) == 6
    (tmp_path / given.value).write_text(given.text, encoding="utf-8")
    import wpkgraph as package
    from wpkgraph.namespaces import query_prefixes, shorten

    graph = package.build(tmp_path / given.value)
    base = graph.dataset.base
    rows = [[str(cell) for cell in row] for row in graph.store.query(SIX, prefixes=query_prefixes(base))]
    assert len(rows) == 6

    def short(term: str) -> str:
        return re.sub(r"([/#=,])", r"\\\1", shorten(term[1:-1], base)) if term.startswith("<") else term

    triples = [" ".join(map(short, row)) + " ." for row in rows]
    used = {name.partition(":")[0] for triple in triples for name in triple.split(" ")}
    declared = {name: iri for name, iri in sorted(query_prefixes(base).items()) if name in used}
    real = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in declared.items()) + "\n" + "\n".join(triples) + "\n"
    parsed = {str(triple) for triple in ox.parse(real.encode(), ox.RdfFormat.TURTLE)}
    assert parsed == {" ".join(row) for row in rows}
    turtle = (graph.write(tmp_path / "out") / "graph.ttl").read_text(encoding="utf-8")
    assert all(line in turtle.splitlines() for line in real.split("\n\n")[0].splitlines())
    assert all(triple.split(" ")[0] in turtle for triple in triples)
    agree(README, block, real)


@pytest.mark.parametrize("page", [p for p in PAGES if marked("runs", p)], ids=lambda p: p.name)
def test_shown_commands_print_what_is_shown(page: Path, place: Path) -> None:
    for file in [*marked("question", page), *marked("input", page)]:
        (place / file.value).write_text(file.text, encoding="utf-8")
    for block in marked("runs", page):
        if block.kind != "console":
            continue
        commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
        real = "".join(f"$ {command}\n{wpkgraph(command, place)}" for command in commands)
        if first := re.fullmatch(r"first (\d+)", block.value):
            real = "".join(real.splitlines(keepends=True)[: int(first[1]) + 1]) + "...\n"
        agree(page, block, re.sub(r"[ \t\r]+$", "", real, flags=re.M))


@pytest.mark.parametrize("page", [p for p in PAGES if marked("shared", p)], ids=lambda p: p.name)
def test_shown_figures_of_the_research_texts(page: Path, place: Path, shared: Path) -> None:
    (place.parent / "shared").symlink_to(shared.resolve())
    for block in marked("shared", page):
        command = block.text.splitlines()[0].removeprefix("$ ")
        agree(page, block, f"$ {command}\n{wpkgraph(command, place)}")


@pytest.mark.parametrize("page", [p for p in PAGES if marked("runs", p)], ids=lambda p: p.name)
def test_shown_python_prints_what_is_shown(page: Path, place: Path) -> None:
    for block in marked("runs", page):
        if block.kind != "pycon":
            continue
        examples = doctest.DocTestParser().get_examples(block.text)
        said: list[str] = []
        runner = doctest.DocTestRunner(verbose=False)
        test = doctest.DocTest(examples, {}, page.name, None, 0, block.text)
        runner.run(test, out=said.append)
        assert not said or UPDATE, "".join(said)


@pytest.mark.parametrize("page", [p for p in PAGES if marked("query", p)], ids=lambda p: p.name)
def test_shown_queries_find_something(page: Path, place: Path) -> None:
    import wpkgraph as package

    graph = package.open_output(place / "output" / "example")
    for block in marked("query", page):
        assert list(graph.query(block.text)), block.text


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_named_files_of_the_output_exist(built_example: Path) -> None:
    section = README.read_text(encoding="utf-8").split("## What you get")[1].split("\n## ")[0]
    named = re.findall(r"`([\w.]+)/?`(?:, `([\w.]+)`)? \|", section)
    files = {name for pair in named for name in pair if name}
    assert {"graph.ttl", "store", "network.gexf"} <= files
    assert files == {path.name for path in built_example.iterdir() if not path.name.startswith(".")}


def test_versions_agree() -> None:
    import wpkgraph as package

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package.__version__ == project["version"]
    assert f"\nversion: {project['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_licences_and_attribution_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in ("GeoNames", "Who's On First", "Wikidata", "vis-network", "pyvis"):
        assert name in notice
    assert "CC BY 4.0" in README.read_text(encoding="utf-8")
