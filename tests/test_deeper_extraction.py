"""What sentences in the register of the press state, and what the sentences beside them do not."""

from __future__ import annotations

import textwrap

import pytest

import support
from event_contexts import run, spoken, takes_part
from support import Post
from wpkgraph import datefield
from wpkgraph.dates import PartialDate
from wpkgraph.model import BodyRef, MembershipFact, Mention, ParticipationFact, PlaceRef, SpeechFact

OM, HAN, RO = "Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu"
BOARD, WORKS = ("Lamp Board",), ("Unsong Works",)
OPEN = "The 6th Conference of Menders opened. "
FAIR = "A fair of lamps was held in Tobong. "


# --- appointments -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            f"{OM} was elected chairman of the Lamp Board and {HAN} its vice-chairman.",
            {Post(OM, "chairman", BOARD, "Elected"), Post(HAN, "vice-chairman", BOARD, "Elected")},
        ),
        (
            f"{OM} was relieved of the post of manager of the Unsong Works.",
            {Post(OM, "manager", WORKS, "Recalled")},
        ),
        (
            f"{OM} and {HAN} were elected members of the Lamp Board.",
            {Post(OM, "member", BOARD, "Elected"), Post(HAN, "member", BOARD, "Elected")},
        ),
        (
            f"The meeting elected {OM} as chairman of the Lamp Board.",
            {Post(OM, "chairman", BOARD, "Elected")},
        ),
        (
            f"The meeting recalled {OM} from the post of chairman of the Lamp Board.",
            {Post(OM, "chairman", BOARD, "Recalled")},
        ),
        (
            f"{OM} was newly appointed director of the Net Department of the Lamp Board.",
            {Post(OM, "director", ("Net Department", "Lamp Board"), "Appointed")},
        ),
        (
            f"{OM} was by-elected as an alternate member of the Lamp Committee.",
            {Post(OM, "alternate member", ("Lamp Committee",), "Elected")},
        ),
        (f"{OM} was not elected chairman of the Lamp Board.", set()),
        (f"{OM} will be elected chairman of the Lamp Board.", set()),
        (f"{OM} was promoted to the rank of general.", set()),
        ("A chairman of the Lamp Board was elected.", set()),
    ],
)  # fmt: skip
def test_who_comes_to_a_post_and_who_leaves_it(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize("held", ["was elected", "was appointed", "was recalled from the post of"])
@pytest.mark.parametrize("role", ["chairman", "vice-chairman", "secretary"])
def test_a_change_of_post_has_the_words_of_name_and_post_as_evidence(held: str, role: str) -> None:
    text = f"The lamps burnt. {OM} {held} {role} of the Lamp Board. The nets dried."
    (fact,) = support.facts(text)
    quoted = [text[start:end] for start, end in fact.evidence]
    assert quoted[0] == OM
    assert quoted[-1].endswith(f"{role} of the Lamp Board")
    assert fact.role == role
    assert fact.held == ("Recalled" if "recalled" in held else held.split()[-1].capitalize())


# --- speeches -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{OM} gave an address.", {(OM, "speech")}),
        (f"{OM} delivered a report on lamps.", {(OM, "report")}),
        (f"{OM} delivered the closing address.", {(OM, "concluding-speech")}),
        (f"{OM} and {HAN} made speeches.", {(OM, "speech"), (HAN, "speech")}),
        (f"Speeches were made by {OM}, {HAN} and others.", {(OM, "speech"), (HAN, "speech")}),
        (f"{OM} listened to the report of {HAN}.", {(HAN, "report")}),
        (f"{OM} declared the conference open.", {(OM, "opening-speech")}),
        (f"{OM} criticized himself.", {(OM, "self-criticism")}),
        (f"{OM} took the floor.", {(OM, "speech")}),
        (f"{OM} did not make a speech.", set()),
        (f"{OM} was asked to make a speech.", set()),
        (f"{OM} will make a speech.", set()),
        (f"{OM} sang a song.", set()),
        (f"{OM}'s speech was long.", set()),
        ("The makers heard a speech.", set()),
    ],
)
def test_who_speaks_and_who_does_not(text: str, told: set[tuple[str, str]]) -> None:
    assert {(name, kind) for name, kind, _ in spoken(run(OPEN + text))} == told


