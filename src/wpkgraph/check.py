"""Tests an output folder against the contract of the graph and against the texts themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph import knowledge, office_checks
from wpkgraph.errors import KnowledgeError, reason
from wpkgraph.knowledge import strict
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import DCTERMS, ORG, SCHEMA, SKOS, WPK
from wpkgraph.store import read_graphs, read_report
from wpkgraph.views import display

_FACTS = ("Participation", "Speech", "Statement", "Figure", "TaskList", "Location")
_EVIDENCE, _READING = f"{WPK}evidence", f"{WPK}readingOf"


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong: the check's name, the IRI (or file) it is about, and what is wrong.

    A note is worth knowing but no fault of the graph: two articles that disagree about a date.
    """

    check: str
    about: str
    message: str
    note: bool = False


@dataclass(frozen=True)
class Output:
    """An output folder, read once for all checks."""

    folder: Path
    base: str
    index: Index
    lines: frozenset[str]
    texts: dict[str, str] = field(default_factory=dict)


Check = Callable[[Output], Iterator[Problem]]


def check(folder: str | Path) -> list[Problem]:
    """All problems of an output folder, sorted; an empty list means that it holds. Raises OutputError."""
    output = read(folder)
    return sorted({problem for test in CHECKS for problem in test(output)})


def read(folder: str | Path) -> Output:
    """The folder's graph.nq, texts and base IRI."""
    index = Index()
    lines: set[str] = set()
    for triples in read_graphs(folder).values():
        index.add(triples)
        lines.update(triples)
    path = Path(folder)
    texts = {file.stem: file.read_bytes().decode("utf-8", "replace") for file in sorted((path / "text").glob("*.txt"))}
    return Output(path, str(read_report(folder)["base"]), index, frozenset(lines), texts)


def shapes(output: Output) -> Iterator[Problem]:
    """graph.ttl fits the SHACL shapes of ontology/shapes.ttl."""
    import shacl

    file = strict.folder() / "shapes.ttl"
    try:
        compiled = shacl.Shapes.from_file(str(file))
    except (OSError, ValueError) as error:
        raise KnowledgeError(file.name, None, _said(error)) from error
    try:
        report = compiled.validate_file(str(output.folder / "graph.ttl"))
    except (OSError, ValueError) as error:
        yield Problem("shapes", "graph.ttl", f"can't be tested: {_said(error)}")
        return
    for result in report.results:
        words = result.message or f"{result.component} {result.value or ''}".strip()
        path = f" ({result.path.strip('<>')})" if result.path else ""
        yield Problem("shapes", result.focus_node.strip("<>"), f"{words}{path}", result.severity != "Violation")


def _said(error: OSError | ValueError) -> str:
    """What a library says of a file that is not to be read, without the file's address."""
    if isinstance(error, OSError):
        return reason(error)
    return re.sub(r"^parse error: (?:file://\S+: )?(?:Parser error at )?", "is no Turtle: ", str(error))


