"""No external identifier stands in the project that is not backed by a row with its source."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ontology_copies import FOLDER
from wpkgraph.knowledge import links, places
from wpkgraph.knowledge.strict import tsv_rows

ROOT = Path(__file__).resolve().parents[1]
# what identifiers look like: Wikidata, GeoNames in an address, VIAF, ISNI, LoC names, GND, Freebase, Wikipedia, COSPAR
SHAPES = re.compile(
    r"\bwd:(?P<curie>Q\d+)|\b(?P<q>Q\d{2,})\b|geonames\.org/(?P<gn>\d+)|\bgn:(?P<gc>\d+)|viaf\.org/viaf/(?P<viaf>\d+)"
    r"|isni\.org/isni/(?P<isni>\w+)|authorities/names/(?P<lc>n\w+)|d-nb\.info/gnd/(?P<gnd>[\dX-]+)"
    r"|(?P<fb>/m/0\w{4,})|wikipedia\.org/wiki/(?P<wp>[^\s>\"'`|)]+)|\b(?P<cospar>(?:19|20)\d\d-\d{3}[A-Z])\b"
)
SUFFIXES = {".ttl", ".toml", ".tsv", ".md", ".rq", ".py", ".html", ".json", ".jsonl", ".txt", ".cff"}
FOLDERS = ("ontology", "src", "docs", "examples", "benchmarks")


def allowed() -> set[str]:
    """Every identifier of a row, as written there and as it stands in an address."""
    rows = [row.values for row in tsv_rows(FOLDER / "links.sssom.tsv", links.COLUMNS)]
    out = {row["ext_id"] for row in rows} | {row["object_id"].partition(":")[2].strip("/") for row in rows}
    return out | {place.geonames for place in places.load(FOLDER).places.values() if place.geonames}


def identifiers(text: str) -> set[str]:
    """What looks like an external identifier in a text."""
    return {next(value for value in found.groups() if value) for found in SHAPES.finditer(text)}


def test_the_shapes_find_identifiers() -> None:
    text = "wd:Q99 <https://sws.geonames.org/123/> http://viaf.org/viaf/7 /m/0abcd 1999-001A"
    text += " https://en.wikipedia.org/wiki/Lamp"
    assert identifiers(text) == {"Q99", "123", "7", "/m/0abcd", "Lamp", "1999-001A"}
    assert identifiers("Quarter Q1 of 2019-08, wiki/Lamp") == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_identifier_stands_in_a_row(folder: str) -> None:
    good = allowed()
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in SUFFIXES and "vendor" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert sorted(identifiers(text) - good) == [], path.relative_to(ROOT)


def test_numbers_in_places_are_those_of_the_links() -> None:
    linked = {row.values["ext_id"] for row in tsv_rows(FOLDER / "links.sssom.tsv", links.COLUMNS)}
    assert {place.geonames for place in places.load(FOLDER).places.values() if place.geonames} <= linked


def reference(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "links.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_rows_equal_the_reference_data(shared: Path) -> None:
    want = {(r["dataset"], r["id"]) for r in reference(shared) if r["confidence"] in ("high", "medium")}
    with (shared / "data" / "geonames_kp.tsv").open(encoding="utf-8") as file:
        records = {r["geonameid"] for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    have = {(link.dataset, link.id) for found in links.load(FOLDER).links.values() for link in found}
    have |= {(link.dataset, link.id) for found in links.load(FOLDER).classes.values() for link in found}
    assert want <= have
    assert {i for dataset, i in have - want if dataset == "geonames"} <= records
    assert {dataset for dataset, _ in have - want} == {"geonames"}


def test_rows_without_a_result_are_kept_as_such(shared: Path) -> None:
    rows = [r for r in reference(shared) if r["confidence"] == "none" and r["dataset"] != "(none)"]
    nothing = links.load(FOLDER).nothing_found
    assert len(nothing) >= len({(r["entity"], r["dataset"]) for r in rows})
    assert all(dataset in {r["dataset"] for r in rows} for _, dataset in nothing)


def test_confidence_and_source_come_from_the_reference_data(shared: Path) -> None:
    level = {"high": 0.95, "medium": 0.8}
    want = {(r["dataset"], r["id"]): level[r["confidence"]] for r in reference(shared) if r["confidence"] in level}
    for found in links.load(FOLDER).links.values():
        for link in found:
            if (link.dataset, link.id) in want:
                assert link.confidence == want[link.dataset, link.id], link.subject
