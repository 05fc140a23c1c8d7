"""`wpkgraph project`: the projections hold what the graph and its drawn network hold, in every form, and no more."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import shacl

from networks_sample import HOSTILE, number, rows, run, write_hostile
from ontology_copies import FOLDER
from wpkgraph import cli
from wpkgraph.errors import QueryError
from wpkgraph.exporters.network import build_network
from wpkgraph.networks import forms
from wpkgraph.networks.projections import Projection, project, projections
from wpkgraph.store import load_dataset

NAMES = ("co-attendance", "concept-speaker-year", "person-event", "person-workplace", "unit-tree")
FACTS = {"person-event": "participation", "person-workplace": "membership"}


@pytest.fixture(scope="module")
def made(built_example: Path) -> dict[str, Projection]:
    return {name: project(built_example, name) for name in NAMES}


@pytest.fixture(scope="module")
def drawn(built_example: Path) -> nx.MultiDiGraph[str]:
    """The network of network.graphml."""
    return build_network(load_dataset(built_example))


def edges(projection: Projection) -> set[tuple[str, str, str]]:
    return set(forms.network(projection).edges(keys=True))


def of_relation(drawn: nx.MultiDiGraph[str], *relations: str) -> list[tuple[str, str, str]]:
    found = drawn.edges(keys=True, data="relation")
    return [(a, b, key) for a, b, key, relation in found if relation in relations]


def test_each_comes_with_title_description_and_parameters_that_have_defaults() -> None:
    assert tuple(projections()) == NAMES
    for query in projections().values():
        assert query.title != query.name
        assert len(query.description) > 40
        assert query.params
        assert all(param.default == "" for param in query.params)


@pytest.mark.parametrize("name", NAMES)
def test_no_blank_nodes_and_terms_of_the_ontology_only(made: dict[str, Projection], name: str) -> None:
    ontology = (FOLDER / "wpk.ttl").read_text(encoding="utf-8")
    known = {quad.subject.value for quad in ox.parse(ontology, ox.RdfFormat.TURTLE)}  # type: ignore[union-attr]
    parsed = list(ox.parse(forms.turtle(made[name]), ox.RdfFormat.TURTLE))
    assert len(parsed) == len(made[name].triples) > 20
    used = {quad.predicate.value for quad in parsed} - {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2000/01/rdf-schema#label",
    }
    assert used <= known
    for quad in parsed:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_person_event_has_the_participations_of_the_drawn_network(
    made: dict[str, Projection], drawn: nx.MultiDiGraph[str], built_example: Path
) -> None:
    persons = {node for node, kind in drawn.nodes(data="kind") if kind == "person"}
    wanted = {edge for edge in of_relation(drawn, "participation") if edge[0] in persons}
    assert edges(made["person-event"]) == wanted
    graph = forms.network(made["person-event"])
    for a, b, key in wanted:
        ours, theirs = graph.edges[a, b, key], drawn.edges[a, b, key]
        assert ours["text"] == theirs["text"]
        assert ours["weight"] == theirs["readings"]
        assert theirs["date"] in ours["dates"].split("; ")
        assert theirs["evidence"] in ours["evidence"]
    count = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a wpk:Participation ; wpk:participant ?p . ?p a wpk:Person }"
    assert len(wanted) == number(built_example, count) > 20


def test_person_workplace_has_the_memberships_in_or_below_a_workplace(
    made: dict[str, Projection], drawn: nx.MultiDiGraph[str], built_example: Path
) -> None:
    inside = "?f org:organization/(org:unitOf|org:subOrganizationOf)* ?w . ?w a wpk:Workplace"
    found = rows(built_example, f"SELECT ?p ?w ?f {{ ?f org:member ?p . {inside} }}")
    assert edges(made["person-workplace"]) == set(found)
    facts = {key for _, _, key in found}
    assert facts == {key for _, _, key in of_relation(drawn, "membership")} & facts
    for a, _, key in found:
        end = next(b for source, b, other in of_relation(drawn, "membership") if (source, other) == (a, key))
        ours = forms.network(made["person-workplace"]).edges(keys=True, data=True)
        units = {data["organization"] for *_, k, data in ours if k == key}
        assert units == {drawn.nodes[end]["label"]}


def test_unit_tree_has_the_parts_of_the_drawn_network(made: dict[str, Projection], drawn: nx.MultiDiGraph[str]) -> None:
    wanted = set(of_relation(drawn, "unit of", "sub-organisation of"))
    assert edges(made["unit-tree"]) == wanted
    assert len(wanted) > 20


def test_co_attendance_has_each_pair_of_persons_at_each_event(
    made: dict[str, Projection], drawn: nx.MultiDiGraph[str]
) -> None:
    there: dict[str, set[str]] = {}
    for person, event, _ in of_relation(drawn, "participation"):
        if drawn.nodes[person]["kind"] == "person":
            there.setdefault(event, set()).add(person)
    pairs = Counter((a, b) for people in there.values() for a in people for b in people if a < b)
    graph = forms.network(made["co-attendance"])
    assert {(a, b): weight for a, b, weight in graph.edges(data="weight")} == pairs
    assert all(len(data["edgeVia"].split("; ")) <= data["weight"] for _, _, data in graph.edges(data=True))


def test_concept_speaker_year_counts_statements_and_speeches(made: dict[str, Projection], built_example: Path) -> None:
    graph = forms.network(made["concept-speaker-year"])
    assert graph.number_of_edges() > 10
    for speaker, concept in {edge[:2] for edge in graph.edges}:
        said = f"?f wpk:saidBy|wpk:speaker <{speaker}> ; wpk:references <{concept}>"
        for data in graph.get_edge_data(speaker, concept).values():
            year = data["years"]
            dated = f"{said} . ?r wpk:readingOf ?f ; wpk:attestedOn ?d FILTER(STRSTARTS(STR(?d), '{year}'))"
            undated = f"{said} FILTER NOT EXISTS {{ ?r wpk:readingOf ?f ; wpk:attestedOn ?d }}"
            count = f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ {dated if year else undated} }}"
            assert data["weight"] == number(built_example, count) > 0
            assert data["relation"] == "speaks of"


def test_the_shapes_hold_for_graph_and_projections_together(made: dict[str, Projection], built_example: Path) -> None:
    shapes = shacl.Shapes.from_file(str(FOLDER / "shapes.ttl"))
    graph = (built_example / "graph.ttl").read_text(encoding="utf-8")
    before = {str(row.focus_node) for row in shapes.validate_turtle(graph).results}
    whole = graph + "".join(f"{line} .\n" for projection in made.values() for line in projection.triples)
    assert {str(row.focus_node) for row in shapes.validate_turtle(whole).results} == before
    lost = whole + "<https://x/e> a wpk:Edge .\n"
    assert "<https://x/e>" in {str(row.focus_node) for row in shapes.validate_turtle(lost).results}


@pytest.mark.parametrize("name", NAMES)
def test_all_forms_hold_the_same(made: dict[str, Projection], name: str) -> None:
    graph = forms.network(made[name])
    table = list(csv.DictReader(io.StringIO(forms.table(made[name]).decode(), newline="")))
    assert {(row["from"], row["to"], row["edge"]) for row in table} == set(graph.edges(keys=True))
    graphml = nx.read_graphml(io.BytesIO(forms.graphml(made[name])), force_multigraph=True)
    assert set(graphml) == set(graph)
    assert sorted(data["fact"] for _, _, data in graphml.edges(data=True)) == sorted(key for _, _, key in graph.edges)
    assert nx.read_gexf(io.BytesIO(forms.gexf(made[name]))).number_of_nodes() == len(graph)


def test_parameters_narrow_it(built_example: Path) -> None:
    whole = forms.network(project(built_example, "person-event"))
    part = forms.network(project(built_example, "person-event", {"person": "KIM JONG UN"}))
    assert {label for node, label in part.nodes(data="label") if part.nodes[node]["kind"] == "person"} == {
        "Kim Jong Un"
    }
    assert 0 < part.number_of_edges() < whole.number_of_edges()
    below = forms.network(project(built_example, "unit-tree", {"top": "Sangwon"}))
    assert sorted(label for _, label in below.nodes(data="label")) == [
        "Sangwon Cement Complex",
        "cement shop",
        "repair work-team",
    ]
    nothing = project(built_example, "co-attendance", {"event": 'no such "event"'})
    assert nothing.triples == ()
    assert forms.network(nothing).number_of_edges() == 0


def test_mistakes_are_told(built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(QueryError, match="did you mean: person-event"):
        project(built_example, "person-events")
    with pytest.raises(QueryError, match=r"has no parameter 'persn'; it has: person, event"):
        project(built_example, "person-event", {"persn": "x"})
    with pytest.raises(QueryError, match="takes words, no IRI"):
        project(built_example, "person-event", {"person": "<person:x>"})
    with pytest.raises(QueryError, match="took longer"):
        project(built_example, "co-attendance", {}, 0.0001)
    for arguments, said in (
        (["project", str(built_example), "unit-tree", "-o", str(tmp_path / "x.json")], "a projection ends in .ttl"),
        (["project", str(built_example), "unit-tree", "-o", str(built_example / "x.ttl")], "inside an output folder"),
        (["project", str(built_example)], "name a projection: co-attendance"),
        (["project", str(tmp_path), "unit-tree"], "not an output folder"),
        (["project"], "Missing argument 'OUTPUT'"),
    ):
        assert cli.run(arguments) == 2
        assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_hostile_names_stay_data(tmp_path: Path) -> None:
    projection = project(write_hostile(tmp_path / "out"), "person-event")
    (row,) = csv.DictReader(io.StringIO(forms.table(projection).decode(), newline=""))
    assert row["from_label"] == row["to_label"] == HOSTILE
    graph = nx.read_graphml(io.BytesIO(forms.graphml(projection)))
    assert {label for _, label in graph.nodes(data="label")} == {HOSTILE.replace("\x07", " ")}
    again = {f"{q.subject} {q.predicate} {q.object}" for q in ox.parse(forms.turtle(projection), ox.RdfFormat.TURTLE)}
    assert len(again) == len(projection.triples)


def test_the_same_bytes_whatever_the_hash_seed(built_example: Path, tmp_path: Path) -> None:
    for ending in ("ttl", "csv", "gexf", "graphml"):
        files = [tmp_path / f"{seed}.{ending}" for seed in ("1", "77")]
        said = [run(file.stem, "project", built_example, "co-attendance", "-o", file) for file in files]
        assert files[0].read_bytes() == files[1].read_bytes()
        assert said[0].split(": ")[1] == said[1].split(": ")[1] == "28 nodes, 81 edges\n"


def test_without_a_file_it_prints_turtle(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["project", str(built_example), "unit-tree"]) == 0
    assert capsys.readouterr().out.encode() == forms.turtle(project(built_example, "unit-tree"))
