"""Searches that were rewritten to skip: each finds what its plain form finds, on any text."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Sequence

import pytest

from wpkgraph import clean, datewords, knowledge
from wpkgraph.extractors import (
    BATCH,
    _changed,
    attribution,
    bodies,
    extract,
    extract_all,
    figures,
    lists,
    places,
    post_references,
    reading,
    speech_parts,
)
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.event_names import without_tail
from wpkgraph.model import Article, CleanText, FigureFact, Span, StatementFact

PLAIN = {
    "bodies": (bodies._NAMED, r"(?:[CSKLJYRmnhHBz]|[PZ](?=[CSKLJO])|'(?=[CSKLJmhHO])|(?<=[CSKLH])&(?=[CSKL]))*O|B|Cu"),
    "places": (places._NAMED, r"(?:[CSKLJhHm]|'(?=[CSKLJhHm]))+[PZ]Z*+(?:ot?[CSK]++(?![PZOL'u]))?|CL|L"),
    "places first": (places._HEAD_FIRST, r"(?<![CSKLJ])[ZPC]o?t?[CSKL]{1,2}(?![CSKLJOPZ'])"),
}
WORDS = ["ten", "tenth", "often", "two", "seventy-two", "lamps", ",", "-", "hundreds", "of", "oars", "7", "12 500", "."]


DATES = [
    *("January", "Feb.", "March", "Apr.", "May", "June", "Jul.", "August", "Sept.", "Oct.", "November", "Dec."),
    *(
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "last",
        "This",
        "next",
        "year",
        "month",
    ),
    *(
        "Today",
        "yesterday",
        "tomorrow",
        "Juche 98",
        "(2009)",
        "1999",
        "12",
        "3rd",
        "the",
        "of",
        "to",
        "-",
        ",",
        "é",
        "\n",
    ),
]
SMALL = (" and", " the", " a", " an", " of", " for", " its", " ", ".", "-", "net", "of", "s")
SPEAKERS = ("The", "the", "An", "a", "king", "old", ",", "and", "that", "To", "Lam", "said", "x's", "ab-c", "(", "\n")


def spans(found: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a search finds something."""
    return [match.span() for match in found.finditer(text)]


def mixed(chance: random.Random, bits: Sequence[str], count: int) -> str:
    """A text of some of the bits, with a space behind most of them."""
    return "".join(chance.choice(bits) + chance.choice((" ", "", " ")) for _ in range(count))


@pytest.mark.parametrize("name", PLAIN)
def test_patterns_over_kinds_find_what_their_plain_form_finds(name: str) -> None:
    """The comments above the patterns give the plain form."""
    fast, plain = PLAIN[name][0], re.compile(PLAIN[name][1])
    chance = random.Random(7)
    for _ in range(200):
        kinds = "".join(chance.choices("KSJYBLRCOhHmPZn'&,.|oqtjzuyxk", k=300))
        assert spans(fast, kinds) == spans(plain, kinds)


def test_cued_searches_find_what_their_patterns_find() -> None:
    """Number words inside others ("often") are cues, and no matches."""
    known = knowledge.load()
    words, chance = figures._patterns(known.wording), random.Random(7)
    for _ in range(200):
        text = mixed(chance, [*WORDS, "are the", "declared "], 60)
        ctx = opened(text)
        for pattern, table in (
            (words.word, figures._SMALL),
            (words.vague, figures._VAGUE),
            (lists._patterns(known.wording).closing, lists._ARE_THE),
            (speech_parts.phrases(known.eventwords).declaring, speech_parts.DECLARING),
        ):
            assert [m.span() for m in from_cues(pattern, text, table.starts(ctx))] == spans(pattern, text)


def test_posts_begin_at_their_nouns() -> None:
    """Only "the" and "The" before a noun of a post in small letters."""
    pattern, chance = post_references._pattern(knowledge.load()), random.Random(7)
    bits = ("the", "The", "THE", "premier", "president", "Premier", "vice-premier", "prime minister", "other", ".", "é")
    for _ in range(500):
        ctx = opened(mixed(chance, bits, 30))
        cued = from_cues(pattern, ctx.text, post_references._NOUNS.starts(ctx))
        assert [m.span() for m in cued] == spans(pattern, ctx.text)


def test_numbers_begin_where_digits_do() -> None:
    """Characters beyond one byte, and digits of other scripts, shift and begin nothing."""
    chance = random.Random(7)
    bits = (*WORDS, "3", "1,250.5", "No.", "4km", "x2", "é", "한", "×", "٣", "½", "😀", "$5", "7/8", "10-odd", "1\n2")
    for _ in range(500):
        text = mixed(chance, bits, 30)
        cued = from_cues(figures._NUMBER, text, figures._digits(text))
        assert [m.span() for m in cued] == spans(figures._NUMBER, text)


def test_names_behind_capitals_are_parted() -> None:
    """Two capitals at least; each name by its own first letter, and by all of it."""
    glued = clean.glue(("Om Tae Sik", "Ro Un"))
    for text, parted in (
        ("HEOm Tae Sik", "HE Om Tae Sik"),
        ("DPRKRo Un", "DPRK Ro Un"),
        ("AOm Tae Sik", "AOm Tae Sik"),
        ("HERo Tae Sik", "HERo Tae Sik"),
        ("HEOm Tae Siks", "HEOm Tae Siks"),
        ("HEOM", "HEOM"),
    ):
        assert clean.clean(f"It was {text}.", (), glued).text == f"It was {parted}."


