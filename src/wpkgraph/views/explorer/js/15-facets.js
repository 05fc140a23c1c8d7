// What is shown: one set of filters for all views. A facet gives each edge its values; an edge is shown if it has a chosen
// value of every facet in use, a node if its class is chosen and an edge that is shown leads to it (or it fits by itself).

const FACET_TITLES = { class: "Class", relation: "Relation", role: "Role", sector: "Sector", event: "Event", year: "Year",
  source: "Source", rule: "Rule", status: "Status", standing: "Holds or held", speech: "Kind of speech" };
const facets = {}; // name -> { values: [label], keys: [key], start, items, own: Map(node -> [value]), byKey }
const shown = { edges: null, nodes: null, counts: {}, edgeCount: 0, nodeCount: 0 };

/** A facet from a function that gives the values of an edge as [key, label] pairs. */
function makeFacet(name, valuesOf, ownOf, order) {
  const byKey = new Map(), keys = [], values = [], start = new Uint32Array(G.total + 1), items = [];
  const number = ([key, label]) => {
    if (!byKey.has(key)) { byKey.set(key, keys.length); keys.push(key); values.push(label); }
    return byKey.get(key);
  };
  for (let edge = 0; edge < G.total; edge++) {
    for (const value of valuesOf(edge)) items.push(number(value));
    start[edge + 1] = items.length;
  }
  const own = new Map();
  if (ownOf) for (const [node, value] of ownOf()) own.set(node, [...(own.get(node) || []), number(value)]);
  facets[name] = { keys, values, byKey, start, items: Uint32Array.from(items), own, order };
}

/** [earliest, latest] of an edge in days, whichever are known; null if none. */
function spanOf(earliest, latest) {
  if (earliest === null && latest === null) return null;
  return [earliest === null ? latest : earliest, latest === null ? earliest : latest];
}

function yearsOf(earliest, latest) {
  const span = spanOf(earliest, latest);
  if (!span) return [];
  const [from, to] = span.map(yearOf);
  if (to - from > 60) return [];
  return Array.from({ length: to - from + 1 }, (_, i) => [String(from + i), String(from + i)]);
}

async function makeFacets() {
  const unique = (pairs) => { const seen = new Set(); return pairs.filter(([key]) => !seen.has(key) && seen.add(key)); };
  const ends = (edge) => [G.edges.source[edge], G.edges.target[edge]];
  const memo = (make) => { const made = new Map(); return (edge) => { const f = factOf(edge); if (!made.has(f)) made.set(f, make(f)); return made.get(f); }; };
  makeFacet("relation", (edge) => [[relationName(edge), relationOf(edge)]]);
  makeFacet("role", (edge) => { const role = G.facts.role[factOf(edge)]; return role === NONE ? [] : [[G.roles.code[role], G.roles.label[role]]]; });
  await pause();
  const sectors = (node) => [...G.sectorsOf.of(node)].map((row) => [G.nodes.iri[G.sectors.sector[row]], labelOf(G.sectors.sector[row])]);
  makeFacet("sector", (edge) => unique(ends(edge).flatMap(sectors)), () => G.sectors.node.flatMap((node) => sectors(node).map((value) => [node, value])));
  await pause();
  G.partOf = parents("super-event");
  const isEvent = (node) => kindOf(node) === "event";
  const events = (node) => { // itself and what it is part of
    const found = [];
    for (let at = node; at !== undefined && isEvent(at) && found.length < 6; at = G.partOf.get(at)) found.push([G.nodes.iri[at], labelOf(at)]);
    return found;
  };
  makeFacet("event", (edge) => unique(ends(edge).flatMap(events)), () => G.nodes.label.flatMap((_, node) => events(node).map((value) => [node, value])));
  await pause();
  makeFacet("year", (edge) => yearsOf(G.edges.earliest[edge], G.edges.latest[edge]),
    () => G.events.node.flatMap((node, row) => yearsOf(G.events.earliest[row], G.events.latest[row]).map((year) => [node, year])), "key");
  await pause();
  const sources = (article) => unique([...G.passagesOf.of(article)].flatMap((row) => {
    const file = G.passages.file[row], publisher = G.files.publisher[file];
    return [...(publisher ? [["by " + publisher, publisher + " (publisher)"]] : []), [G.files.name[file], G.files.name[file]]];
  }));
  const readings = (fact) => [...G.readingsOf.of(fact)];
  makeFacet("source", memo((fact) => unique(readings(fact).flatMap((row) => sources(G.readings.article[row])))));
  await pause();
  makeFacet("rule", memo((fact) => unique(readings(fact).flatMap(rulesOf).map((rule) => [rule, rule]))));
  makeFacet("status", memo((fact) => {
    const found = unique(readings(fact).map((row) => G.statuses[G.readings.status[row]]).filter(Boolean).map((status) => [status, status]));
    return found.length ? found : [["reference", "no sentence of its own"]];
  }));
  makeFacet("standing", (edge) => G.held.filter((_, row) => G.edges.held[edge] & (1 << row)).map((standing) => [standing, standing]));
  await pause();
  const kinds = (node) => (G.speechRow[node] === NONE ? [] : [G.speeches.kind[G.speechRow[node]]].filter((kind) => kind !== NONE).map((kind) => [G.kinds.code[kind], G.kinds.label[kind]]));
  makeFacet("speech", (edge) => unique(ends(edge).flatMap(kinds)), () => G.speeches.node.flatMap((node) => kinds(node).map((kind) => [node, kind])));
}

