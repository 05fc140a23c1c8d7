"""Segmentation of invented documents in the forms that researchers have."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.furniture import Furniture, load
from wpkgraph.knowledge.occasions import occasion
from wpkgraph.model import Article, Document
from wpkgraph.segment import described, segment, segment_all

BODY = "The menders of the Unsong Net Works met in the hall of the guild and spoke about the nets of the coming season."

BULLETIN = f"""

BULLETIN

Embassy of DPR Korea in Riverside,
Weirland

7th April, Juche 98 (2009)


**Occasion of New Turn in Mending of Nets and
Lamps of Guild
6th Conference of Net Menders Opens
Ro Chan Gyu Guides Conference**

Riverside, April 6 (XNA) -- {BODY}

The second paragraph breaks at a page

and goes on here. The conference continues. -0-




Opening Speech by Ro Chan Gyu

Riverside, April 7 (XNA) -- {BODY} I declare it open. -0-

"""

COVER = """WORKERS OF ALL LANDS, UNITE!

**RO CHAN GYU**

**ADDRESS TO THE  \nSIXTH CONFERENCE OF  \nNET MENDERS**

*April 6, Juche 98 (2009)*

**Riverside Publishing House  \nDPR Korea  \nJuche 98 (2009)**

"""

BOOKLET = f"""{COVER}{COVER}Dear menders,

{BODY}

I declare the conference open.

**RO CHAN GYU**
**ADDRESS TO THE SIXTH CONFERENCE**
**OF NET MENDERS**

---

Published by Riverside Publishing House

DPR Korea

Issued in May Juche 98 (2009)

