"""ontology/README.md: every example, added to a copy of the folder, loads and is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology_copies import FOLDER, extended
from wpkgraph.dates import PartialDate
from wpkgraph.knowledge import bodies, decisions, links, offices, people, places, series, vocabulary

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


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_are_for_files_that_exist(name: str) -> None:
    assert (FOLDER / name).is_file()


def test_the_table_names_the_modules() -> None:
    for name in re.findall(r"`knowledge/(\w+)\.py`", TEXT):
        assert (Path(vocabulary.__file__).parent / f"{name}.py").is_file(), name
