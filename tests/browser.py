"""A headless Chromium for tests, which are skipped where there is none; every request and complaint is noted.

Where WPKGRAPH_BROWSER is "needed", as in the project's own checks, a missing one is a failure instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

# WebGL is drawn by software: the machines that run the tests have no graphics card.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader")


@dataclass
class Seen:
    """What a page asked for, and what went wrong in it."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Any]:
    """A playwright browser."""
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        missing = pytest.fail if os.environ.get("WPKGRAPH_BROWSER") == "needed" else pytest.skip
        missing("needs Chromium (chromium, chromium-browser or google-chrome on the PATH)")
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Any, **options: Any) -> tuple[Any, Seen]:
    """A fresh page with storage of its own, and what is seen of it."""
    page, seen = browser.new_context(**options).new_page(), Seen()
    page.set_default_timeout(15_000)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    return page, seen
