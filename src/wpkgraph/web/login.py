"""Who we are to a server: taken from environment variables, never from an address or an option, and never printed."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wpkgraph.errors import RemoteError

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True, repr=False)
class Login:
    """kind "" (nobody), "bearer", "basic" or "digest"; `secret` is the token or the password."""

    kind: str = ""
    user: str = ""
    secret: str = ""

    def __repr__(self) -> str:
        """The kind only."""
        return f"<Login: {self.kind or 'none'}>"

    def header(self) -> dict[str, str]:
        """The Authorization header, where it is the same for every request."""
        if self.kind == "bearer":
            return {"Authorization": f"Bearer {self.secret}"}
        return {"Authorization": f"Basic {self._pair()}"} if self.kind == "basic" else {}

    def digest(self) -> httpx.DigestAuth | None:
        """What answers a server's challenge."""
        import httpx

        return httpx.DigestAuth(self.user, self.secret) if self.kind == "digest" else None

    def hide(self, text: str) -> str:
        """A text of the server without our secrets, should it repeat them."""
        for secret in (self._pair(), self.secret) if self.secret else ():
            text = text.replace(secret, "***")
        return text

    def _pair(self) -> str:
        return base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()


def login(prefix: str, environ: Mapping[str, str] = os.environ) -> Login:
    """The login in PREFIX_TOKEN, or in PREFIX_USER and PREFIX_PASSWORD with PREFIX_AUTH basic (default) or digest.

    Raises RemoteError, which names the variable and never what it holds.
    """
    token, user, password, way = (environ.get(f"{prefix}_{end}", "") for end in ("TOKEN", "USER", "PASSWORD", "AUTH"))
    if way not in ("", "basic", "digest"):
        raise RemoteError(f"{prefix}_AUTH is basic or digest")
    if token and (user or password or way):
        raise RemoteError(f"{prefix}_TOKEN is set, and so is {prefix}_USER, _PASSWORD or _AUTH: one way at a time")
    if token:
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            raise RemoteError(f"{prefix}_TOKEN holds a space, a line end or another sign that no token has")
        return Login("bearer", secret=token)
    if not (user or password):
        return Login()
    if not (user and password):
        raise RemoteError(f"{prefix}_USER and {prefix}_PASSWORD go together; one is not set")
    if ":" in user or re.search(r"[\x00-\x1f\x7f]", user + password):
        raise RemoteError(f"{prefix}_USER must not hold a colon, and neither it nor the password a control character")
    return Login(way or "basic", user, password)
