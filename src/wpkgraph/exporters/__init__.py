"""Exporters: the table of them, and the one pass that feeds them all."""

from __future__ import annotations

from pathlib import Path

from wpkgraph.exporters.base import Before, Exporter
from wpkgraph.model import Dataset

__all__ = ["Before", "Exporter", "table", "write_files"]


def table(before: Before | None = None) -> tuple[Exporter, ...]:
    """Fresh exporters, in the order in which they are finished: the store is loaded from graph.nq, or is a changed copy."""
    from wpkgraph.explorer.build import WANTED
    from wpkgraph.exporters.explorer import Explorer
    from wpkgraph.exporters.html import Html
    from wpkgraph.exporters.metadata import Metadata
    from wpkgraph.exporters.network import Network
    from wpkgraph.exporters.oxigraph import Oxigraph
    from wpkgraph.exporters.quads import Quads
    from wpkgraph.exporters.report import ReportFile
    from wpkgraph.exporters.texts import Texts
    from wpkgraph.exporters.turtle import Turtle
    from wpkgraph.exporters.union import Union

    union, network = Union(), Network(WANTED)
    own = (
        Texts(),
        Quads(),
        Turtle(union, before),
        Html(network),
        Explorer(network),
        Metadata(union, network),
        ReportFile(),
        Oxigraph(union, before),
    )
    return (union, network, *own)


def write_files(dataset: Dataset, folder: Path, before: Before | None = None) -> None:
    """Every output file into `folder`, which exists and is empty. `outputs.write` makes that safe for users."""
    exporters = table(before)
    for exporter in exporters:
        exporter.start(folder, dataset)
    for iri, triples in dataset.graphs.items():
        for exporter in exporters:
            exporter.graph(iri, triples)
    for exporter in exporters:
        exporter.finish()
