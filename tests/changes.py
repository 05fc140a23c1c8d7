"""Small helpers of the tests of changes: inputs that come and go in a folder, and the dataset that a build gives for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from wpkgraph import pipeline
from wpkgraph.exporters.quads import Quads
from wpkgraph.exporters.report import ReportFile
from wpkgraph.exporters.texts import Texts
from wpkgraph.model import Dataset
from wpkgraph.options import BuildOptions
from wpkgraph.store import load_stand

HALL = "Om Tae Sik, chairman of the Lamp Board, spoke in the hall about the nets and lamps of the coming season."
MILL = "Han Sol Mi, manager of the Unsong Silk Mill, came to the hall and praised the oars of the past season."
MEET = "Unsong Lamp Menders Meet"
TEXTS = (
    HALL,
    MILL,
    f"{MEET}\n{HALL}",  # with this title in a record, the first line is a headline; without, it is not
    f"Riverside, April 8 (KCNA) -- {HALL}\nOm Tae Sik was elected member of the Lamp Committee.",
    f"Riverside, April 8 (KCNA) -- {HALL} -0-\n\nRiverside, April 9, 2021 (KCNA) -- {MILL} -0-\n",
    "Present in the hall were Om Tae Sik, Han Sol Mi and other senior officials of the C.C., WPK and the Cabinet.",
    f"The Third Conference of Net Menders opened on the 7th.\r\n{HALL}\r\nOm Tae Sik, chairman of the Oar Board, left.",
    HALL.upper(),
    "김 Nets only.",
    "",
)
LINES = (
    *({"id": key, "text": text} for key in ("1", "a b") for text in (HALL, TEXTS[3], TEXTS[5], "")),
    {"id": "1", "title": MEET, "text": TEXTS[2]},
    {"id": "t", "title": MEET, "text": TEXTS[2], "date": "2021-04-08", "url": "https://example.org/1"},
    {"id": "u", "text": TEXTS[2], "date": "2021-04-08", "publisher": "Lamp News"},
    {"id": "v", "title": MEET, "text": f"{TEXTS[2]} {MILL}", "date": "2021-04-09", "url": "https://example.org/1"},
    {"id": "d", "text": MILL, "date": "soon"},
    {"text": MILL},
)


def jsonl(rows: tuple[Mapping[str, str], ...], torn: bool) -> str:
    """A collection of rows, in some with a line that is no JSON."""
    return "".join(f"{json.dumps(row)}\n" for row in rows) + ("{torn\n" if torn else "")


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def built(folder: Path) -> Dataset:
    return pipeline.build([str(folder)], BuildOptions())


def through_disk(dataset: Dataset, folder: Path) -> Dataset:
    """The dataset as it comes back from those files of an output that it is read from."""
    folder.mkdir(parents=True)
    exporters = (Quads(), ReportFile(), Texts())
    for exporter in exporters:
        exporter.start(folder, dataset)
    for iri, triples in dataset.graphs.items():
        for exporter in exporters:
            exporter.graph(iri, triples)
    for exporter in exporters:
        exporter.finish()
    return load_stand(folder).dataset


def files(output: Path) -> dict[str, bytes]:
    """All files of an output but the store's, whose bytes are RocksDB's affair."""
    found = [path for path in output.rglob("*") if path.is_file() and path.parent.name != "store"]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def stored(output: Path) -> set[str]:
    """The quads of an output's store."""
    return {str(quad) for quad in ox.Store.read_only(str(output / "store"))}
