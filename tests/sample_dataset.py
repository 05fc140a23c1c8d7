"""A small dataset made by hand that follows the graph's contract: what the tests of exporters, queries and checks use.

Persons, bodies, places and sentences are invented.
"""

from __future__ import annotations

import hashlib

from wpkgraph import iris
from wpkgraph.lines import literal
from wpkgraph.model import Dataset, Report
from wpkgraph.namespaces import PREFIXES

BODY = ("wpk:Organization", "org:Organization", "org:FormalOrganization")
BASE = "https://w3id.org/wpkgraph/id/"

FIRST = (
    "Seventh Conference of Kiln Clerks Opens\r\n"
    "Riverside, March 9 (XNA) -- The Seventh Conference of Kiln Clerks of the River Guild "
    "opened in Riverside on March 8.\r\n"
    "Ro Chan Gyu, chief clerk of the River Guild, made an opening speech. He called for a drive for clean firing.\r\n"
    'Han Sol Mi, clerk of the glaze shop of Tobong Pottery, sat on the platform <b>under "lamps" & flags</b>.'
)
SECOND = (
    "The River Guild held a sitting in Riverside. Ro Chan Gyu, chief clerk of the River Guild, presided. "
    "Om Tae Sik was elected deputy head of the Lamp Office."
)


def expand(name: str) -> str:
    """ "wpk:Person" or "person/x" as a full IRI."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else BASE + name


class Maker:
    """Collects triples of one named graph."""

    def __init__(self) -> None:
        self.lines: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Triples whose objects are names of things."""
        self.lines |= {f"<{expand(subject)}> <{expand(predicate)}> <{expand(o)}>" for o in objects}

    def say(self, subject: str, predicate: str, text: str, datatype: str = "") -> None:
        """A triple whose object is a literal."""
        kind = PREFIXES["xsd"] + datatype if datatype else ""
        self.lines.add(f"<{expand(subject)}> <{expand(predicate)}> {literal(text, kind)}")

    def thing(self, name: str, label: str, *types: str) -> None:
        """A node with its label and types."""
        self.add(name, "rdf:type", *types)
        self.say(name, "rdfs:label", label)


