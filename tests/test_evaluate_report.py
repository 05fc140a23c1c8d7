"""Reports of evaluations: errors in their sentences, what changed, JSON with stable keys, a page that is safe to open."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evaluation_sample import GRAPH, TEXT, dataset, evaluated, event, post, write
from wpkgraph.errors import AnnotationError
from wpkgraph.evaluate import against, gold, report
from wpkgraph.evaluate.evaluation import Error, Evaluation, evaluate
from wpkgraph.evaluate.floors import Floor
from wpkgraph.evaluate.judge import CHAIN
from wpkgraph.views import evaluation as terminal
from wpkgraph.views import evaluation_page as page

HOSTILE = "<script>alert(1)</script>\x1b[31m\"'&"


def errors(found: Evaluation, kind: str, state: str) -> list[Error]:
    return [error for error in found.errors if (error.kind, error.state) == (kind, state)]


def marked(error: Error) -> list[str]:
    """The marked words of an error's sentences."""
    assert error.place is not None
    return [piece.text for sentence in error.place.sentences for piece in sentence if piece.marked]


def earlier(folder: Path, found: Evaluation) -> against.Earlier:
    path = folder / "earlier.json"
    path.write_text(report.to_json(found, "out"), encoding="utf-8")
    return against.load(path, report.FORMAT)


def test_a_missed_fact_is_shown_where_its_words_are_nearest(tmp_path: Path) -> None:
    wanted = [post("Kiln Works"), post(role="lamp-lighter", person="Lamp Sol"), post(person="Han Sol")]
    first, second, nowhere = errors(evaluated(tmp_path, affiliations=wanted), CHAIN, "missed")
    assert first.text == "Om Tae Sik | head | Kiln Works"
    assert marked(first) == ["Om Tae Sik", "head"]
    assert first.place is not None
    assert (first.place.start, first.place.file_start) == (10, 15)
    assert marked(second) == ["Lamp Sol"]
    assert nowhere.place is None


def test_a_missed_fact_with_offsets_is_shown_there(tmp_path: Path) -> None:
    at = TEXT.index("over Tobong") + 5  # the article begins at character 5 of the file
    places = [{"name": "Kiln", "char_start": at, "char_end": at + 4}, {"name": "Kiln Hill", "span": [0, 3]}]
    found = errors(evaluated(tmp_path, places=places), "places", "missed")
    assert marked(found[0]) == ["over"]
    assert found[1].place is None  # before the article


def test_words_are_found_across_lines_in_any_case_with_any_apostrophe(tmp_path: Path) -> None:
    text = TEXT.replace("The end.", "The\n people’s   lamp.")
    path = write(tmp_path, organizations=[{"name": "People's Lamp", "variants": []}])
    data = dataset(GRAPH.replace(next(iter(dataset().texts)), next(iter(dataset(text=text).texts))), text)
    (error,) = errors(evaluate(data, gold.load([str(path)])), "organisations", "missed")
    assert marked(error) == ["people’s   lamp"]


def test_a_wrong_fact_names_its_rule_and_a_wrong_name_the_facts_on_it(tmp_path: Path) -> None:
    found = evaluated(tmp_path)
    (chain,) = errors(found, CHAIN, "wrong")
    assert (chain.text, chain.node, chain.rules, chain.signed) == (
        "Om Tae Sik | head | wick work-team < Lamp Works",
        "id:m",
        ("apposition",),
        True,
    )
    assert marked(chain) == ["head of the wick work-team of the Lamp Works"]
    om, sol = errors(found, "persons", "wrong")
    assert (om.rules, om.signed, sol.rules) == (("apposition", "speech-told"), False, ())
    assert marked(sol) == ["Lamp Sol"]


