"""How the server and its workers speak: a job in, an answer out, over the pipes of a process.

A job is a JSON object behind its length; an answer is a JSON object and bytes behind both lengths. Plain data, so that a
worker that went wrong can hand over nothing that runs.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

_JOB, _ANSWER = struct.Struct(">I"), struct.Struct(">IQ")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, a media type, the bytes; `location` is where to go instead (3xx)."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


def job(data: Mapping[str, Any]) -> bytes:
    """A job as bytes."""
    text = json.dumps(data).encode()
    return _JOB.pack(len(text)) + text


def read_job(source: BinaryIO) -> dict[str, Any] | None:
    """The next job; None when the other end is closed."""
    head = source.read(_JOB.size)
    if len(head) < _JOB.size:
        return None
    text = source.read(_JOB.unpack(head)[0])
    data: dict[str, Any] = json.loads(text)
    return data


def write_answer(target: BinaryIO, answer: Answer) -> None:
    """Send an answer."""
    head = {"status": answer.status, "media_type": answer.media_type, "location": answer.location}
    text = json.dumps(head).encode()
    target.write(_ANSWER.pack(len(text), len(answer.body)) + text)
    target.write(answer.body)
    target.flush()


async def read_answer(source: asyncio.StreamReader) -> Answer:
    """The next answer; raises asyncio.IncompleteReadError when the worker is gone."""
    head, size = _ANSWER.unpack(await source.readexactly(_ANSWER.size))
    fields = json.loads(await source.readexactly(head))
    return Answer(body=await source.readexactly(size), **fields)
