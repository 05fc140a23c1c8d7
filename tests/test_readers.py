"""Finding and reading inputs: names, order, limits, decoding, text files and collections."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from wpkgraph import readers
from wpkgraph.dates import PartialDate
from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers import Note, Options, Source
from wpkgraph.readers.decode import decode

SENTENCE = "The menders met at the weir."


def written(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def items(path: Path, options: Options | None = None) -> list[Document | InputError | Note]:
    found = readers.discover([str(path)])
    assert len(found.sources) == 1, found
    return list(readers.read(found.sources[0], options))


def only(path: Path, options: Options | None = None) -> Document:
    (item,) = items(path, options)
    assert isinstance(item, Document), item
    return item


def failure(path: Path, options: Options | None = None) -> str:
    (item,) = items(path, options)
    assert isinstance(item, InputError)
    assert path.name in str(item)
    return str(item)


# --- discover ----------------------------------------------------------------------------------------------------


def test_folder_is_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.txt", ".hidden.txt", ".git/x.txt", "a/p.png"):
        written(tmp_path / name, SENTENCE)
    found = readers.discover([str(tmp_path)])
    assert [source.name for source in found.sources] == ["a/y.txt", "a/z.md", "b.txt"]
    assert all(source.path and source.path.is_absolute() for source in found.sources)
    assert [note.where for note in found.notes] == ["a/p.png"]
    assert found.errors == []


def test_order_and_repeats_of_arguments_do_not_count(tmp_path: Path) -> None:
    one, two = written(tmp_path / "1.txt", SENTENCE), written(tmp_path / "2.TXT", SENTENCE)
    forward = readers.discover([str(one), str(two), str(tmp_path)])
    assert forward.sources == readers.discover([str(tmp_path), str(two), str(one), str(one)]).sources
    assert [source.name for source in forward.sources] == ["1.txt", "2.TXT"]


def test_glob_has_its_fixed_part_as_root(tmp_path: Path) -> None:
    for name in ("in/a/1.txt", "in/b/2.txt", "in/b/3.png"):
        written(tmp_path / name, SENTENCE)
    found = readers.discover([str(tmp_path / "in" / "**" / "*.*")])
    assert [source.name for source in found.sources] == ["a/1.txt", "b/2.txt"]
    assert len(found.notes) == 1
    assert "matches no file" in str(readers.discover([str(tmp_path / "*.txt")]).errors[0])


def test_named_files_must_be_readable_kinds(tmp_path: Path) -> None:
    odd = written(tmp_path / "a.odt", SENTENCE)
    found = readers.discover([str(odd), str(tmp_path / "none.txt")])
    assert found.sources == []
    assert ["a.odt" in str(found.errors[0]), "none.txt" in str(found.errors[1])] == [True, True]


def test_two_files_of_one_name_clash(tmp_path: Path) -> None:
    one, two = written(tmp_path / "a/x.txt", SENTENCE), written(tmp_path / "b/x.txt", SENTENCE)
    found = readers.discover([str(one), str(two)])
    assert [source.name for source in found.sources] == ["x.txt"]
    assert "same name" in str(found.errors[0])
    assert len(readers.discover([str(tmp_path)]).sources) == 2


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(SENTENCE.encode())))
    (source,) = readers.discover(["-"]).sources
    (item,) = readers.read(source)
    assert isinstance(item, Document)
    assert (item.path, item.text) == ("stdin.txt", SENTENCE)


# --- files -------------------------------------------------------------------------------------------------------


def test_text_keeps_its_line_ends_and_hash(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfOne.\r\nTwo.\r\n"
    document = only(written(tmp_path / "x.md", data))
    assert document.text == "One.\r\nTwo.\r\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.media_type, document.name, document.record) == ("text/markdown", "x.md", None)


def test_limits(tmp_path: Path) -> None:
    path = written(tmp_path / "x.txt", SENTENCE)
    assert "larger than 10 bytes" in failure(path, Options(max_bytes=10))
    assert "longer than 5 characters" in failure(path, Options(max_text=5))
    assert only(path, Options(max_bytes=len(SENTENCE))).text == SENTENCE


def test_empty_missing_and_binary_files(tmp_path: Path) -> None:
    assert "empty" in failure(written(tmp_path / "x.txt", " \n"))
    assert "zero bytes" in failure(written(tmp_path / "y.txt", b"a\0b"))
    (item,) = readers.read(Source(tmp_path / "gone.txt", "gone.txt", ".txt"))
    assert isinstance(item, InputError)
    assert "gone.txt: can't be read" in str(item)


def test_unknown_field_name_is_refused() -> None:
    with pytest.raises(InputError, match="headline"):
        Options(fields={"headline": "h"})


# --- decoding ----------------------------------------------------------------------------------------------------

KOREAN = "어망공장 수리공들이 강변에서 회의를 열었다. 그들은 등불에 대하여 말하였다."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949", "euc-kr"])
def test_korean_charsets(charset: str) -> None:
    assert decode(KOREAN.encode(charset), "x") == KOREAN


def test_western_quotes_are_not_taken_for_korean() -> None:
    text = "The guild’s menders said “the river is ours” in the people’s hall. " * 4
    assert decode(text.encode("cp1252"), "x") == text


def test_declared_charset_is_tried_before_guessing() -> None:
    text = "Реки и сети"
    assert decode(text.encode("koi8-r"), "x", "koi8-r") == text
    assert decode("сеть".encode(), "x", "koi8-r") == "сеть"
    assert decode(KOREAN.encode("cp949"), "x", "no-such-charset") == KOREAN


def test_damaged_bytes_name_the_file() -> None:
    with pytest.raises(InputError, match=r"x\.txt"):
        decode(b"\xff\xfea\xd8b", "x.txt")


# --- collections -------------------------------------------------------------------------------------------------


def lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def test_jsonl_records(tmp_path: Path) -> None:
    record = {
        "id": "n-1",
        "title": "Weir Opened\n\n[2009.02.11.]",
        "url": "https://example.org/1",
        "publisher": "XNA",
        "text": SENTENCE,
    }
    path = written(tmp_path / "c.jsonl", lines(record, "", {"text": SENTENCE, "date": "Feb 12, 2009"}))
    first, second = items(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.name, first.title, first.date) == ("n-1", "Weir Opened", PartialDate(2009, 2, 11))
    assert (first.url, first.publisher, first.text) == ("https://example.org/1", "XNA", SENTENCE)
    assert first.sha256 == hashlib.sha256(json.dumps(record, ensure_ascii=False).encode()).hexdigest()
    assert (second.record, second.title, second.date) == ("L3", None, PartialDate(2009, 2, 12))


def test_a_given_date_goes_before_the_title_s() -> None:
    from wpkgraph.readers.records import Collection

    collection = Collection(Source(None, "c.jsonl", ".jsonl"), "x", Options())
    record = {"title": "T [Juche98.1.17.]", "date": "2009-01-18", "text": SENTENCE}
    (document,) = collection.document(record, b"", 1)
    assert isinstance(document, Document)
    assert (document.title, document.date) == ("T", PartialDate(2009, 1, 18))


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "no JSON"),
        ({"id": "b"}, "has no text"),
        ({"id": "b", "text": "  "}, "has no text"),
        ({"id": "b", "text": 5}, "the field 'text' holds a number"),
        ({"id": "a", "text": SENTENCE}, "line 1 already"),
        ('{"id": "b", "text": "\\ud800"}', "half a character"),
    ],
)
def test_a_bad_record_does_not_stop_the_rest(tmp_path: Path, bad: object, why: str) -> None:
    path = written(tmp_path / "c.jsonl", lines({"id": "a", "text": SENTENCE}, bad, {"id": "z", "text": SENTENCE}))
    first, error, last = items(path)
    assert isinstance(first, Document)
    assert isinstance(error, InputError)
    assert isinstance(last, Document)
    assert error.where == "c.jsonl:2"
    assert why in error.why


def test_an_odd_date_is_a_note(tmp_path: Path) -> None:
    note, document = items(written(tmp_path / "c.jsonl", lines({"id": 7, "date": "soon", "text": SENTENCE})))
    assert isinstance(note, Note)
    assert note.where == "c.jsonl:1"
    assert isinstance(document, Document)
    assert (document.record, document.date) == ("7", None)


def test_field_names_are_configurable(tmp_path: Path) -> None:
    path = written(tmp_path / "c.jsonl", lines({"nr": "5", "body": SENTENCE, "text": "other"}))
    document = only(path, Options(fields={"id": "nr", "text": "body"}))
    assert (document.record, document.text) == ("5", SENTENCE)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_rows(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["id", "date", "text"])
    path = written(
        tmp_path / "c.csv", f'{header}\r\na{delimiter}2009{delimiter}"One,\nand; two"\r\nb{delimiter}{delimiter}Two\r\n'
    )
    first, second = items(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.record, first.text, first.date) == ("a", "One,\nand; two", PartialDate(2009))
    assert first.sha256 == hashlib.sha256(f'a{delimiter}2009{delimiter}"One,\nand; two"'.encode()).hexdigest()
    assert (second.record, second.text, second.date) == ("b", "Two", None)


def test_csv_mistakes(tmp_path: Path) -> None:
    short, good, empty = items(written(tmp_path / "a.csv", "id,text\nx\n\ny,Yes\nz,\n"))
    assert isinstance(short, InputError)
    assert short.where == "a.csv:2"
    assert isinstance(good, Document)
    assert isinstance(empty, InputError)
    assert empty.where == "a.csv:5"
    assert "no field 'text'" in failure(written(tmp_path / "b.csv", "id,body\nx,y\n"))
    assert "no CSV" in failure(written(tmp_path / "c.csv", 'id,text\nx,"y'))
