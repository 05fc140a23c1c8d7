"""`wpkgraph view`: an output folder and names in, a page that draws what surrounds them out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from wpkgraph.errors import OutputError


def _words(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Words that may be parted by commas, and given several times."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("--about", multiple=True, metavar="NAME", help="An IRI, short name or label; may be repeated.")
@click.option("--depth", default=2, show_default=True, type=click.IntRange(0, 20), help="Links away from it, at most.")
@click.option("--types", multiple=True, callback=_words, metavar="A,B", help="Only these kinds or classes of nodes.")
@click.option("--relations", multiple=True, callback=_words, metavar="A,B", help="Only these relations.")
@click.option("--limit", default=300, show_default=True, type=click.IntRange(1, 2000), help="Nodes drawn at most.")
@click.option("-o", "--out", metavar="FILE", required=True, help="The page: FILE.html.")
def view(**given: Any) -> None:
    """Draw what surrounds a person, body, event, place or concept of OUTPUT, as one page that opens offline.

    A click on a line or node shows the sentences that state it. Types are person, organization, event, place, concept,
    or a class of the ontology with those below it (conference, Workplace); relations are participation, membership,
    statement, 'unit of' ... Only what is shown is stepped over. Without --about, the nodes with most links are drawn.

    \b
    Examples:
      wpkgraph view output/example --about 'Jo Yong Won' --depth 1 -o jo.html
      wpkgraph view output/example --about event:cell-secretaries-conference/6 --types person,event,Workplace -o six.html
    """
    sys.exit(run_view(given))


def run_view(given: Mapping[str, Any]) -> int:
    """Draw and write; 0."""
    from wpkgraph.networks.drawn import Wish, page
    from wpkgraph.onefile import write_text
    from wpkgraph.outputs import refuse_inside, require_output

    path = Path(given["out"])
    if path.suffix.lower() not in (".html", ".htm"):
        raise OutputError(f"{path}: a page ends in .html")
    require_output(given["output"])
    refuse_inside(path)
    wish = Wish(given["about"], given["depth"], given["types"], given["relations"], given["limit"])
    made, shown = page(given["output"], wish)
    write_text(path, made)
    click.echo(f"{path}: {shown}")
    return 0
