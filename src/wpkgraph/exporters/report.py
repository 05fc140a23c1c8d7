"""report.json: what the build met and made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from wpkgraph.model import Dataset

FORMAT = "wpkgraph report 1"


class ReportFile:
    """Writes report.json; the totals of triples are counted on the way."""

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
        self._path.write_text(to_json(self._dataset, totals), encoding="utf-8", newline="\n")


def to_json(dataset: Dataset, totals: Mapping[str, int]) -> str:
    """The report as JSON with sorted keys; lists keep their order."""
    report, recipe = dataset.report, dataset.recipe
    data = {
        "format": FORMAT,
        "version": recipe.version,
        "base": dataset.base,
        "ontology": recipe.ontology,
        "options": {"fields": dict(recipe.fields), "max_bytes": recipe.max_bytes, "max_text": recipe.max_text},
        "totals": dict(totals),
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
