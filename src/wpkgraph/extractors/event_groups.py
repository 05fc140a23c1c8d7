"""Puts the namings of an article together into events: numbered, told, acts, sittings, and references to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wpkgraph.extractors import event_labels, event_series, event_sittings
from wpkgraph.extractors.context import Context, first_from
from wpkgraph.extractors.event_acts import Deed
from wpkgraph.extractors.event_drafts import Draft, Drafts, Spot, opened, spot_of
from wpkgraph.extractors.event_names import Naming
from wpkgraph.knowledge.eventrows import plural
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import BodyRef, Declined, Span

_WORD = re.compile(r"[\w'-]+")
_AND_A = re.compile(r" and an? $")
_GERUND = re.compile(r"(?:of|for) [a-z]+ing\b")
_PREPOSITION = re.compile(r"^\S+ ")
_JOINED = re.compile(r"(?:,| and) (?:an? )?")  # "a meeting and a gala"
_AND_ANOTHER = re.compile(r",? and (?:an? )")
_OBJECT = re.compile(" (?:of|to|with) ")
_INDEFINITE = ("a", "an")
_PURPOSE = re.compile(r" (?:to|for) (?:[a-z'-]+ ){1,8}(?:of|at|by|from) (?:the )?")
_ARTICLE = 6  # characters before a naming that opens its sentence
_SMALL = frozenset(("of", "for", "to", "and"))  # words that a reference may have and the name need not


def group(ctx: Context, words: EventWords, namings: Sequence[Naming], deeds: Sequence[Deed]) -> Drafts:
    """All events of the article, in the order of their first naming in the body."""
    drafts = Drafts()
    rest: list[Naming] = []
    namings, days = event_sittings.split_days(ctx, words, _coordinated(ctx, namings))
    namings = _nested(ctx, _listed(ctx, namings))
    for naming in [*(n for n in namings if not n.headline), *(n for n in namings if n.headline)]:
        if not (_numbered(ctx, words, drafts, naming) or _opened(ctx, words, drafts, naming)):
            rest.append(naming)
    for deed in sorted(deeds, key=lambda d: d.headline):
        _act(ctx, drafts, deed)
    whole = {name for name, _ in days}
    for naming in rest:
        if naming.span in whole:
            _refer(ctx, words, drafts, naming)  # "the second-day sitting of the congress"
    event_sittings.open_days(ctx, words, drafts, days)
    for naming in rest:
        if naming.headline:
            _headline(ctx, words, drafts, naming)
    for naming in rest:
        if not naming.headline and naming.span not in whole:
            _refer(ctx, words, drafts, naming)
    drafts.items.sort(key=lambda d: d.at)
    return drafts


def _coordinated(ctx: Context, namings: Sequence[Naming]) -> list[Naming]:
    """The namings; what holds for one of "a meeting and a gala took place" holds for the other."""
    out = list(namings)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        if one.held is not None and two.held == one.held and _AND_A.search(ctx.lower, one.span.start, two.span.start):
            out[i] = one = _without(ctx, one, two.span.start)
        if two.span.start - one.span.end > 8 or not _JOINED.fullmatch(ctx.lower, one.span.end, two.span.start):
            continue
        if one.held is None and two.held is not None:
            out[i] = one._replace(held=two.held, reported=True)
        elif two.held is None and one.held is not None and one.held.start >= two.span.end:
            out[i + 1] = two._replace(held=one.held, reported=True)
    return out


def _without(ctx: Context, naming: Naming, end: int) -> Naming:
    """A naming without the last of "a gala of pupils and a show", which is an event of its own."""
    first = naming.span.end - len(naming.complement)
    stop = ctx.lower.rindex(" and ", naming.span.start, end)
    return naming._replace(span=Span(naming.span.start, stop), complement=ctx.lower[first:stop].strip())


def _listed(ctx: Context, namings: Sequence[Naming]) -> list[Naming]:
    """The namings; "gala of youth and a fireworks display" is the name of two events, told by the same words."""
    out = list(namings)
    for i in range(1, len(out)):
        one, two = out[i - 1], out[i]
        if one.span.end == two.span.end and one.determiner in _INDEFINITE and two.determiner in _INDEFINITE:
            joined = _AND_ANOTHER.search(ctx.lower, one.span.start, two.span.start)
            if joined and joined.end() == two.span.start and one.ordinal is None:
                cut = one.span.end - joined.start()
                name = Span(one.span.start, joined.start())
                out[i - 1] = one._replace(span=name, complement=one.complement[:-cut])
                out[i] = two._replace(held=two.held or one.held, reported=one.reported)
    return out


def _nested(ctx: Context, namings: Sequence[Naming]) -> list[Naming]:
    """The namings; what is said of "the closing ceremony of the 3rd Fair" is not said of the fair, nor what is said of
    "meetings to carry out the tasks of the 3rd Fair".
    """
    out = list(namings)
    for i in range(1, len(out)):
        outer, inner = out[i - 1], out[i]
        if outer.held is not None and inner.held == outer.held and inner.span.end <= outer.span.end:
            out[i] = inner._replace(held=None, reported=inner.headline)
        elif inner.held is not None and _subject(ctx, outer, inner):
            out[i - 1] = outer._replace(held=inner.held, reported=True)
            out[i] = inner._replace(held=None, reported=inner.headline)
    return out


def _subject(ctx: Context, outer: Naming, inner: Naming) -> bool:
    """Whether the first of two namings is the subject of the verb behind the second, which only tells what it is for."""
    if outer.sentence != inner.sentence or outer.span.start - outer.sentence.start > _ARTICLE or inner.held is None:
        return False
    behind = inner.held.start >= inner.span.end and (outer.held is None or outer.held.end == inner.held.end)
    between = ctx.lower[outer.span.end : inner.span.start]
    return behind and outer.determiner in ("", "a", "an") and _PURPOSE.fullmatch(between) is not None


def noun_of(naming: Naming) -> str:
    """The last word of the head in the singular: "plenary meetings" -> "meeting"."""
    return event_series.singular(naming).split()[-1]


def _numbered(ctx: Context, words: EventWords, drafts: Drafts, naming: Naming) -> bool:
    ordinal = naming.ordinal
    if ordinal is None:
        return False
    whole = naming.head.named and naming.head.numbered  # "the 33rd Olympic Games"
    if not (naming.complement or naming.before or naming.determiner.endswith("s") or whole):
        known = [d for d in drafts.headed(noun_of(naming)) if d.ordinal == ordinal]
        if len(known) == 1:
            _join(ctx, known[0], naming, generic=True)  # "the Sixth Conference", named in full before
        return len(known) == 1
    first = ctx.text[naming.span.start]
    clear = first.isdigit() or first.isupper()
    if naming.head.recalls and naming.complement in words.forms["no-name"]:
        return False  # "the 72nd anniversary of the day when ..": the words tell no name
    if not clear and not (naming.head.numbered and re.match(r"(?:of|for) (?![a-z]+ing\b)", naming.complement)):
        return False
    naming = _with_owner(ctx, naming)
    series = event_series.series_of(naming, words)
    draft = drafts.numbered(ordinal, series)
    if draft is None and naming.headline:
        same = [d for d in drafts.headed(noun_of(naming)) if d.ordinal == naming.ordinal]
        if len(same) == 1 and (same[0].reported or _shortens(series, same[0])):
            _join(ctx, same[0], naming)
            return True
    if draft is None and (
        (naming.determiner in ("its", "their", "his", "our") and not naming.complement)
        or _relative(ctx, naming, series)
    ):
        return False
    if draft is None:
        draft = opened(naming.head, "", noun_of(naming), "event-numbered")
        draft.ordinal, draft.series = ordinal, series
        drafts.items.append(draft)
    if draft.series and len(series.core) + bool(series.body_ordinal) > len(draft.series.core) + bool(
        draft.series.body_ordinal
    ):
        draft.series = series
    draft.label = event_series.label(ordinal, draft.series or series, words)
    _join(ctx, draft, naming)
    return True


def _relative(ctx: Context, naming: Naming, series: event_series.Series) -> bool:
    """Whether the words of an anniversary tell of what only this text makes clear: "the 75th anniversary of relations
    between the two countries" is that of two others in the next text.
    """
    own = ctx.text[naming.span.start : naming.span.end].partition(" ")[2]  # behind the ordinal
    return naming.head.recalls and own.islower() and ctx.knowledge.series.find(series.core) is None


def _shortens(series: event_series.Series, draft: Draft) -> bool:
    """Whether a headline's wording says no more than the body's: "6th Conference of Secretaries"."""
    return draft.series is None or set(series.core.split()) <= set(draft.series.core.split())


def _with_owner(ctx: Context, naming: Naming) -> Naming:
    """ "The Guild Council held its Third Meeting": the body that holds it, named before the verb, is its owner."""
    owner = _owner(ctx, naming)
    return naming._replace(complement=f"of {owner.name.lower()}") if owner else naming


def _owner(ctx: Context, naming: Naming) -> BodyRef | None:
    """The body named before the verb that holds "its" meeting."""
    if naming.determiner != "its" or naming.complement or naming.held is None or naming.held.start > naming.span.start:
        return None
    held = [b for b in ctx.bodies if naming.sentence.start <= b.span.start and b.span.end <= naming.held.start]
    while len(held) > 1 and held[-1].span.end <= held[-2].span.end:
        held.pop()  # "The Lamp Bureau of the Guild held its third meeting"
    return held[-1].ref if held else None


def _join(ctx: Context, draft: Draft, naming: Naming, generic: bool = False) -> None:
    """Add a naming to its event; the naming that reports it becomes the evidence."""
    spot = spot_of(naming, ctx.text, generic or not (naming.ordinal or naming.complement or naming.before))
    draft.spots.append(spot)
    draft.headline = draft.headline or naming.headline
    reports = naming.held is not None and not draft.recalls
    evidence = (
        Span(min(naming.span.start, naming.held.start), max(naming.span.end, naming.held.end))
        if (naming.held is not None and reports)
        else naming.span
    )
    head = ctx.article.headline.end
    if reports and not (draft.told and any(span.start >= head for span in draft.evidence)):
        draft.evidence = []
    if reports or not draft.evidence:
        draft.evidence.append(evidence)
    draft.told = draft.told or reports
    draft.reported = draft.reported or reports or (naming.headline and not draft.recalls)


def _opened(ctx: Context, words: EventWords, drafts: Drafts, naming: Naming) -> bool:
    """An event without a number that these words open: "a symposium on river fish took place"."""
    if naming.ordinal is not None or naming.headline:
        return False
    owner = _owner(ctx, naming)
    if owner:  # "The Guild Council held its meeting": no "its" of another
        naming = naming._replace(determiner="a", complement=f"of {owner.name.lower()}")
    fresh = naming.determiner not in words.forms["known"]
    owned = naming.head.owned and (naming.determiner in ("his", "her") or naming.determiner.endswith("'s"))
    referred = (naming.head.named or owned) and bool(naming.complement)
    if owned and any(True for _ in drafts.headed(noun_of(naming))):
        return False
    if not (naming.held and fresh) and not referred:
        return False
    if naming.head.general and not naming.complement:
        return False
    if event_labels.vague(ctx, naming):
        return False
    name = event_labels.name_of(ctx, words, naming)
    several = name.endswith("s") and not naming.complement.startswith("between ")
    name += f" of the {owner.name}" if owner else ""
    if " " not in name and (several or (any(d.reported for d in drafts.items) and not _fresh(ctx, drafts, naming))):
        return False
    if words.often.search(ctx.lower, naming.span.end, min(naming.sentence.end, naming.span.end + 40)):
        return False
    draft = drafts.unnumbered(name) or _laid_before(ctx, drafts, naming, name)
    if draft is None:
        about = _PREPOSITION.sub("", naming.complement) or None
        by = "event-held" if naming.held else "event-referred"
        draft = opened(naming.head, name, noun_of(naming), by)
        draft.about = about
        drafts.items.append(draft)
    _join(ctx, draft, naming)
    return True


def _fresh(ctx: Context, drafts: Drafts, naming: Naming) -> bool:
    """Whether a head alone names an event of its own: "A banquet was given", "a meeting was held in Tobong", where none of
    that noun is told of before.
    """
    if naming.determiner not in ("a", "an") or any(True for _ in drafts.headed(noun_of(naming))):
        return False
    if naming.head.verbs or naming.held is None:
        return bool(naming.head.verbs)
    i = first_from(ctx.places, naming.held.end)
    place = ctx.places[i].span.start if i < len(ctx.places) else -1
    return ctx.lower[naming.held.end : place] in (" in ", " at ", " at the ")


def _laid_before(ctx: Context, drafts: Drafts, naming: Naming, name: str) -> Draft | None:
    """The event that "Placed before the cemetery were wreaths" tells again, named before with the name of the place."""
    if not (naming.head.several and naming.held and name.islower()):
        return None
    told = ctx.lower[naming.held.start : naming.held.end].endswith((" were", " were also"))
    where = name.rsplit(" ", 1)[-1]
    same = (d for d in drafts.headed(noun_of(naming)) if d.reported and where in d.label.lower().split())
    return next(same, None) if told and naming.held.end < naming.span.start else None


def _act(ctx: Context, drafts: Drafts, deed: Deed) -> None:
    acted = [d for d in drafts.items if d.actor is not None and d.reported]
    if deed.headline and acted:
        acted[0].spots.append(Spot(Span(deed.verb.start, deed.object.end), "", True))
        acted[0].headline = True
        return
    if deed.headline and any(d.reported and d.acted for d in drafts.items):
        return
    plain = ctx.text[deed.object.start : deed.object.end].islower()
    if plain and any(ctx.sentence_at(d.actor.start) == deed.sentence for d in acted if d.actor):
        return  # "visited X and guided the work": one act
    draft = drafts.unnumbered(deed.label)
    span = Span(deed.verb.start, deed.object.end)
    if draft is None:
        noun = _OBJECT.split(deed.label, maxsplit=1)[0]
        draft = opened(deed.act, deed.label, noun, "event-act")
        draft.evidence.append(span)
        draft.about = ctx.text[deed.object.start : deed.object.end]
        drafts.items.append(draft)
    draft.spots.append(Spot(span, "", True))
    draft.actor = draft.actor or deed.verb
    draft.reported = draft.told = True
    draft.headline = draft.headline or deed.headline


def _headline(ctx: Context, words: EventWords, drafts: Drafts, naming: Naming) -> None:
    """The headline's naming joins the event that the body reports under the same noun, or opens one."""
    noun = noun_of(naming)
    same = [d for d in drafts.headed(noun) if d.reported and d.headline is False] or [
        d for d in drafts.headed(noun) if d.reported
    ]
    numbered = [d for d in candidates(words, drafts, naming) if d.ordinal is not None] if naming.complement else []
    same = same or (numbered if len(numbered) == 1 else [])
    if same:
        if " " not in same[0].label and naming.complement:
            same[0].label = event_labels.name_of(ctx, words, naming)
        _join(ctx, same[0], naming, generic=not naming.complement and not naming.before)
        return
    if not (naming.complement or naming.held) or naming.head.recalls:
        return
    naming = event_labels.whole_line(ctx, words, naming)
    draft = opened(naming.head, event_labels.name_of(ctx, words, naming), noun, "event-headline")
    drafts.items.append(draft)
    _join(ctx, draft, naming)


