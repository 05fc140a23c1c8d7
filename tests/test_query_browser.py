"""The query page as people use it: a headless Chromium, an endpoint over the example's graph, and nobody else asked."""

from __future__ import annotations

import csv
import io
import re
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import wpkgraph
from browser import Seen, chromium, opened
from serving import FOREVER, served
from wpkgraph.built import Built
from wpkgraph.errors import QueryError
from wpkgraph.namespaces import query_prefixes
from wpkgraph.query import named_queries
from wpkgraph.sparql import fill, given_offset, tokens

PLACES = "SELECT ?place ?label ?lat ?long { ?place rdfs:label ?label ; geo:lat ?lat ; geo:long ?long }"
IDEAS = "SELECT ?idea (COUNT(?span) AS ?times) { ?span wpk:denotes ?i . ?i a skos:Concept ; rdfs:label ?idea } GROUP BY ?idea"
YEARS = (
    'SELECT ?year ?kind ?n { VALUES (?year ?kind ?n) { ("2019" "a" 1) ("2020" "a" 4) ("2020" "b" 2) ("2021" "b" 3) } }'
)
NASTY = (
    "Kim",
    'a "quoted" \\ back\\slash',
    "two\nlines\r\n\ttab",
    '"""',
    "} ; DROP",
    "$body",
    "<person:kim-jong-un>",
    "<person:x/y(z)!>",
    "<d-org:a%20b%zz>",
    "<https://example.org/a?b=c#d>",
    "<urn:x:y>",
    "<no iri>",
    "<>",
    "<unknown:x>",
    "<x",
    "<a>b>",
    "<:x>",
    "<nocolon>",
    "김정은 \U0001f600",
    "\\u0041",
    "",
    "<",
    ">",
    "<toString:x>",
)
TEXTS = (
    "ASK { ?s rdfs:label $name }",
    'ASK { ?s ?p "$name", \'$name\', """$name "" """ , $name } # $name\n# "',
    "SELECT * { ?s <http://x/$name> $name . $names ?p $name. FILTER($name=1.5) }",
    "ASK { ?x a:b\\$name $name@en \\u0024name }",
    "ASK { ?s ?p $name . ?é $é 'unclosed $name",
    "",
)


@pytest.fixture(scope="module")
def graph(built_example: Path) -> Built:
    return wpkgraph.open_output(built_example)


@pytest.fixture(scope="module")
def place(built_example: Path) -> Iterator[tuple[Any, str]]:
    with served(str(built_example), "--timeout", "5") as server, chromium() as browser:
        yield browser, server.url


def ready(place: tuple[Any, str], **state: str) -> tuple[Any, Seen]:
    browser, url = place
    page, seen = opened(browser, viewport={"width": 1280, "height": 900})
    page.goto(f"{url}/query#{urllib.parse.urlencode(state)}")
    page.wait_for_selector("body.scripted")
    return page, seen


def said(page: Any) -> str:
    page.locator("#query-said", has_text=re.compile(r" s\.")).wait_for()
    return str(page.inner_text("#query-said"))


def ours(seen: Seen, url: str) -> bool:
    return all(request.startswith((url, "blob:", "data:")) for request in seen.requests)


# --- parameters ---------------------------------------------------------------------------------------------------------


def outcome(action: Any) -> str:
    try:
        return str(action())
    except QueryError as error:
        return f"error: {error}"


def test_filling_agrees_with_the_command_line(place: tuple[Any, str], graph: Built) -> None:
    page, _ = ready(place)
    script = """([text, values, prefixes]) => {
      try { return wpkQuery.fill(text, values, prefixes); } catch (error) { return "error: " + error.message; }
    }"""
    prefixes = query_prefixes(graph.dataset.base)
    for text in TEXTS:
        known = {word[1:] for kind, word in tokens(text) if kind == "variable" and word[0] == "$"}
        for value in NASTY:
            values = {"name": value} if "name" in known else {}
            theirs = page.evaluate(script, [text, values, prefixes])
            assert theirs == outcome(lambda t=text, v=values: fill(t, v)), (text, value)


