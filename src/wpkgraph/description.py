"""What an output folder says of itself as a data set (dataset.ttl), and what a server adds: where things can be had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wpkgraph.errors import OutputError, reason
from wpkgraph.exporters.metadata import DUMPS, FILES, Said, lines
from wpkgraph.lines import LABEL, TYPE, literal
from wpkgraph.namespaces import PREFIXES
from wpkgraph.outputs import require_output
from wpkgraph.store import read_report

FILE = "dataset.ttl"


def dataset_lines(folder: str | Path, *, home: str = "", endpoint: str = "", files: str = "") -> list[str]:
    """The description as sorted lines of N-Triples without the closing " ."; raises OutputError.

    home      the address of the data set's home page
    endpoint  the address of a SPARQL endpoint over it
    files     the address, with a slash at its end, below which graph.ttl and the other files can be had
    """
    import pyoxigraph as ox

    path = require_output(folder) / FILE
    try:
        triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        found = {f"{t.subject} {t.predicate} {t.object}" for t in triples}
    except SyntaxError as error:
        raise OutputError(f"{path}:{error.lineno}: is damaged: {reason(error)}; build it again") from error
    except OSError as error:
        raise OutputError(f"{path}: can't be read: {reason(error)}; build it again") from error
    name = f"{read_report(folder)['base']}dataset"
    there = [file for file in FILES if (path.with_name(file)).is_file()]
    return sorted(found | set(lines(_served(name, there, home, endpoint, files))))


def _served(name: str, there: list[str], home: str, endpoint: str, files: str) -> Iterator[Said]:
    if home:
        yield name, "foaf:homepage", f"<{home}>"
        yield name, "dcat:landingPage", f"<{home}>"
    for file in there if files else ():
        yield f"{name}/file/{file}", "dcat:downloadURL", f"<{files}{file}>"
        yield f"{name}/file/{file}", "dcat:accessURL", f"<{home or files + file}>"
        if file in DUMPS:
            yield name, "void:dataDump", f"<{files}{file}>"
    if endpoint:
        service = f"{name}/service"
        yield name, "void:sparqlEndpoint", f"<{endpoint}>"
        yield service, TYPE, f"<{PREFIXES['dcat']}DataService>"
        yield service, LABEL, literal("SPARQL endpoint")
        yield service, "dcterms:title", literal("SPARQL endpoint", language="en")
        yield service, "dcat:endpointURL", f"<{endpoint}>"
        yield service, "dcat:servesDataset", f"<{name}>"
        yield service, "dcterms:conformsTo", "<https://www.w3.org/TR/sparql11-protocol/>"
