"""Documents added to an output, replaced in it and removed from it: names, records, refusals, and what stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from changes import HALL, LINES, MEET, MILL, TEXTS, built, jsonl, put
from wpkgraph import change, pipeline
from wpkgraph.choice import Choice
from wpkgraph.document_names import Names
from wpkgraph.errors import InputError, NotFoundError, OutputError
from wpkgraph.model import Article, Dataset, Document, Recipe
from wpkgraph.options import BuildOptions

ROW = {"id": "r", "title": MEET, "text": TEXTS[2]}


def of(*inputs: Path | str, **options: object) -> Dataset:
    return pipeline.build([str(path) for path in inputs], BuildOptions(**options))  # type: ignore[arg-type]


def add(dataset: Dataset, *paths: Path | str, **choice: object) -> change.Changed:
    return change.add(dataset, [str(path) for path in paths], Choice(**choice))  # type: ignore[arg-type]


def replace(dataset: Dataset, *paths: Path | str, **choice: object) -> change.Changed:
    return change.replace(dataset, [str(path) for path in paths], Choice(**choice))  # type: ignore[arg-type]


def paths(dataset: Dataset) -> list[str]:
    return [str(row["path"]) for row in dataset.report.inputs]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """a.txt, b.txt, sub/a.txt, sub/c.txt."""
    for name, text in (("a.txt", HALL), ("b.txt", MILL), ("sub/a.txt", TEXTS[3]), ("sub/c.txt", TEXTS[5])):
        put(tmp_path / "in", name, text)
    return tmp_path / "in"


@pytest.fixture
def dataset(folder: Path) -> Dataset:
    return built(folder)


# --- what is there ------------------------------------------------------------------------------------------------


def test_an_article_that_another_file_holds_too_stays(tmp_path: Path) -> None:
    both = of(put(tmp_path, "a.txt", HALL), put(tmp_path, "b.txt", HALL))
    alone = change.remove(both, ["a.txt"]).dataset
    assert alone.report.counts["Article"] == 1
    assert alone == of(tmp_path / "b.txt")
    assert not change.remove(alone, ["b.txt"]).dataset.texts


@pytest.mark.parametrize("first", [True, False], ids=["titled-removed", "plain-removed"])
def test_an_article_that_two_inputs_read_differently_is_given_back(tmp_path: Path, first: bool) -> None:
    titled, plain = put(tmp_path, "x.jsonl", jsonl((ROW,), torn=False)), put(tmp_path, "a.txt", TEXTS[2])
    both = of(titled, plain)
    assert len(both.report.variants) == 1
    assert both.graphs.keys() >= of(titled).graphs.keys()
    gone, left = (titled, plain) if first else (plain, titled)
    assert change.remove(both, [gone.name]).dataset == of(left)


def test_relations_between_articles_come_and_go(tmp_path: Path) -> None:
    one, other = put(tmp_path, "a.txt", HALL), put(tmp_path, "b.txt", HALL.upper())
    alone = of(one)
    both = add(alone, other).dataset
    derived = both.graphs[f"{both.base}graph/derived"]
    assert sum("alternateOf" in line for line in derived) == 2
    assert change.remove(both, ["b.txt"]).dataset == alone
    rows = put(tmp_path, "c.jsonl", jsonl((LINES[9], LINES[11]), torn=False))  # one address, two texts
    more = add(both, rows).dataset
    assert any("wasRevisionOf" in line for line in more.graphs[f"{both.base}graph/derived"])
    assert more == of(tmp_path)
    assert "wasRevisionOf" not in str(change.remove(more, ["c.jsonl#t"]).dataset.graphs)


def test_a_record_is_removed_alone_and_a_collection_whole(tmp_path: Path) -> None:
    rows = ({"id": "1", "text": HALL}, {"id": "x#2", "text": MILL, "date": "soon"}, {"id": "1", "text": MILL})
    made = of(put(tmp_path, "c.jsonl", jsonl(rows, torn=True)), put(tmp_path, "a.txt", TEXTS[3]))
    (empty,) = (json.dumps(row) for row in rows[1:2])
    without = tmp_path / "other" / "c.jsonl"
    put(without.parent, "c.jsonl", f"\n{empty}\n\n{{torn\n")
    assert change.remove(made, ["c.jsonl#1"]).dataset == of(without, tmp_path / "a.txt")
    assert change.remove(made, ["c.jsonl#1"]).names == ("c.jsonl#1",)
    assert change.remove(made, [str(tmp_path / "c.jsonl#x#2")]).names == ("c.jsonl#x#2",)
    assert change.remove(made, ["c.jsonl"]).dataset == of(tmp_path / "a.txt")


def test_a_collection_is_replaced_whole_and_only_what_changed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "c.jsonl", jsonl(LINES[8:11], torn=False))
    made = of(path)
    put(tmp_path, "c.jsonl", jsonl((LINES[12], *LINES[9:11], LINES[0]), torn=False))
    wanted, read = of(path), []
    segment_all = pipeline.segment_all

    def noted(documents: Sequence[Document], *known: Any) -> list[list[Article]]:
        read.extend(document.record for document in documents)
        return segment_all(documents, *known)

    monkeypatch.setattr(pipeline, "segment_all", noted)
    found = replace(made, path)
    assert found.dataset == wanted
    assert sorted(read) == ["1", "d"]
    assert (found.names, found.same) == (("c.jsonl#1", "c.jsonl#d"), ("c.jsonl#t", "c.jsonl#u"))


def test_the_header_of_a_table_counts_too(tmp_path: Path) -> None:
    path = put(tmp_path, "c.csv", f'id,title,text\n1,{MEET},"{TEXTS[2]}"\n')
    made = of(path)
    put(tmp_path, "c.csv", f'id,url,text\n1,{MEET},"{TEXTS[2]}"\n')
    assert replace(made, path).dataset == of(path) != made


def test_errors_and_warnings_go_with_their_document(tmp_path: Path) -> None:
    good, bad = put(tmp_path, "a.txt", HALL), put(tmp_path, "bad.pdf", "no pdf")
    alone = of(good)
    found = add(alone, bad, put(tmp_path, "b.txt", TEXTS[3]))
    assert [row["file"] for row in found.errors] == ["bad.pdf"]
    assert found.dataset == of(tmp_path)
    assert change.remove(found.dataset, ["bad.pdf", "b.txt"]).dataset == alone
    mended = put(tmp_path / "mended", "bad.pdf", "").rename(tmp_path / "mended" / "bad.txt")
    mended.write_text(MILL, encoding="utf-8")
    put(tmp_path, "b.txt", "")
    emptied = of(tmp_path)
    assert replace(emptied, mended, name="b.txt").dataset.report.errors == found.errors
    assert add(emptied, mended, name="b.txt").dataset == replace(emptied, mended, name="b.txt").dataset


def test_files_of_no_known_kind_are_noted_once(folder: Path) -> None:
    put(folder, "more/d.txt", TEXTS[4])
    put(folder, "more/picture.png", "")
    whole = built(folder)
    less = change.remove(whole, ["more/d.txt"]).dataset
    assert replace(whole, folder).dataset == whole
    assert len(less.report.warnings) + 1 == len(whole.report.warnings)
    assert "more/picture.png" in {row["file"] for row in less.report.warnings}


def test_names_that_mint_one_iri_are_kept_apart_as_in_a_build(tmp_path: Path) -> None:
    composed, plain = put(tmp_path, "caf\u00e9.txt", HALL), put(tmp_path, "cafe\u0301.txt", MILL)
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("the file system folds both forms of Unicode into one")
    both = of(tmp_path)
    assert len(both.report.errors) == len(both.report.inputs) == 1
    for first, second in ((composed, plain), (plain, composed)):
        assert add(of(first), second).dataset == both
    assert not change.remove(both, paths(both)).dataset.report.errors


def test_a_file_that_was_left_out_for_its_name_goes_with_that_name(tmp_path: Path) -> None:
    one, other = put(tmp_path / "one", "a.txt", HALL), put(tmp_path / "other", "a.txt", MILL)
    last = put(tmp_path, "b.txt", MILL)
    made = of(one, other, last)
    assert len(made.report.errors) == 1
    put(tmp_path / "one", "a.txt", TEXTS[3])
    assert replace(made, one).dataset == of(one, other, last)
    assert change.remove(made, ["a.txt"]).dataset == of(last)


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "name"),
    [("b.txt", "b.txt"), ("sub/c.txt", "sub/c.txt"), ("in/sub/c.txt", "sub/c.txt"), ("./sub/../b.txt", "b.txt")],
)
def test_a_file_stands_for_the_name_that_its_path_ends_in(
    folder: Path, dataset: Dataset, given: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent if given.startswith("in/") else folder)
    Path(given).write_text(TEXTS[2], encoding="utf-8")
    found = replace(dataset, given)
    assert found.names == (name,)
    assert found.dataset == built(folder)
    assert change.remove(dataset, [given]).names == (name,)


def test_a_path_that_ends_in_two_names_is_not_guessed(
    folder: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "sub/a.txt", TEXTS[2])
    wanted = built(folder)
    with pytest.raises(InputError, match=r"may be sub/a\.txt or a\.txt; say which with --as"):
        replace(dataset, folder / "sub" / "a.txt")
    monkeypatch.chdir(folder / "sub")
    with pytest.raises(InputError, match="say which"):
        replace(dataset, "a.txt")
    assert replace(dataset, "a.txt", name="sub/a.txt").dataset == wanted
    assert replace(dataset, "a.txt", root="..").dataset == wanted
    monkeypatch.chdir(folder)
    assert replace(dataset, "sub/a.txt").dataset == wanted
    assert replace(dataset, ".", "sub/a.txt").dataset == wanted
    assert change.remove(dataset, ["a.txt"]).names == ("a.txt",)


def test_an_unknown_name_is_an_error_with_names_like_it(folder: Path, dataset: Dataset) -> None:
    for given, near in (("c.txt", "sub/c.txt"), ("bb.txt", "b.txt"), ("else/a.txt", "a.txt")):
        with pytest.raises(NotFoundError, match=f"did you mean: .*{near}"):
            change.remove(dataset, ["b.txt", f"/nowhere/{given}"] if given == "c.txt" else [given + "x"])
    put(folder, "new.txt", HALL)
    with pytest.raises(NotFoundError, match=r"new\.txt' is no document of the output.* wpkgraph add"):
        replace(dataset, folder / "new.txt")
    with pytest.raises(NotFoundError, match=r"'new.txt' .* added with: wpkgraph add"):
        replace(dataset, folder)


def test_names_are_printed_without_what_drives_a_terminal(tmp_path: Path) -> None:
    made = of(put(tmp_path, "c.jsonl", json.dumps({"id": "\x1b[2Jlamp", "text": HALL})))
    with pytest.raises(NotFoundError) as error:
        change.remove(made, ["c.jsonl#\x1b[2Jlamps"])
    assert "c.jsonl# [2Jlamp" in str(error.value)
    assert "\x1b" not in str(error.value)


def test_a_records_id_alone_is_a_hint(tmp_path: Path) -> None:
    made = of(put(tmp_path, "c.jsonl", jsonl((ROW,), torn=False)))
    for given in ("r", "c.jsonl#q", "d.jsonl#r"):
        with pytest.raises(NotFoundError, match=r"did you mean: c\.jsonl"):
            change.remove(made, [given])
    with pytest.raises(NotFoundError, match="under inputs"):
        change.remove(made, ["-"])


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("sub/*", ["sub/a.txt", "sub/c.txt"]),
        ("**/a.txt", ["a.txt", "sub/a.txt"]),
        ("[bc].txt", ["b.txt"]),
    ],
)
def test_patterns_of_names_stay_in_their_folder(dataset: Dataset, pattern: str, names: list[str]) -> None:
    assert [name for name, _ in Names(dataset.report).meant(pattern)] == names
    assert sorted({*paths(dataset)} - {*names}) == paths(change.remove(dataset, [pattern]).dataset)


def test_a_name_that_is_taken_is_refused(folder: Path, dataset: Dataset) -> None:
    with pytest.raises(InputError, match=r"a\.txt, b\.txt, sub/a\.txt, sub/c\.txt: are in the output already; use rep"):
        add(dataset, folder)
    with pytest.raises(InputError, match=r"already as sub/c\.txt; use replace, or name it with --as c\.txt"):
        add(dataset, folder / "sub" / "c.txt")
    assert add(dataset, folder / "sub" / "c.txt", name="c.txt").names == ("c.txt",)
    assert add(dataset, put(folder, "2025/may.txt", MILL), root=str(folder)).names == ("2025/may.txt",)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"name": "x.md"}, "must end in .txt"),
        ({"name": "../x.txt"}, "must be a relative path"),
        ({"name": "/x.txt"}, "must be a relative path"),
        ({"root": "elsewhere"}, "lies outside of --root elsewhere"),
    ],
)
def test_names_that_can_not_be_are_refused(
    dataset: Dataset, tmp_path: Path, choice: dict[str, str], words: str
) -> None:
    path = put(tmp_path, "new.txt", HALL)
    with pytest.raises(InputError, match=words):
        add(dataset, path, **choice)


def test_one_name_is_for_one_document(folder: Path, dataset: Dataset) -> None:
    with pytest.raises(InputError, match="names one document, and there are 2"):
        replace(dataset, folder / "a.txt", folder / "b.txt", name="a.txt")


# --- refusals ------------------------------------------------------------------------------------------------------


def test_what_names_nothing_or_can_not_be_read_changes_nothing(folder: Path, dataset: Dataset) -> None:
    for given in ("missing.txt", "no*.txt", "picture.png"):
        put(folder.parent, "picture.png", "")
        for do in (add, replace):
            with pytest.raises(InputError):
                do(dataset, folder.parent / given)
    put(folder, "b.txt", "")
    with pytest.raises(InputError, match=r"b\.txt: is empty; the output was left as it was"):
        replace(dataset, folder)
    with pytest.raises(InputError, match="left as it was"):
        add(dataset, put(folder, "new.txt", ""))
    (folder.parent / "none").mkdir()
    with pytest.raises(InputError, match=r"no file of a known kind: \.txt"):
        add(dataset, folder.parent / "none")


def test_a_torn_table_does_not_replace_a_whole_one(tmp_path: Path) -> None:
    path = put(tmp_path, "c.csv", f'id,text\n1,"{HALL}"\n2,"{MILL}"\n')
    made = of(path)
    put(tmp_path, "c.csv", f'id,text\n1,"{HALL}"\n2,"{MILL}\n')
    with pytest.raises(InputError, match="is no CSV"):
        replace(made, path)
    with pytest.raises(InputError, match="holds no document"):
        replace(made, put(tmp_path, "c.csv", "id,text\n"))


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (Recipe(), "by an earlier state of wpkgraph: build it again"),
        (Recipe(version="0.0.1", ontology="x"), "by wpkgraph 0.0.1, and this is"),
        (Recipe(ontology="x"), "the ontology has changed"),
    ],
)
def test_another_version_or_ontology_is_refused(dataset: Dataset, recipe: Recipe, words: str) -> None:
    other = Dataset(dataset.graphs, dataset.texts, dataset.report, dataset.base, recipe)
    with pytest.raises(OutputError, match=words):
        change.remove(other, ["a.txt"])


def test_an_output_whose_files_do_not_fit_together_is_refused(dataset: Dataset) -> None:
    graphs = {name: lines for name, lines in dataset.graphs.items() if "/file/a.txt" not in name}
    texts = {name: text + " " for name, text in dataset.texts.items()}
    for one, two in ((graphs, dataset.texts), (dataset.graphs, {}), (dataset.graphs, texts)):
        with pytest.raises(OutputError, match="do not fit together"):
            change.remove(Dataset(one, two, dataset.report, dataset.base, dataset.recipe), ["b.txt"])


def test_base_limits_and_fields_are_those_of_the_build(tmp_path: Path) -> None:
    first = put(tmp_path, "c.jsonl", json.dumps({"key": "1", "body": HALL}))
    second = put(tmp_path, "d.jsonl", json.dumps({"key": "2", "body": MILL}))
    options = {"base": "https://example.org/", "fields": {"id": "key", "text": "body"}, "max_bytes": 400}
    made = of(first, **options)
    assert add(made, second).dataset == of(first, second, **options)
    with pytest.raises(InputError, match="is larger than 400 bytes"):
        add(made, put(tmp_path, "long.txt", HALL * 9))
    with pytest.raises(OutputError, match="other fields"):
        add(made, second, fields={"text": "body"})
    texts = of(put(tmp_path, "a.txt", HALL))
    fields = {"text": "body"}
    assert add(texts, second, fields=fields).dataset == of(tmp_path / "a.txt", second, fields=fields)


def test_jobs_do_not_count(folder: Path, dataset: Dataset, tmp_path: Path) -> None:
    more = [put(tmp_path, f"{n}.txt", text) for n, text in enumerate(TEXTS[:4])]
    assert add(dataset, *more, jobs=2).dataset == add(dataset, *more[::-1]).dataset


# --- decisions on who is who --------------------------------------------------------------------------------------


def test_decisions_of_the_build_hold_for_changes_too(folder: Path, tmp_path: Path) -> None:
    """The file is no document: it is named by no change, and an output whose decisions have changed is refused."""
    file = put(
        tmp_path, "own.tsv", "left\tright\tdecision\twhy\twho\treasons\nperson/a\tperson/b\tsame\tone of us\tX Y\t\n"
    )
    decided = of(folder, decisions=(str(file),))
    less = change.remove(decided, ["b.txt"]).dataset
    assert any("is nobody in these documents" in str(row["message"]) for row in less.report.warnings)
    (folder / "b.txt").unlink()
    assert less == of(folder, decisions=(str(file),))
    with pytest.raises(NotFoundError):
        change.remove(less, [str(file)])
    file.write_text(file.read_text(encoding="utf-8").replace("same", "different"), encoding="utf-8")
    with pytest.raises(OutputError, match="decisions have changed"):
        change.remove(less, ["a.txt"])
