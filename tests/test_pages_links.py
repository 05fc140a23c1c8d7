"""Addresses: from IRIs to paths, to a server's addresses, to files and between them."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import iris
from wpkgraph.pages.links import FileLinks, ServerLinks, file_of
from wpkgraph.pages.shapes import Links

BASE = "https://example.org/id/"


@pytest.mark.parametrize(
    ("rest", "address"),
    [
        ("person/ro-chan-gyu", "/id/person/ro-chan-gyu"),
        ("org/tobong/glaze-shop", "/id/org/tobong/glaze-shop"),
        ("file/my%20notes.txt", "/id/file/my%20notes.txt"),
        ("file/100%25.txt", "/id/file/100%25.txt"),
        ("person/김정은", "/id/person/%EA%B9%80%EC%A0%95%EC%9D%80"),
        ("article/ab12/text#char=3,9", "/id/article/ab12/text#char=3,9"),
        ("file/a.txt/text#char=0,9", "/id/file/a.txt#char=0,9"),
    ],
)
def test_a_server_has_the_path_of_the_iri(rest: str, address: str) -> None:
    assert ServerLinks(BASE).iri(BASE + rest) == address
    assert ServerLinks(BASE, "/kiln").iri(BASE + rest) == "/kiln" + address


def test_data_have_the_form_as_a_parameter() -> None:
    assert ServerLinks(BASE).data(BASE + "person/x", "turtle") == "/id/person/x?format=turtle"


def test_other_iris_stay_as_they_are() -> None:
    for links in (ServerLinks(BASE), FileLinks(BASE, "id/person/x")):
        assert links.iri("http://www.wikidata.org/entity/Q1") == "http://www.wikidata.org/entity/Q1"


@pytest.mark.parametrize(
    ("page", "iri", "address"),
    [
        ("", "person/x", "id/person/x/index.html"),
        ("id/person/x", "org/a/b", "../../../id/org/a/b/index.html"),
        ("id/person/x", "file/my%20notes.txt", "../../../id/file/my%20notes.txt/index.html"),
        ("id/person/x", "article/h/text#char=1,2", "../../../id/article/h/text/index.html#char=1,2"),
        ("browse/Person?page=2", "person/x", "../../../id/person/x/index.html"),
    ],
)
def test_files_point_at_each_other(page: str, iri: str, address: str) -> None:
    assert FileLinks(BASE, page).iri(BASE + iri) == address


def test_further_pages_of_lists_are_remembered() -> None:
    asked: set[str] = set()
    links = FileLinks(BASE, "browse/Person", asked=asked)
    assert links.path("browse/Person?page=2") == "../../browse/Person/~page-2/index.html"
    assert links.path("browse/Person?letter=%23") == "../../browse/Person/~letter-%23/index.html"
    assert asked == {"browse/Person?page=2", "browse/Person?letter=%23"}


@pytest.mark.parametrize(
    "name", ["..", ".", "index.html", "INDEX.TTL", "a" * 300, "x%2Fy", "tab%09", "%00", "..%2F..%2Fetc"]
)
def test_no_name_of_a_document_leaves_its_folder_or_takes_a_page_file(name: str) -> None:
    parts = file_of(f"id/file/{name}").split("/")
    assert len(parts) == 4
    assert parts[2].startswith("~")
    assert len(parts[2]) < 200


def test_two_names_give_two_files() -> None:
    assert file_of("id/file/..") != file_of("id/file/.")
    assert file_of("id/file/" + "a" * 300) != file_of("id/file/" + "a" * 301)


def arrives(links: Links, page: str, rest: str) -> str:
    """The file that a browser asks a plain web server for, from a page's file."""
    address = urljoin(f"http://host/{file_of(page)}", links.iri(BASE + rest))
    return unquote(address.removeprefix("http://host/"))


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=30).filter(lambda t: t.strip("/") and "//" not in t),
    st.sampled_from(["", "id/org/a/b", "browse/X"]),
)
def test_whatever_a_document_is_called_the_link_leads_to_its_file(name: str, page: str) -> None:
    try:
        rest = "file/" + iris.path(name)
    except UnicodeEncodeError:  # half a surrogate pair is no name
        return
    assert arrives(FileLinks(BASE, page), page, rest) == file_of("id/" + rest)


def test_a_page_shown_in_any_place_has_absolute_addresses() -> None:
    links = FileLinks(BASE, "", root="https://host/kiln/")
    assert links.path("static/site.css") == "https://host/kiln/static/site.css"
    assert links.iri(BASE + "person/x") == "https://host/kiln/id/person/x/index.html"
