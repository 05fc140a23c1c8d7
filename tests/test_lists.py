"""Lists: by ordinals, by numbers, by commas; announced counts that hold and that do not."""

from __future__ import annotations

import pytest

from wpkgraph import knowledge
from wpkgraph.extractors import lists
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.extractors.list_items import item, split_items, trim
from wpkgraph.model import Article, CleanText, Span, TaskListFact

TASKS = """The meeting set four major tasks for the lamp men.
The first task facing the lamp men now is to mend the lamps.
Mending is hard.
The second task facing the lamp men is that all clean the glass.
The third task is to save oil.
The fourth task is to teach boys.
These are the four major tasks."""


def run(text: str) -> Context:
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())
    lists.extract(ctx)
    return ctx


def made(text: str) -> list[TaskListFact]:
    """The lists of a text; every span is checked against its wording."""
    found = [fact for fact in run(text).facts if isinstance(fact, TaskListFact)]
    for fact in found:
        assert [i.position for i in fact.items] == list(range(1, len(fact.items) + 1))
        for one in fact.items:
            assert " ".join(text[one.span.start : one.span.end].split()) == one.label
    return found


def labels(text: str) -> list[list[str]]:
    return [[one.label for one in fact.items] for fact in made(text)]


def test_tasks_over_paragraphs() -> None:
    (fact,) = made(TASKS)
    assert fact.rule == "list-by-task"
    assert fact.announced == 4
    assert fact.label == "four major tasks"
    assert TASKS[fact.evidence[0].start : fact.evidence[0].end] == "four major tasks"
    assert [one.label for one in fact.items] == ["mend the lamps", "all clean the glass", "save oil", "teach boys"]


def test_the_announcement_may_stand_behind_the_list() -> None:
    text = "The first duty is to dig. The second duty is to rest. Such are the two duties of a lamp man."
    (fact,) = made(text)
    assert (fact.announced, fact.label) == (2, "two duties")


def test_an_unannounced_list_is_named_by_its_items() -> None:
    (fact,) = made("The first goal of the pit is coal. The second goal of the pit is safety.")
    assert fact.announced is None
    assert fact.label == "goals of the pit"
    assert [one.label for one in fact.items] == ["coal", "safety"]


def test_a_count_that_does_not_hold_is_reported() -> None:
    ctx = run(TASKS.replace("four major tasks", "five major tasks"))
    (fact,) = (f for f in ctx.facts if isinstance(f, TaskListFact))
    assert (fact.announced, len(fact.items)) == (5, 4)
    assert ("list-by-task", "5 announced, 4 found") in [(d.rule, d.reason) for d in ctx.declined]


def test_a_gap_ends_a_list() -> None:
    text = "The first task is to dig. The second task is to rest. The fourth task is to sing."
    assert labels(text) == [["dig", "rest"]]


def test_a_new_first_item_begins_a_new_list() -> None:
    text = "The first task is to dig. The second task is to rest. The first task is to eat. The second task is to sing."
    assert labels(text) == [["dig", "rest"], ["eat", "sing"]]


@pytest.mark.parametrize(
    "form", ["First, dig. Second, rest. Third, sing.", "Firstly, dig. Secondly, rest. Thirdly, sing."]
)
def test_adverbs(form: str) -> None:
    assert labels(form) == [["dig", "rest", "sing"]]


def test_adverbs_take_the_count_announced_just_before() -> None:
    far = "There are nine ways. " + "He sat. " * 80
    (fact,) = made(far + "First, dig. Second, rest.")
    assert fact.announced is None
    assert fact.label == "dig"
    (near,) = made("There are two ways. First, dig. Second, rest.")
    assert (near.announced, near.label) == (2, "two ways")


def test_a_lone_first_makes_no_list() -> None:
    assert made("First, the warden spoke of lamps. They clapped.") == []


def test_numbered_lines() -> None:
    text = "The agenda items were read:\n1. Oil matters\n2. Staff matters\n3) Lamps\nThey left."
    (fact,) = made(text)
    assert fact.rule == "list-by-number"
    assert [one.label for one in fact.items] == ["Oil matters", "Staff matters", "Lamps"]


