"""Names of bodies and units, and the chains they stand in: "repair work-team of the cement shop under the Unsong Works".

The parser works on token kinds (see tokens.py). It gives phrases, not yet resolved to bodies of the knowledge.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.lexicon import Lexicon, UnitHead
from wpkgraph.making import maker

_LINKS = "oadi"  # of, at, under, in
_CAPITALS = "CSKLJOPZ"
_NAME_END = re.compile(r"[CSKLJhHm'&]*[OPZ]")
# What a field looks like behind "Ministry of", "Academy of", "Bureau for the": capitals, several only with "and" last.
_TOPIC = re.compile(
    r"t?(?:B(?=[CSK]))?[CSKLJRmhHPZ]+(?:'?[CSKLJmhHPZ]+)*(?:(?:,[CSKmhH]+)+&(?![CSKLJRmhH']*O)[CSKLmhH]+|&(?![CSKLJRmhH']*O)[CSKLmhH]+)?"
    r"(?:o[CSKLJHh]+)*(?![CSKLJmhH']*O)"
)
_OF_PEOPLE = re.compile(r"o[CO]{0,2}H(?:&[CO]{0,2}H)?(?![CSKLJOp])")
_BRACKET = re.compile(r"\([CSKL]\)O")  # "Unsong Trading (Beijing) Co."
_AFTER_AND = re.compile(r"[CSLJnqm']*(?:\([CSKL]\))?[OPZu]")
_LEVEL = re.compile(r"t?([qm]{1,3}q|q)(?=[oad]t?[CSKLJqm]*[uO])")
_ON = re.compile(r"[qm]{1,2}u")
_AREA = re.compile(r"(?:[CSK]*[LP]|B)(?:o(?:L|B))?")
_NAME = re.compile(r"[CSKLJO]+")
_AND_NAME = re.compile(r"&[CSK]+O")
_OPENED = "COSKLJmu"  # what may stand behind a known body that opens a longer name
_GOES_ON = frozenset(("", *_OPENED, *"B'(hH"))  # a known body before anything else stands for itself
_CHAINED = frozenset("'B,oadi")  # what stands behind a unit that is not the last of its chain
_LONGEST = 16


class Unit(NamedTuple):
    """One level of a chain: tokens first..end-1 (without the article), its name, its head.

    known   key of the known body that the whole name is; prefix: key of the known body that opens it ("KPA ..")
    rest    the name without the prefix
    lower   the name has no capital: a shop or team, or a generic word ("the academy")
    place   it is a place: a known one, or a name that ends in "City", "County" ...
    """

    first: int
    end: int
    name: str
    head: UnitHead | None = None
    known: str | None = None
    prefix: str | None = None
    rest: str = ""
    lower: bool = False
    place: bool = False
    venue: bool = False
    own: bool = False  # "its Political Department": the body just named stands above
    bare: bool = False  # known by a form that another owner's name overrules
    alias: str | None = None  # "(Chongryon)" after the name


_new_unit = maker(Unit)


class Chain(NamedTuple):
    """Units innermost first, the place that closes the chain, and where the chain ends."""

    units: tuple[Unit, ...]
    place: Unit | None
    end: int


def unit_at(tokens: Tokens, first: int, lexicon: Lexicon, *, role: bool = True) -> Unit | None:
    """The unit whose name starts at a token (its article may come first), or None.

    `role`: after a post, a capitalised name without a known head counts too ("chairman of Moranbong").
    """
    units, key, kinds = tokens.units, (first, role), tokens.kinds
    if key not in units:
        plain = units.get((first, False))
        if plain is not None and not plain.place:
            units[key] = plain  # what is a unit without a post before it is the same behind one
        elif kinds[first : first + 1] == "B" and kinds[first + 1 : first + 2] not in _GOES_ON:
            units[first, True] = units[first, False] = _alone(tokens, first)  # most names: read at once
        else:
            units[key] = _unit(tokens, first, lexicon, role)
    unit: Unit | None = units[key]
    return unit


def _unit(tokens: Tokens, first: int, lexicon: Lexicon, role: bool) -> Unit | None:
    kinds = tokens.kinds
    at, own = first, False
    while at < len(kinds) and (kinds[at] in "tg" or _dropped(tokens, at, lexicon)):
        own = own or kinds[at] == "g"
        at += 1  # past the article, "its", "former"
    if kinds[at + 1 : at + 2] == "B" and ordinals.value(tokens.words[at].lower(), lexicon.ordinals):
        at += 1  # the nth Central Committee is the same body
    if at >= len(kinds):
        return None
    if kinds[at] == "B":
        unit = _known(tokens, at, lexicon)
    elif tokens.words[at] in lexicon.abbreviations:
        name = lexicon.abbreviations[tokens.words[at]]
        unit = Unit(at, at + 1, name, head=lexicon.head_of(name), rest=name)
    elif _titled(tokens, at):
        unit = Unit(at, at + 1, tokens.words[at], known=tokens.forms[at].key)
    elif at in tokens.forms and tokens.forms[at].state and kinds[at] == "C" and _bare_behind(tokens, at):
        name = tokens.wording(at, at + 2)  # "the Japanese Cabinet"
        unit = Unit(at, at + 2, name, head=lexicon.head_of(name), rest=name)
    elif kinds[at] == "L":
        unit = _place(tokens, at, lexicon, role)
    else:
        unit = _named(tokens, at, lexicon, role)
    if unit is None:
        return None
    unit = _alias(tokens, unit)
    return unit._replace(own=True) if own else unit


def _titled(tokens: Tokens, at: int) -> bool:
    """Whether the adjective of a state stands before a post: "Japanese Prime Minister", not "Japanese Workers' Party"."""
    kinds, form = tokens.kinds, tokens.forms.get(at)
    state = form is not None and form.state and kinds[at] == "C"
    return state and kinds[at + 1 : at + 2] in tuple("hHm") and kinds[at + 2 : at + 3] != "'"


def _bare_behind(tokens: Tokens, at: int) -> bool:
    """Whether behind the adjective of a state stands a known body's bare form, which then names the body of that state."""
    form = tokens.forms.get(at + 1)
    return form is not None and form.bare and tokens.kinds[at + 1] == "B"


