"""What a page is asked by and what it gives: the shapes between the pages and whoever serves or writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

# The forms in which a page or its data can be had, and their media types.
FORMS = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "json": "application/json",
    "text": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    path    without the slash at its beginning: "" the home page, "id/person/x" a thing, "browse/Person", "search" ...
    params  of the query string; the last of each name
    form    a key of FORMS, one of those that the path offers
    """

    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    form: str = "html"


@dataclass(frozen=True, slots=True)
class Page:
    """What is given: an HTTP status, a media type without charset, the bytes, and where to go instead (3xx)."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


class Links(Protocol):
    """How pages point at each other: absolute paths on a server, relative ones in files."""

    def iri(self, iri: str) -> str:
        """The address of the page about an IRI of the data or of the ontology; other IRIs as they are."""

    def path(self, path: str) -> str:
        """The address of a page by its path, such as "browse/Person" or "static/site.css"."""

    def data(self, iri: str, form: str) -> str:
        """The address of what is known about an IRI in a form of FORMS."""
