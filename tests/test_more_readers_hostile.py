"""Files made to hurt, damaged files, and files that are not what their names say: each reader answers, none dies."""

from __future__ import annotations

import codecs
import io
import json
import random
import time
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import pipeline, readers
from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.options import BuildOptions
from wpkgraph.readers import Note, Options, Source
from wpkgraph.readers.decode import decode

SENTENCE = "Om Tae Sik, chairman of the Lamp Board, spoke of nets and lamps in the hall by the river."
Item = Document | InputError | Note


def read(path: Path, data: bytes | str, options: Options | None = None) -> list[Item]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(readers.read(Source(path, path.name, path.suffix), options))


def failure(path: Path, data: bytes | str, options: Options | None = None) -> str:
    (item,) = read(path, data, options)
    assert isinstance(item, InputError), item
    assert item.where.startswith(path.name)
    return item.why


def texts(items: list[Item]) -> list[str]:
    return [item.text for item in items if isinstance(item, Document)]


def errors(items: list[Item]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


# --- garbage of every kind ---------------------------------------------------------------------------------------

GARBAGE = {
    "nothing": b"",
    "spaces": b" \n\t\r\n  ",
    "zeros": b"\0" * 4096,
    "random": random.Random(7).randbytes(4096),
    "pdf-head": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>",
    "zip-head": b"PK\x03\x04" + b"\xff" * 200,
    "marks-only": codecs.BOM_UTF8,
    "half-utf16": codecs.BOM_UTF16_LE + b"a",
    "gzip": b"\x1f\x8b\x08\x00" + b"x" * 64,
}
LEGIBLE = ("random", "gzip", "pdf-head")  # bytes that some code page makes a text of


@pytest.mark.parametrize("ending", sorted(readers.FORMATS))
@pytest.mark.parametrize("kind", sorted(GARBAGE))
def test_garbage_is_an_error_or_nothing_and_never_an_exception(tmp_path: Path, ending: str, kind: str) -> None:
    """Random bytes may pass for a text in some code page; anything else gives no document."""
    items = read(tmp_path / f"x{ending}", GARBAGE[kind])
    assert all(isinstance(item, Document | InputError | Note) for item in items)
    if kind not in LEGIBLE:
        assert texts(items) == []
    assert all(item.where.startswith(f"x{ending}") for item in items if isinstance(item, InputError))


@pytest.mark.parametrize("ending", sorted(readers.FORMATS))
def test_every_reader_keeps_to_the_limit_of_bytes(tmp_path: Path, ending: str) -> None:
    assert "larger than 1,000 bytes" in failure(tmp_path / f"x{ending}", b"x" * 1001, Options(max_bytes=1000))


@pytest.mark.parametrize("ending", sorted(readers.FORMATS))
def test_a_folder_with_the_name_of_a_file_is_an_error(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"x{ending}").mkdir()
    (item,) = readers.read(Source(tmp_path / f"x{ending}", f"x{ending}", ending))
    assert isinstance(item, InputError)
    assert "can't be read" in item.why


def test_a_build_of_garbage_beside_one_good_file_gives_the_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for ending in readers.FORMATS:
        for kind, data in GARBAGE.items():
            if kind not in LEGIBLE:
                (folder / f"{kind}{ending}").write_bytes(data)
    (folder / "good.txt").write_text(SENTENCE, encoding="utf-8")
    made = pipeline.build([str(folder)], BuildOptions())
    assert [row["path"] for row in made.report.inputs] == ["good.txt"]
    named = {str(row["file"]).split(":")[0] for row in made.report.errors}
    assert {f"zeros{ending}" for ending in readers.FORMATS} <= named | {"zeros.jsonl", "zeros.csv"}
    assert all(row["message"] for row in made.report.errors)


# --- text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "\u202eevil\u202c and \u2066more\u2069 " + SENTENCE,
        "A\u0301" * 500 + SENTENCE,
        "\U0001f600 " + SENTENCE + " \U00010400",
        "\x01\x02\x1b[31m" + SENTENCE,
        SENTENCE.replace(" ", "\u2028"),
        "\ufeff\ufeff" + SENTENCE,
        SENTENCE + "\r\r\n\n\r",
    ],
)
def test_odd_characters_are_kept_as_they_are(tmp_path: Path, text: str) -> None:
    (found,) = texts(read(tmp_path / "x.txt", text.encode()))
    assert found == text.removeprefix("\ufeff")


