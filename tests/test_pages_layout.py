"""The frame of all pages, what is put into it, and the small parts that escape or refuse."""

from __future__ import annotations

import json

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from page_checks import read
from wpkgraph.pages import layout, links, statics
from wpkgraph.pages.parts import outside, plain

SERVER = links.ServerLinks("https://example.org/id/", "/kiln")
FILES = links.FileLinks("https://example.org/id/", "id/person/x")


def test_the_frame_has_landmarks_search_and_ways() -> None:
    found = read(layout.render(SERVER, "A kiln", Markup("<h1>A kiln</h1>"), here="browse"))
    tags = [tag for tag, _ in found.tags]
    assert [tags.count(tag) for tag in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    assert found.links[0] == "#main"
    assert {"/kiln/", "/kiln/browse", "/kiln/sources"} <= set(found.links)
    current = [given for tag, given in found.tags if given.get("aria-current") == "page"]
    assert [given["href"] for given in current] == ["/kiln/browse"]
    form = next(given for tag, given in found.tags if tag == "form")
    assert (form["action"], form["role"], form["method"]) == ("/kiln/search", "search", "get")
    label = next(given for tag, given in found.tags if tag == "label")
    assert label["for"] == "q"
    assert "A kiln · wpkgraph" in found.words


def test_a_title_and_words_searched_for_are_text() -> None:
    page = layout.render(SERVER, "</title><script>", Markup(""), query='"><script>', description='<&">')
    assert "<script>" not in page
    assert "&lt;/title&gt;&lt;script&gt;" in page


def test_data_about_a_page_can_not_end_its_element() -> None:
    data = json.dumps({"name": "</script><script>x</script> & <!--"})
    page = layout.render(SERVER, "", Markup(""), data=data)
    start = page.index('"application/ld+json">') + len('"application/ld+json">')
    inside = page[start : page.index("</script>", start)]
    assert json.loads(inside) == json.loads(data)
    assert "<" not in inside


def test_other_forms_and_further_files_are_named_in_the_head() -> None:
    other = layout.Alternate("text/turtle", "/kiln/id/x?format=turtle", "Turtle")
    page = layout.render(
        SERVER, "", Markup(""), alternates=[other], scripts=["static/query.js"], styles=["static/query.css"]
    )
    found = read(page)
    alternate = next(given for tag, given in found.tags if given.get("rel") == "alternate")
    assert (alternate["type"], alternate["href"]) == ("text/turtle", "/kiln/id/x?format=turtle")
    assert "/kiln/static/query.js" in found.loads
    assert "/kiln/static/query.css" in found.loads


def test_files_carry_the_policy_that_a_server_sends() -> None:
    filed = layout.render(FILES, "", Markup(""))
    assert "frame-ancestors" not in filed  # browsers complain of it anywhere but in a header
    policy = next(given["content"] for tag, given in read(filed).tags if "http-equiv" in given)
    assert f"{policy}; frame-ancestors 'none'" == layout.POLICY
    assert "Content-Security-Policy" not in layout.render(SERVER, "", Markup(""))
    assert "unsafe" not in layout.POLICY


def test_what_a_template_lacks_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        layout.fill("missing.html", links=SERVER, title="x")


def test_pages_of_modules_that_are_not_there_are_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(links.APART, "query", "wpkgraph.pages.no_such_module")
    links.offered.cache_clear()
    assert not links.offered("query")
    assert "/kiln/query" not in read(layout.render(SERVER, "", Markup(""))).links
    monkeypatch.setitem(links.APART, "query", "wpkgraph.pages.layout")
    links.offered.cache_clear()
    assert "/kiln/query" in read(layout.render(SERVER, "", Markup(""))).links
    assert not [link for link in read(layout.render(FILES, "", Markup(""))).links if "query" in link]  # needs a server
    monkeypatch.undo()
    links.offered.cache_clear()


def test_terms_of_the_ontology_lead_to_its_page_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    term = "https://w3id.org/wpkgraph/ontology#Person"
    monkeypatch.setitem(links.APART, "ontology", "wpkgraph.pages.layout")
    links.offered.cache_clear()
    assert SERVER.iri(term) == "/kiln/ontology#Person"
    assert FILES.iri(term) == "../../../ontology/index.html#Person"
    monkeypatch.setitem(links.APART, "ontology", "wpkgraph.pages.no_such_module")
    links.offered.cache_clear()
    assert SERVER.iri(term) == term
    monkeypatch.undo()
    links.offered.cache_clear()


def test_static_files_are_those_that_are_there() -> None:
    assert {"site.css", "site.js", "theme.js", "icon.svg"} <= set(statics.names())
    for name in statics.names():
        found = statics.read(name)
        assert found is not None
        assert found[1]
    assert statics.read("../layout.py") is None
    assert statics.read("") is None


def test_scripts_ask_for_nothing_from_elsewhere() -> None:
    for name in statics.names():
        if name.startswith("vendor/"):
            continue  # what these ask for is recorded in a browser: tests/test_query_browser.py
        text = (statics.read(name) or ("", b""))[1].decode().replace("http://www.w3.org/2001/XMLSchema#", "")
        assert "innerHTML" not in text
        assert "eval(" not in text
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in text
        assert "@import" not in text


@pytest.mark.parametrize("url", ["https://example.org/", "http://example.org/a?b=c#d", "https://[::1]/"])
def test_addresses_that_may_be_followed(url: str) -> None:
    assert outside(url) == url


FOLLOWED_BY_NOBODY = (
    *(
        "",
        "javascript:alert(1)",
        " javascript:x",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
    ),
    *("example.org", "https:", "https://", "https://a b/", "https://a\n/", "https://[x", "ftp://example.org"),
    *("vbscript:x", "https://x\u202e/"),
)


@pytest.mark.parametrize("url", FOLLOWED_BY_NOBODY)
def test_addresses_that_may_not(url: str) -> None:
    assert outside(url) == ""


@settings(deadline=None)
@given(st.text(max_size=40))
def test_plain_text_is_one_line_that_can_be_seen(text: str) -> None:
    found = plain(text)
    assert found.isprintable()
    assert found == found.strip()
    assert plain(found) == found
    assert [c for c in text if c.isprintable() and not c.isspace()] == [c for c in found if not c.isspace()]
