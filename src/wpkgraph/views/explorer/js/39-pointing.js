// Pointing at the network: hover card, clicks, keys.

/** What lies under the mouse is read back from the drawing, for which the drawing must be finished: a stall. So it is not
 * asked while the drawing is dragged, and once for one place. */
function spareReading(sigma) {
  const captor = sigma.getMouseCaptor(), known = new Map();
  for (const name of ["getNodeAtPosition", "getEdgeAtPoint"]) {
    const read = sigma[name].bind(sigma);
    sigma[name] = (...given) => {
      if (captor.isMouseDown && captor.draggedEvents > 0) return null;
      const key = name + " " + (given.length > 1 ? given.join(" ") : given[0].x + " " + given[0].y);
      if (!known.has(key)) { if (known.size > 4) known.clear(); known.set(key, read(...given) ?? (name === "getNodeAtPosition" ? discAt(given[0]) : null)); }
      return known.get(key);
    };
  }
  sigma.on("afterRender", () => known.clear());
}

function listenToDrawing() {
  const { sigma } = drawing, box = byId("drawing");
  spareReading(sigma);
  paintWhileDragged(sigma);
  const hover = (id) => { drawing.hover = id; box.classList.toggle("pointing", Boolean(id)); drawOver(); };
  sigma.on("enterNode", ({ node, event }) => { hover(node); showCard(itemCard(drawing.scene.at.get(node)), event); });
  sigma.on("leaveNode", () => { hover(null); byId("card").hidden = true; });
  sigma.on("enterEdge", ({ edge, event }) => { box.classList.add("pointing"); showCard(lineCard(edge), event); });
  sigma.on("leaveEdge", () => { box.classList.remove("pointing"); byId("card").hidden = true; });
  sigma.on("clickNode", ({ node }) => clickItem(drawing.scene.at.get(node)));
  sigma.on("clickEdge", ({ edge }) => clickLine(edge));
  sigma.on("clickStage", () => { if (state.sel) select(""); });
  sigma.on("doubleClickNode", (event) => event.preventSigmaDefault());
  box.addEventListener("keydown", drawingKeys);
}

function clickItem(item) {
  byId("card").hidden = true;
  if (!item || !G.size) return;
  if (item.community !== undefined) unfold(item.community);
  else selectNode(item.node);
}

const lineBetween = (key) => { const [a, b] = key.split(" "); return [drawing.scene.at.get(a), drawing.scene.at.get(b)]; };

function clickLine(key) {
  byId("card").hidden = true;
  if (!G.size) return;
  const [a, b] = lineBetween(key);
  if (a.node !== undefined && b.node !== undefined) {
    const edges = edgesBetween(a.node, b.node);
    if (edges.length === 1) selectEdge(edges[0]);
    else select("p:" + G.nodes.iri[a.node] + "~" + G.nodes.iri[b.node]);
  } else if (a.community !== undefined && b.community !== undefined) select("k:" + communityKey(a.community) + "~" + communityKey(b.community));
  else unfold(a.community ?? b.community);
}

function showCard(content, event) {
  const card = byId("card"), box = byId("network").getBoundingClientRect();
  card.replaceChildren(...content);
  card.hidden = false;
  const original = event.original?.touches?.[0] ?? event;
  const [x, y] = [original.x ?? original.clientX - box.left, original.y ?? original.clientY - box.top];
  card.style.left = clamp(x + 16, 4, Math.max(4, box.width - card.offsetWidth - 8)) + "px";
  card.style.top = (y + 22 + card.offsetHeight > box.height ? Math.max(4, y - card.offsetHeight - 14) : y + 18) + "px";
}

function itemCard(item) {
  if (item.community !== undefined) return [el("b", {}, item.label), el("span", {}, plural(item.members, "thing") + ": click to unfold")];
  const lines = [G.first.classes.label[item.cls]];
  if (G.size) { lines.push(whenOf(item.node), whereWords(item.node), plural(G.nodes.degree[item.node], "link")); }
  return [el("b", {}, item.label), el("span", {}, lines.filter(Boolean).join(" \u00b7 "))];
}

function lineCard(key) {
  const [a, b] = lineBetween(key), line = drawing.scene.lines.find((one) => one.a === a.id && one.b === b.id || one.a === b.id && one.b === a.id);
  const facts = a.node !== undefined && b.node !== undefined && G.size ? edgesBetween(a.node, b.node).slice(0, 3).map((edge) => el("span", {}, [relationOf(edge), ...edgeDetails(edge)].join(" \u00b7 "))) : [];
  return [el("b", {}, shorten(a.label, 60) + " \u2013 " + shorten(b.label, 60)), ...facts, el("span", { class: "small" }, line ? plural(line.count, "fact") + ": click for the sentence" + (line.count === 1 ? "" : "s") : "")];
}

