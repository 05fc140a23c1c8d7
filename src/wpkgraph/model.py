"""The frozen shapes that pass from stage to stage: Document -> Article -> Extraction -> Claim -> Quad.

Offsets are code points, half-open. A span in an Extraction counts in the article's text as kept (`Article.text`);
while extractors work they count in the cleaned text, and `extractors.extract` maps every span back before it returns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from wpkgraph import __version__
from wpkgraph.dates import PartialDate


class Span(NamedTuple):
    """A stretch of text: start and end in code points, half-open."""

    start: int
    end: int


class Status(StrEnum):
    """How a reading stands to the text (local names of the ontology's individuals)."""

    STATED = "Stated"
    RESOLVED = "Resolved"
    INFERRED = "Inferred"


# --- sources -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One input file, or one record of a collection, as text.

    path        as given relative to its input root, POSIX form
    record      the record's id in a .jsonl or .csv collection, else None
    text        the extracted text; article slices and passages count in it
    sha256      hex digest of the file's own bytes (a record: of its line or row)
    media_type  from our own table, e.g. "text/plain"
    """

    path: str
    text: str
    sha256: str
    media_type: str
    record: str | None = None
    title: str | None = None
    date: PartialDate | None = None
    url: str | None = None
    publisher: str | None = None

    @property
    def name(self) -> str:
        """wpk:fileName: the record's id, else the path."""
        return self.record if self.record is not None else self.path


@dataclass(frozen=True, slots=True)
class CleanText:
    """An article's text made fit for matching, with an exact map back.

    Wrapped lines are joined (paragraphs are separated by one "\\n"), runs of spaces folded, emphasis marks and noise
    removed, typographic quotes and dashes unified one for one, glued words parted.
    `starts` and `sources` run parallel: from clean offset starts[i] on, source offset = sources[i] + (offset - starts[i]).
    A clean character that stands for nothing in the source (a space put between glued words) maps to the source
    offset of the character after it.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, start: int, end: int) -> Span:
        """The source span of clean text[start:end]; start < end."""
        i = bisect_right(self.starts, start) - 1
        j = bisect_right(self.starts, end - 1) - 1
        return Span(self.sources[i] + start - self.starts[i], self.sources[j] + end - self.starts[j])


@dataclass(frozen=True, slots=True)
class Article:
    """One text found in a document: an exact slice of it, from its headline to its last sentence.

    text       document.text[start:start + len(text)]
    start      where the slice starts in the document's text
    title      the headline, in one line, emphasis and sub-headlines' line breaks removed
    headline   span of the headline block in `clean.text`; (0, 0) if there is none
    body       offset in `clean.text` where the body begins (after headline and dateline)
    issued     date of issue of the article; what relative dates are counted from
    dated      True if `issued` is the day of the event itself rather than of publication (a speech's own date line)
    dateline   (place name, span in clean.text) of "Pyongyang, April 7 (KCNA) --"
    agency     "KCNA" of the dateline
    noise      spans of `text` that no fact may start in (repeated covers, page furniture)
    """

    text: str
    start: int
    clean: CleanText
    title: str | None = None
    headline: Span = Span(0, 0)
    body: int = 0
    issued: PartialDate | None = None
    event_date: PartialDate | None = None
    dateline: tuple[str, Span] | None = None
    agency: str | None = None
    noise: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


# --- what a text speaks of: references, not yet resolved to IRIs -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person by name in normal form ("Kim Jong Un"); `key` is an id of ontology/people.toml."""

    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An organisation, body or unit, with the chain above it.

    name   the label: bare for a shop or team, spelling its parents for a body
    cls    local class name: "Workplace", "PartyBody", "StateBody", ..., "Unit", "Organization"
    key    an id of ontology/bodies.toml
    party_line  the Party body above a Party committee that hangs on its workplace
    local  known only by a generic word that nothing in the article explains ("the mill"): a body of this article alone
    """

    name: str
    cls: str
    parent: BodyRef | None = None
    key: str | None = None
    sector: str | None = None
    local: bool = False
    party_line: BodyRef | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place by its name; `key` is an id of ontology/places.tsv."""

    name: str
    key: str | None = None
    parent: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class ConceptRef:
    """A concept of the vocabulary (`key`), or a candidate found by rule (key None, `candidate` True)."""

    label: str
    key: str | None = None
    kinds: tuple[str, ...] = ()
    candidate: bool = False


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event. Identity: series + ordinal + body + body's ordinal; else cls + object or place + start; else article + offset.

    cls     local class name: "Conference", "PlenaryMeeting", "Sitting", "Visit", "Ceremony", ...
    label   normal wording: "Sixth Conference of Cell Secretaries of the Workers' Party of Korea"
    series  an id of ontology/series.toml, or the wording of an unlisted numbered series
    about   what the event is of or for, in words ("Unsong Artillery Academy")
    offset  source offset of the first mention; used for identity only when nothing better is known
    """

    cls: str
    label: str
    series: str | None = None
    ordinal: int | None = None
    body: BodyRef | None = None
    body_ordinal: int | None = None
    about: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: PlaceRef | None = None
    super_event: EventRef | None = None
    organizer: BodyRef | None = None
    offset: int | None = None


Ref = PersonRef | BodyRef | PlaceRef | ConceptRef | EventRef


class Ground(NamedTuple):
    """Why words without a name stand for a person.

    words   the reason: the office and its holder, or what the words take up
    at      where the antecedent stands
    tenure  id of the office, id of the person, first day: the row of a holder that decides it
    """

    words: str
    at: Span | None = None
    tenure: tuple[str, str, str] | None = None


class Mention(NamedTuple):
    """A span that names something. `form` is the wording as met, in one line (an altLabel, if it is not the label)."""

    span: Span
    ref: Ref
    form: str
    generic: bool = False  # "the academy", "this conference": resolved in the article, never an altLabel
    ground: Ground | None = None  # of a title that stands for a person


# --- facts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A rule's product. `evidence` spans hold the words that state it; `rule` is the rule's name.

    ground  of a resolved one: why a title, pronoun or noun stands for the person
    """

    rule: str
    evidence: tuple[Span, ...]
    status: Status = Status.STATED
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFact(Fact):
    """person holds role in body. `held`: Holds | Former | Elected | Appointed | Recalled."""

    person: PersonRef
    role: str  # singular wording, "Party cell secretary"
    body: BodyRef | None = None
    held: str = "Holds"
    place: PlaceRef | None = None
    position: int | None = None  # 1-based place in the list it was read from
    dead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationFact(Fact):
    """capacity: guided | presided | platform | attended; finer: accompanied | received | met | greeted ..."""

    participant: PersonRef | BodyRef
    event: EventRef
    capacity: str
    finer: str | None = None
    wording: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact(Fact):
    """The article reports the event, or only refers to it (`reported` False)."""

    event: EventRef
    reported: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechFact(Fact):
    """kind: opening-speech | concluding-speech | report | speech | self-criticism."""

    speaker: PersonRef
    kind: str
    event: EventRef | None = None
    title: str | None = None
    recorded: bool = False  # the article is the speech's own text or a record of it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFact(Fact):
    """A sentence or quotation attributed to a speaker. `appraises` and `polarity` ("Praise" | "Criticism") for appraisals."""

    speaker: PersonRef | None
    speech: SpeechFact | None = None
    concepts: tuple[ConceptRef, ...] = ()
    appraises: PersonRef | BodyRef | None = None
    polarity: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: 1-based position, wording, span."""

    position: int
    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListFact(Fact):
    """A numbered or announced list; evidence starts with the announcing words."""

    label: str
    items: tuple[Item, ...]
    announced: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact(Fact):
    """A reported number. bound: Exactly | About | AtLeast | LessThan. `value` only where one number is stated."""

    text: str
    value: int | float | None = None
    bound: str = "Exactly"
    unit: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationFact(Fact):
    """The text says that the body stands in the place (never read off a name)."""

    body: BodyRef
    place: PlaceRef


@dataclass(frozen=True, slots=True)
class Declined:
    """A case that was seen and not decided: where, which rule, why."""

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article states, with spans in the article's text as kept."""

    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    declined: tuple[Declined, ...] = ()
    warnings: tuple[str, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict)  # how often each rule fired


# --- graph -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What a build met and made; becomes report.json. Nothing in it depends on the clock or the machine."""

    inputs: tuple[Mapping[str, object], ...] = ()  # path, record, sha256, articles; of a file of decisions: decisions
    counts: Mapping[str, int] = field(default_factory=dict)  # by class
    rules: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # article IRI -> how often each rule fired
    variants: tuple[Mapping[str, object], ...] = ()  # article, path, record, lacks, adds, rules
    declined: tuple[Mapping[str, object], ...] = ()  # article, file, path, record, start, end, rule, reason, text
    warnings: tuple[Mapping[str, object], ...] = ()  # file, path, record, message, article where known
    errors: tuple[Mapping[str, object], ...] = ()  # inputs that could not be read: file, path, record, message

    @property
    def documents(self) -> int:
        """How many documents were read; a file of decisions is an input, but no document."""
        return sum("decisions" not in row for row in self.inputs)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the bytes depend on beside the documents and the base. Only under the same recipe can one document be changed.

    version    of wpkgraph
    ontology   hash of the files of ontology/; empty if it was not recorded
    fields     our name of a field of a record -> the name that the records have
    max_bytes, max_text   limits of a file and of a document
    """

    version: str = __version__
    ontology: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 0
    max_text: int = 0


@dataclass(frozen=True, slots=True)
class Dataset:
    """The built graphs, ready for any exporter.

    graphs   graph IRI -> its triples, sorted and without repeats; each is one line of N-Triples without the closing
             " ." ('<s> <p> <o>'). The mapping itself is sorted by graph IRI.
    texts    sha256 -> the text of an article as kept (output/text/<sha256>.txt)
    base     the IRI that all data IRIs start with
    recipe   what it was built with
    """

    graphs: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    report: Report
    base: str = "https://w3id.org/wpkgraph/id/"
    recipe: Recipe = Recipe()
