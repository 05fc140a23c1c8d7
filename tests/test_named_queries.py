"""The named queries: checked answers on the examples, headers that tell the truth, and what holds for all of them."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql.parser import parseQuery

import wpkgraph
from wpkgraph import cli
from wpkgraph.errors import QueryError
from wpkgraph.iris import BASE
from wpkgraph.namespaces import shorten
from wpkgraph.options import BuildOptions
from wpkgraph.query import Answer, ask, question, resolve
from wpkgraph.queryfiles import NamedQuery, named_queries, read_named
from wpkgraph.sparql import declared, tokens
from wpkgraph.store import open_store

QUERIES = named_queries()
HERE = sorted(name for name, query in QUERIES.items() if not query.elsewhere)
CHECKED: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "queries.toml").read_text(encoding="utf-8")
)["answer"]
NOTHING = {"from": "9999-12-31", "until": "0001-01-01", "least": "9999"}  # for all others, words that stand nowhere
NO_IRI = "<https://example.org/nothing>"


@pytest.fixture(scope="module")
def store(built_example: Path) -> ox.Store:
    return open_store(built_example)


def answer(store: ox.Store, query: str, /, **params: str) -> Answer:
    return ask(store, resolve(query, params), BASE)


def short(value: str | None) -> str:
    return "" if value is None else shorten(value, BASE)


def defaulted() -> list[tuple[str, str]]:
    """(query, parameter) for every parameter that only takes rows away."""
    return [(name, param.name) for name in HERE for param in QUERIES[name].params if param.default is not None]


# --- answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CHECKED, ids=lambda c: "-".join([c["query"], *c["params"].values()])[:60])
def test_answers_are_those_that_a_reader_finds_in_the_texts(store: ox.Store, case: dict[str, Any]) -> None:
    found = [
        [short(row[column]) for column in case["columns"]] for row in answer(store, case["query"], **case["params"])
    ]
    assert found == [[shorten(cell, BASE) for cell in row] for row in case["rows"]]


def test_every_query_has_a_checked_answer_that_is_not_empty() -> None:
    assert {case["query"] for case in CHECKED if case["rows"]} == set(HERE)
    assert len(HERE) >= 26


@pytest.mark.parametrize("name", HERE)
def test_the_documented_example_gives_rows(store: ox.Store, name: str) -> None:
    found = answer(store, name, **QUERIES[name].example)
    assert found.rows
    assert all(any(cell is not None for cell in row) for row in found.rows)


@pytest.mark.parametrize(("name", "param"), defaulted())
def test_a_value_that_stands_nowhere_finds_nothing(store: ox.Store, name: str, param: str) -> None:
    given = {**QUERIES[name].example, param: NOTHING.get(param, "no such thing, surely")}
    assert answer(store, name, **given).rows == ()


@pytest.mark.parametrize("name", [n for n in HERE if any(p.default is None for p in QUERIES[n].params)])
def test_required_values_that_stand_nowhere_find_nothing(store: ox.Store, name: str) -> None:
    required = [p for p in QUERIES[name].params if p.default is None]
    given = {p.name: "0001-01-01" if p.is_day else "no such thing, surely" for p in required}
    given |= {"basis": "seen on"} if name == "office-on-day" else {}
    assert answer(store, name, **given).rows == ()


@pytest.mark.parametrize(("name", "param"), [(n, p) for n in HERE for p in QUERIES[n].params], ids=str)
def test_an_iri_is_taken_where_the_header_says_so(store: ox.Store, name: str, param: Any) -> None:
    given = {**QUERIES[name].example, param.name: NO_IRI}
    if param.takes_iri:
        rows = answer(store, name, **given).rows
        assert rows == () or {p.name for p in QUERIES[name].params} >= {"a", "b"}
    else:
        with pytest.raises(QueryError, match="takes words, no IRI"):
            resolve(name, given)


@pytest.mark.parametrize(
    ("name", "param", "value"),
    [
        ("office-on-day", "day", "yesterday"),
        ("office-on-day", "day", "2021-02-30"),
        ("events", "from", "2021"),
        ("changes", "until", "20210406"),
    ],
)
def test_what_is_no_day_is_told(name: str, param: str, value: str) -> None:
    with pytest.raises(QueryError, match=f"--param {param} of {name} takes a day as YYYY-MM-DD, not '{value}'"):
        resolve(name, {param: value})


@pytest.mark.parametrize(
    ("name", "param", "value", "column", "found"),
    [
        ("posts", "person", "<person:kim-tok-hun>", "person", {"Kim Tok Hun"}),
        ("speakers", "event", "<event:cell-secretaries-conference/6>", "event", None),
        ("references", "article", f"<{BASE}article/934cefc0817036dd>", "text", {"article:934cefc0817036dd"}),
        ("statements", "concept", "<concept:formalism>", "concept", {"formalism"}),
        ("units", "workplace", "<d-org:sangwon-cement-complex>", "workplace", {"Sangwon Cement Complex"}),
        ("offices", "body", "<d-org:sac>", "person", {"Kim Tok Hun"}),
        ("places", "place", "<place:kangson>", "place", {"Kangson"}),
        ("participants", "event", "<event:visit/the-mill/2009-07-30>", "participant", {"Kim Jong Il", "Mun Kang Sun"}),
    ],
)
def test_an_iri_chooses_one_thing(
    store: ox.Store, name: str, param: str, value: str, column: str, found: set[str] | None
) -> None:
    rows = {short(row[column]) for row in answer(store, name, **{param: value})}
    assert rows == (found or {"Sixth Conference of Cell Secretaries of the Workers' Party of Korea"})
    assert len(answer(store, name).rows) > len(answer(store, name, **{param: value}).rows)


def test_ideas_by_speaker_are_those_of_the_command(
    store: ox.Store, built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours: Counter[tuple[str, str]] = Counter()
    for row in answer(store, "concepts-by-speaker"):
        ours[str(row["speaker"]), str(row["iri"])] += int(str(row["mentions"]))
    assert cli.run(["concepts", str(built_example), "--by", "speaker", "--format", "csv"]) == 0
    table = csv.DictReader(io.StringIO(capsys.readouterr().out))
    theirs = {(r["speaker"], r["iri"]): int(r["mentions"]) for r in table if r["speaker"] != "(no speaker)"}
    assert ours == theirs


def test_parts_of_dates_and_of_lists_choose_rows(store: ox.Store) -> None:
    assert len(answer(store, "speakers", day="2021").rows) > len(answer(store, "speakers", day="2021-04-08").rows) > 0
    lists = answer(store, "protocol", capacity="platform").rows
    assert 0 < len(lists) < len(answer(store, "protocol").rows)
    given = {"a": "Artillery", "b": "Sixth Conference"}
    turned = Counter(row["change"] for row in answer(store, "protocol-changes", **given))
    assert turned == {"came": 4, "rose": 3, "went": 5}
    platform = {row["change"] for row in answer(store, "protocol-changes", capacity="platform", **given)}
    assert platform == {"came"}


def test_a_workplace_of_the_reference_data_has_the_sector_that_its_name_tells(store: ox.Store) -> None:
    def sector(workplace: str) -> set[str | None]:
        return {row["sector"] for row in answer(store, "workplaces-by-sector", workplace=workplace)}

    assert sector("Sangwon Cement Complex") == {"building-materials industry"}
    assert sector("Songnam Youth Coal Mine") == {"mining industry"}
    assert sector("O Jin U Artillery Academy") == {""}


def test_bounds_of_a_day_decide_who_held_a_post(store: ox.Store) -> None:
    def basis(day: str) -> list[str | None]:
        rows = answer(store, "office-on-day", day=day, office="first secretary", person="Kim Jong Un")
        return [row["basis"] for row in rows if row["role"] == "first secretary"]

    assert basis("2012-04-10") == []
    assert basis("2012-04-11") == basis("2016-05-09") == ["reference data"]
    assert basis("2016-05-10") == []


# --- headers -----------------------------------------------------------------------------------------------------


def projected(query: NamedQuery) -> list[str]:
    """The columns that another implementation reads in the query."""
    text = declared(question(query.name, query.example, as_text=True).sparql, BASE)
    return [str(part.evar or part.var) for part in parseQuery(text)[1]["projection"]]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_header_tells_the_columns(name: str) -> None:
    assert [column.name for column in QUERIES[name].columns] == projected(QUERIES[name])


@pytest.mark.parametrize("name", HERE)
def test_the_answer_has_the_columns_of_the_header(store: ox.Store, name: str) -> None:
    found = answer(store, name, **QUERIES[name].example)
    assert found.columns == tuple(column.name for column in QUERIES[name].columns)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_parameters_are_those_of_the_header(name: str) -> None:
    query = QUERIES[name]
    used = {text[1:] for kind, text in tokens(query.text) if kind == "variable" and text[0] == "$"}
    assert used == {param.name for param in query.params}
    assert query.title != name
    assert query.description
    assert {param.name for param in query.params if param.default is None} <= set(query.example)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# column: who", "a column reads `# column: name -- what it holds`, not 'who'"),
        ("# column:", "a column reads"),
        ("# column: a -- x\n# column: a -- y", "the column a is there twice"),
        ("# param: a -- x\n# param: a -- y", "the parameter a is there twice"),
        ('# example: a = "x"', "the example gives a, which is no parameter"),
        ('# param: a -- x\n# example: a = "x" b = "y"', "an example reads"),
        ("# param: a -- x\n# example: a = x", "an example reads"),
        ("# runs: nowhere", "what runs reads `# runs: elsewhere`, not 'nowhere'"),
    ],
)
def test_a_bad_header_is_told(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(f"{text}\nASK {{ ?s ?p $a }}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=r"^mine\.rq: ") as caught:
        read_named(file)
    assert words in str(caught.value)


def test_headers_of_a_file_are_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        '# param: a -- x\n# param: b = "" -- y\n# column: who -- a name\n# example: a = "1, 2", b = ""\nASK {}',
        encoding="utf-8",
    )
    found = read_named(file)
    assert [(c.name, c.text) for c in found.columns] == [("who", "a name")]
    assert dict(found.example) == {"a": "1, 2", "b": ""}
    assert not found.elsewhere


# --- dates, order, other stores ----------------------------------------------------------------------------------

RAW = ("schema:startDate", "schema:endDate", "dcterms:issued", "wpk:attestedOn")
COMPARED = re.compile(r"\b(FILTER|MIN|MAX)\s*\(")


def raw_dates(text: str) -> set[str]:
    """Variables that hold a date as written, which may be partial."""
    found = set(re.findall(rf"(?:{'|'.join(RAW)}) \?(\w+)", text))
    while more := {new for old, new in re.findall(r"BIND\(STR\(\?(\w+)\) AS \?(\w+)\)", text) if old in found} - found:
        found |= more
    return found


def compared(text: str) -> list[str]:
    """What stands in the brackets of FILTER, MIN and MAX."""
    out = []
    for match in COMPARED.finditer(text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        out.append(text[match.end() : end])
    return out


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_dates_are_compared_by_their_bounds(name: str) -> None:
    text = QUERIES[name].text
    for words in compared(text):
        hit = {variable for variable in re.findall(r"\?(\w+)", words) if variable in raw_dates(text)}
        assert not hit, f"{name} compares ?{sorted(hit)[0]} and not its bounds: {words}"


def test_the_lint_sees_a_raw_date() -> None:
    text = "SELECT (MIN(?day) AS ?first) { ?e schema:startDate ?start . BIND(STR(?start) AS ?day) FILTER(?start > ?x) }"
    assert raw_dates(text) == {"start", "day"}
    assert compared(text) == ["?day)", "?start > ?x)"]


@pytest.mark.parametrize("name", HERE)
def test_the_order_is_total_and_graph_ttl_gives_the_same_rows(store: ox.Store, turtle: ox.Store, name: str) -> None:
    example = dict(QUERIES[name].example)
    assert "ORDER BY" in QUERIES[name].text
    assert answer(turtle, name, **example) == answer(store, name, **example)


@pytest.fixture(scope="module")
def turtle(built_example: Path) -> ox.Store:
    """graph.ttl in a store of its own, filled in another order."""
    found = ox.Store()
    triples = list(ox.parse(path=str(built_example / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    for triple in sorted(triples, key=lambda t: str(t.object), reverse=True):
        found.add(ox.Quad(*triple.triple))
    return found


# --- as text -----------------------------------------------------------------------------------------------------


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["query", "--text", *arguments]) == 0
    out = capsys.readouterr().out
    assert out.endswith("}\n") or "ORDER BY" in out.splitlines()[-1]
    return out


@pytest.mark.parametrize("name", HERE)
def test_the_text_runs_in_a_bare_store_with_the_same_rows(
    store: ox.Store, turtle: ox.Store, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    params = [f"--param={key}={value}" for key, value in QUERIES[name].example.items()]
    result = turtle.query(printed(capsys, name, *params))
    assert isinstance(result, ox.QuerySolutions)
    columns = [column.name for column in QUERIES[name].columns]
    rows = [[None if row[c] is None else row[c].value for c in columns] for row in result]  # type: ignore[attr-defined]
    assert rows == [[row[c] for c in columns] for row in answer(store, name, **QUERIES[name].example)]


def test_only_used_prefixes_are_declared_and_values_are_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "concepts", "--param", "name=<concept:formalism>")
    found = re.findall(r"^PREFIX ([\w-]+): <(.*)>$", text, re.M)
    assert [name for name, _ in found] == ["concept", "rdfs", "skos", "wpk"]
    assert dict(found)["concept"] == f"{BASE}concept/"
    assert "?iri = concept:formalism" in text
    assert "$" not in re.sub(r"#.*", "", text)


def test_the_base_is_that_of_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Ro Un, manager of the Tobong Lamp Works, made a speech.\n", encoding="utf-8")
    other = wpkgraph.build(tmp_path / "a.txt", options=BuildOptions(base="https://example.org/lamps/")).write(
        tmp_path / "out"
    )
    text = printed(capsys, str(other), "concepts-by-year")
    assert "PREFIX scheme: <https://example.org/lamps/scheme/>" in text
    assert "PREFIX scheme: <https://w3id.org/" in printed(capsys, "concepts-by-year")


def test_files_and_sparql_are_printed_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.rq"
    file.write_text('# param: who = "Ro" -- a name\nASK { ?s rdfs:label $who }', encoding="utf-8")
    assert printed(capsys, str(file)).splitlines()[1:] == [
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        'ASK { ?s rdfs:label "Ro" }',
    ]
    assert "PREFIX wpk:" in printed(capsys, "ASK { ?s a wpk:Person }")


def test_what_asks_other_services_is_printed_and_not_asked(
    built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (name,) = set(QUERIES) - set(HERE)
    text = printed(capsys, name, "--param", "name=Kim")
    assert "SERVICE <https://query.wikidata.org/sparql>" in text
    assert parseQuery(text)
    assert cli.run(["query", str(built_example), name]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"wpkgraph: {name} asks other services")
    assert f"`wpkgraph query --text {name}`" in error
    assert cli.run(["query", "--list"]) == 0
    assert f"print it with --text {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a query, a .rq file, or write SPARQL"),
        (("nonsense",), "there is no query named 'nonsense'"),
        (("career",), "career needs --param person="),
        (("posts", "--param", "persn=Kim"), "no parameter $persn"),
        (("missing", "posts"), "missing"),
    ],
)
def test_what_can_not_be_printed_is_told(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["query", "--text", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
