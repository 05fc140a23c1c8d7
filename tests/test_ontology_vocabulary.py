"""wpk.ttl: the contract's classes and relations are there, each described, and mistakes are told with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import vocabulary
from wpkgraph.knowledge.vocabulary import WPK, Vocabulary

_CLASSES = (
    "SourceFile Article Passage Span Reading Person Organization Workplace PartyBody StateBody MilitaryBody "
    "MassOrganization MediaOutlet ForeignBody Unit Place Event Congress Conference PlenaryMeeting Session Sitting "
    "Meeting Ceremony Visit Launch Anniversary Campaign Speech Participation Statement Appraisal TaskList ListItem "
    "Figure Workshop Contest Performance Exhibition Inspection Banquet Reception Funeral Symposium Exercise Donation "
    "Tribute Delivery"
)
_RELATIONS = (
    "fileName sha256 foundAt inFile start end dateline textKey reports refersTo recordOf variantOf inArticle quote "
    "denotes readingOf evidence rule status attestedOn dateBasis earliest latest sector partyLine namedAfter "
    "conceptKind candidate modifier roleText membershipStatus place listPosition attestedDead ordinal bodyOrdinal "
    "series speaker speechKind recordedIn references participant event capacity finerCapacity capacityText saidBy "
    "inSpeech appraises polarity item position announcedCount valueText value bound unitText about possiblySameAs "
    "locatedIn"
)
_INDIVIDUALS = (
    "Stated Resolved Inferred Curated Holds Former Elected Appointed Recalled Deputy Alternate Acting First Chief "
    "Praise Criticism Exactly About AtLeast LessThan IssueDate"
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary.load(FOLDER)


@pytest.mark.parametrize("name", _CLASSES.split())
def test_class_is_described(words: Vocabulary, name: str) -> None:
    assert words.superclasses[name][0] == WPK + name
    assert words.labels[WPK + name]
    assert words.captions[name]
    assert re.fullmatch(r"#[0-9A-F]{6}", words.colors[name])


@pytest.mark.parametrize("name", _RELATIONS.split())
def test_relation_is_described(words: Vocabulary, name: str) -> None:
    assert words.edge_labels[WPK + name]
    text = (FOLDER / "wpk.ttl").read_text(encoding="utf-8")
    block = re.search(rf"^wpk:{name} a .*?\.$", text, re.M | re.S)
    assert block
    assert "rdfs:comment" in block[0]
    assert "schema:domainIncludes" in block[0]
    assert "schema:rangeIncludes" in block[0]


def test_closed_lists_are_whole(words: Vocabulary) -> None:
    assert sorted(words.individuals) == sorted(_INDIVIDUALS.split())
    assert all(words.labels[iri] for iri in words.individuals.values())


def test_superclasses_run_from_the_class_itself_to_the_reused_ones(words: Vocabulary) -> None:
    assert words.superclasses["Inspection"] == (
        WPK + "Inspection",
        WPK + "Visit",
        WPK + "Event",
        "http://semanticweb.cs.vu.nl/2009/11/sem/Event",
        "https://schema.org/Event",
    )
    assert words.superclasses["Membership"] == ("http://www.w3.org/ns/org#Membership",)
    assert "http://www.w3.org/2004/02/skos/core#Concept" in words.superclasses["Role"]
    assert "http://xmlns.com/foaf/0.1/Person" in words.superclasses["Person"]
    assert "https://schema.org/Place" in words.superclasses["Place"]


def test_own_class_wins_a_local_name(words: Vocabulary) -> None:
    assert words.superclasses["Organization"][0] == WPK + "Organization"
    assert "http://www.w3.org/ns/org#FormalOrganization" in words.superclasses["Organization"]


def test_is_a_follows_the_tree(words: Vocabulary) -> None:
    assert words.is_a("Reception", "Ceremony")
    assert not words.is_a("Ceremony", "Reception")
    assert not words.is_a("Nothing", "Event")


def test_hints_are_inherited(words: Vocabulary) -> None:
    assert words.colors["Congress"] == words.colors["Event"] != words.colors["Person"]
    assert words.shapes["Speech"] != words.shapes["Event"]
    assert words.captions["Congress"] == "Congresses"


def test_capacities_and_kinds_of_speech_have_codes(words: Vocabulary) -> None:
    assert {"guided", "presided", "platform", "attended"} <= set(words.capacities)
    assert set(words.speech_kinds) == {"opening-speech", "concluding-speech", "report", "speech", "self-criticism"}
    top = {code for code, iri in words.capacities.items() if iri not in words.broader}
    assert top == {"guided", "presided", "platform", "attended"}
    assert words.broader[words.capacities["accompanied"]] == words.capacities["attended"]


def test_colours_can_be_told_apart(words: Vocabulary) -> None:
    palette = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999", "#000000"}
    assert set(words.colors.values()) <= palette
    kinds = ("Person", "Organization", "Unit", "Event", "Place", "Concept", "Role")
    assert len({words.colors[kind] for kind in kinds}) == len(kinds)


def test_local_names() -> None:
    assert vocabulary.local(WPK + "Person") == "Person"
    assert vocabulary.local("https://schema.org/Event") == "Event"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("wpk:Hospital a owl:Class", "wpk:Hospital a owl:Class ; rdfs:subClassOf wpk:Nowhere", "is no class"),
        ("wpk:Place a owl:Class ;", "wpk:Place a owl:Class ; rdfs:subClassOf wpk:City ;", "stands below itself"),
        ('rdfs:label "school"@en', 'rdfs:label "school"@en , "academy"@en', "one rdfs:label"),
        ('wpk:displayColor "#D55E00"', 'wpk:displayColor "red"', "not #RRGGBB"),
        ('wpk:displayShape "triangle"', 'wpk:displayShape "cloud"', "known: box"),
    ],
)
def test_mistakes_are_told_with_the_class(tmp_path: Path, old: str, new: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as caught:
        vocabulary.load(altered(tmp_path, "wpk.ttl", old, new))
    assert caught.value.file == "wpk.ttl"
    assert caught.value.line


def test_bad_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    folder = extended(tmp_path, "wpk.ttl", "wpk:Broken a owl:Class ; rdfs:label .\n")
    with pytest.raises(KnowledgeError) as caught:
        vocabulary.load(folder)
    assert caught.value.line == len((folder / "wpk.ttl").read_text(encoding="utf-8").splitlines())


def test_no_blank_nodes(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="blank node"):
        vocabulary.load(extended(tmp_path, "wpk.ttl", 'wpk:Odd a owl:Class ; rdfs:seeAlso [ rdfs:label "x" ] .\n'))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="can't be read"):
        vocabulary.load(tmp_path)
