"""Comparisons made by hand: kinds of rows, the page's escaping and folding, limits of the table, files that can't be made."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph.articles import Described, Group
from wpkgraph.compare import Comparison, Row
from wpkgraph.errors import OutputError
from wpkgraph.factdiff import Difference, Item, difference
from wpkgraph.model import Span
from wpkgraph.namespaces import WPK
from wpkgraph.texts.wordiff import Run
from wpkgraph.views import compared, comparepage
from wpkgraph.views.heat import Drawing
from wpkgraph.views.paint import paint

BASE = "https://x/"
NASTY = "<script>alert('x')</script> & \"<b>\" \u202e\x1b[31m @facts@ </style>"
HERE = Span(0, 4)


def row(left: str, right: str, score: float = 0.5, own: bool = False) -> Row:
    runs = [(Run(text, own),) if text else () for text in (left, right)]
    return Row(score if left and right else 0.0, runs[0], runs[1], (HERE if left else None, HERE if right else None))


def described(title: str, *places: str, issued: str = "", addresses: tuple[str, ...] = ()) -> Described:
    return Described("article:1", title, issued, places, addresses)


def item(label: str, kind: str = "Person", times: int = 1, quote: str = "") -> Item:
    return Item(f"{WPK}{kind}", f"{BASE}{label}", label, label.casefold(), "", "", times, quote)


def both(*rows: Row, facts: tuple[Difference, ...] = (), title: str = "Lamps") -> Comparison:
    return Comparison(described(title, "a"), described("Nets", "b"), (), 0.5, rows, facts)


SAME, NEAR, LIKE = row("Lamp", "LAMP"), row("A lamp", "A net", own=True), row("It burns", "There is light", 0.3)


# --- rows --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (row("Lamp", ""), "only A"),
        (row("", "Lamp"), "only B"),
        (SAME, "same"),
        (row("La mp", "lamp"), "same"),
        (NEAR, "near"),
        (LIKE, "like"),
    ],
)
def test_the_kind_of_a_row_and_of_its_mirror(made: Row, kind: str) -> None:
    mirror = Row(made.score, made.right, made.left, made.at[::-1])
    assert made.kind == kind
    assert mirror.kind == {"only A": "only B", "only B": "only A"}.get(kind, kind)


def test_kinds_are_counted_in_one_order() -> None:
    rows = (row("", "x"), LIKE, SAME, row("x", ""), SAME)
    words = "2 in the same words, 1 in other words, 1 only in A, 1 only in B"
    assert compared.counted(both(*rows)) == compared.counted(both(*rows[::-1])) == words
    assert compared.counted(both()) == ""


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ((("A", "variantOf", "B"), ("B", "variantOf", "A")), ["A and B are versions of one text, and which is older"]),
        ((("A", "recordOf", "s"), ("B", "recordOf", "s")), ["A and B are texts of one speech"]),
        ((("A", "x#wasRevisionOf", "B"),), ["A is a later version of B"]),
        ((), ["the graph relates the two articles in no way"]),
    ],
)
def test_what_the_graph_says_is_said_once(relations: tuple[tuple[str, str, str], ...], said: list[str]) -> None:
    whole = tuple((a, r if "#" in r else WPK + r, b) for a, r, b in relations)
    found = compared.related(replace(both(), relations=whole))
    assert len(found) == len(said)
    assert all(words.startswith(start) for words, start in zip(found, said, strict=True))


# --- the page ----------------------------------------------------------------------------------------------------------


def tags(page: str) -> list[str]:
    return re.findall(r"<\s*/?\s*([A-Za-z]+)", page)


def test_every_part_that_a_document_fills_is_escaped() -> None:
    fact = Difference(f"{WPK}Person", item(NASTY, quote=NASTY + "."), None)
    page = comparepage.render(
        replace(
            both(row(NASTY, ""), row(NASTY, NASTY, own=True), facts=(fact,), title=NASTY),
            right=described(NASTY, NASTY, issued=NASTY, addresses=(NASTY,)),
        )
    )
    assert "script" not in {tag.lower() for tag in tags(page)}
    assert page.count("<style>") == page.count("</style>") == 1
    assert page.count("&lt;script&gt;alert(&#x27;x&#x27;)") == 12
    assert not re.search("[\u202e\x1b]", page)
    assert page.count('<h2 id="facts">') == 1


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.sampled_from("ab<>&\"'/@! \n\x00\u202e"), min_size=1, max_size=30))
def test_a_text_makes_no_element_and_is_read_back(text: str) -> None:
    plain, filled = (comparepage.render(both(row(words, ""), title=words)) for words in ("x", text))
    assert tags(filled.replace(" empty'", "'")) == tags(plain.replace(" empty'", "'"))
    shown = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    assert html.unescape(filled.partition("<p class=A>")[2].partition("</p>")[0]) == shown


@pytest.mark.parametrize(("count", "folded"), [(0, 0), (2, 0), (3, 1), (4, 1)])
def test_passages_in_the_same_words_are_folded_from_three_on(count: int, folded: int) -> None:
    page = comparepage.render(both(NEAR, *[SAME] * count, NEAR))
    assert page.count("<details>") == folded
    assert page.count(f"{count} passages in the same words") == folded
    assert page.count("<div class='row same'>") == count
    assert comparepage.render(both(*[SAME] * 2, NEAR, *[SAME] * 2)).count("<details>") == 0


def test_only_own_words_are_marked_and_the_space_before_them_is_not() -> None:
    left, right = (Run("The", False), Run(" old", True)), (Run("The", False), Run(" new", True), Run(" ", True))
    page = comparepage.render(both(Row(0.5, left, right, (HERE, HERE))))
    assert "<p class=A>The <del>old</del></p><p class=B>The <ins>new</ins> </p>" in page


def test_facts_of_both_are_folded_and_told_how_often() -> None:
    lamp, net = item("Om", times=3), item("Om", times=1)
    page = comparepage.render(both(facts=difference([lamp], [net, item("Ro", quote="ro")])))
    assert "<li>Om <i>3 : 1</i></li>" in page
    assert "<h4>Only in A</h4><ul><li class=none>nothing</li></ul>" in page
    assert "<li>Ro</li>" in page  # a quote that only repeats the label is left out
    assert "<td>0</td><td>1</td><td>1</td>" in page
    assert "1, all in both" in comparepage.render(both(facts=difference([lamp], [net])))


@pytest.mark.parametrize("name", ["plain/page.html", "x" * 250, "none/page.html", "."])
def test_a_page_that_can_not_be_made_is_said_with_its_place(tmp_path: Path, name: str) -> None:
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    for make in (
        lambda path: comparepage.write(both(), path),
        lambda path: paint(Drawing(9, 9, "Lamps", (), ()), path),
    ):
        with pytest.raises(OutputError, match="can't be written: ") as caught:
            make(tmp_path / name)
        assert str(caught.value).startswith(str(tmp_path / name))
    assert [file.name for file in tmp_path.iterdir()] == ["plain"]


def test_a_page_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", encoding="utf-8")
    comparepage.write(both(SAME), page)
    assert page.read_bytes() == comparepage.render(both(SAME)).encode()
    assert list(tmp_path.iterdir()) == [page]


# --- text and data -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "shown", "rest"), [(0, 0, 3), (2, 2, 1), (3, 3, 0), (9, 3, 0)])
def test_the_table_stops_at_its_limit(limit: int, shown: int, rest: int) -> None:
    table = compared.to_table(both(NEAR, SAME, LIKE, row("", "x")), limit)
    assert sum(table.count(f"\n  {words}") for words in compared.KINDS.values()) == shown
    assert (f"... and {rest} more" in table) is bool(rest)
    assert "in the same words\n" not in table.partition("Passages that differ")[2]


def test_the_table_has_no_control_characters_and_one_line_for_each_side() -> None:
    table = compared.to_table(both(row("one\ntwo\x1b[31m\u202e", "", own=True), title="La\nmp\x1b"), 5)
    assert all(c.isprintable() or c == "\n" for c in table)
    assert "    A  [-one two [31m-]\n" in table
    assert table.startswith("A  a  La mp")


def test_nothing_differs_in_two_articles_that_are_the_same() -> None:
    table = compared.to_table(both(SAME, SAME), 5)
    assert "differ" not in table
    assert table.endswith("passages: 2 in the same words\n")


def test_data_keep_each_character_and_both_sides() -> None:
    made = both(row('a "b",\nc\u202e', ""), NEAR, facts=difference([item("Om; 옴")], [item("Ro")]))
    data = json.loads(compared.to_json(made, BASE))
    assert [passage["kind"] for passage in data["passages"]] == ["only A", "near"]
    assert data["passages"][0]["a"] == {"start": 0, "end": 4, "text": 'a "b",\nc\u202e', "own": []}
    assert data["passages"][0]["b"] is None
    assert data["passages"][1]["b"]["own"] == ["A net"]
    rows = list(csv.DictReader(io.StringIO(compared.to_csv(made, BASE), newline="")))
    assert [(r["part"], r["where"], r["a"], r["b"]) for r in rows] == [
        ("fact", "A", "Om; 옴", ""),
        ("fact", "B", "", "Ro"),
        ("passage", "A", 'a "b",\nc\u202e', ""),
        ("passage", "both", "A lamp", "A net"),
    ]
    assert rows[2]["score"] == "0.000"


@pytest.mark.parametrize(("count", "words"), [(0, "(0 groups)\n"), (1, "(1 group)\n"), (2, "(2 groups)\n")])
def test_groups_are_counted(count: int, words: str) -> None:
    group = Group(f"{WPK}variantOf", "Spe\x1bech", (described("La\nmps", issued="2019"), described("Nets", "b", "c")))
    table = compared.groups_table([group] * count)
    assert table.endswith(words)
    assert table.count("  article:1  La mps (2019)\n  b, c  Nets\n") == count
    assert len(json.loads(compared.groups_json([group] * count))) == count
    rows = list(csv.reader(io.StringIO(compared.groups_csv([group] * count), newline="")))
    assert len(rows) == 1 + 2 * count
    assert [line[0] for line in rows[1:]] == [str(n) for n in range(1, count + 1) for _ in "ab"]


# --- facts -------------------------------------------------------------------------------------------------------------


def test_facts_from_the_other_side_are_the_same_facts() -> None:
    left, right = [item("Om"), item("Ro"), item("3", "Figure")], [item("ro"), item("Kang"), item("3", "Figure")]
    turned = {"A": "B", "B": "A", "both": "both"}
    one, other = difference(left, right), difference(right, left)
    assert sorted(fact.where for fact in one) == ["A", "B", "both", "both"]
    assert sorted((fact.kind, turned[fact.where]) for fact in one) == sorted((fact.kind, fact.where) for fact in other)


def test_events_whose_labels_have_no_words_are_two() -> None:
    found = difference([item("--", "Event")], [item("++", "Event")])
    assert sorted(fact.where for fact in found) == ["A", "B"]


def test_nothing_is_the_difference_of_nothing() -> None:
    assert difference([], []) == ()
    assert [fact.where for fact in difference([], [item("Om")])] == ["B"]
