"""Mistakes in the files of the ontology, each told with file and line; none ends in a traceback or goes unseen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology_copies import FOLDER, altered, extended, line_of
from wpkgraph.errors import KnowledgeError, QueryError
from wpkgraph.knowledge import (
    bodies,
    concepts,
    decisions,
    furniture,
    lexicon,
    links,
    offices,
    people,
    places,
    romanisation,
    series,
    strict,
    vocabulary,
    wording,
)
from wpkgraph.knowledge.fields import date
from wpkgraph.query import named_queries, read_named

REQUIRED, OPTIONAL = {"id": str, "n": int}, {"many": list, "flag": bool}


def rows(tmp_path: Path, text: str) -> list[strict.Row]:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    return list(strict.toml_rows(tmp_path / "x.toml", "lamp", REQUIRED, OPTIONAL))


def lines(tmp_path: Path, text: str) -> list[strict.Row]:
    (tmp_path / "x.tsv").write_bytes(text.encode())
    return list(strict.tsv_rows(tmp_path / "x.tsv", ("a", "b")))


# --- TOML -------------------------------------------------------------------------------------------------------


def test_rows_of_a_toml_file_know_their_line(tmp_path: Path) -> None:
    text = '# lamps\n\n[[lamp]]\nid = "a"\nn = 1\n\n[[ lamp ]]\nid = "b"\nn = 2\nmany = ["x", "y"]\nflag = true\n'
    first, second = rows(tmp_path, text)
    assert (first.line, second.line) == (3, 7)
    assert second.values == {"id": "b", "n": 2, "many": ["x", "y"], "flag": True}
    assert str(second.error("is odd")) == "x.toml:7: is odd"
    assert rows(tmp_path, "") == []
    assert rows(tmp_path, "[[other]]\nx = 1\n") == []


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[[lamp]]\nid = "a"\n', 1, "lacks n"),
        ("\n[[lamp]]\n", 2, "lacks id, n"),
        ('[[lamp]]\nid = "a"\nn = 1\ncolour = "red"\n', 1, "unknown key 'colour'"),
        ("[[lamp]]\nid = 1\nn = 1\n", 1, "id must be a string"),
        ('[[lamp]]\nid = "a"\nn = "1"\n', 1, "n must be a whole number"),
        ('[[lamp]]\nid = "a"\nn = true\n', 1, "n must be a whole number"),
        ('[[lamp]]\nid = "a"\nn = 1.5\n', 1, "n must be a whole number"),
        ('[[lamp]]\nid = "a"\nn = 1\nmany = "x"\n', 1, "many must be a list of strings"),
        ('[[lamp]]\nid = "a"\nn = 1\nmany = ["x", 1]\n', 1, "many must be a list of strings"),
        ('[[lamp]]\nid = "a"\nn = 1\nflag = 1\n', 1, "flag must be true or false"),
        ('[[lamp]]\nid = "a"\nn = 1\n\n[[lamp]]\nid = "b"\n', 5, "lacks n"),
        ('[lamp]\nid = "a"\nn = 1\n', None, "must be written as a [[lamp]] table"),
        ('lamp = [{id = "a", n = 1}]\n', None, "must be written as a [[lamp]] table"),
        ('lamp = "a"\n', None, "must be written as a [[lamp]] table"),
        ('[[lamp]]\nid = "a\n', 2, ""),
        ("[[lamp]]\nid = a\n", 2, ""),
        ('[[lamp]]\nid = "a"\nid = "b"\n', 3, ""),
        ("\x00", 1, ""),
    ],
)
def test_mistakes_in_toml(tmp_path: Path, text: str, line: int | None, why: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        rows(tmp_path, text)
    assert caught.value.file == "x.toml"
    assert caught.value.line == line
    assert why in caught.value.why


def test_a_table_in_a_string_does_not_shift_the_lines(tmp_path: Path) -> None:
    """What looks like a row inside a text is noticed, so that no error ever names another row's line."""
    with pytest.raises(KnowledgeError, match="must be written as"):
        rows(tmp_path, '[[lamp]]\nid = """\n[[lamp]]\n"""\nn = 1\n')


def test_tables_that_nobody_reads_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("[[lamp]]\n[[wick]]\n", encoding="utf-8")
    strict.toml_tables(tmp_path / "x.toml", {"lamp", "wick", "oil"})
    with pytest.raises(KnowledgeError, match="unknown table 'wick'; known: lamp, oil"):
        strict.toml_tables(tmp_path / "x.toml", {"lamp", "oil"})