def test_tokens_and_offsets_agree(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    queries = [*TEXTS, *(query.text for query in named_queries().values())]
    for text in queries:
        theirs = page.evaluate("(text) => wpkQuery.tokens(text)", text)
        assert [tuple(token) for token in theirs] == list(tokens(text))
    text, values = "ASK { ?s $name ?o . ?x ?y ?z }", {"name": "long long words"}
    script = "([t, v, o]) => wpkQuery.givenOffset(t, v, {}, o)"
    for offset in range(45):
        assert page.evaluate(script, [text, values, offset]) == given_offset(text, values, offset)


# --- asking -------------------------------------------------------------------------------------------------------------


def test_a_named_query_is_chosen_filled_in_and_run(place: tuple[Any, str], graph: Built) -> None:
    page, seen = ready(place)
    page.click("#query-named button[value=speeches]")
    page.fill("#query-params input[name=person]", "Pak")
    page.press("#query-params input[name=person]", "Enter")
    assert said(page).startswith("4 rows, ")
    assert "Pak Hyon Chol" in page.inner_text("#query-panel")
    links = page.eval_on_selector_all(
        "#query-panel td a", "all => all.map((a) => [a.getAttribute('href'), a.textContent])"
    )
    base = graph.dataset.base
    assert links
    assert all(href.startswith("/id/speech/") and text.startswith("speech:") for href, text in links)
    assert all(page.get_attribute(f'a[href="{href}"]', "title") == base + href[4:] for href, _ in links)
    assert not seen.errors
    assert ours(seen, place[1])


def test_no_request_leaves_and_the_policy_holds(place: tuple[Any, str]) -> None:
    page, seen = ready(place, query=PLACES, view="Map")
    said(page)
    for tab in ("Table", "Response", "Map"):
        page.click(f"#tab-{tab}")
    page.click(".yasqe .CodeMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n# prefix foaf: rdfs: dbo: schema:")
    page.keyboard.type("\nPREFIX dc: ?x a dbo:Person ; foaf:na")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(600)
    assert ours(seen, place[1])
    assert not seen.errors  # among them would be whatever the policy refuses


def test_terms_are_completed_by_name_and_by_label(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    for typed, wanted in (("wpk:Conf", "wpk:Conference"), ("plenary", "wpk:PlenaryMeeting"), ("memb", "membership:")):
        page.evaluate("wpkQuery.page.editor.write('SELECT * { ?x a ')")
        page.evaluate("wpkQuery.page.editor.focus()")
        page.keyboard.press("Control+End")
        page.keyboard.type(typed)
        page.wait_for_selector(".CodeMirror-hint")
        assert wanted in page.inner_text(".CodeMirror-hints")
        page.keyboard.press("Escape")


def test_undeclared_prefixes_of_ours_are_no_mistake_and_others_are(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    for text, marks in (("ASK { ?x a wpk:Person, person:x, d-org:y }", 0), ("ASK { ?x a nobody:Person }", 1)):
        page.evaluate("(text) => wpkQuery.page.editor.write(text)", text)
        assert page.locator(".parseErrorIcon").count() == marks


def test_control_enter_runs_and_escape_leaves(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    page.evaluate("wpkQuery.page.editor.write('ASK { ?x a wpk:Person }')")
    page.evaluate("wpkQuery.page.editor.focus()")
    page.keyboard.press("Control+Enter")
    said(page)
    assert page.inner_text(".yes-no") == "Yes"
    page.evaluate("wpkQuery.page.editor.focus()")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "query-run"


def test_the_tab_key_is_no_trap(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    page.evaluate("wpkQuery.page.editor.focus()")
    assert page.evaluate("document.activeElement.closest('.yasqe') !== null")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "query-run"


def test_a_long_answer_is_shown_at_once(place: tuple[Any, str]) -> None:
    triples = "?s ?p ?o . ?a a wpk:Conference . ?b a wpk:School ."
    page, seen = ready(
        place, query=f"SELECT ?s (1 AS ?n) ?lat ?long {{ {triples} BIND(39.5 AS ?lat) BIND(125.5 AS ?long) }}"
    )
    count = int(said(page).split()[0])
    assert count > 10_000
    for tab in ("Map", "Chart", "Table"):
        begun = time.monotonic()
        page.click(f"#tab-{tab}")
        page.wait_for_selector("#query-panel svg, #query-panel table")
        assert time.monotonic() - begun < 10
    assert page.locator("#query-panel tbody tr").count() == 100
    assert not seen.errors


def test_an_error_is_shown_and_its_place_marked(place: tuple[Any, str]) -> None:
    page, _ = ready(
        place, query="SELECT ?a {\n  ?a rdfs:label $name ; ; ?b ) .\n}", **{"$name": "very long words here"}
    )
    page.wait_for_selector(".error")
    assert "line 2, character 47" in page.inner_text(".error")
    assert page.inner_text(".query-error-mark")[0] == ")"


def test_a_missing_parameter_is_told_before_anything_is_sent(place: tuple[Any, str]) -> None:
    page, seen = ready(place, query="ASK { ?s ?p 1 }")
    said(page)
    asked = len(seen.requests)
    page.evaluate("""() => {
      wpkQuery.page.state.named = { name: "n", text: "", params: [{ name: "who", text: "a name", default: null }] };
      wpkQuery.page.editor.write("ASK { ?s ?p $who }");
      wpkQuery.page.run();
    }""")
    page.wait_for_selector(".error")
    assert page.inner_text(".error") == "who needs a value: a name"
    assert len(seen.requests) == asked


# --- links and storage --------------------------------------------------------------------------------------------------


def test_a_link_gives_the_same_query_values_and_view(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query=IDEAS + " ORDER BY ?idea # $x", view="Chart", **{"$gone": "1"})
    said(page)
    link = page.evaluate("wpkQuery.page.link()")
    assert page.get_attribute("#tab-Chart", "aria-selected") == "true"
    other, _ = opened(place[0])
    other.goto(link)
    said(other)
    assert other.evaluate("wpkQuery.page.editor.text()") == IDEAS + " ORDER BY ?idea # $x"
    assert other.get_attribute("#tab-Chart", "aria-selected") == "true"
    page.goto(place[1] + "/query#" + urllib.parse.urlencode({"name": "posts", "$person": "Kim"}))
    page.wait_for_selector("#query-params input[name=person]")
    assert page.input_value("#query-params input[name=person]") == "Kim"
    assert "name=posts" in page.evaluate("wpkQuery.page.link()")


def test_the_last_query_is_kept(place: tuple[Any, str]) -> None:
    page, _ = ready(place)
    page.evaluate("wpkQuery.page.editor.write('ASK { ?kept ?p ?o }')")
    page.goto("about:blank")
    page.goto(place[1] + "/query")
    page.wait_for_selector("body.scripted")
    assert page.evaluate("wpkQuery.page.editor.text()") == "ASK { ?kept ?p ?o }"


def test_a_damaged_storage_is_no_harm(place: tuple[Any, str]) -> None:
    page, seen = ready(place)
    page.evaluate("localStorage.setItem('wpkgraph.query', '{broken')")
    page.goto("about:blank")
    page.goto(place[1] + "/query#name=nothing")
    page.wait_for_selector("body.scripted")
    assert "org:Membership" in page.evaluate("wpkQuery.page.editor.text()")
    assert not seen.errors


def test_the_copied_query_runs_where_no_prefix_is_known(place: tuple[Any, str], graph: Built) -> None:
    page, _ = ready(place, name="speeches", **{"$person": 'P"ak'})
    said(page)
    text = page.evaluate("wpkQuery.standalone()")
    assert "PREFIX wpk: <https://w3id.org/wpkgraph/ontology#>" in text
    assert "PREFIX geo:" not in text
    assert isinstance(graph.store.query(text), ox.QuerySolutions)


# --- answers ------------------------------------------------------------------------------------------------------------


def test_csv_is_what_the_store_writes(place: tuple[Any, str], graph: Built) -> None:
    given = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1 "x, \\"y\\"\\nz" <https://x.org/a>) (UNDEF "é"@fr 2.5) } }'
    page, _ = ready(place, query=given)
    said(page)
    with page.expect_download() as started:
        page.click("text=Save CSV")
    mine = Path(started.value.path()).read_bytes().decode()
    theirs = (graph.store.query(given).serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()
    assert list(csv.reader(io.StringIO(mine))) == list(csv.reader(io.StringIO(theirs)))
    with page.expect_download() as started:
        page.click("text=Save JSON")
    assert Path(started.value.path()).read_bytes().startswith(b'{"head"')


def test_the_table_sorts_filters_and_turns_pages(place: tuple[Any, str]) -> None:
    numbers = " ".join(str(n) for n in range(1, 251))
    page, _ = ready(place, query=f"SELECT ?n {{ VALUES ?n {{ {numbers} }} }}")
    assert said(page).startswith("250 rows")
    first = "#query-panel tbody tr:first-child td:last-child"
    assert page.locator("#query-panel tbody tr").count() == 100
    page.click("text=Next")
    assert page.inner_text(first) == "101"
    page.click("#query-panel thead button")
    page.click("#query-panel thead button")
    assert page.inner_text(first) == "250"
    assert page.get_attribute("#query-panel th:last-child", "aria-sort") == "descending"
    page.fill("#query-panel input[type=search]", "19")
    assert "13 of 250" in page.inner_text(".pager")


def test_markup_in_an_answer_stays_text(place: tuple[Any, str]) -> None:
    words = "<img src=x onerror=document.title=1><script>document.title=1</script>"
    given = f'SELECT ?{"a"} ?n {{ VALUES (?a ?n) {{ ("{words}" 1) ("b" 2) (<javascript:alert(1)> 3) }} }}'
    page, seen = ready(place, query=given)
    said(page)
    for tab in ("Chart", "Response", "Table"):
        page.click(f"#tab-{tab}")
        assert words in page.inner_text("#query-panel") or tab == "Chart"
        assert page.locator("#query-panel img, #query-panel script").count() == 0
    assert page.locator("#query-panel a").count() == 0
    assert page.title() != "1"
    assert not seen.errors


def test_triples_are_a_table(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query='CONSTRUCT { ?p rdfs:label "a \\"q\\" \\n é"@fr } { ?p a wpk:Person } LIMIT 3')
    said(page)
    assert page.locator("#query-panel tbody tr").count() == 3
    assert 'a "q" \n é @fr' in page.inner_text("#query-panel tbody tr td:last-child >> nth=0")


def test_places_are_on_a_map(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query=PLACES, view="Map")
    count = int(said(page).split()[0])
    marks = page.locator("svg.map .point")
    assert 0 < marks.count() <= count
    assert page.locator("svg.map .land").count() > 20
    assert "°" in marks.first.get_attribute("aria-label")
    box = page.evaluate("document.querySelector('svg.map').viewBox.baseVal.height")
    inside = page.eval_on_selector_all(
        "svg.map .point", "all => all.map((c) => [+c.getAttribute('cx'), +c.getAttribute('cy')])"
    )
    assert all(0 <= x <= 760 and 0 <= y <= box for x, y in inside)


def test_points_as_text_are_on_a_map_and_far_ones_on_the_world(place: tuple[Any, str]) -> None:
    rows = '("A" "Point(125.7 39.0)") ("B" "POINT (-70.5 -33.4)") ("C" "none")'
    given = f"SELECT ?name ?point {{ VALUES (?name ?point) {{ {rows} }} }}"
    page, _ = ready(place, query=given, view="Map")
    said(page)
    assert page.locator("svg.map .point").count() == 2
    assert "1 rows have no coordinates" in page.inner_text("figcaption")
    assert page.locator("svg.map .land").count() > 100


def test_numbers_by_words_are_bars_and_arrows_walk_over_them(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query=IDEAS + " ORDER BY DESC(?times) ?idea LIMIT 5", view="Chart")
    said(page)
    bars = page.locator("svg.chart rect.mark")
    assert bars.count() == 5
    widths = [float(bars.nth(i).get_attribute("width")) for i in range(5)]
    assert widths == sorted(widths, reverse=True)
    bars.first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == bars.nth(1).get_attribute("aria-label")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == bars.nth(4).get_attribute("aria-label")


def test_numbers_by_years_are_lines(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query=YEARS, view="Chart")
    said(page)
    lines = page.locator("svg.chart polyline")
    assert lines.count() == 2
    assert len({lines.nth(i).get_attribute("stroke-dasharray") for i in range(2)}) == 2
    assert page.inner_text(".legend").split() == ["a", "b"]
    assert page.locator("svg.chart circle.mark").count() == 4


@pytest.mark.parametrize(
    ("given", "views"),
    [
        ("SELECT ?l { ?x a wpk:Person ; rdfs:label ?l }", ["Table", "Response"]),
        (PLACES, ["Table", "Map", "Response"]),
        (YEARS, ["Table", "Chart", "Response"]),
        ("SELECT ?x { ?x a wpk:Nothing }", ["Table", "Response"]),
        ("SELECT ?lat ?long { VALUES (?lat ?long) { (95 200) } }", ["Table", "Response"]),
    ],
)
def test_views_are_offered_where_they_fit(place: tuple[Any, str], given: str, views: list[str]) -> None:
    page, _ = ready(place, query=given)
    said(page)
    assert page.eval_on_selector_all("[role=tab]", "all => all.map((tab) => tab.textContent)") == views


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways_scroll(place: tuple[Any, str], scheme: str) -> None:
    page, seen = opened(place[0], viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for state in ({"name": "posts"}, {"query": PLACES, "view": "Map"}, {"query": IDEAS, "view": "Chart"}):
        page.goto("about:blank")
        page.goto(f"{place[1]}/query#{urllib.parse.urlencode(state)}")
        said(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.getElementById('query-list').open") is False
    assert not seen.errors


def test_an_answer_at_the_limit_of_rows_says_so(place: tuple[Any, str], built_example: Path) -> None:
    with served(str(built_example), "--rows", "500") as server:
        there = (place[0], server.url)
        page, seen = ready(there, query="SELECT ?s { ?s ?p ?o } LIMIT 500")
        page.get_by_role("button", name="Run").click()
        said(page)
        assert "500 rows at most" in page.inner_text("body")
        page, seen = ready(there, query="SELECT ?s { ?s ?p ?o } LIMIT 501")
        page.get_by_role("button", name="Run").click()
        page.get_by_text("more than 500 rows").wait_for()
        assert all(address.startswith((server.url, "data:")) for address in seen.requests)


def test_a_query_without_end_is_stopped_and_told(place: tuple[Any, str]) -> None:
    page, _ = ready(place, query=FOREVER)
    page.get_by_role("button", name="Run").click()
    page.get_by_text("longer than 5 seconds").wait_for()
