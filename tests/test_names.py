"""Korean names: how spellings are read, and the verdict on two of them with the rule that decided."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from wpkgraph import names
from wpkgraph.names import words

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("module", ["forms", "parsing", "verdict", "words"])
def test_the_examples_of_the_docstrings(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"wpkgraph.names.{module}"))
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "surname", "given", "form"),
    [
        ("Om Hyok Chol", "om", ("hyok", "chol"), "Om Hyok Chol"),
        ("OM HYOK CHOL", "om", ("hyok", "chol"), None),  # capitals tell nothing of the system: chol may be jol
        ("Om Hyŏk-ch’ŏl", "om", ("hyŏk", "ch'ŏl"), "Om Hyok Chol"),
        ("Ŏm Hyŏkch‘ŏl", "ŏm", ("hyŏk", "ch'ŏl"), "Om Hyok Chol"),
        ("Eom Hyeok-cheol", "eom", ("hyeok", "cheol"), "Om Hyok Chol"),
        ("Hyeokcheol Eom", "eom", ("hyeok", "cheol"), "Om Hyok Chol"),
        ("OM, Hyok-Chol", "om", ("hyok", "chol"), None),
        ("OM HyokChol", "om", ("hyok", "chol"), None),
        ("Kim Tok Hun", "kim", ("tok", "hun"), "Kim Tok Hun"),
        ("Kim Dok Hun", "kim", ("dok", "hun"), "Kim Tok Hun"),
        ("Ri Son Gwon", "ri", ("son", "gwon"), "Ri Son Gwon"),
        ("Kim Chaek", "kim", ("chaek",), "Kim Chaek"),
        ("Namgung Hyok", "namgung", ("hyok",), "Namgung Hyok"),
        ("Hwangbo Hyok", "hwangbo", ("hyok",), "Hwangbo Hyok"),
        ("Syngman Rhee", "rhee", ("syng", "man"), "Ri Sung Man"),
        ("P'yŏngyang", None, ("p'yŏng", "yang"), "Phyongyang"),
        ("Wŏnsan-si", None, ("wŏn", "san"), "Wonsan"),
        ("Wonsan City", None, ("won", "san"), "Wonsan"),
    ],
)
def test_what_a_name_is_made_of(text: str, surname: str | None, given: tuple[str, ...], form: str | None) -> None:
    name = names.parse(text)
    assert (name.surname, name.given) == (surname, given)
    assert name.form == form
    assert name.readable


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Kim Chung-hyok", ("Kim Chung Hyok", "Kim Jung Hyok")),
        ("Kim Ch'ung-hyŏk", ("Kim Chung Hyok",)),
        ("Kim Chung-hyŏk", ("Kim Jung Hyok",)),
        ("Ch'oe Yŏn-gŭm", ("Choe Yon Gum", "Choe Nyon Gum", "Choe Ryon Gum")),
    ],
)
def test_candidates_for_the_dprk_spelling(text: str, forms: tuple[str, ...]) -> None:
    assert names.parse(text).forms == forms


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("Kim Thae Hyok", ("DPRK",)),
        ("Kim T'ae-hyŏk", ("McCune-Reischauer",)),
        ("Kim Tae-hyeok", ("Revised Romanization",)),
        ("Kim Young-soo", ("press",)),
        ("Kim Taekjun", ("McCune-Reischauer without marks", "Revised Romanization", "DPRK, loosely")),
        ("Jŏn Ha Ch'ŏl", ("McCune-Reischauer",)),  # the surname is not asked: families spell theirs as they like
        ("Kim Thae-hyŏk", ()),
    ],
)
def test_systems_that_a_spelling_fits(text: str, systems: tuple[str, ...]) -> None:
    found = names.parse(text).systems
    assert [system for system in found if system != "press" or systems == ("press",)] == list(systems)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "'", "Vladimir", "Nguyen Phu", "Kim Шин", "김정은", "1 2", "x" * 61, "Kim,,Il"]
)
def test_what_is_no_name_in_latin_letters(text: str) -> None:
    name = names.parse(text)
    assert not name.readable
    assert name == names.Name(text)


@pytest.mark.parametrize(
    ("a", "b", "kind", "rule"),
    [
        # one spelling, however it is set
        ("Om Jong Nam", "OM JONG NAM", "same", "spelling"),
        ("Om Jong Nam", "Om Jong-nam", "same", "spelling"),
        ("Om Jong Nam", "Om Jongnam", "same", "spelling"),
        ("Om Jong Nam", "Jongnam Om", "same", "spelling"),
        ("Om Jong Nam", "OM, Jong Nam", "same", "spelling"),
        ("Om Jong Nam", "Om Jong–Nam", "same", "spelling"),
        ("Ch'oe Hyŏk", "CH’OE HYŎK", "same", "spelling"),
        # spellings that stand for the same syllables
        ("Pak Hyok", "Park Hyeok", "same", "readings"),
        ("Ri Hyok Chol", "Lee Hyeok-cheol", "same", "readings"),
        ("Ri Hyok Chol", "Rhee Hyŏk-ch'ŏl", "same", "readings"),
        ("Choe Hyok Chol", "Choi Hyok Chol", "same", "readings"),
        ("U Hyok", "Woo Hyeok", "same", "readings"),
        ("Kim Tok Hun", "Kim Dok Hun", "same", "readings"),
        ("Thae Hyok", "T'ae Hyŏk", "same", "readings"),
        ("Ro Hui Ip", "Ro Hui-ib", "same", "readings"),
        # what spellings leave open
        ("Kim Jong Chol", "Kim Chŏng-ch'ŏl", "compatible", "vowel"),
        ("Kim Jong Chol", "Kim Jung-chul", "compatible", "vowel"),
        ("O Hyok", "Oh Hyeok", "compatible", "vowel"),
        ("Jo Hyok", "Cho Hyok", "compatible", "consonant"),
        ("Jon Hyok", "Chon Hyok", "compatible", "consonant"),
        ("Ri Thae Hyok", "Ri Tae Hyok", "compatible", "consonant"),
        ("Om Ryong Hae", "Om Yong-hae", "compatible", "initial"),
        ("Ri Nyo Hyok", "Lee Yo-hyok", "compatible", "initial"),
        ("Rim Hyok", "Im Hyeok", "compatible", "initial"),
        ("Om Sok Min", "Ŏm Songmin", "compatible", "assimilation"),
        ("Om Kuk Ryol", "Ŏm Kungnyŏl", "compatible", "assimilation"),
        ("Kim Su Nam", "Kim Sunam", "compatible", "cut"),
        ("Om Jon Gun", "Om Jongun", "compatible", "cut"),
        ("Om Hye-ok", "Om Hyeok", "compatible", "cut"),
        ("Kim Jong Un", "Jong Un Kim", "compatible", "order"),
        # other names
        ("Ri Myong Chol", "Ri Pyong Chol", "different", "syllables"),
        ("Son Yong Hyok", "Son Jong Hyok", "different", "syllables"),
        ("Om Jong Nam", "Ham Jong Nam", "different", "surnames"),
        ("Om Jong Nam", "Om Jong", "different", "length"),
        ("Kim Ryong Nam", "Kim Yong Nam", "different", "system"),
        ("Kim Jong Chol", "Kim Jung Chol", "different", "system"),
        ("Kim Yŏng-ch'ŏl", "Kim Yong-ch'ŏl", "different", "system"),
        ("Kim T'ae-hyŏk", "Kim Tae-hyŏk", "different", "system"),
        ("Om Sok Min", "Om Song Min", "different", "syllables"),
        ("Kim Jong Un", "Vladimir", "different", "unread"),
        # other languages' spellings are no system of ours
        ("Kim Jong Il", "Kim Tschong Il", "different", "unread"),
        ("Kim Jong Il", "Kim Dzong Il", "different", "unread"),
    ],
)
def test_verdicts(a: str, b: str, kind: str, rule: str) -> None:
    for verdict in (names.compare(a, b), names.compare(b, a)):
        assert (verdict.kind.value, verdict.rule) == (kind, rule)
    assert names.RULES[rule] == names.compare(a, b).why


def test_the_syllables_of_a_verdict_stand_in_the_order_of_the_question() -> None:
    there, back = names.compare("Pak Hyok", "Bark Hyeok"), names.compare("Bark Hyeok", "Pak Hyok")
    assert there.syllables == (("pak", "bark", ("박",)), ("hyok", "hyeok", ("혁",)))
    assert [(pair.b, pair.a) for pair in back.syllables] == [(pair.a, pair.b) for pair in there.syllables]
    (surnames,) = names.compare("Om Hyok", "Ham Hyok").syllables
    assert surnames == ("om", "ham", ())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sin’gye", [("sin", "gye")]),
        ("T‘ae-sŏk", [("t'ae", "sŏk")]),
        ("T`ae-suk", [("t'ae", "suk")]),
        ("Kim JongUn", [("kim",), ("jong", "un")]),
        ("Jǒn Hâ", []),  # a mark on a letter that no system marks
        ("Kïm", []),
        ("Kŏn\N{COMBINING ACUTE ACCENT}", []),
        ("Ｋｉｍ Hyok", [("kim",), ("hyok",)]),
    ],
)
def test_words_and_marks(text: str, parts: list[tuple[str, ...]]) -> None:
    assert [word.parts for word in words.split(text).words] == parts


def test_keys_tell_names_apart_that_are_far() -> None:
    assert not names.key("Om Jong Nam") & names.key("Om Thae Bok")
    assert names.key("Vladimir") == {"=vladimir"}
    assert names.key("Kim Chaek City") & names.key("Kimch'aek-si")


def test_a_build_does_not_load_the_name_engine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Om Tae Sik, lampkeeper, came.\n", encoding="utf-8")
    code = (
        "import sys, wpkgraph; wpkgraph.build(sys.argv[1]);"
        "print([m for m in sys.modules if m.split('.')[:2] == ['wpkgraph', 'names'] or m.endswith('romanisation')])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