@pytest.mark.parametrize("data", [b"\xff\xfe", b"id = '\xe9'"])
def test_bytes_that_are_no_utf8_are_told_with_the_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.toml").write_bytes(data)
    with pytest.raises(KnowledgeError, match=r"x\.toml: can't be read"):
        strict.toml_tables(tmp_path / "x.toml", set())


def test_ids_are_unique_and_the_first_line_is_named(tmp_path: Path) -> None:
    text = "".join(f'[[lamp]]\nid = "{name}"\nn = 1\n' for name in "aba")
    with pytest.raises(KnowledgeError, match=r"x\.toml:7: id 'a' stands in line 1 already"):
        strict.unique(iter(rows(tmp_path, text)), "id")


# --- TSV --------------------------------------------------------------------------------------------------------


def test_rows_of_a_tsv_file(tmp_path: Path) -> None:
    found = lines(tmp_path, '# note\na\tb\n\n1\t2\r\n# more\n"x\t y"\n\t\n')
    assert [(row.values["a"], row.values["b"], row.line) for row in found] == [
        ("1", "2", 4),
        ('"x', ' y"', 6),
        ("", "", 7),
    ]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", None, "the file is empty"),
        ("# only a note\n", None, "the file is empty"),
        ("b\ta\n", 1, "the header must be a b"),
        ("# x\na\tb\tc\n", 2, "the header must be a b"),
        ("a,b\n", 1, "the header must be a b"),
        ("a\tb\n1\n", 2, "1 cells where 2 are due"),
        ("a\tb\n1\t2\n\n1\t2\t3\n", 4, "3 cells where 2 are due"),
    ],
)
def test_mistakes_in_tsv(tmp_path: Path, text: str, line: int | None, why: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        lines(tmp_path, text)
    assert (caught.value.file, caught.value.line) == ("x.tsv", line)
    assert why in caught.value.why


@given(st.lists(st.tuples(*[st.text("abc \"'#,;", max_size=5)] * 2), max_size=6))
def test_cells_come_back_as_they_were_written(cells: list[tuple[str, str]]) -> None:
    import tempfile

    kept = [pair for pair in cells if "\t".join(pair).strip() and not pair[0].startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        found = lines(Path(folder), "a\tb\n" + "".join(f"{a}\t{b}\n" for a, b in kept))
    assert [(row.values["a"], row.values["b"]) for row in found] == kept


# --- fields -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2021", "2021-04", "2021-04-06", "0001", "9999-12-31"])
def test_dates_of_rows(text: str) -> None:
    found = date(strict.Row({"from": text}, "x.toml", 3), "from")
    assert found is not None
    assert found.iso == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "2021-4",
        "2021-13",
        "2021-02-30",
        "2021/04/06",
        "soon",
        " 2021",
        "0000",
        "2021-00",
        "2021-00-05",
        "2021-04-00",
    ],
)
def test_dates_that_rows_must_not_have(text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"x\.toml:3: from"):
        date(strict.Row({"from": text}, "x.toml", 3), "from")
    assert date(strict.Row({}, "x.toml", 3), "from") is None


# --- every loader ------------------------------------------------------------------------------------------------

LOADERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "bodies": ("bodies.toml", bodies.load),
    "states": ("states.toml", bodies.load),
    "concepts": ("concepts.ttl", lambda folder: concepts.load(folder / "concepts.ttl")),
    "decisions": ("decisions.tsv", decisions.load),
    "furniture": ("furniture.toml", furniture.load),
    "names": ("names.toml", lexicon.load),
    "roles": ("roles.toml", lexicon.load),
    "romanisation": ("romanisation.toml", romanisation.load),
    "workplaces": ("workplaces.toml", lexicon.load),
    "links": ("links.sssom.tsv", links.load),
    "offices": ("offices.toml", offices.load),
    "people": ("people.toml", people.load),
    "places": ("places.tsv", places.load),
    "series": ("series.toml", series.load),
    "vocabulary": ("wpk.ttl", vocabulary.load),
    "figures": ("figures.toml", wording.load),
    "lists": ("lists.toml", wording.load),
    "verbs": ("speech_verbs.toml", wording.load),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("knowledge") / "ontology"))


@pytest.fixture
def put(copied: Path) -> object:
    """Put bytes in the place of one file of a copy, and the file back afterwards."""
    changed: list[str] = []

    def change(file: str, data: bytes | None) -> Path:
        changed.append(file)
        (copied / file).unlink()
        if data is not None:
            (copied / file).write_bytes(data)
        return copied

    yield change
    for file in changed:
        shutil.copy(FOLDER / file, copied / file)