def test_numbers_inside_lines_make_no_list() -> None:
    assert made("They came 1. Then 2. And so on.") == []


def test_colon_with_a_count() -> None:
    (fact,) = made("The pit has three goals for the year: coal, art and song, and safety.")
    assert fact.announced == 3
    assert [one.label for one in fact.items] == ["coal", "art and song", "safety"]
    assert fact.label == "three goals"


def test_colon_with_another_count_is_declined() -> None:
    ctx = run("The pit has three goals: coal and safety.")
    assert ctx.facts == []
    assert [(d.rule, d.reason) for d in ctx.declined] == [("list-by-colon", "3 announced, 2 found")]


def test_colon_before_a_quotation_is_no_list() -> None:
    assert made("He wrote as follows: Dear miners, Dear smiths, Dear all.") == []
    assert made("The following is true: We dig, and You, who came late, rest.") == []


def test_semicolons_part_items_with_commas() -> None:
    assert labels("It has three points: oil, old; glass, new; and wick, fine.") == [
        ["oil, old", "glass, new", "wick, fine"]
    ]


def test_closing_count_over_a_long_row() -> None:
    text = "He said that care, thrift, a sense of duty and tidiness are the four basic traits of a lamp man."
    (fact,) = made(text)
    assert [one.label for one in fact.items] == ["care", "thrift", "a sense of duty", "tidiness"]
    assert (fact.rule, fact.announced) == ("list-closed-by-count", 4)
    assert text[fact.evidence[0].start : fact.evidence[0].end] == "four basic traits"


def test_closing_count_that_fails_is_declined() -> None:
    ctx = run("Care, thrift and tidiness are the four basic traits.")
    assert ctx.facts == []
    assert ctx.declined[0].reason == "4 announced, 3 found"


def test_clauses_are_no_items() -> None:
    long = "no matter how hard the winter may be for all those who work in the deep and cold pits of the north"
    assert made(f"Coal, {long} and lamps are the three fronts.") == []


@pytest.mark.parametrize(
    ("text", "announced", "items"),
    [
        ("a, b and c", None, ["a", "b", "c"]),
        ("a, b, and c", None, ["a", "b", "c"]),
        ("a and b", 2, ["a", "b"]),
        ("a and b", 1, ["a and b"]),
        ("a, b and c", 2, ["a", "b and c"]),
        ('"x, y" and z', None, ['"x, y"', "z"]),
        ("a (b, c), d", None, ["a (b, c)", "d"]),
        ("a; b, c; d", None, ["a", "b, c", "d"]),
    ],
)
def test_splitting(text: str, announced: int | None, items: list[str]) -> None:
    assert [text[s:e] for s, e in split_items(text, 0, len(text), announced)] == items


def test_items_are_trimmed_and_in_one_line() -> None:
    assert trim("  a lamp. ", 0, 10) == Span(2, 8)
    assert item("a\nlamp.", 3, 0, 7).label == "a lamp"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("He named the tasks: 1) to dig, 2) to rest and 3) to sing.", [["to dig", "to rest", "to sing"]]),
        ("He named the tasks (1) to dig; and (2) to rest.", [["to dig", "to rest"]]),
        ("There are two tasks: first, oil; second, lamps.", [["oil", "lamps"]]),
        ("There are two tasks: firstly, oil; and secondly, lamps, nets and oars.", [["oil", "lamps, nets and oars"]]),
        ("He named 2) and 3). He left.", []),
        ("It is so: first, they came. Second, they left.", []),
        ("He named: 1) to dig. They left and 2) came.", []),
    ],
)
def test_lists_within_a_sentence(text: str, items: list[list[str]]) -> None:
    assert [[one.label for one in fact.items] for fact in made(text)] == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("He named two tasks. The first is to dig. The second is to rest.", [["dig", "rest"]]),
        ("Two boats came. The first is to row. The second is to sail.", []),
    ],
)
def test_the_noun_may_stand_in_the_announcement_alone(text: str, items: list[list[str]]) -> None:
    assert [[one.label for one in fact.items] for fact in made(text)] == items
