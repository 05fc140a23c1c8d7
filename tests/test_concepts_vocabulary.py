"""The vocabulary of ideas: what it holds, how it is refused when wrong, and what its matcher finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wpkgraph import iris
from wpkgraph.errors import KnowledgeError
from wpkgraph.extractors.concept_labels import Hit, whole
from wpkgraph.extractors.scan import Scan, View
from wpkgraph.knowledge.concepts import Concepts, gerunds, load, pattern, plurals
from wpkgraph.knowledge.strict import folder

HEAD = """
@prefix c: <https://w3id.org/wpkgraph/id/concept/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/wpkgraph/id/concept-kind/> .
@prefix scheme: <https://w3id.org/wpkgraph/id/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wpk: <https://w3id.org/wpkgraph/ontology#> .
scheme:concepts a skos:ConceptScheme ; skos:prefLabel "Ideas"@en .
scheme:concept-kinds a skos:ConceptScheme ; skos:prefLabel "Kinds"@en .
kind:doctrine a skos:Concept ; skos:inScheme scheme:concept-kinds ; skos:definition "A teaching."@en .
kind:slogan a skos:Concept ; skos:inScheme scheme:concept-kinds ; skos:definition "Words called out."@en .
"""
LAMP = """
c:lamp-idea a skos:Concept ; skos:inScheme scheme:concepts ;
    skos:prefLabel "Lamp idea"@en ; skos:altLabel "idea of the lamp"@en, "abuse of lamps"@en ;
    dcterms:source "invented" ;
    skos:hiddenLabel "lampe idea"@en ; wpk:conceptKind kind:doctrine ; skos:definition "Lamps first."@en .
"""
SLOGAN = """
c:lamps-for-all a skos:Concept ; skos:inScheme scheme:concepts ; skos:prefLabel "Lamps for all!"@en ;
    dcterms:source "invented" ; wpk:conceptKind kind:slogan ; skos:broader c:lamp-idea .
