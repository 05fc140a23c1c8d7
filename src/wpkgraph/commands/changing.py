"""What `add`, `replace` and `remove` share: options, and the way from an output folder to the changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wpkgraph.commands.build import NAMED, summary
from wpkgraph.commands.shared import Fields, assumed_charsets, place
from wpkgraph.errors import InputError

if TYPE_CHECKING:
    from wpkgraph.change import Changed
    from wpkgraph.choice import Choice
    from wpkgraph.model import Dataset

F = TypeVar("F", bound=Callable[..., Any])


def reading(command: F) -> F:
    """The options of commands that read documents into an output."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use."),
        click.option(
            "--field", "fields", multiple=True, type=Fields(), help="As of build; default: those of the build."
        ),
        click.option("--root", metavar="FOLDER", help="Names are relative to FOLDER, as in: build FOLDER."),
        click.option("--as", "name", metavar="NAME", help="The name of the one document that is given."),
    ):
        command = option(command)
    return command


def choice(given: Mapping[str, Any]) -> Choice:
    """What the options say. UsageError for two that exclude each other."""
    from wpkgraph.choice import Choice

    if given["name"] is not None and given["root"] is not None:
        raise click.UsageError("--as and --root exclude each other.")
    return Choice(given["name"], given["root"], dict(given["fields"]), given["jobs"])


def run_change(given: Mapping[str, Any], verb: str, change: Callable[[Dataset], Changed]) -> int:
    """Change an output folder and print what was done; 0, or 2 if a document could not be read. Raises WpkgraphError."""
    from wpkgraph import outputs
    from wpkgraph.document_names import first_few
    from wpkgraph.store import load_stand

    folder = Path(given["output"])
    if "paths" in given:
        outputs.refuse_overlap(given["paths"], folder.absolute())
    outputs.refuse_foreign(outputs.require_output(folder).absolute())
    stand = load_stand(folder)
    made = change(stand.dataset)
    for row in made.errors:
        click.echo(f"wpkgraph: {place(row)}: {row.get('message', '')}", err=True)
    if not made.dataset.texts:
        raise InputError(str(folder), "no text would be left; the output was left as it was")
    outputs.write(made.dataset, folder, stand)
    if not given["quiet"]:
        fresh = [row for row in made.dataset.report.warnings if row.get("path") in made.names]
        for line in assumed_charsets(fresh, NAMED):
            click.echo(line, err=True)
        done = [f"{verb} {first_few(made.names)}"] if made.names else []
        done += [f"{len(made.same)} as before"] if made.same else []
        quads = sum(map(len, made.dataset.graphs.values()))
        click.echo(f"{given['output']}: {'; '.join(done)}")
        click.echo(f"{given['output']}: {summary(made.dataset.report, quads)}")
    return 2 if made.errors else 0
