// What is selected, in words: a thing with its facts, a fact with its sentences, a pair, a community, an article.

const select = (sel) => change({ sel });
const selectNode = (node) => select("n:" + G.nodes.iri[node]);
const selectEdge = (edge) => select("e:" + edgeKey(edge));
const nodeButton = (node, className = "thing") => button([symbol(classOf(node)), el("span", {}, labelOf(node))], () => selectNode(node), { class: className });

/** What `state.sel` means now: {kind, node | edge | nodes | community | communities | article}; null if nothing. */
function selection() {
  if (!state.sel || !G.size) return null;
  const kind = state.sel[0], rest = state.sel.slice(2);
  const node = (iri) => (G.nodeOf.has(iri) ? G.nodeOf.get(iri) : NONE);
  if (kind === "n" && node(rest) !== NONE) return { kind: "node", node: node(rest) };
  if (kind === "e") { const edge = edgeOfKey(rest); return edge === NONE ? null : { kind: "edge", edge }; }
  if (kind === "p") { const nodes = rest.split("~").map(node); return nodes.length === 2 && !nodes.includes(NONE) ? { kind: "pair", nodes } : null; }
  if (kind === "c") { const community = communityOfKey(rest); return community === NONE ? null : { kind: "community", community }; }
  if (kind === "k") { const communities = rest.split("~").map(communityOfKey); return communities.length === 2 && !communities.includes(NONE) ? { kind: "between", communities } : null; }
  if (kind === "a" && G.ready && G.articleOf.has(rest)) return { kind: "article", article: G.articleOf.get(rest) };
  return null;
}
function selectedNodes() {
  const found = selection();
  if (!found) return [];
  if (found.kind === "node") return [found.node];
  if (found.kind === "edge") return [G.edges.source[found.edge], G.edges.target[found.edge]];
  return found.kind === "pair" ? found.nodes : [];
}
function selectedCommunities() {
  const found = selection();
  return found?.kind === "community" ? [found.community] : found?.kind === "between" ? found.communities : [];
}

function showPanel() {
  const panel = byId("panel"), chosen = selection();
  // A neighbourhood is about its middle, as long as nothing else is selected.
  const middle = state.focus && G.size && G.nodeOf.has(state.focus) && state.view === "network" && !narrow() ? { kind: "node", node: G.nodeOf.get(state.focus) } : null;
  const found = chosen || middle;
  const way = state.path.length === 2 && (!found || found.kind === "way");
  const wanted = found ? panelOf(found) : way && G.ready ? pathPanel() : !narrow() && G.size && state.view === "network" ? overview() : null;
  panel.hidden = !wanted;
  document.body.classList.toggle("with-panel", Boolean(wanted));
  document.body.classList.toggle("with-selection", Boolean(found || way));
  if (!wanted) { keepFocus(panel, () => panel.replaceChildren()); return; }
  const closing = found || way ? button("\u00d7", () => (chosen ? select("") : change({ path: [], focus: "", cam: "" })), { class: "close", "aria-label": "Close" }) : null;
  keepFocus(panel, () => panel.replaceChildren(...[closing, ...wanted].filter(Boolean)), panel);
  panel.scrollTop = 0;
}

function panelOf(found) {
  if (found.kind === "node") return nodePanel(found.node);
  if (found.kind === "edge") return factPanel(found.edge);
  if (found.kind === "pair") return pairPanel(found.nodes);
  if (found.kind === "community") return communityPanel(found.community);
  if (found.kind === "between") return betweenPanel(found.communities);
  return articlePanel(found.article);
}

/** The title of the first text that states an edge; "" if none does. */
function sourceOf(edge) {
  const readings = G.ready && factOf(edge) !== NONE ? G.readingsOf.of(factOf(edge)) : [];
  return readings.length ? "in: " + shorten(articleTitle(G.readings.article[readings[0]]), 70) : "";
}

/** Facts as a list: each opens to its sentences. */
function factList(edges, node, most = 12, bySource = false) {
  const list = el("ul", { class: "facts" });
  const add = (some) => list.append(...some.map((edge) => factItem(edge, node, bySource)));
  add(edges.slice(0, most));
  if (edges.length > most) {
    const more = button(count(edges.length - most) + " more", () => { more.parentElement.remove(); add(edges.slice(most, most + 400)); }, { class: "more" });
    list.append(el("li", {}, more));
  }
  return list;
}

