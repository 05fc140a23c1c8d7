"""The rows of events.toml: every example yields an event of its class, every counter-example none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wpkgraph import knowledge
from wpkgraph.errors import KnowledgeError
from wpkgraph.extractors import events
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.extractors.scan import Scan, View, leftmost
from wpkgraph.knowledge import eventwords, strict
from wpkgraph.model import Article, CleanText, PersonRef, Span

WORDS = eventwords.load(strict.folder())
HEADS = [(row.cls, text) for row in WORDS.head_rows for text in row.examples]
ACTS = [(row.cls, text) for row in WORDS.act_rows for text in row.examples]
COUNTER = [(row.words[0], text) for row in (*WORDS.head_rows, *WORDS.act_rows) for text in row.counter]


def opened(text: str) -> Context:
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())
    for name in ("Om Tae Sik", "Han Sol Mi", "Kim Jong Un"):
        if (at := text.find(name)) >= 0:
            ctx.people.append(Found(Span(at, at + len(name)), PersonRef(name)))
    events.extract(ctx)
    return ctx


@pytest.mark.parametrize(("cls", "text"), [*HEADS, *ACTS])
def test_examples_of_rows(cls: str, text: str) -> None:
    assert cls in {fact.event.cls for fact in opened(text).events}


@pytest.mark.parametrize(("word", "text"), COUNTER)
def test_counter_examples_of_rows(word: str, text: str) -> None:
    assert [fact.event.label for fact in opened(text).events] == [], word


def test_classes_are_those_of_the_ontology() -> None:
    known = set(knowledge.load().vocabulary.superclasses)
    assert {row.cls for row in (*WORDS.head_rows, *WORDS.act_rows)} <= known


@pytest.mark.parametrize(
    ("word", "expected"),
    [("meeting", "meetings"), ("ceremony", "ceremonies"), ("talks", "talks"), ("launch", "launches")],
)
def test_plural(word: str, expected: str) -> None:
    assert eventwords.plural(word) == expected


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (strict.folder() / "events.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "events.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copy(strict.folder() / "lists.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "party"', 'id = "partie"', "unknown list"),
        ('gives = "inspection of {}"', 'gives = "inspection"', "must hold {} once"),
        ('order = "after"', 'order = "behind"', "must be one of after"),
        ("(?:attended(?: also", "(?:attended(?: also)", "bad pattern"),
        ("<platform>[^.;:]", "<plattform>[^.;:]", "unknown piece <plattform>"),
        ('capacity = "platform"', 'capacity = "platform"\nkind = "speech"', "either capacity or kind"),
        ('cls = "Congress"', 'cls = "Congress"\ncolour = "red"', "unknown key"),
        ('[[forms]]\nid = "party"', '[[forms]]\nid = "stops"', "stands in line"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as caught:
        eventwords.load(changed(tmp_path, old, new))
    assert caught.value.file == "events.toml"
    assert caught.value.line


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    text = (strict.folder() / "events.toml").read_text(encoding="utf-8")
    start = text.index('[[forms]]\nid = "leaders"')
    end = text.index("[[forms]]", start + 5)
    (tmp_path / "events.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    shutil.copy(strict.folder() / "lists.toml", tmp_path)
    with pytest.raises(KnowledgeError, match="'leaders' is missing"):
        eventwords.load(tmp_path)


def test_one_head_is_that_of_parts(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="rows are marked as part"):
        eventwords.load(changed(tmp_path, "part = true\n", ""))


def test_a_new_head_needs_no_code(tmp_path: Path) -> None:
    row = (
        '[[head]]\nwords = ["regatta"]\ncls = "Contest"\ntakes = ["of"]\nexamples = []\ncounter = []\n\n[[act]]\nwords'
    )
    words = eventwords.load(changed(tmp_path, "[[act]]\nwords", row))
    text = "a regatta of the guild took place"
    (raw,) = Scan([(View.LOWER, words.heads.phrases)]).read(text, text)
    found = words.heads.meant(text, leftmost(raw))
    assert [(meaning[0].cls, start) for meaning, start, _ in found] == [("Contest", 2)]
