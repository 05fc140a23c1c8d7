"""`wpkgraph plot`: an output folder in, a picture for a paper out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from wpkgraph.errors import OutputError, QueryError

_YEAR = click.IntRange(1, 9999)


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("what", type=click.Choice(("timeline", "concepts", "sectors", "map")))
@click.option("-o", "--out", metavar="FILE", required=True, help="FILE.svg or FILE.png.")
@click.option("--from", "first", metavar="YEAR", type=_YEAR, help="This year and later (not for sectors).")
@click.option("--until", "last", metavar="YEAR", type=_YEAR, help="This year and earlier (not for sectors).")
@click.option("--width", default=180.0, show_default=True, type=click.FloatRange(60, 400), help="Millimetres, printed.")
@click.option("--title", default="", help="Instead of the title that says what is shown.")
@click.option(
    "--concept", "ideas", multiple=True, metavar="NAME", help="For concepts: this one [default: the leading]."
)
@click.option("--limit", type=click.IntRange(1, 24), default=9, show_default=True, help="For concepts: how many.")
def plot(**given: Any) -> None:
    """Draw the graph of OUTPUT as a picture for a paper; a line below says what is counted. Needs matplotlib.

    timeline: events by kind, a bar for the days that a date can mean. concepts: mentions per 1,000 words, year by year.
    sectors: workplaces, their people and their speakers by sector. map: where events took place and workplaces stand.
    A width of 88 is one column of a page, 180 two. The same graph gives the same bytes with the same matplotlib.

    \b
    Examples:
      wpkgraph plot output/example timeline --from 2010 -o timeline.svg
      wpkgraph plot output/example concepts --concept 'Party cell' --concept 'Party life' --width 88 -o ideas.png
    """
    sys.exit(run_plot(given))


def run_plot(given: Mapping[str, Any]) -> int:
    """Draw and write; 0."""
    from wpkgraph.outputs import refuse_inside
    from wpkgraph.plots import frame, ideas, places, sectors, timeline

    path, what = Path(given["out"]), given["what"]
    if path.suffix.lower() not in (".svg", ".png"):
        raise OutputError(f"{path}: a picture ends in .svg or .png")
    refuse_inside(path)
    look = frame.Look(given["width"], given["title"], given["first"], given["last"])
    if look.first and look.last and look.first > look.last:
        raise QueryError(f"--from {look.first} is later than --until {look.last}")
    if what == "sectors" and (look.first or look.last):
        raise QueryError("--from and --until do not go with sectors: workplaces have no dates")
    if given["ideas"] and what != "concepts":
        raise QueryError(f"--concept goes with concepts, not with {what}")
    with frame.settings():
        if what == "concepts":
            made = ideas.draw(given["output"], look, given["ideas"], given["limit"])
        else:
            part = {"timeline": timeline, "sectors": sectors, "map": places}[what]
            made = part.draw(part.load(given["output"]), look)
        frame.save(made, path)
    click.echo(f"{path}: {made.width:g} x {made.height:.0f} mm")
    return 0
