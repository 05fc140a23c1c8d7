"""The explorer's data: the same network as network.graphml, exact evidence, communities without overlap, the same each time."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import math
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import networkx as nx
import pytest

import sample_dataset
from wpkgraph.built import build, open_output
from wpkgraph.explorer import articles, packing, tables
from wpkgraph.explorer.build import WANTED, of_dataset
from wpkgraph.explorer.build import build as build_data
from wpkgraph.explorer.data import Data, columns, part
from wpkgraph.explorer.tables import NONE
from wpkgraph.exporters import network
from wpkgraph.exporters.xmlgraphs import graphml
from wpkgraph.lines import LABEL, TYPE, Index, literal
from wpkgraph.model import Dataset, Report
from wpkgraph.namespaces import ORG, PREFIXES, SCHEMA, WPK

ROOT = Path(__file__).resolve().parents[1]
BASE = sample_dataset.BASE


def generator() -> ModuleType:
    """benchmarks/explorer_graph.py as a module."""
    path = ROOT / "benchmarks" / "explorer_graph.py"
    spec = importlib.util.spec_from_file_location("explorer_graph", path)
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def example(built_example: Path) -> tuple[Dataset, Data]:
    dataset = open_output(built_example).dataset
    return dataset, of_dataset(dataset)


@pytest.fixture(scope="module")
def sample() -> Data:
    return of_dataset(sample_dataset.dataset())


@pytest.fixture(scope="module")
def large() -> Data:
    """50,000 nodes with the degrees of a real graph, without evidence."""
    made = generator().make(50_000, [*network.WANTED, *WANTED], evidence=False)
    base = generator().BASE
    return build_data(network.from_index(made.index, base), made.index, made.texts, base)


@pytest.fixture(scope="module")
def weighty() -> Data:
    """2,000 nodes with evidence."""
    made = generator().make(2000, [*network.WANTED, *WANTED])
    base = generator().BASE
    return build_data(network.from_index(made.index, base), made.index, made.texts, base)


# --- the same network -------------------------------------------------------------------------------------------


def test_nodes_and_edges_are_those_of_the_graphml(example: tuple[Dataset, Data], built_example: Path) -> None:
    _, data = example
    back = nx.read_graphml(io.BytesIO((built_example / "network.graphml").read_bytes()), force_multigraph=True)
    base, nodes, names = data.first.base, data.graph.nodes, data.first.relations
    assert {base + node.iri: node.label for node in nodes} == dict(back.nodes(data="label"))
    ours = Counter(
        (base + nodes[e.source].iri, base + nodes[e.target].iri, names[e.relation].name) for e in data.graph.edges
    )
    assert ours == Counter((a, b, row["relation"]) for a, b, row in back.edges(data=True))
    assert {base + node.iri: node.degree for node in nodes} == dict(back.degree())


def test_an_edge_has_as_many_readings_as_in_the_graphml(example: tuple[Dataset, Data]) -> None:
    dataset, data = example
    readings = Counter(row.fact for row in data.sources.readings)
    theirs: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for a, b, row in network.build_network(dataset).edges(data=True):
        theirs[a, b, row["relation"]].append(row["readings"])
    ours: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    base, nodes = data.first.base, data.graph.nodes
    for edge in data.graph.edges:
        name = data.first.relations[edge.relation].name
        found = readings[edge.fact] if edge.fact != NONE else 0
        ours[base + nodes[edge.source].iri, base + nodes[edge.target].iri, name].append(found)
    located = {key for key in theirs if key[2] == "located in"}  # there the explorer knows more: the fact behind it
    assert {k: sorted(v) for k, v in ours.items() if k not in located} == {
        k: sorted(v) for k, v in theirs.items() if k not in located
    }
    assert any(ours[key][0] > theirs[key][0] for key in located)


def test_every_relation_of_the_network_has_the_ontologys_wording(example: tuple[Dataset, Data]) -> None:
    rows = {row.name: row for row in example[1].first.relations}
    assert rows["participation"].label == "took part in"
    assert rows["sub-organisation of"].label == "part of"
    assert [name for name, row in rows.items() if row.backward] == ["speaker"]


def test_classes_bring_their_looks_and_the_class_above(example: tuple[Dataset, Data]) -> None:
    rows = {row.name: row for row in example[1].first.classes}
    event = rows["wpk:Conference"]
    assert (event.color, event.shape, event.caption) == ("#009E73", "diamond", "Conferences")
    assert example[1].first.classes[event.above].name == "wpk:Meeting"
    assert rows["wpk:Person"].above == NONE


# --- evidence ---------------------------------------------------------------------------------------------------


def text_of(data: Data, article: int) -> str:
    row = data.sources.articles[article]
    return data.texts[row.chunk][row.place]


def test_every_span_gives_its_quote(example: tuple[Dataset, Data]) -> None:
    dataset, data = example
    index = Index([f"{WPK}quote", f"{WPK}inArticle", f"{WPK}start", f"{WPK}end"])
    for triples in dataset.graphs.values():
        index.add(triples)
    quotes = {
        (
            index.one(span, f"{WPK}inArticle"),
            int(index.one(span, f"{WPK}start") or 0),
            int(index.one(span, f"{WPK}end") or 0),
        ): quote
        for span, quote in index.pairs(f"{WPK}quote")
    }
    shown = {
        (data.first.base + data.sources.articles[s.article].iri, s.start, s.end): text_of(data, s.article)[
            s.start : s.end
        ]
        for s in data.sources.spans
    }
    assert shown == quotes
    assert len(shown) == data.first.counts["spans"] > 400


def test_facts_lead_to_the_words_that_state_them(example: tuple[Dataset, Data]) -> None:
    _, data = example
    number = next(i for i, fact in enumerate(data.graph.facts) if fact.words == "Party cell secretary")
    proofs = defaultdict(list)
    for proof in data.sources.proofs:
        proofs[proof.reading].append(data.sources.spans[proof.span])
    for reading, row in enumerate(data.sources.readings):
        if row.fact == number:
            words = " ".join(text_of(data, s.article)[s.start : s.end] for s in proofs[reading])
            assert "ecretary" in words
            assert all(span.article == row.article for span in proofs[reading])
            break
    else:
        pytest.fail("no reading")
    with_evidence = {proof.reading for proof in data.sources.proofs}
    assert with_evidence == set(range(len(data.sources.readings)))


def test_speeches_events_and_protocol_order_can_be_filtered(example: tuple[Dataset, Data]) -> None:
    graph, sources = example[1].graph, example[1].sources
    kinds = {graph.kinds[row.kind].code for row in graph.speeches}
    assert "self-criticism" in kinds
    assert {graph.capacities[fact.capacity].code for fact in graph.facts if fact.capacity != NONE} >= {
        "presided",
        "guided",
    }
    assert max(row.position for row in sources.readings) > 1
    assert {"stated", "resolved"} <= set(sources.statuses)
    assert {"holds", "former"} <= set(graph.held)
    held = {graph.held[bit] for edge in graph.edges for bit in range(len(graph.held)) if edge.held >> bit & 1}
    assert "former" in held


def test_days_are_bounds_and_the_date_as_written(example: tuple[Dataset, Data]) -> None:
    graph = example[1].graph
    label = {number: node.label for number, node in enumerate(graph.nodes)}
    rows = {label[row.node]: row for row in graph.events}
    row = next(row for name, row in rows.items() if name.startswith("Sixth Conference of Cell Secretaries"))
    assert row.when.startswith("2021-04-06")
    assert row.earliest == tables.day("2021-04-06") == 18723
    assert row.latest >= row.earliest


# --- offsets in JavaScript, texts --------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script>"
WORDS = f"\U0001d538 lamp\r\nOm \U00020000 Sik, head of the kiln \U0001f525\U0001f525.\r\n{HOSTILE} said Ro\u2028Un."


def astral() -> Dataset:
    """An article with characters beyond U+FFFF, carriage returns and markup, with spans behind them."""
    source = sample_dataset.Source("a.txt", WORDS, "2020-01-01", f"</script>{HOSTILE}")
    for label in ("lamp", "Sik", "kiln \U0001f525", HOSTILE, "Ro\u2028Un"):
        source.thing(f"place/{len(source.lines)}", label, "wpk:Place", "schema:Place")
        source.span(label, None)
    graphs = {f"{BASE}{source.article}/graph": tuple(sorted(source.lines))}
    graphs[f"{BASE}{source.file}/graph"] = tuple(sorted(source.of_file.lines))
    return Dataset(dict(sorted(graphs.items())), {source.sha256: source.text}, Report(), BASE)


def units(data: Data, article: int, offset: int) -> int:
    """An offset as JavaScript counts, by the rule of docs/explorer.md."""
    return offset + sum(1 for row in data.sources.astral if row.article == article and row.at < offset)


def test_offsets_can_be_turned_into_utf_16_units() -> None:
    data = of_dataset(astral())
    assert len(data.sources.astral) == 4
    wide = text_of(data, 0).encode("utf-16-le")
    seen = []
    for span in data.sources.spans:
        start, end = units(data, 0, span.start), units(data, 0, span.end)
        seen.append(wide[2 * start : 2 * end].decode("utf-16-le"))
        assert seen[-1] == WORDS[span.start : span.end]
    assert "kiln \U0001f525" in seen
    assert "Ro\u2028Un" in seen
    assert units(data, 0, 0) == 0


def test_texts_keep_every_character_and_long_ones_get_chunks_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert text_of(of_dataset(astral()), 0) == WORDS
    whole = of_dataset(sample_dataset.dataset())
    assert len(whole.texts) == 1
    monkeypatch.setattr(articles, "CHUNK", 100)
    parted = of_dataset(sample_dataset.dataset())
    assert [len(chunk) for chunk in parted.texts] == [1, 1]
    assert [text_of(parted, n) for n in (0, 1)] == [text_of(whole, n) for n in (0, 1)]


def test_an_article_whose_text_is_lost_is_shown_without_it() -> None:
    dataset = sample_dataset.dataset()
    data = of_dataset(Dataset(dataset.graphs, {}, dataset.report, dataset.base))
    assert {row.chunk for row in data.sources.articles} == {NONE}
    assert data.texts == ()
    assert data.sources.spans


# --- communities and places on the page -------------------------------------------------------------------------


def check_discs(data: Data) -> None:
    """Discs of one parent don't overlap and lie in it; nodes lie in their discs; nothing is no number."""
    rows = data.first.communities
    siblings = defaultdict(list)
    for number, row in enumerate(rows):
        siblings[row.parent].append(number)
        assert row.parent < number
        assert row.r > 0
        if row.parent != NONE:
            above = rows[row.parent]
            assert math.hypot(row.x - above.x, row.y - above.y) + row.r <= above.r + 2
            assert above.first <= row.first < row.last <= above.last
    for numbers in siblings.values():
        assert len(numbers) <= 170
        for i, a in enumerate(numbers):
            for b in numbers[:i]:
                apart = math.hypot(rows[a].x - rows[b].x, rows[a].y - rows[b].y)
                assert apart >= rows[a].r + rows[b].r, (rows[a].label, rows[b].label)
    for number, node in enumerate(data.graph.nodes):
        home = rows[node.community]
        assert home.first <= number < home.last
        assert math.hypot(node.x - home.x, node.y - home.y) <= home.r
        assert isinstance(node.x, int)
    spots = {(node.x, node.y) for node in data.graph.nodes}
    assert len(spots) == len(data.graph.nodes)


