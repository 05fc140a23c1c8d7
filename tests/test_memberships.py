"""Facts of posts: one for each, with evidence, positions, statuses, and persons told by the rows of people.toml."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support
from support import Post
from wpkgraph.model import MembershipFact, PersonRef, Status


def test_a_title_alone_takes_up_the_post_that_the_article_gives() -> None:
    first, again = support.facts("Om Tae Sik, chairman of the Lamp Board, came. Chairman Om Tae Sik spoke.")
    assert (first.rule, first.status) == ("apposition", Status.STATED)
    assert (again.rule, again.status) == ("title-again", Status.RESOLVED)
    assert first.body == again.body is not None


def test_a_title_alone_stays_without_a_body() -> None:
    (fact,) = support.facts("Chairman Om Tae Sik spoke.")
    assert fact.body is None
    assert fact.status is Status.STATED


def test_a_post_stated_twice_is_one_fact() -> None:
    text = "Om Tae Sik, chairman of the Lamp Board, came. Om Tae Sik, chairman of the Lamp Board, spoke."
    (fact,) = support.facts(text)
    assert fact.evidence[0].start == 0


def test_one_person_keeps_old_and_new_post() -> None:
    found = support.posts(
        "Om Tae Sik, alternate member of the Lamp Board, spoke. Om Tae Sik was elected member of the Lamp Board."
    )
    assert found == {
        Post("Om Tae Sik", "alternate member", ("Lamp Board",)),
        Post("Om Tae Sik", "member", ("Lamp Board",), "Elected"),
    }


def test_positions_count_the_names_of_the_sentence() -> None:
    text = "Present were Ro Chan Gyu, Om Tae Sik, head of the Net Office, and Han Sol Mi, member of the Lamp Board."
    assert {f.person.name: f.position for f in support.facts(text)} == {"Om Tae Sik": 2, "Han Sol Mi": 3}
    (alone,) = support.facts("Om Tae Sik, head of the Net Office, spoke.")
    assert alone.position is None


def test_evidence_holds_the_name_and_the_post() -> None:
    text = "Then Om Tae Sik, head of the net shop of the Unsong Works, spoke."
    (fact,) = support.facts(text)
    assert [text[slice(*s)] for s in fact.evidence] == ["Om Tae Sik", "head of the net shop of the Unsong Works"]


def test_every_name_is_a_mention_with_its_form() -> None:
    ctx = support.context("OM TAE SIK VISITS\nOm Tae Sik and Om Tae-sik came.")
    forms = [m.form for m in ctx.mentions if m.ref == PersonRef("Om Tae Sik")]
    assert forms == ["OM TAE SIK", "Om Tae Sik", "Om Tae-sik"]
    assert len(ctx.people) == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [("Kim Jong Un came.", "kim-jong-un"), ("KIM JONG UN GUIDES WORK", "kim-jong-un"), ("Om Tae Sik came.", None)],
)
def test_known_persons_have_their_id(text: str, key: str | None) -> None:
    (found,) = support.context(text).people
    assert found.ref.key == key


def test_spellings_of_one_role_are_one_wording() -> None:
    text = (
        "First Vice-Chairman of the Lamp Board Om Tae Sik and Han Sol Mi, first vice-chairman of the Lamp Board, and "
        "Ro Chan Gyu, Secretary for Seed Affairs of the Lamp Board, and Kye Sun Ok, secretary for seed affairs of "
        "the Lamp Board, came."
    )
    assert {f.role for f in support.facts(text)} == {"first vice-chairman", "secretary for seed affairs"}


WORDS = st.lists(
    st.sampled_from(
        "Om Tae Sik , Han Sol Mi and chairman of the Lamp Board secretaries its former late elected as was were "
        "appointed recalled from membership who are including other officials Deputies General ( ) ' 's \" . \n "
        "Unsong Works shop at in under Hamhung C.C., WPK DPRK No. 3 members to concurrently Comrade".split(" ")
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(WORDS)
def test_shuffled_words_give_spans_in_the_text_and_whole_facts(text: str) -> None:
    ctx = support.context(text)
    for mention in ctx.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.form == " ".join(text[slice(*mention.span)].split())
    for fact in ctx.facts:
        assert isinstance(fact, MembershipFact)
        assert fact.role
        assert fact.held in {"Holds", "Former", "Elected", "Appointed", "Recalled"}
        assert len(fact.evidence) == 2
        assert all(0 <= a < b <= len(text) for a, b in fact.evidence)
        assert " ".join(text[slice(*fact.evidence[0])].split()).casefold() == fact.person.name.casefold()
