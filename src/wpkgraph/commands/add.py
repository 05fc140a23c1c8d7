"""`wpkgraph add`: more documents into an output folder."""

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
def add(**given: Any) -> None:
    """Read documents into OUTPUT; what it holds already is not read again.

    The result is what `wpkgraph build` gives for all documents together. PATH is a file, a folder, a glob, or - for
    standard input, as for build, and documents get their names as there: a file in a folder that is given is named by its
    path in that folder, a file that is given by its file name alone. --root FOLDER names all by their path in FOLDER, --as
    NAME gives a name. A document whose name is taken is refused: use replace.

    A file that can't be read is named and left out; the others go on and the exit code is 2. If nothing can be read, or
    the output was built by another version or with another ontology, it is left as it was.

    \b
    Examples:
      wpkgraph build 'examples/corpus/*.txt' -o output/mine
      wpkgraph add output/mine examples/corpus/saved-page.html
      wpkgraph add output/mine examples/corpus/articles.jsonl --root examples  # its name: corpus/articles.jsonl
      cat examples/corpus/address-2013.txt | wpkgraph add output/mine - --as second-copy.txt
    """
    sys.exit(run_add(given))


def run_add(given: Mapping[str, Any]) -> int:
    """Add and print; 0, or 2 if a document could not be read. Raises WpkgraphError if nothing was changed."""
    from wpkgraph import change

    chosen = choice(given)
    with progress(shown=not given["quiet"]) as told:
        return run_change(given, "added", lambda dataset: change.add(dataset, list(given["paths"]), chosen, told))
