"""The server as a process: an address to listen at, a start that fails early, a stop that lets answers end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from wpkgraph.errors import ServeError
from wpkgraph.outputs import require_output
from wpkgraph.server import log
from wpkgraph.server.service import Settings
from wpkgraph.server.worker import Desk

LOCAL = ("localhost", "127.0.0.1", "::1")
_DRAIN = 10  # seconds that answers under way have to end when the server is stopped
_BACKLOG = 1024
_HEAD = 1 << 17  # bytes of a request's head: queries by GET may be long


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; 0 lets the system choose the port. Raises ServeError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
        except OSError:
            made.close()
            raise
    except OSError as error:
        raise ServeError(f"can't listen at {host} port {port}: {error.strerror or error}") from error
    return made


def hosts(host: str, url: str) -> tuple[str, ...]:
    """Names under which a server at `host` may be asked: any, but at this machine's own address only its own ones.

    A page on the web could otherwise have its own name lead to this machine, and read what is served here.

    >>> hosts("0.0.0.0", "http://0.0.0.0:8000"), hosts("127.0.0.1", "https://example.org/x")[-1]
    (('*',), 'example.org')
    """
    if host not in LOCAL:
        return ("*",)
    return (*LOCAL, "[::1]", urlsplit(url).hostname or host)


def try_store(folder: Path, *, bare: bool) -> int:
    """Open the store as workers will, and count its quads; raises OutputError."""
    if not bare:
        require_output(folder)
    return int(Desk(str(folder), bare=bare).answer({"kind": "ping"}).body)


def serve(settings: Settings, at: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; answers under way are then finished, within bounds.

    ready  called when clients are answered
    """
    import uvicorn

    from wpkgraph.server.app import application

    log.set_up()
    config = uvicorn.Config(
        application(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        backlog=_BACKLOG,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_DRAIN,
        ws="none",
        h11_max_incomplete_event_size=_HEAD,
    )

    class Server(uvicorn.Server):
        """Tells when it has started."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            """Start, and say so."""
            await super().startup(sockets)
            if self.started:
                ready()

    # The library stops in good order on these, and then raises them again for whoever handled them before: nobody.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    Server(config).run(sockets=[at])
