"""The bundled corpus from documents to answers: every named query, every explanation, every file of the output."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import wpkgraph
from wpkgraph import check, cli
from wpkgraph.explain import Explainer
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import ORG, PREFIXES, SCHEMA, WPK
from wpkgraph.query import Answer, ask, named_queries, resolve
from wpkgraph.stats import stats
from wpkgraph.store import load_dataset, open_store, read_graphs, read_report
from wpkgraph.views.facts import render
from wpkgraph.views.formats import to_csv, to_json, to_table

BASE = "https://w3id.org/wpkgraph/id/"
FACTS = ("Participation", "Speech", "Statement", "Figure", "TaskList", "Event")
QUERIES = sorted(name for name, query in named_queries().items() if not query.elsewhere)


@pytest.fixture(scope="session")
def store(built_example: Path) -> ox.Store:
    return open_store(built_example)


@pytest.fixture(scope="session")
def index(built_example: Path) -> Index:
    made = Index()
    for triples in read_graphs(built_example).values():
        made.add(triples)
    return made


@pytest.fixture(scope="session")
def explainer(built_example: Path) -> Explainer:
    return Explainer(built_example)


@pytest.fixture(scope="session")
def researcher(built_example: Path) -> rdflib.Graph:
    """graph.ttl as a researcher opens it, with nothing of ours."""
    return rdflib.Graph().parse(built_example / "graph.ttl", format="turtle")


def answer(store: ox.Store, query: str, **params: str) -> Answer:
    return ask(store, resolve(query, {**named_queries()[query].example, **params}), BASE)


# --- queries -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUERIES)
def test_every_named_query_gives_rows(store: ox.Store, name: str) -> None:
    found = answer(store, name)
    assert found.rows
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert all(any(cell is not None for cell in row) for row in found.rows)


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"events"}))  # "events": see the test below
def test_no_row_comes_twice(store: ox.Store, name: str) -> None:
    found = answer(store, name)
    assert [row for row, count in Counter(found.rows).items() if count > 1] == []


@pytest.mark.parametrize("name", QUERIES)
def test_every_form_of_an_answer_has_all_rows(store: ox.Store, name: str) -> None:
    found = answer(store, name)
    rows = list(csv.reader(io.StringIO(to_csv(found), newline="")))
    assert tuple(rows[0]) == found.columns
    assert len(rows) == len(found.rows) + 1
    data = json.loads(to_json(found))
    assert data["head"]["vars"] == list(found.columns)
    assert len(data["results"]["bindings"]) == len(found.rows)
    ending = "1 row" if len(found.rows) == 1 else f"{len(found.rows)} rows"
    assert to_table(found).endswith(f"({ending})\n")


@pytest.mark.parametrize("name", QUERIES)
def test_a_named_query_asked_twice_gives_the_same(store: ox.Store, name: str) -> None:
    assert answer(store, name) == answer(store, name)


@pytest.mark.parametrize(
    ("name", "param", "column"),
    [("posts", "person", 0), ("speeches", "person", 0), ("events", "name", 2), ("workplaces", "name", 0)],
)
def test_a_parameter_only_takes_rows_away(store: ox.Store, name: str, param: str, column: int) -> None:
    whole = answer(store, name)
    labels = sorted({row[column].value for row in whole.rows if row[column] is not None})  # type: ignore[union-attr]
    chosen = labels[0]
    part = answer(store, name, **{param: chosen})
    assert part.rows
    assert set(part.rows) <= set(whole.rows)
    assert answer(store, name, **{param: "no such thing, surely"}).rows == ()


def test_dates_bound_the_events(store: ox.Store) -> None:
    whole = answer(store, "events")
    early = answer(store, "events", until="2013-12-31")
    late = answer(store, "events", **{"from": "2014-01-01"})
    assert early.rows
    assert late.rows
    assert set(early.rows) | set(late.rows) <= set(whole.rows)
    assert not set(early.rows) & set(late.rows)


SPARQL = {
    "persons": "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name }",
    "posts": "SELECT ?who ?role ?at { ?m org:member/rdfs:label ?who ; wpk:roleText ?role ; org:organization/rdfs:label ?at }",
    "chain": "SELECT ?unit ?above { ?unit org:unitOf+ ?above }",
    "quotes": "SELECT ?fact ?quote { ?fact wpk:evidence/wpk:quote ?quote . ?fact a wpk:Speech }",
    "optional": "SELECT ?e ?day { ?e a wpk:Event OPTIONAL { ?e schema:startDate ?day } }",
    "count": "SELECT ?cls (COUNT(DISTINCT ?x) AS ?n) { ?x a ?cls } GROUP BY ?cls",
    "notation": "SELECT ?speaker ?code { ?s wpk:speaker ?speaker ; wpk:speechKind/skos:notation ?code }",
    "none": "SELECT ?x { ?x a wpk:NoSuchClass }",
    "union": "SELECT ?x ?t { { ?x a wpk:Place } UNION { ?x a wpk:Workplace } ?x rdfs:label ?t }",
    "minus": "SELECT ?p { ?p a wpk:Person MINUS { ?m org:member ?p } }",
}


@pytest.mark.parametrize("name", sorted(SPARQL))
def test_a_researcher_gets_the_same_rows_from_the_turtle(store: ox.Store, researcher: rdflib.Graph, name: str) -> None:
    """Rows are compared as bags: a triple that stands in two graphs must not count twice in the store."""
    ours = Counter(tuple(c.value if c else None for c in row) for row in ask(store, SPARQL[name], BASE).rows)
    theirs = Counter(
        tuple(None if cell is None else str(cell) for cell in row)
        for row in researcher.query(SPARQL[name], initNs=PREFIXES)
    )
    assert ours == theirs
    assert bool(ours) == (name != "none")


def test_the_graph_apart_from_all_others_can_be_asked(store: ox.Store) -> None:
    rows = ask(store, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", BASE).rows
    assert {str(row[0].value) for row in rows} == {  # type: ignore[union-attr]
        g.value for g in store.named_graphs()
    }
    assert f"{BASE}graph/curated" in {row[0].value for row in rows if row[0]}


# --- articles that differ ------------------------------------------------------------------------------------------

LAMPS = (
    "Lamp Menders Meet\n\nRiverside, March 9, 2019 (KCNA) -- The Seventh Conference of Lamp Menders opened in Riverside "
    "on March 8.\nRo Chan Gyu, chief engineer of the Unsong Valve Works, made a report.\n",
    "Lamp Menders Remember\n\nRiverside, May 2, 2020 (KCNA) -- The Seventh Conference of Lamp Menders was held in "
    "Riverside on March 6, 2019.\nOm Tae Sik, manager of the Tobong Pottery, spoke of it.\n",
)


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of two articles that give one event two first days."""
    folder = tmp_path_factory.mktemp("differing")
    (folder / "in").mkdir()
    for number, text in enumerate(LAMPS):
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    return wpkgraph.build(folder / "in").write(folder / "out")


