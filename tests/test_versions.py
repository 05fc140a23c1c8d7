"""Which articles are one text, which are versions of one text, and which render one speech."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from version_texts import FORM, FORMS, HEADLINE, OTHER, RENDERED, REPORT, REWRITTEN, SPEECH, built, record, related
from wpkgraph import knowledge
from wpkgraph.texts.same import body_keys, letters
from wpkgraph.triples.graph import Graph
from wpkgraph.triples.sources import Source, read, said
from wpkgraph.triples.versions import relate

URL = "http://lamps.example/q/1"
FURNITURE = knowledge.load().furniture


def both(a: str, relation: str, b: str) -> set[tuple[str, str, str]]:
    return {(a, relation, b), (b, relation, a)}


@pytest.mark.parametrize(
    "noisy",
    [
        REPORT.replace(" looked round", "looked round").replace("\n", "\n\n"),
        REPORT.upper(),
        REPORT.replace("'", "’").replace(", ", " , ").replace("-- ", "– "),
        f"{HEADLINE}\n\n{REPORT}",
        f"{HEADLINE}\n\nHe Puts Three Tasks before It\n\n{REPORT}",
        f"{HEADLINE}\n{REPORT} -0-",
        f"{HEADLINE}{REPORT}",
        f"**{HEADLINE}**\n\n{REPORT}\n\n-0-\n",
    ],
)
def test_another_make_up_is_an_alternate_and_no_version(tmp_path: Path, noisy: str) -> None:
    found = related(built(tmp_path, [record("a", REPORT, url=URL), record("b", noisy, url=URL)]))
    assert found == both("a", "alternateOf", "b")


def test_two_make_ups_with_different_headlines_are_alternates(tmp_path: Path) -> None:
    one, other = f"{HEADLINE}\n\n{REPORT}", f"Chairman of Lamp Board at Lamp Factory\n\n{REPORT}"
    assert related(built(tmp_path, [record("a", one), record("b", other)])) == both("a", "alternateOf", "b")


def test_one_text_under_two_addresses_is_one_article_with_two_sources(tmp_path: Path) -> None:
    dataset = built(tmp_path, [record("a", REPORT, url=URL), record("b", REPORT, url=URL + "2")])
    assert len(dataset.texts) == 1
    assert dataset.report.counts["Article"] == 1
    assert dataset.report.counts["SourceFile"] == 2
    assert related(dataset) == set()


@pytest.mark.parametrize(("one", "other"), [({}, {}), ({"url": URL}, {"url": URL + "2"}), ({"url": URL}, {"url": URL})])
def test_a_rewritten_report_is_a_variant_whatever_its_address(
    tmp_path: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    rows = [record("a", REPORT, **one), record("b", REWRITTEN, **other), record("c", OTHER)]
    assert related(built(tmp_path, rows)) == both("a", "variantOf", "b")


def test_versions_are_looked_for_within_a_few_days(tmp_path: Path) -> None:
    near = related(built(tmp_path, [record("a", REPORT), record("b", REWRITTEN, date="2019-03-05")]))
    assert near == both("a", "variantOf", "b")
    later = REWRITTEN.replace("March 3", "March 30")
    assert related(built(tmp_path, [record("a", REPORT), record("b", later, date="2019-03-30")])) == set()


@pytest.mark.parametrize("address", [URL, URL + "#top", URL + "/", "https" + URL[4:]])
def test_one_address_with_dates_in_order_makes_a_revision(tmp_path: Path, address: str) -> None:
    rows = [record("old", REPORT, url=URL), record("new", REWRITTEN, url=address, date="2019-03-20")]
    found = related(built(tmp_path, [*rows, record("copy", f"{HEADLINE}\n\n{REPORT}", url="http://else.example/7")]))
    assert found == both("old", "alternateOf", "copy") | both("copy", "variantOf", "new") | {
        ("new", "wasRevisionOf", "old")
    }


@pytest.mark.parametrize("date", ["2019", "2019-03", ""])
def test_dates_that_overlap_or_are_missing_give_no_order(tmp_path: Path, date: str) -> None:
    rows = [record("a", REPORT, url=URL), record("b", REWRITTEN.partition(" -- ")[2], url=URL, date=date)]
    assert related(built(tmp_path, rows)) == both("a", "variantOf", "b")


def test_the_same_text_at_a_later_date_is_an_alternate_and_no_revision(tmp_path: Path) -> None:
    body = REPORT.partition(" -- ")[2]
    rows = [record("a", body, url=URL), record("b", body, url=URL, date="2019-03-20")]
    assert related(built(tmp_path, rows)) == both("a", "alternateOf", "b")


def test_one_address_for_everything_makes_no_versions(tmp_path: Path) -> None:
    rows = [record("a", REPORT, url=URL), record("b", OTHER, url=URL), record("c", SPEECH, url=URL)]
    found = related(built(tmp_path, rows))
    assert {row for row in found if row[1] != "recordOf"} == set()


def test_forms_with_other_names_in_them_are_no_versions(tmp_path: Path) -> None:
    rows = [record("a", FORMS[0]), record("b", FORMS[1], date="2019-03-04")]
    assert related(built(tmp_path, rows)) == set()


def test_the_address_of_a_whole_site_tells_nothing(tmp_path: Path) -> None:
    syllables = "Chan Gyu Ho Il Ok Su Kum Sun Yong Chol Nam Min Jin Hyok Un".split()
    names = [f"{a} {b}" for a in syllables for b in syllables if a != b]
    forms = [
        FORM.format(day=3, place=f"{a} Cove", county=f"{b} County", chief=f"Ro {c}", speaker=f"Pae {d}")
        for a, b, c, d in zip(*(names[k : k + 25] for k in (0, 40, 80, 120)), strict=True)
    ]
    assert related(built(tmp_path, [record(f"r{n}", text, url=URL) for n, text in enumerate(forms)])) == set()
    few = related(built(tmp_path, [record(f"r{n}", text, url=URL) for n, text in enumerate(forms[:2])]))
    assert few == both("r0", "variantOf", "r1")


SHORT = "Ryongsan, March 3 (KCNA) -- A delegation headed by {who} {did} Tobong {when}. {more}"


@pytest.mark.parametrize(
    ("one", "other", "titles"),
    [
        (("Ro Chan Gyu", "left for", "on Sunday"), ("Ro Chan Gyu", "returned from", "on Monday"), ("Leaves", "Back")),
        (("Ro Chan Gyu", "left for", "on March 3"), ("Ro Chan Gyu", "left for", "on March 2"), ("Leaves", "Leaves")),
    ],
)
def test_short_forms_are_not_versions_by_their_wording(
    tmp_path: Path, one: tuple[str, str, str], other: tuple[str, str, str], titles: tuple[str, str]
) -> None:
    more = "It was seen off at the pier by clerks of the Lamp Board and by the harbour master of Moran."
    rows = [
        record(name, SHORT.format(who=who, did=did, when=when, more=more), title=f"Delegation {title}")
        for name, (who, did, when), title in zip("ab", (one, other), titles, strict=True)
    ]
    assert related(built(tmp_path, rows)) == set()


def test_a_short_report_is_a_version_if_headline_and_figures_agree(tmp_path: Path) -> None:
    text = SHORT.format(who="Ro Chan Gyu", did="left for", when="on Sunday", more="It has 12 members and was seen off.")
    rows = [
        record("a", text, title="Delegation of Lamp Board Leaves for Tobong"),
        record("b", text.replace("seen off", "seen off here"), title="Delegation of Lamp Board Leaves for Tobong"),
        record("c", text.replace("12 members", "14 members"), title="Delegation of Lamp Board Leaves for Tobong"),
    ]
    assert related(built(tmp_path, rows)) == both("a", "variantOf", "b")


def test_two_translations_are_texts_of_one_speech(tmp_path: Path) -> None:
    rows = [record("article", SPEECH), record("booklet", RENDERED, date="2019-05"), record("other", OTHER)]
    found = related(built(tmp_path, rows))
    assert {row for row in found if row[1] == "recordOf"} == {
        ("article", "recordOf", "speech"),
        ("booklet", "recordOf", "speech"),
    }


def test_a_rendering_is_found_by_its_passages_where_it_does_not_say_what_it_is(tmp_path: Path) -> None:
    body = RENDERED.partition("Comrade lamp keepers,\n")[2]
    dataset = built(tmp_path, [record("article", SPEECH), record("bare", body), record("other", OTHER)])
    assert ("bare", "recordOf", "speech") in related(dataset)
    # the article's own graph does not say so: it is a function of that article alone
    (article,) = {
        line.split(" ")[0][1:-1]
        for lines in dataset.graphs.values()
        for line in lines
        if "isPartOf" in line and line.endswith("/bare>")
    }
    assert not [line for line in dataset.graphs[f"{article}/graph"] if "recordOf" in line]


def test_speakers_known_to_one_article_only_are_told_apart_by_name(tmp_path: Path) -> None:
    """Om Tae Sik has no row: each article has a person, and so a speech, of its own; still both are of one speech."""
    headline = "Opening Speech of {} at Third Conference of Lamp Keepers\n\n"
    body = RENDERED.partition("KEEPERS\n\n")[2]
    told_by = {"Om Tae Sik": body, "Han Sol Mi": body.replace("400", "390")}
    rows = [record("a", SPEECH), *(record(name, headline.format(name) + text) for name, text in told_by.items())]
    dataset = built(tmp_path, rows)
    told: dict[str, set[str]] = {}
    for line in {line for lines in dataset.graphs.values() for line in lines if "#recordOf>" in line}:
        told.setdefault(line.split(" ")[0], set()).add(line.split(" ")[2])
    first, second, third = sorted(told.values(), key=len)
    assert len(first) == len(second) == 1
    assert len(third) == 2
    assert len(first | second | third) == 3
    assert len(third & (first | second)) == 1


RECORDS = [
    record("a", REPORT, url=URL),
    record("b", f"{HEADLINE}\n\n{REPORT}"),
    record("c", REWRITTEN, url=URL, date="2019-03-09"),
    record("d", FORMS[0]),
    record("e", SPEECH),
    record("f", RENDERED, date="2019-04"),
]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(RECORDS))
def test_the_order_of_records_makes_no_difference(tmp_path: Path, order: list[dict[str, str]]) -> None:
    assert built(tmp_path, order).graphs == built(tmp_path, RECORDS).graphs


def source(name: str, text: str, day: str = "2019-03-03") -> Source:
    return Source(f"http://x/{name}", text, (), (), True, (day, day), (), ())


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(
        st.sampled_from([REPORT, REWRITTEN, OTHER, *FORMS, REPORT.upper(), f"H\n\n{REPORT}", ""]), max_size=6
    )
)
def test_relations_hold_both_ways_and_exclude_each_other(texts: list[str]) -> None:
    g = Graph(knowledge.load().vocabulary)
    relate([source(str(n), text) for n, text in enumerate(texts)], knowledge.load(), g)
    rows = {tuple(line.split(" ")) for line in g.lines}
    assert {(o, p, s) for s, p, o in rows} == rows
    assert all(s != o for s, _, o in rows)
    assert len({frozenset((s, o)) for s, _, o in rows}) * 2 == len(rows)


def test_alternates_are_a_class() -> None:
    headed = [f"First Headline\n\n{REPORT}", REPORT, f"Second Headline\n\n{REPORT}"]
    for order in permutations(headed):
        g = Graph(knowledge.load().vocabulary)
        relate([source(str(n), text) for n, text in enumerate(order)], knowledge.load(), g)
        assert len(g.lines) == 6


def test_a_body_without_its_headline_has_a_key_in_common_unless_it_is_short() -> None:
    headed = body_keys(f"{HEADLINE}\n\n{REPORT}", (), FURNITURE)
    assert len(headed & body_keys(REPORT, (), FURNITURE)) == 1
    assert not body_keys("First\n\nA lamp.", (), FURNITURE) & body_keys("Second\n\nA lamp.", (), FURNITURE)
    # a first sentence is no headline, a changed one makes another text
    assert not body_keys(f"It rained.\n\n{REPORT[60:]}", (), FURNITURE) & body_keys(
        f"It snowed.\n\n{REPORT[60:]}", (), FURNITURE
    )
    assert not body_keys(REPORT, (), FURNITURE) & body_keys(REPORT.replace("nine", "ten"), (), FURNITURE)


def test_letters_leave_out_what_scraping_changes() -> None:
    assert letters("Café “Tobong”\u00ad, No.\u00a07") == letters("CAFE 'To bong' no 7") == "cafetobongno7"


def test_sources_take_titles_of_records_and_not_of_bulletins() -> None:
    article, file = "http://x/article/1", "http://x/file/f"
    about = {
        article: [f'<{article}> <https://w3id.org/wpkgraph/ontology#sha256> "s"'],
    }
    held = f"<{article}> <http://purl.org/dc/terms/isPartOf> <{file}>"
    other = f"<{article}2> <http://purl.org/dc/terms/isPartOf> <{file}>"
    title = f'<{file}> <http://purl.org/dc/terms/title> "Bulletin"'
    (alone,) = read(about, {file: sorted([held, title])}, {"s": "text"})
    (one_of_two,) = read(about, {file: sorted([held, other, title])}, {"s": "text"})
    assert (alone.titles, one_of_two.titles) == (("Bulletin",), ())
    assert not alone.dated
    assert read(about, {}, {}) == []
    assert said(about[article], "http://x/article/10") == {}


def test_versions_of_the_2024_collection(shared: Path, tmp_path: Path) -> None:
    """Part of the measure of docs/versions.md: the same relations are found with and without the addresses."""
    rows = []
    for name in ("annotated", "unannotated"):
        lines = (shared / "corpus" / f"kcna-2024-{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows += [json.loads(line) for line in lines]
    rows = [row for row in rows if row["date"][:7] in ("2024-09", "2024-10")]
    blind = [{key: value for key, value in row.items() if key != "url"} for row in rows]
    found, found_blind = (related(built(tmp_path, given)) for given in (rows, blind))
    assert found == found_blind
    variants = {frozenset((a, b)) for a, relation, b in found if relation == "variantOf"}
    numbered = {frozenset(f"kcna-{n}" for n in pair) for pair in (("0288", "0289"), ("0413", "0415"), ("0481", "0482"))}
    assert numbered <= variants
    assert len(variants) == 8
    assert len({a for a, relation, _ in found if relation == "alternateOf"}) == 18
