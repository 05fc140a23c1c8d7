"""The texts of source files, read as a build reads them, to test offsets against."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wpkgraph import readers
from wpkgraph.evaluate.graph import short_too
from wpkgraph.model import Document


def texts(paths: Sequence[str], wanted: Collection[str]) -> dict[str, str]:
    """name -> text of the wanted documents among files, folders and globs. InputError: a path that leads to nothing.

    What can't be read among them is passed over: the evaluation says against how many texts it has tested.
    """
    found = readers.discover(list(paths))
    if found.errors:
        raise found.errors[0]
    ends = {name.rpartition("/")[2] for name in wanted}
    items = (item for source in found.sources for item in readers.read(source))
    read = {i.name: i.text for i in items if isinstance(i, Document) and i.name.rpartition("/")[2] in ends}
    return {name: text for name, text in short_too(read).items() if name in wanted}