def test_articles_that_differ_on_a_date_are_noted(differing: Path) -> None:
    (note,) = [problem for problem in check.check(differing) if problem.check == "dates"]
    assert note.note
    assert "2019-03-06, 2019-03-08" in note.message


def test_articles_that_differ_on_a_date_are_no_problem(differing: Path) -> None:
    assert [problem for problem in check.check(differing) if not problem.note] == []


def test_an_event_of_two_dates_gives_two_rows(differing: Path) -> None:
    rows = answer(open_store(differing), "events", name="Seventh Conference of Lamp Menders").rows
    dated = [row for row in rows if row[0] is not None]
    assert sorted(row[0].value for row in dated if row[0]) == ["2019-03-06", "2019-03-08"]


# --- explain -----------------------------------------------------------------------------------------------------


def test_explain_answers_for_every_fact(explainer: Explainer, index: Index) -> None:
    facts = sorted({fact for _, fact in index.pairs(f"{WPK}readingOf")})
    assert len(facts) > 100
    for iri in facts:
        assert explainer.find(iri) == [iri]
        found = explainer.explain(iri)
        own = next((fact for fact in found.facts if fact.iri == found.iri), None)
        assert own is not None, iri
        assert own.readings, iri
        assert all(reading.rule and reading.quotes for reading in own.readings), iri


