"""What the sightings of posts, taken together, can't all mean: remarks on offices in time.

A remark says that texts disagree, or that something was read wrongly; it names the persons, the post, the days and the
places. Which of two texts is right is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from wpkgraph.identity.naming import NAMING, abbreviated
from wpkgraph.iris import Minter
from wpkgraph.knowledge.offices import Holder, Offices
from wpkgraph.lines import Index
from wpkgraph.namespaces import WPK
from wpkgraph.sightings import Post, Sighting, by_post, place


class Remark(NamedTuple):
    """The IRI that it is about, and what is odd in words."""

    about: str
    words: str


@dataclass(frozen=True)
class Records:
    """All sightings by post, and on which days persons take part or speak."""

    index: Index
    offices: Offices
    mint: Minter
    posts: Mapping[Post, Sequence[Sighting]]
    active: Mapping[str, Sequence[tuple[str, str, str]]]  # person -> (first, last, place)

    def name(self, person: str) -> str:
        """The label of a person."""
        return self.index.label(person)

    def tenures(self, post: Post) -> list[Holder]:
        """The rows of reference data on a post."""
        keys = {
            office.id
            for office in self.offices.offices.values()
            if office.role.lower() == post.role and self.mint.body(office.body, "", None) == post.body
        }
        return [holder for holder in self.offices.holders if holder.office in keys]

    def single(self, post: Post) -> bool:
        """Whether one person holds the post at a time."""
        for office in self.offices.offices.values():
            if office.role.lower() == post.role and self.mint.body(office.body, "", None) == post.body:
                return not office.several
        if "/org/in/" in post.body:
            return False  # "the mill" of one article
        return any(
            (post.role == word and not row.topic) or post.role.startswith((f"{word} of ", f"{word} for "))
            for row in self.offices.single
            if post.body or not row.body
            for word in row.words
        )


def records(index: Index, offices: Offices, base: str) -> Records:
    """The sightings of a graph, with what its persons do."""
    active: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    doers: dict[str, list[str]] = defaultdict(list)
    for relation in (f"{WPK}participant", f"{WPK}speaker"):
        for fact, person in index.pairs(relation):
            doers[fact].append(person)
    for reading, fact in index.pairs(f"{WPK}readingOf"):
        first, last = index.one(reading, f"{WPK}earliest"), index.one(reading, f"{WPK}latest")
        for person in doers.get(fact, ()) if first and last else ():
            active[person].append((first or "", last or "", place(index, reading)))
    return Records(index, offices, Minter(base), by_post(index), active)


def two_holders(known: Records) -> Iterator[Remark]:
    """Two persons in one post that one person holds at a time: on one day, or the one before and after the other."""
    for post, sightings in known.posts.items():
        if not known.single(post):
            continue
        seen: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in sightings:
            if sighting.holds and not sighting.later:
                seen[sighting.person].append(sighting)
        for a, b in combinations(sorted(seen), 2):
            names = known.name(a), known.name(b)
            if NAMING.compare(*names) != "different" or abbreviated(*names):
                continue  # two of one name may be one: `wpkgraph resolve` lists them
            if found := _together(seen[a], seen[b]) or _between(seen[a], seen[b]) or _between(seen[b], seen[a]):
                yield Remark(found[-1].membership, f"two hold one post, {post}: {_told(known, found)}")


def _together(a: Sequence[Sighting], b: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Both holding the post on one day, on which neither gets it."""
    days = {x.first: x for x in reversed(a) if x.exact and x.status == "Holds"}
    return next(((days[y.first], y) for y in b if y.exact and y.status == "Holds" and y.first in days), ())


