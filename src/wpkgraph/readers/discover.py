"""From paths, folders and globs to sources, in one fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wpkgraph.errors import InputError
from wpkgraph.readers.base import FORMATS, Note, Source

_MAGIC = "*?["
UNKNOWN_KIND = "not read: no format that is known"
Naming = Callable[[Path, Path | None], str]
"""The name of a file, from its absolute path and its input root (None if the file itself was given)."""


class Discovery(NamedTuple):
    """The sources to read (sorted by name), files that were passed over, and arguments that name nothing to read."""

    sources: list[Source]
    notes: list[Note]
    errors: list[InputError]


def relative(path: Path, root: Path | None) -> str:
    """The usual name: the path relative to the input root, in POSIX form."""
    return path.relative_to(root or path.parent).as_posix()


def discover(paths: Sequence[str], stdin: str = ".txt", naming: Naming = relative) -> Discovery:
    """The sources that paths stand for: files, folders (searched to the bottom), globs, "-" for standard input.

    A file's name is relative to its input root: the folder given, the part of a glob before its first wildcard, or a
    given file's own folder. Hidden files are passed over. A file of unknown kind is a note in a folder and an error
    if it was named. Two files that would get the same name: the second is an error. `naming` gives other names.
    """
    found = Discovery([], [], [])
    by_name: dict[str, Path | None] = {}
    for source in sorted(_candidates(paths, stdin, naming, found), key=lambda s: (s.name, str(s.path or ""))):
        if source.name not in by_name:
            by_name[source.name] = source.path
            found.sources.append(source)
        elif by_name[source.name] != source.path:
            why = f"has the same name as {by_name[source.name]}; give the folder that holds both"
            found.errors.append(InputError(str(source.path), why, source.name))
    return found


def _candidates(paths: Sequence[str], stdin: str, naming: Naming, found: Discovery) -> Iterator[Source]:
    for given in paths:
        path = Path(given)
        if given == "-":
            yield Source(None, f"stdin{stdin}", stdin)
        elif path.is_dir():
            yield from _folder(path.resolve(), naming, found)
        elif path.exists():
            yield from _named(path, naming, found)
        elif any(c in given for c in _MAGIC):
            yield from _globbed(given, naming, found)
        elif re.match("https?://", given):
            found.errors.append(InputError(given, "nothing is fetched; save the page as .html and give that file"))
        else:
            found.errors.append(InputError(given, "no such file or folder"))


def _folder(root: Path, naming: Naming, found: Discovery) -> Iterator[Source]:
    for folder, below, files in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if _known(path):
                yield _source(path, naming(path, root))
            else:
                found.notes.append(Note(naming(path, root), UNKNOWN_KIND))


def _named(path: Path, naming: Naming, found: Discovery) -> Iterator[Source]:
    if _known(path):
        yield _source(path.absolute(), naming(path.absolute(), None))
    else:
        ending = f"names that end in {path.suffix}" if path.suffix else "a name without ending"
        found.errors.append(InputError(str(path), f"no format is known for {ending}; known: {', '.join(FORMATS)}"))


def _globbed(pattern: str, naming: Naming, found: Discovery) -> Iterator[Source]:
    parts = Path(pattern).parts
    magic = next(i for i, part in enumerate(parts) if any(c in part for c in _MAGIC))
    root = Path(*parts[:magic])
    matched = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]
    if not matched:
        found.errors.append(InputError(pattern, "matches no file"))
    for path in matched:
        if path.is_file() and _known(path):
            yield _source(path.absolute(), naming(path.absolute(), root.absolute()))
        elif path.is_file():
            found.notes.append(Note(str(path), UNKNOWN_KIND))


def _known(path: Path) -> bool:
    return path.suffix.lower() in FORMATS


def _source(path: Path, name: str) -> Source:
    return Source(path, name, path.suffix.lower())
