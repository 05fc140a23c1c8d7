"""What one article states, whatever its form: spans, statuses and rules hold; figures, lists, titles and posts at edges."""

from __future__ import annotations

import importlib
import pkgutil
import random
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support
import wpkgraph.extractors
from support import Post
from wpkgraph import knowledge, pipeline
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import lists, references
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.figures import number
from wpkgraph.extractors.list_items import split_items, trim
from wpkgraph.model import (
    Article,
    EventFact,
    Extraction,
    FigureFact,
    MembershipFact,
    ParticipationFact,
    PersonRef,
    SpeechFact,
    StatementFact,
    Status,
    TaskListFact,
)
from wpkgraph.options import BuildOptions
from wpkgraph.rules import registered

OM, HAN, RO = "Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu"
BOARD, WORKS = ("Lamp Board",), ("Unsong Works",)
CAPACITIES = {"guided", "presided", "platform", "attended"}
KINDS = {"opening-speech", "concluding-speech", "report", "speech", "self-criticism"}


@cache
def rules() -> frozenset[str]:
    """The names of all rules; they are registered where their modules are imported."""
    for module in pkgutil.iter_modules(wpkgraph.extractors.__path__):
        importlib.import_module(f"wpkgraph.extractors.{module.name}")
    return frozenset(rule.name for rule in registered())


def check(article: Article, made: Extraction) -> None:
    """What must hold of any extraction, however odd its text."""
    size, known = len(article.text), knowledge.load().vocabulary
    for mention in made.mentions:
        assert 0 <= mention.span.start < mention.span.end <= size
        assert mention.form == " ".join(mention.form.split())
        assert mention.form
    for fact in made.facts:
        assert fact.rule in rules()
        assert isinstance(fact.status, Status)
        assert fact.evidence
        assert all(0 <= start < end <= size for start, end in fact.evidence)
        if isinstance(fact, ParticipationFact):
            assert fact.capacity in CAPACITIES
        elif isinstance(fact, SpeechFact):
            assert fact.kind in KINDS
        elif isinstance(fact, EventFact):
            assert fact.event.cls in known.superclasses
            assert fact.event.start is None or fact.event.start.latest
        elif isinstance(fact, TaskListFact):
            assert [item.position for item in fact.items] == list(range(1, len(fact.items) + 1))
        elif isinstance(fact, MembershipFact):
            assert fact.held in ("Holds", "Former", "Elected", "Appointed", "Recalled")
            assert fact.role
    assert all(
        0 <= span.start <= span.end <= size for span, _, _ in ((d.span, d.rule, d.reason) for d in made.declined)
    )
    assert all(d.reason for d in made.declined)


