"""`wpkgraph query`: a question in, a table out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from typing import Any

import click

from wpkgraph.commands.shared import Fields, described
from wpkgraph.errors import QueryError, QuerySyntaxError


@click.command()
@click.argument("output", metavar="OUTPUT", required=False)
@click.argument("question", metavar="QUESTION", required=False)
@click.option("-p", "--param", "params", multiple=True, type=Fields(), help="A parameter's value: person=Kim.")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "csv", "json")))
@click.option("--timeout", default=60.0, show_default=True, type=click.FloatRange(0.01), help="Seconds, at most.")
@click.option(
    "-l", "--list", "listing", is_flag=True, help="List the queries that come with wpkgraph, and the prefixes."
)
def query(**given: Any) -> None:
    """Ask the graph of OUTPUT: SPARQL text, a .rq file, or the name of a query that comes with wpkgraph.

    The default graph is the union of all graphs. Prefixes need not be declared: neither wpk: org: schema: skos: ... nor
    those of the short names that are printed, person: membership: event: d-org: ...; `wpkgraph query --list` prints
    them all. In SPARQL, a slash in a short name is written with a backslash: d-org:sangwon-cement-complex\\/cement-shop.

    In a query, $name is a parameter: --param name=value fills it in as text, --param 'name=<https://...>' as an IRI,
    also by its short name: 'who=<person:kim-jong-un>'. Queries only read; SERVICE, FROM and updates are refused.

    \b
    Examples:
      wpkgraph query --list
      wpkgraph query out posts --param person=Kim
      wpkgraph query out 'SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name'
      wpkgraph query out my-question.rq --format csv > answer.csv
    """
    sys.exit(run_query(given))


def run_query(given: Mapping[str, Any]) -> int:
    """Ask and print; 0."""
    from wpkgraph.query import question
    from wpkgraph.views.formats import render
    from wpkgraph.worker import run

    if given["listing"]:
        click.echo(_listing(given["output"]))
        return 0
    if given["output"] is None:
        raise click.UsageError("Missing argument 'OUTPUT'.")
    if given["question"] is None:
        raise QueryError("name a query, a .rq file, or write SPARQL; wpkgraph query --list shows the named ones")
    asked = question(given["question"], dict(given["params"]))
    try:
        answer = run(given["output"], asked.sparql, given["timeout"])
    except QuerySyntaxError as error:
        raise asked.placed(error) from error
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(render(answer, given["form"], width), nl=False)
    return 0


def _listing(output: str | None) -> str:
    """The queries that come with wpkgraph, then the prefixes; those of the data with the base of OUTPUT, if given."""
    from wpkgraph.iris import BASE
    from wpkgraph.namespaces import query_prefixes
    from wpkgraph.query import named_queries
    from wpkgraph.store import read_report

    lines = [*described(named_queries().values())]
    base = str(read_report(output)["base"]) if output else BASE
    lines += ["", "Prefixes that need not be declared:"]
    lines += [f"    {name + ':':15} {iri}" for name, iri in sorted(query_prefixes(base).items())]
    return "\n".join(lines)
