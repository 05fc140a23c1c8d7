"""Charsets: the right characters, a warning where one is assumed, and no text out of what is none."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import cli
from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers import Note, discover, read
from wpkgraph.readers.decode import decode, decoded

ENGLISH = "The guild of lamp menders met in the hall by the river and spoke of its lamps. " * 20
KOREAN = "어망공장 수리공들이 강변에서 회의를 열었다."


def noise(seed: int, size: int, low: int = 1, high: int = 255) -> bytes:
    """Bytes as of a packed file, without zeros."""
    return bytes(random.Random(seed).choices(range(low, high + 1), k=size))


@pytest.mark.parametrize(
    ("text", "charset", "words"),
    [
        (ENGLISH + "One guild’s lamps.", "cp1252", "Windows-1252"),  # 0x92 and "s" are a syllable in cp949
        (ENGLISH + "“They’ve said”—“No” and so’s he’d.", "cp1252", "Windows-1252"),
        ("“So” the guild’s “menders” are ‘here’ — all.", "cp1252", "Windows-1252"),
        (ENGLISH + "A café in Córdoba, naïve.", "latin-1", "Windows-1252"),
        ("Die Zunft hält über große Übungen Rat; für Öl gibt es Körbe.", "latin-1", "Windows-1252"),
        (ENGLISH + "The guild’s “menders” in a café", "mac_roman", "Macintosh"),
        (KOREAN, "euc-kr", "cp949"),
        (ENGLISH + "어망공장", "euc-kr", "cp949"),
        (ENGLISH + "강 (江) 가 나", "euc-kr", "cp949"),
        (ENGLISH + "“Lamp” ‘x’ · …", "euc-kr", "cp949"),  # English written on a Korean machine
        (ENGLISH + "똠방각하 펲시콜라", "cp949", "cp949"),
        ("朝鮮語로 된 漢字 混用 文章을 읽는다. 이 글은 그 보기이다.", "cp949", "cp949"),
        (KOREAN, "utf-16-le", "UTF-16 (little-endian)"),
        ("Lamp menders met.\n", "utf-16-be", "UTF-16 (big-endian)"),
        ("Реки и сети в городе, где собрались рабочие фонарного цеха.", "cp1251", "cp1251"),
        ("各支部的书记们在河边的大厅里开会讨论灯具的修理工作和今后的任务。", "gb18030", "gb18030"),
    ],
)
def test_a_charset_is_told_by_its_bytes_and_named(text: str, charset: str, words: str) -> None:
    found = decoded(text.encode(charset), "x.txt")
    assert found.text == text
    assert found.note.startswith("is not UTF-8; read as ")
    assert words in found.note


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_certain_has_no_note(charset: str) -> None:
    assert decoded(f"{ENGLISH}’s {KOREAN}".encode(charset), "x.txt") == (f"{ENGLISH}’s {KOREAN}", "")
    assert decode(b"\x1b$)C" + KOREAN.encode("iso2022_kr").removeprefix(b"\x1b$)C"), "x.txt") == KOREAN


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*KOREAN.split(), "lamp", "2019", "김정은", "로동당", "-"]), min_size=1, max_size=40))
def test_korean_of_any_make_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for charset in ("cp949", "euc-kr", "utf-16"):
        assert decode(text.encode(charset), "x.txt") == text


@pytest.mark.parametrize(
    ("declared", "charset"),
    [("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("EUC-KR", "cp949"), ("gb2312", "gb18030")],
)
def test_a_declared_charset_is_taken_as_browsers_take_it(declared: str, charset: str) -> None:
    text = {"cp1252": "the guild’s “lamps”", "cp949": "펲시 똠방", "gb18030": "镕基灯具"}[charset]
    assert decoded(text.encode(charset), "x.html", declared) == (text, "")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (noise(1, 5000), "is not text: 11 % of it are control characters"),
        (noise(2, 300), "is not text: .* % of it are control characters"),
        (noise(3, 5000, 1, 127), "is not text: 21 %"),
        (noise(4, 5000, 128, 255), "its characters can't be decoded"),
        (gzip.compress(ENGLISH.encode(), mtime=0), r"is packed \(gzip\)"),
        (b"\x89PNG\r\n\x1a\n" + noise(5, 200), "is a picture"),
        (b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n", r"is a PDF file: let its name end in \.pdf"),
        (b"PK\x03\x04" + bytes(50), "is an Office file or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0" + bytes(50), "is an old Word file"),
        (rb"{\rtf1\ansi Lamp menders}", "is rich text"),
        (b"\0\1\2\3" * 40, "zero bytes"),
        (b"\xff\xfe" + bytes(range(1, 9)) * 30 + b"\0\xd8", "starts like utf-16 but is not"),
        ((ENGLISH + KOREAN).encode()[:-2], "is UTF-8 but damaged in line 1 "),
        (f"{ENGLISH}\n{KOREAN}\n".encode() + b"\xff lamps", r"is UTF-8 but damaged in line 3 \(byte \d+\)"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,
)
def test_what_is_no_text_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"(?s)^odd\.txt: .*({why})"):
        decode(data, "odd.txt")


@pytest.mark.parametrize("stray", ["\x1a", "\x1b[31m\x1b[0m", "\x02\x02", "\x7f", "\f\v"])
def test_a_few_control_characters_are_kept(stray: str) -> None:
    assert decode((ENGLISH + stray).encode(), "x.txt") == ENGLISH + stray


@pytest.mark.parametrize("ending", [".txt", ".html", ".csv"])
def test_readers_warn_before_the_document(tmp_path: Path, ending: str) -> None:
    text = f"Lamp menders met. The guild’s chairman spoke of lamps. {ENGLISH}"
    made = {
        ".txt": text,
        ".html": f"<html><body><article><h1>Lamps</h1><p>{text}</p></article></body></html>",
        ".csv": f'id,text\n1,"{text}"\n',
    }
    (tmp_path / f"x{ending}").write_bytes(made[ending].encode("cp1252"))
    found = list(read(discover([str(tmp_path)]).sources[0]))
    assert [type(item) for item in found] == [Note, Document]
    assert isinstance(found[0], Note)
    assert isinstance(found[1], Document)
    assert (found[0].where, "Windows-1252" in found[0].why) == (f"x{ending}", True)
    assert "guild’s" in found[1].text


def warned(folder: Path) -> list[dict[str, str]]:
    """The warnings of a report."""
    rows: list[dict[str, str]] = json.loads((folder / "report.json").read_bytes())["warnings"]
    return rows


def test_a_build_says_what_it_assumed_and_what_it_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_bytes((ENGLISH + "The guild’s lamps.").encode("cp1252"))
    (source / "b.txt").write_bytes(noise(7, 900))
    out = tmp_path / "out"
    assert cli.run(["build", str(source), "-o", str(out)]) == 2
    err = capsys.readouterr().err
    assert "b.txt: is not text" in err
    assert "not UTF-8, so the charset is assumed: a.txt as Western European (Windows-1252)\n" in err
    assert [(row["path"], row["message"][:9]) for row in warned(out)] == [("a.txt", "is not UT")]
    (source / "c.txt").write_bytes(KOREAN.encode("cp949") * 9)
    assert cli.run(["add", str(out), str(source / "c.txt")]) == 0
    assert "the charset is assumed: c.txt as Korean (cp949)\n" in capsys.readouterr().err
    (source / "b.txt").unlink()
    assert cli.run(["build", str(source), "-o", str(tmp_path / "whole"), "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert warned(out) == warned(tmp_path / "whole")


def test_a_warning_goes_with_the_last_record_of_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (source / "c.csv").write_bytes("id,text\n1,One guild’s lamps.\n2,Two guilds.\n".encode("cp1252"))
    out = tmp_path / "out"
    assert cli.run(["build", str(source), "-o", str(out), "-q"]) == 0
    for record, left in (("1", 1), ("2", 0)):
        assert cli.run(["remove", str(out), f"c.csv#{record}"]) == 0
        assert len(warned(out)) == left
    assert cli.run(["build", str(source / "a.txt"), "-o", str(tmp_path / "whole"), "-q"]) == 0
    assert (out / "graph.nq").read_bytes() == (tmp_path / "whole" / "graph.nq").read_bytes()
