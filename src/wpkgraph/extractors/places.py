"""Places: known ones, names that end in "City", "County" ..., venues; not inside the names of bodies and persons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.reading import of
from wpkgraph.extractors.tokens import Tokens, one_line
from wpkgraph.model import Mention, PlaceRef, Span
from wpkgraph.rules import Example, rule

# A name that ends in a place's or venue's head; "Palace of the Sun", "House of Culture" go on behind "of".
_LONGER = re.compile(r"[CSKLJhHm']*O")
# In other words: (?:[CSKLJhHm]|'(?=[CSKLJhHm]))+[PZ]Z*(?:ot?[CSK]++(?![PZOL'u]))?|CL|L, with its first character before
# all else, so that the engine skips what no name begins with.
_NAMED = re.compile(
    r"[CSKLJhHm'](?:(?:(?<!')|(?=[CSKLJhHm]))(?:[CSKLJhHm]|'(?=[CSKLJhHm]))*+[PZ]Z*+(?:ot?[CSK]++(?![PZOL'u]))?|(?<=C)L|(?<=L))"
)
# "in Lagos, Nigeria": what stands before a state, behind a word of place
_BEFORE_STATE = re.compile(r"(?<=[ia])([CSK]{1,2}),B")
# "the Lake of Samjiyon", "the River Amnok"; its first character before the look back, for the same reason
_HEAD_FIRST = re.compile(r"[ZPC](?<![CSKLJ].)o?t?[CSKL]{1,2}(?![CSKLJOPZ'])")
# "in Sapho and Hoesang districts"
_PLURAL_END = re.compile(r"&[CSK]q")
_PLURAL = re.compile(r"([CSK](?:,[CSK])*&[CSK])q")
# "in Pyongyang, Rason and Kaesong municipalities"
_KNOWN_PLURAL = re.compile(r"(L(?:,L)*&L)q")
# "North and South Hwanghae provinces"
_SIDES = re.compile(r"[CSK]&L")
_SIDE = re.compile(r"(North|South|East|West) ")


@rule(
    "place",
    examples=[
        Example("New houses rose in Unsong County last year.", ("Unsong County",)),
        Example("It was held at the Unsong Indoor Stadium.", ("Unsong Indoor Stadium",)),
        Example("Menders met in Riverside, Nigeria.", ("Riverside",)),
        Example("Houses rose in Unsapho and Tohoe counties.", ("Unsapho", "Tohoe")),
    ],
    counter_examples=[Example("The Unsong County Valve Factory won."), Example("The county won.")],
    mentions=True,
)
def extract(ctx: Context) -> None:
    """Find the places named in an article."""
    tokens = of(ctx).tokens
    _dateline(ctx)
    opened = list(_opened(ctx, tokens))
    taken = sorted([f.span for f in ctx.bodies] + [f.span for f in ctx.people] + [span for span, _ in opened])
    starts = [s.start for s in taken]
    longest = max([s.end - s.start for s in taken], default=0)
    kinds_of = dict(_kinds(ctx, tokens))
    for match in _NAMED.finditer(tokens.kinds):
        first, end = match.span()
        while first < end and (tokens.kinds[first] in "n'" or not tokens.words[first][0].isupper()):
            first += 1
        if tokens.kinds[first:end] == "CL" and tokens.words[first] not in ("Mt", "Mt."):
            first += 1
        if tokens.kinds[end - 1] in "PZ" and (_LONGER.match(tokens.kinds, end) or _several(ctx, tokens, end)):
            continue  # "Unsong County Valve Works" is no place
        if first >= end or (tokens.kinds[end : end + 1] in tuple("OCSKY") and tokens.kinds[end - 1] == "L"):
            continue
        inside = _within(ctx, tokens, first, end) if tokens.kinds[end - 1 : end + 1] == "LL" else None
        if inside is not None:
            end += 1
        span = tokens.span(first, end)
        if not _free(span, taken, starts, longest) or _in_headline(ctx, first, tokens):
            continue
        form = tokens.wording(first, end)
        _note(ctx, span, inside or kinds_of.get(first, form), form)
    for first, end, name in _more(ctx, tokens):
        span = tokens.span(first, end)
        if _free(span, taken, starts, longest) and span.start >= ctx.article.body:
            _note(ctx, span, name, tokens.wording(first, end))
    _note_told(ctx, tokens, opened)
    ctx.places.sort(key=itemgetter(0))


def _note_told(ctx: Context, tokens: Tokens, opened: list[tuple[Span, str]]) -> None:
    """Note the places whose head opens their name, and those of "North and South X"."""
    for span, name in opened:
        if not any(found.span.start < span.end and span.start < found.span.end for found in ctx.bodies):
            _note(ctx, span, name, one_line(ctx.text[span.start : span.end]))
    for first, name in _sides(ctx, tokens):
        _note(ctx, tokens.span(first, first + 1), name, name)


def _kinds(ctx: Context, tokens: Tokens) -> Iterator[tuple[int, str]]:
    """First token and full name of each known place whose kind a plural behind a list gives."""
    kinds, plurals = tokens.kinds, ctx.knowledge.lexicon.place_plurals
    for match in _KNOWN_PLURAL.finditer(kinds) if "&Lq" in kinds else ():
        head = plurals.get(tokens.words[match.end() - 1])
        for i in range(match.start(1), match.end(1)) if head else ():
            name = f"{tokens.words[i]} {head}"
            if kinds[i] == "L" and len(ctx.knowledge.places.find(name)) == 1:
                yield i, name


def _sides(ctx: Context, tokens: Tokens) -> Iterator[tuple[int, str]]:
    """The token "North" of "North and South Hwanghae provinces", and the name of the known place that it stands for."""
    for match in _SIDES.finditer(tokens.kinds) if "&L" in tokens.kinds else ():
        first, last = tokens.words[match.start()], tokens.words[match.end() - 1]
        side = _SIDE.match(last)
        if side is None or first == side[1] or not _SIDE.fullmatch(f"{first} "):
            continue
        name = f"{first} {last[side.end() :]}"
        if tokens.starts[match.start()] >= ctx.article.body and len(ctx.knowledge.places.find(name)) == 1:
            yield match.start(), name


def _several(ctx: Context, tokens: Tokens, at: int) -> bool:
    """Whether a token is the plural of a head of bodies: "the East and West River Fleets"."""
    word = tokens.words[at] if at < len(tokens.words) else ""
    return word[:1].isupper() and word.endswith("s") and word[:-1] in ctx.knowledge.lexicon.unit_heads


def _within(ctx: Context, tokens: Tokens, first: int, end: int) -> str | None:
    """What a place right before a venue's name makes of it: the venue where it lies there ("Pyongyang Koryo Hotel"), else
    another one of the longer name ("Hamhung Martyrs Cemetery"). None if no venue stands behind the place.
    """
    places, form = ctx.knowledge.places, tokens.forms.get(end)
    venue = places.places.get(form.key) if form is not None else None
    if venue is None or venue.kind != "venue":
        return None
    name = tokens.wording(first, end + 1)
    around = {place.id for place in places.find(tokens.wording(first, end))}
    return venue.label if not places.find(name) and around & set(places.chain(venue.id)) else name


def _opened(ctx: Context, tokens: Tokens) -> Iterator[tuple[Span, str]]:
    """Span and name of each place whose head opens its name: "Lake of X", or "River X", which may be known as "X River"."""
    for match in _HEAD_FIRST.finditer(tokens.kinds):
        first, end = match.span()
        opener = tokens.words[first]
        if opener in ctx.knowledge.lexicon.place_openers and tokens.starts[first] >= ctx.article.body:
            turned = f"{tokens.wording(first + 1, end)} {opener}"
            name = turned if ctx.knowledge.places.find(turned) else tokens.wording(first, end)
            yield tokens.span(first, end), name


def _note(ctx: Context, span: Span, name: str, form: str) -> None:
    """Note a place met by a form, unless its name is that of several places, or the end of the one before it."""
    ref = place(ctx, name)
    if ref is not None and not (ctx.places and ctx.places[-1].span.end == span.end):
        ctx.places.append(Found(span, ref))
        ctx.mentions.append(Mention(span, ref, form))


def _more(ctx: Context, tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """First token, end token and name of unknown places told by what stands behind them."""
    kinds = tokens.kinds
    for match in _BEFORE_STATE.finditer(kinds) if ",B" in kinds else ():
        form = tokens.forms.get(match.end() - 1)
        if form is not None and form.state:
            yield *match.span(1), tokens.wording(*match.span(1))
    plurals = ctx.knowledge.lexicon.place_plurals
    for match in _PLURAL.finditer(kinds) if _PLURAL_END.search(kinds) else ():
        head = plurals.get(tokens.words[match.end() - 1])
        if head is not None:
            for i in range(match.start(1), match.end(1)):
                if kinds[i] in "CSK":
                    yield i, i + 1, f"{tokens.words[i]} {head}"


def _dateline(ctx: Context) -> None:
    """The place of the dateline, whatever place it is."""
    if ctx.article.dateline is not None:
        name, span = ctx.article.dateline
        ref = place(ctx, name)
        if span.end > span.start and ref is not None and not any(f.span == span for f in ctx.places):
            ctx.mentions.append(Mention(span, ref, name))


def place(ctx: Context, name: str) -> PlaceRef | None:
    """The place of a name: the known one if there is one; the name as it is if none; None if there are several."""
    found = ctx.knowledge.places.find(name)
    if len(found) == 1:
        return ctx.knowledge.places.ref(found[0].id)
    return PlaceRef(name)


def _free(span: Span, taken: list[Span], starts: list[int], longest: int) -> bool:
    """Whether a span overlaps none of the spans taken."""
    i = bisect_right(starts, span.end - 1) - 1
    while i >= 0 and starts[i] > span.start - longest - 1:
        if taken[i].end > span.start and taken[i].start < span.end:
            return False
        i -= 1
    return True


def _in_headline(ctx: Context, first: int, tokens: Tokens) -> bool:
    """Headlines write every word with a capital: only known places count there."""
    return tokens.starts[first] < ctx.article.body and tokens.kinds[first] != "L"
