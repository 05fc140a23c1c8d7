"""Places (places.tsv): labels in the register's spelling, nesting, coordinates, and lookup by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.bodies import load as load_bodies
from wpkgraph.knowledge.strict import Row, sourced, tsv_rows, unique
from wpkgraph.model import PlaceRef

COLUMNS = ("id", "label", "kind", "parent", "lat", "lon", "geonames", "forms", "aliases", "source")
# kind -> class in wpk.ttl; kinds that are no administrative area are plain places
CLASSES: Mapping[str, str] = {
    "province": "Province",
    "special city": "SpecialCity",
    "city": "City",
    "county": "County",
    "district": "District",
}
_KINDS = frozenset(
    {*CLASSES, "town", "area", "venue", "hill", "mountain", "river", "lake", "sea", "coast", "island"},
)
_SUFFIX = re.compile(r"^(.+) (province|city|county|district|si|gun|kun|guyok|kuyok)$")  # of a `key`


@dataclass(frozen=True, slots=True)
class Place:
    """A row of places.tsv.

    kind      province, special city, city, county, district, town, area, venue, hill, mountain, river, ...
    parent    id of the place around it, or of a state in bodies.toml or states.toml; None for seas and the like
    forms     further spellings of the register; aliases: GeoNames' names, Hangul and old ones among them
    geonames  the GeoNames id, digits only
    """

    id: str
    label: str
    kind: str
    source: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    forms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def cls(self) -> str:
        """The local name of its class in wpk.ttl."""
        return CLASSES.get(self.kind, "Place")


@dataclass(frozen=True, slots=True)
class Places:
    """All places by id, and ids by `key` of a name.

    names  label and forms; stems: the same without County, City, District, Province; alias: aliases with and without
    """

    places: Mapping[str, Place]
    names: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    alias: Mapping[str, tuple[str, ...]]
    # Those asked for, one object each; and what was found by names: the same few thousand come again and again.
    _refs: dict[str, PlaceRef] = field(default_factory=dict, compare=False)
    _found: dict[str, tuple[Place, ...]] = field(default_factory=dict, compare=False)

    def find(self, name: str) -> tuple[Place, ...]:
        """The places that a name can mean, with or without City, County, District or Province; homonyms all.

        The register's own spellings come first; GeoNames' aliases only answer where those are silent.
        """
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._find(key(name))
        return found

    def _find(self, wanted: str) -> tuple[Place, ...]:
        for index in (self.names, self.stems, self.alias):
            if wanted in index:
                return tuple(self.places[i] for i in index[wanted])
        # "Kaephung County" after it became a district: the stem decides if it is one place's
        stem = _SUFFIX.match(wanted)
        return tuple(self.places[i] for i in self.stems.get(stem[1], ())) if stem else ()

    def chain(self, place: str) -> tuple[str, ...]:
        """The id and those around it, innermost first, up to the state."""
        out = [place]
        while (row := self.places.get(out[-1])) and row.parent:
            out.append(row.parent)
        return tuple(out)

    def ref(self, place: str) -> PlaceRef:
        """The place as a reference with the places around it. KeyError: no such id."""
        made = self._refs.get(place)
        if made is None:
            row = self.places[place]
            parent = self.ref(row.parent) if row.parent and row.parent in self.places else None
            made = self._refs[place] = PlaceRef(row.label, row.id, parent)
        return made


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens.

    >>> key("P’yŏngsŏng-si"), key("Mt. Kumgang")
    ('pyongsong si', 'mt kumgang')
    """
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’‘.")
    return unicodedata.normalize("NFC", " ".join(text.replace("-", " ").split()))


def load(folder: Path, bodies: Bodies | None = None) -> Places:
    """The places of ontology/places.tsv.

    KnowledgeError: a cell amiss, an id twice, a parent that is neither place nor state, places nested in a circle.
    """
    bodies = bodies or load_bodies(folder)
    rows = unique(tsv_rows(folder / "places.tsv", COLUMNS), "id")
    places = {row.values["id"]: _place(row) for row in rows}
    lines = {row.values["id"]: row for row in rows}
    for place in places.values():
        _check_parent(place, places, bodies, lines[place.id])
    own = {place.id: [key(text) for text in (place.label, *place.forms)] for place in places.values()}
    other = {place.id: [key(text) for text in place.aliases] for place in places.values()}
    return Places(
        places,
        _index(own),
        _index({i: _stems(names) for i, names in own.items()}),
        _index({i: names + _stems(names) for i, names in other.items()}),
    )


def _place(row: Row) -> Place:
    v = row.values
    if not v["id"] or not v["label"]:
        raise row.error("id and label must be filled")
    sourced(row, "source")
    if v["kind"] not in _KINDS:
        raise row.error(f"kind {v['kind']!r}; known: {', '.join(sorted(_KINDS))}")
    if bool(v["lat"]) != bool(v["lon"]):
        raise row.error("lat and lon go together")
    if v["geonames"] and not v["geonames"].isdigit():
        raise row.error("geonames must be digits")
    lat, lon = (_degrees(row, c, limit) if v[c] else None for c, limit in (("lat", 90), ("lon", 180)))
    forms, aliases = (tuple(text for text in v[c].split("|") if text) for c in ("forms", "aliases"))
    return Place(
        v["id"],
        v["label"],
        v["kind"],
        v["source"],
        v["parent"] or None,
        lat,
        lon,
        v["geonames"] or None,
        forms,
        aliases,
    )


def _degrees(row: Row, column: str, limit: int) -> float:
    try:
        value = float(row.values[column])
    except ValueError as error:
        raise row.error(f"{column} {row.values[column]!r} is no number") from error
    if not -limit <= value <= limit:
        raise row.error(f"{column} {value} lies outside {limit} degrees")
    return value


def _check_parent(place: Place, places: Mapping[str, Place], bodies: Bodies, row: Row) -> None:
    seen = {place.id}
    parent = place.parent
    while parent is not None:
        if parent in seen:
            raise row.error(f"{place.id!r} lies in itself")
        seen.add(parent)
        if parent not in places:
            state = bodies.bodies.get(parent)
            if state is None or state.also != "Place":
                raise row.error(f"parent {parent!r} is neither a place nor a state")
            return
        parent = places[parent].parent


def _stems(names: Iterable[str]) -> list[str]:
    return [found[1] for name in names if (found := _SUFFIX.match(name))]


def _index(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for place, texts in names.items():
        for text in dict.fromkeys(texts):
            out.setdefault(text, []).append(place)
    return {name: tuple(ids) for name, ids in out.items()}