SENTENCES = (
    "Om Tae Sik, chairman of the Lamp Board, made a report.",
    "Attending it were Han Sol Mi, manager of the Unsong Works, Ro Chan Gyu and other officials of the Lamp Board.",
    "The Seventh Conference of Lamp Menders opened in Hamhung on March 8.",
    "He said that the first task is to mend more than 200 lamps.",
    "Second, the nets. First, the lamps.",
    "The General Secretary sent a letter; it was read out by Om Tae Sik.",
    "Han Sol Mi was recalled from the vice-chairmanship of the Lamp Board and Ro Chan Gyu was elected to fill the vacancy.",
    "They praised the Unsong Works, criticized the Net Office and sang \"The River Is Ours\".",
    "1. Nets\n2. Lamps\n3. Oil",
    "There are three traits: care, thrift and order.",
    "A wreath was laid in the name of Kim Jong Un on the last day of May.",
    "OM TAE SIK SPEAKS",
    "\"Burn less!\" he went on:",
    "the late Ro Chan Gyu, former head of the reed shop of the Unsong Works in Hamhung, who had been a member,",
    "Vice-Premiers Om Tae Sik and Han Sol Mi, and Army General Ro Chan Gyu stood on the platform, accompanied by",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.sampled_from([None, PartialDate(2019, 3, 9), PartialDate(2019), PartialDate(1999, 5)]),
)
def test_any_order_of_sentences_gives_facts_that_hold(chance: random.Random, issued: PartialDate | None) -> None:
    chosen = [chance.choice(SENTENCES) for _ in range(chance.randint(1, 8))]
    text = "".join(sentence + chance.choice([" ", "\n", "\n\n", ""]) for sentence in chosen)
    check(*support.extraction(text, issued))


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_words_in_any_order_give_facts_that_hold(chance: random.Random) -> None:
    words = " ".join(SENTENCES).split()
    text = " ".join(chance.choice(words) for _ in range(chance.randint(1, 60)))
    check(*support.extraction(text, PartialDate(2019, 3, 9)))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "Om", "\x00", "어망 공장", "((((", '"', "of the of the", "A" * 5000, "Kim " * 800]
)
def test_next_to_nothing_states_next_to_nothing(text: str) -> None:
    article, made = support.extraction(text, PartialDate(2019, 3, 9))
    check(article, made)
    assert not [f for f in made.facts if isinstance(f, MembershipFact | SpeechFact | StatementFact)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_said_twice_states_the_same_twice(sentence: str) -> None:
    """Nothing leaks from one extraction into the next."""
    first = support.extraction(sentence, PartialDate(2019, 3, 9))[1]
    assert support.extraction(sentence, PartialDate(2019, 3, 9))[1] == first


@pytest.mark.parametrize(
    "unit",
    [
        "Om Tae Sik, chairman of the Lamp Board, ",
        "member of the ",
        "Om Tae Sik and ",
        "the shop of the ",
        "First, ",
        "200 000 ",
        "2 000, ",
        "March 3 to ",
        "he said ",
        "(",
        '"',
        "Comrade ",
        "of ",
        "vice-",
    ],
)
def test_nasty_repeats_take_linear_time(unit: str) -> None:
    times = []
    for size in (8_000, 32_000):
        text = unit * (size // len(unit))
        started = time.process_time()
        support.extraction(text, PartialDate(2019, 3, 9))
        times.append(time.process_time() - started)
    assert times[1] < 10 * times[0] + 0.5


# --- posts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("OM TAE SIK, CHAIRMAN OF THE LAMP BOARD", set()),
        (
            "Om Tae Sik, chairman, and Han Sol Mi, manager of the Unsong Works, came.",
            {Post(OM, "chairman"), Post(HAN, "manager", WORKS)},
        ),
        (
            "Om Tae Sik, Han Sol Mi and Ro Chan Gyu, members of the Lamp Board, came.",
            {Post(name, "member", BOARD) for name in (OM, HAN, RO)},
        ),
        (
            "Om Tae Sik, chairman of the Lamp Board, and Han Sol Mi, manager of the Unsong Works, came.",
            {Post(OM, "chairman", BOARD), Post(HAN, "manager", WORKS)},
        ),
        ("The house of Om Tae Sik stands by the Lamp Board.", set()),
        ("Om Tae Sik praised the chairman of the Lamp Board.", set()),
        ("Om Tae Sik met Han Sol Mi, chairman of the Lamp Board.", {Post(HAN, "chairman", BOARD)}),
        ("Chairmen of the boards and managers of the works came.", set()),
        ("Om Tae Sik, winner of the Golden Oar Order, came.", set()),
    ],
)  # fmt: skip
def test_posts_at_the_edges(text: str, posts: set[Post]) -> None:
    assert support.posts(text) >= posts
    if not posts:
        assert not {p for p in support.posts(text) if p.chain}


def test_the_list_position_and_the_evidence_of_a_post() -> None:
    text = "Attending were Om Tae Sik, chairman of the Lamp Board, and Han Sol Mi, manager of the Unsong Works."
    for fact in support.facts(text):
        assert text[slice(*fact.evidence[0])] == fact.person.name
        assert all(text[slice(*span)].strip() == text[slice(*span)] for span in fact.evidence)


@pytest.mark.parametrize("verb", ["elected", "by-elected", "appointed"])
def test_a_post_given_is_not_held_before(verb: str) -> None:
    found = support.posts(f"Om Tae Sik was {verb} as chairman of the Lamp Board.")
    assert found == {Post(OM, "chairman", BOARD, "Appointed" if verb == "appointed" else "Elected")}


# --- figures ------------------------------------------------------------------------------------------------------


def figures(text: str) -> list[tuple[str, object, str]]:
    made = support.extraction(text)[1]
    return [(f.text, f.value, f.bound) for f in made.facts if isinstance(f, FigureFact)]


@given(st.integers(1000, 10**12), st.sampled_from([" ", ",", "\u00a0", "\u2009", "\u202f"]))
def test_digit_groups_of_any_kind_are_one_number(value: int, gap: str) -> None:
    digits = f"{value:,}".replace(",", gap)
    assert number(digits) == value
    (found,) = figures(f"The mill made {digits} tons.")
    assert found[1:] == (value, "Exactly")


