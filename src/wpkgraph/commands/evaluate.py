"""`wpkgraph evaluate`: a graph and annotations in, figures and every error out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.commands.shared import place
from wpkgraph.errors import InputError, OutputError

if TYPE_CHECKING:
    from wpkgraph.evaluate.against import Difference
    from wpkgraph.evaluate.evaluation import Evaluation
    from wpkgraph.evaluate.floors import Floor
    from wpkgraph.evaluate.gold import Gold
    from wpkgraph.model import Dataset

_ENDINGS = (".html", ".json")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="OUTPUT GOLD...")
@click.option(
    "-o", "--report", "reports", multiple=True, metavar="FILE", help="Write FILE.html or FILE.json; repeatable."
)
@click.option("--against", metavar="REPORT", help="An earlier JSON report: show what has changed since.")
@click.option("--texts", multiple=True, metavar="PATH", help="The texts themselves: test offsets against them.")
@click.option("--corpus", multiple=True, metavar="PATH", help="Build these documents first; then name no OUTPUT.")
@click.option("--floors", metavar="FILE", help="A TOML file of what must be reached: exit code 1 if it is not.")
@click.option("--section", default="", metavar="NAME", help="The section of FILE to use: research.both [default: all].")
@click.option("-q", "--quiet", is_flag=True, help="Print only floors that are not kept.")
def evaluate(**given: Any) -> None:
    """Compare the graph of OUTPUT with annotations: precision, recall and F1 for each kind of fact, and every error.

    GOLD is a JSON file of annotations or a folder of them, one for each text; docs/evaluation.md has the format. Only
    annotated texts are evaluated. The HTML report shows each error in its sentence with the rule that made it; the JSON
    report is for programs and for --against. Of annotations that say they are a sample, only the recall is given.

    \b
    Examples:
      wpkgraph evaluate output/example examples/expected
      wpkgraph evaluate output/example examples/expected -o report.html -o report.json
      wpkgraph evaluate output/example examples/expected -o new.html --against report.json
      wpkgraph evaluate --corpus examples/corpus examples/expected -o report.html
      wpkgraph evaluate output/example examples/expected --texts examples/corpus \\
          --floors tests/floors.toml --section examples
    """
    sys.exit(run_evaluate(given))


def run_evaluate(given: Mapping[str, Any]) -> int:
    """Evaluate, print and write; 1 if a floor is not kept."""
    from wpkgraph.evaluate import against, floors, gold, report, sources
    from wpkgraph.evaluate.evaluation import evaluate
    from wpkgraph.outputs import require_output
    from wpkgraph.views.evaluation import render

    output, paths = ("", given["paths"]) if given["corpus"] else (given["paths"][0], given["paths"][1:])
    if not paths:
        raise click.UsageError("Missing argument 'GOLD...': annotations to compare the graph with.")
    if output:
        require_output(output)  # before the annotations, for whoever mixes the two up
    wanted = floors.load(Path(given["floors"]), given["section"]) if given["floors"] else {}
    earlier = against.load(Path(given["against"]), report.FORMAT) if given["against"] else None
    annotated = gold.load(paths)
    targets = [_target(name, output, annotated) for name in given["reports"]]
    texts = sources.texts([*given["texts"]], {one.file for one in annotated})
    found = evaluate(_dataset(output, given["corpus"]), annotated, texts)
    for file in found.absent:
        click.echo(f"wpkgraph: {file} is not in the graph: all its facts count as missed", err=True)
    reached = floors.measure(found, wanted, Path(given["floors"])) if wanted else ()
    difference = against.compare(earlier, found) if earlier else None
    for target in targets:
        _write(target, found, output, difference, reached)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if not given["quiet"]:
        click.echo(render(found, difference, reached, width), nl=False)
    return _verdict(reached, given["quiet"])


def _target(name: str, output: str, annotated: Sequence[Gold]) -> Path:
    """Where a report goes. OutputError: another ending, or a place where it would be taken for something else."""
    path = Path(name)
    if path.suffix.lower() not in _ENDINGS:
        raise OutputError(f"{name}: a report ends in {' or '.join(_ENDINGS)}")
    if path.is_dir():
        raise OutputError(f"{name}: is a folder")
    if output and path.resolve().is_relative_to(Path(output).resolve()):
        raise OutputError(f"{name}: lies in the output folder {output}, which only build writes; name another place")
    folders = {Path(one.path).resolve().parent for one in annotated}
    if path.suffix.lower() == ".json" and path.resolve().parent in folders:
        raise OutputError(f"{name}: lies beside annotations and would be read as one of them; name another place")
    return path


def _dataset(output: str, corpus: Sequence[str]) -> Dataset:
    """The graph of an output folder, or one that is built from documents and not kept."""
    from wpkgraph import pipeline
    from wpkgraph.options import BuildOptions
    from wpkgraph.store import load_dataset

    if not corpus:
        return load_dataset(output)
    dataset = pipeline.build(list(corpus), BuildOptions())
    for row in dataset.report.errors:
        raise InputError(place(row), str(row.get("message", "")))
    return dataset


def _write(
    target: Path, found: Evaluation, output: str, difference: Difference | None, reached: Sequence[Floor]
) -> None:
    from wpkgraph.evaluate.report import to_json
    from wpkgraph.onefile import write_text
    from wpkgraph.views import evaluation_page

    if target.suffix.lower() == ".json":
        write_text(target, to_json(found, output, difference))
    else:
        write_text(target, evaluation_page.render(found, output, difference, reached))


def _verdict(reached: Sequence[Floor], quiet: bool) -> int:
    """1 if a floor is not kept; where nothing else is printed, those are."""
    from wpkgraph.views.evaluation import floor_text

    missed = [floor for floor in reached if not floor.kept]
    for floor in missed if quiet else ():
        click.echo(floor_text(floor))
    return 1 if missed else 0
