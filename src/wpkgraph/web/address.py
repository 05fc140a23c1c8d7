"""Addresses of servers: checked before anything is sent, and never printed with what could be a secret."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wpkgraph.errors import RemoteError

_BAD = re.compile(r"[\s\\\x00-\x1f\x7f]")


def check_address(url: str, *, query: bool = False, login: str = "") -> str:
    """The address as given, if it is an http or https URL with a host; raises RemoteError.

    query  whether it may have a part after "?"
    login  the beginning of the names of the environment variables that hold user name and password
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RemoteError("the address of the server can't be read: its host or port is wrong") from error
    if parts.username is not None or parts.password is not None:
        raise RemoteError(
            f"{shown(url)}: an address holds no user name and password, as others can see them in a command line; "
            f"set {login}_USER and {login}_PASSWORD"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or _BAD.search(url):
        raise RemoteError(f"{shown(url)}: is no address of a server; it reads like http://localhost:7878/store")
    if parts.fragment or (parts.query and not query) or (url.endswith("?") and not query):
        raise RemoteError(f"{shown(url)}: the address ends before any ? or #; graphs are named by wpkgraph")
    return url


def shown(url: str) -> str:
    """An address as messages name it: without user name, password, and what stands behind "?" or "#".

    >>> shown("https://me:secret@example.org/store?key=1")
    'https://example.org/store'
    """
    text = re.sub(r"//[^/?#]*@", "//", url.split("?")[0].split("#")[0])
    return "".join(c for c in text[:300] if c.isprintable())


def origin(url: str) -> tuple[str, str, int]:
    """(scheme, host, port) of a checked address: what two addresses of one server have in common.

    >>> origin("http://example.org/a") == origin("http://EXAMPLE.org:80/b")
    True
    """
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or (443 if parts.scheme == "https" else 80)
