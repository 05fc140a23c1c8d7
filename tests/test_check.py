"""`check` finds each kind of damage, and `stats` counts."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import sample_dataset
from wpkgraph import check, outputs
from wpkgraph.lines import literal
from wpkgraph.namespaces import DCTERMS, ORG, RDF, RDFS, SCHEMA, SKOS, WPK, XSD
from wpkgraph.stats import stats

BASE = sample_dataset.BASE
MEETING = f"{BASE}event/kiln-clerks-7"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("check") / "out")


@pytest.fixture
def data(output: Path) -> check.Output:
    return check.read(output)


def changed(data: check.Output, *added: str, without: Callable[[str], bool] = lambda line: False) -> check.Output:
    """The output with lines added and others left out."""
    lines = frozenset(line for line in data.lines if not without(line)) | set(added)
    index = check.Index()
    index.add(sorted(lines))
    return dataclasses.replace(data, lines=lines, index=index)


def messages(test: check.Check, data: check.Output) -> list[str]:
    return [f"{problem.about} {problem.message}" for problem in test(data)]


def test_the_sample_has_no_fault(output: Path) -> None:
    assert check.check(output) == []


def test_a_node_that_does_not_fit_its_shape_is_found(output: Path, data: check.Output, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "out")
    file = tmp_path / "out" / "graph.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("org:member person:om-tae-sik", "org:member place:riverside"), encoding="utf-8")
    moved = dataclasses.replace(data, folder=tmp_path / "out")
    found = [problem for problem in check.shapes(moved) if not problem.note]
    assert found
    assert all(problem.about.startswith(f"{BASE}membership/") for problem in found)


def test_every_check_says_what_it_tests() -> None:
    assert all(test.__doc__ for test in check.CHECKS)
    assert len({test.__name__ for test in check.CHECKS}) == len(check.CHECKS)


def test_a_changed_quote_is_found(data: check.Output) -> None:
    broken = changed(
        data,
        *(line.replace("Om Tae Sik", "Om Tae Sok") for line in data.lines if "#quote>" in line),
        without=lambda line: "#quote>" in line and "Om Tae Sik" in line,
    )
    assert any("'Om Tae Sik' where the quote has 'Om Tae Sok'" in text for text in messages(check.spans_equal, broken))


def test_a_span_whose_iri_says_other_offsets_is_found(data: check.Output) -> None:
    span = next(line.split(" ")[0] for line in sorted(data.lines) if "#quote>" in line)
    moved = span.replace("#char=", "#char=9")
    broken = changed(data, *(line.replace(span, moved) for line in data.lines if line.startswith(span)))
    assert any("the IRI does not say" in text for text in messages(check.spans_equal, broken))


def test_changed_and_missing_texts_are_found(data: check.Output) -> None:
    first, *_ = sorted(data.texts)
    altered = dataclasses.replace(data, texts={**data.texts, first: data.texts[first].upper()})
    assert any("is not the text that was hashed" in text for text in messages(check.texts_whole, altered))
    assert messages(check.spans_equal, altered)
    gone = dataclasses.replace(data, texts={k: v for k, v in data.texts.items() if k != first})
    assert any("is missing" in text for text in messages(check.texts_whole, gone))


def test_a_passage_of_another_length_is_found(data: check.Output) -> None:
    first, *_ = sorted(data.texts)
    longer = dataclasses.replace(data, texts={**data.texts, first: data.texts[first] + "!"})
    assert any("is not as long as" in text for text in messages(check.passages_equal, longer))


def test_dangling_iris_and_unknown_terms_are_found(data: check.Output) -> None:
    broken = changed(
        data, f"<{MEETING}> <{SCHEMA}location> <{BASE}place/nowhere>", f"<{MEETING}> <{WPK}nonsense> <{MEETING}>"
    )
    found = messages(check.nothing_dangles, broken)
    assert any(text.startswith(f"{BASE}place/nowhere ") for text in found)
    assert any(text.startswith(f"{WPK}nonsense ") for text in found)
    assert len(found) == 2


def test_labels_none_two_and_repeated_are_found(data: check.Output) -> None:
    person = f"<{BASE}person/om-tae-sik>"
    two = changed(data, f"{person} <{RDFS}label> {literal('Om Thae Sik')}")
    assert any("has 2 labels" in text for text in messages(check.labels_single, two))
    none = changed(data, without=lambda line: line.startswith(f"{person} <{RDFS}label>"))
    assert any("has no label" in text for text in messages(check.labels_single, none))
    same = changed(data, f"{person} <{SKOS}altLabel> {literal('Om Tae Sik')}")
    assert any("among its other names" in text for text in messages(check.labels_single, same))


def test_facts_without_evidence_are_found_and_curated_ones_pass(data: check.Output) -> None:
    fact = f"<{BASE}membership/new>"
    made = (f"{fact} <{RDF}type> <{ORG}Membership>", f"{fact} <{RDFS}label> {literal('new')}")
    assert any("no article states it" in text for text in messages(check.facts_evident, changed(data, *made)))
    curated = (f"{fact} <{WPK}status> <{WPK}Curated>", f"{fact} <{DCTERMS}source> {literal('a list')}")
    assert messages(check.facts_evident, changed(data, *made, *curated)) == []
    bare = changed(data, without=lambda line: f"<{WPK}evidence>" in line)
    found = messages(check.facts_evident, bare)
    assert any("has no evidence" in text for text in found)
    assert any("no evidence of its own" in text for text in found)


def test_two_parents_are_found(data: check.Output) -> None:
    broken = changed(data, f"<{BASE}org/tobong/glaze-shop> <{ORG}subOrganizationOf> <{BASE}org/river-guild>")
    assert any("has 2 parents" in text for text in messages(check.one_parent, broken))


def test_blank_nodes_are_found_but_not_in_strings(data: check.Output) -> None:
    assert messages(check.no_blank_nodes, changed(data, f"<{MEETING}> <{RDFS}label> {literal('a _:b c')}")) == []
    broken = changed(data, f"_:b0 <{RDF}type> <{WPK}Event>", f"<{MEETING}> <{SCHEMA}location> _:b1")
    assert len(messages(check.no_blank_nodes, broken)) == 2


def test_readings_that_differ_are_a_note(data: check.Output) -> None:
    date = f"{XSD}date"
    lines = []
    for number, day in enumerate(("2019-03-08", "2019-03-09")):
        reading = f"<{MEETING}/in/{number}>"
        lines += [f"{reading} <{WPK}readingOf> <{MEETING}>", f"{reading} <{SCHEMA}startDate> {literal(day, date)}"]
    found = list(check.readings_agree(changed(data, *lines)))
    assert [problem.note for problem in found] == [True]
    assert "2019-03-08, 2019-03-09" in found[0].message


def test_a_turtle_file_that_lacks_or_breaks_something_is_found(
    output: Path, data: check.Output, tmp_path: Path
) -> None:
    shutil.copytree(output, tmp_path / "out")
    file = tmp_path / "out" / "graph.ttl"
    moved = dataclasses.replace(data, folder=tmp_path / "out")
    file.write_text(file.read_text(encoding="utf-8") + "person:x a wpk:Person .\n", encoding="utf-8")
    assert any("triples where graph.nq has" in text for text in messages(check.files_agree, moved))
    file.write_text("person:x a .", encoding="utf-8")
    assert any("is damaged in line 1: " in text for text in messages(check.files_agree, moved))


def test_stats_count_classes_rules_sources_and_declined(output: Path) -> None:
    tables = stats(output)
    assert dict(tables["classes"])["wpk:Person"] == 3
    assert dict(tables["classes"])["wpk:Conference"] == 1
    assert "wpk:Event" not in dict(tables["classes"])
    assert tables["rules"][0] == ("apposition", 3)
    assert dict(tables["sources"]) == {"opening<script>.txt": 6, "sitting.txt": 2}
    assert tables["declined"] == (("title-only: two candidates", 1),)
    assert dict(tables["statuses"]) == {"stated": 7, "resolved": 1}
    assert dict(tables["totals"])["graphs"] == 6
