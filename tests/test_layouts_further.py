"""Layouts of bulletins, booklets, saved pages and blogs: what is an article, what is furniture, and which date counts."""

from __future__ import annotations

import dataclasses

import pytest

import support
from test_more_segmentation import BODY, FURNITURE, MORE, articles
from wpkgraph.dates import PartialDate
from wpkgraph.layout import lines
from wpkgraph.segment import described

MASTHEAD = (
    "Embassy of the DPR Korea\nin the Republic of Tobong\n____________\n\n"
    "BULLETIN\nNo. 9/2009      16 April, Juche 98 (2009)\n\n"
)


def test_a_bulletin_of_numbered_articles_without_datelines() -> None:
    heads = ["1. Net Menders Meet", "2. Lamps Lit in Hall", "3. Reed Mill Opened"]
    found = articles(MASTHEAD + "\n\n".join(f"{head}\n\n{BODY}\n\n{MORE}" for head in heads))
    assert [article.title for article in found] == heads
    assert {article.issued for article in found} == {PartialDate(2009, 4, 16)}
    assert all(article.text.endswith(MORE) for article in found)
    document = described(support.document(MASTHEAD + f"Nets\n\n{BODY}"), FURNITURE)
    assert document.publisher == "Embassy of the DPR Korea"


def test_numbered_parts_below_a_headline_are_one_article() -> None:
    parts = "\n\n".join(f"{n}. {head}\n\n{BODY}" for n, head in enumerate(("On Nets", "On Lamps"), 1))
    (found,) = articles(MASTHEAD + f"Address to the Net Menders\n\n{MORE}\n\n{parts}")
    assert found.title == "Address to the Net Menders"
    (plain,) = articles(parts)
    assert plain.text.endswith(BODY)


@pytest.mark.parametrize("between", ["\n\n* * *\n\n", "\n\n________\n\n", "\n\n-----\n\n", "\n\n\n\n\n"])
@pytest.mark.parametrize("dated", [(0,), (1,), ()])
def test_articles_of_a_bulletin_with_and_without_datelines(between: str, dated: tuple[int, ...]) -> None:
    opening = ["Riverside, April 14 (KCNA) -- " if n in dated else "" for n in range(2)]
    text = f"Net Menders Meet\n\n{opening[0]}{BODY}{between}Lamps Lit in Hall\n\n{opening[1]}{MORE}"
    first, second = articles(MASTHEAD + text)
    assert (first.title, second.title) == ("Net Menders Meet", "Lamps Lit in Hall")
    assert first.text.endswith(BODY)
    issued = [PartialDate(2009, 4, 14 if n in dated else 16) for n in range(2)]
    assert [first.issued, second.issued] == issued


def test_a_rule_parts_no_articles_outside_a_bulletin_and_none_without_a_headline() -> None:
    (found,) = articles(f"Net Menders Meet\n\n{BODY}\n\n* * *\n\nLamps Lit in Hall\n\n{MORE}")
    assert found.text.endswith(MORE)
    (found,) = articles(f"{MASTHEAD}Net Menders Meet\n\n{BODY}\n\n* * *\n\n{MORE}")
    assert found.text.endswith(MORE)


def test_each_article_has_the_date_at_its_foot() -> None:
    foot = "\n\nwww.weir.kp (Juche{}.3.9.)\n\n"
    first, second = articles(
        f"Net Menders Meet\n\nRiverside, March 9 (KCNA) -- {BODY} -0-{foot.format(98)}"
        f"Lamps Lit\n\nRiverside, March 9 (KCNA) -- {MORE} -0-{foot.format(100)}"
    )
    assert (first.title, second.title) == ("Net Menders Meet", "Lamps Lit")
    assert [first.issued, second.issued] == [PartialDate(2009, 3, 9), PartialDate(2011, 3, 9)]


