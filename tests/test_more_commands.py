"""What users meet at the command line: odd names, broken files among good ones, other bases, killed builds."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_dataset
from wpkgraph import check, cli, outputs
from wpkgraph.commands import shared as commands
from wpkgraph.commands.build import summary
from wpkgraph.model import Report
from wpkgraph.store import read_report

SRC = Path(__file__).resolve().parents[1] / "src"
TEXT = (
    "Lamp Menders Meet\n\nRiverside, March 9, 2019 (KCNA) -- The Seventh Conference of Lamp Menders opened on March 8.\n"
    "Ro Chan Gyu, chief engineer of the Unsong Valve Works, made a report.\n"
)
OTHER = "Om Tae Sik, manager of the Tobong Pottery, spoke of the lamps in the hall by the river.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def spawn(*arguments: str, cwd: Path | None = None, **more: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(SRC)} | more
    command = [sys.executable, "-m", "wpkgraph", *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=cwd
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("commands") / "out")


# --- good and bad files together -----------------------------------------------------------------------------------


def test_unreadable_files_among_good_ones(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, every bad file named on stderr once, the good ones in a whole output."""
    bad = {
        "b.pdf": b"no pdf",
        "c.docx": b"PK",
        "d.html": b"<html></html>",
        "e.txt": b"",
        "f.csv": b"id,words\n",
        "g.md": b"x\0y",
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "h.jsonl").write_text('{\n{"id": "r", "text": "' + OTHER.strip() + '"}\n', encoding="utf-8")
    out = tmp_path / "out"
    code, text, err = run(capsys, "build", str(folder), "-o", str(out))
    assert code == 2
    assert [line.split(": ")[1].split(":")[0] for line in err.splitlines()[:-1]] == [*sorted(bad), "h.jsonl"]
    assert err.splitlines()[-1] == f"wpkgraph: {len(bad) + 1} inputs could not be read; the graph holds the rest"
    assert f"{len(bad) + 1} unreadable" in text
    report = read_report(out)
    assert [row.get("record") or row["path"] for row in report["inputs"]] == ["a.txt", "r"]  # type: ignore[attr-defined]
    assert [problem for problem in check.check(out) if not problem.note] == []
    assert run(capsys, "query", str(out), "posts", "-f", "csv")[1].count("\r\n") == 3


def test_warnings_are_shown_when_asked_for(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "r.jsonl").write_text(json.dumps({"date": "soon", "text": OTHER}), encoding="utf-8")
    code, _, err = run(capsys, "build", str(folder), "-o", str(tmp_path / "out"), "-v")
    assert code == 0
    assert "warning: picture.png: not read: no format that is known" in err.splitlines()
    assert any(line.startswith("warning: r.jsonl:1: the date 'soon'") for line in err.splitlines())
    plain = run(capsys, "build", str(folder), "-o", str(tmp_path / "out"))[2]
    assert plain == "wpkgraph: not read, being of no known kind: picture.png\n"
    assert run(capsys, "build", str(folder), "-o", str(tmp_path / "out"), "-q")[2] == ""
    assert len(read_report(tmp_path / "out")["warnings"]) == 2  # type: ignore[arg-type]


def test_of_many_files_of_no_known_kind_a_few_are_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n in range(7):
        (folder / f"{n}.png").write_bytes(b"\x89PNG")
    err = run(capsys, "build", str(folder), "-o", str(tmp_path / "out"))[2]
    named = "0.png, 1.png, 2.png, 3.png, 4.png and 2 more (report.json names all)"
    assert err == f"wpkgraph: not read, being of no known kind: {named}\n"


