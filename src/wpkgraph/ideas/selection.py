"""What a user names: a concept, a span of years, and the texts of a year, a document or an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from wpkgraph.errors import NotFoundError, QueryError
from wpkgraph.ideas.corpus import UNDATED, Corpus, Idea, Text
from wpkgraph.namespaces import expand, shorten
from wpkgraph.nearnames import nearest

_HINTS = 6


def within(corpus: Corpus, first: str | None, last: str | None) -> Corpus:
    """The corpus with the texts that may be of these years, both included; undated texts stay. Raises QueryError."""
    for year in (first, last):
        if year is not None and not re.fullmatch("[0-9]{4}", year):
            raise QueryError(f"{year!r} is no year; write four digits: 2021")
    if first and last and first > last:
        raise QueryError(f"--from {first} is after --until {last}")
    low, high = first or "0000", last or "9999"
    return only(corpus, (text for text in corpus.texts.values() if _fits(text, low, high)))


def only(corpus: Corpus, texts: Iterable[Text]) -> Corpus:
    """The corpus with these texts alone, and their mentions."""
    kept = {text.iri: text for text in texts}
    return replace(corpus, texts=kept, mentions=tuple(m for m in corpus.mentions if m.text in kept))


def about(corpus: Corpus, ideas: Iterable[Idea]) -> Corpus:
    """The corpus with the mentions of these ideas alone; all texts stay."""
    kept = {idea.iri for idea in ideas}
    return replace(corpus, mentions=tuple(m for m in corpus.mentions if m.idea in kept))


def concept(corpus: Corpus, name: str) -> Idea:
    """The idea of an IRI, a short name ("concept:juche-idea"), a label or another label. Raises NotFoundError."""
    iri = expand(name, corpus.base)
    if iri in corpus.ideas:
        return corpus.ideas[iri or ""]
    wanted = name.casefold()
    ideas = sorted(corpus.ideas.values(), key=lambda idea: (idea.label.casefold(), idea.iri))
    labels = [idea for idea in ideas if idea.label.casefold() == wanted]
    found = labels or [idea for idea in ideas if wanted in map(str.casefold, idea.others)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{name!r} is a name of several concepts; take an IRI: {_listed(corpus, found)}")
    near = [idea for idea in ideas if wanted in idea.label.casefold() and wanted.strip()]
    if not near:
        short = iri is not None
        names = {i.iri: (shorten(i.iri, corpus.base),) if short else (i.label, *i.others) for i in ideas}
        near = [corpus.ideas[found] for found in nearest(shorten(name, corpus.base), names)]
    hint = f"; did you mean: {_listed(corpus, near)}" if near else ""
    raise NotFoundError(f"no text of {corpus.folder} mentions a concept named {name!r}{hint}")


def named(corpus: Corpus, name: str) -> Corpus:
    """The corpus with the texts of a year ("2013"), or of a document or event by file name, title, label or IRI.

    A name that fits nothing in full may be part of one title or label. A document that does not count, as it is another
    make of a text, stands for the text that does. Raises NotFoundError, with what fits if several do.
    """
    if re.fullmatch("[0-9]{4}", name) or name == UNDATED:
        texts = [text for text in corpus.texts.values() if text.year == name]
        if not texts:
            raise NotFoundError(f"{corpus.folder} has no text of {name}; it has: {', '.join(years(corpus))}")
        return only(corpus, texts)
    iri, wanted = expand(name, corpus.base), name.casefold()
    keys = _keys(corpus)
    exact = [text.iri for text in corpus.texts.values() if iri in text.iris] or sorted(keys.get(wanted, ()))
    if not exact:
        near = {key: texts for key, texts in keys.items() if wanted in key and wanted.strip()}
        if len({frozenset(texts) for texts in near.values()}) > 1:
            listed = " or ".join(repr(key) for key in sorted(near)[:_HINTS])
            raise NotFoundError(f"{name!r} may be {listed}; name one in full")
        exact = sorted({text for texts in near.values() for text in texts})
    if not exact:
        all_of = corpus.texts.values()
        every = (
            {shorten(i, corpus.base) for t in all_of for i in t.iris} if iri else {n for t in all_of for n in t.names}
        )
        close = nearest(shorten(name, corpus.base), {known: (known,) for known in sorted(every)})
        hint = f"; did you mean: {' or '.join(map(repr, close))}?" if close else ""
        raise NotFoundError(
            f"{name!r} is no year, document or event of {corpus.folder}{hint}; see: wpkgraph query OUTPUT articles"
        )
    return only(corpus, (corpus.texts[iri] for iri in exact))


def years(corpus: Corpus) -> list[str]:
    """The years of the texts, "undated" last."""
    return sorted({text.year for text in corpus.texts.values()})


def _fits(text: Text, low: str, high: str) -> bool:
    return not text.earliest or (text.earliest[:4] <= high and text.latest[:4] >= low)


def _keys(corpus: Corpus) -> Mapping[str, set[str]]:
    """Name in small letters -> the texts that it names."""
    found: dict[str, set[str]] = {}
    for text in corpus.texts.values():
        for name in text.names:
            found.setdefault(name.casefold(), set()).add(text.iri)
    return found


def _listed(corpus: Corpus, ideas: list[Idea]) -> str:
    return ", ".join(f"{idea.label} ({shorten(idea.iri, corpus.base)})" for idea in ideas[:_HINTS])
