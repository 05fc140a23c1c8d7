// What is shown as a file: CSV and GraphML of things and facts, SVG and PNG of the picture. Made here, sent nowhere.

const EXPORTS = [["svg", "SVG picture"], ["png", "PNG picture"], ["csv", "CSV table"], ["graphml", "GraphML network"]];
const exported = { last: null };

function download(name, type, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  exported.last = { name, size: blob.size };
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 20000);
  say(name + " saved: " + count(Math.ceil(blob.size / 1024)) + " kB");
}

/** A cell of CSV (RFC 4180). */
const cell = (value) => { const text = String(value ?? ""); return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; };
const csvOf = (columns, rows) => [columns.map(([title]) => cell(title)), ...rows.map((row) => columns.map(([, value]) => cell(value(row))))].map((line) => line.join(",")).join("\r\n") + "\r\n";

/** The nodes of the scene where the network shows a neighbourhood or a path, else all that the filters leave. */
function exportedNodes() {
  if (state.view === "network" && drawing.scene && drawing.scene.mode !== "communities") return drawing.scene.items.map((item) => item.node).sort((a, b) => a - b);
  const found = [];
  for (let node = 0; node < G.size; node++) if (shown.nodes[node]) found.push(node);
  return found;
}
function exportedEdges() {
  const inside = new Uint8Array(G.size), found = [];
  for (const node of exportedNodes()) inside[node] = 1;
  for (let edge = 0; edge < G.total; edge++) if (shown.edges[edge] && inside[G.edges.source[edge]] && inside[G.edges.target[edge]]) found.push(edge);
  return found;
}

const asXml = (text) => String(text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/[\r\n\t]/g, (c) => "&#" + c.charCodeAt(0) + ";");

/** GraphML with the attributes of network.graphml that the page knows. */
function graphml() {
  const nodeKeys = [["label", (n) => labelOf(n)], ["kind", (n) => kindOf(n)], ["class", (n) => classLabel(n)], ["date", (n) => (G.eventRow[n] === NONE ? "" : G.events.when[G.eventRow[n]])]];
  const edgeKeys = [["relation", (e) => relationName(e)], ["text", (e) => wordsOf(e)], ["status", (e) => heldWords(G.edges.held[e])], ["earliest", (e) => iso(G.edges.earliest[e])], ["latest", (e) => iso(G.edges.latest[e])], ["rule", (e) => valuesOf("rule", e)], ["fact", (e) => (factOf(e) === NONE ? "" : G.first.base + G.facts.iri[factOf(e)])], ["files", (e) => fileNames(e)]];
  const data = (keys, prefix, row) => keys.map(([, value], i) => { const words = value(row); return words === "" ? "" : '<data key="' + prefix + i + '">' + asXml(words) + "</data>"; }).join("");
  const declare = (keys, prefix, what) => keys.map(([name], i) => ' <key id="' + prefix + i + '" for="' + what + '" attr.name="' + name + '" attr.type="string"/>');
  const iri = (node) => asXml(G.first.base + G.nodes.iri[node]);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...declare(nodeKeys, "n", "node"), ...declare(edgeKeys, "e", "edge"), ' <graph edgedefault="directed">',
    ...exportedNodes().map((node) => '  <node id="' + iri(node) + '">' + data(nodeKeys, "n", node) + "</node>"),
    ...exportedEdges().map((edge) => '  <edge id="e' + edge + '" source="' + iri(G.edges.source[edge]) + '" target="' + iri(G.edges.target[edge]) + '">' + data(edgeKeys, "e", edge) + "</edge>"), " </graph>", "</graphml>", ""].join("\n");
}

/** The picture of the view as SVG text with its own colours; null where the view is no picture. */
function pictureSvg() {
  if (state.view === "network") return networkSvg();
  const source = { timeline: "#timeline .marks", map: "#map .chart" }[state.view];
  const picture = source && document.querySelector(source);
  return picture ? standAlone(picture) : null;
}

