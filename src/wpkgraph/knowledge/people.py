"""Persons whom a name denotes in this register (people.toml), and the condition under which it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.bodies import load as load_bodies
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables, unique

_REQUIRED = {"id": str, "label": str, "source": str}
_OPTIONAL = {"alt": list, "bodies": list, "note": str}


@dataclass(frozen=True, slots=True)
class Person:
    """A row of people.toml.

    bodies  ids of bodies; the row holds only where the article gives the person a membership in one of them or below
            it ("=x": in x itself). Empty: the row holds wherever the name stands as a person's name.
    """

    id: str
    label: str
    source: str
    alt: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The rows by id, and by name as `key` gives it."""

    persons: Mapping[str, Person]
    names: Mapping[str, str]

    def find(self, name: str) -> Person | None:
        """The row for a name, whatever its condition."""
        found = self.names.get(key(name))
        return self.persons[found] if found else None

    def decide(self, name: str, memberships: Iterable[str], bodies: Bodies) -> str | None:
        """The id that a name denotes in an article, or None.

        memberships: ids of the bodies that the article makes the person a member of.
        """
        person = self.find(name)
        if person is None:
            return None
        if not person.bodies:
            return person.id
        chains = [bodies.chain(body) for body in memberships]
        good = any(_meets(chain, wanted) for chain in chains for wanted in person.bodies)
        return person.id if good else None


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name without case and hyphens.

    >>> key("KIM Chol-su")
    'kim chol su'
    """
    return " ".join(name.casefold().replace("-", " ").split())


def load(folder: Path, bodies: Bodies | None = None) -> People:
    """The persons of ontology/people.toml. KnowledgeError: bad row, name of two persons, or body without a row."""
    bodies = bodies or load_bodies(folder)
    path = folder / "people.toml"
    toml_tables(path, {"person"})
    persons: dict[str, Person] = {}
    names: dict[str, str] = {}
    for row in unique(toml_rows(path, "person", _REQUIRED, _OPTIONAL), "id"):
        person = _person(row, bodies)
        persons[person.id] = person
        for name in (person.label, *person.alt):
            if names.setdefault(key(name), person.id) != person.id:
                raise row.error(f"{name!r} names {names[key(name)]!r} already")
    return People(persons, names)


def _person(row: Row, bodies: Bodies) -> Person:
    v = row.values
    for body in v.get("bodies", ()):
        if body.removeprefix("=") not in bodies.bodies:
            raise row.error(f"bodies: {body!r} is no id of bodies.toml or states.toml")
    alt, wanted = tuple(v.get("alt", ())), tuple(v.get("bodies", ()))
    return Person(v["id"], v["label"], v["source"], alt, wanted, v.get("note"))


def _meets(chain: tuple[str, ...], wanted: str) -> bool:
    if wanted.startswith("="):
        return chain[0] == wanted[1:]
    return wanted in chain