@pytest.mark.parametrize("digits", ["9" * 5000, "200" + " 000" * 2000, "9" * 400 + ".5"])
def test_a_number_of_very_many_digits_stops_nothing(digits: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"The mill made {digits} tons of lamps.", encoding="utf-8")
    made = pipeline.build([str(tmp_path / "a.txt")], BuildOptions())
    assert len(made.report.inputs) + len(made.report.errors) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It made 0.5 tons.", [("0.5 tons", 0.5, "Exactly")]),
        ("It made more than 1.5 million tons.", [("more than 1.5 million tons", 1_500_000, "AtLeast")]),
        ("It made 3 000 tons and 2 000 lamps.", [("3 000 tons", 3000, "Exactly"), ("2 000 lamps", 2000, "Exactly")]),
        ("It rose to 110 percent.", [("110 percent", 110, "Exactly")]),
        ("On March 8, 2019, at 10:30, in Room 12, by No. 5.", []),
        ("It is 1/2 and 3x4 and v2.0 and 12-3.", []),
        ("", []),
    ],
)
def test_figures_at_the_edges(text: str, found: list[tuple[str, object, str]]) -> None:
    assert figures(text) == found


# --- lists --------------------------------------------------------------------------------------------------------


def told(text: str) -> tuple[list[TaskListFact], Context]:
    ctx = support.opened(text)
    lists.extract(ctx)
    return [fact for fact in ctx.facts if isinstance(fact, TaskListFact)], ctx


ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]


@pytest.mark.parametrize("count", range(2, 13))
def test_tasks_in_a_row_of_any_length(count: int) -> None:
    text = " ".join(f"The {word} task is to mend hall {n}." for n, word in enumerate(ORDINALS[:count], 1))
    (fact,), ctx = told(text)
    assert [item.label for item in fact.items] == [f"mend hall {n}" for n in range(1, count + 1)]
    assert (fact.announced, ctx.declined) == (None, [])


@pytest.mark.parametrize(("said", "items"), [(3, 2), (2, 3), (10, 4)])
def test_a_count_that_is_not_kept_is_told_with_both_numbers(said: int, items: int) -> None:
    text = f"There are {said} tasks. " + " ".join(f"The {word} task is to mend." for word in ORDINALS[:items])
    (fact,), ctx = told(text)
    assert fact.announced == said
    (declined,) = ctx.declined
    assert declined.reason == f"{said} announced, {items} found"


@pytest.mark.parametrize("count", [2, 3, 9, 10, 30])
def test_numbered_lines_of_any_length(count: int) -> None:
    (fact,), _ = told(
        "It was as follows:\n" + "\n".join(f"{n}. Matter {chr(64 + n % 26)}" for n in range(1, count + 1))
    )
    assert len(fact.items) == count


@given(st.text(alphabet='ab,; and"()\n', max_size=50), st.none() | st.integers(1, 5))
def test_items_are_apart_in_order_and_trimmed(text: str, announced: int | None) -> None:
    spans = split_items(text, 0, len(text), announced)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert trim(text, start, end) == (start, end)
        last = end


# --- titles that stand for a person -------------------------------------------------------------------------------


def denoted(text: str, day: PartialDate | None) -> tuple[list[str], list[str]]:
    """Names that titles stand for, and the reasons why others stand for nobody."""
    ctx = support.opened(text)
    object.__setattr__(ctx, "article", support.article(text, day))
    ctx.people += [found for found in support.context(text).people if not found.generic]
    references.extract(ctx)
    names = [m.ref.name for m in ctx.mentions if isinstance(m.ref, PersonRef) and m.generic]
    return names, [d.reason for d in ctx.declined]


@pytest.mark.parametrize(
    ("text", "day"),
    [("The lamps burned.", PartialDate(2022, 4, 1)), ("The General Secretary came.", None), ("", PartialDate(2022))],
)
def test_no_title_or_no_date_denotes_nobody(text: str, day: PartialDate | None) -> None:
    names, reasons = denoted(text, day)
    assert names == []
    assert bool(reasons) == ("Secretary" in text)


def test_a_title_is_declined_once_for_an_article() -> None:
    _, reasons = denoted("The General Secretary came. The General Secretary went. the General Secretary", None)
    assert len(reasons) <= 2
    assert set(reasons) == {"the text has no date"}


@pytest.mark.parametrize("tail", [" Om Tae Sik", " of the Lamp Board", "ship", "-elect", " Medal"])
def test_a_title_that_goes_on_is_another(tail: str) -> None:
    names, _ = denoted(f"We saw the General Secretary{tail} today.", PartialDate(2022, 4, 1))
    assert names == []
