"""Single things looked up in an output folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import sample_dataset
from wpkgraph import outputs
from wpkgraph.lines import LABEL, TYPE, Term
from wpkgraph.lookup import DENOTES, Lookup
from wpkgraph.namespaces import PREFIXES, WPK

BASE = sample_dataset.BASE
RO = BASE + "person/ro-chan-gyu"
EVENT = BASE + "event/kiln-clerks-7"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    return Lookup(outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("lookup") / "out"))


def test_what_is_said_of_a_thing_comes_sorted_and_typed(graph: Lookup) -> None:
    about = graph.about(EVENT)
    assert list(about) == sorted(about)
    assert about[f"{WPK}ordinal"] == (Term("literal", "7", PREFIXES["xsd"] + "integer"),)
    assert about[LABEL] == (Term("literal", "Seventh Conference of Kiln Clerks"),)
    assert Term("iri", f"{WPK}Conference") in about[TYPE]
    assert graph.values(RO, LABEL) == ["Ro Chan Gyu"]
    assert graph.one(RO, f"{WPK}none") == ""


def test_what_points_at_a_thing(graph: Lookup) -> None:
    found = graph.pointing(EVENT)
    assert (PREFIXES["schema"] + "superEvent", f"{EVENT}/speech/ro") in found
    assert found == sorted(found)
    assert graph.subjects(f"{WPK}event", EVENT) == [f"{BASE}participation/1"]
    assert len(graph.subjects(DENOTES, RO)) == 2


@pytest.mark.parametrize("iri", ["https://[x", "", "a b", "\ud800", BASE + "nobody"])
def test_what_is_no_iri_or_not_there_is_not_known(graph: Lookup, iri: str) -> None:
    assert not graph.known(iri)
    assert not graph.is_graph(iri)


def test_classes_and_labels_in_words(graph: Lookup) -> None:
    assert (graph.kind(EVENT), graph.kind(BASE + "nobody")) == ("conference", "thing")
    assert graph.label(f"{WPK}Stated") == "stated"
    assert graph.label(BASE + "person/nobody") == "person:nobody"
    assert graph.namesakes(RO) == 1
    assert graph.is_fact(f"{BASE}participation/1")
    assert not graph.is_fact(RO)


def test_quotations_have_their_place_and_their_spans(graph: Lookup) -> None:
    article = BASE + sample_dataset.first().article
    words = "made an opening speech"
    start = sample_dataset.FIRST.index(words)
    span = f"{article}/text#char={start},{start + len(words)}"
    (quote,) = graph.quotes(article, [span])
    assert quote.article == article
    assert quote.spans == ((start, start + len(words)),)
    assert [piece.text for piece in quote.pieces if piece.marked] == [words]
    assert sample_dataset.FIRST[quote.start : quote.end] == "".join(piece.text for piece in quote.pieces)


def test_lines_and_graphs_are_those_of_the_dataset(graph: Lookup) -> None:
    graphs = sample_dataset.dataset().graphs
    for iri, lines in graphs.items():
        assert graph.is_graph(iri)
        assert graph.graph(iri) == sorted(lines)
    union = {line for lines in graphs.values() for line in lines}
    assert graph.lines(RO) == sorted(line for line in union if line.startswith(f"<{RO}> "))
    assert graph.lines(RO, LABEL) == [f'<{RO}> <{LABEL}> "Ro Chan Gyu"']


def test_a_text_that_is_missing_is_none(graph: Lookup, tmp_path: Path) -> None:
    assert graph.text("no-such-hash") is None
    assert graph.text(sample_dataset.first().sha256) == sample_dataset.FIRST
