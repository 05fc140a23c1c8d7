"""Ideas counted: by year, document, speaker and event, one set of texts against another, and the same by query."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import idea_texts
import wpkgraph
from wpkgraph.errors import NotFoundError, OutputError, QueryError
from wpkgraph.ideas import answers, corpus, selection, tally
from wpkgraph.ideas.corpus import Corpus
from wpkgraph.query import Answer, resolve

OLD, NEW, SPEECH = 51, 54, 57  # words
SIXTH = "Sixth Conference of Cell Secretaries of the Workers' Party of Korea"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ideas")
    return wpkgraph.build(idea_texts.write(folder / "in")).write(folder / "out")


@pytest.fixture(scope="module")
def lamps(output: Path) -> Corpus:
    return corpus.load(output)


def table(answer: Answer, *columns: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[name] for name in columns) for row in answer]


def test_a_text_counts_once_as_the_earliest_of_its_alternates(lamps: Corpus) -> None:
    kept = sorted((text.year, text.words) for text in lamps.texts.values() if text.alternates)
    assert kept == [("2013", OLD), ("2021", NEW)]  # one reprinted later, one also there without a date
    assert sorted(lamps.dropped.values()) == sorted(text.iri for text in lamps.texts.values() if text.alternates)
    assert len(lamps.texts) == 4
    assert {text.year for text in lamps.texts.values()} == {"2013", "2021", "undated"}


def test_counts_by_year_are_raw_and_per_thousand_words(lamps: Corpus) -> None:
    rows = table(answers.of_counts(lamps, "year"), "concept", "year", "mentions", "texts", "words", "per_1000")
    assert rows[:3] == [
        ("bureaucratism", "2013", "2", "1", str(OLD), "39.22"),
        ("bureaucratism", "2021", "2", "2", str(NEW + SPEECH), "18.02"),
        ("bureaucratism", "undated", "1", "1", "9", "111.11"),
    ]
    assert {row[0] for row in rows[3:]} == {
        "Chollima upsurge",
        "Kimilsungism-Kimjongilism",
        "Kimilsungists-Kimjongilists",
        "Party cell",
    }


def test_a_speaker_is_that_of_the_recorded_speech_else_of_the_statement(lamps: Corpus) -> None:
    rows = table(answers.of_counts(lamps, "speaker"), "concept", "speaker", "mentions", "per_1000")
    assert rows == [
        ("bureaucratism", "Kim Jong Un", "1", None),
        ("bureaucratism", tally.NOBODY, "4", None),
        ("Chollima upsurge", tally.NOBODY, "1", None),
        ("Kimilsungism-Kimjongilism", "Ro Chan Gyu", "1", None),
        ("Kimilsungists-Kimjongilists", tally.NOBODY, "1", None),
        ("Party cell", "Kim Jong Un", "1", None),
    ]


def test_documents_stand_by_date_and_events_by_name(lamps: Corpus) -> None:
    documents = [lamps.texts[group.key].files[0][0] for group in tally.groups(lamps, "document")]
    assert documents == ["old", "speech.txt", "new", "loose"]
    events = [(group.label, group.texts, group.words) for group in tally.groups(lamps, "event")]
    assert events[0] == (SIXTH, 1, SPEECH)
    assert events[-1] == (tally.NO_EVENT, 1, 9)
    assert [label for label, *_ in events[1:-1]] == ["contest of lamp makers", "meeting of lamp makers"]


def test_nested_statements_give_the_innermost_speaker_and_two_give_none() -> None:
    said = [(0, 90, "a"), (10, 40, "b"), (50, 60, "c"), (50, 60, "d")]
    assert [corpus._speaker(said, *at) for at in ((12, 20), (45, 48), (52, 55), (95, 99))] == ["b", "a", "", ""]


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        (
            "2013",
            "2021",
            [
                ("gone", "Chollima upsurge", "1", "0", "19.61", "0", None),
                ("gone", "Kimilsungism-Kimjongilism", "1", "0", "19.61", "0", "Kimilsungists-Kimjongilists"),
                ("new", "Kimilsungists-Kimjongilists", "0", "1", "0", "9.01", "Kimilsungism-Kimjongilism"),
                ("new", "Party cell", "0", "1", "0", "9.01", None),
                ("both", "bureaucratism", "2", "2", "39.22", "18.02", None),
            ],
        ),
        (
            SIXTH,
            "loose",
            [
                ("gone", "Party cell", "1", "0", "17.54", "0", None),
                ("both", "bureaucratism", "1", "1", "17.54", "111.11", None),
            ],
        ),
    ],
)
def test_two_sides_are_compared(lamps: Corpus, first: str, second: str, rows: list[tuple[str, ...]]) -> None:
    a, b = selection.named(lamps, first), selection.named(lamps, second)
    columns = ("state", "concept", "mentions_a", "mentions_b", "per_1000_a", "per_1000_b", "related")
    assert table(answers.of_comparison(lamps, tally.compare(lamps, a, b), a, b), *columns) == rows


@pytest.mark.parametrize("name", ["reprint", "old", "OLD", "Meeting of Lamp Makers"])
def test_an_alternate_names_the_text_that_counts(lamps: Corpus, name: str) -> None:
    assert [text.files[0][0] for text in selection.named(lamps, name).texts.values()] == ["old"]


@pytest.mark.parametrize(
    ("name", "why"), [("2019", "has no text of 2019"), ("quay", "is no year"), ("makers", "may be")]
)
def test_a_side_that_is_not_there_or_not_one_is_told(lamps: Corpus, name: str, why: str) -> None:
    with pytest.raises(NotFoundError, match=why):
        selection.named(lamps, name)


def test_a_part_of_one_name_is_enough(lamps: Corpus) -> None:
    assert len(selection.named(lamps, "contest of").texts) == 1


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [("2014", None, {"2021", "undated"}), (None, "2013", {"2013", "undated"}), ("2014", "2020", {"undated"})],
)
def test_years_limit_dated_texts_only(lamps: Corpus, first: str | None, last: str | None, found: set[str]) -> None:
    part = selection.within(lamps, first, last)
    assert {text.year for text in part.texts.values()} == found
    assert {mention.text for mention in part.mentions} <= set(part.texts)


@pytest.mark.parametrize(("first", "last"), [("13", None), ("2021", "2013"), (None, "x")])
def test_what_is_no_span_of_years_is_refused(lamps: Corpus, first: str | None, last: str | None) -> None:
    with pytest.raises(QueryError):
        selection.within(lamps, first, last)


def test_a_concept_is_found_by_any_name_and_hints_are_given(lamps: Corpus) -> None:
    for name in ("PARTY CELL", "concept:party-cell", "<https://w3id.org/wpkgraph/id/concept/party-cell>"):
        assert selection.concept(lamps, name).label == "Party cell"
    with pytest.raises(NotFoundError, match=r"did you mean: Party cell \(concept:party-cell\)"):
        selection.concept(lamps, "cell")
    with pytest.raises(NotFoundError, match="mentions a concept named 'quay'"):
        selection.concept(lamps, "quay")


def test_each_mention_comes_with_its_sentence(lamps: Corpus) -> None:
    found = list(answers.quoted(selection.about(lamps, [selection.concept(lamps, "Party cell")])))
    assert [(row.words.before, row.words.marked, row.words.after) for row in found] == [
        ("Let every ", "Party cell", " mend its lamp.")
    ]
    (row,) = answers.of_mentions(lamps, found)
    assert (row["date"], row["file"], row["speaker"]) == ("2021-04-09", "speech.txt", "Kim Jong Un")
    assert idea_texts.SPEECH[int(row["start"] or 0) + lamps.texts[found[0].mention.text].files[0][1] :].startswith(
        "Party cell"
    )


def by_query(output: Path, name: str, **params: str) -> list[tuple[str | None, ...]]:
    answer = wpkgraph.open_output(output).query(resolve(name, params))
    return sorted(table(answer, *answer.columns))


def by_command(answer: Answer, like: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    return sorted(table(answer, *like))


BY_YEAR = ("concept", "year", "mentions", "texts", "words", "per_1000", "iri")
GONE = ("state", "concept", "mentions_a", "mentions_b", "per_1000_a", "per_1000_b", "iri")


@pytest.fixture(params=["invented", "examples"])
def built(request: pytest.FixtureRequest, output: Path, built_example: Path) -> Path:
    return output if request.param == "invented" else built_example


def test_the_query_by_year_gives_the_same_numbers(built: Path) -> None:
    rows = by_command(answers.of_counts(corpus.load(built), "year"), BY_YEAR)
    assert len(rows) > 6
    assert by_query(built, "concepts-by-year") == rows


@pytest.mark.parametrize(
    ("a", "b"), [("2013", "2021"), ("reprint", "new"), ("address-2013.txt", SIXTH), (SIXTH, "loose")]
)
def test_the_query_of_what_is_gone_gives_the_same_numbers(built: Path, a: str, b: str) -> None:
    read = corpus.load(built)
    try:
        first, second = selection.named(read, a), selection.named(read, b)
    except NotFoundError:
        pytest.skip("these texts do not stand in this corpus")
    rows = by_command(answers.of_comparison(read, tally.compare(read, first, second), first, second), GONE)
    assert len(rows) > 1
    assert by_query(built, "concepts-gone", a=a, b=b) == rows


def test_the_query_takes_iris(output: Path, lamps: Corpus) -> None:
    (text,) = [text for text in lamps.texts.values() if text.alternates and text.year == "2013"]
    (event,) = (event for event in text.events if lamps.labels[event] == "meeting of lamp makers")
    same = by_query(output, "concepts-gone", a="reprint", b="new")
    assert by_query(output, "concepts-gone", a=f"<{event}>", b="new") == same
    assert by_query(output, "concepts-gone", a=f"<{text.alternates[0]}>", b="new") == same


def test_an_output_without_word_counts_is_refused(output: Path, tmp_path: Path) -> None:
    lines = (output / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "graph.nq").write_text("".join(x for x in lines if "wordCount" not in x), encoding="utf-8")
    (tmp_path / "report.json").write_bytes((output / "report.json").read_bytes())
    with pytest.raises(OutputError, match="build it again"):
        corpus.load(tmp_path)


def test_research_texts_give_the_same_by_command_and_query(shared: Path, tmp_path: Path) -> None:
    output = wpkgraph.build(shared / "corpus" / "wpk-conferences").write(tmp_path / "out")
    read = corpus.load(output)
    first, second = selection.named(read, "2013"), selection.named(read, "2021")
    rows = tally.compare(read, first, second)
    assert {"thriving country", "single-hearted unity"} <= {row.idea.label for row in rows if row.first}
    assert by_query(output, "concepts-gone", a="2013", b="2021") == by_command(
        answers.of_comparison(read, rows, first, second), GONE
    )
    assert by_query(output, "concepts-by-year") == by_command(answers.of_counts(read, "year"), BY_YEAR)


def test_the_figures_of_the_docs_are_those_of_the_research_texts(shared: Path, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "concepts.md").read_text(encoding="utf-8")
    shown = [re.split(r" *\| *", line)[1:7] for line in page.splitlines() if re.search(r"\| (gone|new|both) \|$", line)]
    read = corpus.load(wpkgraph.build(shared / "corpus" / "wpk-conferences").write(tmp_path / "out"))
    first, second = selection.named(read, "2013"), selection.named(read, "2021")
    rows = tally.compare(read, first, second)
    one, two = tally.words(first), tally.words(second)
    real = {
        r.idea.label: [str(r.first), str(r.second), tally.rate(r.first, one), tally.rate(r.second, two), r.state]
        for r in rows
    }
    assert len(shown) == 15
    assert {label: cells for label, *cells in shown} == {label: real[label] for label, *_ in shown}
    states = Counter(row.state for row in rows)
    told = f"{states['gone']} concepts are gone, {states['new']} are new, {states['both']} are in both"
    assert f"address of 2013 ({one:,} words)" in page
    assert f"conference of 2021 ({two:,} words): {told}." in page
