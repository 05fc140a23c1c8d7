"""The only maker of RDF terms: resolved articles, files and knowledge become lines of N-Triples, graph by graph."""

from wpkgraph.triples.articles import article_graph
from wpkgraph.triples.files import file_graph
from wpkgraph.triples.matches import unmet
from wpkgraph.triples.whole import curated_graph, derived_graph, links_graph

__all__ = ["article_graph", "curated_graph", "derived_graph", "file_graph", "links_graph", "unmet"]
