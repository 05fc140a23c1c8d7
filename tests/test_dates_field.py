"""Dates of metadata fields, and years known from events."""

from __future__ import annotations

import pytest

from wpkgraph.datefield import parse, valid, year
from wpkgraph.dates import PartialDate
from wpkgraph.knowledge import series, strict
from wpkgraph.knowledge.occasions import occasion, occasions, year_of


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("2009-02-11", "2009-02-11"),
        ("2009-02", "2009-02"),
        ("2009", "2009"),
        ("2009-02-11T09:30:00+09:00", "2009-02-11"),
        ("2009.02.11.", "2009-02-11"),
        ("[2009.02.11.]", "2009-02-11"),
        ("2009/2/11", "2009-02-11"),
        ("Juche98.1.17.", "2009-01-17"),
        ("98.1.17", "2009-01-17"),
        ("Feb 11, 2009", "2009-02-11"),
        ("Sunday, February 11, 2009", "2009-02-11"),
        ("Sept. 3rd, 2009", "2009-09-03"),
        ("11 February 2009, 10:30", "2009-02-11"),
        ("7th April, Juche 98 (2009)", "2009-04-07"),
        ("*April 6, Juche 98 (2009)*", "2009-04-06"),
        ("May Juche 98 (2009)", "2009-05"),
        ("Juche 98 (2009)", "2009"),
        ("13/04/2009", "2009-04-13"),
        ("04/13/2009", "2009-04-13"),
        ("04/04/2009", "2009-04-04"),
        ("03/04/2009", "2009"),  # day and month stay open
    ],
)
def test_parse(field: str, wanted: str) -> None:
    date = parse(field)
    assert date is not None
    assert date.iso == wanted


@pytest.mark.parametrize(
    "field", ["", "soon", "2009-02-30", "2009-13", "by the board", "12", "April", "April 6", "32/13/2009"]
)
def test_not_a_date(field: str) -> None:
    assert parse(field) is None


def test_year_keeps_the_bracket() -> None:
    assert year("Juche 98") == (2009, None)
    assert year("Juche 98 (2009)") == (2009, None)
    taken, conflict = year("Juche 98 (2008)")
    assert taken == 2008
    assert conflict == "Juche 98 (2008): Juche 98 is 2009"


def test_valid_days_only() -> None:
    assert valid(2008, 2, 29) == PartialDate(2008, 2, 29)
    assert valid(2009, 2, 29) is None
    assert valid(2009, None, 3) is None
    assert valid(0) is None


def test_year_of_a_known_event() -> None:
    known = [occasion(["Conference of Net Menders", "Meeting of Menders"], 6, PartialDate(2009, 12, 20))]
    assert year_of("Speech at the Sixth Conference of Net\nMenders", 12, 23, known) == 2009
    assert year_of("the 6th Meeting of Menders closed", 1, 9, known) == 2010
    assert year_of("the 16th Meeting of Menders closed", 1, 9, known) is None
    assert year_of("the 6th Meeting of Menders recalled", 6, 9, known) is None
    assert year_of("the 6th Meeting of Menders", 2, 29, known) is None


def test_two_years_left_open_give_none() -> None:
    known = [
        occasion(["Net Meeting"], 2, PartialDate(2008, 4, 1)),
        occasion(["Net Meeting"], 3, PartialDate(2009, 4, 1)),
    ]
    assert year_of("the 2nd Net Meeting and the 3rd Net Meeting", 4, 5, known) is None


def test_ordinals_in_digits() -> None:
    for number, form in ((1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st"), (22, "22nd")):
        assert occasion(["Net Meeting"], number, PartialDate(2009)).wording.search(f"the {form} Net Meeting")


def test_known_events_of_the_vocabulary() -> None:
    known = occasions(series.load(strict.folder()))
    assert known
    assert all(one.start.day for one in known)
    assert year_of("at the 6th Conference of Cell Secretaries", 4, 9, known) == 2021
    assert year_of("at the 7th Conference of Cell Secretaries", 4, 9, known) is None
