"""The output folder, replaced as a whole or not at all.

Everything is written into a sibling folder `.NAME.wpkgraph-new-HOST-PID` and swapped in by renames. A build that fails,
is interrupted or killed leaves the old output as it was; what dead runs left behind is cleaned up by the next one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from wpkgraph.errors import OutputError, reason
from wpkgraph.exporters import Before, write_files
from wpkgraph.exporters.report import FORMAT
from wpkgraph.model import Dataset

MADE = frozenset(
    [
        "report.json",
        "graph.ttl",
        "graph.nq",
        "store",
        "graph.html",
        "explorer.html",
        "network.graphml",
        "network.gexf",
        "text",
        "dataset.ttl",
    ]
)
ADDED = frozenset(
    {"analytics"}
)  # by `wpkgraph analyse`; a build does not keep it, so it goes with the graph it was made of
KEPT = frozenset({"README.md", ".gitignore", ".gitkeep"})
_INSIDE = 5  # output folders that are named where the folder above them was given


class Stand(NamedTuple):
    """An output folder as it was read: its report's hash then, the dataset, and the hashes of files that the report names."""

    folder: Path
    seal: str
    dataset: Dataset
    hashes: Mapping[str, str]


def write(dataset: Dataset, folder: str | Path, read: Stand | None = None) -> Path:
    """Write every output file of the dataset into `folder` and return its path; raises OutputError.

    read  the folder as it was when the dataset was made from it: it must be so still, and its store is copied
    """
    target = Path(folder).absolute()
    with replaced(target) as fresh:
        write_files(dataset, fresh, Before(target, read.dataset.graphs, read.hashes) if read else None)
        if read and seal(target) != read.seal:
            raise OutputError(f"{target}: was changed by another run meanwhile; nothing was written, run it again")
    return target


def seal(folder: Path) -> str:
    """The hash of a folder's report; empty if it has none. It tells whether the folder was written again."""
    try:
        return hashlib.sha256((folder / "report.json").read_bytes()).hexdigest()
    except OSError:
        return ""


@contextmanager
def replaced(
    target: Path, make: Callable[[Path], None] = Path.mkdir, refuse: Callable[[Path], None] | None = None
) -> Iterator[Path]:
    """A fresh folder to write into, which takes the place of `target` when the block ends without an exception.

    refuse  raises OutputError for a folder that must not be replaced; else refuse_foreign does
    """
    (refuse or refuse_foreign)(target)
    clean_leftovers(target)
    fresh, old = _sibling(target, "new"), _sibling(target, "old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        make(fresh)
        yield fresh
        for name in KEPT:
            if (target / name).is_file():
                shutil.copy2(target / name, fresh / name)
        _swap(fresh, target, old)
    except OSError as error:
        raise OutputError(f"{target}: can't be written: {reason(error)}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    """Raise OutputError unless `target` is absent, empty, or an output folder that holds nothing of anyone else."""
    names = held(target)
    if not names:
        return
    if not is_output(target):
        raise OutputError(f"{target}: was not made by wpkgraph and is not empty; name another folder with -o")
    if foreign := sorted(names - MADE - ADDED):
        raise OutputError(f"{target}: holds {foreign[0]!r}, which wpkgraph did not make; move it away first")


def refuse_inside(path: Path) -> None:
    """Raise OutputError if a file would lie in an output folder, where the next build removes it or takes it for foreign."""
    if any(is_output(folder) for folder in path.absolute().parents):
        raise OutputError(f"{path}: lies inside an output folder, which the next build replaces; name another place")


@contextmanager
def part(target: Path, name: str) -> Iterator[Path]:
    """A fresh folder to write into, which becomes `name` in the output folder `target` when the block ends well.

    Raises OutputError if the output was built anew meanwhile, or can't be written.
    """
    real, mark = target.resolve(), seal(target)
    clean_leftovers(real)
    aside = _sibling(real, "new")  # outside of the output: what a killed run leaves is no stranger in it
    try:
        (aside / name).mkdir(parents=True)
        yield aside / name
        if seal(real) != mark:
            raise OutputError(f"{target}: was changed by another run meanwhile; nothing was written, run it again")
        if (real / name).exists():
            (real / name).rename(aside / "old")
        (aside / name).rename(real / name)
    except OSError as error:
        raise OutputError(f"{target / name}: can't be written: {reason(error)}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def held(target: Path) -> set[str]:
    """The names in a folder that is to be written, but for those that are kept; OutputError if it can't be a folder."""
    if target.is_symlink() and not target.exists():
        raise OutputError(f"{target}: is a link that leads nowhere")
    if not target.exists():
        return set()
    if not target.is_dir():
        raise OutputError(f"{target}: is a file, not a folder")
    return {entry.name for entry in target.iterdir()} - KEPT


def refuse_overlap(paths: Sequence[str], target: Path) -> None:
    """Raise OutputError if the output would be read as input by the next build, or replaces what is to be read."""
    real = target.resolve()
    for path in (Path(path).resolve() for path in paths):
        if path.is_dir() and real.is_relative_to(path):
            raise OutputError(f"{target}: lies inside the input {path}, so its own files would be read; name another")
        if path.exists() and path.is_relative_to(real):
            raise OutputError(f"{target}: would replace the folder that holds the input {path}; name another")


def is_output(folder: Path) -> bool:
    """Whether the folder holds a report.json of ours."""
    try:
        data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT


def require_output(folder: str | Path) -> Path:
    """The folder's path if it is an output folder, else OutputError with what to do."""
    path = Path(folder)
    if path.is_file() and is_output(path.parent):
        raise OutputError(f"{path}: is a file of an output folder; name the folder: {path.parent}")
    if path.is_file():
        raise OutputError(f"{path}: is a file, not an output folder of wpkgraph")
    if not path.is_dir():
        raise OutputError(f"{path}: there is no such folder; make one with: wpkgraph build PATH -o {path}")
    if not is_output(path):
        inside = sorted(str(entry) for entry in path.iterdir() if entry.is_dir() and is_output(entry))[:_INSIDE]
        hint = f"; these in it are: {', '.join(inside)}" if inside else ""
        damaged = (path / "store").is_dir() and (path / "report.json").is_file()
        why = "its report.json is damaged; build it again" if damaged else "it has no report.json of ours"
        raise OutputError(f"{path}: is not an output folder of wpkgraph ({why}){hint}")
    return path


def clean_leftovers(target: Path) -> None:
    """Remove what killed runs left beside `target`; put back an old output that was moved and not yet replaced."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.wpkgraph-(new|old)-{re.escape(_host())}-(\d+)")
    if not target.parent.is_dir():
        return
    for entry in sorted(target.parent.iterdir()):
        match = pattern.fullmatch(entry.name)
        if not match or _alive(int(match[2])):
            continue
        if match[1] == "old" and not target.exists():
            entry.rename(target)
        else:
            shutil.rmtree(entry, ignore_errors=True)


def _swap(fresh: Path, target: Path, old: Path) -> None:
    """Put `fresh` in the place of `target`; if the second rename fails, the first is undone."""
    real = target.resolve()  # a link to a folder elsewhere keeps being a link
    if not real.exists():
        fresh.rename(real)
        return
    real.rename(old)
    try:
        fresh.rename(real)
    except BaseException:
        old.rename(real)
        raise


def _sibling(target: Path, kind: str) -> Path:
    return target.parent / f".{target.name}.wpkgraph-{kind}-{_host()}-{os.getpid()}"


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9]", "", socket.gethostname()) or "host"


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return False  # a folder of this very process is of a build that has ended
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
