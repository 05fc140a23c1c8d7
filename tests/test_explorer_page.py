"""explorer.html as people use it, in a headless Chromium without a network."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import html
import importlib.util
import io
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import wpkgraph
from browser import chromium
from explorer_browser import WHOLE, opened
from wpkgraph.built import open_output
from wpkgraph.explorer.build import WANTED, build, of_dataset
from wpkgraph.exporters import network
from wpkgraph.exporters.explorer import render
from wpkgraph.namespaces import ORG, RDFS, SCHEMA, WPK

VIEWS = Path(__file__).resolve().parents[1] / "src" / "wpkgraph" / "views" / "explorer"
HOSTILE = "<script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\">"
SPEAKER = "Ju Yong Bom"
CONFERENCE = "event/cell-secretaries-conference/6"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def graph(built_example: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(built_example / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def file(built_example: Path) -> Path:
    return built_example / "explorer.html"


def ask(graph: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    """The rows of a pattern, as text."""
    prefixes = f"PREFIX wpk: <{WPK}> PREFIX org: <{ORG}> PREFIX schema: <{SCHEMA}> PREFIX rdfs: <{RDFS}>"
    found = graph.query(f"{prefixes} SELECT DISTINCT {pattern}")
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if cell is None else cell.value for cell in row) for row in found]


def search(page: Any, words: str) -> None:
    """Types into the search box and takes the first suggestion."""
    page.fill("#query", words)
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("Enter")


def numbers(page: Any) -> tuple[int, int]:
    """How many things and facts the page says it shows."""
    words = page.inner_text("#shown")
    found = re.findall(r"([\d,]+)(?: of [\d,]+)? (?:things|facts)", words)
    return int(found[0].replace(",", "")), int(found[1].replace(",", ""))


def saved(page: Any, kind: str) -> str:
    """What the export menu saves, as text."""
    page.click("#export-button")
    with page.expect_download() as download:
        page.click(f"#export-menu [data-kind={kind}]")
    return Path(download.value.path()).read_text(encoding="utf-8")


def open_fact(page: Any, words: str) -> None:
    page.locator("#panel .fact", has_text=words).first.click()
    page.wait_for_selector("#panel blockquote mark")


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_policy_allows_these_scripts_only(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"('sha256-[A-Za-z0-9+/=]+' ?){2}", rules["script-src"])
    assert set(rules["img-src"].split()) <= {"data:", "blob:"}
    assert "connect-src" not in rules
    assert not re.search(r"<(?:link|iframe|object|embed)\b|<script[^>]+src=|\bonclick=", text)


def test_vendored_files_are_as_recorded() -> None:
    readme = (VIEWS / "vendor" / "README.md").read_text(encoding="utf-8")
    recorded = dict(re.findall(r"^ *([0-9a-f]{64})  (\S+)$", readme, re.MULTILINE))
    recorded = {name: digest for digest, name in recorded.items()}
    files = {path.name for path in (VIEWS / "vendor").iterdir() if path.suffix in (".js", ".mjs")}
    assert files == set(recorded)
    for name, digest in recorded.items():
        assert hashlib.sha256((VIEWS / "vendor" / name).read_bytes()).hexdigest() == digest, name


def test_the_page_makes_no_html_of_what_it_is_given() -> None:
    for script in sorted((VIEWS / "js").glob("*.js")):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            script
        )
        assert len(text.splitlines()) <= 350, script
        assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource", text), script


# --- search and evidence --------------------------------------------------------------------------------------------


def test_a_speaker_is_found_and_the_marked_characters_are_the_evidence(
    browser: Any, file: Path, graph: ox.Store
) -> None:
    quotes = ask(
        graph,
        f'?quote {{ ?m a org:Membership ; org:member/rdfs:label "{SPEAKER}" . ?reading wpk:readingOf ?m ; '
        "wpk:evidence/wpk:quote ?quote }",
    )
    with opened(browser, file) as (page, _):
        search(page, SPEAKER.lower().replace(" ", "-"))
        assert page.inner_text("#panel h2") == SPEAKER
        open_fact(page, "electrolysis repair work-team")
        marks = page.locator("#panel blockquote mark").all_inner_texts()
        assert set(marks) == {quote for (quote,) in quotes}
        reading = page.locator("#panel .reading").first
        assert SPEAKER in reading.locator("blockquote").inner_text()
        assert "embassy-bulletin.txt" in reading.inner_text()
        assert "rule apposition" in reading.inner_text()
        assert "stated" in reading.inner_text()


def test_search_needs_no_accents_and_knows_other_names(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        for words in ("6TH CONFÉRENCE of cell", "sixth conference-of-cell secretaries"):
            page.fill("#query", words)
            first = page.locator("#suggestions [role=option]").first
            assert "Sixth Conference of Cell Secretaries" in first.inner_text()
        page.fill("#query", "zzzz nobody")
        assert "Nothing has this name" in page.inner_text("#suggestions")


def test_a_line_of_the_drawing_opens_its_sentence(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        search(page, SPEAKER)
        page.click("#panel button:has-text('Neighbourhood')")
        page.wait_for_function("() => explorer.drawn.mode === 'focus'")
        page.wait_for_timeout(700)
        ends = page.evaluate(
            "() => { const l = explorer.drawn.lines[0]; return [explorer.where(l.a), explorer.where(l.b)]; }"
        )
        middle = [(ends[0][axis] + ends[1][axis]) / 2 for axis in ("x", "y")]
        page.mouse.move(*middle)
        page.wait_for_timeout(100)
        page.mouse.click(*middle)
        page.wait_for_selector("#panel .triple")
        page.wait_for_selector("#panel blockquote mark")
        assert "#" in page.url
        assert "sel=e:" in page.url


def test_a_thing_of_the_drawing_opens_its_facts(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        node = page.evaluate(f"() => explorer.data.nodeOf.get('{CONFERENCE}')")
        spot = page.evaluate(f"() => explorer.where('n{node}')")
        page.mouse.move(spot["x"] + 1, spot["y"])
        page.wait_for_selector("#card:not([hidden])")
        assert "Sixth Conference" in page.inner_text("#card")
        page.mouse.click(spot["x"], spot["y"])
        page.wait_for_selector("#panel h2:has-text('Sixth Conference')")


# --- filters --------------------------------------------------------------------------------------------------------


def test_self_criticisms(browser: Any, file: Path, graph: ox.Store) -> None:
    speakers = ask(
        graph,
        '?name { ?s wpk:speechKind/<http://www.w3.org/2004/02/skos/core#notation> "self-criticism" ; '
        "wpk:speaker/rdfs:label ?name }",
    )
    with opened(browser, file) as (page, _):
        before = numbers(page)
        page.keyboard.press("f")
        page.click("#filters label:has-text('self-criticism')")
        after = numbers(page)
        assert after[1] < before[1]
        page.click("#tab-table")
        names = set(page.locator("#table .cell span").all_inner_texts())
        assert {name for (name,) in speakers} <= names
        assert SPEAKER not in names
        page.click("#filters button:has-text('Reset')")
        assert numbers(page) == before


def test_counts_beside_the_filters_hold(browser: Any, file: Path) -> None:
    with opened(browser, file, "#view=table&rows=facts") as (page, _):
        page.keyboard.press("f")
        for facet in ("Status", "Relation", "Rule"):
            box = page.locator("#filters details", has=page.locator(f"summary:text-matches('^{facet}')"))
            box.locator("summary").click()
            label = box.locator("label").first
            promised = int(label.locator(".n").inner_text().replace(",", ""))
            label.click()
            assert numbers(page)[1] == promised, facet
            page.click("#filters button:has-text('Reset')")


def test_the_timeline_is_brushed(browser: Any, file: Path) -> None:
    with opened(browser, file, "#view=timeline") as (page, _):
        all_facts = numbers(page)[1]
        strip = page.locator(".strip").bounding_box()
        page.mouse.move(strip["x"] + strip["width"] * 0.62, strip["y"] + 30)
        page.mouse.down()
        page.mouse.move(strip["x"] + strip["width"] * 0.8, strip["y"] + 30, steps=4)
        page.mouse.up()
        page.wait_for_selector("#chips .chip")
        start, end = (page.evaluate(f"() => explorer.state.{key}") for key in ("from", "to"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", start)
        assert start < end
        assert 0 < numbers(page)[1] < all_facts
        page.click("#tab-table")
        page.click("#table button:has-text('Facts')")
        rows = list(csv.DictReader(io.StringIO(saved(page, "csv"))))
        assert len(rows) == numbers(page)[1]
        assert all(row["Earliest"] <= end and row["Latest"] >= start for row in rows)
        page.go_back()
        page.go_back()
        page.go_back()
        assert numbers(page)[1] == all_facts
        assert page.evaluate("() => explorer.state.from") == ""


# --- exports --------------------------------------------------------------------------------------------------------


def test_exports(browser: Any, file: Path) -> None:
    with opened(browser, file, "#f.relation=participation") as (page, _):
        things, facts = numbers(page)
        rows = list(csv.DictReader(io.StringIO(saved(page, "csv"))))
        assert len(rows) == facts > 5
        assert {row["Relation"] for row in rows} == {"took part in"}
        platform = [row for row in rows if row["From"] == "Jo Yong Won" and "Sixth Conference" in row["To"]]
        assert platform
        assert platform[0]["Earliest"] == "2021-04-06"
        assert "embassy-bulletin.txt" in platform[0]["Source"]
        root = ET.fromstring(saved(page, "graphml"))
        space = "{http://graphml.graphdrawing.org/xmlns}"
        assert len(root.findall(f".//{space}node")) == things
        assert len(root.findall(f".//{space}edge")) == facts
        drawn = page.evaluate("() => [explorer.drawn.items.length, explorer.drawn.lines.length]")
        for view in ("network", "timeline", "map"):
            page.click(f"#tab-{view}")
            picture = saved(page, "svg")
            assert ET.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"
            assert "var(--" not in picture
            if view == "network":
                assert picture.count("<line ") == drawn[1]
        page.click("#export-button")
        with page.expect_download() as download:
            page.click("#export-menu [data-kind=png]")
        assert Path(download.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


# --- links and the back button --------------------------------------------------------------------------------------


def test_a_link_finds_the_same_state(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        page.keyboard.press("f")
        page.click("#filters label:has-text('self-criticism')")
        search(page, "Ryom Chol Ho")
        page.wait_for_timeout(900)
        page.mouse.move(450, 450)
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(900)
        kept = page.evaluate("() => ({ ...explorer.state })")
        assert kept["cam"]
        assert kept["sel"].startswith("n:person/")
        shown, title, place = numbers(page), page.inner_text("#panel h2"), where(page, kept["sel"])
        page.reload()
        page.wait_for_selector(WHOLE, state="attached")
        page.wait_for_timeout(300)
        assert page.evaluate("() => ({ ...explorer.state })") == kept
        assert numbers(page) == shown
        assert page.inner_text("#panel h2") == title
        assert where(page, kept["sel"]) == pytest.approx(place, abs=2)
        page.click("#tab-map")
        page.go_back()
        assert page.evaluate("() => explorer.state.view") == "network"
        assert page.inner_text("#panel h2") == title
        assert page.is_visible("#network")


def where(page: Any, sel: str) -> tuple[float, float]:
    spot = page.evaluate("(iri) => explorer.where('n' + explorer.data.nodeOf.get(iri))", sel[2:])
    return spot["x"], spot["y"]


def test_odd_links_do_no_harm(browser: Any, file: Path) -> None:
    odd = "#view=nowhere&sel=n:gone&path=a&path=b&from=yesterday&f.class=<b>&cam=1,x&near=%00&open=9@&article=no&at=9-1"
    with opened(browser, file, odd) as (page, _):
        assert page.evaluate("() => [explorer.state.view, explorer.state.from]") == ["network", ""]
        page.click("#tab-text")
        page.click("#tab-table")


# --- paths, protocol, texts -----------------------------------------------------------------------------------------


def test_path_between_two(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        search(page, SPEAKER)
        page.click("#panel button:has-text('Path to')")
        page.fill("#path-query", "Jo Yong Won")
        page.wait_for_selector("#path-suggestions [role=option]")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel .chain")
        chain = page.locator("#panel .chain .big").all_inner_texts()
        assert chain[0].strip() == SPEAKER
        assert chain[-1].strip() == "Jo Yong Won"
        drawn = page.evaluate("() => explorer.drawn.items.map((item) => item.label)")
        assert drawn == [name.strip() for name in chain]
        # Each step is an edge of the graph.
        steps = page.evaluate("() => explorer.drawn.lines.map((l) => [l.a, l.b].map((id) => Number(id.slice(1))))")
        edges = page.evaluate("() => [...explorer.data.edges.source].map((s, i) => [s, explorer.data.edges.target[i]])")
        pairs = {frozenset(edge) for edge in edges}
        assert all(frozenset(step) in pairs for step in steps)
        assert len(steps) == len(chain) - 1
        page.keyboard.press("Escape")
        assert page.evaluate("() => explorer.drawn.mode") == "communities"


def test_protocol_order(browser: Any, file: Path, graph: ox.Store) -> None:
    rows = ask(
        graph,
        f"?name ?position {{ ?p wpk:event <https://w3id.org/wpkgraph/id/{CONFERENCE}> ; wpk:participant/rdfs:label ?name ; "
        'wpk:capacity/<http://www.w3.org/2004/02/skos/core#notation> "platform" . '
        "?reading wpk:readingOf ?p ; wpk:listPosition ?position }",
    )
    listed = [name for name, _ in sorted(rows, key=lambda row: int(row[1]))]
    with opened(browser, file, f"#sel=n:{CONFERENCE}") as (page, _):
        names = page.locator("#panel .protocol .words").all_inner_texts()
        assert names[0] == "Kim Jong Un"  # who guided stands before the platform
        platform = [name for name in names if name in listed]
        assert len(listed) > 4
        assert list(dict.fromkeys(platform)) == list(dict.fromkeys(listed))


def test_who_was_seen_together(browser: Any, file: Path, graph: ox.Store) -> None:
    rows = ask(
        graph,
        '?name { ?a wpk:participant/rdfs:label "Jo Yong Won" ; wpk:event ?e . ?b wpk:event ?e ; wpk:participant ?p . '
        '?p a wpk:Person ; rdfs:label ?name . FILTER (?name != "Jo Yong Won") }',
    )
    with opened(browser, file) as (page, _):
        search(page, "Jo Yong Won")
        heading = page.inner_text("#panel h3:has-text('same events')")
        assert heading.endswith(f"({len(rows)})")


def test_the_text_marks_what_it_names(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        search(page, SPEAKER)
        open_fact(page, "electrolysis repair work-team")
        marks = page.locator("#panel .reading").first.locator("mark").all_inner_texts()
        page.locator("#panel .source .link").first.click()
        page.wait_for_selector("#text .cited")
        assert "".join(page.locator("#text .cited").all_inner_texts()) == "".join(marks)
        page.locator("#text [data-nodes]", has_text="Pyongyang").first.click()
        assert page.evaluate("() => explorer.state.sel").startswith("n:")
        assert page.locator("#text .own").count() >= 1


def test_a_name_that_is_markup_is_shown_as_text(browser: Any, built_example: Path, tmp_path: Path) -> None:
    dataset = open_output(built_example).dataset
    escaped = HOSTILE.replace('"', '\\"')
    graphs = {
        iri: tuple(line.replace(f'"{SPEAKER}"', f'"{escaped}"') for line in lines)
        for iri, lines in dataset.graphs.items()
    }
    page_file = tmp_path / "explorer.html"
    page_file.write_text(
        render(of_dataset(dataclasses.replace(dataset, graphs=graphs))), encoding="utf-8", newline="\n"
    )
    with opened(browser, page_file) as (page, _):
        search(page, "script document title")
        assert page.inner_text("#panel h2") == HOSTILE
        for view in ("timeline", "map", "table", "text", "network"):
            page.click(f"#tab-{view}")
        spot = where(page, page.evaluate("() => explorer.state.sel"))
        page.mouse.move(spot[0], spot[1])
        picture = saved(page, "svg")
        assert ET.fromstring(picture) is not None
        assert HOSTILE.split(">")[0] not in picture
        assert HOSTILE in {row["From"] for row in csv.DictReader(io.StringIO(saved(page, "csv")))}
        ET.fromstring(saved(page, "graphml"))
        assert page.title() == "wpkgraph explorer"
        assert page.locator("img, #panel script").count() == 0


# --- hands, eyes, small windows -------------------------------------------------------------------------------------


def test_keys(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        page.keyboard.press("/")
        assert page.evaluate("() => document.activeElement.id") == "query"
        page.keyboard.press("Escape")
        page.keyboard.press("3")
        assert page.is_visible("#map")
        page.keyboard.press("2")
        page.wait_for_selector("#timeline [data-sel]")
        mark = page.locator("#timeline [data-sel]").first
        mark.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        assert page.evaluate("() => explorer.state.sel")
        page.keyboard.press("Escape")
        assert page.evaluate("() => explorer.state.sel") == ""
        page.keyboard.press("1")
        page.focus("#tab-network")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("() => document.activeElement.id") == "tab-timeline"
        page.keyboard.press("?")
        assert page.is_visible("#help")
        page.keyboard.press("Escape")
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("() => document.activeElement.id"))
        assert {"filter-button", "export-button", "theme-button", "help-button"} <= reached


FOCUSED = """() => { const { key, sel, spot, row } = document.activeElement.dataset;
  return key || sel || spot || row || document.activeElement.id || document.activeElement.textContent; }"""


def settled(page: Any) -> None:
    """Waits until the views have been drawn anew for the room they have now."""
    page.wait_for_timeout(400)


def test_the_focus_stays_on_a_mark_when_the_timeline_is_drawn_anew(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        page.evaluate(
            "() => { change({ view: 'timeline' }); globalThis.held = document.querySelectorAll('#timeline [data-sel]')[3];"
            " held.focus(); }"
        )
        before = page.evaluate("() => held.dataset.sel")
        assert before.startswith("n:")
        settled(page)
        assert not page.evaluate("() => held.isConnected")  # else there was nothing to lose it by
        assert page.evaluate(FOCUSED) == before
        page.keyboard.press("Enter")  # the panel opens: the timeline has less room
        settled(page)
        assert page.evaluate("() => explorer.state.sel") == page.evaluate(FOCUSED) == before
        page.keyboard.press("ArrowRight")
        assert page.evaluate(FOCUSED) != before
        assert page.locator("#timeline .marks [tabindex='0']").count() == 1


def test_the_focus_stays_on_a_place_and_a_row(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        page.keyboard.press("3")
        page.evaluate("() => document.querySelectorAll('#map [data-spot]')[2].focus()")
        before = page.evaluate(FOCUSED)
        for _step in range(9):
            page.keyboard.press("+")  # the place goes out of sight; the keys still go to the map
        settled(page)
        assert page.evaluate(FOCUSED) == before
        page.set_viewport_size({"width": 900, "height": 700})
        settled(page)
        assert page.evaluate(FOCUSED) == before
        page.keyboard.press("4")
        page.focus("#table thead th:nth-child(1) button")
        page.keyboard.press("Enter")
        assert page.evaluate("() => [explorer.state.sort, document.activeElement.dataset.key]") == ["Name", "Name"]
        page.focus("#table tbody tr:nth-child(9) button")
        before = page.evaluate(FOCUSED)
        page.set_viewport_size({"width": 1200, "height": 800})
        settled(page)
        assert page.evaluate(FOCUSED) == before
        page.evaluate("() => { document.querySelector('#table .scroller').scrollTop = 1000; }")
        page.wait_for_timeout(100)
        assert page.evaluate("() => document.activeElement.matches('#table .scroller')")  # its row is not drawn now
        page.set_viewport_size({"width": 1000, "height": 800})
        settled(page)
        assert page.evaluate("() => document.querySelector('#table .scroller').scrollTop") == 1000


def test_the_focus_stays_where_the_panel_filters_and_chips_are(browser: Any, file: Path) -> None:
    inside = "(where) => Boolean(document.activeElement.closest(where))"
    with opened(browser, file) as (page, _):
        page.locator("#panel .chip").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(inside, "#panel")
        page.keyboard.press("Escape")
        page.keyboard.press("f")
        page.focus("#filters summary[data-key=relation]")
        page.keyboard.press("Enter")
        page.locator("#filters .more[data-key=more-relation]").focus()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUSED) == "more-relation"
        page.locator("#filters [id^=f-year-]").first.focus()
        page.keyboard.press("Space")
        page.locator("#chips .chip").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("() => document.activeElement.id") == "filter-button"


def test_every_control_has_a_name(browser: Any, file: Path) -> None:
    script = """() => [...document.querySelectorAll('button, input, [role=tab], [role=button], [tabindex="0"]')]
      .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length || e.title))
      .map((e) => e.outerHTML)"""
    with opened(browser, file) as (page, _):
        page.keyboard.press("f")
        for view in ("network", "timeline", "map", "table", "text"):
            page.click(f"#tab-{view}")
            assert page.evaluate(script) == []


@pytest.mark.parametrize("width", [360, 390])
def test_a_phone_needs_no_sideways_scrolling(browser: Any, file: Path, width: int) -> None:
    with opened(browser, file, has_touch=True) as (page, _):
        page.set_viewport_size({"width": width, "height": 780})
        for view in ("network", "timeline", "map", "table", "text"):
            page.click(f"#tab-{view}")
            page.wait_for_timeout(150)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, view
            for control in ("#filter-button", "#export-button", "#query"):
                box = page.locator(control).bounding_box()
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
        page.click("#tab-network")
        search(page, SPEAKER)
        box = page.locator("#panel").bounding_box()
        assert box["width"] == width
        assert box["y"] > 250  # a sheet: the drawing stays in sight


@pytest.mark.parametrize("width", [390, 1280])
def test_scales_can_be_read_to_their_ends(browser: Any, file: Path, width: int) -> None:
    script = """() => [...document.querySelectorAll('#timeline svg')].map((picture) => {
      const { right } = picture.getBoundingClientRect();
      return [right, [...picture.querySelectorAll('text.tick')].map((text) => text.getBoundingClientRect())
        .map((box) => [box.left, box.right])]; })"""
    over = """() => { const { top } = document.querySelector('#map .credit').getBoundingClientRect();
      return [...document.querySelectorAll('#map .lattice text')].filter((text) => /[EW]$/.test(text.textContent))
        .every((text) => text.getBoundingClientRect().bottom < top); }"""
    with opened(browser, file) as (page, _):
        page.set_viewport_size({"width": width, "height": 844})
        page.click("#tab-timeline")
        settled(page)
        for right, texts in page.evaluate(script):
            assert len(texts) > 1
            assert texts[-1][1] <= right + 1
            assert all(one[1] <= two[0] for one, two in pairwise(texts))
        page.click("#tab-map")
        settled(page)
        assert page.locator("#map .lattice text").count() > 3
        assert page.evaluate(over)


def test_light_and_dark(browser: Any, file: Path) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    with opened(browser, file, color_scheme="dark") as (page, _):
        dark = page.evaluate(ground)
        page.click("#theme-button")
        light = page.evaluate(ground)
        assert dark != light == "rgb(255, 255, 255)"
        page.reload()
        page.wait_for_selector(WHOLE, state="attached")
        assert page.evaluate(ground) == light  # the choice is kept
    with opened(browser, file, color_scheme="light") as (page, _):
        assert page.evaluate(ground) == light


def test_paper(browser: Any, file: Path) -> None:
    with opened(browser, file, f"#sel=n:{CONFERENCE}") as (page, _):
        page.emulate_media(media="print")
        assert not page.is_visible("#tools")
        assert page.is_visible("#panel .protocol")
        assert page.pdf()[:4] == b"%PDF"


def test_without_webgl_the_rest_works(browser: Any, file: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        "const old = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.includes('webgl') ? null : old.call(this, kind, ...rest); };"
    )
    page.goto(file.as_uri())
    page.wait_for_selector(WHOLE, state="attached")
    assert page.is_visible("#table .scroller")
    context.close()


# --- odd graphs -----------------------------------------------------------------------------------------------------


def built(tmp_path: Path, text: str) -> Path:
    """explorer.html of one document."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "note.txt").write_bytes(text.encode())
    return wpkgraph.build(source).write(tmp_path / "out") / "explorer.html"


