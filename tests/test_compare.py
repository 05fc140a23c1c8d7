"""`wpkgraph compare`: articles found by their names, facts and passages side by side, as text, data and a page."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from version_texts import HEADLINE, OTHER, RENDERED, REPORT, REWRITTEN, SPEECH, collection, record
from wpkgraph import build, cli, outputs
from wpkgraph.articles import Articles
from wpkgraph.compare import Comparison, compare
from wpkgraph.errors import NotFoundError, OutputError
from wpkgraph.factdiff import KINDS, Difference, Item, difference
from wpkgraph.namespaces import WPK
from wpkgraph.views import compared, comparepage

URL = "http://lamps.example/q/1"
NASTY = '<script>alert("x")</script> & <img src=x onerror=y> \x1b[31m'
RECORDS = [
    record("a", f"{HEADLINE}\n\n{REPORT}", url=URL),
    record("b", REPORT, url=URL, title=HEADLINE),
    record("c", REWRITTEN, url=URL, title="Chairman Tours Lamp Factory", date="2019-03-20"),
    record("e", SPEECH),
    record("f", RENDERED, title=f"Opening Address {NASTY}", date="2019-05"),
    record("g", OTHER + f" Then {NASTY} was said."),
]
BULLETIN = f"Lamp Board Bulletin\n\n{HEADLINE}\n\n{REWRITTEN}\n\nNet Menders Meet\n\n{OTHER}\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    (folder / "in").mkdir()
    collection(folder / "in", RECORDS)
    (folder / "in" / "bulletin.txt").write_text(BULLETIN, encoding="utf-8")
    return outputs.write(build(folder / "in").dataset, folder / "out")


@pytest.fixture(scope="module")
def articles(output: Path) -> Articles:
    return Articles(output)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


# --- articles ----------------------------------------------------------------------------------------------------------


def test_an_article_is_found_by_each_of_its_names(articles: Articles) -> None:
    iri = articles.find("c")
    short = articles.describe(iri).iri
    for name in (iri, f"<{iri}>", short, "Chairman Tours Lamp Factory", "chairman tours  lamp factory"):
        assert articles.find(name) == iri
    assert articles.title(iri) == "Chairman Tours Lamp Factory"


def test_articles_of_one_file_are_numbered(articles: Articles) -> None:
    second = articles.describe(articles.find("bulletin.txt#2"))
    assert second.places == ("bulletin.txt#2",)
    assert second.title == "Net Menders Meet"
    with pytest.raises(
        NotFoundError, match=r"stands for 2 articles; name one of them:\n  bulletin.txt#1  .*\n  bullet"
    ):
        articles.find("bulletin.txt")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (HEADLINE, r"stands for 2 articles; name one of them:\n  [ab]  Om Tae Sik Looks"),
        ("net menders", r"no article of .*; did you mean:\n  bulletin.txt#2  Net Menders Meet"),
        ("Chairmen Tour Lamp Factories", r"did you mean:\n  c  Chairman Tours"),
        ("zzz", r"^'zzz' is no article of [^\n]*$"),
        ("", "is no article"),
        ("bulletin.txt#3", "is no article"),
        ("https://[x", "is no article"),
        ("<a b>", "is no article"),
    ],
)
def test_what_is_no_article_is_said_with_hints(articles: Articles, name: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        articles.find(name)


def test_a_missing_text_is_said(output: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copytree(output, tmp_path / "copy"))
    for file in (copy / "text").iterdir():
        file.unlink()
    with pytest.raises(OutputError, match=r"text/[0-9a-f]{64}\.txt: can't be read"):
        compare(Articles(copy), "a", "c")


def test_groups_are_listed_by_relation(articles: Articles) -> None:
    found = [(g.relation.rpartition("#")[2], [m.places[0] for m in g.members]) for g in articles.groups()]
    assert [(relation, sorted(places)) for relation, places in found] == [
        ("alternateOf", ["a", "b"]),
        ("alternateOf", ["bulletin.txt#1", "c"]),
        ("wasRevisionOf", ["a", "b", "c"]),
        ("variantOf", ["a", "b", "bulletin.txt#1"]),
        ("variantOf", ["bulletin.txt#2", "g"]),
        ("recordOf", ["e", "f"]),
    ]


# --- facts -------------------------------------------------------------------------------------------------------------


def item(kind: str, label: str, **more: str) -> Item:
    values = {"iri": f"http://x/{label}", "key": label.casefold(), "loose": "", "about": ""} | more
    return Item(kind=f"{WPK}{kind}", label=label, times=1, quote="", **values)


def told(found: tuple[Difference, ...]) -> list[tuple[str, str]]:
    return [(fact.where, fact.label) for fact in found]


def test_one_iri_is_one_fact_whatever_it_is_called() -> None:
    left, right = item("Person", "Ro", iri="http://x/1"), item("Person", "Ro Chan Gyu", iri="http://x/1")
    assert told(difference([left], [right])) == [("both", "Ro | Ro Chan Gyu")]


def test_persons_of_one_name_known_to_one_article_each_are_one() -> None:
    left = [item("Person", "Om", iri="http://x/a"), item("Person", "Pae", iri="http://x/p")]
    right = [item("Person", "om", iri="http://x/b"), item("Person", "Yun", iri="http://x/y")]
    assert told(difference(left, right)) == [("both", "Om | om"), ("A", "Pae"), ("B", "Yun")]


def test_figures_are_one_by_value_and_each_counts_once() -> None:
    left = [item("Figure", "12 lamps", key="12"), item("Figure", "twelve boats", key="12", iri="http://x/2")]
    right = [item("Figure", "12 lanterns", key="12", iri="http://x/3"), item("Figure", "9 crates", key="9")]
    found = difference(left, right)
    assert told(found) == [("both", "12 lamps | 12 lanterns"), ("B", "9 crates"), ("A", "twelve boats")]


def test_an_event_worded_otherwise_is_one_with_those_who_took_part() -> None:
    one, other = "contest of net menders of Moran Harbour", "net menders' contest in Moran Harbour"
    left = [
        item("Event", one, iri="http://x/e1", loose="Contest"),
        item("Participation", f"Om: guided, {one}", loose="Om guided", about="http://x/e1"),
    ]
    right = [
        item("Event", other, iri="http://x/e2", loose="Contest"),
        item("Participation", f"Om: guided, {other}", loose="Om guided", about="http://x/e2"),
        item("Participation", f"Han: guided, {other}", loose="Han guided", about="http://x/e2"),
    ]
    assert told(difference(left, right)) == [
        ("both", f"{one} | {other}"),
        ("B", f"Han: guided, {other}"),
        ("both", f"Om: guided, {one}"),
    ]


@pytest.mark.parametrize("change", [{"about": "2019-03-04"}, {"loose": "Visit"}, {"key": "supper"}])
def test_events_of_other_days_kinds_or_words_are_two(change: dict[str, str]) -> None:
    left = item("Event", "contest of menders", iri="http://x/1", loose="Contest", about="2019-03-03")
    right = item("Event", "contest of the menders", **{"loose": "Contest", "about": "2019-03-03"} | change)
    assert [fact.where for fact in difference([left], [right])] == ["A", "B"]


def test_facts_of_two_versions(articles: Articles) -> None:
    found = compare(articles, "a", "c").facts
    both = {fact.label for fact in found if fact.where == "both"}
    assert {"Om Tae Sik", "Han Sol Mi"} <= both
    assert any(label.startswith("Om Tae Sik: chairman") for label in both)
    assert any("1,200 lamps" in label for label in both)
    assert [fact.kind for fact in found] == sorted((fact.kind for fact in found), key=KINDS.index)


# --- the comparison ----------------------------------------------------------------------------------------------------


def test_a_comparison_of_versions(articles: Articles) -> None:
    found = compare(articles, "a", "c")
    assert found.relations == (("B", "http://www.w3.org/ns/prov#wasRevisionOf", "A"),)
    assert compared.related(found) == ["B is a later version of A at the same address (revision)"]
    assert 0.5 < found.closeness < 0.9
    assert found.rows[0].kind == "only A"  # the headline
    text = articles.text(articles.find("a"))
    for row in found.rows:
        if row.at[0] is not None:
            start, end = row.at[0]
            assert "".join(text[start:end].split()) == "".join(compared.joined(row.left).split())


def test_an_alternate_is_the_same_throughout(articles: Articles) -> None:
    found = compare(articles, "b", "a")
    assert {row.kind for row in found.rows} == {"same", "only B"}
    assert compared.related(found) == ["A and B are one text in two make-ups (alternates)"]
    assert not [fact for fact in found.facts if fact.where == "A"]


def test_the_same_article_twice_and_two_strangers(articles: Articles) -> None:
    same = compare(articles, "g", "g")
    assert {row.kind for row in same.rows} == {"same"}
    assert {fact.where for fact in same.facts} == {"both"}
    strangers = compare(articles, "a", "g")
    assert compared.related(strangers) == ["the graph relates the two articles in no way"]
    assert strangers.closeness < 0.1


def test_two_renderings_of_a_speech(articles: Articles) -> None:
    found = compare(articles, "e", "f")
    assert compared.related(found) == ["A and B are texts of one speech"]
    assert {"near", "like"} <= {row.kind for row in found.rows}


# --- what is shown -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nasty(articles: Articles) -> Comparison:
    return compare(articles, "f", "g")


def test_the_page_asks_for_nothing_and_shows_documents_as_text_only(nasty: Comparison) -> None:
    page = comparepage.render(nasty)
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|object)", page)
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert not re.search(r"<[^>]*(src|href)=(?![\"']?#)", page)
    assert "@" not in re.sub(r"@media", "", page)
    assert comparepage.render(nasty) == page


def test_a_document_can_not_fill_another_part_of_the_page(articles: Articles) -> None:
    from dataclasses import replace

    found = compare(articles, "a", "c")
    found = replace(found, left=replace(found.left, title="@passages@ @facts@ @style@"))
    page = comparepage.render(found)
    assert page.count("@passages@ @facts@ @style@") == 2
    assert page.count('<h2 id="passages">') == 1


def test_the_page_marks_words_and_folds_what_is_the_same(articles: Articles) -> None:
    page = comparepage.render(compare(articles, "a", "c"))
    assert re.search(r"<del>[^<]*looked round", page)
    assert re.search(r"<ins>[^<]*toured", page)
    assert "Only in A" in comparepage.render(compare(articles, "a", "g"))
    same = comparepage.render(compare(articles, "a", "b"))
    assert "6 passages in the same words" in same
    assert "<del>" not in same.partition('id="passages"')[2].partition("</p>")[2]


def test_the_table_shows_facts_and_the_passages_that_differ(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    code, out, err = run(capsys, "compare", output, "a", "c", "--limit", "2")
    assert (code, err) == (0, "")
    assert out.startswith(
        f"A  a  {HEADLINE} (2019-03-03)\nB  c  Chairman Tours Lamp Factory (2019-03-03)\ncloseness 0."
    )
    assert "\n  both   Om Tae Sik\n" in out
    assert "[-" in out
    assert "{+" in out
    assert re.search(r"\n  \.\.\. and \d+ more \(--limit, or -o diff\.html\)\n$", out)
    assert "\x1b" not in run(capsys, "compare", output, "f", "g", "--limit", "99")[1]


def test_json_and_csv_hold_all_of_it(capsys: pytest.CaptureFixture[str], output: Path, articles: Articles) -> None:
    found = compare(articles, "a", "c")
    data = json.loads(run(capsys, "compare", output, "a", "c", "--format", "json")[1])
    assert data["relations"] == [["B", "prov:wasRevisionOf", "A"]]
    assert len(data["passages"]) == len(found.rows)
    assert len(data["facts"]) == len(found.facts)
    assert data["a"]["title"] == HEADLINE
    near = next(row for row in data["passages"] if row["kind"] == "near")
    assert all(word in near["a"]["text"] for word in near["a"]["own"])
    rows = list(csv.DictReader(io.StringIO(run(capsys, "compare", output, "a", "c", "--format", "csv")[1])))
    assert [row["part"] for row in rows] == ["fact"] * len(found.facts) + ["passage"] * len(found.rows)
    assert {row["where"] for row in rows} <= {"A", "B", "both"}


def test_the_list_in_each_form(capsys: pytest.CaptureFixture[str], output: Path) -> None:
    table = run(capsys, "compare", output, "--list")[1]
    assert "alternate of (2 articles)\n  a  " in table
    assert re.search(r"record of: Opening speech by Om Tae Sik, .* \(2 articles\)\n  e  ", table)
    data = json.loads(run(capsys, "compare", output, "-l", "-f", "json")[1])
    assert data[0]["relation"] == "prov:alternateOf"
    rows = list(csv.DictReader(io.StringIO(run(capsys, "compare", output, "-l", "-f", "csv")[1])))
    assert len(rows) == sum(len(group["members"]) for group in data)
    assert table.endswith(f"({len(data)} groups)\n")


def test_a_page_is_written_whole_or_not_at_all(
    capsys: pytest.CaptureFixture[str], output: Path, tmp_path: Path
) -> None:
    page = tmp_path / "diff.html"
    code, out, _ = run(capsys, "compare", output, "a", "c", "-o", page)
    assert code == 0
    assert out.startswith(f"{page}: closeness 0.")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [file.name for file in tmp_path.iterdir()] == ["diff.html"]
    code, _, err = run(capsys, "compare", output, "a", "c", "-o", tmp_path / "no" / "diff.html")
    assert code == 2
    assert "can't be written: No such file" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument 'A' (or give --list)"),
        (("a",), "Missing argument 'B' (or give --list)"),
        (("a", "b", "--list"), "--list takes no articles"),
        (("a", "zzz"), "wpkgraph: 'zzz' is no article"),
        (("a", "b", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_bad_usage_ends_with_2(
    capsys: pytest.CaptureFixture[str], output: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(capsys, "compare", output, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_folder_that_is_no_output_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "compare", tmp_path, "a", "b")
    assert code == 2
    assert "is not an output folder" in err
