"""Titles without a name: whom they stand for by text, date and body, with the reason, and when they stay open.

The sentences are invented; the dates of posts are those of ontology/offices.toml.
"""

from __future__ import annotations

import pytest

import support
from wpkgraph import knowledge, triples
from wpkgraph.dates import PartialDate
from wpkgraph.iris import Minter
from wpkgraph.lines import Index
from wpkgraph.model import Extraction, Fact, Mention, PersonRef, SpeechFact, StatementFact, Status
from wpkgraph.namespaces import WPK

UN, IL, SUNG = "Kim Jong Un", "Kim Jong Il", "Kim Il Sung"


def day(text: str) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


def extracted(text: str, issued: str) -> Extraction:
    return support.extraction(text, day(issued))[1]


def titles(found: Extraction) -> list[Mention]:
    return [m for m in found.mentions if m.generic and isinstance(m.ref, PersonRef)]


@pytest.mark.parametrize(
    ("text", "issued", "persons", "why"),
    [
        # the General Secretary: confirmed from the first text that states it
        (f"{UN} came. The General Secretary spoke.", "2024-03-09", [UN], "held from 2021-01-10 on, named in the text"),
        (f"{UN} came. The General Secretary spoke.", "2021-04-07", [UN], "General Secretary of the Workers' Party"),
        (f"The General Secretary spoke. {UN} left.", "2024-03-09", [UN], "named in the text"),
        (
            f"{UN} came. Then the respected General Secretary left.",
            "2024-03-09",
            [UN],
            "'the respected General Secretary'",
        ),
        (f"{UN} came. Nets of the General Secretary of the WPK were mended.", "2024-03-09", [UN], "held from"),
        # Chairman and President after the holder's time
        (f"{IL} came. The Chairman spoke.", "2022-02-16", [IL], "'the Chairman' in texts from 2021-01-11 on"),
        (f"{IL} came. The great Chairman spoke.", "2024-02-16", [IL], "'the great Chairman'"),
        (f"{SUNG} came. The President spoke.", "2024-04-15", [SUNG], "'the President' in texts from 1994-07-09 on"),
        (f"{SUNG} came. The President spoke.", "1994-07-09", [SUNG], "from 1994-07-09 on"),
        (f"{UN} came. Ro Un met the president of the State Affairs.", "2024-01-12", [UN], "held from 2016-06-29 on"),
        (f"{SUNG} came. The President met Ro Un, president of the Lamp Board.", "2024-04-15", [SUNG], "in texts"),
        # Marshal, General, Supreme Commander
        (f"{UN} came. Nets were sent by the respected Marshal.", "2022-05-01", [UN], "in texts from 2012-07-18 on"),
        (f"{UN} came. Nets were sent by the Marshal.", "2012-07-18", [UN], "in texts"),
        (f"{UN} met Vice Marshal Om Tae Sik. Then the respected Marshal left.", "2022-05-01", [UN], "respected"),
        (f"{IL} came. The General laughed.", "2013-01-29", [IL], "in texts from 2011-12-18 on"),
        (
            f"{UN} came. Soldiers greeted the Supreme Commander.",
            "2024-08-03",
            [UN],
            "Supreme Commander of the armed forces",
        ),
        # plural, and two titles under one article
        (f"{SUNG} and {IL} came. Nets recall the great leaders.", "2021-04-09", [SUNG, IL], "'the great leaders'"),
        (f"{UN} came. The General Secretary and Supreme Commander spoke.", "2024-09-09", [UN], "General Secretary"),
    ],
)
def test_a_title_stands_for_its_holder_with_the_reason(text: str, issued: str, persons: list[str], why: str) -> None:
    found = extracted(text, issued)
    made = titles(found)
    assert sorted(m.ref.name for m in made if isinstance(m.ref, PersonRef)) == sorted(persons)
    assert not [d for d in found.declined if d.rule == "title-reference"]
    for mention in made:
        assert mention.ground is not None
        assert why in mention.ground.words
        if "named in the text" in mention.ground.words:
            assert mention.ground.at is not None
            assert text[slice(*mention.ground.at)] == mention.ref.name  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "issued", "why"),
    [
        (
            f"{UN} came. The General Secretary spoke.",
            "2020-12-31",
            "no holder of general-secretary-of-the-wpk is known for 2020",
        ),
        (f"{UN} came. The General Secretary spoke.", "2021-01-09", "no holder"),
        (f"{UN} came. The General Secretary spoke.", "2021-01-10", "not confirmed for 2021-01-10"),
        (f"{UN} came. The General Secretary spoke.", "2021-04-06", "not confirmed for 2021-04-06"),
        (f"{UN} came. The General Secretary spoke.", "", "the text has no date"),
        (f"{IL} came. The General Secretary spoke.", "2005-02-16", "not confirmed for 2005-02-16"),
        ("Om Tae Sik came. The General Secretary spoke.", "2024-03-09", "does not name kim-jong-un"),
        (f"{IL} came. The General Secretary spoke.", "2024-03-09", "does not name kim-jong-un"),
        (
            f"{UN} met General Secretary Ro Un. The General Secretary spoke.",
            "2024-03-09",
            "another General Secretary: Ro Un",
        ),
        (f"{UN} came. The First Secretary spoke.", "2014-06-01", "not confirmed for 2014-06-01"),
        (f"{UN} came. The First Secretary spoke.", "2012-04-10", "no holder"),
        (f"{UN} came. The First Secretary spoke.", "2016-05-10", "no holder"),
        (f"{UN} came. The Chairman spoke.", "2016-05-09", "not known for texts of 2016-05-09"),
        (f"{UN} came. The Chairman spoke.", "2021-01-10", "not known for texts of 2021-01-10"),
        (f"{IL} came. The Chairman spoke.", "2018-02-16", "not known for texts of 2018-02-16"),
        (f"{UN} came. The Chairman spoke.", "2022-02-16", "does not name kim-jong-il"),
        (f"{SUNG} came. The President spoke.", "1994-07-08", "not known for texts of 1994-07-08"),
        (f"{UN} came. The President spoke.", "2024-04-15", "does not name kim-il-sung"),
        (f"{SUNG} met President Ro Un. The President spoke.", "2024-04-15", "another President: Ro Un"),
        (f"{UN} came. Om Sik met the president of the State Affairs.", "2021-04-07", "not confirmed"),
        (f"{UN} came. Nets were sent by the Marshal.", "2012-07-17", "not known for texts of 2012-07-17"),
        (f"{UN} met Vice Marshal Om Tae Sik. The Marshal laughed.", "2022-05-01", "another Marshal: Om Tae Sik"),
        (f"{IL} met Army General Om Tae Sik. The General laughed.", "2013-01-29", "another General: Om Tae Sik"),
        (f"{IL} came. The General laughed.", "2011-12-17", "not known for texts of 2011-12-17"),
        (f"{SUNG} came. Nets recall the great leaders.", "2021-04-09", "does not name kim-jong-il"),
        (f"{UN} came. Soldiers greeted the Supreme Commander.", "2024-08-02", "not confirmed"),
    ],
)
def test_a_title_stays_open_and_is_reported(text: str, issued: str, why: str) -> None:
    found = extracted(text, issued)
    assert titles(found) == []
    (declined,) = [d for d in found.declined if d.rule == "title-reference"]
    assert why in declined.reason
    assert text[slice(*declined.span)][:4].lower() == "the "


