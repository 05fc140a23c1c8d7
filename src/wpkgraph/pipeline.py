"""The stages in a row: paths -> documents -> articles -> extractions -> graphs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wpkgraph import knowledge as knowing
from wpkgraph import readers, triples
from wpkgraph.errors import InputError
from wpkgraph.extractors import extract
from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge, decisions, strict
from wpkgraph.model import Article, Dataset, Document, Extraction, Report
from wpkgraph.namespaces import RDF, WPK
from wpkgraph.options import BuildOptions, Progress
from wpkgraph.segment import described, segment
from wpkgraph.triples.whole import used


def extract_document(document: Document, knowledge: Knowledge) -> list[tuple[Article, Extraction]]:
    """The articles of a document with what each states. Pure: a function of the two arguments."""
    articles = segment(document, knowledge.furniture, knowledge.occasions)
    return [(article, extract(article, knowledge)) for article in articles]


@dataclass(slots=True)
class Part:
    """What one source file gave: its graphs, kept texts, and rows of the report."""

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    articles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    inputs: list[dict[str, object]] = field(default_factory=list)
    rules: dict[str, Mapping[str, int]] = field(default_factory=dict)  # by article
    declined: list[dict[str, object]] = field(default_factory=list)
    warnings: list[dict[str, object]] = field(default_factory=list)
    errors: list[dict[str, object]] = field(default_factory=list)


def build(paths: Sequence[str], options: BuildOptions, on_progress: Progress | None = None) -> Dataset:
    """The graphs of all documents under the paths. A file that can't be read is in the report's errors; others go on.

    InputError: a path that does not exist or has an unknown ending, when it is the only one.
    """
    decided = decisions.load(strict.folder(), options.decisions) if options.decisions else None
    found = readers.discover(list(paths))
    parts = list(_run(list(found.sources), _Work(options, decided), on_progress))
    whole = Part()
    whole.warnings += [{"file": note.where, "message": note.why} for note in found.notes]
    whole.errors += [_error(error) for error in found.errors]
    for part in parts:
        _merge(whole, part)
    return _dataset(whole, options, knowing.load(decided=decided))


def _run(sources: list[readers.Source], work: _Work, on_progress: Progress | None) -> Iterator[Part]:
    """The parts in the order of the sources, on as many processes as told."""
    if work.options.jobs > 1 and len(sources) > 1:
        from multiprocessing import get_context

        with get_context("spawn").Pool(min(work.options.jobs, len(sources))) as pool:
            for done, part in enumerate(pool.imap(work, sources), 1):
                if on_progress:
                    on_progress(done, len(sources))
                yield part
        return
    for done, source in enumerate(sources, 1):
        yield work(source)
        if on_progress:
            on_progress(done, len(sources))


@dataclass(frozen=True, slots=True)
class _Work:
    """Reads and extracts one source; sent to worker processes."""

    options: BuildOptions
    decided: decisions.Decisions | None = None  # None: those of the ontology folder

    def __call__(self, source: readers.Source) -> Part:
        knowledge = knowing.load(decided=self.decided)
        minter = Minter(self.options.base)
        part = Part()
        chosen = readers.Options(
            fields=self.options.fields, max_bytes=self.options.max_bytes, max_text=self.options.max_text
        )
        for item in readers.read(source, chosen):
            if isinstance(item, InputError):
                part.errors.append(_error(item))
            elif isinstance(item, readers.Note):
                part.warnings.append({"file": item.where, "message": item.why})
            else:
                _document(item, knowledge, minter, part)
        return part


def _document(document: Document, knowledge: Knowledge, minter: Minter, part: Part) -> None:
    found = []
    for article, extraction in extract_document(document, knowledge):
        iri, graph = triples.article_graph(article, extraction, knowledge, minter)
        found.append((article, iri))
        if iri not in part.articles:
            part.articles[iri] = tuple(sorted(graph.lines))
            part.texts[hashlib.sha256(article.text.encode()).hexdigest()] = article.text
            part.rules[iri] = extraction.rules
        for declined in extraction.declined:
            start, end = declined.span
            part.declined.append(
                {
                    "article": iri,
                    "file": document.name,
                    "start": start,
                    "end": end,
                    "rule": declined.rule,
                    "reason": declined.reason,
                    "text": " ".join(article.text[start:end].split()),
                }
            )
        part.warnings += [{"file": document.name, "article": iri, "message": text} for text in extraction.warnings]
    iri, graph = triples.file_graph(described(document, knowledge.furniture), found, knowledge, minter)
    part.files[iri] = tuple(sorted(graph.lines))
    row: dict[str, object] = {"path": document.path, "sha256": document.sha256, "articles": len(found)}
    if document.record is not None:
        row["record"] = document.record
    part.inputs.append(row)


def _error(error: InputError) -> dict[str, object]:
    return {"file": error.where, "message": error.why}


def _merge(whole: Part, part: Part) -> None:
    """Add a part; two inputs under one name are an error for the later one."""
    for name, lines in part.files.items():
        if whole.files.setdefault(name, lines) is not lines:
            whole.errors.append({"file": name, "message": "another input has the same name; this one is left out"})
    for iri, rules in part.rules.items():
        if iri not in whole.articles:
            whole.rules[iri] = rules
    whole.articles.update(part.articles)
    whole.texts.update(part.texts)
    for rows in ("inputs", "declined", "warnings", "errors"):
        getattr(whole, rows).extend(getattr(part, rows))


def _dataset(whole: Part, options: BuildOptions, knowledge: Knowledge) -> Dataset:
    """All graphs, sorted, with those that are computed from the others."""
    minter = Minter(options.base)
    graphs = {f"{iri}/graph": lines for iri, lines in {**whole.files, **whole.articles}.items()}
    subjects = used(graphs.values(), options.base)
    for name, graph in (
        ("curated", triples.curated_graph(subjects, knowledge, minter)),
        ("derived", triples.derived_graph(whole.articles, whole.files, whole.texts, knowledge, minter)),
        ("links", triples.links_graph(subjects, knowledge, minter)),
    ):
        if graph.lines:
            graphs[minter.graph(name)] = tuple(sorted(graph.lines))
    report = Report(
        inputs=_sorted([*whole.inputs, *_decided(knowledge)]),
        counts=_counts(graphs, options.base),
        rules=dict(sorted(sum((Counter(rules) for rules in whole.rules.values()), Counter()).items())),
        declined=_sorted(whole.declined),
        warnings=_sorted([*whole.warnings, *_unmet(whole, knowledge, options.base)]),
        errors=_sorted(whole.errors),
    )
    texts = dict(sorted(whole.texts.items()))
    return Dataset(graphs=dict(sorted(graphs.items())), texts=texts, report=report, base=options.base)


def _decided(knowledge: Knowledge) -> list[dict[str, object]]:
    """A row of the report's inputs for each file of decisions that the build was given."""
    files = knowledge.decisions.files
    return [{"path": used.path, "sha256": used.sha256, "decisions": used.rows} for used in files]


def _unmet(whole: Part, knowledge: Knowledge, base: str) -> list[dict[str, object]]:
    """A warning for each person that a row of those files names, and no article."""
    return [
        {"file": row.file, "line": row.line, "message": f"{name} is nobody in these documents; the row does nothing"}
        for row, name in triples.unmet(whole.articles.values(), knowledge.decisions, base)
    ]


def _sorted(rows: list[dict[str, object]]) -> tuple[dict[str, object], ...]:
    return tuple(sorted(rows, key=lambda row: [str(row.get(k, "")) for k in ("file", "path", "record")] + [repr(row)]))


def _counts(graphs: dict[str, tuple[str, ...]], base: str) -> dict[str, int]:
    """How many things of each of our classes there are."""
    own = f"<{WPK}"
    typed = f"> <{RDF}type> {own}"
    seen: dict[str, set[str]] = {}
    for lines in graphs.values():
        for line in [line for line in lines if typed in line]:
            subject, predicate, target = line.split(" ", 2)
            if predicate.endswith("#type>") and target.startswith(own) and subject.startswith("<" + base):
                seen.setdefault(target[len(own) : -1], set()).add(subject)
    return {name: len(things) for name, things in sorted(seen.items())}
