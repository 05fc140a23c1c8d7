"""Bodies in the register's ways of naming them: what stands behind a name, before it, and around it."""

from __future__ import annotations

import pytest

import support
from wpkgraph.model import BodyRef


def bodies(text: str) -> dict[str, str]:
    """The label of the body that each wording of a text names."""
    return {m.form: m.ref.name for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}


def post_body(text: str) -> BodyRef | None:
    """The body of the last post of a text."""
    return support.facts(text)[-1].body


# --- time and place behind a name are no body above it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They hold drills with Japan in August.", {"Japan": "Japan"}),
        ("Japan in Sept. withdrew.", {"Japan": "Japan"}),
        ("A treaty with Russia at Tobong was signed.", {"Russia": "Russia"}),
        ("The State Affairs Commission in June met.", {"State Affairs Commission": None}),
        ("The Lamp Committee in Tobong met.", {"Lamp Committee": "Lamp Committee"}),
    ],
)
def test_time_and_place_behind_a_name_are_no_body_above_it(text: str, named: dict[str, str | None]) -> None:
    found = bodies(text)
    assert set(found) == set(named)
    assert all(name in (None, found[form]) for form, name in named.items())


@pytest.mark.parametrize("when", ["in August", "in Riverside", "at Riverside in May"])
def test_a_post_in_a_body_stands_below_no_month(when: str) -> None:
    found = post_body(f"Om Tae Sik, chairman of the Lamp Committee {when}, spoke.")
    assert found is not None
    assert support.chain(found)[0].startswith("Lamp Committee")
    assert "August" not in found.name


def test_a_name_without_a_head_behind_of_is_still_a_body() -> None:
    assert support.chain(post_body("Om Tae Sik, head of the net shop of Moranbong, spoke.")) == (
        "net shop",
        "Moranbong",
    )


def test_a_study_of_an_idea_belongs_to_the_name() -> None:
    name = "National Alliance of Guilds for the Study of the Lamp Idea"
    assert bodies(f"The {name} met.") == {name: name}
