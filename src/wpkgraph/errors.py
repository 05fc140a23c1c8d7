"""What can go wrong that a user can mend: one class per thing to mend, all below WpkgraphError."""

from __future__ import annotations


class WpkgraphError(Exception):
    """The root. `str(error)` is the sentence shown to the user: what, where (file and line), and the mend if known."""


class InputError(WpkgraphError):
    """A document can't be read: missing, too large, undecodable, damaged, or a record without text."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class KnowledgeError(WpkgraphError):
    """A file of ontology/ is wrong: unknown key, duplicate id, dangling reference, bad pattern."""

    def __init__(self, file: str, line: int | None, why: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {why}")
        self.file = file
        self.line = line
        self.why = why


class OutputError(WpkgraphError):
    """The output folder can't be written or is not one that wpkgraph made."""


class QueryError(WpkgraphError):
    """A query can't be parsed, names no known query, or asks for something that is switched off (SERVICE, LOAD)."""


class NotFoundError(WpkgraphError):
    """An IRI or a name stands for nothing in the graph."""
