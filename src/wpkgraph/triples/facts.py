"""Facts as nodes, each with a reading in the article that states it: span, rule, status, date."""

from __future__ import annotations

from wpkgraph.model import (
    EventFact,
    Fact,
    FigureFact,
    LocationFact,
    MembershipFact,
    ParticipationFact,
    SpeechFact,
    StatementFact,
    Status,
    TaskListFact,
)
from wpkgraph.resolve import Resolver
from wpkgraph.triples.graph import Graph, Spans, term
from wpkgraph.triples.nodes import Nodes


class Facts:
    """Writes the facts of one article into its graph."""

    def __init__(self, graph: Graph, nodes: Nodes, resolver: Resolver, spans: Spans) -> None:
        self.graph = graph
        self.nodes = nodes
        self.resolver = resolver
        self.mint = resolver.mint
        self.article = resolver.article
        self.spans = spans
        self._status: dict[str, Status] = {}
        self._grounds: dict[str, set[str]] = {}  # of the readings that are resolved, so far

    def write(self, fact: Fact) -> None:
        """The fact's node and its reading."""
        writers = {
            MembershipFact: self._membership,
            ParticipationFact: self._participation,
            EventFact: self._event,
            SpeechFact: self._speech,
            StatementFact: self._statement,
            TaskListFact: self._list,
            FigureFact: self._figure,
            LocationFact: self._location,
        }
        writers[type(fact)](fact)  # type: ignore[operator]

    def _reading(self, iri: str, fact: Fact) -> str:
        """The reading of a fact in this article; the fact repeats its evidence."""
        g = self.graph
        reading = self.mint.reading(iri, self.article)
        g.typed(reading, "Reading", f"reading in {self.article.rpartition('/')[2]}")
        g.link(reading, "wpk:readingOf", iri)
        g.link(reading, "wpk:inArticle", self.article)
        for span in fact.evidence:
            at = self.spans.iri(span)
            g.link(reading, "wpk:evidence", at)
            g.link(iri, "wpk:evidence", at)
        g.text(reading, "wpk:rule", fact.rule)
        status = min(self._status.get(reading, fact.status), fact.status, key=list(Status).index)
        if (before := self._status.get(reading)) is not None and before is not status:
            g.lines.discard(f"<{reading}> {term('wpk:status')} {term(f'wpk:{before.value}')}")
        self._status[reading] = status  # what one place states outweighs what another lets infer
        g.coded(reading, "wpk:status", f"wpk:{status.value}")
        if fact.ground is not None and status is not Status.STATED:
            self._grounds.setdefault(reading, set()).update(self.spans.ground_lines(reading, fact.ground))
            g.lines |= self._grounds[reading]
        elif status is Status.STATED:
            g.lines -= self._grounds.pop(reading, set())
        return reading

    def _attested(self, reading: str) -> None:
        day = self.resolver.attested
        if day is None:
            return
        self.graph.date(reading, "wpk:attestedOn", day)
        self.graph.bounds(reading, day)
        if self.resolver.by_issue:
            self.graph.coded(reading, "wpk:dateBasis", "wpk:IssueDate")

    def _membership(self, fact: MembershipFact) -> None:
        g = self.graph
        person, role = self.nodes.iri(fact.person), self.nodes.role(fact.role)
        body = self.nodes.iri(fact.body) if fact.body is not None else ""
        iri = self.mint.membership(person, role, body)
        where = f", {self.nodes.label(body)}" if body else ""
        g.typed(iri, "Membership", f"{self.nodes.label(person)}: {fact.role}{where}")
        g.link(iri, "org:member", person)
        g.link(iri, "org:role", role)
        g.text(iri, "wpk:roleText", fact.role)
        if body:
            g.link(iri, "org:organization", body)
        reading = self._reading(iri, fact)
        self._attested(reading)
        if self.resolver.told_later:
            g.flag(reading, "wpk:toldLater")
        g.coded(reading, "wpk:membershipStatus", f"wpk:{fact.held}")
        if fact.place is not None:
            g.link(reading, "wpk:place", self.nodes.iri(fact.place))
        if fact.position is not None:
            g.number(reading, "wpk:listPosition", fact.position)
        if fact.dead:
            g.flag(reading, "wpk:attestedDead")

    def _participation(self, fact: ParticipationFact) -> None:
        g = self.graph
        who, event = self.nodes.iri(fact.participant), self.nodes.iri(fact.event)
        iri = self.mint.participation(event, who, fact.capacity)
        g.typed(iri, "Participation", f"{self.nodes.label(who)}: {fact.capacity}, {self.nodes.label(event)}")
        g.link(iri, "wpk:participant", who)
        g.link(iri, "wpk:event", event)
        capacities = self.nodes.knowledge.vocabulary.capacities
        self._coded_concept(iri, "wpk:capacity", capacities[fact.capacity], fact.capacity)
        if fact.finer is not None and fact.finer in capacities and fact.finer != fact.capacity:
            self._coded_concept(iri, "wpk:finerCapacity", capacities[fact.finer], fact.finer)
        if fact.wording:
            g.text(iri, "wpk:capacityText", fact.wording)
        reading = self._reading(iri, fact)
        self._attested(reading)
        if fact.position is not None:
            g.number(reading, "wpk:listPosition", fact.position)

    def _coded_concept(self, subject: str, relation: str, iri: str, notation: str) -> None:
        """A link to a coded concept of the ontology, whose label and notation stand in the graph too."""
        g = self.graph
        g.link(subject, relation, iri)
        if iri not in g.done:
            g.done.add(iri)
            g.typed(iri, "Concept", self.nodes.knowledge.vocabulary.labels.get(iri, notation))
            g.text(iri, "skos:notation", notation)

    def _event(self, fact: EventFact) -> None:
        iri = self.nodes.iri(fact.event)
        reading = self._reading(iri, fact)
        self.graph.span_of_days(reading, fact.event.start, fact.event.end)

    def speech(self, fact: SpeechFact) -> str:
        """The speech's node (its reading is written with its own fact)."""
        g = self.graph
        iri = self.resolver.speech(fact)
        if iri in g.done:
            return iri
        g.done.add(iri)
        speaker = self.nodes.iri(fact.speaker)
        kinds = self.nodes.knowledge.vocabulary
        at = f", {self.nodes.label(self.nodes.iri(fact.event))}" if fact.event else ""
        kind = kinds.labels.get(kinds.speech_kinds[fact.kind], fact.kind)
        g.typed(iri, "Speech", f"{kind[:1].upper()}{kind[1:]} by {self.nodes.label(speaker)}{at}")
        g.link(iri, "wpk:speaker", speaker)
        self._coded_concept(iri, "wpk:speechKind", kinds.speech_kinds[fact.kind], fact.kind)
        if fact.event is not None:
            g.link(iri, "schema:superEvent", self.nodes.iri(fact.event))
        return iri

    def _speech(self, fact: SpeechFact) -> None:
        iri = self.speech(fact)
        g = self.graph
        if fact.title:
            g.text(iri, "dcterms:title", fact.title)
        self._attested(self._reading(iri, fact))
        if fact.recorded:
            g.link(iri, "wpk:recordedIn", self.article)
            g.link(self.article, "wpk:recordOf", iri)

    def _statement(self, fact: StatementFact) -> None:
        g = self.graph
        iri = self.mint.in_article("statement", self.article, fact.evidence[0].start)
        cls = "Appraisal" if fact.polarity else "Statement"
        who = f" by {self.nodes.label(self.nodes.iri(fact.speaker))}" if fact.speaker else ""
        g.typed(iri, cls, f"{cls}{who} at {fact.evidence[0].start} in {self.article.rpartition('/')[2]}")
        if fact.speaker is not None:
            g.link(iri, "wpk:saidBy", self.nodes.iri(fact.speaker))
        if fact.speech is not None:
            speech = self.speech(fact.speech)
            g.link(iri, "wpk:inSpeech", speech)
        for concept in fact.concepts:
            g.link(iri, "wpk:references", self.nodes.iri(concept))
            if fact.speech is not None:
                g.link(speech, "wpk:references", self.nodes.iri(concept))
        if fact.appraises is not None:
            g.link(iri, "wpk:appraises", self.nodes.iri(fact.appraises))
        if fact.polarity:
            g.coded(iri, "wpk:polarity", f"wpk:{fact.polarity}")
        self._attested(self._reading(iri, fact))

    def _list(self, fact: TaskListFact) -> None:
        g = self.graph
        iri = self.mint.in_article("list", self.article, fact.evidence[0].start)
        g.typed(iri, "TaskList", f"{fact.label} at {fact.evidence[0].start} in {self.article.rpartition('/')[2]}")
        if fact.announced is not None:
            g.number(iri, "wpk:announcedCount", fact.announced)
        for item in fact.items:
            node = self.mint.item(iri, item.position)
            g.link(iri, "wpk:item", node)
            g.typed(node, "ListItem", item.label)
            g.number(node, "wpk:position", item.position)
            g.link(node, "wpk:evidence", self.spans.iri(item.span))
        self._attested(self._reading(iri, fact))

    def _figure(self, fact: FigureFact) -> None:
        g = self.graph
        iri = self.mint.in_article("figure", self.article, fact.evidence[0].start)
        g.typed(iri, "Figure", f"{fact.text} at {fact.evidence[0].start} in {self.article.rpartition('/')[2]}")
        g.text(iri, "wpk:valueText", fact.text)
        if fact.value is not None:
            g.number(iri, "wpk:value", fact.value)
        g.coded(iri, "wpk:bound", f"wpk:{fact.bound}")
        if fact.unit:
            g.text(iri, "wpk:unitText", fact.unit)
        if fact.about:
            g.text(iri, "wpk:about", fact.about)
        self._attested(self._reading(iri, fact))

    def _location(self, fact: LocationFact) -> None:
        g = self.graph
        body, place = self.nodes.iri(fact.body), self.nodes.iri(fact.place)
        g.link(body, "wpk:locatedIn", place)
        iri = self.mint.location(body, place)
        g.typed(iri, "Location", f"{self.nodes.label(body)}: in {self.nodes.label(place)}")
        g.link(iri, "wpk:locates", body)
        g.link(iri, "schema:location", place)
        self._attested(self._reading(iri, fact))