/** A copy of an SVG of the page that needs no style sheet. */
function standAlone(picture) {
  const copy = picture.cloneNode(true), { width, height } = picture.getBoundingClientRect();
  const [from, to] = [[picture, ...picture.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font-size", "font-family", "font-weight", "paint-order", "vector-effect", "display"]) {
      const value = style.getPropertyValue(name);
      if (value && value !== "none" || name === "fill" || name === "stroke") to[i].setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "role", "style"]) to[i].removeAttribute(name);
  });
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", Math.round(width));
  copy.setAttribute("height", Math.round(height));
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", "0 0 " + Math.round(width) + " " + Math.round(height));
  const [x, y, w, h] = copy.getAttribute("viewBox").split(" ").map(Number);
  copy.prepend(svg("rect", { x, y, width: w, height: h, fill: look.back }));
  return new XMLSerializer().serializeToString(copy);
}

/** The network as it stands on the screen: lines, shapes and the labels that are placed. */
function networkSvg() {
  const { scene, over } = drawing, { width, height } = drawing.sigma.getDimensions();
  const project = projection(), at = (item) => [project.x(item.x), project.y(item.y)];
  const round = (n) => n.toFixed(1);
  const picture = svg("svg", { xmlns: SVG, width, height, viewBox: "0 0 " + width + " " + height, "font-family": "system-ui, sans-serif" }, svg("rect", { width, height, fill: look.back }));
  const { x, y, r } = G.first.communities;
  if (scene.mode === "communities") for (const c of scene.hulls) picture.append(svg("circle", { cx: round(project.x(x[c])), cy: round(project.y(y[c])), r: round(r[c] * project.scale), fill: mix(communityColour(c), look.back, 0.92), stroke: mix(communityColour(c), look.back, 0.7) }));
  for (const line of scene.lines) {
    const [[x1, y1], [x2, y2]] = [at(scene.at.get(line.a)), at(scene.at.get(line.b))];
    picture.append(svg("line", { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke: look.line, "stroke-width": lineLook(line).size.toFixed(2) }));
  }
  for (const item of scene.items.slice().sort((a, b) => (b.r || 0) - (a.r || 0))) {
    const [left, top] = at(item), radius = onScreen(item, project.scale), bubble = item.community !== undefined;
    if (left < -radius || top < -radius || left > width + radius || top > height + radius) continue;
    const outline = bubble ? null : outlineOf(shapeOf(item.cls), radius), colour = itemColour(item);
    const tip = svg("title");
    tip.textContent = item.label;
    picture.append(outline ? svg("polygon", { points: pointsOf(outline), transform: "translate(" + round(left) + " " + round(top) + ")", fill: colour }, tip)
      : svg("circle", { cx: round(left), cy: round(top), r: round(radius), fill: bubble ? mix(look.back, colour, 0.3) : colour, stroke: bubble ? colour : "none", "stroke-width": 1.5 }, tip));
  }
  for (const label of placeLabels(over.getContext("2d"), project, width, height, 400)) {
    const text = svg("text", { x: round(label.x), y: round(label.y + label.size * 0.35), "font-size": label.size.toFixed(1), "font-weight": label.bold ? 600 : undefined, "text-anchor": { left: "start", right: "end", center: "middle" }[label.align], fill: label.faint ? look.soft : look.ink, stroke: look.halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" });
    text.textContent = label.text;
    picture.append(text);
  }
  return new XMLSerializer().serializeToString(picture);
}

/** A picture as PNG, twice as fine as the screen. */
async function toPng(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = address; });
  const canvas = el("canvas", { width: image.width * 2, height: image.height * 2 });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function exportAs(kind) {
  if (!G.ready) { say("One moment: the data are still being unpacked"); return; }
  const name = "wpkgraph-" + (kind === "csv" ? (state.view === "table" && state.rows === "things" ? "things" : "facts") : state.view) + "." + kind;
  if (kind === "csv") {
    const things = state.view === "table" && state.rows === "things";
    const rows = state.view === "table" ? tableRows() : exportedEdges();
    download(name, "text/csv;charset=utf-8", csvOf(things ? THING_COLUMNS : FACT_COLUMNS, rows));
  } else if (kind === "graphml") download(name, "application/xml", graphml());
  else {
    const picture = pictureSvg();
    if (picture === null) say("This view is no picture: choose the network, the timeline or the map");
    else if (kind === "svg") download(name, "image/svg+xml", picture);
    else download(name, "image/png", await toPng(picture));
  }
}
