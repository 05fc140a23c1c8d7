"""Answers as text: a table for people, CSV and JSON (SPARQL 1.1 result formats) for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from wpkgraph.lines import Term
from wpkgraph.namespaces import shorten
from wpkgraph.query import Answer

FORMATS = ("table", "csv", "json")


def to_csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV: plain values, CR LF line ends, empty where nothing is bound."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([["" if cell is None else cell.value for cell in row] for row in answer.rows])
    return out.getvalue()


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON; triples (CONSTRUCT, DESCRIBE) are rows of three."""
    if answer.form == "ask":
        cell = answer.rows[0][0]
        return json.dumps({"head": {}, "boolean": cell is not None and cell.value == "true"}) + "\n"
    rows = [
        {name: _cell(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    data = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_table(answer: Answer, width: int | None = None) -> str:
    """A table with short names for IRIs and a count of rows; `width` in columns, None: as wide as need be."""
    rows = [[_short(cell, answer.base) for cell in row] for row in answer.rows]
    count = len(rows)
    return table(answer.columns, rows, width) + f"({count} row{'' if count == 1 else 's'})\n"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None, numbers: int = 0) -> str:
    """Cells as a table; `numbers` is how many columns at the right hold numbers, which are set flush right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, name in enumerate(columns):
        flush = place >= len(columns) - numbers
        made.add_column(name, overflow="fold", justify="right" if flush else "left")
    for row in rows:
        made.add_row(*map(Text, row))
    out = io.StringIO()
    console = Console(file=out, width=width or 10_000, color_system=None, legacy_windows=False, _environ={})
    console.print(made)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def render(answer: Answer, form: str, width: int | None = None) -> str:
    """The answer in one of FORMATS."""
    return to_csv(answer) if form == "csv" else to_json(answer) if form == "json" else to_table(answer, width)


def _cell(term: Term) -> dict[str, str]:
    out = {"type": "uri" if term.kind == "iri" else term.kind, "value": term.value}
    if term.language:
        out["xml:lang"] = term.language
    elif term.datatype:
        out["datatype"] = term.datatype
    return out


def _short(term: Term | None, base: str) -> str:
    if term is None:
        return ""
    text = shorten(term.value, base) if term.kind == "iri" else term.value
    # A control character in a document must not reach the terminal.
    return "".join(c if c.isprintable() else " " for c in text)
