"""The code holds nothing of the texts that it is measured on: no person, plant, body or place, and no wording of them.

Leaving a text out must change no line of src/. Names and wordings are taken from the annotations and the texts
themselves (where they are at hand). What runs (string literals) may hold none at all; docstrings, comments and examples
of rules may name no person and no plant, but for those of ALLOWED.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import wpkgraph
from test_layout import MODULES, name, tree
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import WPK

WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SHINGLE = 6
# Words that the code runs on although a build takes them for names too, each with the reason.
COMMON = {
    "Juche": "the name of a calendar: the parser of dates reads its years",
    "Party": "a kind of body, as reasons call it ('the Party body above both')",
}
# Names that comments and examples may hold, each with the reason.
SPELLINGS = "an example of what one name looks like in several spellings"
ALLOWED = {
    "Kim Jong Un": "examples of titles that stand for a name need a holder that ontology/offices.toml knows",
    "Jo Yong Won": SPELLINGS,
    "Ri Pyong Chol": SPELLINGS,
    "Ri Yong Gil": SPELLINGS,
}


@cache
def literals(path: Path) -> tuple[str, ...]:
    """All string literals of a module but docstrings and the example sentences of rules, which are invented."""
    module = tree(path)
    skipped: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        if isinstance(node, ast.Call) and re.search("rule|example|register|shape", ast.unparse(node.func), re.I):
            skipped |= set(ast.walk(node))
    found = (n for n in ast.walk(module) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return tuple(node.value for node in found if node not in skipped)


def source(path: Path) -> tuple[str, ...]:
    """A module as it stands, comments and docstrings too."""
    return (path.read_text(encoding="utf-8"),)


def hits(names: set[str], parts: Callable[[Path], tuple[str, ...]] = literals) -> Iterator[str]:
    """ "module: name" for each name that the parts of a module hold as whole words."""
    wanted = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, wanted))})(?![\w-])")
    for path in MODULES:
        for text in parts(path):
            yield from (f"{name(path) or 'wpkgraph'}: {match[0]}" for match in pattern.finditer(text))


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORDS.findall(text)]
    yield from (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def annotated(shared: Path) -> Iterator[tuple[str, str]]:
    """(kind, name) of every person, organisation, unit, place and workplace of the annotations."""
    for file in sorted((shared / "gold").glob("*/*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        yield from (("person", person) for person in gold["persons"])
        for body in gold["organizations"]:
            yield from (("body", text) for text in [body["name"], *body.get("variants", [])])
        yield from (("body", unit) for row in gold["affiliations"] for unit in row["unit_chain"])
        yield from (("place", place) for place in gold["places"])


def worth_looking_for(text: str) -> bool:
    """A name: a capital at its start and a word of four letters ("Om", "the shop", "Co. Ltd." are words of any text)."""
    return text[:1].isupper() and not text.isupper() and any(len(word) > 3 for word in WORDS.findall(text))


def test_what_is_looked_for_would_be_found() -> None:
    assert list(hits({"Workplace"})), "the search finds what the code does hold"
    assert not list(hits({"Tobong Pottery"}))
    assert ("the", "lamps", "of", "the", "old", "mine") in set(shingles("See the lamps of the old mine."))


@pytest.fixture(scope="module")
def named(shared: Path) -> dict[str, set[str]]:
    """Kind -> names: those of the annotations, and the labels of a build of all texts."""
    found: dict[str, set[str]] = {"person": set(), "body": set(), "place": set()}
    for kind, text in annotated(shared):
        found[kind].add(text)
    index = Index([TYPE, LABEL])
    for triples in wpkgraph.build(str(shared / "corpus")).dataset.graphs.values():
        index.add(triples)
    kinds = {"Person": "person", "Workplace": "plant", "Place": "place", "Organization": "body"}
    for cls, kind in kinds.items():
        labels = (index.label(node) for node, of in index.pairs(TYPE) if of == f"{WPK}{cls}")
        found.setdefault(kind, set()).update(labels)
    return {kind: set(filter(worth_looking_for, texts)) for kind, texts in found.items()}


@pytest.mark.parametrize(("kind", "least"), [("person", 200), ("body", 400), ("place", 150), ("plant", 200)])
def test_no_name_stands_in_what_runs(named: dict[str, set[str]], kind: str, least: int) -> None:
    assert len(named[kind]) >= least
    assert not (found := list(hits(named[kind] - set(COMMON)))), found


@pytest.mark.parametrize("kind", ["person", "plant"])
def test_no_person_and_no_plant_stands_in_comments_and_examples(named: dict[str, set[str]], kind: str) -> None:
    assert not (found := list(hits(named[kind] - set(ALLOWED), source))), found


def test_no_wording_of_the_texts_stands_in_the_code(shared: Path) -> None:
    """Six words in a row: shorter than any sentence, longer than what two writers say by chance."""
    known: set[tuple[str, ...]] = set()
    for document in texts(shared / "corpus"):
        known.update(shingles(document))
    assert len(known) > 100_000
    found = [
        f"{name(path)}: {' '.join(words)}"
        for path in MODULES
        for text in literals(path)
        for words in shingles(text)
        if words in known
    ]
    assert not found, found


def texts(corpus: Path) -> Iterator[str]:
    """The texts of all files and records below a folder."""
    for path in sorted(corpus.rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(corpus.rglob("*.jsonl")):
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


def test_every_allowed_name_is_used_and_has_its_reason() -> None:
    assert all(len(reason) > 10 for reason in [*ALLOWED.values(), *COMMON.values()])
    assert all(list(hits({common})) for common in COMMON), "a word that the code does not run on needs no row"
    assert all(list(hits({allowed}, source)) for allowed in ALLOWED), "a name that the code does not hold needs no row"


@pytest.mark.parametrize("text", ["Kim", "THE PARTY", "shop"])
def test_what_is_no_name_is_not_looked_for(text: str) -> None:
    assert not worth_looking_for(text)
