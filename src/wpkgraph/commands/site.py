"""`wpkgraph site`: an output folder in, a folder of web pages out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from wpkgraph.commands.shared import progress


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("-o", "--site", "site", required=True, metavar="FOLDER", help="The site; replaced whole, or not at all.")
@click.option(
    "--url", default="", metavar="URL", help="Where it will be: adds sitemap.xml, and 404.html fits any place."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def site(**given: Any) -> None:
    """Write a page for everything in OUTPUT, as files.

    There is a page for each person, body, event, place, idea, fact and article, a reader that shows each text with its
    facts marked, lists, and a search that needs no server. Each page has its data beside it, as Turtle and JSON-LD. All
    addresses are relative: put the folder anywhere on a web server, or open index.html from disk.

    A folder that wpkgraph site did not make is refused. If it is interrupted, the old site stays as it was.

    \b
    Examples:
      wpkgraph site output/example -o public
      wpkgraph site output/example -o public --url https://example.org/wpkgraph/
    """
    sys.exit(run_site(given))


def run_site(given: Mapping[str, Any]) -> int:
    """Write and say how much; 0."""
    from wpkgraph.pages.site import write_site

    with progress(shown=not given["quiet"], what="writing") as told:
        written = write_site(given["output"], given["site"], given["url"], told)
    if not given["quiet"]:
        size = f"{written.size / 1_000_000:.1f} MB"
        click.echo(f"{given['site']}: {written.pages} pages, {written.files} files, {size}; open index.html in it")
    return 0
