"""What changed since an earlier evaluation: the figures of each kind, and the facts gained and lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.evaluate.evaluation import Evaluation
from wpkgraph.evaluate.jsonfile import Node, read_json
from wpkgraph.evaluate.scores import Rates

_LARGEST = 256 << 20  # bytes of a report
DIGITS = 4  # of a rate in a report
Fact = tuple[str, str, str]  # kind, file, text

CHANGES = {
    "gained": "missed before, right now",
    "lost": "right before, missed now",
    "wrong_gone": "wrong before, no longer stated",
    "wrong_new": "wrong now, not stated before",
    "annotated": "annotated now, not before",
    "not_annotated": "annotated before, no longer",
}


@dataclass(frozen=True)
class Earlier:
    """What is compared of an earlier report: its rates by kind, its files, and its facts by what became of them."""

    report: str
    rates: Mapping[str, Rates]
    files: frozenset[str]
    right: Counter[Fact]
    missed: Counter[Fact]
    wrong: Counter[Fact]


@dataclass(frozen=True)
class Change:
    """One kind's rates before and now; a kind that one report lacks has none there."""

    kind: str
    before: Rates
    now: Rates


@dataclass(frozen=True)
class Difference:
    """All changes. facts: name of CHANGES -> the facts, of files that both reports have."""

    report: str
    changes: tuple[Change, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    files_added: tuple[str, ...]
    files_gone: tuple[str, ...]


def load(path: Path, form: str) -> Earlier:
    """An earlier JSON report. AnnotationError: it can't be read, or is none of this form."""
    top = read_json(path, _LARGEST)
    if top.optional("format") != form:
        raise top.key("format").error(f"must be {form!r}; name a JSON report of wpkgraph evaluate")
    errors = [(row.key("state").text(), _fact(row)) for row in top.key("errors").items()]
    kinds = top.key("kinds")
    return Earlier(
        str(path),
        {name: _rates(kinds.key(name)) for name in kinds.of(dict)},
        frozenset(row.key("file").text() for row in top.key("files").items()),
        Counter(_fact(row) for row in top.key("right").items()),
        Counter(fact for state, fact in errors if state == "missed"),
        Counter(fact for state, fact in errors if state == "wrong"),
    )


def compare(earlier: Earlier, now: Evaluation) -> Difference:
    """What changed from the earlier report to this evaluation."""
    files = {gold.file for gold in now.gold}
    both = files & earlier.files
    right = Counter((row.kind, row.file, row.text) for row in now.right)
    missed, wrong = (
        Counter((row.kind, row.file, row.text) for row in now.errors if row.state == state)
        for state in ("missed", "wrong")
    )
    facts = {
        "gained": (right - earlier.right) & earlier.missed,
        "lost": (missed - earlier.missed) & earlier.right,
        "wrong_gone": earlier.wrong - wrong,
        "wrong_new": wrong - earlier.wrong,
        "annotated": (right + missed) - (earlier.right + earlier.missed),
        "not_annotated": (earlier.right + earlier.missed) - (right + missed),
    }
    rates = {score.kind: _rounded(score.rates) for score in now.scores}
    none = Rates(None, None, None)
    return Difference(
        earlier.report,
        tuple(
            Change(k, earlier.rates.get(k, none), rates.get(k, none)) for k in dict.fromkeys([*rates, *earlier.rates])
        ),
        {name: tuple(_within(found, both, list(rates))) for name, found in facts.items()},
        tuple(sorted(files - earlier.files)),
        tuple(sorted(earlier.files - files)),
    )


def _within(found: Counter[Fact], files: set[str], kinds: list[str]) -> Iterator[Fact]:
    """The facts of some files, in the order of the kinds, then of files and texts."""
    order = {kind: number for number, kind in enumerate(kinds)}
    rows = (fact for fact in found.elements() if fact[1] in files)
    yield from sorted(rows, key=lambda fact: (order.get(fact[0], len(order)), fact))


def _fact(row: Node) -> Fact:
    return row.key("kind").text(), row.key("file").text(), row.key("text").text()


def _rounded(rates: Rates) -> Rates:
    """The rates as a report has them."""
    precision, recall, f1 = (None if rate is None else round(rate, DIGITS) for rate in rates)
    return Rates(precision, recall, f1)


def _rates(row: Node) -> Rates:
    precision, recall, f1 = (row.share(name) for name in Rates._fields)
    return Rates(precision, recall, f1)
