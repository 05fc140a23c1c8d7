"""The rules that sign events, speeches and participations, with their examples; all names in them are invented."""

from __future__ import annotations

from dataclasses import replace

from wpkgraph.extractors import events, participations, speeches
from wpkgraph.extractors.context import Context
from wpkgraph.model import Span
from wpkgraph.rules import Example, rule

_TWO = ("Om Tae Sik", "Han Sol Mi")


def _headed(ctx: Context) -> None:
    """Take the first line of an example as its headline."""
    line = ctx.text.find("\n")
    if line > 0:
        ctx.article = replace(ctx.article, title=ctx.text[:line], headline=Span(0, line), body=line + 1)


@rule(
    "event-numbered",
    examples=[
        Example("They met since the 4th Conference of Net Menders.", ("4th Conference of Net Menders",)),
        Example(
            "It carries out the tasks of the Second Plenary Meeting of the 7th Guild Council.",
            ("Second Plenary Meeting of the 7th Guild Council",),
        ),
        Example("The first workshop for the chief clerks set it forth.", ("first workshop for the chief clerks",)),
        Example("They marked the 30th founding anniversary of the Guild.", ("30th founding anniversary of the Guild",)),
    ],
    counter_examples=[
        Example("It was the first meeting for improving the nets."),
        Example("He mends nets in the second conference room."),
    ],
)
@rule(
    "event-held",
    examples=[
        Example("A symposium on river fish took place in Tobong.", ("symposium on river fish took place",)),
        Example(
            "The embassy hosted a reception at the Reed Restaurant.", ("hosted a reception at the Reed Restaurant",)
        ),
        Example(
            "There was a joint performance of the Lamp Choir.", ("There was a joint performance of the Lamp Choir",)
        ),
    ],
    counter_examples=[
        Example("A symposium on river fish will be useful."),
        Example("They should hold meetings often."),
        Example("A conference of net menders is as important as a fair."),
    ],
)
@rule(
    "event-referred",
    examples=[
        Example("The launch of river satellite Tobong-5 last year was great.", ("launch of river satellite Tobong-5",)),
        Example("During his visit to the Reed Mill he smiled.", ("visit to the Reed Mill",)),
    ],
    counter_examples=[Example("They launch boats."), Example("Visit the mill.")],
)
@rule(
    "event-act",
    examples=[
        Example(
            "Om Tae Sik inspected the Tobong Rowing School.", ("inspected the Tobong Rowing School",), ("Om Tae Sik",)
        ),
        Example("Clerks visited the Unsong embassy.", ("visited the Unsong embassy",)),
    ],
    counter_examples=[
        Example("The school visited by Om Tae Sik is old.", (), ("Om Tae Sik",)),
        Example("The boats were inspected at Tobong."),
    ],
)
@rule(
    "event-sitting",
    examples=[
        Example(
            "He spoke on May 4, the second day of the 3rd Conference of Net Menders.",
            ("second day of the 3rd Conference of Net Menders",),
        )
    ],
    counter_examples=[
        Example("It was the second day of the week."),
        Example("The 3rd Conference of Net Menders opened."),
    ],
)
def run_events(ctx: Context) -> None:
    """Run the events of an example."""
    events.extract(ctx)


@rule(
    "event-headline",
    examples=[
        Example("Contest of Net Menders Held\nThe best were praised.", ("Contest of Net Menders Held",)),
        Example(
            "Rowers Return Home\nOm Tae Sik and Han Sol Mi came to the quay to greet them.",
            ("Rowers Return Home",),
            _TWO,
        ),
    ],
    counter_examples=[Example("Rowers Return Home\nThey were happy.")],
)
def run_headed(ctx: Context) -> None:
    """Run events and participations of an example whose first line is its headline."""
    _headed(ctx)
    events.extract(ctx)
    participations.extract(ctx)


