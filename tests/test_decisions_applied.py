"""Decisions in a build: who becomes one, what stays of the others, and that deleting a row undoes it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from wpkgraph import pipeline
from wpkgraph.cli import run
from wpkgraph.errors import KnowledgeError
from wpkgraph.explain import Explainer
from wpkgraph.iris import BASE
from wpkgraph.knowledge.decisions import COLUMNS
from wpkgraph.lines import LABEL, Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import ORG, SKOS, WPK
from wpkgraph.options import BuildOptions
from wpkgraph.outputs import write

TEXTS = {
    "board.txt": "Om Tae Sik, chairman of the Lamp Board, spoke in the hall of the town.",
    "mill.txt": "Om Tae Sik, manager of the Unsong Silk Mill and member of the Lamp Board, came to the hall.",
    "works.txt": "Om Thae Sik, director of the Oar Works, praised the lamps of the season in the hall.",
}
BOARD, MILL, WORKS = (
    f"person/{name}" for name in ("om-tae-sik/lamp-board", "om-tae-sik/unsong-silk-mill", "om-thae-sik/oar-works")
)


def decided(folder: Path, *rows: tuple[str, str, str], name: str = "mine.tsv") -> str:
    """A file of decisions, each row given as left, right, verdict."""
    lines = ["\t".join(COLUMNS)] + ["\t".join((*row, f"reason {i}", "the reader", "")) for i, row in enumerate(rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(folder / name)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(texts: Path, *files: str) -> Dataset:
    return pipeline.build([str(texts)], BuildOptions(decisions=files))


def indexed(made: Dataset) -> Index:
    index = Index()
    for lines in made.graphs.values():
        index.add(lines)
    return index


def persons(made: Dataset) -> set[str]:
    """All persons' IRIs behind the base, wherever they stand as a term."""
    terms = {part for lines in made.graphs.values() for line in lines for part in line.split(" ")}
    return {term[len(BASE) + 1 : -1] for term in terms if term.startswith(f"<{BASE}person/")}


def test_three_become_one_whatever_the_order_of_the_rows(texts: Path, tmp_path: Path) -> None:
    rows = [(BOARD, MILL, "same"), (WORKS, MILL, "same")]
    graphs = []
    for order in itertools.permutations(rows):
        for turned in ([(b, a, v) for a, b, v in order], list(order)):
            made = build(texts, decided(tmp_path, *turned))
            assert persons(made) == {BOARD}
            graphs.append({iri: [x for x in lines if "reason " not in x] for iri, lines in made.graphs.items()})
    assert all(other == graphs[0] for other in graphs)
    index = indexed(made)
    assert index.values(BASE + BOARD, LABEL) == ["Om Tae Sik"]
    assert index.values(BASE + BOARD, f"{SKOS}altLabel") == ["Om Thae Sik"]
    assert index.values(BASE + BOARD, f"{WPK}mergedId") == sorted([BOARD, MILL, WORKS])
    assert len([m for m, p in index.pairs(f"{ORG}member") if p == BASE + BOARD]) == 4


def test_deleting_the_row_gives_the_bytes_of_before(texts: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in sorted(write(build(texts), tmp_path / "a").glob("*.*"))}
    file = decided(tmp_path, (BOARD, MILL, "same"))
    merged = write(build(texts, file), tmp_path / "b")
    assert (merged / "graph.nq").read_bytes() != before["graph.nq"]
    empty = write(build(texts, decided(tmp_path)), tmp_path / "c")
    again = write(build(texts), tmp_path / "d")
    for name, data in before.items():
        assert (again / name).read_bytes() == data
        assert name == "report.json" or (empty / name).read_bytes() == data, name


def test_told_apart_is_no_longer_offered_and_the_decision_is_there(texts: Path, tmp_path: Path) -> None:
    assert [left for left, _ in indexed(build(texts)).pairs(f"{WPK}possiblySameAs")] == [BASE + BOARD, BASE + MILL]
    made = build(texts, decided(tmp_path, (BOARD, MILL, "different"), (MILL, WORKS, "unsure")))
    index = indexed(made)
    assert not list(index.pairs(f"{WPK}possiblySameAs"))
    assert persons(made) == {BOARD, MILL, WORKS}
    assert sorted(index.values(node, f"{WPK}verdict")[0] for node in index.subjects(f"{WPK}verdict")) == [
        "different",
        "unsure",
    ]


def test_what_is_decided_of_one_of_a_group_holds_for_the_group(texts: Path, tmp_path: Path) -> None:
    index = indexed(build(texts, decided(tmp_path, (MILL, WORKS, "same"), (BOARD, WORKS, "different"))))
    assert not list(index.pairs(f"{WPK}possiblySameAs"))


def test_possibly_the_same_goes_both_ways(texts: Path, tmp_path: Path) -> None:
    pairs = set(indexed(build(texts, decided(tmp_path, (MILL, WORKS, "same")))).pairs(f"{WPK}possiblySameAs"))
    assert pairs
    assert pairs == {(right, left) for left, right in pairs}


