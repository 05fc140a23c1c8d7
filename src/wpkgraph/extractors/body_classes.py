"""Bodies that the knowledge does not list: their class and sector, by the head and the words of the name and the body above."""

from __future__ import annotations

import re
from functools import lru_cache

from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.lexicon import Lexicon, UnitHead
from wpkgraph.model import BodyRef

_HYPHEN = re.compile(r"\b([A-Z][a-z]+)-([A-Z][a-z]+)\b")
_LAST = re.compile(r"(?:of|in) (?:the )?([A-Z][\w ]+)$")
_LAST_OF = re.compile(r".* of (?:the )?([A-Z]\w+)$")


@lru_cache(maxsize=4096)
def typed(
    knowledge: Knowledge, name: str, head: UnitHead | None, rest: str, parent: BodyRef | None, *, lower: bool
) -> BodyRef:
    """The body of a name below a parent; the same few thousand names come again and again.

    head   what ends the name; rest: the name without a known body that opens it
    lower  the name has no capital
    """
    cls = _class(knowledge, name, head, parent, lower)
    if parent is None and "-" in name:
        name = _HYPHEN.sub(lambda match: _unhyphen(knowledge, match), name)
    sector = knowledge.lexicon.sector_of(rest or name, head) if cls == "Workplace" else None
    return BodyRef(name, cls, parent, None, sector)


def _class(knowledge: Knowledge, name: str, head: UnitHead | None, parent: BodyRef | None, lower: bool) -> str:
    cls = head.cls if head else "Organization"
    inner = head is None or head.unit or lower
    inside = parent is not None and parent.cls in ("Workplace", "Unit")
    if parent is not None and inner and (head is not None or inside):
        cls = "Unit"
    elif inside and head is not None and _level(knowledge.lexicon, head):
        cls = "Unit"  # "the Songyo Shop of the Unsong Works"
    elif cls in ("Venue", "Place"):
        cls = "Workplace"
    elif cls == "MilitaryBody" and parent is not None and parent.cls not in ("MilitaryBody", "StateBody", "PartyBody"):
        cls = parent.cls
    elif cls == "Unit" and parent is None and not lower:
        cls = "Organization"
    elif cls == "Organization":
        cls = _by_name(knowledge, name, parent)
    if (parent is not None and parent.cls == "ForeignBody") or _foreign(knowledge.bodies, name, parent):
        cls = "ForeignBody" if cls not in ("Unit", "Workplace") else cls
    return cls


def is_state(bodies: Bodies, body: BodyRef) -> bool:
    """Whether a body is a state, which is a place as well."""
    return body.key is not None and body.key in bodies.bodies and bodies.bodies[body.key].also == "Place"


def _level(lexicon: Lexicon, head: UnitHead) -> bool:
    """Whether a head that makes workplaces stands for a level of one in small letters ("shop")."""
    small = lexicon.head_of(head.word.lower())
    return small is not None and small.unit and small.cls == "Unit"


def _unhyphen(knowledge: Knowledge, match: re.Match[str]) -> str:
    """A space for a hyphen, as spellings waver ("Coal-Mining"); not between two names ("Sung-Kim")."""
    syllable, forms = knowledge.lexicon.syllable.fullmatch, knowledge.bodies.forms
    names = syllable(match[1]) and syllable(match[2])
    states = forms.get(match[1]) or forms.get(match[2])
    return match[0] if names or states else f"{match[1]} {match[2]}"


def _by_name(knowledge: Knowledge, name: str, parent: BodyRef | None) -> str:
    if cls := knowledge.lexicon.class_by_words(name):
        return cls
    if parent is not None and parent.cls in ("PartyBody", "StateBody", "MilitaryBody", "MassOrganization"):
        return parent.cls if not is_state(knowledge.bodies, parent) else "StateBody"
    return "Organization"


def _foreign(bodies: Bodies, name: str, parent: BodyRef | None) -> bool:
    """Whether the parent is another state, or the name begins or ends with one ("Lao Lamp Guild", "Lamp Guild of Laos")."""
    if parent is not None:
        return parent.key in bodies.states
    words = name.removesuffix("'s").split(" ", 3)
    opens = (" ".join(words[:n]).removesuffix("'s") for n in range(1, len(words)))
    if any(bodies.forms.get(text) in bodies.states or text in bodies.adjectives for text in opens):
        return True
    last = _LAST.search(name) if "of " in name or "in " in name else None
    key = bodies.forms.get(last[1]) if last else None
    if key is None and " in " not in name and (last := _LAST_OF.match(name)):
        key = bodies.forms.get(last[1])  # "Party of the People of Spain"
    return key in bodies.states
