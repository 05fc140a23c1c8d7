"""`wpkgraph analyse`: an output folder in, its analytics/ out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("-p", "--projection", "names", multiple=True, metavar="NAME", help="Only this one [default: all].")
@click.option("--timeout", default=300.0, show_default=True, type=click.FloatRange(0.01), help="Seconds of each query.")
def analyse(**given: Any) -> None:
    """Measure the projections of OUTPUT and write OUTPUT/analytics: who is central, and who is linked with whom.

    For each projection (`wpkgraph project --list`): NAME.csv with degree, strength, betweenness and community of each
    node, NAME-by-year.csv with those of the edges attested for each year, both as NAME.ttl; summary.csv has the sizes.
    Each file names the command, the version, the methods and the hash of graph.ttl. graph.ttl itself stays as it is.
    The next build of OUTPUT removes them with the graph that they were made of.

    \b
    Examples:
      wpkgraph analyse output/example
      wpkgraph analyse output/example --projection person-event --projection co-attendance
    """
    sys.exit(run_analyse(given))


def run_analyse(given: Mapping[str, Any]) -> int:
    """Measure, write, and print the sizes; 0."""
    from wpkgraph.networks import analytics

    for one in analytics.write(given["output"], given["names"], given["timeout"]):
        whole = one.whole
        years = f", years {one.years[0][0]}-{one.years[-1][0]}" if one.years else ""
        size = f"{len(whole.nodes)} nodes, {whole.links} links, {len(whole.communities())} communities{years}"
        click.echo(f"{given['output']}/analytics/{one.name}: {size}")
    return 0
