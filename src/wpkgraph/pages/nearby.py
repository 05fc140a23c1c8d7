"""The things that a thing has most to do with, for the drawing on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wpkgraph.exporters.network import FACTS, KINDS
from wpkgraph.lines import TYPE
from wpkgraph.lookup import DENOTES
from wpkgraph.namespaces import ORG
from wpkgraph.pages.drawing import MOST, Neighbour
from wpkgraph.pages.facts import NAMELESS, Facts
from wpkgraph.pages.groups import Members
from wpkgraph.pages.parts import plain

_WORDS = tuple(words for _, _, words, _ in FACTS)


def neighbours(facts: Facts, iri: str, members: Members) -> list[Neighbour]:
    """At most MOST things, chosen by the number of facts that relate them to the thing; in the order of their kinds."""
    weights: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}

    def count(other: str, relation: str) -> None:
        weights[other] += 1
        words.setdefault(other, Counter())[relation] += 1

    for predicate, value, is_iri in facts.graph.pairs(iri):
        if is_iri and _is_node(facts, value) and not facts.is_link_out(predicate):
            count(value, _edge(facts, predicate))
    for (predicate, family), nodes in members.items():
        for node in nodes:
            if family in NAMELESS:
                for relation, other in _through(facts, node, iri):
                    count(other, relation)
            elif _is_node(facts, node):
                count(
                    node,
                    facts.graph.display.words.inverse_captions.get(predicate, "").replace("{Kinds}", "").strip()
                    or _edge(facts, predicate),
                )
    weights.pop(iri, None)
    label = {other: plain(facts.graph.label(other)) for other in weights}
    chosen = sorted(weights, key=lambda other: (-weights[other], label[other], other))[:MOST]
    chosen.sort(key=lambda other: (facts.family(other), -weights[other], label[other], other))
    return [_neighbour(facts, other, words[other], weights[other]) for other in chosen]


def _neighbour(facts: Facts, other: str, words: Counter[str], weight: int) -> Neighbour:
    link = facts.link(other)
    relation = min(words, key=lambda text: (-words[text], text))
    shape = facts.graph.display.looks(facts.graph.cls(other))["shape"]
    return Neighbour(link, shape, relation, weight)


def _through(facts: Facts, fact: str, iri: str) -> Iterable[tuple[str, str]]:
    """(relation in words, thing) for what a fact relates a thing to; the words are the fact's own where it has some."""
    own = next((text for predicate in _WORDS for text in facts.graph.values(fact, predicate)), "")
    if own.startswith("http"):
        own = facts.graph.label(own)
    for predicate, value, is_iri in facts.graph.pairs(fact):
        if is_iri and value != iri and predicate != TYPE and _is_node(facts, value):
            yield plain(own) or _edge(facts, predicate), value


def _edge(facts: Facts, predicate: str) -> str:
    display = facts.graph.display
    return display.words.edge_labels.get(predicate) or display.label(predicate)


def _is_node(facts: Facts, iri: str) -> bool:
    """Whether it is a person, body, event, place or idea of the data."""
    types = facts.graph.values(iri, TYPE)
    return iri.startswith(facts.graph.base) and f"{ORG}Role" not in types and any(cls in types for cls in KINDS)


def named_in(facts: Facts, iri: str) -> dict[str, list[str]]:
    """Article -> the spans that name a thing, in the order of the text; the articles newest first, undated ones last."""
    from wpkgraph.pages.facts import owner, stretch

    found: dict[str, list[str]] = {}
    for span in facts.graph.subjects(DENOTES, iri):
        found.setdefault(owner(span), []).append(span)
    dates = {article: facts.date(article)[0] for article in found}
    newest = sorted(sorted(found), key=lambda article: dates[article], reverse=True)
    return {article: sorted(found[article], key=stretch) for article in newest}
