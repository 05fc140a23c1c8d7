"""What can go wrong that a user can mend: one class per thing to mend, all below WpkgraphError."""

from __future__ import annotations

import re

# How a parser of RDF begins what it says: with the file's address, and the place.
_PLACE = re.compile(
    r"^(?:parse error: )?(?:file://\S+: )?(?:Parser error at line \d+ (?:between )?columns? \d+(?: and \d+)?: )?"
)


def reason(error: Exception) -> str:
    """Why a file can't be read or written, in words that stand behind its name: without its path, numbers and types.

    >>> reason(FileNotFoundError(2, "No such file or directory", "/tmp/x")), reason(OSError("odd"))
    ('no such file or directory', 'odd')
    >>> reason(UnicodeDecodeError("utf-8", b"ab", 1, 2, "invalid start byte"))
    'is not UTF-8 (byte 1)'
    >>> reason(SyntaxError("Parser error at line 7 between columns 9 and 12: Unexpected end"))
    'unexpected end (column 9)'
    """
    if isinstance(error, SyntaxError):  # of a parser of RDF, which repeats the line
        told = _PLACE.sub("", str(error.msg))
        at = re.search(r"columns? (?:between )?(\d+)", str(error.msg))
        return f"{told[:1].lower()}{told[1:]}{f' (column {at[1]})' if at else ''}"
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 (byte {error.start})"
    said = getattr(error, "strerror", None) or str(error)
    return said[:1].lower() + said[1:]


class WpkgraphError(Exception):
    """The root. `str(error)` is the sentence shown to the user: what, where (file and line), and the mend if known."""


class InputError(WpkgraphError):
    """A document can't be read: missing, too large, undecodable, damaged, or a record without text.

    name  the record's id, or the name that two files would share, where that is known
    ends  nothing behind this place was read
    """

    def __init__(self, where: str, why: str, name: str | None = None) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why
        self.name = name
        self.ends = False


class KnowledgeError(WpkgraphError):
    """A file of ontology/ is wrong: unknown key, duplicate id, dangling reference, bad pattern."""

    def __init__(self, file: str, line: int | None, why: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {why}")
        self.file = file
        self.line = line
        self.why = why


class AnnotationError(WpkgraphError):
    """A file of annotations, of floors, or of an earlier evaluation is wrong: where in it, and why."""

    def __init__(self, file: str, where: str, why: str) -> None:
        super().__init__(f"{file}: {f'{where}: ' if where else ''}{why}")
        self.file = file
        self.where = where
        self.why = why


class OutputError(WpkgraphError):
    """The output folder can't be written or is not one that wpkgraph made."""


class QueryError(WpkgraphError):
    """A query can't be parsed, names no known query, or asks for something that is switched off (SERVICE, LOAD)."""


class QuerySyntaxError(QueryError):
    """SPARQL that can't be read: why, the text, the offset in it, and the file that it stands in, if any."""

    def __init__(self, why: str, text: str, offset: int, file: str = "") -> None:
        super().__init__(why, text, offset, file)
        self.why, self.text, self.offset, self.file = why, text, offset, file

    def __str__(self) -> str:
        """Where, why, and the line with a caret below the place; of a long line what is near it."""
        start = self.text.rfind("\n", 0, self.offset) + 1
        line, column = self.text.count("\n", 0, start) + 1, self.offset - start
        shown = "".join(c if c.isprintable() else " " for c in self.text[start:].split("\n", 1)[0])
        cut = max(0, column - 60)
        caret = f"  {shown[cut : column + 40]}\n  {' ' * (column - cut)}^"
        where = f"{self.file}:{line}" if self.file else f"line {line}"
        return f"{where}, character {column + 1}: the query can't be read: {self.why}\n{caret}"


class NotFoundError(WpkgraphError):
    """An IRI or a name stands for nothing in the graph, or a document's name for none of its documents."""


class AmbiguousError(NotFoundError):
    """A name stands for several things, of which one must be chosen: the name, and a line on each of them."""

    def __init__(self, name: str, rows: list[str]) -> None:
        shown = ["".join(c if c.isprintable() else " " for c in row) for row in rows]
        super().__init__(
            "\n  ".join([f"{name!r} stands for {len(rows)} things; name one by its IRI or short name:", *shown])
        )
        self.name = name
        self.rows = rows


class ServeError(WpkgraphError):
    """The server can't start: an address that is taken, not this machine's, or no address."""


class RemoteError(WpkgraphError):
    """Another server can't be reached, refuses, or answers with what can't be read; or its address or login is wrong."""
