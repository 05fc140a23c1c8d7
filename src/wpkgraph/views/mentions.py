"""The mentions of an idea for the terminal: article by article, each with its sentence and its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from wpkgraph.ideas.answers import Quoted
from wpkgraph.ideas.corpus import Corpus, Idea
from wpkgraph.namespaces import shorten
from wpkgraph.views.facts import plain


def render(corpus: Corpus, idea: Idea, quoted: Sequence[Quoted], limit: int | None) -> str:
    """The text of the answer, in lines; >>>...<<< marks the mention."""
    return "\n".join(_lines(corpus, idea, quoted, limit)) + "\n"


def _lines(corpus: Corpus, idea: Idea, quoted: Sequence[Quoted], limit: int | None) -> Iterator[str]:
    texts = len({row.mention.text for row in quoted})
    kind = "candidate" if idea.candidate else "concept"
    yield f"{plain(idea.label)}  ({kind})  {plain(shorten(idea.iri, corpus.base))}"
    yield f"{_count(len(quoted), 'mention')} in {_count(texts, 'text')}"
    shown = quoted if limit is None else quoted[:limit]
    for article, rows in groupby(shown, key=lambda row: row.mention.text):
        text = corpus.texts[article]
        yield ""
        yield f"{plain(text.title)}  ({plain(text.issued) or 'undated'})"
        for row in rows:
            at, end = row.mention.start, row.mention.end
            before, marked, after = (_words(part) for part in row.words)
            yield f"  {before.lstrip()}>>>{marked}<<<{after.rstrip()}"
            where = "; ".join(f"{name}, characters {start + at}-{start + end}" for name, start in text.files)
            speaker = corpus.labels.get(row.mention.speaker, "")
            yield f"    {plain(where)}" + (f"; said by {plain(speaker)}" if speaker else "")
    if len(shown) < len(quoted):
        yield f"\n... and {len(quoted) - len(shown)} more (--limit)"


def _words(text: str) -> str:
    """In one line without control characters; spaces at the ends stay."""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
