"""Files of queries: SPARQL below a header of comments that says what it asks, what it takes and what it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph.errors import QueryError

_HEADER = re.compile(r"#\s*(title|description|param|column|example|runs)\s*:\s*(.*)")
_PARAM = re.compile(r"(?P<name>[A-Za-z]\w*)\s*(?:=\s*(?P<default>\"[^\"]*\"))?\s*--\s*(?P<text>.+)")
_COLUMN = re.compile(r"(?P<name>[A-Za-z]\w*)\s*--\s*(?P<text>.+)")
_VALUE = re.compile(r"\s*(?P<name>[A-Za-z]\w*)\s*=\s*\"(?P<value>[^\"]*)\"\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query; `default` None means that it must be given."""

    name: str
    text: str
    default: str | None = None

    @property
    def takes_iri(self) -> bool:
        """Whether a value in <> is allowed: where there is no default, or where the words of the header say "in <>"."""
        return not self.is_day and (self.default is None or "in <>" in self.text)

    @property
    def is_day(self) -> bool:
        """Whether the value is a day: where the words of the header end so."""
        return self.text.endswith("YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a query's answer."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ontology/queries, with its header's words.

    columns    what the answer has, in order; a user's own file need not tell
    example    values for parameters with which the bundled examples give rows, where the defaults do not do
    elsewhere  it asks other services by SERVICE, so it can be printed but not run here
    """

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str
    columns: tuple[Column, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    elsewhere: bool = False


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The queries that come with wpkgraph, by name (ontology/queries/*.rq)."""
    from wpkgraph.knowledge.strict import folder as ontology

    files = sorted((folder or ontology() / "queries").glob("*.rq"), key=lambda file: file.stem)
    return {file.stem: read_named(file) for file in files}


def read_named(file: Path) -> NamedQuery:
    """One .rq file with its header comments, of which none must be there.

    # title: Who speaks where
    # description: One row for each speech.
    # param: person = "" -- part of the speaker's name
    # column: speaker -- who speaks
    # example: person = "Ro", event = "Seventh"
    # runs: elsewhere

    QueryError with the file's name for a line that is none of these forms.
    """
    return _parsed(_read(file), file)


def declared_in(text: str) -> NamedQuery | None:
    """A query given as text, if its header declares parameters, with what it declares; QueryError as for a file."""
    headers = (_HEADER.match(line) for line in text.splitlines())
    return _parsed(text, Path("the query")) if any(match and match[1] == "param" for match in headers) else None


def _parsed(text: str, file: Path) -> NamedQuery:
    found: dict[str, list[str]] = {key: [] for key in ("title", "description", "param", "column", "example", "runs")}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            found[match[1]].append(match[2].strip())
    if wrong := [words for words in found["runs"] if words != "elsewhere"]:
        raise QueryError(f"{file.name}: what runs reads `# runs: elsewhere`, not {wrong[0]!r}")
    params = tuple(_param(file, words) for words in found["param"])
    columns = tuple(_column(file, words) for words in found["column"])
    for kind, names in (("parameter", [p.name for p in params]), ("column", [c.name for c in columns])):
        if twice := [name for name in names if names.count(name) > 1]:
            raise QueryError(f"{file.name}: the {kind} {twice[0]} is there twice")
    example = _example(file, ", ".join(found["example"]), {param.name for param in params})
    title = " ".join(found["title"]) or file.stem
    description = " ".join(found["description"])
    return NamedQuery(file.stem, title, description, params, text, columns, example, bool(found["runs"]))


def _param(file: Path, words: str) -> Param:
    match = _PARAM.fullmatch(words)
    if not match:
        raise QueryError(f'{file.name}: a parameter reads `# param: name = "default" -- what it is`, not {words!r}')
    return Param(match["name"], match["text"], match["default"][1:-1] if match["default"] else None)


def _column(file: Path, words: str) -> Column:
    match = _COLUMN.fullmatch(words)
    if not match:
        raise QueryError(f"{file.name}: a column reads `# column: name -- what it holds`, not {words!r}")
    return Column(match["name"], match["text"])


def _example(file: Path, words: str, params: set[str]) -> dict[str, str]:
    values, at = {}, 0
    while at < len(words):
        match = _VALUE.match(words, at)
        if not match:
            raise QueryError(f'{file.name}: an example reads `# example: a = "x", b = "y"`, not {words!r}')
        if match["name"] not in params:
            raise QueryError(f"{file.name}: the example gives {match['name']}, which is no parameter")
        values[match["name"]] = match["value"]
        at = match.end()
    return values


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise QueryError(f"{file}: no such file") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise QueryError(f"{file}: can't be read: {error.strerror}") from error
