"""The articles of an output folder: found by the names that people use for them, described, and in groups of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.errors import NotFoundError, OutputError, reason
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.namespaces import DCTERMS, PREFIXES, WPK, expand, shorten
from wpkgraph.nearnames import nearest
from wpkgraph.outputs import require_output
from wpkgraph.store import open_store, read_report

if TYPE_CHECKING:
    import pyoxigraph as ox

_PROV = PREFIXES["prov"]
RELATIONS = (f"{_PROV}alternateOf", f"{_PROV}wasRevisionOf", f"{WPK}variantOf")
_RECORD = f"{WPK}recordOf"
_HINTS = 8


@dataclass(frozen=True, slots=True)
class Described:
    """An article as it is shown: short IRI, title, date of issue ("" if unknown), where it stands, addresses.

    places  fileName, or fileName#n if the file holds several articles
    """

    iri: str
    title: str
    issued: str
    places: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that one relation connects: kind is the relation's label, or that of a speech they are texts of."""

    relation: str
    about: str
    members: tuple[Described, ...]


class Articles:
    """Looks articles up in an output folder."""

    def __init__(self, folder: str | Path) -> None:
        """Open the folder's store; raises OutputError."""
        self._folder = require_output(folder)
        self._store = open_store(folder)
        self.base = str(read_report(folder)["base"])
        self.all = sorted(subject for subject, _ in self._pairs(TYPE, f"{WPK}Article"))
        self._places = self._placed()

    def find(self, name: str) -> str:
        """The IRI of the one article that an IRI, short name, title, file name or fileName#n stands for.

        Raises NotFoundError with the articles that are meant by more, or are called nearly so.
        """
        found = sorted(set(self._named(name)))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"{name!r} stands for {len(found)} articles; name one of them:" + self._listed(found))
        titles = {iri: self.title(iri) for iri in self.all}
        near = [iri for iri in self.all if name.casefold() in f"{titles[iri]} {' '.join(self._of(iri))}".casefold()]
        if not near:
            known = {iri: (titles[iri], *self._of(iri)) for iri in self.all}
            near = nearest(name.rpartition("/")[2], known) or nearest(name, known)
        hint = (
            "; did you mean:" + self._listed(near) if near and name.strip() else "; see: wpkgraph query OUTPUT articles"
        )
        raise NotFoundError(f"{name!r} is no article of {self._folder}{hint}")

    def describe(self, iri: str) -> Described:
        """The article as it is shown."""
        files = self._values(iri, f"{DCTERMS}isPartOf")
        addresses = {url for file in files for url in self._values(file, f"{DCTERMS}source")}
        issued = next(iter(self._values(iri, f"{DCTERMS}issued")), "")
        return Described(shorten(iri, self.base), self.title(iri), issued, self._of(iri), tuple(sorted(addresses)))

    def title(self, iri: str) -> str:
        """The headline, else that of its record, else its label."""
        own = self._values(iri, f"{DCTERMS}title")
        if not own:
            files = self._values(iri, f"{DCTERMS}isPartOf")
            own = sorted({title for file in files for title in self._values(file, f"{DCTERMS}title")})
        return next(iter(own or self._values(iri, LABEL)), shorten(iri, self.base))

    def text(self, iri: str) -> str:
        """The text of an article as kept. Raises OutputError if it is gone."""
        path = self._folder / "text" / f"{next(iter(self._values(iri, f'{WPK}sha256')), '')}.txt"
        try:
            return path.read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise OutputError(f"{path}: can't be read ({reason(error)}); build the output again") from error

    def graph(self, iri: str) -> list[str]:
        """The lines of an article's own graph."""
        quads = self._store.quads_for_pattern(None, None, None, _node(f"{iri}/graph"))
        return sorted(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)

    def relations(self, a: str, b: str) -> list[tuple[str, str, str]]:
        """What the graph says of two articles together: (subject, relation, object), IRIs; sorted."""
        found = [(x, r, y) for x, y in ((a, b), (b, a)) for r in RELATIONS if y in self._values(x, r)]
        one = set(self._values(a, _RECORD)) & set(self._values(b, _RECORD))
        return found + [(x, _RECORD, speech) for speech in sorted(one) for x in (a, b)]

    def groups(self) -> list[Group]:
        """Articles that are one text, versions of one another, or texts of one speech; each kind in groups."""
        out = []
        for relation in RELATIONS:
            for members in _connected(self._pairs(relation)):
                out.append(self._group(relation, "", members))
        told: dict[str, list[str]] = defaultdict(list)
        for article, speech in self._pairs(_RECORD):
            told[speech].append(article)
        return out + [
            self._group(_RECORD, self.title(speech), sorted(set(told[speech])))
            for speech in sorted(told)
            if len(set(told[speech])) > 1
        ]

    def _group(self, relation: str, about: str, members: list[str]) -> Group:
        rows = sorted((self.describe(iri) for iri in members), key=lambda row: (row.issued, row.places, row.iri))
        return Group(relation, about, tuple(rows))

    def _named(self, name: str) -> Iterator[str]:
        """The articles that a name stands for: those of the first way of naming that fits."""
        iri = expand(name, self.base)
        if iri in self._places:
            yield iri
            return
        placed = [
            article for article, places in self._places.items() for place in places if place in (name, f"{name}#1")
        ]
        if placed:
            # a file of several articles is named whole: all of them are meant
            whole = [a for a, places in self._places.items() for place in places if place.rpartition("#")[0] == name]
            yield from whole or placed
            return
        wanted = " ".join(name.split()).casefold()
        yield from (iri for iri in self.all if self.title(iri).casefold() == wanted)

    def _placed(self) -> dict[str, tuple[str, ...]]:
        """Article -> the names of the places where it is found."""
        in_file: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for article, passage in self._pairs(f"{WPK}foundAt"):
            start = int(next(iter(self._values(passage, f"{WPK}start")), "0"))
            for file in self._values(passage, f"{WPK}inFile"):
                in_file[file].append((start, article))
        places: dict[str, set[str]] = {iri: set() for iri in self.all}
        for file, held in in_file.items():
            name = next(iter(self._values(file, f"{WPK}fileName")), file)
            for n, (_, article) in enumerate(sorted(held), 1):
                places.setdefault(article, set()).add(f"{name}#{n}" if len(held) > 1 else name)
        return {article: tuple(sorted(names)) for article, names in sorted(places.items())}

    def _of(self, iri: str) -> tuple[str, ...]:
        return self._places.get(iri, ())

    def _listed(self, iris: list[str]) -> str:
        """Articles one a line, each with a name that stands for it alone."""
        lines = []
        for row in map(self.describe, iris[:_HINTS]):
            issued = f" ({row.issued})" if row.issued else ""
            lines.append(f"{next(iter(row.places), row.iri)}  {row.title}{issued}")
        more = [f"... and {len(iris) - _HINTS} more"] if len(iris) > _HINTS else []
        return "".join("\n  " + "".join(c if c.isprintable() else " " for c in line) for line in lines + more)

    def _values(self, subject: str, predicate: str) -> list[str]:
        quads = self._store.quads_for_pattern(_node(subject), _node(predicate), None, _default())
        return sorted(str(getattr(quad.object, "value", quad.object)) for quad in quads)

    def _pairs(self, predicate: str, value: str | None = None) -> list[tuple[str, str]]:
        found = self._store.quads_for_pattern(None, _node(predicate), _node(value) if value else None, _default())
        return sorted((str(getattr(q.subject, "value", "")), str(getattr(q.object, "value", ""))) for q in found)


def _connected(pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The groups that pairs connect, each sorted, in the order of their first members."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    seen: set[str] = set()
    out = []
    for start in sorted(near):
        group, todo = set(), [start]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                group.add(at)
                todo += near[at]
        if group:
            out.append(sorted(group))
    return out


def _node(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def _default() -> ox.DefaultGraph:
    import pyoxigraph as ox

    return ox.DefaultGraph()
