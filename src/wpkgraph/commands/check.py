"""`wpkgraph check`: an output folder in, its problems out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT", required=False)
@click.option("--ontology", is_flag=True, help="Test the ontology that is installed instead; needs no OUTPUT.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Problems printed at most.")
def check(**given: Any) -> None:
    """Test the graph of OUTPUT: exit code 0 if it holds, 1 if not.

    Tested are the SHACL shapes of the ontology, that every span's quote stands in its text at its offsets, that
    passages fit their texts, that no IRI dangles, that every fact has evidence or a curated source, that every thing
    has one label and one parent, and that there are no blank nodes. Notes are no problems: articles that differ on a
    date, two persons in a post of one, somebody called dead and seen later, a post held after a recall ...

    With --ontology, the ontology's own description is tested: its version, licence and citation, that every term has a
    label, a definition and its place, and that nothing in shapes, queries or code uses a term that is not declared.

    \b
    Examples:
      wpkgraph check output/example
      wpkgraph check --ontology
    """
    if given["ontology"]:
        if given["output"] is not None:
            raise click.UsageError("--ontology tests the ontology that is installed and takes no OUTPUT.")
        sys.exit(run_ontology(given["limit"]))
    if given["output"] is None:
        raise click.UsageError("Missing argument 'OUTPUT'.")
    sys.exit(run_check(given))


def run_ontology(limit: int) -> int:
    """Check the ontology and print each check with what it found wrong; 1 if there is anything."""
    from wpkgraph.ontology_check import examine

    outcomes = examine()
    for outcome in outcomes:
        click.echo(f"{'fails' if outcome.faults else 'ok   '} {outcome.name}: {outcome.asks}")
        for fault in outcome.faults[:limit]:
            click.echo(f"        {fault}")
        if len(outcome.faults) > limit:
            click.echo(f"        ... and {len(outcome.faults) - limit} more (--limit)")
    held = sum(1 for outcome in outcomes if not outcome.faults)
    click.echo(f"ontology: {held} of {len(outcomes)} checks hold")
    return 0 if held == len(outcomes) else 1


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