def test_characters_that_javascript_counts_twice(browser: Any, tmp_path: Path) -> None:
    text = (
        "Date: 09/03/2022 | Source: XNA\r\n\r\nKiln Workers Meet \U0001f3ed\U0001f525\r\n\r\n"
        "Pomhwa, March 9 (XNA) -- \U0001f3ed\U0001f525 A meeting of Party cell secretaries of Pomhwa County took place "
        "on March 7.\r\n\r\n"
        "The meeting \U0001f525 was presided over by Thae Ryong Guk, chief secretary of the Pomhwa County Committee of "
        "the WPK.\r\n"
    )
    with opened(browser, built(tmp_path, text)) as (page, _):
        search(page, "Thae Ryong Guk")
        page.locator("#panel .fact").first.click()
        page.wait_for_selector("#panel blockquote mark")
        marks = page.locator("#panel blockquote mark").all_inner_texts()
        assert "Thae Ryong Guk" in " ".join(marks)
        assert all(mark[0].isalnum() and mark[-1].isalnum() for mark in marks), marks
        page.locator("#panel .source .link").first.click()
        page.wait_for_selector("#text .cited")
        assert page.locator("#text .cited").all_inner_texts()[0] in marks
        assert "Thae Ryong Guk" in page.locator("#text .mention.person").all_inner_texts()


