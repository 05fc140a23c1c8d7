"""Rows added to the ontology folder change what is extracted; no code does."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

import support
from ontology_copies import FOLDER
from support import Post
from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import extract
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import ConceptRef, Extraction, PersonRef

ADDED = {
    "concepts.ttl": """
c:clean-firing-drive a skos:Concept ; skos:inScheme scheme:concepts ; skos:prefLabel "clean-firing drive"@en ;
    skos:altLabel "drive for clean firing"@en ; dcterms:source "invented" ; wpk:conceptKind kind:campaign .
""",
    "people.toml": '\n[[person]]\nid = "ro-chan-gyu"\nlabel = "Ro Chan Gyu"\nsource = "invented"\n',
    "offices.toml": """
[[office]]
id = "chief-clerk-of-nets"
label = "Chief Clerk of Nets"
body = "wpk"
role = "chief clerk"
source = "invented"

[[holder]]
office = "chief-clerk-of-nets"
person = "ro-chan-gyu"
from = "2030-01-01"
attested_from = "2030-01-01"
source = "invented"
confirmed = true

[[title]]
form = "the Chief Clerk of Nets"
office = "chief-clerk-of-nets"
source = "invented"
""",
    "workplaces.toml": '\n[[head]]\nwords = ["Netloft"]\ncls = "Workplace"\nsector = "fisheries"\n',
    "roles.toml": '\n[[head]]\nword = "lampkeeper"\n',
    "names.toml": '\n[[surnames]]\nspelling = "invented"\nnames = ["Zun"]\n',
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The knowledge of a copy of the folder with one row of each kind more."""
    folder = tmp_path_factory.mktemp("copy") / "ontology"
    shutil.copytree(FOLDER, folder)
    for name, text in ADDED.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return knowledge.load(folder)


def extraction(text: str, known: Knowledge, year: int = 2031) -> Extraction:
    return extract(replace(support.article(text), issued=PartialDate(year, 4, 8)), known)


def test_a_workplace_word_and_a_head_of_posts(extended: Knowledge) -> None:
    text = "Om Tae Sik, lampkeeper of the Unsong Netloft, spoke."
    assert support.posts(text) == set()
    assert support.posts(text, extended) == {Post("Om Tae Sik", "lampkeeper", ("Unsong Netloft",))}
    (fact,) = support.facts(text, extended)
    assert fact.body is not None
    assert (fact.body.cls, fact.body.sector) == ("Workplace", "fisheries")
    many = "Om Tae Sik and Han Sol Mi, lampkeepers of the Unsong Netloft, came."
    assert {post.role for post in support.posts(many, extended)} == {"lampkeeper"}


def test_a_surname(extended: Knowledge) -> None:
    text = "The nets that Zun Tae Sik mended hold."
    assert [f.ref.name for f in support.context(text).people] == []
    assert [f.ref.name for f in support.context(text, extended).people] == ["Zun Tae Sik"]


@pytest.mark.parametrize("wording", ["the clean-firing drive", "a drive for clean firing", "Clean Firing Drive"])
def test_a_concept_by_any_of_its_labels(extended: Knowledge, wording: str) -> None:
    def keys(known: Knowledge) -> set[str | None]:
        found = extraction(f"They spoke of {wording} in the hall.", known)
        return {m.ref.key for m in found.mentions if isinstance(m.ref, ConceptRef)}

    assert "clean-firing-drive" in keys(extended)
    assert "clean-firing-drive" not in keys(knowledge.load())


def test_an_office_holder_stands_for_the_title_only_in_office(extended: Knowledge) -> None:
    text = "Nets were mended. The Chief Clerk of Nets praised the menders."

    def persons(known: Knowledge, year: int) -> list[str | None]:
        found = extraction(text, known, year)
        return [m.ref.key for m in found.mentions if isinstance(m.ref, PersonRef)]

    assert persons(extended, 2031) == ["ro-chan-gyu"]
    assert persons(extended, 2029) == []
    assert [d.rule for d in extraction(text, extended, 2029).declined] == ["title-reference"]
    assert persons(knowledge.load(), 2031) == []


def test_a_person_with_a_row_has_its_id(extended: Knowledge) -> None:
    (found,) = support.context("Ro Chan Gyu came.", extended).people
    assert found.ref == PersonRef("Ro Chan Gyu", "ro-chan-gyu")


def test_the_shipped_folder_is_left_alone(extended: Knowledge) -> None:
    assert extended.folder != knowledge.load().folder
    assert "lampkeeper" not in knowledge.load().lexicon.role_heads
