"""`wpkgraph explain`: a thing in, the facts about it and the sentences that state them out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("name", metavar="NAME")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Facts shown at most.")
@click.option("--color/--no-color", default=None, help="Highlight the evidence [default: on a terminal].")
def explain(**given: Any) -> None:
    """Show what the graph says of one thing, and the sentences that say so.

    NAME is an IRI, a short name (person:...), or a label, in any case. For each fact: every article that states it, the
    rule that read it, whether the text states it with the names, and the sentence; >>>...<<< marks the evidence. If
    several things bear the name, they are listed.

    \b
    Examples:
      wpkgraph explain output/example 'Jo Yong Won'
      wpkgraph explain output/example person:kim-jong-un --limit 5
      wpkgraph explain output/example https://w3id.org/wpkgraph/id/org/wpk
    """
    sys.exit(run_explain(given))


def run_explain(given: Mapping[str, Any]) -> int:
    """Explain and print; 0."""
    from wpkgraph.explain import Explainer
    from wpkgraph.views.facts import render, render_candidates

    explainer = Explainer(given["output"])
    found = explainer.find(given["name"])
    if len(found) > 1:
        click.echo(render_candidates(given["name"], [explainer.describe(iri) for iri in found]), nl=False)
        return 0
    color = sys.stdout.isatty() if given["color"] is None else given["color"]
    click.echo(render(explainer.explain(found[0]), color=color, limit=given["limit"]), nl=False, color=color)
    return 0
