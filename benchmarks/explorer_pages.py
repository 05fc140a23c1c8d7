"""One graph as three pages: explorer.html, a pyvis page with fixed positions, and all at once by the explorer's renderer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import explorer_graph
from wpkgraph.explorer.build import WANTED, build
from wpkgraph.explorer.data import Data
from wpkgraph.explorer.packing import pack
from wpkgraph.exporters import network
from wpkgraph.exporters.explorer import render

_OUTSIDE = re.compile(r"<(?:link|script)[^>]*(?:href|src)=[\"']http[^>]*>(?:\s*</script>)?")
# Set once when the first drawing is done, as the explorer does it; each drawing is counted.
_HOOK = """window.draws = 0;
const done = () => { document.documentElement.dataset.drawn ||= "first"; window.draws += 1; };"""
_PLAIN = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>plain</title>
<style>html, body, #all {{ margin: 0; width: 100%; height: 100% }}</style></head><body><div id="all"></div>
<script id="data" type="application/octet-stream">{data}</script>
<script>{library}</script>
<script>{hook}
(async () => {{
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const [nodes, edges] = await new Response(stream).json();
  const graph = new renderer.Graph();
  nodes.forEach(([label, x, y, size, color], i) => graph.addNode(i, {{ label, x, y, size, color }}));
  for (const [a, b] of edges) graph.addEdge(a, b, {{ size: 1, color: "#ccc" }});
  window.sigma = new renderer.Sigma(graph, document.getElementById("all"), {{}});
  window.sigma.on("afterRender", done);
  done(); // the first drawing is done by now
}})();
</script></body></html>
"""


def data_of(nodes: int, seed: int = 1) -> Data:
    """The explorer's data of a made-up graph."""
    made = explorer_graph.make(nodes, [*network.WANTED, *WANTED], seed)
    base = explorer_graph.BASE
    return build(network.from_index(made.index, base), made.index, made.texts, base)


def write(data: Data, folder: Path, others: Sequence[str]) -> dict[str, Path]:
    """The pages by name: "explorer" and those of `others` ("pyvis", "plain")."""
    makers = {"explorer": render, "pyvis": pyvis, "plain": plain}
    out = {}
    for name in ("explorer", *others):
        out[name] = folder / f"{name}-{len(data.graph.nodes)}.html"
        out[name].write_text(makers[name](data), encoding="utf-8", newline="\n")
    return out


def pairs(data: Data) -> list[tuple[int, int]]:
    """The pairs of nodes with an edge, each once: the renderer's graph takes no second edge between two nodes."""
    found = {(min(e.source, e.target), max(e.source, e.target)) for e in data.graph.edges if e.source != e.target}
    return sorted(found)


def pyvis(data: Data) -> str:
    """pyvis's own page and settings with physics off and the same positions, without what it loads from other sites."""
    from pyvis.network import Network

    page = Network(height="100vh", directed=True, cdn_resources="in_line")
    for number, node in enumerate(data.graph.nodes):
        color = data.first.classes[node.cls].color
        page.add_node(number, label=node.label, x=node.x, y=node.y, size=node.size, color=color)
    for edge in data.graph.edges:
        page.add_edge(edge.source, edge.target)
    page.toggle_physics(False)
    text = _OUTSIDE.sub("", page.generate_html())
    return text.replace("drawGraph();", f'drawGraph(); {_HOOK} network.on("afterDrawing", done);', 1)


def plain(data: Data) -> str:
    """All nodes, edges and labels at once, with the settings that the renderer has when nothing is set."""
    nodes = [(n.label, n.x, -n.y, n.size / 2, data.first.classes[n.cls].color) for n in data.graph.nodes]
    library = files("wpkgraph.views").joinpath("explorer/vendor/sigma.min.js").read_text(encoding="utf-8")
    return _PLAIN.format(data=pack([nodes, pairs(data)]), library=library, hook=_HOOK)
