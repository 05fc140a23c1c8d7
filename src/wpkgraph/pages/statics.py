"""Style sheets, scripts and pictures of the pages. The colours and shapes of classes come from the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from wpkgraph.views import display

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".txt": "text/plain",
}
# What a class's bullet looks like, by the ontology's shapes.
_CLIPS = {
    "dot": "circle(50%)",
    "square": "inset(6%)",
    "box": "inset(18% 0)",
    "diamond": "polygon(50% 0,100% 50%,50% 100%,0 50%)",
    "triangle": "polygon(50% 4%,100% 94%,0 94%)",
    "triangleDown": "polygon(0 6%,100% 6%,50% 96%)",
    "hexagon": "polygon(25% 6%,75% 6%,100% 50%,75% 94%,25% 94%,0 50%)",
    "star": "polygon(50% 0,62% 36%,100% 36%,69% 58%,81% 96%,50% 73%,19% 96%,31% 58%,0 36%,38% 36%)",
}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of all static files, sorted; those in folders with their path: "query/page.js"."""
    return tuple(sorted(_below(files("wpkgraph.pages").joinpath("static"), "")))


def _below(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{path}{entry.name}/")
        elif PurePosixPath(entry.name).suffix in TYPES:
            yield path + entry.name


def read(name: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of a static file; None if there is none of that name."""
    if name not in names():
        return None
    body = files("wpkgraph.pages").joinpath("static").joinpath(name).read_bytes()
    if name == "site.css":
        body += "".join(_classes()).encode()
    return TYPES[PurePosixPath(name).suffix], body


def _classes() -> Iterator[str]:
    """A rule for each class of the ontology: its colour and the shape of its bullet."""
    words = display.load().words
    yield "\n/* classes: colours and shapes of ontology/wpk.ttl */\n"
    for name in sorted(words.superclasses):
        color = words.colors.get(name)
        if color:
            yield f".k-{name}{{--k:{color};--clip:{_CLIPS[words.shapes.get(name, 'dot')]}}}\n"
