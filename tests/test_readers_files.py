"""Web pages, PDF and Word files, made here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from wpkgraph import readers
from wpkgraph.dates import PartialDate
from wpkgraph.errors import InputError
from wpkgraph.knowledge.furniture import load
from wpkgraph.model import Document
from wpkgraph.readers import Options
from wpkgraph.segment import segment

SENTENCES = [
    "Riverside, September 12 (XNA) -- The menders of the Unsong Net Works met in the hall of the guild on Friday.",
    "Ro Chan Gyu, chief mender of the Unsong Net Works, spoke first about the nets of the season that is to come.",
    "The meeting ended with a song that the lamp makers of Tobong had written for the occasion. -0-",
]

PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>Net Menders Meet | Weir Daily</title>
<meta property="og:title" content="Net Menders Meet"><meta property="og:site_name" content="Weir Daily">
<meta property="og:url" content="https://example.org/nets"><meta property="article:published_time" content="2009-09-12">
</head><body><header><nav><a href="/">Home</a> <a href="/news">All the news of the town</a></nav></header>
<main><article><h1>Net Menders Meet</h1>{paragraphs}</article></main>
<aside><h2>Related articles</h2><ul><li><a href="/lamps">Lamp Works Opens</a></li></ul></aside>
<footer>Copyright 2009 Weir Daily</footer></body></html>"""


def read(path: Path, options: Options | None = None) -> Document | InputError | readers.Note:
    (item,) = readers.read(readers.discover([str(path)]).sources[0], options)
    return item


def document(path: Path) -> Document:
    item = read(path)
    assert isinstance(item, Document), item
    return item


def error(path: Path, options: Options | None = None) -> str:
    item = read(path, options)
    assert isinstance(item, InputError), item
    assert path.name in item.where
    return item.why


def page(charset: str = "utf-8", extra: str = "") -> bytes:
    paragraphs = "".join(
        f"<p>{sentence}</p>" for sentence in [*SENTENCES[:2], *([extra] if extra else []), SENTENCES[2]]
    )
    return PAGE.format(charset=charset, paragraphs=paragraphs).encode(charset)


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with one text line per string, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, texts in enumerate(pages):
        shown = " ".join(
            f"({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td" for text in texts
        )
        stream = f"BT /F1 10 Tf 40 780 Td {shown} ET" if texts else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def test_web_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page())
    found = document(path)
    assert found.title == "Net Menders Meet"
    assert found.date == PartialDate(2009, 9, 12)
    assert found.url == "https://example.org/nets"
    assert found.publisher == "Weir Daily"
    assert all(sentence in found.text for sentence in SENTENCES)
    assert "Copyright" not in found.text
    (article,) = segment(found, load())
    assert article.title == "Net Menders Meet"
    assert article.clean.text[slice(*article.headline)] == "Net Menders Meet"
    assert article.issued == PartialDate(2009, 9, 12)
    assert "Lamp Works" not in article.text


def test_web_page_in_a_declared_charset(tmp_path: Path) -> None:
    korean = "어망공장 수리공들이 강변에서 회의를 열었다고 마을사람들이 전하였다."
    path = tmp_path / "page.htm"
    path.write_bytes(page("euc-kr", korean))
    assert korean in document(path).text


def test_web_page_without_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body></body></html>")
    assert "no text" in error(path)


def test_pdf_text_layer(tmp_path: Path) -> None:
    path = tmp_path / "speech.pdf"
    path.write_bytes(pdf([["Net Menders Meet", *SENTENCES[:2]], [SENTENCES[2]]]))
    found = document(path)
    assert found.media_type == "application/pdf"
    assert found.text.count("\f") == 1
    assert all(sentence in found.text for sentence in SENTENCES)


def test_pdf_without_text_layer_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[]]))
    assert "no text layer" in error(path)
    path.write_bytes(b"%PDF-1.4 nothing")
    assert "damaged" in error(path)


def test_pdf_text_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf([SENTENCES] * 3))
    assert "longer than 300 characters" in error(path, Options(max_text=300))


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Net  Menders Meet"
    made.add_paragraph(SENTENCES[0])
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Net\nWorks", "12"
    made.add_paragraph(SENTENCES[1])
    path = tmp_path / "report.docx"
    made.save(str(path))
    found = document(path)
    assert found.text == f"{SENTENCES[0]}\nNet Works\t12\n{SENTENCES[1]}"
    assert found.title == "Net Menders Meet"


def test_word_empty_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    docx.Document().save(str(path))
    assert "empty" in error(path)
    path.write_bytes(b"PK\x03\x04 nothing")
    assert "no readable Word file" in error(path)


@pytest.mark.parametrize("size", [2_000_000, 40_000_000])
def test_word_archives_that_explode_are_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    assert "unpacks to far more" in error(path, Options(max_bytes=1_000_000))


def test_a_zip_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.txt", "x")
    assert "no readable Word file" in error(path)
