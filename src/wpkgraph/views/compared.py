"""Comparisons of two articles as text for a terminal, and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from wpkgraph.articles import Described, Group
from wpkgraph.compare import Comparison, Row
from wpkgraph.factdiff import Difference, Item
from wpkgraph.model import Span
from wpkgraph.namespaces import WPK, shorten
from wpkgraph.texts.wordiff import Run
from wpkgraph.views import display
from wpkgraph.views.facts import plain

KINDS = {
    "same": "in the same words",
    "near": "near, differences marked",
    "like": "in other words",
    "only A": "only in A",
    "only B": "only in B",
}
_SYMMETRIC = {
    "alternateOf": "A and B are one text in two make-ups (alternates)",
    "variantOf": "A and B are versions of one text, and which is older is not known (variants)",
}
_MARKS = {"A": ("[-", "-]"), "B": ("{+", "+}")}


def to_table(found: Comparison, limit: int) -> str:
    """The comparison in lines: both articles, their facts, and the first passages that differ."""
    return "\n".join(_lines(found, limit)) + "\n"


def to_json(found: Comparison, base: str) -> str:
    """The comparison as one JSON object: a, b, relations, closeness, facts, passages."""
    data = {
        "a": asdict(found.left),
        "b": asdict(found.right),
        "relations": [[one, shorten(relation, base), shorten(other, base)] for one, relation, other in found.relations],
        "closeness": round(found.closeness, 3),
        "facts": [_fact_data(fact, base) for fact in found.facts],
        "passages": [_row_data(row) for row in found.rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_csv(found: Comparison, base: str) -> str:
    """One row for each fact and each pair of passages: part, kind, where, score, a, b, iri_a, iri_b; lines end in CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("part", "kind", "where", "score", "a", "b", "iri_a", "iri_b"))
    for fact in found.facts:
        sides = (fact.left, fact.right)
        labels = [item.label if item else "" for item in sides]
        iris = [item.iri if item else "" for item in sides]
        writer.writerow(("fact", shorten(fact.kind, base), fact.where, "", *labels, *iris))
    for row in found.rows:
        where = {"only A": "A", "only B": "B"}.get(row.kind, "both")
        writer.writerow(("passage", row.kind, where, f"{row.score:.3f}", joined(row.left), joined(row.right), "", ""))
    return out.getvalue()


def groups_table(groups: Sequence[Group]) -> str:
    """The groups of articles that are one text, versions or renderings, one article a line."""
    lines = []
    for group in groups:
        about = f": {plain(group.about)}" if group.about else ""
        lines.append(f"{display.load().label(group.relation)}{about} ({len(group.members)} articles)")
        lines += [f"  {where(row)}" for row in group.members]
    count = len(groups)
    return "\n".join([*lines, f"({count} group{'' if count == 1 else 's'})"]) + "\n"


def groups_json(groups: Sequence[Group]) -> str:
    """The groups as a JSON list of {relation, about, members}."""
    data = [{**asdict(group), "relation": shorten(group.relation, "")} for group in groups]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def groups_csv(groups: Sequence[Group]) -> str:
    """One row for each article of each group: group, relation, about, article, file, issued, title."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("group", "relation", "about", "article", "file", "issued", "title"))
    for number, group in enumerate(groups, 1):
        for row in group.members:
            file = "; ".join(row.places)
            relation = shorten(group.relation, "")
            writer.writerow((number, relation, group.about, row.iri, file, row.issued, row.title))
    return out.getvalue()


def where(row: Described) -> str:
    """An article in one line: where it stands, its title, its date of issue."""
    issued = f" ({row.issued})" if row.issued else ""
    return f"{plain(', '.join(row.places) or row.iri)}  {plain(row.title + issued)}"


def joined(runs: Sequence[Run]) -> str:
    """The words of runs without marks."""
    return "".join(run.text for run in runs)


def counted(found: Comparison) -> str:
    """How many passages stand in which relation, in words."""
    counts = Counter(row.kind for row in found.rows)
    return ", ".join(f"{counts[kind]} {words.partition(',')[0]}" for kind, words in KINDS.items() if counts[kind])


def related(found: Comparison) -> list[str]:
    """What the graph says of the two articles, in words; one sentence if it says nothing."""
    said = set()
    for one, relation, other in found.relations:
        if relation == f"{WPK}recordOf":
            said.add("A and B are texts of one speech")
        elif relation.endswith("#wasRevisionOf"):
            said.add(f"{one} is a later version of {other} at the same address (revision)")
        else:
            said.add(_SYMMETRIC[relation.rpartition("#")[2]])
    return sorted(said) or ["the graph relates the two articles in no way"]


def _lines(found: Comparison, limit: int) -> Iterator[str]:
    yield f"A  {where(found.left)}"
    yield f"B  {where(found.right)}"
    yield f"closeness {found.closeness:.2f}; {'; '.join(related(found))}"
    yield f"passages: {counted(found)}"
    kind = ""
    for fact in found.facts:
        if fact.kind != kind:
            kind = fact.kind
            yield f"\n{display.load().caption(kind)}"
        yield f"  {'both' if fact.where == 'both' else 'only ' + fact.where:7}{plain(fact.label)}"
    differing = [row for row in found.rows if row.kind != "same"]
    if differing:
        yield "\nPassages that differ"
    for row in differing[:limit]:
        yield f"  {KINDS[row.kind]}" + (f" ({row.score:.2f})" if row.score else "")
        yield from (f"    {side}  {_marked(runs, side)}" for side, runs in (("A", row.left), ("B", row.right)) if runs)
    if len(differing) > limit:
        yield f"  ... and {len(differing) - limit} more (--limit, or -o diff.html)"


def _marked(runs: Sequence[Run], side: str) -> str:
    """A passage in one line; its own words stand between marks, which are put in after control characters are gone."""
    before, after = _MARKS[side]
    words = []
    for run in runs:
        text = "".join(c if c.isprintable() else " " for c in run.text)
        core = text.strip()
        words.append(text.replace(core, f"{before}{core}{after}") if run.own and core else text)
    return " ".join("".join(words).split())


def _fact_data(fact: Difference, base: str) -> dict[str, Any]:
    return {
        "kind": shorten(fact.kind, base),
        "where": fact.where,
        "a": _item_data(fact.left),
        "b": _item_data(fact.right),
    }


def _item_data(item: Item | None) -> dict[str, Any] | None:
    return {name: getattr(item, name) for name in ("iri", "label", "times", "quote")} if item else None


def _row_data(row: Row) -> dict[str, Any]:
    sides = [_side_data(runs, at) for runs, at in zip((row.left, row.right), row.at, strict=True)]
    return {"kind": row.kind, "score": round(row.score, 3), "a": sides[0], "b": sides[1]}


def _side_data(runs: Sequence[Run], at: Span | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {
        "start": at.start,
        "end": at.end,
        "text": joined(runs),
        "own": [run.text.strip() for run in runs if run.own],
    }
