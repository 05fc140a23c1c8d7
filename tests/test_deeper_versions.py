"""Relations between articles at their limits, and what the graphs say of articles, files and speeches."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from version_texts import FORMS, OTHER, RENDERED, REPORT, REWRITTEN, SPEECH
from wpkgraph import knowledge
from wpkgraph.lines import LABEL, literal
from wpkgraph.namespaces import DCTERMS, SCHEMA, WPK
from wpkgraph.triples import versions
from wpkgraph.triples.graph import Graph
from wpkgraph.triples.sources import ALWAYS, File, Source, Speech, read, said
from wpkgraph.triples.versions import Desk, relate

HEAD = "http://x/"
DAY = ("2019-03-03", "2019-03-03")
BODY = RENDERED.partition("Comrade lamp keepers,\n")[2]


def source(name: str, text: str, *addresses: str, day: str = "2019-03-03", dated: bool = True) -> Source:
    days = (day, day) if dated else ALWAYS
    files = tuple(File(f"{HEAD}file/{name}{n}", address, dated, days) for n, address in enumerate(addresses))
    return Source(HEAD + name, text, (), files, dated, days, (), ())


def spoken(name: str, text: str, event: str = "", speaker: str = "Om Tae Sik", day: str = "2019-03-03") -> Source:
    return replace(source(name, text, day=day), speeches=(Speech(f"{HEAD}speech/{name}", event, speaker),))


def relations(*sources: Source) -> set[tuple[str, str, str]]:
    g = Graph(knowledge.load().vocabulary)
    relate(sorted(sources, key=lambda one: one.iri), knowledge.load(), g)
    found = {tuple(line.replace(HEAD, "").split(" ")) for line in g.lines}
    return {(s[1:-1], p[1:-1].rpartition("#")[2], o[1:-1]) for s, p, o in found}


def kinds(*sources: Source) -> set[str]:
    return {relation for _, relation, _ in relations(*sources)}


# --- versions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "found"), [("2019-03-05", {"variantOf"}), ("2019-03-06", set())])
def test_two_days_lie_between_versions_at_most(day: str, found: set[str]) -> None:
    assert kinds(source("a", REPORT), source("b", REWRITTEN, day=day)) == found
    assert kinds(source("b", REPORT), source("a", REWRITTEN, day=day)) == found


def test_a_text_without_a_date_may_be_of_any_day() -> None:
    assert kinds(source("a", REPORT), source("b", REWRITTEN, dated=False)) == {"variantOf"}
    assert kinds(source("a", REPORT, dated=False), source("b", REWRITTEN, dated=False)) == {"variantOf"}


def test_years_later_only_the_address_makes_a_revision() -> None:
    old, new = source("z", REPORT, "p/1"), source("a", REWRITTEN, "q/2", "p/1", day="2024-01-01")
    assert relations(old, new) == {("a", "wasRevisionOf", "z")}
    assert relations(old, replace(new, files=new.files[:1])) == set()


@pytest.mark.parametrize("empty", ["", " "])
def test_no_address_is_no_common_address(empty: str) -> None:
    old, new = source("a", REPORT, empty.strip()), source("b", REWRITTEN, empty.strip(), day="2024-01-01")
    assert relations(old, new) == set()


def test_articles_of_one_file_are_no_versions_by_its_address() -> None:
    shared = (File(f"{HEAD}file/f", "p/1", True, DAY),)
    one, other = (replace(source(n, t), files=shared) for n, t in (("a", REPORT), ("b", REWRITTEN)))
    apart = replace(other, days=("2024-01-01",) * 2)
    assert relations(one, apart) == set()


def test_files_in_both_orders_make_variants() -> None:
    files = [File(f"{HEAD}file/{n}", "p/1", True, (day, day)) for n, day in enumerate(("2019-03-01", "2019-03-09"))]
    later = [File(f"{HEAD}file/{n}", "p/1", True, (day, day)) for n, day in enumerate(("2019-03-05", "2019-03-12"), 5)]
    one, other = replace(source("a", REPORT), files=tuple(files)), replace(source("b", REWRITTEN), files=tuple(later))
    assert relations(one, other) == {("a", "variantOf", "b"), ("b", "variantOf", "a")}
    assert relations(replace(one, files=tuple(files[:1])), other) == {("b", "wasRevisionOf", "a")}


@pytest.mark.parametrize(("count", "found"), [(2, {"wasRevisionOf"}), (3, set())])
def test_an_address_that_gave_more_is_a_site(monkeypatch: pytest.MonkeyPatch, count: int, found: set[str]) -> None:
    monkeypatch.setattr(versions, "SITE", 2)
    rows = [source("a", REPORT, "p/1"), source("b", REWRITTEN, "p/1", day="2024-01-01"), source("c", OTHER, "p/1")]
    assert kinds(*rows[:count]) == found


POOL = [
    source("a", REPORT, "p/1"),
    source("b", f"Headline\r\n\r\n{REPORT}", "p/2"),
    source("c", REWRITTEN, "p/1", day="2019-03-09"),
    source("d", FORMS[0]),
    source("e", FORMS[1]),
    source("f", ""),
    source("g", "Lamp."),
    spoken("h", SPEECH, f"{HEAD}event"),
    source("i", BODY, day="2019-03-05"),
]


@settings(max_examples=25, deadline=None)
@given(picked=st.sets(st.sampled_from(range(len(POOL))), max_size=6), seed=st.integers(0, 99))
def test_files_of_an_article_come_in_any_order_and_others_change_nothing(picked: set[int], seed: int) -> None:
    rows = [POOL[n] for n in sorted(picked)]
    mixed = [replace(row, files=tuple(random.Random(seed).sample(row.files, len(row.files)))) for row in rows]
    found = relations(*mixed)
    assert found == relations(*rows, source("zz", OTHER, "p/9"))
    assert all((o, p, s) in found for s, p, o in found if p in ("alternateOf", "variantOf"))
    assert not [row for row in found if row[0] == row[2]]


def test_a_desk_says_the_same_in_both_orders_and_cuts_once() -> None:
    desk, one, other = Desk(knowledge.load()), source("a", REPORT), source("b", REWRITTEN)
    assert desk.compare(one, other) == desk.compare(other, one)
    assert desk.passages(one) is desk.passages(replace(one, days=ALWAYS))
    assert desk.words(source("c", "Two lamps.")) == 2
    assert desk.names(source("d", "")) == desk.stems(source("d", "")) == frozenset()


def test_short_texts_with_a_lone_accent_are_compared() -> None:
    text = "A delegation of the Lamp Board headed by Ro Chan Gyu left for Tobong ﾞ with a choir and two boats today."
    rows = [
        replace(source(n, f"{text}{end}"), titles=("Delegation Leaves",)) for n, end in (("a", ""), ("b", " All sang."))
    ]
    assert kinds(*rows) == {"variantOf"}
    assert kinds(rows[0], replace(rows[1], titles=("Choir Sings",))) == set()


# --- renderings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "found"), [("2019-03-06", True), ("2019-03-07", False)])
def test_three_days_lie_between_a_speech_and_its_rendering_at_most(day: str, found: bool) -> None:
    for first, second in (("2019-03-03", day), (day, "2019-03-03")):
        rows = relations(spoken("a", SPEECH, day=first), source("b", BODY, day=second))
        assert (rows == {("b", "recordOf", "speech/a"), ("speech/a", "recordedIn", "b")}) is found


def test_the_event_or_the_name_of_the_speaker_bridges_the_days() -> None:
    late = source("b", BODY, day="2020-01-01")
    event = f"{HEAD}event"
    assert relations(spoken("a", SPEECH, event), late) == set()
    assert "recordOf" in kinds(spoken("a", SPEECH, event), replace(late, events=(event,)))
    assert kinds(spoken("a", SPEECH, ""), replace(late, events=("",))) == set()
    assert "recordOf" in kinds(spoken("a", SPEECH), replace(late, text=f"{BODY}\n\nOM TAE-SIK"))


def test_a_speech_of_somebody_else_is_no_rendering() -> None:
    assert relations(spoken("a", SPEECH), spoken("b", BODY, speaker="Han Sol Mi")) == set()
    assert "recordOf" in kinds(spoken("a", SPEECH), spoken("b", BODY))


def test_of_two_speeches_the_one_with_an_event_stands() -> None:
    found = relations(spoken("a", SPEECH), spoken("b", BODY, f"{HEAD}event"))
    assert found == {("a", "recordOf", "speech/b"), ("speech/b", "recordedIn", "a")}
    assert relations(spoken("a", SPEECH), spoken("b", BODY)) == {
        ("b", "recordOf", "speech/a"),
        ("speech/a", "recordedIn", "b"),
    }


def test_a_text_longer_than_the_limit_is_no_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(SPEECH) != len(BODY)
    assert "recordOf" in kinds(spoken("a", SPEECH), source("b", BODY))
    monkeypatch.setattr(versions, "_TALL", 1)
    assert relations(spoken("a", SPEECH), source("b", BODY)) == set()


# --- what the graphs say -----------------------------------------------------------------------------------------------


def line(subject: str, predicate: str, target: str) -> str:
    term = target if target.startswith('"') else f"<{HEAD}{target}>"
    return f"<{HEAD}{subject}> <{predicate}> {term}"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://a.example/b", "a.example/b"),
        (" https://a.example/b/#top ", "a.example/b"),
        ("http://a.example/b/ ", "a.example/b"),
        ("https://a.example/b//", "a.example/b"),
        ("http://a.example/b?n=1#x://y", "a.example/b?n=1"),
        ("ftp://", ""),
        ("", ""),
    ],
)
def test_an_address_is_what_finds_the_page(url: str, address: str) -> None:
    about = {f"{HEAD}a": [line("a", f"{WPK}sha256", '"s"')]}
    held = sorted([line("a", f"{DCTERMS}isPartOf", "f"), line("f", f"{DCTERMS}source", literal(url))])
    (found,) = read(about, {f"{HEAD}f": held}, {"s": "text"})
    assert [file.address for file in found.files] == [address]
    assert found.files[0].days == found.days == ALWAYS


def test_days_of_issue_outweigh_those_of_files_which_span_all() -> None:
    dates = {"f": ("2019-03-03", "2019-03-03"), "g": ("2018-01-01", "2018-12-31")}
    files = {
        HEAD + name: sorted(
            [
                line("a", f"{DCTERMS}isPartOf", name),
                line(name, f"{WPK}earliest", literal(first)),
                line(name, f"{WPK}latest", literal(last)),
            ]
        )
        for name, (first, last) in dates.items()
    }
    own = [line("a", f"{WPK}sha256", '"s"')]
    (found,) = read({f"{HEAD}a": own}, files, {"s": "text"})
    assert (found.dated, found.days) == (True, ("2018-01-01", "2019-03-03"))
    assert [file.iri for file in found.files] == [f"{HEAD}f", f"{HEAD}g"]
    own += [line("a", f"{WPK}earliest", '"2020-05-01"'), line("a", f"{WPK}latest", '"2020-05-31"')]
    (found,) = read({f"{HEAD}a": sorted(own)}, files, {"s": "text"})
    assert found.days == ("2020-05-01", "2020-05-31")


def test_a_speech_is_read_with_its_event_and_speaker_and_may_lack_both() -> None:
    lines = [
        line("a", f"{WPK}sha256", '"s"'),
        line("a", f"{WPK}recordOf", "s1"),
        line("a", f"{WPK}recordOf", "s2"),
        line("a", f"{WPK}refersTo", "e2"),
        line("a", f"{WPK}reports", "e1"),
        line("s1", f"{SCHEMA}superEvent", "e1"),
        line("s1", f"{WPK}speaker", "p"),
        line("p", LABEL, literal('Om "Tae"\nSik')),
    ]
    (found,) = read({f"{HEAD}a": sorted(lines)}, {}, {"s": "text"})
    assert found.speeches == (
        Speech(f"{HEAD}s1", f"{HEAD}e1", 'Om "Tae"\nSik'),
        Speech(f"{HEAD}s2", "", ""),
    )
    assert found.events == (f"{HEAD}e1", f"{HEAD}e2")


def test_what_lines_say_of_one_subject_is_not_that_of_its_neighbours() -> None:
    lines = sorted(line(name, LABEL, literal(name)) for name in ("a", "a/b", "a1", "b", "Z"))
    for name in ("a", "a/b", "a1", "b", "Z"):
        assert said(lines, HEAD + name) == {LABEL: (name,)}
    assert said(lines, f"{HEAD}c") == said([], f"{HEAD}a") == {}