"""


@pytest.fixture(scope="module")
def shipped() -> Concepts:
    return load(folder() / "concepts.ttl")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Concepts]:
    def write(text: str) -> Concepts:
        path = tmp_path / "concepts.ttl"
        path.write_text(HEAD + text, encoding="utf-8")
        return load(path)

    return write


def hits(concepts: Concepts, text: str) -> list[Hit]:
    """The labels in a text."""
    (raw,) = Scan([(View.PLAIN, concepts.patterns)]).read(text, text.lower())
    return whole(text.lower(), raw, concepts.refs)


def found(concepts: Concepts, text: str) -> list[tuple[str, str]]:
    """(words found, label of the concept) in a text."""
    return [(text[hit.start : hit.end], hit.ref.label) for hit in hits(concepts, text)]


def test_shipped_vocabulary_is_whole(shipped: Concepts) -> None:
    assert len(shipped.by_key) >= 350
    assert {"doctrine", "principle", "slogan", "programme", "policy", "phenomenon", "campaign"} <= set(shipped.kinds)
    assert all(shipped.kinds.values()), "every kind is defined"
    for key, concept in shipped.by_key.items():
        assert key == iris.slug(concept.label)
        assert concept.kinds
        assert concept.label not in concept.others
        assert set(concept.broader) <= set(shipped.by_key), key
        assert set(concept.kinds) <= set(shipped.kinds), key


def test_no_concept_is_its_own_ancestor(shipped: Concepts) -> None:
    for key in shipped.by_key:
        seen, todo = set(), list(shipped.by_key[key].broader)
        while todo:
            above = todo.pop()
            assert above != key, f"{key} lies below itself"
            if above not in seen:
                seen.add(above)
                todo += shipped.by_key[above].broader


def test_labels_are_names_not_sentences(shipped: Concepts) -> None:
    for concept in shipped.by_key.values():
        for label in (concept.label, *concept.others):
            assert label == label.strip()
            assert len(label.split()) <= 14, label
            assert "  " not in label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("they study the Juche idea", "Juche idea"),
        ("Party cells grew strong", "Party cell"),
        ("grass roots organizations", "grass-roots organizations of the Party"),
        ("the anti- and non-socialist practices", "anti-socialist and non-socialist practices"),
        ("double standards of discipline", "double standards of discipline"),
        ("abuses of power", "abuse of power"),
        ("the Regional Development 20×10 Policy", "Regional Development 20×10 Policy"),
        ("the Regional Development 20x10 Policy", "Regional Development 20×10 Policy"),
        ("dated Juche 110", "Juche calendar"),
        ("KIMILSUNGISM-KIMJONGILISM", "Kimilsungism-Kimjongilism"),
        ("self-reliant defense", "self-reliance in defence"),
        ("byungjin line", "parallel line"),
        ("the 150-day campaign", "150-day campaign"),
        (
            "modeling of the whole Party on Kimilsungism-Kimjongilism",
            "modelling the whole Party on Kimilsungism-Kimjongilism",
        ),
        ("Juche-oriented farming method", "Juche farming method"),
        ("the monolithic ideological system", "monolithic ideological system"),
        ("our-state-first principle", "Our State first principle"),
        ("people-first principle", "people-first principle"),
        ("Mallima", "Mallima Movement"),
        ("building of socialism of our own style", "our style of socialism"),
    ],
)
def test_shipped_labels_are_found(shipped: Concepts, text: str, label: str) -> None:
    assert [one for _, one in found(shipped, text)] == [label]


def test_longest_label_wins(shipped: Concepts) -> None:
    assert found(shipped, "the loyal Party cell") == [("loyal Party cell", "loyal Party cell")]


def test_refs_name_key_and_kinds(written: Callable[[str], Concepts]) -> None:
    ref = hits(written(LAMP), "the lamp idea")[0].ref
    assert (ref.key, ref.kinds, ref.candidate) == ("lamp-idea", ("doctrine",), False)


def test_concept_keeps_all_that_the_file_says(written: Callable[[str], Concepts]) -> None:
    concept = written(LAMP + SLOGAN).by_key["lamps-for-all"]
    assert (concept.broader, concept.others, concept.definition) == (("lamp-idea",), (), None)
    lamp = written(LAMP).by_key["lamp-idea"]
    assert lamp.others == ("idea of the lamp", "abuse of lamps")
    assert lamp.hidden == ("lampe idea",)
    assert (lamp.definition, lamp.source) == ("Lamps first.", "invented")


def test_words_are_whole(written: Callable[[str], Concepts]) -> None:
    concepts = written(LAMP)
    assert found(concepts, "a clamp idea, lamp ideal, lamp idea-like, pre-lamp idea") == []
    assert found(concepts, '"lamp idea", (Lamp-idea) lamp ideas.') == [
        ("lamp idea", "Lamp idea"),
        ("Lamp-idea", "Lamp idea"),
        ("lamp ideas", "Lamp idea"),
    ]


def test_a_label_within_a_broken_longer_one_is_found(written: Callable[[str], Concepts]) -> None:
    long = LAMP.replace('"idea of the lamp"@en', '"lamp"@en, "lamp oil"@en')
    assert found(written(long), "lamp oils and lamp oily") == [("lamp oils", "Lamp idea"), ("lamp", "Lamp idea")]
    assert found(written(LAMP.replace('"idea of the lamp"@en', '"oil a lamp"@en, "lamp"@en')), "oil a lampist") == []
    crossing = LAMP.replace('"idea of the lamp"@en', '"big lamp"@en, "lamps of oil"@en')
    assert found(written(crossing), "a big lamp of lamps of oil, big lamps of oilers") == [
        ("big lamp", "Lamp idea"),
        ("lamps of oil", "Lamp idea"),
        ("big lamps", "Lamp idea"),
    ]
    assert found(written(LAMP.replace('"idea of the lamp"@en', '"big lamp oil"@en, "lamp"@en')), "big lamp oiled") == [
        ("lamp", "Lamp idea")
    ]


def test_slogans_have_no_plural(written: Callable[[str], Concepts]) -> None:
    concepts = written(LAMP + SLOGAN)
    assert found(concepts, "Lamps for all!") == [("Lamps for all!", "Lamps for all!")]
    assert found(concepts, "lamps for alls") == []


def test_adding_a_concept_needs_no_code(written: Callable[[str], Concepts]) -> None:
    assert found(written(LAMP), "They upheld the idea of the lamp.") == [("idea of the lamp", "Lamp idea")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LAMP + LAMP.replace("lamp-idea", "lamp-ideas").replace('"Lamp idea"', '"Lamp ideas"'), "is a label of"),
        (LAMP.replace("c:lamp-idea", "c:lamps"), "slug of the prefLabel"),
        (LAMP.replace("kind:doctrine", "kind:song"), "not declared"),
        (LAMP.replace("wpk:conceptKind kind:doctrine ;", ""), "lacks wpk:conceptKind"),
        (LAMP.replace('dcterms:source "invented" ;', ""), "lacks dcterms:source"),
        (LAMP.replace('"invented"', '" "'), "must be filled"),
        (LAMP.replace('"invented"', '"Unknown."'), "names no source"),
        (LAMP.replace("scheme:concepts", "scheme:others"), "must be in scheme:concepts"),
        (LAMP.replace("skos:definition", "skos:example"), "unknown property"),
        (LAMP.replace("skos:definition", "skos:prefLabel"), "two values"),
        (LAMP + SLOGAN.replace("c:lamp-idea", "c:oil"), "not declared"),
        (LAMP.replace("skos:altLabel", "skos:altLabel [] ;"), "only named nodes|expected|error|Expected|at line"),
        ("c:broken a", "."),
    ],
)
def test_wrong_files_are_refused(written: Callable[[str], Concepts], text: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as caught:
        written(text)
    assert caught.value.file == "concepts.ttl"


def test_errors_name_the_line(written: Callable[[str], Concepts]) -> None:
    with pytest.raises(KnowledgeError, match="not declared") as caught:
        written(LAMP.replace("kind:doctrine", "kind:song"))
    lines = (HEAD + LAMP).splitlines()
    assert caught.value.line is not None
    assert lines[caught.value.line - 1].startswith("c:lamp-idea")


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="can't be read"):
        load(tmp_path / "concepts.ttl")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("policy", ["policies"]),
        ("day", ["days"]),
        ("church", ["churches"]),
        ("practices", []),
        ("abuse of power", ["abuse of powers", "abuses of power"]),
        ("bureaucratism", []),
    ],
)
def test_plurals(label: str, expected: list[str]) -> None:
    assert list(plurals(label)) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("mending lamps", ["mending of lamps", "mending the lamps", "mending of the lamps"]),
        ("mending the lamps", ["mending of the lamps"]),
        ("building up cells", []),
        ("long lamps", []),
        ("lamp", []),
    ],
)
def test_gerunds(label: str, expected: list[str]) -> None:
    assert list(gerunds(label)) == expected


def test_a_label_with_a_verb_is_found_with_of_and_the(written: Callable[[str], Concepts]) -> None:
    lamp = LAMP.replace('"idea of the lamp"@en', '"mending lamps"@en')
    assert found(written(lamp), "the mending of the lamps") == [("mending of the lamps", "Lamp idea")]


def test_patterns_fold_case_hyphens_and_crosses() -> None:
    assert pattern("Regional 20×10 People’s-First") == "regional 20x10 people's first"
