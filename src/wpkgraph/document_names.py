"""Which document of a dataset a user means: by the name that the dataset has for it, or by a path that ends in the name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from wpkgraph.errors import InputError, NotFoundError
from wpkgraph.model import Report
from wpkgraph.parts import name_of

_HINTS = 5
_MAGIC = "*?["


class Names:
    """The names of a dataset's documents.

    paths    of files and collections that documents were read from
    records  path -> the ids of its records
    unread   paths of files that could not be read, and are in the report only
    """

    def __init__(self, report: Report) -> None:
        documents = [row for row in report.inputs if "decisions" not in row]
        self.paths = {str(row["path"]) for row in documents}
        self.records: dict[str, set[str]] = {}
        for row in documents:
            if row.get("record") is not None:
                self.records.setdefault(str(row["path"]), set()).add(str(row["record"]))
        self.unread = {str(row["path"]) for row in report.errors if "path" in row} - self.paths

    def ending(self, path: Path) -> list[str]:
        """The known names that a path ends in, the longest first."""
        parts = Path(os.path.abspath(path)).parts  # "a/../b" without following links
        tails = ("/".join(parts[i:]) for i in range(1, len(parts)))
        return [name for name in tails if name in self.paths or name in self.unread]

    def of_file(self, path: Path, given: str) -> str:
        """The one known name that a path ends in.

        NotFoundError: there is none. InputError: there are several, and what was given is not the longest of them.
        """
        found = self.ending(path)
        if not found:
            raise NotFoundError(self.unknown(given))
        if len(found) > 1 and given != found[0]:
            raise InputError(given, f"may be {' or '.join(found)}; say which with --as")
        return found[0]

    def meant(self, given: str) -> Iterator[tuple[str, str | None]]:
        """What is to be removed: (path, None) for a whole file, (path, record) for a record of it.

        `given` is a name, NAME#ID for a record, a pattern of names, "-" for standard input, or a path that ends in a
        name. Raises NotFoundError, InputError.
        """
        known = self.paths | self.unread
        if given in known:
            yield given, None
            return
        if given == "-":
            yield self._known("stdin.txt"), None
            return
        if records := self._record(given):
            yield records
            return
        if any(c in given for c in _MAGIC) and (found := [name for name in sorted(known) if _fits(given, name)]):
            yield from ((name, None) for name in found)
            return
        yield self.of_file(Path(given), given), None

    def _record(self, given: str) -> tuple[str, str] | None:
        """(path, record) of NAME#ID; either may hold a # of its own."""
        found = set()
        for path, record in ((given[:i], given[i + 1 :]) for i, c in enumerate(given) if c == "#"):
            names = [path] if path in self.records else self.ending(Path(path))
            found |= {(name, record) for name in names if record in self.records.get(name, ())}
        return found.pop() if len(found) == 1 else None

    def _known(self, name: str) -> str:
        if name not in self.paths | self.unread:
            raise NotFoundError(self.unknown(name))
        return name

    def unknown(self, given: str) -> str:
        """The sentence for a name that no document has, with names like it."""
        near = _near(given, sorted(self.paths | self.unread), self.records)
        hint = f"; did you mean: {first_few(near)}" if near else "; report.json lists all names under inputs"
        return f"{given!r} is no document of the output{hint}"


def _near(given: str, names: Sequence[str], records: dict[str, set[str]]) -> list[str]:
    """Names like one: the same file in another folder, a record's id alone, then what is spelt nearly so."""
    last = given.rpartition("#")[2].rpartition("/")[2]
    same = [name for name in names if name.rpartition("/")[2] == last]
    same += [name_of(path, last) for path in sorted(records) if last in records[path]]
    everything = [*names, *(name_of(path, record) for path, ids in sorted(records.items()) for record in sorted(ids))]
    close = difflib.get_close_matches(given, everything, _HINTS, 0.6) if len(everything) < 20_000 else []
    return list(dict.fromkeys([*same, *close]))[:_HINTS]


def _fits(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern as files do in a build: * stays within one folder, ** goes to any depth."""

    def rest(wanted: Sequence[str], parts: Sequence[str]) -> bool:
        if not wanted:
            return not parts
        if wanted[0] == "**":
            return any(rest(wanted[1:], parts[i:]) for i in range(len(parts) + 1))
        return bool(parts) and fnmatchcase(parts[0], wanted[0]) and rest(wanted[1:], parts[1:])

    return rest(pattern.split("/"), name.split("/"))


def below(root: str) -> Callable[[Path, Path | None], str]:
    """A naming for `discover`: all names relative to one folder. InputError for a file outside of it."""
    top = Path(os.path.abspath(root))

    def name(path: Path, _root: Path | None) -> str:
        for folder in (top, top.resolve()):
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        raise InputError(str(path), f"lies outside of --root {root}")

    return name


def first_few(names: Iterable[str]) -> str:
    """The first few names, for a sentence on a terminal: a record's id may hold anything."""
    found = sorted(set(names))
    more = f" and {len(found) - _HINTS} more" if len(found) > _HINTS else ""
    return ", ".join("".join(c if c.isprintable() else " " for c in name) for name in found[:_HINTS]) + more
