"""How well spellings of one name are told from names that are near; the table of docs/names.md is what is measured."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wpkgraph import names
from wpkgraph.names import Kind

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "names.md"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end of table -->)", re.S)


def script(name: str) -> ModuleType:
    """A script of benchmarks/ as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH, MAKER = script("names"), script("name_negatives")
NEGATIVES = list(BENCH.negatives())


def test_names_that_differ_in_one_syllable_are_never_linked() -> None:
    assert len(list(BENCH.rows(BENCH.DATA / "names_negatives.tsv"))) >= 150
    assert [pair for pair in NEGATIVES if names.compare(pair.a, pair.b).kind != Kind.DIFFERENT] == []


def test_pairs_from_general_knowledge() -> None:
    pairs = list(BENCH.blind())
    assert len(pairs) == 76
    assert [(p.a, p.b) for p in pairs if not BENCH.right(p)] == [
        ("Kang Kon", "Kang Gun"),
        ("Kim Tu Bong", "Kim T'u-bong"),
    ]
    exact = sum(
        names.compare(row["a"], row["b"]).kind == row["expected"] for row in BENCH.rows(BENCH.DATA / "names_blind.tsv")
    )
    assert f"now it is {sum(map(BENCH.right, pairs))} and {exact}." in PAGE.read_text(encoding="utf-8")


def test_reference_pairs(shared: Path) -> None:
    pairs = list(BENCH.reference(shared / "data" / "romanisation_pairs.tsv"))
    one = [pair for pair in pairs if pair.one]
    linked = [pair for pair in one if BENCH.right(pair)]
    assert len(one) > 250
    assert len(linked) >= 0.97 * len(one)
    two = [pair for pair in pairs if pair.one is False]
    assert len(two) >= 10
    assert [pair for pair in two if names.compare(pair.a, pair.b).kind == Kind.SAME] == []
    outside = {pair.group[1] for pair in pairs if pair.one is None}
    assert outside == {*BENCH.OUT_OF_SCOPE.values(), BENCH.ONE_SPELLING}


def test_linked_names_share_a_key(shared: Path) -> None:
    pairs = BENCH.collected(shared / "data" / "romanisation_pairs.tsv")
    linked = [pair for pair in pairs if names.compare(pair.a, pair.b).kind != Kind.DIFFERENT]
    assert len(linked) > 300
    assert [pair for pair in linked if not names.key(pair.a) & names.key(pair.b)] == []


def test_keys_part_names_of_different_persons() -> None:
    apart = [pair for pair in NEGATIVES if not names.key(pair.a) & names.key(pair.b)]
    assert len(apart) > 0.9 * len(NEGATIVES)


def test_the_table_of_the_page_is_what_is_measured(shared: Path) -> None:
    real = "\n" + BENCH.markdown(BENCH.table(BENCH.collected(shared / "data" / "romanisation_pairs.tsv"))) + "\n\n"
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("WPKGRAPH_UPDATE_DOCS") == "1":
        PAGE.write_text(TABLE.sub(real, text), encoding="utf-8")
    else:
        assert TABLE.findall(text) == [real]


def test_the_page_names_every_rule() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [rule for rule in names.RULES if f"`{rule}`" not in text] == []


def test_the_examples_of_the_page_are_so() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.+) / (.+) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(rows) == 6
    for rule, a, b in rows:
        verdict = names.compare(a, b)
        assert (verdict.kind, verdict.rule) == (Kind.COMPATIBLE, rule)


def test_pairs_are_names_that_differ_in_one_word() -> None:
    found = {"Om Tae Sik", "Om Tae Sin", "Ham Tae Sik", "Om Tae", "Om Sol", "Om Sik Tae", "V. Om Tae", "Om the Elder"}
    assert MAKER.pairs(found, [("Ham Tae Sik", "Om Tae Sik", "one person"), ("Om Sol", "*", "a county")]) == [
        ("Om Tae Sik", "Om Tae Sin", 3, 1)
    ]


def test_names_are_rewritten_as_others_write_them() -> None:
    assert BENCH.hyphenated("Om Thae Jun") == "Om Thae-jun"
    assert BENCH.unmarked("Om Thae Jun") == "Om Tae-chun"
    assert names.compare("Om Thae Jun", "Om Tae-chun").kind == Kind.COMPATIBLE


@pytest.mark.parametrize(("a", "b", "wanted"), [("sik", "sin", 1), ("sik", "sik", 0), ("il", "myong", 5)])
def test_distance(a: str, b: str, wanted: int) -> None:
    assert MAKER.distance(a, b) == MAKER.distance(b, a) == wanted


def test_stored_negatives_are_what_the_script_makes(shared: Path) -> None:
    """Each stored pair differs in the one word that it says, and no pair that was left out is among them."""
    left_out = {(row[0], row[1]) for row in MAKER.rows(MAKER.LEFT_OUT)}
    stored = [(row["a"], row["b"], int(row["differs"]), int(row["letters"])) for row in BENCH.rows(MAKER.OUTPUT)]
    again = {pair for a, b, *_ in stored for pair in MAKER.pairs({a, b}, [])}
    assert set(stored) == again
    assert not {(a, b) for a, b, *_ in stored} & left_out
