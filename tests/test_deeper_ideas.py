"""Ideas over time at their edges, on a corpus made by hand: order, sides, limits; pictures; names of documents."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import pipeline
from wpkgraph.choice import Choice, discovered
from wpkgraph.disassemble import disassemble
from wpkgraph.document_names import Names, below, first_few
from wpkgraph.errors import InputError, NotFoundError, OutputError, QueryError
from wpkgraph.ideas import answers, plot, selection, tally
from wpkgraph.ideas.corpus import Corpus, Idea, Mention, Text
from wpkgraph.model import Report
from wpkgraph.options import BuildOptions
from wpkgraph.outputs import FORMAT
from wpkgraph.readers.discover import relative
from wpkgraph.views.heat import BLUES, Drawing, Heat, Label, draw
from wpkgraph.views.paint import paint, svg

BASE = "https://example.org/id/"


def text(name: str, words: int, year: str = "", **more: object) -> Text:
    names = frozenset([name, f"{name}.txt"])
    dates = {"issued": year, "earliest": f"{year}-01-01", "latest": f"{year}-12-31"} if year else {}
    usual = {**dates, "names": names, "iris": frozenset([f"{BASE}{name}"]), **more}
    return Text(f"{BASE}{name}", name.title(), ((f"{name}.txt", 0),), name, words, **usual)  # type: ignore[arg-type]


def idea(name: str, *others: str, broader: tuple[str, ...] = ()) -> Idea:
    return Idea(f"{BASE}concept/{name}", name, others, tuple(f"{BASE}concept/{b}" for b in broader))


def corpus(texts: list[Text], ideas: list[Idea], said: dict[tuple[str, str], int]) -> Corpus:
    """said: (idea, text) -> how often it is mentioned."""
    mentions = [
        Mention(f"{BASE}concept/{what}", f"{BASE}{where}", 10 * i, 10 * i + 4)
        for (what, where), number in said.items()
        for i in range(number)
    ]
    return Corpus(Path("out"), BASE, {t.iri: t for t in texts}, {i.iri: i for i in ideas}, tuple(sorted(mentions)))


TEXTS = [text("lamp", 500, "2013"), text("net", 1000, "2021"), text("oil", 200), text("reed", 300, "2021")]
IDEAS = [idea("thrift", "saving"), idea("care", "saving", broader=("virtue",)), idea("virtue", broader=("care",))]
SAID = {("thrift", "lamp"): 3, ("care", "net"): 2, ("care", "oil"): 1, ("virtue", "lamp"): 1}
SAMPLE = corpus(TEXTS, IDEAS, SAID)


# --- counts -------------------------------------------------------------------------------------------------------


@given(st.integers(0, 5000), st.integers(1, 90_000))
def test_rates_are_rounded_half_up_to_hundredths(mentions: int, words: int) -> None:
    exact = (Decimal(1000 * mentions) / Decimal(words)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = tally.rate(mentions, words)
    assert Decimal(found) == exact
    assert not (("." in found) and found.endswith(("0", ".")))


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(tally.GROUPS))
def test_the_order_of_texts_ideas_and_mentions_changes_nothing(chance: random.Random, by: str) -> None:
    texts, ideas, mentions = list(TEXTS), list(IDEAS), list(SAMPLE.mentions)
    for rows in (texts, ideas, mentions):
        chance.shuffle(rows)
    other = replace(corpus(texts, ideas, {}), mentions=tuple(mentions))
    assert tally.counts(other, by) == tally.counts(SAMPLE, by)
    assert tally.groups(other, by) == tally.groups(SAMPLE, by)


@pytest.mark.parametrize("by", tally.GROUPS)
def test_every_mention_counts_in_one_group(by: str) -> None:
    assert sum(row.mentions for row in tally.counts(SAMPLE, by)) == len(SAMPLE.mentions)
    if by != "speaker":
        assert sum(group.words or 0 for group in tally.groups(SAMPLE, by)) == tally.words(SAMPLE) == 2000


def test_years_stand_in_order_and_undated_last() -> None:
    assert [(g.key, g.texts, g.words) for g in tally.groups(SAMPLE, "year")] == [
        ("2013", 1, 500),
        ("2021", 2, 1300),
        ("undated", 1, 200),
    ]
    assert [i.label for i in tally.ranked(SAMPLE)] == ["care", "thrift", "virtue"]  # ties by label


def test_a_comparison_turned_round() -> None:
    first, second = selection.named(SAMPLE, "2013"), selection.named(SAMPLE, "2021")
    there, back = tally.compare(SAMPLE, first, second), tally.compare(SAMPLE, second, first)
    turned = {"gone": "new", "new": "gone", "both": "both"}
    assert {(r.state, r.idea.label, r.first, r.second, r.related) for r in there} == {
        (turned[r.state], r.idea.label, r.second, r.first, r.related) for r in back
    }
    assert [(r.state, r.idea.label, r.related) for r in there] == [
        ("gone", "thrift", ()),
        ("gone", "virtue", ("care",)),  # each stands above the other: a circle ends
        ("new", "care", ("virtue",)),
    ]


@pytest.mark.parametrize("gone", ["order", "neatness"])
def test_ideas_are_related_upwards_and_downwards(gone: str) -> None:
    new = {"order": "neatness", "neatness": "order"}[gone]
    both = corpus(TEXTS, [idea("order"), idea("neatness", broader=("order",))], {(gone, "lamp"): 1, (new, "net"): 1})
    rows = tally.compare(both, selection.named(both, "2013"), selection.named(both, "2021"))
    assert [(r.state, r.idea.label, r.related) for r in rows] == [("gone", gone, (new,)), ("new", new, (gone,))]


def test_a_side_beside_itself_has_everything_in_both() -> None:
    assert {row.state for row in tally.compare(SAMPLE, SAMPLE, SAMPLE)} == {"both"}
    assert tally.compare(SAMPLE, selection.only(SAMPLE, []), selection.only(SAMPLE, [])) == []


# --- what is named ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2013", "2013", "lamp oil"),
        ("2014", "2020", "oil"),
        ("2021", None, "net oil reed"),
        (None, None, "lamp net oil reed"),
    ],
)
def test_years_are_included_at_both_ends(first: str | None, last: str | None, kept: str) -> None:
    part = selection.within(SAMPLE, first, last)
    assert sorted(iri.removeprefix(BASE) for iri in part.texts) == kept.split()


@pytest.mark.parametrize(("first", "last", "kept"), [("2014", None, True), (None, "2013", True), ("2015", None, False)])
def test_a_text_of_two_years_is_in_both(first: str | None, last: str | None, kept: bool) -> None:
    loose = replace(text("lamp", 1), earliest="2013-12-01", latest="2014-01-31")
    assert loose.year == "undated"
    assert bool(selection.within(corpus([loose], [], {}), first, last).texts) is kept


@pytest.mark.parametrize("year", ["2013 ", "２０２１", "-999", "20211", ""])
def test_what_is_no_year(year: str) -> None:
    with pytest.raises(QueryError, match="is no year; write four digits: 2021"):
        selection.within(SAMPLE, None, year)


def test_a_label_wins_over_other_labels_and_several_others_are_listed() -> None:
    both = corpus(TEXTS, [*IDEAS, idea("saving")], SAID)
    assert selection.concept(both, "Saving").label == "saving"
    with pytest.raises(
        NotFoundError, match=r"'saving' is a name of several concepts; take an IRI: care \(concept:care"
    ):
        selection.concept(SAMPLE, "saving")


def test_no_more_than_six_hints_are_given() -> None:
    many = corpus(TEXTS, [idea(f"lamp oil {i}") for i in range(9)], {})
    with pytest.raises(NotFoundError) as caught:
        selection.concept(many, "lamp oil")
    assert str(caught.value).count("(") == 6
    with pytest.raises(NotFoundError) as caught:
        selection.concept(many, " ")
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("name", [" ", "", "zzz"])
def test_a_name_of_nothing_is_no_part_of_every_name(name: str) -> None:
    with pytest.raises(NotFoundError, match="is no year, document or event of out"):
        selection.named(SAMPLE, name)


def test_a_year_without_texts_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match="out has no text of 2014; it has: 2013, 2021, undated"):
        selection.named(SAMPLE, "2014")
    assert [t.title for t in selection.named(SAMPLE, "undated").texts.values()] == ["Oil"]


def test_a_text_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"text/lamp\.txt: can't be read: .*; build the folder again"):
        list(answers.quoted(replace(SAMPLE, folder=tmp_path)))


# --- tables -------------------------------------------------------------------------------------------------------


def test_years_without_a_mention_keep_their_column_and_documents_do_not() -> None:
    one = [f"{BASE}concept/thrift"]
    by_year, by_document = plot.of_counts(SAMPLE, "year", one), plot.of_counts(SAMPLE, "document", one)
    assert (by_year.columns, by_year.cells) == (("2013", "2021", "undated"), ((("3", 6.0), None, None),))
    assert (by_document.columns, by_document.cells) == (("2013 Lamp",), ((("3", 6.0),),))
    assert plot.of_counts(SAMPLE, "speaker", one).cells == ((("3", 3.0),),)


@pytest.mark.parametrize("count", [plot.MOST, plot.MOST + 1])
def test_as_many_columns_as_can_be_read(count: int) -> None:
    texts = [text(f"t{i:02}", 9) for i in range(count)]
    many = corpus(texts, IDEAS, {("care", t.sha256): 1 for t in texts})
    if count > plot.MOST:
        with pytest.raises(QueryError, match=f"{count} columns are too many"):
            plot.of_counts(many, "document", [IDEAS[1].iri])
    else:
        assert len(plot.of_counts(many, "document", [IDEAS[1].iri]).columns) == count


def test_the_source_says_what_was_counted() -> None:
    assert plot.source(SAMPLE) == "Counted by wpkgraph: 4 texts, 2,000 words, 2013-2021; 1 undated."
    one = replace(TEXTS[0], alternates=("x",))
    assert plot.source(corpus([one], [], {})) == (
        "Counted by wpkgraph: 1 text, 500 words, 2013; 1 alternate of a text left out, as each text counts once."
    )
    assert plot.source(corpus([], [], {})) == "Counted by wpkgraph: 0 texts, 0 words."


def test_two_sides_leave_a_cell_empty_where_there_is_nothing() -> None:
    first, second = selection.named(SAMPLE, "lamp"), selection.named(SAMPLE, "net")
    made = plot.of_comparison(("Lamp", "Net"), tally.compare(SAMPLE, first, second), first, second)
    assert made.rows == ("thrift (gone)", "virtue (gone)", "care (new)")
    assert made.cells == ((("3", 6.0), None), (("1", 2.0), None), (None, ("2", 2.0)))
    assert made.title.endswith("(gone, new)")


# --- pictures -----------------------------------------------------------------------------------------------------

CELL = st.none() | st.floats(0, 1e6).map(lambda x: (f"{x:.0f}", x))
HEAT = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=4).map(
        lambda rows: Heat(
            "T", tuple("abcd"[: len(rows)]), tuple(f"20{i}" for i in range(width)), tuple(map(tuple, rows)), "m", ("n",)
        )
    )
)


@settings(max_examples=60, deadline=None)
@given(HEAT)
def test_every_box_and_label_lies_on_the_paper_and_more_is_never_lighter(heat: Heat) -> None:
    drawing = draw(heat)
    cells = [cell for row in heat.cells for cell in row]
    assert len(drawing.boxes) == 2 * len(cells) + 10
    assert all(b.x >= 0 and b.x + b.width <= drawing.width and b.y + b.height <= drawing.height for b in drawing.boxes)
    assert all(0 <= label.x <= drawing.width and 0 <= label.y <= drawing.height for label in drawing.labels)
    fills = [box.fill for box in drawing.boxes[1 : 2 * len(cells) : 2]]
    shades = sorted((cell[1], BLUES.index(fill)) for cell, fill in zip(cells, fills, strict=True) if cell)
    most = shades[-1][0] if shades else 0
    assert [shade for _, shade in shades] == [
        next(step for step in range(5) if strength <= most / 2 ** (4 - step)) for strength, _ in shades
    ]
    assert ElementTree.fromstring(svg(drawing)).tag.endswith("svg")


@pytest.mark.parametrize(("length", "shown"), [(45, 45), (46, 46), (47, 46)])
def test_a_name_just_too_long_is_cut(length: int, shown: int) -> None:
    labels = draw(Heat("T", ("w" * length,), ("A",), ((None,),), "m", ())).labels
    (name,) = [label.text for label in labels if label.text.startswith("w")]
    assert len(name) == shown
    assert name.endswith("…") is (length > shown)


@pytest.mark.parametrize(("name", "turn"), [("20213", 0), ("202134", 45)])
def test_names_of_columns_are_turned_where_they_are_long(name: str, turn: int) -> None:
    drawing = draw(Heat("T", ("a",), (name,), ((None,),), "m", ()))
    (label,) = [label for label in drawing.labels if label.text == name]
    assert label.turn == turn
    assert ("rotate(-45" in svg(drawing)) is bool(turn)


@pytest.mark.parametrize("length", [6, 20, 46])
def test_the_last_turned_name_ends_on_the_paper(length: int) -> None:
    names = ("w" * length,) * 9
    drawing = draw(Heat("T", ("a",), names, ((None,) * 9,), "m", ()))
    last = [label for label in drawing.labels if label.turn][-1]
    reach = 6.0 * length * 0.7  # letters of 11 pixels are about 6 wide
    assert last.x + reach <= drawing.width
    assert last.y - reach >= 0


@given(st.text(max_size=30))
def test_any_words_make_a_picture_that_can_be_read(words: str) -> None:
    root = ElementTree.fromstring(svg(Drawing(9, 9, words, (), (Label(1, 1, words),))))
    shown = "".join(c if c.isprintable() else " " for c in words)
    assert [element.text or "" for element in (root[0], root[-1])] == [shown, shown]


DRAWING = Drawing(9, 9, "T", (), ())


def test_a_picture_is_written_aside_and_renamed(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("old", encoding="utf-8")
    paint(DRAWING, path)
    assert path.read_text(encoding="utf-8") == svg(DRAWING)
    paint(DRAWING, tmp_path / "b.PNG")
    assert (tmp_path / "b.PNG").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "c.svg").mkdir()
    for bad in (tmp_path / "c.svg", tmp_path / "none" / "a.svg"):
        with pytest.raises(OutputError, match=r"svg: can't be written: "):
            paint(DRAWING, bad)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.svg", "b.PNG", "c.svg"]


def test_a_picture_is_refused_however_deep_in_an_output_folder(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(f'{{"format": "{FORMAT}"}}', encoding="utf-8")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    with pytest.raises(OutputError, match="lies inside an output folder"):
        paint(DRAWING, tmp_path / "deep" / "er" / "a.svg")
    (tmp_path / "report.json").write_text('{"format": "another"}', encoding="utf-8")
    paint(DRAWING, tmp_path / "deep" / "er" / "a.svg")


# --- names of documents -------------------------------------------------------------------------------------------

NAMES = Names(
    Report(
        (
            {"path": "a.txt"},
            {"path": "sub/a.txt"},
            {"path": "x/y/z.txt"},
            {"path": "c.jsonl", "record": "a#1"},
            {"path": "c.jsonl", "record": 7},
            {"path": "c#2.csv", "record": "1"},
            {"path": "who.toml", "decisions": 3},
        ),
        errors=({"path": "torn.txt", "message": "x"}, {"path": "a.txt", "message": "x"}, {"message": "x"}),
    )
)


@pytest.mark.parametrize(
    ("given_name", "meant"),
    [
        ("a.txt", [("a.txt", None)]),
        ("sub/a.txt", [("sub/a.txt", None)]),
        ("torn.txt", [("torn.txt", None)]),  # could not be read, and can be taken out all the same
        ("c.jsonl#a#1", [("c.jsonl", "a#1")]),
        ("c.jsonl#7", [("c.jsonl", "7")]),
        ("c#2.csv#1", [("c#2.csv", "1")]),
        ("/far/away/c#2.csv#1", [("c#2.csv", "1")]),
        ("/far/x/y/z.txt", [("x/y/z.txt", None)]),
        ("far/../x/y/z.txt", [("x/y/z.txt", None)]),
        ("x/**", [("x/y/z.txt", None)]),
        ("**/a.txt", [("a.txt", None), ("sub/a.txt", None)]),
        ("?.txt", [("a.txt", None)]),
        ("**/**/z.*", [("x/y/z.txt", None)]),
    ],
)
def test_what_a_name_means(given_name: str, meant: list[tuple[str, str | None]]) -> None:
    assert list(NAMES.meant(given_name)) == meant


@pytest.mark.parametrize(
    ("given_name", "said"),
    [
        ("x/*", "'x/*' is no document of the output; report.json"),  # one star stays in its folder
        ("c.jsonl#8", "did you mean: c.jsonl, c.jsonl#7"),
        ("other/z.txt", "x/y/z.txt"),
        ("7", "did you mean: c.jsonl#7"),
        ("who.toml", "is no document"),
        ("-", "'stdin.txt' is no document"),
    ],
)
def test_a_name_of_nothing_is_told_with_names_like_it(given_name: str, said: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        list(NAMES.meant(given_name))
    assert said in str(caught.value)


def test_what_was_read_in_part_is_not_unread() -> None:
    assert NAMES.unread == {"torn.txt"}
    assert NAMES.records == {"c.jsonl": {"a#1", "7"}, "c#2.csv": {"1"}}


def test_a_path_that_ends_in_two_names_must_be_told_apart() -> None:
    with pytest.raises(InputError, match=r"may be sub/a\.txt or a\.txt; say which with --as"):
        NAMES.of_file(Path("/far/sub/a.txt"), "/far/sub/a.txt")
    assert NAMES.of_file(Path("/far/sub/a.txt"), "sub/a.txt") == "sub/a.txt"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["b", "a", "b"], "a, b"),
        (list("edcba"), "a, b, c, d, e"),
        (list("fedcba"), "a, b, c, d, e and 1 more"),
        (["\x1b[31mred\n"], " [31mred "),
        ([], ""),
    ],
)
def test_a_few_names_for_a_sentence(names: list[str], shown: str) -> None:
    assert first_few(names) == shown


def test_names_count_from_one_folder_also_through_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    name = below(str(tmp_path / "link"))
    assert name(tmp_path / "link" / "a.txt", None) == name(real / "a.txt", None) == "a.txt"
    with pytest.raises(InputError, match=r"realer.*: lies outside of --root .*link"):
        name(tmp_path / "realer" / "a.txt", None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.md", "must end in .txt, as the file does"),
        ("a", "must end in .txt"),
        ("/a.txt", "must be a relative path without . and .."),
        ("x/../a.txt", "must be a relative path"),
        ("x//a.txt", "must be a relative path"),
        ("./a.txt", "must be a relative path"),
        ("x/A.TXT", ""),
        ("x/..a.txt", ""),
    ],
)
def test_a_name_that_is_chosen(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / "lamp.txt"
    path.write_text("Lamps.", encoding="utf-8")
    if said:
        with pytest.raises(InputError, match="--as: ") as caught:
            discovered([str(path)], Choice(name), relative)
        assert said in str(caught.value)
    else:
        (source,) = discovered([str(path)], Choice(name), relative).sources
        assert (source.name, source.ending) == (name, ".txt")


def test_a_dataset_taken_apart_has_a_part_for_each_record(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"id": "1", "text": "Lamps lit."}\n{"id": "2", "text": "Lamps lit."}\n', "utf-8")
    made = pipeline.build([str(tmp_path / "c.jsonl")], BuildOptions())
    parts = disassemble(made).parts
    assert [part.key for part in parts] == [("c.jsonl", "1"), ("c.jsonl", "2")]
    assert parts[0].articles == parts[1].articles  # one text in two records
    assert list(parts[0].texts.values()) == ["Lamps lit."]
    odd = {**made.graphs, f"{BASE}odd/graph": ()}
    with pytest.raises(OutputError, match=r"graph .*odd/graph.*build it again"):
        disassemble(replace(made, graphs=odd))
