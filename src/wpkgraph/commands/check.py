"""`wpkgraph check`: an output folder in, its problems out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Problems printed at most.")
def check(**given: Any) -> None:
    """Test the graph of OUTPUT: exit code 0 if it holds, 1 if not.

    Tested are the SHACL shapes of the ontology, that every span's quote stands in its text at its offsets, that
    passages fit their texts, that no IRI dangles, that every fact has evidence or a curated source, that every thing
    has one label and one parent, and that there are no blank nodes. Notes are no problems: articles that differ on a
    date, two persons in a post of one, somebody called dead and seen later, a post held after a recall ...

    \b
    Example:
      wpkgraph check out
    """
    sys.exit(run_check(given))


def run_check(given: Mapping[str, Any]) -> int:
    """Check and print; 1 if there are problems."""
    from wpkgraph.check import check

    problems = check(given["output"])
    faults = [problem for problem in problems if not problem.note]
    for problem in problems[: given["limit"]]:
        kind = f"note: {problem.check}" if problem.note else problem.check
        click.echo(f"{kind}: {problem.about}: {problem.message}")
    if len(problems) > given["limit"]:
        click.echo(f"... and {len(problems) - given['limit']} more (--limit)")
    click.echo(f"{given['output']}: {len(faults)} problems, {len(problems) - len(faults)} notes")
    return 1 if faults else 0
