"""Drawings: every node a link, words for those who don't see them, nothing outside the frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import sample_dataset
from page_checks import BASE, hub, written
from wpkgraph.lookup import Lookup
from wpkgraph.pages.drawing import MOST, Neighbour, fan, locator
from wpkgraph.pages.facts import Facts
from wpkgraph.pages.groups import Groups
from wpkgraph.pages.links import ServerLinks
from wpkgraph.pages.nearby import named_in, neighbours
from wpkgraph.pages.parts import Link

CENTRE = Link("Ro & <Chan>", "/id/person/ro", "Person", "person")


def near(number: int, shape: str = "dot") -> Neighbour:
    return Neighbour(
        Link(f'Kiln "{number}" of <b>', f"/id/org/kiln-{number}", "Workplace", "workplace"),
        shape,
        "clerk & head",
        number + 1,
    )


def parsed(svg: str) -> ET.Element:
    """The drawing as XML, which is stricter than HTML."""
    return ET.fromstring(svg)


@pytest.mark.parametrize(
    "shape", ["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "box", "unknown"]
)
def test_each_shape_of_the_ontology_is_drawn(shape: str) -> None:
    drawing = parsed(fan(CENTRE, shape, [near(1, shape)]))
    nodes = [element for element in drawing.iter() if element.get("class", "").startswith("node")]
    assert [node.get("class") for node in nodes] == ["node k-Person", "node k-Workplace"]
    assert {node.tag for node in nodes} == ({"circle"} if shape in ("dot", "unknown") else {"polygon"})


def test_each_neighbour_is_a_link_with_its_relation() -> None:
    drawing = parsed(fan(CENTRE, "dot", [near(n) for n in range(MOST)]))
    links = list(drawing.iter("a"))
    assert [link.get("href") for link in links] == [f"/id/org/kiln-{n}" for n in range(MOST)]
    assert "".join(links[3].itertext()).count("clerk & head") == 2  # to be read, and to be heard
    assert "clerk & head · 4" in "".join(links[3].itertext())
    for n in range(MOST):
        assert f'Kiln "{n}" of <b> (clerk & head)' in str(drawing.get("aria-label"))
    widths = [float(str(path.get("stroke-width"))) for path in drawing.iter("path")]
    assert widths == sorted(widths)
    assert len(set(widths)) > 5


def test_everything_lies_within_the_frame() -> None:
    drawing = parsed(fan(CENTRE, "dot", [near(n) for n in range(MOST)]))
    _, _, width, height = map(float, str(drawing.get("viewBox")).split())
    for element in drawing.iter():
        for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if element.get(name):
                assert 0 <= float(str(element.get(name))) <= most


def test_nothing_is_drawn_for_nobody() -> None:
    assert fan(CENTRE, "dot", []) == ""


def test_a_place_is_ringed_among_the_others() -> None:
    spots = [(38.0, 125.0), (42.5, 130.2), (40.0, 127.0)]
    drawing = parsed(locator((39.0, 125.7), spots))
    _, _, width, height = map(float, str(drawing.get("viewBox")).split())
    (dots,) = drawing.iter("path")
    found = [tuple(map(float, spot)) for spot in re.findall(r"M(\S+) (\S+)h0", str(dots.get("d")))]
    assert len(found) == 4
    assert all(0 <= x <= width and 0 <= y <= height for x, y in found)
    ring = next(circle for circle in drawing.iter("circle") if circle.get("class") == "ring")
    assert (float(str(ring.get("cx"))), float(str(ring.get("cy")))) in [pytest.approx(spot, abs=0.6) for spot in found]


def opened(folder: Path, *sources: sample_dataset.Source) -> Facts:
    return Facts(Lookup(written(folder, *sources)), ServerLinks(BASE))


def test_neighbours_are_mixed_and_few(tmp_path: Path) -> None:
    facts = opened(tmp_path / "out", hub(60))
    person = f"{BASE}person/ro-chan-gyu"
    found = neighbours(facts, person, Groups(facts).members(person))
    kinds = [one.link.kind for one in found]
    assert len(found) == MOST
    assert kinds.count("meeting") >= 4
    assert kinds.count("Party body") >= 4
    assert person not in [one.link.href for one in found]


def test_neighbours_of_a_person_tell_the_post(tmp_path: Path) -> None:
    facts = opened(tmp_path / "out", sample_dataset.first())
    person = f"{BASE}person/ro-chan-gyu"
    found = {one.link.text: one.relation for one in neighbours(facts, person, Groups(facts).members(person))}
    assert found["River Guild"] == "chief clerk"
    assert found["Opening speech of Ro Chan Gyu"] == "speeches made"
    assert found["clean firing"] == "speaks of"


def test_articles_that_name_a_thing_stand_newest_first(tmp_path: Path) -> None:
    first, second = sample_dataset.first(), sample_dataset.second()
    facts = opened(tmp_path / "out", first, second)
    found = named_in(facts, f"{BASE}person/ro-chan-gyu")
    assert list(found) == [BASE + second.article, BASE + first.article]
    assert [len(spans) for spans in found.values()] == [1, 1]