Put = Callable[[str, bytes | None], Path]


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_missing_file_is_named(put: Put, name: str) -> None:
    file, load = LOADERS[name]
    with pytest.raises(KnowledgeError, match=rf"^{file}.*can't be read"):
        load(put(file, None))


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_file_that_is_no_text_is_named(put: Put, name: str) -> None:
    file, load = LOADERS[name]
    with pytest.raises(KnowledgeError, match=f"^{file}"):
        load(put(file, (FOLDER / file).read_bytes() + b"\xff\xfe\x00"))


@pytest.mark.parametrize("name", sorted(set(LOADERS) - {"concepts", "vocabulary"}))
def test_a_row_cut_off_is_told_with_a_line(put: Put, name: str) -> None:
    """The last line of a table file torn in its middle, as a full disk leaves it."""
    file, load = LOADERS[name]
    text = (FOLDER / file).read_text(encoding="utf-8")
    torn = text + ("person/a\tperson/b\n" if file.endswith(".tsv") else '\n[[nonsense]]\nid = "a\n')
    with pytest.raises(KnowledgeError) as caught:
        load(put(file, torn.encode()))
    assert caught.value.file == file
    assert caught.value.line in range(text.count("\n"), torn.count("\n") + 2)


@pytest.mark.parametrize("name", sorted(n for n, (file, _) in LOADERS.items() if file.endswith(".toml")))
def test_a_table_of_another_file_is_refused(put: Put, name: str) -> None:
    file, load = LOADERS[name]
    with pytest.raises(KnowledgeError, match=f"^{file}.*unknown table 'nonsense'"):
        load(put(file, (FOLDER / file).read_bytes() + b"\n[[nonsense]]\nx = 1\n"))


