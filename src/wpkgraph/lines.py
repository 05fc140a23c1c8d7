"""Triples as lines of N-Triples without the closing " .": read, index, quote. No RDF library is needed for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, NamedTuple, cast

from wpkgraph.namespaces import RDF, RDFS, XSD

TYPE = f"{RDF}type"
LABEL = f"{RDFS}label"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class Term(NamedTuple):
    """An IRI (kind "iri") or a literal (kind "literal"); `datatype` is empty for plain strings."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])


def value(term: str) -> str:
    r"""The IRI or the lexical form that an N-Triples term stands for.

    >>> value("<https://example.org/a>"), value('"two\\nlines"@en'), value('"4"^^<http://x/int>')
    ('https://example.org/a', 'two\nlines', '4')
    """
    if term[0] != '"':
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def parse_term(term: str) -> Term:
    """The term with its kind, datatype and language.

    >>> parse_term('"4"^^<http://www.w3.org/2001/XMLSchema#integer>').datatype
    'http://www.w3.org/2001/XMLSchema#integer'
    """
    if term[0] != '"':
        return Term("iri", term[1:-1])
    tail = term[term.rindex('"') + 1 :]
    datatype = tail[3:-1] if tail.startswith("^^") else ""
    return Term(
        "literal", value(term), "" if datatype == f"{XSD}string" else datatype, tail[1:] if tail[:1] == "@" else ""
    )


def literal(text: str, datatype: str = "", language: str = "") -> str:
    r"""A literal as N-Triples writes it.

    >>> literal('say "no"\n'), literal("4", "http://x/int")
    ('"say \\"no\\"\\n"', '"4"^^<http://x/int>')
    """
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"' + (f"@{language}" if language else f"^^<{datatype}>" if datatype else "")


class Index:
    """Triples by predicate and subject, for looking things up without a store.

    `wanted` limits it to some predicates (full IRIs), which makes filling it two to three times faster.
    Values come back sorted, so nothing depends on the order in which lines were added.
    """

    def __init__(self, wanted: Iterable[str] | None = None) -> None:
        self._closed = wanted is not None
        self._by: dict[str, dict[str, list[str]]] = {f"<{p}>": {} for p in wanted or ()}

    def add(self, triples: Iterable[str]) -> None:
        """Take in lines ("<s> <p> <o>"); repeats are dropped."""
        by, closed = self._by, self._closed
        for line in triples:
            subject, predicate, term = line.split(" ", 2)
            table = by.get(predicate)
            if table is None:
                if closed:
                    continue
                table = by[predicate] = {}
            known = table.get(subject)
            if known is None:
                table[subject] = [term]
            elif term not in known:
                known.append(term)

    def terms(self, subject: str, predicate: str) -> list[str]:
        """The objects as N-Triples terms, sorted."""
        return sorted(self._by.get(f"<{predicate}>", {}).get(f"<{subject}>", ()))

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects' values (IRIs or lexical forms), sorted."""
        return [value(term) for term in self.terms(subject, predicate)]

    def one(self, subject: str, predicate: str) -> str | None:
        """The first value, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, value) for each triple of a predicate, sorted."""
        table = self._by.get(f"<{predicate}>", {})
        for subject in sorted(table):
            for term in sorted(table[subject]):
                yield subject[1:-1], value(term)

    def subjects(self, predicate: str) -> list[str]:
        """The subjects that have a predicate, sorted."""
        return sorted(subject[1:-1] for subject in self._by.get(f"<{predicate}>", ()))

    def predicates(self) -> list[str]:
        """All predicates met, sorted."""
        return sorted(p[1:-1] for p, table in self._by.items() if table)

    def label(self, subject: str) -> str:
        """The rdfs:label, else the last part of the IRI."""
        return self.one(subject, LABEL) or re.split(r"[/#]", subject.rstrip("/#"))[-1]


def blocks(lines: Sequence[str]) -> Iterator[bytes]:
    """The lines as N-Triples, some thousands at a time, so that the joined text never stands in memory as a whole."""
    for i in range(0, len(lines), 2000):
        yield (" .\n".join(lines[i : i + 2000]) + " .\n").encode()


def stream(*sources: Iterable[bytes]) -> IO[bytes]:
    """A readable binary file over blocks of bytes, for parsers that read files; it has `read` and nothing else."""
    return cast("IO[bytes]", _Stream(*sources))


class _Stream:
    def __init__(self, *sources: Iterable[bytes]) -> None:
        self._blocks = chain.from_iterable(sources)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; empty at the end."""
        if not self._rest:
            self._rest = next(self._blocks, b"")
        if size < 0:
            size = len(self._rest)
        out, self._rest = self._rest[:size], self._rest[size:]
        return out
