"""The stages in a row: what a build gives for good, bad, doubled and recorded inputs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support
from wpkgraph import knowledge, pipeline, readers
from wpkgraph.iris import BASE
from wpkgraph.model import BodyRef, Dataset, PersonRef, PlaceRef
from wpkgraph.options import BuildOptions

HALL = "Om Tae Sik, chairman of the Lamp Board, spoke in the hall about the nets and lamps of the coming season."
OTHER = "Han Sol Mi, manager of the Unsong Silk Mill, came to the hall and praised the oars of the past season."


def build(*paths: Path, **options: object) -> Dataset:
    return pipeline.build([str(path) for path in paths], BuildOptions(**options))  # type: ignore[arg-type]


def written(folder: Path, **texts: str) -> Path:
    """A folder with one .txt file for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def records(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def articles(made: Dataset) -> list[str]:
    return [name for name in made.graphs if name.startswith(f"{BASE}article/")]


def test_a_build_keeps_graphs_texts_and_a_report(tmp_path: Path) -> None:
    made = build(written(tmp_path / "in", a=HALL, b=OTHER))
    assert list(made.graphs) == sorted(made.graphs)
    assert all(list(lines) == sorted(set(lines)) for lines in made.graphs.values())
    assert [row["path"] for row in made.report.inputs] == ["a.txt", "b.txt"]
    assert made.report.inputs[0]["sha256"] == hashlib.sha256(HALL.encode()).hexdigest()
    assert made.texts == {hashlib.sha256(text.encode()).hexdigest(): text for text in (HALL, OTHER)}
    assert made.report.counts["Person"] == made.report.counts["Article"] == 2
    assert made.report.counts["Workplace"] == 1
    assert made.report.rules["apposition"] == 2
    assert not made.report.errors


def test_unreadable_files_are_reported_and_the_others_go_on(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a=HALL)
    (folder / "broken.pdf").write_bytes(b"no pdf at all")
    (folder / "broken.docx").write_bytes(b"PK no docx")
    made = build(folder)
    assert len(articles(made)) == 1
    assert sorted(str(row["file"]).rpartition("/")[2] for row in made.report.errors) == ["broken.docx", "broken.pdf"]
    assert all(row["message"] for row in made.report.errors)


def test_files_of_no_known_format_are_noted(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a=HALL)
    (folder / "lamp.xyz").write_text("x", encoding="utf-8")
    made = build(folder)
    assert not made.report.errors
    assert [row["file"] for row in made.report.warnings] == ["lamp.xyz"]


def test_a_missing_path_is_an_error_beside_the_others(tmp_path: Path) -> None:
    made = build(written(tmp_path / "in", a=HALL), tmp_path / "missing.txt")
    assert len(articles(made)) == 1
    assert "missing.txt" in str(made.report.errors[0]["file"])


def test_limits_are_errors_that_name_the_file(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a=HALL, b="Nets.")
    made = build(folder, max_bytes=50)
    assert len(articles(made)) == 1
    (error,) = made.report.errors
    assert "a.txt" in str(error["file"])


def test_two_inputs_with_one_name_the_second_is_an_error(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", a=HALL), written(tmp_path / "other", a=OTHER)
    made = build(one, other)
    assert len(made.report.errors) == 1
    assert made.graphs == build(other, one).graphs
    assert [name for name in made.graphs if name.startswith(f"{BASE}file/")] == [f"{BASE}file/a.txt/graph"]


def test_one_file_given_twice_counts_once(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a=HALL)
    made = build(folder, folder / "a.txt")
    assert not made.report.errors
    assert len(made.report.inputs) == 1


def test_one_text_in_two_files_is_one_article_found_twice(tmp_path: Path) -> None:
    both = build(written(tmp_path / "in", a=HALL, b=HALL))
    (article,) = articles(both)
    alone = build(written(tmp_path / "alone", a=HALL))
    assert both.graphs[article] == alone.graphs[article]
    files = [both.graphs[f"{BASE}file/{name}.txt/graph"] for name in "ab"]
    assert all(any(f"<{article.removesuffix('/graph')}>" in line for line in lines) for lines in files)
    assert both.report.rules == alone.report.rules


def test_leaving_out_a_file_leaves_the_graphs_of_the_others_as_they_are(tmp_path: Path) -> None:
    both = build(written(tmp_path / "in", a=HALL, b=OTHER))
    alone = build(written(tmp_path / "alone", a=HALL))
    kept = {name for name in alone.graphs if "/graph/" not in name}
    assert {name: both.graphs[name] for name in kept} == {name: alone.graphs[name] for name in kept}
    assert len(both.graphs.keys() - alone.graphs.keys()) == 2


def test_the_records_of_a_collection_are_files_of_their_own(tmp_path: Path) -> None:
    path = records(
        tmp_path / "all.jsonl",
        {"id": "x-1", "title": "Nets", "date": "2021-04-08", "url": "https://example.org/1", "text": HALL},
        {"id": "x-2", "date": "2021-04-09", "text": OTHER},
        {"id": "x-3", "date": "2021-04-09"},
    )
    made = build(path)
    assert [row["record"] for row in made.report.inputs] == ["x-1", "x-2"]
    assert len(made.report.errors) == 1
    lines = made.graphs[f"{BASE}file/all.jsonl/x-1/graph"]
    assert any('fileName> "x-1"' in line for line in lines)
    assert any("https://example.org/1" in line for line in lines)
    assert len(articles(made)) == 2


def test_fields_of_a_collection_can_have_other_names(tmp_path: Path) -> None:
    path = records(tmp_path / "all.jsonl", {"id": "1", "body": HALL, "day": "2021-04-08"})
    made = build(path, fields={"text": "body", "date": "day"})
    assert made.report.inputs[0]["articles"] == 1


def test_declined_cases_have_place_rule_reason_and_text(tmp_path: Path) -> None:
    text = (
        "Present in the hall were Om Tae Sik, Han Sol Mi and other senior officials of the C.C., WPK and the Cabinet."
    )
    found = build(written(tmp_path / "in", a=text)).report.declined
    (case,) = [row for row in found if row["rule"] == "and-other"]
    assert case["file"] == "a.txt"
    assert text[case["start"] : case["end"]] == case["text"]  # type: ignore[misc]
    assert case["reason"]


def test_another_base_is_only_another_front(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a=HALL)
    here, there = build(folder), build(folder, base="https://example.org/")
    moved = {line.replace(BASE, "https://example.org/") for lines in here.graphs.values() for line in lines}
    memberships = [line for lines in there.graphs.values() for line in lines if "/membership/" in line]
    assert there.base == "https://example.org/"
    assert memberships
    assert not any(BASE in line for lines in there.graphs.values() for line in lines)
    assert {line for line in moved if "person/om-tae-sik/lamp-board> <http" in line and "type>" in line} <= {
        line for lines in there.graphs.values() for line in lines
    }


def test_progress_is_told_and_empty_input_is_an_empty_build(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pipeline.build([str(written(tmp_path / "in", a=HALL, b=OTHER))], BuildOptions(), lambda a, b: told.append((a, b)))
    assert told == [(1, 2), (2, 2)]
    empty = build(written(tmp_path / "none"))
    assert not articles(empty)
    assert not empty.report.inputs


def test_rules_count_each_article_once(tmp_path: Path) -> None:
    bulletin = "".join(f"Riverside, April {day} (XNA) -- {text} -0-\n\n" for day, text in ((8, HALL), (9, OTHER)))
    single = f"Riverside, April 8 (XNA) -- {HALL} -0-\n\n"
    one = build(written(tmp_path / "one", b=bulletin))
    both = build(written(tmp_path / "both", a=single, b=bulletin))
    assert len(articles(one)) == len(articles(both)) == 2
    assert both.report.rules == one.report.rules


@pytest.mark.xfail(
    strict=True, reason="the graph of an article with and without a record's title differs; the last wins"
)
def test_an_article_from_two_sources_has_one_graph_whichever_is_read(tmp_path: Path) -> None:
    text = f"Unsong Lamp Menders Meet\n{HALL}"
    titled = records(tmp_path / "a.jsonl", {"id": "1", "text": text, "date": "", "title": "Unsong Lamp Menders Meet"})
    plain = written(tmp_path / "in", b=text)
    both, one, other = build(titled, plain), build(titled), build(plain)
    (article,) = articles(both)
    assert both.graphs[article] == one.graphs[article] == other.graphs[article]


def letters(text: str) -> str:
    """A text without its spaces and marks."""
    return "".join(c for c in text if c.isalnum())


# --- any text ----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Riverside, April 8 (XNA) -- ",
        "Om Tae Sik, chairman of the Lamp Board, spoke.",
        "**Han Sol Mi Guides\nConference of Net Menders**",
        "ComradeOm Tae Siksaid",
        "The Third Conference of Net Menders opened on the 7th.",
        "First, nets. Second, lamps.",
        "Nearly 10 000 lamps burned",
        '"On the Nets", he said.',
        "Date: 08/04/2021 | Source: XNA",
        "-0-",
        "\r\n\r\n",
        "\n",
        "  ",
        "April 7, Juche 110 (2021)",
        "was elected member of the C.C., WPK",
        "*",
        "\ufeff",
        "\u00a0",
        "İ\u0301ﬁ김",
        "(((((",
        ",,,,and and and",
    ]
)
ANY = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=200))


