"""Offices, their holders in time, and the titles that stand for a person (offices.toml)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.bodies import load as load_bodies
from wpkgraph.knowledge.fields import date
from wpkgraph.knowledge.people import People
from wpkgraph.knowledge.people import load as load_people
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables, unique

_OFFICE = {"id": str, "label": str, "body": str, "role": str, "source": str}
_OFFICE_OPTIONAL = {"note": str, "several": bool}
_HOLDER = {"office": str, "person": str, "from": str, "source": str, "confirmed": bool}
_HOLDER_OPTIONAL = {"until": str, "attested_from": str}
_TITLE = {"form": str, "source": str}
_TITLE_OPTIONAL = {"office": str, "persons": list, "from": str, "until": str, "named": bool, "post": str}
_SINGLE_OPTIONAL = {"topic": bool, "body": bool}


@dataclass(frozen=True, slots=True)
class Office:
    """A post that one person holds at a time, or, with `several`, many; or a post with a link of its own."""

    id: str
    label: str
    body: str
    role: str
    source: str
    note: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's time in an office. Only a confirmed one decides a case, from `attested` on."""

    office: str
    person: str
    start: PartialDate
    until: PartialDate | None
    source: str
    attested: PartialDate | None

    def covers(self, day: PartialDate) -> bool:
        """Whether the whole of a date lies in the office's time."""
        return self.start.latest <= day.earliest and (self.until is None or day.latest <= self.until.earliest)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written, and whom it denotes: the holder of an office, or persons in texts of a time.

    post  the post as another might bear it in the text ("Marshal"): then the title is open
    """

    form: str
    office: str | None = None
    persons: tuple[str, ...] = ()
    start: PartialDate | None = None
    until: PartialDate | None = None
    named: bool = False
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Single:
    """The wording of posts that one person holds at a time in a body; `topic`: only with "of ..", `body`: only in a body."""

    words: tuple[str, ...]
    topic: bool = False
    body: bool = True


@dataclass(frozen=True, slots=True)
class Undecided:
    """Why a title stands for nobody in a text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Denoted:
    """Whom a title stands for in a text, and why: in words, and by which holder's row, if it is an office's title."""

    persons: tuple[str, ...]
    why: str
    holder: Holder | None = None
    named: bool = False
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """Offices by id, holders in the order of the file, titles by form; and words of posts.

    nouns   words that, with "the", take up a post that the text has given before ("the premier")
    single  posts that one person holds at a time
    """

    offices: Mapping[str, Office]
    holders: tuple[Holder, ...]
    titles: Mapping[str, tuple[Title, ...]]
    nouns: tuple[str, ...] = ()
    single: tuple[Single, ...] = ()

    def denoted(self, form: str, day: PartialDate | None, named: Collection[str] = ()) -> Denoted | Undecided:
        """Whom a title denotes in a text of that date, and why; or why nobody.

        form   as written ("the General Secretary"; capitals count)
        named  ids of the persons whom the article names
        """
        rows = self.titles.get(form, ())
        if not rows:
            return Undecided("the title is in no row")
        if day is None:
            return Undecided("the text has no date")
        found = [self._of(row, day) for row in rows]
        decided = {one.persons: one for one in found if isinstance(one, Denoted)}
        if len(decided) > 1:
            return Undecided(f"the title denotes {' or '.join(' and '.join(p) for p in sorted(decided))}")
        if not decided:
            return next(reason for reason in found if isinstance(reason, Undecided))
        (one,) = decided.values()
        if one.named and (missing := [person for person in one.persons if person not in named]):
            return Undecided(f"the text does not name {' and '.join(missing)}")
        return one

    def persons(self, form: str, day: PartialDate | None, named: Collection[str] = ()) -> tuple[str, ...] | Undecided:
        """The ids of those whom a title denotes; see `denoted`."""
        found = self.denoted(form, day, named)
        return found if isinstance(found, Undecided) else found.persons

    def holder(self, form: str, day: PartialDate | None, named: Collection[str] = ()) -> str | Undecided:
        """The id of the one person whom a title denotes; see `persons`."""
        found = self.persons(form, day, named)
        if isinstance(found, Undecided):
            return found
        return found[0] if len(found) == 1 else Undecided(f"the title denotes {len(found)} persons")

    def _of(self, title: Title, day: PartialDate) -> Denoted | Undecided:
        if title.office is None:
            inside = (title.start is None or title.start.latest <= day.earliest) and (
                title.until is None or day.latest <= title.until.earliest
            )
            if not inside:
                return Undecided(f"the title is not known for texts of {day.iso}")
            why = f"{title.form!r} in texts{_span(title.start, title.until)}"
            return Denoted(title.persons, why, None, title.named, title.post)
        holders = [h for h in self.holders if h.office == title.office and h.covers(day)]
        if not holders:
            return Undecided(f"no holder of {title.office} is known for {day.iso}")
        if len({h.person for h in holders}) > 1:
            return Undecided(f"two holders of {title.office} are known for {day.iso}")
        one = holders[0]
        if one.attested is None or one.attested.earliest > day.earliest:
            return Undecided(f"the holder of {title.office} is not confirmed for {day.iso}")
        label = self.offices[title.office].label
        why = f"{title.form!r} in a text of {day.iso}: {label}, held{_span(one.start, one.until)}"
        return Denoted((one.person,), why, one, title.named, title.post)