@rule(
    "speech-made",
    examples=[
        Example("Om Tae Sik made an opening address.", ("made an opening address", "Om Tae Sik"), ("Om Tae Sik",)),
        Example(
            "Om Tae Sik, clerk of Reed, and Han Sol Mi, clerk of Tobong, made reports.",
            ("Om Tae Sik", "Han Sol Mi"),
            _TWO,
        ),
        Example("Player Han Sol Mi in her reply speech gave thanks.", ("Han Sol Mi",), ("Han Sol Mi",)),
    ],
    counter_examples=[
        Example("Om Tae Sik made public a report.", (), ("Om Tae Sik",)),
        Example("Speeches were made at the meeting."),
        Example("A report was not made by the clerks."),
        Example("Om Tae Sik refused to make a speech.", (), ("Om Tae Sik",)),
        Example("Om Tae Sik left without making a speech.", (), ("Om Tae Sik",)),
    ],
)
@rule(
    "speech-list",
    examples=[
        Example("Speeches were made by Om Tae Sik and Han Sol Mi, clerks of Reed.", ("Om Tae Sik", "Han Sol Mi"), _TWO),
        Example("The report was followed by speeches by Om Tae Sik, clerk.", ("Om Tae Sik", "speeches by "), _TWO[:1]),
    ],
    counter_examples=[Example("Speeches were made."), Example("He spoke by the river.")],
)
@rule(
    "speech-owned",
    examples=[
        Example(
            "The 3rd Conference of Net Menders opened. The debate on Om Tae Sik's report went on.",
            ("Om Tae Sik", "report"),
            _TWO[:1],
        )
    ],
    counter_examples=[
        Example("The 3rd Conference of Net Menders opened. Om Tae Sik's report was long.", (), _TWO[:1]),
        Example("After Om Tae Sik's lamps came the report.", (), _TWO[:1]),
    ],
)
@rule(
    "speech-declared",
    examples=[
        Example("Om Tae Sik declared the 3rd Conference of Net Menders open.", ("Om Tae Sik",), ("Om Tae Sik",)),
    ],
    counter_examples=[Example("The Guild declared the river open."), Example("He declared his income.")],
)
@rule(
    "speech-told",
    examples=[
        Example(
            "The 3rd Conference of Net Menders opened. Then spoke Om Tae Sik, clerk of Reed, and Han Sol Mi.",
            ("spoke", "Om Tae Sik", "Han Sol Mi"),
            _TWO,
        ),
        Example("The 3rd Conference of Net Menders opened. Om Tae Sik took the floor.", ("took the floor",), _TWO[:1]),
    ],
    counter_examples=[
        Example("The 3rd Conference of Net Menders opened. Om Tae Sik spoke highly of it.", (), _TWO[:1]),
        Example("Om Tae Sik took the floor.", (), _TWO[:1]),
    ],
)
@rule(
    "speech-titled",
    examples=[
        Example(
            "The 3rd Conference of Net Menders opened. The speaker Om Tae Sik called for nets.",
            ("speaker", "Om Tae Sik"),
            _TWO[:1],
            posts=(("Om Tae Sik", "speaker"),),
        )
    ],
    counter_examples=[
        Example("The speaker Om Tae Sik called for nets.", (), _TWO[:1], posts=(("Om Tae Sik", "speaker"),))
    ],
)
def run_speeches(ctx: Context) -> None:
    """Run events and speeches of an example."""
    events.extract(ctx)
    speeches.extract(ctx)


@rule(
    "speech-record",
    examples=[
        Example("OM TAE SIK\nOPENING SPEECH\nDear menders, welcome.", ("OPENING SPEECH",), ("OM TAE SIK",)),
        Example(
            "Fair Opens: Om Tae Sik's Opening Speech\nDear menders, welcome.", ("Opening Speech",), ("Om Tae Sik",)
        ),
    ],
    counter_examples=[
        Example("OPENING SPEECH AT THE FAIR\nDear menders, welcome."),
        Example("Nets Mended\nOm Tae Sik smiled.", (), ("Om Tae Sik",)),
    ],
)
def run_record(ctx: Context) -> None:
    """Run speeches of an example whose lines before the last are its headline."""
    line = ctx.text.rfind("\n")
    ctx.article = replace(ctx.article, title=ctx.text[:line], headline=Span(0, line), body=line + 1)
    events.extract(ctx)
    speeches.extract(ctx)


@rule(
    "participation-list",
    examples=[
        Example(
            "A meeting of menders was held. Present there were Om Tae Sik, clerk of Reed, and Han Sol Mi.",
            ("Present there were", "Om Tae Sik", "Han Sol Mi"),
            _TWO,
        ),
        Example(
            "A fair of lamps was held. Among the spectators were Om Tae Sik and others.", ("Om Tae Sik",), _TWO[:1]
        ),
        Example("A contest of rowers was attended by Han Sol Mi.", ("attended by", "Han Sol Mi"), _TWO[1:]),
    ],
    counter_examples=[
        Example("A wreath in the name of Om Tae Sik was present.", (), ("Om Tae Sik",)),
        Example("A meeting of menders was held. Present there were clerks."),
        Example("A meeting of menders was held. Present were the family of Om Tae Sik.", (), ("Om Tae Sik",)),
    ],
)
@rule(
    "participation-verb",
    examples=[
        Example(
            "A meeting of menders was held. Om Tae Sik guided the meeting.", ("guided", "Om Tae Sik"), ("Om Tae Sik",)
        ),
        Example("Han Sol Mi attended the 3rd Conference of Net Menders.", ("Han Sol Mi",), ("Han Sol Mi",)),
    ],
    counter_examples=[
        Example("Om Tae Sik will attend the 3rd Conference of Net Menders.", (), ("Om Tae Sik",)),
        Example("Guided by the clerk, Om Tae Sik went round.", (), ("Om Tae Sik",)),
        Example("The 3rd Conference of Net Menders opened. He guided the boat of Om Tae Sik.", (), ("Om Tae Sik",)),
    ],
)
@rule(
    "participation-act",
    examples=[
        Example("Om Tae Sik inspected the Tobong Rowing School.", ("inspected", "Om Tae Sik"), ("Om Tae Sik",)),
        Example("Om Tae Sik and Han Sol Mi visited the Unsong embassy.", ("Om Tae Sik", "Han Sol Mi"), _TWO),
    ],
    counter_examples=[Example("Clerks visited the Unsong embassy."), Example("Om Tae Sik sat.", (), ("Om Tae Sik",))],
)
def run_participations(ctx: Context) -> None:
    """Run events and participations of an example."""
    events.extract(ctx)
    participations.extract(ctx)
