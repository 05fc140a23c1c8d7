"""The words that make names, posts and bodies: number, heads, sectors, and mistakes in their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology_copies import altered, extended, line_of
from wpkgraph import knowledge
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import lexicon
from wpkgraph.knowledge.lexicon import plural

WORDS = knowledge.load().lexicon


@pytest.mark.parametrize(
    ("word", "many"),
    [("secretary", "secretaries"), ("chairman", "chairmen"), ("coach", "coaches"), ("key", "keys"), ("head", "heads")],
)
def test_regular_plurals(word: str, many: str) -> None:
    assert plural(word) == many


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("first vice department directors", "first vice department director"),
        ("Vice-Chairmen", "Vice-Chairman"),
        ("charges d'affaires", "charge d'affaires"),
        ("Secretaries General", "Secretary General"),
        ("net menders", "net menders"),
        ("chairman", "chairman"),
    ],
)
def test_singular_changes_the_number_of_the_last_head_alone(many: str, one: str) -> None:
    assert WORDS.singular(many) == one


@pytest.mark.parametrize("head", sorted({h.word for h in WORDS.role_heads.values()}))
def test_every_head_of_a_post_goes_to_its_plural_and_back(head: str) -> None:
    row = WORDS.role_heads[head]
    assert WORDS.role_heads[row.plural] is row
    assert WORDS.singular(row.plural) == head
    assert row.plural in WORDS.role_plurals


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("Vice-Chairmen", "chairman"),
        ("co-chairmen", "co-chairman"),
        ("SECRETARY", "secretary"),
        ("anti-member", None),
    ],
)
def test_head_of_a_word_with_a_prefix(word: str, head: str | None) -> None:
    found = WORDS.role_head(word)
    assert (found.word if found else None) == head


@pytest.mark.parametrize(
    ("name", "head", "sector"),
    [
        ("Unsong Fishery Station", "Fishery Station", "fisheries"),
        ("Unsong Railway Station", "Railway Station", "transport"),
        ("Unsong Silk Mill", "Mill", "light-industry"),
        ("Unsong Valve Works", "Works", None),
        ("glaze shop", "shop", None),
        ("Unsong", None, None),
    ],
)
def test_the_longest_head_ends_a_name_and_decides_the_sector(name: str, head: str | None, sector: str | None) -> None:
    found = WORDS.head_of(name)
    assert (found.word.lower() if found else None) == (head.lower() if head else None)
    assert WORDS.sector_of(name, found) == sector


def test_every_sector_has_a_label() -> None:
    used = {h.sector for h in WORDS.unit_heads.values() if h.sector} | set(WORDS.sectors.values())
    assert used <= set(WORDS.sector_labels)
    assert all(WORDS.sector_labels.values())


def test_every_class_of_a_head_is_a_class_of_the_ontology() -> None:
    classes = {h.cls for h in WORDS.unit_heads.values()} - {"Venue", "Award"}
    assert classes <= set(knowledge.load().vocabulary.superclasses)


def test_what_a_verb_gives_is_a_status_of_the_ontology() -> None:
    assert set(WORDS.verbs.values()) <= set(knowledge.load().vocabulary.individuals)
    assert {"Elected", "Appointed", "Recalled"} == set(WORDS.verbs.values())


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("roles.toml", '\n[[head]]\nword = "secretary"\n', "stands in two rows"),
        ("roles.toml", '\n[[head]]\nword = "lampkeeper"\nplurals = "x"\n', "unknown key 'plurals'"),
        ("roles.toml", '\n[[modifier]]\nword = "eternal"\nmarks = "Eternal"\n', "marks must be one of"),
        ("roles.toml", '\n[[heads]]\nword = "x"\n', "unknown table 'heads'"),
        ("workplaces.toml", '\n[[head]]\nwords = ["Netloft"]\ncls = "Workplace"\nsector = "x"\n', "no .* id 'x'"),
        ("workplaces.toml", '\n[[head]]\nwords = "Netloft"\ncls = "Workplace"\n', "words must be a list"),
        ("names.toml", '\n[[syllable]]\nonsets = ["k"]\nvowels = ["a"]\ncodas = ["n"]\n', "must be one"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, file: str, text: str, why: str) -> None:
    folder = extended(tmp_path, file, text)
    with pytest.raises(KnowledgeError, match=why) as caught:
        lexicon.load(folder)
    assert caught.value.file == file
    if caught.value.line is not None:
        assert caught.value.line == line_of(folder, file, text.split("\n")[1])


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    folder = altered(tmp_path, "roles.toml", "[[head]]", "[[head]\n[[head]]")
    with pytest.raises(KnowledgeError, match=r"roles\.toml:\d+"):
        lexicon.load(folder)
