"""What surrounds an article's text: agencies, end marks, lines of covers, colophons, mastheads and page frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.knowledge import strict

KINDS = ("cover", "colophon", "masthead", "meta", "site", "tail")
LINE_LIMIT = 200  # code points; a longer line is prose, whatever it says
_NAMED = re.compile(r"\(\?P<\w+>")  # several rules name their groups alike, which one pattern may not
_CASED = re.compile(r"\(\?-i:([^()\\]*)\)")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_TABLES = {"agency", "end", "emphasised", "camel", "compound", "line"}


@dataclass(frozen=True, slots=True)
class LineRule:
    """One [[line]] row: a whole line that is no part of an article, with the examples that prove it."""

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a line of furniture says: its kind and the metadata read off it."""

    kind: str
    date: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """The rows of ontology/furniture.toml, compiled.

    agencies    code -> full name
    ends        marks that close a report, longest first
    emphasised  names that stripped markup glues to their neighbours
    camel       (words, prefixes) that rightly have a capital inside
    halves      first parts of compounds that are written with a hyphen
    lines       rules in the file's order; the first that matches decides
    any_line    matches what any of the rules matches, in small letters: most lines are none, and one look tells
    """

    agencies: dict[str, str]
    ends: tuple[str, ...]
    emphasised: tuple[str, ...]
    camel_words: frozenset[str]
    camel_prefixes: tuple[str, ...]
    halves: frozenset[str]
    lines: tuple[LineRule, ...]
    any_line: re.Pattern[str]

    def line(self, text: str) -> Found | None:
        """What kind of furniture a line is (no line break, emphasis stripped), or None for prose and headlines."""
        if not text or len(text) > LINE_LIMIT or (text.isascii() and not self.any_line.fullmatch(text.lower())):
            return None
        for rule in self.lines:
            if match := rule.pattern.fullmatch(text):
                groups = match.groupdict()
                return Found(rule.kind, groups.get("date"), groups.get("publisher") or groups.get("source"))
        return None


def load(folder: Path | None = None) -> Furniture:
    """The furniture of an ontology folder (default: the package's own). Raises KnowledgeError with file and line."""
    path = (folder or strict.folder()) / "furniture.toml"
    strict.toml_tables(path, _TABLES, sourced=True)
    agencies = strict.unique(strict.toml_rows(path, "agency", {"code": str, "name": str, "source": str}, {}), "code")
    ends = strict.unique(strict.toml_rows(path, "end", {"mark": str}, {}), "mark")
    names = strict.unique(strict.toml_rows(path, "emphasised", {"name": str}, {}), "name")
    camel = list(strict.toml_rows(path, "camel", {}, {"word": str, "prefix": str}))
    for row in camel:
        if len(row.values) != 1:
            raise row.error("[[camel]] needs either word or prefix")
    compounds = strict.toml_rows(path, "compound", {"first": list}, {})
    rules = tuple(_rule(row) for row in _line_rows(path))
    return Furniture(
        agencies={row.values["code"]: row.values["name"] for row in agencies},
        ends=tuple(sorted((row.values["mark"] for row in ends), key=lambda mark: (-len(mark), mark))),
        emphasised=tuple(row.values["name"] for row in names),
        camel_words=frozenset(row.values["word"] for row in camel if "word" in row.values),
        camel_prefixes=tuple(row.values["prefix"] for row in camel if "prefix" in row.values),
        halves=frozenset(first for row in compounds for first in row.values["first"]),
        lines=rules,
        any_line=_any_of(rules),
    )


def _any_of(rules: tuple[LineRule, ...]) -> re.Pattern[str]:
    """What matches a line in small letters that one of the rules matches: twice as fast as if capitals counted."""
    pattern = "|".join(_NAMED.sub("(?:", rule.pattern.pattern) for rule in rules) or r"(?!)"
    # where capitals count, the rule itself looks
    pattern = _CASED.sub(lambda match: f"(?:{match[1].lower()})", pattern).replace("(?-i:", "(?:")
    return re.compile(pattern, re.IGNORECASE if _CAPITAL.search(pattern) else 0)


def _line_rows(path: Path) -> list[strict.Row]:
    shape = {"kind": str, "pattern": str, "examples": list, "counter": list}
    return strict.unique(strict.toml_rows(path, "line", shape, {}), "pattern")


def _rule(row: strict.Row) -> LineRule:
    kind = row.values["kind"]
    if kind not in KINDS:
        raise row.error(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
    try:
        pattern = re.compile(row.values["pattern"], re.IGNORECASE)
    except re.error as error:
        raise row.error(f"bad pattern: {error}") from error
    if not row.values["examples"]:
        raise row.error("a line rule needs at least one example")
    return LineRule(kind, pattern, tuple(row.values["examples"]), tuple(row.values["counter"]))
