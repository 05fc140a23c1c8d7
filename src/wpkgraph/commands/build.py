"""`wpkgraph build`: documents in, an output folder out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wpkgraph.commands.shared import Fields, assumed_charsets, place, progress
from wpkgraph.errors import InputError
from wpkgraph.model import Report
from wpkgraph.options import BuildOptions

NAMED = 5  # files that are named one by one


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Output folder; replaced whole, or not at all.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--base", metavar="IRI", help="What all data IRIs start with [default: https://w3id.org/wpkgraph/id/].")
@click.option("--field", "fields", multiple=True, type=Fields(), help="A record's field under another name: text=body.")
@click.option(
    "--decisions",
    "decisions",
    multiple=True,
    metavar="FILE",
    help="Decisions on who is who (wpkgraph resolve); repeatable.",
)
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
      wpkgraph build examples/corpus/address-2013.txt 'examples/corpus/*.html' -o output/mine --jobs 4
      sed 's/"text":/"body":/' examples/corpus/articles.jsonl > scraped.jsonl
      wpkgraph build scraped.jsonl -o output/mine --field text=body --field date=date
      wpkgraph build examples/corpus -o output/mine --decisions ontology/decisions.tsv
      cat examples/corpus/address-2013.txt | wpkgraph build - -o output/mine
    """
    sys.exit(run_build(given))


def run_build(given: Mapping[str, Any]) -> int:
    """Build and write; 0, or 2 if an input could not be read. Raises WpkgraphError if nothing could."""
    from wpkgraph import outputs, pipeline

    chosen = {name: given[name] for name in ("base", "max_bytes") if given[name] is not None}
    options = BuildOptions(
        jobs=given["jobs"], fields=dict(given["fields"]), decisions=tuple(given["decisions"]), **chosen
    )
    target = Path(given["output"]).absolute()
    outputs.refuse_overlap(given["paths"], target)
    outputs.refuse_foreign(target)
    with progress(shown=not given["quiet"]) as on_progress:
        dataset = pipeline.build(list(given["paths"]), options, on_progress)
    report = dataset.report
    for row in report.errors:
        click.echo(f"wpkgraph: {place(row)}: {row.get('message', '')}", err=True)
    if not dataset.texts:
        kept = "; the output was left as it was" if outputs.is_output(target) else ""
        raise InputError(", ".join(given["paths"]), _why_nothing(report, given["paths"]) + kept)
    outputs.write(dataset, target)
    for line in _warnings(report, given["verbose"], given["quiet"]):
        click.echo(line, err=True)
    if not given["quiet"]:
        quads = sum(map(len, dataset.graphs.values()))
        click.echo(f"{given['output']}: {summary(report, quads)}")
    if report.errors:
        count = f"{len(report.errors)} input{'' if len(report.errors) == 1 else 's'}"
        click.echo(f"wpkgraph: {count} could not be read; the graph holds the rest", err=True)
    return 2 if report.errors else 0


def _why_nothing(report: Report, paths: Sequence[str]) -> str:
    """Why a build gave no text at all."""
    from wpkgraph.readers import FORMATS, discover

    if report.documents or report.errors:
        return "no text could be read"
    if empty := [source.name for source in discover(paths).sources]:
        return f"no text could be read: no record stands in {', '.join(empty[:NAMED])}"
    return f"holds no file of a known kind: {', '.join(FORMATS)}"


def _warnings(report: Report, verbose: bool, quiet: bool) -> Iterator[str]:
    """All warnings if asked for; else the first few files that were passed over or are in no charset that is certain."""
    from wpkgraph.readers.discover import UNKNOWN_KIND

    if verbose:
        yield from (f"warning: {place(row)}: {row.get('message', '')}" for row in report.warnings)
        return
    passed = [str(row["file"]) for row in report.warnings if row.get("message") == UNKNOWN_KIND]
    if quiet:
        return
    yield from assumed_charsets(report.warnings, NAMED)
    if passed:
        more = f" and {len(passed) - NAMED} more (report.json names all)" if len(passed) > NAMED else ""
        yield f"wpkgraph: not read, being of no known kind: {', '.join(passed[:NAMED])}{more}"


def summary(report: Report, quads: int) -> str:
    """One line: what was read and what came out."""
    parts = [f"{report.documents} documents", f"{quads} quads"]
    for name in ("Article", "Person", "Membership", "Event"):
        if name in report.counts:
            parts.append(f"{report.counts[name]} {name.lower()}s")
    for rows, words in ((report.declined, "declined"), (report.warnings, "warnings"), (report.errors, "unreadable")):
        if rows:
            parts.append(f"{len(rows)} {words}")
    return ", ".join(parts)
