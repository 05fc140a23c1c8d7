"""How well wpkgraph.names tells spellings of one name from names that are near: a table, and what went wrong.

    python benchmarks/names.py [--pairs FILE] [--wrong]

--pairs  reference pairs of spellings with their source; default: those in ../shared, left out if they are not there
--wrong  also list each pair that is linked and should not be, or the other way round, and those out of scope

Linked is what compare() calls "same" or "compatible". Sets: pairs from general knowledge, written before the engine
existed (tests/data/names_blind.tsv); reference pairs; names of different persons that differ in one syllable
(tests/data/names_negatives.tsv), as they stand and with the second one as others write it.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wpkgraph.names import Kind, compare, parse

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
REFERENCE = ROOT.parent / "shared" / "data" / "romanisation_pairs.tsv"
OUT_OF_SCOPE = {  # what the reference says of a pair -> why no rule of romanisation links it
    "other-language": "spellings of other languages",
    "exonym": "Japanese names of places",
    "misspelt": "misspelt in the source",
}
ONE_SPELLING = "one spelling, two persons"


class Pair(NamedTuple):
    """Two spellings, the set and group that they count in, and whether they are one name; None: out of scope."""

    a: str
    b: str
    group: tuple[str, str]
    one: bool | None


class Row(NamedTuple):
    """A line of the table."""

    group: tuple[str, str]
    pairs: int
    verdicts: tuple[int, int, int]
    right: int | None


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a TSV file; lines that start with # are comments."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    yield from csv.DictReader(lines, dialect="excel-tab", quoting=csv.QUOTE_NONE)


def blind(path: Path = DATA / "names_blind.tsv") -> Iterator[Pair]:
    """The pairs from general knowledge."""
    for row in rows(path):
        one = row["expected"] != Kind.DIFFERENT
        yield Pair(row["a"], row["b"], ("general knowledge", "one name" if one else "two names"), one)


def reference(path: Path = REFERENCE) -> Iterator[Pair]:
    """The reference pairs, by kind and by the way in which the second spelling is written."""
    for row in rows(path):
        a, b, expected = row["variant_a"], row["variant_b"], row["expected"]
        outside = next((why for word, why in OUT_OF_SCOPE.items() if word in expected), None)
        if outside:
            yield Pair(a, b, ("reference, out of scope", outside), None)
        elif a == b:
            yield Pair(a, b, ("reference, out of scope", ONE_SPELLING), None)
        elif expected.startswith("same"):
            yield Pair(a, b, (f"reference, {row['kind']}s, one name", written(b)), True)
        else:
            yield Pair(a, b, ("reference, two names", f"{row['kind']}s"), False)


def negatives(path: Path = DATA / "names_negatives.tsv") -> Iterator[Pair]:
    """The hard negatives: as they stand, and with the second name as others write it."""
    kept = list(rows(path))
    settings = (
        ("DPRK spellings", str),
        ("one hyphenated", hyphenated),
        ("one in unmarked McCune-Reischauer", unmarked),
    )
    for setting, respelt in settings:
        for row in kept:
            nearness = "one letter" if row["letters"] == "1" else "one syllable"
            yield Pair(row["a"], respelt(row["b"]), (f"different persons, {setting}", nearness), False)


def hyphenated(name: str) -> str:
    """A name as the press writes it.

    >>> hyphenated("Ri Yong Gil")
    'Ri Yong-gil'
    """
    surname, *given = name.split()
    return f"{surname} {'-'.join(given).capitalize()}"


def unmarked(name: str) -> str:
    """A DPRK spelling turned into McCune-Reischauer without breves and apostrophes.

    >>> unmarked("Jo Thae Jun")
    'Cho Tae-chun'
    """
    bare = re.sub("(?<=[ktp])h", "", name.lower()).replace("j", "ch")
    return hyphenated(bare.capitalize())


def written(name: str) -> str:
    """The system that a spelling fits; the DPRK's where it fits several."""
    return next(iter(parse(name).systems), "a mixture")


def right(pair: Pair) -> bool:
    """Whether a pair in scope is linked if and only if it is one name."""
    return (compare(pair.a, pair.b).kind != Kind.DIFFERENT) == pair.one


def table(pairs: Sequence[Pair]) -> list[Row]:
    """The counts of each group, in the order of the groups' first pairs by set, then by name."""
    sets = list(dict.fromkeys(pair.group[0] for pair in pairs))
    out = []
    for group in sorted({pair.group for pair in pairs}, key=lambda g: (sets.index(g[0]), g)):
        members = [pair for pair in pairs if pair.group == group]
        kinds = [compare(pair.a, pair.b).kind for pair in members]
        verdicts = (kinds.count(Kind.SAME), kinds.count(Kind.COMPATIBLE), kinds.count(Kind.DIFFERENT))
        out.append(Row(group, len(members), verdicts, None if members[0].one is None else sum(map(right, members))))
    return out


def markdown(lines: Sequence[Row]) -> str:
    """The table as it stands in docs/names.md."""
    out = ["| set | group | pairs | same | compatible | different | right |", "|---|---|--:|--:|--:|--:|--:|"]
    for row in lines:
        share = "" if row.right is None else f"{row.right / row.pairs:.1%}"
        out.append(
            f"| {row.group[0]} | {row.group[1]} | {row.pairs} | {' | '.join(map(str, row.verdicts))} | {share} |"
        )
    return "\n".join(out)


def collected(path: Path | None) -> list[Pair]:
    """All pairs; those of the reference only if it is there."""
    return [*blind(), *(reference(path) if path and path.exists() else ()), *negatives()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=REFERENCE)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    pairs = collected(given.pairs)
    print(markdown(table(pairs)))
    for pair in pairs if given.wrong else ():
        verdict = compare(pair.a, pair.b)
        if pair.one is None or not right(pair):
            print(f"{pair.group[0]}: {pair.a} | {pair.b}: {verdict.kind.value} by {verdict.rule}")


if __name__ == "__main__":
    main()
