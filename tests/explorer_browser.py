"""The explorer in a Chromium without a network, with everything that it asks for and complains of written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browser import Seen

WHOLE = "html[data-drawn=whole]"


def watch(page: Any, file: Path) -> Seen:
    """Blocks the network for a page, and notes what it asks for and complains of."""
    seen = Seen()
    own = file.as_uri()

    def asked(request: Any) -> None:
        address = request.url.split("#")[0]
        if address != own and not address.startswith(("data:", "blob:")):
            seen.requests.append(address)

    page.on("request", asked)
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.context.set_offline(True)
    return seen


@contextmanager
def opened(browser: Any, file: Path, hash_: str = "", **options: Any) -> Iterator[tuple[Any, Seen]]:
    """A page of the file when all of it is unpacked; asserts at the end that it asked for nothing and had no error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True, **options)
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = watch(page, file)
    page.goto(file.as_uri() + hash_)
    page.wait_for_selector(WHOLE, state="attached")
    yield page, seen
    context.close()
    assert seen.requests == []
    assert seen.errors == []
