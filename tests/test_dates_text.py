"""Dates in running text."""

from __future__ import annotations

import time

import pytest

from wpkgraph.dates import PartialDate
from wpkgraph.datetext import DateMention, find

ISSUED = PartialDate(2009, 10, 7)  # a Wednesday


def one(text: str, issued: PartialDate | None = ISSUED) -> DateMention | None:
    found = find(text, issued)
    assert len(found) < 2, found
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "kind"),
    [
        ("It met on April 6, Juche 98 (2009).", "April 6, Juche 98 (2009)", "2009-04-06", None, "full"),
        ("founded in Juche 97(2008)", "Juche 97(2008)", "2008", None, "full"),
        ("One day in May Juche 90 (2001), he", "May Juche 90 (2001)", "2001-05", None, "full"),
        ("On April 6, 2001 it", "April 6, 2001", "2001-04-06", None, "full"),
        ("the 6 April 2001 flood", "6 April 2001", "2001-04-06", None, "full"),
        ("In 1998, they", "1998", "1998", None, "full"),
        ("from 1950 to 1953", "1950 to 1953", "1950", "1953", "full"),
        ("from July 29 to August 2, 2001", "July 29 to August 2, 2001", "2001-07-29", "2001-08-02", "full"),
        ("from December 29 to January 2, 2001", "December 29 to January 2, 2001", "2000-12-29", "2001-01-02", "full"),
        ("on September 6 he", "September 6", "2009-09-06", None, "day"),
        ("On August 4 Om Tae Sik came", "August 4", "2009-08-04", None, "day"),
        ("on Feb. 15", "Feb. 15", "2009-02-15", None, "day"),
        ("the 7th April", "7th April", "2009-04-07", None, "day"),
        ("on August 24 and 25", "August 24 and 25", "2009-08-24", "2009-08-25", "day"),
        ("on the last day of June", "June", "2009-06-30", None, "day"),
        ("on the first day of July", "July", "2009-07-01", None, "day"),
        ("from July 24 to 27", "July 24 to 27", "2009-07-24", "2009-07-27", "day"),
        ("from July 29 to August 2", "July 29 to August 2", "2009-07-29", "2009-08-02", "day"),
        ("10 to 12 August", "10 to 12 August", "2009-08-10", "2009-08-12", "day"),
        ("from the 3rd to the 5th", "the 3rd to the 5th", "2009-10-03", "2009-10-05", "day"),
        ("opened on the 7th.", "the 7th", "2009-10-07", None, "day"),
        ("opened on the 17th.", "the 17th", "2009-09-17", None, "day"),
        ("on the 5th of last month", "the 5th of last month", "2009-09-05", None, "day"),
        ("December 31 last year", "December 31 last year", "2008-12-31", None, "day"),
        ("in March they", "March", "2009-03", None, "month"),
        ("early in September", "September", "2009-09", None, "month"),
        ("in December they", "December", "2008-12", None, "month"),
        ("last August", "August", "2009-08", None, "month"),
        ("in August last year", "August last year", "2008-08", None, "month"),
        ("from January to June this year", "January to June this year", "2009-01", "2009-06", "month"),
        ("on Monday", "Monday", "2009-10-05", None, "weekday"),
        ("It took place Friday at", "Friday", "2009-10-02", None, "weekday"),
        ("The Board Wednesday held", "Wednesday", "2009-10-07", None, "weekday"),
        ("last Wednesday", "Wednesday", "2009-09-30", None, "weekday"),
        ("than last year", "last year", "2008", None, "relative"),
        ("this month", "this month", "2009-10", None, "relative"),
        ("last month", "last month", "2009-09", None, "relative"),
        ("Today is", "Today", "2009-10-07", None, "relative"),
        ("yesterday", "yesterday", "2009-10-06", None, "relative"),
        ("tomorrow", "tomorrow", "2009-10-08", None, "future"),
        ("next year", "next year", "2010", None, "future"),
        ("to open it by next May", "May", "2010-05", None, "future"),
        ("next Monday", "Monday", "2009-10-12", None, "future"),
        ("It will open on December 15", "December 15", "2009-12-15", None, "future"),
        ("until December 31", "December 31", "2009-12-31", None, "future"),
        ("the match on October 10", "October 10", "2009-10-10", None, "future"),
    ],
)
def test_found(text: str, words: str, start: str, end: str | None, kind: str) -> None:
    mention = one(text)
    assert mention is not None
    assert text[slice(*mention.span)] == words
    assert (mention.start.iso, mention.end.iso if mention.end else None, mention.kind) == (start, end, kind)


@pytest.mark.parametrize(
    "text",
    [
        "the February 20 Dam Works",
        "at the April 25 House of Nets",
        "the January 8 River Station",
        "the May Day Hall",
        "the Sixth Conference",
        "on the 8th Congress of the guild",
        "its 73rd birthday",
        "2000 houses",
        "in 2000 houses",
        "1500 of them",
        "He may march on",
        "March on, menders",
        "on April 31",
        "Om Jun and Ro Jul",
        "at 20:00 of the day",
    ],
)
def test_no_date(text: str) -> None:
    assert one(text) is None


def test_december_in_early_january_is_last_year() -> None:
    mention = one("on December 30", PartialDate(2010, 1, 2))
    assert mention is not None
    assert mention.start.iso == "2009-12-30"


@pytest.mark.parametrize("text", ["on September 6", "on Monday", "last year", "today", "on the 7th.", "in March"])
def test_without_an_issue_date_nothing_is_resolved(text: str) -> None:
    assert one(text, None) is None


def test_a_written_year_needs_no_issue_date() -> None:
    mention = one("on April 3, 2009", None)
    assert mention is not None
    assert mention.start == PartialDate(2009, 4, 3)


def test_partial_issue_dates() -> None:
    month, year = PartialDate(2009, 5), PartialDate(2009)
    assert one("on Monday", month) is None
    assert [m.start.iso for m in find("on April 6; on June 6; last month", month)] == [
        "2009-04-06",
        "2008-06-06",
        "2009-04",
    ]
    assert [m.start.iso for m in find("on April 6; last year; last month", year)] == ["2009-04-06", "2008"]


def test_a_juche_year_that_disagrees_is_reported() -> None:
    mention = one("in Juche 98 (2010)")
    assert mention is not None
    assert mention.start.iso == "2010"
    assert mention.conflict is not None
    assert "2009" in mention.conflict


def test_window_counts_in_the_text() -> None:
    text = "on May 1, 2001 and on May 2, 2002 and on May 3, 2003"
    found = find(text, None, 15, 33)
    assert [(m.start.iso, text[slice(*m.span)]) for m in found] == [("2002-05-02", "May 2, 2002")]


@pytest.mark.parametrize("piece", ["Juche ", "1 to ", "the 7th ", "2009 ", "1", "from July 29 to ", "May "])
def test_nasty_input_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    find(piece * (200_000 // len(piece)), ISSUED)
    assert time.process_time() - started < 4
