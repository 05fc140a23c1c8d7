"""The query page: an editor for SPARQL with the named queries beside it, and answers as tables, maps and charts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from wpkgraph.namespaces import WPK, query_prefixes, shorten
from wpkgraph.pages import layout
from wpkgraph.queryfiles import NamedQuery, named_queries
from wpkgraph.views import display

if TYPE_CHECKING:
    from wpkgraph.pages.shapes import Links

PATH = "query"
STYLES = ("static/vendor/yasqe/yasqe.min.css", "static/query/query.css")
# In the order in which they are run: the library first, then ours, of which each uses those before it.
SCRIPTS = (
    "static/vendor/yasqe/yasqe.min.js",
    "static/vendor/natural-earth/land.js",
    *(f"static/query/{name}.js" for name in ("fill", "terms", "table", "chart", "map", "results", "editor", "page")),
)
FIRST = """SELECT ?name ?role ?body WHERE {
  ?membership a org:Membership ; org:member/rdfs:label ?name ; wpk:roleText ?role .
  OPTIONAL { ?membership org:organization/rdfs:label ?body }
}
ORDER BY ?name ?role ?body
LIMIT 200
"""
_HEADER = re.compile(r"#\s*(title|description|param|column|example|runs)\s*:.*\n?")


def page(links: Links, base: str, *, endpoint: str | None = "sparql", row_limit: int | None = None) -> str:
    """The page as HTML.

    base       the IRI that data IRIs start with
    endpoint   where queries are sent: a path of the site or an address; None: there is none, they can only be copied
    row_limit  how many rows the endpoint gives at most; an answer that long gets a notice
    """
    if endpoint is not None and "/" not in endpoint:
        endpoint = links.path(endpoint)
    queries = [_described(named) for named in named_queries().values()]
    prefixes = query_prefixes(base)
    body = layout.fill(
        "query.html",
        links=links,
        endpoint=endpoint,
        queries=queries,
        prefixes=sorted(prefixes.items()),
        first=FIRST,
        data=_script(
            {
                "endpoint": endpoint,
                "base": base,
                "pages": links.iri(f"{base}x").removesuffix("x"),
                "ontology": WPK,
                "ontologyPage": links.path("ontology"),
                "prefixes": prefixes,
                "named": queries,
                "terms": _terms(),
                "rowLimit": row_limit,
            }
        ),
    )
    words = "Ask the graph in SPARQL: named queries, an editor, and answers as tables, maps and charts."
    return layout.render(links, "Query", body, here=PATH, wide=True, scripts=SCRIPTS, styles=STYLES, description=words)


def _described(named: NamedQuery) -> dict[str, Any]:
    """A named query as the page's script reads it; its text without the header, which stands above the editor."""
    lines = named.text.splitlines(keepends=True)
    return {
        "name": named.name,
        "title": named.title,
        "description": named.description,
        "params": [{"name": p.name, "text": p.text, "default": p.default} for p in named.params],
        "text": "".join(line for line in lines if not _HEADER.fullmatch(line)),
        "elsewhere": named.elsewhere,
    }


def _terms() -> list[dict[str, str]]:
    """The terms of the ontology that the editor completes, ours first: short name and label."""
    labels = display.load().words.labels
    named = [(shorten(iri, ""), label) for iri, label in labels.items()]
    fit = ((name, label) for name, label in named if re.fullmatch(r"[\w-]+:[\w-]+", name))
    return [
        {"name": name, "label": label} for name, label in sorted(fit, key=lambda term: (term[0][:4] != "wpk:", term))
    ]


def _script(data: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
