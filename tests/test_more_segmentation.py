"""Articles within documents: every slice, span and map is exact whatever surrounds the text; lines and their kinds."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support
from wpkgraph import knowledge
from wpkgraph.clean import clean, glue, glue_of, joined, locate, unified
from wpkgraph.dates import PartialDate
from wpkgraph.layout import Dateline, headlines, key, lines, resolve
from wpkgraph.model import Article, Document, Span
from wpkgraph.pieces import pieces
from wpkgraph.segment import described, segment

FURNITURE = knowledge.load().furniture
BODY = "Om Tae Sik, chairman of the Lamp Board, spoke of the nets and lamps of the coming season in the hall."
MORE = "Han Sol Mi of the Reed Mill said that the lamps burn well and that the nets hold in every weather."


def articles(text: str, **more: object) -> list[Article]:
    document = dataclasses.replace(support.document(text), **more)  # type: ignore[arg-type]
    found = segment(document, FURNITURE)
    check(document, found)
    return found


def check(document: Document, found: list[Article]) -> None:
    """What must hold of any segmentation."""
    last = 0
    for article in found:
        assert article.text
        assert document.text[article.start : article.start + len(article.text)] == article.text
        assert article.start >= last
        last = article.start + len(article.text)
        assert article.text == article.text.lstrip()
        start, end = article.headline
        assert 0 <= start <= end <= len(article.clean.text)
        assert 0 <= article.body <= len(article.clean.text)
        assert all(0 <= a < b <= len(article.text) for a, b in article.noise)
        mapped(article)


def mapped(article: Article) -> None:
    """Each clean character leads to a span of the source, in order, and none into noise."""
    before = -1
    plain = unified(article.text)
    for at, char in enumerate(article.clean.text):
        start, end = article.clean.source(at, at + 1)
        assert start >= before
        before = start
        assert end - start == 1
        if not char.isspace():
            assert plain[start] == char
            assert not any(a <= start < b for a, b in article.noise)


FIRST = "Net Menders Meet\n\nRiverside, March 9 (KCNA) -- " + BODY + "\n\n" + MORE
SECOND = "Lamps Lit\n\nHamhung, March 10 (KCNA) -- " + MORE + "\n\n" + BODY


@pytest.mark.parametrize("between", ["\n\n", "\n-0-\n\n", "\n\n\n\n", "\r\n\r\n", "\n* * *\n\n"])
def test_two_reports_in_one_file(between: str) -> None:
    one, two = articles(FIRST + between + SECOND, date=PartialDate(2019, 3, 12))
    assert (one.title, two.title) == ("Net Menders Meet", "Lamps Lit")
    assert (one.issued, two.issued) == (PartialDate(2019, 3, 9), PartialDate(2019, 3, 10))
    assert one.dateline is not None
    assert two.dateline is not None
    assert (one.dateline[0], two.dateline[0]) == ("Riverside", "Hamhung")
    assert one.text.endswith("weather.")
    assert two.text.endswith("hall.")


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_as_many_articles_as_datelines(count: int) -> None:
    text = "\n-0-\n\n".join(
        f"Report of Hall {n}\n\nRiverside, March {n % 28 + 1} (KCNA) -- {BODY}" for n in range(count)
    )
    found = articles(text, date=PartialDate(2019, 12, 31))
    assert [a.title for a in found] == [f"Report of Hall {n}" for n in range(count)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lead", ["", "\ufeff", "\n\n  ", "\t"])
def test_line_ends_and_leading_space_change_no_article(end: str, lead: str) -> None:
    (found,) = articles(lead + FIRST.replace("\n", end), date=PartialDate(2019, 3, 12))
    assert found.title == "Net Menders Meet"
    assert "\r" not in found.clean.text
    assert found.clean.text.count("\n") == 2
    assert found.clean.text[found.body :].startswith("Om Tae Sik")


@pytest.mark.xfail(
    reason="where the end mark stands alone below a title page, the slice runs up to the mark", strict=True
)
@pytest.mark.parametrize("between", ["March 9, Juche 98 (2009)", "\f"])
def test_a_title_page_and_an_end_mark_without_a_text(between: str) -> None:
    (found,) = articles(f"Net Menders Meet\n{between}\n-0-\n")
    assert found.text == found.text.rstrip()


@pytest.mark.parametrize("text", ["", " \n\t ", "\n-0-\n", "-" * 50, "\x00\x01", "\ufeff", "* * *"])
def test_no_words_no_article_or_one_that_holds(text: str) -> None:
    assert len(articles(text)) <= 1


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_of_parts_gives_exact_slices(chance: random.Random) -> None:
    parts = [
        BODY, MORE, "NET MENDERS MEET", "Net Menders Meet", "Riverside, March 9 (KCNA) -- " + BODY, "-0-", "* * *",
        "March 9, Juche 98 (2009)", "Date: 09/03/2009 | Source: Reed Daily", "1", "\f", "", "", "**Bold** words", "# Head",
        "“Curly’ quotes” — and dashes –", "First, mend. Second, light.", "Om Tae Siksaid so.", "a" * 300, "어망 공장",
        "Pyongyang, April 31 (KCNA) --", "(Continued)", "http://example.org/a", "Copyright 2009", "- 2 -",
    ]  # fmt: skip
    chosen = [chance.choice(parts) for _ in range(chance.randint(1, 14))]
    text = "".join(part + chance.choice(["\n", "\n\n", "\r\n", "\n\n\n"]) for part in chosen)
    articles(text, title=chance.choice([None, "Net Menders Meet"]), date=chance.choice([None, PartialDate(2009, 3, 9)]))


def test_headers_and_footers_of_pages_are_no_text() -> None:
    page = "Reed Works Bulletin\n\n{}\n\n- {} -"
    text = "\f".join(page.format(part, n) for n, part in enumerate([BODY, MORE, BODY, MORE], 1))
    (found,) = articles(text)
    assert found.clean.text.count("Reed Works Bulletin") <= 1
    assert "- 2 -" not in found.clean.text
    assert "- 3 -" not in found.clean.text


def test_a_document_learns_its_date_and_publisher_from_its_own_page() -> None:
    document = support.document("Nets.")
    given_ = dataclasses.replace(document, date=PartialDate(2019), publisher="Reed Daily")
    assert described(given_, FURNITURE) is given_
    assert described(document, FURNITURE) == document


# --- lines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dateline", "anchor", "found"),
    [
        ((3, 9, 2009), None, (2009, 3, 9)),
        ((3, 9, 2009), (2019, 1, 1), (2009, 3, 9)),
        ((3, 9, None), None, None),
        ((3, 9, None), (2019, 3, 9), (2019, 3, 9)),
        ((3, 9, None), (2019, 3, 2), (2019, 3, 9)),
        ((3, 9, None), (2019, 3, 1), (2018, 3, 9)),
        ((12, 31, None), (2019, 1, 2), (2018, 12, 31)),
        ((1, 2, None), (2018, 12, 31), (2018, 1, 2)),
        ((3, 9, None), (2019, 3), (2019, 3, 9)),
        ((4, 9, None), (2019, 3), (2018, 4, 9)),
        ((12, 9, None), (2019,), (2019, 12, 9)),
        ((2, 29, None), (2019, 3, 1), None),
        ((2, 29, None), (2020, 3, 1), (2020, 2, 29)),
        ((2, 30, 2020), None, None),
    ],
)
def test_the_year_of_a_dateline(
    dateline: tuple[int, int, int | None], anchor: tuple[int, ...] | None, found: tuple[int, ...] | None
) -> None:
    month, day, year = dateline
    made = Dateline("Riverside", "KCNA", month, day, year, 0, 10)
    assert resolve(made, PartialDate(*anchor) if anchor else None) == (PartialDate(*found) if found else None)


@pytest.mark.parametrize(
    "opening",
    [
        "Riverside, March 9 (KCNA) -- ",
        "RIVERSIDE, March 9 (KCNA) - ",
        "Riverside, 9 March (KCNA) — ",
        "Riverside, Mar. 9 (KCNA)--",
        "New Riverside, March 9, 2009 (KCNA) -- ",
        "Riverside, March 9 Juche 98 (2009) (KCNA) -- ",
        "Riverside,March 9 (KCNA) --",
    ],
)
def test_datelines_as_they_are_written(opening: str) -> None:
    (line,) = lines(opening + BODY, FURNITURE)
    assert line.kind == "dateline"
    assert line.dateline is not None
    assert line.dateline.place in ("Riverside", "New Riverside")
    assert (line.dateline.month, line.dateline.day, line.dateline.agency) == (3, 9, "KCNA")
    assert (opening + BODY)[line.dateline.end :].startswith("Om Tae Sik")


@pytest.mark.parametrize(
    "opening",
    ["riverside, March 9 (KCNA) -- ", "Riverside, March (KCNA) -- ", "Riverside, March 9 (ABCD) -- ", "Riverside -- "],
)
def test_what_is_no_dateline(opening: str) -> None:
    (line,) = lines(opening + BODY, FURNITURE)
    assert line.kind == "text"


def test_offsets_of_lines_are_those_of_the_text() -> None:
    text = "\ufeff  **Head**  \r\n\r\n\t> quoted line\n\n\n_last_"
    found = lines(text, FURNITURE)
    assert [text[line.start : line.end] for line in found] == ["Head", "quoted line", "last"]
    assert [line.gap for line in found] == [0, 1, 2]


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        (["Net Menders Meet in the", "Hall"], [2]),
        (["Net Menders Meet", "and Lamps Are Lit"], [2]),
        (["Net Menders Meet"], [1]),
        ([], []),
    ],
)
def test_headlines_wrapped_and_apart(words: list[str], groups: list[int]) -> None:
    block = lines("\n".join(words), FURNITURE)
    assert [len(group) for group in headlines(block)] == groups


@given(st.text(max_size=60))
def test_a_key_is_letters_and_digits_in_lower_case(text: str) -> None:
    made = key(text)
    assert made == key(text + " -- !")
    assert all(char.isalnum() or not char.isascii() for char in made)


def test_pieces_cover_lines_in_order() -> None:
    rows = lines(FIRST + "\n-0-\n\n" + SECOND + "\n-0-\n", FURNITURE)
    found = list(pieces(rows, None))
    assert len(found) == 2
    assert all(p.first <= p.body <= p.last for p in found)
    assert found[0].last < found[1].first
    assert all(p.first <= i < p.body for p in found for i in p.head)


# --- cleaning -----------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="Aab .,\n\r\t*_#-'\u2019\u200b\u00ad\u00a0\ufeff1", max_size=80),
    st.lists(st.integers(0, 80), max_size=4, unique=True),
)
def test_cleaning_any_text_maps_every_character_back(text: str, edges: list[int]) -> None:
    cuts = [e for e in sorted(edges) if e <= len(text)]
    noise = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    made = clean(text, noise, glue(("Aab",)))
    plain = unified(text)
    before = -1
    for at, char in enumerate(made.text):
        start, end = made.source(at, at + 1)
        assert before <= start < end <= len(text)
        before = start
        if not char.isspace():
            assert plain[start] == char
            assert not any(a <= start < b for a, b in noise)
    assert "\n\n" not in made.text


@given(st.text(alphabet="ab \n*", min_size=1, max_size=60), st.integers(0, 60))
def test_locate_never_leaves_the_text(text: str, offset: int) -> None:
    made = clean(text)
    assert 0 <= locate(made, offset) <= len(made.text)


@pytest.mark.parametrize(
    ("before", "after", "width", "together"),
    [
        ("the lamps of the", "Reed Mill burn", None, True),
        ("the lamps burn.", "The nets hold", None, False),
        ("the lamps burn.", "the nets hold", 15, True),
        ("the lamps burn,", "and nets hold", None, True),
        ("A short line", "Another one here", 60, False),
        ("A line that nearly fills the whole width of", "Paper it is on", 44, True),
        ("the lamps burn", "", 20, False),
        ("THE END", "Next", None, False),
    ],
)
def test_lines_that_go_on(before: str, after: str, width: int | None, together: bool) -> None:
    assert joined(before, after, width) == together


def test_a_broken_word_is_joined_as_the_text_has_it_elsewhere() -> None:
    wrapped = (
        "The lampmenders of the reed mill stood in\nthe hall and the lamp-\nmenders sang until the evening came and\n"
        "all the well-\nworn nets were mended by the river side."
    )
    made = clean(wrapped, glued=glue_of(knowledge.load().furniture)).text
    assert "the lampmenders sang" in made
    assert "well-worn nets" in made