def _between(a: Sequence[Sighting], b: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """One who holds the post between two sightings of another who does, without being elected again after that."""
    for middle in b:
        before = [x for x in a if x.last < middle.first]
        after = [x for x in a if x.first > middle.last]
        if before and after and after[0].status == "Holds":
            return before[-1], middle, after[0]
    return ()


def outside_tenure(known: Records) -> Iterator[Remark]:
    """A sighting of somebody in an office when reference data give it to nobody or to somebody else."""
    for post, sightings in known.posts.items():
        rows = known.tenures(post)
        for sighting in sightings if rows else ():
            own = [row for row in rows if known.mint.base + f"person/{row.person}" == sighting.person]
            if not sighting.holds or sighting.later or any(_may_hold(row, sighting) for row in own):
                continue
            others = [row for row in rows if row not in own and _may_hold(row, sighting)]
            if own or others:
                told = "; ".join(_row(known, row) for row in own or others)
                yield Remark(
                    sighting.membership, f"outside the known time in {post}: {_told(known, [sighting])}; {told}"
                )


def _may_hold(row: Holder, seen: Sighting) -> bool:
    """Whether a day of a sighting can lie in a tenure."""
    return row.start.earliest <= seen.last and (row.until is None or seen.first <= row.until.latest)


def _row(known: Records, row: Holder) -> str:
    """A row of reference data in words."""
    office = known.offices.offices[row.office].label
    until = f" until {row.until.iso}" if row.until else ""
    person = known.mint.base + f"person/{row.person}"
    return f"offices.toml has {office}: {known.name(person)} from {row.start.iso}{until}"


def dead_and_active(known: Records) -> Iterator[Remark]:
    """A person whom an article calls dead, and who is seen in a post, taking part or speaking later."""
    dead: dict[str, Sighting] = {}
    posts: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for post, sightings in known.posts.items():
        for seen in sightings:
            if seen.dead and (seen.person not in dead or seen < dead[seen.person]):
                dead[seen.person] = seen
            elif seen.holds and not seen.later:
                posts[seen.person].append((seen.first, f"as {post}", seen.place))
    for person, seen in sorted(dead.items()):
        does = [(first, "at an event", at) for first, _, at in known.active.get(person, ())]
        later = sorted(row for row in [*posts[person], *does] if row[0] > seen.last)
        if later:
            day, what, at = later[0]
            words = (
                f"{known.name(person)} is called dead on {_day(seen)} ({seen.place}), but seen {what} on {day} ({at})"
            )
            yield Remark(person, words)


def back_after_recall(known: Records) -> Iterator[Remark]:
    """A person recalled from a post who holds it later without being elected or appointed again."""
    for post, sightings in known.posts.items():
        for seen in _by_person(sightings):
            for gone in (x for x in seen if x.status == "Recalled"):
                later = [x for x in seen if x.first > gone.last and x.holds and not x.later]
                if later and later[0].status == "Holds":
                    yield Remark(
                        gone.membership, f"recalled and later holding {post}: {_told(known, [gone, later[0]])}"
                    )
                    break


def elected_twice(known: Records) -> Iterator[Remark]:
    """A person elected or appointed to a post in which an earlier article already sees them."""
    for post, sightings in known.posts.items():
        for seen in _by_person(sightings):
            for new in (x for x in seen if x.status in ("Elected", "Appointed")):
                before = [x for x in seen if x.last < new.first and not x.later]
                if before and before[-1].holds:
                    words = f"{new.status.lower()} to a post held already, {post}: {_told(known, [before[-1], new])}"
                    yield Remark(new.membership, words)
                    break


CHECKS: tuple[Callable[[Records], Iterator[Remark]], ...] = (
    two_holders,
    outside_tenure,
    dead_and_active,
    back_after_recall,
    elected_twice,
)


def _by_person(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    found: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        found[sighting.person].append(sighting)
    return [found[person] for person in sorted(found)]


def _told(known: Records, sightings: Sequence[Sighting]) -> str:
    """Names, days, what is said, and the places."""
    return "; ".join(f"{known.name(x.person)} {x.status.lower()} on {_day(x)} ({x.place})" for x in sightings)


def _day(seen: Sighting) -> str:
    return seen.first if seen.exact else f"a day from {seen.first} to {seen.last}"
