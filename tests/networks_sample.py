"""What tests of projections, analytics, pages and pictures share: hostile words, output folders, runs with a hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import sample_dataset
from wpkgraph import outputs
from wpkgraph.lines import literal
from wpkgraph.model import Dataset
from wpkgraph.store import open_store

HOSTILE = '=1+1, "quoted"\n# </title><script>alert(1)</script> $\\frac{1}$ \x07 @shown@'


def hostile() -> Dataset:
    """The sample dataset, in which a person, an event, a workplace, a place and an idea bear a name that means harm."""
    made = sample_dataset.dataset()
    names = ("Han Sol Mi", "Seventh Conference of Kiln Clerks", "Tobong Pottery", "Riverside", "clean firing")
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    graphs = {}
    for iri, lines in made.graphs.items():
        for name in names:
            lines = tuple(line.replace(f"{label} {literal(name)}", f"{label} {literal(HOSTILE)}") for line in lines)
        graphs[iri] = tuple(sorted(lines))
    return replace(made, graphs=graphs)


def write_hostile(folder: Path) -> Path:
    """An output folder of the hostile dataset."""
    return outputs.write(hostile(), folder)


def rows(folder: Path, sparql: str) -> list[tuple[str, ...]]:
    """The rows of a question to an output folder, as strings."""
    from wpkgraph.query import ask

    found = ask(open_store(folder), sparql, sample_dataset.BASE).rows
    return [tuple("" if cell is None else cell.value for cell in row) for row in found]


def number(folder: Path, sparql: str) -> int:
    """The one number that a question has for an answer."""
    ((count,),) = rows(folder, sparql)
    return int(count)


def run(seed: str, *arguments: str | Path) -> str:
    """Standard output of a wpkgraph command in a process of its own, with a hash seed, another time zone and language."""
    src = Path(outputs.__file__).resolve().parents[1]
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(src), "TZ": f"UTC-{seed[0]}", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "wpkgraph", *map(str, arguments)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout
