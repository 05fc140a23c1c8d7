"use strict";
// Whatever comes from a document is put into the page as text (textContent), never as HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
const panel = document.getElementById("panel");
const facts = document.getElementById("facts");
const card = document.getElementById("card");
const SHOWN = 12;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function describe(edge) {
  const fact = edge.fact;
  const words = [byId.get(edge.from).label, fact.relation, byId.get(edge.to).label];
  const parts = [fact.text, fact.status, fact.date].filter(Boolean);
  return words.join(" \u2013 ") + (parts.length ? " (" + parts.join(", ") + ")" : "");
}

function evidence(edge) {
  const box = document.createElement("div");
  box.append(element("h3", describe(edge)));
  const source = data.sources[edge.fact.evidence];
  if (source) {
    const quote = element("blockquote", source[0]);
    quote.append(element("mark", source[1]), source[2]);
    const where = [source[3], source[4], edge.fact.rule && "rule " + edge.fact.rule].filter(Boolean);
    box.append(quote, element("p", where.join(" \u00b7 "), "small"));
  } else {
    box.append(element("p", "Reference data: no sentence of a document.", "small"));
  }
  return box;
}

function open(title, subtitle, edges) {
  facts.replaceChildren(element("h2", title), element("p", subtitle, "small"), ...edges.slice(0, SHOWN).map(evidence));
  if (edges.length > SHOWN) facts.append(element("p", "and " + (edges.length - SHOWN) + " more: wpkgraph explain", "small"));
  panel.hidden = false;
}

function openNode(id) {
  const node = byId.get(id);
  open(node.label, node.kind + " \u00b7 " + node.iri, data.edges.filter((edge) => edge.from === id || edge.to === id));
}

const options = {
  physics: { enabled: false },
  interaction: { hover: true, hideEdgesOnDrag: true, tooltipDelay: 100, keyboard: false },
  nodes: { font: { size: 14, color: "#222", strokeWidth: 3, strokeColor: "#fff" }, borderWidth: 1 },
  edges: { color: { color: "#b5b5b5", highlight: "#333", hover: "#666" }, smooth: false, width: 1,
    arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
};
const shorten = (text) => (text.length > 34 ? text.slice(0, 32) + "\u2026" : text);
const network = new vis.Network(
  document.getElementById("network"),
  {
    nodes: data.nodes.map((node) => ({ id: node.id, label: shorten(node.label), x: node.x, y: node.y, size: node.size,
      color: node.color, shape: node.shape === "box" ? "square" : node.shape, font: { size: 10 + node.size * 0.7 } })),
    edges: data.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })),
  },
  options,
);
network.fit({ animation: false });

network.on("click", (event) => {
  if (event.nodes.length) openNode(event.nodes[0]);
  else if (event.edges.length) open(describe(edgeById.get(event.edges[0])), "", [edgeById.get(event.edges[0])]);
  else panel.hidden = true;
});
network.on("hoverNode", (event) => {
  const node = byId.get(event.node);
  const links = network.getConnectedEdges(event.node).length;
  card.replaceChildren(element("b", node.label), element("i", node.kind + ", " + links + (links === 1 ? " link" : " links")));
  card.style.left = Math.min(event.pointer.DOM.x + 14, window.innerWidth - 300) + "px";
  card.style.top = event.pointer.DOM.y + 14 + "px";
  card.hidden = false;
});
network.on("blurNode", () => { card.hidden = true; });
document.getElementById("close").addEventListener("click", () => { panel.hidden = true; });

for (const entry of data.legend) {
  const row = element("li");
  const spot = element("span");
  spot.style.background = entry.color;
  row.append(spot, entry.caption);
  document.getElementById("legend").append(row);
}
for (const node of data.nodes) {
  const option = element("option");
  option.value = node.label;
  document.getElementById("names").append(option);
}
document.getElementById("find").addEventListener("change", (event) => {
  const wanted = event.target.value.toLowerCase();
  const node = wanted && (data.nodes.find((n) => n.label.toLowerCase() === wanted)
    || data.nodes.find((n) => n.label.toLowerCase().includes(wanted)));
  if (!node) return;
  network.selectNodes([node.id]);
  network.focus(node.id, { scale: 1, animation: false });
  openNode(node.id);
});
if (location.hash.startsWith("#node=")) {
  const node = data.nodes.find((n) => n.iri === decodeURIComponent(location.hash.slice(6)));
  if (node) openNode(node.id);
}