def test_a_graph_of_nothing(browser: Any, tmp_path: Path) -> None:
    with opened(browser, built(tmp_path, "Nothing of note was said.\n")) as (page, _):
        for view in ("timeline", "map", "table", "text", "network"):
            page.click(f"#tab-{view}")
        page.keyboard.press("f")
        assert numbers(page)[1] == 0
        assert saved(page, "csv").startswith("From,Relation,To,")


def test_labels_do_not_collide(browser: Any, file: Path) -> None:
    script = """() => {
      const { clientWidth, clientHeight } = document.getElementById('drawing');
      return placeLabels(null, projection(), clientWidth, clientHeight, 400).map(({ text, x, y, size, bold, align }) => {
        const width = measure(text, size, bold), left = { left: x, right: x - width, center: x - width / 2 }[align];
        return [left, y - size * 0.5, left + width, y + size * 0.5, text];
      }); }"""
    with opened(browser, file) as (page, _):
        page.wait_for_timeout(300)
        labels = page.evaluate(script)
        assert len(labels) > 25
        for number, one in enumerate(labels):
            for two in labels[number + 1 :]:
                apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
                assert apart, (one, two)


def test_the_network_is_walked_by_keys(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        page.focus("#drawing")
        page.keyboard.press("n")
        page.keyboard.press("n")
        second = page.inner_text("#said").split(",")[0]
        page.keyboard.press("p")
        first = page.inner_text("#said").split(",")[0]
        assert first != second
        page.keyboard.press("Enter")
        assert page.inner_text("#panel h2").startswith(first)
        before = page.evaluate("() => drawing.sigma.getCamera().getState()")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("+")
        after = page.evaluate("() => drawing.sigma.getCamera().getState()")
        assert after["x"] < before["x"]
        assert after["ratio"] < before["ratio"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of 6,000 nodes with the degrees of a real graph."""
    path = Path(__file__).resolve().parents[1] / "benchmarks" / "explorer_graph.py"
    spec = importlib.util.spec_from_file_location("explorer_graph_of_page", path)
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.make(6000, [*network.WANTED, *WANTED], evidence=False)
    data = build(network.from_index(made.index, module.BASE), made.index, made.texts, module.BASE)
    file = tmp_path_factory.mktemp("large") / "explorer.html"
    file.write_text(render(data), encoding="utf-8", newline="\n")
    return file


def test_never_more_than_two_thousand_at_once(browser: Any, large: Path) -> None:
    with opened(browser, large) as (page, _):
        page.wait_for_timeout(300)
        first = page.evaluate("() => explorer.drawn.items.length")
        assert 10 < first < 200
        assert "communities" in page.inner_text("#shown")
        page.evaluate("() => change({ open: explorer.data.first.communities.label.map((_, c) => communityKey(c)) })")
        drawn = page.evaluate(
            "() => [explorer.drawn.items.length, explorer.drawn.lines.length, explorer.shown.nodeCount]"
        )
        assert 1000 < drawn[0] <= 2000 + first
        assert drawn[1] <= 4500
        assert drawn[2] == 6000
        page.go_back()
        assert page.evaluate("() => explorer.drawn.items.length") == first


def test_a_community_unfolds_and_folds(browser: Any, large: Path) -> None:
    with opened(browser, large) as (page, _):
        page.wait_for_timeout(300)
        spot = page.evaluate(
            "() => explorer.where(explorer.drawn.items.filter((i) => i.community !== undefined)"
            ".sort((a, b) => b.r - a.r).find((i) => explorer.data.first.communities.kind[i.community] === 'linked').id)"
        )
        before = page.evaluate("() => explorer.drawn.items.length")
        page.mouse.move(spot["x"], spot["y"])
        page.mouse.click(spot["x"], spot["y"])
        page.wait_for_function("(n) => explorer.drawn.items.length > n", arg=before)
        assert "community" in page.inner_text("#panel .kind")
        page.click("#panel button:has-text('Fold up')")
        assert page.evaluate("() => explorer.drawn.items.length") == before


def test_a_drag_ends_where_it_was_shown(browser: Any, file: Path) -> None:
    """While the mouse drags, the scene is painted on a canvas of its own: at the same places as the renderer has it."""
    with opened(browser, file) as (page, _):
        page.wait_for_timeout(300)
        node = page.evaluate(f"() => 'n' + explorer.data.nodeOf.get('{CONFERENCE}')")
        before = page.evaluate("(id) => explorer.where(id)", node)
        page.mouse.move(500, 140)
        page.mouse.down()
        page.mouse.move(560, 200, steps=6)
        page.wait_for_timeout(150)
        assert page.is_visible("#drawing canvas.fast")
        assert not page.is_visible("#drawing canvas.sigma-nodes")
        shown = page.evaluate(
            "(id) => { const item = explorer.drawn.at.get(id), box = byId('drawing').getBoundingClientRect(),"
            " p = plainProjection(asCamera(drawing.sigma.getCamera().getState()));"
            " return [box.left + p.x(item.x), box.top + p.y(item.y)]; }",
            node,
        )
        assert shown == pytest.approx([before["x"] + 60, before["y"] + 60], abs=4)
        page.mouse.up()
        page.wait_for_timeout(500)
        assert page.is_visible("#drawing canvas.sigma-nodes")
        assert not page.is_visible("#drawing canvas.fast")
        assert page.evaluate("() => explorer.state.sel") == ""


def test_a_flight_gives_way_to_the_next_choice(browser: Any, file: Path) -> None:
    with opened(browser, file) as (page, _):
        search(page, SPEAKER)  # the camera sets out
        page.evaluate("() => change({ focus: explorer.state.sel.slice(2), cam: '' })")
        page.wait_for_timeout(800)
        assert page.evaluate("() => asCamera(drawing.sigma.getCamera().getState()) === fitted()")
        assert page.evaluate("() => explorer.state.cam") == ""
