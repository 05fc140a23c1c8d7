"""The home page: what the data are, how much there is, where to begin; described for machines as a schema.org Dataset."""

from __future__ import annotations

import json
from typing import Any

from wpkgraph import __version__
from wpkgraph.exporters.metadata import LICENCE, RIGHTS
from wpkgraph.namespaces import SKOS, WPK
from wpkgraph.pages.browse import Lists
from wpkgraph.pages.catalogue import Catalogue
from wpkgraph.pages.facts import Facts
from wpkgraph.pages.layout import fill, render

_ABOUT = (
    "People, bodies, workplaces, meetings, speeches and ideas read from documents, as linked data (RDF), with the exact "
    "characters of the source behind every fact."
)
_FEATURED = (f"{WPK}Person", f"{WPK}Organization", f"{WPK}Event", f"{SKOS}Concept")
_MOST, _NEWEST = 8, 6
# Files of the output folder that can be had as they are: name -> (media type, what it is).
DOWNLOADS = {
    "graph.ttl": ("text/turtle", "All triples, as Turtle"),
    "dataset.ttl": ("text/turtle", "About the data set (VoID, DCAT)"),
    "explorer.html": ("text/html", "The whole graph to look around in: network, timeline, map, table, texts"),
    "graph.html": ("text/html", "The network, drawn"),
}


class Home:
    """Makes the home page."""

    def __init__(self, facts: Facts, catalogue: Catalogue, lists: Lists, files: tuple[str, ...]) -> None:
        """`files` are the names of DOWNLOADS that the output folder has."""
        self._facts, self._links, self._catalogue, self._lists = facts, facts.links, catalogue, lists
        self._files = files

    def page(self, site: str = "") -> str:
        """The page; `site` is the address that the site will have, with a slash at its end, "" if it is not known."""
        display = self._facts.graph.display
        families = [self._lists.listed(family) for family, _ in self._catalogue.classes()]
        named = [
            (display.caption(family), [(self._lists.entry(entry), entry.weight) for entry in entries])
            for family, entries in self._catalogue.most_named(_FEATURED, _MOST)
        ]
        newest = [(issued, self._facts.article(iri)) for _, issued, iri in self._catalogue.articles[:_NEWEST]]
        files = [(name, self._links.path(f"data/{name}"), *DOWNLOADS[name]) for name in self._files]
        body = fill(
            "home.html", links=self._links, families=families, named=named, newest=newest, files=files, about=_ABOUT
        )
        data = json.dumps(self._dataset(site), ensure_ascii=False, indent=1, sort_keys=True)
        return render(self._links, "", body, data=data, description=_ABOUT)

    def _dataset(self, site: str) -> dict[str, Any]:
        """The data set in the words of schema.org; what the data do not say is left out."""
        display, base = self._facts.graph.display, self._facts.graph.base
        days = sorted(day for day, _, _ in self._catalogue.articles if day)
        files = [
            {
                "@type": "DataDownload",
                "name": DOWNLOADS[name][1],
                "encodingFormat": DOWNLOADS[name][0],
                "contentUrl": f"{site}data/{name}" if site else self._links.path(f"data/{name}"),
            }
            for name in self._files
        ]
        measured = [
            {"@type": "PropertyValue", "name": display.caption(family), "value": self._catalogue.counts[family]}
            for family, _ in self._catalogue.classes()
        ]
        found: dict[str, Any] = {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": f"{base}dataset",
            "name": "Facts read from documents by wpkgraph",
            "description": f"{_ABOUT} {RIGHTS}",
            "license": LICENCE,
            "version": __version__,
            "creator": {"@type": "Organization", "name": "The wpkgraph developers"},
            "citation": f"The wpkgraph developers: wpkgraph {__version__}, facts read from documents; {base}dataset",
            "isAccessibleForFree": True,
            "keywords": ["linked data", "RDF", "knowledge graph", "DPRK"],
            "distribution": files,
            "variableMeasured": measured,
        }
        found |= {"url": site} if site else {}
        found |= {"temporalCoverage": f"{days[0]}/{days[-1]}"} if days else {}
        return found | self._coverage()

    def _coverage(self) -> dict[str, Any]:
        """The box that holds all places with coordinates."""
        spots = self._catalogue.spots
        if not spots:
            return {}
        south, north = min(lat for lat, _ in spots), max(lat for lat, _ in spots)
        west, east = min(long for _, long in spots), max(long for _, long in spots)
        box = f"{south} {west} {north} {east}"
        return {"spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}}}
