"""Who is seen in which post when: the dated readings of memberships, read out of a graph for the checks on offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from wpkgraph.lines import Index
from wpkgraph.namespaces import DCTERMS, ORG, WPK


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """One article says on one date that a person has, gets or loses a post.

    first, last  the days that the date can mean, as xsd:date; dates compare as text
    status       Holds | Former | Elected | Appointed | Recalled
    place        the article by its short IRI, and the characters
    later        told more than a year after the day: the post may be of then or of now
    """

    first: str
    last: str
    person: str
    status: str
    membership: str
    article: str
    place: str
    dead: bool = False
    later: bool = False

    @property
    def holds(self) -> bool:
        """Whether the person has the post on that date, and not only had or lost it."""
        return self.status in ("Holds", "Elected", "Appointed") and not self.dead

    @property
    def exact(self) -> bool:
        """Whether the date is a day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a body as memberships name it: the wording, the IRI and label of the body ("" for none)."""

    role: str
    body: str
    label: str

    def __str__(self) -> str:
        """The post in words."""
        return f"{self.role}, {self.label}" if self.label else self.role


def by_post(index: Index) -> dict[Post, list[Sighting]]:
    """The sightings of each post, in the order of time."""
    found: dict[Post, list[Sighting]] = defaultdict(list)
    for post, sighting in _sightings(index):
        found[post].append(sighting)
    return {post: sorted(found[post]) for post in sorted(found, key=lambda post: (post.role, post.body))}


def _sightings(index: Index) -> Iterator[tuple[Post, Sighting]]:
    readings: dict[str, list[str]] = defaultdict(list)
    for reading, fact in index.pairs(f"{WPK}readingOf"):
        readings[fact].append(reading)
    for membership, person in index.pairs(f"{ORG}member"):
        body = index.one(membership, f"{ORG}organization") or ""
        role = index.one(membership, f"{WPK}roleText") or ""
        post = Post(role.lower(), body, index.label(body) if body else "")
        for reading in readings[membership]:
            if sighting := _sighting(index, membership, person, reading):
                yield post, sighting


def _sighting(index: Index, membership: str, person: str, reading: str) -> Sighting | None:
    first, last = index.one(reading, f"{WPK}earliest"), index.one(reading, f"{WPK}latest")
    if not first or not last:
        return None
    article = index.one(reading, f"{WPK}inArticle") or ""
    status = (index.one(reading, f"{WPK}membershipStatus") or "").rpartition("#")[2]
    return Sighting(
        first,
        last,
        person,
        status,
        membership,
        article,
        place(index, reading),
        index.one(reading, f"{WPK}attestedDead") == "true",
        index.one(reading, f"{WPK}toldLater") == "true",
    )


def place(index: Index, reading: str) -> str:
    """The file and the characters of the article that a reading rests on: "kcna.txt at 120-164"."""
    article = index.one(reading, f"{WPK}inArticle") or ""
    files = [index.one(file, f"{WPK}fileName") or "" for file in index.values(article, f"{DCTERMS}isPartOf")]
    spans = index.values(reading, f"{WPK}evidence")
    bounds = sorted(
        int(number) for span in spans for number in span.rpartition("=")[2].split(",") if number.isdecimal()
    )
    return f"{files[0] if files else article} at {bounds[0]}-{bounds[-1]}" if bounds else article
