"""Bodies, plants, outlets (bodies.toml) and states (states.toml): labels, nesting, and every form that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables, unique
from wpkgraph.model import BodyRef

_REQUIRED = {"id": str, "label": str, "cls": str, "source": str}
_OPTIONAL = {
    "parent": str,
    "of": str,
    "also": str,
    "alt": list,
    "stem": list,
    "bare": list,
    "loose": list,
    "numbered": bool,
    "named_after": str,
    "located_in": str,
    "note": str,
}
_STATE = {"id": str, "label": str, "source": str}
_STATE_OPTIONAL = {"alt": list, "adjective": list, "capital": str, "note": str}


@dataclass(frozen=True, slots=True)
class Body:
    """A row of bodies.toml or states.toml.

    parent       id of the body above
    also         a second class ("Place" for a state)
    forms        every form that names it wherever it stands; the label first
    bare         forms that name it only where the text gives no other owner
    numbered     the register numbers its terms ("Eighth Central Committee")
    adjectives   of a state ("Vietnamese")
    named_after  id of a person; located_in: id of a place
    """

    id: str
    label: str
    cls: str
    source: str
    parent: str | None = None
    also: str | None = None
    forms: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    numbered: bool = False
    adjectives: tuple[str, ...] = ()
    capital: str | None = None
    named_after: str | None = None
    located_in: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies by id; forms, bare forms and adjectives (as written) to ids. No form names two bodies."""

    bodies: Mapping[str, Body]
    forms: Mapping[str, str]
    bare: Mapping[str, str]
    adjectives: Mapping[str, str]
    states: frozenset[str]  # ids of other states
    loose: frozenset[str]  # bare forms that in a running text name nothing by themselves
    _refs: dict[str, BodyRef] = field(default_factory=dict, compare=False)  # those asked for, one object each

    def chain(self, key: str) -> tuple[str, ...]:
        """The id and those above it, innermost first; an unknown id stands alone."""
        out = [key]
        while (body := self.bodies.get(out[-1])) and body.parent:
            out.append(body.parent)
        return tuple(out)

    def below(self, key: str, above: str) -> bool:
        """Whether a body is another one or stands below it."""
        return above in self.chain(key)

    def ref(self, key: str) -> BodyRef:
        """The body as a reference with its parents. KeyError: no such id."""
        made = self._refs.get(key)
        if made is None:
            body = self.bodies[key]
            above = self.ref(body.parent) if body.parent else None
            made = self._refs[key] = BodyRef(body.label, body.cls, above, key)
        return made


def load(folder: Path) -> Bodies:
    """The bodies of ontology/bodies.toml and the states of ontology/states.toml.

    KnowledgeError: bad row, an id or form used twice, an owner without a row, a nesting that runs in a circle.
    """
    toml_tables(folder / "bodies.toml", {"body"})
    toml_tables(folder / "states.toml", {"state"})
    rows = unique(toml_rows(folder / "bodies.toml", "body", _REQUIRED, _OPTIONAL), "id")
    states = unique(toml_rows(folder / "states.toml", "state", _STATE, _STATE_OPTIONAL), "id")
    by_id = {row.values["id"]: row for row in rows}
    for row in states:
        if row.values["id"] in by_id:
            raise row.error(f"id {row.values['id']!r} stands in bodies.toml already")
    _check_nesting(by_id)
    forms: dict[str, tuple[str, ...]] = {}
    bodies = {key: _body(row, _forms(key, by_id, forms)) for key, row in by_id.items()}
    bodies |= {row.values["id"]: _state(row) for row in states}
    lines = by_id | {row.values["id"]: row for row in states}
    return Bodies(
        bodies,
        _index({k: b.forms for k, b in bodies.items()}, lines),
        _index({k: b.bare for k, b in bodies.items()}, lines),
        _index({k: b.adjectives for k, b in bodies.items()}, lines),
        frozenset(row.values["id"] for row in states),
        frozenset(form for row in rows for form in row.values.get("loose", ())),
    )


def _check_nesting(rows: Mapping[str, Row]) -> None:
    for key, row in rows.items():
        for link in ("parent", "of"):
            if (up := row.values.get(link)) is not None and up not in rows:
                raise row.error(f"{link}: {up!r} is no id of bodies.toml")
        if row.values.get("also", "Place") != "Place":
            raise row.error("also can only be 'Place'")
        for link in ("parent", "of"):
            seen = {key}
            up = row.values.get(link)
            while up is not None:
                if up in seen:
                    raise row.error(f"{link}: {key!r} stands below itself")
                seen.add(up)
                up = rows[up].values.get("of", rows[up].values.get("parent"))


def _forms(key: str, rows: Mapping[str, Row], known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The label, the alts, and each stem joined with every form of the owner, the owner behind or before."""
    if key not in known:
        values = rows[key].values
        owner = values.get("of", values.get("parent"))
        out = [values["label"], *values.get("alt", ())]
        if owner is not None:
            behind = f" of the {rows[owner].values['label']}"
            stems = [values["label"].removesuffix(behind)] if values["label"].endswith(behind) else []
            stems += values.get("stem", ())
            for form in _forms(owner, rows, known):
                out += [
                    text for stem in stems for text in (f"{stem} of the {form}", f"{stem} of {form}", f"{form} {stem}")
                ]
        elif values.get("stem"):
            raise rows[key].error("stem needs an owner: parent or of")
        known[key] = tuple(dict.fromkeys(out))
    return known[key]


def _body(row: Row, forms: tuple[str, ...]) -> Body:
    v = row.values
    keep = ("id", "label", "cls", "source", "parent", "also", "numbered", "named_after", "located_in", "note")
    bare = tuple(b for b in (*v.get("bare", ()), *v.get("loose", ())) if b not in forms)
    return Body(**{k: v[k] for k in keep if k in v}, forms=forms, bare=bare)


def _state(row: Row) -> Body:
    v = row.values
    return Body(
        v["id"],
        v["label"],
        "StateBody",
        v["source"],
        also="Place",
        forms=(v["label"], *v.get("alt", ())),
        adjectives=tuple(v.get("adjective", ())),
        capital=v.get("capital"),
        note=v.get("note"),
    )


def _index(forms: Mapping[str, tuple[str, ...]], rows: Mapping[str, Row]) -> dict[str, str]:
    out: dict[str, str] = {}
    for key, texts in forms.items():
        for text in texts:
            if not text.strip():
                raise rows[key].error("an empty form")
            if out.setdefault(text, key) != key:
                other = rows[out[text]]
                raise KnowledgeError(
                    rows[key].file, rows[key].line, f"{text!r} names {out[text]!r} ({other.line}) already"
                )
    return out
