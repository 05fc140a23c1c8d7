"""Features of two persons: small functions that each say what speaks for or against their being one.

A feature gives a weight and the words that justify it, or nothing. The table below has them all; the score of a pair is
the sum of its weights. The name is no feature: it only decides who is compared, and no feature that is not marked as a
ground can make a candidate by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from wpkgraph.identity.naming import NAMING
from wpkgraph.identity.profiles import Day, Profile, World

LIKELY = 3.0  # from this score on the graph says that two are possibly the same
_MANY_HOLD = 5  # names that have one post, from which on it tells little
_MANY_IN = 20  # names that are in one body, likewise
_NEAR, _FAR = 31, 3653  # days


class Point(NamedTuple):
    """What one feature says: a weight (below 0: against) and the words."""

    weight: float
    words: tuple[str, ...]


class Feature(NamedTuple):
    """A feature of the table; a `ground` can make a candidate."""

    name: str
    ground: bool
    of: Callable[[Profile, Profile, World], Point | None]


def same_text(a: Profile, b: Profile, _: World) -> Point | None:
    """4 if two articles with one and the same text name them: a report that was sent out twice."""
    return Point(4.0, ("named in one text that two articles have",)) if a.texts & b.texts else None


def same_body(a: Profile, b: Profile, world: World) -> Point | None:
    """3 if their posts lie in one body, unit or workplace; 1.5 if only in one that more than twenty names are in."""
    shared = sorted(a.bodies.keys() & b.bodies.keys())
    if not shared:
        return None
    telling = any(world.holders[body] <= _MANY_IN for body in shared)
    return Point(3.0 if telling else 1.5, tuple(f"same body: {body}" for body in shared))


def same_branch(a: Profile, b: Profile, _: World) -> Point | None:
    """1 if their posts lie in different bodies, but below the same Party body of the first level."""
    shared = sorted(a.branches & b.branches)
    if not shared or a.bodies.keys() & b.bodies.keys():
        return None
    return Point(1.0, tuple(f"same Party body of the first level: {body}" for body in shared))


def same_post(a: Profile, b: Profile, world: World) -> Point | None:
    """2 if they have a post of the same wording; 1 if only one that more than five names have."""
    shared = sorted(a.posts & b.posts)
    if not shared:
        return None
    telling = any(world.holders[post] <= _MANY_HOLD for post in shared)
    return Point(2.0 if telling else 1.0, tuple(f"same post: {post}" for post in shared))


def same_event(a: Profile, b: Profile, _: World) -> Point | None:
    """2 for an event that both took part in, 3 for several."""
    shared = sorted({a.events[key] for key in a.events.keys() & b.events.keys()})
    return Point(min(3.0, 1.0 + len(shared)), tuple(f"same event: {label}" for label in shared)) if shared else None


def same_companions(a: Profile, b: Profile, world: World) -> Point | None:
    """1 if the same others were beside them at different events, 2.5 if three or more; those seen everywhere don't count."""
    often = max(3, world.events // 10)
    mine = _companions(a, b) - a.names
    shared = sorted(name for name in mine & _companions(b, a) - b.names if world.seen[name] <= often)
    if not shared:
        return None
    return Point(2.5 if len(shared) > 2 else 1.0, (f"same companions: {', '.join(shared[:8])}",))


def _companions(a: Profile, b: Profile) -> set[str]:
    return {name for key, names in a.beside.items() if key not in b.events for name in names}


def days_apart(a: Profile, b: Profile, _: World) -> Point | None:
    """0.5 if they are seen within a month of each other, -1 if more than ten years lie between them."""
    gap = min((_gap(x, y) for x in a.active for y in b.active), default=None)
    if gap is None or _NEAR < gap <= _FAR:
        return None
    if gap > _FAR:
        return Point(-1.0, (f"seen {gap // 365} years apart",))
    return Point(0.5, (f"seen {gap} day{'' if gap == 1 else 's'} apart" if gap else "seen on one day",))


def _gap(x: Day, y: Day) -> int:
    """The days that lie between two dates at least."""
    first, second = sorted((x, y))
    return max(0, (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days)


def two_spellings(a: Profile, b: Profile, _: World) -> Point | None:
    """-1 if their names are spelt in ways that leave open whether they are one name."""
    verdicts = {NAMING.compare(x, y) for x in a.names for y in b.names}
    if "same" in verdicts or "compatible" not in verdicts:
        return None
    return Point(-1.0, (f"two spellings, which may be two names: {' / '.join(sorted((a.label, b.label)))}",))


def two_posts_at_once(a: Profile, b: Profile, _: World) -> Point | None:
    """-3 if articles on one event of one day give them posts of which none is the same."""
    for key in sorted(a.told.keys() & b.told.keys()):
        mine, theirs = a.told[key], b.told[key]
        if key[1] and not mine & theirs:
            posts = " / ".join(sorted(", ".join(sorted(said)) for said in (mine, theirs)))
            return Point(-3.0, (f"two posts at one event on {key[1]}: {posts}",))
    return None


def one_article(a: Profile, b: Profile, _: World) -> Point | None:
    """-6 if one article names them as two."""
    shared = sorted({a.articles[article] for article in a.articles.keys() & b.articles.keys()})
    return Point(-6.0, (f"two persons of one article: {shared[0]}",)) if shared else None


def dead_before(a: Profile, b: Profile, _: World) -> Point | None:
    """-5 if an article calls the one dead, and the other is seen active later."""
    found = []
    for dead, active in ((a.dead, b.active), (b.dead, a.active)):
        known = min((day[1] for day in dead), default="9999")
        found += [(known, day[0]) for day in active if day[0] > known]
    if not found:
        return None
    known, later = min(found)
    return Point(-5.0, (f"called dead on {known}, seen on {later}",))


FEATURES = (
    Feature("same text", True, same_text),
    Feature("same body", True, same_body),
    Feature("same Party body", True, same_branch),
    Feature("same post", True, same_post),
    Feature("same event", True, same_event),
    Feature("same companions", True, same_companions),
    Feature("days apart", False, days_apart),
    Feature("two spellings", False, two_spellings),
    Feature("two posts at once", False, two_posts_at_once),
    Feature("one article", False, one_article),
    Feature("dead before", False, dead_before),
)


def points(a: Profile, b: Profile, world: World, features: Iterable[Feature] = FEATURES) -> list[tuple[Feature, Point]]:
    """What the features say of two persons, in the order of the table; they say the same of (b, a)."""
    found = [(feature, feature.of(a, b, world)) for feature in features]
    return [(feature, point) for feature, point in found if point is not None]