def test_explain_marks_exactly_the_evidence(explainer: Explainer, index: Index) -> None:
    for reading, fact in list(index.pairs(f"{WPK}readingOf"))[::3]:
        spans = {index.one(span, f"{WPK}quote") or "" for span in index.values(reading, f"{WPK}evidence")}
        (made,) = explainer.explain(reading).facts
        shown = [quote for one in made.readings for quote in one.quotes]
        texts = ["".join(piece.text for piece in quote.pieces) for quote in shown]
        assert all(any(span in text for text in texts) for span in spans), fact
        marked = [piece.text for quote in shown for piece in quote.pieces if piece.marked]
        assert all(any(span in words or words in span for words in marked) for span in spans), fact


@pytest.mark.parametrize("cls", ["Person", "Workplace", "Unit", "Place", "Conference", "Article", "SourceFile"])
def test_explain_answers_for_things_of_every_kind(explainer: Explainer, index: Index, cls: str) -> None:
    things = [node for node, kind in index.pairs(TYPE) if kind == WPK + cls and node.startswith(BASE)]
    assert things
    for iri in things[:12]:
        text = render(explainer.explain(iri), color=False)
        assert text.endswith("\n")
        assert (index.one(iri, LABEL) or "").split()[0] in text
        assert "\x1b" not in text


def test_every_label_of_a_thing_is_found_in_any_case(explainer: Explainer, index: Index) -> None:
    people = [node for node, kind in index.pairs(TYPE) if kind == f"{WPK}Person"]
    for iri in people[:15]:
        label = index.one(iri, LABEL) or ""
        for form in (label, label.upper(), label.lower()):
            assert iri in explainer.find(form)


# --- check and stats ---------------------------------------------------------------------------------------------


def test_check_has_no_problem_on_the_examples(built_example: Path) -> None:
    assert [problem for problem in check.check(built_example) if not problem.note] == []


def test_check_has_no_problem_on_the_invented_texts(tmp_path: Path) -> None:
    folder = Path(__file__).parent / "synthetic" / "open" / "texts"
    made = wpkgraph.build(folder)
    out = made.write(tmp_path / "out")
    assert made.report.counts["Article"] >= len({row["path"] for row in made.report.inputs}) > 0
    assert made.report.errors == ()
    assert [problem for problem in check.check(out) if not problem.note] == []


def test_stats_agree_with_the_report_and_the_graph(built_example: Path, index: Index) -> None:
    tables = {name: dict(rows) for name, rows in stats(built_example).items()}
    report = read_report(built_example)
    totals = report["totals"]
    assert isinstance(totals, dict)
    assert tables["totals"]["quads"] == totals["quads"]
    assert tables["totals"]["graphs"] == totals["graphs"]
    assert tables["totals"]["triples"] <= tables["totals"]["quads"]
    readings = len(index.subjects(f"{WPK}readingOf"))
    assert sum(tables["statuses"].values()) >= readings
    assert set(tables["statuses"]) == {"stated", "resolved", "inferred", "curated"} & set(tables["statuses"])
    assert sum(tables["rules"].values()) >= readings
    assert sum(tables["declined"].values()) == len(report["declined"])  # type: ignore[arg-type]


def test_sources_count_every_file_of_the_corpus(built_example: Path, index: Index) -> None:
    names = {name for _, name in index.pairs(f"{WPK}fileName")}
    assert set(dict(stats(built_example)["sources"])) == names
    assert len(read_report(built_example)["inputs"]) == len(names)  # type: ignore[arg-type]


# --- the graph itself --------------------------------------------------------------------------------------------


def test_every_span_in_the_source_file_is_its_quote(built_example: Path, example_corpus: Path, index: Index) -> None:
    """Passage start + span start are the characters of a plain text file, without any of our code in between."""
    compared = 0
    for article, passage in index.pairs(f"{WPK}foundAt"):
        file = index.one(index.one(passage, f"{WPK}inFile") or "", f"{WPK}fileName") or ""
        if not file.endswith(".txt"):
            continue
        text = (example_corpus / file).read_bytes().decode("utf-8-sig")
        at = int(index.one(passage, f"{WPK}start") or 0)
        for span, owner in index.pairs(f"{WPK}inArticle"):
            quote = index.one(span, f"{WPK}quote")
            if owner == article and quote is not None:
                start = at + int(index.one(span, f"{WPK}start") or 0)
                assert text[start : start + len(quote)] == quote
                compared += 1
    assert compared > 200