@settings(max_examples=80, deadline=None)
@given(ANY)
def test_any_text_gives_articles_whose_spans_lie_in_it(text: str) -> None:
    last = 0
    for article, extraction in support.segmented(text):
        assert text[article.start : article.start + len(article.text)] == article.text
        assert article.start >= last
        last = article.start + len(article.text)
        spans = [m.span for m in extraction.mentions] + [s for f in extraction.facts for s in f.evidence]
        for start, end in [*spans, *(d.span for d in extraction.declined)]:
            assert 0 <= start < end <= len(article.text)
            assert not any(a <= start < b for a, b in article.noise)
        assert sum(extraction.rules.values()) == len(extraction.facts)


@settings(max_examples=80, deadline=None)
@given(ANY, st.data())
def test_cleaned_text_maps_back_to_its_characters(text: str, data: st.DataObject) -> None:
    for article, _ in support.segmented(text):
        cleaned = article.clean.text
        if cleaned:
            start = data.draw(st.integers(0, len(cleaned) - 1))
            end = data.draw(st.integers(start + 1, len(cleaned)))
            first, stop = article.clean.source(start, end)
            assert 0 <= first <= stop <= len(article.text)
            if cleaned[start].isalnum():
                assert article.text[first] == cleaned[start]
            if cleaned[end - 1].isalnum():
                assert article.text[stop - 1] == cleaned[end - 1]


