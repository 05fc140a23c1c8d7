"""docs/queries.md: its table of queries is the one that the headers give; the measuring script measures all of them.

The table is written anew by WPKGRAPH_UPDATE_DOCS=1 pytest tests/test_queries_page.py
"""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import pytest

from wpkgraph.queryfiles import NamedQuery, named_queries

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "queries.md"
TABLE = re.compile(r"(?<=<!-- queries -->\n).*?(?=<!-- end of queries -->)", re.S)


def row(query: NamedQuery) -> str:
    """A line of the table: name, title, parameters with their defaults, columns."""
    params = (f"`{p.name}`" if p.default is None else f'`{p.name}="{p.default}"`' for p in query.params)
    columns = ", ".join(column.name for column in query.columns)
    return f"| `{query.name}` | {query.title} | {' '.join(params)} | {columns} |\n"


def test_the_table_is_that_of_the_headers() -> None:
    real = "| query | what it asks | parameters | columns |\n|---|---|---|---|\n"
    real += "".join(row(query) for query in named_queries().values())
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("WPKGRAPH_UPDATE_DOCS") == "1":
        PAGE.write_text(TABLE.sub(lambda _: real, text), encoding="utf-8")
        return
    found = TABLE.search(text)
    assert found
    assert found[0] == real, "run WPKGRAPH_UPDATE_DOCS=1 pytest tests/test_queries_page.py"


def test_the_measured_queries_are_all_of_them() -> None:
    measured = re.findall(
        r"^\| `([\w-]+)` \| \d+ \| [\d.]+ \| \d+ \| [\d.]+ \|$", PAGE.read_text(encoding="utf-8"), re.M
    )
    assert sorted(measured) == sorted(name for name, query in named_queries().items() if not query.elsewhere)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """benchmarks/queries.py as a module."""
    spec = importlib.util.spec_from_file_location("bench_queries", ROOT / "benchmarks" / "queries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_times_every_query(
    script: ModuleType, built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--runs", "1", "--limit", "60", str(built_example)]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = {line.split()[0]: float(line.split()[2]) for line in lines[3:] if line}
    assert set(found) == {name for name, query in named_queries().items() if not query.elsewhere}
    assert list(found.values()) == sorted(found.values())


def test_a_query_over_the_limit_is_exit_code_1(
    script: ModuleType, built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--runs", "1", "--limit", "0", str(built_example)]) == 1
    assert "over the limit" in capsys.readouterr().out
