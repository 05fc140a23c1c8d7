"""benchmarks/explorer.py: its pages hold one graph, ask for nothing, and missed bars are told."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    """The script as a module, with its neighbours importable."""
    pytest.importorskip("playwright", reason="playwright drives the browser")
    sys.path.insert(0, str(FOLDER))
    spec = importlib.util.spec_from_file_location("bench_explorer", FOLDER / "explorer.py")
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(FOLDER))


def test_a_bar_that_is_missed_is_told(bench: ModuleType) -> None:
    good, slow = bench.Seen(0.3, 40.0, 0.2), bench.Seen(1.0, 10.0, 1.0)
    assert bench.judge(2000, good, "pyvis", slow) == []
    assert bench.judge(50_000, good, "plain", slow) == []
    assert bench.judge(2000, slow, "pyvis", slow) == [
        "2000: first paint is 1.00 of pyvis's",
        "2000: 1.0 times pyvis's frames a second",
    ]
    assert bench.judge(50_000, slow, "plain", good) == [
        "50000: first paint is 3.33 of plain's",
        "50000: worst frame is 5.00 of plain's",
    ]
    assert bench.judge(10_000, bench.Seen(0.3, 39.0, 9.0), "pyvis", slow) == [
        "10000: 3.9 times pyvis's frames a second"
    ]


def test_the_pages_hold_the_same_graph_and_ask_for_nothing(bench: ModuleType, tmp_path: Path) -> None:
    from wpkgraph.explorer.packing import unpack

    pages = bench.explorer_pages
    data = pages.data_of(300)
    written = pages.write(data, tmp_path, ["pyvis", "plain"])
    assert {name: path.name for name, path in written.items()} == {
        name: f"{name}-300.html" for name in ("explorer", "pyvis", "plain")
    }
    for path in written.values():
        text = path.read_text(encoding="utf-8")
        markup = re.sub(r"<script\b[^>]*>.*?</script>", "", text, flags=re.S)
        assert "://" not in markup
        assert not re.search(r"<script[^>]+src=", re.sub("<!--.*?-->", "", text, flags=re.S))
    plain = re.search(
        r'id="data" type="application/octet-stream">([^<]+)<', written["plain"].read_text(encoding="utf-8")
    )
    assert plain
    nodes, edges = unpack(plain[1])
    assert [row[0] for row in nodes] == [node.label for node in data.graph.nodes]
    assert [tuple(edge) for edge in edges] == pages.pairs(data)
    pyvis = written["pyvis"].read_text(encoding="utf-8")
    assert pyvis.count('"shape": "dot"') == 300
    assert pyvis.count('"arrows": "to"') == len(data.graph.edges)
    assert '"enabled": false' in re.search(r'"physics": \{.*?\}', pyvis, re.S)[0]  # type: ignore[index]
    assert 'network.on("afterDrawing", done)' in pyvis
