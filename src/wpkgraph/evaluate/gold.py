"""Comparison read strictly: what a reader of a text found in it, one JSON file for each text.

docs/evaluation.md has the format. Keys that are not named here are passed over: annotators keep notes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpkgraph.errors import AnnotationError
from wpkgraph.evaluate.jsonfile import Node, read_json

Offsets = tuple[int, int]
_LARGEST = 16 << 20  # bytes of a file of annotations


@dataclass(frozen=True)
class Named:
    """Something with a name and other forms of it: a person, body, place or concept. `at`: where in the source file."""

    name: str
    variants: tuple[str, ...] = ()
    at: Offsets | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All forms, the name first."""
        return (self.name, *self.variants)


@dataclass(frozen=True)
class Post:
    """A person's post; the chain of units is innermost first. A loose one may be found or not."""

    person: str
    role: str
    chain: tuple[str, ...]
    place: str = ""
    loose: bool = False
    at: Offsets | None = None


@dataclass(frozen=True)
class Part:
    """A part that a person took in an event, in the annotator's word for it ("opening speech", "attended")."""

    person: str
    taken: str
    at: Offsets | None = None


@dataclass(frozen=True)
class Happening:
    """An event; `surface` is false where the text gives it no name of its own."""

    named: Named
    type: str
    date: str = ""
    surface: bool = True


@dataclass(frozen=True)
class Issue:
    """An article of the file: its title, date of issue and where its body stands, as far as annotated."""

    title: str
    published: str
    at: Offsets | None = None


@dataclass(frozen=True)
class Gold:
    """The annotations of one text.

    path        the file of annotations as it was given
    file        the name of the source file, or the id of the record
    exhaustive  whether events, places, organisations and concepts are complete, not only a sample
    one_reader  concepts that one annotator of two has: neither required nor wrong
    """

    path: str
    file: str
    exhaustive: bool
    articles: tuple[Issue, ...]
    noise: tuple[Offsets, ...]
    persons: tuple[Named, ...]
    non_persons: tuple[str, ...]
    posts: tuple[Post, ...]
    parts: tuple[Part, ...]
    organisations: tuple[Named, ...]
    places: tuple[Named, ...]
    events: tuple[Happening, ...]
    concepts: tuple[Named, ...]
    one_reader: tuple[str, ...]


def load(paths: Sequence[str]) -> tuple[Gold, ...]:
    """The annotations under files and folders, sorted by source file. AnnotationError names the file and the place."""
    by_file: dict[str, Gold] = {}
    for path in _files(paths):
        gold = _gold(read_json(path, _LARGEST))
        if (other := by_file.setdefault(gold.file, gold)) is not gold:
            raise AnnotationError(gold.path, "file", f"{gold.file!r} is annotated in {other.path} already")
    return tuple(by_file[name] for name in sorted(by_file))


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """Each .json file under the paths, once."""
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise AnnotationError(given, "", "there is no such file or folder")
        found = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        if not found:
            raise AnnotationError(given, "", "holds no .json file of annotations")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _gold(top: Node) -> Gold:
    return Gold(
        path=top.file,
        file=top.key("file").text(),
        exhaustive=top.flag("exhaustive", True),
        articles=tuple(_article(row) for row in top.key("articles").items()),
        noise=tuple(_offsets(row) for row in top.rows("noise")),
        persons=tuple(_named(row, "name") for row in top.key("persons").items()),
        non_persons=tuple(_named(row, "name").name for row in top.rows("non_persons")),
        posts=tuple(_post(row) for row in top.key("affiliations").items()),
        parts=tuple(_part(row) for row in top.key("participations").items()),
        organisations=tuple(_named(row, "name") for row in top.key("organizations").items()),
        places=tuple(_named(row, "name") for row in top.key("places").items()),
        events=tuple(_event(row) for row in top.key("events").items()),
        concepts=tuple(_named(row, "label") for row in top.key("concepts").items()),
        one_reader=tuple(row.text() for row in top.rows("concepts_one_annotator")),
    )


def _named(row: Node, key: str) -> Named:
    """A name alone, or a table with the name under a key."""
    if isinstance(row.value, str):
        return Named(row.text())
    return Named(row.key(key).text(), tuple(form.text() for form in row.rows("variants")), _at(row))


def _article(row: Node) -> Issue:
    return Issue(row.optional("title"), row.optional("published"), _at(row))


def _post(row: Node) -> Post:
    chain = tuple(unit.text() for unit in row.key("unit_chain").items())
    person, role = row.key("person").text(), row.key("role").text()
    return Post(person, role, chain, row.optional("place"), row.flag("loose", False), _at(row))


def _part(row: Node) -> Part:
    return Part(row.key("person").text(), row.key("as").text(), _at(row))


def _event(row: Node) -> Happening:
    return Happening(_named(row, "name"), row.key("type").text(), row.optional("date"), row.flag("surface", True))


def _at(row: Node) -> Offsets | None:
    """The place of a fact: char_start and char_end, or span; None where it has none."""
    if row.has("char_start") or row.has("char_end"):
        return _offsets(row)
    return _pair(row.key("span")) if row.has("span") else None


def _offsets(row: Node) -> Offsets:
    return _ordered(row, row.key("char_start").number(), row.key("char_end").number())


def _pair(row: Node) -> Offsets:
    numbers: list[Any] = [item.number() for item in row.items()]
    if len(numbers) != 2:
        raise row.error("must be two offsets, [start, end]")
    return _ordered(row, *numbers)


def _ordered(row: Node, start: int, end: int) -> Offsets:
    if not 0 <= start < end:
        raise row.error(f"the offsets {start} to {end} hold no character")
    return start, end
