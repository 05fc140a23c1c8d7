"""The things that a thing has most to do with, for the drawing on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wpkgraph.exporters.network import KINDS
from wpkgraph.lines import TYPE
from wpkgraph.lookup import ARTICLE, DENOTES
from wpkgraph.namespaces import ORG, WPK
from wpkgraph.pages.drawing import MOST, Neighbour
from wpkgraph.pages.facts import NAMELESS, Facts, owner, stretch
from wpkgraph.pages.groups import Members
from wpkgraph.pages.parts import plain

_WORDS = (f"{WPK}roleText", f"{WPK}capacity")  # what a fact says of the two that it relates
_OF_A_KIND, _LOOKED_AT = 4, 200
_DIRECT = 1000  # a relation of the two themselves says more than a fact that both stand in


def neighbours(facts: Facts, iri: str, members: Members) -> list[Neighbour]:
    """At most MOST things, chosen by the number of facts that relate them to the thing; in the order of their kinds.

    Those of an article are what it names most.
    """
    weights: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    pairs = _named(facts, iri) if facts.graph.is_a(iri, "Article") else _related(facts, iri, members)
    for other, relation, worth in pairs:
        if other != iri:
            weights[other] += 1
            words.setdefault(other, Counter())[relation] += worth
    label = {other: plain(facts.graph.label(other)) for other in weights}
    ranked = sorted(weights, key=lambda other: (-weights[other], label[other], other))
    chosen = _mixed([(facts.family(other), other) for other in ranked[:_LOOKED_AT]])
    chosen.sort(key=lambda other: (facts.family(other), -weights[other], label[other], other))
    return [_neighbour(facts, other, words[other], weights[other]) for other in chosen]


def _mixed(ranked: Sequence[tuple[str, str]]) -> list[str]:
    """The first MOST of (family, thing), but no more than _OF_A_KIND of a family while there are others."""
    counts: Counter[str] = Counter()
    first: list[str] = []
    rest: list[str] = []
    for family, other in ranked:
        counts[family] += 1
        (first if counts[family] <= _OF_A_KIND else rest).append(other)
    return (first + rest)[:MOST]


def _named(facts: Facts, article: str) -> Iterator[tuple[str, str, int]]:
    for span in facts.graph.subjects(ARTICLE, article):
        for other in facts.graph.values(span, DENOTES):
            if _is_node(facts, other):
                yield other, "named", 1


def _related(facts: Facts, iri: str, members: Members) -> Iterator[tuple[str, str, int]]:
    """(other thing, relation in words, how well the words tell it) for each relation, direct or through a fact."""
    captions = facts.graph.display.words.inverse_captions
    for predicate, value, is_iri in facts.graph.pairs(iri):
        if is_iri and _is_node(facts, value) and not facts.is_link_out(predicate):
            yield value, _edge(facts, predicate), _DIRECT
    for (predicate, family), nodes in members.items():
        for node in nodes:
            if family in NAMELESS:
                yield from ((other, relation, 1) for relation, other in _through(facts, node, iri))
            elif _is_node(facts, node):
                kinds = facts.graph.display.caption(family)
                caption = captions.get(predicate, "").replace("{Kinds}", kinds)
                yield node, caption.lower() or _edge(facts, predicate), _DIRECT


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
    found: dict[str, list[str]] = {}
    for span in facts.graph.subjects(DENOTES, iri):
        found.setdefault(owner(span), []).append(span)
    dates = {article: facts.date(article)[0] for article in found}
    newest = sorted(sorted(found), key=lambda article: dates[article], reverse=True)
    return {article: sorted(found[article], key=stretch) for article in newest}
