"""The query page without a browser: what it holds, and that vendored files are those that were taken."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from wpkgraph import query
from wpkgraph.iris import BASE
from wpkgraph.pages import querypage
from wpkgraph.pages.links import ServerLinks

STATIC = Path(str(files("wpkgraph.pages"))) / "static"
VENDOR = STATIC / "vendor"


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="query-data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.fixture(scope="module")
def page() -> str:
    return querypage.page(ServerLinks(BASE), BASE, row_limit=10)


def test_every_named_query_is_on_the_page(page: str) -> None:
    named = query.named_queries()
    data = {each["name"]: each for each in data_of(page)["named"]}  # type: ignore[attr-defined,index]
    assert set(data) == set(named)
    for name, each in named.items():
        assert f'value="{name}"' in page
        assert [param["default"] for param in data[name]["params"]] == [param.default for param in each.params]
        assert "# title:" not in data[name]["text"]
        assert data[name]["text"].split("{")[0].strip() in each.text


def test_the_page_says_where_things_are(page: str) -> None:
    data = data_of(page)
    assert data["endpoint"] == "/sparql"
    assert data["pages"] == "/id/"
    assert data["rowLimit"] == 10
    assert data["prefixes"]["person"] == f"{BASE}person/"  # type: ignore[index]
    assert {"name": "wpk:Conference", "label": "conference"} in data["terms"]  # type: ignore[operator]
    assert 'action="/sparql"' in page


def test_the_page_works_below_a_path() -> None:
    page = querypage.page(ServerLinks("https://example.org/d/", "/wpk"), "https://example.org/d/", endpoint="/wpk/ask")
    data = data_of(page)
    assert (data["endpoint"], data["pages"]) == ("/wpk/ask", "/wpk/id/")
    assert 'src="/wpk/static/query/page.js"' in page


def test_without_an_endpoint_it_says_so_and_offers_no_run() -> None:
    page = querypage.page(ServerLinks(BASE), BASE, endpoint=None)
    assert "have no endpoint" in page
    assert 'id="query-run"' not in page
    assert 'id="query-copy"' in page


def test_nothing_in_a_query_can_end_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = '# title: <b>odd</b> & "so"\nASK { ?s ?p "</script><script>alert(1)</script>" }\n'
    (tmp_path / "odd.rq").write_text(words, encoding="utf-8")
    nasty = query.named_queries(tmp_path)
    monkeypatch.setattr(querypage, "named_queries", lambda: nasty)
    page = querypage.page(ServerLinks(BASE), BASE)
    assert "<script>alert" not in page
    assert "<b>odd" not in page
    assert data_of(page)["named"][0]["text"].endswith('</script>" }\n')  # type: ignore[index]


def test_queries_that_run_elsewhere_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "far.rq").write_text("# title: Far\n# runs: elsewhere\nASK { SERVICE <https://x.org/> { } }\n", "utf-8")
    (tmp_path / "near.rq").write_text("# title: Near\nASK { }\n", "utf-8")
    given = query.named_queries(tmp_path)
    monkeypatch.setattr(querypage, "named_queries", lambda: given)
    data = data_of(querypage.page(ServerLinks(BASE), BASE))
    assert [(each["name"], each["elsewhere"]) for each in data["named"]] == [("far", True), ("near", False)]  # type: ignore[attr-defined,index]


def test_no_markup_has_code_or_styles_in_it(page: str) -> None:
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/))", page)
    assert not scripts
    assert not re.findall(r"<[^>]+\s(?:style|on\w+)=", page)


def test_all_that_the_page_loads_is_there(page: str) -> None:
    for path in re.findall(r'(?:src|href)="/(static/[^"]+)"', page):
        assert (STATIC.parent / path).is_file(), path
    for path in (*querypage.SCRIPTS, *querypage.STYLES):
        assert (STATIC.parent / path).is_file(), path


def test_vendored_files_are_those_that_were_taken() -> None:
    recorded = dict(
        re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text("utf-8"), re.M)
    )
    there = {str(f.relative_to(VENDOR)): f for f in VENDOR.rglob("*") if f.is_file() and f.name != "README.md"}
    mine = {name: file for name, file in there.items() if name.split("/")[0] in ("yasqe", "natural-earth")}
    assert {name for name in recorded if name.split("/")[0] in ("yasqe", "natural-earth")} == set(mine)
    for name, file in mine.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest() == recorded[name], name


def test_licences_of_what_is_vendored_are_there() -> None:
    text = (VENDOR / "yasqe" / "LICENSES.txt").read_text("utf-8")
    notice = (Path(__file__).resolve().parents[1] / "NOTICE").read_text("utf-8")
    for name in ("yasqe", "codemirror", "dompurify", "store", "lodash-es", "query-string", "events"):
        assert name in text
        assert name.casefold().removesuffix("-es") in notice.casefold()
    assert "Natural Earth" in notice