/** node -> the node that a relation leads to. */
function parents(name) {
  const wanted = G.first.relations.name.indexOf(name), found = new Map();
  for (let edge = 0; edge < G.total; edge++) if (G.edges.relation[edge] === wanted) found.set(G.edges.source[edge], G.edges.target[edge]);
  return found;
}

/** Works out anew which edges and nodes are shown, and the counts beside each value of each facet. */
function applyFilters() {
  const names = Object.keys(facets);
  const active = names.filter((name) => state.filters[name].length);
  const masks = Object.fromEntries(active.map((name) => {
    const mask = new Uint8Array(facets[name].keys.length);
    for (const key of state.filters[name]) if (facets[name].byKey.has(key)) mask[facets[name].byKey.get(key)] = 1;
    return [name, mask];
  }));
  const from = state.from ? dayOf(state.from) : -Infinity, to = state.to ? dayOf(state.to) : Infinity;
  const dated = Boolean(state.from || state.to);
  const within = (earliest, latest) => { const span = spanOf(earliest, latest); return Boolean(span) && span[0] <= to && span[1] >= from; };
  const classOk = classMask();
  const counts = Object.fromEntries(names.map((name) => [name, new Uint32Array(facets[name].keys.length)]));
  const edges = new Uint8Array(G.total), touched = new Uint8Array(G.size);
  const has = (name, edge) => {
    const { start, items } = facets[name], mask = masks[name];
    for (let at = start[edge]; at < start[edge + 1]; at++) if (mask[items[at]]) return true;
    return false;
  };
  const tally = (name, edge) => { const { start, items } = facets[name]; for (let at = start[edge]; at < start[edge + 1]; at++) counts[name][items[at]]++; };
  let edgeCount = 0;
  for (let edge = 0; edge < G.total; edge++) {
    if (dated && !within(G.edges.earliest[edge], G.edges.latest[edge])) continue;
    let failed = "";
    let many = false;
    for (const name of active) if (!has(name, edge)) { if (failed) { many = true; break; } failed = name; }
    if (many) continue;
    const source = G.edges.source[edge], target = G.edges.target[edge];
    const ends = classOk[classOf(source)] && classOk[classOf(target)];
    if (failed) { if (ends) tally(failed, edge); continue; }
    touched[source] = touched[target] = 1;
    if (!ends) continue;
    edges[edge] = 1;
    edgeCount++;
    for (const name of names) tally(name, edge);
  }
  const fits = (node) => {
    if (dated && !(G.eventRow[node] !== NONE && within(G.events.earliest[G.eventRow[node]], G.events.latest[G.eventRow[node]]))) return false;
    return active.every((name) => (facets[name].own.get(node) || []).some((value) => masks[name][value]));
  };
  const free = !active.length && !dated;
  const nodes = new Uint8Array(G.size), classes = new Uint32Array(G.first.classes.label.length);
  let nodeCount = 0;
  for (let node = 0; node < G.size; node++) {
    if (!(free || touched[node] || fits(node))) continue;
    classes[classOf(node)]++;
    if (classOk[classOf(node)]) { nodes[node] = 1; nodeCount++; }
  }
  Object.assign(shown, { edges, nodes, edgeCount, nodeCount, counts: { ...counts, class: classes } });
}

/** Which classes are chosen: a class stands for those below it too. */
function classMask() {
  const { name, above } = G.first.classes;
  const chosen = new Set(state.filters.class);
  return name.map((_, cls) => {
    for (let at = cls; at !== NONE; at = above[at]) if (chosen.has(name[at])) return 1;
    return chosen.size ? 0 : 1;
  });
}