@pytest.mark.parametrize(
    "line",
    ["By Om Tae Sik", "Photo: Om Tae Sik at the weir.", "(Translated by the Weir Daily)", "Share this:", "Loading...",
     "![weir](weir.jpg)", "*Date:* 12/03/2009 | *Source:* Weir Daily"],
)  # fmt: skip
def test_furniture_amid_a_page_is_noise(line: str) -> None:
    (found,) = articles(f"**Net Menders Meet**\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert found.clean.text == f"Net Menders Meet\n{BODY}\n{MORE}"
    assert len(found.noise) == 1


@pytest.mark.parametrize(
    "line", ["By Om Tae Sik the hall was built.", "Photos of the weir hung there.", "by Om Tae Sik"]
)
def test_what_is_no_furniture_stays(line: str) -> None:
    (found,) = articles(f"Net Menders Meet\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert line in found.clean.text
    assert found.noise == ()


COVER = (
    "Kim Jong Un\n\nLet Us Mend the Nets of\nAll Weirs\n\nApril 6, 2009\n\n"
    "Riverside Publishing House\nPyongyang, Korea\n98 (2009)\n\n"
)


def test_page_numbers_beside_a_booklets_title() -> None:
    heads = ("2 KIM JONG UN", "LET US MEND THE NETS OF ALL WEIRS 3")
    (found,) = articles(f"{COVER}{BODY}\n\n{heads[0]}\n\n{MORE}\n\n{heads[1]}\n\n{BODY}")
    assert found.title == "Let Us Mend the Nets of All Weirs"
    assert [found.text[a:b] for a, b in found.noise] == list(heads)
    assert found.issued == PartialDate(2009)
    rows = lines(f"Net Menders of Hall 1\n\n{BODY}\n\nNet Menders of Hall 2\n\n{MORE}", FURNITURE)
    assert [row.kind for row in rows] == ["text"] * 4


def test_who_edits_or_prints_publishes_not() -> None:
    imprint = (
        "\n\nEdited by Om Tae Sik\nPrinted in the DPRK\nPublished by Riverside Publishing House\nIssued in May 2009"
    )
    document = described(dataclasses.replace(support.document(COVER + BODY + imprint), publisher=None), FURNITURE)
    assert (document.publisher, document.date) == ("Riverside Publishing House", PartialDate(2009, 5))


def test_a_subtitle_between_dashes_is_a_paragraph() -> None:
    (found,) = articles(f"Net Menders Meet\n--- Om Tae Sik Guides Meeting ---\n\n{BODY}")
    assert found.clean.text.endswith(f"\n--- Om Tae Sik Guides Meeting ---\n{BODY}")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Riverside March 9 (KCNA) -- ", "Riverside"),
        ("RIVERSIDE, March 9. (KCNA) -- ", "Riverside"),
        ("Riverside, March 9th (KCNA) -- ", "Riverside"),
        ("Riverside,  March 9  (KCNA)  --  ", "Riverside"),
        ("**Riverside, March 9 (KCNA)** -- ", "Riverside"),
        ("Riverside, March 9 (KCNA): ", "Riverside"),
        ("Riverside, March 9 (KCNA) ", "Riverside"),
        ("Hamhung, South Hamgyong Province, March 9 (KCNA) -- ", "Hamhung"),
        ("Riverside, March 9 (Naenara) -- ", "Riverside"),
    ],
)
def test_more_ways_to_write_a_dateline(opening: str, place: str) -> None:
    (found,) = articles(f"Net Menders Meet\n\n{opening}{BODY}", date=PartialDate(2009, 3, 10))
    assert found.issued == PartialDate(2009, 3, 9)
    assert found.dateline is not None
    assert found.clean.text[slice(*found.dateline[1])].title() == found.dateline[0] == place
    assert found.clean.text[found.body :] == BODY


def test_articles_that_a_table_of_contents_has() -> None:
    contents = "CONTENTS\n\n1. Net Menders Meet ..... 1\n2. Lamps Lit in the Hall ..... 3\n\n"
    text = f"{MASTHEAD}Net Menders Meet\n\nRiverside, April 14 (KCNA) -- {BODY}\n\nLamps Lit in the Hall\n\n{MORE}"
    first, second = articles(contents + text)
    assert (first.title, second.title) == ("Net Menders Meet", "Lamps Lit in the Hall")
    (alone,) = articles(text)
    assert alone.text.endswith(MORE)


def test_a_sentence_goes_on_behind_the_number_of_its_page() -> None:
    page = "The net menders of the weir were praised by the chairman of the Lamp\n\n{}\n\nBoard, who lit a lamp.\nThey sang.\n"
    (numbered,) = articles(page.format("- 7 -"))
    assert "chairman of the Lamp Board, who lit a lamp." in numbered.clean.text
    (captioned,) = articles(page.format("Photo: Om Tae Sik"))
    assert "the Lamp\nBoard" in captioned.clean.text


def test_the_date_of_a_page_is_not_that_of_its_event() -> None:
    (found,) = articles(f"DPRK Today\nNet Menders Meet\nWednesday, 15 April 2009\n\n{BODY}")
    assert (found.issued, found.event_date) == (PartialDate(2009, 4, 15), None)
    (address,) = articles(f"Address to the Net Menders\n\nApril 15, 2009\n\n{BODY}")
    assert (address.issued, address.event_date) == (PartialDate(2009, 4, 15), PartialDate(2009, 4, 15))


def test_the_line_of_a_masthead_that_has_a_date_dates_its_articles() -> None:
    (found,) = articles(f"PRESS RELEASE\n\n7 May 2018               No. 12\n\nNet Menders Meet\n\n{BODY}")
    assert (found.title, found.issued) == ("Net Menders Meet", PartialDate(2018, 5, 7))


def test_a_table_of_contents_within_a_booklet_is_noise() -> None:
    (found,) = articles(f"{COVER}CONTENTS\n\n1. The Nets of the Past ....... 2\n\n{BODY}\n\nISBN 978-9946-0-0000-0")
    assert [found.text[a:b] for a, b in found.noise] == ["CONTENTS", "1. The Nets of the Past ....... 2"]
    assert found.text.endswith(BODY)
