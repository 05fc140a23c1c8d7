"""analytics/: the measures of projections as CSV and Turtle, each file with the command that makes it again.

They stand beside graph.ttl and never in it: they are computed, no text states them. Nothing in them depends on the day,
the machine or where the folder lies; OUTPUT stands for the folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from wpkgraph import __version__
from wpkgraph.errors import OutputError
from wpkgraph.exporters.report import sha256
from wpkgraph.exporters.turtle import serialise
from wpkgraph.lines import LABEL, TYPE, Index, literal
from wpkgraph.namespaces import SCHEMA, WPK, XSD
from wpkgraph.networks import forms
from wpkgraph.networks.measures import Measured, measure
from wpkgraph.networks.projections import TIMEOUT, Projection, project, projections

COLUMNS = ("node", "label", "class", "degree", "strength", "betweenness", "community")
SUMMARY = ("projection", "year", "nodes", "links", "parts", "communities", "largest_community")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A projection measured: as a whole, and for each year the edges that are attested for it.

    labels   node -> (label, class)
    undated  edges without a year, which count in the whole only
    graph    the SHA-256 of the graph.ttl that it was made of
    """

    projection: Projection
    whole: Measured
    years: tuple[tuple[str, Measured], ...]
    labels: dict[str, tuple[str, str]]
    undated: int
    graph: str

    @property
    def name(self) -> str:
        """The projection's name."""
        return self.projection.query.name

    @property
    def command(self) -> str:
        """What makes it again."""
        return f"wpkgraph analyse OUTPUT --projection {self.name}"


def analyse(folder: str | Path, name: str, timeout: float = TIMEOUT) -> Analysis:
    """A projection of an output folder, measured; `timeout` seconds for its query. Raises QueryError and OutputError."""
    graph = Path(folder) / "graph.ttl"
    if not graph.is_file():
        raise OutputError(f"{graph}: is missing; build the folder again")
    projection = project(folder, name, timeout=timeout)
    network = forms.network(projection)
    edges = [(a, b, int(data["weight"]), str(data["years"])) for a, b, data in network.edges(data=True)]
    years = sorted({year for *_, said in edges for year in said.split("; ") if year})
    return Analysis(
        projection,
        measure(edge[:3] for edge in edges),
        tuple((year, measure(e[:3] for e in edges if year in e[3].split("; "))) for year in years),
        {node: (str(data["label"]), str(data["class"])) for node, data in network.nodes(data=True)},
        sum(not said for *_, said in edges),
        sha256(graph),
    )


def write(folder: str | Path, names: Sequence[str] = (), timeout: float = TIMEOUT) -> list[Analysis]:
    """Measure projections (all, if none is named) and put their files into analytics/ of an output folder.

    What was in analytics/ is replaced as a whole. Raises QueryError and OutputError.
    """
    from wpkgraph.outputs import part, require_output

    path = require_output(folder)
    with part(path, "analytics") as fresh:
        found = [analyse(path, name, timeout) for name in sorted(set(names or projections()))]
        for one in found:
            for file, data in files(one):
                (fresh / file).write_bytes(data)
        (fresh / "summary.csv").write_bytes(_csv(_head(found), SUMMARY, _summary(found)))
    return found


def files(one: Analysis) -> Iterator[tuple[str, bytes]]:
    """(name, contents) of an analysis's own files: the whole and the years as CSV, both as Turtle."""
    yield f"{one.name}.csv", _csv(_head([one]), COLUMNS, _rows(one, one.whole))
    yearly = ([year, *row] for year, measured in one.years for row in _rows(one, measured))
    yield f"{one.name}-by-year.csv", _csv(_head([one]), ("year", *COLUMNS), yearly)
    yield f"{one.name}.ttl", serialise(sorted({f"<{s}> <{p}> {o}" for s, p, o in _triples(one)}), one.projection.base)


def _rows(one: Analysis, measured: Measured) -> Iterator[list[object]]:
    """The most central nodes first."""
    for m in sorted(measured.nodes, key=lambda m: (-m.degree, -m.strength, -m.betweenness, one.labels[m.node], m.node)):
        yield [m.node, *one.labels[m.node], m.degree, m.strength, Decimal(f"{m.betweenness:.6f}"), m.community]


