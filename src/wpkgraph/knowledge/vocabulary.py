"""The ontology file (wpk.ttl): superclasses, labels, captions, display hints and coded concepts, as plain mappings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import KnowledgeError, reason

WPK = "https://w3id.org/wpkgraph/ontology#"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SHAPES = frozenset(("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "box"))

Triples = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What wpk.ttl says, by local name for classes and individuals, by full IRI for labels.

    superclasses  class -> its own IRI, then all its ancestors' (ours and reused), nearest first.
                  A reused class stands under its own local name ("Membership", "Role", "Concept", "EventSeries").
    labels        IRI -> rdfs:label of a class, relation, individual or coded concept
    comments      IRI -> rdfs:comment of a term
    captions      class -> plural wording for legends; an undescribed class takes its nearest ancestor's
    colors        class -> "#RRGGBB", inherited likewise; shapes: class -> node shape
    edge_labels   IRI of a relation -> wording for a drawn edge (rdfs:label where none is given)
    inverse_captions  IRI of a relation -> heading over what points at a thing by it, in the order of the file
    individuals   local name -> IRI of the closed lists ("Stated", "Deputy")
    capacities    code -> IRI ("guided"); broader: IRI of a narrower capacity -> IRI of the one above
    speech_kinds  code -> IRI ("opening-speech")
    """

    superclasses: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    captions: Mapping[str, str]
    colors: Mapping[str, str]
    shapes: Mapping[str, str]
    edge_labels: Mapping[str, str]
    inverse_captions: Mapping[str, str]
    individuals: Mapping[str, str]
    capacities: Mapping[str, str]
    speech_kinds: Mapping[str, str]
    broader: Mapping[str, str]

    def is_a(self, cls: str, above: str) -> bool:
        """Whether a class is another of ours or stands below it (local names)."""
        return WPK + above in self.superclasses.get(cls, ())


def local(iri: str) -> str:
    """The part of an IRI after the last # or /.

    >>> local("http://www.w3.org/ns/org#Membership")
    'Membership'
    """
    return re.split(r"[#/]", iri)[-1]


def load(folder: Path) -> Vocabulary:
    """The vocabulary of ontology/wpk.ttl. KnowledgeError: bad Turtle, superclass, label or hint, or a circle."""
    path = folder / "wpk.ttl"
    data = _parse(path)
    classes = [s for s, p in data.items() if _OWL + "Class" in p.get(_TYPE, ())]
    for iri in classes:
        _check_class(path, iri, data)
    ancestors = {iri: _ancestors(path, iri, data) for iri in classes}
    # ours win a local name over a reused class of the same name
    names = {local(iri): iri for iri in sorted(classes, key=lambda iri: iri.startswith(WPK))}
    relations = [s for s, p in data.items() if any(t.endswith("Property") for t in p.get(_TYPE, ()))]
    return Vocabulary(
        superclasses={name: ancestors[iri] for name, iri in sorted(names.items())},
        labels={s: p[_RDFS + "label"][0] for s, p in sorted(data.items()) if p.get(_RDFS + "label")},
        comments={s: p[_RDFS + "comment"][0] for s, p in sorted(data.items()) if p.get(_RDFS + "comment")},
        captions=_inherited(names, ancestors, data, "caption"),
        colors=_inherited(names, ancestors, data, "displayColor"),
        shapes=_inherited(names, ancestors, data, "displayShape"),
        edge_labels={
            s: _first(data, s, WPK + "edgeLabel") or _first(data, s, _RDFS + "label") for s in sorted(relations)
        },
        inverse_captions=_inverse_captions(path),
        individuals={local(s): s for s, p in sorted(data.items()) if _is_individual(p, classes)},
        capacities=_codes(data, WPK + "capacities"),
        speech_kinds=_codes(data, WPK + "speechKinds"),
        broader={s: p[_SKOS + "broader"][0] for s, p in sorted(data.items()) if p.get(_SKOS + "broader")},
    )


def _parse(path: Path) -> Triples:
    import pyoxigraph as ox

    data: Triples = {}
    try:
        for t in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(t.subject, ox.BlankNode) or not isinstance(t.object, ox.NamedNode | ox.Literal):
                raise KnowledgeError(path.name, None, f"a blank node at {t.subject}")
            data.setdefault(str(t.subject.value), {}).setdefault(t.predicate.value, []).append(t.object.value)
    except SyntaxError as error:
        raise KnowledgeError(path.name, error.lineno, f"is no Turtle: {reason(error)}") from error
    except OSError as error:
        raise KnowledgeError(path.name, None, f"can't be read: {reason(error)}") from error
    return data


def _check_class(path: Path, iri: str, data: Triples) -> None:
    says = data[iri]
    if len(says.get(_RDFS + "label", ())) != 1:
        raise _error(path, iri, "needs one rdfs:label")
    for above in says.get(_RDFS + "subClassOf", ()):
        if _OWL + "Class" not in data.get(above, {}).get(_TYPE, ()):
            raise _error(path, iri, f"{above} is no class of this file")
    for color in says.get(WPK + "displayColor", ()):
        if not re.fullmatch(r"#[0-9A-F]{6}", color):
            raise _error(path, iri, f"displayColor {color!r} is not #RRGGBB in capitals")
    for shape in says.get(WPK + "displayShape", ()):
        if shape not in _SHAPES:
            raise _error(path, iri, f"displayShape {shape!r}; known: {', '.join(sorted(_SHAPES))}")


def _ancestors(path: Path, iri: str, data: Triples) -> tuple[str, ...]:
    """The class and those above it, breadth first, in the order of the file."""
    out = [iri]
    for current in out:
        for above in data[current].get(_RDFS + "subClassOf", ()):
            if above == iri:
                raise _error(path, iri, "stands below itself")
            if above not in out:
                out.append(above)
    return tuple(out)


def _inverse_captions(path: Path) -> dict[str, str]:
    """In the order in which the file gives them, which is not that in which it describes the relations."""
    import pyoxigraph as ox

    triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return {str(t.subject.value): str(t.object.value) for t in triples if t.predicate.value == WPK + "inverseCaption"}


def _inherited(
    names: Mapping[str, str], ancestors: Mapping[str, tuple[str, ...]], data: Triples, hint: str
) -> dict[str, str]:
    out = {}
    for name, iri in sorted(names.items()):
        values = (_first(data, above, WPK + hint) for above in ancestors[iri])
        if found := next((value for value in values if value), ""):
            out[name] = found
    return out


def _first(data: Triples, subject: str, predicate: str) -> str:
    return next(iter(data.get(subject, {}).get(predicate, ())), "")


def _is_individual(says: Mapping[str, list[str]], classes: Iterable[str]) -> bool:
    return any(kind.startswith(WPK) and kind in classes for kind in says.get(_TYPE, ()))


def _codes(data: Triples, scheme: str) -> dict[str, str]:
    return {
        _first(data, s, _SKOS + "notation"): s
        for s, p in sorted(data.items())
        if scheme in p.get(_SKOS + "inScheme", ())
    }


def _error(path: Path, iri: str, why: str) -> KnowledgeError:
    """An error at the line where the block of an IRI begins, as far as its local name shows it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = re.compile(rf"\S*[:/#]{re.escape(local(iri))}>? a ")
    line = next((i for i, text in enumerate(lines, 1) if start.match(text)), None)
    return KnowledgeError(path.name, line, f"{local(iri)}: {why}")
