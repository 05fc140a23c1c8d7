"""Persons, bodies and the posts that join them: the facts of holders.py and appointments.py, with the bodies resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wpkgraph.extractors import body_mentions
from wpkgraph.extractors.appointments import Changes
from wpkgraph.extractors.careers import careers
from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.holders import Holding, Name, Reader
from wpkgraph.extractors.reading import Reading, of
from wpkgraph.extractors.rosters import rosters, set_up_with
from wpkgraph.knowledge.lexicon import Lexicon
from wpkgraph.model import BodyRef, Declined, Ground, LocationFact, MembershipFact, Mention, PersonRef, PlaceRef, Status
from wpkgraph.rules import Example, rule


class Post(NamedTuple):
    """A holding with its body and place, and how it is held."""

    holding: Holding
    role: str
    body: BodyRef | None
    place: PlaceRef | None
    held: str
    dead: bool = False


@rule(
    "apposition",
    examples=[
        Example(
            "Ro Chan Gyu, chief engineer of the Unsong Valve Works, spoke first.",
            ("Ro Chan Gyu", "chief engineer of the Unsong Valve Works"),
        ),
        Example(
            "Ro Chan Gyu, minister of River Transport of the DPRK and director of the Kiln Bureau, was there.",
            ("Ro Chan Gyu", "minister of River Transport of the DPRK", "director of the Kiln Bureau"),
        ),
    ],
    counter_examples=[
        Example("Present were Ro Chan Gyu, officials concerned and workers."),
        Example("Ro Chan Gyu, a heroine of labour, lives in Unsong."),
        Example("Ro Chan Gyu, Minister of Nets Om Tae Sik and others came."),
    ],
)
@rule(
    "apposition-plural",
    examples=[
        Example(
            "Om Tae Sik and Han Sol Mi, secretaries of the C.C., WPK, and Ro Chan Gyu came.",
            ("Om Tae Sik", "Han Sol Mi", "secretaries of the C.C., WPK"),
        )
    ],
    counter_examples=[Example("Om Tae Sik, Han Sol Mi, and other officials of the C.C., WPK came.")],
)
@rule(
    "title",
    examples=[
        Example("Vice-Premier of the DPRK Om Tae Sik made a speech.", ("Om Tae Sik", "Vice-Premier of the DPRK"))
    ],
    counter_examples=[Example("The labour hero Om Tae Sik made a speech."), Example("Comrade Om Tae Sik spoke.")],
)
@rule(
    "title-plural",
    examples=[
        Example("Vice-Premiers Om Tae Sik, Han Sol Mi and others came.", ("Om Tae Sik", "Han Sol Mi", "Vice-Premiers"))
    ],
    counter_examples=[Example("Ro Chan Gyu and heroes Om Tae Sik and Han Sol Mi came.")],
)
@rule(
    "title-shared-unit",
    examples=[
        Example(
            "Bureau Chief Han Sol Mi and Assistant Bureau Chief Om Tae Sik of the Unsong Lamp Office came.",
            ("Han Sol Mi", "Bureau Chief", "Om Tae Sik", "Assistant Bureau Chief"),
        )
    ],
    counter_examples=[Example("Manager Han Sol Mi and the workers of the Unsong Lamp Office came.")],
)
@rule(
    "relative-clause",
    examples=[
        Example(
            "Om Tae Sik who is chairman of the Unsong Committee came.",
            ("Om Tae Sik", "chairman of the Unsong Committee"),
        )
    ],
    counter_examples=[Example("Om Tae Sik who praised the chairman of the Unsong Committee came.")],
)
@rule(
    "with-as",
    examples=[
        Example(
            "The Unsong Committee was set up with Om Tae Sik as its chairman.",
            ("Om Tae Sik", "chairman"),
        )
    ],
    counter_examples=[Example("The Unsong Committee praised Om Tae Sik as its chairman does.")],
)
@rule(
    "with-as-plural",
    examples=[
        Example(
            "The Board was set up with Ro Un as its chairman and Om Tae Sik and Han Sol Mi as its members.",
            ("Om Tae Sik", "Han Sol Mi", "members"),
        )
    ],
    counter_examples=[Example("The Board praised Om Tae Sik and Han Sol Mi as its members do.")],
)
@rule(
    "roster",
    examples=[
        Example(
            "Elected as members of the Lamp Board were Om Tae Sik and Han Sol Mi.",
            ("Om Tae Sik", "Han Sol Mi", "members of the Lamp Board"),
        ),
        Example(
            "The Lamp Board was elected with Om Tae Sik as chairman and Ro Un as vice-chairman.",
            ("Om Tae Sik", "chairman", "Ro Un", "vice-chairman"),
        ),
    ],
    counter_examples=[
        Example("Present at the talks with members of the Lamp Board were Om Tae Sik and Han Sol Mi."),
        Example("The net was mended with Om Tae Sik as onlooker."),
    ],
)
@rule(
    "served-as",
    examples=[
        Example(
            "Om Tae Sik had worked as manager of the Unsong Mill.",
            ("Om Tae Sik", "manager of the Unsong Mill"),
        ),
        Example(
            "Om Tae Sik passed away. He served as head of the Kiln Bureau and director of the Unsong Mill.",
            ("He", "head of the Kiln Bureau", "director of the Unsong Mill"),
        ),
    ],
    counter_examples=[
        Example("Om Tae Sik worked as a weaver."),
        Example("Om Tae Sik and Ro Un met. He served as head of the Kiln Bureau."),
        Example("The nets served as a gift of the Unsong Mill to Om Tae Sik."),
    ],
)
@rule(
    "copula",
    examples=[
        Example(
            "Om Tae Sik is a team leader of the Unsong Farm.",
            ("Om Tae Sik", "team leader of the Unsong Farm"),
        )
    ],
    counter_examples=[
        Example("Om Tae Sik is to the manager of the Unsong Farm what a brother is."),
        Example("Om Tae Sik is a hero of labour."),
    ],
)
@rule(
    "and-other",
    examples=[
        Example(
            "Om Tae Sik, Han Sol Mi and other secretaries of the C.C., WPK came.",
            ("Om Tae Sik", "Han Sol Mi", "secretaries of the C.C., WPK"),
        )
    ],
    counter_examples=[Example("Om Tae Sik and other officials of the C.C., WPK, the Cabinet and the KPA came.")],
)
@rule(
    "located-in",
    examples=[
        Example(
            "Om Tae Sik, manager of the Unsong Farm in Tobong County, came.",
            ("manager of the Unsong Farm in Tobong County",),
        )
    ],
    counter_examples=[Example("Om Tae Sik, manager of the Tobong County Farm, came.")],
)
@rule(
    "rank",
    examples=[Example("Army General Om Tae Sik looked on.", ("Om Tae Sik", "Army General"))],
    counter_examples=[Example("The Army and Om Tae Sik looked on.")],
)
@rule(
    "elected-as",
    examples=[
        Example(
            "Om Tae Sik was by-elected as member of the Political Bureau.",
            ("Om Tae Sik", "member of the Political Bureau"),
        )
    ],
    counter_examples=[Example("The meeting elected members of the Political Bureau.")],
)
@rule(
    "elected-to",
    examples=[Example("Om Tae Sik was elected to the Political Bureau.", ("Om Tae Sik", "the Political Bureau"))],
    counter_examples=[Example("Om Tae Sik was elected to speak.")],
)
@rule(
    "elected-to-vacancy",
    examples=[
        Example(
            "Om Tae Sik was recalled from the post of head of the Kiln Bureau and Han Sol Mi was elected to fill the vacancy.",
            ("Han Sol Mi", "to fill the vacancy"),
        )
    ],
    counter_examples=[Example("Han Sol Mi was elected to fill the vacancy.")],
)
@rule(
    "elected-upon",
    examples=[
        Example(
            "A message went to Anna Petrova upon her election as president of the Unsong Society.",
            ("Anna Petrova", "president of the Unsong Society"),
        )
    ],
    counter_examples=[Example("A message went to Anna Petrova upon her arrival.")],
)
@rule(
    "elected-gapped",
    examples=[
        Example(
            "Ro Chan Gyu was appointed head of the Unsong Office, Om Tae Sik minister of Railways.",
            ("Om Tae Sik", "minister of Railways"),
        )
    ],
    counter_examples=[Example("Ro Chan Gyu was appointed head of the Unsong Office and Om Tae Sik spoke.")],
)
@rule(
    "replaced",
    examples=[
        Example(
            "Om Tae Sik was elected member of the Unsong Committee in place of Ro Chan Gyu.",
            ("Ro Chan Gyu", "member of the Unsong Committee"),
        )
    ],
    counter_examples=[Example("Ro Chan Gyu spoke in place of Om Tae Sik.")],
)
@rule(
    "appointed-active",
    examples=[
        Example(
            "The meeting appointed Ro Chan Gyu, manager of the Unsong Works, as director of the Kiln Bureau.",
            ("Ro Chan Gyu", "director of the Kiln Bureau"),
        )
    ],
    counter_examples=[Example("The appointed Ro Chan Gyu spoke.")],
)
@rule(
    "recalled-from",
    examples=[
        Example(
            "Deputy Ro Chan Gyu was recalled from the vice-chairmanship of the Unsong Committee.",
            ("Ro Chan Gyu", "vice-chairmanship of the Unsong Committee"),
        )
    ],
    counter_examples=[Example("Ro Chan Gyu recalled the meeting of the Unsong Committee.")],
)
@rule(
    "title-again",
    examples=[
        Example(
            "Ro Chan Gyu, manager of the Unsong Works, came. Manager Ro Chan Gyu spoke.",
            ("Ro Chan Gyu", "Manager"),
        )
    ],
    counter_examples=[Example("Manager Ro Chan Gyu spoke.")],
)
def extract(ctx: Context) -> None:
    """Find the persons, the bodies and the posts of an article."""
    reading = of(ctx)
    reader = Reader(reading.tokens, reading.names, ctx.knowledge.lexicon)
    posts = list(_posts(ctx, reading, reader))
    persons = _persons(ctx, reading.names, posts)
    for name in reading.names:
        ref = persons[name.name]
        span = reading.tokens.span(name.first, name.end)
        ctx.people.append(Found(span, ref))
        ctx.mentions.append(Mention(span, ref, reading.tokens.wording(name.first, name.end)))
    ctx.facts += _facts(reading, posts, persons)
    ctx.facts += _locations(reading, posts)
    for first, end in dict.fromkeys(reading.book.undecided):
        reason = "two bodies named before it have the word"
        ctx.declined.append(Declined(reading.tokens.span(first, end), "generic-body", reason))
    for first, end in reader.undecided:
        reason = "a post shared by several persons and several bodies: whose is whose is left open"
        ctx.declined.append(Declined(reading.tokens.span(first, end), "and-other", reason))
    body_mentions.find(ctx, reading, [p.holding.chain for p in posts])


def _posts(ctx: Context, reading: Reading, reader: Reader) -> Iterator[Post]:
    """Every post that the article states, in the order of the text."""
    lexicon = ctx.knowledge.lexicon
    kinds = reading.tokens.kinds
    holdings = [*reader.holdings(), *(careers(reader) if "qs" in kinds else ())]
    late = {name.name for name in reading.names if _late(reading, name, lexicon)}
    reads = Changes(reader)
    changes = [*reads.changes(), *rosters(reads), *(set_up_with(reads) if "ex" in kinds else ())]
    for holding, held in [*((h, "") for h in holdings), *((c.holding, c.held) for c in changes)]:
        body, place = reading.book.chain(holding.chain)
        role = holding.role
        held = held or ("Former" if role is not None and role.former else "Holds")
        wording = holding.wording if holding.rule == "rank" else lexicon.normal_role(holding.wording)
        dead = holding.name.name in late or (role is not None and role.dead)
        yield Post(holding, wording, body, place, held, dead)


def _late(reading: Reading, name: Name, lexicon: Lexicon) -> bool:
    """Whether "late" stands before a name, a style or rank between them or not."""
    at = name.first - 1
    while at > 0 and reading.tokens.kinds[at] in "yR":
        at -= 1
    modifier = lexicon.modifiers.get(reading.tokens.words[at].lower()) if at >= 0 else None
    return modifier is not None and modifier.marks == "Late"


def _persons(ctx: Context, names: Iterable[Name], posts: list[Post]) -> dict[str, PersonRef]:
    """The reference of each name: known ones by the rows of people.toml, whose bodies the posts decide."""
    member_of: dict[str, list[str]] = {}
    for post in posts:
        if post.body is not None:
            member_of.setdefault(post.holding.name.name, []).extend(_keys(post.body))
    people, bodies = ctx.knowledge.people, ctx.knowledge.bodies
    return {
        name: PersonRef(name, people.decide(name, member_of.get(name, ()), bodies))
        for name in dict.fromkeys(n.name for n in names)
    }


def _keys(body: BodyRef) -> list[str]:
    """The known body nearest above (or the body itself)."""
    at: BodyRef | None = body
    while at is not None:
        if at.key:
            return [at.key]
        at = at.parent
    return []


def _facts(reading: Reading, posts: list[Post], persons: dict[str, PersonRef]) -> list[MembershipFact]:
    """One fact for each person, post and body; a title without a body takes up the post that the article gives it."""
    stated = {(p.holding.name.name, p.role.lower()): p for p in reversed(posts) if p.body is not None}
    facts: dict[tuple[object, ...], MembershipFact] = {}
    firsts = [name.first for name in reading.names]
    for post in posts:
        name, body = post.holding.name, post.body
        again = stated.get((name.name, post.role.lower())) if body is None else None
        ground = None
        if again is not None:
            body, at = again.body, reading.tokens.span(again.holding.first, again.holding.end)
            ground = Ground(f"the title takes up the post that the text gives {name.name} with its body", at)
        elif (taken := post.holding.name.taken) is not None:
            why = f"the pronoun takes up {name.name}, the only person whom the sentence or the one before it names"
            ground = Ground(why, reading.tokens.span(taken.first, taken.end))
        evidence = (
            reading.tokens.span(name.first, name.end),
            reading.tokens.span(post.holding.first, post.holding.end),
        )
        made = MembershipFact(
            rule="title-again" if again else post.holding.rule,
            evidence=evidence,
            status=Status.RESOLVED if ground else Status.STATED,
            ground=ground,
            person=persons[name.name],
            role=post.role,
            body=body,
            held=post.held,
            place=post.place,
            position=_position(reading.tokens.kinds, firsts, name.first),
            dead=post.dead,
        )
        facts.setdefault((name.name, post.role.lower(), body, post.held, made.rule if again else ""), made)
    return list(facts.values())


def _locations(reading: Reading, posts: list[Post]) -> list[LocationFact]:
    """Where a text says that a workplace stands: "of the Unsong Farm in Tobong County"."""
    facts: dict[tuple[BodyRef, PlaceRef], LocationFact] = {}
    for post in posts:
        body = post.body
        while body is not None and body.cls == "Unit" and body.parent is not None:
            body = body.parent
        if body is not None and post.place is not None and body.cls == "Workplace":
            evidence = (reading.tokens.span(post.holding.first, post.holding.end),)
            fact = LocationFact(rule="located-in", evidence=evidence, body=body, place=post.place)
            facts.setdefault((body, post.place), fact)
    return list(facts.values())


def _position(kinds: str, firsts: list[int], at: int) -> int | None:
    """The 1-based place of a name among the names of its sentence; None if it is the only one."""
    first = max(kinds.rfind(".", 0, at), kinds.rfind("|", 0, at)) + 1
    last = min(stop if (stop := kinds.find(end, at)) >= 0 else len(kinds) for end in ".|")
    before, behind = bisect_left(firsts, first), bisect_left(firsts, last)
    return bisect_left(firsts, at) - before + 1 if behind - before > 1 else None
