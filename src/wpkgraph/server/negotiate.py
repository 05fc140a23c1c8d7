"""Which form of an answer a client gets, by its Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# The forms of the rows of SELECT and the truth of ASK, by media type; the first is the default.
RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
# The forms of triples, by media type; the first is the default.
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/x-turtle": "turtle",
    "application/json": "jsonld",
    "text/plain": "ntriples",
}
_LONGEST = 4096
_RANGE = re.compile(r"\s*([\w.+*-]+)/([\w.+*-]+)\s*((?:;[^,;]*)*)")
_WEIGHT = re.compile(r";\s*q\s*=\s*(\d(?:\.\d{0,3})?)\s*", re.IGNORECASE)


def pick(accept: str, offered: Mapping[str, str]) -> str | None:
    """The media type of `offered` that suits the header best, the earlier one if two suit alike; None if none does.

    >>> pick("text/html, application/xml;q=0.9, */*;q=0.8", RESULTS)
    'application/xml'
    >>> pick("", RESULTS), pick("image/png", RESULTS)
    ('application/sparql-results+json', None)
    """
    if not accept.strip():
        return next(iter(offered))
    ranges = list(_ranges(accept[:_LONGEST]))
    ranked = [(_weight(media_type, ranges), -place, media_type) for place, media_type in enumerate(offered)]
    best = max(ranked)
    return best[2] if best[0] > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, str, float]]:
    """(type, subtype, weight) of each readable part; others are passed over, as RFC 9110 leaves open."""
    for part in accept.split(","):
        if match := _RANGE.fullmatch(part):
            weight = _WEIGHT.search(match[3])
            yield match[1].lower(), match[2].lower(), min(float(weight[1]), 1.0) if weight else 1.0


def _weight(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    """The weight that the most special matching range gives a media type; 0 without one."""
    main, _, sub = media_type.partition("/")
    found = [
        (r_main != "*", r_sub != "*", q) for r_main, r_sub, q in ranges if r_main in ("*", main) and r_sub in ("*", sub)
    ]
    return max(found)[2] if found else 0.0
