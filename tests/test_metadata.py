"""dataset.ttl: what the data set is, in VoID, DCAT and PROV, with counts and hashes that are real."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import wpkgraph
from wpkgraph.description import dataset_lines
from wpkgraph.errors import OutputError
from wpkgraph.exporters.counted import count, space
from wpkgraph.exporters.metadata import FILES, build_time
from wpkgraph.iris import BASE
from wpkgraph.knowledge import strict
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.namespaces import PREFIXES, WPK

ROOT = Path(__file__).resolve().parents[1]
NAMES = PREFIXES | {"spdx": "http://spdx.org/rdf/terms#"}
DATASET = f"{BASE}dataset"

# What each kind of node must have: (class, properties).
REQUIRED = (
    (
        "dcat:Dataset",
        "dcterms:title dcterms:description dcterms:creator dcterms:license dcterms:rights dcterms:language dcterms:identifier "
        "dcterms:bibliographicCitation dcterms:conformsTo dcterms:temporal dcterms:spatial dcat:version owl:versionInfo "
        "dcat:keyword dcat:distribution void:uriSpace void:triples void:entities void:distinctSubjects void:distinctObjects "
        "void:classes void:properties void:documents void:feature void:vocabulary void:exampleResource void:classPartition "
        "void:propertyPartition prov:wasGeneratedBy prov:wasDerivedFrom",
    ),
    ("dcat:Distribution", "dcterms:title dcterms:license dcat:mediaType"),
    ("dcterms:PeriodOfTime", "dcat:startDate dcat:endDate"),
    ("spdx:Checksum", "spdx:algorithm spdx:checksumValue"),
    ("prov:Activity", "prov:used prov:wasAssociatedWith prov:qualifiedAssociation prov:generated"),
    ("prov:Association", "prov:agent prov:hadPlan"),
    ("prov:Plan", "wpk:sha256"),
    ("prov:SoftwareAgent", "schema:softwareVersion schema:license foaf:name"),
    ("void:Linkset", "void:linkPredicate void:subjectsTarget void:objectsTarget void:triples"),
)


def full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return NAMES[prefix] + local


@pytest.fixture(scope="module")
def about(built_example: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(built_example / "dataset.ttl"), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def graph(built_example: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(built_example / "graph.ttl"), format=ox.RdfFormat.TURTLE)]


def rows(store: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))  # the columns in the order of the pattern
    found = store.query(f"SELECT {names} {{ {pattern} }}", prefixes=NAMES)
    return [tuple(term.value for term in row) for row in found]


def one(store: ox.Store, predicate: str, subject: str = DATASET) -> str:
    ((value,),) = rows(store, f"<{subject}> {predicate} ?o")
    return value


@pytest.mark.parametrize(("cls", "wanted"), REQUIRED, ids=[row[0] for row in REQUIRED])
def test_each_kind_of_node_has_what_it_needs(about: ox.Store, cls: str, wanted: str) -> None:
    nodes = [row[0] for row in rows(about, f"?x a {cls}")]
    assert nodes
    for node in nodes:
        lacking = [name for name in wanted.split() if not rows(about, f"<{node}> {name} ?o")]
        assert not lacking, node


def test_every_node_has_a_label_and_none_is_blank(about: ox.Store) -> None:
    assert not [
        quad for quad in about if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]
    for node in {quad.subject.value for quad in about}:
        assert len(rows(about, f"<{node}> <{LABEL}> ?o")) == 1, node


def test_the_counts_are_those_of_the_graph(about: ox.Store, graph: list[ox.Triple]) -> None:
    assert int(one(about, "void:triples")) == len(set(graph))
    assert int(one(about, "void:distinctSubjects")) == len({t.subject for t in graph})
    assert int(one(about, "void:distinctObjects")) == len({t.object for t in graph})
    assert int(one(about, "void:properties")) == len({t.predicate for t in graph})
    typed = [t for t in graph if t.predicate.value == TYPE]
    assert int(one(about, "void:classes")) == len({t.object for t in typed})
    assert int(one(about, "void:entities")) == len({t.subject.value for t in typed if t.subject.value.startswith(BASE)})


def test_the_partitions_are_those_of_the_graph(about: ox.Store, graph: list[ox.Triple]) -> None:
    classes = Counter(t.object.value for t in graph if t.predicate.value == TYPE)
    pattern = f"<{DATASET}> void:classPartition [ void:class ?c ; void:entities ?n ]"
    assert {cls: int(n) for cls, n in rows(about, pattern)} == dict(classes)
    pattern = (
        f"<{DATASET}> void:propertyPartition ?p . ?p void:property ?q ; void:triples ?n ; "
        "void:distinctSubjects ?s ; void:distinctObjects ?o"
    )
    found = {row[1]: tuple(map(int, row[2:])) for row in rows(about, pattern)}
    real: dict[str, tuple[int, int, int]] = {}
    for prop in {t.predicate.value for t in graph}:
        used = [t for t in graph if t.predicate.value == prop]
        real[prop] = (len(used), len({t.subject for t in used}), len({t.object for t in used}))
    assert found == real


def test_links_are_counted_by_relation_and_data_set(about: ox.Store, graph: list[ox.Triple]) -> None:
    for target in ("http://www.wikidata.org/entity/", "https://sws.geonames.org/"):
        same = [t for t in graph if t.predicate.value.endswith("sameAs") and t.object.value.startswith(target)]
        pattern = (
            f"<{DATASET}> void:subset ?s . ?s void:linkPredicate schema:sameAs ; void:triples ?n ; void:objectsTarget ?t . "
            f'?t void:uriSpace "{target}"'
        )
        found = [row[1] for row in rows(about, pattern)]
        assert [int(n) for n in found] == ([len(same)] if same else [])
    assert rows(about, "?s a void:Linkset")


def test_vocabularies_are_those_that_are_used(about: ox.Store, graph: list[ox.Triple]) -> None:
    named = {row[0] for row in rows(about, f"<{DATASET}> void:vocabulary ?v")}
    used = {t.predicate.value for t in graph} | {t.object.value for t in graph if t.predicate.value == TYPE}
    assert all(any(term.startswith(space) for term in used) for space in named)
    assert {WPK, PREFIXES["org"]} <= named
    assert PREFIXES["void"] not in named


def test_examples_are_in_the_graph(about: ox.Store, graph: list[ox.Triple]) -> None:
    subjects = {t.subject.value for t in graph}
    examples = {row[0] for row in rows(about, f"<{DATASET}> void:exampleResource ?x")}
    assert len(examples) >= 5
    assert examples <= subjects


def test_sizes_and_hashes_are_those_of_the_files(about: ox.Store, built_example: Path) -> None:
    for file in FILES:
        part = f"{DATASET}/file/{file}"
        assert one(about, "dcterms:title", part) == file
        if file == "report.json":
            continue
        data = (built_example / file).read_bytes()
        assert int(one(about, "dcat:byteSize", part)) == len(data)
        assert one(about, "spdx:checksumValue", f"{part}/checksum") == hashlib.sha256(data).hexdigest()


def test_the_period_is_that_of_the_articles(about: ox.Store, graph: list[ox.Triple]) -> None:
    articles = {t.subject for t in graph if t.predicate.value == TYPE and t.object.value == f"{WPK}Article"}
    days = [t.object.value for t in graph if t.subject in articles and t.predicate.value == f"{WPK}earliest"]
    assert one(about, "dcat:startDate", f"{DATASET}/period") == min(days)
    assert one(about, "dcat:startDate", f"{DATASET}/period") <= one(about, "dcat:endDate", f"{DATASET}/period")


def test_the_place_is_the_one_around_most(about: ox.Store, graph: list[ox.Triple]) -> None:
    place = one(about, "dcterms:spatial")
    within = [t for t in graph if t.predicate.value.endswith("containedInPlace")]
    assert any(t.object.value == place for t in within)
    assert not any(t.subject.value == place for t in within)


def test_the_run_names_the_inputs_the_software_and_the_knowledge(about: ox.Store, built_example: Path) -> None:
    used = {row[1] for row in rows(about, "?run prov:used ?x")}
    derived = {row[0] for row in rows(about, f"<{DATASET}> prov:wasDerivedFrom ?x")}
    assert used == derived
    assert len(used) == int(one(about, "void:documents")) == wpkgraph.open_output(built_example).report.documents
    assert all(len(one(about, "wpk:sha256", source)) == 64 for source in used)
    assert one(about, "wpk:sha256", f"{DATASET}/plan") == strict.digest(strict.folder())
    assert one(about, "schema:softwareVersion", f"{DATASET}/software") == wpkgraph.__version__


def test_it_agrees_with_citation_cff(about: ox.Store) -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version = one(about, "schema:softwareVersion", f"{DATASET}/software")
    assert f"\nversion: {version}\n" in text
    assert f"wpkgraph {version}" in one(about, "dcterms:bibliographicCitation")
    assert text.split("license: ")[1].startswith("Apache-2.0")
    assert one(about, "schema:license", f"{DATASET}/software").endswith("/LICENSE-2.0")
    assert 'title: "wpkgraph' in text


def test_the_version_is_that_of_the_triples(built_example: Path, about: ox.Store, tmp_path: Path) -> None:
    version = one(about, "dcat:version")
    assert version in one(about, "dcterms:identifier")
    assert version in one(about, "dcterms:bibliographicCitation")
    opened = wpkgraph.open_output(built_example)
    again = opened.write(tmp_path / "again")
    assert (again / "dataset.ttl").read_bytes() == (built_example / "dataset.ttl").read_bytes()
    less = opened.remove("saved-page.html").write(tmp_path / "less")
    assert version not in (less / "dataset.ttl").read_text(encoding="utf-8")


def test_no_time_is_stated_but_a_given_one(
    built_example: Path, about: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not rows(about, "?x prov:endedAtTime ?t")
    assert not rows(about, "?x dcterms:modified ?t")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build_time() == "1970-01-02T00:00:00Z"
    dated = wpkgraph.open_output(built_example).write(tmp_path / "dated")
    text = (dated / "dataset.ttl").read_text(encoding="utf-8")
    assert text.count('"1970-01-02T00:00:00Z"^^xsd:dateTime') == 2


# --- counting -------------------------------------------------------------------------------------------------------


def test_counting_by_hand() -> None:
    b = "https://x.org/id/"
    lines = [
        f'<{b}a> <{LABEL}> "one"',
        f"<{b}a> <{TYPE}> <{WPK}Person>",
        f"<{b}a> <https://schema.org/sameAs> <http://www.wikidata.org/entity/Q1>",
        f"<{b}a> <https://schema.org/sameAs> <{b}b>",
        f'<{b}b> <{LABEL}> "one"',
        f"<{b}b> <{TYPE}> <{WPK}Person>",
        f"<https://y.org/c> <{TYPE}> <https://y.org/Odd>",
    ]
    found = count(lines, b)
    assert (found.triples, found.subjects, found.objects, found.entities) == (7, 3, 5, 2)
    assert found.classes == {"https://y.org/Odd": 1, f"{WPK}Person": 2}
    assert found.links == {("https://schema.org/sameAs", "http://www.wikidata.org/entity/"): 1}
    label = found.properties[LABEL]
    assert (label.triples, label.subjects, label.objects) == (2, 2, 1)
    assert found.vocabularies == tuple(sorted(PREFIXES[name] for name in ("rdf", "rdfs", "schema", "wpk")))


def test_counting_nothing() -> None:
    found = count([], BASE)
    assert (found.triples, found.subjects, found.objects, found.entities) == (0, 0, 0, 0)
    assert not found.classes
    assert not found.vocabularies


@pytest.mark.parametrize(
    ("iri", "wanted"),
    [
        ("https://sws.geonames.org/2044/", "https://sws.geonames.org/"),
        ("https://en.wikipedia.org/wiki/A/B", "https://en.wikipedia.org/wiki/A/"),
        ("https://x.org", "https://x.org/"),
        ("urn:isbn:1", "urn:isbn:"),
    ],
)
def test_namespaces_of_others(iri: str, wanted: str) -> None:
    assert space(iri) == wanted


# --- what a server adds ---------------------------------------------------------------------------------------------


def test_a_server_adds_where_things_are(built_example: Path) -> None:
    plain = dataset_lines(built_example)
    served = dataset_lines(
        built_example, home="https://h.org/", endpoint="https://h.org/sparql", files="https://h.org/data/"
    )
    assert plain == sorted(plain)
    added = set(served) - set(plain)
    assert set(plain) <= set(served)
    void, dcat = PREFIXES["void"], PREFIXES["dcat"]
    assert f"<{DATASET}> <{void}sparqlEndpoint> <https://h.org/sparql>" in added
    assert f"<{DATASET}> <{void}dataDump> <https://h.org/data/graph.ttl>" in added
    assert f"<{DATASET}/file/network.gexf> <{dcat}downloadURL> <https://h.org/data/network.gexf>" in added
    assert f"<{DATASET}> <{dcat}landingPage> <https://h.org/>" in added
    assert not [line for line in plain if "downloadURL" in line or "sparqlEndpoint" in line]
    parsed = list(ox.parse(" .\n".join([*served, ""]), format=ox.RdfFormat.N_TRIPLES))
    assert len(parsed) == len(served)


def test_only_files_that_are_there_can_be_had(built_example: Path, tmp_path: Path) -> None:
    copy = wpkgraph.open_output(built_example).write(tmp_path / "copy")
    (copy / "graph.html").unlink()
    served = dataset_lines(copy, files="https://h.org/")
    assert not [line for line in served if "https://h.org/graph.html" in line]


def test_a_damaged_or_missing_description_is_an_error(built_example: Path, tmp_path: Path) -> None:
    copy = wpkgraph.open_output(built_example).write(tmp_path / "copy")
    (copy / "dataset.ttl").write_text("<broken", encoding="utf-8")
    with pytest.raises(OutputError, match=r"dataset\.ttl:1: is damaged: unexpected end"):
        dataset_lines(copy)
    (copy / "dataset.ttl").unlink()
    with pytest.raises(OutputError, match=r"dataset\.ttl: can't be read"):
        dataset_lines(copy)
    with pytest.raises(OutputError, match="no such folder"):
        dataset_lines(tmp_path / "nowhere")
