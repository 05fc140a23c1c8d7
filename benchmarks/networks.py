"""How much CPU time betweenness and communities take: networkx against NetworKit, on one thread.

    python benchmarks/networks.py [OUTPUT] 4000 10000

OUTPUT is an output folder, of which the network of network.graphml is measured; a number is that many nodes of a
network grown by preferential attachment (Barabási and Albert, 1999), five links for each, with a fixed seed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import networkx as nx

from wpkgraph.exporters.network import build_network
from wpkgraph.networks import measures
from wpkgraph.store import load_dataset

SEED = 1
PATIENCE = 100_000_000  # nodes times edges beyond which networkx's betweenness is not waited for


def network(given: str) -> nx.Graph[int]:
    """The network of an output folder, or one that is made."""
    if given.isdecimal():
        return nx.barabasi_albert_graph(int(given), 5, seed=SEED)
    graph: nx.Graph[str] = nx.Graph(build_network(load_dataset(given)))
    graph.remove_nodes_from([node for node in graph if not graph.degree(node)])
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return nx.convert_node_labels_to_integers(graph, ordering="sorted")


def seconds(call: Callable[[], object]) -> str:
    """The CPU time of a call, for a table."""
    start = time.process_time()
    call()
    return f"{time.process_time() - start:.2f}"


def row(given: str) -> list[str]:
    """The times of one network."""
    graph = network(given)
    nx.set_edge_attributes(graph, 1, "weight")
    size = graph.number_of_nodes() * graph.number_of_edges()
    kit, plain = measures._networkit(graph, weighted=False)
    _, heavy = measures._networkit(graph, weighted=True)
    edges = [(f"{a:06}", f"{b:06}", 1) for a, b in graph.edges]
    return [
        f"{graph.number_of_nodes()} / {graph.number_of_edges()}",
        seconds(lambda: nx.betweenness_centrality(graph)) if size <= PATIENCE else "-",
        seconds(lambda: kit.centrality.Betweenness(plain, normalized=True).run()),
        seconds(lambda: kit.centrality.EstimateBetweenness(plain, measures.PIVOTS, True, False).run()),
        seconds(lambda: nx.community.louvain_communities(graph, seed=SEED)),
        seconds(lambda: kit.community.PLM(heavy, refine=True).run()),
        seconds(lambda: measures.measure(edges)),
    ]


def main(given: list[str]) -> None:
    """Measure and print a table."""
    start = time.process_time()
    import networkit

    networkit.setNumberOfThreads(1)
    print(f"importing networkit: {time.process_time() - start:.2f} s; seconds of CPU time, one thread")
    print("nodes / edges   betweenness: networkx   NetworKit   estimated   communities: networkx   NetworKit   analyse")
    for one in given:
        print("   ".join(row(one)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["4000", "10000"])