class Source(Maker):
    """One source file with one article: its two graphs."""

    def __init__(self, file: str, text: str, issued: str, title: str | None) -> None:
        super().__init__()
        self.text, self.sha256 = text, hashlib.sha256(text.encode()).hexdigest()
        self.file = f"file/{iris.path(file)}"
        self.article = "article/" + hashlib.sha256((text + issued).encode()).hexdigest()[:16]
        self.of_file = Maker()
        at = 7  # the article begins at this offset of the file
        passage = f"{self.file}/text#char={at},{at + len(text)}"
        f = self.of_file
        f.thing(self.file, file, "wpk:SourceFile", "prov:Entity")
        f.say(self.file, "wpk:fileName", file)
        f.say(self.file, "wpk:sha256", hashlib.sha256(b"file" + text.encode()).hexdigest())
        f.say(self.file, "dcterms:format", "text/plain")
        f.thing(passage, f"{file} {at}-{at + len(text)}", "wpk:Passage")
        f.add(passage, "wpk:inFile", self.file)
        f.say(passage, "wpk:start", str(at), "integer")
        f.say(passage, "wpk:end", str(at + len(text)), "integer")
        f.add(self.article, "wpk:foundAt", passage)
        f.add(self.article, "dcterms:isPartOf", self.file)
        self.thing(self.article, title or file, "wpk:Article", "prov:Entity")
        self.say(self.article, "wpk:sha256", self.sha256)
        self.say(self.article, "wpk:textKey", hashlib.sha256(text.lower().encode()).hexdigest())
        self.say(self.article, "dcterms:issued", issued, "date")
        self.say(self.article, "wpk:earliest", issued, "date")
        self.say(self.article, "wpk:latest", issued, "date")
        if title:
            self.say(self.article, "dcterms:title", title)

    def span(self, words: str, denotes: str | None = None) -> str:
        """A span of the article that holds the words; returns its name."""
        start = self.text.index(words)
        end = start + len(words)
        name = f"{self.article}/text#char={start},{end}"
        self.thing(name, f"{start}-{end}", "wpk:Span")
        self.add(name, "wpk:inArticle", self.article)
        self.say(name, "wpk:start", str(start), "integer")
        self.say(name, "wpk:end", str(end), "integer")
        self.say(name, "wpk:quote", words)
        if denotes:
            self.add(name, "wpk:denotes", denotes)
        return name

    def reading(self, fact: str, rule: str, words: str, date: str | None = None, status: str = "wpk:Stated") -> str:
        """A reading of a fact in this article, with its evidence; returns its name."""
        name = f"{fact}/in/{self.article.rpartition('/')[2]}"
        span = self.span(words)
        self.thing(name, f"{fact} in {self.article}", "wpk:Reading")
        self.add(name, "wpk:readingOf", fact)
        self.add(name, "wpk:inArticle", self.article)
        self.add(name, "wpk:evidence", span)
        self.add(fact, "wpk:evidence", span)
        self.add(name, "wpk:status", status)
        self.say(name, "wpk:rule", rule)
        if date:
            for field in ("attestedOn", "earliest", "latest"):
                self.say(name, f"wpk:{field}", date, "date")
        return name

    def code(self, name: str, label: str, notation: str) -> None:
        """A coded concept of the ontology, as far as the graph repeats it."""
        self.thing(name, label, "skos:Concept")
        self.say(name, "skos:notation", notation)

    def person(self, key: str, label: str) -> str:
        """A person, mentioned by name."""
        name = f"person/{key}"
        self.thing(name, label, "wpk:Person", "foaf:Person")
        self.span(label, name)
        return name

    def membership(
        self, person: str, role: str, organization: str, words: str, rule: str, held: str = "wpk:Holds"
    ) -> str:
        """A membership with its reading."""
        name = "membership/" + hashlib.sha256(f"{person}{role}{organization}".encode()).hexdigest()[:16]
        self.thing(name, f"{person} {role}", "org:Membership")
        self.thing(f"role/{role.replace(' ', '-')}", role, "org:Role")
        self.add(name, "org:member", person)
        self.add(name, "org:role", f"role/{role.replace(' ', '-')}")
        self.add(name, "org:organization", organization)
        self.say(name, "wpk:roleText", role)
        self.add(self.reading(name, rule, words, "2019-03-08"), "wpk:membershipStatus", held)
        return name


def guild(source: Source) -> None:
    """The bodies and places that both articles use."""
    source.thing(
        "org/river-guild",
        "River Guild",
        "wpk:PartyBody",
        *BODY,
    )
    source.say("org/river-guild", "skos:altLabel", "the Guild of the River")
    source.span("River Guild", "org/river-guild")
    source.thing("place/riverside", "Riverside", "wpk:Place", "schema:Place")
    source.span("Riverside", "place/riverside")


