"""A file's graph against its annotations, kind of fact by kind of fact: what is right, missed, wrong or not to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from wpkgraph.evaluate import graph as g
from wpkgraph.evaluate.case import Case, Found, Judged, Wanted
from wpkgraph.evaluate.gold import Happening, Named, Post
from wpkgraph.evaluate.graph import Act, Membership, Thing
from wpkgraph.evaluate.matching import match, same_chain, same_top

ROLE, TOP, CHAIN = "person+role", "person+top organisation", "whole chain"

Judge = Callable[[Case], Iterator[Judged]]


def persons(case: Case) -> Iterator[Judged]:
    """Persons, by any of their names."""
    done = match(case.gold.persons, case.things(g.PERSON), lambda n, t: case.named(t.node, [n.name]))
    yield Judged(
        "persons",
        tuple((wanted(name), case.shown(thing)) for name, thing in done.pairs),
        tuple(map(wanted, done.missed)),
        tuple(map(case.shown, done.left)),
    )


def posts(case: Case) -> Iterator[Judged]:
    """Posts in three degrees: person and role; with the outermost organisation; with the whole chain of units."""
    states = {case.wording.norm(place.name) for place in case.gold.places}

    def units(post: Post) -> tuple[str, ...]:
        """The chain without a state or place that closes it: that may be a place in the graph."""
        chain = list(post.chain)
        while chain and (case.wording.norm(chain[-1]) in states or chain[-1] == post.place):
            chain.pop()
        return tuple(chain)

    def levels(member: Membership) -> list[tuple[str, ...]]:
        return [case.graph.labels(unit) for unit in case.graph.chain(member.body)]

    def role(post: Post, member: Membership) -> bool:
        roles = (case.wording.same_role(post.role, text) for text in member.roles)
        return case.named(member.person, [post.person]) and any(roles)

    tests: dict[str, Callable[[Post, Membership], bool]] = {
        ROLE: role,
        TOP: lambda post, m: role(post, m) and same_top(case.wording, units(post), levels(m)),
        CHAIN: lambda post, m: role(post, m) and same_chain(case.wording, units(post), levels(m)),
    }
    for kind, same in tests.items():
        yield _posts(case, kind, same)


def _posts(case: Case, kind: str, same: Callable[[Post, Membership], bool]) -> Judged:
    done = match((post for post in case.gold.posts if not post.loose), case.view.memberships, same)
    loose = match((post for post in case.gold.posts if post.loose), done.left, same)

    def shown(member: Membership) -> Found:
        chain = " < ".join(map(case.graph.label, case.graph.chain(member.body)))
        text = _row(case.graph.label(member.person), " / ".join(member.roles), chain)
        return Found(text, member.node, (member.node,), member.spans)

    return Judged(
        kind,
        tuple((_post(post), shown(member)) for post, member in done.pairs),
        tuple(map(_post, done.missed)),
        tuple(map(shown, loose.left)),
        tuple(shown(member) for _, member in loose.pairs),
    )


def parts(case: Case) -> Iterator[Judged]:
    """Parts taken: a person and the code of what he did, once in a file; of a sample only the codes annotated there."""
    codes = case.wording.capacities
    rows = {(p.person, codes[p.taken]): p.at for p in reversed(case.gold.parts) if p.taken in codes}
    golds = sorted(rows)
    done = match(golds, case.view.acts, lambda a, act: a[1] == act.code and case.named(act.person, [a[0]]))
    known = set(codes.values()) if case.gold.exhaustive else {code for _, code in golds}

    def shown(act: Act) -> Found:
        return Found(_row(case.graph.label(act.person), act.code), act.nodes[0], act.nodes, act.spans)

    def part(row: tuple[str, str]) -> Wanted:
        return Wanted(_row(*row), ((row[0],),), rows[row])

    yield Judged(
        "participations",
        tuple((part(row), shown(act)) for row, act in done.pairs),
        tuple(map(part, done.missed)),
        tuple(shown(act) for act in done.left if act.code in known),
        tuple(shown(act) for act in done.left if act.code not in known),
    )


def events(case: Case) -> Iterator[Judged]:
    """Events by name, then by the words of any form; and of those found that are dated, whether the date is right."""
    words = case.wording.words
    optional = [e for e in case.gold.events if e.type in words["events_optional"] or not e.surface]
    golds = [e for e in case.gold.events if e.type not in words["events_elsewhere"] and e not in optional]
    found = [thing for thing in case.things(g.EVENT) if not case.graph.is_a(thing.node, g.SPEECH)]
    exact = match(golds, found, lambda e, t: case.named(t.node, [e.named.name]))
    near = match(exact.missed, exact.left, lambda e, t: case.worded(t.node, e.named.names))
    soft = match(optional, near.left, lambda e, t: case.worded(t.node, e.named.names))
    pairs = [*exact.pairs, *near.pairs]
    left = tuple(map(case.shown, soft.left))
    yield Judged(
        "events",
        tuple((wanted(event.named), _fact(case, thing)) for event, thing in pairs),
        tuple(wanted(event.named) for event in near.missed),
        tuple(_fact(case, thing) for thing in soft.left) if case.gold.exhaustive else (),
        (*(case.shown(thing) for _, thing in soft.pairs), *(() if case.gold.exhaustive else left)),
        case.gold.exhaustive,
    )
    yield _dates(case, [(event, thing) for event, thing in pairs if event.date])


def _dates(case: Case, pairs: Sequence[tuple[Happening, Thing]]) -> Judged:
    right, missed, wrong = [], [], []
    for event, thing in pairs:
        dates = case.graph.dates(thing.node)
        name, fact = event.named, _fact(case, thing)
        want = Wanted(f"{name.name}: {event.date}", (name.names,), name.at)
        got = Found(f"{fact.text}: {', '.join(dates)}", fact.node, fact.facts, fact.spans)
        if dates and all(date.startswith(event.date) for date in dates):
            right.append((want, got))
        else:
            missed.append(want)
            wrong += [got] if dates else []
    return Judged("event dates", tuple(right), tuple(missed), tuple(wrong))


def organisations(case: Case) -> Iterator[Judged]:
    """Bodies by the words of any form; units and states beyond those annotated are not judged."""
    units, bodies = _split(case, case.things(g.BODY), g.UNIT, g.PLACE)
    done = match(case.gold.organisations, bodies + units, _worded(case))
    rest, extra = _split(case, done.left, g.UNIT, g.PLACE)
    yield _sampled(case, "organisations", done.pairs, done.missed, (extra, rest))


def places(case: Case) -> Iterator[Judged]:
    """Places by the words of their names; a state may be a body in the graph."""
    places, bodies = _split(case, case.things(g.PLACE, g.BODY), g.PLACE)
    done = match(case.gold.places, places + bodies, _worded(case))
    extra, _ = _split(case, done.left, g.PLACE)
    yield _sampled(case, "places", done.pairs, done.missed, (extra, []))


def concepts(case: Case) -> Iterator[Judged]:
    """Concepts by the words of any form; what one annotator of two has is neither required nor wrong."""
    given = [thing for thing in case.things(g.CONCEPT) if not case.graph.is_a(thing.node, g.ROLE)]
    done = match(case.gold.concepts, given, _worded(case))
    optional = [thing for thing in done.left if any(case.worded(thing.node, [c]) for c in case.gold.one_reader)]
    extra = [thing for thing in done.left if thing not in optional]
    yield _sampled(case, "concepts", done.pairs, done.missed, (extra, optional))


def _split(case: Case, things: Iterable[Thing], *classes: str) -> tuple[list[Thing], list[Thing]]:
    """The things that are of one of the classes, and the others.

    Where two of them could be the annotated one, the one that would else be wrong stands first and is taken.
    """
    within: tuple[list[Thing], list[Thing]] = ([], [])
    for thing in things:
        within[not case.graph.is_a(thing.node, *classes)].append(thing)
    return within


def _worded(case: Case) -> Callable[[Named, Thing], bool]:
    return lambda name, thing: case.worded(thing.node, name.names)


def _sampled(
    case: Case,
    kind: str,
    pairs: Iterable[tuple[Named, Thing]],
    missed: Iterable[Named],
    left: tuple[list[Thing], list[Thing]],
) -> Judged:
    """A kind of which the annotations may be a sample: then nothing of it is wrong. left: (extra, optional)."""
    extra, optional = left
    complete = case.gold.exhaustive
    return Judged(
        kind,
        tuple((wanted(name), case.shown(thing)) for name, thing in pairs),
        tuple(map(wanted, missed)),
        tuple(map(case.shown, extra if complete else [])),
        tuple(map(case.shown, optional if complete else extra + optional)),
        complete,
    )


def _fact(case: Case, thing: Thing) -> Found:
    return Found(case.graph.label(thing.node), thing.node, (thing.node,), thing.spans)


def wanted(name: Named) -> Wanted:
    """A name as it is listed and looked for."""
    return Wanted(name.name, (name.names,), name.at)


def _post(post: Post) -> Wanted:
    return Wanted(_row(post.person, post.role, " < ".join(post.chain)), ((post.person,), (post.role,)), post.at)


def _row(*cells: str) -> str:
    return " | ".join(cell for cell in cells if cell)
