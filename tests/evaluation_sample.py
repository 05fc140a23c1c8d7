"""A graph written by hand with its text and annotations, so small that every figure can be counted on paper."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from wpkgraph.evaluate import gold
from wpkgraph.evaluate.evaluation import Evaluation, evaluate
from wpkgraph.model import Dataset, Report
from wpkgraph.namespaces import PREFIXES

BASE = "https://w3id.org/wpkgraph/id/"
TEXT = (
    "Lamps Lit\nOm Tae Sik, head of the wick work-team of the Lamp Works, spoke. Lamp Sol shone over Tobong. The end."
)
CLASSES = {
    "person": "wpk:Person, foaf:Person",
    "unit": "wpk:Unit, org:OrganizationalUnit, org:Organization",
    "body": "wpk:Organization, org:Organization",
    "place": "wpk:Place, schema:Place",
    "event": "wpk:Event, sem:Event",
    "concept": "skos:Concept",
}


def span(name: str, words: str, denotes: str = "") -> str:
    """A span of TEXT over some words."""
    start = TEXT.index(words)
    says = f"; wpk:denotes {denotes}" if denotes else ""
    return (
        f':{name} wpk:inArticle :a ; wpk:start {start} ; wpk:end {start + len(words)} ; wpk:quote "{words}" {says} .\n'
    )


def thing(name: str, kind: str, label: str, more: str = "") -> str:
    """A person, body, place, event or concept."""
    return f':{name} a {CLASSES[kind]} ; rdfs:label "{label}" {more} .\n'


def fact(name: str, rule: str, says: str, span_name: str) -> str:
    """A fact with its reading."""
    reading = (
        f":{name}-in-a wpk:readingOf :{name} ; wpk:inArticle :a ; wpk:rule '{rule}' ; wpk:evidence :{span_name} .\n"
    )
    return f":{name} {says} ; wpk:evidence :{span_name} .\n{reading}"


# One person right and one wrong, one membership, one speech, one place, an event with a date.
GRAPH = (
    ':a a wpk:Article ; dcterms:title "Lamps Lit" ; wpk:foundAt :passage ; dcterms:issued "2022-03-09" .\n'
    f':a wpk:sha256 "{hashlib.sha256(TEXT.encode()).hexdigest()}" .\n'
    ':passage wpk:inFile :file ; wpk:start 5 . :file wpk:fileName "lamp.txt" .\n'
    + span("s1", "Om Tae Sik", ":om")
    + span("s2", "Lamp Sol", ":sol")
    + span("s3", "head of the wick work-team of the Lamp Works", ":team")
    + span("s4", "Tobong", ":tobong")
    + span("s5", "spoke")
    + span("s6", "Lamps Lit", ":lighting")
    + thing("om", "person", "Om Tae Sik")
    + thing("sol", "person", "Lamp Sol")
    + thing("team", "unit", "wick work-team", "; org:unitOf :works")
    + thing("works", "body", "Lamp Works")
    + thing("tobong", "place", "Tobong")
    + thing("lighting", "event", "Lighting of the Lamps", '; skos:altLabel "Lamps Lit" ; schema:startDate "2022-03-08"')
    + fact("m", "apposition", 'org:member :om ; org:organization :team ; wpk:roleText "head"', "s3")
    + fact("speech", "speech-told", "wpk:speaker :om ; wpk:speechKind :kind", "s5")
    + ':kind skos:notation "speech" .\n'
    + fact("lighting", "event-headline", "a wpk:Event", "s6")
)


def dataset(turtle: str = GRAPH, text: str = TEXT) -> Dataset:
    """The graph as a build would give it."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    lines = {str(t) for t in ox.parse(f"{prefixes}@prefix : <{BASE}> .\n{turtle}".encode(), ox.RdfFormat.TURTLE)}
    return Dataset({f"{BASE}graph": tuple(sorted(lines))}, {hashlib.sha256(text.encode()).hexdigest(): text}, Report())


def post(*chain: str, person: str = "Om Tae Sik", role: str = "head", loose: bool = False) -> dict[str, object]:
    return {"person": person, "role": role, "unit_chain": list(chain), "place": None, "loose": loose}


def event(name: str, date: str | None = None, kind: str = "meeting", **more: Any) -> dict[str, object]:
    return {"name": name, "variants": [], "type": kind, "date": date, "surface": True, **more}


def annotations(**changed: Any) -> dict[str, Any]:
    """Annotations of lamp.txt; what is not given is empty."""
    kinds = ("articles", "persons", "affiliations", "participations", "organizations", "places", "events", "concepts")
    return {"file": "lamp.txt", "exhaustive": True, **{kind: [] for kind in kinds}, **changed}


def write(folder: Path, name: str = "lamp", **changed: Any) -> Path:
    """A file of annotations."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(annotations(**changed)), encoding="utf-8")
    return path


def evaluated(folder: Path, turtle: str = GRAPH, **changed: Any) -> Evaluation:
    """The evaluation of the sample with some annotations."""
    return evaluate(dataset(turtle), gold.load([str(write(folder, **changed))]))


def counts(found: Evaluation) -> dict[str, tuple[int, int, int]]:
    """(right, missed, wrong) of each kind of which there is something."""
    return {score.kind: tuple(score.counts) for score in found.scores if any(score.counts)}
