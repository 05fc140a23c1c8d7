"""What the endpoint is: SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013), with the dataset's own one.

No blank nodes: the parts are named by the endpoint's address with a fragment.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.description import dataset_lines
from wpkgraph.lines import LABEL, TYPE, literal
from wpkgraph.namespaces import PREFIXES, RDFS, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", PREFIXES["void"]
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_NAMED = 2000  # graphs that are listed; SPARQL lists all


def describe(store: ox.Store, folder: Path | None, url: str) -> Iterator[str]:
    """The lines of the description, each a triple without its full stop.

    folder  an output folder, whose description of the data set is taken in; None for any other store
    url     of the server, with a slash at its end
    """
    endpoint = f"{url}sparql"
    yield from (f"<{s}> <{p}> {o}" for s, p, o in _service(store, endpoint))
    if folder is not None:
        yield f"<{endpoint}#service> <{SD}feature> <{SD}UnionDefaultGraph>"
        yield from dataset_lines(folder, home=url, endpoint=endpoint, files=f"{url}data/")


def _service(store: ox.Store, endpoint: str) -> Iterator[tuple[str, str, str]]:
    service, whole, default = f"{endpoint}#service", f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield service, TYPE, f"<{SD}Service>"
    yield service, LABEL, literal("SPARQL endpoint")
    yield service, f"{SD}endpoint", f"<{endpoint}>"
    yield service, f"{SD}supportedLanguage", f"<{SD}SPARQL11Query>"
    for name in (*_RESULTS, *_GRAPHS):
        yield service, f"{SD}resultFormat", f"<{_FORMATS}{name}>"
    yield service, f"{SD}defaultDataset", f"<{whole}>"
    yield whole, TYPE, f"<{SD}Dataset>"
    yield whole, f"{SD}defaultGraph", f"<{default}>"
    yield default, TYPE, f"<{SD}Graph>"
    result: Any = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    (count,) = [row["n"].value for row in result]
    yield default, f"{VOID}triples", literal(count, f"{XSD}integer")
    names = sorted(node.value for node in store.named_graphs() if hasattr(node, "value"))
    yield whole, f"{RDFS}comment", literal(f"{len(names)} named graphs")
    for name in islice(names, _NAMED):
        part = f"{endpoint}#named-graph:{name}"
        yield whole, f"{SD}namedGraph", f"<{part}>"
        yield part, TYPE, f"<{SD}NamedGraph>"
        yield part, f"{SD}name", f"<{name}>"
        yield part, f"{SD}graph", f"<{name}>"
        yield name, TYPE, f"<{SD}Graph>"
