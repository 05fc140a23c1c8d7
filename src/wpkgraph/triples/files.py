"""The graph of one input file or record: the file, its passages, and where its articles are found."""

from __future__ import annotations

from collections.abc import Sequence

from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import Article, Document
from wpkgraph.triples.graph import Graph, quoted, term


def file_graph(
    document: Document, found: Sequence[tuple[Article, str]], knowledge: Knowledge, minter: Minter
) -> tuple[str, Graph]:
    """The file's IRI and its graph; `found` are its articles with their IRIs."""
    iri = minter.file(document.path, document.record)
    g = Graph(knowledge.vocabulary)
    g.typed(iri, "SourceFile", document.path if document.record is None else f"{document.path}: {document.record}")
    g.text(iri, "wpk:fileName", document.name)
    g.text(iri, "wpk:sha256", document.sha256)
    g.text(iri, "dcterms:format", document.media_type)
    if document.title:
        g.text(iri, "dcterms:title", document.title)
    if document.date is not None:
        g.date(iri, "dcterms:issued", document.date)
        g.bounds(iri, document.date)
    if document.url:
        # a source may be any text in a record: kept as a string, so that nothing malformed becomes an IRI
        g.lines.add(f"<{iri}> {term('dcterms:source')} {quoted(document.url)}")
    if document.publisher:
        _publisher(g, iri, document.publisher, knowledge, minter)
    for article, article_iri in found:
        start, end = article.start, article.start + len(article.text)
        passage = minter.stretch(iri, start, end)
        g.typed(passage, "Passage", f"{document.name}: {start}-{end}")
        g.link(passage, "wpk:inFile", iri)
        g.number(passage, "wpk:start", start)
        g.number(passage, "wpk:end", end)
        g.link(article_iri, "wpk:foundAt", passage)
        g.link(article_iri, "dcterms:isPartOf", iri)
    return iri, g


def _publisher(g: Graph, file: str, name: str, knowledge: Knowledge, minter: Minter) -> None:
    """The publishing body: a known one by any of its forms, else one of that name."""
    name = " ".join(name.split())
    key = knowledge.bodies.forms.get(name) or knowledge.bodies.bare.get(name)
    iri = minter.body(key, name, None)
    row = knowledge.bodies.bodies.get(key) if key else None
    g.link(file, "dcterms:publisher", iri)
    g.typed(iri, row.cls if row else "Organization", row.label if row else name)
    if row is not None and row.parent:
        for child, above in zip(chain := knowledge.bodies.chain(row.id), chain[1:], strict=False):
            parent = knowledge.bodies.bodies[above]
            g.typed(minter.body(above, parent.label, None), parent.cls, parent.label)
            g.link(minter.body(child, "", None), "org:subOrganizationOf", minter.body(above, parent.label, None))