---
"""


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return load()


def document(text: str, **known: object) -> Document:
    return replace(Document("x.txt", text, "0" * 64, "text/plain"), **known)


def checked(doc: Document, furniture: Furniture) -> list[Article]:
    """The articles, each an exact slice, no two overlapping, with offsets inside their texts."""
    articles = segment(doc, furniture)
    end = 0
    for article in articles:
        assert article.start >= end
        end = article.start + len(article.text)
        assert article.text == doc.text[article.start : end]
        assert 0 <= article.headline.start <= article.headline.end <= len(article.clean.text)
        assert article.headline.end <= article.body <= len(article.clean.text)
        assert all(0 <= a < b <= len(article.text) for a, b in article.noise)
    return articles


def test_documents_together_give_what_they_give_alone(furniture: Furniture) -> None:
    texts = (BULLETIN, "", "Lamps\n\nThey burn.", f"Riverside, April 6 (XNA) -- {BODY}\nIt ended.", "\n\n")
    documents = [Document(f"{n}.txt", text, "", "text/plain") for n, text in enumerate(texts)]
    together = segment_all(documents, furniture)
    assert together == [segment(document, furniture) for document in documents]
    assert sum(map(len, together)) > 3
    assert segment_all([], furniture) == []


def test_bulletin(furniture: Furniture) -> None:
    first, second = checked(document(BULLETIN), furniture)
    assert first.title == (
        "Occasion of New Turn in Mending of Nets and Lamps of Guild / 6th Conference of Net Menders Opens"
        " / Ro Chan Gyu Guides Conference"
    )
    assert first.text.startswith("Occasion of New Turn")
    assert first.text.endswith("The conference continues.")
    assert first.clean.text[first.body :].startswith("The menders of the Unsong")
    assert "breaks at a page and goes on here." in first.clean.text
    assert first.dateline is not None
    place, span = first.dateline
    assert place == first.clean.text[slice(*span)] == "Riverside"
    assert first.agency == "XNA"
    assert first.issued == PartialDate(2009, 4, 6)
    assert second.title == "Opening Speech by Ro Chan Gyu"
    assert second.issued == PartialDate(2009, 4, 7)
    assert second.clean.text[slice(*second.headline)] == second.title
    assert second.text.endswith("I declare it open.")


def test_bulletin_metadata(furniture: Furniture) -> None:
    doc = described(document(BULLETIN), furniture)
    assert doc.publisher == "Embassy of DPR Korea in Riverside"
    assert doc.date == PartialDate(2009, 4, 7)
    kept = described(document(BULLETIN, publisher="XNA", date=PartialDate(2001)), furniture)
    assert (kept.publisher, kept.date) == ("XNA", PartialDate(2001))


def test_booklet(furniture: Furniture) -> None:
    (article,) = checked(document(BOOKLET), furniture)
    assert article.title == "ADDRESS TO THE SIXTH CONFERENCE OF NET MENDERS"
    assert article.event_date == PartialDate(2009, 4, 6)
    assert article.issued == PartialDate(2009, 5)
    assert article.clean.text[article.body :].startswith("Dear menders,\nThe menders")
    assert article.text.endswith("I declare the conference open.")
    (noise,) = article.noise
    assert article.text[slice(*noise)].startswith("WORKERS OF ALL LANDS")
    assert article.clean.text.count("RO CHAN GYU") == 1
    assert described(document(BOOKLET), furniture).publisher == "Riverside Publishing House"


def test_booklet_without_imprint_is_issued_in_its_year(furniture: Furniture) -> None:
    (article,) = checked(document(f"{COVER}{BODY}"), furniture)
    assert (article.issued, article.event_date) == (PartialDate(2009), PartialDate(2009, 4, 6))
    assert article.noise == ()


def test_address_with_its_own_date_line(furniture: Furniture) -> None:
    title = "Address Delivered at the Fourth Conference\nof Net Menders"
    text = f"{title}\n\nJanuary 29, 2009\n\n\n   {BODY}\n   It was so.\n"
    (article,) = checked(document(text), furniture)
    assert article.title == "Address Delivered at the Fourth Conference of Net Menders"
    assert article.issued == article.event_date == PartialDate(2009, 1, 29)
    assert article.clean.text[article.body :].startswith(BODY)


@pytest.mark.parametrize(
    ("dateline", "known", "issued"),
    [
        ("Riverside, April 09 (XNA) -- ", PartialDate(2009, 4, 10), PartialDate(2009, 4, 9)),
        ("Riverside, April 9 (XNA)--", PartialDate(2009, 4, 9), PartialDate(2009, 4, 9)),
        ("RIVERSIDE, Apr. 9 (XNA) – ", PartialDate(2009), PartialDate(2009, 4, 9)),
        ("Riverside, 9 April, 2008 (XNA) -- ", PartialDate(2009, 4, 9), PartialDate(2008, 4, 9)),
        ("Riverside, April 9, Juche 97 (2008) (XNA) -- ", None, PartialDate(2008, 4, 9)),
        ("Riverside, December 31 (XNA) -- ", PartialDate(2009, 1, 2), PartialDate(2008, 12, 31)),
        ("Riverside, April 10 (XNA) -- ", PartialDate(2009, 4, 9), PartialDate(2009, 4, 10)),
        ("Riverside, February 30 (XNA) -- ", PartialDate(2009, 4, 9), PartialDate(2009, 4, 9)),
        ("Riverside, April 9 (XNA) -- ", None, None),
    ],
)
def test_datelines(furniture: Furniture, dateline: str, known: PartialDate | None, issued: PartialDate | None) -> None:
    (article,) = checked(document(f"{dateline}{BODY} -0-", date=known), furniture)
    assert article.issued == issued
    assert article.clean.text[article.body :] == BODY
    assert article.dateline is not None
    assert article.dateline[0] == "Riverside"
    assert bool(article.warnings) is (issued is None)


def test_year_from_a_known_event(furniture: Furniture) -> None:
    doc = document(f"Speech at Sixth Conference of Net Menders\n\nRiverside, April 9 (XNA) -- {BODY} -0-")
    known = [occasion(["Conference of Net Menders"], 6, PartialDate(2009, 4, 6))]
    (article,) = segment(doc, furniture, known)
    assert article.issued == PartialDate(2009, 4, 9)
    assert "event" in article.warnings[0]


def test_record_with_and_without_its_title_in_the_text(furniture: Furniture) -> None:
    date = PartialDate(2009, 9, 8)
    plain = document(f"{BODY}\nIt was so. -0-", title="Menders  Meet", date=date)
    (article,) = checked(plain, furniture)
    assert (article.title, article.headline, article.body, article.issued) == ("Menders Meet", (0, 0), 0, date)
    (titled,) = checked(document(f"Menders Meet\n{BODY} -0-", title="Menders Meet", date=date), furniture)
    assert titled.clean.text[slice(*titled.headline)] == "Menders Meet"
    assert titled.clean.text[titled.body :] == BODY


def test_glued_title_is_parted(furniture: Furniture) -> None:
    (article,) = checked(document(BODY, title="Works under ConstructionHe Takes Measures"), furniture)
    assert article.title == "Works under Construction He Takes Measures"


def test_plain_text_is_one_article(furniture: Furniture) -> None:
    (article,) = checked(document(f"{BODY}\n\n{BODY}\n"), furniture)
    assert (article.title, article.issued, article.headline, article.body) == (None, None, (0, 0), 0)


def test_heading_above_plain_text(furniture: Furniture) -> None:
    (article,) = checked(document(f"# Menders of Guild Meet\n\n{BODY}"), furniture)
    assert article.title == "Menders of Guild Meet"
    assert article.clean.text[article.body :] == BODY


@pytest.mark.parametrize("text", ["", "\n\n", "-0-", "---", "Read more"])
def test_texts_without_an_article(furniture: Furniture, text: str) -> None:
    assert checked(document(text), furniture) == []


def test_mirror_page(furniture: Furniture) -> None:
    text = f"""Home | News | Photos
