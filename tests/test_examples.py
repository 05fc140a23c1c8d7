"""The example documents and their annotations agree with each other, and a build of the one finds the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wpkgraph import open_output
from wpkgraph.evaluate import floors, gold, sources
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.evaluate.graph import Graph
from wpkgraph.store import load_dataset

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "corpus"
EXPECTED = sorted((ROOT / "examples" / "expected").glob("*.json"))
STATUS = {"holds": "Holds", "former": "Former", "elected": "Elected", "appointed": "Appointed", "recalled": "Recalled"}


def records() -> dict[str, str]:
    lines = (CORPUS / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, lines)}


def source(name: str) -> str:
    """The text of a document or record, as it stands in the file."""
    return records()[name] if name in records() else (CORPUS / name).read_bytes().decode("utf-8")


def facts(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def test_every_document_is_annotated() -> None:
    documents = {p.name for p in CORPUS.iterdir() if p.suffix != ".jsonl"} | set(records())
    assert {facts(p)["file"] for p in EXPECTED} == documents


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_annotated_names_stand_in_the_text(path: Path) -> None:
    data = facts(path)
    text = " ".join(source(data["file"]).split())
    leaders = {"Kim Il Sung", "Kim Jong Il"}  # named by their titles only
    for name in set(data["persons"]) - leaders:
        assert name.casefold() in text.casefold(), name
    for unit in {u for a in data["affiliations"] for u in a["unit_chain"]}:
        assert unit.casefold() in text.casefold() or unit == "Party", unit
    assert {a["person"] for a in data["affiliations"]} <= set(data["persons"])
    assert {p["person"] for p in data["participations"]} <= set(data["persons"])
    assert not set(data["persons"]) & set(data["non_persons"])


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_annotated_offsets_are_whole_sentences_outside_noise(path: Path) -> None:
    data = facts(path)
    text = source(data["file"])
    noise = [(n["char_start"], n["char_end"]) for n in data["noise"]]
    for article in data["articles"]:
        if "char_start" in article:
            start, end = article["char_start"], article["char_end"]
            assert text[start].isupper()
            assert text[end - 1] == "."
            assert all(e <= start or s >= end for s, e in noise)


def test_invented_documents_say_so() -> None:
    names = [facts(p)["file"] for p in EXPECTED if "Thae Ryong Guk" in facts(p)["persons"]]
    assert len(names) == 2
    assert all(name.startswith("invented-") for name in names)
    assert source("invented-self-criticism.txt").startswith("INVENTED")


def test_a_build_reaches_the_floors(built_example: Path) -> None:
    path = ROOT / "tests" / "floors.toml"
    texts = sources.texts([str(CORPUS)], {facts(one)["file"] for one in EXPECTED})
    found = evaluate(load_dataset(built_example), gold.load([str(ROOT / "examples" / "expected")]), texts)
    reached = floors.measure(found, floors.load(path, "examples"), path)
    assert len(reached) > 20
    assert not [floor for floor in reached if not floor.kept]


def test_no_fact_comes_from_noise(built_example: Path) -> None:
    graph = Graph(load_dataset(built_example))
    for data in map(facts, EXPECTED):
        view = graph.file(data["file"])
        assert view.spans
        for span in view.spans:
            offset = next(passage.start for passage in view.passages if passage.article == span.article)
            start, end = offset + span.start, offset + span.end
            assert not any(n["char_start"] <= start < n["char_end"] for n in data["noise"]), span.quote
            if not data["file"].endswith(".html"):
                assert source(data["file"])[start:end] == span.quote


def test_statuses_of_posts_are_told_apart(built_example: Path) -> None:
    query = """SELECT ?name ?status { ?article wpk:foundAt/wpk:inFile/wpk:fileName $file .
        ?reading wpk:inArticle ?article ; wpk:readingOf/org:member/rdfs:label ?name ; wpk:membershipStatus ?status }"""
    name = "invented-county-plenary-meeting"
    got = {
        (row["name"], row["status"].rsplit("#")[-1]) for row in open_output(built_example).query(query, {"file": name})
    }
    wanted = facts(ROOT / "examples" / "expected" / f"{name}.json")["affiliations"]
    assert {(a["person"], STATUS[a["status"]]) for a in wanted} <= got
