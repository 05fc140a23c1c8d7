"""The static site in a browser, opened from disk and from a web server: no error, no request elsewhere, search, stretches."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sample_dataset
from browser import chromium
from page_checks import written
from wpkgraph.pages.layout import POLICY
from wpkgraph.pages.site import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("", "browse/", "browse/Person/", "sources/", "search/", "id/event/kiln-clerks-7/", "id/person/ro-chan-gyu/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def until(tab: Page, true: str) -> None:
    """Wait for a condition; the library's own way asks the page to evaluate text, which its policy forbids."""
    end = time.monotonic() + 10
    while not tab.evaluate(true):
        assert time.monotonic() < end, true
        tab.wait_for_timeout(50)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    out = written(folder / "out", sample_dataset.first(), sample_dataset.second())
    write_site(out, folder / "a site")
    return folder / "a site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """A plain web server that sends the policy which wpkgraph serve sends."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing."""

    def log_error(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Path) -> str:
    """What addresses of the site begin with: on disk, and on a server."""
    if request.param == "file":
        return site.as_uri() + "/"
    served: str = request.getfixturevalue("served")
    return served


@pytest.fixture
def tab(browser: Browser, root: str) -> Iterator[Page]:
    """A page that fails the test for any message on the console and any request that leaves the site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(root) else None)
    aborted = "net::ERR_ABORTED"  # what was under way when the next page was opened
    page.on("requestfailed", lambda r: troubles.append(f"failed: {r.url}") if r.failure != aborted else None)
    yield page
    context.close()
    assert troubles == []


def reader() -> str:
    return f"id/{sample_dataset.first().article}/text/index.html"


def test_pages_open_without_a_complaint(tab: Page, root: str) -> None:
    for path in (*(f"{path}index.html" for path in PAGES), reader()):
        tab.goto(root + path)
        assert tab.title().endswith("wpkgraph")
        colour = tab.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor")
        assert colour == "rgb(18, 35, 59)"  # the style sheet is there


def test_a_suggestion_is_chosen_by_keyboard(tab: Page, root: str) -> None:
    tab.goto(root + "index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("Rö-chan")
    tab.wait_for_selector("#found li")
    first = tab.locator("#found li").first
    assert "Ro Chan Gyu" in first.inner_text()
    box = tab.locator("#q")
    assert box.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("ArrowDown")
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/id/person/ro-chan-gyu/index.html")
    assert tab.locator("h1").inner_text() == "Ro Chan Gyu"


def test_escape_closes_the_suggestions(tab: Page, root: str) -> None:
    tab.goto(root + "id/person/ro-chan-gyu/index.html")
    tab.locator("#q").fill("kiln")
    tab.wait_for_selector("#found li")
    tab.keyboard.press("Escape")
    assert tab.locator("#found").is_hidden()
    tab.locator("#q").fill("no such name")
    tab.wait_for_timeout(300)
    assert tab.locator("#found").is_hidden()


def test_search_lists_results_without_a_server(tab: Page, root: str) -> None:
    tab.goto(root + "index.html")
    tab.locator("#q").fill("gyu")
    tab.locator(".find button").click()
    tab.wait_for_url("**/search/index.html?q=gyu")
    tab.wait_for_selector("#results section")
    assert "found for “gyu”" in tab.locator("#results").inner_text()
    tab.locator("#results a", has_text="Ro Chan Gyu").first.click()
    tab.wait_for_url("**/id/**")


@pytest.mark.parametrize("start", [sample_dataset.FIRST.index("drive for"), sample_dataset.FIRST.index("under")])
def test_any_stretch_of_a_text_is_shown_and_scrolled_to(tab: Page, root: str, start: int) -> None:
    words = sample_dataset.FIRST[start : start + 18]
    tab.set_viewport_size({"width": 390, "height": 300})
    tab.goto(f"{root}{reader()}#char={start},{start + 18}")
    tab.wait_for_selector(".shown")
    shown = "".join(tab.locator(".shown").all_text_contents())
    assert shown == words
    until(tab, "document.querySelector('.shown').getBoundingClientRect().top < innerHeight")
    assert tab.evaluate("scrollY") > 0
    assert tab.locator("#text").text_content() == sample_dataset.FIRST
    tab.evaluate("location.hash = '#char=0,7'")
    until(tab, "[...document.querySelectorAll('.shown')].map(e => e.textContent).join('') === 'Seventh'")
    assert tab.locator("#text").text_content() == sample_dataset.FIRST


def test_a_mention_tells_its_name_when_it_has_the_focus(tab: Page, root: str) -> None:
    tab.goto(root + reader())
    link = tab.locator("#text mark a", has_text="Ro Chan Gyu").first
    link.focus()
    assert link.evaluate("e => getComputedStyle(e, '::after').content") == '"Ro Chan Gyu (person)"'


def test_the_theme_is_chosen_and_kept(tab: Page, root: str) -> None:
    tab.goto(root + "index.html")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = tab.evaluate(paper)
    tab.locator("#theme").click()
    assert tab.evaluate(paper) != light
    tab.reload()
    assert tab.evaluate(paper) != light
    tab.locator("#theme").click()
    assert tab.evaluate(paper) == light


def test_the_skip_link_is_the_first_stop(tab: Page, root: str) -> None:
    tab.goto(root + "id/person/ro-chan-gyu/index.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_runs_over_the_side(tab: Page, root: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for path in (*(f"{path}index.html" for path in PAGES), reader(), f"id/{sample_dataset.first().article}/index.html"):
        tab.goto(root + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path


def test_on_a_phone_the_theme_stands_beside_the_name(tab: Page, root: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"{root}index.html")
    theme, brand = tab.locator("#theme").bounding_box(), tab.locator(".brand").bounding_box()
    assert theme
    assert brand
    assert abs(theme["y"] + theme["height"] / 2 - brand["y"] - brand["height"] / 2) < 10
    assert theme["x"] > brand["x"] + brand["width"]


def test_without_a_script_the_pages_still_work(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    start = sample_dataset.FIRST.index("made an opening speech")
    page.goto(f"{root}{reader()}#char={start},{start + len('made an opening speech')}")
    assert page.locator("*:target").inner_text() == "made an opening speech"
    page.goto(f"{root}search/index.html")
    assert page.locator("noscript a, #results a").count() >= 1
    page.goto(f"{root}id/person/ro-chan-gyu/index.html")
    assert page.locator(".copy").is_hidden()
    page.locator("svg.fan a").first.click()
    assert "/id/" in page.url
    context.close()
