"""Make the hard negatives of the name benchmark: names of different persons that differ in one syllable.

    python benchmarks/name_negatives.py [INPUT...] [--skip FILE] [-o tests/data/names_negatives.tsv]

INPUT   what `wpkgraph build` reads; default: the research texts in ../shared
--skip  a file with one record id a line: records that are left out; default: that of the research texts, if there is one

The persons that the engine finds are taken, if their names are written as the DPRK does (two or three words, one
syllable each). Two of them make a pair if they have the same number of words and differ in exactly one. What
tests/data/names_left_out.tsv lists is left out: spellings of one person, and what is no person. A pair is not compared by
wpkgraph.names here. Each new pair must be looked up in the texts before it is kept: two spellings of one person are no
negative.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from wpkgraph import knowledge, pipeline, readers
from wpkgraph.model import Document, PersonRef

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUTPUT = ROOT / "tests" / "data" / "names_negatives.tsv"
LEFT_OUT = ROOT / "tests" / "data" / "names_left_out.tsv"
HEADER = """\
# Names of different persons that differ in one syllable; made by benchmarks/name_negatives.py from research texts (KCNA
# 2024, conferences of the WPK), each pair looked up there. differs: the word that differs, from 1; letters: how many of it.
a\tb\tdiffers\tletters
"""


def persons(inputs: Sequence[str], skip: frozenset[str]) -> set[str]:
    """The names of the persons found in some inputs."""
    known = knowledge.load()
    read = (item for source in readers.discover(list(inputs)).sources for item in readers.read(source))
    found = set()
    for document in read:
        if isinstance(document, Document) and document.record not in skip:
            for _, extraction in pipeline.extract_document(document, known):
                found |= {m.ref.name for m in extraction.mentions if isinstance(m.ref, PersonRef)}
    return found


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a TSV file below its header, without comments."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    yield from list(csv.reader(lines, "excel-tab", quoting=csv.QUOTE_NONE))[1:]


def distance(a: str, b: str) -> int:
    """How many letters must be put in, left out or exchanged to make one word of the other."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (x != y)))
        before = now
    return before[-1]


def korean(name: str) -> bool:
    """Whether a name has the shape of a Korean one: two or three words, each short, with one capital and no mark."""
    words = name.split()
    return len(words) in (2, 3) and all(
        len(word) < 8 and word.isascii() and word.isalpha() and word == word.capitalize() for word in words
    )


def pairs(names: set[str], left_out: Sequence[Sequence[str]]) -> list[tuple[str, str, int, int]]:
    """Pairs that differ in one word: names, number of the word, letters that differ; the nearest first."""
    dropped = {row[0] for row in left_out if row[1] == "*"}
    one_person = {(row[0], row[1]) for row in left_out}
    found = []
    for a, b in combinations(sorted(name for name in names if korean(name) and name not in dropped), 2):
        one, two = a.split(), b.split()
        differing = [i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y]
        if len(one) == len(two) and len(differing) == 1 and (a, b) not in one_person:
            at = differing[0]
            found.append((a, b, at + 1, distance(one[at].lower(), two[at].lower())))
    return sorted(found, key=lambda pair: (pair[3], pair))


def main() -> None:
    """Find the pairs and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(SHARED / "corpus")])
    parser.add_argument("--skip", type=Path, default=SHARED / "gold" / "UNSEEN.txt")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    given = parser.parse_args()
    skip = frozenset(given.skip.read_text(encoding="utf-8").split()) if given.skip.exists() else frozenset()
    found = pairs(persons(given.inputs, skip), list(rows(LEFT_OUT)))
    lines = ["\t".join(map(str, pair)) for pair in found]
    given.output.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{given.output.name}: {len(found)} pairs")


if __name__ == "__main__":
    main()