@pytest.mark.parametrize("verb", ["made", "delivered", "gave"])
@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("a speech", "speech"),
        ("a report", "report"),
        ("an opening address", "opening-speech"),
        ("a concluding speech", "concluding-speech"),
    ],
)
def test_verbs_of_speaking_told_and_turned_round_say_the_same(verb: str, noun: str, kind: str) -> None:
    passive = f"{noun.capitalize()} was {verb.replace('gave', 'given')} by {OM}."
    for text in (f"{OM} {verb} {noun}.", passive):
        ctx = run(OPEN + text)
        assert {(name, of) for name, of, _ in spoken(ctx)} == {(OM, kind)}, text
        (fact,) = (f for f in ctx.facts if isinstance(f, SpeechFact))
        words = [ctx.text[start:end] for start, end in fact.evidence]
        assert any(noun.split()[-1] in part for part in words), words
        assert all(0 <= start < end <= len(ctx.text) for start, end in fact.evidence)


# --- participations -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Present were {OM} and {HAN}.", [(OM, "attended", 1), (HAN, "attended", 2)]),
        (f"The platform was taken by {OM} and {HAN}.", [(OM, "platform", 1), (HAN, "platform", 2)]),
        (f"Seen on the platform were {HAN} and {OM}.", [(HAN, "platform", 1), (OM, "platform", 2)]),
        (
            f"Taking part in it were {OM}, {HAN} and {RO}.",
            [(OM, "attended", 1), (HAN, "attended", 2), (RO, "attended", 3)],
        ),
        (f"It was attended by {OM}, {HAN} and others.", [(OM, "attended", 1), (HAN, "attended", 2)]),
        (f"{OM} attended the meeting.", [(OM, "attended", None)]),
        (f"{OM} presided over the meeting.", [(OM, "presided", None)]),
        (f"{OM} guided the fair.", [(OM, "guided", None)]),
        (f"{OM} took part in it, and {HAN} did not.", [(OM, "attended", None)]),
        (f"Absent were {OM} and {HAN}.", []),
        (f"{OM} did not attend.", []),
        (f"{OM} is to attend.", []),
        (f"{OM} sent a message to it.", []),
        (f"{OM} was invited.", []),
        (f"The makers remembered {OM}.", []),
        (f"A portrait of {OM} was on the platform.", []),
        (f"Participants heard of {OM}.", []),
    ],
)
def test_who_takes_part_in_which_place_of_the_list(text: str, told: list[tuple[str, str, int | None]]) -> None:
    ctx = run(FAIR + text)
    assert [(name, capacity, position) for name, capacity, _, position in takes_part(ctx)] == told
    for fact in (f for f in ctx.facts if isinstance(f, ParticipationFact)):
        assert fact.participant.name in [ctx.text[start:end] for start, end in fact.evidence]


def test_the_same_list_in_another_order_has_the_same_members_in_that_order() -> None:
    there, back = (
        takes_part(run(f"{FAIR}Present were {', '.join(n[:2])} and {n[2]}.")) for n in ([OM, HAN, RO], [RO, HAN, OM])
    )
    assert [row[:3] for row in there] == [row[:3] for row in back[::-1]]
    assert [row[3] for row in there] == [row[3] for row in back] == [1, 2, 3]


# --- units, bodies, places ----------------------------------------------------------------------------------------


def bodies(text: str) -> set[tuple[str, str]]:
    refs = {m.ref for m in support.extraction(text)[1].mentions if isinstance(m.ref, BodyRef)}
    return {(ref.name, ref.cls) for ref in refs}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They saw the Unsong Lamp Factory.", {("Unsong Lamp Factory", "Workplace")}),
        (
            "They saw the Unsong Lamp Factory and the Reed Mill.",
            {("Unsong Lamp Factory", "Workplace"), ("Reed Mill", "Workplace")},
        ),
        ("They saw the Unsong Middle School No. 2.", {("Unsong Middle School No. 2", "Workplace")}),
        ("The Third Unsong Lamp Factory opened.", {("Third Unsong Lamp Factory", "Workplace")}),
        ("Unsong University of Lamps opened.", {("Unsong University of Lamps", "Workplace")}),
        ("Officials of the Ministry of Lamps came.", {("Ministry of Lamps", "StateBody")}),
        ("The Lamp Committee of Tobong County met.", {("Lamp Committee of Tobong County", "Organization")}),
        (
            f"{OM}, chairman of the Unsong City Party Committee, came.",
            {("Unsong City Party Committee", "PartyBody")},
        ),
        (
            f"{OM}, head of the wick workteam of the Unsong Cooperative Farm, came.",
            {("wick workteam", "Unit"), ("Unsong Cooperative Farm", "Workplace")},
        ),
        ("They saw the lamp factory.", set()),
        ("The Unsong Lamp Factories were mended.", set()),
        ("The Lamp Day fell on Sunday.", set()),
    ],
)  # fmt: skip
def test_bodies_and_their_kinds(text: str, named: set[tuple[str, str]]) -> None:
    assert bodies(text) == named


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_chains_as_deep_as_they_are_told(depth: int) -> None:
    chain = ("wick section", "Net Section", "Lamp Bureau", "Unsong Coal Mine")[4 - depth :]
    (fact,) = support.facts(f"{OM}, head of the {' of the '.join(chain)}, came.")
    assert support.chain(fact.body) == chain
    body = fact.body
    while body is not None and body.parent is not None:
        body = body.parent
    assert body is not None
    assert body.name == "Unsong Coal Mine"