function factItem(edge, node, bySource = false) {
  const next = node === undefined ? null : other(edge, node);
  const head = next === null ? [el("span", { class: "words" }, labelOf(edgeWords(edge).from) + " \u2013 " + relationOf(edge) + " \u2013 " + labelOf(edgeWords(edge).to))] : [symbol(classOf(next)), el("span", { class: "words" }, (bySource && sourceOf(edge)) || labelOf(next))];
  const details = edgeDetails(edge);
  const box = el("div", { class: "opened", hidden: true });
  const toggle = button([...head, details.length ? el("small", {}, details.join(" \u00b7 ")) : null], () => {
    const opening = box.hidden;
    box.hidden = !opening;
    toggle.setAttribute("aria-expanded", String(opening));
    if (opening && !box.childElementCount) {
      box.append(evidenceBox(factOf(edge), node ?? G.edges.source[edge]), el("p", { class: "actions" },
        next === null ? null : button("Go to " + shorten(labelOf(next), 30), () => selectNode(next)), button("Open this fact", () => selectEdge(edge))));
    }
  }, { class: "fact", "aria-expanded": "false", "data-edge": edge });
  return el("li", {}, toggle, box);
}

/** Facts about one thing, those with the same other thing put together. */
function groupedFacts(edges, node) {
  const groups = new Map();
  for (const edge of edges) { const next = other(edge, node); groups.set(next, [...(groups.get(next) || []), edge]); }
  if (groups.size === edges.length) return factList(edges, node);
  const item = ([next, some]) => {
    if (some.length === 1) return factItem(some[0], node);
    const box = el("div", { class: "opened", hidden: true });
    const first = G.edges.earliest[some[0]], last = G.edges.latest[some[some.length - 1]];
    const when = datesInWords(first, last) && iso(first) === iso(last) ? iso(first) : [iso(first), iso(last)].filter(Boolean).join(" to ");
    const toggle = button([symbol(classOf(next)), el("span", { class: "words" }, labelOf(next)), el("small", {}, [plural(some.length, "fact"), when].filter(Boolean).join(" \u00b7 "))], () => {
      box.hidden = !box.hidden;
      toggle.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.childElementCount) box.append(factList(some, node, 20, true));
    }, { class: "fact", "aria-expanded": "false" });
    return el("li", {}, toggle, box);
  };
  const all = [...groups], list = el("ul", { class: "facts" }, all.slice(0, 12).map(item));
  if (all.length > 12) list.append(el("li", {}, button(count(all.length - 12) + " more", (event) => event.target.parentElement.replaceWith(...all.slice(12, 500).map(item)), { class: "more" })));
  return list;
}

const sortFacts = (edges) => edges.sort((a, b) => (G.edges.earliest[a] ?? 1e9) - (G.edges.earliest[b] ?? 1e9) || a - b);
const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);

