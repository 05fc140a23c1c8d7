"""The furniture file: its examples both ways, and that mistakes in it are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge.furniture import KINDS, LINE_LIMIT, LineRule, load

RULES = load().lines
HEAD = 'source = "invented"\n'


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.kind}:{r.examples[0]}")
def test_examples_both_ways(rule: LineRule) -> None:
    assert all(rule.pattern.fullmatch(example) for example in rule.examples)
    assert not any(rule.pattern.fullmatch(counter) for counter in rule.counter)
    assert all(load().line(example) is not None for example in rule.examples)


def test_what_a_line_says() -> None:
    furniture = load()
    imprint = furniture.line("Issued in May Juche 98 (2009)")
    assert imprint is not None
    assert (imprint.kind, imprint.date) == ("colophon", "May Juche 98 (2009)")
    source = furniture.line("Source: Weir Daily | Date: 2009-04-12")
    assert source is not None
    assert (source.kind, source.date, source.publisher) == ("meta", "2009-04-12", "Weir Daily")


def test_long_lines_and_prose_are_no_furniture() -> None:
    furniture = load()
    assert furniture.line("Copyright " + "x" * LINE_LIMIT) is None
    assert furniture.line("The menders met in the hall.") is None
    assert furniture.line("") is None


@pytest.mark.parametrize("pattern", ["weir news(?: \\\\d+)?", "Weir News(?: \\\\d+)?", "\\\\w+ news(?: \\\\D)?"])
def test_capitals_count_neither_in_lines_nor_in_patterns(tmp_path: Path, pattern: str) -> None:
    row = f'[[line]]\nkind = "site"\npattern = "{pattern}"\nexamples = ["Weir News"]\ncounter = []\n'
    (tmp_path / "furniture.toml").write_text(HEAD + row, encoding="utf-8")
    furniture = load(tmp_path)
    assert all(furniture.line(text) for text in ("weir news", "WEIR NEWS", "Weir News"))
    assert furniture.line("Weir Newsé") is None


def test_one_look_tells_what_the_rules_tell() -> None:
    furniture = load()
    lines = [text for rule in RULES for text in (*rule.examples, *rule.counter)]
    for text in [*lines, *map(str.upper, lines), *(f"{text} é" for text in lines)]:
        assert (furniture.line(text) is not None) == any(rule.pattern.fullmatch(text) for rule in RULES)


def test_ends_are_tried_longest_first() -> None:
    ends = load().ends
    assert list(ends) == sorted(ends, key=len, reverse=True)
    assert "-0-" in ends


AGENCY = '[[agency]]\ncode = "A"\nsource = "invented"\n'


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ('[[line]]\nkind = "odd"\npattern = "x"\nexamples = ["x"]\ncounter = []\n', "unknown kind"),
        ('[[line]]\nkind = "site"\npattern = "("\nexamples = ["x"]\ncounter = []\n', "bad pattern"),
        ('[[line]]\nkind = "site"\npattern = "x"\nexamples = []\ncounter = []\n', "example"),
        ('[[camel]]\nword = "A"\nprefix = "B"\n', "either word or prefix"),
        (f'{AGENCY}name = "x"\n{AGENCY}name = "y"\n', "already"),
        ("[[odd]]\nx = 1\n", "unknown table"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, rows: str, why: str) -> None:
    (tmp_path / "furniture.toml").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=why) as caught:
        load(tmp_path)
    assert caught.value.file == "furniture.toml"


def test_an_agency_is_one_row(tmp_path: Path) -> None:
    row = '[[agency]]\ncode = "WNA"\nname = "Weir News"\nsource = "invented"\n'
    (tmp_path / "furniture.toml").write_text(HEAD + row, encoding="utf-8")
    from wpkgraph.model import Document
    from wpkgraph.segment import segment

    text = "Weirton, May 3, 2009 (WNA) -- The weir was opened."
    (article,) = segment(Document("x", text, "", "text/plain"), load(tmp_path))
    assert article.agency == "WNA"
    (other,) = segment(Document("x", text, "", "text/plain"), load())
    assert other.agency is None


def test_kinds_are_all_used() -> None:
    assert {rule.kind for rule in RULES} == set(KINDS)
