"""`wpkgraph concepts`: an output folder in, its ideas by year, document, speaker or event out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.errors import OutputError, QueryError

if TYPE_CHECKING:
    from wpkgraph.ideas.corpus import Corpus
    from wpkgraph.query import Answer
    from wpkgraph.views.heat import Heat

_ROWS = 30  # of a plot, unless --limit says otherwise


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("--concept", metavar="NAME", help="One concept: each mention with its sentence; with --by: its counts.")
@click.option(
    "--by", type=click.Choice(("year", "document", "speaker", "event")), help="Count by this [default: year]."
)
@click.option("--from", "first", metavar="YEAR", help="Texts of this year and later; undated ones stay.")
@click.option("--until", "last", metavar="YEAR", help="Texts of this year and earlier; undated ones stay.")
@click.option("--gone", nargs=2, metavar="A B", help="Compare two years, documents or events: gone, new, in both.")
@click.option(
    "--limit", type=click.IntRange(1), help="Concepts (or mentions) shown at most [default: all; a plot: 30]."
)
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(("table", "csv", "json")))
@click.option(
    "--plot", metavar="FILE", help="Draw a table of colours instead: FILE.svg, or FILE.png (needs matplotlib)."
)
def concepts(**given: Any) -> None:
    """Count which concepts the texts of OUTPUT mention, when, where and by whom, or compare two years or texts.

    A mention is a span of a text that names the concept. per_1000 is the number of mentions per 1,000 words of the
    texts of that column, so that a long and a short text compare fairly. The speaker is that of the speech a text
    records, else of the statement that holds the mention. Several makes of one text (alternates) count once, as the
    earliest. A and B of --gone are a year, a file's name, an article's title, an event, or an IRI of these; "related"
    names concepts of the other side that stand above or below one in the vocabulary.

    \b
    Examples:
      wpkgraph concepts output/example
      wpkgraph concepts output/example --concept 'Party cell'
      wpkgraph concepts output/example --gone 2013 2021 --format csv > changed.csv
      wpkgraph concepts output/example --by document --from 2012 --until 2021 --limit 20 --plot concepts.svg
    """
    sys.exit(run_concepts(given))


def run_concepts(given: Mapping[str, Any]) -> int:
    """Count and print, or draw; 0."""
    from wpkgraph.ideas.corpus import load
    from wpkgraph.ideas.plot import source
    from wpkgraph.ideas.selection import about, concept, within

    plot = _plot_file(given)
    corpus = within(load(given["output"]), given["first"], given["last"])
    note = source(corpus)
    if given["concept"]:
        corpus = about(corpus, [concept(corpus, given["concept"])])
    if given["gone"]:
        _compare(corpus, given, plot)
    elif given["concept"] and not given["by"] and not plot:
        _mentions(corpus, given)
    else:
        _count(corpus, given, plot, note)
    return 0


def _plot_file(given: Mapping[str, Any]) -> Path | None:
    """The file to draw, if one is asked for; QueryError for an ending or a mixture that makes no sense."""
    if given["gone"] and given["by"]:
        raise QueryError("--gone compares two sets of texts; --by does not go with it")
    if not given["plot"]:
        return None
    path = Path(given["plot"])
    if path.suffix.lower() not in (".svg", ".png"):
        raise OutputError(f"{path}: a plot ends in .svg or .png")
    return path


def _count(corpus: Corpus, given: Mapping[str, Any], plot: Path | None, note: str) -> None:
    from wpkgraph.ideas import answers
    from wpkgraph.ideas import plot as plots
    from wpkgraph.ideas.tally import ranked

    by, limit = given["by"] or "year", given["limit"] or (_ROWS if plot else None)
    ideas = [idea.iri for idea in ranked(corpus)]
    if plot:
        _draw(plots.of_counts(corpus, by, ideas[:limit]), plot)
        return
    _print(answers.of_counts(corpus, by, frozenset(ideas[:limit])), given["form"], [note, *_more(len(ideas), limit)])


def _compare(corpus: Corpus, given: Mapping[str, Any], plot: Path | None) -> None:
    from wpkgraph.ideas import answers
    from wpkgraph.ideas import plot as plots
    from wpkgraph.ideas.selection import named
    from wpkgraph.ideas.tally import compare

    first, second = (named(corpus, name) for name in given["gone"])
    rows = compare(corpus, first, second)
    limit = given["limit"] or (_ROWS if plot else None)
    if plot:
        _draw(plots.of_comparison(given["gone"], rows[:limit], first, second), plot)
        return
    notes = [
        f"{side}: {name}. {plots.source(part)}"
        for side, name, part in zip("AB", given["gone"], (first, second), strict=True)
    ]
    _print(
        answers.of_comparison(corpus, rows[:limit], first, second), given["form"], [*notes, *_more(len(rows), limit)]
    )


def _mentions(corpus: Corpus, given: Mapping[str, Any]) -> None:
    from wpkgraph.ideas.answers import of_mentions, quoted
    from wpkgraph.ideas.selection import concept
    from wpkgraph.views.mentions import render

    found = list(quoted(corpus))
    if given["form"] == "table":
        click.echo(render(corpus, concept(corpus, given["concept"]), found, given["limit"]), nl=False)
        return
    _print(of_mentions(corpus, found[: given["limit"]]), given["form"], _more(len(found), given["limit"]))


def _print(answer: Answer, form: str, notes: list[str]) -> None:
    """The answer, and what there is to know about it: below a table, else apart from it on stderr."""
    from wpkgraph.views.formats import render

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(render(answer, form, width), nl=False)
    for note in notes:
        click.echo("".join(c if c.isprintable() else " " for c in note), err=form != "table")


def _draw(heat: Heat, path: Path) -> None:
    from wpkgraph.views.heat import draw
    from wpkgraph.views.paint import paint

    paint(draw(heat), path)
    click.echo(f"{path}: {len(heat.rows)} concepts, {len(heat.columns)} columns")


def _more(total: int, limit: int | None) -> list[str]:
    return [f"... and {total - limit} more (--limit)"] if limit is not None and total > limit else []