@pytest.mark.parametrize(
    "text",
    [
        f"{UN} came. The general secretary of the branch spoke.",
        f"{UN} came. The General Secretary of the Tobong Party spoke.",
        f"{UN} came. The General Staff spoke.",
        f"{UN} came. The General Secretary Om Tae Sik spoke.",
        f"{SUNG} came. The President of Tobong spoke.",
        f"{SUNG} came. The great leader spoke.",
        f"{SUNG} came. The leaders spoke.",
        f"{UN} came. The Marshals of the fleet spoke.",
        f"{UN} came. General Secretary in name only, nobody spoke.",
    ],
)
def test_what_only_looks_like_a_title_is_none(text: str) -> None:
    found = extracted(text, "2024-04-15")
    assert titles(found) == []
    assert not [d for d in found.declined if d.rule == "title-reference"]


PREMIER = "Om Tae Sik, premier of the Cabinet, came to the Unsong Works."


def facts(found: Extraction, kind: type[Fact]) -> list[Fact]:
    return [fact for fact in found.facts if isinstance(fact, kind)]


def said(found: Extraction) -> StatementFact:
    fact = facts(found, StatementFact)[-1]
    assert isinstance(fact, StatementFact)
    return fact


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{PREMIER} The premier called for more lamps.", "'The premier' takes up the post of Om Tae Sik"),
        (f"{PREMIER} Lamps are dear, he noted.", "'he' takes up Om Tae Sik, the last subject"),
        (
            "Om Tae Sik made a report. The reporter said that lamps are dear.",
            "takes up the report that Om Tae Sik made",
        ),
        (
            "Om Tae Sik made a report. The report stressed that lamps are dear.",
            "takes up the report that Om Tae Sik made",
        ),
        ("Om Tae Sik went on:\nLamps are dear.", "the speaker goes on"),
        (f"{UN} came. Lamps are dear, the General Secretary said.", "held from 2021-01-10 on"),
    ],
)
def test_a_resolved_statement_says_by_what(text: str, why: str) -> None:
    fact = said(extracted(text, "2024-03-09"))
    assert fact.status is Status.RESOLVED
    assert fact.speaker is not None
    assert fact.ground is not None
    assert why in fact.ground.words
    assert fact.ground.at is not None


