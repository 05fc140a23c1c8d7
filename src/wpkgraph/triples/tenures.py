"""Offices and their holders as reference data tell them: each tenure of a person whom an article names, with its source.

A tenure is no membership: no text of the graph states it, and no end of a post is ever read out of texts.
"""

from __future__ import annotations

from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.offices import Holder
from wpkgraph.triples.graph import Graph


def tenures(g: Graph, subjects: set[str], knowledge: Knowledge, minter: Minter) -> None:
    """Add the tenures of all persons in the graph, and their offices."""
    for holder in knowledge.offices.holders:
        person = minter.base + knowledge.decisions.stands_for(f"person/{holder.person}")
        if person in subjects:
            _tenure(g, holder, person, knowledge, minter)
            _office(g, holder.office, subjects, knowledge, minter)


def _tenure(g: Graph, holder: Holder, person: str, knowledge: Knowledge, minter: Minter) -> None:
    office = knowledge.offices.offices[holder.office]
    name = knowledge.people.persons[holder.person].label
    iri = minter.tenure(holder.office, holder.person, holder.start.iso)
    g.typed(iri, "Tenure", f"{office.label}: {name} from {holder.start.iso}")
    g.link(iri, "wpk:holder", person)
    g.link(iri, "wpk:office", minter.office(office.id))
    g.span_of_days(iri, holder.start, holder.until)
    g.coded(iri, "wpk:status", "wpk:Curated")
    g.text(iri, "dcterms:source", holder.source)
    if holder.attested is not None:
        g.flag(iri, "wpk:confirmed")


def _office(g: Graph, key: str, subjects: set[str], knowledge: Knowledge, minter: Minter) -> None:
    """The office, in its body if an article speaks of that."""
    office = knowledge.offices.offices[key]
    iri, body = minter.office(key), minter.body(office.body, "", None)
    g.typed(iri, "Office", office.label)
    g.text(iri, "wpk:roleText", office.role)
    if body in subjects:
        g.link(iri, "org:postIn", body)
