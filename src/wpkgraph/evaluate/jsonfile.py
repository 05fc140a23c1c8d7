"""JSON files read strictly: every value is asked for by type, and an error names the file and the place in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpkgraph.errors import AnnotationError

_KINDS = {dict: "a table", list: "a list", str: "a string", bool: "true or false"}


@dataclass(frozen=True)
class Node:
    """A value of a JSON file, with where it stands ("affiliations[3].role")."""

    value: Any
    file: str
    where: str = ""

    def error(self, why: str) -> AnnotationError:
        """An error at this place."""
        return AnnotationError(self.file, self.where, why)

    def of(self, kind: type) -> Any:
        """The value, if it is of a kind."""
        if not isinstance(self.value, kind):
            raise self.error(f"must be {_KINDS[kind]}")
        return self.value

    def key(self, name: str) -> Node:
        """The value under a key that must be there."""
        table = self.of(dict)
        if name not in table:
            raise self.error(f"{name!r} is missing")
        return Node(table[name], self.file, f"{self.where}.{name}".lstrip("."))

    def has(self, name: str) -> bool:
        """Whether there is something other than null under a key."""
        return self.of(dict).get(name) is not None

    def items(self) -> Iterator[Node]:
        """The items of a list."""
        for number, item in enumerate(self.of(list)):
            yield Node(item, self.file, f"{self.where}[{number}]")

    def rows(self, name: str) -> Iterator[Node]:
        """The items of a list under a key that may be missing."""
        return self.key(name).items() if self.has(name) else iter(())

    def text(self) -> str:
        """A string with something in it."""
        if not self.of(str).strip():
            raise self.error("is empty")
        return str(self.value)

    def optional(self, name: str) -> str:
        """A string under a key that may be missing or null: then ""."""
        return str(self.key(name).of(str)) if self.has(name) else ""

    def number(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.error("must be a whole number")
        return self.value

    def share(self, name: str) -> float | None:
        """A number from 0 to 1 under a key, or None for null."""
        value = self.key(name).value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.key(name).error("must be a number from 0 to 1, or null")
        return float(value)

    def flag(self, name: str, default: bool) -> bool:
        """True or false under a key that may be missing."""
        return bool(self.key(name).of(bool)) if self.has(name) else default


def read_json(path: Path, largest: int) -> Node:
    """The top of a JSON file, a table. AnnotationError: unreadable, larger than so many bytes, no JSON, no table."""
    file = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
        if len(data) > largest:
            raise AnnotationError(file, "", f"is larger than {largest:,} bytes")
        value = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise AnnotationError(file, "", f"can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise AnnotationError(file, f"byte {error.start}", "is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise AnnotationError(file, f"line {error.lineno}, column {error.colno}", f"is no JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of thousands of digits
        raise AnnotationError(file, "", f"can't be read as JSON: {error}") from error
    node = Node(value, file)
    node.of(dict)
    _writable(node)
    return node


def _writable(node: Node) -> None:
    """Refuse halves of characters ("\\ud800"), which no file can hold: they would break the report."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at.value, str) and not at.value.isascii():
            try:
                at.value.encode()
            except UnicodeEncodeError as error:
                raise at.error(f"character {error.start} is half of a character") from error
        elif isinstance(at.value, list):
            stack += at.items()
        elif isinstance(at.value, dict):
            stack += [Node(name, at.file, f"key {name!a}") for name in at.value]
            stack += [at.key(name) for name in at.value]