@pytest.mark.parametrize(
    "text",
    [
        f"{PREMIER} Ro Un, premier of Tobong, met him. The premier said that lamps are dear.",
        "Om Tae Sik and Ro Un made reports. The reporter said that lamps are dear.",
        "Om Tae Sik and Ro Un spoke. Lamps are dear, he said.",
    ],
)
def test_two_who_can_be_meant_leave_the_speaker_open(text: str) -> None:
    found = extracted(text, "2024-03-09")
    assert all(fact.speaker is None and fact.ground is None for fact in found.facts if isinstance(fact, StatementFact))
    assert found.declined
    assert all(declined.reason for declined in found.declined)


def test_a_noun_of_a_post_can_make_a_speech() -> None:
    found = extracted(f"The Lamp Fair opened in Unsong.\n{PREMIER} The premier made an opening speech.", "2024-03-09")
    (speech,) = facts(found, SpeechFact)
    assert isinstance(speech, SpeechFact)
    assert (speech.speaker.name, speech.status) == ("Om Tae Sik", Status.RESOLVED)


def test_the_reason_stands_in_the_graph_on_span_and_reading() -> None:
    text = f"{UN} came to Unsong. Lamps are dear, the General Secretary said."
    made, found = support.extraction(text, PartialDate(2024, 3, 9))
    iri, graph = triples.article_graph(made, found, knowledge.load(), Minter())
    index = Index()
    index.add(sorted(graph.lines))
    at = text.index("the General")
    (span,) = (s for s in index.subjects(f"{WPK}byTenure") if s.startswith(f"{iri}/text#char={at},"))
    (reading,) = (s for s in index.subjects(f"{WPK}byTenure") if "/text#" not in s)
    for node in (span, reading):
        assert index.values(node, f"{WPK}byTenure") == [
            Minter().tenure("general-secretary-of-the-wpk", "kim-jong-un", "2021-01-10")
        ]
        assert index.values(node, f"{WPK}antecedent") == [f"{iri}/text#char=0,{len(UN)}"]
        (why,) = index.values(node, f"{WPK}resolvedBy")
        assert why.startswith("'the General Secretary' in a text of 2024-03-09")


def test_what_one_place_states_needs_no_reason_from_another() -> None:
    text = "Om Tae Sik guided the Lamp Fair in Unsong. Then he guided the Lamp Fair."
    made, found = support.extraction(text, PartialDate(2024, 3, 9))
    _, graph = triples.article_graph(made, found, knowledge.load(), Minter())
    index = Index()
    index.add(sorted(graph.lines))
    for reading in index.subjects(f"{WPK}readingOf"):
        resolved = index.values(reading, f"{WPK}status") == [f"{WPK}Resolved"]
        assert bool(index.values(reading, f"{WPK}resolvedBy")) == resolved
