"""What the commands do: each function prints its result and returns an exit code."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from wpkgraph.errors import InputError, QueryError, QuerySyntaxError
from wpkgraph.model import Report
from wpkgraph.options import BuildOptions, Progress

_NAMED = 5  # files that are named one by one


def run_build(given: Mapping[str, Any]) -> int:
    """Build and write; 0, or 2 if an input could not be read. Raises WpkgraphError if nothing could."""
    from wpkgraph import outputs, pipeline

    chosen = {name: given[name] for name in ("base", "max_bytes") if given[name] is not None}
    options = BuildOptions(jobs=given["jobs"], fields=dict(given["fields"]), **chosen)
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
        raise InputError(", ".join(given["paths"]), _why_nothing(report) + kept)
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


def _why_nothing(report: Report) -> str:
    """Why a build gave no text at all."""
    from wpkgraph.readers.base import FORMATS

    if report.inputs or report.errors:
        return "no text could be read"
    return f"holds no file of a known kind: {', '.join(FORMATS)}"


def _warnings(report: Report, verbose: bool, quiet: bool) -> Iterator[str]:
    """All warnings if asked for; else the first few files that were passed over."""
    from wpkgraph.readers.discover import UNKNOWN_KIND

    if verbose:
        yield from (f"warning: {place(row)}: {row.get('message', '')}" for row in report.warnings)
        return
    passed = [str(row["file"]) for row in report.warnings if row.get("message") == UNKNOWN_KIND]
    if passed and not quiet:
        more = f" and {len(passed) - _NAMED} more (report.json names all)" if len(passed) > _NAMED else ""
        yield f"wpkgraph: not read, being of no known kind: {', '.join(passed[:_NAMED])}{more}"


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


def run_explain(given: Mapping[str, Any]) -> int:
    """Explain and print; 0."""
    from wpkgraph.explain import Explainer
    from wpkgraph.views.facts import render, render_candidates

    explainer = Explainer(given["output"])
    found = explainer.find(given["name"])
    if len(found) > 1:
        click.echo(render_candidates(given["name"], [explainer.describe(iri) for iri in found]), nl=False)
        return 0
    color = sys.stdout.isatty() if given["color"] is None else given["color"]
    click.echo(render(explainer.explain(found[0]), color=color, limit=given["limit"]), nl=False, color=color)
    return 0


def run_check(given: Mapping[str, Any]) -> int:
    """Check and print; 1 if there are problems."""
    from wpkgraph.check import check

    problems = check(given["output"])
    faults = [problem for problem in problems if not problem.note]
    for problem in problems[: given["limit"]]:
        kind = f"note: {problem.check}" if problem.note else problem.check
        click.echo(f"{kind}: {problem.about}: {problem.message}")
    if len(problems) > given["limit"]:
        click.echo(f"... and {len(problems) - given['limit']} more (--limit)")
    click.echo(f"{given['output']}: {len(faults)} problems, {len(problems) - len(faults)} notes")
    return 1 if faults else 0


def run_stats(given: Mapping[str, Any]) -> int:
    """Count and print; 0."""
    from wpkgraph.stats import stats

    tables = stats(given["output"])
    if given["form"] == "json":
        click.echo(json.dumps({name: dict(rows) for name, rows in tables.items()}, ensure_ascii=False, indent=1))
        return 0
    for name, rows in tables.items():
        if rows:
            click.echo(f"{name}\n" + "\n".join(f"{count:>9}  {row}" for row, count in rows))
    return 0


def _listing(output: str | None) -> str:
    """The queries that come with wpkgraph, then the prefixes; those of the data with the base of OUTPUT, if given."""
    from wpkgraph.iris import BASE
    from wpkgraph.namespaces import query_prefixes
    from wpkgraph.query import named_queries
    from wpkgraph.store import read_report

    lines = []
    for query in named_queries().values():
        lines.append(f"{query.name}: {query.title}")
        lines += [f"    {query.description}"] if query.description else []
        for param in query.params:
            default = "required" if param.default is None else f"default {param.default!r}"
            lines.append(f"    --param {param.name}=...  {param.text} ({default})")
    base = str(read_report(output)["base"]) if output else BASE
    lines += ["", "Prefixes that need not be declared:"]
    lines += [f"    {name + ':':15} {iri}" for name, iri in sorted(query_prefixes(base).items())]
    return "\n".join(lines)


@contextmanager
def progress(*, shown: bool) -> Iterator[Progress | None]:
    """A callback that moves a bar on stderr; None where stderr is no terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def place(row: Mapping[str, object]) -> str:
    """ "file:line" or what is known of it, for a row of warnings or errors."""
    return ":".join(str(row[key]) for key in ("file", "record", "line") if row.get(key) is not None) or "input"


def summary(report: Report, quads: int) -> str:
    """One line: what was read and what came out."""
    parts = [f"{len(report.inputs)} documents", f"{quads} quads"]
    for name in ("Article", "Person", "Membership", "Event"):
        if name in report.counts:
            parts.append(f"{report.counts[name]} {name.lower()}s")
    for rows, words in ((report.declined, "declined"), (report.warnings, "warnings"), (report.errors, "unreadable")):
        if rows:
            parts.append(f"{len(rows)} {words}")
    return ", ".join(parts)
