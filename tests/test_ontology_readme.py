"""ontology/README.md: every example, added to a copy of the folder, loads and is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import support
import wpkgraph
from ontology_copies import FOLDER, extended
from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import extract
from wpkgraph.knowledge import (
    Knowledge,
    bodies,
    decisions,
    furniture,
    links,
    offices,
    people,
    places,
    romanisation,
    series,
    vocabulary,
)
from wpkgraph.model import EventRef
from wpkgraph.query import resolve
from wpkgraph.queryfiles import named_queries

TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLES: dict[str, str] = dict(re.findall(r"^```\w+ add=(\S+)\n(.*?)^```$", TEXT, re.M | re.S))


def folder_with(tmp_path: Path, file: str) -> Path:
    """A copy of the folder with the README's example for a file added to it."""
    return extended(tmp_path, file, ("" if file.endswith(".tsv") else "\n") + EXAMPLES[file])


def test_a_class(tmp_path: Path) -> None:
    words = vocabulary.load(folder_with(tmp_path, "wpk.ttl"))
    assert words.is_a("Regatta", "Event")
    assert words.colors["Regatta"] == words.colors["Event"]


def test_a_body(tmp_path: Path) -> None:
    book = bodies.load(folder_with(tmp_path, "bodies.toml"))
    assert book.forms["KPA Lantern Bureau"] == book.bare["Lamp Bureau"] == "kpa-lamp-bureau"


def test_a_state(tmp_path: Path) -> None:
    assert bodies.load(folder_with(tmp_path, "states.toml")).adjectives["Tobongese"] == "tobong"


def test_a_person(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "people.toml")
    book = bodies.load(folder)
    known = people.load(folder, book)
    assert known.decide("Rho Chan Gyu", ("wpk-politburo",), book) == "ro-chan-gyu"
    assert known.decide("Ro Chan Gyu", ("cabinet",), book) is None


def test_a_series(tmp_path: Path) -> None:
    lines = series.load(folder_with(tmp_path, "series.toml"))
    found = lines.find("the meeting of menders of nets")
    assert found is not None
    event = lines.event(found.id, 3)
    assert event is not None
    assert event.start == PartialDate(2019, 3)


def test_an_office_holder(tmp_path: Path) -> None:
    posts = offices.load(folder_with(tmp_path, "offices.toml"))
    assert posts.holder("the Chief Clerk", PartialDate(2031, 4, 1), {"jo-yong-won"}) == "jo-yong-won"


def test_a_place(tmp_path: Path) -> None:
    assert [p.id for p in places.load(folder_with(tmp_path, "places.tsv")).find("Dobong")] == ["tobong-county"]


def test_a_link(tmp_path: Path) -> None:
    assert "lamps:1" in {link.object for link in links.load(folder_with(tmp_path, "links.sssom.tsv")).of("org/cabinet")}


def test_a_decision(tmp_path: Path) -> None:
    assert len(decisions.load(folder_with(tmp_path, "decisions.tsv")).same) == 2


def known_with(tmp_path: Path, file: str) -> Knowledge:
    return knowledge.load(folder_with(tmp_path, file))


def labels(text: str, known: Knowledge) -> set[str]:
    mentions = extract(support.article(text), known).mentions
    return {m.ref.label for m in mentions if isinstance(m.ref, EventRef)}


def test_an_idea(tmp_path: Path) -> None:
    book = known_with(tmp_path, "concepts.ttl").concepts
    assert "lamp-lighting-spirit" in book.by_key


def test_a_word_for_a_post(tmp_path: Path) -> None:
    text = "Om Tae Sik, lampwright of the Unsong Pottery, came."
    assert not support.posts(text)
    (post,) = support.posts(text, known_with(tmp_path, "roles.toml"))
    assert (post.role, post.chain) == ("lampwright", ("Unsong Pottery",))


def test_a_workplace_keyword_with_its_sector(tmp_path: Path) -> None:
    (fact,) = support.facts(
        "Om Tae Sik, manager of the Unsong Lampworks, came.", known_with(tmp_path, "workplaces.toml")
    )
    assert fact.body is not None
    assert (fact.body.name, fact.body.sector) == ("Unsong Lampworks", "lighting")


def test_a_surname(tmp_path: Path) -> None:
    found = support.context("The lamps that Qwan Tae Sik lit burn.", known_with(tmp_path, "names.toml")).people
    assert [person.ref.name for person in found] == ["Qwan Tae Sik"]


def test_a_spelling_of_a_surname(tmp_path: Path) -> None:
    assert romanisation.load(folder_with(tmp_path, "romanisation.toml")).surname_spellings["bhak"] == {"박"}


def test_a_word_for_events(tmp_path: Path) -> None:
    text = "The Second Regatta of Ferrymen was held in Wonsan."
    assert labels(text, known_with(tmp_path, "events.toml")) == {"Second Regatta of Ferrymen"}
    assert "Second Regatta of Ferrymen" not in labels(text, knowledge.load())


def test_a_line_of_a_page(tmp_path: Path) -> None:
    rules = furniture.load(folder_with(tmp_path, "furniture.toml")).lines
    assert any(rule.pattern.fullmatch("back to the lamp archive") for rule in rules)


def test_a_query(tmp_path: Path) -> None:
    ((name, text),) = re.findall(r"^```sparql new=(\S+)\n(.*?)^```$", TEXT, re.M | re.S)
    (tmp_path / Path(name).name).write_text(text, encoding="utf-8")
    (query,) = named_queries(tmp_path).values()
    assert (query.name, query.params[0].takes_iri) == ("lamp-makers", True)
    (tmp_path / "text.txt").write_text("Om Tae Sik, manager of the Unsong Lamp Works, came.\n", encoding="utf-8")
    graph = wpkgraph.build(tmp_path / "text.txt")
    (row,) = graph.query(resolve(str(tmp_path / Path(name).name), {"person": "om"}))
    assert list(row) == [column.name for column in query.columns]
    assert (row["person"], row["role"]) == ("Om Tae Sik", "manager")


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_are_for_files_that_exist(name: str) -> None:
    assert (FOLDER / name).is_file()


def test_every_file_stands_in_the_table() -> None:
    table = "\n".join(line for line in TEXT.splitlines() if line.startswith("| `"))
    for path in FOLDER.iterdir():
        assert path.name == "README.md" or f"`{path.name}{'/' if path.is_dir() else ''}`" in table, path.name


def test_the_table_names_the_modules() -> None:
    for name in re.findall(r"`knowledge/(\w+)\.py`", TEXT):
        assert (Path(vocabulary.__file__).parent / f"{name}.py").is_file(), name
