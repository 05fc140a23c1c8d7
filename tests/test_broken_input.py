"""What broken input is answered with: what is wrong, where, what to do, in our words and the same ones each time."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from wpkgraph import cli
from wpkgraph.errors import InputError, KnowledgeError, QuerySyntaxError, reason
from wpkgraph.knowledge.concepts import load as load_concepts
from wpkgraph.ontology_check import examine
from wpkgraph.readers import Options, discover, read

ROOT = Path(__file__).resolve().parents[1]
# what libraries say of themselves: their names, addresses in memory, codes, places in a text of their own
FOREIGN = re.compile(
    r"0x[0-9a-f]{6}|BytesIO|Errno|PDFium|\(char \d|line 1 column|<string>|Traceback|Namespace|zlib|charmap"
)


def word_file(**parts: bytes | None) -> bytes:
    """A Word file with some of its parts replaced, or left out (None); a part is named by the end of its name."""
    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The lamp menders met.")
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = re.sub(r"\W", "_", name.rpartition("/")[2].removesuffix(".xml"))
            data = parts.get(stem, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def with_broken_packing() -> bytes:
    """A Word file in which the packed bytes of a part are overwritten."""
    data = bytearray(word_file())
    at = data.find(b"word/document.xml") + 60
    data[at : at + 30] = b"\xff" * 30
    return bytes(data)


TABLE = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
    b'sheet.main+xml"/></Types>'
)
JSON = '{"id": "a", "text": '


def said(path: Path, **fields: str) -> str:
    """What is said of the one file of a folder."""
    (source,) = discover([str(path)]).sources
    return "\n".join(str(item) for item in read(source, Options(fields=fields)) if isinstance(item, InputError))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "x.docx",
            b"",
            "x.docx: is no readable Word file: it is no .docx, or only a part of one; open it in a word processor",
        ),
        ("x.docx", b"just text", "it is no .docx"),
        ("x.docx", word_file()[:4000], "it is no .docx, or only a part of one"),
        ("x.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "it is an old one (.doc), or one with a password"),
        ("x.docx", word_file(document=b"<w:broken"), "the XML of a part is damaged; open it"),
        ("x.docx", word_file(document=None), "holds no Word document"),
        ("x.docx", word_file(_Content_Types_=None), "holds no Word document"),
        ("x.docx", word_file(_Content_Types_=TABLE), "holds no Word document; if it is a table, save it as .csv"),
        ("x.docx", with_broken_packing(), "it is damaged; open it"),
        ("x.pdf", b"", "x.pdf: is no PDF file, whatever its name says"),
        ("x.pdf", b"<html>", "is no PDF file"),
        ("x.pdf", b"%PDF-1.4\n", "is damaged or only a part of a PDF file; fetch it again, or"),
        ("x.jsonl", b"{}\n" + JSON.encode(), "x.jsonl:2: is no JSON: character 21: expecting value"),
        ("x.jsonl", b"[" * 100_000, "x.jsonl:1: is no JSON that can be read: too many brackets"),
        ("x.jsonl", JSON.encode() + b"1" * 9000 + b"}", "a number in it is too long"),
        ("x.jsonl", JSON.encode() + b"7}", "x.jsonl:1: the field 'text' holds a number, not text"),
        ("x.jsonl", JSON.encode() + b"[7]}", "the field 'text' holds a list, not text"),
        ("x.jsonl", JSON.encode() + b"true}", "the field 'text' holds true or false, not text"),
        ("x.jsonl", JSON.encode() + b"{}}", "the field 'text' holds an object, not text"),
        ("x.csv", b"", "x.csv:1: has no header; the first line must name the fields, 'text' among them"),
        ("x.csv", b"id,body\n", "the header has no field 'text'; it has: 'id', 'body'. Say which one"),
        ("x.csv", b'id,text\n1,"open\n', "x.csv:2: is no CSV: a quotation mark opens a cell and none closes it"),
        ("x.csv", b'id,text\n1,"a"b\n', "x.csv:2: is no CSV: a quotation mark stands inside a cell; double it"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,  # a Word file holds the time
)
def test_a_damaged_file_is_described_in_our_words(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = said(tmp_path)
    assert words in found
    assert not FOREIGN.search(found)
    assert said(tmp_path) == found


@pytest.mark.parametrize(("name", "data"), [("x.jsonl", b""), ("x.jsonl", b"\n\n"), ("x.csv", b"id,text\n")])
def test_a_collection_without_a_record_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / name).write_bytes(data)
    assert cli.run(["build", str(source), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == f"wpkgraph: {source}: no text could be read: no record stands in {name}\n"
    (source / "a.txt").write_text("The lamp menders met.\n", encoding="utf-8")
    assert cli.run(["build", str(source), "-o", str(tmp_path / "out"), "-v"]) == 0
    assert capsys.readouterr().err == ""


def test_a_field_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "body": 7}', encoding="utf-8")
    assert said(tmp_path, text="body") == "x.jsonl:1: the field 'body' holds a number, not text"


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    for name, words in (("x.xlsx", "names that end in .xlsx"), ("x", "a name without ending")):
        (tmp_path / name).write_text("x", encoding="utf-8")
        (error,) = discover([str(tmp_path / name)]).errors
        assert error.why.startswith(f"no format is known for {words}; known: .txt, .md, ")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "SELECT ?x { ?x a wpk:Person } GROUP BY ?y",
            "SELECT names a variable that is neither grouped by nor computed",
        ),
        (
            "SELECT (?x + 1 AS ?z) { ?x a ?y } GROUP BY ?y",
            "SELECT computes with a variable that GROUP BY does not name",
        ),
        ("SELECT ?x { ?x <relative> ?y }", "an IRI in <> must be absolute"),
        ("ASK { <http://a b> ?p ?o }", "this IRI holds a space or a sign that none can hold"),
        ("SELECT ?x ?x { ?x ?p ?y }", "SELECT names a variable twice"),
        ("SELECT (1 AS ?x) { ?x ?p ?y }", "needs a new name: the pattern has this variable already"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * does not go with GROUP BY"),
        ("SELECT ?x { VALUES (?x ?y) { (1) } }", "a row of VALUES needs one value for each variable"),
        ('SELECT ?x { ?x rdfs:label "open }', "the string that begins here has no end in its line"),
        ("", "the query is empty"),
        ("# nothing {", "the query is empty"),
    ],
)
def test_a_query_that_is_not_sparql_is_described_in_our_words(
    capsys: pytest.CaptureFixture[str], built_example: Path, query: str, words: str
) -> None:
    assert cli.run(["query", str(built_example), query]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "expected" not in err
    assert not FOREIGN.search(err)


def test_where_a_relative_iri_stands_is_shown() -> None:
    from wpkgraph.query import ask
    from wpkgraph.store import memory_store

    with pytest.raises(QuerySyntaxError) as caught:
        ask(memory_store({}), "SELECT ?x {\n ?x <relative> ?y }", "")
    assert str(caught.value).startswith("line 2, character 5: ")


def test_a_reason_is_the_systems_without_number_and_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reason(PermissionError(13, "Permission denied", "/x")) == "permission denied"
    (tmp_path / "x.txt").write_text("The lamp menders met.\n", encoding="utf-8")
    missing = tmp_path / "missing.tsv"
    assert cli.run(["build", str(tmp_path), "-o", f"{tmp_path}-out", "--decisions", str(missing)]) == 2
    assert capsys.readouterr().err == f"wpkgraph: {missing}: can't be read: no such file or directory\n"


def test_a_damaged_graph_is_a_problem_not_an_accident(
    tmp_path: Path, built_example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    shutil.copytree(built_example, out)
    text = (out / "graph.ttl").read_text(encoding="utf-8").splitlines(keepends=True)
    (out / "graph.ttl").write_text("".join([*text[:99], "@@ .\n", *text[99:]]), encoding="utf-8")
    assert cli.run(["check", str(out)]) == 1
    said = capsys.readouterr().out
    assert "files: graph.ttl: is damaged in line 100: " in said
    assert "shapes: graph.ttl: can't be tested: is no Turtle: line 100 " in said
    assert "file://" not in said
    (out / "graph.ttl").unlink()
    assert cli.run(["check", str(out)]) == 1
    assert "files: graph.ttl: can't be read: no such file or directory" in capsys.readouterr().out


def test_a_damaged_vocabulary_names_its_line(tmp_path: Path) -> None:
    concepts = ROOT / "ontology" / "concepts.ttl"
    cut = tmp_path / "concepts.ttl"
    cut.write_text(
        "".join(concepts.read_text(encoding="utf-8").splitlines(keepends=True)[:60]) + "@@", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"^concepts\.ttl:61: is no Turtle: [a-z].* \(column \d+\)$"):
        load_concepts(cut)
    folder = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", folder)
    shutil.copy(cut, folder / "concepts.ttl")
    assert any("concepts.ttl:61: is no Turtle: " in line for check in examine(folder) for line in check.faults)
