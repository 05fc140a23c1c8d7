"""Names of bodies and units: "Unsong Works", "cement shop", "Organization and Guidance Department".

The parser works on token kinds (see tokens.py). It gives phrases, not yet resolved to bodies of the knowledge.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wpkgraph.datewords import DATE_WORD
from wpkgraph.extractors.tokens import Tokens
from wpkgraph.extractors.unit_fields import known_end, with_topic
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.lexicon import Lexicon, UnitHead
from wpkgraph.making import maker

_CAPITALS = "CSKLJROPZ"
_NAME_END = re.compile(r"[CSKLJRhHm'&]*[OPZ]")
_OF_PEOPLE = re.compile(r"o[CO]{0,2}H(?:&[CO]{0,2}H)?(?![CSKLJOp])")
_BRACKET = re.compile(r"\([CSKL]\)O")  # "Unsong Trading (Beijing) Co."
_AFTER_AND = re.compile(r"[CSLJnqm']*(?:\([CSKL]\))?[OPZu]")
_ON = re.compile(r"[qm]{1,2}u")
_NAME = re.compile(r"[CSKLJO]+")
_OWNERS = re.compile(r"[CSKLJ]*H'[CSKLJ]*O")  # "Workers' Party" behind the adjective of a state
_AND_NAME = re.compile(r"&[CSK]+O")
_OPENED = "COSKLJmu"  # what may stand behind a known body that opens a longer name
_GOES_ON = frozenset(("", *_OPENED, *"B'(hH"))  # a known body before anything else stands for itself
# With a field behind it: "Ministry of Lamps and Wicks", where the Ministry of Lamps is known.
_LISTING = frozenset((",", "&"))
_FIELD = frozenset("CSPZ")
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


def unit_at(tokens: Tokens, first: int, lexicon: Lexicon, *, role: bool = True) -> Unit | None:
    """The unit whose name starts at a token (its article may come first), or None.

    `role`: after a post, a capitalised name without a known head counts too ("chairman of Moranbong").
    """
    units, key, kinds = tokens.units, (first, role), tokens.kinds
    if key not in units:
        plain = units.get((first, False))
        if plain is not None and not plain.place:
            units[key] = plain  # what is a unit without a post before it is the same behind one
        elif (
            kinds[first : first + 1] == "B"
            and (after := kinds[first + 1 : first + 2]) not in _GOES_ON
            and (after not in _LISTING or kinds[first + 2 : first + 3] not in _FIELD)
        ):
            units[first, True] = units[first, False] = _alone(tokens, first)  # most names: read at once
        else:
            units[key] = _unit(tokens, first, lexicon, role)
    unit: Unit | None = units[key]
    return unit


def _unit(tokens: Tokens, first: int, lexicon: Lexicon, role: bool) -> Unit | None:
    kinds = tokens.kinds
    at, own = first, False
    while at < len(kinds) and (kinds[at] in "tg" or _dropped(tokens, at, lexicon) or tokens.words[at] == "same"):
        own = own or kinds[at] == "g"
        at += 1  # past the article, "its", "former", "same"
    if kinds[at + 1 : at + 2] == "B" and ordinals.value(tokens.words[at].lower(), lexicon.ordinals):
        at += 1  # the nth Central Committee is the same body
    if at >= len(kinds):
        return None
    if kinds[at] == "B":
        unit = _known(tokens, at, lexicon)
    elif tokens.words[at] in lexicon.abbreviations:
        name = lexicon.abbreviations[tokens.words[at]]
        unit = Unit(at, at + 1, name, head=lexicon.head_of(name), rest=name)
    elif kinds[at] == "C" and _titled(tokens, at) and not _OWNERS.match(kinds, at + 1):
        unit = Unit(at, at + 1, tokens.words[at], known=tokens.forms[at].key)
    elif at in tokens.forms and tokens.forms[at].state and kinds[at] == "C" and _bare_behind(tokens, at):
        end = known_end(tokens, at + 1, lexicon)
        name = tokens.wording(at, end)  # "the Japanese Cabinet"
        unit = Unit(at, end, name, head=lexicon.head_of(name.partition(" of ")[0]), rest=name)
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
    return form is not None and form.state and kinds[at + 1 : at + 2] in tuple("hHm") and kinds[at + 2 : at + 3] != "'"


def _bare_behind(tokens: Tokens, at: int) -> bool:
    """Whether behind the adjective of a state stands a known body's bare form, which then names the body of that state."""
    form = tokens.forms.get(at + 1)
    return form is not None and form.bare and tokens.kinds[at + 1] == "B"


