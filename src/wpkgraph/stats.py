"""What is in an output folder, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wpkgraph.lines import TYPE, Index
from wpkgraph.namespaces import WPK, shorten
from wpkgraph.store import read_graphs, read_report
from wpkgraph.views import display

Table = tuple[tuple[str, int], ...]


def stats(folder: str | Path) -> dict[str, Table]:
    """Tables of (name, number), largest number first: totals, classes, rules, sources, declined, statuses.

    classes   things by narrowest class; spans, passages and readings included
    rules     readings by the rule that made them
    sources   readings by source file (a text that stands in two files counts for both)
    declined  cases that were seen and not decided, by rule and reason
    Raises OutputError.
    """
    report = read_report(folder)
    graphs = read_graphs(folder)
    names = ("readingOf", "rule", "status", "inArticle", "foundAt", "inFile", "fileName")
    index = Index([TYPE, *(f"{WPK}{name}" for name in names)])
    for triples in graphs.values():
        index.add(triples)
    look = display.load()
    classes = Counter(look.narrowest(index.values(node, TYPE)) for node in index.subjects(TYPE))
    union = {line for triples in graphs.values() for line in triples}
    totals = {"graphs": len(graphs), "quads": sum(map(len, graphs.values())), "triples": len(union)}
    return {
        "totals": tuple(totals.items()),
        "classes": _table({shorten(cls, "") if cls else "(none)": n for cls, n in classes.items()}),
        "rules": _table(Counter(rule for _, rule in index.pairs(f"{WPK}rule"))),
        "statuses": _table(Counter(look.label(status) for _, status in index.pairs(f"{WPK}status"))),
        "sources": _table(_sources(index)),
        "declined": _table(Counter(_case(row) for row in _rows(report, "declined"))),
        "warnings": _table(Counter(str(row.get("file", "")) for row in _rows(report, "warnings"))),
    }


def _sources(index: Index) -> Counter[str]:
    files: dict[str, list[str]] = {}
    for article, passage in index.pairs(f"{WPK}foundAt"):
        for file in index.values(passage, f"{WPK}inFile"):
            files.setdefault(article, []).append(index.one(file, f"{WPK}fileName") or shorten(file, ""))
    counts: Counter[str] = Counter({name: 0 for names in files.values() for name in names})
    for reading in index.subjects(f"{WPK}readingOf"):
        for article in index.values(reading, f"{WPK}inArticle"):
            counts.update(files.get(article, []))
    return counts


def _case(row: Mapping[str, Any]) -> str:
    return f"{row.get('rule', '?')}: {row.get('reason', '?')}"


def _rows(report: Mapping[str, object], name: str) -> list[Mapping[str, Any]]:
    rows = report.get(name)
    return rows if isinstance(rows, list) else []


def _table(counts: Mapping[str, int]) -> Table:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
