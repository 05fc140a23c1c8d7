"""`wpkgraph add`, `replace` and `remove` as they are typed, and what becomes of the folder when they fail."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import wpkgraph
from changes import HALL, MILL, TEXTS, files, put, stored
from wpkgraph import check, cli, outputs
from wpkgraph.errors import NotFoundError, OutputError
from wpkgraph.exporters import oxigraph, turtle
from wpkgraph.store import load_dataset, open_store


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", "b.txt", MILL)
    return put(tmp_path / "in", "a.txt", HALL).parent


@pytest.fixture
def out(folder: Path) -> Path:
    return wpkgraph.build(folder).write(folder.parent / "out")


def same(one: Path, other: Path) -> None:
    """Both folders hold the same files, and their stores the same quads."""
    assert files(one) == files(other)
    assert stored(one) == stored(other)


def test_the_examples_one_after_the_other(
    example_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    shutil.copytree(example_corpus, inputs)
    names = sorted(path.name for path in inputs.iterdir())
    late = [inputs / name for name in names if name.endswith((".html", "2013.txt"))]
    early = [path for path in inputs.iterdir() if path not in late]
    assert run(capsys, "build", *early, "-o", output)[0] == 0
    assert run(capsys, "add", output, *late)[0] == 0
    same(output, wpkgraph.build(inputs).write(tmp_path / "all"))

    lines = (inputs / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = (str(json.loads(line)["id"]) for line in lines[:2])
    lines[2] = json.dumps(json.loads(lines[2]) | {"text": TEXTS[4]})
    put(inputs, "articles.jsonl", "\n".join(["", *lines[1:]]))
    address = inputs / "address-2013.txt"
    address.write_text(address.read_text(encoding="utf-8").replace("Kim", "Pak"), encoding="utf-8")
    code, said, _ = run(capsys, "replace", output, inputs / "articles.jsonl", address)
    assert code == 0
    assert said.startswith(f"{output}: replaced address-2013.txt, articles.jsonl#")
    assert f"; {len(lines) - 2} as before\n" in said
    assert run(capsys, "remove", output, "embassy*.txt", f"articles.jsonl#{second}")[0] == 0
    assert run(capsys, "remove", output, f"articles.jsonl#{first}")[0] == 2
    (inputs / "embassy-bulletin.txt").unlink()
    put(inputs, "articles.jsonl", "\n".join(["", "", *lines[2:]]))
    same(output, wpkgraph.build(inputs).write(tmp_path / "changed"))
    assert [problem for problem in check.check(output) if not problem.note] == []


def test_what_is_printed(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, err = run(capsys, "add", out, put(folder, "c.txt", TEXTS[3]))
    assert (code, err) == (0, "")
    assert said.splitlines()[0] == f"{out}: added c.txt"
    assert said.splitlines()[1].startswith(f"{out}: 3 documents, ")
    assert run(capsys, "replace", out, folder, "-q") == (0, "", "")
    assert run(capsys, "replace", out, folder)[1].splitlines()[0] == f"{out}: 3 as before"
    assert run(capsys, "remove", out, folder / "c.txt")[1].splitlines()[0] == f"{out}: removed c.txt"


def test_standard_input_has_a_name(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(text: str, *arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return run(capsys, *arguments)

    assert typed(TEXTS[3], "add", out, "-")[1].startswith(f"{out}: added stdin.txt\n")
    assert "stdin.txt: is in the output already" in typed(TEXTS[4], "add", out, "-")[2]
    assert typed(TEXTS[4], "add", out, "-", "--as", "notes/5.txt")[1].startswith(f"{out}: added notes/5.txt\n")
    rows = json.dumps({"id": "r", "text": TEXTS[5]})
    assert typed(rows, "add", out, "-", "--as", "rows.jsonl")[1].startswith(f"{out}: added rows.jsonl#r\n")
    assert typed(TEXTS[2], "replace", out, "-")[1].startswith(f"{out}: replaced stdin.txt\n")
    assert run(capsys, "remove", out, "-")[0] == 0
    assert "must end in one of" in typed(HALL, "add", out, "-", "--as", "notes")[2]


def test_records_are_named_by_an_option_too(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(json.dumps({"id": f"#{n}", "text": TEXTS[n]}) + "\n" for n in range(2, 6))
    run(capsys, "add", out, put(tmp_path, "c.jsonl", rows))
    code, said, _ = run(capsys, "remove", out, "c.jsonl", "--record", "#2", "--record", "#4")
    assert (code, said.splitlines()[0]) == (0, f"{out}: removed c.jsonl##2, c.jsonl##4")
    assert run(capsys, "remove", out, "c.jsonl", "a.txt", "--record", "#3")[0] == 2
    assert [row.get("record") for row in load_dataset(out).report.inputs] == [None, None, "#3", "#5"]


def test_a_file_that_can_not_be_read_is_named_and_the_others_are_added(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, err = run(capsys, "add", out, put(folder, "bad.pdf", "no pdf"), put(folder, "c.txt", TEXTS[3]))
    assert code == 2
    assert said.startswith(f"{out}: added c.txt\n")
    assert "bad.pdf: is no PDF file" in err
    same(out, wpkgraph.build(folder).write(folder.parent / "all"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("remove", "OUT", "c.txt"), "c.txt' is no document of the output; did you mean: "),
        (("remove", "OUT", "a.txt", "c.txt"), "c.txt' is no document"),
        (("remove", "OUT", "a.txt", "b.txt"), "no text would be left"),
        (("add", "OUT", "IN/a.txt"), "a.txt: is in the output already; use replace"),
        (("add", "OUT", "IN/missing.txt"), "missing.txt: no such file or folder"),
        (("add", "OUT", "IN/.."), "lies inside the input"),
        (("replace", "OUT", "IN/empty.txt", "--as", "a.txt"), "a.txt: is empty; the output was left as it was"),
        (("replace", "OUT", "IN/empty.txt"), "a new document is added with: wpkgraph add"),
        (("replace", "OUT", "IN/a.txt", "--as", "a.txt", "--root", "IN"), "exclude each other"),
        (("remove", "IN", "a.txt"), "is not an output folder"),
        (("add", "OUT/none", "IN/a.txt"), "there is no such folder"),
    ],
)
def test_a_refused_change_leaves_the_output_as_it_was(
    arguments: tuple[str, ...], words: str, folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "empty.txt", "")
    before = files(out)
    placed = [text.replace("OUT", str(out)).replace("IN", str(folder)) for text in arguments]
    code, said, err = run(capsys, *placed)
    assert (code, said) == (2, "")
    assert words in err
    assert files(out) == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in", "out"]


def test_an_output_of_another_time_is_refused(folder: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for key, value, words in (
        ("version", "0.0.1", "was built by wpkgraph 0.0.1"),
        ("ontology", "0" * 64, "the ontology has changed"),
        ("ontology", "", "earlier state"),
        ("files", {"graph.nq": "0" * 64}, "graph.nq: is not as it was written"),
    ):
        (out / "report.json").write_text(json.dumps(report | {key: value}), encoding="utf-8")
        code, _, err = run(capsys, "add", out, put(folder, "c.txt", TEXTS[3]))
        assert code == 2
        assert words in err
        assert "build it again" in err


def test_a_stranger_in_the_output_is_not_lost(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    code, _, err = run(capsys, "remove", out, "a.txt")
    assert code == 2
    assert "notes.txt" in err
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_change_during_a_change_is_noticed(out: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wpkgraph.store import load_stand

    stand = load_stand(out)
    wpkgraph.open_output(out).remove("a.txt").write(out)
    between = files(out)
    with pytest.raises(OutputError, match="changed by another run meanwhile"):
        outputs.write(stand.dataset, out, stand)
    assert files(out) == between


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_change_leaves_the_old_output(out: Path, sent: signal.Signals, code: int) -> None:
    before = files(out), stored(out)
    script = f"""
