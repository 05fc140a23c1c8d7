"""What `$name` means in a query: a parameter that must be given, one that has a default, or a variable of SPARQL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sample_dataset
from wpkgraph import cli, outputs
from wpkgraph.errors import QueryError
from wpkgraph.query import named_queries, question
from wpkgraph.sparql import parameters, unfilled

PART = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name . FILTER(CONTAINS(?name, $part)) }"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("parameters") / "out")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["query", *arguments])
    out, err = capsys.readouterr()
    return code, out.replace("\r\n", "\n"), err


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (PART, ("part",)),
        ("SELECT * { ?s rdfs:label $b ; wpk:roleText $a }", ("a", "b")),
        ("SELECT $s $o { $s rdfs:label $o }", ()),  # all variables are written so
        ("SELECT $s { $s rdfs:label ?o }", ()),
        ("SELECT (CONCAT(?o, $word) AS $both) { ?s rdfs:label ?o }", ("word",)),
        ("SELECT ?s { ?s rdfs:label $o . FILTER(STRLEN(?o) > 3) }", ()),
        ("SELECT ?s { VALUES ($s $o) { (<x:a> 1) } ?s ?p $o . { SELECT $inner { $inner ?p ?q } } }", ()),
        ("SELECT ?s { BIND(1 AS $n) ?s ?p $n } # $comment", ()),
        ('SELECT ?s { ?s ?p "$word" }', ()),
        ("ASK { ?s ?p $VALUE } # in capitals", ("VALUE",)),
    ],
)
def test_what_seems_meant_as_a_parameter(query: str, left: tuple[str, ...]) -> None:
    assert unfilled(query, {}) == left
    assert unfilled(query, dict.fromkeys(left, "x")) == ()


def test_no_query_of_ours_leaves_a_parameter_open() -> None:
    for name, query in named_queries().items():
        values = {param.name: "x" for param in query.params}
        assert parameters(query.text) >= set(values), name
        assert unfilled(query.text, values) == (), name


def test_a_note_names_what_has_no_value(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, err = run(capsys, str(output), PART, "--format", "csv")
    assert (code, out) == (0, "name\n")
    assert err == "note: $part has no value (--param part=...), so it is a variable like ?part\n"
    code, out, err = run(capsys, str(output), PART, "--format", "csv", "--param", "part=Ro")
    assert (code, out, err) == (0, "name\nRo Chan Gyu\n", "")
    code, out, err = run(capsys, "--text", PART)
    assert code == 0
    assert "$part" in out
    assert "note: $part" in err
    assert run(capsys, str(output), "SELECT $p { $p a wpk:Person }")[2] == ""


def test_a_header_in_the_text_declares_as_one_in_a_file(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, err = run(capsys, str(output), f"# param: part -- part of the name\n{PART}")
    assert (code, out, err) == (2, "", "wpkgraph: the query needs --param part=...: part of the name\n")
    code, out, err = run(capsys, str(output), f'# param: part = "Chan" -- part of the name\n{PART}', "-f", "csv")
    assert (code, out, err) == (0, "name\nRo Chan Gyu\n", "")
    code, _, err = run(capsys, str(output), f"# param: part of the name\n{PART}")
    assert code == 2
    assert err.startswith("wpkgraph: the query: a parameter reads `# param: ")
    assert question(f"# title: A title declares nothing\n{PART}", {}).unfilled == ("part",)


def test_a_file_that_declares_parameters_declares_all(tmp_path: Path) -> None:
    file = tmp_path / "own.rq"
    file.write_text(f'# param: other = "" -- another\n{PART[:-1]} FILTER($other = "") }}', encoding="utf-8")
    with pytest.raises(QueryError, match=re.escape("own declares no parameter part and none is given: add `# param:")):
        question(str(file), {})
    assert '"Ro"' in question(str(file), {"part": "Ro"}).sparql
    file.write_text(PART, encoding="utf-8")
    assert question(str(file), {}).unfilled == ("part",)


def test_what_is_printed_filled_in_can_be_asked_again(
    capsys: pytest.CaptureFixture[str], output: Path, tmp_path: Path
) -> None:
    wanted = run(capsys, str(output), "evidence", "--param", "name=Ro Chan Gyu", "-f", "csv")
    printed = run(capsys, "--text", "evidence", "--param", "name=Ro Chan Gyu")[1]
    (tmp_path / "printed.rq").write_text(printed, encoding="utf-8")
    assert run(capsys, str(output), printed, "-f", "csv") == wanted
    assert run(capsys, str(output), str(tmp_path / "printed.rq"), "-f", "csv") == wanted
    assert wanted[1].count("\n") > 1
    code, _, err = run(capsys, str(output), printed, "--param", "name=Om")
    assert code == 2
    assert "the query has no parameter $name" in err
