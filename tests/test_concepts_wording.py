"""The word lists that rules read: all there, strictly read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge.strict import folder
from wpkgraph.knowledge.wording import NAMES, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in NAMES:
        shutil.copy(folder() / file, tmp_path / file)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_lists_are_there() -> None:
    wording = load(folder())
    assert set(wording.words) == {name for names in NAMES.values() for name in names}
    assert all(wording[name] for name in wording.words)
    assert (wording.numbers["twelve"], wording.ordinals["tenth"], wording.numbers["thousand"]) == (12, 10, 1000)


def test_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load(folder())["lamps"]


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("lists.toml", 'name = "announcers"', 'name = "callers"', "unknown list 'callers'"),
        ("lists.toml", 'name = "announcers"', 'name = "task_nouns"', "stands in the file already"),
        ("lists.toml", '"namely"', '"Namely"', "not in lower case"),
        ("lists.toml", '"namely"', '"as follows"', "stands there twice"),
        ("lists.toml", 'word = "two"', 'word = "one"', "'one' stands in the file already"),
        ("lists.toml", "value = 2\n", 'value = "2"\n', "whole number"),
        ("figures.toml", "[[words]]", "[[verbs]]", "unknown table"),
        ("speech_verbs.toml", 'words = ["he", "she"]', 'word = ["he", "she"]', "unknown key"),
    ],
)
def test_wrong_files_are_refused(copy: Path, file: str, old: str, new: str, why: str) -> None:
    edit(copy / file, old, new)
    with pytest.raises(KnowledgeError, match=why) as caught:
        load(copy)
    assert caught.value.file == file


def test_a_missing_list_is_refused(copy: Path) -> None:
    text = (copy / "lists.toml").read_text(encoding="utf-8")
    start = text.index('[[words]]\nname = "announcers"')
    (copy / "lists.toml").write_text(text[:start] + text[text.index("[[number]]") :], encoding="utf-8")
    with pytest.raises(KnowledgeError, match="lacks the list 'announcers'"):
        load(copy)
