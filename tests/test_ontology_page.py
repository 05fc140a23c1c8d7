"""The page about the ontology: every term with all that the file says of it, at an anchor that links lead to."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology_copies import FOLDER, extended
from wpkgraph import ontologyfile
from wpkgraph.iris import BASE
from wpkgraph.lines import LABEL
from wpkgraph.namespaces import SKOS, WPK
from wpkgraph.pages import ontology
from wpkgraph.pages.book import Book, forms
from wpkgraph.pages.links import FileLinks, ServerLinks
from wpkgraph.pages.shapes import FORMS, Wanted

LINKS = ServerLinks(BASE)


class Anchors(HTMLParser):
    """Ids and links of a page, and the text of each section with an id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)


@pytest.fixture(scope="module")
def page() -> str:
    return ontology.page(LINKS, counts={f"{WPK}Speech": 1234})


def section(page: str, anchor: str) -> str:
    found = re.search(rf'<section class="term[^"]*" id="{re.escape(anchor)}">(.*?)</section>', page, re.S)
    assert found, anchor
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[1])))


def test_every_term_has_its_label_definition_and_iri(page: str) -> None:
    file = ontologyfile.read()
    for term in file.terms:
        words = section(page, ontology.anchor(term))
        assert file.label(term) in words
        assert file.definition(term) in words, term
        assert term in words


def test_all_that_the_file_says_is_on_the_page(page: str) -> None:
    """Nothing is left out: values stand there as words, terms by their labels, others by their short names."""
    file = ontologyfile.read()
    for term in file.terms:
        words = section(page, ontology.anchor(term))
        for predicate, objects in file.says[term].items():
            if predicate.endswith(("#type", "#inScheme", "#topConceptOf")):
                continue
            for each in objects:
                shown = file.label(each.value) if each.kind == "iri" else " ".join(each.value.split())
                assert shown in words, (term, predicate)


def test_anchors_are_single_and_inner_links_lead_to_them(page: str) -> None:
    seen = Anchors(page)
    assert len(seen.ids) == len(set(seen.ids))
    inner = {link[1:] for link in seen.links if link.startswith("#")}
    assert inner <= set(seen.ids)
    assert {"Person", "Congress", "speaker", "Stated", "capacity-guided", "org-Membership"} <= inner


def test_links_of_other_pages_lead_to_the_terms(page: str) -> None:
    for name in ("Person", "membershipStatus", "Recalled"):
        assert LINKS.iri(WPK + name) == f"/ontology#{name}"
        assert f'id="{name}"' in page


def test_what_points_at_a_term_is_listed(page: str) -> None:
    event = section(page, "Event")
    assert "Narrower" in event
    assert "meeting" in event
    assert "Its relations" in event
    assert "ordinal" in event
    assert "refers to" in event.split("Value of")[1]
    assert "Above accompanied , received" in section(page, "capacity-attended")


def test_the_head_says_what_it_is_and_how_to_cite_it(page: str) -> None:
    head = page.split('class="contents"')[0]
    file = ontologyfile.read()
    for words in (
        "0.1.0",
        "https://w3id.org/wpkgraph/ontology/0.1.0",
        "draft",
        "LICENSE-2.0",
        "The wpkgraph developers",
    ):
        assert words in head
    assert file.one(file.iri, "http://purl.org/dc/terms/bibliographicCitation") in unescape(head)


def test_classes_stand_below_wider_ones(page: str) -> None:
    order = re.findall(r'<section class="term deep-(\d)" id="(\w+)">', page)
    at = {name: (index, int(depth)) for index, (depth, name) in enumerate(order)}
    assert at["Event"][0] < at["Meeting"][0] < at["Congress"][0]
    assert [at[name][1] for name in ("Event", "Meeting", "Congress")] == [0, 1, 2]


def test_counts_lead_to_the_lists(page: str) -> None:
    assert '<a href="/browse/Speech">1,234</a>' in page
    assert "In these data" not in section(page, "Person")


def test_what_a_file_says_is_no_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = '\nwpk:Odd a owl:Class ; rdfs:label "<b>odd</b>"@en ; rdfs:comment "<script>alert(1)</script>"@en .\n'
    file = ontologyfile.read(extended(tmp_path, "wpk.ttl", line))
    monkeypatch.setattr(ontology, "_file", lambda: file)
    page = ontology.page(LINKS)
    assert "<script>alert" not in page
    assert "<b>odd" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_circle_of_classes_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = '\nwpk:A a owl:Class ; rdfs:label "a"@en ; rdfs:subClassOf wpk:B .\nwpk:B a owl:Class ; rdfs:subClassOf wpk:A .\n'
    file = ontologyfile.read(extended(tmp_path, "wpk.ttl", line))
    monkeypatch.setattr(ontology, "_file", lambda: file)
    assert {"A", "B"} <= set(Anchors(ontology.page(LINKS)).ids)


@pytest.mark.parametrize("form", ontology.RDF_FORMS)
def test_forms_hold_the_same_triples(form: str) -> None:
    kind = ox.RdfFormat.from_media_type(FORMS[form])
    assert kind
    mine = {quad.triple for quad in ox.parse(ontology.data(form), kind)}
    assert mine == {quad.triple for quad in ox.parse(path=str(FOLDER / "wpk.ttl"), format=ox.RdfFormat.TURTLE)}
    assert ontology.data(form) == ontology.data(form)


def test_turtle_is_the_file_itself() -> None:
    assert ontology.data("turtle") == (FOLDER / "wpk.ttl").read_bytes()


def test_the_book_has_the_page_in_all_forms(built_example: Path) -> None:
    book = Book(built_example, LINKS)
    assert forms("ontology") == ("html", *ontology.RDF_FORMS)
    for form in forms("ontology"):
        page = book.answer(Wanted("ontology", form=form))
        assert (page.status, page.media_type) == (200, FORMS[form])
    html = book.answer(Wanted("ontology")).body.decode()
    assert re.search(r'<a href="/browse/Person">\d+</a>', html)


def test_the_book_has_the_query_page_and_its_files(built_example: Path) -> None:
    book = Book(built_example, ServerLinks(BASE, "/sub"))
    html = book.answer(Wanted("query")).body.decode()
    assert 'action="/sub/sparql"' in html
    for path in re.findall(r'(?:src|href)="/sub/(static/[^"]+)"', html):
        assert book.answer(Wanted(path, form="text")).status == 200, path


def test_beside_files_the_forms_are_files() -> None:
    page = ontology.page(FileLinks(BASE, "ontology"))
    assert 'href="index.ttl"' in page
    assert "format=" not in page


def test_the_file_is_read_in_its_order() -> None:
    file = ontologyfile.read()
    assert file.terms.index(f"{WPK}caption") < file.terms.index(f"{WPK}SourceFile") < file.terms.index(f"{WPK}saidBy")
    assert file.label(f"{WPK}Person") == "person"
    assert file.says[f"{WPK}Person"][LABEL][0].language == "en"
    assert file.members(f"{WPK}speechKinds")
    assert file.one(f"{WPK}speech-report", f"{SKOS}notation") == "report"