@pytest.mark.parametrize("name", ["concepts", "vocabulary"])
def test_turtle_cut_off_is_told_with_a_line(put: Put, name: str) -> None:
    file, load = LOADERS[name]
    data = (FOLDER / file).read_bytes()
    with pytest.raises(KnowledgeError) as caught:
        load(put(file, data[: len(data) // 2]))
    assert caught.value.file == file
    assert caught.value.line


def test_a_list_that_must_be_there_is_missed(tmp_path: Path) -> None:
    folder = altered(tmp_path, "roles.toml", '[[seat]]\nword = "member"\n', "")
    with pytest.raises(KnowledgeError, match=r"roles\.toml"):
        lexicon.load(folder)


BODY = '[[body]]\nid = "x-y"\nlabel = "X"\ncls = "PartyBody"\nsource = "invented"\n'
PERSON = '[[person]]\nid = "x"\nsource = "invented"\n'
OFFICE = '[[office]]\nid = "x"\nlabel = "X"\nrole = "r"\nsource = "invented"\n'
TITLE = '[[title]]\nform = "the Warden"\nsource = "invented"\n'
MEETING = '[[series]]\nid = "x"\nlabel = "X"\ncls = "Meeting"\nsource = "invented"\nbody = "nobody"'
EVENT = '[[event]]\nid = "x"\nlabel = "X"\nsource = "invented"\n'
CONGRESS = '[[event]]\nid = "wpk-congress/90"\nlabel = "X"\nsource = "invented"\nseries = "wpk-congress"'


@pytest.mark.parametrize(
    ("load", "file", "row", "why"),
    [
        (bodies.load, "bodies.toml", BODY + 'parent = "nobody"', "no id of bodies"),
        (bodies.load, "bodies.toml", BODY + 'parent = "x-y"', "stands below itself"),
        (bodies.load, "bodies.toml", BODY + 'also = "Person"', "also can only be 'Place'"),
        (bodies.load, "bodies.toml", BODY + 'stem = ["Y"]', "stem needs an owner"),
        (bodies.load, "bodies.toml", BODY + 'alt = [" "]', "an empty form"),
        (bodies.load, "states.toml", '[[state]]\nid = "wpk"\nlabel = "X"\nsource = "invented"', "in bodies.toml already"),
        (people.load, "people.toml", PERSON + 'label = "KIM Jong-un"', "'kim-jong-un' already"),
        (people.load, "people.toml", PERSON + 'label = "X Y"\nbodies = ["=nobody"]', "is no id of"),
        (offices.load, "offices.toml", OFFICE + 'body = "nobody"', "no id of bodies"),
        (offices.load, "offices.toml", TITLE, "either office or"),
        (offices.load, "offices.toml", TITLE + 'office = "x"\npersons = []', "either office or"),
        (offices.load, "offices.toml", TITLE + 'persons = ["nobody"]', "person 'nobody' has no row"),
        (offices.load, "offices.toml", TITLE + 'office = "nothing"', "office 'nothing' has no row"),
        (series.load, "series.toml", MEETING, "no id of bodies"),
        (series.load, "series.toml", EVENT, "needs cls"),
        (series.load, "series.toml", EVENT.replace('"x"', '"x/1"') + 'series = "x"\nordinal = 1', "has no [[series]] row"),
        (series.load, "series.toml", CONGRESS, "must be made of series"),
        (series.load, "series.toml", CONGRESS + '\nordinal = 91', "must be made of series"),
        (series.load, "series.toml", EVENT + 'cls = "Launch"\nstart = "2021-02-30"', "start '2021-02-30'"),
        (lexicon.load, "roles.toml", '[[prefix]]\nword = "arch"\nmarks = "Highest"', "marks must be one of"),
        (lexicon.load, "roles.toml", '[[head]]\nword = "secretary"', "stands in two rows"),
        (wording.load, "figures.toml", '[[words]]\nname = "colours"\nwords = ["red"]', "unknown list 'colours'"),
        (wording.load, "figures.toml", '[[words]]\nname = "about"\nwords = ["red"]', "stands in the file already"),
        (wording.load, "lists.toml", '[[number]]\nword = "one"\nordinal = "oneth"\nvalue = 1', "stands in the file already"),
    ],
)  # fmt: skip
def test_rows_that_contradict_others_are_told_with_their_line(
    tmp_path: Path, load: Callable[[Path], object], file: str, row: str, why: str
) -> None:
    folder = extended(tmp_path, file, f"\n{row}\n")
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    assert caught.value.file == file
    assert why in caught.value.why
    assert caught.value.line == line_of(folder, file, row.partition("\n")[0])


PLACE = "x-y\tX Y\tcity\tdprk\t39.0\t125.0\t123\t\t\tinvented"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({0: ""}, "must be filled"),
        ({9: ""}, "must be filled"),
        ({2: "planet"}, "kind 'planet'"),
        ({4: ""}, "lat and lon go together"),
        ({4: "north"}, "lat 'north' is no number"),
        ({4: "91"}, "outside 90 degrees"),
        ({5: "-181"}, "outside 180 degrees"),
        ({4: "nan"}, "outside 90 degrees"),
        ({5: "inf"}, "outside 180 degrees"),
        ({6: "Q12"}, "geonames must be digits"),
        ({3: "nowhere"}, "neither a place nor a state"),
        ({3: "wpk"}, "neither a place nor a state"),
        ({3: "x-y"}, "lies in itself"),
        ({0: "kangwon-province"}, "stands in line"),
    ],
)
def test_mistakes_in_places(tmp_path: Path, cells: dict[int, str], why: str) -> None:
    row = PLACE.split("\t")
    for column, text in cells.items():
        row[column] = text
    folder = extended(tmp_path, "places.tsv", "\t".join(row) + "\n")
    with pytest.raises(KnowledgeError) as caught:
        places.load(folder)
    assert why in caught.value.why
    assert caught.value.line == len((folder / "places.tsv").read_text(encoding="utf-8").splitlines())


# --- queries -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# param: who", "a parameter reads"),
        ('# param: 1x = "" -- a name', "a parameter reads"),
        ("# param: x = y -- z", ""),
    ],
)
def test_a_bad_parameter_of_a_query_file_is_told(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "mine.rq").write_text(f"{line}\nASK {{}}\n", encoding="utf-8")
    with pytest.raises(QueryError, match=words or "parameter"):
        named_queries(tmp_path)


def test_headers_of_a_query_file(tmp_path: Path) -> None:
    text = (
        '# title: Lamps\n#description: One\n# description:  line\n# param: a -- must be\n# param: b = "x y" -- may be\n'
    )
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    found = read_named(tmp_path / "mine.rq")
    assert (found.name, found.title, found.description) == ("mine", "Lamps", "One line")
    assert [(p.name, p.default, p.text) for p in found.params] == [("a", None, "must be"), ("b", "x y", "may be")]
    (tmp_path / "bare.rq").write_text("ASK {}", encoding="utf-8")
    assert read_named(tmp_path / "bare.rq").title == "bare"


def test_a_query_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match=r"bad\.rq: is not UTF-8 \(byte 0\)"):
        read_named(tmp_path / "bad.rq")
    with pytest.raises(QueryError, match=r"gone\.rq: no such file"):
        read_named(tmp_path / "gone.rq")
    with pytest.raises(QueryError, match=f"{tmp_path}: can't be read"):
        read_named(tmp_path)
