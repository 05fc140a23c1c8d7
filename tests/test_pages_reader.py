"""The reader: exactly the text's characters, stretches marked however they overlap."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_dataset
from page_checks import BASE, book, page, read, written
from wpkgraph.pages.marks import Stretch, marked
from wpkgraph.pages.parts import Link

KILN, GUILD = (
    Link("Kiln", "/id/org/kiln", "Workplace", "workplace"),
    Link("Guild", "/id/org/guild", "PartyBody", "body"),
)


class Text(HTMLParser):
    """HTML's text, character for character, and whether its elements are well nested."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.stack, self.anchors, self.links = "", [], [], 0
        self.feed(str(source))  # of Markup, the parser's own pieces would be escaped anew
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.stack), "a link in a link"
        self.stack.append(tag)
        self.anchors += [value for name, value in attrs if name == "id"]
        self.links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_mention_is_a_link_with_its_anchor() -> None:
    html = marked("The kiln is clean.", [Stretch(4, 8, (KILN,))])
    assert html == (
        '<p>The <mark class="k-Workplace" id="char=4,8"><a href="/id/org/kiln" data-label="Kiln (workplace)">kiln</a></mark>'
        " is clean.</p>"
    )


def test_evidence_without_a_name_has_an_anchor_only() -> None:
    assert marked("The kiln.", [Stretch(0, 8)]) == '<p><span class="ev" id="char=0,8">The kiln</span>.</p>'


def test_the_innermost_of_nested_mentions_is_linked() -> None:
    html = marked("guild of the kiln", [Stretch(0, 17, (GUILD,)), Stretch(13, 17, (KILN,))])
    assert html.count("<mark") == 2
    assert '<a href="/id/org/guild" data-label="Guild (body)">guild of the </a><mark' in html
    assert '<a href="/id/org/kiln" data-label="Kiln (workplace)">kiln</a></mark></mark>' in html


def test_mentions_that_cross_are_both_marked_and_each_anchor_stands_once() -> None:
    found = Text(marked("abcdefgh", [Stretch(0, 5, (GUILD,)), Stretch(3, 8, (KILN,))]))
    assert found.text == "abcdefgh"
    assert found.anchors == ["char=0,5", "char=3,8"]


def test_a_stretch_over_paragraphs_is_taken_up_in_the_next() -> None:
    html = marked("one\n\ntwo", [Stretch(0, 8)])
    assert html == '<p><span class="ev" id="char=0,8">one\n\n</span></p><p><span class="ev">two</span></p>'


def test_stretches_that_do_not_fit_are_left_out() -> None:
    assert marked("abc", [Stretch(2, 9), Stretch(1, 1), Stretch(-1, 2)]) == "<p>abc</p>"
    assert marked("", []) == "<p></p>"


def test_what_looks_like_html_is_text() -> None:
    html = marked('<script>alert("x")</script>&amp;', [Stretch(0, 8, (Link('"><b>', '/"><i>', 'x"y', "<k>"),))])
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert Text(html).text == '<script>alert("x")</script>&amp;'


texts = st.text(st.sampled_from("ab \n\r\t<>&\"'\x01\x85\u2028\u202e김😀́"), max_size=60)


@settings(deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=8))
def test_every_character_is_kept_and_elements_are_nested(text: str, bounds: list[tuple[int, int, bool]]) -> None:
    unique = {(start, end): named for start, end, named in bounds}
    stretches = [Stretch(start, end, (KILN,) if named else ()) for (start, end), named in sorted(unique.items())]
    found = Text(marked(text, stretches))
    assert found.text == text
    inside = [s.anchor for s in stretches if 0 <= s.start < s.end <= len(text)]
    assert sorted(a for a in found.anchors if a) == sorted(inside)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("reader") / "out", sample_dataset.first(), sample_dataset.second())


def test_the_page_holds_the_text_and_the_facts_found_in_it(folder: Path) -> None:
    article = sample_dataset.first().article
    found = read(page(book(folder), f"id/{article}/text"))
    assert found.texts["text"] == sample_dataset.FIRST
    assert "Ro Chan Gyu" in found.marked
    start = sample_dataset.FIRST.index("made an opening speech")
    anchor = f"char={start},{start + len('made an opening speech')}"
    assert anchor in found.ids
    assert f"#{anchor}" in found.links
    assert all(link[1:] in found.ids for link in found.links if link.startswith("#char="))
    assert len(found.ids) == len(set(found.ids))
    assert "/id/event/kiln-clerks-7/speech/ro" in found.links
    assert "Conferences" not in found.texts["main"]  # facts stand under the kind that things are listed under
    assert "resolved" in found.texts["main"]


def test_the_text_itself_is_given_as_it_is_kept(folder: Path) -> None:
    article = sample_dataset.first().article
    given = page(book(folder), f"id/{article}/text", "text")
    assert (given.status, given.media_type) == (200, "text/plain")
    assert given.body == sample_dataset.FIRST.encode()
    assert given.body == (folder / "text" / f"{sample_dataset.first().sha256}.txt").read_bytes()


def test_a_text_that_is_missing_is_said_to_be(folder: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "out"
    shutil.copytree(folder, copy)
    shutil.rmtree(copy / "text")
    article = sample_dataset.first().article
    assert "The text is not in the output folder" in page(book(copy), f"id/{article}/text").body.decode()
    assert page(book(copy), f"id/{article}/text", "text").status == 404
    assert page(book(copy), f"id/{article}").status == 200


def test_articles_of_one_file_lead_to_each_other(built_example: Path) -> None:
    pages = book(built_example)
    found = read(page(pages, "id/file/embassy-bulletin.txt"))
    readers = [link for link in found.links if link.endswith("/text")]
    assert len(readers) >= 2
    first, second = list(dict.fromkeys(readers))[:2]
    turns = read(page(pages, first.removeprefix("/")))
    assert second in turns.links
    assert first in read(page(pages, second.removeprefix("/"))).links


def test_a_span_leads_to_its_place_in_the_reader(built_example: Path) -> None:
    found = read(page(book(built_example), "id/person/kim-jong-un"))
    (target, anchor) = next(link.split("#") for link in found.links if "/text#char=" in link)
    assert anchor in read(page(book(built_example), target.removeprefix("/"))).ids
    assert BASE not in target
