"""What facts rest on: files, articles, their texts in chunks, spans and the nodes that these denote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wpkgraph.explorer.tables import NONE, Article, Astral, File, Passage, Span, Told, day
from wpkgraph.explorer.things import Known
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import DCTERMS, WPK

WANTED = (
    f"{DCTERMS}issued",
    f"{DCTERMS}publisher",
    f"{DCTERMS}source",
    f"{WPK}fileName",
    f"{WPK}resolvedBy",
    f"{WPK}reports",
    f"{WPK}refersTo",
)
CHUNK = 400_000  # code points of text that are unpacked at once, unless one text is longer
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of sources, and the rows of articles and spans by IRI."""

    files: list[File]
    articles: list[Article]
    astral: list[Astral]
    passages: list[Passage]
    tells: list[Told]
    spans: list[Span]
    reasons: list[str]
    texts: list[tuple[str, ...]]
    article: Mapping[str, int]
    span: Mapping[str, int]


def shelve(known: Known, texts: Mapping[str, str]) -> Shelf:
    """The sources; articles by date and IRI, spans by article and offset."""
    index, numbers = known.index, known.numbers
    iris = sorted(_typed(index, "Article"), key=lambda iri: (index.one(iri, f"{WPK}earliest") or "9", iri))
    article = {iri: row for row, iri in enumerate(iris)}
    file_iris = sorted(_typed(index, "SourceFile"))
    chunks, at = _chunks(index, iris, texts)
    rows, astral = [], []
    for iri in iris:
        sha256 = index.one(iri, f"{WPK}sha256") or ""
        text = texts.get(sha256, "")
        rows.append(_article(index, known.base, iri, at.get(sha256, (NONE, 0)), len(text)))
        astral += [Astral(article[iri], found.start()) for found in _ASTRAL.finditer(text)]
    spans, span, reasons = _spans(index, article, numbers)
    return Shelf(
        files=[_file(index, iri) for iri in file_iris],
        articles=rows,
        astral=astral,
        passages=sorted(_passages(index, article, {iri: row for row, iri in enumerate(file_iris)})),
        tells=sorted(_told(index, article, numbers)),
        spans=spans,
        reasons=reasons,
        texts=chunks,
        article=article,
        span=span,
    )


def _typed(index: Index, name: str) -> list[str]:
    return [iri for iri, cls in index.pairs(TYPE) if cls == f"{WPK}{name}"]


def _chunks(
    index: Index, articles: list[str], texts: Mapping[str, str]
) -> tuple[list[tuple[str, ...]], dict[str, tuple[int, int]]]:
    """The texts in chunks, in the articles' order, and (chunk, place in it) by hash; two articles may share a text."""
    chunks: list[list[str]] = []
    at: dict[str, tuple[int, int]] = {}
    size = CHUNK
    for iri in articles:
        sha256 = index.one(iri, f"{WPK}sha256") or ""
        if sha256 in at or sha256 not in texts:
            continue
        if size + len(texts[sha256]) > CHUNK:
            chunks.append([])
            size = 0
        at[sha256] = (len(chunks) - 1, len(chunks[-1]))
        chunks[-1].append(texts[sha256])
        size += len(texts[sha256])
    return [tuple(chunk) for chunk in chunks], at


def _article(index: Index, base: str, iri: str, at: tuple[int, int], length: int) -> Article:
    title = index.one(iri, f"{DCTERMS}title") or index.label(iri)
    first, last = index.one(iri, f"{WPK}earliest"), index.one(iri, f"{WPK}latest")
    issued = index.one(iri, f"{DCTERMS}issued") or ""
    return Article(iri.removeprefix(base), title, issued, day(first), day(last), *at, length)


def _file(index: Index, iri: str) -> File:
    publisher = index.one(iri, f"{DCTERMS}publisher")
    return File(
        index.one(iri, f"{WPK}fileName") or index.label(iri),
        index.one(iri, f"{DCTERMS}title") or "",
        index.one(iri, f"{DCTERMS}source") or "",
        (index.one(publisher, LABEL) or "") if publisher else "",
    )


def _passages(index: Index, article: Mapping[str, int], file: Mapping[str, int]) -> Iterator[Passage]:
    for iri, passage in index.pairs(f"{WPK}foundAt"):
        start = int(index.one(passage, f"{WPK}start") or 0)
        for held in index.values(passage, f"{WPK}inFile"):
            if iri in article and held in file:
                yield Passage(article[iri], file[held], start)


def _told(index: Index, article: Mapping[str, int], numbers: Mapping[str, int]) -> Iterator[Told]:
    for reported, name in enumerate(("refersTo", "reports")):
        for iri, event in index.pairs(f"{WPK}{name}"):
            if iri in article and event in numbers:
                yield Told(article[iri], numbers[event], reported)


def _spans(
    index: Index, article: Mapping[str, int], numbers: Mapping[str, int]
) -> tuple[list[Span], dict[str, int], list[str]]:
    """The spans of the articles, the first row of each by IRI, and the reasons why words without a name denote a node.

    A span that denotes two nodes has two rows.
    """
    starts, ends = dict(index.pairs(f"{WPK}start")), dict(index.pairs(f"{WPK}end"))
    denoted: dict[str, list[int]] = {}
    for iri, thing in index.pairs(f"{WPK}denotes"):
        if thing in numbers:
            denoted.setdefault(iri, []).append(numbers[thing])
    why = dict(index.pairs(f"{WPK}resolvedBy"))
    met = []
    for iri, owner in index.pairs(f"{WPK}inArticle"):
        if owner in article and iri in starts and iri in ends:  # readings are in articles too, and have no offsets
            met.append((article[owner], int(starts[iri]), int(ends[iri]), iri))
    reasons = sorted({why[iri] for *_, iri in met if iri in why})
    number = {text: row for row, text in enumerate(reasons)}
    rows: list[Span] = []
    first: dict[str, int] = {}
    for owner_row, start, end, iri in sorted(met):
        first[iri] = len(rows)
        by = number[why[iri]] if iri in why else NONE
        rows += [Span(owner_row, start, end, node, by) for node in sorted(denoted.get(iri, [NONE]))]
    return rows, first, reasons
