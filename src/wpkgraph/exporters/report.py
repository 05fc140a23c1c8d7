"""report.json: what the build met and made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from wpkgraph.model import Dataset

FORMAT = "wpkgraph report 1"
HASHED = ("graph.nq", "graph.ttl")  # what a later change relies on


class ReportFile:
    """Writes report.json; the totals of triples are counted on the way. Must be finished after the files that it hashes."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write and what to say."""
        self._path = folder / "report.json"
        self._dataset = dataset
        self._quads = self._graphs = 0

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Count."""
        self._graphs += 1
        self._quads += len(triples)

    def finish(self) -> None:
        """Write the file."""
        totals = {"graphs": self._graphs, "quads": self._quads}
        hashes = {path.name: sha256(path) for path in map(self._path.with_name, HASHED) if path.is_file()}
        self._path.write_text(to_json(self._dataset, totals, hashes), encoding="utf-8", newline="\n")


def sha256(path: Path) -> str:
    """The hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_json(dataset: Dataset, totals: Mapping[str, int], hashes: Mapping[str, str]) -> str:
    """The report as JSON with sorted keys; lists keep their order."""
    report, recipe = dataset.report, dataset.recipe
    data = {
        "format": FORMAT,
        "version": recipe.version,
        "base": dataset.base,
        "ontology": recipe.ontology,
        "options": {"fields": dict(recipe.fields), "max_bytes": recipe.max_bytes, "max_text": recipe.max_text},
        "totals": dict(totals),
        "files": dict(hashes),
        "inputs": [dict(row) for row in report.inputs],
        "counts": dict(report.counts),
        "rules": dict(report.rules),
        "articles": {iri: dict(rules) for iri, rules in report.articles.items()},
        "variants": [dict(row) for row in report.variants],
        "declined": [dict(row) for row in report.declined],
        "warnings": [dict(row) for row in report.warnings],
        "errors": [dict(row) for row in report.errors],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
