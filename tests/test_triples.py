"""The graphs: what every node carries, what a reading says, and that an article's graph depends on its text alone."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import support
import wpkgraph.extractors
from wpkgraph import knowledge, pipeline, triples
from wpkgraph.dates import PartialDate
from wpkgraph.iris import BASE, Minter
from wpkgraph.lines import value
from wpkgraph.model import Dataset, Document
from wpkgraph.namespaces import PREFIXES
from wpkgraph.options import BuildOptions
from wpkgraph.rules import registered
from wpkgraph.triples.articles import text_key
from wpkgraph.triples.graph import Graph, quoted, term

DAY = PartialDate(2021, 4, 8)
TEXT = (
    "Unsong Lamp Menders Meet\n\n"
    "Riverside, April 8 (XNA) -- Om Tae Sik, head of the net shop of the Unsong Silk Mill, and Kim Jong Un came to "
    "Hamhung.\r\nHan Sol Mi, late alternate member of the Political Bureau of the C.C., WPK, was praised. "
    "The Lamp Board met there on April 7. Nearly 300 lamps burned."
)


class Facts:
    """The lines of graphs, to be asked by subject and prefixed relation."""

    def __init__(self, graphs: Mapping[str, tuple[str, ...]]) -> None:
        self.lines = {line for lines in graphs.values() for line in lines}
        self.by: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for line in self.lines:
            subject, predicate, target = line.split(" ", 2)
            self.by[subject[1:-1], predicate].add(target[1:-1] if target[0] == "<" else value(target))

    def get(self, subject: str, relation: str) -> set[str]:
        return self.by[subject, term(relation)]

    def all(self, cls: str) -> set[str]:
        """The nodes of a class."""
        iri = term(cls)[1:-1]
        return {s for (s, p), objects in list(self.by.items()) if p == term("rdf:type") and iri in objects}

    def subjects(self) -> set[str]:
        return {line.split(" ", 1)[0] for line in self.lines}


def document(text: str = TEXT, path: str = "lamps.txt", date: PartialDate | None = DAY) -> Document:
    return replace(support.document(text, path), date=date)


def article_graphs(made: Document) -> dict[str, tuple[str, ...]]:
    """The article graphs of a document."""
    known, mint = knowledge.load(), Minter()
    pairs = [triples.article_graph(a, e, known, mint) for a, e in pipeline.extract_document(made, known)]
    return {iri: tuple(sorted(graph.lines)) for iri, graph in pairs}


@cache
def built(folder: str) -> Dataset:
    return pipeline.build([folder], BuildOptions())


@pytest.fixture
def example(example_corpus: Path) -> Dataset:
    return built(str(example_corpus))


@pytest.fixture
def facts(example: Dataset) -> Facts:
    return Facts(example.graphs)


# --- terms ---------------------------------------------------------------------------------------------------------


def test_terms_and_strings() -> None:
    assert term("wpk:start") == f"<{PREFIXES['wpk']}start>"
    hard = 'a\\b "c"\r\nd\te é 김'
    assert value(quoted(hard)) == hard


def test_a_graph_writes_types_of_all_classes_above_and_partial_dates_with_bounds() -> None:
    graph = Graph(knowledge.load().vocabulary)
    graph.typed("x:a", "Workplace", "A")
    graph.date("x:a", "schema:startDate", PartialDate(2021, 2))
    graph.bounds("x:a", PartialDate(2021, 2))
    graph.number("x:a", "wpk:value", 2.5)
    graph.flag("x:a", "wpk:candidate")
    for line in (
        f"<x:a> {term('rdf:type')} {term('wpk:Workplace')}",
        f"<x:a> {term('rdf:type')} {term('org:FormalOrganization')}",
        f'<x:a> {term("schema:startDate")} "2021-02"^^{term("xsd:gYearMonth")}',
        f'<x:a> {term("wpk:earliest")} "2021-02-01"^^{term("xsd:date")}',
        f'<x:a> {term("wpk:latest")} "2021-02-28"^^{term("xsd:date")}',
        f'<x:a> {term("wpk:value")} "2.5"^^{term("xsd:decimal")}',
        f'<x:a> {term("wpk:candidate")} "true"^^{term("xsd:boolean")}',
    ):
        assert line in graph.lines


def test_text_key_forgets_case_space_and_marks() -> None:
    assert text_key("Nets, and\r\nLAMPS.") == text_key("nets and lamps")
    assert text_key("nets") != text_key("net s 2")


# --- what holds for every node ---------------------------------------------------------------------------------------


def test_no_blank_nodes(facts: Facts) -> None:
    assert not any(part.startswith("_:") for line in facts.lines for part in line.split(" ", 2))


def test_every_node_has_one_label_that_is_no_alternative(facts: Facts) -> None:
    for subject in facts.subjects():
        label = facts.get(subject[1:-1], "rdfs:label")
        assert len(label) == 1, (subject, label)
        assert label.isdisjoint(facts.get(subject[1:-1], "skos:altLabel")), subject


def test_every_thing_that_is_pointed_at_has_a_type(facts: Facts) -> None:
    targets = {line.rsplit(" ", 1)[1][1:-1] for line in facts.lines if f" <{BASE}" in line}
    assert [t for t in sorted(targets) if t.startswith(BASE) and not facts.get(t, "rdf:type")] == []


def test_every_instance_carries_the_classes_above_its_own(facts: Facts) -> None:
    above = knowledge.load().vocabulary.superclasses
    own = {chain[0]: set(chain) for chain in above.values()}
    for (subject, predicate), classes in list(facts.by.items()):
        if predicate == term("rdf:type"):
            for cls in classes:
                assert own.get(cls, set()) <= classes, subject


def test_every_fact_has_evidence_and_a_whole_reading(facts: Facts) -> None:
    kinds = "Membership Participation Statement Figure TaskList Reading Speech".split()
    nodes = {kind: facts.all(f"wpk:{kind}") | facts.all(f"org:{kind}") for kind in kinds}
    assert all(nodes[kind] for kind in ("Membership", "Participation", "Reading", "Speech"))
    readings: defaultdict[str, set[str]] = defaultdict(set)
    for reading in nodes["Reading"]:
        (fact,) = facts.get(reading, "wpk:readingOf")
        readings[fact].add(reading)
        assert len(facts.get(reading, "wpk:inArticle")) == 1
        assert facts.get(reading, "wpk:rule")
        (status,) = facts.get(reading, "wpk:status")
        assert status.rpartition("#")[2] in {"Stated", "Resolved", "Inferred"}
        assert facts.get(reading, "wpk:evidence") <= facts.get(fact, "wpk:evidence")
        assert facts.get(reading, "wpk:evidence") <= facts.all("wpk:Span")
    for kind in kinds:
        if kind != "Reading":
            assert all(readings[node] for node in nodes[kind]), kind


def test_the_rules_that_sign_readings_are_registered(facts: Facts) -> None:
    for module in pkgutil.iter_modules(wpkgraph.extractors.__path__):
        importlib.import_module(f"wpkgraph.extractors.{module.name}")
    signed = {rule for reading in facts.all("wpk:Reading") for rule in facts.get(reading, "wpk:rule")}
    assert signed <= {rule.name for rule in registered()}


def test_nothing_depends_on_time_or_version(facts: Facts) -> None:
    words = ("generatedAt", "modified", "versionInfo", "softwareVersion", "endedAtTime", "startedAtTime", "created")
    assert not [line for line in facts.lines if any(word in line.split(" ", 2)[1] for word in words)]


def test_every_span_is_its_quote_in_the_kept_text(example: Dataset, facts: Facts) -> None:
    spans = facts.all("wpk:Span")
    assert spans
    for span in spans:
        (article,), (quote,) = facts.get(span, "wpk:inArticle"), facts.get(span, "wpk:quote")
        (digest,) = facts.get(article, "wpk:sha256")
        (start,), (end,) = facts.get(span, "wpk:start"), facts.get(span, "wpk:end")
        assert example.texts[digest][int(start) : int(end)] == quote
        assert span == f"{article}/text#char={start},{end}"


# --- one article -------------------------------------------------------------------------------------------------------


def test_offsets_count_carriage_returns_and_map_back_to_the_file() -> None:
    made = document("Masthead of Nets\r\n\r\n" + TEXT.replace("\n", "\r\n").replace("\r\r", "\r"))
    (pair,) = pipeline.extract_document(made, knowledge.load())
    article, extraction = pair
    assert "\r\n" in article.text
    assert made.text[article.start : article.start + len(article.text)] == article.text
    quotes = {article.text[slice(*m.span)] for m in extraction.mentions}
    assert {"Om Tae Sik", "Han Sol Mi", "Hamhung"} <= quotes


def test_an_article_graph_is_the_same_whatever_the_file_is_called() -> None:
    first = article_graphs(document(path="a.txt"))
    second = article_graphs(replace(document(path="sub/b.txt"), record="7", url="https://example.org/7"))
    assert first == second
    assert not any("lamps.txt" in line or "file/" in line for lines in first.values() for line in lines)


def test_text_and_issue_date_make_the_article() -> None:
    body = "Om Tae Sik, chairman of the Lamp Board, spoke in the hall about the nets of the coming season."
    days = [None, DAY, PartialDate(2021, 4, 9)]
    assert len({next(iter(article_graphs(document(body, date=day)))) for day in days}) == 3


@pytest.mark.xfail(strict=True, reason="a record's title decides where the headline ends, and the IRI does not know it")
def test_a_title_beside_the_text_does_not_change_the_article() -> None:
    text = "Unsong Lamp Menders Meet\nOm Tae Sik, chairman of the Lamp Board, spoke in the hall about nets and lamps."
    assert article_graphs(document(text)) == article_graphs(replace(document(text), title="Unsong Lamp Menders Meet"))


@pytest.mark.xfail(strict=True, reason="labels keep accents and apostrophes that IRIs drop")
@pytest.mark.parametrize(
    ("one", "other"), [("José Garcia", "Jose Garcia"), ("Net Menders' Union", "Net Menders Union")]
)
def test_spellings_that_mint_one_iri_have_one_label(one: str, other: str) -> None:
    graphs: dict[str, tuple[str, ...]] = {}
    for name in (one, other):
        post = f"{name}, head of the Lamp Office" if " G" in name else f"Om Tae Sik, head of the {name}"
        graphs |= article_graphs(document(f"Present in the hall at the meeting of yesterday was {post}, who spoke."))
    both = Facts(graphs)
    assert all(len(both.get(s[1:-1], "rdfs:label")) == 1 for s in both.subjects())


def test_what_a_membership_and_its_reading_say() -> None:
    graphs = article_graphs(document())
    found = Facts(graphs)
    dead = next(m for m in found.all("org:Membership") if found.get(m, "wpk:roleText") == {"alternate member"})
    (reading,) = {r for r in found.all("wpk:Reading") if found.get(r, "wpk:readingOf") == {dead}}
    assert found.get(reading, "wpk:attestedDead") == {"true"}
    assert found.get(reading, "wpk:membershipStatus") == {PREFIXES["wpk"] + "Holds"}
    assert found.get(dead, "org:organization") == {f"{BASE}org/wpk-politburo"}
    (role,) = found.get(dead, "org:role")
    assert found.get(role, "wpk:modifier") == {PREFIXES["wpk"] + "Alternate"}
    assert found.get(role, "skos:broader") == {f"{BASE}role/member"}
    assert not found.get(dead, "schema:endDate")


def test_units_hang_below_their_workplace_and_bodies_below_theirs() -> None:
    found = Facts(article_graphs(document()))
    shop, mill = f"{BASE}org/unsong-silk-mill/net-shop", f"{BASE}org/unsong-silk-mill"
    assert found.get(shop, "rdfs:label") == {"net shop"}
    assert found.get(shop, "org:unitOf") == {mill}
    assert found.get(mill, "wpk:sector") == {f"{BASE}sector/light-industry"}
    assert found.get(f"{BASE}org/wpk-politburo", "org:subOrganizationOf") == {f"{BASE}org/wpk-cc"}
    assert found.get(f"{BASE}org/wpk-cc", "org:subOrganizationOf") == {f"{BASE}org/wpk"}


def test_forms_are_alternative_labels_but_generic_words_are_not() -> None:
    text = "The Unsong Academy of Nets opened. Om Tae Sik, dean of the academy and member of the C.C., WPK, spoke."
    found = Facts(article_graphs(document(text)))
    assert not found.get(f"{BASE}org/unsong-academy-of-nets", "skos:altLabel")
    assert found.get(f"{BASE}org/wpk-cc", "skos:altLabel") == {"C.C., WPK"}


def test_the_day_of_issue_is_named_as_what_it_is() -> None:
    text = "Om Tae Sik, chairman of the Lamp Board, spoke in the hall about the nets and lamps of the coming season."
    found = Facts(article_graphs(document(text)))
    (reading,) = found.all("wpk:Reading")
    assert found.get(reading, "wpk:attestedOn") == found.get(reading, "wpk:latest") == {"2021-04-08"}
    assert found.get(reading, "wpk:dateBasis") == {PREFIXES["wpk"] + "IssueDate"}
    undated = Facts(article_graphs(document(text, date=PartialDate(2021, 4))))
    (reading,) = undated.all("wpk:Reading")
    assert not undated.get(reading, "wpk:attestedOn") | undated.get(reading, "wpk:dateBasis")


def test_a_file_graph_points_at_its_passages() -> None:
    made = replace(document("Masthead\n\n" + TEXT), url="no address at all", publisher="WPK")
    (pair,) = pipeline.extract_document(made, knowledge.load())
    iri, graph = triples.file_graph(made, [(pair[0], f"{BASE}article/1")], knowledge.load(), Minter())
    found = Facts({iri: tuple(graph.lines)})
    (passage,) = found.get(f"{BASE}article/1", "wpk:foundAt")
    start, end = pair[0].start, pair[0].start + len(pair[0].text)
    assert passage == f"{iri}/text#char={start},{end}"
    assert found.get(passage, "wpk:inFile") == found.get(f"{BASE}article/1", "dcterms:isPartOf") == {iri}
    assert found.get(iri, "wpk:fileName") == {"lamps.txt"}
    assert found.get(iri, "dcterms:source") == {"no address at all"}
    assert found.get(iri, "dcterms:publisher") == {f"{BASE}org/wpk"}
    assert not found.all("wpk:Article")


def test_equal_texts_under_two_dates_are_alternates_of_each_other() -> None:
    body = "Om Tae Sik, chairman of the Lamp Board, spoke in the hall about the nets of the coming season."
    bodies = (body, body.upper(), body.replace("nets", "oars"))
    graphs = article_graphs(document(body)) | article_graphs(document(body.upper(), date=None))
    graphs |= article_graphs(document(bodies[2]))
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in bodies}
    derived = triples.derived_graph(graphs, {}, texts, knowledge.load(), Minter())
    one, other, _ = graphs
    assert {line for line in derived.lines if line.startswith(f"<{Minter().base}article/")} == {
        f"<{one}> {term('prov:alternateOf')} <{other}>",
        f"<{other}> {term('prov:alternateOf')} <{one}>",
    }
    (reason,) = {line.partition(" ")[2] for line in derived.lines if term("wpk:reason") in line}
    assert reason.endswith('"named in one text that two articles have"')


def test_curated_facts_have_a_source_and_only_what_is_used_enters(facts: Facts, example: Dataset) -> None:
    used = {
        line.split(" ", 1)[0] for name, lines in example.graphs.items() if "graph/curated" not in name for line in lines
    }
    curated = Facts({"": example.graphs[f"{BASE}graph/curated"]})
    marked = [s for s in curated.subjects() if curated.get(s[1:-1], "wpk:status")]
    assert marked
    assert all(curated.get(s[1:-1], "dcterms:source") for s in marked)
    places = {f"<{p}>" for p in curated.all("schema:Place")} - used
    held = {
        f"<{t}>"
        for (_, p), ts in curated.by.items()
        if p in map(term, ("schema:containedInPlace", "wpk:locatedIn"))
        for t in ts
    }
    assert places <= held
    assert f"<{BASE}org/laos>" not in used | curated.subjects()


def test_links_lead_from_used_things_to_rows_of_the_links_file(example: Dataset, facts: Facts) -> None:
    rows = knowledge.load().links
    for line in example.graphs.get(f"{BASE}graph/links", ()):
        subject, _, target = line.split(" ", 2)
        name = subject[1:-1].removeprefix(BASE)
        assert subject in facts.subjects()
        assert any(link.object in target for link in rows.of(name))
