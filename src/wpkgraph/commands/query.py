"""`wpkgraph query`: a question in, a table out."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.commands.shared import Fields, described
from wpkgraph.errors import QueryError, QuerySyntaxError

if TYPE_CHECKING:
    from wpkgraph.query import Answer, Question


@click.command()
@click.argument("output", metavar="OUTPUT", required=False)
@click.argument("question", metavar="QUESTION", required=False)
@click.option("-p", "--param", "params", multiple=True, type=Fields(), help="A parameter's value: person=Kim.")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "csv", "json")))
@click.option("--text", "printing", is_flag=True, help="Print the query, complete, for another SPARQL 1.1 service.")
@click.option("--timeout", default=60.0, show_default=True, type=click.FloatRange(0.01), help="Seconds, at most.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint; there is no OUTPUT then.")
@click.option("--base", metavar="IRI", help="With --endpoint: what data IRIs start with there, if not as by default.")
@click.option(
    "-l", "--list", "listing", is_flag=True, help="List the queries that come with wpkgraph, and the prefixes."
)
def query(**given: Any) -> None:
    """Ask the graph of OUTPUT: SPARQL text, a .rq file, or the name of a query that comes with wpkgraph.

    The default graph is the union of all graphs. Prefixes need not be declared: neither wpk: org: schema: skos: ... nor
    those of the short names that are printed, person: membership: event: d-org: ...; `wpkgraph query --list` prints
    them all. In SPARQL, a slash in a short name is written with a backslash: d-org:sangwon-cement-complex\\/cement-shop.

    In a query, $name is a parameter: --param name=value fills it in as text, --param 'name=<https://...>' as an IRI,
    also by its short name: 'who=<person:kim-jong-un>'. A query whose header declares parameters must get them, unless
    they have a default; elsewhere a $name without a value is a variable, as in SPARQL, and a note says so. Queries only
    read; SERVICE, FROM and updates are refused.

    With --endpoint the same questions go to any SPARQL 1.1 server, in plain SPARQL with all prefixes declared. Log in by
    WPKGRAPH_QUERY_TOKEN, or WPKGRAPH_QUERY_USER and WPKGRAPH_QUERY_PASSWORD (WPKGRAPH_QUERY_AUTH=digest for digests).

    --text asks nothing: it prints the query with its parameters filled in and its prefixes declared, ready to paste
    into any other SPARQL 1.1 service. OUTPUT may be left out then; it only says what the IRIs of the data begin with.

    \b
    Examples:
      wpkgraph query --list
      wpkgraph query output/example posts --param person=Kim
      wpkgraph query output/example 'SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name'
      wpkgraph query --text posts --param person=Kim > my-question.rq
      wpkgraph query output/example my-question.rq --format csv > answer.csv
      wpkgraph query --endpoint http://localhost:7878/query posts --param person=Kim
    """
    sys.exit(run_query(given))


def run_query(given: Mapping[str, Any]) -> int:
    """Ask and print; 0."""
    from wpkgraph.views.formats import render

    if given["listing"]:
        click.echo(_listing(given["output"]))
        return 0
    if given["printing"]:
        click.echo(_text(given), nl=False)
        return 0
    answer = _ask_endpoint(given) if given["endpoint"] is not None else _ask_output(given)
    if not answer.rows:
        _note_unknown_terms(given["output"] if given["endpoint"] is not None else given["question"])
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(render(answer, given["form"], width), nl=False)
    return 0


def _ask_output(given: Mapping[str, Any]) -> Answer:
    from wpkgraph.worker import run

    if given["base"] is not None:
        raise click.UsageError("--base goes with --endpoint; OUTPUT knows its own.")
    if given["output"] is None:
        raise click.UsageError("Missing argument 'OUTPUT'.")
    if given["question"] is None and re.search(r"[{\s]", given["output"]):
        raise click.UsageError("The folder comes first: wpkgraph query OUTPUT QUESTION (or --endpoint URL QUESTION).")
    return _answer(given, given["question"], lambda sparql: run(given["output"], sparql, given["timeout"]))


def _ask_endpoint(given: Mapping[str, Any]) -> Answer:
    from wpkgraph.options import BuildOptions
    from wpkgraph.remote import ask_endpoint

    if given["question"] is not None:
        raise click.UsageError("OUTPUT and --endpoint are two places to ask: name one of them, and the question.")
    base = (BuildOptions(base=given["base"]) if given["base"] is not None else BuildOptions()).base
    asked = given["output"]  # the first argument is the question where there is no OUTPUT
    return _answer(given, asked, lambda sparql: ask_endpoint(given["endpoint"], sparql, base, given["timeout"]))


def _answer(given: Mapping[str, Any], asked: str | None, ask: Callable[[str], Answer]) -> Answer:
    from wpkgraph.query import question

    if asked is None:
        raise QueryError("name a query, a .rq file, or write SPARQL; wpkgraph query --list shows the named ones")
    filled = question(asked, dict(given["params"]))
    _note_unfilled(filled)
    try:
        return ask(filled.sparql)
    except QuerySyntaxError as error:
        raise filled.placed(error) from error


def _text(given: Mapping[str, Any]) -> str:
    """The question as text that needs nothing of ours: parameters filled in, the prefixes it uses declared."""
    from wpkgraph.query import question
    from wpkgraph.sparql import declared

    output, asked = (given["output"], given["question"]) if given["question"] else (None, given["output"])
    if asked is None:
        raise QueryError("name a query, a .rq file, or write SPARQL; wpkgraph query --list shows the named ones")
    filled = question(asked, dict(given["params"]), as_text=True)
    _note_unfilled(filled)
    text = declared(filled.sparql, _base(output))
    return text.rstrip("\n") + "\n"


def _note_unfilled(asked: Question) -> None:
    """Say on stderr which `$name` are asked as variables; that is legal SPARQL, but mostly a forgotten --param."""
    for name in asked.unfilled:
        click.echo(f"note: ${name} has no value (--param {name}=...), so it is a variable like ?{name}", err=True)


def _note_unknown_terms(asked: str) -> None:
    """Say on stderr which wpk: names of a SPARQL text that found nothing are no terms of the ontology."""
    import difflib

    from wpkgraph.namespaces import WPK
    from wpkgraph.sparql import tokens
    from wpkgraph.views import display

    known = {iri.removeprefix(WPK) for iri in display.load().words.labels if iri.startswith(WPK)}
    used = {text.removeprefix("wpk:") for kind, text in tokens(asked) if kind == "name" and text.startswith("wpk:")}
    for name in sorted(used - known):
        near = difflib.get_close_matches(name, sorted(known), 1)
        hint = f"; did you mean wpk:{near[0]}?" if near else ""
        click.echo(f"note: nothing was found, and wpk:{name} is no term of the ontology{hint}", err=True)


def _base(output: str | None) -> str:
    """What data IRIs begin with in OUTPUT; without one, the default."""
    from wpkgraph.iris import BASE
    from wpkgraph.store import read_report

    return str(read_report(output)["base"]) if output else BASE


def _listing(output: str | None) -> str:
    """The queries that come with wpkgraph, then the prefixes; those of the data with the base of OUTPUT, if given."""
    from wpkgraph.namespaces import query_prefixes
    from wpkgraph.queryfiles import named_queries

    lines = [*described(named_queries().values())]
    lines += ["", "Prefixes that need not be declared:"]
    lines += [f"    {name + ':':15} {iri}" for name, iri in sorted(query_prefixes(_base(output)).items())]
    return "\n".join(lines)