def _dropped(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Whether a word before a name is no part of it ("former")."""
    return tokens.kinds[at] == "m" and lexicon.modifiers[tokens.words[at].lower()].drop


def chain_at(tokens: Tokens, first: int, lexicon: Lexicon) -> Chain | None:
    """The chain that starts at a token: a unit, then further ones after of, at, under, in."""
    chains = tokens.chains
    if first not in chains:
        chains[first] = _chain(tokens, first, lexicon)
    chain: Chain | None = chains[first]
    return chain


def alone(tokens: Tokens, unit: Unit) -> bool:
    """Whether nothing that could go on a chain stands behind a unit, as behind most."""
    return tokens.kinds[unit.end : unit.end + 1] not in _CHAINED


def _chain(tokens: Tokens, first: int, lexicon: Lexicon) -> Chain | None:
    unit = unit_at(tokens, first, lexicon) or _unknown(tokens, first)
    if unit is None:
        return None
    end = unit.end
    if alone(tokens, unit):
        return Chain((unit,), None, end)
    units, place = [unit], None
    while inner := _owned(tokens, units[0], end, lexicon):
        units.insert(0, inner)  # "the League's Central Committee", "the League Central Committee"
        end = inner.end
    while end + 1 < len(tokens.kinds) and len(units) < 7:
        link = tokens.kinds[end]
        if link == "," and end == units[-1].end and tokens.words[end - 1] in lexicon.abbreviations:
            link = "o"  # "C.C., Unsong Party"
        if (link == "'" and tokens.words[end] == "'s") or link not in _LINKS:
            break
        above = unit_at(tokens, end + 1, lexicon) or _unknown(tokens, end + 1)
        if above is None or above.own or (above.lower and above.head and not units[-1].lower and link == "i"):
            break
        if link == "i" and above.known is None and above.head is None and not above.lower:
            break  # "Committee for Cooperation in Trade", "a forum in Riverside": no body above
        if above.place or above.venue or (link == "i" and _state(tokens, above)):
            if place is None and not units[-1].place:
                place = above
            end = above.end
            continue
        if place is not None or _state(tokens, units[-1]):
            break  # "the mission of the DPRK at the UN": no state lies below a body
        units.append(above)
        end = above.end
    return Chain(tuple(units), place, end)


def _state(tokens: Tokens, unit: Unit) -> bool:
    """Whether a unit is a state and nothing more."""
    form = tokens.forms.get(unit.first)
    return form is not None and form.state and unit.known == form.key


def _owned(tokens: Tokens, owner: Unit, end: int, lexicon: Lexicon) -> Unit | None:
    """The unit that a named unit before it owns: behind "'s", or a bare known form right behind it."""
    kinds = tokens.kinds
    if owner.place or owner.head is None:
        return None
    if kinds[end : end + 1] == "'" and kinds[end + 1 : end + 2] in tuple("BOCSKLu"):
        inner = unit_at(tokens, end + 1, lexicon, role=False)
        return inner if inner is not None and (inner.known or inner.head) and not inner.place else None
    if kinds[end : end + 1] == "B" and tokens.forms[end].bare:
        return unit_at(tokens, end, lexicon)
    return None


def _unknown(tokens: Tokens, at: int) -> Unit | None:
    """A level without a known head, in lower case between two links: "the preparatory process of the spinning shop"."""
    match = _LEVEL.match(tokens.kinds, at)
    if match is None:
        return None
    name = tokens.wording(*match.span(1))
    return Unit(match.start(1), match.end(1), name, rest=name, lower=True)


def _place(tokens: Tokens, at: int, lexicon: Lexicon, role: bool) -> Unit:
    """A known place; or a body whose name it opens ("Pyongyang Valve Works"); or, after a post, a venue as a workplace."""
    named = _named(tokens, at, lexicon, False)
    if named is not None and named.end > at + 1 and not tokens.words[named.end - 1][0].islower():
        return named
    name = tokens.words[at]
    head = lexicon.head_of(name)
    if role and head is not None and head.cls not in ("Place", "Venue"):
        return Unit(at, at + 1, name, head=head, rest=name)
    form = tokens.forms.get(at)
    return Unit(at, at + 1, name, known=form.key if form else None, place=True)


def _known(tokens: Tokens, at: int, lexicon: Lexicon) -> Unit | None:
    """A known body, alone or opening a longer name ("KPA General Staff", "DPRK Football Association")."""
    kinds, key = tokens.kinds, tokens.forms[at].key
    after = at + 1
    if after < len(kinds) and kinds[after] == "'" and tokens.words[after] == "'s":
        after += 1
    if (
        after < len(kinds)
        and (kinds[after] in _OPENED or (kinds[after] in "hH" and tokens.words[after][0].isupper()))
        and (whole := _named(tokens, after, lexicon, False, owned=tokens.forms[at].state))
        and whole.head
        and (not whole.lower or kinds[after] == "u")
    ):
        name = tokens.wording(at, whole.end)
        return whole._replace(first=at, name=name, prefix=key, rest=whole.name)
    if after < len(kinds) and kinds[after] == "B" and after == at + 1:
        return Unit(
            at,
            after + 1,
            tokens.wording(at, after + 1),
            known=tokens.forms[after].key,
            prefix=key,
            rest=tokens.words[after],
            bare=tokens.forms[after].bare,
        )
    return _alone(tokens, at)


def _alone(tokens: Tokens, at: int) -> Unit:
    """A known body by its form."""
    form, name = tokens.forms[at], tokens.words[at]
    return _new_unit((at, at + 1, name, None, form.key, None, name, False, False, False, False, form.bare, None))


def _named(tokens: Tokens, at: int, lexicon: Lexicon, role: bool, owned: bool = False) -> Unit | None:
    """A unit found by its head, or, after a post, a bare capitalised name; `owned` by the state before it."""
    last, stop = _extent(tokens, at)
    if last is None:
        return _bare(tokens, at, stop) if role else None
    end = last + 1
    name = tokens.wording(at, end)
    base = name if tokens.kinds[last] in "OPZu" else tokens.wording(at, _head_index(tokens, at, last) + 1)
    head = lexicon.head_of(base) or lexicon.head_of(base.lower())
    if head is None and "-" in base:
        head = lexicon.unit_heads.get(base.rpartition("-")[2])
    if head is None:
        return None
    after = tokens.words[end : end + 1]
    if after and after[0].endswith("s") and after[0][:-1] in lexicon.unit_heads:
        return None  # "the provincial Party committees": many, and none of them by name
    lower = not tokens.words[at][0].isupper() or tokens.words[at] == "No."
    lower = lower and not any(word[0].isupper() for word in tokens.words[at:end] if word != "No.")
    if head.topic or head.area:
        end = _with_topic(tokens, end, head)
    elif not lower and (people := _OF_PEOPLE.match(tokens.kinds, end)) and _capital(tokens, end + 1, people.end()):
        end = people.end()  # "Brigade of Scientists and Technicians"
    if not role and name in lexicon.not_units and not _told_whose(tokens, at, last, end, owned):
        return None
    name = tokens.wording(at, end)
    place, venue = head.cls == "Place", head.cls == "Venue"
    return Unit(at, end, name, head=head, rest=name, lower=lower, place=place, venue=venue)


def _capital(tokens: Tokens, first: int, end: int) -> bool:
    """Whether all words but "and" have a capital."""
    return all(word[0].isupper() or word == "and" for word in tokens.words[first:end])


def _told_whose(tokens: Tokens, at: int, last: int, end: int, owned: bool) -> bool:
    """Whether the words around a general name make one of it: "Communist Party of Cuba", "Nepal Communist Party",
    "Party for Peace"; not "Communist Party" alone nor "Area of Cuba"."""
    if last > at:
        return owned or end > last + 1
    return end > last + 1 and tokens.kinds[last + 1] == "f"


def _extent(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """The last token of the name that starts at `at` (None: no head found), and where the scan stopped."""
    kinds, last, i = tokens.kinds, None, at
    while i < min(len(kinds), at + _LONGEST):
        kind = kinds[i]
        if kind in "OPZu":
            last = i
        elif kind == "N" and last == i - 1 and kinds[i + 1 : i + 2] == "n":
            last, i = i + 1, i + 1
        elif kind == '"' and last == i - 1 and (close := kinds.find('"', i + 1, i + 6)) > 0:
            last = i = close
        elif kind == "(" and _BRACKET.match(kinds, i):
            i += 2
        elif last is not None and kinds[last] == "u" and _ON.match(kinds, i):
            pass  # "furnace repair workteam": a head that only opens the name
        elif kind == "&" and last == at == i - 1 and _AND_NAME.match(kinds, i):
            pass  # "Organization and Guidance Department"
        elif kind == "&":
            if (last is not None and kinds[last] != "P") or i == at or not _joins(tokens, i):
                break
        elif kind == "n" and last == i - 1 and kinds[last] == "O" and tokens.words[i].isdigit():
            last = i  # "Unit 313"
        elif (
            (last is not None and not (kind in _CAPITALS and _NAME_END.match(kinds, i)) and kind != "'")
            or (kind == "n" and i == at and kinds[i + 1 : i + 2] not in tuple("OCSKLuq"))
            or (
                kind not in "CSKLJYnqmRz'"
                and not (kind in "hH" and (tokens.words[i][0].isupper() or kinds[i + 1 : i + 2] in "uO"))
            )
        ):
            break
        i += 1
    return last, i


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether "and" stands inside a name: a head follows before any mark, and no name of a person or post does."""
    after = _AFTER_AND.match(tokens.kinds, i + 1)
    return after is not None and tokens.kinds[i + 1] not in "tg"


def _head_index(tokens: Tokens, at: int, last: int) -> int:
    return max((i for i in range(at, last + 1) if tokens.kinds[i] in "OPZu"), default=last)


def _with_topic(tokens: Tokens, end: int, head: UnitHead) -> int:
    """Where the name ends when "of Education", "for the Protection of X", "in Japan" belong to it."""
    kinds = tokens.kinds
    for _ in range(2):
        link = kinds[end : end + 1]
        if link and link in "of" and head.topic and (match := _TOPIC.match(kinds, end + 1)):
            end = match.end()
        elif link and link in "oi" and head.area and (stop := _area(tokens, end + 1)):
            end = stop
        elif tokens.words[end : end + 1] == ["with"] and (match := _TOPIC.match(kinds, end + 1)):
            end = match.end()  # "for Friendship with the Korean People"
        elif tokens.words[end : end + 1] == ["with"] and (stop := _area(tokens, end + 1)):
            end = stop  # "for Solidarity with Cuba"
        else:
            break
    return end


def _area(tokens: Tokens, at: int) -> int | None:
    """Where a country or place after "in" or "of" ends; None if there is none."""
    kinds = tokens.kinds
    if kinds[at : at + 1] == "t":
        at += 1
    match = _AREA.match(kinds, at)
    if match is None:
        return None
    if kinds[at] == "B" and not tokens.forms[at].state:
        return None
    return match.end()


def _bare(tokens: Tokens, at: int, stop: int) -> Unit | None:
    """A capitalised name without a head: the run of capitals at `at`."""
    match = _NAME.match(tokens.kinds, at)
    if match is None or match.end() > stop + 1 or tokens.kinds[match.end() : match.end() + 1] in tuple("quhHmn"):
        return None
    if all(i in tokens.forms and tokens.forms[i].state for i in range(at, match.end())):
        return None  # "Mongolian" alone names nothing
    name = tokens.wording(at, match.end())
    return Unit(at, match.end(), name, rest=name)


def _alias(tokens: Tokens, unit: Unit) -> Unit:
    """The unit with the short form that stands in brackets behind it."""
    end = unit.end
    if (
        tokens.kinds[end : end + 1] == "("
        and tokens.kinds[end + 2 : end + 3] == ")"
        and tokens.kinds[end + 1] in "CSKBJ"
    ):
        return unit._replace(end=end + 3, alias=tokens.words[end + 1])
    return unit
