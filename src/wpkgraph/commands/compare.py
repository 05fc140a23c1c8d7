"""`wpkgraph compare`: two articles in, what differs in words and in facts out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("left", metavar="A", required=False)
@click.argument("right", metavar="B", required=False)
@click.option("-o", "--html", "page", metavar="FILE", help="Write the comparison as one page for a browser.")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "csv", "json")))
@click.option("-l", "--list", "listing", is_flag=True, help="List the articles that are one text, or versions of one.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0), help="Passages printed in a table.")
def compare(**given: Any) -> None:
    """Show what two articles of OUTPUT have in common and where they differ, in words and in facts.

    A and B are articles: a file name (the id of a record), fileName#2 for the second article of a file, a title, an IRI
    or a short name (article:...). Passages are found beside one another, also in two translations of one text; in near
    ones the words that only one has are marked, [-so-] in A and {+so+} in B. Facts are the people, posts, events,
    figures, bodies, places and ideas that the graph has of each article.

    --list shows which articles of OUTPUT are one text in another make-up (alternates), another version of a text
    (variants, revisions), or texts of one speech.

    \b
    Examples:
      wpkgraph compare output/example --list
      wpkgraph compare output/example concluding-speech-other-rendering.txt 'embassy-bulletin.txt#2'
      wpkgraph compare output/example address-2013.txt opening-speech-booklet.txt -o diff.html
      wpkgraph compare output/example textile-mill academy-inspection --format json > diff.json
    """
    sys.exit(run_compare(given))


def run_compare(given: Mapping[str, Any]) -> int:
    """Compare and print, or write a page; 0."""
    from wpkgraph.articles import Articles
    from wpkgraph.compare import compare
    from wpkgraph.views import compared

    if given["listing"]:
        if given["left"] is not None:
            raise click.UsageError("--list takes no articles")
        click.echo(_listing(given["output"], given["form"]), nl=False)
        return 0
    if given["right"] is None:
        raise click.UsageError(f"Missing argument '{'A' if given['left'] is None else 'B'}' (or give --list).")
    articles = Articles(given["output"])
    found = compare(articles, given["left"], given["right"])
    if given["page"]:
        from wpkgraph.views.comparepage import write

        write(found, Path(given["page"]))
        click.echo(f"{given['page']}: closeness {found.closeness:.2f}; {'; '.join(compared.related(found))}")
        return 0
    made = {
        "table": lambda: compared.to_table(found, given["limit"]),
        "json": lambda: compared.to_json(found, articles.base),
        "csv": lambda: compared.to_csv(found, articles.base),
    }
    click.echo(made[given["form"]](), nl=False)
    return 0


def _listing(output: str, form: str) -> str:
    from wpkgraph.articles import Articles
    from wpkgraph.views import compared

    made = {"table": compared.groups_table, "json": compared.groups_json, "csv": compared.groups_csv}
    return made[form](Articles(output).groups())
