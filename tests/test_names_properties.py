"""What holds for all names and texts: symmetry, reflexivity, shared keys, all systems linked, no text too much."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import names
from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.hangul import compose, decompose
from wpkgraph.knowledge.romanisation import Letter, System
from wpkgraph.names import Kind
from wpkgraph.names.forms import folded, spelt_name

TABLE = romanisation.load()
SYSTEMS = (System.MR, System.RR)


def written(syllable: str, system: System) -> str:
    """A syllable as one system writes it at the beginning of a word."""
    tables = (TABLE.onsets, TABLE.vowels, TABLE.codas)
    return "".join(
        next(text for text, letters in table.items() if any(plain(letter, jamo, system) for letter in letters))
        for table, jamo in zip(tables, decompose(syllable), strict=True)
    )


def plain(letter: Letter, jamo: str, system: System) -> bool:
    return letter.jamo == jamo and bool(letter.systems & ~letter.inner & system)


def spellings(surname: str, given_name: tuple[str, ...]) -> list[str]:
    """The name as each system writes it, syllable by syllable, in several settings."""
    out = [spelt_name(surname, given_name, TABLE)]
    out.append(out[0].upper())
    for system in SYSTEMS:
        first = "".join(written(syllable, system) for syllable in surname).capitalize()
        rest = [written(syllable, system) for syllable in given_name]
        out += [f"{first} {'-'.join(rest).capitalize()}", f"{'-'.join(rest).capitalize()} {first}"]
    out.append(out[2].translate(str.maketrans("ŏŭŎŬ", "ouOU", "'")))
    return out


SYLLABLE = st.sampled_from(sorted(TABLE.inventory))
NAME = st.tuples(st.sampled_from(sorted(TABLE.surnames)), st.tuples(SYLLABLE, SYLLABLE))
LETTERS = st.text("kgnthdrlmpbsjcaeiouywŏŭ' -,KJCO", max_size=40)
TEXT = st.one_of(st.text(max_size=80), LETTERS, NAME.flatmap(lambda name: st.sampled_from(spellings(*name))))


@given(NAME)
def test_one_name_is_linked_in_all_systems_and_shares_a_key(name: tuple[str, tuple[str, ...]]) -> None:
    forms = spellings(*name)
    for text in forms:
        verdict = names.compare(forms[0], text)
        assert verdict.kind != Kind.DIFFERENT, (forms[0], text)
        assert names.key(forms[0]) & names.key(text), (forms[0], text)


@given(NAME)
def test_the_dprk_spelling_is_among_the_candidates_of_every_other(name: tuple[str, tuple[str, ...]]) -> None:
    forms = spellings(*name)
    for text in (forms[2], forms[4], forms[6]):
        assert forms[0] in names.parse(text).forms, text


@given(NAME, NAME)
def test_names_of_other_consonants_are_never_linked(
    one: tuple[str, tuple[str, ...]], two: tuple[str, tuple[str, ...]]
) -> None:
    def code(name: tuple[str, tuple[str, ...]]) -> list[str]:
        return [folded(s)[0] for s in (*name[0], *name[1])]

    first, second = (spelt_name(*name, TABLE) for name in (one, two))
    if names.compare(first, second).kind != Kind.DIFFERENT:
        assert code(one) == code(two)


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_comparing_is_symmetric_and_never_raises(a: str, b: str) -> None:
    there, back = names.compare(a, b), names.compare(b, a)
    assert (there.kind, there.rule) == (back.kind, back.rule)
    assert there.why
    if there.kind != Kind.DIFFERENT:
        assert names.key(a) & names.key(b)


@given(TEXT)
def test_every_text_is_the_same_as_itself(text: str) -> None:
    assert names.compare(text, text).kind == Kind.SAME
    assert names.compare(text, text.upper().lower()).kind == Kind.SAME or not text.isascii()
    name = names.parse(text)
    assert len(name.readings) == len(name.given) + (name.surname is not None)
    assert name.readable == bool(name.forms)


@pytest.mark.parametrize(
    "unit", ["nan", "ng", "o", "oe", "gung", "Kim ", "Kim-", "wonyon", "k'", "Ri Yong-", "\N{COMBINING BREVE}", "김"]
)
def test_long_texts_take_no_longer_than_reading_them(unit: str) -> None:
    start = time.process_time()
    for text in (unit * 12, "Om " + unit * 10, unit * 200_000):
        names.compare(text, text[:-1])
        names.parse(text)
        names.key(text)
    assert time.process_time() - start < 2  # about 0.1 s


def test_hangul_is_put_together_and_taken_apart() -> None:
    assert all(compose(*decompose(syllable)) == syllable for syllable in TABLE.inventory)
