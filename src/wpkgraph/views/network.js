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
  card.hidden = true;
}

function openNode(id) {
  const node = byId.get(id);
  open(node.label, node.kind + " \u00b7 " + node.iri, data.edges.filter((edge) => edge.from === id || edge.to === id));
}

function between(edge) {
  return data.edges.filter((other) => [edge.from, edge.to].every((end) => other.from === end || other.to === end));
}

function openEdge(id) {
  const edge = edgeById.get(id);
  const all = edge.from === edge.to ? [edge] : [edge, ...between(edge).filter((other) => other !== edge)];
  open(byId.get(edge.from).label + " \u2013 " + byId.get(edge.to).label, "", all);
}

const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--ink").trim();
const paper = style.getPropertyValue("--paper").trim();
const shapes = new Map(data.nodes.map((node) => [node.id, node.shape === "box" ? "square" : node.shape]));
const options = {
  physics: { enabled: false },
  interaction: { hover: true, hideEdgesOnDrag: true, tooltipDelay: 100, keyboard: false },
  // In a large drawing, names are left out while they would be too small to read; they come on zooming in.
  nodes: { font: { size: 14, color: ink, strokeWidth: 3, strokeColor: paper }, borderWidth: 1,
    scaling: { label: { drawThreshold: data.nodes.length > 100 ? 9 : 5 } } },
  edges: { color: { color: "#b5b5b5", highlight: ink, hover: "#777" }, smooth: false, width: 1, hoverWidth: 1,
    arrows: { to: { enabled: true, scaleFactor: 0.4 } } },
};
const shorten = (text) => (text.length > 34 ? text.slice(0, 32) + "\u2026" : text);
const colours = (node) => {
  const own = { background: node.color, border: node.marked ? ink : node.color };
  return { ...own, highlight: { background: node.color, border: ink }, hover: { background: node.color, border: ink } };
};
const network = new vis.Network(
  document.getElementById("network"),
  {
    nodes: data.nodes.map((node) => ({ id: node.id, label: shorten(node.label), x: node.x, y: node.y, size: node.size,
      color: colours(node), borderWidth: node.marked ? 4 : 1, shape: shapes.get(node.id), font: { size: 10 + node.size * 0.7 } })),
    edges: data.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })),
  },
  options,
);
network.fit({ animation: false });

network.on("click", (event) => {
  if (event.nodes.length) openNode(event.nodes[0]);
  else if (event.edges.length) openEdge(event.edges[0]);
  else panel.hidden = true;
});
function hover(event, title, subtitle) {
  card.replaceChildren(element("b", title), element("i", subtitle));
  card.style.left = Math.max(0, Math.min(event.pointer.DOM.x + 14, window.innerWidth - 300)) + "px";
  card.style.top = event.pointer.DOM.y + 14 + "px";
  card.hidden = false;
}
network.on("hoverNode", (event) => {
  const node = byId.get(event.node);
  const links = network.getConnectedEdges(event.node).length;
  hover(event, node.label, node.kind + ", " + links + (links === 1 ? " link" : " links"));
});
network.on("hoverEdge", (event) => {
  const all = between(edgeById.get(event.edge));
  hover(event, describe(edgeById.get(event.edge)), all.length > 1 ? "and " + (all.length - 1) + " more between the two" : "");
});
for (const gone of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(gone, () => { card.hidden = true; });
document.getElementById("close").addEventListener("click", () => { panel.hidden = true; });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });

const OUTLINES = {
  dot: "M8 1A7 7 0 1 1 8 15A7 7 0 1 1 8 1Z", square: "M2 2H14V14H2Z", box: "M2 2H14V14H2Z", diamond: "M8 0L16 8L8 16L0 8Z",
  triangle: "M8 1L15 14H1Z", triangleDown: "M8 15L1 2H15Z", hexagon: "M4 1H12L16 8L12 15H4L0 8Z",
  star: "M8 0L10 6H16L11 9.5L13 16L8 12L3 16L5 9.5L0 6H6Z",
};
const looks = new Map();
for (const entry of data.legend) {
  const look = entry.color + entry.shape;
  looks.set(look, { ...entry, captions: [...(looks.get(look)?.captions ?? []), entry.caption] });
}
for (const entry of looks.values()) {
  const row = element("li");
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const outline = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  outline.setAttribute("d", OUTLINES[entry.shape] ?? OUTLINES.dot);
  outline.setAttribute("fill", entry.color);
  drawing.append(outline);
  row.append(drawing, entry.captions.join(", "));
  document.getElementById("legend").append(row);
}
document.getElementById("key").open = window.innerWidth > 640;
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
  let wanted = location.hash.slice(6);
  try { wanted = decodeURIComponent(wanted); } catch { /* a % that is no escape: taken as it stands */ }
  const node = data.nodes.find((n) => n.iri === wanted);
  if (node) openNode(node.id);
}
