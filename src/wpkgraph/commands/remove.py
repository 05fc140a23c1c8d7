"""`wpkgraph remove`: documents taken out of an output folder."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from wpkgraph.commands.changing import run_change


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--record", "records", multiple=True, metavar="ID", help="Only this record of the one collection named.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def remove(**given: Any) -> None:
    """Take documents out of OUTPUT; their files are not needed for it, and stay where they are.

    The result is what `wpkgraph build` gives for the documents that are left. NAME is a document's name as in report.json
    (inputs: path), a path that ends in it, or a pattern of names ('2025/*.txt'; ** goes to any depth). The name of a
    collection removes all its records, NAME#ID one of them. An article that another document holds too is kept.

    If OUTPUT has no such name, it is left as it was and the exit code is 2.

    \b
    Examples:
      wpkgraph build examples/corpus -o output/mine
      wpkgraph remove output/mine address-2013.txt
      wpkgraph remove output/mine 'articles.jsonl#textile-mill'
      wpkgraph remove output/mine articles.jsonl --record condolence-visit --record academy-inspection
      wpkgraph remove output/mine articles.jsonl '*-booklet.txt'
    """
    sys.exit(run_remove(given))


def run_remove(given: Mapping[str, Any]) -> int:
    """Remove and print; 0. Raises WpkgraphError if nothing was changed."""
    from wpkgraph import change

    names = list(given["names"])
    if given["records"]:
        if len(names) != 1:
            raise click.UsageError("--record needs one NAME, that of a collection.")
        names = [f"{names[0]}#{record}" for record in given["records"]]
    return run_change(given, "removed", lambda dataset: change.remove(dataset, names))