def test_what_changed(tmp_path: Path) -> None:
    before = earlier(tmp_path, evaluated(tmp_path / "a", persons=["Lamp Sol", "Han Sol"], places=["Tobong"]))
    now = evaluated(
        tmp_path / "b", GRAPH.replace('rdfs:label "Lamp Sol"', 'rdfs:label "Han Sol"'), persons=["Lamp Sol", "Han Sol"]
    )
    difference = against.compare(before, now)
    facts = {name: [(kind, text) for kind, _, text in rows] for name, rows in difference.facts.items() if rows}
    assert facts == {
        "gained": [("persons", "Han Sol")],
        "lost": [("persons", "Lamp Sol")],
        "wrong_new": [("places", "Tobong")],
        "not_annotated": [("places", "Tobong")],
    }
    places = next(change for change in difference.changes if change.kind == "places")
    assert (places.before, places.now) == ((1.0, 1.0, 1.0), (0.0, None, 0.0))


def test_nothing_changed(tmp_path: Path) -> None:
    found = evaluated(tmp_path, persons=["Om Tae Sik"] * 3, affiliations=[post("Kiln Works")])
    difference = against.compare(earlier(tmp_path, found), found)
    assert not any(difference.facts.values())
    assert all(change.before == change.now for change in difference.changes)
    assert "the same figures" in terminal.render(found, difference, ())
    assert "The figures are the same." in page.render(found, "out", difference)