Weir Daily News Archive
Net Menders Meet
Date: 12/09/2009 | Source: XNA.kp (En) | Read original version at source
Riverside, September 12 (XNA) -- {BODY}
Weir Daily News Team
Read more
The works is ready. -0-
Share
Related articles
Lamp Works Opens
Copyright 2009 Weir Daily. All rights reserved.
"""
    (article,) = checked(document(text), furniture)
    assert article.title == "Net Menders Meet"
    assert article.issued == PartialDate(2009, 9, 12)
    assert article.clean.text.endswith(f"{BODY} The works is ready.") or article.clean.text.endswith(
        "\nThe works is ready."
    )
    for word in ("News Team", "Read more", "Share", "Lamp Works", "Copyright", "Source"):
        assert word not in article.clean.text


def test_mirror_without_dateline_and_end_mark(furniture: Furniture) -> None:
    pages = [
        f"{title}\nDate: 2009-09-{day} | Source: Weir Daily\n{BODY}\n"
        for title, day in (("Net Day", 11), ("Lamp Day", 12))
    ]
    first, second = checked(document("\n".join(pages)), furniture)
    assert (first.title, first.issued) == ("Net Day", PartialDate(2009, 9, 11))
    assert (second.title, second.issued) == ("Lamp Day", PartialDate(2009, 9, 12))
    assert first.clean.text.endswith(BODY)


def test_end_marks_part_articles_without_datelines(furniture: Furniture) -> None:
    first, second = checked(document(f"One day in May.\n{BODY} -0-\n\n{BODY} -0-\n\nMore headlines"), furniture)
    assert first.text.startswith("One day")
    assert second.text == BODY


def test_carriage_returns_stay(furniture: Furniture) -> None:
    (article,) = checked(document(f"Net Day\r\n\r\nRiverside, May 3 (XNA) -- {BODY}\r\nSo it was. -0-\r\n"), furniture)
    assert "\r\n" in article.text
    assert "\r" not in article.clean.text
    at = article.clean.text.index("So it")
    assert article.text[slice(*article.clean.source(at, at + 5))] == "So it"


def test_page_numbers_are_noise(furniture: Furniture) -> None:
    (article,) = checked(document(f"{BODY}\n- 3 -\n{BODY}"), furniture)
    assert [article.text[a:b] for a, b in article.noise] == ["- 3 -"]
    assert "3" not in article.clean.text


@pytest.mark.parametrize(
    "piece",
    ["-0-\n", "\n", "12\n", "Abc, May 3 (XNA) -- x\n", "Title\n\n", "Home | ", "Juche 1 (1912)\n", "May 3\n", "A, "],
)
def test_nasty_input_takes_linear_time(furniture: Furniture, piece: str) -> None:
    started = time.process_time()
    segment(document(piece * (150_000 // len(piece))), furniture)
    assert time.process_time() - started < 4
