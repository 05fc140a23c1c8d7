"""The frame that all pages share: head, search, ways to go, footer. Templates are Jinja's, and escape what they are given.

A page elsewhere is made so:

    body = layout.fill("mine.html", links=links, rows=rows)          # a template of pages/templates
    return layout.render(links, "Its title", body, here="ontology")  # the whole page
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from wpkgraph import __version__
from wpkgraph.exporters.metadata import LICENCE, RIGHTS
from wpkgraph.pages.links import SERVED_ONLY, FileLinks, offered

if TYPE_CHECKING:
    from jinja2 import Environment

    from wpkgraph.pages.shapes import Links

NAME = "wpkgraph"
# As strict as can be: a page loads its own scripts, styles and images, and nothing else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'"
)
POLICY = f"{_POLICY}; frame-ancestors 'none'"  # a header; browsers take frame-ancestors from nowhere else
WAYS = (("browse", "Browse"), ("sources", "Sources"), ("query", "Query"), ("ontology", "Ontology"))


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another form: media type, address, and what it is called."""

    media_type: str
    href: str
    title: str


def render(
    links: Links,
    title: str,
    body: str,
    *,
    here: str = "",
    wide: bool = False,
    alternates: Sequence[Alternate] = (),
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    data: str = "",
    description: str = "",
    query: str = "",
) -> str:
    """A whole page around a body of HTML.

    title, description   plain text
    body                 HTML that is safe: made by `fill`, or markupsafe.Markup
    here                 the way of WAYS that the page belongs to
    wide                 whether the body sets its own width
    scripts, styles      further ones by path: "static/query.js"
    data                 JSON-LD about the page, as JSON text
    query                what stands in the search field
    """
    filed = isinstance(links, FileLinks)
    ways = [(path, words) for path, words in WAYS if _is_way(path, filed)]
    return fill(
        "frame.html",
        links=links,
        title=f"{title} · {NAME}" if title else NAME,
        body=Markup(body),
        here=here,
        wide=wide,
        ways=ways,
        alternates=alternates,
        scripts=scripts,
        styles=styles,
        data=Markup(data.replace("<", "\\u003c").replace("&", "\\u0026")),
        description=description,
        query=query,
        policy=_POLICY if filed else "",
        filed=filed,
        version=__version__,
        licence=LICENCE,
        rights=RIGHTS,
    )


def fill(template: str, **parts: Any) -> str:
    """A template of pages/templates with its parts filled in; all text is escaped, markupsafe.Markup is not."""
    return _environment().get_template(template).render(parts)


def _is_way(path: str, filed: bool) -> bool:
    if path in ("query", "ontology"):
        return offered(path) and not (filed and path in SERVED_ONLY)
    return True


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("wpkgraph.pages", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
