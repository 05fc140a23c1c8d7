"""What sentences tell by their shape: chained nouns of speaking, subjects behind a phrase, other clauses, posts by nouns."""

from __future__ import annotations

import pytest

import support
from event_contexts import run, spoken, takes_part
from support import Post
from wpkgraph.dates import PartialDate
from wpkgraph.model import BodyRef, EventFact, PlaceRef

OPEN = "The 6th Conference of Menders opened. "
SIXTH = "Sixth Conference of Menders"
OM, HAN = "Om Tae Sik", "Han Sol Mi"


def speeches(text: str) -> set[tuple[str, str]]:
    return {(name, kind) for name, kind, event in spoken(run(OPEN + text)) if event == SIXTH}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{OM} delivered the opening address and, after it, the report.", {(OM, "opening-speech"), (OM, "report")}),
        (f"{OM} made an opening address and a report on nets.", {(OM, "opening-speech"), (OM, "report")}),
        (f"{OM} made an opening address and the report said that nets matter.", {(OM, "opening-speech")}),
        (f"There was a report on the nets by {OM}.", {(OM, "report")}),
        (f"Speeches expressing thanks were made by {OM} and {HAN}.", {(OM, "speech"), (HAN, "speech")}),
        (
            f"Self-criticisms were made by {OM}, while {HAN} made a speech.",
            {(OM, "self-criticism"), (HAN, "speech")},
        ),
        (f"A report was delivered by {OM}, followed by speeches by {HAN}.", {(OM, "report"), (HAN, "speech")}),
        (f"{OM} reported on the nets, and {HAN} spoke about lamps.", {(OM, "report"), (HAN, "speech")}),
        (f"{OM} admitted in his speech that he had been wrong.", {(OM, "self-criticism")}),
        (f'"It is where others live," {OM} said in conclusion.', {(OM, "concluding-speech")}),
        (f"{OM} took up the measures specified in the reports of the boards.", set()),
    ],
)
def test_speeches_by_shape(text: str, told: set[tuple[str, str]]) -> None:
    assert speeches(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"It was presided over by {OM}, clerk, with {HAN} in attendance.", {(OM, "presided"), (HAN, "attended")}),
        (f"Those who took their seats on the platform were {OM} and {HAN}.", {(OM, "platform"), (HAN, "platform")}),
        (f"Among those invited to the fair on Dec. 18 were {OM} and {HAN}.", {(OM, "attended"), (HAN, "attended")}),
        (f"In order to mend nets, the respected {OM} went round it. He was accompanied by {HAN}.", {(HAN, "attended")}),
    ],
)
def test_participations_by_shape(text: str, told: set[tuple[str, str]]) -> None:
    found = {(name, capacity) for name, capacity, *_ in takes_part(run(f"A fair of lamps was held in Tobong. {text}"))}
    assert told <= found
    assert not {name for name, _ in found} - {OM, HAN}


def test_senders_take_no_part() -> None:
    laid = "Floral baskets were sent to the statues. "
    assert takes_part(run(f"{laid}They included {OM} and {HAN}.")) == []
    assert len(takes_part(run(f"A fair of lamps was held. They included {OM} and {HAN}."))) == 2


def test_the_place_of_another_clause_is_not_that_of_the_event() -> None:
    def places(text: str) -> list[str | None]:
        facts = support.extraction(text)[1].facts
        return [f.event.place.name if f.event.place else None for f in facts if isinstance(f, EventFact) and f.reported]

    assert places("A meeting of menders took place in Wonsan.") == ["Wonsan City"]
    assert places("A meeting of menders took place for the farmers who live in Wonsan.") == [None]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "A message went to Anna Petrova upon her election as president of the Unsong Society.",
            {Post("Anna Petrova", "president", ("Unsong Society",), "Elected")},
        ),
        ("A message went to Anna Petrova upon her arrival as a guest.", set()),
        (
            f"{OM} was recalled as a member of the Lamp Committee and {HAN} elected in his stead.",
            {Post(OM, "member", ("Lamp Committee",), "Recalled"), Post(HAN, "member", ("Lamp Committee",), "Elected")},
        ),
        (
            f"Secretaries of the Lamp Board {OM} and {HAN}, officials of the Net Bureau, and others came.",
            {Post(OM, "secretary", ("Lamp Board",)), Post(HAN, "secretary", ("Lamp Board",))},
        ),
        ("It was led by Minister of Defence Anna Petrova.", {Post("Anna Petrova", "minister of Defence")}),
    ],
)
def test_posts_by_shape(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize("name", ["Han Song Jun", "Han Song U", "Olga M. Sidarenka", "Jean-Baptiste N'Guessan"])
def test_names_of_many_shapes(name: str) -> None:
    text = f"Prof. {name}, chairman of the Unsong Society, came."
    assert support.names(text) == [name]


def bodies(text: str) -> set[tuple[str, str]]:
    refs = {m.ref for m in support.extraction(text)[1].mentions if isinstance(m.ref, BodyRef)}
    return {(ref.name, ref.cls) for ref in refs}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"{OM}, leader of the third livestock workteam, came.", ("third livestock workteam", "Unit")),
        (f"{OM}, head of the Songyo Shop of the Unsong Works, came.", ("Songyo Shop", "Unit")),
        ("They saw the Tong District Catering Complex.", ("Tong District Catering Complex", "Workplace")),
        ("The government of the DPRK took steps.", ("Democratic People's Republic of Korea", "StateBody")),
        (
            f"{OM}, member of the C.C., Nepal Workers and Peasants Party, came.",
            ("Nepal Workers and Peasants Party", "PartyBody"),
        ),
    ],
)
def test_bodies_by_shape(text: str, named: tuple[str, str]) -> None:
    found = bodies(text)
    assert named[0] in {name for name, _ in found}
    assert named in found or named[1] == "PartyBody"


def test_short_names_that_another_body_has_words_of_are_left_open() -> None:
    alone = bodies("The women's union met.")
    beside = bodies("The Union of Democratic Korean Women in Japan met. The women's union spoke.")
    assert any("Women" in name for name, _ in alone)
    assert not {name for name, _ in beside} & {name for name, _ in alone}


def test_the_bare_name_follows_the_one_named_in_full() -> None:
    text = f"{OM}, president of the Presidium of the SPA, and {HAN}, vice-president of the Presidium, came."
    chains = {post.person: post.chain for post in support.posts(text)}
    assert chains[OM] == chains[HAN]


def test_places_by_what_stands_behind() -> None:
    _, made = support.extraction("Menders of Unsapho and Tohoe districts met in Riverside, Nigeria.", PartialDate(2030))
    names = {m.ref.name for m in made.mentions if isinstance(m.ref, PlaceRef)}
    assert {"Unsapho District", "Tohoe District", "Riverside"} <= names


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            f"{OM}, chairman of Chongsanghoe in Riverside City, came.",
            ("Chongsanghoe in Riverside City", "Korean Youth"),
        ),
        (f"{OM}, chairman of Chongsanghoe, came.", ("Korean Youth",)),
    ],
)
def test_a_chapter_of_an_organisation_is_a_part_of_it(text: str, chain: tuple[str, ...]) -> None:
    (fact,) = support.facts(text)
    names = []
    body = fact.body
    while body is not None:
        names.append(body.name)
        body = body.parent
    assert len(names) == len(chain)
    assert all(name.startswith(start) for name, start in zip(names, chain, strict=True))
