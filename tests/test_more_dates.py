"""Dates in running text and in fields, known events that tell a year, and bounds: tables and properties."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wpkgraph import knowledge
from wpkgraph.datefield import month_number, parse, valid, year
from wpkgraph.dates import PartialDate
from wpkgraph.datetext import find
from wpkgraph.knowledge.occasions import Occasion, occasion, occasions, year_of

ISSUED = PartialDate(2019, 3, 14)  # a Thursday
days = st.dates(dt.date(1948, 1, 1), dt.date(2040, 12, 31))
MONTHS = list(calendar.month_name)[1:]


def isos(text: str, issued: PartialDate | None = ISSUED) -> list[str]:
    """First day, and last where there is one: "2019-03-01..2019-03-04"."""
    return [m.start.iso + (f"..{m.end.iso}" if m.end else "") for m in find(text, issued)]


def kinds(text: str, issued: PartialDate | None = ISSUED) -> list[str]:
    return [m.kind for m in find(text, issued)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # with a year of their own
        ("It opened on April 3, 2009.", ["2009-04-03"]),
        ("It opened on 3 April 2009.", ["2009-04-03"]),
        ("It opened 3rd of April, Juche 98.", ["2009-04-03"]),
        ("It opened on the 3rd of April, Juche 98.", ["2009-04-03"]),
        ("It opened in April 2009.", ["2009-04"]),
        ("It opened in April of 2009.", ["2009-04"]),
        ("It opened in Juche 98 (2009).", ["2009"]),
        ("It opened in 2009.", ["2009"]),
        ("From March 1 to 4, 2009, they met.", ["2009-03-01..2009-03-04"]),
        ("From July 29 to August 2, 2009, they met.", ["2009-07-29..2009-08-02"]),
        ("From December 29 to January 2, 2009, they met.", ["2008-12-29..2009-01-02"]),
        ("They met between 2001 and 2003.", ["2001", "2003"]),
        # the year follows from the date of issue
        ("It opened on March 12.", ["2019-03-12"]),
        ("It opened on March 14.", ["2019-03-14"]),
        ("It opened on December 30.", ["2018-12-30"]),
        ("It will open on December 30.", ["2019-12-30"]),
        ("The work is to be done by August 15.", ["2019-08-15"]),
        ("It opened in March.", ["2019-03"]),
        ("It opened in May.", ["2018-05"]),
        ("It opened last May.", ["2018-05"]),
        ("It opened in April last year.", ["2018-04"]),
        ("It opens in April next year.", ["2020-04"]),
        ("It opened in February this year.", ["2019-02"]),
        ("They meet next May.", ["2019-05"]),
        ("They meet next February.", ["2020-02"]),
        # weekdays, ordinals, words
        ("They met on Thursday.", ["2019-03-14"]),
        ("They met on Friday.", ["2019-03-08"]),
        ("They met last Thursday.", ["2019-03-07"]),
        ("They meet next Thursday.", ["2019-03-21"]),
        ("They meet next Monday.", ["2019-03-18"]),
        ("They met on the 7th.", ["2019-03-07"]),
        ("They met on the 20th.", ["2019-02-20"]),
        ("On the afternoon of the 7th a meeting was held.", ["2019-03-07"]),
        ("On the 7th the menders met.", ["2019-03-07"]),
        ("They met on the 7th day of March.", ["2019-03-07"]),
        ("They met on the 7th of last month.", ["2019-02-07"]),
        ("They met on the 7th of this month.", ["2019-03-07"]),
        ("They met today.", ["2019-03-14"]),
        ("They met yesterday.", ["2019-03-13"]),
        ("They meet tomorrow.", ["2019-03-15"]),
        ("Last year was dry, this month is wet.", ["2018", "2019-03"]),
        ("Next month will be dry, next year too.", ["2019-04", "2020"]),
        ("It was over on the last day of February 2008.", ["2008-02-29"]),
        ("It began on the first day of May 2008.", ["2008-05-01"]),
    ],
)
def test_dates_of_running_text(text: str, found: list[str]) -> None:
    assert isos(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The April 3 Dam Works won.",
        "May Day was warm.",
        "The 8th Congress met.",
        "It weighed 2009 tons.",
        "It took 2000-odd days.",
        "It opened on April 31.",
        "It opened on February 29.",
        "From March 9 to 4 they met.",
        "It opened on March 0.",
        "March on the hall!",
        "They may come.",
        "The Sunday School sang.",
        "the 40th day of rain",
        "On the 8th Congress they spoke.",
        "The spirit of the 8th was high.",
        "Room 2019-4",
        "Order No. 1998, 5",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(
    ("text", "issued", "found"),
    [
        ("They met on Thursday.", PartialDate(2019, 3), []),
        ("They met today.", PartialDate(2019, 3), []),
        ("They met on the 7th.", PartialDate(2019), []),
        ("They met last month.", PartialDate(2019), []),
        ("They met last month.", PartialDate(2019, 1), ["2018-12"]),
        ("They meet next month.", PartialDate(2019, 12), ["2020-01"]),
        ("They met last year.", PartialDate(2019), ["2018"]),
        ("They met on March 12.", PartialDate(2019), ["2019-03-12"]),
        ("They met on March 12.", PartialDate(2019, 2), ["2018-03-12"]),
        ("They met on the 31st.", PartialDate(2019, 3, 1), []),
        ("They met on the 30th of last month.", PartialDate(2019, 1, 2), ["2018-12-30"]),
        ("They met in April last year.", None, []),
        ("They met on March 12.", None, []),
        ("They met on March 12, 2001.", None, ["2001-03-12"]),
    ],
)
def test_how_much_of_a_date_the_date_of_issue_can_tell(text: str, issued: PartialDate | None, found: list[str]) -> None:
    assert isos(text, issued) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On March 12, 2019.", "full"),
        ("On March 12.", "day"),
        ("In February.", "month"),
        ("On Monday.", "weekday"),
        ("Last year.", "relative"),
        ("Yesterday.", "relative"),
        ("Tomorrow.", "future"),
        ("Next month.", "future"),
        ("On April 2.", "future"),
        ("It will open on October 10.", "future"),
    ],
)
def test_kinds_of_dates(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@given(
    days,
    st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{m} {d} {y}", "{d}th of {m}, {y}", "{m} {d}, Juche {j} ({y})"]),
)
def test_every_day_that_is_written_is_found(day: dt.date, form: str) -> None:
    words = form.format(m=MONTHS[day.month - 1], d=day.day, y=day.year, j=day.year - 1911)
    text = f"The lamp hall was opened on {words}."
    (found,) = find(text, None)
    assert found.start.to_date() == day
    assert found.conflict is None
    assert text[found.span.start : found.span.end] == words


@given(days, st.integers(0, 300))
def test_a_day_without_its_year_is_at_most_a_year_before_the_issue(issued: dt.date, back: int) -> None:
    day = issued - dt.timedelta(days=back)
    (found,) = find(f"They met on {MONTHS[day.month - 1]} {day.day}.", PartialDate.from_date(issued)) or (None,)
    if found is not None:  # February 29 of a year that has none
        assert found.start.to_date() == day
    else:
        assert (day.month, day.day) == (2, 29)


@given(days, st.sampled_from(list(calendar.day_name)))
def test_a_weekday_is_the_last_one_up_to_the_day_of_issue(issued: dt.date, name: str) -> None:
    (found,) = find(f"They met on {name}.", PartialDate.from_date(issued))
    day = found.start.to_date()
    assert day is not None
    assert day.strftime("%A") == name
    assert 0 <= (issued - day).days < 7


@given(st.text(alphabet="0123456789 ,.-()thMayJucheApril of", max_size=60), st.none() | st.just(ISSUED))
def test_any_text_gives_days_of_the_calendar_in_order(text: str, issued: PartialDate | None) -> None:
    last = -1
    for mention in find(text, issued):
        assert mention.span.start >= last
        assert mention.span.end > mention.span.start
        last = mention.span.end
        assert valid(*mention.start) == mention.start
        assert mention.end is None or mention.start.earliest < mention.end.latest


# --- fields ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "iso"),
    [
        ("2024-02-11", "2024-02-11"),
        ("2024-2-1", "2024-02-01"),
        ("2024-02-11T08:30:00+09:00", "2024-02-11"),
        ("2024-02-11 08:30", "2024-02-11"),
        ("2024-02", "2024-02"),
        ("2024", "2024"),
        ("2024.02.11.", "2024-02-11"),
        ("2024/02/11", "2024-02-11"),
        ("Juche113.1.17.", "2024-01-17"),
        ("Juche 113 (2024)", "2024"),
        ("113.1.17", "2024-01-17"),
        ("Feb 11, 2024", "2024-02-11"),
        ("Feb. 11 2024", "2024-02-11"),
        ("Sunday, February 11, 2024", "2024-02-11"),
        ("Sun. 11th of February, 2024", "2024-02-11"),
        ("11 Feb Juche 113", "2024-02-11"),
        ("February Juche 113 (2024)", "2024-02"),
        ("  [ 2024-02-11 ] ", "2024-02-11"),
        ("**Feb 11, 2024**", "2024-02-11"),
        ("13/04/2009", "2009-04-13"),
        ("04/13/2009", "2009-04-13"),
        ("04/04/2009", "2009-04-04"),
        ("03/04/2009", "2009"),
        ("13-04-2009", "2009-04-13"),
        ("03-04-2009", "2009"),
        ("2009.04.13. Mon.", "2009-04-13"),
        ("2009-04-13 (Mon)", "2009-04-13"),
        ("April 13, Juche 98 (2009) Monday", "2009-04-13"),
        ("Juche 98 (2009) April 13", "2009-04-13"),
        ("Juche 98 (2009). 4. 13", "2009-04-13"),
        ("2009年4月13日", "2009-04-13"),
        ("2009년 4월 13일 (월)", "2009-04-13"),
    ],
)
def test_fields(field: str, iso: str) -> None:
    found = parse(field)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "field",
    ["", "soon", "2024-13-01", "2024-02-30", "31/31/2024", "Feb 30, 2024", "2024-02-11 and later", "1.2", "May",
     "12 o'clock", "Feb 11", "20240211", "Sunday", "May Sunday", "2009 Mon Mon", "April 13 (Mon), ",
     "٢٠٢٤-٠٢-١١" + "x", "9" * 5000],
)  # fmt: skip
def test_what_no_field_says(field: str) -> None:
    assert parse(field) is None


@pytest.mark.parametrize("field", ["0000", "0110"])
def test_four_digits_are_no_juche_year(field: str) -> None:
    found = parse(field)
    assert found is None or found.year == int(field)


@given(st.text(max_size=40))
def test_any_field_is_a_day_of_the_calendar_or_nothing(text: str) -> None:
    found = parse(text)
    assert found is None or valid(*found) == found


@pytest.mark.parametrize(("name", "number"), [(n, i) for i, n in enumerate(MONTHS, 1)])
def test_months_by_name_and_abbreviation(name: str, number: int) -> None:
    assert month_number(name) == month_number(name[:3].upper()) == month_number(name[:3].lower() + ".") == number


@given(st.integers(1, 200))
def test_a_juche_year_and_its_bracket(count: int) -> None:
    assert year(f"Juche {count}") == (count + 1911, None)
    assert year(f"Juche {count} ({count + 1911})") == (count + 1911, None)
    wrong, conflict = year(f"Juche {count} ({count + 1912})")
    assert wrong == count + 1912
    assert conflict is not None
    assert str(count + 1911) in conflict


# --- partial dates -----------------------------------------------------------------------------------------------


@given(st.integers(1, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(1, 31))
def test_bounds_hold_the_date_and_are_days(year_: int, month: int | None, day: int | None) -> None:
    date = valid(year_, month, day if month else None)
    if date is None:
        assert month is not None
        assert day is not None
        assert day > calendar.monthrange(year_, month)[1]
        return
    low, high = dt.date.fromisoformat(date.earliest), dt.date.fromisoformat(date.latest)
    assert low <= high
    assert date.earliest.startswith(date.iso[:4])
    assert (low == high) == (date.datatype == "date")
    assert {4: "gYear", 7: "gYearMonth", 10: "date"}[len(date.iso)] == date.datatype
    assert (date.to_date() is not None) == (date.datatype == "date")


@given(days)
def test_a_day_there_and_back(day: dt.date) -> None:
    date = PartialDate.from_date(day)
    assert date.to_date() == day
    assert date.iso == date.earliest == date.latest == day.isoformat()
    assert parse(date.iso) == date


@pytest.mark.parametrize(
    "wrong", [(0,), (10_000,), (2021, 0), (2021, 13), (2021, 2, 29), (2021, None, 3), (2021, 4, 0)]
)
def test_no_day_of_the_calendar(wrong: tuple[int, ...]) -> None:
    assert valid(*wrong) is None


# --- known events ------------------------------------------------------------------------------------------------

SIXTH = occasion(["Conference of Net Menders", "Net Menders' Meet"], 6, PartialDate(2009, 12, 20))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("at the 6th Conference of Net Menders", True),
        ("at the SIXTH CONFERENCE OF NET MENDERS", True),
        ("Sixth\nNet  Menders' Meet Opens", True),
        ("Sixth\nNet Menders' Meet Opens", True),
        ("the 16th Conference of Net Menders", False),
        ("the 6th Conference of Net Mendersville", False),
        ("the Conference of Net Menders", False),
    ],
)
def test_wordings_of_a_known_event(text: str, named: bool) -> None:
    assert bool(SIXTH.wording.search(text)) == named


@pytest.mark.parametrize(
    ("ordinal", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals_in_digits(ordinal: int, words: str) -> None:
    made = occasion(["Net Meet"], ordinal, PartialDate(2009))
    assert made.wording.search(f"the {words} Net Meet")
    assert not made.wording.search(f"the {ordinal}xx Net Meet")


@pytest.mark.parametrize(
    ("month", "day", "found"),
    [
        (12, 20, 2009),
        (12, 31, 2009),
        (1, 5, 2010),
        (1, 20, 2010),
        (1, 21, None),
        (12, 19, None),
        (2, 29, None),
        (6, 1, None),
    ],
)
def test_the_year_of_a_report_within_a_month_of_the_event(month: int, day: int, found: int | None) -> None:
    assert year_of("on the 6th Conference of Net Menders", month, day, [SIXTH]) == found


def test_two_years_left_leave_it_open_and_partial_starts_tell_nothing() -> None:
    again = Occasion(SIXTH.wording, PartialDate(2015, 12, 20))
    vague = Occasion(SIXTH.wording, PartialDate(2015, 12))
    text = "on the 6th Conference of Net Menders"
    assert year_of(text, 12, 24, [SIXTH, again]) is None
    assert year_of(text, 12, 24, [SIXTH, vague]) == 2009
    assert year_of("on something else", 12, 24, [SIXTH]) is None
    assert year_of(text, 2, 29, [Occasion(SIXTH.wording, PartialDate(2012, 2, 20))]) == 2012


def test_the_known_events_are_numbered_and_dated() -> None:

    known = occasions(knowledge.load().series)
    assert known
    assert all(one.start.day for one in known)
