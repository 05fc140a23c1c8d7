"""The ontology describes itself: every check holds on the one that is shipped, and fails on a copy that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ontology_copies import altered, extended
from wpkgraph import ontology_check, ontologyfile
from wpkgraph.cli import main
from wpkgraph.errors import KnowledgeError
from wpkgraph.namespaces import WPK

FILE = "wpk.ttl"
# (check, what is changed, into what, words of the fault)
BREACHES = (
    (
        "iri",
        "<https://w3id.org/wpkgraph/ontology> a owl:Ontology",
        "<https://example.org/o> a owl:Ontology",
        "example.org",
    ),
    ("iri", "a owl:Ontology ;", "a owl:Thing ;", "0 ontologies"),
    ("version", 'owl:versionInfo "0.1.0"', 'owl:versionInfo "new"', "versionInfo is new"),
    ("version", "ontology/0.1.0>", "ontology/0.2.0>", "versionIRI is not"),
    (
        "earlier version",
        'owl:versionInfo "0.1.0"',
        'owl:priorVersion <https://w3id.org/wpkgraph/ontology/0.10.0> ; owl:versionInfo "0.1.0"',
        "no earlier version",
    ),
    ("licence", "dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;", "", "missing"),
    ("makers", 'dcterms:publisher "The wpkgraph developers" ;', "", "dcterms:publisher is missing"),
    ("described", 'dcterms:language "en" ;', "", "dcterms:language"),
    ("described", 'meetings"@en ;', 'meetings" ;', "dcterms:title in English"),
    ("dates", 'dcterms:created "2026-11-22"^^xsd:date ;', "", "dcterms:created"),
    ("dates", 'dcterms:created "2026-11-22"', 'dcterms:created "2036-11-22"', "before it was made"),
    ("citation", "ontology, version 0.1.0.", "ontology.", "the citation lacks 0.1.0"),
    ("state", "bibo:status <http://purl.org/ontology/bibo/status/draft> ;", "", "bibo:status"),
    ("namespace", 'vann:preferredNamespacePrefix "wpk"', 'vann:preferredNamespacePrefix "dprk"', "Prefix is not wpk"),
    (
        "labels",
        'wpk:rule a owl:DatatypeProperty ; rdfs:label "rule"@en',
        'wpk:rule a owl:DatatypeProperty ; rdfs:label "rule"',
        "wpk:rule",
    ),
    ("definitions", 'rdfs:comment "Name of the rule that made the reading."@en ;', "", "wpk:rule"),
    (
        "domains and ranges",
        "schema:domainIncludes wpk:Match ; schema:rangeIncludes xsd:decimal",
        "schema:domainIncludes wpk:Match",
        "wpk:score lacks schema:rangeIncludes",
    ),
    ("names", "wpk:Bound a owl:Class", "wpk:bounds a owl:Class", "wpk:bounds begins with a small letter"),
    (
        "kinds",
        "wpk:Bound a owl:Class",
        "wpk:Bound a owl:ObjectProperty , owl:Class",
        "wpk:Bound is a class and a relation",
    ),
    ("references", "schema:rangeIncludes wpk:DateBasis", "schema:rangeIncludes wpk:Nowhere", "wpk:Nowhere"),
    (
        "reused declared",
        "skos:topConceptOf a owl:ObjectProperty ;",
        "skos:topConceptOf a rdfs:Resource ;",
        "skos:topConceptOf",
    ),
    ("alignment", "skos:closeMatch schema:QuantitativeValue ;", "", "wpk:Figure"),
    ("lists", 'skos:notation "presided"', 'skos:notation "guided"', "wpk:capacity-presided"),
)


def faults(folder: Path) -> dict[str, tuple[str, ...]]:
    return {outcome.name: outcome.faults for outcome in ontology_check.examine(folder)}


def test_every_check_holds() -> None:
    outcomes = ontology_check.examine()
    assert {outcome.name: outcome.faults for outcome in outcomes if outcome.faults} == {}
    assert len(outcomes) == len({outcome.name for outcome in outcomes}) > 20
    assert all(outcome.asks.endswith(".") for outcome in outcomes)


@pytest.mark.parametrize(
    ("check", "old", "new", "words"), BREACHES, ids=[f"{b[0]}-{i}" for i, b in enumerate(BREACHES)]
)
def test_a_breach_is_found(tmp_path: Path, check: str, old: str, new: str, words: str) -> None:
    found = faults(altered(tmp_path, FILE, old, new))
    assert any(words in fault for fault in found[check]), found[check]


def test_terms_that_are_not_declared_are_found_wherever_they_are_used(tmp_path: Path) -> None:
    folder = extended(tmp_path, "shapes.ttl", "# wpk:InShapes\n")
    (folder / "queries" / "odd.rq").write_text("ASK { ?s wpk:inQuery ?o }\n", encoding="utf-8")
    (folder / "concepts.ttl").write_text("# wpk:inConcepts\n" + (folder / "concepts.ttl").read_text("utf-8"), "utf-8")
    found = faults(folder)["used terms"]
    assert found == ("shapes.ttl uses wpk:InShapes", "concepts.ttl uses wpk:inConcepts", "odd.rq uses wpk:inQuery")


def test_the_code_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "mints.py"
    file.write_text('A = f"{WPK}Minted"\nB = WPK + "added"\n', encoding="utf-8")
    ontology = ontologyfile.read()
    subject = ontology_check.Subject(ontology, ontologyfile.strict.folder(), (file,))
    assert list(ontology_check.used_terms(subject)) == ["mints.py uses wpk:Minted", "mints.py uses wpk:added"]


def test_a_vocabulary_that_is_no_longer_reused_is_missed() -> None:
    whole = ontologyfile.read()
    less = ontologyfile.OntologyFile({s: p for s, p in whole.says.items() if "/foaf/" not in s})
    subject = ontology_check.Subject(less, ontologyfile.strict.folder(), ())
    assert list(ontology_check.reuse(subject)) == ["nothing of foaf: is reused"]


def test_a_term_of_no_known_vocabulary_is_found(tmp_path: Path) -> None:
    line = '\n<https://example.org/Odd> a owl:Class ; rdfs:label "odd"@en ; rdfs:comment "An odd one."@en .\n'
    assert any("example.org/Odd" in fault for fault in faults(extended(tmp_path, FILE, line))["names"])


def test_a_scheme_of_concepts_without_words_is_found(tmp_path: Path) -> None:
    line = "\nscheme:more a skos:ConceptScheme .\n"
    found = faults(extended(tmp_path, "concepts.ttl", line))["concept schemes"]
    assert [fault.rpartition(" ")[2] for fault in found] == ["skos:prefLabel", "skos:definition"]


def test_a_predicate_that_no_xml_can_name_is_found(tmp_path: Path) -> None:
    line = '\nwpk:Unit <https://w3id.org/wpkgraph/ontology#12> "x" .\n'
    found = faults(extended(tmp_path, FILE, line))
    assert found["forms"]
    assert all("XML" in fault for fault in found["forms"])


def test_a_circle_of_classes_ends(tmp_path: Path) -> None:
    line = (
        '\nwpk:A a owl:Class ; rdfs:label "a"@en ; rdfs:subClassOf wpk:B .'
        '\nwpk:B a owl:Class ; rdfs:label "b"@en ; rdfs:subClassOf wpk:A .\n'
    )
    assert {"wpk:A", "wpk:B"} <= set(faults(extended(tmp_path, FILE, line))["alignment"])


def test_what_can_not_be_read_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        ontology_check.examine(extended(tmp_path, FILE, "\nwpk:Broken a ;\n"))
    assert caught.value.line
    (tmp_path / "other").mkdir()
    with pytest.raises(KnowledgeError, match="blank node"):
        ontology_check.examine(extended(tmp_path / "other", FILE, "\nwpk:Odd rdfs:seeAlso [ ] .\n"))


def test_the_command_prints_each_check_and_a_score() -> None:
    done = CliRunner().invoke(main, ["check", "--ontology"])
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].startswith("ok    iri: There is one ontology")
    assert lines[-1] == f"ontology: {len(ontology_check.CHECKS)} of {len(ontology_check.CHECKS)} checks hold"


def test_the_command_fails_with_the_ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = altered(tmp_path, FILE, 'dcterms:language "en" ;', "")
    monkeypatch.setattr(ontology_check.strict, "folder", lambda: folder)
    done = CliRunner().invoke(main, ["check", "--ontology"])
    assert done.exit_code == 1
    assert "fails described" in done.output
    assert "        dcterms:language is missing" in done.output


def test_the_command_needs_an_output_or_the_ontology() -> None:
    assert CliRunner().invoke(main, ["check"]).exit_code == 2
    assert CliRunner().invoke(main, ["check", "--ontology", "out"]).exit_code == 2


def test_versions_agree_with_the_package() -> None:
    import wpkgraph

    ontology = ontologyfile.read()
    assert ontology.one(ontology.iri, f"{ontologyfile.OWL}versionInfo") == wpkgraph.__version__
    assert ontology.iri == WPK.removesuffix("#")