def candidates(words: EventWords, drafts: Drafts, naming: Naming) -> Iterator[Draft]:
    """The events that a reference such as "the plenary meeting of the Party Central Committee" may mean."""
    series = event_series.series_of(naming, words)
    asked = set(_WORD.findall(series.core)) - _SMALL - {*words.party.split()}
    for draft in drafts.headed(noun_of(naming)):
        if draft.ordinal is None and draft.at > naming.span.start:
            continue  # what has no name of its own can't be referred to before it is told
        text = (draft.series.core if draft.series else draft.label).lower()
        if all(w in text for w in asked):
            yield draft


def _as_many(naming: Naming, draft: Draft) -> bool:
    """Whether the number fits: "the functions", "the plenary meetings" take up no single event."""
    several = naming.word.endswith("s") and naming.word not in naming.head.words
    return not several or naming.word.split(" ")[-1] in draft.label.lower() or plural(draft.noun) in draft.label.lower()


def _of_another(ctx: Context, naming: Naming, draft: Draft) -> bool:
    """Whether a naming tells that it is of another event: "its ceremony", a rally of another kind ("candlelight rally"),
    "the ceremony of lighting the lamps", "the meetings of the Guild"; "the meeting to be continued" may take up any.
    """
    label, kind = draft.label.lower(), naming.word.split(" ")[0]
    if naming.complement and label.endswith(f" {naming.complement}"):
        return False  # "Funeral of A", "the state funeral of A"
    if naming.determiner == "its" or (kind != naming.word and kind not in label):
        return True
    named = ctx.text[naming.span.end - len(naming.complement) : naming.span.end]
    own = _GERUND.match(naming.complement) or (named.startswith("of ") and re.search(r"\b[A-Z]", named))
    return bool(own) and not any(word in label for word in _WORD.findall(naming.complement) if len(word) > 3)


