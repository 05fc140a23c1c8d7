"""graph.html: offline, escaped, bounded, the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

import sample_dataset
from wpkgraph.exporters import html, write_files
from wpkgraph.lines import Index
from wpkgraph.views import netpage
from wpkgraph.views.layout import heaviest, layout


class Page(HTMLParser):
    """Collects elements and the contents of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("html")
    write_files(sample_dataset.dataset(), folder)
    return (folder / "graph.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def star(leaves: int) -> nx.MultiDiGraph[str]:
    """One event with many participants, and a concept that hangs on the event."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    facts = {"relation": "participation", "text": "", "status": "", "date": "", "quote": "", "evidence": "", "rule": ""}
    graph.add_node("event", label="Meeting", kind="event", **{"class": "meeting"})
    graph.add_node("concept", label="thrift", kind="concept", **{"class": "concept"})
    graph.add_edge("event", "concept", key="c", **facts)
    for i in range(leaves):
        graph.add_node(f"p{i:04}", label=f"Person {i}", kind="person", **{"class": "person"})
        for day in range(1 + i % 6):
            graph.add_edge(f"p{i:04}", "event", key=f"{i}-{day}", **{**facts, "date": f"2019-01-0{day + 1}"})
    return graph


def test_nothing_is_loaded_from_anywhere(page: Page) -> None:
    names = {tag for tag, _ in page.elements}
    assert not names & {"link", "img", "iframe", "object", "embed", "base"}
    assert not [attrs for _, attrs in page.elements if "src" in attrs or "href" in attrs]
    assert "cdn" not in "".join(page.scripts[i] for i in (0, 2))


def test_the_policy_allows_exactly_the_two_scripts(page: Page) -> None:
    policy = next(
        a["content"] for t, a in page.elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert "default-src 'none'" in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    assert allowed == {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in page.scripts[1:]}
    assert "unsafe-eval" not in policy


def test_what_documents_say_is_data_only(text: str, page: Page) -> None:
    assert len(page.scripts) == 3
    data = json.loads(page.scripts[0])
    files = {source[4] for source in data["sources"].values()}
    assert "opening<script>.txt" in files
    assert "opening<script>" not in text
    assert "</b>" not in page.scripts[0]


def test_each_line_shows_its_sentence(page: Page) -> None:
    data = json.loads(page.scripts[0])
    labels = {node["id"]: node["label"] for node in data["nodes"]}
    edge = next(e for e in data["edges"] if e["fact"]["relation"] == "membership" and labels[e["from"]] == "Om Tae Sik")
    before, marked, after, _, file = data["sources"][edge["fact"]["evidence"]]
    assert (before, marked, after) == ("Om Tae Sik was ", "elected deputy head of the Lamp Office", ".")
    assert file == "sitting.txt"


def test_colours_come_from_the_ontology(page: Page) -> None:
    data = json.loads(page.scripts[0])
    person = next(node for node in data["nodes"] if node["kind"] == "person")
    assert re.fullmatch(r"#[0-9A-F]{6}", person["color"])
    assert {"People", "Concepts", "Conferences"} <= {entry["caption"] for entry in data["legend"]}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])


def test_the_same_dataset_gives_the_same_page(text: str, tmp_path: Path) -> None:
    write_files(sample_dataset.dataset(), tmp_path)
    assert (tmp_path / "graph.html").read_text(encoding="utf-8") == text


def test_a_large_network_is_bounded_and_says_so() -> None:
    graph = star(700)
    chosen = html.choose(graph)
    assert len(chosen) == html.LIMIT
    assert {"event", "concept"} <= set(chosen)
    assert chosen[0] == "event"
    page = html.render(graph, Index(), {})
    assert "300 of 702 linked things" in page
    drawn = netpage.lines(graph, chosen)
    assert len(drawn) <= netpage.LINES
    assert {target for source, target, _ in drawn} >= {"event", "concept"}
    assert {source for source, _, _ in drawn} == set(chosen) - {"concept"}


def test_of_many_facts_between_two_nodes_the_earliest_are_drawn() -> None:
    graph = star(6)
    drawn = [data["date"] for source, _, data in netpage.lines(graph, html.choose(graph)) if source == "p0005"]
    assert sorted(drawn) == ["2019-01-01", "2019-01-02", "2019-01-03", "2019-01-04"]


def test_a_small_network_is_drawn_whole() -> None:
    graph = star(3)
    assert set(html.choose(graph)) == set(graph)
    assert "5 of 5 linked things, 7 of 7 links" in html.render(graph, Index(), {})


def test_things_without_a_link_are_not_drawn() -> None:
    graph = star(2)
    graph.add_node("alone", label="Alone", kind="place", **{"class": "place"})
    assert "alone" not in html.choose(graph)


def test_layout_is_stable_and_parts_nodes() -> None:
    nodes = [f"n{i}" for i in range(40)]
    edges = [("n0", node) for node in nodes[1:20]]
    first = layout(nodes, edges)
    assert first == layout(nodes, [*edges, ("n0", "n0"), ("n0", "unknown")])
    assert len(set(first.values())) == 40

    def distance(a: str, b: str) -> float:
        return ((first[a][0] - first[b][0]) ** 2 + (first[a][1] - first[b][1]) ** 2) ** 0.5

    linked = sum(distance("n0", node) for node in nodes[1:20]) / 19
    others = sum(distance("n0", node) for node in nodes[20:]) / 20
    assert linked < others
    assert layout([], []) == {}


def test_heaviest_breaks_ties_by_label() -> None:
    assert heaviest({"a": 1, "b": 2, "c": 1}, {"a": "Z", "b": "B", "c": "C"}, 2) == ["b", "c"]
