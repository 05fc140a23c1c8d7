"""The ways in: classes, lists, sources, search and suggestions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from page_checks import book, page, read
from wpkgraph.pages.book import Book
from wpkgraph.store import open_store


@pytest.fixture(scope="module")
def example(built_example: Path) -> Book:
    return book(built_example)


def counted(folder: Path, cls: str) -> int:
    rows = open_store(folder).query(
        f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <https://w3id.org/wpkgraph/ontology#{cls}> }}"
    )
    return int(next(iter(rows))["n"].value)


@pytest.mark.parametrize("cls", ["Person", "Organization", "Workplace", "Event", "Conference", "Place", "Unit"])
def test_classes_are_counted_and_listed(example: Book, built_example: Path, cls: str) -> None:
    number = counted(built_example, cls)
    found = read(page(example, "browse"))
    assert f"/browse/{cls}" in found.links
    listed = read(page(example, f"browse/{cls}"))
    assert f"{number}" in " ".join(listed.texts["main"].split())
    assert sum(1 for tag, given in listed.tags if tag == "a" and f"k-{cls}" in str(given.get("class"))) <= number
    assert len({link for link in listed.links if link.startswith("/id/")}) == number


def test_a_list_is_in_the_order_of_names_and_kept_to_a_letter_or_to_words(example: Book) -> None:
    names = [link for link in read(page(example, "browse/Person")).links if link.startswith("/id/")]
    assert names.index("/id/person/jo-yong-won") < names.index("/id/person/kim-jong-un")
    only = [link for link in read(page(example, "browse/Person", letter="J")).links if link.startswith("/id/")]
    assert only
    assert all(link.startswith("/id/person/j") for link in only)
    held = [link for link in read(page(example, "browse/Person", q="yong-wŏn")).links if link.startswith("/id/")]
    assert held == ["/id/person/jo-yong-won"]
    assert "None." in read(page(example, "browse/Person", q="no such")).words


def test_sources_stand_newest_first(example: Book) -> None:
    found = read(page(example, "sources"))
    words = found.texts["main"].split()
    dates = [word for word in words if len(word) == 10 and word[4] == "-" and word[7] == "-"]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) >= 10
    assert "/id/file/saved-page.html" in found.links


def test_search_groups_what_it_finds(example: Book) -> None:
    found = read(page(example, "search", q="kim jong"))
    words = " ".join(found.texts["main"].split())
    assert "/id/person/kim-jong-un" in found.links
    assert words.index("People") > words.index("found for")
    assert read(page(example, "search", q="zzzz")).texts["main"].count("0 found") == 1
    assert "found for" not in read(page(example, "search")).words
    assert page(example, "search", q="<script>" * 500).status == 200


@pytest.mark.parametrize("words", ["Jo Yong Won", "jo yong-won", "YONG WON", "won jo", "yongwon", "Jo Yŏng-wŏn"])
def test_suggestions_find_a_person_however_the_name_is_typed(example: Book, words: str) -> None:
    rows = json.loads(page(example, "suggest", "json", q=words).body)
    assert "/id/person/jo-yong-won" in [row["path"] for row in rows if row["kind"] == "person"]
    assert all(set(row) >= {"label", "kind", "path"} for row in rows)


def test_suggestions_are_few_and_begin_with_those_that_begin_so(example: Book) -> None:
    rows = json.loads(page(example, "suggest", "json", q="kim").body)
    assert len(rows) == 10
    begins = [row["label"].lower().startswith("kim") for row in rows]
    assert begins == sorted(begins, reverse=True)
    assert rows[0]["label"] == "Kim Jong Un"  # of those, the one that texts name most
    assert json.loads(page(example, "suggest", "json", q="").body) == []


def test_other_names_count_too(example: Book) -> None:
    rows = json.loads(page(example, "suggest", "json", q="fourth conference of cell secretaries of the wpk").body)
    assert rows[0]["path"] == "/id/event/cell-secretaries-conference/4"


def test_the_home_page_describes_the_data_set(example: Book, built_example: Path) -> None:
    given = page(example, "").body.decode()
    start = given.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    data = json.loads(given[start : given.index("</script>", start)])
    assert data["@type"] == "Dataset"
    assert {"name", "description", "license", "version", "citation", "creator"} <= set(data)
    assert data["temporalCoverage"] == "2009-08-01/2024-09-07" or data["temporalCoverage"].count("/") == 1
    assert {row["name"]: row["value"] for row in data["variableMeasured"]}["People"] == counted(built_example, "Person")
    assert data["distribution"][0]["contentUrl"] == "/data/graph.ttl"
    assert page(example, "data/graph.ttl", "turtle").body == (built_example / "graph.ttl").read_bytes()


def test_colours_and_shapes_come_from_the_ontology(example: Book) -> None:
    sheet = page(example, "static/site.css", "text")
    assert sheet.media_type == "text/css"
    assert b".k-Person{--k:#D55E00;--clip:circle(50%)}" in sheet.body
    assert b".k-County{--k:#CC79A7;--clip:polygon(" in sheet.body
    assert page(example, "static/site.js", "text").media_type == "text/javascript"
    assert page(example, "static/icon.svg", "text").media_type == "image/svg+xml"


def test_the_data_set_itself_has_a_page_and_its_description(example: Book, built_example: Path) -> None:
    assert b"Dataset" in page(example, "id/dataset").body
    assert page(example, "id/dataset", "turtle").body == (built_example / "dataset.ttl").read_bytes()
