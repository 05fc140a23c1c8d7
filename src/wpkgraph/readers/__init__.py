"""Files, folders, globs and standard input as documents: one table of formats, one module and one library each.

>>> from wpkgraph import readers
>>> found = readers.discover(["report.txt"])                            # doctest: +SKIP
>>> for item in readers.read(found.sources[0]): print(type(item).__name__)   # doctest: +SKIP
Document
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import FORMATS, Note, Options, Source, content
from wpkgraph.readers.discover import Discovery, discover

__all__ = ["FORMATS", "Discovery", "InputError", "Note", "Options", "Source", "discover", "read"]


def read(source: Source, options: Options | None = None) -> Iterator[Document | InputError | Note]:
    """The documents of a source, and in their place what could not be read: an error is yielded, never raised.

    A plain file is one document, a collection one per record; a bad record is an InputError ("file:line: why") and
    the next ones go on. A Note is a warning about a document that was read all the same.
    """
    options = options or Options()
    module_name, media_type = FORMATS[source.ending]
    module = importlib.import_module(f"wpkgraph.readers.{module_name}")
    try:
        data = content(source, options)
        for item in module.read(source, data, media_type, options):
            if isinstance(item, Document) and len(item.text) > options.max_text:
                why = f"its text is longer than {options.max_text:,} characters"
                yield InputError(source.name, why, item.record)
            else:
                yield item
    except InputError as error:
        error.ends = True
        yield error