def first() -> Source:
    """The article on the conference's opening."""
    s = Source("opening<script>.txt", FIRST, "2019-03-09", "Seventh Conference of Kiln Clerks Opens")
    guild(s)
    event = "event/kiln-clerks-7"
    s.thing(event, "Seventh Conference of Kiln Clerks", "wpk:Conference", "wpk:Event", "sem:Event", "schema:Event")
    s.say(event, "schema:startDate", "2019-03-08", "date")
    s.say(event, "wpk:earliest", "2019-03-08", "date")
    s.say(event, "wpk:latest", "2019-03-08", "date")
    s.say(event, "wpk:ordinal", "7", "integer")
    s.add(event, "schema:location", "place/riverside")
    s.add(event, "schema:organizer", "org/river-guild")
    s.reading(event, "event-opened", "The Seventh Conference of Kiln Clerks of the River Guild opened")
    s.add(s.article, "wpk:reports", event)
    ro, han = s.person("ro-chan-gyu", "Ro Chan Gyu"), s.person("han-sol-mi", "Han Sol Mi")
    s.membership(ro, "chief clerk", "org/river-guild", "chief clerk of the River Guild", "apposition")
    s.thing(
        "org/tobong",
        "Tobong Pottery",
        "wpk:Workplace",
        *BODY,
    )
    s.thing("org/tobong/glaze-shop", "glaze shop", "wpk:Unit", "org:Organization", "org:OrganizationalUnit")
    s.add("org/tobong/glaze-shop", "org:unitOf", "org/tobong")
    s.membership(han, "clerk", "org/tobong/glaze-shop", "clerk of the glaze shop of Tobong Pottery", "apposition")
    part = "participation/1"
    s.thing(part, "Han Sol Mi on the platform", "wpk:Participation")
    s.add(part, "wpk:participant", han)
    s.add(part, "wpk:event", event)
    s.add(part, "wpk:capacity", "wpk:capacity-platform")
    s.code("wpk:capacity-platform", "on the platform", "platform")
    s.say(part, "wpk:capacityText", "sat on the platform")
    s.reading(part, "platform", 'sat on the platform <b>under "lamps" & flags</b>')
    speech = "event/kiln-clerks-7/speech/ro"
    s.thing(speech, "Opening speech of Ro Chan Gyu", "wpk:Speech", "wpk:Event", "sem:Event", "schema:Event")
    s.add(speech, "wpk:speaker", ro)
    s.add(speech, "schema:superEvent", event)
    s.add(speech, "wpk:speechKind", "wpk:speech-opening-speech")
    s.code("wpk:speech-opening-speech", "opening speech", "opening-speech")
    s.reading(speech, "speech", "made an opening speech")
    s.thing("concept/clean-firing", "clean firing", "skos:Concept")
    s.say("concept/clean-firing", "skos:prefLabel", "clean firing")
    s.span("clean firing", "concept/clean-firing")
    statement = "statement/1"
    s.thing(statement, "Statement of Ro Chan Gyu", "wpk:Statement")
    s.add(statement, "wpk:saidBy", ro)
    s.add(statement, "wpk:inSpeech", speech)
    s.add(statement, "wpk:references", "concept/clean-firing")
    s.reading(statement, "called-for", "He called for a drive for clean firing", status="wpk:Resolved")
    s.say(f"{statement}/in/{s.article.rpartition('/')[2]}", "wpk:resolvedBy", "'He' takes up Ro Chan Gyu")
    return s


def second() -> Source:
    """The article on a later sitting, which states one of the facts again."""
    s = Source("sitting.txt", SECOND, "2019-03-11", None)
    guild(s)
    ro, om = s.person("ro-chan-gyu", "Ro Chan Gyu"), s.person("om-tae-sik", "Om Tae Sik")
    s.membership(ro, "chief clerk", "org/river-guild", "chief clerk of the River Guild", "apposition")
    s.thing(
        "org/lamp-office",
        "Lamp Office",
        "wpk:StateBody",
        *BODY,
    )
    s.membership(
        om, "deputy head", "org/lamp-office", "elected deputy head of the Lamp Office", "elected", "wpk:Elected"
    )
    return s


def dataset() -> Dataset:
    """The whole: two files, two articles, curated and derived facts."""
    curated, derived = Maker(), Maker()
    curated.thing(
        "org/river-guild",
        "River Guild",
        "wpk:PartyBody",
        *BODY,
    )
    curated.thing("place/riverside", "Riverside", "wpk:Place", "schema:Place")
    curated.add("org/river-guild", "wpk:locatedIn", "place/riverside")
    derived.thing("person/ro-chan-gyu", "Ro Chan Gyu", "wpk:Person", "foaf:Person")
    graphs = {"graph/curated": curated.lines, "graph/derived": derived.lines}
    sources = (first(), second())
    for source in sources:
        graphs[f"{source.file}/graph"] = source.of_file.lines
        graphs[f"{source.article}/graph"] = source.lines
    report = Report(
        inputs=tuple({"path": s.file, "sha256": s.sha256, "articles": 1} for s in sources),
        counts={"Person": 3, "Event": 2, "Membership": 3},
        rules={"apposition": 3, "platform": 1},
        declined=(
            {
                "article": BASE + sources[0].article,
                "rule": "title-only",
                "reason": "two candidates",
                "start": 4,
                "end": 9,
            },
        ),
    )
    return Dataset(
        graphs={BASE + name: tuple(sorted(graphs[name])) for name in sorted(graphs)},
        texts={source.sha256: source.text for source in sources},
        report=report,
        base=BASE,
    )