function drawingKeys(event) {
  const camera = drawing.sigma.getCamera(), now = camera.getState(), step = 0.12 * now.ratio;
  const moves = { ArrowLeft: { x: now.x - step }, ArrowRight: { x: now.x + step }, ArrowUp: { y: now.y + step }, ArrowDown: { y: now.y - step }, "+": { ratio: now.ratio / 1.4 }, "=": { ratio: now.ratio / 1.4 }, "-": { ratio: now.ratio * 1.4 }, };
  if (event.key === "0") { setCamera("", true); return; }
  if (event.target !== byId("drawing")) return;
  if (event.key === "Enter" && drawing.hover) { clickItem(drawing.scene.at.get(drawing.hover)); return; }
  if (event.key === "n" || event.key === "p") { stepItem(event.key === "n" ? 1 : -1); return; }
  if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  camera.setState(moves[event.key]);
}

/** The next thing that is drawn, the heaviest first: for those who do not point. */
function stepItem(step) {
  const { order, scene } = drawing;
  if (!order.length) return;
  const at = order.findIndex((item) => item.id === drawing.hover);
  const item = order[(at + step + order.length) % order.length], spot = whereOnPage(item.id), box = byId("network").getBoundingClientRect();
  drawing.hover = item.id;
  drawOver();
  showCard(itemCard(item), { x: spot.x - box.left, y: spot.y - box.top });
  say(item.label + ", " + (item.community === undefined ? G.first.classes.label[item.cls] : "community of " + count(item.members)) + ", " + plural(scene.near.get(item.id).size, "line"));
}

function zoomButtons() {
  const camera = () => drawing.sigma.getCamera();
  const by = (factor) => camera().animate({ ratio: clamp(camera().getState().ratio * factor, 0.004, 4) }, { duration: 160 });
  byId("zoom").append(button("+", () => by(0.6), { "aria-label": "Zoom in", title: "Zoom in (+)" }), button("\u2212", () => by(1 / 0.6), { "aria-label": "Zoom out", title: "Zoom out (-)" }),
    button("\u25a3", () => setCamera("", true), { "aria-label": "Show all", title: "Show all (0)" }));
}

/** Colours and shapes of what is drawn; a click filters. */
function showLegend(scene = drawing.scene) {
  const box = byId("legend");
  if (!scene) return;
  const rows = new Map();
  const add = (cls, n) => { const top = legendClass(cls); rows.set(top, (rows.get(top) || 0) + n); };
  if (shown.nodes) shown.counts.class.forEach((n, cls) => { if (n && classMask()[cls]) add(cls, n); });
  else for (const item of scene.items) add(item.cls, item.members || 1);
  const items = [...rows].sort((a, b) => b[1] - a[1]).map(([cls, n]) => el("li", {}, button([symbol(cls), " " + G.first.classes.caption[cls] + " ", shown.nodes ? el("small", {}, count(n)) : null], () => { if (G.size) setFilter("class", same(state.filters.class, [G.first.classes.name[cls]]) ? [] : [G.first.classes.name[cls]]); }, { title: "Show only these; again: all", "data-key": String(cls), "aria-pressed": String(state.filters.class.includes(G.first.classes.name[cls])) })));
  const fold = button("Legend", () => fold.setAttribute("aria-expanded", String(box.classList.toggle("open"))), { class: "fold", "aria-expanded": String(box.classList.contains("open")) });
  keepFocus(box, () => box.replaceChildren(fold, el("ul", { "aria-label": "Legend" }, items)), byId("drawing"));
}
/** The class of a legend entry: the highest one above that looks the same. */
function legendClass(cls) {
  const { above, color, shape } = G.first.classes;
  let at = cls;
  while (above[at] !== NONE && color[above[at]] === color[cls] && shape[above[at]] === shape[cls]) at = above[at];
  return at;
}

/** Says what is drawn and how to get on: communities to unfold, a neighbourhood, a path. */
function showMode(scene = drawing.scene) {
  keepFocus(byId("mode"), () => fillMode(byId("mode"), scene), byId("drawing"));
}
function fillMode(box, scene) {
  const bubbles = scene && scene.items.some((item) => item.community !== undefined), byHand = shownByHand() && state.open.length + state.shut.length > 0;
  box.hidden = !scene || (scene.mode === "communities" && !bubbles && !byHand);
  byId("network").classList.toggle("with-mode", !box.hidden);
  if (box.hidden) { box.replaceChildren(); return; }
  const all = button("All of the network", () => change({ focus: "", path: [], cam: "" }));
  if (scene.mode === "communities") {
    box.replaceChildren(el("span", { class: "note" }, !bubbles ? "" : narrow() ? "Tap a disc to see what is in it." : "A disc is a community: things linked to each other. Click it to see what is in it."), byHand ? button("Fold all up", () => change({ open: [], shut: [], cam: "" })) : "");
  } else if (scene.mode === "focus") {
    const left = scene.total - scene.items.length;
    box.replaceChildren(el("span", {}, "Neighbourhood of ", el("b", {}, shorten(labelOf(scene.centre), narrow() ? 16 : 60)), left > 0 ? ", the " + count(scene.items.length) + " with most links" : ""), button(state.depth === 1 ? "Two steps" : "One step", () => change({ depth: 3 - state.depth, cam: "" })), all);
  } else {
    const names = state.path.map((iri) => shorten(G.nodeOf.has(iri) ? labelOf(G.nodeOf.get(iri)) : iri, narrow() ? 14 : 60));
    box.replaceChildren(el("span", {}, scene.way ? "Path from " : "No path from ", el("b", {}, names[0]), " to ", el("b", {}, names[1])), all);
  }
}
