"""Annotations, floors and annotations.toml are read strictly: every mistake is named with its file and place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation_sample import TEXT, annotations, dataset, evaluated, event, post, write
from ontology_copies import altered, extended, line_of
from wpkgraph.errors import AnnotationError, KnowledgeError
from wpkgraph.evaluate import floors, gold, sources
from wpkgraph.evaluate.evaluation import evaluate
from wpkgraph.evaluate.gold import Named, Post
from wpkgraph.evaluate.graph import short_too
from wpkgraph.knowledge import comparison

ROOT = Path(__file__).resolve().parents[1]


def test_what_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        persons=["Om Tae Sik", {"name": "Han Sol", "variants": ["Han"], "span": [3, 10]}],
        affiliations=[post("wick work-team", loose=True) | {"status": "holds", "char_start": 5, "char_end": 9}],
        events=[event("Lighting", note="a note of the annotator")],
        articles=[{"title": "x", "published": None, "char_start": None, "char_end": None}],
    )
    (read,) = gold.load([str(tmp_path), str(path)])  # a file named twice is one
    assert read.persons == (Named("Om Tae Sik"), Named("Han Sol", ("Han",), (3, 10)))
    assert read.posts == (Post("Om Tae Sik", "head", ("wick work-team",), "", True, (5, 9)),)
    assert read.events[0].surface
    assert read.articles[0].at is None


@pytest.mark.parametrize("folder", ["examples/expected", "tests/synthetic/open/gold", "tests/synthetic/third/gold"])
def test_the_annotations_of_the_project_are_read(folder: str) -> None:
    assert len(gold.load([str(ROOT / folder)])) == len(list((ROOT / folder).glob("*.json")))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"persons": ["Om", 7]}, r"persons\[1\]: must be a table"),
        ({"persons": [" "]}, r"persons\[0\]: is empty"),
        ({"persons": "Om"}, "persons: must be a list"),
        ({"persons": ["\ud800"]}, r"persons\[0\]: character 0 is half of a character"),
        ({"affiliations": [{"person": "Om", "role": "head"}]}, r"affiliations\[0\]: 'unit_chain' is missing"),
        ({"affiliations": [post() | {"loose": "yes"}]}, r"affiliations\[0\]\.loose: must be true or false"),
        ({"participations": [{"person": "Om"}]}, r"participations\[0\]: 'as' is missing"),
        ({"noise": [{"char_start": 9, "char_end": 4}]}, r"noise\[0\]: the offsets 9 to 4 hold no character"),
        ({"noise": [{"char_start": -2, "char_end": 4}]}, r"noise\[0\]: the offsets -2 to 4"),
        ({"noise": [{"char_start": 1.5, "char_end": 4}]}, r"noise\[0\]\.char_start: must be a whole number"),
        ({"places": [{"name": "Kiln", "span": [1, 2, 3]}]}, r"places\[0\]\.span: must be two offsets"),
        ({"articles": [{"char_start": 4}]}, r"articles\[0\]: 'char_end' is missing"),
        ({"events": [{"name": "x"}]}, r"events\[0\]: 'type' is missing"),
        ({"exhaustive": "no"}, "exhaustive: must be true or false"),
        ({"file": None}, "file: must be a string"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    path = write(tmp_path, **changed)
    with pytest.raises(AnnotationError, match=rf"lamp\.json: {said}") as caught:
        gold.load([str(tmp_path)])
    assert caught.value.file == str(path)


@pytest.mark.parametrize("key", [key for key in annotations() if key != "exhaustive"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    path = tmp_path / "lamp.json"
    path.write_text(json.dumps({k: v for k, v in annotations().items() if k != key}), encoding="utf-8")
    with pytest.raises(AnnotationError, match=rf"lamp\.json: '{key}' is missing"):
        gold.load([str(path)])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"file": "x",\n "persons": [}', r"line 2, column 14: is no JSON"),
        (b"", "line 1, column 1: is no JSON"),
        (b"[]", "must be a table"),
        (b'{"file": "\xff"}', "byte 10: is not UTF-8"),
        (b"[" * 200_000, "can't be read as JSON"),
        (b'{"file": ' + b"9" * 5000 + b"}", "can't be read as JSON"),
    ],
)
def test_a_file_that_is_no_json_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "lamp.json"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match=rf"lamp\.json: {said}"):
        gold.load([str(path)])


def test_folders_without_annotations_and_two_of_one_text(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="there is no such file or folder"):
        gold.load([str(tmp_path / "gone")])
    with pytest.raises(AnnotationError, match=r"holds no \.json file"):
        gold.load([str(tmp_path)])
    write(tmp_path / "a")
    write(tmp_path / "b")
    with pytest.raises(
        AnnotationError, match=r"b/lamp\.json: file: 'lamp\.txt' is annotated in .*a/lamp\.json already"
    ):
        gold.load([str(tmp_path)])


def test_offsets_outside_the_text(tmp_path: Path) -> None:
    length = len(TEXT) + 5
    events = [event("Lighting", char_start=5, char_end=length + 1)]
    annotated = gold.load([str(write(tmp_path, events=events))])
    with pytest.raises(AnnotationError, match=rf"events\[0\]: ends at {length + 1}, the text of lamp\.txt at {length}"):
        evaluate(dataset(), annotated, {"lamp.txt": "     " + TEXT})
    assert evaluate(dataset(), annotated).absent == ()  # without the texts nobody can tell


def test_texts_are_found_by_name_also_below_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "lamp.txt").write_text("Lamps.", encoding="utf-8")
    (tmp_path / "all.jsonl").write_text('{"id": "kiln", "text": "Kilns."}\nbroken\n', encoding="utf-8")
    assert sources.texts([str(tmp_path)], {"lamp.txt", "kiln"}) == {"lamp.txt": "Lamps.", "kiln": "Kilns."}
    assert short_too({"a/x": 1, "b/x": 2}) == {"a/x": 1, "b/x": 2}


def test_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(
        "[a.f1]\npersons = 0.5\n[a.most]\nspans = 5\n[a.least]\nspans = 6\n[a.precision]\nplaces = 0\n",
        encoding="utf-8",
    )
    found = evaluated(tmp_path, persons=["Om Tae Sik"], exhaustive=False)
    reached = floors.measure(found, floors.load(path, "a"), path)
    assert [(f.kind, round(f.value or 0, 2), f.kept) for f in reached] == [
        ("persons", 0.67, True),
        ("spans", 6, False),
        ("spans", 6, True),
        ("places", 0, False),  # a precision that was not measured
    ]


@pytest.mark.parametrize(
    ("text", "section", "said"),
    [
        ("[f1]\npersons = 1", "a.b", r"has no section \[a\.b\]"),
        ("", "", "holds no floors"),
        ("[f2]\npersons = 1", "", r"\[f2\]: is no measure; known: precision"),
        ("[a.f1]\npersons = 'high'", "a", r"\[a\.f1\]: 'persons' must be a number"),
        ("f1 = 1", "", r"\[f1\]: '' must be a number"),
        ("[f1", "", "is no TOML"),
        ("[f1]\nlamps = 1", "", "f1: there is no 'lamps'; known: articles"),
        ("[most]\npersons = 1", "", "most: there is no 'persons'; known: spans"),
    ],
)
def test_wrong_floors(tmp_path: Path, text: str, section: str, said: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnnotationError, match=rf"floors\.toml: {said}"):
        floors.measure(evaluated(tmp_path), floors.load(path, section), path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('[[words]]\nname = "lamps"\nwords = ["lamp"]', "the list 'lamps' is unknown"),
        ('[[words]]\nname = "ranks"\nwords = ["lamp"]', "the list 'ranks' stands in the file already"),
        ('[[capacity]]\ncode = "lit"\nwords = ["lit"]', "'lit' is no code of a capacity"),
        ('[[capacity]]\ncode = "speech"\nwords = ["report"]', "'report' stands in the file already"),
        ('[[unify]]\nsay = "Lamp"\nforms = ["lamps"]', "'Lamp' is empty or not in lower case"),
    ],
)
def test_wording_is_read_strictly(tmp_path: Path, row: str, said: str) -> None:
    folder = extended(tmp_path, comparison.FILE, f"\n{row}\n")
    line = line_of(folder, comparison.FILE, row.splitlines()[0])
    with pytest.raises(KnowledgeError, match=rf"annotations\.toml:{line}: {said}"):
        comparison.load(folder)


def test_a_list_that_is_missing(tmp_path: Path) -> None:
    folder = altered(tmp_path, comparison.FILE, 'name = "party"', 'name = "counted"')
    with pytest.raises(KnowledgeError, match="stands in the file already"):
        comparison.load(folder)
    text = (folder / comparison.FILE).read_text(encoding="utf-8")
    kept = text.replace('[[words]]\nname = "counted" # a label may add it\nwords = ["wpk"]\n', "")
    assert kept != text
    (folder / comparison.FILE).write_text(kept, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="lacks the list 'party'"):
        comparison.load(folder)