function nodePanel(node) {
  const kind = kindOf(node);
  const edges = G.edgesOf(node).filter((edge) => shown.edges[edge]);
  const hidden = G.edgesOf(node).length - edges.length;
  const names = [...G.namesOf.of(node)].map((row) => G.names.text[row]);
  const groups = new Map();
  for (const edge of edges) {
    const forward = edgeWords(edge).from === node;
    const title = forward ? relationOf(edge) : relationOf(edge) + " (from the other side)";
    const key = (forward ? "0" : "1") + title;
    if (!groups.has(key)) groups.set(key, { title, forward, edges: [] });
    groups.get(key).edges.push(edge);
  }
  const made = [el("p", { class: "kind" }, symbol(classOf(node)), " " + classLabel(node) + (G.candidate.has(node) ? ", found by a rule, not in the vocabulary" : "")),
    el("h2", {}, labelOf(node))];
  const when = whenOf(node), where = whereWords(node), sector = sectorWords(node);
  const lines = [when, where, sector, plural(G.nodes.degree[node], "link"), G.nodes.mentions[node] ? plural(G.nodes.mentions[node], "mention") : ""].filter(Boolean);
  made.push(el("p", { class: "small" }, lines.join(" \u00b7 ")));
  if (names.length) made.push(el("p", { class: "small names" }, "also: " + names.slice(0, 8).join("; ") + (names.length > 8 ? " ..." : "")));
  made.push(nodeActions(node));
  if (kind === "event") made.push(...eventSections(node));
  for (const { title, forward, edges: some } of [...groups.values()].sort((a, b) => b.forward - a.forward || b.edges.length - a.edges.length)) {
    if (kind === "event" && !forward && title.startsWith("took part in")) continue; // in protocol order above
    made.push(section(headingOf(title, forward, kind) + " (" + count(some.length) + ")", groupedFacts(sortFacts(some), node)));
  }
  if (kind === "person") made.push(...togetherSection(node));
  made.push(...noteSection(node), ...mentionSection(node), ...elsewhereSection(node));
  if (hidden) made.push(el("p", { class: "note" }, plural(hidden, "more fact") + " hidden by the filters. ", button("Reset filters", clearFilters, { class: "link" })));
  return made;
}

/** The heading over facts of one relation, seen from either end. */
function headingOf(title, forward, kind) {
  if (forward) return title.charAt(0).toUpperCase() + title.slice(1);
  const plain = title.replace(" (from the other side)", "");
  const turned = { in: kind === "place" ? "In it" : "Its people", "took part in": "Who took part", "speaks of": "Who speaks of it", appraises: "Appraised by",
    "unit of": "Its units", "part of": "Its parts", at: "What took place here", "held by": "What it held", "spoken by": "Speeches", "named after": "Named after it", under: "Under it" };
  return turned[plain] || plain + " (from the other side)";
}

const sectorWords = (node) => [...new Set([...G.sectorsOf.of(node)].map((row) => labelOf(G.sectors.sector[row])))].join(", ");
function whereWords(node) {
  const row = G.whereRow[node];
  if (row === NONE || kindOf(node) === "place") return "";
  const place = G.where.place[row], province = G.where.province[row];
  return [place, province].filter((at, i, all) => at !== NONE && all.indexOf(at) === i).map(labelOf).join(", ");
}

function nodeActions(node) {
  const iri = G.nodes.iri[node], kind = kindOf(node);
  const focused = state.focus === iri;
  const actions = [
    focused ? button("All of the network", () => change({ focus: "", cam: "" })) : button("Neighbourhood", () => change({ view: "network", focus: iri, depth: 1, path: [], cam: "" }), { title: "Draw only this and what it is linked to" }),
    focused ? button(state.depth === 1 ? "Two steps" : "One step", () => change({ depth: 3 - state.depth, cam: "" })) : button("Find in the network", () => findInNetwork(node)),
    button("Path to ...", () => askPath(node)),
    G.whereRow[node] !== NONE && G.where.lat[G.whereRow[node]] !== null ? button("On the map", () => change({ view: "map", mapcam: "" })) : null,
    kind === "event" && G.eventRow[node] !== NONE ? button("On the timeline", () => change({ view: "timeline" })) : null,
  ];
  return el("p", { class: "actions" }, actions);
}

function factPanel(edge) {
  const { from, relation, to } = edgeWords(edge);
  return [el("p", { class: "kind" }, "Fact"), el("h2", { class: "triple" }, nodeButton(from), el("span", { class: "relation" }, relation), nodeButton(to)),
    edgeDetails(edge).length ? el("p", {}, edgeDetails(edge).join(" \u00b7 ")) : null, evidenceBox(factOf(edge), G.edges.source[edge])];
}

const edgesBetween = (a, b) => G.edgesOf(a).filter((edge) => shown.edges[edge] && other(edge, a) === b);
function pairPanel([a, b]) {
  const edges = sortFacts(edgesBetween(a, b));
  if (edges.length === 1) return factPanel(edges[0]);
  return [el("p", { class: "kind" }, plural(edges.length, "fact") + " between"), el("h2", { class: "triple" }, nodeButton(a), nodeButton(b)), factList(edges, undefined, 20)];
}
