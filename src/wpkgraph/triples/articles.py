"""The graph of one article: a function of its text, its issue date and the knowledge, and of nothing else."""

from __future__ import annotations

import hashlib
import re

from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import Article, EventFact, Extraction, Mention, PlaceRef
from wpkgraph.resolve import Resolver
from wpkgraph.triples.facts import Facts
from wpkgraph.triples.graph import Graph, Spans
from wpkgraph.triples.nodes import Nodes

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


def article_graph(article: Article, extraction: Extraction, knowledge: Knowledge, minter: Minter) -> tuple[str, Graph]:
    """The article's IRI and its graph."""
    resolver = Resolver(article, extraction, knowledge, minter)
    graph = Graph(knowledge.vocabulary)
    nodes = Nodes(graph, resolver)
    spans = Spans(graph, article, resolver.article, minter.base)
    _article(graph, article, nodes, resolver.article)
    for mention in extraction.mentions:
        _mention(mention, nodes, spans)
    if article.dateline is not None:
        _dateline(graph, article, nodes, resolver.article)
    facts = Facts(graph, nodes, resolver, spans)
    for fact in extraction.facts:
        facts.write(fact)
        if isinstance(fact, EventFact):
            graph.link(resolver.article, "wpk:reports" if fact.reported else "wpk:refersTo", nodes.iri(fact.event))
    return resolver.article, graph


def text_key(text: str) -> str:
    """The text without case, space and punctuation, as a digest: equal keys are alternates of one text."""
    low = text.lower()
    if low.isascii():  # deleting bytes is many times as fast as looking at characters
        return hashlib.sha256(low.encode().translate(None, _MARKS)).hexdigest()
    return hashlib.sha256("".join(filter(str.isalnum, low)).encode()).hexdigest()


def word_count(text: str) -> int:
    """The words of a text: runs of letters and digits, an apostrophe or a hyphen inside one parts no word.

    >>> word_count("The 5-day workers' meeting - it's over.")
    6
    """
    return sum(1 for _ in _WORD.finditer(text))


def _article(graph: Graph, article: Article, nodes: Nodes, iri: str) -> None:
    titled = article.headline != (0, 0) and article.title
    label = article.title if titled and article.title else " ".join(article.clean.text[:80].split())
    graph.typed(iri, "Article", label)
    if titled and article.title:
        graph.text(iri, "dcterms:title", article.title)
    graph.text(iri, "wpk:sha256", hashlib.sha256(article.text.encode()).hexdigest())
    graph.text(iri, "wpk:textKey", text_key(article.text))
    graph.number(iri, "schema:wordCount", word_count(article.clean.text))
    if article.issued is not None:
        graph.date(iri, "dcterms:issued", article.issued)
        graph.bounds(iri, article.issued)


def _dateline(graph: Graph, article: Article, nodes: Nodes, iri: str) -> None:
    name, _ = article.dateline or ("", None)
    found = nodes.knowledge.places.find(name)
    ref = nodes.knowledge.places.ref(found[0].id) if len(found) == 1 else PlaceRef(name)
    graph.link(iri, "wpk:dateline", nodes.iri(ref))


def _mention(mention: Mention, nodes: Nodes, spans: Spans) -> None:
    iri = nodes.iri(mention.ref)
    span = spans.iri(mention.span)
    spans.graph.link(span, "wpk:denotes", iri)
    if mention.ground is not None:
        spans.graph.lines |= spans.ground_lines(span, mention.ground)
    if not mention.generic:
        nodes.form(iri, mention.form)