@pytest.mark.parametrize("name", ["example", "weighty", "large"])
def test_discs_do_not_overlap(name: str, request: pytest.FixtureRequest) -> None:
    value = request.getfixturevalue(name)
    check_discs(value[1] if isinstance(value, tuple) else value)


def test_communities_part_all_nodes_and_leaves_are_small(large: Data) -> None:
    rows, parents = large.first.communities, {row.parent for row in large.first.communities}
    leaves = [row for number, row in enumerate(rows) if number not in parents]
    assert sorted(row.first for row in leaves) == [0, *sorted(row.last for row in leaves)[:-1]]
    assert max(row.last - row.first for row in leaves) <= 400
    outer = [row for row in rows if row.level == 0]
    assert sum(row.last - row.first for row in outer) == 50_000
    assert sum(row.weight for row in outer) == 2 * len(large.graph.edges)
    assert {row.kind for row in outer} == {"linked", "bundle", "lone"}
    lone = [node for row in outer if row.kind == "lone" for node in large.graph.nodes[row.first : row.last]]
    assert {node.degree for node in lone} == {0}


def test_communities_keep_linked_nodes_together(large: Data) -> None:
    rows = large.first.communities

    def outer(node: int) -> int:
        at = large.graph.nodes[node].community
        while rows[at].parent != NONE:
            at = rows[at].parent
        return at

    inside = sum(outer(edge.source) == outer(edge.target) for edge in large.graph.edges)
    assert inside / len(large.graph.edges) > 0.7


