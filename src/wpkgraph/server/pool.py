"""Worker processes, and who gets one when: in the order of coming, and for no longer than a job may take."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wpkgraph.server import frames
from wpkgraph.server.frames import Answer
from wpkgraph.server.limits import Limits
from wpkgraph.server.log import note
from wpkgraph.server.protocol import RefusedError

_RETRY = {"Retry-After": "5"}


class Worker:
    """One process, started when it is first needed and again after it has ended."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = json.dumps(settings)
        self._process: asyncio.subprocess.Process | None = None
        self.generation = 0

    async def start(self, generation: int) -> None:
        """Start the process; it opens the store while the first job is on its way."""
        arguments = (sys.executable, "-m", "wpkgraph.server.worker", self._settings)
        pipe, run = asyncio.subprocess.PIPE, asyncio.create_subprocess_exec
        self._process = await run(*arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment())
        self._heard = asyncio.create_task(_hear(self._process.stderr))
        self.generation = generation

    async def ask(self, job: bytes) -> Answer:
        """The answer to a job; raises OSError or asyncio.IncompleteReadError if the process ends before it."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise BrokenPipeError("the worker has not been started")
        process.stdin.write(job)
        await process.stdin.drain()
        return await frames.read_answer(process.stdout)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def end(self) -> None:
        """End the process at once, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


class Pool:
    """Some workers over one store."""

    def __init__(self, settings: Mapping[str, Any], size: int, limits: Limits) -> None:
        self._free = [Worker(settings) for _ in range(size)]
        self._all = tuple(self._free)
        self._limits = limits
        self._turn = asyncio.Semaphore(size)
        self._waiting = 0
        self._generation = 1

    @property
    def size(self) -> int:
        """How many workers there are."""
        return len(self._all)

    @property
    def busy(self) -> int:
        """How many workers are at work."""
        return len(self._all) - len(self._free)

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return self._waiting

    def renew(self) -> None:
        """Let each worker be started again before its next job: the store has been replaced."""
        self._generation += 1

    async def run(self, job: Mapping[str, Any]) -> Answer:
        """The answer to a job; raises RefusedError: 503 none was free, 504 it took too long, 500 it broke.

        Cancelled, it ends the worker, and with that whatever the worker was at.
        """
        worker = await self._take()
        seconds, done = self._limits.seconds, False
        try:
            if not worker.alive or worker.generation != self._generation:
                await worker.end()
                await worker.start(self._generation)
            async with asyncio.timeout(seconds):
                answer = await worker.ask(frames.job({**job, "seconds": seconds}))
            done = True
        except TimeoutError as error:
            raise RefusedError(504, f"it took longer than {seconds:g} seconds and was stopped; ask for less") from error
        except (OSError, asyncio.IncompleteReadError) as error:
            raise RefusedError(500, "it ended without an answer (out of memory?); ask for less") from error
        finally:
            await self._give(worker, done)
        return answer

    async def warm(self) -> None:
        """Start all workers, so that the first clients need not wait for that."""
        for worker in self._all:
            await worker.start(self._generation)

    async def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            await worker.end()

    async def _take(self) -> Worker:
        if self._waiting >= self._limits.queue:
            raise RefusedError(503, "too many requests are waiting; try again later", _RETRY)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.wait):
                await self._turn.acquire()
        except TimeoutError as error:
            why = f"all workers were busy for {self._limits.wait:g} seconds; try again later"
            raise RefusedError(503, why, _RETRY) from error
        finally:
            self._waiting -= 1
        return self._free.pop()

    async def _give(self, worker: Worker, done: bool) -> None:
        """Put a worker back; one that did not finish is ended, and another process started in its place."""
        try:
            if not done:
                await worker.end()
                await worker.start(self._generation)
        finally:
            self._free.append(worker)
            self._turn.release()


async def _hear(said: asyncio.StreamReader | None) -> None:
    """Put what a worker writes to standard error (a crash of the library, say) into the log, line by line."""
    while said is not None:
        try:
            line = await said.readline()
        except ValueError:  # longer than the reader's buffer, which has been emptied
            continue
        if not line:
            return
        note("a worker said", text=line.decode(errors="replace").rstrip())


def _environment() -> dict[str, str]:
    """The environment of workers: the package is found where this process has found it."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path}