import sys, time
from wpkgraph import cli
from wpkgraph.exporters.oxigraph import Oxigraph
def slow(self):
    print("writing", flush=True)
    time.sleep(30)
Oxigraph.finish = slow
sys.exit(cli.run(["remove", {str(out)!r}, "a.txt"]))
"""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=env) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "writing\n"
        child.send_signal(sent)
        assert child.wait(20) == code
    assert (files(out), stored(out)) == before
    assert sorted(path.name for path in out.parent.iterdir()) == ["in", "out"]


# --- store ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one whenever a store is loaded as a whole."""
    done: list[str] = []
    load = oxigraph.Oxigraph._load
    monkeypatch.setattr(oxigraph, "_SHARE", 2.0)
    monkeypatch.setattr(oxigraph.Oxigraph, "_load", lambda self: (done.append("load"), load(self))[1])
    return done


def test_a_store_is_changed_in_a_copy(folder: Path, out: Path, loads: list[str]) -> None:
    put(folder, "b.txt", TEXTS[4])
    wpkgraph.open_output(out).add(put(folder, "c.txt", HALL)).replace(folder / "b.txt").write(out)
    assert loads == []
    same(out, wpkgraph.build(folder).write(folder.parent / "all"))
    assert loads == ["load"]


@pytest.mark.parametrize("damage", ["missing", "damaged", "other"])
def test_a_store_that_can_not_be_used_is_loaded_anew(folder: Path, out: Path, loads: list[str], damage: str) -> None:
    graph = wpkgraph.open_output(out).remove("a.txt")
    if damage == "other":
        shutil.rmtree(out / "store")
        other = wpkgraph.build(put(folder.parent / "x", "x.txt", HALL)).write(out.parent / "y")
        shutil.copytree(other / "store", out / "store")
    elif damage == "missing":
        shutil.rmtree(out / "store")
    else:
        for path in (out / "store").glob("MANIFEST*"):
            path.write_bytes(b"no manifest")
    loads.clear()
    graph.write(out)
    assert loads == ["load"]
    same(out, wpkgraph.build(folder / "b.txt").write(folder.parent / "b"))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of each time that triples are written as Turtle, how many they are."""
    counts: list[int] = []
    body = turtle._body
    monkeypatch.setattr(turtle, "_body", lambda lines, prefixes: (counts.append(len(lines)), body(lines, prefixes))[1])
    return counts


def test_only_what_has_changed_is_written_as_turtle(folder: Path, out: Path, written: list[int]) -> None:
    put(folder, "b.txt", MILL.replace("Han Sol Mi", "Han Sol Un"))
    wpkgraph.open_output(out).replace(folder / "b.txt").write(out)
    wanted = wpkgraph.build(folder).write(folder.parent / "all")
    same(out, wanted)
    spliced, dataset, whole, again = written
    assert dataset == again
    assert 0 < spliced < 0.8 * whole


@pytest.mark.parametrize("damage", ["missing", "edited", "cut"])
def test_a_turtle_file_that_was_touched_is_not_relied_on(folder: Path, out: Path, damage: str) -> None:
    file = out / "graph.ttl"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    if damage != "missing":
        file.write_text(
            text.replace("Lamp", "Lump") if damage == "edited" else text[: len(text) // 2], encoding="utf-8"
        )
    wpkgraph.open_output(out).remove("b.txt").write(out)
    same(out, wpkgraph.build(folder / "a.txt").write(folder.parent / "a"))


# --- from Python -----------------------------------------------------------------------------------------------------


def test_graphs_are_changed_from_python_too(folder: Path, out: Path) -> None:
    graph = wpkgraph.open_output(out)
    more = graph.add(put(folder, "c.txt", TEXTS[3]))
    assert len(graph.report.inputs) + 1 == len(more.report.inputs)
    assert more.dataset == wpkgraph.build(folder).dataset
    assert more.remove(["c.txt"]).dataset == graph.dataset
    assert wpkgraph.build(folder / "a.txt").add([folder / "b.txt", folder / "c.txt"]).dataset == more.dataset
    more.write(out)
    put(folder, "c.txt", TEXTS[4])
    again = more.replace(folder / "c.txt")
    again.write(out)
    assert load_dataset(out) == again.dataset
    assert sum(1 for _ in open_store(out)) == len(stored(out))
    with pytest.raises(NotFoundError):
        again.remove("nothing.txt")