def test_a_community_is_called_after_its_heaviest_nodes(example: tuple[Dataset, Data]) -> None:
    first, nodes = example[1].first, example[1].graph.nodes
    for row in first.communities:
        if row.kind == "linked":
            degrees = [node.degree for node in nodes[row.first : row.last]]
            assert nodes[row.top[0]].degree == max(degrees)
            assert row.label.startswith(nodes[row.top[0]].label[:30])
    assert "Concepts without a link" in {row.label for row in first.communities}


def test_bridges_count_the_edges_between_communities(example: tuple[Dataset, Data]) -> None:
    rows, data = example[1].first.communities, example[1]
    outer = {}
    for number, row in enumerate(rows):
        if row.level == 0:
            outer |= dict.fromkeys(range(row.first, row.last), number)
    counted: Counter[tuple[int, ...]] = Counter()
    for edge in data.graph.edges:
        ends = sorted((outer[edge.source], outer[edge.target]))
        if ends[0] != ends[1]:
            counted[tuple(ends)] += 1
    assert {(b.source, b.target): b.weight for b in data.first.bridges if rows[b.source].level == 0} == counted


# --- the first view ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["example", "weighty", "large"])
def test_the_first_view_is_bounded_and_agrees_with_the_graph(name: str, request: pytest.FixtureRequest) -> None:
    value = request.getfixturevalue(name)
    data: Data = value[1] if isinstance(value, tuple) else value
    first, nodes = data.first, data.graph.nodes
    assert len(first.nodes) + sum(row.level == 0 for row in first.communities) <= 2000
    for spot in first.nodes:
        node = nodes[spot.id]
        assert (spot.label, spot.cls, spot.community, spot.x, spot.y) == (
            node.label,
            node.cls,
            node.community,
            node.x,
            node.y,
        )
        assert node.degree
    for line in first.lines:
        edge = data.graph.edges[line.edge]
        assert (first.nodes[line.source].id, first.nodes[line.target].id) == (edge.source, edge.target)
    assert len(first.lines) <= 4000