def files_agree(output: Output) -> Iterator[Problem]:
    """graph.ttl holds exactly the triples of graph.nq."""
    import pyoxigraph as ox

    try:
        count = sum(1 for _ in ox.parse(path=str(output.folder / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        yield Problem("files", "graph.ttl", f"can't be read: {reason(error)}")
        return
    except SyntaxError as error:
        yield Problem("files", "graph.ttl", f"is damaged in line {error.lineno}: {reason(error)}")
        return
    if count != len(output.lines):
        yield Problem("files", "graph.ttl", f"has {count} triples where graph.nq has {len(output.lines)}")


def texts_whole(output: Output) -> Iterator[Problem]:
    """Each article's text is there and is the one that was hashed."""
    for article in _of(output, "Article"):
        sha256 = output.index.one(article, f"{WPK}sha256") or ""
        text = output.texts.get(sha256)
        if text is None:
            yield Problem("texts", article, f"text/{sha256}.txt is missing")
        elif hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Problem("texts", article, f"text/{sha256}.txt is not the text that was hashed")


def spans_equal(output: Output) -> Iterator[Problem]:
    """Each span's quote is the text between its offsets, and its IRI says the same offsets."""
    for span in _of(output, "Span"):
        article = output.index.one(span, f"{WPK}inArticle") or ""
        text = output.texts.get(output.index.one(article, f"{WPK}sha256") or "")
        bounds = _bounds(output, span)
        if text is None or bounds is None:
            yield Problem("spans", span, "has no text, or no start and end")
            continue
        start, end = bounds
        quote = output.index.one(span, f"{WPK}quote")
        if not 0 <= start < end <= len(text) or text[start:end] != quote:
            yield Problem("spans", span, f"the text has {text[start:end]!r} where the quote has {quote!r}")
        if span != f"{article}/text#char={start},{end}":
            yield Problem("spans", span, f"the IRI does not say {start},{end}")


def passages_equal(output: Output) -> Iterator[Problem]:
    """Each passage is as long as the article found there."""
    for article, passage in output.index.pairs(f"{WPK}foundAt"):
        bounds = _bounds(output, passage)
        text = output.texts.get(output.index.one(article, f"{WPK}sha256") or "")
        if bounds is None or (text is not None and bounds[1] - bounds[0] != len(text)):
            yield Problem("passages", passage, f"is not as long as the text of {article}")
        if bounds is not None and not passage.endswith(f"/text#char={bounds[0]},{bounds[1]}"):
            yield Problem("passages", passage, f"the IRI does not say {bounds[0]},{bounds[1]}")


def nothing_dangles(output: Output) -> Iterator[Problem]:
    """Every data IRI that a triple points to is typed somewhere, and so is every term of our ontology that is used."""
    typed = set(output.index.subjects(TYPE))
    known = set(display.load().words.labels)
    seen: set[str] = set()
    for line in output.lines:
        _, predicate, term = line.split(" ", 2)
        seen.add(predicate[1:-1])
        if term[0] == "<":
            seen.add(term[1:-1])
    for iri in sorted(seen):
        if iri.startswith(output.base) and iri not in typed:
            yield Problem("dangling", iri, "is pointed to, but nothing says what it is")
        elif iri.startswith(WPK) and iri not in known:
            yield Problem("dangling", iri, "is no term of ontology/wpk.ttl")


def labels_single(output: Output) -> Iterator[Problem]:
    """Every thing has one label, and no other name equal to it."""
    for node in output.index.subjects(TYPE):
        labels = output.index.values(node, LABEL)
        if node.startswith(output.base) and len(labels) != 1:
            yield Problem(
                "labels", node, f"has {len(labels)} labels: {', '.join(labels[:3])}" if labels else "has no label"
            )
        if set(labels) & set(output.index.values(node, f"{SKOS}altLabel")):
            yield Problem("labels", node, "has its label among its other names")


def facts_evident(output: Output) -> Iterator[Problem]:
    """Every fact has evidence or a curated source; every reading has evidence, a rule, a status and its fact."""
    facts = {fact for _, fact in output.index.pairs(_READING)}
    for reading in _of(output, "Reading"):
        wanted = (_READING, _EVIDENCE, f"{WPK}rule", f"{WPK}status", f"{WPK}inArticle")
        for predicate in wanted:
            if not output.index.values(reading, predicate):
                yield Problem("evidence", reading, f"has no {predicate.removeprefix(WPK)}")
    kinds = (f"{ORG}Membership", *(WPK + name for name in _FACTS))
    for node, cls in output.index.pairs(TYPE):
        if cls in kinds and node not in facts and not _curated(output, node):
            yield Problem("evidence", node, "no article states it and no curated source is named")
    for fact in sorted(facts):
        if not output.index.values(fact, _EVIDENCE):
            yield Problem("evidence", fact, "has readings but no evidence of its own")


def one_parent(output: Output) -> Iterator[Problem]:
    """Each unit or body hangs on one level above it."""
    above = (f"{ORG}unitOf", f"{ORG}subOrganizationOf")
    for node in sorted({node for predicate in above for node in output.index.subjects(predicate)}):
        parents = {parent for predicate in above for parent in output.index.values(node, predicate)}
        if len(parents) > 1:
            yield Problem("parents", node, f"has {len(parents)} parents: {', '.join(sorted(parents))}")


def no_blank_nodes(output: Output) -> Iterator[Problem]:
    """No node is without an IRI."""
    for line in sorted(line for line in output.lines if line.startswith("_:") or " _:" in line):
        subject, _, term = line.split(" ", 2)
        if subject.startswith("_:") or term.startswith("_:"):
            yield Problem("blank nodes", subject.strip("<>"), "a blank node stands in a triple of it")


def readings_agree(output: Output) -> Iterator[Problem]:
    """A note for each event whose readings give different dates."""
    readings: dict[str, list[str]] = {}
    for reading, fact in output.index.pairs(_READING):
        readings.setdefault(fact, []).append(reading)
    for fact in sorted(readings):
        for name in ("startDate", "endDate"):
            dates = sorted({date for r in readings[fact] for date in output.index.values(r, SCHEMA + name)})
            if len(dates) > 1:
                yield Problem("dates", fact, f"articles differ on its {name}: {', '.join(dates)}", note=True)


def offices_in_time(output: Output) -> Iterator[Problem]:
    """A note for each thing that the sightings of posts can't all mean; see office_checks.py."""
    known = office_checks.records(output.index, knowledge.load().offices, output.base)
    for test in office_checks.CHECKS:
        for remark in test(known):
            yield Problem("offices", remark.about, remark.words, note=True)


CHECKS: tuple[Check, ...] = (
    shapes,
    files_agree,
    texts_whole,
    spans_equal,
    passages_equal,
    nothing_dangles,
    labels_single,
    facts_evident,
    one_parent,
    no_blank_nodes,
    readings_agree,
    offices_in_time,
)


def _of(output: Output, name: str) -> list[str]:
    return [node for node, cls in output.index.pairs(TYPE) if cls == WPK + name]


def _bounds(output: Output, node: str) -> tuple[int, int] | None:
    start, end = output.index.one(node, f"{WPK}start"), output.index.one(node, f"{WPK}end")
    return (int(start), int(end)) if start and end and start.isdecimal() and end.isdecimal() else None


def _curated(output: Output, node: str) -> bool:
    return bool(output.index.values(node, f"{DCTERMS}source")) and f"{WPK}Curated" in output.index.values(
        node, f"{WPK}status"
    )