def _span(start: PartialDate | None, until: PartialDate | None) -> str:
    """ " from .. until .." as far as it is known."""
    return (f" from {start.iso} on" if start else "") + (f" until {until.iso}" if until else "")


def load(folder: Path, bodies: Bodies | None = None, people: People | None = None) -> Offices:
    """The offices, holders and titles of ontology/offices.toml.

    KnowledgeError: bad row, an office, person or body without a row, confirmed without `attested_from`.
    """
    bodies = bodies or load_bodies(folder)
    people = people or load_people(folder, bodies)
    path = folder / "offices.toml"
    toml_tables(path, {"office", "holder", "title", "reference", "single"})
    offices: dict[str, Office] = {}
    for row in unique(toml_rows(path, "office", _OFFICE, _OFFICE_OPTIONAL), "id"):
        if row.values["body"] not in bodies.bodies:
            raise row.error(f"body {row.values['body']!r} is no id of bodies.toml")
        offices[row.values["id"]] = Office(**row.values)
    holders = tuple(_holder(row, offices, people) for row in toml_rows(path, "holder", _HOLDER, _HOLDER_OPTIONAL))
    titles: dict[str, tuple[Title, ...]] = {}
    for row in toml_rows(path, "title", _TITLE, _TITLE_OPTIONAL):
        title = _title(row, offices, people)
        titles[title.form] = (*titles.get(title.form, ()), title)
    nouns = tuple(word for row in toml_rows(path, "reference", {"words": list}, {}) for word in row.values["words"])
    single = tuple(_single(row) for row in toml_rows(path, "single", {"words": list}, _SINGLE_OPTIONAL))
    return Offices(offices, holders, titles, nouns, single)


def _single(row: Row) -> Single:
    v = row.values
    if bad := [word for word in v["words"] if word != word.lower() or not word.strip()]:
        raise row.error(f"words: {bad[0]!r} is empty or not in lower case")
    return Single(tuple(v["words"]), v.get("topic", False), v.get("body", True))


def _holder(row: Row, offices: Mapping[str, Office], people: People) -> Holder:
    v = row.values
    _known(row, v["office"], offices, "office")
    _known(row, v["person"], people.persons, "person")
    start, until, attested = (date(row, field) for field in ("from", "until", "attested_from"))
    if v["confirmed"] != (attested is not None):
        raise row.error("attested_from goes with confirmed = true, and only with it")
    if start is None or (until is not None and until.latest < start.earliest):
        raise row.error("until lies before from")
    return Holder(v["office"], v["person"], start, until, v["source"], attested)


def _title(row: Row, offices: Mapping[str, Office], people: People) -> Title:
    v = row.values
    if ("office" in v) == ("persons" in v):
        raise row.error("a title has either office or persons")
    if "office" in v:
        _known(row, v["office"], offices, "office")
    for person in v.get("persons", ()):
        _known(row, person, people.persons, "person")
    persons = tuple(v.get("persons", ()))
    if v.get("post") and not v["form"].endswith(v["post"]):
        raise row.error(f"post: {v['post']!r} is not what {v['form']!r} ends in")
    times = date(row, "from"), date(row, "until")
    return Title(v["form"], v.get("office"), persons, *times, v.get("named", False), v.get("post"))


def _known(row: Row, key: str, rows: Mapping[str, object], what: str) -> None:
    if key not in rows:
        raise row.error(f"{what} {key!r} has no row")
