"""Values in the rows of the data files that need more than a type."""

from __future__ import annotations

import re

from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.strict import Row

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def date(row: Row, field: str) -> PartialDate | None:
    """The date written in a field as 2021, 2021-04 or 2021-04-06; None if the field is absent.

    KnowledgeError: another form, or no day of the calendar.
    """
    if (text := row.values.get(field)) is None:
        return None
    found = _DATE.fullmatch(text)
    if found is None:
        raise row.error(f"{field} {text!r} is not of the form 2021, 2021-04 or 2021-04-06")
    if any(not int(part) for part in found.groups() if part):
        raise row.error(f"{field} {text!r}: no year, month or day is 0")
    value = PartialDate(*(int(part) for part in found.groups() if part))
    try:
        _ = value.latest, value.to_date()
    except ValueError as error:
        raise row.error(f"{field} {text!r}: {error}") from error
    return value
