"""The stages in a row: paths -> documents -> articles -> extractions -> graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wpkgraph import knowledge as knowing
from wpkgraph import readers, triples
from wpkgraph.assemble import assemble
from wpkgraph.errors import InputError
from wpkgraph.extractors import BATCH, extract_all
from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge, decisions, strict
from wpkgraph.model import Article, Dataset, Declined, Document, Extraction
from wpkgraph.options import BuildOptions, Progress
from wpkgraph.parts import Found, Part, Parts, Row, origin
from wpkgraph.segment import described, segment_all

_AHEAD = 200_000  # code points of documents that are held at once


def extract_document(document: Document, knowledge: Knowledge) -> list[tuple[Article, Extraction]]:
    """The articles of a document with what each states. Pure: a function of the two arguments."""
    return next(iter(extract_documents([document], knowledge)))[1]


def extract_documents(
    documents: Iterable[Document], knowledge: Knowledge
) -> Iterator[tuple[Document, list[tuple[Article, Extraction]]]]:
    """Each document in turn with its articles and what each states; a few are read ahead, as `extract_all` asks for."""
    waiting: list[Document] = []
    size = 0
    for document in documents:
        waiting.append(document)
        size += len(document.text)
        if len(waiting) >= BATCH or size >= _AHEAD:
            yield from _extracted(waiting, knowledge)
            waiting, size = [], 0
    yield from _extracted(waiting, knowledge)


def _extracted(
    waiting: Sequence[Document], knowledge: Knowledge
) -> Iterator[tuple[Document, list[tuple[Article, Extraction]]]]:
    found = segment_all(waiting, knowledge.furniture, knowledge.occasions)
    made = iter(extract_all([article for articles in found for article in articles], knowledge))
    for document, articles in zip(waiting, found, strict=True):
        yield document, [(article, next(made)) for article in articles]


def build(paths: Sequence[str], options: BuildOptions, on_progress: Progress | None = None) -> Dataset:
    """The graphs of all documents under the paths. A file that can't be read is in the report's errors; others go on.

    InputError: a path that does not exist or has an unknown ending, when it is the only one.
    """
    found = readers.discover(list(paths))
    made = Parts()
    made.warnings += [{"file": note.where, "path": note.where, "message": note.why} for note in found.notes]
    made.errors += [_error(error) | ({"same_as": error.name} if error.name else {}) for error in found.errors]
    for read in read_all([Task(source) for source in found.sources], options, on_progress):
        made.extend(read.parts)
    return assemble(made, options, knowledge_for(options))


def knowledge_for(options: BuildOptions) -> Knowledge:
    """What builds and changes with these options know, decisions in files of the user's own among it. Raises KnowledgeError."""
    return knowing.load(decided=_decided(options))


def _decided(options: BuildOptions) -> decisions.Decisions | None:
    """The decisions of the ontology folder and of the files given; None where no files are."""
    return decisions.load(strict.folder(), options.decisions) if options.decisions else None


class Task(NamedTuple):
    """A source to read, and the documents in it that need no reading: (path, record, hash), as they are known."""

    source: readers.Source
    known: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(slots=True)
class Read:
    """What one source gave.

    kept    the known documents that were met again: path and record
    broken  the error that ended its reading, or nothing
    """

    source: readers.Source
    parts: Parts = field(default_factory=Parts)
    kept: set[tuple[str, str]] = field(default_factory=set)
    broken: bool = False


def read_all(tasks: Sequence[Task], options: BuildOptions, on_progress: Progress | None = None) -> Iterator[Read]:
    """What the sources give, in their order, on as many processes as told."""
    work = _Work(options, _decided(options))
    if options.jobs > 1 and len(tasks) > 1:
        from multiprocessing import get_context

        with get_context("spawn").Pool(min(options.jobs, len(tasks))) as pool:
            for done, read in enumerate(pool.imap(work, tasks), 1):
                if on_progress:
                    on_progress(done, len(tasks))
                yield read
        return
    for done, task in enumerate(tasks, 1):
        yield work(task)
        if on_progress:
            on_progress(done, len(tasks))


@dataclass(frozen=True, slots=True)
class _Work:
    """Reads and extracts one source; sent to worker processes."""

    options: BuildOptions
    decided: decisions.Decisions | None = None  # None: those of the ontology folder

    def __call__(self, task: Task) -> Read:
        knowledge = knowing.load(decided=self.decided)
        minter = Minter(self.options.base)
        read = Read(task.source)
        for document, articles in extract_documents(self._documents(task, read), knowledge):
            read.parts.parts.append(_document(document, articles, knowledge, minter))
        return read

    def _documents(self, task: Task, read: Read) -> Iterator[Document]:
        """The documents to be read; what is said of others is noted in `read`."""
        source = task.source
        chosen = readers.Options(
            fields=self.options.fields, max_bytes=self.options.max_bytes, max_text=self.options.max_text
        )
        for item in readers.read(source, chosen):
            if isinstance(item, InputError):
                read.parts.errors.append(_error(item) | origin(source.name, item.name))
                read.broken |= item.ends
            elif isinstance(item, readers.Note):
                row = {"file": item.where, **origin(source.name, item.record), "message": item.why}
                read.parts.warnings.append(row)
            elif (item.path, item.record or "", item.sha256) in task.known:
                read.kept.add((item.path, item.record or ""))
            else:
                yield item


def _document(
    document: Document, articles: Iterable[tuple[Article, Extraction]], knowledge: Knowledge, minter: Minter
) -> Part:
    row: Row = {**origin(document.path, document.record), "sha256": document.sha256}
    part = Part(document.path, document.record, "", (), row)
    found = []
    for article, extraction in articles:
        iri, graph = triples.article_graph(article, extraction, knowledge, minter)
        found.append((article, iri))
        if iri not in part.articles:
            part.articles[iri] = Found(tuple(sorted(graph.lines)), extraction.rules)
            part.texts[hashlib.sha256(article.text.encode()).hexdigest()] = article.text
        where = {"article": iri, "file": document.name, **origin(document.path, document.record)}
        part.declined += [where | _case(declined, article) for declined in extraction.declined]
        part.warnings += [where | {"message": text} for text in extraction.warnings]
    part.iri, graph = triples.file_graph(described(document, knowledge.furniture), found, knowledge, minter)
    part.lines = tuple(sorted(graph.lines))
    row["articles"] = len(found)
    return part


def _case(declined: Declined, article: Article) -> Row:
    start, end = declined.span
    return {
        "start": start,
        "end": end,
        "rule": declined.rule,
        "reason": declined.reason,
        "text": " ".join(article.text[start:end].split()),
    }


def _error(error: InputError) -> Row:
    return {"file": error.where, "message": error.why}
