"""How documents that are added or replaced are named and read, and the sources that this gives for some paths."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wpkgraph import readers
from wpkgraph.errors import InputError
from wpkgraph.readers import FORMATS, Discovery, Source
from wpkgraph.readers.discover import Naming


@dataclass(frozen=True, slots=True)
class Choice:
    """How documents that are added or replaced are named and read.

    name    of the one document, instead of the name that its path gives it
    root    the folder that names count from
    fields  as of a build; may differ from those of the build only where that read no collection
    jobs    processes that read and extract
    """

    name: str | None = None
    root: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1


def discovered(paths: Sequence[str], choice: Choice, naming: Naming) -> Discovery:
    """The sources, named as chosen. Raises InputError if a path names nothing to read."""
    found = readers.discover(list(paths), naming=naming)
    for error in found.errors:
        raise error
    if choice.name is not None:
        if len(found.sources) != 1:
            raise InputError("--as", f"names one document, and there are {len(found.sources)}")
        found.sources[0] = _named(found.sources[0], choice.name)
    if not found.sources:
        raise InputError(", ".join(paths), f"holds no file of a known kind: {', '.join(FORMATS)}")
    return found


def _named(source: Source, name: str) -> Source:
    """The source under another name, which says the same format."""
    ending = os.path.splitext(name)[1].lower()
    if source.path is not None and ending != source.ending:
        raise InputError("--as", f"{name!r} must end in {source.ending}, as the file does")
    if ending not in FORMATS:
        raise InputError("--as", f"{name!r} must end in one of {', '.join(FORMATS)}")
    if name.startswith("/") or any(part in ("", ".", "..") for part in name.split("/")):
        raise InputError("--as", f"{name!r} must be a relative path without . and ..")
    return replace(source, name=name, ending=ending)
