"""Queries: what is refused, how parameters are filled in, what comes back."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import shutil
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_dataset
from wpkgraph import cli, outputs
from wpkgraph.errors import OutputError, QueryError, QuerySyntaxError
from wpkgraph.namespaces import RDF, RDFS, WPK, query_prefixes
from wpkgraph.query import Answer, ask, named_queries, prepare, read_named, resolve
from wpkgraph.sparql import fill, refuse, tokens
from wpkgraph.store import memory_store, open_store
from wpkgraph.views.formats import render
from wpkgraph.worker import run

LABELS = "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("query") / "out")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1/x> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { ?a ?b true.SERVICE:x { ?s ?p ?o } }",
        "PREFIX a: <http://127.0.0.1/> SELECT * { SERVICESILENTa:x { ?s ?p ?o } }",
        "SELECT * { ?a ?b 1SERVICE<http://127.0.0.1/x> { ?s ?p ?o } }",
        'SELECT * { ?a ?b "x"@en.SERVICE<http://127.0.0.1/x> { ?s ?p ?o } }',
        "SELECT * { FILTER(?s<?o)SERVICE?s{?a ?b ?c} }",
        "SELECT * { ?s ?p '''it''s''' } # '\nSELECT * { SERVICE ?x {} }",
        'SELECT * { ?s ?p """a " b""" . SERVICE ?x { ?s ?p ?o } }',
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is switched off"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://127.0.0.1/x>",
        "PREFIX a: <http://x/> INSERT DATA { a:b a:c a:d }",
        "DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nCLEAR ALL",
        "DROP GRAPH <http://x/>",
        "",
        "hello",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="read-only"):
        refuse(query)


@pytest.mark.parametrize("form", ["FROM <http://x/>", "FROM NAMED <http://x/>", "from<http://x/>"])
def test_from_is_refused(form: str) -> None:
    with pytest.raises(QueryError, match="FROM is switched off"):
        refuse(f"SELECT * {form} WHERE {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "SERVICE <http://x/>" }',
        "SELECT * { ?s <http://x/SERVICE> ?o } # SERVICE and LOAD",
        "SELECT ?service ?load { ?service ?from ?load }",
        "SELECT * { ?s schema:service ?o ; schema:serviceType ?t }",
        "ASK { ?s ?p '''LOAD <x> FROM''' }",
        "PREFIX ex: <http://x/> CONSTRUCT { ?s ex:from ?o } WHERE { ?s ex:load ?o }",
        "DESCRIBE <http://x/a>",
        "BASE <http://x/> SELECT * { GRAPH <g> { ?s ?p ?o FILTER(?s < ?o && ?o > 1) } }",
    ],
)
def test_words_in_strings_iris_comments_and_names_are_no_keywords(query: str) -> None:
    refuse(query)


def test_tokens_lose_nothing() -> None:
    query = 'PREFIX a: <http://x/>\nSELECT ?x { ?x a:b \'it\\\'s\', """two "quoted" words"""@en ; a:n 1.5e3 } # end'
    assert "".join(text for _, text in tokens(query)) == query
    assert [text for kind, text in tokens(query) if kind == "string"] == ["'it\\'s'", '"""two "quoted" words"""']


@pytest.mark.parametrize("size", [20_000])
@pytest.mark.parametrize("text", ["'", '"""', "<", "?", "a.", "\\", "'''a"])
def test_tokens_take_linear_time_on_nasty_text(text: str, size: int) -> None:
    started = time.perf_counter()
    assert sum(len(piece) for _, piece in tokens(text * size)) == len(text) * size
    assert time.perf_counter() - started < 2


def test_a_parameter_can_only_become_one_term() -> None:
    nasty = 'x" } ; DROP ALL # \\ \n'
    filled = fill("ASK { ?s rdfs:label $name }", {"name": nasty})
    strings = [text for kind, text in tokens(filled) if kind == "string"]
    assert len(strings) == 1
    assert [text for kind, text in tokens(filled) if kind == "word"] == ["ASK"]
    store = memory_store({"https://x/g": ('<https://x/a> <https://x/b> "x\\" } ; DROP ALL # \\\\ \\n"',)})
    assert ask(store, fill("ASK { ?s ?p $name }", {"name": nasty}), "https://x/").rows[0][0].value == "true"  # type: ignore[union-attr]


