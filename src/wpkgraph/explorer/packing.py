"""The data as text: JSON in parts, each packed by itself so that a page unpacks only what it needs."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from wpkgraph.explorer.data import Data, part

_LEVEL = 6


def parts(data: Data) -> dict[str, Any]:
    """The parts by name, as what JSON holds: "first", "graph", "sources", and "text-0", "text-1", ... (lists of texts)."""
    chunks = {f"text-{number}": list(chunk) for number, chunk in enumerate(data.texts)}
    return {"first": part(data.first), "graph": part(data.graph), "sources": part(data.sources), **chunks}


def pack(value: object) -> str:
    """A JSON value as UTF-8, gzip and base64: characters that end no element and need no escape; the same each time."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(text, _LEVEL, mtime=0)).decode()


def unpack(text: str) -> Any:
    """What `pack` packed; raises ValueError or OSError for what it did not.

    >>> unpack(pack({"quote": "</script>\\r\\n"}))
    {'quote': '</script>\\r\\n'}
    """
    return json.loads(gzip.decompress(base64.b64decode(text, validate=True)))