def test_every_date_has_its_bounds(index: Index) -> None:
    for predicate in (f"{WPK}attestedOn", f"{SCHEMA}startDate"):
        for node, date in index.pairs(predicate):
            low, high = index.one(node, f"{WPK}earliest"), index.one(node, f"{WPK}latest")
            assert low is not None, (node, date)
            assert high is not None
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", low)
            assert low[: len(date)] <= date
            assert low <= high


def test_no_fact_node_has_a_foreign_name(index: Index) -> None:
    """Every subject is ours: nothing of a document became an IRI of another place."""
    for predicate in index.predicates():
        assert all(node.startswith((BASE, WPK)) for node in index.subjects(predicate)), predicate


def test_chains_of_units_end_at_a_body(index: Index) -> None:
    for unit in index.subjects(f"{ORG}unitOf"):
        seen = [unit]
        while (above := index.one(seen[-1], f"{ORG}unitOf")) is not None:
            assert above not in seen
            seen.append(above)
        assert len(seen) <= 8
        assert index.one(seen[-1], LABEL)


# --- the other files ---------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Collects what a page would load and what it would run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset", "data")]


def test_the_page_loads_nothing_and_closes_what_it_opens(built_example: Path) -> None:
    text = (built_example / "graph.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    page.close()
    assert page.tags["html"] == page.tags["body"] == page.tags["head"] == 1
    assert page.tags["iframe"] == page.tags["link"] == page.tags["img"] == 0
    assert [target for target in page.loads if not target.startswith("#")] == []
    assert page.tags["script"] == text.count("</script>") == 3
    assert re.search(r'"Content-Security-Policy"', text)


@pytest.mark.parametrize("file", ["network.graphml", "network.gexf"])
def test_the_network_files_are_well_formed_and_closed(built_example: Path, file: str) -> None:
    root = ET.parse(built_example / file).getroot()
    nodes = {node.get("id") for node in root.iter() if node.tag.rpartition("}")[2] == "node"}
    edges = [edge for edge in root.iter() if edge.tag.rpartition("}")[2] == "edge"]
    assert len(nodes) > 50
    assert len(edges) > 50
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges)


def test_the_dataset_file_counts_the_triples(built_example: Path, researcher: rdflib.Graph) -> None:
    about = rdflib.Graph().parse(built_example / "dataset.ttl", format="turtle")
    void = rdflib.Namespace(PREFIXES["void"])
    name = rdflib.URIRef(f"{BASE}dataset")
    assert int(about.value(name, void.triples)) == len(researcher)  # type: ignore[arg-type]
    parts = {
        str(about.value(part, void["class"])): int(about.value(part, void.entities))  # type: ignore[arg-type]
        for part in about.objects(name, void.classPartition)
    }
    real = Counter(str(o) for _, o in researcher.subject_objects(rdflib.RDF.type))
    assert parts == dict(real)


def test_an_output_opened_again_is_the_dataset_that_was_written(built_example: Path, tmp_path: Path) -> None:
    first = load_dataset(built_example)
    again = load_dataset(wpkgraph.open_output(built_example).write(tmp_path / "copy"))
    assert again == first
    for name in ("graph.ttl", "graph.nq", "graph.html", "network.graphml", "network.gexf", "report.json"):
        assert (tmp_path / "copy" / name).read_bytes() == (built_example / name).read_bytes(), name


def test_two_builds_of_one_input_give_equal_bytes(example_corpus: Path, built_example: Path, tmp_path: Path) -> None:
    again = wpkgraph.build([example_corpus]).write(tmp_path / "out")
    for file in sorted(p for p in built_example.rglob("*") if p.is_file() and "store" not in p.parts):
        other = again / file.relative_to(built_example)
        assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest(), file.name


def test_every_kept_text_has_its_own_hash_as_name(built_example: Path, index: Index) -> None:
    files = sorted((built_example / "text").iterdir())
    assert {file.stem for file in files} == {
        index.one(node, f"{WPK}sha256") for node, cls in index.pairs(TYPE) if cls == f"{WPK}Article"
    }
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


def test_the_commands_agree_on_the_examples(built_example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.run(["check", str(built_example)])
    assert (code == 0) == (" 0 problems" in capsys.readouterr().out)
    assert cli.run(["stats", str(built_example), "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["totals"]["quads"] > 1000
    assert cli.run(["explain", str(built_example), "Kim Jong Un", "--limit", "1"]) == 0
    assert ">>>" in capsys.readouterr().out
