"""A dataset taken apart into what each of its documents gave.

`assemble(disassemble(dataset))` is the dataset again. So a dataset from which a part is taken, or to which one is added,
is what a build of the changed documents gives, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wpkgraph.errors import OutputError
from wpkgraph.iris import Minter
from wpkgraph.lines import value
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, WPK
from wpkgraph.parts import Found, Part, Parts, Row

_PART_OF = f"<{DCTERMS}isPartOf>"


def disassemble(dataset: Dataset) -> Parts:
    """The parts that a dataset was made of. Raises OutputError if its graphs, texts and report do not fit together."""
    try:
        return _Taken(dataset).parts()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutputError(f"the files of the output do not fit together ({error}); build it again") from error


class _Taken:
    """A dataset being taken apart."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.report = dataset, dataset.report
        self.minter = Minter(dataset.base)
        self.variants = {(row["article"], _key(row)): row for row in self.report.variants}
        self.found = {iri: Found(self._graph(iri), rules) for iri, rules in self.report.articles.items()}
        self.texts = {iri: self._text(found.lines, iri) for iri, found in self.found.items()}
        self.declined = _grouped(self.report.declined)
        self.warnings = _grouped(row for row in self.report.warnings if "article" in row)

    def parts(self) -> Parts:
        parts = [self._part(dict(row)) for row in self.report.inputs if "decisions" not in row]
        decided = {
            row["path"] for row in self.report.inputs if "decisions" in row
        }  # what is warned of them is told anew
        graphs = {f"{part.iri}/graph" for part in parts} | {f"{iri}/graph" for part in parts for iri in part.articles}
        whole = {self.minter.graph(name) for name in ("curated", "derived", "links")}
        if odd := sorted(graphs ^ (self.dataset.graphs.keys() - whole)):
            raise ValueError(f"graph {odd[0]}")
        return Parts(
            parts,
            [dict(row) for row in self.report.warnings if "article" not in row and row.get("file") not in decided],
            [dict(row) for row in self.report.errors],
        )

    def _part(self, row: Row) -> Part:
        path, record = str(row["path"]), row.get("record")
        part = Part(path, None if record is None else str(record), "", (), row)
        part.iri = self.minter.file(part.path, part.record)
        part.lines = self._graph(part.iri)
        triples = [line.split(" ", 2) for line in part.lines]
        for iri in sorted({subject[1:-1] for subject, predicate, _ in triples if predicate == _PART_OF}):
            part.articles[iri] = self._as_given(iri, part.key)
            sha256, text = self.texts[iri]
            part.texts[sha256] = text
        part.declined = self.declined.get(part.key, [])
        part.warnings = self.warnings.get(part.key, [])
        return part

    def _graph(self, iri: str) -> tuple[str, ...]:
        return self.dataset.graphs[f"{iri}/graph"]

    def _as_given(self, iri: str, key: tuple[str, str]) -> Found:
        """The article as one document gives it."""
        best, row = self.found[iri], self.variants.get((iri, key))
        if row is None:
            return best
        lacks, adds, rules = (row[name] for name in ("lacks", "adds", "rules"))
        return Found(tuple(sorted((set(best.lines) - set(lacks)) | set(adds))), rules)  # type: ignore[call-overload,arg-type]

    def _text(self, lines: Sequence[str], iri: str) -> tuple[str, str]:
        """Hash and text of an article."""
        opening = f"<{iri}> <{WPK}sha256> "
        sha256 = value(next(line for line in lines if line.startswith(opening)).removeprefix(opening))
        text = self.dataset.texts[sha256]
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise ValueError(f"text {sha256}")
        return sha256, text


def _key(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row["path"]), str(row.get("record") or "")


def _grouped(rows: Iterable[Mapping[str, object]]) -> dict[tuple[str, str], list[Row]]:
    out: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        out[_key(row)].append(dict(row))
    return out
