"""Candidates as text for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from wpkgraph.identity.candidates import Candidate
from wpkgraph.identity.features import LIKELY
from wpkgraph.namespaces import shorten
from wpkgraph.views.facts import plain


def to_text(pairs: Sequence[Candidate], base: str, limit: int) -> str:
    """The best pairs, each with its score, the two persons, and what speaks for (+) and against (-) it; then a count."""
    lines = [line for pair in pairs[:limit] for line in pair_lines(pair, base)]
    likely = sum(pair.score >= LIKELY for pair in pairs)
    shown = f", {limit} shown (--limit)" if len(pairs) > limit else ""
    return "\n".join([*lines, f"({_count(len(pairs))}, {likely} with a score from {LIKELY:g} on{shown})"]) + "\n"


def pair_lines(pair: Candidate, base: str) -> list[str]:
    """One pair in lines."""
    names = " / ".join(plain(name) for name in dict.fromkeys(pair.names))
    decided = f"  (decided: {pair.decided})" if pair.decided else ""
    lines = [f"{pair.score:4.1f}  {names}{decided}"]
    lines += [f"      {plain(shorten(iri, base))}" for iri in (pair.left, pair.right)]
    lines += [
        f"      {sign} {plain(words)}" for sign, said in (("+", pair.reasons), ("-", pair.against)) for words in said
    ]
    return [*lines, ""]


def to_json(pairs: Sequence[Candidate]) -> str:
    """All pairs as a list of objects."""
    rows = [
        {
            "left": pair.left,
            "right": pair.right,
            "names": list(dict.fromkeys(pair.names)),
            "score": pair.score,
            "reasons": list(pair.reasons),
            "against": list(pair.against),
            "decided": pair.decided or None,
        }
        for pair in pairs
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _count(number: int) -> str:
    return f"{number} pair{'' if number == 1 else 's'}"