def test_a_lone_surrogate_in_utf8_is_no_text_of_ours(tmp_path: Path) -> None:
    """CESU-8 bytes of half a pair are not UTF-8: what comes back, if anything, can be written again."""
    for text in texts(read(tmp_path / "x.txt", b"lamp \xed\xa0\x80 " + SENTENCE.encode())):
        assert text.encode()


@pytest.mark.parametrize("size", [3_000_000])
def test_one_huge_line_is_read_and_built_in_time(tmp_path: Path, size: int) -> None:
    started = time.perf_counter()
    line = "lamp " * (size // 5)
    (found,) = texts(read(tmp_path / "x.txt", line))
    assert len(found) == size // 5 * 5
    assert time.perf_counter() - started < 5


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_decoding_gives_text_that_can_be_written_or_names_the_file(data: bytes) -> None:
    result: str | InputError
    try:
        result = decode(data, "odd.txt")
    except InputError as error:
        result = error
    if isinstance(result, InputError):
        assert result.where == "odd.txt"
    else:
        assert result.encode("utf-8").decode("utf-8") == result


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\f\r"), min_size=1, max_size=80))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "x") == text.removeprefix("\ufeff")
    assert decode(codecs.BOM_UTF8 + text.encode(), "x") == text


@pytest.mark.parametrize("declared", ["utf-7", "no-such", "rot13", "hex", "idna", "unicode_escape", "", "base64"])
def test_a_declared_charset_that_lies_does_no_harm(declared: str) -> None:
    assert decode(SENTENCE.encode(), "x", declared) == SENTENCE
    korean = "어망공장 수리공들이 강변에서 회의를 열었다".encode("cp949")
    assert isinstance(decode(korean, "x", declared), str)


# --- JSON Lines --------------------------------------------------------------------------------------------------


def record(**fields: object) -> str:
    return json.dumps({"text": SENTENCE} | fields)


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "\\ud800 lamp"}',
        '{"text": "lamp \\udfff"}',
        '{"id": "\\ud83d", "text": "lamp"}',
        "[" * 200_000,
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        '{"text": NaN}',
        '{"text": 1e999}',
        '{"text": true}',
        '{"text": ["lamp"]}',
        '{"text": {"lamp": 1}}',
        '{"text": null}',
        '{"text": ""}',
        '{"id": ["x"], "text": "lamp"}',
        '{"id": 1.5, "text": "lamp"}',
        '{"title": 7, "text": "lamp"}',
        '{"date": 20210406, "text": "lamp"}',
        '{"url": {}, "text": "lamp"}',
        '{"text": "lamp"',
        '{"text": "lamp"} trailing',
        "{'text': 'lamp'}",
        '"lamp"',
        "null",
        "12",
        '{"text": "a\x00b"}',
    ],
)
def test_a_hostile_record_is_one_error_with_its_line(tmp_path: Path, line: str) -> None:
    items = read(tmp_path / "c.jsonl", "\n".join([record(id="a"), line, record(id="z")]) + "\n")
    assert [item.record for item in items if isinstance(item, Document)] == ["a", "z"]
    (error,) = errors(items)
    assert error.startswith("c.jsonl:2: ")


@pytest.mark.parametrize("field", ["title", "publisher", "url"])
def test_half_a_character_beside_the_text_stops_no_build(tmp_path: Path, field: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "c.jsonl").write_text(record(id="a") + "\n" + record(id="t", **{field: "\ud800 Lamps"}), encoding="utf-8")
    made = pipeline.build([str(folder)], BuildOptions())
    assert "a" in [row["record"] for row in made.report.inputs]
    for lines in made.graphs.values():
        assert "\n".join(lines).encode()


def test_a_number_too_long_for_an_integer_is_an_error_of_its_line(tmp_path: Path) -> None:
    items = read(tmp_path / "c.jsonl", '{"id": ' + "9" * 10_000 + f', "text": "{SENTENCE}"}}\n' + record(id="z"))
    assert [item.record for item in items if isinstance(item, Document)] == ["z"]
    assert len(errors(items)) == 1


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_collections_with_a_byte_order_mark(tmp_path: Path, mark: str) -> None:
    text = record(id="a", title="어망") + "\r\n" + record(id="b")
    lead = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(mark, b"")
    items = read(tmp_path / "c.jsonl", lead + text.encode(mark))
    assert [(i.record, i.title) for i in items if isinstance(i, Document)] == [("a", "어망"), ("b", None)]


def test_a_line_in_another_charset_is_read_or_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    korean = '{"id": "k", "text": "어망공장 수리공들이 강변에서 회의를 열었다고 하였다"}'.encode("cp949")
    items = read(tmp_path / "c.jsonl", record(id="a").encode() + b"\n" + korean + b"\n" + record(id="z").encode())
    assert [item.record for item in items if isinstance(item, Document)] == ["a", "k", "z"]