def test_a_parameter_in_angle_brackets_is_an_iri() -> None:
    assert fill("ASK { $s ?p ?o }", {"s": "<https://x/a>"}) == "ASK { <https://x/a> ?p ?o }"
    with pytest.raises(QueryError, match="is not an IRI"):
        fill("ASK { $s ?p ?o }", {"s": "<https://x/a> ?p ?o . SERVICE <b>"})


def test_parameters_are_not_replaced_in_strings_and_unknown_ones_are_named() -> None:
    assert fill('ASK { ?s ?p "$name", $name }', {"name": "x"}) == 'ASK { ?s ?p "$name", "x" }'
    with pytest.raises(QueryError, match=r"no parameter \$nome; it has: name"):
        fill("ASK { ?s ?p $name }", {"nome": "x"})


def test_rows_are_those_of_the_union_each_once(output: Path) -> None:
    answer = run(output, prepare(LABELS, {}))
    assert [row["name"] for row in answer] == ["Han Sol Mi", "Om Tae Sik", "Ro Chan Gyu"]
    graphs = run(output, prepare("SELECT DISTINCT ?g { GRAPH ?g { ?p a wpk:Person } }", {}))
    assert len(graphs.rows) == 3


def test_the_text_form_serves_where_the_store_is_gone(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "store")
    assert run(tmp_path / "out", LABELS) == run(output, LABELS)
    (tmp_path / "out" / "store").mkdir()
    (tmp_path / "out" / "store" / "CURRENT").write_text("damaged", encoding="utf-8")
    assert len(open_store(tmp_path / "out")) == len(open_store(output))
    (tmp_path / "out" / "graph.nq").unlink()
    with pytest.raises(OutputError, match="neither a store"):
        open_store(tmp_path / "out")


def test_a_runaway_query_is_stopped(output: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l && ?c != ?k) }"
    started = time.perf_counter()
    with pytest.raises(QueryError, match=r"took longer than 0\.3 seconds"):
        run(output, endless, timeout=0.3)
    assert time.perf_counter() - started < 5


def test_errors_of_the_child_reach_the_caller(output: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="can't be read"):
        run(output, "SELECT * { ?s ?p }")
    with pytest.raises(OutputError):
        run(tmp_path, LABELS)


def test_columns_of_a_star_come_in_the_order_of_the_query(output: Path) -> None:
    answer = run(output, "SELECT * { ?who org:member ?x ; wpk:roleText ?as }")
    assert answer.columns == ("who", "x", "as")


def test_ask_and_construct(output: Path) -> None:
    assert run(output, "ASK { ?s a wpk:Person }").rows[0][0].value == "true"  # type: ignore[union-attr]
    graph = run(output, "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a wpk:Person ; rdfs:label ?l }")
    assert graph.form == "graph"
    assert len(graph.rows) == 3
    assert graph.columns == ("subject", "predicate", "object")


def test_formats(output: Path) -> None:
    answer = run(
        output, "SELECT ?p ?date { ?p a wpk:Conference ; schema:startDate ?date OPTIONAL { ?p wpk:nothing ?none } }"
    )
    rows = list(csv.reader(io.StringIO(render(answer, "csv"))))
    assert rows == [["p", "date"], [sample_dataset.BASE + "event/kiln-clerks-7", "2019-03-08"]]
    binding = json.loads(render(answer, "json"))["results"]["bindings"][0]
    assert binding["date"] == {
        "type": "literal",
        "value": "2019-03-08",
        "datatype": "http://www.w3.org/2001/XMLSchema#date",
    }
    table = render(answer, "table")
    assert "event:kiln-clerks-7" in table
    assert table.endswith("(1 row)\n")
    truth = run(output, "ASK { ?s a wpk:Nothing }")
    assert json.loads(render(truth, "json")) == {"head": {}, "boolean": False}


