"""Partial dates that stay partial: a year, a month of a year, or a day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple


class PartialDate(NamedTuple):
    """A year, a month of a year, or a day; "1972" never becomes a day.

    >>> PartialDate(2021, 4).iso, PartialDate(2021, 4).earliest, PartialDate(2021, 4).latest
    ('2021-04', '2021-04-01', '2021-04-30')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The lexical form of xsd:gYear, xsd:gYearMonth or xsd:date."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def datatype(self) -> str:
        """Local name of the XSD datatype."""
        return "gYear" if self.month is None else "gYearMonth" if self.day is None else "date"

    @property
    def earliest(self) -> str:
        """The first day it can mean, as xsd:date."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"

    @property
    def latest(self) -> str:
        """The last day it can mean, as xsd:date."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return f"{self.year:04d}-{month:02d}-{day:02d}"

    def to_date(self) -> dt.date | None:
        """The calendar day, if it is one."""
        return dt.date(self.year, self.month, self.day) if self.month and self.day else None

    @classmethod
    def from_date(cls, day: dt.date) -> PartialDate:
        """A calendar day as a partial date."""
        return cls(day.year, day.month, day.day)
