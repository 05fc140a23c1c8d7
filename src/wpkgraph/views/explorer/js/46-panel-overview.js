// Panels for what is larger than a thing: communities, a path, a text, the whole graph.

function membersOf(c) {
  const { first, last } = G.first.communities, found = [];
  for (let node = first[c]; node < last[c]; node++) if (shown.nodes[node]) found.push(node);
  return found.sort((a, b) => G.nodes.degree[b] - G.nodes.degree[a] || a - b);
}

function communityPanel(c) {
  const members = membersOf(c), { kind, label, parent } = G.first.communities;
  const drawn = drawing.scene && drawing.scene.at.has("c" + c);
  const words = { linked: "A community: things linked to each other more than to the rest", bundle: "Small communities, put together to keep the drawing clear", lone: "Things without a link to another" }[kind[c]];
  const byClass = new Map();
  for (const node of members) byClass.set(classOf(node), (byClass.get(classOf(node)) || 0) + 1);
  const list = el("ul", { class: "facts" }, members.slice(0, 25).map((node) => el("li", {}, nodeButton(node, "fact thing"))));
  if (members.length > 25) list.append(el("li", {}, button(count(members.length - 25) + " more", (event) => event.target.parentElement.replaceWith(...members.slice(25, 400).map((node) => el("li", {}, nodeButton(node, "fact thing")))), { class: "more" })));
  return [el("p", { class: "kind" }, words), el("h2", {}, label[c]), el("p", { class: "small" }, plural(members.length, "thing") + " shown"),
    el("p", { class: "actions" }, drawn ? button("Unfold", () => unfold(c)) : button("Fold up", () => fold1(c)), parent[c] !== NONE ? button("Up one level", () => select("c:" + communityKey(parent[c]))) : null),
    el("ul", { class: "counts" }, [...byClass].sort((a, b) => b[1] - a[1]).map(([cls, n]) => el("li", {}, symbol(cls), " " + (n === 1 ? G.first.classes.label[cls] : G.first.classes.caption[cls]) + " ", el("b", {}, count(n))))),
    section("What is in it, most links first", list)];
}

function betweenPanel([a, b]) {
  const { first, last, label } = G.first.communities;
  const within = (c, node) => first[c] <= node && node < last[c];
  const edges = [];
  for (let node = first[a]; node < last[a]; node++) for (const edge of G.edgesOf(node)) if (shown.edges[edge] && within(b, other(edge, node))) edges.push(edge);
  return [el("p", { class: "kind" }, plural(edges.length, "fact") + " between two communities"), el("h2", {}, label[a]), el("h2", {}, label[b]), factList(sortFacts(edges), undefined, 30)];
}

/** Unfolds a community in the drawing. */
function unfold(c) {
  const key = communityKey(c);
  change({ view: "network", focus: "", path: [], open: [...state.open.filter((k) => k !== key), key], shut: state.shut.filter((k) => k !== key), sel: "c:" + key });
  if (drawing.sigma) goTo(G.first.communities.x[c], G.first.communities.y[c], G.first.communities.r[c]);
}

/** Folds a community up again, with all that is in it. */
function fold1(c) {
  const { parent } = G.first.communities;
  const inside = (key) => { for (let at = communityOfKey(key); at >= 0; at = parent[at]) if (at === c) return true; return false; };
  const key = communityKey(c);
  change({ open: state.open.filter((k) => !inside(k)), shut: [...state.shut.filter((k) => k !== key), key], sel: "c:" + key });
}

/** Opens what a node lies in, and goes there. */
function findInNetwork(node) {
  const { parent, r } = G.first.communities;
  const chain = [];
  for (let c = G.nodes.community[node]; c >= 0; c = parent[c]) chain.push(communityKey(c));
  const drawn = drawing.scene?.mode === "communities" && drawing.scene.at.has("n" + node);
  const keys = new Set(chain);
  change({ view: "network", focus: "", path: [], sel: "n:" + G.nodes.iri[node], ...(drawn ? {} : { open: [...state.open.filter((key) => !keys.has(key)), ...chain], shut: state.shut.filter((key) => !keys.has(key)) }) });
  if (drawing.sigma) goTo(G.nodes.x[node], G.nodes.y[node], Math.max(1.3 * r[G.nodes.community[node]], Math.min(extent().side / 7, 140)));
}

/** Asks for the other end of a path. */
function askPath(from) {
  const input = el("input", { type: "search", id: "path-query", role: "combobox", "aria-expanded": "false", "aria-controls": "path-suggestions", "aria-label": "The other end of the path", placeholder: "Path from " + shorten(labelOf(from), 24) + " to ..." });
  const list = el("ul", { id: "path-suggestions", role: "listbox", hidden: true });
  const form = el("form", { class: "ask" }, input, list);
  byId("panel").querySelector(".ask")?.remove();
  byId("panel").querySelector(".actions").after(form);
  suggestions(input, list, (one) => change({ view: "network", path: [G.nodes.iri[from], G.nodes.iri[one.node]], focus: "", sel: "", cam: "" }), (one) => one.node !== undefined && one.node !== from);
  input.focus();
}