def _several(draft: Draft) -> bool:
    """Whether the name of an event without a number is a plural: "meetings of rowers"."""
    return draft.ordinal is None and draft.noun + "s" in draft.label.lower().split()


def _refer(ctx: Context, words: EventWords, drafts: Drafts, naming: Naming) -> None:
    """ "The meeting", "this conference": the one event that it can mean, or a declined case, or an event of its own."""
    if naming.determiner not in words.forms["known"] or naming.ordinal is not None:
        return
    main = drafts.main()
    if naming.head.general and main and not naming.complement and _as_many(naming, main):
        _join(ctx, main, naming, generic=True)
        return
    found = list(candidates(words, drafts, naming))
    if not found and not naming.before:
        earlier = [d for d in drafts.headed(noun_of(naming)) if d.reported and d.at < naming.span.start]
        found = earlier if len(earlier) == 1 and not _of_another(ctx, naming, earlier[0]) else []
    found = [d for d in found if _as_many(naming, d)]
    if len(found) > 1 and not naming.complement:
        reported = [d for d in found if d.reported]
        earlier = [d for d in reported if d.at < naming.span.start]
        if not naming.word.endswith("s") and (single := [d for d in earlier if not _several(d)]) != earlier:
            found = single[-1:] or found  # "the meeting", where "meetings" are told first, is the one told last
        else:
            found = reported if len(reported) == 1 else [main] if main in reported else earlier[-1:] or found
    if len(found) == 1:
        _join(ctx, found[0], naming, generic=True)
    elif found:
        ctx.declined.append(Declined(naming.span, "event-reference", f"{len(found)} events can be meant"))
    elif naming.held and (naming.complement or naming.before):
        draft = opened(naming.head, event_labels.name_of(ctx, words, naming), noun_of(naming), "event-held")
        drafts.items.append(draft)
        _join(ctx, draft, naming)
