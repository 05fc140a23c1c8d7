"""The page about each thing: what it shows, that nothing in a document can do harm, and that it stays bounded."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest

import sample_dataset
from page_checks import BASE, Read, book, hub, page, read, scheme, written
from wpkgraph.errors import OutputError
from wpkgraph.pages.book import Book, forms
from wpkgraph.pages.links import ServerLinks
from wpkgraph.store import open_store, read_graphs


@pytest.fixture(scope="module")
def example(built_example: Path) -> Book:
    return book(built_example)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Book:
    from wpkgraph import outputs

    return book(outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("things") / "out"))


def path_of(iri: str, base: str) -> str:
    """What a browser asks the server for."""
    return ServerLinks(base).iri(iri).partition("#")[0].removeprefix("/")


def test_every_subject_of_the_graph_has_a_page(example: Book, built_example: Path) -> None:
    subjects = {line.split(" ", 1)[0][1:-1] for lines in read_graphs(built_example).values() for line in lines}
    own = sorted(iri for iri in subjects if iri.startswith(example.base))
    assert len(own) > 900
    for path in sorted({path_of(iri, example.base) for iri in own}):
        assert page(example, path).status == 200, path
    for iri in own:  # and a client that asks for the IRI itself gets one too
        assert page(example, "id/" + iri.partition("#")[0][len(example.base) :]).status == 200, iri


def test_every_graph_has_a_page_with_its_counts(example: Book, built_example: Path) -> None:
    for iri, lines in read_graphs(built_example).items():
        given = page(example, "id/" + iri[len(example.base) :])
        assert given.status == 200
        assert f"{len(lines)} triples" in given.body.decode()


def test_no_page_leads_to_one_that_is_not_there(example: Book) -> None:
    """A crawl from the home page, as far as it gets."""
    waiting, done = ["/"], set()
    while waiting:
        address = waiting.pop()
        done.add(address)
        path, _, query = address.partition("?")
        given = dict(parse_qsl(query))
        form = given.pop("format", "html" if path != "/suggest" else "json")
        wanted = path.removeprefix("/")
        form = form if form in forms(wanted) else forms(wanted)[0]
        answer = page(example, wanted, form, **given)
        assert answer.status == 200, address
        if answer.media_type == "text/html" and not path.startswith("/data/"):
            found = read(answer)
            assert len(found.ids) == len(set(found.ids)), address
            inner = [link.partition("#")[0] for link in (*found.links, *found.loads) if link.startswith("/")]
            waiting += sorted(set(inner) - done - set(waiting))
    assert len(done) > 1200


def test_pages_hold_no_style_and_no_script_of_their_own(example: Book) -> None:
    for path in (
        "",
        "browse",
        "id/person/kim-jong-un",
        "id/place/chollima-district",
        "id/article/cc7febf143b57fea/text",
    ):
        for tag, attributes in read(page(example, path)).tags:
            assert tag not in ("style", "iframe", "object", "base")
            assert not any(name == "style" or name.startswith("on") for name in attributes), (path, tag)
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert str(attributes["src"]).startswith("/static/")


def test_a_person_shows_posts_with_the_words_that_state_them(sample: Book) -> None:
    found = read(page(sample, "id/person/ro-chan-gyu"))
    words = " ".join(found.texts["main"].split())
    for heading in ("Posts held 1", "Speeches made 1", "Said 1", "Named in 2"):
        assert heading in words
    assert "chief clerk of the River Guild" in found.marked
    assert "and 1 more article" in words
    assert "stated · apposition" in words
    assert "resolved · called-for" in words
    source = min(sample_dataset.first(), sample_dataset.second(), key=lambda s: s.article)
    start = source.text.index("chief clerk of the River Guild")
    anchor = f"/text#char={start},{start + len('chief clerk of the River Guild')}"
    assert f"/id/{source.article}{anchor}" in found.links
    assert f"opening<script>.txt, characters {7 + sample_dataset.FIRST.index('Ro Chan Gyu')}" in words


def test_a_fact_shows_each_article_that_states_it(sample: Book) -> None:
    membership = next(iri for iri in sample.iris() if "/membership/" in iri and "/in/" not in iri and _of(sample, iri))
    found = read(page(sample, "id/" + membership[len(BASE) :]))
    words = " ".join(found.texts["main"].split())
    assert "What states it 2" in words
    assert found.marked.count("chief clerk of the River Guild") == 2
    assert {"/id/person/ro-chan-gyu", "/id/org/river-guild", "/id/role/chief-clerk"} <= set(found.links)
    reading = read(
        page(sample, f"id/{membership[len(BASE) :]}/in/{sample_dataset.second().article.rpartition('/')[2]}")
    )
    assert reading.marked == ["chief clerk of the River Guild"]
    assert "What one article says of" in " ".join(reading.words.split())


def _of(sample: Book, membership: str) -> bool:
    return b"ro-chan-gyu" in page(sample, "id/" + membership[len(BASE) :], "ntriples").body


def test_a_workplace_shows_its_units_and_who_works_in_them(sample: Book) -> None:
    found = read(page(sample, "id/org/tobong"))
    words = " ".join(found.texts["main"].split())
    assert "Units and bodies within it glaze shop" in words
    assert "Posts in units and bodies within it 1" in words
    assert "/id/person/han-sol-mi" in found.links
    unit = read(page(sample, "id/org/tobong/glaze-shop"))
    assert "/id/org/tobong" in unit.links
    assert any(tag == "nav" and given.get("class") == "up" for tag, given in unit.tags)


def test_an_event_has_speeches_and_those_who_took_part_in_the_order_of_protocol(example: Book) -> None:
    found = read(page(example, "id/event/cell-secretaries-conference/6"))
    words = " ".join(found.texts["main"].split())
    assert "Speeches within it" in words
    assert "Who took part" in words
    whole = read(page(example, "id/event/cell-secretaries-conference/6", group="event-Participation"))
    order = [link for link in whole.links if link.startswith("/id/person/")]
    assert order[0] == "/id/person/kim-jong-un"  # who guided it stands before those on the platform
    platform = [order.index(f"/id/person/{name}") for name in ("jo-yong-won", "jong-sang-hak", "ri-il-hwan")]
    assert platform == sorted(platform)


def test_an_article_tells_what_it_names_and_reports(sample: Book) -> None:
    found = read(page(sample, f"id/{sample_dataset.first().article}"))
    words = " ".join(found.texts["main"].split())
    assert "Named in the text" in words
    assert "People 2 Han Sol Mi Ro Chan Gyu" in words
    assert "/id/event/kiln-clerks-7" in found.links
    assert f"/id/{sample_dataset.first().article}/text" in found.links


def test_the_drawing_has_links_relations_and_words_for_those_who_do_not_see_it(sample: Book) -> None:
    found = read(page(sample, "id/event/kiln-clerks-7"))
    drawing = next(given for tag, given in found.tags if tag == "svg" and given.get("class") == "fan")
    assert "Ro Chan Gyu" in str(drawing["aria-label"]) or "Han Sol Mi (on the platform)" in str(drawing["aria-label"])
    assert "River Guild (held by)" in str(drawing["aria-label"])
    assert found.words.count("held by") >= 1


def test_reference_data_say_where_they_come_from(example: Book) -> None:
    words = " ".join(read(page(example, "id/place/chollima-district")).texts["main"].split())
    assert "curated; source:" in words
    found = read(page(example, "id/place/pyongyang"))
    assert any(given.get("class") == "locator" for _, given in found.tags)
    outward = [given for tag, given in found.tags if tag == "a" and str(given.get("href")).startswith("http")]
    assert outward
    assert all("noopener" in str(given.get("rel")) for given in outward)


def test_namesakes_are_told_apart(example: Book) -> None:
    words = " ".join(read(page(example, "browse/Person")).texts["main"].split())
    assert words.count("Jong Myong Su") == 2
    assert "Jong Myong Su in " in words or "Jong Myong Su vice-premier" in words


MISSING = (
    *(
        "nope",
        "id/nope",
        "id/",
        "id",
        "browse/Nope",
        "browse/Person/x",
        "browse/Span",
        "static/x.css",
        "static/../book.py",
    ),
    *("id/person/kim-jong-un/", "id//person", "id/person/%zz", "id/person/\x00", "id/<script>", "id/" + "x" * 9000),
    *("data/graph.nq", "id/person/%ff", "id/person/a b\nc", "id/person/\ud800", "ontology#Person"),
)


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_a_404_that_says_so_as_text(example: Book, path: str) -> None:
    for form in ("html", "turtle"):
        given = page(example, path, form)
        if form in forms(path) or not forms(path):
            assert given.status == 404
        assert b"<script>x" not in given.body
        assert read(given).texts["main"].strip()


@pytest.mark.parametrize(
    ("path", "params"), [("browse/Person", {"page": "0"}), ("browse", {"page": "x"}), ("sources", {"page": "-1"})]
)
def test_a_page_that_is_no_number_is_a_400(example: Book, path: str, params: dict[str, str]) -> None:
    assert page(example, path, **params).status == 400


@pytest.mark.parametrize("params", [{"page": "99"}, {"letter": "<"}, {"letter": "Q", "page": "2"}])
def test_a_page_behind_the_last_is_a_404(example: Book, params: dict[str, str]) -> None:
    assert page(example, "browse/Person", **params).status == 404


@pytest.mark.parametrize(
    "params", [{"group": "x"}, {"group": "member-Membership", "page": "9"}, {"group": "<b>", "page": "a"}]
)
def test_a_list_that_a_thing_lacks_is_a_404(example: Book, params: dict[str, str]) -> None:
    given = page(example, "id/person/kim-jong-un", **params)
    assert given.status == 404
    assert b"<b>" not in given.body


def test_a_form_that_a_path_does_not_offer_is_a_400(example: Book) -> None:
    assert page(example, "browse", "turtle").status == 400
    assert page(example, "id/person/kim-jong-un", "no-such").status == 400


def test_forms_are_known_without_a_graph() -> None:
    assert forms("id/person/x") == ("html", "turtle", "jsonld", "ntriples", "rdfxml")
    assert forms("id/article/ab/text") == ("text", "html")
    assert forms("suggest") == ("json",)
    assert forms("static/site.css") == ("text",)
    assert forms("elsewhere") == forms("static/none.css") == forms("")[:0] == ()


def test_the_ontology_is_there_as_it_stands(example: Book) -> None:
    assert b"wpk:Person a owl:Class" in page(example, "ontology", "turtle").body


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        Book(tmp_path, ServerLinks(BASE))


# --- data -------------------------------------------------------------------------------------------------------------


FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def test_the_data_of_a_page_are_triples_of_the_graph_in_every_form(example: Book, built_example: Path) -> None:
    known = {str(quad.triple) for quad in open_store(built_example).quads_for_pattern(None, None, None)}
    chosen = [iri for iri in example.iris() if not iri.endswith("/text")][::17]
    assert len(chosen) > 25
    for iri in chosen:
        path = "id/" + iri[len(example.base) :]
        sets = []
        for form, kind in FORMATS.items():
            given = page(example, path, form)
            assert given.status == 200
            sets.append({str(quad.triple) for quad in ox.parse(given.body, kind)})
        assert sets[0] <= known, iri
        assert all(found == sets[0] for found in sets[1:]), iri
        if not example.is_graph(path):
            assert any(line.startswith(f"<{iri}> ") for line in sets[0])


def test_data_have_the_readings_of_a_fact_and_the_labels_of_its_neighbours(sample: Book) -> None:
    text = page(sample, "id/event/kiln-clerks-7/speech/ro", "ntriples").body.decode()
    assert "made an opening speech" not in text  # the words stand in the text, not in the data of the fact
    for part in (
        '#rule> "speech"',
        '#label> "Ro Chan Gyu"',
        '#label> "Seventh Conference of Kiln Clerks"',
        "#readingOf>",
    ):
        assert part in text
    person = page(sample, "id/person/ro-chan-gyu", "ntriples").body.decode()
    assert "/org#member> <" + BASE + "person/ro-chan-gyu>" in person


def test_the_data_of_a_graph_are_the_graph(sample: Book) -> None:
    path = f"{sample_dataset.first().article}/graph"
    found = {str(quad.triple) for quad in ox.parse(page(sample, f"id/{path}", "turtle").body, ox.RdfFormat.TURTLE)}
    assert found == set(sample_dataset.dataset().graphs[BASE + path])


# --- bounds -----------------------------------------------------------------------------------------------------------


def test_a_hub_is_folded_and_its_lists_have_pages(tmp_path: Path) -> None:
    pages = book(written(tmp_path / "out", hub(450)))
    page(pages, "")  # templates are read
    started = time.process_time()
    given = page(pages, "id/person/ro-chan-gyu")
    assert time.process_time() - started < 3  # far above what it takes, far below what it would take unbounded
    assert len(given.body) < 100_000
    found = read(given)
    every = [link for link in found.links if "?group=" in link]
    assert sorted(every) == sorted(
        f"/id/person/ro-chan-gyu?group={key}"
        for key in ("member-Membership", "participant-Participation", "saidBy-Statement")
    )
    whole = [
        read(page(pages, "id/person/ro-chan-gyu", group="participant-Participation", page=str(n))) for n in range(1, 6)
    ]
    events = [link for one in whole for link in dict.fromkeys(one.links) if link.startswith("/id/event/")]
    assert len(events) == len(set(events)) == 450
    dates = [f"{1900 + int(link.rpartition('-')[2]) % 100}" for link in events]
    assert dates == sorted(dates)
    assert page(pages, "id/person/ro-chan-gyu", group="participant-Participation", page="6").status == 404
    neighbours = [given for tag, given in found.tags if tag == "circle" or tag == "polygon"]
    assert len(neighbours) < 30


# --- hostile documents ------------------------------------------------------------------------------------------------

LABELS = (
    '<script>x("1")</script>',
    "\" onmouseover='x()'",
    "a\u202egnp.exe\u202c",
    "nul\x00 bell\x07 esc\x1b[31m",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Book:
    source = sample_dataset.Source(
        "../<b>&.txt", 'Ro <b>said</b> "so" & left\u202e. ' + "x" * 50, "2019-03-09", LABELS[0]
    )
    for number, label in enumerate(LABELS):
        name = f"org/body-{number}"
        source.thing(name, label.replace("\x00", "\ufffd"), "wpk:PartyBody", *sample_dataset.BODY)
        source.say(name, "skos:altLabel", label[::-1].replace("\x00", ""))
        source.span("Ro <b>said</b>", name)
        source.membership("person/ro", f"clerk {number}", name, 'said</b> "so" & left\u202e', "<i>rule</i>")
        source.say(name, "dcterms:source", "javascript:alert(1)")
        source.say(name, "dcterms:source", "data:text/html,<script>x</script>")
        source.say(name, "dcterms:source", 'https://example.org/a"><script>')
        source.lines.add(f"<{BASE}{name}> <https://schema.org/sameAs> <javascript:alert(2)>")
        source.lines.add(f"<{BASE}{name}> <http://xmlns.com/foaf/0.1/homepage> <https://example.org/{number}>")
    source.thing("person/ro", "Ro <b>", "wpk:Person", "foaf:Person")
    source.of_file.say(source.file, "dcterms:source", "  JaVaScRiPt:alert(3)")
    source.of_file.say(source.file, "dcterms:title", "</title><script>y</script>")
    return book(written(tmp_path_factory.mktemp("hostile") / "out", source))


def all_pages(pages: Book) -> dict[str, Read]:
    paths = ["", "browse", "browse/PartyBody", "sources", *("id/" + iri[len(pages.base) :] for iri in pages.iris())]
    return {path: read(page(pages, path)) for path in paths}


def test_nothing_in_a_document_becomes_markup_or_an_address_that_does_something(hostile: Book) -> None:
    found = all_pages(hostile)
    assert len(found) > 20
    for path, shown in found.items():
        assert scheme(shown.links) <= {"http", "https"}, path
        names = {tag for tag, _ in shown.tags}
        assert not names & {"b", "i", "style"}, path
        assert all(
            given.get("src") or given.get("type") == "application/ld+json"
            for tag, given in shown.tags
            if tag == "script"
        )
        assert not any(name.startswith("on") for _, given in shown.tags for name in given)
    body = found["id/org/body-0"]
    assert '<script>x("1")</script>' in body.words
    assert "javascript:alert(1)" in body.words
    assert "javascript:alert(2)" in body.words
    assert "https://example.org/0" in body.links
    assert "{{ 7*7 }}" in found["id/org/body-4"].words
    assert "&lt;b&gt;" in found["id/org/body-5"].words


def test_labels_hold_no_characters_that_turn_or_hide_what_follows(hostile: Book) -> None:
    for path, shown in all_pages(hostile).items():
        outside = shown.words.replace(shown.texts.get("text", ""), "") if "text" in shown.texts else shown.words
        assert not set(outside) & set("\u202e\u202c\x00\x07\x1b"), path


def test_suggestions_are_json_whatever_the_names_are(hostile: Book) -> None:
    import json

    given = page(hostile, "suggest", "json", q="SCRIPT x 1")
    assert json.loads(given.body)[0]["label"] == '<script>x("1")</script>'
    assert json.loads(page(hostile, "suggest", "json", q="\u202e").body) == []
