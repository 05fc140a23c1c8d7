"""Which event a verb or a list belongs to: named in its sentence, else the last one told before, else the main one."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from wpkgraph import datetext
from wpkgraph.dates import PartialDate
from wpkgraph.extractors.context import Context, first_from
from wpkgraph.knowledge.eventrows import plural
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import EventFact, EventRef, Mention, Span
from wpkgraph.patterns import either

_OF = re.compile(r" (?:of|on) ")
_THAT = re.compile(r"\bthat\b")
_LASTS = dt.timedelta(days=14)  # an event of which only the start is told lasts no longer
_NOUN = re.compile(r"(?<= )[a-z-]+")
_STEM = 5  # letters of a noun by which "ceremony" is found in "ceremonies"
_REACH = 140  # characters behind a verb in which its event may be named


class Near:
    """The events of an article by where they are named."""

    def __init__(self, ctx: Context, words: EventWords) -> None:
        none = words.forms["no-meeting"]
        self.ctx = ctx
        self.speechless = words.forms["speechless"]
        self.sent = words.forms["sent"]
        self.earlier = tuple(f"{word} " for word in sorted(words.forms["earlier"]))
        self.nouns, self.parts = _nouns(words), words.forms["parts"]
        self.spoken_at = words.forms["spoken-at"]
        self.reported = {f.event for f in ctx.events if f.reported}
        mentions = ctx.mentions if ctx.events else ()  # half of all articles tell of none
        named = [(m.span, m.ref) for m in mentions if isinstance(m.ref, EventRef) and m.ref.cls not in none]
        self.spots: list[tuple[Span, EventRef]] = sorted(named, key=itemgetter(0))

    def inside(self, start: int, end: int) -> EventRef | None:
        """The first event named between two clean offsets; an event reported goes before one referred to."""
        i = first_from(self.spots, start)
        found = []
        while i < len(self.spots) and self.spots[i][0].start < end:
            found.append(self.spots[i][1])
            i += 1
        return next((e for e in found if e in self.reported), found[0] if found else None)

    def before(self, at: int, floor: int = 0) -> EventRef | None:
        """The last reported event named before a clean offset, not in the headline unless that is the only one."""
        floor = max(floor, self.ctx.article.headline.end)
        beside = None
        for i in range(first_from(self.spots, at) - 1, -1, -1):
            span, event = self.spots[i]
            if span.start < floor:
                break
            if event in self.reported:
                whole = self._around(i) or event
                if not self._aside(span, event):
                    return whole
                beside = beside or whole
        return beside

    def _aside(self, span: Span, event: EventRef) -> bool:
        """Whether a thing laid or sent is told in passing, before what the article goes on with: "Prior to it, .."."""
        at = max(self.ctx.sentence_at(span.start).start, self.ctx.article.body)
        return event.cls in self.sent and self.ctx.lower.startswith(self.earlier, at)

    def _around(self, i: int) -> EventRef | None:
        """The event whose name ends with that of another: "closing ceremony of the fair"; none for a day of the other."""
        span, event = self.spots[i - 1] if i else self.spots[0]
        inside = i and span.end >= self.spots[i][0].end
        return event if inside and event in self.reported and event.super_event is None else None

    def main(self) -> EventRef | None:
        """The main event, if the article reports it."""
        first = self.ctx.events[0] if self.ctx.events else None
        return first.event if first and first.reported and first.event.cls != "Anniversary" else None

    def of_list(self, words: Span, sentence: Span) -> EventRef | None:
        """The event whose participants a list gives; none where its words name one that is told nowhere."""
        inside = self.inside(words.start, words.end)
        if inside is None and self._unknown(words):
            return None
        event = inside or self.before(words.start, sentence.start)
        if event is None:
            event = self.before(words.start) or self._main_told(sentence)
            event = None if event and self._another(sentence, event) else event
        return event

    def _main_told(self, sentence: Span) -> EventRef | None:
        """The main event, unless it is first told behind a sentence: "Present there were A. Then a meeting was held"."""
        main = self.main()
        return main if main and any(e == main and s.start < sentence.end for s, e in self.spots) else None

    def _unknown(self, words: Span) -> bool:
        """Whether words such as "present at the signing ceremony" name an event by a noun that no event before has; its
        "opening ceremony" belongs to the event told."""
        found = _NOUN.findall(self.ctx.lower, words.start, words.end)
        nouns = [word for before, word in pairwise(("", *found)) if word in self.nouns and before not in self.parts]
        told = " ".join(event.label.lower() for span, event in self.spots if span.start < words.start)
        return bool(nouns) and not any(noun[:_STEM] in told for noun in nouns)

    def of_verb(self, verb: Span, sentence: Span) -> EventRef | None:
        """The event named as the object of a verb, close behind it."""
        return self.inside(verb.start, min(verb.end + _REACH, sentence.end))

    def of_speech(self, noun: Span, sentence: Span, elsewhere: bool) -> EventRef | None:
        """The event at which a speech is made; for a sitting, what it is a sitting of.

        `elsewhere`: the text only speaks of the speech, so that only its own sentence can name the event.
        """
        end = min(noun.end + _REACH, sentence.end)
        said = _THAT.search(self.ctx.lower, noun.end, end)  # behind "that" stands what was said
        event = self._told_behind(noun.end, said.start() if said else end, sentence.end)
        event = event or self.before(noun.start, sentence.start)
        if event is None and not elsewhere:
            day = self._day(noun, sentence)
            fit = (
                e for e in (self._just_told(sentence), self.main(), self.before(noun.start)) if e and self._spoken(e)
            )
            event = next((e for e in fit if day is None or _may_be_on(e, day)), None)
            event = None if event and self._another(sentence, event) else event
        while event is not None and event.super_event is not None:
            event = event.super_event
        return event

    def _just_told(self, sentence: Span) -> EventRef | None:
        """The event that the sentence right before opens: "A banquet was given. A and B made speeches"; one at another
        place, or of a kind that has speeches of its own.
        """
        ctx = self.ctx
        if sentence.start < 2 or sentence.start <= ctx.article.body:
            return None
        last = ctx.sentence_at(sentence.start - 2)
        own, main = ctx.knowledge.eventwords.forms["own-speeches"], self.main()
        told = (f.event for f in ctx.events if f.reported and last.start <= f.evidence[0].start < last.end)
        away = main.place if main else None
        return next((e for e in told if e.cls in own or (e.place is not None and e.place != away)), None)

    def _spoken(self, event: EventRef) -> bool:
        """Whether an event is an occasion for a speech: no visit or drill, but a parade."""
        return event.cls not in self.speechless or any(word in event.label for word in self.spoken_at)

    def _another(self, sentence: Span, event: EventRef) -> bool:
        """Whether a sentence tells by its noun that it is about another event: "At a seminar"."""
        if self.ctx.lower.find("at a", sentence.start, sentence.end) < 0:
            return False  # most sentences, told at a fraction of the cost
        at = _at(self.ctx.knowledge.eventwords).search(self.ctx.lower, sentence.start, sentence.end)
        return at is not None and at[1].split()[-1] not in event.label.lower()

    def _told_behind(self, start: int, end: int, limit: int) -> EventRef | None:
        """The first event named behind the noun of a speech, but not within the title of the speech, which quotes close."""
        i = first_from(self.ctx.people, start)
        if i < len(self.ctx.people) and self.ctx.lower.endswith(" and ", 0, self.ctx.people[i].span.start):
            limit = min(limit, self.ctx.people[i].span.start)  # "A made a report and B gave a lecture on nets"
        end = min(end, limit)
        opening = self.ctx.text.find('"', start, end)
        if opening < 0:
            return self.inside(start, end)
        closing = self.ctx.text.find('"', opening + 1, limit)
        behind = self.inside(closing, min(closing + _REACH, limit)) if closing >= 0 else None
        return self.inside(start, opening) or behind

    def _day(self, noun: Span, sentence: Span) -> PartialDate | None:
        """The day of "the speech of April 8, 2021"."""
        of = _OF.match(self.ctx.lower, noun.end, sentence.end)
        found = (
            datetext.find(self.ctx.text, self.ctx.article.issued, of.end(), min(of.end() + 30, sentence.end))
            if of
            else []
        )
        return found[0].start if found and of and found[0].span.start == of.end() else None

    def titled(self, words: Span) -> EventRef | None:
        """What the headline tells, as an event at which people speak, where the article reports none at all."""
        return None if self.reported else self.or_title(None, words)

    def on_the_way(self, words: Span) -> EventRef | None:
        """The journey that an article is about, by its headline: what is told at an airport is no part of a meeting."""
        head, title = self.ctx.article.headline.end, self.ctx.article.title
        told = [event for span, event in self.spots if span.start < head or event.label == title]
        if not told:
            return self.or_title(None, words)
        return next((event for event in told if event.label == title or event.cls in self.speechless), None)

    def or_title(self, event: EventRef | None, words: Span) -> EventRef | None:
        """The event; where none was found, what the headline tells becomes one, stated by the words given."""
        ctx, title = self.ctx, self.ctx.article.title
        if event is not None or not title:
            return event
        head = ctx.article.headline
        span = head if head.end > head.start else words
        made = EventRef(cls="Event", label=title, offset=span.start)
        fact = EventFact(rule="event-headline", evidence=(span,), event=made)
        ctx.events.insert(0, fact)
        ctx.facts.append(fact)
        ctx.mentions.append(Mention(span, made, title, span is not head))
        self.spots.insert(0, (span, made))
        self.reported.add(made)
        return made


@lru_cache(maxsize=4)
def _nouns(words: EventWords) -> frozenset[str]:
    """The last words of what names ceremonies and the like, which no meeting is called by."""
    heads = [word for row in words.head_rows if row.cls in words.forms["occasions"] for word in row.words]
    return frozenset(form.split(" ")[-1] for word in heads for form in (word, plural(word)))


@lru_cache(maxsize=4)
def _at(words: EventWords) -> re.Pattern[str]:
    """ "at a banquet", "at a seminar"; what "at the" tells of may be the event known under another noun."""
    heads = {word for row in words.head_rows for word in row.words}
    ends = words.forms["stops"] | words.forms["breaks"]  # no noun: "at the exhibition hall"
    return re.compile(rf"\bat an? (?:[a-z-]+ ){{0,2}}?({either(heads)})(?=[,.;:]|$| (?:{either(ends)})\b)")


def _may_be_on(event: EventRef, day: PartialDate) -> bool:
    """Whether an event, as far as its days are told, can have gone on on a day."""
    if event.start is None:
        return True
    until = dt.date.fromisoformat((event.end or event.start).latest)
    last = until if event.end is not None else until + _LASTS
    return event.start.earliest <= day.latest and day.earliest <= last.isoformat()
