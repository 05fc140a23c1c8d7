"""What the tests of pages share: a page read as a browser would, and hand-made graphs that are hard on pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import sample_dataset
from wpkgraph import outputs
from wpkgraph.model import Dataset
from wpkgraph.pages.book import Book
from wpkgraph.pages.links import ServerLinks
from wpkgraph.pages.shapes import Page, Wanted

BASE = sample_dataset.BASE


@dataclass
class Read(HTMLParser):
    """The parts of a page that tests look at."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.loads.append(str(given["src"]))
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.loads.append(str(given["href"]))
        if tag == "mark":
            self.marked.append("")
        if tag not in ("meta", "link", "input", "br", "img", "path", "circle", "polygon", "rect"):
            self._open.append(tag)
            self._inside.append(str(given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                self._inside.pop()
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        for place in self._inside:
            if place:
                self.texts[place] = self.texts.get(place, "") + data
        if "mark" in self._open and self.marked:
            self.marked[-1] += data


def read(page: Page | str) -> Read:
    """A page, parsed."""
    found = Read()
    found.feed(page if isinstance(page, str) else page.body.decode())
    found.close()
    return found


def book(folder: Path) -> Book:
    """The pages of an output folder as a server has them."""
    base = Book(folder, ServerLinks("")).base
    return Book(folder, ServerLinks(base))


def page(pages: Book, path: str, form: str = "html", **params: str) -> Page:
    """The answer for a path."""
    return pages.answer(Wanted(path, params, form))


def written(folder: Path, *sources: sample_dataset.Source) -> Path:
    """An output folder of hand-made sources."""
    graphs: dict[str, tuple[str, ...]] = {}
    for source in sources:
        graphs[f"{BASE}{source.file}/graph"] = tuple(sorted(source.of_file.lines))
        graphs[f"{BASE}{source.article}/graph"] = tuple(sorted(source.lines))
    texts = {source.sha256: source.text for source in sources}
    made = sample_dataset.dataset()
    return outputs.write(Dataset(graphs, texts, made.report, BASE), folder)


def hub(facts: int) -> sample_dataset.Source:
    """A person with very many posts, statements and events, all read from one text."""
    text = "Ro Chan Gyu, chief clerk of the River Guild, said that the kilns are clean. " * 3
    source = sample_dataset.Source("hub.txt", text, "2019-03-09", "The hub")
    person = source.person("ro-chan-gyu", "Ro Chan Gyu")
    for number in range(facts):
        event = f"event/kiln-{number}"
        source.thing(event, f"Kiln meeting {number}", "wpk:Meeting", "wpk:Event", "sem:Event", "schema:Event")
        source.say(event, "schema:startDate", f"{1900 + number % 100}-01-01", "date")
        part = f"participation/{number}"
        source.thing(part, f"Ro Chan Gyu at {number}", "wpk:Participation")
        source.add(part, "wpk:participant", person)
        source.add(part, "wpk:event", event)
        source.reading(part, "list", "Ro Chan Gyu", f"{1900 + number % 100}-01-01")
        statement = f"statement/{number}"
        source.thing(statement, f"Statement {number}", "wpk:Statement")
        source.add(statement, "wpk:saidBy", person)
        source.reading(statement, "said", "said that the kilns are clean")
        role = hashlib.sha256(str(number).encode()).hexdigest()[:6]
        source.membership(
            person, f"clerk {role}", f"org/guild-{number}", "chief clerk of the River Guild", "apposition"
        )
        source.thing(f"org/guild-{number}", f"Guild {number}", "wpk:PartyBody", *sample_dataset.BODY)
    return source


def scheme(addresses: Iterable[str]) -> set[str]:
    """The schemes of addresses that have one."""
    return {address.split(":", 1)[0].lower() for address in addresses if ":" in address.split("/", 1)[0].split("#")[0]}
