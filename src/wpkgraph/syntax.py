"""Where a query stops being SPARQL, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from wpkgraph.errors import QuerySyntaxError
from wpkgraph.sparql import tokens

_AT = re.compile(r"error at (\d+):(\d+): ")
# What the parser says where more than the grammar is broken, and what that means; the first that it says counts.
_REASONS = {
    "IRI parsing failed": "an IRI in <> must be absolute, as <https://...>; a short name (wpk:Person) has no <>",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "The SELECT overrides an existing variable": "(... AS ?x) needs a new name: the pattern has this variable already",
    "SELECT * is not authorized with GROUP BY": "SELECT * does not go with GROUP BY: name the variables",
    "with a variable that is unbound": "SELECT computes with a variable that GROUP BY does not name",
    "contains a variable that is unbound": "SELECT names a variable that is neither grouped by nor computed (COUNT ...)",
    "should have exactly the same number of values": "a row of VALUES needs one value for each variable; UNDEF stands for none",
    "Repeated variables are not allowed in VALUES": "VALUES names a variable twice",
    "BIND is overriding an existing variable": "BIND needs a new name: the pattern has this variable already",
}
_GAP = 40  # more than any keyword of SPARQL is long
_APART = set("(){}[].;,")


def unreadable(query: str, parse: Callable[[str], object], declared: Mapping[str, str]) -> QuerySyntaxError:
    """The error for a query that `parse` refuses; a prefix that nobody declared is named, whatever the parser says.

    parse     raises SyntaxError with "error at LINE:COLUMN: ..."
    declared  the prefixes that need not be declared
    """
    if undeclared := _undeclared(query, declared):
        return undeclared
    text, starts = _spread(query)
    try:
        parse(text)
    except SyntaxError as error:
        said = str(error)
    else:
        said = ""
    at = _offset(text, said)
    start = max((place for place in starts if place <= at), default=0)
    end = len(query.rstrip())
    if why := next((words for sign, words in _REASONS.items() if sign in said), ""):
        return QuerySyntaxError(why, query, min(starts.get(start, 0), end))
    if starts.get(start, end) >= end:
        return QuerySyntaxError("it ends too early", query, end)
    if query[starts[start]] in "\"'":
        return QuerySyntaxError("the string that begins here has no end in its line", query, starts[start])
    if query[starts[start]] == "/" and start:
        why = "a / does not fit here; in a short name it has a backslash before it, \\/"
        return QuerySyntaxError(why, query, starts[start])
    return QuerySyntaxError("this does not fit what stands before it", query, starts[start])


def _undeclared(query: str, declared: Mapping[str, str]) -> QuerySyntaxError | None:
    known, last = set(declared), ""
    for offset, kind, text in _places(query):
        prefix = text.split(":")[0].lstrip(".") if kind == "name" else "_"
        if last == "PREFIX":
            known.add(prefix)
        elif prefix not in known and prefix != "_":
            if query[max(0, offset - 1) : offset] == "<":
                return QuerySyntaxError(
                    "this IRI holds a space or a sign that none can hold, or lacks its >", query, offset
                )
            names = ", ".join(f"{name}:" for name in sorted(known))
            return QuerySyntaxError(f"the prefix {prefix}: is not declared; declared are {names}", query, offset)
        last = text.upper()
    return None


def _spread(query: str) -> tuple[str, dict[int, int]]:
    """The query with its tokens far apart, and where each token stood: {offset now: offset before}.

    A parser that reads as many characters as a keyword has before it compares them tells the place of its last such
    try, which is some characters after the token that it can't use; with wide gaps that is still the same token.
    """
    out, starts, length, last = [], {}, 0, ("", "", -1)
    for offset, kind, text in _places(query):
        joined = last[2] == offset and last[1] not in _APART and text not in _APART
        glued = kind == "language" or "^" in (text, last[1]) or (kind == last[0] == "other")
        gap = "" if joined and glued else "\n" + " " * _GAP
        starts[length + len(gap)] = offset
        out += [gap, text]
        length += len(gap) + len(text)
        last = (kind, text, offset + len(text))
    starts[length + _GAP] = len(query)
    return "".join(out) + " " * 2 * _GAP, starts


def _places(query: str) -> Iterator[tuple[int, str, str]]:
    """(offset, kind, text) of each token that is neither white space nor a comment."""
    offset = 0
    for kind, text in tokens(query):
        if text.strip() and kind != "comment":
            yield offset, kind, text
        offset += len(text)


def _offset(text: str, said: str) -> int:
    place = _AT.search(said)
    if not place:
        return 0
    lines = text.split("\n")[: int(place[1]) - 1]
    return sum(len(line) + 1 for line in lines) + int(place[2]) - 1
