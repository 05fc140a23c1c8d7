"""`wpkgraph view`: what is chosen, what is left out, what is refused, and the page in a browser."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from browser import chromium
from networks_sample import HOSTILE, run, write_hostile
from wpkgraph import cli
from wpkgraph.errors import AmbiguousError, NotFoundError, QueryError
from wpkgraph.networks import near
from wpkgraph.networks.drawn import Wish, page

CONFERENCE = "event:cell-secretaries-conference/6"
BASE = "https://w3id.org/wpkgraph/id/"


def data(text: str) -> dict[str, Any]:
    """What the page draws."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.S)
    assert found
    made: dict[str, Any] = json.loads(found[1])
    return made


def chain(length: int) -> nx.MultiDiGraph[str]:
    """n0 -> n1 -> ... persons, each linked with a place of its own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i in range(length):
        graph.add_node(f"n{i}", label=f"Person {i}", kind="person", **{"class": "person"})
        graph.add_node(f"p{i}", label=f"Place {i}", kind="place", **{"class": "place"})
        graph.add_edge(f"n{i}", f"p{i}", key="l", relation="location")
        if i:
            graph.add_edge(f"n{i - 1}", f"n{i}", key="k", relation="statement")
    return graph


def test_depth_counts_links_whatever_their_direction() -> None:
    graph = chain(6)
    assert set(near.near(graph, ["n2"], 1, 100).nodes) == {"n2", "n1", "n3", "p2"}
    assert set(near.near(graph, ["n2"], 0, 100).nodes) == {"n2"}
    assert set(near.near(graph, ["n0", "n5"], 1, 100).nodes) == {"n0", "n1", "p0", "n5", "n4", "p5"}


def test_of_too_many_the_nearer_and_better_linked_stay() -> None:
    found = near.near(chain(6), ["n2"], 2, 3)
    assert found.nodes == ("n2", "n1", "n3")
    assert found.left_out == 5


def test_kinds_and_relations_limit_what_is_stepped_over() -> None:
    graph = near.only(chain(6), ["person"], [], ["p0"])
    assert set(near.near(graph, ["p0"], 9, 100).nodes) == {"p0", *(f"n{i}" for i in range(6))}
    graph = near.only(chain(6), [], ["location"], [])
    assert set(near.near(graph, ["n2"], 9, 100).nodes) == {"n2", "p2"}


def test_without_a_centre_no_node_stands_bare() -> None:
    graph = chain(3)
    graph.add_edge("p0", "p1", key="x", relation="located in")
    chosen = near.near(graph, [], 2, 3)
    part = graph.subgraph(chosen.nodes)
    assert all(part.degree(node) for node in chosen.nodes)
    assert len(chosen.nodes) + chosen.left_out == 6


def test_types_are_kinds_or_classes_with_those_below() -> None:
    assert {"conference", "congress", "visit", "speech"} <= set(near.classes(["event"], BASE))
    meetings = near.classes(["Meeting"], BASE)
    assert {"meeting", "conference", "plenary meeting"} <= set(meetings)
    assert "visit" not in meetings
    for word in ("wpk:PlenaryMeeting", "plenary meeting", "plenarymeeting"):
        assert near.classes([word], BASE) == ["plenary meeting"]
    with pytest.raises(
        QueryError, match=r"no type 'persn' .*did you mean: person.*known: concept, event, organization"
    ):
        near.classes(["persn"], BASE)
    with pytest.raises(QueryError, match="no type 'wpk:Span'"):
        near.classes(["wpk:Span"], BASE)


def test_relations_are_named_as_on_edges_or_as_in_the_ontology() -> None:
    for word in ("unit of", "Unit Of", "unitOf", "org:unitOf"):
        assert near.relations([word], BASE) == ["unit of"]
    with pytest.raises(QueryError, match=r"no relation 'knows' .*known: .*participation"):
        near.relations(["knows"], BASE)


def test_the_page_shows_what_was_asked_for(built_example: Path) -> None:
    made, shown = page(built_example, Wish((CONFERENCE,), 1, ("person", "event")))
    drawn = data(made)
    assert [node["label"] for node in drawn["nodes"] if node["marked"]] == [
        "Sixth Conference of Cell Secretaries of the Workers' Party of Korea"
    ]
    assert {entry["caption"] for entry in drawn["legend"]} == {"Conferences", "People", "Sittings", "Speeches"}
    assert shown == f"{len(drawn['nodes'])} of {len(drawn['nodes'])} things within 1 link, " + (
        f"{len(drawn['edges'])} of {len(drawn['edges'])} links between them; only types person, event"
    )
    assert "<title>What surrounds Sixth Conference" in made
    assert all(edge["fact"]["evidence"] in drawn["sources"] for edge in drawn["edges"])


def test_what_is_left_out_is_said_in_the_page(built_example: Path) -> None:
    made, shown = page(built_example, Wish(("Kim Jong Un", "Party cell"), limit=10))
    assert len(data(made)["nodes"]) == 10
    assert re.search(r"^10 of \d+ things within 2 links.*; \d+ left out: farther ones, then those with fewer", shown)
    assert html.escape(shown) in made


def test_names_must_stand_for_one_node(built_example: Path) -> None:
    with pytest.raises(
        AmbiguousError, match=r"'jong myong su' stands for 2 things.*\n  Jong Myong Su \(person\)  person:"
    ):
        page(built_example, Wish(("jong myong su",)))
    with pytest.raises(NotFoundError, match="did you mean"):
        page(built_example, Wish(("Jo Yong Wom",)))
    with pytest.raises(QueryError, match="is no node of the network, which holds things and not facts"):
        page(built_example, Wish(("role:party-cell-secretary",)))
    with pytest.raises(QueryError, match="nothing is left to draw"):
        page(built_example, Wish(types=("concept",)))


def test_mistakes_on_the_command_line(built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "x.html")
    for arguments, said in (
        ([str(built_example), "-o", str(tmp_path / "x.svg")], "a page ends in .html"),
        ([str(built_example), "-o", str(built_example / "x.html")], "inside an output folder"),
        ([str(tmp_path), "-o", out], "not an output folder"),
        ([str(built_example), "--types", "person,cat", "-o", out], "no type 'cat'"),
        ([str(built_example), "--depth", "-1", "-o", out], "Invalid value for '--depth'"),
    ):
        assert cli.run(["view", *arguments]) == 2
        assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_same_bytes_whatever_the_hash_seed(built_example: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{seed}.html" for seed in ("1", "77")]
    for file in files:
        run(file.stem, "view", built_example, "--about", "Kim Jong Un", "--limit", "40", "-o", file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_hostile_names_are_text(tmp_path: Path) -> None:
    made, _ = page(write_hostile(tmp_path / "out"), Wish(("person:han-sol-mi",)))
    assert html.escape(HOSTILE) in made
    assert "<script>alert" not in made
    assert HOSTILE in {node["label"] for node in data(made)["nodes"]}


def test_in_a_browser(tmp_path: Path) -> None:
    """Opens settled, asks for nothing, shows the sentence of a clicked line, and a hostile name as text."""
    file = tmp_path / "view.html"
    made, _ = page(write_hostile(tmp_path / "out"), Wish(("person:han-sol-mi",)))
    file.write_text(made, encoding="utf-8", newline="\n")
    noise: list[str] = []
    with chromium() as browser:
        tab = browser.new_page()
        tab.on("console", lambda message: noise.append(message.text))
        tab.on("pageerror", lambda error: noise.append(str(error)))
        tab.on("dialog", lambda dialog: noise.append(dialog.message))
        tab.on("request", lambda request: noise.append(request.url) if not request.url.startswith("file:") else None)
        tab.goto(file.as_uri())
        where = "Object.values(network.getPositions()).map((p) => [p.x, p.y])"
        before = tab.evaluate(where)
        tab.wait_for_timeout(400)
        assert tab.evaluate(where) == before == [[node["x"], node["y"]] for node in data(made)["nodes"]]
        middle = """(() => { const e = data.edges.find((e) => e.fact.relation === "participation");
            const [a, b] = [e.from, e.to].map((id) => network.getPosition(id));
            return network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }); })()"""
        spot = tab.evaluate(middle)
        tab.mouse.move(spot["x"], spot["y"])
        tab.wait_for_selector("#card", state="visible")
        tab.mouse.click(spot["x"], spot["y"])
        tab.wait_for_selector("#panel", state="visible")
        assert tab.inner_text("#panel mark") == 'sat on the platform <b>under "lamps" & flags</b>'
        assert "<script>alert(1)</script>" in tab.inner_text("#panel h2")
        tab.keyboard.press("Escape")
        tab.wait_for_selector("#panel", state="hidden")
        assert tab.locator("#legend li svg path").count() == tab.locator("#legend li").count() >= 3
    assert noise == []
