"""Where the data files that come with wpkgraph are."""

from __future__ import annotations

from pathlib import Path

from wpkgraph.errors import KnowledgeError


def ontology() -> Path:
    """The ontology folder: beside the package in an installed wheel, at the top level in a checkout.

    It stands apart from the package `knowledge` so that a query need not load all that the extractors know.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "ontology", here.parents[1] / "ontology"):
        if candidate.is_dir():
            return candidate
    raise KnowledgeError("ontology", None, "the folder is missing; reinstall the package")
