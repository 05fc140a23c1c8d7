"""What stands behind the routes: the workers for queries and for pages, and whether the output has been built anew."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request

from wpkgraph.server.frames import Answer
from wpkgraph.server.limits import Limits
from wpkgraph.server.log import note
from wpkgraph.server.pool import Pool

_LOOK = 1.0  # seconds between two looks at whether the output was replaced


@dataclass(frozen=True, slots=True)
class Settings:
    """What to serve, and as what.

    folder   an output folder, or with `bare` an Oxigraph database of any origin, which has no pages
    url      of the server as clients see it, with a slash at its end
    root     the path of that address without the slash at its end: what links of pages begin with
    origins  whose scripts may read the answers (CORS); "*" for all
    hosts    names under which the server may be asked; "*" for all
    """

    folder: Path
    url: str
    bare: bool = False
    root: str = ""
    origins: tuple[str, ...] = ("*",)
    hosts: tuple[str, ...] = ("*",)
    limits: Limits = field(default_factory=Limits)


class Service:
    """The workers of one server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        limits = settings.limits
        given = {"folder": str(settings.folder), "bare": settings.bare, "root": settings.root}
        given |= {"memory": limits.memory, "rows": limits.rows}
        self._queries = Pool(given, limits.workers, limits)
        self._pages = None if settings.bare else Pool(given, (limits.workers + 1) // 2, limits)
        self._mark, self._looked = self._stand(), time.monotonic()
        self._salt = secrets.token_hex(4)
        self._first: list[asyncio.Future[Answer]] = []

    @property
    def pools(self) -> dict[str, Pool]:
        """The workers by what they answer."""
        return {"queries": self._queries} | ({"pages": self._pages} if self._pages else {})

    async def start(self) -> None:
        """Start the workers, and let those for pages read what they need before anyone asks."""
        for pool in self.pools.values():
            await pool.warm()
        if self._pages:
            home = {"kind": "page", "path": "", "params": {}, "form": "html"}
            self._first = [asyncio.ensure_future(self._pages.run(home)) for _ in range(self._pages.size)]

    async def stop(self) -> None:
        """End the workers."""
        for task in self._first:
            task.cancel()
        await asyncio.gather(*self._first, return_exceptions=True)
        for pool in self.pools.values():
            await pool.close()

    async def answer(self, job: Mapping[str, Any], request: Request) -> Answer | None:
        """The answer to a job; None if the client has gone meanwhile, whereupon the job is stopped. Raises RefusedError."""
        self._look()
        pool = self._pages if job["kind"] == "page" and self._pages else self._queries
        work = asyncio.ensure_future(pool.run(job))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not work.done():
                work.cancel()
                with suppress(asyncio.CancelledError):
                    await work
        return None if work.cancelled() else work.result()

    def tag(self, *parts: str) -> str:
        """A weak ETag (packed or not, it is the same) for what is made of the output as it stands and of these parts."""
        self._look()
        whole = "\x1f".join((self._salt, str(self._mark), *parts))
        return f'W/"{hashlib.sha256(whole.encode()).hexdigest()[:20]}"'

    def _look(self) -> None:
        """See whether the folder was replaced; then no worker answers from the old one any more."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked, mark = now, self._stand()
        if mark and mark != self._mark:
            self._mark = mark
            note("the output has been replaced; workers start again")
            for pool in self.pools.values():
                pool.renew()

    def _stand(self) -> tuple[int, ...]:
        """What tells one output from the next; empty while there is none, as for a moment when it is replaced."""
        try:
            stat = (self.settings.folder / ("CURRENT" if self.settings.bare else "report.json")).stat()
        except OSError:
            return ()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
