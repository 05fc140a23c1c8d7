"""What several commands share: types of options, the progress bar, places in messages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.options import Progress

if TYPE_CHECKING:
    from wpkgraph.queryfiles import NamedQuery


class Fields(click.ParamType[tuple[str, str]]):
    """NAME=VALUE."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """(name, value); a usage error if there is no "="."""
        name, equals, text = str(value).partition("=")
        if not equals or not name:
            self.fail(f"{value!r} must be written as name=value", param, ctx)
        return name, text


@contextmanager
def progress(*, shown: bool, what: str = "reading") -> Iterator[Progress | None]:
    """A callback that moves a bar on stderr; None where stderr is no terminal."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def place(row: Mapping[str, object]) -> str:
    """ "file:line" or what is known of it, for a row of warnings or errors."""
    keys: tuple[str, ...] = ("file", "record", "line")
    if "path" in row:  # then `file` is a record's id, or says already where in the file
        keys = ("path", "record") if row.get("record") == row.get("file") else ("file",)
    return ":".join(str(row[key]) for key in keys if row.get(key) is not None) or "input"


def assumed_charsets(warnings: Iterable[Mapping[str, object]], most: int) -> Iterator[str]:
    """One line that names the first files that were read in a charset that nothing vouches for; none if there are none."""
    from wpkgraph.readers.base import ASSUMED

    told = [(place(row), str(row.get("message", ""))) for row in warnings]
    found = [
        f"{where} as {words.removeprefix(ASSUMED).split('.')[0]}" for where, words in told if words.startswith(ASSUMED)
    ]
    if found:
        more = f" and {len(found) - most} more (report.json names all)" if len(found) > most else ""
        yield f"wpkgraph: not UTF-8, so the charset is assumed: {', '.join(found[:most])}{more}"


def described(queries: Iterable[NamedQuery]) -> Iterator[str]:
    """Named queries for a list: name and title, what they do, their parameters; lines."""
    for query in queries:
        yield f"{query.name}: {query.title}"
        if query.description:
            yield f"    {query.description}"
        for param in query.params:
            default = "required" if param.default is None else f"default {param.default!r}"
            yield f"    --param {param.name}=...  {param.text} ({default})"
        if query.columns:
            yield f"    gives {', '.join(column.name for column in query.columns)}"
        if query.elsewhere:
            yield f"    can't be asked here: print it with --text {query.name}"