def _dropped(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    """Whether a word before a name is no part of it ("former")."""
    if tokens.kinds[at] != "m" or not lexicon.modifiers[tokens.words[at].lower()].drop:
        return False
    name = tokens.words[at][0].isupper() and tokens.kinds[at + 1 : at + 2] in tuple("CSK")
    return not name or tokens.kinds[at - 1 : at] in ("", ".", "|")  # "the New Lamp Guild"


def _place(tokens: Tokens, at: int, lexicon: Lexicon, role: bool) -> Unit:
    """A known place; or a body whose name it opens ("Pyongyang Valve Works"); or, after a post, a venue as a workplace."""
    named = _named(tokens, at, lexicon, False)
    if named is not None and named.end > at + 1 and (role or not tokens.words[named.end - 1][0].islower()):
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
    end = known_end(tokens, at, lexicon) if kinds[at + 1 : at + 2] in _LISTING else at + 1
    if end == at + 1:
        return _alone(tokens, at)
    name = tokens.wording(at, end)
    return Unit(at, end, name, head=lexicon.head_of(name.partition(" of ")[0]), rest=name)


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
        end = with_topic(tokens, end, head)
        if tokens.text.startswith("-", tokens.ends[end - 1]):
            return None  # "Office for Small- and Medium-sized Lamps"
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
        elif kind == "N" and (last == i - 1 or i == at) and kinds[i + 1 : i + 2] == "n":
            last, i = None if last is None else i + 1, i + 1  # "Shop No. 2", "No. 2 Shop"
        elif kind == "'" and last == i - 1 and kinds[last] == "u":
            break  # "the farm's Party committee"
        elif kind == '"' and (i == at or last == i - 1) and (close := kinds.find('"', i + 1, i + 6)) > 0:
            last, i = None if last is None else close, close
        elif kind == "(" and _BRACKET.match(kinds, i):
            i += 2
        elif kind in "B&qm" and (last is not None or kind == "B") and _within(tokens, at, last, i):
            pass
        elif kind == "&":
            if (last is not None and kinds[last] != "P") or i == at or not _joins(tokens, i):
                break
        elif kind == "n" and last == i - 1 and (closed := _number(tokens, i)) is not None:
            last = closed
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


def _within(tokens: Tokens, at: int, last: int | None, i: int) -> bool:
    """Whether a head, "and" or a known body at a token only opens what the name from `at` goes on with."""
    kinds = tokens.kinds
    if kinds[i] == "B":  # "primary youth league committee"
        return i > at and kinds[i + 1 : i + 2] in ("u", "O") and tokens.forms[i].bare
    if last is not None and kinds[last] == "u" and _ON.match(kinds, i):
        return True  # "furnace repair workteam"
    return (
        kinds[i] == "&" and last == at == i - 1 and _AND_NAME.match(kinds, i) is not None
    )  # "Net and Lamp Department"


def _number(tokens: Tokens, i: int) -> int | None:
    """The last token read when a number behind a head belongs to the name: it closes it ("Unit 313"), or goes on with it
    ("Unsong Guards 2nd Lamp Division").
    """
    if tokens.kinds[i - 1] == "O" and tokens.words[i].isdigit():
        return i
    return i - 1 if ordinal(tokens.words[i]) and _NAME_END.match(tokens.kinds, i + 1) else None


def ordinal(word: str) -> bool:
    """Whether a number is an ordinal in figures: "2nd"."""
    return word.endswith(("st", "nd", "rd", "th"))


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether "and" stands inside a name: a head follows before any mark, and no name of a person or post does."""
    after = _AFTER_AND.match(tokens.kinds, i + 1)
    return after is not None and tokens.kinds[i + 1] not in "tg"


def _head_index(tokens: Tokens, at: int, last: int) -> int:
    return max((i for i in range(at, last + 1) if tokens.kinds[i] in "OPZu"), default=last)


def _bare(tokens: Tokens, at: int, stop: int) -> Unit | None:
    """A capitalised name without a head: the run of capitals at `at`."""
    match = _NAME.match(tokens.kinds, at)
    if match is None or match.end() > stop + 1 or tokens.kinds[match.end() : match.end() + 1] in tuple("quhHmn"):
        return None
    if all(i in tokens.forms and tokens.forms[i].state for i in range(at, match.end())):
        return None  # "Mongolian" alone names nothing
    name = tokens.wording(at, match.end())
    return None if DATE_WORD.fullmatch(name) else Unit(at, match.end(), name, rest=name)


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
