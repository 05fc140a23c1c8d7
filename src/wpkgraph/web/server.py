"""A server of others: requests with time limits and retries, answers with a bound, errors that say what was answered."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from wpkgraph.errors import RemoteError
from wpkgraph.web.address import shown
from wpkgraph.web.login import Login

if TYPE_CHECKING:
    import httpx

WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds before each further try
LONGEST_WAIT = 120.0  # a server that asks for more is told to the user instead
AGAIN = frozenset({429, 502, 503, 504})
CONNECT = 10.0  # seconds for a connection
TOLD = 64 * 1024  # bytes that are read of an answer of which only the first words matter
_WORDS = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `about` is what messages call it: "graph <iri>", "the query"; `limit`: bytes of the answer."""

    method: str
    url: str
    about: str
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    limit: int = TOLD


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its body is cut at the request's limit, and then `whole` is False."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    whole: bool

    @property
    def good(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Server:
    """A connection to one server, to be used in a `with`; redirects are never followed, so no login leaves it.

    timeout  seconds in which the server must go on answering
    """

    def __init__(self, login: Login, timeout: float) -> None:
        import httpx

        self._login, self._timeout = login, timeout
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT)),
            auth=login.digest(),
            headers={"User-Agent": "wpkgraph", **login.header()},
            follow_redirects=False,
        )

    def __enter__(self) -> Server:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connection."""
        self._client.close()

    def send(self, request: Request) -> Reply:
        """The server's answer, whatever its status, but for redirects; tried again where that may help.

        Raises RemoteError if there is none: no connection, no answer in time, a redirect, or a server too busy.
        """
        last = ""
        for wait in (0.0, *WAITS):
            time.sleep(wait)
            answer = self._once(request)
            if isinstance(answer, Reply) and answer.status not in AGAIN:
                return answer
            if isinstance(answer, str):
                last = answer
                continue
            last = self.told(answer)
            self._rest(answer, request, last)
        raise RemoteError(f"{request.about}: {shown(request.url)} {last} ({len(WAITS) + 1} tries)")

    def refused(self, request: Request, reply: Reply) -> RemoteError:
        """The error for an answer that is not what was asked for."""
        return RemoteError(f"{request.about}: {shown(request.url)} {self.told(reply)}")

    def told(self, reply: Reply) -> str:
        """The status and the first words of an answer, as one line without control characters and secrets."""
        text = self.words(reply.body)
        reason = self.words(reply.reason.encode())
        return f"answers {reply.status}{f' {reason}' if reason else ''}{f': {text}' if text else ''}"

    def words(self, body: bytes) -> str:
        """The first words of a body; marks of HTML are left out."""
        text = self._login.hide(body[:TOLD].decode(errors="replace"))
        if re.match(r"\s*<(!doctype|html|\?xml)", text, re.I):
            text = re.sub(r"<[^<>]{0,500}>", " ", text)
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return text if len(text) <= _WORDS else f"{text[:_WORDS].rstrip()} ..."

    def _once(self, request: Request) -> Reply | str:
        """An answer, or why there was none when trying again may help."""
        import httpx

        try:
            reply = self._read(request)
        except (httpx.ConnectTimeout, httpx.ConnectError) as error:
            said = re.sub(r"^\[Errno -?\d+\] ", "", str(error))
            return f"can't be reached: {self.words(said.encode()) or 'no connection in time'}"
        except httpx.TimeoutException as error:
            why = f"did not answer in {self._timeout:g} seconds; see --timeout"
            raise RemoteError(f"{request.about}: {shown(request.url)} {why}") from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            return f"broke off: {self.words(str(error).encode()) or type(error).__name__}"
        except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError, NotImplementedError) as error:
            # the last three: a challenge for a login with an unknown algorithm, and the like
            why = f"can't be talked to: {self.words(str(error).encode()) or type(error).__name__}"
            raise RemoteError(f"{request.about}: {shown(request.url)} {why}") from error
        if 300 <= reply.status < 400:
            to = self._login.hide(shown(reply.headers.get("location", ""))) or "nowhere"
            why = f"answers {reply.status}, a redirect to {to}; it is not followed: give the address of the service itself"
            raise RemoteError(f"{request.about}: {shown(request.url)} {why}")
        return reply

    def _read(self, request: Request) -> Reply:
        body, size, whole = [], 0, True
        with self._client.stream(
            request.method, request.url, content=request.content or None, headers=dict(request.headers)
        ) as response:
            for block in response.iter_bytes():
                body.append(block[: request.limit - size])
                size += len(block)
                if size > request.limit:
                    whole = False
                    break
            return _reply(response, b"".join(body), whole)

    def _rest(self, reply: Reply, request: Request, told: str) -> None:
        """Wait as long as the server asks for; the usual wait comes on top."""
        seconds = _retry_after(reply.headers.get("retry-after", ""))
        if seconds > LONGEST_WAIT:
            raise RemoteError(
                f"{request.about}: {shown(request.url)} {told}; it asks to come again in {seconds:.0f} seconds"
            )
        time.sleep(seconds)


def _reply(response: httpx.Response, body: bytes, whole: bool) -> Reply:
    headers = {name.lower(): text for name, text in response.headers.items()}
    return Reply(response.status_code, response.reason_phrase, headers, body, whole)


def _retry_after(text: str) -> float:
    """Seconds that a Retry-After header asks for, a number or a date; 0 if it says nothing that can be read."""
    if re.fullmatch(r"\d{1,9}", text.strip()):
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
