"""Persons who may be one, who is told apart, publishers, and the graphs computed from all others."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

import support
from wpkgraph import knowledge, pipeline, triples
from wpkgraph.dates import PartialDate
from wpkgraph.iris import BASE, Minter, digest
from wpkgraph.knowledge.decisions import Decision, Decisions
from wpkgraph.lines import LABEL, Index, literal
from wpkgraph.model import (
    BodyRef,
    ConceptRef,
    Dataset,
    EventRef,
    Extraction,
    MembershipFact,
    PersonRef,
    PlaceRef,
    Span,
    SpeechFact,
)
from wpkgraph.namespaces import DCTERMS, ORG, PREFIXES, SKOS, WPK
from wpkgraph.options import BuildOptions
from wpkgraph.resolve import Resolver, bare_name
from wpkgraph.triples.graph import Graph
from wpkgraph.triples.matches import matches
from wpkgraph.triples.whole import used

OM = "Om Tae Sik"


def build(tmp_path: Path, *texts: str, **options: object) -> Dataset:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return pipeline.build([str(folder)], BuildOptions(**options))  # type: ignore[arg-type]


def indexed(made: Dataset, graph: str | None = None) -> Index:
    index = Index()
    for name, lines in made.graphs.items():
        if graph is None or name == f"{BASE}graph/{graph}":
            index.add(lines)
    return index


# --- persons who may be one ---------------------------------------------------------------------------------------


class People:
    """Lines of N-Triples about persons of one name, written by hand."""

    def __init__(self) -> None:
        self.lines: set[str] = set()

    def person(self, key: str, label: str = OM) -> str:
        iri = f"{BASE}person/{key}"
        self.lines.add(f"<{iri}> <{LABEL}> {literal(label)}")
        return iri

    def body(self, key: str, label: str, above: str | None = None) -> str:
        iri = f"{BASE}org/{key}"
        self.lines.add(f"<{iri}> <{LABEL}> {literal(label)}")
        if above:
            self.lines.add(f"<{iri}> <{ORG}unitOf> <{above}>")
        return iri

    def post(self, person: str, role: str, body: str | None = None) -> None:
        fact = f"{BASE}membership/{digest(person, role, body or '')}"
        self.lines.add(f"<{fact}> <{ORG}member> <{person}>")
        self.lines.add(f"<{fact}> <{WPK}roleText> {literal(role)}")
        if body:
            self.lines.add(f"<{fact}> <{ORG}organization> <{body}>")

    def part(self, person: str, event: str, relation: str = "participant", at: str = f"{WPK}event") -> None:
        iri = f"{BASE}event/{event}"
        fact = f"{BASE}fact/{digest(person, event, relation)}"
        self.lines |= {
            f"<{iri}> <{LABEL}> {literal(event)}",
            f"<{fact}> <{WPK}{relation}> <{person}>",
            f"<{fact}> <{at}> <{iri}>",
        }

    def found(self, decisions: Decisions | None = None) -> dict[tuple[str, str], list[str]]:
        """Pairs with their reasons."""
        known = knowledge.load()
        if decisions:
            known = dataclasses.replace(known, decisions=decisions)
        graph = Graph(known.vocabulary)
        matches([sorted(self.lines)], known, BASE, graph)
        index = Index()
        index.add(sorted(graph.lines))
        out = {}
        for match in index.subjects(f"{WPK}between"):
            left, right = index.values(match, f"{WPK}between")
            assert index.values(left, f"{WPK}possiblySameAs").count(right) == 1
            assert index.values(right, f"{WPK}possiblySameAs").count(left) == 1
            out[left.rpartition("person/")[2], right.rpartition("person/")[2]] = index.values(match, f"{WPK}reason")
        return out


def test_one_body_in_common_is_enough() -> None:
    made = People()
    board = made.body("board", "Lamp Board")
    for key, role in (("a", "clerk"), ("b", "warden")):
        made.post(made.person(key), role, board)
    assert made.found() == {("a", "b"): ["same body: Lamp Board"]}


def test_units_of_one_plant_have_the_plant_in_common() -> None:
    made = People()
    mill = made.body("mill", "Reed Mill")
    shop, team = made.body("mill/shop", "reed shop", mill), made.body("mill/shop/team", "team", f"{BASE}org/mill/shop")
    made.post(made.person("a"), "fitter", team)
    made.post(made.person("b"), "clerk", mill)
    made.post(made.person("c"), "clerk", shop)
    found = made.found()
    assert found["a", "b"] == ["same body: Reed Mill"]
    assert found["a", "c"] == ["same body: Reed Mill", "same body: reed shop"]
    assert found["b", "c"] == ["same body: Reed Mill", "same post: clerk"]


def test_a_post_alone_and_an_event_alone_are_too_little_but_both_are_enough() -> None:
    made = People()
    for key in "ab":
        made.post(made.person(key), "clerk")
    assert made.found() == {}
    for key in "ab":
        made.part(f"{BASE}person/{key}", "Net Meet")
    assert made.found() == {("a", "b"): ["same event: Net Meet", "same post: clerk"]}


def test_a_speech_at_an_event_counts_as_being_there() -> None:
    made = People()
    for key in "ab":
        made.post(made.person(key), "clerk")
    made.part(f"{BASE}person/a", "Net Meet", "speaker", f"{PREFIXES['schema']}superEvent")
    made.part(f"{BASE}person/b", "Net Meet")
    assert ("a", "b") in made.found()


def test_other_names_other_bodies_and_events_alone_give_nothing() -> None:
    made = People()
    made.post(made.person("a"), "clerk", made.body("x", "Lamp Board"))
    made.post(made.person("b"), "clerk", made.body("y", "Net Board"))
    made.post(made.person("c", "Om Tae Sok"), "clerk", f"{BASE}org/x")
    for key in "ab":
        made.part(f"{BASE}person/{key}", f"Meet {key}")
    assert made.found() == {}


def test_a_circle_of_units_ends() -> None:
    made = People()
    one, two = made.body("one", "One"), made.body("two", "Two", f"{BASE}org/one")
    made.lines.add(f"<{one}> <{ORG}unitOf> <{two}>")
    for key in "ab":
        made.post(made.person(key), key, one)
    assert made.found() == {("a", "b"): ["same body: One", "same body: Two"]}


def test_those_who_were_told_apart_are_not_offered_again() -> None:
    made = People()
    board = made.body("board", "Lamp Board")
    for key in "abc":
        made.post(made.person(key), "clerk", board)
    rows = (("a", "b", "different"), ("b", "c", "unsure"))
    apart = Decisions(tuple(Decision(f"person/{x}", f"person/{y}", verdict, "x", "y") for x, y, verdict in rows))
    assert sorted(made.found(apart)) == [("a", "c"), ("b", "c")]


@pytest.mark.parametrize(("count", "pairs"), [(2, 1), (5, 10), (60, 1770), (61, 0)])
def test_every_pair_of_a_name_that_is_not_everyone_s(count: int, pairs: int) -> None:
    made = People()
    board = made.body("board", "Lamp Board")
    for number in range(count):
        made.post(made.person(f"p{number:03}"), "clerk", board)
    assert len(made.found()) == pairs


def test_two_articles_of_a_real_build_that_may_speak_of_one(tmp_path: Path) -> None:
    made = build(
        tmp_path,
        "Om Tae Sik, manager of the Unsong Silk Mill and member of the Lamp Board, spoke in the hall.",
        "Om Tae Sik, chairman of the Lamp Board, came to the hall and praised the lamps of the season.",
    )
    derived = indexed(made, "derived")
    (match,) = derived.subjects(f"{WPK}between")
    assert "same body: Lamp Board" in derived.values(match, f"{WPK}reason")
    people = {p.removeprefix(BASE) for p in derived.values(match, f"{WPK}between")}
    assert people == {"person/om-tae-sik/unsong-silk-mill", "person/om-tae-sik/lamp-board"}


# --- identity in an article ---------------------------------------------------------------------------------------


def resolver(*memberships: MembershipFact, issued: PartialDate | None = None) -> Resolver:
    article = support.article("Om Tae Sik came to the hall.", issued)
    return Resolver(article, Extraction(facts=tuple(memberships)), knowledge.load(), Minter())


def tail(iri: str) -> str:
    return iri.removeprefix(BASE)


MILL = BodyRef("Unsong Silk Mill", "Workplace")
SHOP = BodyRef("reed shop", "Unit", MILL)


@pytest.mark.parametrize(
    ("ref", "iri"),
    [
        (BodyRef("Lamp Board", "Organization"), "org/lamp-board"),
        (BodyRef("x", "PartyBody", key="wpk"), "org/wpk"),
        (SHOP, "org/unsong-silk-mill/reed-shop"),
        (BodyRef("team", "Unit", SHOP), "org/unsong-silk-mill/reed-shop/team"),
        (BodyRef("Council of the Lamp Board", "Organization", BodyRef("Lamp Board", "Organization")), "org/lamp-board/council"),
        (PlaceRef("Riverside Hall"), "place/riverside-hall"),
        (PlaceRef("x", key="hamhung-city"), "place/hamhung-city"),
        (ConceptRef("clean firing"), "concept/clean-firing"),
        (ConceptRef("x", key="juche-idea"), "concept/juche-idea"),
        (EventRef("Conference", "x", series="Conference of Menders", ordinal=6), "event/conference-of-menders/6"),
        (EventRef("PlenaryMeeting", "x", series="Meet of Menders", ordinal=2, body_ordinal=8), "event/meet-of-menders/8-2"),
        (EventRef("Visit", "x", about="Reed Mill", start=PartialDate(2019, 3)), "event/visit/reed-mill/2019-03"),
        (EventRef("Visit", "x", place=PlaceRef("Reed"), start=PartialDate(2019)), "event/visit/reed/2019"),
    ],
)  # fmt: skip
def test_what_each_reference_is_called(ref: object, iri: str) -> None:
    assert tail(resolver().iri(ref)) == iri  # type: ignore[arg-type]


def test_what_nothing_tells_is_local_to_the_article() -> None:
    here, there = resolver(), resolver(issued=PartialDate(2019))
    for ref in (PersonRef(OM), BodyRef("mill", "Workplace", local=True), EventRef("Meeting", "meeting", offset=4)):
        assert "/in/" in here.iri(ref)
        assert here.iri(ref) != there.iri(ref)
        assert here.iri(ref) == resolver().iri(ref)


def test_sittings_stand_below_their_event_and_speeches_at_the_outermost() -> None:
    meet = EventRef("Conference", "x", series="Conference of Menders", ordinal=6)
    day = EventRef("Sitting", "y", ordinal=2, super_event=meet)
    made = resolver()
    assert made.iri(day) == f"{made.iri(meet)}/day-2"
    span = (Span(0, 3),)
    speeches = [
        SpeechFact(rule="r", evidence=span, speaker=PersonRef(OM), kind="report", event=event, title=title)
        for event in (meet, day)
        for title in (None, "On Lamps")
    ]
    assert len({made.speech(fact) for fact in speeches}) == 1
    alone = [
        SpeechFact(rule="r", evidence=span, speaker=PersonRef(OM), kind="report", title=title)
        for title in (None, "On Lamps", "On Nets")
    ]
    assert len({made.speech(fact) for fact in alone}) == 3


def test_the_earliest_membership_of_the_text_names_the_person() -> None:
    def post(at: int, body: BodyRef | None) -> MembershipFact:
        return MembershipFact(rule="r", evidence=(Span(at, at + 2),), person=PersonRef(OM), role="clerk", body=body)

    later, first = post(9, BodyRef("Lamp Board", "Organization")), post(3, SHOP)
    assert tail(resolver(later, first).iri(PersonRef(OM))) == "person/om-tae-sik/unsong-silk-mill"
    assert tail(resolver(later, post(1, None)).iri(PersonRef(OM))) == "person/om-tae-sik/lamp-board"


@pytest.mark.parametrize(
    ("name", "parent", "bare"),
    [
        ("Council of the Lamp Board", "Lamp Board", "Council"),
        ("Council of Lamp Board", "Lamp Board", "Council"),
        ("Lamp Board Council", "Lamp Board", "Lamp Board Council"),
        ("Lamp Board", "Lamp Board", "Lamp Board"),
        ("Council", None, "Council"),
        ("Hall of the Council of the Lamp Board", "Council of the Lamp Board", "Hall"),
    ],
)
def test_bare_names(name: str, parent: str | None, bare: str) -> None:
    above = BodyRef(parent, "Organization") if parent else None
    assert bare_name(BodyRef(name, "Organization", above)) == bare


# --- files and publishers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("publisher", "iri"),
    [("Reed Daily", "org/reed-daily"), ("  Reed \n Daily ", "org/reed-daily"), ("Workers' Party of Korea", "org/wpk")],
)
def test_a_publisher_is_a_body(tmp_path: Path, publisher: str, iri: str) -> None:
    row = {"id": "a", "publisher": publisher, "text": "Om Tae Sik, chairman of the Lamp Board, spoke in the hall."}
    (tmp_path / "c.jsonl").write_text(json.dumps(row), encoding="utf-8")
    index = indexed(pipeline.build([str(tmp_path / "c.jsonl")], BuildOptions()))
    assert index.values(f"{BASE}file/c.jsonl/a", f"{DCTERMS}publisher") == [BASE + iri]
    assert len(index.values(BASE + iri, LABEL)) == 1


def test_a_publisher_below_other_bodies_has_its_whole_chain() -> None:
    known = knowledge.load()
    body = next(b for b in known.bodies.bodies.values() if b.parent and known.bodies.bodies[b.parent].parent)
    document = dataclasses.replace(support.document("Nets."), publisher=body.label)
    _, graph = triples.file_graph(document, [], known, Minter())
    index = Index()
    index.add(sorted(graph.lines))
    at, seen = f"{BASE}org/{body.id}", []
    while above := index.one(at, f"{ORG}subOrganizationOf"):
        seen.append(above)
        assert index.one(above, LABEL) == known.bodies.bodies[above.removeprefix(f"{BASE}org/")].label
        at = above
    assert [f"{BASE}org/{key}" for key in known.bodies.chain(body.id)[1:]] == seen


@pytest.mark.parametrize(
    "url", ["https://example.org/a", "not a url", "javascript:x", 'http://x/"> <b', "\\", "http://x/\n"]
)
def test_a_source_is_kept_as_text_whatever_it_is(url: str) -> None:
    document = dataclasses.replace(support.document("Nets."), url=url, title='a "b"\n', date=PartialDate(2019, 3))
    _, graph = triples.file_graph(document, [], knowledge.load(), Minter())
    index = Index()
    index.add(sorted(graph.lines))
    iri = f"{BASE}file/lamp.txt"
    assert index.values(iri, f"{DCTERMS}source") == [url]
    assert index.terms(iri, f"{DCTERMS}source")[0].startswith('"')
    assert index.values(iri, f"{DCTERMS}title") == ['a "b"\n']
    assert index.values(iri, f"{WPK}latest") == ["2019-03-31"]


# --- the graphs of the whole --------------------------------------------------------------------------------------


def test_only_what_is_used_enters_curated_and_links(tmp_path: Path) -> None:
    made = build(tmp_path, "Om Tae Sik, chairman of the Lamp Board, came to Hamhung and spoke of the lamps.")
    curated, links = indexed(made, "curated"), indexed(made, "links")
    assert curated.one(f"{BASE}place/hamhung-city", f"{DCTERMS}source")
    assert not curated.one(f"{BASE}place/wonsan-city", f"{DCTERMS}source")
    linked = links.subjects(f"{PREFIXES['schema']}sameAs")
    assert f"{BASE}place/hamhung-city" in linked
    assert f"{BASE}place/wonsan-city" not in linked
    assert not curated.subjects(f"{WPK}evidence")


def test_a_place_leads_up_to_its_state(tmp_path: Path) -> None:
    index = indexed(build(tmp_path, "Om Tae Sik, chairman of the Lamp Board, came to Hamhung and spoke of the lamps."))
    at, seen = f"{BASE}place/hamhung-city", []
    while above := index.one(at, f"{PREFIXES['schema']}containedInPlace"):
        seen.append(above)
        at = above
    assert at == f"{BASE}org/dprk"
    assert len(seen) >= 2
    assert all(index.one(place, LABEL) for place in seen)


def test_a_build_without_facts_has_schemes_and_nothing_derived(tmp_path: Path) -> None:
    made = build(tmp_path, "Nets and lamps.")
    assert f"{BASE}graph/links" not in made.graphs
    assert indexed(made, "derived").predicates() == []
    assert f"{BASE}scheme/concepts" in indexed(made, "curated").subjects(LABEL)


def test_used_names_subjects_below_the_base_only() -> None:
    lines = (f"<{BASE}a> <http://x/p> <{BASE}b>", "<http://elsewhere/c> <http://x/p> <http://x/d>")
    assert used([lines, ()], BASE) == {f"{BASE}a"}


def test_concepts_carry_what_the_vocabulary_says(tmp_path: Path) -> None:
    known = knowledge.load().concepts
    row = next(c for c in known.by_key.values() if c.broader and c.definition and c.others)
    made = build(tmp_path, f"Om Tae Sik, chairman of the Lamp Board, spoke of {row.label} in the hall.")
    index = indexed(made)
    iri = f"{BASE}concept/{row.key}"
    assert index.one(iri, f"{SKOS}definition") == row.definition
    assert set(row.others) - {row.label} <= set(index.values(iri, f"{SKOS}altLabel"))
    assert index.values(iri, f"{SKOS}broader") == sorted(f"{BASE}concept/{key}" for key in row.broader)
