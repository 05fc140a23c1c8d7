"""What was sent to a server: a file of lines, one written before and one after each graph, so that nothing is lost.

A graph that could be on the server is named in it, whenever the process is killed: the line that a graph is begun
stands there before the first byte of it is sent.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from wpkgraph.errors import RemoteError
from wpkgraph.web.address import shown

FORMAT = "wpkgraph push journal 1"


@dataclass(frozen=True, slots=True)
class Known:
    """What a journal says.

    hashes  {graph: SHA-256 of what the server confirmed, "" if a sending was begun and not confirmed}
    unions  the graphs that the last push filled with the union of all
    """

    hashes: Mapping[str, str] = field(default_factory=dict)
    unions: tuple[str, ...] = ()


def journal_path(output: str | Path, url: str) -> Path:
    """Where the journal of an output folder and an address stands: beside the folder, which is replaced as a whole."""
    folder = Path(output).resolve()
    mark = hashlib.sha256(url.encode()).hexdigest()[:12]
    return folder.parent / f".{folder.name}.push-{mark}.jsonl"


def read_journal(path: Path, url: str) -> Known:
    """What the journal says; nothing if there is no such file.

    A last line that was cut off is no error. Raises RemoteError for a file of another server or another kind.
    """
    try:
        lines = path.read_bytes().split(b"\n")[:-1]  # behind the last line end stands nothing, or a line cut off
    except FileNotFoundError:
        return Known()
    except OSError as error:
        raise RemoteError(f"{path}: the journal can't be read: {error.strerror}") from error
    head = _row(lines[0]) if lines else {}
    unions = head.get("unions")
    if head.get("format") != FORMAT or not isinstance(unions, list) or not all(isinstance(u, str) for u in unions):
        raise RemoteError(f"{path}: is no journal of wpkgraph push; name another file with --journal")
    if head.get("url") != url:
        where = shown(str(head.get("url")))
        raise RemoteError(f"{path}: is the journal of another server, {where}; name another file with --journal")
    return Known(_hashes(path, lines[1:]), tuple(unions))


def _hashes(path: Path, lines: list[bytes]) -> dict[str, str]:
    known: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        row = _row(line)
        graph, state, digest = row.get("graph"), row.get("state"), row.get("sha256", "")
        if not isinstance(graph, str) or state not in ("begun", "sent", "deleted") or not isinstance(digest, str):
            raise RemoteError(f"{path}:{number}: the journal is damaged; remove it, and all graphs are sent again")
        if state == "deleted":
            known.pop(graph, None)
        else:
            known[graph] = digest if state == "sent" else ""
    return known


class Journal:
    """A journal to write to, in a `with`. It is written anew with what is known, and then added to, line by line."""

    def __init__(self, path: Path, url: str, known: Known) -> None:
        rows: list[dict[str, Any]] = [{"format": FORMAT, "url": url, "unions": list(known.unions)}]
        rows += [_entry(graph, digest) for graph, digest in sorted(known.hashes.items())]
        fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
        self._path = path
        try:
            fresh.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            fresh.replace(path)
            self._file: IO[bytes] = path.open("ab", buffering=0)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise RemoteError(f"{path}: the journal can't be written: {error.strerror}; see --journal") from error

    def __enter__(self) -> Journal:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self._file.close()

    def begun(self, graph: str) -> None:
        """The graph is about to be sent: from now on it may be on the server."""
        self._write(_entry(graph, ""))

    def sent(self, graph: str, digest: str) -> None:
        """The server has confirmed the graph."""
        self._write(_entry(graph, digest))

    def deleted(self, graph: str) -> None:
        """The server has confirmed that the graph is gone."""
        self._write({"graph": graph, "state": "deleted"})

    def _write(self, row: Mapping[str, str]) -> None:
        try:
            self._file.write(json.dumps(row).encode() + b"\n")
        except OSError as error:
            raise RemoteError(f"{self._path}: the journal can't be written: {error.strerror}") from error


def _entry(graph: str, digest: str) -> dict[str, str]:
    row = {"graph": graph, "state": "sent" if digest else "begun"}
    return row | {"sha256": digest} if digest else row


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}