function pathPanel() {
  const ends = state.path.map((iri) => G.nodeOf.get(iri));
  if (ends.some((node) => node === undefined)) return [el("h2", {}, "Path"), el("p", {}, "One of its ends is not in this graph.")];
  const way = shortestPath(...ends);
  const head = [el("p", { class: "kind" }, "Path"), el("h2", {}, labelOf(ends[0]) + " to " + labelOf(ends[1]))];
  if (!way) return [...head, el("p", {}, "Nothing that is shown links the two" + (filtered() ? ": the filters may hide what does." : ".")), el("p", { class: "actions" }, filtered() ? button("Reset filters", clearFilters) : null)];
  const steps = way.flatMap(({ node, edges }) => [edges.length ? el("li", { class: "step" }, factList(edges, undefined, 3)) : null, el("li", {}, nodeButton(node, "thing big"))]);
  return [...head, el("p", { class: "small" }, way.length === 1 ? "the same" : plural(way.length - 1, "step") + ", a shortest way over what is shown"), el("ol", { class: "chain" }, steps),
    el("p", { class: "actions" }, button("All of the network", () => change({ path: [], cam: "" })))];
}

function articlePanel(article) {
  const { names, publishers, urls } = sourceWords(article);
  const events = [...G.toldIn.of(article)].map((row) => G.tells.event[row]);
  const denoted = new Map();
  for (const span of G.spansIn.of(article)) if (G.spans.node[span] !== NONE) denoted.set(G.spans.node[span], (denoted.get(G.spans.node[span]) || 0) + 1);
  const most = [...denoted].sort((a, b) => b[1] - a[1]).slice(0, 25);
  return [el("p", { class: "kind" }, "Article"), el("h2", {}, articleTitle(article)),
    el("p", { class: "small" }, [G.articles.issued[article], publishers.join(", "), names.join(", "), plural(G.articles.length[article], "character")].filter(Boolean).join(" \u00b7 ")),
    urls.length ? el("p", { class: "small" }, urls.map((url) => outward(url))) : null,
    el("p", { class: "actions" }, state.view === "text" && state.article === G.articles.iri[article] ? null : button("Read the text", () => openText(article))),
    events.length ? section("Events it tells of", el("ul", { class: "facts" }, [...new Set(events)].map((node) => el("li", {}, nodeButton(node, "fact thing"))))) : null,
    section("Named most", el("ul", { class: "facts" }, most.map(([node, n]) => el("li", {}, button([symbol(classOf(node)), el("span", { class: "words" }, labelOf(node)), el("small", {}, plural(n, "mention"))], () => selectNode(node), { class: "fact" })))))];
}

/** The overview before there is anything to choose from: it keeps its room, so that the drawing does not move. */
function showBeginning() {
  const { counts } = G.first;
  document.body.classList.add("with-panel");
  byId("panel").hidden = false;
  byId("panel").replaceChildren(el("p", { class: "kind" }, "Overview"), introduction(counts));
}
const introduction = (counts) => el("p", {}, plural(counts.articles, "text") + " read into " + plural(counts.nodes, "thing") + " and " + plural(counts.edges, "fact") + " that link them. Every fact opens to the sentence it was read from.");

/** What a reader sees before choosing anything: what this is, and where to begin. */
function overview() {
  const top = (kind, n) => {
    const found = [];
    for (let node = 0; node < G.size; node++) if (shown.nodes[node] && kindOf(node) === kind && G.speechRow[node] === NONE) found.push(node);
    return found.sort((a, b) => G.nodes.degree[b] - G.nodes.degree[a] || a - b).slice(0, n);
  };
  const chips = (nodes) => el("p", { class: "chips" }, nodes.map((node) => button([symbol(classOf(node)), el("span", {}, shorten(labelOf(node), 42))], () => selectNode(node), { class: "thing chip", title: labelOf(node) })));
  const groups = [["People", top("person", 6)], ["Bodies and workplaces", top("organization", 6)], ["Events", top("event", 5)], ["Ideas", top("concept", 6)]].filter(([, nodes]) => nodes.length);
  const { counts } = G.first;
  const selfCriticisms = facets.speech && facets.speech.byKey.has("self-criticism") ? facets.speech.byKey.get("self-criticism") : null;
  const people = top("person", 2);
  const tries = [
    selfCriticisms !== null ? button("Who criticised themselves?", () => change({ filters: { ...fresh().filters, speech: ["self-criticism"] } })) : null,
    people.length > 1 ? button("How are " + labelOf(people[0]) + " and " + labelOf(people[1]) + " linked?", () => change({ view: "network", path: people.map((node) => G.nodes.iri[node]), sel: "", focus: "", cam: "" })) : null,
    button("What took place when?", () => change({ view: "timeline" })),
    button("Where are the workplaces?", () => change({ view: "map" })),
    button("Read a text", () => change({ view: "text" })),
  ];
  return [el("p", { class: "kind" }, "Overview"),
    introduction(counts),
    section("Try", el("p", { class: "tries" }, tries)),
    ...groups.map(([title, nodes]) => section(title, chips(nodes)))];
}
