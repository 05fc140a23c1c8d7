"""What a build can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wpkgraph.errors import InputError
from wpkgraph.iris import BASE

Progress = Callable[[int, int], None]
"""Told (documents done, documents known so far) while a build runs."""

FIELDS = ("id", "title", "date", "url", "publisher", "text")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The choices of one build; none but `base`, `fields` and `decisions` can change a byte of the graph.

    base       the IRI that all data IRIs start with; ends in "/" or ":"
    jobs       processes that read and extract
    fields     for .jsonl and .csv: our name of a field -> the name it has in the records, e.g. {"text": "body"}
    max_bytes  largest input file in bytes
    max_text   longest text of one document in code points
    decisions  files of decisions on who is who, of the form of ontology/decisions.tsv; they count beside it
    """

    base: str = BASE
    jobs: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 64 * 1024 * 1024
    max_text: int = 16_000_000
    decisions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be built; raises InputError."""
        if not self.base.startswith(("http://", "https://", "urn:")) or set(self.base) & set(' <>"{}|^`\\\n\t'):
            raise InputError("--base", f"{self.base!r} is not an absolute IRI")
        if "#" in self.base:
            raise InputError("--base", f"{self.base!r} holds a #, which the IRIs of spans need for themselves")
        if not self.base.endswith(("/", ":")):
            raise InputError("--base", f"{self.base!r} must end in / or :, as names are put right behind it")
        if self.jobs < 1:
            raise InputError("--jobs", "must be 1 or more")
        if unknown := sorted(set(self.fields) - set(FIELDS)):
            raise InputError("--field", f"unknown field {unknown[0]!r}; known: {', '.join(FIELDS)}")