def test_any_beginning_of_the_first_view_shows_every_community(large: Data) -> None:
    rows = large.first.communities
    linked = {number for number, row in enumerate(rows) if row.level == 0 and row.kind != "lone"}
    outer = {}
    for number in linked:
        outer |= dict.fromkeys(range(rows[number].first, rows[number].last), number)
    met = [outer[spot.id] for spot in large.first.nodes]
    assert set(met) == linked
    biggest = max(linked, key=lambda number: rows[number].last - rows[number].first)
    assert met.index(biggest) < len(linked)
    heavy = max(range(len(large.graph.nodes)), key=lambda number: large.graph.nodes[number].degree)
    assert heavy in [spot.id for spot in large.first.nodes[: len(linked)]]


# --- places, sectors --------------------------------------------------------------------------------------------


def placed() -> Dataset:
    """A shop in a pottery in a town in a province that alone has coordinates; a meeting with a sitting in it."""
    m = sample_dataset.Maker()
    m.thing("place/vale", "Vale", "wpk:Province", "wpk:Place", "schema:Place")
    m.say("place/vale", "geo:lat", "40.123456789", "double")
    m.say("place/vale", "geo:long", "125.5", "double")
    m.thing("place/mill-town", "Mill Town", "wpk:City", "wpk:Place", "schema:Place")
    m.add("place/mill-town", "schema:containedInPlace", "place/vale")
    m.thing("org/tobong", "Tobong Pottery", "wpk:Workplace", *sample_dataset.BODY)
    m.add("org/tobong", "wpk:locatedIn", "place/mill-town")
    m.add("org/tobong", "wpk:sector", "sector/glass")
    m.thing("sector/glass", "glass", "skos:Concept")
    m.thing("org/tobong/shop", "glaze shop", "wpk:Unit", "org:OrganizationalUnit")
    m.add("org/tobong/shop", "org:unitOf", "org/tobong")
    m.thing("event/m", "Meeting", "wpk:Meeting", "wpk:Event")
    m.add("event/m", "schema:location", "place/vale")
    m.thing("event/s", "Sitting", "wpk:Sitting", "wpk:Event")
    m.add("event/s", "schema:superEvent", "event/m")
    m.thing("org/else", "Nowhere Office", "wpk:Organization", *sample_dataset.BODY)
    return Dataset({f"{BASE}graph/x": tuple(sorted(m.lines))}, {}, Report(), BASE)