def test_dates_begin_where_they_are_looked_for() -> None:
    """The starts leave out no date, and what begins within one is none."""
    chance = random.Random(7)
    for _ in range(2000):
        text, done, found = mixed(chance, DATES, 12), 0, []
        for start in datewords.STARTS.finditer(text):
            match = datewords.FIND.match(text, start.start()) if start.start() >= done else None
            if match:
                done = match.end()
                found.append(match.span())
        assert found == spans(datewords.FIND, text)


def test_titles_begin_where_a_separator_stands() -> None:
    """Modifiers and a head behind a mark, "and", a word in small letters or a capital."""
    plain, chance = re.compile(r"[,&.|;xqC](?=m*h)"), random.Random(7)
    for _ in range(500):
        kinds = "".join(chance.choices("mhhm,&.|;xCqoS", k=40))
        assert [m.start() for m in reading._TITLE.finditer(kinds)] == [m.start() + 1 for m in plain.finditer(kinds)]


def test_tails_of_names_are_what_the_pattern_says() -> None:
    """Marks and spaces, before them small words."""
    plain, chance = re.compile(r"(?: (?:and|the|an?|of|for|its))*[ .-]*$"), random.Random(7)
    for _ in range(2000):
        text = "".join(chance.choices(SMALL, k=chance.randint(0, 7)))
        assert without_tail(text) == plain.sub("", text)


def test_strangers_stand_in_the_last_words() -> None:
    """The search that starts a few words before the end finds what one of the whole text finds."""
    chance = random.Random(7)
    for _ in range(2000):
        text = mixed(chance, SPEAKERS, chance.randint(0, 12))
        last = attribution._last_words(text, 7)
        assert bool(attribution._STRANGER.search(text, last)) == bool(attribution._STRANGER.search(text))


def test_tight_texts_are_cleaned_alike() -> None:
    """A text in which no space matters, with the scan that skips spaces and the one that does not."""
    glued = clean.glue(("Om Tae Sik",), frozenset(("McLamp",)), ("Mac",))
    slow = dataclasses.replace(glued, tight=glued.scan)
    chance = random.Random(7)
    bits = (
        "Om Tae Sik",
        "said",
        "HE",
        "**",
        "\n",
        "\n\n",
        "_",
        "\xad",
        "#",
        "---",
        ".",
        "McLamp",
        "MacLamp",
        "’",
        "s '",
    )
    for _ in range(2000):
        text = mixed(chance, bits, 14)
        assert clean.clean(text, (), glued) == clean.clean(text, (), slow)


def test_articles_read_together_state_what_they_state_alone() -> None:
    """More articles than are read at a time; each has an event, a person and an idea of its own."""
    known = knowledge.load()
    texts = [
        f"The {n}th Conference of Net Menders was held. Om Tae Sik, clerk, spoke of {n} nets." for n in range(4, 24)
    ]
    articles = [Article(text, 0, CleanText(text, (0,), (0,))) for text in texts]
    together = extract_all(articles, known)
    assert len(articles) > BATCH
    assert together == [extract(article, known) for article in articles]
    assert len({extraction.facts for extraction in together}) == len(texts)


def test_unified_replaces_what_the_table_names() -> None:
    """Each character of the table, and none else."""
    text = "".join(map(chr, clean._UNIFY)) + "Aé한—\n0"
    assert clean.unified(text) == text.translate(clean._UNIFY)
    assert clean.unified("plain text") == "plain text"


@pytest.mark.parametrize(
    "fact",
    [
        FigureFact(rule="figure", evidence=(Span(0, 3),), text="ten", value=10, unit="lamps"),
        StatementFact(rule="statement-said", evidence=(Span(1, 2), Span(4, 9)), speaker=None),
    ],
)
def test_a_changed_fact_is_what_replace_gives(fact: FigureFact) -> None:
    """All fields but the changed one stay, and the first fact does too."""
    other = (Span(5, 8),)
    assert _changed(fact, evidence=other) == dataclasses.replace(fact, evidence=other)
    assert fact.evidence != other


def opened(text: str) -> Context:
    """The context of a text that is clean as it is."""
    return open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())


def test_sentences_end_at_marks_and_lines() -> None:
    """Closing quotes and brackets belong to the sentence; abbreviations end none; a line end always does."""
    text = 'The C.C., WPK met. "It ended!" They left.)\nNo. 2 pit\n\nCo.\nLtd. went on.'
    assert [text[start:end] for start, end in opened(text).sentences] == [
        "The C.C., WPK met.",
        '"It ended!"',
        "They left.)",
        "No. 2 pit",
        "Co.",
        "Ltd. went on.",
    ]


def test_the_sentence_at_an_offset() -> None:
    """Offsets between two sentences belong to the first one, those before the first to it as well."""
    ctx = opened("Ro came.  Om left.")
    assert [ctx.text[slice(*ctx.sentence_at(at))] for at in (0, 8, 9, 10, 17)] == [
        "Ro came.", "Ro came.", "Ro came.", "Om left.", "Om left."
    ]  # fmt: skip
