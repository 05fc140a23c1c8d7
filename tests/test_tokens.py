"""Text as typed tokens: kinds of words, known forms, word boundaries, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support

REGISTER = (
    "Ro Chan Gyu U An O Om Sik-il Jong-un KIM WPK C.C., C.C. the of its and former vice-chairmen Secretary secretary "
    "Army General Works Mill committee Co. Ltd. No. 12 3rd 10 000 20% - – ’s 's -led ( ) \" , . ; \n elected Comrades "
    "County River Unsong Laos Lao DPRK Party é 김 ½ \u0301 i̇"
).split(" ")
NOISE = st.lists(st.sampled_from(REGISTER), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ro Chan Gyu", "KSS"),
        ("Kim Jong-un", "KJ"),
        ("Ro Chan Gyu-Om Tae Sik", "KSYSS"),
        ("Comrades Om Tae Sik and Han Sol Mi", "yKSS&KKS"),
        ("chief engineer of the Valve Works", "hhotCO"),
        ("vice-chairmen, Vice-Chairman", "H,h"),
        ("Army General", "R"),
        ("the cement shop", "tqu"),
        ("repair work-team", "qu"),
        ("C.C., WPK", "B"),
        ("WPK", "B"),
        ("KPA officer", "Bh"),
        ("Lao delegation", "Cq"),
        ("Unsong County", "CP"),
        ("Unsong-ri", "L"),
        ("Tobong Indoor Stadium", "CCZ"),
        ("Workteam No. 12", "ONn"),
        ("April 25 Net Mill", "CnSO"),
        ("10 000 nets", "nq"),
        ("was by-elected as", "xes"),
        ("and concurrently its secretary", "&cgh"),
        ("former head", "mh"),
        ("Om Tae Sik-led", "KSSz"),
        ("Om Tae Sik's Works", "KSS'O"),
        ("Sik Guides Work", "SvC"),
        ("the family of Om", "tkoK"),
        ("In An", "jj"),
        ('("x").', '("q").'),
    ],
)
def test_kinds_of_words(text: str, kinds: str) -> None:
    assert support.tokens(text).kinds == kinds


def test_words_written_in_capitals_can_be_a_name_but_names_of_bodies_are_not_taken_for_syllables() -> None:
    assert support.tokens("OM TAE SIK").kinds == "KSS"
    assert support.tokens("HELD THE WORKS").kinds[0] == "C"


def test_a_known_form_counts_only_between_word_boundaries() -> None:
    assert support.tokens("WPKists met").kinds == "Cq"
    assert support.tokens("pro-WPK met").kinds[0] != "B"
    assert support.tokens("the WPK-").kinds.startswith("tB")


def test_the_longest_known_form_wins() -> None:
    text = "Political Bureau of the C.C., WPK"
    forms = support.tokens(text)
    assert forms.words == [text]
    assert forms.forms[0].key == "wpk-politburo"


def test_a_state_is_known_by_name_and_adjective() -> None:
    made = support.tokens("Laos and a Lao guest")
    assert made.forms[0].key == made.forms[3].key == "laos"
    assert made.forms[0].state
    assert made.forms[3].state


def test_span_wording_and_at_count_in_the_text() -> None:
    text = "Om Tae Sik,\nhead of nets."
    made = support.tokens(text)
    first, end = made.words.index("head"), made.words.index("nets") + 1
    assert text[slice(*made.span(first, end))] == "head of nets"
    assert made.wording(0, end) == "Om Tae Sik, head of nets"
    assert made.at(text.index("head")) == first
    assert made.at(text.index("head") + 1) == first + 1


def test_mark_changes_only_the_stretches() -> None:
    made = support.tokens("Om Tae Sik came.")
    made.mark([(0, 3)])
    assert made.kinds == "pppq."


@settings(max_examples=150, deadline=None)
@given(st.one_of(NOISE, st.text(max_size=80)))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    made = support.tokens(text)
    assert len(made.kinds) == len(made.words) == len(made.starts) == len(made.ends)
    at = 0
    for word, start, end in zip(made.words, made.starts, made.ends, strict=True):
        assert text[start:end] == word
        assert start >= at
        assert not any(c.isalnum() for c in text[at:start])
        at = end
    assert not any(c.isalnum() for c in text[at:])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("LET US MEND NETS", "CxCC"),
        ("LET US\nNets", "Cx|C"),
        ("THE US ARMY", "CBC"),
        ("NETS AND US ARMY", "CCBC"),
        ("Let US Army come", "CBOq"),
    ],
)
def test_a_function_word_in_capitals_is_no_state(text: str, kinds: str) -> None:
    assert support.tokens(text).kinds == kinds
