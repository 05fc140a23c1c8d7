"""The network: nodes, edges, GraphML and GEXF."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import sample_dataset
from wpkgraph.exporters import write_files
from wpkgraph.exporters.network import build_network
from wpkgraph.exporters.xmlgraphs import gexf, graphml

BASE = sample_dataset.BASE


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph[str]:
    return build_network(sample_dataset.dataset())


def edge(network: nx.MultiDiGraph[str], source: str, target: str) -> dict[str, object]:
    found = list(network.get_edge_data(BASE + source, BASE + target).values())
    assert len(found) == 1
    return found[0]


def test_nodes_are_things_with_label_kind_and_class(network: nx.MultiDiGraph[str]) -> None:
    data = dict(network.nodes(data=True))
    assert data[BASE + "person/han-sol-mi"] == {"label": "Han Sol Mi", "kind": "person", "class": "person"}
    assert data[BASE + "org/tobong/glaze-shop"]["kind"] == "organization"
    assert data[BASE + "event/kiln-clerks-7"]["class"] == "conference"
    assert data[BASE + "concept/clean-firing"]["kind"] == "concept"
    kinds = {row["kind"] for row in data.values()}
    assert kinds == {"person", "organization", "event", "place", "concept"}


def test_roles_spans_and_terms_of_the_ontology_are_no_nodes(network: nx.MultiDiGraph[str]) -> None:
    assert not [node for node in network if "/role/" in node or "#char=" in node or "ontology#" in node]


def test_a_membership_is_an_edge_with_role_date_and_quote(network: nx.MultiDiGraph[str]) -> None:
    data = edge(network, "person/han-sol-mi", "org/tobong/glaze-shop")
    assert data["relation"] == "membership"
    assert data["text"] == "clerk"
    assert data["status"] == "holds"
    assert data["date"] == "2019-03-08"
    assert data["quote"] == "clerk of the glaze shop of Tobong Pottery"
    assert data["rule"] == "apposition"


def test_two_articles_make_one_edge_with_two_readings(network: nx.MultiDiGraph[str]) -> None:
    assert edge(network, "person/ro-chan-gyu", "org/river-guild")["readings"] == 2


def test_participations_speeches_statements_and_parts_are_edges(network: nx.MultiDiGraph[str]) -> None:
    assert edge(network, "person/han-sol-mi", "event/kiln-clerks-7")["text"] == "sat on the platform"
    assert edge(network, "person/ro-chan-gyu", "event/kiln-clerks-7/speech/ro")["relation"] == "speaker"
    assert edge(network, "person/ro-chan-gyu", "concept/clean-firing")["relation"] == "statement"
    assert edge(network, "org/tobong/glaze-shop", "org/tobong")["relation"] == "unit of"
    assert edge(network, "event/kiln-clerks-7/speech/ro", "event/kiln-clerks-7")["evidence"]


def test_graphml_and_gexf_can_be_read_back(network: nx.MultiDiGraph[str]) -> None:
    back = nx.read_graphml(io.BytesIO(graphml(network)), force_multigraph=True)
    assert set(back) == set(network)
    assert back.number_of_edges() == network.number_of_edges()
    quotes = {data.get("quote") for _, _, data in back.edges(data=True)}
    assert 'sat on the platform <b>under "lamps" & flags</b>' in quotes
    other = nx.read_gexf(io.BytesIO(gexf(network)))
    assert {data["label"] for _, data in other.nodes(data=True)} == {d["label"] for _, d in network.nodes(data=True)}


def test_gexf_says_nothing_of_the_day_or_the_library(network: nx.MultiDiGraph[str]) -> None:
    text = gexf(network).decode()
    assert "lastmodifieddate" not in text
    assert "NetworkX" not in text
    assert gexf(network) == gexf(build_network(sample_dataset.dataset()))


def test_characters_that_xml_forbids_are_replaced() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="bell\x07 and \ufffe", kind="person", **{"class": "person"})
    graph.add_edge("a", "a", key="k", text="\x0b", quote="")
    back = nx.read_graphml(io.BytesIO(graphml(graph)))
    assert back.nodes["a"]["label"] == "bell  and  "
    assert b"\x07" not in gexf(graph)


def test_order_of_graphs_does_not_matter(network: nx.MultiDiGraph[str]) -> None:
    dataset = sample_dataset.dataset()
    turned = type(dataset)(dict(reversed(dataset.graphs.items())), dataset.texts, dataset.report, dataset.base)
    assert graphml(build_network(turned)) == graphml(network)


def test_both_files_are_written(tmp_path: Path, network: nx.MultiDiGraph[str]) -> None:
    write_files(sample_dataset.dataset(), tmp_path)
    assert (tmp_path / "network.graphml").read_bytes() == graphml(network)
    assert (tmp_path / "network.gexf").read_bytes() == gexf(network)
