"""`wpkgraph names`: one spelling of a Korean name in, how it is read out; two in, whether they can be one name."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.errors import InputError

if TYPE_CHECKING:
    from wpkgraph.names import Name, Verdict


_SHOWN = 60  # characters of what is no name


@click.command()
@click.argument("spellings", metavar="NAME [NAME]", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def names(**given: Any) -> None:
    """Read a Korean name in Latin letters, or compare two spellings.

    One NAME: surname and syllables with the Korean syllables that each may stand for, the systems that the spelling
    fits, and the name's DPRK spelling, or the candidates for it. Two: "same", "compatible" (one name, if what a
    spelling leaves open is so) or "different", with the rule that decided. Names are compared, never persons. What has
    no Latin letters (Hangul, Chinese characters, nothing at all) is an error.

    \b
    Examples:
      wpkgraph names "Ch'oe Yŏng-nim"
      wpkgraph names 'Pak Pong Ju' 'Park Bong-ju'
      wpkgraph names 'Ri Myong Chol' 'Ri Pyong Chol' --format json
    """
    sys.exit(run_names(given))


def run_names(given: Mapping[str, Any]) -> int:
    """Read or compare, and print; 0."""
    from wpkgraph.names import compare, parse

    spellings = given["spellings"]
    if len(spellings) > 2:
        raise click.UsageError("give one name or two; a name of several words needs quotation marks")
    for spelling in spellings:
        _refuse_unwritten(spelling)
    if len(spellings) == 2:
        verdict = compare(*spellings)
        click.echo(_json(_verdict_fields(verdict, spellings)) if given["form"] == "json" else _verdict_text(verdict))
        return 0
    name = parse(spellings[0])
    click.echo(_json(_name_fields(name)) if given["form"] == "json" else _name_text(name))
    return 0


def _refuse_unwritten(spelling: str) -> None:
    """InputError for what has no Latin letter: it is no name that was read and found wanting, but a mistake."""
    from wpkgraph.knowledge import romanisation
    from wpkgraph.names import spelt_hangul

    if not any(c.isalpha() for c in spelling):
        raise InputError(
            repr(spelling[:_SHOWN]), 'is no name; give one in Latin letters: wpkgraph names "Kim Chung-hyok"'
        )
    if not any(unicodedata.name(c, "").startswith(("LATIN", "FULLWIDTH LATIN")) for c in spelling):
        form = spelt_hangul(spelling, romanisation.load())
        hint = f'; the DPRK spells these syllables "{form}"' if form else ""
        raise InputError(
            repr(spelling[:_SHOWN]), f"is not in Latin letters; only names in Latin letters are read{hint}"
        )


def _json(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _name_fields(name: Name) -> dict[str, object]:
    return {
        "text": name.text,
        "readable": name.readable,
        "surname": name.surname,
        "surnameLast": name.last,
        "given": list(name.given),
        "readings": [list(readings) for readings in name.readings],
        "systems": list(name.systems),
        "dprk": name.form,
        "candidates": list(name.forms),
    }


def _verdict_fields(verdict: Verdict, spellings: tuple[str, str]) -> dict[str, object]:
    return {
        "names": list(spellings),
        "verdict": verdict.kind.value,
        "rule": verdict.rule,
        "why": verdict.why,
        "syllables": [{"a": pair.a, "b": pair.b, "shared": list(pair.shared)} for pair in verdict.syllables],
    }


def _name_text(name: Name) -> str:
    if not name.readable:
        return "not a Korean name in Latin letters"
    rows = []
    spelt = ([name.surname] if name.surname else []) + list(name.given)
    for number, (letters, readings) in enumerate(zip(spelt, name.readings, strict=True)):
        label = "surname" if name.surname and number == 0 else "given"
        rows.append((label + " (last)" if name.last and number == 0 else label, f"{letters:8}{' '.join(readings)}"))
    rows.append(("systems", ", ".join(name.systems) or "a mixture"))
    rows.append(("DPRK", name.form or " | ".join(name.forms)))
    return "\n".join(f"{label:16}{value}" for label, value in rows)


def _verdict_text(verdict: Verdict) -> str:
    rows = [f"  {pair.a:10}{pair.b:10}{' '.join(pair.shared) or 'nothing in common'}" for pair in verdict.syllables]
    return "\n".join([f"{verdict.kind.value} by rule {verdict.rule}: {verdict.why}", *rows])
