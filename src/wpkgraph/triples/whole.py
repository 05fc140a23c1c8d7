"""The graphs that are recomputed from all the others: curated knowledge that is used, links, and derived relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.resolve import person_label
from wpkgraph.triples.graph import Graph, quoted
from wpkgraph.triples.matches import matches
from wpkgraph.triples.sources import read
from wpkgraph.triples.tenures import tenures
from wpkgraph.triples.versions import relate


def used(graphs: Iterable[Sequence[str]], base: str) -> set[str]:
    """The IRIs below the base that stand as subjects in any graph."""
    found: set[str] = set()
    for lines in graphs:
        found.update([line.partition(">")[0] for line in lines])
    return {subject[1:] for subject in found if subject.startswith("<" + base)}


def curated_graph(subjects: set[str], knowledge: Knowledge, minter: Minter) -> Graph:
    """What the knowledge says of bodies, persons, places and concepts that an article uses, with its source."""
    g = Graph(knowledge.vocabulary)
    for body in knowledge.bodies.bodies.values():
        iri = minter.body(body.id, body.label, None)
        if iri in subjects:
            _source(g, iri, body.source)
            if body.named_after:
                tail = knowledge.decisions.stands_for(f"person/{body.named_after}")
                target = minter.base + tail
                g.link(iri, "wpk:namedAfter", target)
                g.typed(target, "Person", person_label(tail, "", knowledge))
            if body.located_in and body.located_in in knowledge.places.places:
                place = knowledge.places.places[body.located_in]
                target = minter.place(place.id, place.label)
                g.link(iri, "wpk:locatedIn", target)
                g.typed(target, place.cls, place.label)
                subjects.add(target)
    for person in knowledge.people.persons.values():
        iri = minter.base + knowledge.decisions.stands_for(f"person/{person.id}")
        if iri in subjects:
            _source(g, iri, person.source)
    for place in knowledge.places.places.values():
        iri = minter.place(place.id, place.label)
        if iri in subjects:
            _source(g, iri, place.source)
            if place.lat is not None and place.lon is not None:
                g.number(iri, "geo:lat", float(place.lat))
                g.number(iri, "geo:long", float(place.lon))
            _parents(g, place.id, knowledge, minter)
    tenures(g, subjects, knowledge, minter)
    _meetings(g, subjects, knowledge, minter)
    _schemes(g, subjects, knowledge, minter)
    return g


def _meetings(g: Graph, subjects: set[str], knowledge: Knowledge, minter: Minter) -> None:
    """What the rows of series.toml say of events used: their days, with the source."""
    for event in knowledge.series.events.values():
        iri = minter.known_event(event.id)
        if iri in subjects:
            _source(g, iri, event.source)
            g.span_of_days(iri, event.start, event.end)


def _schemes(g: Graph, subjects: set[str], knowledge: Knowledge, minter: Minter) -> None:
    """The concept schemes, the kinds of concepts, and what the vocabulary says of the concepts used."""
    scheme = f"{minter.base}scheme/concepts"
    g.typed(scheme, "ConceptScheme", "Ideas")
    g.typed(f"{minter.base}scheme/sectors", "ConceptScheme", "Sectors of workplaces")
    kinds = set()
    for concept in knowledge.concepts.by_key.values():
        iri = minter.concept(concept.key, concept.label)
        if iri in subjects:
            kinds |= set(concept.kinds)
            _source(g, iri, concept.source)
            for other in concept.others:
                g.text(iri, "skos:altLabel", other)
            if concept.definition:
                g.text(iri, "skos:definition", concept.definition)
            for above in concept.broader:
                row = knowledge.concepts.by_key[above]
                g.link(iri, "skos:broader", minter.concept(above, row.label))
                g.typed(minter.concept(above, row.label), "Concept", row.label)
    for kind in sorted(kinds | set(knowledge.concepts.kinds)):
        g.typed(f"{minter.base}concept-kind/{kind}", "Concept", kind)


def _parents(g: Graph, place: str, knowledge: Knowledge, minter: Minter) -> None:
    """The places around a place, up to the state."""
    rows, bodies = knowledge.places.places, knowledge.bodies.bodies
    while place in rows and (above := rows[place].parent):
        row = rows.get(above)
        target = minter.place(above, row.label) if row else minter.body(above, "", None)
        g.link(minter.place(place, rows[place].label), "schema:containedInPlace", target)
        if row:
            g.typed(target, row.cls, row.label)
        else:
            g.typed(target, bodies[above].cls, bodies[above].label)
            g.typed(target, "Place", bodies[above].label)
        place = above


def _source(g: Graph, iri: str, source: str) -> None:
    g.coded(iri, "wpk:status", "wpk:Curated")
    g.text(iri, "dcterms:source", source)


def derived_graph(
    articles: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[str]],
    texts: Mapping[str, str],
    knowledge: Knowledge,
    minter: Minter,
) -> Graph:
    """What follows from all other graphs together: relations between articles, persons who may be one, decisions.

    A function of its arguments and nothing else, so that it can be computed anew after every change.
    articles, files  the sorted lines of each graph, by the IRI of the article or file
    texts            sha256 -> text of an article as kept
    """
    g = Graph(knowledge.vocabulary)
    matches(articles.values(), knowledge, minter.base, g)
    relate(read(articles, files, texts), knowledge, g)
    return g


def links_graph(subjects: set[str], knowledge: Knowledge, minter: Minter) -> Graph:
    """Links to other datasets of the things used, each backed by a row of links.sssom.tsv."""
    g = Graph(knowledge.vocabulary)
    for subject in knowledge.links.links:
        iri = minter.base + knowledge.decisions.stands_for(subject)
        if iri in subjects:
            for link in knowledge.links.of(subject):
                target = quoted(link.object) if link.literal else f"<{link.object}>"
                g.lines.add(f"<{iri}> <{link.predicate}> {target}")
    return g
