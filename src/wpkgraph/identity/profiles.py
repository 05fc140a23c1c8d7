"""What all graphs together say of each person: posts, bodies, events, companions, articles, days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import ORG, SCHEMA, SKOS, WPK

_ALT, _MERGED = f"{SKOS}altLabel", f"{WPK}mergedId"
_NAMED_IN = "urn:wpkgraph:named-in"  # stands in no graph: kept while graphs are read one by one
_SUPER, _ABOVE = f"{SCHEMA}superEvent", (f"{ORG}unitOf", f"{ORG}subOrganizationOf", f"{WPK}partyLine")
WANTED = (
    LABEL,
    TYPE,
    _ALT,
    _SUPER,
    f"{SCHEMA}startDate",
    *(f"{ORG}{name}" for name in ("member", "organization", "unitOf", "subOrganizationOf")),
    *(f"{WPK}{name}" for name in ("partyLine", "roleText", "participant", "event", "speaker", "mergedId", "reports")),
    *(f"{WPK}{name}" for name in ("readingOf", "inArticle", "earliest", "latest", "membershipStatus", "attestedDead")),
    f"{WPK}textKey",
)
SPAN = "/text#char="  # in most lines, and in none that tells of persons
_TAKES_PART = ((f"{WPK}participant", f"{WPK}event"), (f"{WPK}speaker", _SUPER))
Day = tuple[str, str]  # the first and last day that a date can mean, as ISO dates, which compare as text


@dataclass(slots=True)
class Profile:
    """What is known of one person.

    ids       the person's IRIs behind the base; several after a decision
    bodies    of the posts, with the levels of units above: label -> IRI
    branches  labels of the Party bodies right below the Party that the posts lie in
    events    key -> label; the key is the IRI, or label and day where the event has one
    beside    event key -> names of the others there
    told      (event, day) -> wordings of the posts that an article on that event gives
    active    days on which the person does something or holds a post; `dead`: days on which articles call them dead
    texts     keys of the articles' texts: two articles with one text have one key
    """

    iri: str
    label: str
    ids: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)
    branches: set[str] = field(default_factory=set)
    events: dict[str, str] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)
    told: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    active: set[Day] = field(default_factory=set)
    dead: set[Day] = field(default_factory=set)
    articles: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class World:
    """All profiles, and how many names share a post or body: what many share says little of two."""

    people: Mapping[str, Profile]
    holders: Mapping[str, int]
    seen: Mapping[str, int]
    events: int


def indexed(graphs: Iterable[Sequence[str]], base: str) -> Index:
    """An index of the triples that profiles are made from, and of which article's graph has which persons."""
    index = Index((*WANTED, _NAMED_IN))
    person, label, key = f"<{base}person/", f"> <{LABEL}> ", f"> <{WPK}textKey> "
    for lines in graphs:
        kept = [line for line in lines if SPAN not in line]
        index.add(kept)
        for article in [line.partition(" ")[0] for line in kept if key in line]:
            named = [line.partition(" ")[0] for line in kept if line.startswith(person) and label in line]
            index.add([f"{one} <{_NAMED_IN}> {article}" for one in named])
    return index


def world(index: Index, base: str) -> World:
    """The profiles of all persons of an index, by IRI."""
    people = {iri: _named(index, iri, label, base) for iri, label in index.pairs(LABEL) if _is_person(iri, base)}
    for fact, person in index.pairs(f"{ORG}member"):
        if person in people:
            _post(index, people[person], fact)
    there: dict[str, dict[str, str]] = defaultdict(dict)  # event key -> person -> name
    for relation, to_event in _TAKES_PART:
        for fact, person in index.pairs(relation):
            if person in people:
                for event in index.values(fact, to_event):
                    for key, label in _keys(index, event):
                        people[person].events[key] = label
                        there[key][person] = people[person].label
    _readings(index, people)
    for key, persons in there.items():
        for person in persons:
            people[person].beside[key] = {name for other, name in persons.items() if other != person}
    holders = Counter(what for one in _by_name(people) for what in one)
    seen = Counter(name for persons in there.values() for name in set(persons.values()))
    return World(people, holders, seen, len(there))


def _is_person(iri: str, base: str) -> bool:
    return iri.startswith(f"{base}person/")


def _named(index: Index, iri: str, label: str, base: str) -> Profile:
    ids = set(index.values(iri, _MERGED)) or {iri.removeprefix(base)}
    articles = index.values(iri, _NAMED_IN)
    texts = {key for article in articles for key in index.values(article, f"{WPK}textKey")}
    names = {label, *index.values(iri, _ALT)}
    return Profile(iri, label, ids, names, articles={one: index.label(one) for one in articles}, texts=texts)


def _by_name(people: Mapping[str, Profile]) -> Iterable[set[str]]:
    """The posts and bodies of each name, so that one person in two nodes counts once."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in people.values():
        found[one.label] |= one.posts | set(one.bodies)
    return found.values()


def _post(index: Index, person: Profile, fact: str) -> None:
    person.posts |= set(index.values(fact, f"{WPK}roleText"))
    for body in index.values(fact, f"{ORG}organization"):
        for level in _levels(index, body, (f"{ORG}unitOf",)):
            person.bodies[index.label(level)] = level
        party = [at for at in _levels(index, body, _ABOVE) if f"{WPK}PartyBody" in index.values(at, TYPE)]
        if len(party) > 1:
            person.branches.add(index.label(party[-2]))


def _levels(index: Index, body: str, relations: Sequence[str]) -> list[str]:
    """A body and those above it, by the first relation that leads up from each."""
    out = [body]
    while above := next((up for r in relations if (up := index.one(out[-1], r)) and up not in out), None):
        out.append(above)
    return out


def _keys(index: Index, event: str) -> Iterable[tuple[str, str]]:
    """The keys of an event and of those that it is part of, each with the label."""
    for at in _levels(index, event, (_SUPER,)):
        label, day = index.label(at), index.one(at, f"{SCHEMA}startDate")
        yield (f"{label} {day}" if day else at), label


def _readings(index: Index, people: Mapping[str, Profile]) -> None:
    """What each reading of a person's facts adds: the article, its text, its day, and the post that it gives."""
    whose: dict[str, list[str]] = defaultdict(list)
    for relation in (f"{ORG}member", f"{WPK}participant", f"{WPK}speaker"):
        for fact, person in index.pairs(relation):
            if person in people:
                whose[fact].append(person)
    for reading, fact in index.pairs(f"{WPK}readingOf"):
        for person in whose.get(fact, ()):
            _reading(index, people[person], reading, fact)


def _reading(index: Index, person: Profile, reading: str, fact: str) -> None:
    first, last = index.one(reading, f"{WPK}earliest"), index.one(reading, f"{WPK}latest")
    article = index.one(reading, f"{WPK}inArticle") or ""
    post, held = index.one(fact, f"{WPK}roleText"), index.one(reading, f"{WPK}membershipStatus") or ""
    if post:
        for event in index.values(article, f"{WPK}reports"):
            person.told.setdefault((event, first or ""), set()).add(post)
    if not first or not last:
        return
    if index.one(reading, f"{WPK}attestedDead") == "true":
        person.dead.add((first, last))
    elif not held.endswith(("Former", "Recalled")):
        person.active.add((first, last))