def test_the_limit_of_bytes_is_a_choice(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    code, _, err = run(capsys, "build", str(folder), "-o", out, "--max-bytes", "20")
    assert code == 2
    assert "a.txt: is larger than 20 bytes" in err
    assert not (tmp_path / "out").exists()
    assert run(capsys, "build", str(folder), "-o", out, "--max-bytes", "2000")[0] == 0


def test_a_folder_without_any_text_leaves_no_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    arguments = ("build", str(tmp_path / "empty"), "-o", str(tmp_path / "out"))
    words = f"wpkgraph: {tmp_path / 'empty'}: holds no file of a known kind: .txt, .md, "
    for name in ("", "picture.png"):
        if name:
            (tmp_path / "empty" / name).write_bytes(b"\x89PNG")
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (2, "")
        assert err.startswith(words)
        assert "left as it was" not in err
        assert not (tmp_path / "out").exists()
    outputs.write(sample_dataset.dataset(), tmp_path / "out")
    assert run(capsys, *arguments)[2].endswith("; the output was left as it was\n")
    (tmp_path / "empty" / "a.txt").write_text("", encoding="utf-8")
    assert "no text could be read; the output was left as it was" in run(capsys, *arguments)[2]


# --- odd names -----------------------------------------------------------------------------------------------------

NAMES = (
    'say "lamp".txt',
    "it's 100% done.txt",
    "two\nlines.txt",
    "a b\tc.txt",
    "<script>alert(1)</script>.txt".replace("/", "∕"),
    "back\\slash.txt",
    "어망 공장.txt",
    "cafe\u0301.txt",
    "#hash?query&x=1.txt",
    "{curly}|pipe^.txt",
    "-o.txt",
    "%2e%2e%2f.txt",
)


@pytest.mark.parametrize("name", NAMES)
def test_files_of_any_name_become_one_iri_and_keep_their_name(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    assert run(capsys, "build", str(tmp_path / "in"), "-o", str(out), "-q")[0] == 0
    quads = list(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    names = {q.object.value for q in quads if q.predicate.value.endswith("#fileName")}
    files = {q.subject.value for q in quads if q.predicate.value.endswith("#fileName")}
    assert names == {name}
    (iri,) = files
    assert not set(iri) & set(' <>"{}|\\^`\n\t#?&')
    assert [problem for problem in check.check(out) if not problem.note] == []
    page = (out / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page


def test_names_that_differ_in_their_form_of_unicode_alone_are_one_iri_and_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("caf\u00e9.txt", TEXT), ("cafe\u0301.txt", OTHER)):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    if len(list((tmp_path / "in").iterdir())) < 2:
        pytest.skip("the file system folds both forms of Unicode into one")
    code, _, err = run(capsys, "build", str(tmp_path / "in"), "-o", str(tmp_path / "out"))
    assert code == 2
    assert "another input has the same name" in err


def test_titles_that_are_markup_stay_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "<script>alert('Lamp Menders')</script>"
    rows = [
        {
            "id": "<img src=x onerror=alert(1)>",
            "title": evil,
            "publisher": "</script><b>Press",
            "url": "javascript:alert(1)",
        },
        {"id": "b", "title": "\u2028</title><!--", "publisher": '"><svg/onload=x>'},
    ]
    lines = [json.dumps(row | {"text": f"{row['title']}\n\n{TEXT}", "date": "2019-03-09"}) for row in rows]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    assert run(capsys, "build", str(tmp_path / "c.jsonl"), "-o", str(out), "-q")[0] == 0
    page = (out / "graph.html").read_text(encoding="utf-8")
    for markup in ("<script>alert", "<img src=x", "<svg/onload", "</title><!--", "</script><b>"):
        assert markup not in page
    assert [problem for problem in check.check(out) if not problem.note] == []


# --- bases ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["https://example.org/x/", "urn:lamps:", "https://예.kr/id/"])
def test_every_data_iri_starts_with_the_base(
    base: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(capsys, "build", str(folder), "-o", str(out), "-q", "--base", base)[0] == 0
    quads = list(ox.parse(path=str(out / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    ours = ("https://w3id.org/wpkgraph/ontology#", base)
    assert all(q.subject.value.startswith(ours) for q in quads)
    assert all(q.graph_name.value.startswith(base) for q in quads)
    assert read_report(out)["base"] == base
    assert [problem for problem in check.check(out) if not problem.note] == []
    assert ">>>" in run(capsys, "explain", str(out), "Ro Chan Gyu")[1]
    rows = list(csv.reader(io.StringIO(run(capsys, "query", str(out), "ASK { id:dataset ?p ?o }", "-f", "csv")[1])))
    assert rows[0] == ["answer"]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "x",
        "https://example.org",
        "ftp://x/",
        "https://x/ y/",
        "https://x/<b>/",
        "//x/",
        "https://x/a#",
        "https://x/#a/",
    ],
)
def test_a_base_that_can_hold_no_names_is_refused(
    base: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "build", str(folder), "-o", str(tmp_path / "out"), "--base", base)
    assert code == 2
    assert err.startswith("wpkgraph: --base: ")
    assert not (tmp_path / "out").exists()


# --- usage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "IN"), "Missing option '-o'"),
        (("build", "IN", "-o", "OUT", "--field", "text"), "must be written as name=value"),
        (("build", "IN", "-o", "OUT", "--field", "=body"), "must be written as name=value"),
        (("build", "IN", "-o", "OUT", "--max-bytes", "0"), "--max-bytes"),
        (("build", "IN", "-o", "OUT", "--jobs", "many"), "--jobs"),
        (("build", "IN/*.odt", "-o", "OUT"), "matches no file"),
        (("query", "IN", "--list", "--format", "xml"), "--format"),
        (("query", "SAMPLE", "posts", "--timeout", "0"), "--timeout"),
        (("query", "SAMPLE", "missing.rq"), "missing.rq: no such file"),
        (("query",), "Missing argument 'OUTPUT'"),
        (("query", "SAMPLE", "post"), "did you mean: posts?"),
        (("query", "SAMPLE", "evnts"), "did you mean: events"),
        (("query", "SAMPLE", "events", "-p", "from=<person:ro-chan-gyu>"), "takes words, no IRI: first day"),
        (("query", "SAMPLE", "ASK { $x ?p ?o }", "-p", "x=<people:ro>"), "neither an absolute IRI nor a short name"),
        (("query", "SAMPLE", "SELECT * {"), "can't be read"),
        (("query", "SAMPLE", "events", "-p", "from"), "must be written as name=value"),
        (("query", "IN", "posts"), "is not an output folder"),
        (("explain", "SAMPLE", ""), "stands for nothing"),
        (("explain", "SAMPLE"), "Missing argument"),
        (("explain", "SAMPLE", "x", "--limit", "0"), "--limit"),
        (("check", "IN"), "is not an output folder"),
        (("stats", "SAMPLE", "--format", "csv"), "--format"),
        (("stats",), "Missing argument"),
        (("--nonsense",), "No such option"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_sentence(
    arguments: tuple[str, ...],
    words: str,
    folder: Path,
    sample: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = {"IN": str(folder), "OUT": str(tmp_path / "out"), "SAMPLE": str(sample), "IN/*.odt": f"{folder}/*.odt"}
    code, out, err = run(capsys, *(places.get(a, a) for a in arguments))
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_a_query_from_a_file_with_parameters(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        '# title: Mine\n# param: who = "Om" -- part of a name\n'
        "SELECT ?name { ?p a wpk:Person ; rdfs:label ?name FILTER(CONTAINS(?name, $who)) }\n",
        encoding="utf-8",
    )
    assert run(capsys, "query", str(sample), str(file), "-f", "csv")[1] == "name\r\nOm Tae Sik\r\n"
    assert run(capsys, "query", str(sample), str(file), "-f", "csv", "-p", "who=Ro")[1] == "name\r\nRo Chan Gyu\r\n"
    assert run(capsys, "query", str(sample), str(file), "-p", 'who=x") } #')[1].endswith("(0 rows)\n")


def test_ask_and_construct_are_printed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "true" in run(capsys, "query", str(sample), "ASK { ?p a wpk:Person }")[1]
    data = json.loads(run(capsys, "query", str(sample), "ASK { ?p a wpk:Pottery }", "-f", "json")[1])
    assert data["boolean"] is False
    text = run(capsys, "query", str(sample), "CONSTRUCT { ?p a wpk:Person } { ?p a wpk:Person }", "-f", "csv")[1]
    assert text.count("\r\n") == 4


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"file": "a.txt"}, "a.txt"),
        ({"file": "c.jsonl", "record": "r1"}, "c.jsonl:r1"),
        ({"file": "c.jsonl", "record": "r1", "line": 4}, "c.jsonl:r1:4"),
        ({"file": "a.txt", "line": 0}, "a.txt:0"),
        ({}, "input"),
        ({"file": None, "record": None}, "input"),
    ],
)
def test_places_of_warnings(row: dict[str, object], words: str) -> None:
    assert commands.place(row) == words


def test_the_summary_names_only_what_there_is() -> None:
    assert summary(Report(), 0) == "0 documents, 0 quads"
    full = Report(
        inputs=({},),
        counts={"Article": 1, "Person": 2, "Figure": 9},
        declined=({}, {}),
        warnings=({},),
        errors=({},),
    )
    words = "1 documents, 7 quads, 1 articles, 2 persons, 2 declined, 1 warnings, 1 unreadable"
    assert summary(full, 7) == words


def test_no_bar_is_drawn_where_no_terminal_is() -> None:
    with commands.progress(shown=True) as tell:
        assert tell is None
    with commands.progress(shown=False) as tell:
        assert tell is None


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with commands.progress(shown=True) as tell:
        assert tell is not None
        for done in range(1, 4):
            tell(done, 3)
    assert "reading" in screen.getvalue()


# --- processes ------------------------------------------------------------------------------------------------------


def test_standard_input_and_output_of_a_real_process(tmp_path: Path) -> None:
    out = tmp_path / "out"
    child = spawn("build", "-", "-o", str(out), cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    text, err = child.communicate(TEXT.replace("Riverside", "강변").encode(), timeout=60)
    assert (child.returncode, err) == (0, b"")
    assert b"1 documents" in text
    assert [row["path"] for row in read_report(out)["inputs"]] == ["stdin.txt"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_build_killed_half_way_leaves_the_old_output_and_the_next_one_cleans_up(
    number: int, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(capsys, "build", str(folder), "-o", str(out), "-q")[0] == 0
    before = {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}
    big = tmp_path / "big"
    big.mkdir()
    for n in range(40):
        (big / f"{n}.txt").write_text(f"Report {n}\n\n" + TEXT * 40, encoding="utf-8")
    child = spawn("build", str(big), "-o", str(out), "-q")
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".out.wpkgraph-new-*")) and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    child.send_signal(number)
    child.communicate(timeout=20)
    assert child.returncode in (-number, 143)
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()} == before
    assert run(capsys, "check", str(out))[0] == 0
    assert run(capsys, "build", str(folder), "-o", str(out), "-q")[0] == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["big", "in", "out"]
    assert {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()} == before


# --- mistakes that newcomers make --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("query", "SELECT * { ?s ?p ?o }"), "The folder comes first: wpkgraph query OUTPUT QUESTION"),
        (("query", "SAMPLE/graph.ttl", "posts"), "is a file of an output folder; name the folder: SAMPLE\n"),
        (("query", "ABOVE", "posts"), "(it has no report.json of ours); these in it are: SAMPLE\n"),
        (("stats", __file__), "is a file, not an output folder of wpkgraph"),
        (("query", "SAMPLE", "ASK { ?s a d-org:lamp/menders }"), r"in a short name it has a backslash before it, \/"),
        (("explain", "SAMPLE", "wpk:Person"), "'wpk:Person' is a term of the ontology (person), no thing of the graph"),
        (("compare", "SAMPLE", "corpus/sittin.txt", "x"), "did you mean:\n  sitting.txt"),
        (("build", "https://example.org/a.html", "-o", "out"), "nothing is fetched; save the page as .html"),
        (("evaluate", "ABOVE", "SAMPLE"), "is not an output folder of wpkgraph"),
    ],
)
def test_mistakes_are_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path, command: tuple[str, ...], said: str
) -> None:
    names = {"SAMPLE": str(sample), "ABOVE": str(sample.parent)}
    words = [re.sub("SAMPLE|ABOVE", lambda m: names[m[0]], word) for word in command]
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said.replace("SAMPLE", str(sample)) in err


def test_a_damaged_report_is_told(capsys: pytest.CaptureFixture[str], sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "out")
    (tmp_path / "out" / "report.json").write_text("{", encoding="utf-8")
    assert "its report.json is damaged; build it again" in run(capsys, "stats", str(tmp_path / "out"))[2]


def test_a_query_that_finds_nothing_names_terms_that_are_none(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    code, out, err = run(capsys, "query", str(sample), "SELECT ?s { ?s a wpk:Persn ; wpk:zzzzz ?o }", "-f", "json")
    assert code == 0
    assert json.loads(out)["results"]["bindings"] == []
    assert err == (
        "note: nothing was found, and wpk:Persn is no term of the ontology; did you mean wpk:Person?\n"
        "note: nothing was found, and wpk:zzzzz is no term of the ontology\n"
    )
    assert run(capsys, "query", str(sample), "SELECT ?s { ?s a wpk:Person }")[2] == ""
    assert run(capsys, "query", str(sample), "speeches", "--param", "person=nobody at all")[2] == ""
