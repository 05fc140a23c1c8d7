"""`wpkgraph analyse`: right numbers, the same on every run, in a folder that lives and goes with its graph."""

from __future__ import annotations

import csv
import io
import random
import shutil
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import shacl

from networks_sample import HOSTILE, number, rows, run, write_hostile
from ontology_copies import FOLDER
from wpkgraph import __version__, cli, outputs
from wpkgraph.errors import OutputError, QueryError
from wpkgraph.exporters.report import sha256
from wpkgraph.networks import analytics, measures
from wpkgraph.networks.measures import Edge, measure
from wpkgraph.store import load_dataset

WPK = "https://w3id.org/wpkgraph/ontology#"


@pytest.fixture
def output(built_example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_example, tmp_path / "out"))


def table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The lines above a table, and its rows."""
    lines = path.read_bytes().decode().split("\r\n")
    head = [line for line in lines if line.startswith("# ")]
    return head, list(csv.DictReader(io.StringIO("\r\n".join(lines[len(head) :]), newline="")))


def random_edges(nodes: int, seed: int) -> list[Edge]:
    graph = nx.barabasi_albert_graph(nodes, 3, seed=seed)
    return [(f"n{a:04}", f"n{b:04}", 1 + (a + b) % 4) for a, b in graph.edges]


def test_a_small_network_by_hand() -> None:
    """Two triangles that share the node c: a-b-c and c-d-e; a and b are linked twice."""
    edges = [("a", "b", 1), ("b", "a", 2), ("b", "c", 1), ("c", "a", 1), ("c", "d", 1), ("d", "e", 1), ("e", "c", 5)]
    found = measure([*edges, ("e", "e", 9)])
    by = {m.node: m for m in found.nodes}
    assert [m.degree for m in found.nodes] == [2, 2, 4, 2, 2]
    assert by["a"].strength == 4
    assert by["c"].strength == 8
    assert by["c"].betweenness == pytest.approx(4 / 6, abs=1e-6)  # four of six pairs of others pass through it
    assert by["a"].betweenness == 0
    assert (found.links, found.parts) == (6, 1)
    assert by["a"].community == by["b"].community != by["d"].community == by["e"].community
    assert sum(found.communities()) == 5


def test_an_empty_network_has_nothing() -> None:
    assert measure([]) == measures.Measured((), 0, 0, measure([]).methods)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_compiled_library_gives_the_same_betweenness(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    edges = random_edges(120, seed)
    plain = measure(edges)
    monkeypatch.setattr(measures, "SLOW", 0)
    fast = measure(edges)
    assert fast.nodes == plain.nodes
    assert "NetworKit" in fast.methods[0]
    assert "networkx" in plain.methods[0]


def test_large_networks_are_estimated_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = random_edges(300, 5)
    exact = {m.node: m.betweenness for m in measure(edges).nodes}
    monkeypatch.setattr(measures, "SLOW", 0)
    monkeypatch.setattr(measures, "EXACT", 0)
    monkeypatch.setattr(measures, "PIVOTS", 150)
    monkeypatch.setattr(measures, "MANY", 0)
    one = measure(edges)
    mixed = list(edges)
    random.Random(4).shuffle(mixed)
    assert measure(mixed) == one
    assert "estimated from 150 nodes" in one.methods[0]
    assert "PLM" in one.methods[1]
    assert 1 < len(one.communities()) < 60
    top = sorted(exact, key=lambda node: -exact[node])[:3]
    assert {m.node for m in sorted(one.nodes, key=lambda m: -m.betweenness)[:6]} >= set(top)


def test_the_files_agree_with_the_graph(output: Path) -> None:
    analytics.write(output, ["person-event"])
    head, found = table(output / "analytics" / "person-event.csv")
    assert head[:3] == [
        "# command: wpkgraph analyse OUTPUT --projection person-event",
        f"# version: wpkgraph {__version__}",
        f"# graph.ttl: sha256 {sha256(output / 'graph.ttl')}",
    ]
    assert any(line.startswith("# betweenness: exact (Brandes, 2001), networkx ") for line in head)
    fact = "?f wpk:participant ?p ; wpk:event ?e . ?p a wpk:Person"
    for row in found:
        other = f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {fact} BIND(IF(?p = <{row['node']}>, ?e, ?p) AS ?o) "
        other += f"FILTER(<{row['node']}> IN (?p, ?e)) }}"
        assert int(row["degree"]) == number(output, other)
    events = rows(output, f"SELECT DISTINCT ?n {{ {fact} {{ BIND(?p AS ?n) }} UNION {{ BIND(?e AS ?n) }} }}")
    assert len(found) > 30
    assert events
    _, years = table(output / "analytics" / "person-event-by-year.csv")
    attested = "?r wpk:readingOf ?f ; wpk:attestedOn ?d FILTER(STRSTARTS(STR(?d), '2021'))"
    people = f"SELECT (COUNT(DISTINCT ?p) AS ?n) {{ {fact} . {attested} }}"
    assert sum(row["year"] == "2021" and row["class"] == "person" for row in years) == number(output, people)
    _, sizes = table(output / "analytics" / "summary.csv")
    assert (sizes[0]["projection"], sizes[0]["year"], int(sizes[0]["nodes"])) == ("person-event", "all", len(found))


def test_turtle_says_what_the_tables_say_and_fits_the_shapes(output: Path) -> None:
    analytics.write(output, ["co-attendance"])
    text = (output / "analytics" / "co-attendance.ttl").read_text(encoding="utf-8")
    store = ox.Store()
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    assert not [quad for quad in store if isinstance(quad.object, ox.BlankNode)]
    said = store.query(
        f"PREFIX w: <{WPK}> SELECT ?n ?d ?s ?b ?c {{ ?m w:measures ?n ; w:degree ?d ; w:strength ?s ; w:betweenness ?b ; "
        "w:inCommunity ?c FILTER NOT EXISTS { ?m w:year ?y } }"
    )
    cells = [[str(getattr(cell, "value", cell)) for cell in row] for row in said]  # type: ignore[union-attr]
    ours = {(node, int(d), int(s), float(b), group) for node, d, s, b, group in cells}
    _, found = table(output / "analytics" / "co-attendance.csv")
    base = "https://w3id.org/wpkgraph/id/analysis/co-attendance/community/"
    theirs = {
        (row["node"], int(row["degree"]), int(row["strength"]), float(row["betweenness"]), base + row["community"])
        for row in found
    }
    assert ours == theirs
    assert shacl.Shapes.from_file(str(FOLDER / "shapes.ttl")).validate_turtle(text).results == []
    assert '"wpkgraph analyse OUTPUT --projection co-attendance"' in text
    assert str(output) not in text


def test_the_graph_stays_as_it_is(output: Path) -> None:
    before = {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}
    seal = outputs.seal(output)
    analytics.write(output)
    assert {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()} == before
    assert outputs.seal(output) == seal
    assert "analysis/" not in (output / "graph.ttl").read_text(encoding="utf-8")
    assert sorted(entry.name for entry in output.parent.iterdir()) == ["out"]
    names = {path.name for path in (output / "analytics").iterdir()}
    assert "summary.csv" in names
    assert len(names) == 1 + 3 * 5


def test_a_second_run_replaces_it_and_a_build_removes_it(output: Path) -> None:
    analytics.write(output)
    analytics.write(output, ["unit-tree"])
    assert sorted(path.name for path in (output / "analytics").iterdir()) == [
        "summary.csv",
        "unit-tree-by-year.csv",
        "unit-tree.csv",
        "unit-tree.ttl",
    ]
    outputs.write(load_dataset(output), output)
    assert not (output / "analytics").exists()
    assert {entry.name for entry in output.iterdir()} == outputs.MADE


def test_nothing_is_left_where_it_fails(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analytics.write(output, ["unit-tree"])
    before = (output / "analytics" / "unit-tree.csv").read_bytes()
    with pytest.raises(QueryError, match="no projection named 'unit-trees'; did you mean: unit-tree"):
        analytics.write(output, ["unit-trees"])

    def built_anew(folder: Path, name: str, timeout: float) -> analytics.Analysis:
        (output / "report.json").write_text(
            (output / "report.json").read_text(encoding="utf-8") + " ", encoding="utf-8"
        )
        return analysed(folder, name, timeout)

    analysed = analytics.analyse
    monkeypatch.setattr(analytics, "analyse", built_anew)
    with pytest.raises(OutputError, match="changed by another run meanwhile"):
        analytics.write(output, ["person-event"])
    assert [path.name for path in output.parent.iterdir()] == ["out"]
    assert (output / "analytics" / "unit-tree.csv").read_bytes() == before


def test_hostile_names_stay_in_their_cells(tmp_path: Path) -> None:
    folder = write_hostile(tmp_path / "out")
    analytics.write(folder)
    head, found = table(folder / "analytics" / "person-event.csv")
    assert {row["label"] for row in found} == {HOSTILE}
    assert not [line for line in head if "alert" in line]
    for path in (folder / "analytics").glob("*.ttl"):
        assert list(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE))


def test_the_same_bytes_whatever_the_hash_seed(built_example: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "77"):
        folder = Path(shutil.copytree(built_example, tmp_path / seed))
        said = run(seed, "analyse", folder)
        assert (
            said.splitlines()[2]
            == f"{folder}/analytics/person-event: 37 nodes, 36 links, 6 communities, years 2009-2024"
        )
        made.append({path.name: path.read_bytes() for path in (folder / "analytics").iterdir()})
    assert made[0] == made[1]


def test_mistakes_are_told(tmp_path: Path, output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["analyse", str(tmp_path / "none")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert cli.run(["analyse", str(output), "--projection", "cats"]) == 2
    assert "known: co-attendance" in capsys.readouterr().err
    assert cli.run(["analyse", str(output), "--timeout", "0.01"]) == 2
    assert "was stopped; see --timeout" in capsys.readouterr().err
    (output / "graph.ttl").unlink()
    assert cli.run(["analyse", str(output)]) == 2
    assert "graph.ttl: is missing" in capsys.readouterr().err
    assert not (output / "analytics").exists()
