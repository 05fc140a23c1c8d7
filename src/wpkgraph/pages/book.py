"""Stand-in."""

from wpkgraph.pages.shapes import Page, Wanted


def forms(path: str) -> tuple[str, ...]:
    return ("html", "turtle", "jsonld", "ntriples", "rdfxml")


class ServerLinks:
    def __init__(self, base: str, root: str = "") -> None: ...


class Book:
    def __init__(self, folder: object, links: object) -> None: ...
    def answer(self, wanted: Wanted) -> Page:
        return Page(200, "text/html", b"<p>hello")