def test_files_count_together_and_stand_in_the_report(texts: Path, tmp_path: Path) -> None:
    one = decided(tmp_path, (BOARD, MILL, "same"))
    two = decided(tmp_path, (WORKS, MILL, "same"), (MILL, BOARD, "same"), name="other.tsv")
    made, turned = build(texts, one, two), build(texts, two, one)
    assert persons(made) == {BOARD}
    assert made.graphs == turned.graphs
    assert made.report == turned.report
    rows = [row for row in made.report.inputs if "decisions" in row]
    assert [(row["path"], row["decisions"]) for row in rows] == [(one, 1), (two, 2)]
    assert made.report.documents == len(TEXTS)


def test_a_row_on_nobody_is_a_warning_with_its_place(texts: Path, tmp_path: Path) -> None:
    file = decided(tmp_path, (BOARD, MILL, "same"), (BOARD, "person/zo-un/lamp-board", "same"))
    made = build(texts, file)
    assert persons(made) == {BOARD, WORKS}
    (warning,) = made.report.warnings
    assert (warning["file"], warning["line"]) == (file, 3)
    assert str(warning["message"]).startswith("person/zo-un/lamp-board is nobody")


def rows_of(*pairs: str) -> list[tuple[str, str, str]]:
    ids = {"b": BOARD, "m": MILL, "w": WORKS}
    verdicts = {"=": "same", "!": "different", "?": "unsure"}
    return [(ids[pair[0]], ids[pair[2]], verdicts[pair[1]]) for pair in pairs]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (("b=m", "m=w", "b!w"), (), r"mine.tsv:4: .*other rows make the two the same"),
        (("b=m",), ("m!b",), r"other.tsv:2: the pair is called 'same' in .*mine.tsv:2"),
        (("b=m", "m=b"), (), r"mine.tsv:3: the pair is decided already in line 2"),
        (("b=m", "m=w"), ("w!b",), r"other.tsv:2: .*other rows make the two the same"),
    ],
)
def test_rows_that_contradict_each_other_stop_the_build(
    texts: Path, tmp_path: Path, first: Iterable[str], second: Iterable[str], why: str
) -> None:
    files = [decided(tmp_path, *rows_of(*first)), decided(tmp_path, *rows_of(*second), name="other.tsv")]
    with pytest.raises(KnowledgeError, match=why):
        build(texts, *files)
    arguments = [part for file in files for part in ("--decisions", file)]
    assert run(["build", str(texts), "-o", str(tmp_path / "out"), *arguments]) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"left\tright\n", r"mine.tsv:1: the header must be left right decision why who reasons"),
        (b"", r"mine.tsv: the file is empty"),
        (b"\xff\xfe\x00", r"mine.tsv: can't be read"),
        ("\t".join(COLUMNS).encode() + b"\nperson/a\tperson/b\tsame\n", r"mine.tsv:2: 3 cells where 6 are due"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(texts: Path, tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "mine.tsv").write_bytes(content)
    with pytest.raises(KnowledgeError, match=why):
        build(texts, str(tmp_path / "mine.tsv"))


def test_a_file_of_another_system_is_read(texts: Path, tmp_path: Path) -> None:
    file = Path(decided(tmp_path, (BOARD, MILL, "same")))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert persons(build(texts, str(file))) == {BOARD, WORKS}


def test_processes_apply_them_too(texts: Path, tmp_path: Path) -> None:
    file = decided(tmp_path, (BOARD, WORKS, "same"))
    alone = build(texts, file)
    assert pipeline.build([str(texts)], BuildOptions(decisions=(file,), jobs=2)).graphs == alone.graphs


def test_a_known_person_stands_for_the_group_with_its_links_and_what_is_named_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Kim Jong Un, general secretary of the WPK, came to the hall.", encoding="utf-8")
    (folder / "b.txt").write_text("Om Tae Sik, chairman of the Lamp Board, spoke in the hall.", encoding="utf-8")
    made = build(folder, decided(tmp_path, (BOARD, "person/kim-jong-un", "same")))
    assert persons(made) == {"person/kim-jong-un"}
    index = indexed(made)
    assert index.values(f"{BASE}person/kim-jong-un", LABEL) == ["Kim Jong Un"]
    assert "Om Tae Sik" in index.values(f"{BASE}person/kim-jong-un", f"{SKOS}altLabel")


def test_explain_shows_the_decision_and_finds_the_old_id(texts: Path, tmp_path: Path) -> None:
    out = write(build(texts, decided(tmp_path, (BOARD, WORKS, "same"))), tmp_path / "out")
    explainer = Explainer(out)
    assert explainer.find("person:om-thae-sik/oar-works") == [BASE + BOARD] == explainer.find("Om Thae Sik")
    found = explainer.explain(BASE + BOARD)
    (decision,) = (fact for fact in found.facts if fact.kind == "decision")
    assert decision.basis == "decided by the reader: reason 0"
    assert ("verdict", "same") in decision.says
    roles = {value for fact in found.facts for relation, value in fact.says if relation == "role"}
    assert roles == {"chairman", "director"}
