"""What a misspelt name may have meant, for each command that takes names."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpkgraph import cli
from wpkgraph.nearnames import nearest

KNOWN = {
    "a": ["Lamp Menders Hall"],
    "b": ["Lamp Makers Hall", "Makers"],
    "c": ["Seventh Conference of Lamp Menders of the Riverside Guild"],
    "d": ["Om Tae Sik"],
    "e": ["Ro Chan Gyu"],
}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Lamp Mendres Hall", ["a"]),
        ("lamp-menders  HALL", ["a"]),
        ("Lampmenders Hall", ["a"]),
        ("makerz", ["b"]),
        ("Sevnth Conferense of Lamp Menders", ["c"]),
        ("Om Thae Sik", ["d"]),
        ("Noh Chan-gyu", ["e"]),
        ("Roh Changyu", ["e"]),
        ("xyzzy", []),
        ("", []),
        ("  -- ", []),
        ("\x00" * 50, []),
        ("xyzzy " * 5000, []),
    ],
)
def test_the_nearest_names(given: str, found: list[str]) -> None:
    assert nearest(given, KNOWN, persons={"d", "e"})[:1] == found


def test_at_most_three_the_best_first_whatever_the_order() -> None:
    many = {str(n): [f"Lamp Menders Hal{'l' * n}"] for n in range(9)}
    found = nearest("Lamp Menders Hall", many)
    assert found[0] == "1"
    assert len(found) == 3
    assert nearest("Lamp Menders Hall", dict(reversed(many.items()))) == found
    assert nearest("Lamp Menders Hall", many, most=1) == ["1"]


def test_persons_only_are_compared_as_korean_names() -> None:
    known = {"e": ["Ri Yong Gil"], "f": ["Lee Hall"]}
    assert nearest("Lee Yeong-gil", known) == []
    assert nearest("Lee Yeong-gil", known, persons={"e"}) == ["e"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("explain", "OUT", "Cho Yong-won"), "did you mean:\n  Jo Yong Won (person)  person:jo-yong-won\n"),
        (("explain", "OUT", "Kim Jung Un"), "did you mean:\n  Kim Jong Un (person)  person:kim-jong-un\n"),
        (("explain", "OUT", "person:jo-yong-wan"), "did you mean:\n  Jo Yong Won (person)"),
        (
            ("explain", "OUT", "https://w3id.org/wpkgraph/id/person/jo-yong-wan"),
            "did you mean:\n  Jo Yong Won (person)",
        ),
        (("explain", "OUT", "Sangwon Komplex"), "did you mean:\n  Sangwon Cement Complex (workplace)"),
        (("explain", "OUT", "Politbureau"), "did you mean:\n  Political Bureau of the Central Committee"),
        (("explain", "OUT", "Sixth Conferense of Cell Secretaries"), "did you mean:\n  Sixth Conference of Cell"),
        (("view", "OUT", "--about", "Jo Yong Wan", "-o", "x.html"), "did you mean:\n  Jo Yong Won (person)"),
        (("compare", "OUT", "adress2013", "x"), "did you mean:\n  address-2013.txt  Address to the Fourth"),
        (("compare", "OUT", "embassy-bulletin.txt#3", "x"), "did you mean:\n  embassy-bulletin.txt#1  "),
        (("compare", "OUT", "xyzzy", "x"), "; see: wpkgraph query OUTPUT articles\n"),
        (("concepts", "OUT", "--concept", "burocratism"), "did you mean: bureaucratism (concept:bureaucratism)\n"),
        (
            ("concepts", "OUT", "--concept", "concept:burocratism"),
            "did you mean: bureaucratism (concept:bureaucratism)\n",
        ),
        (("concepts", "OUT", "--gone", "adress-2013.txt", "2021"), "did you mean: 'address-2013.txt'?; see: "),
        (
            ("concepts", "OUT", "--gone", "event:cell-secretary-conference/6", "2021"),
            "'event:cell-secretaries-conference/6'",
        ),
    ],
)
def test_commands_say_what_may_have_been_meant(
    capsys: pytest.CaptureFixture[str], built_example: Path, command: tuple[str, ...], said: str
) -> None:
    assert cli.run([str(built_example) if word == "OUT" else word for word in command]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n  ") <= 3
