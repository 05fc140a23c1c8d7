"""`wpkgraph push`: an output folder's graphs into a SPARQL server of others."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from wpkgraph.commands.shared import progress

_NAMED = 20  # graphs that differ and are named one by one


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("url", metavar="URL")
@click.option(
    "--sparql", "endpoint", default="", metavar="URL", help="The server's SPARQL endpoint, to count what it has."
)
@click.option("--default-graph", is_flag=True, help="Fill the server's default graph with the union of all graphs.")
@click.option("--union-graph", metavar="IRI", help="Fill a graph of this name with the union of all graphs.")
@click.option("--no-union", is_flag=True, help="Delete a union that was pushed before; else it is kept up to date.")
@click.option(
    "--journal", type=click.Path(path_type=Path), help="Where to note what was sent [default: beside OUTPUT]."
)
@click.option("--all", "everything", is_flag=True, help="Send everything again.")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="List what would be sent and deleted.")
@click.option("--timeout", default=300.0, show_default=True, type=click.FloatRange(0.01), help="Seconds for an answer.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def push(**given: Any) -> None:
    """Load the named graphs of OUTPUT into another SPARQL server; URL is the address of its Graph Store.

    Each graph replaces the one of its name (SPARQL 1.1 Graph Store HTTP Protocol). Sent are only graphs that have changed
    since the last push to URL; those that OUTPUT no longer has are deleted. What was sent stands in a journal beside
    OUTPUT, so a push that was ended goes on where it was. With --sparql the server is asked what it holds, before and after;
    if it holds something else in the end, the exit code is 1.

    Log in by environment variables: WPKGRAPH_PUSH_TOKEN, or WPKGRAPH_PUSH_USER and WPKGRAPH_PUSH_PASSWORD, with
    WPKGRAPH_PUSH_AUTH=digest for a server that wants digests. They are never printed, and sent to the host of URL only.

    \b
    Examples:
      wpkgraph push output/example http://localhost:7878/store --sparql http://localhost:7878/query
      wpkgraph push output/example http://localhost:7878/store --default-graph
      wpkgraph push output/example http://localhost:3030/ds/data --dry-run
    """
    sys.exit(run_push(given))


def run_push(given: Mapping[str, Any]) -> int:
    """Push and print; 1 if the server holds something else in the end."""
    from wpkgraph.push.client import Target
    from wpkgraph.push.run import Order, push
    from wpkgraph.push.told import listing, notes, summary

    target = Target(given["url"], given["endpoint"], given["timeout"])
    order = Order(Path(given["output"]), target, given["journal"], _unions(given), given["everything"], given["dry"])
    with progress(shown=not given["quiet"], what="pushing") as told:
        result = push(order, told)
    for line in (*listing(result) * given["dry"], *(summary(order, result),) * (not given["quiet"])):
        click.echo(line)
    for line in notes(result, _NAMED):
        click.echo(f"wpkgraph: {line}", err=True)
    return 1 if result.different else 0


def _unions(given: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The graphs that shall hold the union; None if the command line says nothing about it."""
    named = given["union_graph"]
    if named == "" or (given["no_union"] and (given["default_graph"] or named)):
        raise click.UsageError("--union-graph takes an IRI; --no-union goes without it, and without --default-graph.")
    unions = ("",) * given["default_graph"] + ((named,) if named else ())
    return unions if unions or given["no_union"] else None
