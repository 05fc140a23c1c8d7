"""`wpkgraph stats`: an output folder in, counts out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "json")))
def stats(**given: Any) -> None:
    """Count what is in OUTPUT: by class, by rule, by status, by source, and the cases that were declined.

    \b
    Examples:
      wpkgraph stats output/example
      wpkgraph stats output/example --format json
    """
    sys.exit(run_stats(given))


def run_stats(given: Mapping[str, Any]) -> int:
    """Count and print; 0."""
    from wpkgraph.stats import stats

    tables = stats(given["output"])
    if given["form"] == "json":
        click.echo(json.dumps({name: dict(rows) for name, rows in tables.items()}, ensure_ascii=False, indent=1))
        return 0
    for name, rows in tables.items():
        if rows:
            click.echo(f"{name}\n" + "\n".join(f"{count:>9}  {row}" for row, count in rows))
    return 0