def _summary(found: Sequence[Analysis]) -> Iterator[list[object]]:
    for one in found:
        for year, m in (("all", one.whole), *one.years):
            sizes = m.communities()
            yield [one.name, year, len(m.nodes), m.links, m.parts, len(sizes), max(sizes, default=0)]


def _head(found: Sequence[Analysis]) -> list[str]:
    """What stands above a table: how to make it again, of what, and by which methods."""
    methods = sorted({method for one in found for m in (one.whole, *(m for _, m in one.years)) for method in m.methods})
    named = "".join(f" --projection {one.name}" for one in found)
    lines = [f"command: wpkgraph analyse OUTPUT{named}", f"version: wpkgraph {__version__}"]
    lines += sorted({f"graph.ttl: sha256 {one.graph}" for one in found})
    for one in found:
        lines += [
            f"{one.name}: {one.projection.query.title}; {one.undated} edges without a year count in the whole only"
        ]
    return [*lines, "degree: other nodes linked with; strength: sum of the edges' weights", *methods]


def _csv(head: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Lines that begin with "# ", then CSV (RFC 4180) with every text in quotes, so that no row can look like a line above."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    out.write("".join(f"# {line}\r\n" for line in head))
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _triples(one: Analysis) -> Iterator[tuple[str, str, str]]:
    """The analysis, its communities, and a measurement for each node, as a whole and for each year."""
    base, title = one.projection.base, one.projection.query.title
    name = f"{base}analysis/{one.name}"
    yield from _node(name, "Analysis", f"Analysis of {one.name}: {title}")
    yield name, f"{WPK}command", literal(one.command)
    yield name, f"{SCHEMA}softwareVersion", literal(__version__)
    yield name, f"{WPK}sha256", literal(one.graph)
    for _, measured in (("", one.whole), *one.years):
        for method in measured.methods:
            yield name, f"{WPK}method", literal(method)
    for year, measured in (("", one.whole), *one.years):
        yield from _measured(one, name, year, measured)
    index = Index([TYPE])
    index.add(one.projection.triples)
    for node, (label, _) in one.labels.items():
        yield node, LABEL, literal(label)
        for cls in index.values(node, TYPE):
            yield node, TYPE, f"<{cls}>"


def _measured(one: Analysis, name: str, year: str, measured: Measured) -> Iterator[tuple[str, str, str]]:
    when = f"{name}/{year}" if year else name
    said = f"{one.name} {year}" if year else one.name
    for number, size in enumerate(measured.communities(), 1):
        group = f"{when}/community/{number}"
        yield from _node(group, "Community", f"Community {number} of {said}")
        yield group, f"{WPK}inAnalysis", f"<{name}>"
        yield group, f"{WPK}memberCount", _number(size)
    for m in measured.nodes:
        row = f"{when}/node/{hashlib.sha256(m.node.encode()).hexdigest()[:16]}"
        yield from _node(row, "Measurement", f"{one.labels[m.node][0]} in {said}")
        yield row, f"{WPK}inAnalysis", f"<{name}>"
        yield row, f"{WPK}measures", f"<{m.node}>"
        yield row, f"{WPK}inCommunity", f"<{when}/community/{m.community}>"
        yield row, f"{WPK}degree", _number(m.degree)
        yield row, f"{WPK}strength", _number(m.strength)
        yield row, f"{WPK}betweenness", literal(_decimal(m.betweenness), f"{XSD}decimal")
        if year:
            yield row, f"{WPK}year", literal(year, f"{XSD}gYear")


def _node(iri: str, cls: str, label: str) -> Iterator[tuple[str, str, str]]:
    yield iri, TYPE, f"<{WPK}{cls}>"
    yield iri, LABEL, literal(label)


def _number(value: int) -> str:
    return literal(str(value), f"{XSD}integer")


def _decimal(value: float) -> str:
    """As XSD writes a decimal: with a digit behind the point and no zeros at its end."""
    text = f"{value:.6f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