def test_the_articles_of_every_example_are_slices_of_their_documents(example_corpus: Path) -> None:
    seen = 0
    for source in readers.discover([str(example_corpus)]).sources:
        for item in readers.read(source, readers.Options()):
            assert not isinstance(item, Exception | readers.Note)
            for article, extraction in pipeline.extract_document(item, knowledge.load()):
                seen += 1
                assert item.text[article.start : article.start + len(article.text)] == article.text
                for mention in extraction.mentions:
                    start, end = mention.span
                    quote = item.text[article.start + start : article.start + end]
                    if isinstance(mention.ref, PersonRef | BodyRef | PlaceRef) and not mention.generic:
                        assert letters(quote) == letters(mention.form)
    assert seen >= 10


@pytest.mark.parametrize("ahead", [1, 300, 200_000])
def test_documents_read_ahead_give_what_they_give_alone(monkeypatch: pytest.MonkeyPatch, ahead: int) -> None:
    monkeypatch.setattr(pipeline, "_AHEAD", ahead)
    known = knowledge.load()
    texts = [
        HALL,
        "",
        f"{OTHER}\n-0-\n{HALL}",
        *(f"The {n}th Conference of Net Menders was held." for n in range(4, 18)),
    ]
    documents = [support.document(text, f"{n}.txt") for n, text in enumerate(texts)]
    together = list(pipeline.extract_documents(iter(documents), known))
    assert [document for document, _ in together] == documents
    assert [found for _, found in together] == [pipeline.extract_document(document, known) for document in documents]
    assert sum(bool(found) for _, found in together) == len(texts) - 1
