"""romanisation.toml: what it holds, and mistakes in it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended, line_of
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.hangul import CODAS, ONSETS, VOWELS, decompose
from wpkgraph.knowledge.romanisation import System
from wpkgraph.names.orders import analyse

TABLE = romanisation.load()


def test_every_part_of_a_syllable_has_a_dprk_spelling() -> None:
    for syllable in TABLE.inventory | frozenset("".join(TABLE.surnames)):
        for part, jamo in zip(("onset", "vowel", "coda"), decompose(syllable), strict=True):
            assert TABLE.dprk[part, jamo], syllable
    assert {jamo for part, jamo in TABLE.dprk if part == "onset"} == set(ONSETS)
    assert {jamo for part, jamo in TABLE.dprk if part == "vowel"} == set(VOWELS)
    assert {jamo for part, jamo in TABLE.dprk if part == "coda"} < set(CODAS)


def test_letters_keep_their_systems_and_where_they_may_stand() -> None:
    (voiced,) = (letter for letter in TABLE.onsets["g"] if letter.jamo == "ㄱ")
    assert voiced.systems & (System.DPRK | System.MR) == System.DPRK | System.MR
    assert voiced.inner & (System.DPRK | System.MR) == System.MR
    assert {letter.jamo for letter in TABLE.onsets["ch"]} == {"ㅈ", "ㅊ"}
    assert all(letter.systems & System.LOOSE for letter in TABLE.onsets["kh"] if letter.systems & System.DPRK)


def test_surnames_of_the_names_file_are_read_as_surnames() -> None:
    data = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    (dprk,) = (row["names"] for row in data["surnames"] if row["spelling"] == "DPRK")
    unread = [name for name in dprk if not analyse(f"{name} Hyok Chol").persons]
    assert unread == []
    others = [name for row in data["surnames"] for name in row["names"]]
    assert [name for name in others if not analyse(f"{name} Hyok-chol").persons] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('\n[[letter]]\npart = "onset"\njamo = "ㅏ"\n', "is no onset, vowel or coda"),
        ('\n[[letter]]\npart = "tone"\njamo = "ㄱ"\n', "is no onset, vowel or coda"),
        ('\n[[letter]]\npart = "onset"\njamo = "ㄱ"\n', "has a row already"),
        ('\n[[letter]]\npart = "coda"\njamo = "ㄷ"\ndprk = ["T"]\n', "must be small letters"),
        ('\n[[letter]]\npart = "coda"\njamo = "ㄷ"\nyale = ["t"]\n', "unknown key 'yale'"),
        ('\n[[dropped]]\nwritten = ""\nvowels = "a"\nonsets = "ㄹ"\n', "vowels: 'a' is none of"),
        ('\n[[assimilation]]\ncoda = "n"\nonset = "r"\ncodas = "ㄴ"\nonsets = "r"\n', "onsets: 'r' is none of"),
        ('\n[[inventory]]\nsyllables = ["철"]\n', "'철' is listed already"),
        ('\n[[inventory]]\nsyllables = ["ㅊ"]\n', "'ㅊ' is no Hangul syllable"),
        ('\n[[inventory]]\nsyllables = ["꽃"]\n', "'꽃' can't be written: the coda 'ㅊ' has no DPRK spelling"),
        ('\n[[surnames]]\nnames = ["김"]\n', "'김' is listed already"),
        ('\n[[surnames]]\nnames = ["Kim"]\n', "'Kim' must be one or two Hangul syllables"),
        ('\n[[surname_spelling]]\nhangul = ["꽃"]\nwritten = ["Kkot"]\n', "'꽃' is no surname"),
        ('\n[[surname_spelling]]\nhangul = ["박"]\nwritten = ["park"]\n', "'park' has a row already"),
        ('\n[[spelling]]\nhangul = ["x"]\nwritten = ["x"]\n', "'x' is no Hangul"),
        ('\n[[generic]]\nwords = "hill"\n', "words must be a list"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, why: str) -> None:
    folder = extended(tmp_path, "romanisation.toml", text)
    with pytest.raises(KnowledgeError, match=why) as caught:
        romanisation.load(folder)
    assert caught.value.file == "romanisation.toml"
    assert caught.value.line == line_of(folder, "romanisation.toml", text.split("\n")[1])


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="unknown table 'tones'"):
        romanisation.load(extended(tmp_path, "romanisation.toml", '\n[[tones]]\nwords = ["x"]\n'))


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"romanisation\.toml:\d+"):
        romanisation.load(altered(tmp_path, "romanisation.toml", "[[letter]]", "[[letter]\n[[letter]]"))
