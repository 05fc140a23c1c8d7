"""Counts and comparisons as a heat table."""

from __future__ import annotations

from collections.abc import Sequence

from wpkgraph.errors import QueryError
from wpkgraph.ideas.corpus import UNDATED, Corpus
from wpkgraph.ideas.tally import Compared, counts, groups, rate, words
from wpkgraph.views.heat import Heat

MOST = 60  # columns that can still be read


def of_counts(corpus: Corpus, by: str, ideas: Sequence[str]) -> Heat:
    """These ideas by group: the number of mentions, coloured by their number per 1,000 words where words are counted.

    Groups in which none of the ideas is mentioned are left out unless they are years. Raises QueryError.
    """
    rows = [row for row in counts(corpus, by) if row.idea.iri in set(ideas)]
    used = {row.group.key for row in rows}
    columns = [group for group in groups(corpus, by) if by == "year" or group.key in used]
    if len(columns) > MOST:
        raise QueryError(
            f"{len(columns)} columns are too many for a plot (at most {MOST}); use --from and --until, or --by year"
        )
    place = {group.key: i for i, group in enumerate(columns)}
    cells: dict[str, list[tuple[str, float] | None]] = {iri: [None] * len(columns) for iri in ideas}
    for row in rows:
        strength = float(rate(row.mentions, row.group.words) or row.mentions)
        cells[row.idea.iri][place[row.group.key]] = (str(row.mentions), strength)
    dates = {iri: text.issued or UNDATED for iri, text in corpus.texts.items()} if by == "document" else {}
    return Heat(
        f"Concepts by {by}: mentions",
        tuple(corpus.ideas[iri].label for iri in ideas),
        tuple(f"{dates[g.key]} {g.label}" if by == "document" else g.label for g in columns),
        tuple(tuple(cells[iri]) for iri in ideas),
        "mentions" if by == "speaker" else "mentions per 1,000 words",
        (source(corpus),),
    )


def of_comparison(names: tuple[str, str], rows: Sequence[Compared], first: Corpus, second: Corpus) -> Heat:
    """The ideas of two sets of texts side by side, in the order of the rows."""
    one, two = words(first), words(second)

    def cell(mentions: int, total: int) -> tuple[str, float] | None:
        return (str(mentions), float(rate(mentions, total) or 0)) if mentions else None

    return Heat(
        f"Concepts of A and of B: mentions ({', '.join(sorted({row.state for row in rows}))})",
        tuple(f"{row.idea.label} ({row.state})" for row in rows),
        ("A", "B"),
        tuple((cell(row.first, one), cell(row.second, two)) for row in rows),
        "mentions per 1,000 words",
        (f"A: {names[0]}. {source(first)}", f"B: {names[1]}. {source(second)}"),
    )


def source(corpus: Corpus) -> str:
    """What was counted: texts, words, years, and the alternates that count once."""
    dated = sorted(text.year for text in corpus.texts.values() if text.year != UNDATED)
    span = f", {dated[0]}" + (f"-{dated[-1]}" if dated[-1] != dated[0] else "") if dated else ""
    undated = len(corpus.texts) - len(dated)
    others = sum(len(text.alternates) for text in corpus.texts.values())
    count = f"{len(corpus.texts)} text{'' if len(corpus.texts) == 1 else 's'}, {words(corpus):,} words{span}"
    more = f"; {undated} undated" if undated else ""
    more += (
        f"; {others} alternate{'' if others == 1 else 's'} of a text left out, as each text counts once"
        if others
        else ""
    )
    return f"Counted by wpkgraph: {count}{more}."
