"""SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013): a request as a query with its dataset, or why it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from wpkgraph.errors import WpkgraphError

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READ_ONLY = "this endpoint is read-only: it takes no updates"
_GRAPHS = {"default-graph-uri": "default", "named-graph-uri": "named"}
_FIELDS = 1000
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*")


class RefusedError(WpkgraphError):
    """A request that is not answered: the HTTP status, and why in words."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.headers = status, why, dict(headers or {})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that the request names for it; both empty: the store's own."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def read(method: str, content_type: str, query_string: str, body: bytes) -> Asked | None:
    """The query operation of a request; None for a GET that names no query (a service description is wanted).

    Raises RefusedError with a 4xx for anything else, updates among them.
    """
    fields = _fields(query_string)
    if method == "POST":
        media_type, charset = _media_type(content_type)
        if media_type == UPDATE:
            raise RefusedError(403, READ_ONLY)
        if media_type not in (FORM, DIRECT):
            raise RefusedError(
                415, f"a query is sent as {FORM} or {DIRECT}, not as {media_type or 'something unnamed'}"
            )
        text = _decoded(body, charset)
        fields += [("query", text)] if media_type == DIRECT else _fields(text)
    if any(name == "update" for name, _ in fields):
        raise RefusedError(403 if method == "POST" else 400, READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if not queries and method in ("GET", "HEAD"):
        return None
    if len(queries) != 1:
        raise RefusedError(400, f"one query is answered at a time, not {len(queries)}")
    graphs: dict[str, list[str]] = {"default": [], "named": []}
    for name, value in fields:
        if name in _GRAPHS:
            graphs[_GRAPHS[name]].append(absolute(value))
    return Asked(queries[0], tuple(graphs["default"]), tuple(graphs["named"]))


def absolute(iri: str) -> str:
    """An IRI of a graph, checked; raises RefusedError if it is not absolute."""
    if not _IRI.fullmatch(iri):
        raise RefusedError(400, f"{iri[:200]!r} is no absolute IRI of a graph")
    return iri


def _media_type(header: str) -> tuple[str, str]:
    """(media type, charset) of a Content-Type header, in lower case; utf-8 if it names none."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.lower(), value.strip().strip('"').lower()
    return media_type.lower(), "utf-8"


def _decoded(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(415, f"queries are read as UTF-8, not as {charset[:40]}")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the request is not UTF-8 (byte {error.start})") from error


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "a field is not percent-encoded UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"a request has at most {_FIELDS} fields") from error
