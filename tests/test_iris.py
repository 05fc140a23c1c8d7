"""Minting: IRIs are made of slugs of the fields that identify a thing, and of nothing else."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph.iris import BASE, Minter, digest, path, slug

MINT = Minter()
ARTICLE = MINT.article("Nets were mended.", "2021-04-08")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Unsong Iron and Steel Complex", "unsong-iron-and-steel-complex"),
        ("Net Menders' Union", "net-menders-union"),
        ("Net Menders’ Union", "net-menders-union"),
        ("Unsong Trading (Beijing) Co., Ltd.", "unsong-trading-beijing-co-ltd"),
        ("José", "jose"),
        ("운송 그물공장", "운송-그물공장"),
        ("網工場", "網工場"),
        ("  A -- B  ", "a-b"),
        ("İstanbul", "istanbul"),
    ],
)
def test_slug(text: str, wanted: str) -> None:
    assert slug(text) == wanted


def test_a_name_without_letters_still_has_a_part_of_its_own() -> None:
    assert re.fullmatch(r"x[0-9a-f]{8}", slug("***"))
    assert slug("***") != slug("+++")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_slugs_are_nfc_stable_and_safe(text: str) -> None:
    made = slug(text)
    assert made
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set(' <>"{}|^`\\/#?%\n\t')
    if not made.startswith("x"):
        assert slug(made) == made
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_paths_in_iris_are_one_for_both_forms_of_unicode(text: str) -> None:
    assert path(unicodedata.normalize("NFD", text)) == path(unicodedata.normalize("NFC", text))
    assert not set(path(text)) & set(' <>"{}|^`\\#?\n')


def test_digest_parts_are_kept_apart() -> None:
    assert digest("a", "b") != digest("ab", "") != digest("a", "", "b")
    assert re.fullmatch(r"[0-9a-f]{16}", digest("a"))


def test_person_by_id_else_organisation_else_article() -> None:
    works = MINT.body(None, "Unsong Works", None)
    assert MINT.person("om-tae-sik", "Om Tae Sik", works, ARTICLE) == f"{BASE}person/om-tae-sik"
    assert MINT.person(None, "Om Tae Sik", works, ARTICLE) == f"{BASE}person/om-tae-sik/unsong-works"
    local = MINT.person(None, "Om Tae Sik", None, ARTICLE)
    assert local == f"{BASE}person/om-tae-sik/in/{ARTICLE.rpartition('/')[2]}"


def test_bodies_nest() -> None:
    works = MINT.body(None, "Unsong Works", None)
    shop = MINT.body(None, "cement shop", works)
    assert MINT.body(None, "repair work-team", shop) == f"{BASE}org/unsong-works/cement-shop/repair-work-team"
    assert MINT.body("wpk", "anything", works) == f"{BASE}org/wpk"


def test_events_by_number_day_or_place_in_the_article() -> None:
    plenum = MINT.numbered_event("wpk-cc-plenary-meeting", 5, 8)
    assert plenum == f"{BASE}event/wpk-cc-plenary-meeting/8-5"
    assert plenum == MINT.known_event("wpk-cc-plenary-meeting/8-5")
    assert MINT.sitting(plenum, 2) == f"{plenum}/day-2"
    assert MINT.numbered_event("Net Menders' Day", 3, None) == f"{BASE}event/net-menders-day/3"
    assert MINT.dated_event("Visit", "Unsong Works", "2021-04") == f"{BASE}event/visit/unsong-works/2021-04"
    assert MINT.local_event(ARTICLE, 17) == f"{BASE}event/in/{ARTICLE.rpartition('/')[2]}/17"


def test_article_is_told_by_text_and_day() -> None:
    assert MINT.article("a", "2021-04-08") == MINT.article("a", "2021-04-08")
    assert len({MINT.article("a", "2021-04-08"), MINT.article("a", ""), MINT.article("a ", "2021-04-08")}) == 3


def test_files_records_and_stretches() -> None:
    assert MINT.file("sub/net lamp.txt", None) == f"{BASE}file/sub/net%20lamp.txt"
    assert MINT.file("all.jsonl", "net/1 #2") == f"{BASE}file/all.jsonl/net/1%20%232"
    assert Minter.stretch(ARTICLE, 3, 9) == f"{ARTICLE}/text#char=3,9"


def test_speech_title_counts_by_its_slug_only() -> None:
    with_title = MINT.speech("e", "p", "report", "On Nets")
    assert with_title == MINT.speech("e", "p", "report", "on nets")
    assert with_title != MINT.speech("e", "p", "report", None)


def test_another_base_replaces_the_front_only() -> None:
    other = Minter("https://example.org/x#")
    works = other.body(None, "Unsong Works", None)
    assert works == "https://example.org/x#org/unsong-works"
    assert other.person(None, "Om Sik", works, "") == "https://example.org/x#person/om-sik/unsong-works"
    assert other.membership("a", "b", "c").removeprefix(other.base) == MINT.membership("a", "b", "c").removeprefix(BASE)
