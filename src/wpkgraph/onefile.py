"""One file, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from wpkgraph.errors import OutputError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with plain line ends, aside and then renamed; missing folders are made. OutputError: it can't be written."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes, *, folders: bool = True) -> None:
    """Write bytes, aside and then renamed; missing folders are made, if wanted. OutputError: it can't be written."""
    fresh = path.with_name(f".{path.name}.wpkgraph-new-{os.getpid()}")
    try:
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.write_bytes(data)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}") from error
