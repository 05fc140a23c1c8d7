"""`wpkgraph project`: an output folder and the name of a projection in, a network out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from wpkgraph.commands.shared import Fields, described
from wpkgraph.errors import OutputError, QueryError


@click.command()
@click.argument("output", metavar="OUTPUT", required=False)
@click.argument("name", metavar="NAME", required=False)
@click.option("-o", "--out", metavar="FILE", help="FILE.ttl, .graphml, .gexf or .csv [default: Turtle to the screen].")
@click.option("-p", "--param", "params", multiple=True, type=Fields(), help="A parameter's value: person=Kim.")
@click.option("--timeout", default=300.0, show_default=True, type=click.FloatRange(0.01), help="Seconds, at most.")
@click.option("-l", "--list", "listing", is_flag=True, help="List the projections and their parameters.")
def project(**given: Any) -> None:
    """Make a network of one kind out of the graph of OUTPUT, by a named SPARQL CONSTRUCT (ontology/projections).

    A fact that is a node in the graph (a membership, a participation) is a labelled edge in the projection, under its
    own IRI. .graphml, .gexf and .csv hold the same nodes and edges as the triples.

    \b
    Examples:
      wpkgraph project --list
      wpkgraph project output/example person-event -o person-event.graphml
      wpkgraph project output/example co-attendance --param event=Conference -o together.csv
    """
    sys.exit(run_project(given))


def run_project(given: Mapping[str, Any]) -> int:
    """Project and write, or list; 0."""
    from wpkgraph.networks import forms
    from wpkgraph.networks import projections as projected
    from wpkgraph.onefile import write_bytes
    from wpkgraph.outputs import refuse_inside, require_output

    if given["listing"]:
        click.echo("\n".join(described(projected.projections().values())))
        return 0
    if given["output"] is None:
        raise click.UsageError("Missing argument 'OUTPUT'.")
    require_output(given["output"])
    if given["name"] is None:
        raise QueryError(f"name a projection: {', '.join(projected.projections())} (see: wpkgraph project --list)")
    path = Path(given["out"]) if given["out"] else None
    if path and path.suffix.lower() not in forms.FORMS:
        raise OutputError(f"{path}: a projection ends in {', '.join(forms.FORMS)}")
    if path:
        refuse_inside(path)
    made = projected.project(given["output"], given["name"], dict(given["params"]), given["timeout"])
    if path is None:
        click.echo(forms.turtle(made).decode(), nl=False)
        return 0
    write_bytes(path, forms.FORMS[path.suffix.lower()](made))
    graph = forms.network(made)
    sizes = ((graph.number_of_nodes(), "node"), (graph.number_of_edges(), "edge"))
    click.echo(f"{path}: " + ", ".join(f"{n} {word}" + ("" if n == 1 else "s") for n, word in sizes))
    return 0
