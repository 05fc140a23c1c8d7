"""Every row of ontology/ that states a fact says where it was read; every file of words says so once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended
from wpkgraph import knowledge
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import (
    bodies,
    comparison,
    concepts,
    eventwords,
    furniture,
    lexicon,
    links,
    offices,
    people,
    places,
    romanisation,
    series,
    wording,
)
from wpkgraph.knowledge.strict import tsv_rows

FACTS = {
    "bodies.toml": ("body",),
    "states.toml": ("state",),
    "people.toml": ("person",),
    "series.toml": ("series", "event"),
    "offices.toml": ("office", "holder", "title"),
    "furniture.toml": ("agency",),
}
WORDS: dict[str, Callable[[Path], object]] = {
    "roles.toml": lexicon.load,
    "workplaces.toml": lexicon.load,
    "names.toml": lexicon.load,
    "events.toml": eventwords.load,
    "furniture.toml": furniture.load,
    "figures.toml": wording.load,
    "lists.toml": wording.load,
    "speech_verbs.toml": wording.load,
    "concept_patterns.toml": wording.load,
    "series.toml": series.load,
    "romanisation.toml": romanisation.load,
    "annotations.toml": comparison.load,
}
# What a source names: a text, a data set, another file of the folder, or that it is general knowledge or invented.
NAMED = re.compile(
    r"\b20\d\d|KCNA|conference|constitution|GeoNames|Who's On First|Wikidata|links\.sssom\.tsv|colophons|abbreviations"
    r"|general knowledge|invented|PyPI|Debian|not found in any stored source|homonyms"
    r"|[\w-]+/[\w.-]+@[0-9a-f]{7}|\w\.(?:org|top|com|net|wiki)\b|gist \w|github:\w",
    re.IGNORECASE,
)


def facts() -> Iterator[tuple[str, str]]:
    """(file and id, source) of every row that states a fact."""
    for file, tables in FACTS.items():
        data = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
        for table in tables:
            for row in data[table]:
                yield (
                    f"{file}: {row.get('id') or row.get('form') or row.get('code') or row.get('office')}",
                    row["source"],
                )
    for row in tsv_rows(FOLDER / "places.tsv", places.COLUMNS):
        yield f"places.tsv: {row.values['id']}", row.values["source"]
    for row in tsv_rows(FOLDER / "links.sssom.tsv", links.COLUMNS):
        yield f"links.sssom.tsv: {row.values['subject_id']}", row.values["ext_source"]
    for idea in knowledge.load().concepts.by_key.values():
        yield f"concepts.ttl: {idea.key}", idea.source


def test_every_fact_names_its_source() -> None:
    rows = list(facts())
    assert len(rows) > 1500
    assert not [where for where, source in rows if not NAMED.search(source)]


def test_every_file_of_the_folder_is_checked() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix in (".toml", ".tsv")}
    assert files == set(FACTS) | set(WORDS) | {"places.tsv", "links.sssom.tsv", "decisions.tsv"}


@pytest.mark.parametrize("file", sorted(WORDS))
def test_a_file_of_words_says_once_where_they_come_from(file: str, tmp_path: Path) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    source = tomllib.loads(text)["source"]
    assert NAMED.search(source)
    for new, why in (
        ("", "lacks the line"),
        ('source = " "', "must be filled"),
        ('source = "Internet"', "names no source"),
    ):
        folder = altered(tmp_path / why.split()[0], file, f'source = "{source}"', new)
        with pytest.raises(KnowledgeError, match=why) as caught:
            WORDS[file](folder)
        assert caught.value.file == file


BODY = '\n[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\n'
PLACE = "lamp-city\tLamp City\tcity\tdprk\t\t\t\t\t\t{}\n"
IDEA = """
c:lamp-idea a skos:Concept ; skos:inScheme scheme:concepts ; skos:prefLabel "Lamp idea"@en ;
    {} wpk:conceptKind kind:doctrine .
"""


@pytest.mark.parametrize(
    ("load", "file", "row", "why"),
    [
        (bodies.load, "bodies.toml", BODY, "lacks source"),
        (bodies.load, "bodies.toml", BODY + 'source = ""\n', "must be filled"),
        (bodies.load, "bodies.toml", BODY + 'source = "public record"\n', "write `general knowledge`"),
        (people.load, "people.toml", '\n[[person]]\nid = "x"\nlabel = "X"\nsource = "?"\n', "must be filled"),
        (
            series.load,
            "series.toml",
            '\n[[series]]\nid = "x"\nlabel = "X"\ncls = "Meeting"\nsource = "TODO"\n',
            "names no source",
        ),
        (
            offices.load,
            "offices.toml",
            '\n[[office]]\nid = "x"\nlabel = "X"\nbody = "wpk"\nrole = "r"\n',
            "lacks source",
        ),
        (offices.load, "offices.toml", '\n[[title]]\nform = "the X"\noffice = "supreme-commander"\n', "lacks source"),
        (furniture.load, "furniture.toml", '\n[[agency]]\ncode = "LNA"\nname = "Lamps"\n', "lacks source"),
        (places.load, "places.tsv", PLACE.format("various"), "names no source"),
        (places.load, "places.tsv", PLACE.format(""), "must be filled"),
    ],
)
def test_a_row_without_a_source_is_refused(
    tmp_path: Path, load: Callable[[Path], object], file: str, row: str, why: str
) -> None:
    folder = extended(tmp_path, file, row)
    with pytest.raises(KnowledgeError, match=why) as caught:
        load(folder)
    assert caught.value.file == file
    assert caught.value.line is not None


@pytest.mark.parametrize(
    ("source", "why"), [("", "lacks dcterms:source"), ('dcterms:source "n/a" ;', "names no source")]
)
def test_an_idea_without_a_source_is_refused(tmp_path: Path, source: str, why: str) -> None:
    folder = extended(tmp_path, "concepts.ttl", IDEA.format(source))
    with pytest.raises(KnowledgeError, match=why):
        concepts.load(folder / "concepts.ttl")