def test_places_are_inherited_and_say_so() -> None:
    data = of_dataset(placed())
    label = [node.label for node in data.graph.nodes]
    rows = {label[row.node]: (label[row.place], row.steps, row.lat, label[row.province]) for row in data.graph.where}
    assert rows == {
        "Vale": ("Vale", 0, 40.12346, "Vale"),
        "Mill Town": ("Mill Town", 1, 40.12346, "Vale"),
        "Tobong Pottery": ("Mill Town", 1, 40.12346, "Vale"),
        "glaze shop": ("Mill Town", 2, 40.12346, "Vale"),
        "Meeting": ("Vale", 0, 40.12346, "Vale"),
        "Sitting": ("Vale", 1, 40.12346, "Vale"),
    }
    sectors = {label[row.node]: (label[row.sector], row.steps) for row in data.graph.sectors}
    assert sectors == {"Tobong Pottery": ("glass", 0), "glaze shop": ("glass", 1)}


def test_places_in_a_circle_end() -> None:
    lines = []
    for a, b in (("a", "b"), ("b", "a")):
        lines += [f"<{BASE}place/{a}> <{TYPE}> <{WPK}Place>", f"<{BASE}place/{a}> <{LABEL}> {literal(a)}"]
        lines.append(f"<{BASE}place/{a}> <{SCHEMA}containedInPlace> <{BASE}place/{b}>")
    lines += [f"<{BASE}org/u> <{TYPE}> <{WPK}Unit>", f"<{BASE}org/u> <{ORG}unitOf> <{BASE}org/u>"]
    data = of_dataset(Dataset({"g": tuple(sorted(lines))}, {}, Report(), BASE))
    assert {row.lat for row in data.graph.where} == {None}
    check_discs(data)


# --- limits -----------------------------------------------------------------------------------------------------


def test_an_empty_graph_gives_empty_tables() -> None:
    data = of_dataset(Dataset({}, {}, Report(), BASE))
    assert data.first.communities == data.first.nodes == data.graph.edges == data.texts == ()
    parts = packing.parts(data)
    assert parts["graph"]["edges"]["source"] == []
    assert parts["first"]["counts"]["nodes"] == 0


def star(nodes: int) -> Data:
    """One hub and many nodes that are linked to it only."""
    lines = []
    for number in range(nodes):
        name = f"<{BASE}org/{number:05}>"
        lines += [f"{name} <{TYPE}> <{WPK}Organization>", f"{name} <{LABEL}> {literal(f'Body {number}')}"]
        lines.append(f"{name} <{ORG}subOrganizationOf> <{BASE}org/00000>")
    return of_dataset(Dataset({"g": tuple(sorted(lines))}, {}, Report(), BASE))


def test_a_star_that_no_search_can_part_is_parted_by_weight() -> None:
    data = star(1500)
    check_discs(data)
    sizes = [row.last - row.first for row in data.first.communities if row.level]
    assert max(sizes) <= 400
    assert data.graph.nodes[0].label == "Body 0"
    assert data.graph.nodes[0].degree == 1501  # an edge to itself counts twice, as networkx has it


# --- files ------------------------------------------------------------------------------------------------------


