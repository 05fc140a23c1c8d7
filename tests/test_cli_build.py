"""`wpkgraph build` with real and with broken input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wpkgraph import cli, outputs

TEXT = (
    "Riverside, March 9 (KCNA) -- The Seventh Conference of Kiln Clerks opened in Riverside on March 8, 2019.\n"
    "Ro Chan Gyu, chief engineer of the Unsong Valve Works, spoke first.\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["build", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "opening.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_build_writes_everything_and_one_line(
    capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, text, err = run(capsys, str(document), "-o", str(out))
    assert (code, err) == (0, "")
    assert len(text.splitlines()) == 1
    assert text.startswith(f"{out}: 1 documents, ")
    assert {entry.name for entry in out.iterdir()} == outputs.MADE
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["inputs"][0]["path"] == "opening.txt"


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path) -> None:
    assert run(capsys, str(document), "-o", str(tmp_path / "out"), "-q") == (0, "", "")


def test_a_bad_file_is_named_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path
) -> None:
    bad = document.with_name("broken.pdf")
    bad.write_bytes(b"no pdf at all")
    out = tmp_path / "out"
    code, text, err = run(capsys, str(document.parent), "-o", str(out))
    assert code == 2
    assert "broken.pdf" in err
    assert "1 unreadable" in text
    assert outputs.is_output(out)
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["errors"]


def test_nothing_readable_leaves_the_old_output(
    capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(capsys, str(document), "-o", str(out))
    before = (out / "graph.nq").read_bytes()
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"no pdf at all")
    for missing in (str(bad), str(tmp_path / "missing.txt")):
        code, text, err = run(capsys, missing, "-o", str(out))
        assert code == 2
        assert text == ""
        assert Path(missing).name in err
        assert (out / "graph.nq").read_bytes() == before


def test_fields_and_base_reach_the_graph(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    records = tmp_path / "scraped.jsonl"
    records.write_text(json.dumps({"key": "r1", "body": TEXT}) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    options = ("--field", "text=body", "--field", "id=key", "--base", "https://example.org/id/")
    code, _, err = run(capsys, str(records), "-o", str(out), *options)
    assert (code, err) == (0, "")
    quads = (out / "graph.nq").read_text(encoding="utf-8")
    assert "<https://example.org/id/" in quads
    assert "https://w3id.org/wpkgraph/id/" not in quads
    assert '"r1"' in quads


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--base", "nonsense"), "is not an absolute IRI"),
        (("--field", "body=text"), "unknown field 'body'"),
        (("--jobs", "0"), "--jobs"),
    ],
)
def test_bad_options_are_refused(
    capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    code, _, err = run(capsys, str(document), "-o", str(tmp_path / "out"), *options)
    assert code == 2
    assert words in err
    assert not (tmp_path / "out").exists()


def test_what_must_not_be_replaced_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wpkgraph import pipeline

    monkeypatch.setattr(pipeline, "build", lambda *_: pytest.fail("work was begun"))
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    for source, target, words in (
        (document.parent, document.parent / "out", "lies inside the input"),
        (document.parent, document.parent, "lies inside the input"),
        (document, document.parent, "would replace the folder that holds the input"),
        (Path("-"), tmp_path, "was not made by wpkgraph"),
    ):
        code, _, err = run(capsys, str(source), "-o", str(target))
        assert code == 2
        assert words in err
