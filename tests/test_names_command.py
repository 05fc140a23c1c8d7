"""`wpkgraph names` as a user meets it."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

from wpkgraph import cli


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.run(["names", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "Hyeokcheol Eom")
    assert code == 0
    lines = [line.split(None, 1) for line in out.splitlines()]
    assert lines[0] == ["surname", "(last)  eom     엄"]
    assert ["given", "cheol   철"] in lines
    assert ["DPRK", "Om Hyok Chol"] in lines
    assert "Revised Romanization" in out


def test_candidates_are_all_named(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "Kim Chung-hyok")
    assert out.endswith("Kim Chung Hyok | Kim Jung Hyok\n")


def test_two_names(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "Om Hyok Chol", "Om Hyok Jin")
    assert code == 0
    assert out.splitlines()[0] == "different by rule syllables: a syllable has no reading in common"
    assert out.splitlines()[-1].split() == ["chol", "jin", "nothing", "in", "common"]


def test_json_of_one_name_and_of_two(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "Ŏm Hyŏk", "--format", "json")
    assert json.loads(out) == {
        "text": "Ŏm Hyŏk",
        "readable": True,
        "surname": "ŏm",
        "surnameLast": False,
        "given": ["hyŏk"],
        "readings": [["엄"], ["혁"]],
        "systems": ["McCune-Reischauer"],
        "dprk": "Om Hyok",
        "candidates": ["Om Hyok"],
    }
    _, out, _ = run(capsys, "Pak Hyok", "Park Hyeok", "--format", "json")
    found = json.loads(out)
    assert (found["verdict"], found["rule"]) == ("same", "readings")
    assert found["syllables"][0] == {"a": "pak", "b": "park", "shared": ["박"]}
    assert found["why"]


@pytest.mark.parametrize("text", ["Vladimir", "\x1b[31m", "김 Jong", "x" * 100_000])
def test_what_is_no_korean_name_is_said_so(capsys: pytest.CaptureFixture[str], text: str) -> None:
    code, out, err = run(capsys, text)
    assert (code, out, err) == (0, "not a Korean name in Latin letters\n", "")


def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "Kim", "Jong", "Un")
    assert code == 2
    assert "needs quotation marks" in err
    assert run(capsys)[0] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'': is no name; give one in Latin letters"),
        (" ", "' ': is no name"),
        ("123 -", "'123 -': is no name"),
        (
            "엄혁철",
            "'엄혁철': is not in Latin letters; only names in Latin letters are read; the DPRK spells .* \"Om Hyok Chol\"",
        ),
        ("엄 혁철".encode().decode(), '"Om Hyok Chol"'),
        (unicodedata.normalize("NFD", "엄혁철"), '"Om Hyok Chol"'),
        ("남궁혁", '"Nam'),
        ("등불", "only names in Latin letters are read\n"),
        ("金", "only names in Latin letters are read\n"),
        ("엄" * 500, "only names in Latin letters are read\n"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--format", "json"), ("Om Hyok Chol",)])
def test_what_has_no_latin_letters_is_a_mistake(
    capsys: pytest.CaptureFixture[str], text: str, said: str, more: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, text, *more)
    assert (code, out) == (2, "")
    assert re.search(said, err)
    assert len(err) < 250
