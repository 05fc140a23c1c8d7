"""shapes.ttl: a graph made by hand fits, and each breach of the contract is reported, by two SHACL engines alike."""

from __future__ import annotations

import pytest
import shacl

from ontology_copies import FOLDER
from shapes_sample import BROKEN, GAPS, GOOD

SHAPES = FOLDER / "shapes.ttl"
RUST = shacl.Shapes.from_file(str(SHAPES))


def reported(turtle: str) -> list[tuple[str, str, bool]]:
    """(node, message, whether it is a violation) of every result of the Rust engine."""
    results = RUST.validate_turtle(turtle).results
    return [(str(r.focus_node), str(r.message), str(r.severity) == "Violation") for r in results]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1, old
    return GOOD.replace(old, new, 1)


def test_the_good_graph_fits() -> None:
    assert reported(GOOD) == []


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_each_breach_is_reported(old: str, new: str, message: str) -> None:
    found = reported(changed(old, new))
    assert [text for _, text, violation in found if violation and message in text], found


@pytest.mark.parametrize(("old", "new", "message"), GAPS)
def test_each_gap_is_a_warning(old: str, new: str, message: str) -> None:
    found = reported(changed(old, new))
    assert [text for _, text, violation in found if not violation and message in text], found
    assert not [text for _, text, violation in found if violation], found


def test_both_engines_agree() -> None:
    """Nodes with a violation, over the good graph and all breaches that keep their subject, in one graph each."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(str(SHAPES))
    for old, new, _ in [("", "", ""), *BROKEN[::6], *GAPS]:
        text = changed(old, new) if old else GOOD
        conforms, results, _ = pyshacl.validate(rdflib.Graph().parse(data=text, format="turtle"), shacl_graph=shapes)
        assert isinstance(results, rdflib.Graph)
        focus = rdflib.URIRef("http://www.w3.org/ns/shacl#focusNode")
        theirs = sorted(str(node) for node in results.objects(None, focus) if isinstance(node, rdflib.URIRef))
        ours = sorted(node.strip("<>") for node, _, _ in reported(text) if node.startswith("<"))
        assert theirs == ours, new
        assert conforms == (not reported(text))


def test_every_class_of_facts_has_a_shape() -> None:
    from wpkgraph.knowledge import vocabulary

    text = SHAPES.read_text(encoding="utf-8")
    words = vocabulary.load(FOLDER)
    roots = {"Person", "Organization", "Unit", "Place", "Event", "Speech", "Participation", "Statement", "Appraisal"}
    roots |= {"TaskList", "ListItem", "Figure", "SourceFile", "Article", "Passage", "Span", "Reading"}
    roots |= {"Match", "Decision", "Location", "Tenure", "Office"}
    roots |= {"Edge", "Analysis", "Measurement", "Community"}
    for name in roots:
        assert f"sh:targetClass wpk:{name}" in text or f", wpk:{name} " in text, name
    for name, above in words.superclasses.items():
        if above[0].startswith(vocabulary.WPK) and name != "Status":
            ours = {vocabulary.local(iri) for iri in above}
            closed = {"MembershipStatus", "Modifier", "Polarity", "Bound", "DateBasis"}
            assert ours & (roots | closed), name


def test_shapes_name_only_what_the_ontology_has() -> None:
    import re

    text = SHAPES.read_text(encoding="utf-8")
    ontology = (FOLDER / "wpk.ttl").read_text(encoding="utf-8")
    for name in sorted(set(re.findall(r"\bwpk:([\w-]+)", text))):
        assert re.search(rf"^wpk:{name} a ", ontology, re.M), name
