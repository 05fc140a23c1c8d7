"""What people see: explanations, tables, drawings, network files and metadata, with nasty words in every place."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_dataset
from wpkgraph import check, outputs
from wpkgraph.exporters.html import choose
from wpkgraph.exporters.metadata import build_time
from wpkgraph.exporters.network import build_network
from wpkgraph.exporters.turtle import heads, serialise
from wpkgraph.exporters.xmlgraphs import gexf, graphml
from wpkgraph.lines import Index, Term, literal
from wpkgraph.model import Dataset, Report
from wpkgraph.namespaces import PREFIXES, RDF, RDFS, WPK, expand, shorten
from wpkgraph.query import Answer
from wpkgraph.stats import stats
from wpkgraph.views import display
from wpkgraph.views.excerpt import excerpt, excerpts, sentence
from wpkgraph.views.facts import plain
from wpkgraph.views.formats import FORMATS, render, to_csv, to_json, to_table
from wpkgraph.views.layout import heaviest, layout
from wpkgraph.views.netpage import LINES, lines, source_of

BASE = sample_dataset.BASE
NASTY = [
    "<script>alert(1)</script>",
    "</script>",
    "<!--",
    "]]>",
    "&amp;",
    '"',
    "'",
    "\\",
    "\n",
    "\u2028",
    "\x1b[2J",
    "\x00",
    "어망",
    "\U0001f600",
]


def reworded(text: str) -> Dataset:
    """The sample with a label replaced everywhere by other words."""
    made = sample_dataset.dataset()
    old, new = literal("Ro Chan Gyu"), literal(text)
    graphs = {name: tuple(sorted(line.replace(old, new) for line in rows)) for name, rows in made.graphs.items()}
    return dataclasses.replace(made, graphs=graphs)


# --- nasty words in every file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_any_label_leaves_every_file_readable(tmp_path: Path, text: str) -> None:
    out = outputs.write(reworded(f"Ro {text} Gyu"), tmp_path / "out")
    quads = {q.object.value for q in ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS)}
    triples = {t.object.value for t in ox.parse(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE)}
    assert f"Ro {text} Gyu" in quads & triples
    for name in ("network.graphml", "network.gexf"):
        assert len(list(ET.parse(out / name).getroot().iter())) > 20
    page = (out / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert page.count("</script>") == 3
    assert [p for p in check.check(out) if p.check in ("files", "labels", "dangling")] == []


@pytest.mark.parametrize("text", NASTY)
def test_any_label_comes_back_from_the_network_files(text: str) -> None:
    network = build_network(reworded(f"Ro {text} Gyu"))
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", f"Ro {text} Gyu")
    node = BASE + "person/ro-chan-gyu"
    back = nx.read_graphml(io.BytesIO(graphml(network)))
    assert back.nodes[node]["label"].replace("\r\n", "\n") == wanted
    names = [n.get("label") for n in ET.fromstring(gexf(network)).iter() if n.tag.endswith("}node")]
    assert any((name or "").split() == wanted.split() for name in names)


# --- the drawing ---------------------------------------------------------------------------------------------------


def star(count: int, kind: str = "person") -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("hub", label="Hub", kind="organization", **{"class": "body"})
    for n in range(count):
        graph.add_node(f"n{n:04}", label=f"N {n:04}", kind=kind, **{"class": kind})
        graph.add_edge(f"n{n:04}", "hub", key=f"k{n}", date=f"{2000 + n % 9}", relation="membership")
    return graph


@pytest.mark.parametrize(
    ("count", "limit", "drawn"), [(0, 10, 0), (1, 10, 2), (9, 10, 10), (10, 10, 10), (500, 300, 300)]
)
def test_as_many_are_drawn_as_there_is_room(count: int, limit: int, drawn: int) -> None:
    chosen = choose(star(count), limit)
    assert len(chosen) == drawn
    assert not drawn or chosen[0] == "hub"
    assert len(set(chosen)) == len(chosen)


def test_ideas_and_places_get_a_fifth_of_the_room_and_no_more_than_they_need() -> None:
    graph = star(100)
    for n in range(5):
        graph.add_node(f"c{n}", label=f"C {n}", kind="concept", **{"class": "idea"})
        graph.add_edge("hub", f"c{n}", key=f"c{n}", date="", relation="references")
    chosen = choose(graph, 50)
    assert sum(graph.nodes[node]["kind"] == "concept" for node in chosen) == 5
    assert len(chosen) == 50
    assert len(choose(star(100, "concept"), 50)) == 50  # where nothing else wants the room, they have all of it


def test_of_very_many_lines_each_node_keeps_one() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"n{n:03}" for n in range(120)]
    for name in names:
        graph.add_node(name, label=name, kind="person", **{"class": "person"})
    for a, b in itertools.combinations(names, 2):
        for key in range(2):
            graph.add_edge(a, b, key=f"{a}{b}{key}", date="2001", relation="x")
    drawn = lines(graph, names)
    assert len(drawn) == LINES
    assert {name for source, target, _ in drawn for name in (source, target)} == set(names)


def test_a_source_that_is_not_there_is_none() -> None:
    index = Index()
    assert source_of(index, {}, "https://x/span") is None
    made = sample_dataset.dataset()
    for rows in made.graphs.values():
        index.add(rows)
    span = next(s for s in index.subjects(f"{WPK}quote"))
    shown = source_of(index, made.texts, span)
    assert shown is not None
    assert shown[1] == index.one(span, f"{WPK}quote")
    assert source_of(index, {}, span) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_a_layout_has_a_finite_spot_for_every_node(pairs: list[tuple[int, int]]) -> None:
    nodes = [f"n{n}" for n in range(31)]
    edges = [(f"n{a}", f"n{b}") for a, b in pairs] + [("n1", "elsewhere")]
    spots = layout(nodes, edges, rounds=5)
    assert list(spots) == nodes
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in spots.values())
    assert spots == layout(nodes, edges, rounds=5)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_layouts(count: int) -> None:
    nodes = [f"n{n}" for n in range(count)]
    spots = layout(nodes, [("n0", "n1"), ("n0", "n0")])
    assert len(set(spots.values())) == count


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 5), max_size=12), st.integers(0, 15))
def test_the_heaviest_are_the_heaviest(degree: dict[str, int], limit: int) -> None:
    chosen = heaviest(degree, {}, limit)
    assert len(chosen) == min(limit, len(degree))
    rest = [degree[n] for n in degree if n not in chosen]
    assert not chosen or all(degree[n] >= max(rest, default=0) for n in chosen)


# --- sentences -----------------------------------------------------------------------------------------------------


@given(st.text(alphabet='AbC. ?!\n"\r', min_size=1, max_size=120), st.data())
def test_an_excerpt_is_a_stretch_of_the_text_with_the_span_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    limit = data.draw(st.sampled_from([1, 10, 600]))
    first, last = sentence(text, start, end, limit)
    assert max(0, start - limit) <= first <= start < end <= last <= min(len(text), end + limit)
    parts = excerpt(text, start, end, limit)
    assert "".join(parts) == text[first:last]
    assert parts.marked == text[start:end]


@given(st.text(alphabet="AbC. ?!\n", min_size=1, max_size=120), st.data())
def test_excerpts_of_many_spans_show_each_character_once(text: str, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12))
    spans = [(a, min(len(text), a + n)) for a, n in data.draw(st.lists(bounds, min_size=1, max_size=6))]
    found = excerpts(text, spans)
    shown = [place for place, _ in found]
    assert all(a[1] < b[0] for a, b in itertools.pairwise(shown))
    for (first, last), pieces in found:
        assert "".join(piece.text for piece in pieces) == text[first:last]
    marked = sum(len(piece.text) for _, pieces in found for piece in pieces if piece.marked)
    assert marked == len({at for a, b in spans for at in range(a, b)})


@pytest.mark.parametrize("text", NASTY)
def test_plain_words_are_one_printable_line(text: str) -> None:
    made = plain(f" a{text}b ")
    assert made.isprintable()
    assert made == made.strip()
    assert made.startswith("a")
    assert made.endswith("b")


# --- tables --------------------------------------------------------------------------------------------------------

CELLS = (Term("iri", BASE + "person/x"), Term("literal", 'a,"b"\nc'), Term("literal", "4", f"{PREFIXES['xsd']}integer"),
         Term("literal", "Netz", "", "de"), None, Term("bnode", "_:b0"))  # fmt: skip
ANSWER = Answer("select", tuple("abcdef"), (CELLS, (None,) * 6), BASE)


def test_csv_of_every_kind_of_cell() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(ANSWER), newline="")))
    assert rows[1] == [BASE + "person/x", 'a,"b"\nc', "4", "Netz", "", "_:b0"]
    assert rows[2] == [""] * 6


def test_json_of_every_kind_of_cell() -> None:
    first, second = json.loads(to_json(ANSWER))["results"]["bindings"]
    assert first["a"] == {"type": "uri", "value": BASE + "person/x"}
    assert first["c"]["datatype"].endswith("integer")
    assert first["d"] == {"type": "literal", "value": "Netz", "xml:lang": "de"}
    assert "e" not in first
    assert second == {}


@pytest.mark.parametrize("width", [None, 10, 20, 80, 1])
def test_tables_of_any_width_end_with_the_count(width: int | None) -> None:
    text = to_table(ANSWER, width)
    assert text.endswith("(2 rows)\n")
    assert "\x1b" not in text
    assert width is not None or "person:x" in text


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_rows(form: str) -> None:
    text = render(Answer("select", ("a",), (), BASE), form)
    assert "a" in text
    assert text.endswith("\n")


# --- names ---------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from([BASE, "https://x/y#", "urn:x:"]),
    st.sampled_from(["person", "org", "event", "skos"]),
    st.text("abc-0/", min_size=1, max_size=9),
)
def test_a_short_name_stands_for_its_iri(base: str, head: str, rest: str) -> None:
    iri = f"{base}{head}/{rest}"
    assert expand(shorten(iri, base), base) == iri


@pytest.mark.parametrize(
    "name", ["", " ", "no colon", "a b:c", "<x>", "<http://a b>", ":", "1:2", "http://x/\n", "person:a b"]
)
def test_what_is_no_name_of_a_thing(name: str) -> None:
    assert expand(name, BASE) is None


def test_every_class_of_the_sample_has_looks() -> None:
    look = display.load()
    for cls in ("Person", "Workplace", "Unit", "Conference", "Place"):
        looks = look.looks(WPK + cls)
        assert re.fullmatch(r"#[0-9A-F]{6}", looks["color"])
        assert look.caption(WPK + cls) != ""
    assert look.looks("https://x/Unknown") == {"color": "#999999", "shape": "dot"}
    assert look.narrowest([]) == ""
    assert look.narrowest(["https://x/Unknown"]) == ""
    assert look.narrowest([f"{WPK}Event", f"{WPK}Conference", "https://schema.org/Event"]) == f"{WPK}Conference"


# --- metadata, Turtle, stats ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "moment"), [("0", "1970-01-01T00:00:00Z"), ("1617235200", "2021-04-01T00:00:00Z")])
def test_a_time_that_is_given(monkeypatch: pytest.MonkeyPatch, seconds: str, moment: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert build_time() == moment


@pytest.mark.parametrize("seconds", ["", "soon", "-1", "1.5", "١٢x"])
def test_a_time_that_is_none(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert build_time() is None


@pytest.mark.parametrize("seconds", ["9" * 13, "9" * 30])
def test_a_time_beyond_the_calendar(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert build_time() is None


def test_heads_of_odd_bases() -> None:
    rows = [
        "<urn:x:person/a> <p> <q>",
        "<urn:x:1a/b> <p> <q>",
        "<urn:x:/c> <p> <q>",
        "<urn:y:org/d> <p> <q>",
        "<urn:x:Org/e> <p> <q>",
    ]
    assert heads(rows, "urn:x:") == {"person"}
    text = serialise(["<urn:x:person/a> <http://x/p> <urn:x:1a/b>"], "urn:x:").decode()
    assert "@prefix person: <urn:x:person/> ." in text
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=6, unique=True))
def test_turtle_keeps_every_string(texts: list[str]) -> None:
    rows = sorted(f"<{BASE}a/b> <{RDFS}label> {literal(text)}" for text in texts)
    back = {t.object.value for t in ox.parse(serialise(rows, BASE), format=ox.RdfFormat.TURTLE)}
    assert back == set(texts)


def test_stats_of_next_to_nothing(tmp_path: Path) -> None:
    empty = stats(outputs.write(Dataset({}, {}, Report()), tmp_path / "empty"))
    assert dict(empty["totals"]) == {"graphs": 0, "quads": 0, "triples": 0}
    assert all(rows == () for name, rows in empty.items() if name != "totals")
    rows = (f"<{BASE}a> <{RDF}type> <https://x/Odd>", f"<{BASE}b> <{RDF}type> <{WPK}Person>")
    report = Report(declined=({"rule": "x"}, {}, {"reason": "y"}), warnings=({"file": "a"}, {}))
    made = stats(outputs.write(Dataset({f"{BASE}g": rows}, {}, report), tmp_path / "odd"))
    assert dict(made["classes"]) == {"(none)": 1, "wpk:Person": 1}
    assert dict(made["declined"]) == {"x: ?": 1, "?: ?": 1, "?: y": 1}
    assert dict(made["warnings"]) == {"a": 1, "": 1}


def test_stats_are_sorted_by_number_then_name(tmp_path: Path) -> None:
    for rows in stats(outputs.write(sample_dataset.dataset(), tmp_path / "out")).values():
        if rows and rows[0][0] != "graphs":
            assert list(rows) == sorted(rows, key=lambda row: (-row[1], row[0]))
