"""The command line. The only place that prints, exits, or turns errors into messages."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Any

import click

from wpkgraph import __version__
from wpkgraph.errors import WpkgraphError


class Terminated(BaseException):
    """SIGTERM, raised like Ctrl-C so that everything half-written is taken back."""


class Fields(click.ParamType[tuple[str, str]]):
    """NAME=VALUE."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """(name, value); a usage error if there is no "="."""
        name, equals, text = str(value).partition("=")
        if not equals or not name:
            self.fail(f"{value!r} must be written as name=value", param, ctx)
        return name, text


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="wpkgraph")
def main() -> None:
    """Turn what the Workers' Party of Korea publishes into linked data, with the exact characters behind every fact.

    \b
    wpkgraph build PATH... -o OUTPUT    documents -> graph (Turtle, N-Quads, store, HTML, GraphML, GEXF)
    wpkgraph query OUTPUT QUESTION      ask it with SPARQL, or with a query that comes with wpkgraph
    wpkgraph explain OUTPUT NAME        what it says of a person, body, event ..., and the sentences that say so
    wpkgraph check OUTPUT               test the graph against the contract and the texts
    wpkgraph stats OUTPUT               count what is in it

    Each command's --help has examples. Exit codes: 0 done, 1 check found problems, 2 bad input or usage,
    130 interrupted.
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Output folder; replaced whole, or not at all.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--base", metavar="IRI", help="What all data IRIs start with [default: https://w3id.org/wpkgraph/id/].")
@click.option("--field", "fields", multiple=True, type=Fields(), help="A record's field under another name: text=body.")
@click.option("--max-bytes", type=click.IntRange(1), help="Largest input file in bytes [default: 64 MiB].")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print warnings too.")
def build(**given: Any) -> None:
    """Read documents and write their graph to a folder.

    PATH is a file, a folder (read recursively), a glob, or - for standard input. Read are .txt .md .html .pdf .docx,
    and collections with one document per record, .jsonl .csv (fields: id title date url publisher text).

    A file that can't be read is named and left out; the others go on and the exit code is 2. If nothing can be read,
    or the build is interrupted, the old output stays as it was.

    \b
    Examples:
      wpkgraph build examples/corpus -o output/example
      wpkgraph build speeches/ 'kcna/*.html' -o out --jobs 4
      wpkgraph build scraped.jsonl -o out --field text=body --field date=published
      cat report.txt | wpkgraph build - -o out
    """
    from wpkgraph.commands import run_build

    sys.exit(run_build(given))


@main.command()
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
    from wpkgraph.commands import run_query

    sys.exit(run_query(given))


@main.command()
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
      wpkgraph explain out 'Ro Chan Gyu'
      wpkgraph explain out person:ro-chan-gyu --limit 5
      wpkgraph explain out https://w3id.org/wpkgraph/id/org/wpk
    """
    from wpkgraph.commands import run_explain

    sys.exit(run_explain(given))


@main.command()
@click.argument("output", metavar="OUTPUT")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Problems printed at most.")
def check(**given: Any) -> None:
    """Test the graph of OUTPUT: exit code 0 if it holds, 1 if not.

    Tested are the SHACL shapes of the ontology, that every span's quote stands in its text at its offsets, that
    passages fit their texts, that no IRI dangles, that every fact has evidence or a curated source, that every thing
    has one label and one parent, and that there are no blank nodes. Notes (articles that differ on a date) are no
    problems.

    \b
    Example:
      wpkgraph check out
    """
    from wpkgraph.commands import run_check

    sys.exit(run_check(given))


@main.command()
@click.argument("output", metavar="OUTPUT")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "json")))
def stats(**given: Any) -> None:
    """Count what is in OUTPUT: by class, by rule, by status, by source, and the cases that were declined.

    \b
    Examples:
      wpkgraph stats out
      wpkgraph stats out --format json
    """
    from wpkgraph.commands import run_stats

    sys.exit(run_stats(given))


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code: errors that a user can mend are printed, not traced."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        main.main(arguments, prog_name="wpkgraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WpkgraphError as error:
        click.echo(f"wpkgraph: {error}", err=True)
        return 2
    except (KeyboardInterrupt, click.Abort, Terminated) as error:
        click.echo("wpkgraph: interrupted; nothing was changed", err=True)
        return 143 if isinstance(error, Terminated) else 130
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _closed_pipe() -> int:
    """The reader of our output is gone (`| head`): end quietly, and keep the interpreter from writing to it again."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
