"""GraphML and GEXF by networkx, with the same bytes for the same network."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

# Characters that XML 1.0 does not allow even as references (its section 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """The network as GraphML."""
    from networkx.readwrite.graphml import GraphMLWriter

    out = io.BytesIO()
    writer = GraphMLWriter(graph=_clean(graph), encoding="utf-8", prettyprint=True)
    writer.dump(out)
    return out.getvalue()


def gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """The network as GEXF 1.2, without the date and the library's version that networkx writes into its head."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_clean(graph))
    for meta in [child for child in writer.xml if child.tag.endswith("meta")]:
        meta.attrib.clear()
        for child in meta:
            child.text = "wpkgraph"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _clean(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy whose texts hold only what XML allows, without empty attributes; edges get ids in their order."""
    import networkx as nx

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        copy.add_node(node, **{k: _text(v) for k, v in data.items()})
    for number, (source, target, key, data) in enumerate(graph.edges(keys=True, data=True)):
        kept = {k: _text(v) for k, v in data.items() if v != ""}
        copy.add_edge(source, target, key=f"e{number}", **kept, fact=key)
    return copy


def _text(value: object) -> object:
    return _FORBIDDEN.sub(" ", value) if isinstance(value, str) else value
