"""From units as worded to bodies: known ones, their parents, short forms and generic words resolved in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from wpkgraph.extractors import abroad
from wpkgraph.extractors.body_classes import is_state, typed
from wpkgraph.extractors.chains import Chain, alone, chain_at
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.units import Unit, ordinal, unit_at
from wpkgraph.knowledge import Knowledge, ordinals
from wpkgraph.knowledge.lexicon import Level
from wpkgraph.model import BodyRef, PlaceRef

# Runs of capitals that end in a head; where a name of a body may start that stands outside any post.
# In other words: (?:[CSKLJYRmnhHBz]|[PZ](?=[CSKLJO])|'(?=[CSKLJmhHO])|(?<=[CSKLH])&(?=[CSKL]))*O|B|Cu, its first character
# before all else, so that the engine skips what no name begins with.
_NAMED = re.compile(
    r"[CSKLJYRmnhHBzOPZ'&](?:(?<=O)|(?:(?<![OPZ'&])|(?<=[PZ])(?=[CSKLJO])|(?<=')(?=[CSKLJmhHO])|(?<=[CSKLH]&)(?=[CSKL]))"
    r"(?:[CSKLJYRmnhHBz]|[PZ](?=[CSKLJO])|'(?=[CSKLJmhHO])|(?<=[CSKLH])&(?=[CSKL]))*+O|(?<=B)|(?<=C)u)"
)
_LOWER_NAME = re.compile(r"(?<=t)[qm]{1,4}u")
_CLOSES = re.compile(r"(?:[A-Z][^ ]*|\d+|[\")]|Ltd\.)$")


class BodyBook:
    """The bodies of one article: what its words stand for."""

    def __init__(self, tokens: Tokens, knowledge: Knowledge) -> None:
        self.tokens = tokens
        self.knowledge = knowledge
        self.lexicon = knowledge.lexicon
        self.bodies = knowledge.bodies
        self.aliases: dict[str, BodyRef] = {}
        self.named: list[tuple[int, BodyRef]] = []  # token index and body, in the order of the text
        self.undecided: list[tuple[int, int]] = []  # tokens of generic words that fit two bodies
        self.named_units = tuple(self._named_units())

    def read(self, *, headline_end: int = 0) -> None:
        """Note every named body of the text, so that short and generic forms can be resolved.

        Names that stand only in a headline (tokens before headline_end) are left out: its capitals say nothing.
        """
        for first, unit in self.named_units:
            if first < headline_end and unit.known is None and unit.prefix is None:
                continue
            body = self.ref(unit, self._above(unit))
            if body is not None:
                self.named.append((first, body))
                if unit.alias:
                    self.aliases.setdefault(unit.alias, body)
        self.named.sort(key=itemgetter(0))
        self._drop_taken()

    def _drop_taken(self) -> None:
        """Leave out short names in small letters ("the women's union") where another body named here has their words."""
        short_forms = {
            (unit.known, unit.name)
            for _, unit in self.named_units
            if unit.bare and unit.known and unit.name.islower() and unit.known in self.bodies.bodies
        }
        taken = {
            key
            for key, form in short_forms
            for _, body in self.named
            if not (body.key and self.bodies.below(body.key, key)) and _has_words(body.name, form)
        }
        if taken:
            short = {first for first, unit in self.named_units if unit.known in taken and unit.name.islower()}
            self.named_units = tuple(pair for pair in self.named_units if pair[0] not in short)
            self.named = [pair for pair in self.named if pair[0] not in short]

    def _named_units(self) -> Iterator[tuple[int, Unit]]:
        """The named bodies of the text, wherever they stand."""
        kinds, words, done = self.tokens.kinds, self.tokens.words, 0
        seen: list[Unit] = []
        for match in _NAMED.finditer(kinds):
            first, end = match.span()
            while first < end and (
                first < done or kinds[first] in "n'&" or not (words[first][0].isupper() or kinds[first] == "B")
            ):
                first += 1
            while first < end:
                unit = unit_at(self.tokens, first, self.lexicon, role=False)
                if unit is None or unit.end <= first:
                    break
                if kinds[first - 1 : first] in ("n", "C") and self._goes_before(unit):
                    first, unit = first - 1, unit_at(self.tokens, first - 1, self.lexicon) or unit
                if not (unit.bare and abroad.listed(self.tokens, self.bodies, unit, seen)) and self._stands(unit):
                    yield first, unit
                seen.append(unit)
                done = first = unit.end
                while first < end and kinds[first] in "n'&":
                    first += 1

    def _goes_before(self, unit: Unit) -> bool:
        """Whether the token before a name is part of it: another state's adjective before a bare form, or the number of a
        military unit ("105th Lamp Division"; but "31st Lamp Committee" is a term of it).
        """
        tokens, head = self.tokens, unit.head
        if tokens.kinds[unit.first - 1] == "C":
            return abroad.adjective(tokens, self.bodies, unit)
        military = head is not None and head.cls == "MilitaryBody" and unit.known is None and unit.prefix is None
        return military and ordinal(tokens.words[unit.first - 1])

    def _stands(self, unit: Unit) -> bool:
        """Whether a unit met outside any post is a body's whole name.

        Not: places, lower-case heads, one word, a name that a further capital or a noun goes on ("Eighth Party Congress"),
        and bare forms behind an adjective ("the militant General Staff").
        """
        kinds, words = self.tokens.kinds, self.tokens.words
        if unit.place or unit.venue:
            return False
        if unit.known is not None and not unit.bare:
            return True  # most names
        before, after = kinds[unit.first - 1 : unit.first], kinds[unit.end : unit.end + 1]
        if unit.known is not None:
            opened = before and before in "CSK" and after not in tuple("CSO") and self._opened(unit.first - 1)
            return not (opened or (before and before in "q"))
        if unit.lower or len(unit.name.split()) < 2:
            return False
        if not _CLOSES.search(unit.name):  # in lower case only behind a state's adjective: "Vietnamese embassy"
            return unit.first in self.tokens.forms and self.tokens.forms[unit.first].state
        if before and before in "qmh" and (unit.name in self.bodies.bare or kinds[unit.first : unit.end] == "OO"):
            return False  # "the militant General Staff"; "Riverside construction Co. Ltd.", of which more stands before
        if words[unit.end - 1] in self.bodies.loose and after and after in "quhH" and not self._of_state(unit):
            return False  # "the Tobong City Party committee"; "The Bulgarian Communist Party met" is whole
        return not (after and after in "CO")

    def _opened(self, at: int) -> bool:
        """Whether a capital before a bare form begins a longer name ("Tobong Women's Union"): no sentence ("Meanwhile"), no
        number ("Eighth Central Committee").
        """
        kinds, word = self.tokens.kinds, self.tokens.words[at]
        number = ordinals.value(word.lower(), self.lexicon.ordinals)
        return at > 0 and word[0].isupper() and kinds[at - 1] not in '.|";' and number is None

    def _of_state(self, unit: Unit) -> bool:
        """Whether the name or adjective of another state opens a name of more than two words."""
        form = self.tokens.forms.get(unit.first)
        return form is not None and form.key in self.bodies.states and unit.end - unit.first > 2

    def chain(self, chain: Chain | None) -> tuple[BodyRef | None, PlaceRef | None]:
        """The innermost body of a chain with its parents, and the place that closes it."""
        if chain is None:
            return None, None
        innermost = chain.units[0]
        if len(chain.units) == 1 and innermost.known and not (innermost.place or innermost.venue or chain.place):
            return self.ref(innermost, None), None
        body: BodyRef | None = None
        place = self.place(chain.place) if chain.place else None
        open_end = False  # a generic word above that nothing explains
        line = self._party_line(chain.units)
        for unit in reversed([unit for unit in chain.units if unit is not line]):
            if unit.place or (unit.venue and unit is not chain.units[0]):
                place = place or self.place(unit)
                continue
            if body is not None and unit.known and not unit.bare and self._state(unit.known):
                continue
            if open_end and body is None and unit.bare:
                return None, place  # the owner is open, and the bare form stands for another owner's body
            made = self.ref(unit, body)
            open_end = open_end or made is None
            if made is not None:
                if body is not None and self._is_state(body) and made.cls == "Workplace" and made.parent == body:
                    place, made = place or PlaceRef(body.name, body.key), self.ref(unit, None)
                body = made
        if line is not None and body is not None:
            body = replace(body, party_line=self.bodies.ref(str(line.known)))
        if body is not None and self._chapter(chain, body):
            body = BodyRef(f"{innermost.name} in {chain.place.name}" if chain.place else "", body.cls, body)
        return body, place

    def _chapter(self, chain: Chain, body: BodyRef) -> bool:
        """Whether "the League in Riverside" is a part of a mass organisation, which is not all of it."""
        words, place = self.tokens.words, chain.place
        alone = len(chain.units) == 1 and body.key is not None and body.cls == "MassOrganization"
        return alone and place is not None and not place.venue and words[chain.units[0].end : place.first] == ["in"]

    def _party_line(self, units: tuple[Unit, ...]) -> Unit | None:
        """The Party body within the chain of a committee in a workplace, which hangs on the workplace:
        "committee of the WPK of the Unsong Works".
        """
        if len(units) < 3:
            return None
        key, above = units[1].known, units[2]
        party = key is not None and not units[1].bare and self.bodies.bodies[key].cls == "PartyBody"
        return units[1] if party and above.known is None and above.head is not None else None

    def place(self, unit: Unit) -> PlaceRef:
        """A place as named."""
        name = re.sub(r"^the ", "", unit.name)
        return PlaceRef(name, unit.known)

    def ref(self, unit: Unit, parent: BodyRef | None) -> BodyRef | None:
        """The body that a unit names below a parent; None for a generic word that nothing in the article explains."""
        if unit.known is not None:
            known = self._bare(unit, parent) if unit.bare else self.bodies.ref(unit.known)
            if known is not None:
                return known
        if unit.prefix is not None and unit.known is None:
            return self._prefixed(unit, parent)
        name = unit.name[4:] if unit.name.startswith(("the ", "The ")) else unit.name
        if parent is None and name in self.aliases:
            return self.aliases[name]
        level = self.lexicon.levels.get(name.split(" ", 1)[0].lower())
        if level and name.lower().endswith(level.heads) and (area := self._area(unit.first, level)):
            return self._lone(unit, f"{area} {_titled(name)}")
        if parent is None and (unit.lower or self._lower_head(unit) or (" " not in name and self._single(unit, name))):
            return self._generic(unit)
        if parent is None:
            return self._lone(unit, name)
        return self._below(unit, name, parent)

    def _bare(self, unit: Unit, parent: BodyRef | None) -> BodyRef | None:
        """The body that a bare form names, unless it stands below another owner."""
        key = str(unit.known)
        if parent is None:
            return self.bodies.ref(self._named_last(unit) or key)
        if parent.key and self.bodies.below(key, parent.key):
            return self.bodies.ref(key)
        if parent.key and (inner := self.bodies.forms.get(f"{unit.name} of the {parent.name}")):
            return self.bodies.ref(inner)
        return None

    def _named_last(self, unit: Unit) -> str | None:
        """The body that the text last named in full by the one word of a bare form ("the Presidium"), if it is another's."""
        if " " in unit.name:
            return None
        full = [
            other.known
            for first, other in self.named_units
            if first < unit.first and other.known and other.name != unit.name and unit.name in other.name.split(" ")
        ]
        return full[-1] if full else None

    def _prefixed(self, unit: Unit, parent: BodyRef | None) -> BodyRef:
        owner = self.bodies.ref(str(unit.prefix))
        if parent is not None and unit.lower and not self._is_state(owner):
            return self._typed(unit, unit.name, parent)  # "the youth league committee of the Unsong Works"
        known = self.bodies.forms.get(f"{unit.rest} of the {owner.name}") or self.bodies.forms.get(unit.name)
        if known:
            return self.bodies.ref(known)
        if self._is_state(owner):
            return self._typed(unit, unit.name, None)
        return self._below(unit, unit.rest, owner)

    def _lone(self, unit: Unit, name: str) -> BodyRef:
        known = self.bodies.forms.get(name) or self.bodies.bare.get(name)
        return self.bodies.ref(known) if known else self._typed(unit, name, None)

    def _below(self, unit: Unit, name: str, parent: BodyRef) -> BodyRef:
        known = self.bodies.forms.get(f"{name} of the {parent.name}") or self.bodies.forms.get(
            f"{name} of {parent.name}"
        )
        if known:
            return self.bodies.ref(known)
        inner = (
            parent.cls in ("Workplace", "Unit")
            or unit.name[:1].islower()
            or bool(unit.head and unit.head.cls == "Unit")
        )
        label = name if inner else f"{name} of {_article(parent.name)}{parent.name}"
        return self._typed(unit, label, parent)

    def _typed(self, unit: Unit, name: str, parent: BodyRef | None) -> BodyRef:
        """A body that the knowledge does not list."""
        return typed(self.knowledge, name, unit.head, unit.rest, parent, lower=unit.lower)

    def _single(self, unit: Unit, name: str) -> bool:
        """Whether a name is only a head with a capital ("the League"), and no form of a known body."""
        return unit.head is not None and name not in self.bodies.bare and name not in self.bodies.forms

    def _lower_head(self, unit: Unit) -> bool:
        """Whether a name with a capital ends in a head in lower case ("Party committee"), and no state opens it."""
        owned = unit.first in self.tokens.forms and self.tokens.forms[unit.first].state
        return unit.head is not None and unit.head.lower and not _CLOSES.search(unit.name) and not owned

    def _generic(self, unit: Unit) -> BodyRef | None:
        """The one body named before it that a word like "the academy" can take up; None if there are two."""
        if self.tokens.words[unit.first - 1] in ("a", "an"):
            return self._local(unit)  # "a bureau" is none that was named
        wanted = set(re.split(r"[ -]", unit.name.lower())) - {"the"}
        if len(wanted) == 1 and (fuller := self._fuller(unit)):
            return fuller
        fitting = [
            b for first, b in self.named if first < unit.first and wanted <= set(re.split(r"[ -]", _own(b).lower()))
        ]
        if len(set(fitting)) > 1:
            self.undecided.append((unit.first, unit.end))
            return None
        if fitting and (unit.lower or len(wanted) == 1):
            return fitting[-1]
        return self._local(unit)  # "the Party committee": many bodies have the words

    def _fuller(self, unit: Unit) -> BodyRef | None:
        """The body of a fuller wording before it ("the state funeral committee" for "the committee")."""
        word = self.tokens.words[unit.end - 1].lower()
        found = None
        for match in _LOWER_NAME.finditer(self.tokens.kinds, 0, unit.first):
            if self.tokens.words[match.end() - 1].lower() == word:
                found = match
        if found is None:
            return None
        fuller = unit_at(self.tokens, found.start(), self.lexicon, role=False)
        if fuller is None or not fuller.lower or fuller.end != found.end():
            return None
        chain = chain_at(self.tokens, found.start(), self.lexicon)
        whole = self.chain(chain)[0] if chain is not None and len(chain.units) > 1 else None
        return whole or self._local(fuller)  # "the weaving workshop of the Unsong Mill" for "the workshop"

    def _local(self, unit: Unit) -> BodyRef:
        """A body that this article alone speaks of, by a word that nothing explains."""
        cls = (
            unit.head.cls
            if unit.head is not None
            and unit.head.cls not in ("Venue", "Place")
            and (unit.lower or unit.head.cls != "Unit")
            else "Organization"
        )
        return BodyRef(re.sub(r"^(?:the|The) ", "", unit.name), cls, local=True)

    def _area(self, before: int, level: Level) -> str | None:
        """The area that "the provincial committee" means: that of the last such body before it, else the last area."""
        atlas = self.knowledge.places
        for first, body in reversed(self.named):
            stem, _, rest = body.name.partition(f" {level.word.capitalize()} ")
            if first < before and rest and any(place.kind == level.kind for place in atlas.find(stem)):
                return stem
        forms = [(i, form.key) for i, form in self.tokens.forms.items() if i < before and form.key in atlas.places]
        near = [(i, key) for i, key in forms if atlas.places[key].kind == level.kind]
        return atlas.places[max(near)[1]].label.rpartition(" ")[0] if near else None

    def _above(self, unit: Unit) -> BodyRef | None:
        """The body after "of", "under" behind a named unit."""
        if alone(self.tokens, unit):
            return None
        chain = chain_at(self.tokens, unit.first, self.lexicon)
        if chain is None or len(chain.units) < 2 or chain.units[0].end != unit.end:
            return None
        return self.chain(Chain(chain.units[1:], None, chain.end))[0]

    def _state(self, key: str) -> bool:
        return key in self.bodies.bodies and self.bodies.bodies[key].also == "Place"

    def _is_state(self, body: BodyRef) -> bool:
        return is_state(self.bodies, body)


def _has_words(name: str, short: str) -> bool:
    """Whether a name has all words of a short name, "women's" standing for "women"."""
    words = {word.removesuffix("'s") for word in name.lower().split()}
    return {word.removesuffix("'s") for word in short.split()} <= words


def _own(body: BodyRef) -> str:
    """The name without that of the body above: "Central Committee" of "Central Committee of the Lamp Guild"."""
    above = body.parent.name if body.parent is not None else ""
    return body.name.removesuffix(f" of the {above}").removesuffix(f" of {above}") if above else body.name


def _article(name: str) -> str:
    """ "the " before the name of a body; none before a state's short name ("Japan")."""
    return "the " if " " in name else ""


def _titled(name: str) -> str:
    """The name with capitals."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))