def test_packing_gives_back_what_was_packed(weighty: Data, sample: Data) -> None:
    for data in (weighty, sample, of_dataset(astral())):
        parts = packing.parts(data)
        assert list(parts)[:3] == ["first", "graph", "sources"]
        assert {name: packing.unpack(packing.pack(value)) for name, value in parts.items()} == json.loads(
            json.dumps(parts)
        )
    text = packing.pack({"label": "</script><script>\u2028"})
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    for wrong in ("no base64!", "AAAA"):
        with pytest.raises((ValueError, OSError)):
            packing.unpack(wrong)


def test_tables_are_columns_of_one_length(weighty: Data) -> None:
    for given in (weighty.first, weighty.graph, weighty.sources):
        for name, value in part(given).items():
            if isinstance(value, dict) and name != "counts":
                assert len({len(column) for column in value.values()}) == 1, name
    assert columns([], tables.Name) == {"node": [], "text": []}


def test_numbers_lead_to_rows(weighty: Data) -> None:
    graph, sources = weighty.graph, weighty.sources
    assert all(
        0 <= row.fact < len(graph.facts) and 0 <= row.article < len(sources.articles) for row in sources.readings
    )
    assert all(NONE <= edge.fact < len(graph.facts) for edge in graph.edges)
    assert list(sources.readings) == sorted(sources.readings, key=lambda row: row.fact)
    assert [span[:2] for span in sources.spans] == sorted(span[:2] for span in sources.spans)
    mentions = Counter(span.node for span in sources.spans)
    assert all(node.mentions == mentions[number] for number, node in enumerate(graph.nodes))
    assert sum(len(chunk) for chunk in weighty.texts) == len(sources.articles)


def test_the_data_stay_small(weighty: Data, large: Data) -> None:
    sizes = {name: len(packing.pack(value)) for name, value in packing.parts(weighty).items()}
    assert sum(sizes.values()) < 1_000_000  # 2,000 nodes; at 50,000 that is 25 MB
    assert sizes["first"] < 60_000
    assert len(packing.pack(part(large.first))) < 400_000


def test_the_same_data_for_any_hash_seed_and_order(tmp_path: Path) -> None:
    script = (
        "import hashlib, json, sys; from pathlib import Path; import wpkgraph;"
        "from wpkgraph.explorer import packing; from wpkgraph.explorer.build import of_dataset;"
        "data = of_dataset(wpkgraph.build(Path(sys.argv[1])).dataset);"
        "print(hashlib.sha256(json.dumps({k: packing.pack(v) for k, v in packing.parts(data).items()}).encode()).hexdigest())"
    )
    seen = set()
    for seed in ("0", "1", "77"):
        env: Mapping[str, str] = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-c", script, str(ROOT / "examples" / "corpus")]
        seen.add(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    assert len(seen) == 1
    dataset = sample_dataset.dataset()
    turned = type(dataset)(dict(reversed(dataset.graphs.items())), dataset.texts, dataset.report, dataset.base)
    assert packing.parts(of_dataset(turned)) == packing.parts(of_dataset(dataset))


def test_the_generator_gives_the_same_graph_with_the_degrees_it_promises() -> None:
    bench = generator()
    one, two = (bench.make(3000, [*network.WANTED, *WANTED], seed=5) for _ in range(2))
    first, second = (network.from_index(made.index, bench.BASE) for made in (one, two))
    assert graphml(first) == graphml(second)
    assert one.texts == two.texts
    lone = sum(1 for node in first if not first.degree(node)) / len(first)
    assert 0.42 < lone < 0.50  # 1,199 of 2,685
    assert 0.65 < first.number_of_edges() / len(first) < 1.05  # .87
    assert hashlib.sha256("".join(one.texts.values()).encode()).hexdigest() != hashlib.sha256(b"").hexdigest()


def test_collections_are_shown_whole(shared: Path) -> None:
    dataset = build(shared / "corpus" / "wpk-conferences").dataset
    data = of_dataset(dataset)
    check_discs(data)
    made = network.build_network(dataset)
    assert (len(data.graph.nodes), len(data.graph.edges)) == (len(made), made.number_of_edges())
    assert all(text_of(data, n) in dataset.texts.values() for n in range(len(data.sources.articles)))
    assert PREFIXES  # the short names of classes come from there