def test_ten_thousand_bad_lines_are_ten_thousand_errors(tmp_path: Path) -> None:
    started = time.perf_counter()
    items = read(tmp_path / "c.jsonl", "{\n" * 10_000)
    assert len(errors(items)) == 10_000
    assert time.perf_counter() - started < 5


def test_ids_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    lines = [record(id=i) for i in ("1", " 1 ", 1, "01", "a/b", "a%2Fb", "../x", "")]
    items = read(tmp_path / "c.jsonl", "\n".join(lines))
    assert [item.record for item in items if isinstance(item, Document)] == ["1", "01", "a/b", "a%2Fb", "../x", "L8"]
    assert len(errors(items)) == 2
    assert all("stands in line 1 already" in error for error in errors(items))


def test_an_id_made_from_a_line_number_can_not_take_the_place_of_a_given_one(tmp_path: Path) -> None:
    items = read(tmp_path / "c.jsonl", "\n".join([record(id="L2"), record(), record()]))
    assert [item.record for item in items if isinstance(item, Document)] == ["L2", "L3"]
    assert "'L2' stands in line 1 already" in errors(items)[0]


# --- CSV ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('\ufeffid,text\r\na,"One ""quoted"" word, and more"\r\n', ['One "quoted" word, and more']),
        ("text\nOne\n\n\nTwo\n", ["One", "Two"]),
        ("text\rOne\rTwo", ["One", "Two"]),
        ('text;id\n"One; two";a\n', ["One; two"]),
        ('id\ttext\na\t"One\n\nline"\n', ["One\n\nline"]),
        (' id , text \na,"One"\n', ["One"]),
        ("id,text,extra,more\na,One,x,y\n", ["One"]),
        ("text,text\nOne,Two\n", ["Two"]),
        ("id,text\n", []),
    ],
)
def test_csv_as_programs_write_it(tmp_path: Path, data: str, found: list[str]) -> None:
    items = read(tmp_path / "c.csv", data)
    assert texts(items) == found
    assert errors(items) == []


@pytest.mark.parametrize(
    ("data", "where", "why"),
    [
        ('id,text\na,"One" x\n', "c.csv:2", "is no CSV"),
        ('id,text\na,One\nb,"never closed\nb\nc\n', "c.csv:3", "is no CSV"),
        ("id,words\na,One\n", "c.csv:1", "no field 'text'"),
        ("\n\nid,text\na,One\n", "c.csv:1", "has no header"),
    ],
)
def test_csv_that_can_not_be_trusted_is_told_with_its_line(tmp_path: Path, data: str, where: str, why: str) -> None:
    last = read(tmp_path / "c.csv", data)[-1]
    assert isinstance(last, InputError)
    assert last.where == where
    assert why in last.why


def test_a_cell_of_a_million_characters_is_read_and_the_limit_of_others_restored(tmp_path: Path) -> None:
    import csv

    before = csv.field_size_limit()
    (found,) = texts(read(tmp_path / "c.csv", 'id,text\na,"' + "lamp " * 200_000 + '"\n'))
    assert len(found) == 1_000_000
    assert csv.field_size_limit() == before
    read(tmp_path / "d.csv", 'id,text\na,"' + "x" * 3000 + '"\n', Options(max_bytes=4000))
    assert csv.field_size_limit() == before


def test_formulas_and_tags_in_cells_are_words(tmp_path: Path) -> None:
    for cell in ("=HYPERLINK(1)", "<script>alert(1)</script>", "@SUM(A1)", "+1"):
        assert texts(read(tmp_path / "c.csv", f"id,text\na,{cell}\n")) == [cell]


# --- web pages ---------------------------------------------------------------------------------------------------

BODY = "".join(
    f"<p>The menders of hall {n} mended their lamps and nets by the river all day long.</p>" for n in range(6)
)


def page(head: str = "", body: str = BODY) -> str:
    article = f"<article><h1>Menders Meet</h1>{body}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{article}</body></html>"


@pytest.mark.parametrize(
    "extra",
    [
        "<script>document.write('stolen words')</script>",
        "<style>p { content: 'stolen words' }</style>",
        "<!-- stolen words -->",
        "<noscript><img src=x alt='stolen words'></noscript>",
        "<iframe srcdoc='stolen words'></iframe>",
        pytest.param(
            "<template>stolen words</template>",
            marks=pytest.mark.xfail(reason="the library reads what stands in <template>", strict=True),
        ),
        "<script>stolen words" + "<p>" * 50,
    ],
)
def test_nothing_that_a_browser_does_not_show_is_text(tmp_path: Path, extra: str) -> None:
    (found,) = texts(read(tmp_path / "x.html", page(body=BODY + extra)))
    assert "hall 5 mended" in found
    assert "stolen" not in found


