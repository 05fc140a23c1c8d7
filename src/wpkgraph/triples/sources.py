"""What the graphs say of articles and files, as far as it tells which articles are versions of one another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wpkgraph.lines import LABEL, value
from wpkgraph.namespaces import DCTERMS, SCHEMA, WPK

Said = Mapping[str, tuple[str, ...]]
ALWAYS = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class File:
    """A source file: its address ("" if unknown), and the first and last day that its date can mean."""

    iri: str
    address: str
    dated: bool
    days: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech that an article is the text of, with its event, and the speaker's name: persons may be an article's own."""

    iri: str
    event: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its text, the headlines it goes by, its files, its days, and what it tells of.

    speeches  those it is the text of
    events    those it reports or refers to
    """

    iri: str
    text: str
    titles: tuple[str, ...]
    files: tuple[File, ...]
    dated: bool
    days: tuple[str, str]
    speeches: tuple[Speech, ...]
    events: tuple[str, ...]


def said(lines: Sequence[str], subject: str) -> dict[str, tuple[str, ...]]:
    """What sorted lines say of a subject: predicate -> values."""
    opening = f"<{subject}> "
    out: dict[str, list[str]] = defaultdict(list)
    for line in lines[bisect_left(lines, opening) :]:
        if not line.startswith(opening):
            break
        _, predicate, term = line.split(" ", 2)
        out[predicate[1:-1]].append(value(term))
    return {predicate: tuple(values) for predicate, values in out.items()}


def read(
    articles: Mapping[str, Sequence[str]], files: Mapping[str, Sequence[str]], texts: Mapping[str, str]
) -> list[Source]:
    """The articles whose text is at hand, sorted by IRI. All graphs are sorted lines, by the IRI of article or file."""
    found: dict[str, list[File]] = defaultdict(list)
    headed: dict[str, set[str]] = defaultdict(set)
    for iri in sorted(files):
        file, title, held = _file(iri, files[iri])
        for article in held:
            found[article].append(file)
            if title and len(held) == 1:  # the title of a bulletin is none of its articles'
                headed[article].add(title)
    out = []
    for iri in sorted(articles):
        about = said(articles[iri], iri)
        text = texts.get(_one(about, f"{WPK}sha256"))
        if text is not None:
            titles = tuple(sorted({*about.get(f"{DCTERMS}title", ()), *headed[iri]}))
            speeches = tuple(_speech(articles[iri], speech) for speech in about.get(f"{WPK}recordOf", ()))
            events = (*about.get(f"{WPK}reports", ()), *about.get(f"{WPK}refersTo", ()))
            out.append(Source(iri, text, titles, tuple(found[iri]), *_days(about, found[iri]), speeches, events))
    return out


def _file(iri: str, lines: Sequence[str]) -> tuple[File, str, list[str]]:
    """The file, its title, and the articles in it."""
    about = said(lines, iri)
    tail = f" <{DCTERMS}isPartOf> <{iri}>"
    held = [line[1 : -len(tail) - 1] for line in lines if line.endswith(tail)]
    days = _one(about, f"{WPK}earliest"), _one(about, f"{WPK}latest")
    address = _address(_one(about, f"{DCTERMS}source"))
    return File(iri, address, bool(days[0]), days if days[0] else ALWAYS), _one(about, f"{DCTERMS}title"), held


def _address(url: str) -> str:
    """An address without what does not change the page: scheme, fragment, closing slash."""
    return url.strip().partition("#")[0].partition("://")[2].rstrip("/")


def _days(about: Said, files: Sequence[File]) -> tuple[bool, tuple[str, str]]:
    """Whether an article is dated, and the first and last day of its date of issue, else of its files' dates."""
    if f"{WPK}earliest" in about:
        return True, (_one(about, f"{WPK}earliest"), _one(about, f"{WPK}latest"))
    dated = [file.days for file in files if file.dated]
    if not dated:
        return False, ALWAYS
    return True, (min(first for first, _ in dated), max(last for _, last in dated))


def _speech(lines: Sequence[str], iri: str) -> Speech:
    about = said(lines, iri)
    speaker = said(lines, _one(about, f"{WPK}speaker"))
    return Speech(iri, _one(about, f"{SCHEMA}superEvent"), _one(speaker, LABEL))


def _one(about: Said, predicate: str) -> str:
    return next(iter(about.get(predicate, ())), "")