def test_facts_of_texts_that_one_report_lacks_are_no_change(tmp_path: Path) -> None:
    before = earlier(tmp_path, evaluated(tmp_path / "a", persons=["Om Tae Sik"]))
    write(tmp_path / "b", "two", file="gone.txt", persons=["Han Sol"])
    write(tmp_path / "b", persons=["Om Tae Sik"])
    difference = against.compare(before, evaluate(dataset(), gold.load([str(tmp_path / "b")])))
    assert difference.files_added == ("gone.txt",)
    assert not any(difference.facts.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "wpkgraph report 1"}, "format: must be 'wpkgraph evaluation 1'"),
        ({"format": None}, "format: must be"),
        ({"right": [{"kind": "persons"}]}, r"right\[0\]: 'file' is missing"),
        ({"errors": {}}, "errors: must be a list"),
        (
            {"kinds": {"persons": {"precision": 2, "recall": 1, "f1": 1}}},
            r"kinds\.persons\.precision: must be a number from 0",
        ),
    ],
)
def test_an_earlier_report_is_read_strictly(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    data = json.loads(report.to_json(evaluated(tmp_path), "out")) | change
    path = tmp_path / "earlier.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(AnnotationError, match=rf"earlier\.json: {said}"):
        against.load(path, report.FORMAT)


def test_keys_of_the_json_report(tmp_path: Path) -> None:
    found = evaluated(tmp_path, persons=["Om Tae Sik", "Han Sol"])
    text = report.to_json(found, "out", against.compare(earlier(tmp_path, found), found))
    data = json.loads(text)
    assert list(data) == [
        *(
            "format",
            "version",
            "output",
            "bootstrap",
            "files",
            "kinds",
            "checks",
            "not_compared",
            "rules",
            "errors",
            "right",
        ),
        "against",
    ]
    assert data["kinds"]["persons"] == {
        "gold": 2,
        "right": 1,
        "missed": 1,
        "wrong": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "precision_interval": None,
        "recall_interval": None,
        "f1_interval": None,
        "files": 1,
        "judged_files": 1,
        "precision_judged": None,
    }
    missed = next(row for row in data["errors"] if row["state"] == "missed")
    assert missed == {"kind": "persons", "state": "missed", "file": "lamp.txt", "text": "Han Sol", "place": None}
    wrong = next(row for row in data["errors"] if row["state"] == "wrong" and row["kind"] == "persons")
    assert set(wrong) == {"kind", "state", "file", "text", "node", "signed", "rules", "place"}
    assert {"text": "Lamp Sol", "marked": True} in wrong["place"]["sentences"][0]
    assert data["right"] == [{"kind": "persons", "file": "lamp.txt", "text": "Om Tae Sik", "node": "id:om"}]
    page_keys = (Path(__file__).resolve().parents[1] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for key in [
        *data,
        *data["kinds"]["persons"],
        *wrong,
        *wrong["place"],
        *data["against"],
        *data["checks"],
        *data["rules"][0],
    ]:
        assert f"`{key}`" in page_keys, f"docs/evaluation.md does not explain {key}"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        write(tmp_path / "gold", name, file=f"{name}.txt", persons=["Om Tae Sik"])
    write(tmp_path / "gold", persons=["Om Tae Sik"])
    files = sorted(map(str, (tmp_path / "gold").iterdir()))
    first, second = (evaluate(dataset(), gold.load(paths)) for paths in (files, files[::-1]))
    assert report.to_json(first, "out") == report.to_json(second, "out")
    assert page.render(first, "out") == page.render(second, "out")
    assert terminal.render(first, None, ()) == terminal.render(second, None, ())


class Tags(HTMLParser):
    """The elements of a page, and whether each that was opened was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def hostile_page(tmp_path: Path) -> tuple[Evaluation, str]:
    turtle = GRAPH.replace('"Lamp Sol"', json.dumps(HOSTILE).replace("'", "\\'"), 2).replace(
        "'apposition'", json.dumps(HOSTILE)
    )
    found = evaluated(
        tmp_path,
        turtle,
        persons=[HOSTILE + "x"],
        places=["@style@"],
        events=[event(HOSTILE)],
        participations=[{"person": "Om", "as": HOSTILE}],
    )
    difference = against.compare(earlier(tmp_path, evaluated(tmp_path / "b", persons=[HOSTILE])), found)
    return found, page.render(found, f"out/{HOSTILE}", difference, [Floor("f1", HOSTILE, None, 1.0)])


def test_nothing_of_a_text_becomes_markup(tmp_path: Path) -> None:
    _, text = hostile_page(tmp_path)
    tags = Tags()
    tags.feed(text)
    assert not tags.open
    assert "script" not in tags.seen
    assert not {name for name in tags.attributes if name.startswith("on") or name in ("src", "style")}
    assert text.count("<style>") == 1
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>@style@</b>" in text


def test_the_page_loads_and_runs_nothing(tmp_path: Path) -> None:
    text = page.render(evaluated(tmp_path), "out")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src &#x27;none&#x27;; style-src &#x27;sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://|url\(|@import", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_what_the_page_says(tmp_path: Path) -> None:
    found = evaluated(tmp_path, exhaustive=False, persons=["Om Tae Sik"], places=["Kiln"])
    text = page.render(found, "my out", floors=[Floor("most", "spans", 6, 5), Floor("f1", "persons", 1.0, 0.5)])
    assert "<title>Evaluation of my out</title>" in text
    assert "wpkgraph explain &#x27;my out&#x27; id:m" in text
    assert "<mark>Lamp Sol</mark>" in text
    assert "&ndash;<small>not judged</small>" in text
    assert "Recall only, as the annotations hold a sample of them: events, organisations, places, concepts." in text
    assert "1 of 2 floors are not kept" in text
    assert "spans: 6, must not be above 5" in text
    assert "Made by rule apposition" in text
    assert text.count("<h1>") == 1


def test_the_page_of_a_graph_in_no_folder(tmp_path: Path) -> None:
    text = page.render(evaluated(tmp_path), "")
    assert "Evaluation of a graph built for it" in text
    assert "wpkgraph explain OUTPUT id:m" in text


def test_the_terminal_shows_no_control_characters(tmp_path: Path) -> None:
    found, _ = hostile_page(tmp_path)
    difference = against.compare(earlier(tmp_path, evaluated(tmp_path / "c", persons=[HOSTILE])), found)
    assert "\x1b" not in terminal.render(found, difference, ())


def test_the_terminal(tmp_path: Path) -> None:
    found = evaluated(tmp_path, persons=["Om Tae Sik", "Han Sol"], participations=[{"person": "Om", "as": "other"}])
    lines = terminal.render(found, None, [Floor("f1", "persons", 0.5, 0.6)]).splitlines()
    assert next(line for line in lines if line.startswith("persons ")).split() == [
        "persons",
        "2",
        "1",
        "1",
        "0.500",
        "0.500",
        "0.500",
    ]
    assert "Parts taken that are not compared: other (1)." in lines
    assert lines[-2:] == ["1 floor, 1 not kept:", "  persons: f1 0.500, must reach 0.600"]
