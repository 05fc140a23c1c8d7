"""A Chromium for tests of pages: without a network, with everything that a page asks for and complains of written down."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# WebGL is drawn by software: the machines that run the tests have no graphics card.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"]
WHOLE = "html[data-drawn=whole]"


@dataclass
class Watched:
    """What a page did that it should not: addresses beyond its own file, errors on the console, uncaught errors."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Any]:
    """The installed Chromium; the test is skipped, with the reason, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs Chromium: none of chromium, chromium-browser, google-chrome is on the path")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def watch(page: Any, file: Path) -> Watched:
    """Blocks the network for a page, and notes what it asks for and complains of."""
    seen = Watched()
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
def opened(browser: Any, file: Path, hash_: str = "", **options: Any) -> Iterator[tuple[Any, Watched]]:
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
