"""The static site: every link leads to a file, the same bytes every time, nothing of anyone else is overwritten."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

import pytest

import sample_dataset
from page_checks import BASE, hub, read, scheme, written
from wpkgraph import cli
from wpkgraph.errors import OutputError
from wpkgraph.pages import site as pages_site
from wpkgraph.pages.links import offered
from wpkgraph.pages.names import fold
from wpkgraph.pages.site import write_site
from wpkgraph.store import read_graphs

URL = "https://example.org/kiln/"


@pytest.fixture(scope="module")
def example_site(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    write_site(built_example, folder, URL)
    return folder


def pages(folder: Path) -> list[Path]:
    """All pages but the one that is shown in any place."""
    found = (path for path in folder.rglob("*.html") if path.is_file() and path.parent != folder / "data")
    return sorted(path for path in found if path != folder / "404.html")


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def target(page: Path, link: str, folder: Path) -> tuple[Path, str]:
    """The file that a relative link leads to, as a plain web server finds it, and the fragment."""
    whole = urljoin(f"http://host/{quote(page.relative_to(folder).as_posix())}", link)
    path, _, fragment = whole.partition("#")
    return folder / unquote(path.partition("?")[0].removeprefix("http://host/")), unquote(fragment)


def test_every_link_of_every_page_leads_to_a_file_and_every_fragment_to_a_place(example_site: Path) -> None:
    anchors = {page: set(read(page.read_text(encoding="utf-8")).ids) for page in pages(example_site)}
    assert len(anchors) > 800
    checked = 0
    for page in anchors:
        found = read(page.read_text(encoding="utf-8"))
        for link in (*found.links, *found.loads):
            if link.startswith(("http://", "https://")):
                continue
            assert not link.startswith("/"), f"{page}: {link} is not relative"
            file, fragment = target(page, link, example_site)
            assert file.is_file(), f"{page}: {link}"
            if fragment and file in anchors:
                assert fragment in anchors[file], f"{page}: {link}"
            checked += 1
    assert checked > 20_000


def test_every_subject_of_the_graph_has_a_file_where_a_server_looks_for_it(
    example_site: Path, built_example: Path
) -> None:
    subjects = {line.split(" ", 1)[0][1:-1] for lines in read_graphs(built_example).values() for line in lines}
    for iri in subjects | {f"{BASE}dataset"}:
        if iri.startswith(BASE):
            folder = example_site / "id" / unquote(iri.partition("#")[0][len(BASE) :])
            assert (folder / "index.html").is_file(), iri
            if "#" not in iri:
                assert (folder / "index.ttl").is_file()
                assert (folder / "index.jsonld").is_file() or iri == f"{BASE}dataset"


def test_pages_point_at_other_sites_only_as_sources_and_links_out(example_site: Path) -> None:
    for page in pages(example_site):
        found = read(page.read_text(encoding="utf-8"))
        assert scheme([*found.links, *found.loads]) <= {"http", "https"}
        assert not [load for load in found.loads if "://" in load]
        assert found.tags[0] == ("html", {"lang": "en"})
        policy = [given["content"] for tag, given in found.tags if tag == "meta" and "http-equiv" in given]
        assert policy == [
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "font-src 'self'; form-action 'self'; base-uri 'none'"
        ]
        names = [tag for tag, _ in found.tags]
        assert (names.count("main"), names.count("h1")) == (1, 1)
        assert "title" in names[: names.index("body")]


def test_the_index_holds_every_name_under_each_of_its_words(example_site: Path) -> None:
    seen = set()
    letters = (example_site / "static" / "search" / "letters.js").read_text(encoding="utf-8")
    known = json.loads(letters.removeprefix("wpkgraphLetters(").removesuffix(");\n"))
    files = sorted((example_site / "static" / "search").glob("*.js"))
    assert {file.stem for file in files} == {"letters", *(f"{ord(letter):x}" for letter in known)}
    for file in (file for file in files if file.stem != "letters"):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("wpkgraphNames(...[")
        letter, rows = json.loads(text.removeprefix("wpkgraphNames(...").removesuffix(");\n"))
        assert file.name == f"{ord(letter):x}.js"
        for label, kind, cls, path, weight, *names in rows:
            assert any(word.startswith(letter) for name in names for word in name.split())
            assert (example_site / unquote(path)).is_file()
            assert label
            assert kind
            assert cls
            assert weight >= 0
            seen.add(label)
    assert "Jo Yong Won" in seen
    won = (example_site / "static" / "search" / f"{ord('w'):x}.js").read_text(encoding="utf-8")
    assert fold("Jo Yong Won") in won


def test_search_engines_get_a_map_with_whole_addresses(example_site: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    addresses = [str(loc.text) for loc in ET.parse(example_site / "sitemap.xml").iter(f"{space}loc")]
    assert f"{URL}id/person/kim-jong-un/" in addresses
    assert URL in addresses
    for address in addresses:
        assert (example_site / unquote(address.removeprefix(URL)) / "index.html").is_file()
    assert (example_site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {URL}sitemap.xml\n"


def test_the_page_for_what_is_not_there_fits_any_place(example_site: Path) -> None:
    found = read((example_site / "404.html").read_text(encoding="utf-8"))
    inner = [link for link in (*found.links, *found.loads) if not link.startswith(("#", "https://creative"))]
    assert inner
    assert all(link.startswith(URL) for link in inner)


def test_without_an_address_there_is_no_map(tmp_path: Path) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    write_site(out, tmp_path / "site")
    assert not (tmp_path / "site" / "sitemap.xml").exists()
    assert (tmp_path / "site" / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_many_addresses_make_several_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_site, "_IN_A_MAP", 10)
    write_site(written(tmp_path / "out", sample_dataset.first()), tmp_path / "site", URL)
    index = (tmp_path / "site" / "sitemap.xml").read_text()
    assert index.count("<sitemap>") == len(list((tmp_path / "site").glob("sitemap-*.xml"))) > 1
    write_site(tmp_path / "out", tmp_path / "site", URL)  # which may be replaced, further maps and all


def test_the_same_output_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    out = written(tmp_path / "out", sample_dataset.first(), sample_dataset.second())
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / f"site-{seed}"
        command = [sys.executable, "-m", "wpkgraph", "site", str(out), "-o", str(folder), "--url", URL, "-q"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        found.append(hashes(folder))
    assert found[0] == found[1]
    assert len(found[0]) > 100


def test_long_lists_have_files_for_each_of_their_pages(tmp_path: Path) -> None:
    write_site(written(tmp_path / "out", hub(230)), tmp_path / "site")
    folder = tmp_path / "site" / "id" / "person" / "ro-chan-gyu"
    lists = sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert "~group-saidBy-Statement" in lists
    assert "~group-saidBy-Statement~page-3" in lists
    assert "~group-saidBy-Statement~page-4" not in lists
    assert (tmp_path / "site" / "browse" / "Meeting" / "~page-2" / "index.html").is_file()


def test_names_of_documents_stay_within_the_site(tmp_path: Path) -> None:
    sources = []
    for number, name in enumerate(
        ("x.jsonl/..", "x.jsonl/index.html", "my notes 100%.txt", "a" * 240, "김정은.txt", "q?#&.txt")
    ):
        source = sample_dataset.Source(name, f"Text {number}.", "2019-03-09", name)
        sources.append(source)
    write_site(written(tmp_path / "out", *sources), tmp_path / "site")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out", "site"]
    for name in ("my notes 100%.txt", "김정은.txt", "q?#&.txt"):
        assert (tmp_path / "site" / "id" / "file" / name / "index.html").is_file()
    for page in pages(tmp_path / "site"):
        found = read(page.read_text(encoding="utf-8"))
        for link in found.links:
            if not link.startswith("http"):
                assert target(page, link, tmp_path / "site")[0].is_file(), (page, link)


# --- what is replaced, and what is not ----------------------------------------------------------------------------------


def test_a_site_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    write_site(out, tmp_path / "site")
    (tmp_path / "site" / "id" / "left-over.html").write_text("old")
    (tmp_path / "site" / "README.md").write_text("mine")
    write_site(out, tmp_path / "site")
    assert not (tmp_path / "site" / "id" / "left-over.html").exists()
    assert (tmp_path / "site" / "README.md").read_text() == "mine"


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match="was not made by wpkgraph site"):
        write_site(out, mine)
    (mine / "thesis.txt").rename(tmp_path / "thesis.txt")
    write_site(out, mine)
    (tmp_path / "thesis.txt").rename(mine / "thesis.txt")
    with pytest.raises(OutputError, match=r"thesis\.txt"):
        write_site(out, mine)
    assert (mine / "thesis.txt").read_text() == "years of work"
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        write_site(out, tmp_path / "file")


@pytest.mark.parametrize("place", ["out", "out/site", "."])
def test_the_output_folder_is_never_replaced(tmp_path: Path, place: str) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    before = hashes(out)
    with pytest.raises(OutputError):
        write_site(out, tmp_path / place)
    assert hashes(out) == before


def test_a_site_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    write_site(out, tmp_path / "site")
    before = hashes(tmp_path / "site")

    def fail(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pages_site._Writer, "index", fail)
    with pytest.raises(OutputError, match="no space left"):
        write_site(out, tmp_path / "site")
    assert hashes(tmp_path / "site") == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out", "site"]


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://", "https://example.org/?x=1", "javascript:x"]
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    with pytest.raises(OutputError, match="--url"):
        write_site(out, tmp_path / "site", url)
    assert not (tmp_path / "site").exists()


def test_the_command_says_what_it_wrote_and_fails_with_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = written(tmp_path / "out", sample_dataset.first())
    assert cli.run(["site", str(out), "-o", str(tmp_path / "site")]) == 0
    words = capsys.readouterr().out
    assert f"{tmp_path / 'site'}: " in words
    assert "pages" in words
    assert cli.run(["site", str(tmp_path / "none"), "-o", str(tmp_path / "site")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert cli.run(["site", str(out), "-o", str(out), "-q"]) == 2


def test_pages_that_need_a_server_are_not_written(example_site: Path) -> None:
    assert not (example_site / "query").exists()
    assert (example_site / "ontology").exists() == offered("ontology")
