"""What each document gave: its graphs, texts and rows of the report. A build puts parts together, a change takes them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Row = dict[str, object]


class Found(NamedTuple):
    """The graph of an article as one document gives it, sorted, and how often each rule fired."""

    lines: tuple[str, ...]
    rules: Mapping[str, int]


@dataclass(slots=True)
class Part:
    """What one document gave.

    iri, lines  the file's IRI and graph
    articles    article IRI -> its graph and rules
    texts       hash -> text of the articles
    row         its row among the report's inputs
    declined, warnings   its rows of the report
    """

    path: str
    record: str | None
    iri: str
    lines: tuple[str, ...]
    row: Row
    articles: dict[str, Found] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    declined: list[Row] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Path and record: the order of the parts, and what a row of the report names."""
        return self.path, self.record or ""


@dataclass(slots=True)
class Parts:
    """The parts, and what was odd or failed while they were read (rows that name no article)."""

    parts: list[Part] = field(default_factory=list)
    warnings: list[Row] = field(default_factory=list)
    errors: list[Row] = field(default_factory=list)

    def extend(self, more: Parts) -> None:
        """Take in others."""
        self.parts += more.parts
        self.warnings += more.warnings
        self.errors += more.errors


def name_of(path: str, record: object = None) -> str:
    """A document's name as users write it: the path, and behind a # the record's id."""
    return path if record is None else f"{path}#{record}"


def origin(path: str, record: str | None = None) -> Row:
    """The keys of a row that say which document it is about."""
    return {"path": path} if record is None else {"path": path, "record": record}