def places(text: str) -> list[str]:
    mentions = support.extraction(text, PartialDate(2030))[1].mentions
    return [m.ref.name for m in sorted(mentions, key=lambda m: m.span) if isinstance(m.ref, PlaceRef)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They met in Pyongyang.", ["Pyongyang"]),
        ("They left Wonsan for Hamhung.", ["Wonsan City", "Hamhung City"]),
        ("Makers from Sinuiju, Nampho and Kaesong came.", ["Sinuiju City", "Nampho", "Kaesong"]),
        ("They went to Pyongyang Street.", ["Pyongyang Street"]),
        ("They went to Kanggye City.", ["Kanggye City"]),
        ("They met in Tobong County, South Hamgyong Province.", ["Tobong County", "South Hamgyong Province"]),
        ("They met in Usol-ri, Tobong County.", ["Usol-ri", "Tobong County"]),
        ("They met at Mt Usolbong.", ["Mt Usolbong"]),
        ("They sailed on the River Usol.", ["River Usol"]),
        ("The lamp of Wonsan's makers burnt.", ["Wonsan City"]),
        ("The Hamhung Lamp Factory opened.", []),  # inside the name of a body
        ("The county met.", []),
        ("They met in spring.", []),
    ],
)
def test_places_known_and_by_their_generic_words(text: str, named: list[str]) -> None:
    assert places(text) == named


# --- what holds for all of them -----------------------------------------------------------------------------------

TOLD = (
    f"{OM}, chairman of the Lamp Board, made a report.",
    f"Present were {OM} and {HAN}, manager of the Unsong Works.",
    f"{RO} was elected secretary of the Lamp Committee.",
    "They met in Wonsan and saw the Unsong Lamp Factory.",
)


def shifted(mention: Mention, by: int) -> tuple[int, int, str]:
    return mention.span.start - by, mention.span.end - by, mention.form


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize(
    "before", ["The nets dried.\n\n", "Lamps — 100 of them — “burnt”. ", "\U0001f525 어망 burnt.\n\n"]
)
def test_what_stands_before_a_sentence_moves_its_spans_and_nothing_else(text: str, before: str) -> None:
    alone, behind = support.context(text), support.context(before + text)
    assert [shifted(m, 0) for m in alone.mentions] == [
        shifted(m, len(before)) for m in behind.mentions if m.span.start >= len(before)
    ]
    one, two = ([f for f in ctx.facts if isinstance(f, MembershipFact)] for ctx in (alone, behind))
    assert [(f.person, f.role, f.held) for f in one] == [(f.person, f.role, f.held) for f in two]
    assert [[(s + len(before), e + len(before)) for s, e in f.evidence] for f in one] == [
        [tuple(span) for span in f.evidence] for f in two
    ]


@pytest.mark.parametrize("text", TOLD)
def test_the_words_of_a_mention_stand_where_it_says(text: str) -> None:
    article, made = support.extraction(text, PartialDate(2030))
    assert made.mentions
    for mention in made.mentions:
        assert " ".join(article.text[mention.span.start : mention.span.end].split()) == mention.form


@pytest.mark.parametrize("width", [48, 60, 72, 90])
def test_lines_wrapped_at_any_width_state_the_same(width: int) -> None:
    def stated(text: str) -> list[tuple[str, str, str]]:
        facts = [fact for _, made in support.segmented(text) for fact in made.facts]
        return [(f.person.name, f.role, f.held) for f in facts if isinstance(f, MembershipFact)]

    whole = " ".join(TOLD * 2)
    assert len(set(stated(whole))) == 3
    assert stated(textwrap.fill(whole, width)) == stated(whole)


# --- dates of records ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "iso"),
    [
        ("\u017fep 3, 2021", "2021-09-03"),  # a long s, as scans of old print have it
        ("3 \u017feptember 2021", "2021-09-03"),
        ("Augu\u017ft 3, 2021", "2021-08-03"),
        ("２０２１-０９-０３", "2021-09-03"),  # digits as input methods of East Asia write them
        ("\u017fep 31, 2021", None),
    ],
)
def test_dates_of_records_in_letters_and_digits_of_other_kinds(field: str, iso: str | None) -> None:
    found = datefield.parse(field)
    assert (found and found.iso) == iso
