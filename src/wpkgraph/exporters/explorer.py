"""explorer.html: the whole network in one file that opens offline, however large it is; see docs/explorer.md."""

from __future__ import annotations

import html
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.exporters.network import Network
from wpkgraph.model import Dataset
from wpkgraph.views.page import fill, inert, policy

if TYPE_CHECKING:
    from wpkgraph.explorer.data import Data

_FOLDER = "explorer"
_PACKED = "application/octet-stream"


class Explorer:
    """Writes explorer.html from the network that another exporter built; must be finished after that one."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write and the texts."""
        self._path, self._dataset = folder / "explorer.html", dataset

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the network collects."""

    def finish(self) -> None:
        """Write the page."""
        from wpkgraph.explorer.build import build

        data = build(self._network.made, self._network.index, self._dataset.texts, self._dataset.base)
        self._path.write_text(render(data), encoding="utf-8", newline="\n")


def render(data: Data) -> str:
    """The page as text; the same data give the same page.

    What the first view needs stands first, all else behind it, so that a browser draws before it has read on.
    """
    from importlib.resources import files

    from wpkgraph.explorer.packing import pack, parts

    views = files("wpkgraph.views").joinpath(_FOLDER)
    blocks = parts(data)
    first = inert(blocks.pop("first"), sort=False)  # not packed: unpacking takes longer than reading it
    library, script = _joined(views.joinpath("vendor")), _joined(views.joinpath("js"))
    filled = {
        "policy": html.escape(policy(script, library, images="data: blob:")),
        "style": views.joinpath("explorer.css").read_text(encoding="utf-8"),
        "first": first,
        "library": library,
        "script": script,
        "blocks": "\n".join(
            f'<script id="data-{name}" type="{_PACKED}">{pack(value)}</script>' for name, value in blocks.items()
        ),
    }
    return fill(f"{_FOLDER}/explorer.html", filled)


def _joined(folder: Traversable) -> str:
    """The scripts of a folder, one after the other, in the order of their names."""
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".js")), key=lambda file: file.name)
    return "\n".join(file.read_text(encoding="utf-8") for file in found)
