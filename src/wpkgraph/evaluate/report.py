"""An evaluation as JSON: docs/evaluation.md describes its keys, which keep their meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from wpkgraph import __version__
from wpkgraph.evaluate import bootstrap
from wpkgraph.evaluate.against import DIGITS, Difference
from wpkgraph.evaluate.evaluation import Error, Evaluation
from wpkgraph.evaluate.gold import Gold
from wpkgraph.evaluate.locate import Place
from wpkgraph.evaluate.ruletable import RuleRow
from wpkgraph.evaluate.scores import Score

FORMAT = "wpkgraph evaluation 1"
MEASURES = ("precision", "recall", "f1")


def to_json(found: Evaluation, output: str, difference: Difference | None = None) -> str:
    """The report, the same bytes for the same evaluation. output: the folder, as it was named; "" if there is none."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": __version__,
        "output": output,
        "bootstrap": {"draws": bootstrap.DRAWS, "seed": bootstrap.SEED, "level": bootstrap.LEVEL, "unit": "file"},
        "files": [_file(gold, found) for gold in found.gold],
        "kinds": {score.kind: _kind(score) for score in found.scores},
        "checks": vars(found.checks),
        "not_compared": {"participations": dict(found.ignored)},
        "rules": [_rule(row) for row in found.rules],
        "errors": [_error(error) for error in found.errors],
        "right": [vars(right) for right in found.right],
    }
    if difference is not None:
        data["against"] = _difference(difference)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def rounded(value: float | None) -> float | None:
    """As many digits as a report has; None stays None."""
    return None if value is None else round(value, DIGITS)


def _file(gold: Gold, found: Evaluation) -> dict[str, Any]:
    in_graph = gold.file not in found.absent
    return {"file": gold.file, "gold": gold.path, "exhaustive": gold.exhaustive, "in_graph": in_graph}


def _rule(row: RuleRow) -> dict[str, Any]:
    names = ("rule", "signed", "fired", "right", "wrong", "undecided")
    return {**{name: getattr(row, name) for name in names}, "precision": rounded(row.precision)}


def _kind(score: Score) -> dict[str, Any]:
    spread = zip(MEASURES, score.spread, strict=True)
    return {
        "gold": score.counts.gold,
        "right": score.counts.right,
        "missed": score.counts.missed,
        "wrong": score.counts.wrong,
        **{name: rounded(value) for name, value in zip(MEASURES, score.rates, strict=True)},
        **{f"{name}_interval": [rounded(end) for end in ends] if ends else None for name, ends in spread},
        "files": score.files,
        "judged_files": score.judged,
        "precision_judged": rounded(score.strict),
    }


def _error(error: Error) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": error.kind, "state": error.state, "file": error.file, "text": error.text}
    if error.state == "wrong":
        out |= {"node": error.node, "signed": error.signed, "rules": list(error.rules)}
    return out | {"place": _place(error.place) if error.place else None}


def _place(place: Place) -> dict[str, Any]:
    """Where an error stands; each sentence is a list of pieces, of which those of the fact are marked."""
    return {
        "article": place.article,
        "title": place.title,
        "start": place.start,
        "end": place.end,
        "file_start": place.file_start,
        "file_end": place.file_end,
        "sentences": [[{"text": p.text, "marked": p.marked} for p in sentence] for sentence in place.sentences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "report": difference.report,
        "kinds": {
            change.kind: {
                name: {"before": rounded(before), "now": rounded(now)}
                for name, before, now in zip(MEASURES, change.before, change.now, strict=True)
            }
            for change in difference.changes
        },
        **{name: _facts(rows) for name, rows in difference.facts.items()},
        "files_added": list(difference.files_added),
        "files_gone": list(difference.files_gone),
    }


def _facts(rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(("kind", "file", "text"), row, strict=True)) for row in rows]
