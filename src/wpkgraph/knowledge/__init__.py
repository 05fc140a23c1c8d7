"""The knowledge of ontology/ as one frozen object. Each kind of knowledge is read by one module of this package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that ontology/ knows, read strictly once."""