def test_json_is_what_the_library_would_write(output: Path) -> None:
    question = prepare("SELECT ?s ?o { ?s wpk:quote ?o } ORDER BY ?s", {})
    ours = json.loads(render(run(output, question), "json"))
    prefixes = {"wpk": "https://w3id.org/wpkgraph/ontology#"}
    theirs = open_store(output).query(question, prefixes=prefixes).serialize(format=ox.QueryResultsFormat.JSON)
    assert ours["results"] == json.loads(theirs or b"{}")["results"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    store = memory_store({"https://x/g": ('<https://x/a> <https://x/b> "red \\u001B[31m bell\\u0007"',)})
    answer: Answer = ask(store, "SELECT ?o { ?s ?p ?o }", "https://x/")
    assert "\x1b" not in render(answer, "table")
    assert "\x1b" in render(answer, "csv")


def test_named_queries_come_with_titles_and_run_on_defaults(output: Path) -> None:
    queries = named_queries()
    assert len(queries) >= 8
    for query in queries.values():
        assert query.title != query.name
        assert query.description
        if not query.elsewhere:
            assert run(output, resolve(query.name, query.example)).columns


def test_named_queries_answer(output: Path) -> None:
    def rows(query: str, **params: str) -> list[tuple[str | None, ...]]:
        return [tuple(row.values()) for row in run(output, resolve(query, params))]

    assert rows("posts", person="han sol")[0][:4] == ("Han Sol Mi", "clerk", "glaze shop", "Tobong Pottery")
    assert [row[1] for row in rows("changes")] == ["Elected"]
    assert rows("events", until="2019-03-07") == []
    assert len(rows("events", **{"from": "2019-03-08", "until": "2019-03-08"})) == 1
    assert rows("participants", event="kiln")[0][1:4] == ("platform", None, "Han Sol Mi")
    assert rows("concepts")[0][:3] == ("clean firing", "1", "1")
    assert rows("workplaces")[0][:3] == ("Tobong Pottery", "glaze shop", "Han Sol Mi")
    assert {row[3] for row in rows("evidence", name="Om Tae Sik")} == {"elected deputy head of the Lamp Office"}
    assert [row[2] for row in rows("articles")] == ["opening<script>.txt", "sitting.txt"]
    assert next(iter(run(output, resolve("speeches", {}))))["meeting_began"] == "2019-03-08"
    assert rows("speeches")[0][:2] == ("Ro Chan Gyu", "opening-speech")


def test_names_files_and_missing_parameters(tmp_path: Path, output: Path) -> None:
    with pytest.raises(QueryError, match="no query named 'nonsense'; known: appraisals"):
        resolve("nonsense", {})
    with pytest.raises(QueryError, match=r"'notes\.txt' is no query: give SPARQL, a name .*ends in \.rq"):
        resolve("notes.txt", {})
    with pytest.raises(QueryError, match=r"needs --param name="):
        resolve("evidence", {})
    file = tmp_path / "own.rq"
    file.write_text('# title: Own\n# param: who = "Om" -- a name\nASK { ?s rdfs:label $who }', encoding="utf-8")
    assert '"Om"' in resolve(str(file), {})
    assert '"Ro"' in resolve(str(file), {"who": "Ro"})
    file.write_text("# param: who is it\nASK {}", encoding="utf-8")
    with pytest.raises(QueryError, match="a parameter reads"):
        read_named(file)
    with pytest.raises(QueryError, match=r"missing\.rq: no such file"):
        resolve(str(tmp_path / "missing.rq"), {})
    file.write_bytes(b"ASK { ?s ?p '\xff' }")
    with pytest.raises(QueryError, match=r"own\.rq: is not UTF-8 \(byte 13\)"):
        resolve(str(file), {})
    file.write_text("DROP ALL", encoding="utf-8")
    with pytest.raises(QueryError, match=r"own\.rq: queries are read-only"):
        resolve(str(file), {})


def test_short_names_are_names_in_queries_and_parameters(output: Path) -> None:
    def labels(query: str, **params: str) -> list[str | None]:
        return [row["l"] for row in run(output, prepare(query, params))]

    assert labels("SELECT ?l { person:ro-chan-gyu rdfs:label ?l }") == ["Ro Chan Gyu"]
    assert labels("SELECT ?l { d-org:tobong\\/glaze-shop rdfs:label ?l }") == ["glaze shop"]
    for name in ("person:ro-chan-gyu", sample_dataset.BASE + "person/ro-chan-gyu", "id:person/ro-chan-gyu"):
        assert labels("SELECT ?l { $who rdfs:label ?l }", who=f"<{name}>") == ["Ro Chan Gyu"]
    assert labels("SELECT ?l { $at rdfs:label ?l }", at="<d-org:tobong/glaze-shop>") == ["glaze shop"]
    by_name = [tuple(row.values()) for row in run(output, resolve("evidence", {"name": "Om Tae Sik"}))]
    assert [tuple(r.values()) for r in run(output, resolve("evidence", {"name": "<person:om-tae-sik>"}))] == by_name


def test_prefixes_of_the_turtle_file_are_known(output: Path, built_example: Path) -> None:
    for folder in (output, built_example):
        text = (folder / "graph.ttl").read_text(encoding="utf-8")
        found = dict(re.findall(r"^@prefix ([\w-]+): <(.*)> \.$", text, re.M))
        assert {"person", "d-org", "wpk"} <= set(found)
        assert found.items() <= query_prefixes(sample_dataset.BASE).items()


@pytest.mark.parametrize(
    ("query", "why", "at"),
    [
        ("SELECT * { ?s |foo:bar ?o }", "the prefix foo: is not declared; declared are article:, ", None),
        ("PREFIX foo: <http://x/> SELECT * { ?s foo:a ?o ; |bar:b ?o }", "the prefix bar: is not declared", None),
        ("SELECT * { ?s ?p|", "it ends too early", None),
        ("SELECT * { ?s a wpk:Person | # end\n|", "it ends too early", 33),
        ("SELECT * { ?s wpk:rule |}", "does not fit", None),
        ("SELECT ?n {\n ?p rdfs:label ?n\n FILTER(CONTAINS(?n, 'x') && |)\n}\n", "does not fit", None),
        ("SELECT * { ?s ?p ?o FILTER(?o >= 1.5 |& ?s != 'a'^^xsd:date) }", "does not fit", None),
        ("SELECT * { ?s ?p 'x'@en , 'y'^^xsd:date . ?s wpk:a|/b ?p } ORDER BY ?x", "does not fit", 51),
        ("SELECT * { ?s ?p ?o } LIMIT |x", "does not fit", None),
        ('SELECT * { ?a |"x ?b }', "the string that begins here has no end", None),
    ],
)
def test_a_query_that_is_no_sparql_is_shown_where_it_ends(query: str, why: str, at: int | None) -> None:
    text = query.replace("|", "")
    with pytest.raises(QuerySyntaxError) as caught:
        ask(memory_store({}), text, "https://x/")
    assert why in caught.value.why
    assert caught.value.offset == (query.index("|") if at is None else at)
    assert "\\u" not in str(caught.value)
    line, caret = str(caught.value).splitlines()[1:]
    start = text.rfind("\n", 0, caught.value.offset) + 1
    assert line[2:] == text[start:].split("\n")[0]
    assert caret.index("^") - 2 == caught.value.offset - start


def test_an_unbound_column_is_told_in_words() -> None:
    with pytest.raises(QuerySyntaxError, match="SELECT names a variable that is neither grouped by nor computed"):
        ask(memory_store({}), "SELECT ?x { ?s ?p ?o } GROUP BY ?s", "https://x/")


def test_an_error_in_a_file_names_its_own_line(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.rq"
    file.write_text("# title: Own\nASK {\n  ?s rdfs:label $who , $who ; }]\n}", encoding="utf-8")
    assert cli.run(["query", str(output), str(file), "-p", "who=A name that is much longer than its mark"]) == 2
    assert capsys.readouterr().err == (
        f"wpkgraph: {file}:3, character 32: the query can't be read: this does not fit what stands before it\n"
        "    ?s rdfs:label $who , $who ; }]\n" + " " * 33 + "^\n"
    )


def test_of_a_long_line_the_place_of_the_error_is_shown() -> None:
    error = QuerySyntaxError("bad", "x" * 500 + "?" + "\x1b" * 500, 500)
    line, caret = str(error).splitlines()[1:]
    assert line == "  " + "x" * 60 + "?" + " " * 39
    assert caret == " " * 62 + "^"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_the_list_of_queries_needs_no_output(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", "--list"]) == 0
    text = capsys.readouterr().out
    assert "colleagues: Who appears together" in text
    assert f"    d-org:          {sample_dataset.BASE}org/\n" in text
    assert cli.run(["query", str(output), "-l"]) == 0
    assert capsys.readouterr().out == text


def test_two_persons_of_one_name_are_two_rows() -> None:
    base = sample_dataset.BASE
    rows = [f"<{base}event/e> <{RDF}type> <{WPK}Event>"]
    for n, name in enumerate(("Ro", "Ro", "Om")):
        rows += [f"<{base}person/{n}> <{RDF}type> <{WPK}Person>", f'<{base}person/{n}> <{RDFS}label> "{name}"']
        rows += [f"<{base}p/{n}> <{WPK}participant> <{base}person/{n}>", f"<{base}p/{n}> <{WPK}event> <{base}event/e>"]
    found = ask(memory_store({f"{base}g": tuple(rows)}), resolve("colleagues", {"person": "Om"}), base)
    assert [row["other"] for row in found] == ["Ro", "Ro"]
    assert len(set(found.rows)) == 2
