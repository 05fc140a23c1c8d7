"""Counts, comparisons and mentions as answers: columns and rows, which are shown like those of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wpkgraph.errors import OutputError, reason
from wpkgraph.ideas.corpus import Corpus, Idea, Mention
from wpkgraph.ideas.tally import Compared, counts, rate, words
from wpkgraph.lines import Term
from wpkgraph.namespaces import XSD
from wpkgraph.query import Answer
from wpkgraph.views.excerpt import Excerpt, excerpt

Cell = Term | None


class Quoted(NamedTuple):
    """A mention with the sentence around it."""

    mention: Mention
    words: Excerpt


def of_counts(corpus: Corpus, by: str, ideas: frozenset[str] | None = None) -> Answer:
    """Mentions and texts of each idea by group, with the words of the group's texts; of all ideas, or of those given."""
    rows = [
        (
            Term("literal", row.idea.label),
            Term("literal", row.group.label),
            _number(row.mentions),
            _number(row.texts),
            None if row.group.words is None else _number(row.group.words),
            _decimal(rate(row.mentions, row.group.words)),
            _candidate(row.idea),
            Term("iri", row.idea.iri),
        )
        for row in counts(corpus, by)
        if ideas is None or row.idea.iri in ideas
    ]
    columns = ("concept", by, "mentions", "texts", "words", "per_1000", "candidate", "iri")
    return Answer("select", columns, tuple(rows), corpus.base)


def of_comparison(corpus: Corpus, rows: Iterable[Compared], first: Corpus, second: Corpus) -> Answer:
    """The rows of a comparison, raw and per 1,000 words of either side."""
    one, two = words(first), words(second)
    cells = [
        (
            Term("literal", row.state),
            Term("literal", row.idea.label),
            _number(row.first),
            _number(row.second),
            _decimal(rate(row.first, one)),
            _decimal(rate(row.second, two)),
            Term("literal", "; ".join(row.related)) if row.related else None,
            _candidate(row.idea),
            Term("iri", row.idea.iri),
        )
        for row in rows
    ]
    columns = (
        "state",
        "concept",
        "mentions_a",
        "mentions_b",
        "per_1000_a",
        "per_1000_b",
        "related",
        "candidate",
        "iri",
    )
    return Answer("select", columns, tuple(cells), corpus.base)


def of_mentions(corpus: Corpus, quoted: Iterable[Quoted]) -> Answer:
    """One row for each mention: the words before it in its sentence, itself, and those after it; where and by whom."""
    rows = []
    for mention, said in quoted:
        text = corpus.texts[mention.text]
        file = "; ".join(name for name, _ in text.files)
        plain = (corpus.ideas[mention.idea].label, text.issued, text.title, file)
        speaker = corpus.labels.get(mention.speaker)
        place = (_number(mention.start), _number(mention.end))
        sentence = (Term("literal", part) for part in said)
        rows.append((*map(_text, plain), _text(speaker), *place, *sentence, Term("iri", mention.text)))
    columns = ("concept", "date", "article", "file", "speaker", "start", "end", "before", "mention", "after", "iri")
    return Answer("select", columns, tuple(rows), corpus.base)


def quoted(corpus: Corpus) -> Iterator[Quoted]:
    """The mentions by date, each with its sentence; OutputError if a text of the folder is missing."""
    kept: dict[str, str] = {}
    order = sorted(corpus.mentions, key=lambda m: (corpus.texts[m.text].earliest or "~", m.text, m.start, m.end))
    for mention in order:
        name = corpus.texts[mention.text].sha256
        if name not in kept:
            kept = {name: _read(corpus, name)}
        yield Quoted(mention, excerpt(kept[name], mention.start, mention.end))


def _read(corpus: Corpus, name: str) -> str:
    path = corpus.folder / "text" / f"{name}.txt"
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path}: can't be read: {reason(error)}; build the folder again") from error


def _text(value: str | None) -> Cell:
    return Term("literal", value) if value else None


def _number(value: int) -> Term:
    return Term("literal", str(value), f"{XSD}integer")


def _decimal(text: str) -> Cell:
    return Term("literal", text, f"{XSD}decimal") if text else None


def _candidate(idea: Idea) -> Cell:
    return Term("literal", "true", f"{XSD}boolean") if idea.candidate else None