@pytest.mark.parametrize("charset", ["utf-16", "koi8-r", "shift_jis", "x-user-defined", "utf-7"])
def test_a_page_that_lies_about_its_charset(tmp_path: Path, charset: str) -> None:
    (found,) = texts(read(tmp_path / "x.html", page(head=f'<meta charset="{charset}"><title>Menders Meet</title>')))
    assert "hall 0 mended" in found


def test_entities_are_read_once_and_external_ones_not_at_all(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "bomb">]>'
    data = doctype + page(
        body=BODY + "<p>Salt &amp; lamps &#x1F600; &lt;b&gt; &x; in the hall of the menders today.</p>"
    )
    (found,) = texts(read(tmp_path / "x.html", data))
    assert "root:" not in found
    assert "Salt & lamps" in found
    assert "<b>" in found


def test_deep_nesting_ends_in_text_or_a_named_error(tmp_path: Path) -> None:
    started = time.perf_counter()
    items = read(tmp_path / "x.html", page(body="<div>" * 20_000 + BODY + "</div>" * 20_000))
    assert len(items) == 1
    assert isinstance(items[0], Document | InputError)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//x", "not a url", "http://[", "http://x/<b>"])
def test_a_page_s_address_never_becomes_an_iri(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    head = f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
    (folder / "x.html").write_text(page(head=head), encoding="utf-8")
    made = pipeline.build([str(folder)], BuildOptions())
    lines = [line for graph in made.graphs.values() for line in graph if "dc/terms/source>" in line]
    assert all(line.split(" ", 2)[2].startswith('"') for line in lines if "/file/" in line)


# --- Word --------------------------------------------------------------------------------------------------------


def word(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def real(*paragraphs: str) -> bytes:
    out = io.BytesIO()
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def rewritten(data: bytes, name: str, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return word({part: new if part == name else archive.read(part) for part in archive.namelist()})


LAUGHS = b"".join(
    [b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">']
    + [b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10)]
    + [b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"]
    + [b"<w:p><w:r><w:t>&lol9;</w:t></w:r></w:p></w:body></w:document>"]
)


def test_entity_bombs_in_word_files_do_not_go_off(tmp_path: Path) -> None:
    started = time.perf_counter()
    items = read(tmp_path / "x.docx", rewritten(real(SENTENCE), "word/document.xml", LAUGHS))
    assert all(len(text) < 10_000 for text in texts(items))
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<w:document/>"),
        ("word/document.xml", b"\xff\xfe\x00"),
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b""),
        ("_rels/.rels", b"<x/>"),
        ("docProps/core.xml", b"<not-closed"),
    ],
)
def test_a_word_file_with_a_broken_part_is_an_error_that_names_it(tmp_path: Path, name: str, new: bytes) -> None:
    assert "is no readable Word file" in failure(tmp_path / "x.docx", rewritten(real(SENTENCE), name, new))


def test_an_archive_of_very_many_parts_is_refused_unread(tmp_path: Path) -> None:
    data = word({f"word/p{n}.xml": b"x" for n in range(10_001)}, zipfile.ZIP_STORED)
    assert "unpacks to far more" in failure(tmp_path / "x.docx", data)


def test_a_word_file_cut_short_is_an_error(tmp_path: Path) -> None:
    data = real(SENTENCE)
    for size in (10, len(data) // 2, len(data) - 10):
        assert "is no readable Word file" in failure(tmp_path / "x.docx", data[:size])


def test_a_word_file_with_a_macro_or_an_extra_part_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(real(SENTENCE))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert texts(read(tmp_path / "x.docx", word(parts | {"word/vba.bin": b"\0" * 64, "../../evil.txt": b"x"}))) == [
        SENTENCE
    ]
    assert not (tmp_path.parent / "evil.txt").exists()


# --- PDF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4",
        b"%PDF-1.4\n" + b"x" * 5000,
        b"%PDF-9.9\n1 0 obj\n<< /Length 99999999 >>\nstream\n",
        b"%PDF-1.4\nxref\n0 99999999\ntrailer\n<< /Size 99999999 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    ],
)
def test_pdf_garbage_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    why = failure(tmp_path / "x.pdf", data)
    assert "damaged" in why or "no text layer" in why
