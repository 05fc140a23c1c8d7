"""`wpkgraph plot`: the numbers are those of the graph, the bytes the same, and the words of documents only words."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from networks_sample import number, rows, run, write_hostile
from wpkgraph import cli
from wpkgraph.errors import NotFoundError, OutputError, QueryError
from wpkgraph.ideas.corpus import load as corpus
from wpkgraph.plots import frame, ideas, places, sectors, timeline
from wpkgraph.plots.frame import Look

pytest.importorskip("matplotlib")
KINDS = ("timeline", "concepts", "sectors", "map")


def event(first: str, last: str, label: str = "meeting", kind: str = "Meetings", readings: int = 1) -> timeline.Event:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return timeline.Event(*days, kind, label, label + first, first == last, readings)


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_bytes_whatever_the_hash_seed(built_example: Path, tmp_path: Path, what: str, ending: str) -> None:
    files = [tmp_path / f"{seed}.{ending}" for seed in ("1", "77")]
    for file in files:
        run(file.stem, "plot", built_example, what, "--width", "88", "-o", file)
    data = files[0].read_bytes()
    assert data == files[1].read_bytes()
    assert b"matplotlib v" not in data.lower()  # the version
    assert str(dt.date.today().year).encode() + b"-" not in data
    if ending == "svg":
        root = ElementTree.fromstring(data)
        assert root.attrib["width"].startswith("249.4")  # 88 mm in points
        assert "Counted by wpkgraph: " in data.decode()


def test_the_timeline_counts_the_dated_events(built_example: Path) -> None:
    found = timeline.load(built_example)
    assert len(found.dated) == number(
        built_example, "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a wpk:Event ; wpk:earliest ?d }"
    )
    everything = number(built_example, "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a wpk:Event }")
    assert len(found.dated) + found.undated == everything
    partial = "SELECT ?e { ?e a wpk:Event ; schema:startDate ?d FILTER(DATATYPE(?d) != xsd:date) }"
    assert {e.iri for e in found.dated if not e.exact} == {iri for (iri,) in rows(built_example, partial)}
    (fifth,) = (e for e in found.dated if e.label.startswith("Fifth Conference"))
    assert (fifth.first, fifth.last, fifth.kind) == (dt.date(2017, 12, 1), dt.date(2017, 12, 31), "Conferences")
    between = timeline.within(found, Look(first=2017, last=2021))
    assert {e.label[:5] for e in between} == {"Fifth", "Sixth", "Third"}  # the last is a day of the Sixth
    with pytest.raises(QueryError, match="no dated event"):
        timeline.within(found, Look(first=1901, last=1902))


def test_a_few_early_events_do_not_stretch_the_timeline() -> None:
    late = tuple(event(f"20{year}-05-01", f"20{year}-05-01") for year in range(12, 24) for _ in range(2))
    shown = timeline.within(timeline.Events((event("1948-09-09", "1948-09-09"), *late), 0), Look())
    assert len(shown) == len(late)
    assert len(timeline.within(timeline.Events((event("2009-09-09", "2009-09-09"), *late), 0), Look())) == len(late) + 1
    assert len(timeline.within(timeline.Events((event("1948-09-09", "1948-09-09"), *late), 0), Look(first=1900))) > len(
        late
    )


def test_names_in_the_timeline_never_lie_over_one_another() -> None:
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 9, 21)]
    events = [event(day, day, f"meeting no. {i} on the mending of nets") for i, day in enumerate(days)]
    with frame.settings():
        lanes = timeline._lanes(events, dt.date(2021, 1, 1), dt.date(2021, 12, 31), 150 / 365, 150)
        boxes: dict[int, list[tuple[float, float]]] = {}
        for bar in lanes.placed:
            room = frame.wide(bar.name, frame.SMALL) if bar.name else 0
            box = (bar.start, bar.end + room) if bar.align == "left" else (bar.start - room, bar.end)
            boxes.setdefault(bar.lane, []).append(box)
    assert len(lanes.placed) == len(events)
    assert sum(bool(bar.name) for bar in lanes.placed) >= 6
    for lane, taken in boxes.items():
        ordered = sorted(taken)
        if lane < timeline._LANES:
            assert all(a[1] <= b[0] for a, b in pairwise(ordered))
        assert ordered[0][0] >= 0
        assert max(end for _, end in ordered) <= 150


def test_sectors_count_workplaces_people_and_speakers(built_example: Path) -> None:
    found = sectors.load(built_example)
    ask = "SELECT (COUNT(DISTINCT ?{}) AS ?n) {{ ?w a wpk:Workplace . {} {} }}"
    member = "?m org:organization/(org:unitOf|org:subOrganizationOf)* ?w ; org:member ?p ."
    for sector in found:
        known = f'?w wpk:sector/rdfs:label "{sector.label}" .'
        which = "FILTER NOT EXISTS { ?w wpk:sector ?s }" if sector.label == sectors.NONE else known
        assert len(sector.workplaces) == number(built_example, ask.format("w", which, ""))
        assert len(sector.people) == number(built_example, ask.format("p", which, member))
        assert len(sector.speakers) == number(built_example, ask.format("p", which, f"{member} ?x wpk:speaker ?p ."))
    assert found[-1].label == sectors.NONE
    assert sum(len(sector.speakers) for sector in found) > 3


def test_the_map_counts_what_has_a_point(built_example: Path) -> None:
    atlas = places.load(built_example)
    stands = (
        "SELECT (COUNT(DISTINCT ?w) AS ?n) { ?w a wpk:Workplace ; wpk:locatedIn/schema:containedInPlace*/geo:lat ?x }"
    )
    point = "schema:location/wpk:locatedIn?/schema:containedInPlace*/geo:lat"
    at = f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ ?e a wpk:Event ; {point} ?x }}"
    events = {event for spot in atlas.spots for event in spot.events}
    works = {work for spot in atlas.spots for work in spot.workplaces}
    assert len(works) == number(built_example, stands) > 0
    assert len(events) == number(built_example, at) > 0
    for (kind, name), number_drawn in zip(places._KINDS, (len(events), len(works)), strict=True):
        everything = number(built_example, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a wpk:{kind} }}")
        assert atlas.pointless[name] + number_drawn == everything
    assert len(atlas.provinces) >= 9
    assert [spot for spot in places.within(atlas, Look(first=1900, last=1901)) if spot.events] == []


def test_a_place_without_a_point_stands_at_the_area_around_it() -> None:
    from wpkgraph.lines import TYPE, Index
    from wpkgraph.namespaces import PREFIXES, WPK

    index, geo, inside = Index(), PREFIXES["geo"], places._INSIDE
    index.add([f"<a> <{inside}> <b>", f"<b> <{inside}> <c>", f'<c> <{geo}lat> "40.5"', f'<c> <{geo}long> "127.25"'])
    index.add([f"<x> <{inside}> <y>", f"<y> <{inside}> <x>"])
    assert places._point(index, "a") == (40.5, 127.25, "c", False)
    index.add([f"<c> <{TYPE}> <{WPK}Province>"])
    assert places._point(index, "a") == (40.5, 127.25, "c", True)
    assert places._point(index, "x") is None


def test_ideas_have_the_numbers_of_the_concepts_command(built_example: Path) -> None:
    from wpkgraph.ideas.tally import counts

    found = ideas.lines(corpus(built_example), 3)
    whole = {(row.idea.label, row.group.key): row for row in counts(corpus(built_example), "year")}
    assert found[0].label == "Party cell"
    for line in found:
        for year, mentions, words in line.years:
            row = whole.get((line.label, str(year)))
            assert mentions == (row.mentions if row else 0)
            assert row is None or words == row.group.words
    assert [len(run) for run in ideas._runs([(2012, 0, 9), (2013, 1, 9), (2021, 2, 9)])] == [2, 1]
    made = ideas.draw(built_example, Look(first=2020), ["party cell"], 9)
    assert "Counted by wpkgraph: " in made.caption
    with pytest.raises(NotFoundError):
        ideas.draw(built_example, Look(), ["no such idea"], 9)
    with pytest.raises(QueryError, match="no idea is mentioned"):
        ideas.draw(built_example, Look(first=1901, last=1902), [], 9)


@pytest.mark.parametrize("what", ["timeline", "sectors", "map"])
def test_hostile_names_are_drawn_as_they_are(tmp_path: Path, what: str) -> None:
    folder = write_hostile(tmp_path / "out")
    if what == "map":  # the sample's places have no points
        with frame.settings(), pytest.raises(QueryError, match="nothing in the graph has a place with coordinates"):
            places.draw(places.load(folder), Look())
        return
    assert cli.run(["plot", str(folder), what, "-o", str(tmp_path / "x.svg"), "--title", "<b> $x_1$ & \x07"]) == 0
    text = (tmp_path / "x.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    assert "&lt;b&gt; $x_1$ &amp;" in text
    assert "\x07" not in text


def test_a_title_and_a_width_are_kept() -> None:
    with frame.settings():
        made = frame.Frame(Look(60.0, "A title " * 9), "unused", "caption " * 20, 30)
        assert made.title.startswith("A title")
        assert made.width == 60
        assert made.height > 30 + 4.2 * 2
        assert all(frame.wide(line, frame.SMALL) <= 60 for line in frame.wrapped(made.caption, 54, frame.SMALL))
        assert frame.wide(frame.cut("a very long name of an event", 20), frame.TEXT) <= 20


def test_mistakes_are_told(
    built_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "x.svg")
    for arguments, said in (
        (["timeline", "-o", str(tmp_path / "x.pdf")], "a picture ends in .svg or .png"),
        (["timeline", "-o", str(built_example / "x.svg")], "inside an output folder"),
        (["timeline", "--from", "2022", "--until", "2020", "-o", out], "--from 2022 is later than --until 2020"),
        (["sectors", "--from", "2022", "-o", out], "do not go with sectors"),
        (["map", "--concept", "x", "-o", out], "--concept goes with concepts"),
        (["timeline", "--width", "20", "-o", out], "Invalid value for '--width'"),
        (["pie", "-o", out], "is not one of"),
    ):
        assert cli.run(["plot", str(built_example), *arguments]) == 2
        assert said in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(OutputError, match=r"pip install 'wpkgraph\[plot\]'"), frame.settings():
        pass
    assert not list(tmp_path.iterdir())
