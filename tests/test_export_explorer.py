"""explorer.html: one file, nothing from outside, nothing of a document as markup, the same each time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import sample_dataset
from wpkgraph.explorer.build import of_dataset
from wpkgraph.explorer.packing import parts, unpack
from wpkgraph.exporters import write_files
from wpkgraph.exporters.explorer import render
from wpkgraph.exporters.metadata import FILES
from wpkgraph.model import Dataset, Report
from wpkgraph.outputs import MADE
from wpkgraph.views.page import policy

HOSTILE = "</script><script>alert(1)</script>\u2028<img src=x onerror=alert(2)>@script@ @blocks@"


class Elements(HTMLParser):
    """The scripts of a page with their attributes and text, and the addresses that it names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.outside: list[str] = []
        self.names: set[str] = set()
        self._open: dict[str, str | None] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        given = dict(attrs)
        self.outside += [str(v) for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]
        if tag == "script":
            self._open = given
            self.scripts.append((given, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.scripts[-1] = (self._open, self.scripts[-1][1] + data)


@pytest.fixture(scope="module")
def page(built_example: Path) -> str:
    return (built_example / "explorer.html").read_text(encoding="utf-8")


def blocks(text: str) -> dict[str, Any]:
    """The parts that stand in a page, by name."""
    readers = {"application/octet-stream": unpack, "application/json": json.loads}
    found = [(given, body) for given, body in Elements(text).scripts if given.get("type")]
    return {str(given["id"]).removeprefix("data-"): readers[str(given["type"])](body) for given, body in found}


def test_the_page_asks_for_nothing_and_runs_only_its_own_scripts(page: str) -> None:
    seen = Elements(page)
    assert seen.outside == []
    match = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert match
    said = html.unescape(match[1])
    assert said.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in said
    running = [body for given, body in seen.scripts if not given.get("type")]
    assert len(running) == 2
    for body in running:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in said
    assert said == policy(*running, images="data: blob:")


def test_the_parts_in_the_page_are_the_data(page: str, built_example: Path) -> None:
    from wpkgraph.built import open_output

    data = of_dataset(open_output(built_example).dataset)
    assert blocks(page) == json.loads(json.dumps(parts(data)))


def test_the_first_view_and_the_script_stand_first_and_the_renderer_last(page: str) -> None:
    kinds = [given.get("id") or "script" for given, _ in Elements(page).scripts]
    assert kinds[:4] == ["data-first", "script", "data-graph", "data-sources"]
    assert kinds[4:-1] == [f"data-text-{n}" for n in range(len(kinds) - 5)]
    assert kinds[-1] == "script"  # the renderer, which the first drawing does not need


def hostile() -> Dataset:
    """A dataset in which every label, name and text is an attack on the page."""
    source = sample_dataset.Source("x.txt", f"Om Sik said {HOSTILE}.", "2020-01-01", HOSTILE)
    source.thing("org/a", HOSTILE, "wpk:Workplace", *sample_dataset.BODY)
    source.say("org/a", "skos:altLabel", HOSTILE + "2")
    source.thing("org/b", HOSTILE, "wpk:Unit", "org:OrganizationalUnit")
    source.add("org/b", "org:unitOf", "org/a")
    source.span(HOSTILE, "org/a")
    graphs = {f"{sample_dataset.BASE}g": tuple(sorted(source.lines | source.of_file.lines))}
    return Dataset(graphs, {source.sha256: source.text}, Report(), sample_dataset.BASE)


def test_hostile_labels_are_inert_and_complete() -> None:
    text = render(of_dataset(hostile()))
    plain = render(of_dataset(Dataset({}, {}, Report(), sample_dataset.BASE)))
    assert "<script>alert" not in text
    assert text.count("</script>") == len(Elements(text).scripts)
    assert "<img" not in text
    assert Elements(text).names == Elements(plain).names
    running = [body for given, body in Elements(text).scripts if not given.get("type")]
    assert running == [body for given, body in Elements(plain).scripts if not given.get("type")]
    found = blocks(text)
    assert found["graph"]["nodes"]["label"] == [HOSTILE, HOSTILE]
    assert found["graph"]["names"]["text"] == [HOSTILE + "2"]
    assert found["sources"]["articles"]["title"] == [HOSTILE]
    assert found["text-0"] == [f"Om Sik said {HOSTILE}."]


def test_an_empty_graph_has_a_page_too() -> None:
    text = render(of_dataset(Dataset({}, {}, Report(), sample_dataset.BASE)))
    assert set(blocks(text)) == {"first", "graph", "sources"}


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_files(sample_dataset.dataset(), tmp_path / name)
        pages.append((tmp_path / name / "explorer.html").read_bytes())
    assert pages[0] == pages[1]
    assert b"\r" not in pages[0]


def test_the_file_is_known_as_ours() -> None:
    assert "explorer.html" in MADE
    assert FILES["explorer.html"] == "text/html"
    assert "explorer.html" in (Path(__file__).resolve().parents[1] / "docs" / "explorer.md").read_text(encoding="utf-8")
