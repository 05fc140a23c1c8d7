"""The server's log: one JSON object a line on standard error, for each request and whatever else happens."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGER = logging.getLogger("wpkgraph.server")
_LONGEST = 2000  # characters of an address in the log


class Lines(logging.Formatter):
    """Records as JSON; control characters in them are escaped, so that nobody can write lines of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        data: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "event": record.getMessage()}
        data |= getattr(record, "fields", {})
        if record.exc_info:
            data["trace"] = self.formatException(record.exc_info)
        return json.dumps(data, ensure_ascii=True)


def set_up(level: int = logging.INFO) -> None:
    """Send our log to standard error, and with it what the libraries below complain of, warnings among it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(True)
    LOGGER.setLevel(level)


def note(event: str, **fields: object) -> None:
    """Write a line."""
    LOGGER.info(event, extra={"fields": fields})


class Logged:
    """An ASGI application whose requests are logged: method, address, status, bytes, milliseconds, client."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, then write the line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, seen = time.perf_counter(), {"status": 0, "bytes": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            took = round(1000 * (time.perf_counter() - started), 1)
            query = scope["query_string"].decode("latin-1")[:_LONGEST]
            client = scope["client"][0] if scope.get("client") else ""
            address = {"method": scope["method"], "path": scope["path"][:_LONGEST], "query": query}
            note("request", **address, **seen, ms=took, client=client, **scope.get("wpkgraph", {}))
