"""What the graphs of real builds say of persons, tenures and decisions: profiles, reference data, merges of known persons."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpkgraph import knowledge, pipeline, triples
from wpkgraph.cli import run
from wpkgraph.identity.naming import NAMING, abbreviated
from wpkgraph.identity.profiles import Profile, indexed, world
from wpkgraph.identity.review import Review
from wpkgraph.iris import BASE, Minter
from wpkgraph.knowledge import strict
from wpkgraph.knowledge.decisions import COLUMNS, Decision, Decisions
from wpkgraph.knowledge.decisions import load as load_decisions
from wpkgraph.lines import LABEL, Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, ORG, SCHEMA, WPK
from wpkgraph.options import BuildOptions
from wpkgraph.outputs import write

HEAD = "Date: 07/04/2021 | Source: KCNA\n\nPyongyang, April 7 (KCNA) -- "


def build(tmp_path: Path, *texts: str, **options: object) -> Dataset:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return pipeline.build([str(folder)], BuildOptions(**options))  # type: ignore[arg-type]


def profiles(made: Dataset) -> dict[str, Profile]:
    people = world(indexed(made.graphs.values(), BASE), BASE).people
    return {iri.removeprefix(f"{BASE}person/"): person for iri, person in people.items()}


def indexed_all(made: Dataset) -> Index:
    index = Index()
    for lines in made.graphs.values():
        index.add(lines)
    return index


# --- profiles --------------------------------------------------------------------------------------------------------


def test_a_profile_holds_posts_bodies_levels_and_days(tmp_path: Path) -> None:
    text = "Om Tae Sik, Party cell secretary of the repair work-team of the cement shop of the Unsong Works, spoke."
    (found,) = profiles(build(tmp_path, HEAD + text)).values()
    assert found.posts == {"Party cell secretary"}
    assert set(found.bodies) == {"repair work-team", "cement shop", "Unsong Works"}
    assert found.active == {("2021-04-07", "2021-04-07")}
    assert found.ids == {"person/om-tae-sik/unsong-works"}
    assert len(found.articles) == len(found.texts) == 1


def test_a_branch_is_the_party_body_below_the_party(tmp_path: Path) -> None:
    text = (
        "Om Tae Sik, secretary of the Kangwon Provincial Committee of the WPK, and Ro Un, member of the Political Bureau of the"
        " WPK Central Committee, spoke."
    )
    found = profiles(build(tmp_path, HEAD + text))
    branches = {person.label: person.branches for person in found.values()}
    assert branches == {
        "Om Tae Sik": {"Kangwon Provincial Committee of the Workers' Party of Korea"},
        "Ro Un": {"Central Committee of the Workers' Party of Korea"},
    }


def test_those_called_dead_are_not_active(tmp_path: Path) -> None:
    (found,) = profiles(
        build(tmp_path, HEAD + "The late Om Tae Sik, chairman of the Lamp Board, was recalled.")
    ).values()
    assert found.dead == {("2021-04-07", "2021-04-07")}
    assert found.active == set()


def test_events_have_companions_and_what_articles_call_one_there(tmp_path: Path) -> None:
    text = (
        "The 6th Conference of Cell Secretaries of the WPK opened on April 6. Present there were Om Tae Sik, chairman of the"
        " Lamp Board, and Ro Un, manager of the Unsong Works."
    )
    found = profiles(build(tmp_path, HEAD + text))
    om = next(person for person in found.values() if person.label == "Om Tae Sik")
    assert set(om.events.values()) == {"Sixth Conference of Cell Secretaries of the Workers' Party of Korea"}
    assert set().union(*om.beside.values()) == {"Ro Un"}
    assert set().union(*om.told.values()) == {"chairman"}


def test_one_text_sent_out_twice_makes_a_likely_pair(tmp_path: Path) -> None:
    text = "Om Tae Sik and Ro Un were praised in the hall of the town."
    index = indexed_all(build(tmp_path, HEAD + text, HEAD.replace("07/04", "08/04") + text.replace("hall", "HALL")))
    assert len(list(index.pairs(f"{WPK}possiblySameAs"))) == 4
    reasons = {value for _, value in index.pairs(f"{WPK}reason")}
    assert reasons == {"named in one text that two articles have"}


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("V. Tarn", "Vasil Olegovich Tarn", True),
        ("V. O. Tarn", "Vasil Olegovich Tarn", True),
        ("V. Tarn", "Vasil Morn", False),
        ("X. Tarn", "Vasil Tarn", False),
        ("Om Sik", "Om Tae Sik", False),
        ("V. Tarn", "Tarn", False),
    ],
)
def test_initials_may_stand_for_names(left: str, right: str, wanted: bool) -> None:
    assert abbreviated(left, right) is wanted
    assert abbreviated(right, left) is wanted


@pytest.mark.parametrize(
    ("left", "right"), [("Om Chol Bom", "Om Chol Pom"), ("Jo Yong Won", "Cho Yong-won"), ("Ro", "RO")]
)
def test_names_that_are_linked_share_a_key(left: str, right: str) -> None:
    assert NAMING.compare(left, right) in ("same", "compatible")
    assert set(NAMING.keys(left)) & set(NAMING.keys(right))


# --- tenures ---------------------------------------------------------------------------------------------------------


def test_tenures_of_those_who_are_named_stand_in_the_curated_graph(tmp_path: Path) -> None:
    made = build(tmp_path, HEAD + "Kim Jong Un, general secretary of the WPK, came to the hall.")
    index = Index()
    index.add(made.graphs[f"{BASE}graph/curated"])
    holders = dict(index.pairs(f"{WPK}holder"))
    assert set(holders.values()) == {f"{BASE}person/kim-jong-un"}
    tenure = Minter().tenure("general-secretary-of-the-wpk", "kim-jong-un", "2021-01-10")
    assert index.values(tenure, f"{SCHEMA}startDate") == ["2021-01-10"]
    assert index.values(tenure, f"{SCHEMA}endDate") == []
    assert index.values(tenure, f"{WPK}confirmed") == ["true"]
    assert index.values(tenure, f"{WPK}status") == [f"{WPK}Curated"]
    assert "KCNA" in (index.one(tenure, f"{DCTERMS}source") or "")
    office = index.one(tenure, f"{WPK}office") or ""
    assert index.values(office, f"{ORG}postIn") == [f"{BASE}org/wpk"]
    first = Minter().tenure("first-secretary-of-the-wpk", "kim-jong-un", "2012-04-11")
    assert index.values(first, f"{SCHEMA}endDate") == ["2016-05-09"]
    assert index.values(first, f"{WPK}confirmed") == []


def test_a_tenure_is_no_membership_and_brings_in_no_body(tmp_path: Path) -> None:
    made = build(tmp_path, HEAD + "Kim Jong Il was praised in the hall.")
    index = indexed_all(made)
    assert list(index.pairs(f"{WPK}holder"))
    assert not list(index.pairs(f"{ORG}member"))
    assert f"{BASE}org/ndc" not in index.subjects(LABEL)


def test_without_known_persons_there_are_no_tenures(tmp_path: Path) -> None:
    index = indexed_all(build(tmp_path, HEAD + "Om Tae Sik, chairman of the Lamp Board, came."))
    assert not index.subjects(f"{WPK}office")


# --- decisions on known persons ---------------------------------------------------------------------------------------


def decide(left: str, right: str) -> Decisions:
    return Decisions((Decision(f"person/{left}", f"person/{right}", "same", "why", "who"),))


def test_tenures_links_and_namings_follow_a_merge() -> None:
    known = knowledge.load(decided=decide("kim-il-sung", "kim-jong-il"))
    minter = Minter()
    body = next(body for body in known.bodies.bodies.values() if body.named_after == "kim-jong-il" or body.named_after)
    subjects = {f"{BASE}person/kim-il-sung", minter.body(body.id, body.label, None)}
    for graph in (triples.curated_graph(set(subjects), known, minter), triples.links_graph(subjects, known, minter)):
        assert not [line for line in graph.lines if "<" + BASE + "person/kim-jong-il>" in line]
    curated = Index()
    curated.add(triples.curated_graph(set(subjects), known, minter).lines)
    assert {person for _, person in curated.pairs(f"{WPK}holder")} == {f"{BASE}person/kim-il-sung"}
    assert len(curated.values(f"{BASE}person/kim-il-sung", LABEL)) <= 1


def test_the_plain_knowledge_stays_as_it_is() -> None:
    plain = knowledge.load()
    merged = knowledge.load(decided=decide("a", "b"))
    assert plain.decisions.rows == ()
    assert merged.decisions.same == {"person/a": "person/a", "person/b": "person/a"}
    assert merged.people is plain.people
    assert knowledge.load(decided=decide("a", "b")) is merged


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("om-sik/in/0123", "om-sik/board"), "om-sik/board"),
        (("om-sik/board", "om-sik"), "om-sik"),
        (("om-sik/in/0123", "om-sik"), "om-sik"),
        (("om-sik/works", "om-sik/board"), "om-sik/board"),
    ],
)
def test_who_stands_for_a_group(names: tuple[str, str], first: str) -> None:
    for left, right in (names, names[::-1]):
        assert set(decide(left, right).same.values()) == {f"person/{first}"}


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("\t".join(COLUMNS) + "\nperson/a\tperson/b\tsame\tx\ty\t\n", encoding="utf-8")
    found = load_decisions(strict.folder(), (str(file), str(file)))
    assert len(found.rows) == len(found.files) == 1


def test_a_merged_graph_holds_its_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = (
        HEAD + "Om Tae Sik, chairman of the Lamp Board, spoke in the hall.",
        HEAD + "Om Thae Sik, member of the Oar Guild, was praised. Lamps are dear, he said.",
    )
    file = tmp_path / "mine.tsv"
    row = "person/om-tae-sik/lamp-board\tperson/om-thae-sik/oar-guild\tsame\tx\ty\tscore 1; same post: z"
    file.write_text("\t".join(COLUMNS) + f"\n{row}\n", encoding="utf-8")
    out = write(build(tmp_path, *texts, decisions=(str(file),)), tmp_path / "out")
    assert run(["check", str(out)]) == 0
    assert capsys.readouterr().out.endswith("0 problems, 0 notes\n")
    assert Review(out).person("Om Thae Sik").ids == {"person/om-tae-sik/lamp-board", "person/om-thae-sik/oar-guild"}
    assert run(["query", str(out), "SELECT ?r { ?d wpk:reasonThen ?r } ORDER BY ?r", "-f", "csv"]) == 0
    assert capsys.readouterr().out.split("\r\n")[1:3] == ["same post: z", "score 1"]
