"""`wpkgraph replace`: documents of an output folder, read again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from wpkgraph.commands.changing import choice, reading, run_change
from wpkgraph.commands.shared import progress


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading
def replace(**given: Any) -> None:
    """Read documents of OUTPUT again, after they have changed; the others are not read.

    The result is what `wpkgraph build` gives for all documents together. Each document takes the place of the one of its
    name. A file that is given stands for the name that its path ends in: folder/2025/may.txt for 2025/may.txt or for
    may.txt; if OUTPUT has both, say which with --as or --root. A folder or glob gives names as for build. A collection
    (.jsonl, .csv) is replaced whole: records that it no longer has are removed. What has the same bytes is not read again.

    If a name is not in OUTPUT or a file can't be read, OUTPUT is left as it was and the exit code is 2. A record that can't
    be read is named and left out, as by build.

    \b
    Examples:
      wpkgraph build examples/corpus -o output/mine
      wpkgraph replace output/mine examples/corpus/address-2013.txt
      wpkgraph replace output/mine examples/corpus/articles.jsonl --root examples/corpus
      cp examples/corpus/address-2013.txt corrected.txt  # and correct it
      wpkgraph replace output/mine corrected.txt --as address-2013.txt
    """
    sys.exit(run_replace(given))


def run_replace(given: Mapping[str, Any]) -> int:
    """Replace and print; 0, or 2 if a record could not be read. Raises WpkgraphError if nothing was changed."""
    from wpkgraph import change

    chosen = choice(given)
    with progress(shown=not given["quiet"]) as told:
        return run_change(
            given, "replaced", lambda dataset: change.replace(dataset, list(given["paths"]), chosen, told)
        )
