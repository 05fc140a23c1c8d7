// The graph as the page holds it: G has the tables of docs/explorer.md as columns, and indexes over them.

const NONE = -1;
const G = { first: null, ready: false };
const MONTHS = ["", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The rows of a table by the value of a column: group.of(v) gives the rows as a typed array, in order. */
function group(column, size) {
  const start = new Uint32Array(size + 1);
  for (const value of column) if (value >= 0) start[value + 1]++;
  for (let i = 0; i < size; i++) start[i + 1] += start[i];
  const items = new Uint32Array(start[size]);
  const fill = start.slice();
  for (let row = 0; row < column.length; row++) if (column[row] >= 0) items[fill[column[row]]++] = row;
  return { of: (value) => items.subarray(start[value], start[value + 1]), count: (value) => start[value + 1] - start[value] };
}

/** The one row of a table for each value of a column, NONE where there is none. */
function single(column, size) {
  const rows = new Int32Array(size).fill(NONE);
  for (let row = column.length - 1; row >= 0; row--) rows[column[row]] = row;
  return rows;
}

async function loadWhole() {
  const whole = await unpack("data-graph");
  await pause();
  Object.assign(G, whole);
  const n = G.nodes.label.length;
  G.size = n;
  G.total = G.edges.source.length;
  for (const name of ["source", "target", "fact", "relation"]) G.edges[name] = Int32Array.from(G.edges[name]);
  for (const name of ["x", "y", "size", "degree", "cls", "community"]) G.nodes[name] = Float64Array.from(G.nodes[name]);
  const ends = new Int32Array(2 * G.total);
  for (let e = 0; e < G.total; e++) { ends[2 * e] = G.edges.source[e]; ends[2 * e + 1] = G.edges.target[e]; }
  const touching = group(ends, n);
  G.edgesOf = (node) => { // each once, also where it begins and ends in one node
    const found = [];
    for (const place of touching.of(node)) if (!found.length || found[found.length - 1] !== place >> 1) found.push(place >> 1);
    return found;
  };
  await pause();
  G.edgesOfFact = group(G.edges.fact, G.facts.iri.length);
  G.namesOf = group(G.names.node, n);
  G.eventRow = single(G.events.node, n);
  G.whereRow = single(G.where.node, n);
  G.sectorsOf = group(G.sectors.node, n);
  G.speechRow = single(G.speeches.node, n);
  G.notesOf = group(G.notes.node, n);
  G.candidate = new Set(G.candidates);
  G.curatedOf = group(G.curated.node, n);
  G.linksOf = group(G.links.node, n);
  G.nodeOf = new Map(G.nodes.iri.map((iri, node) => [iri, node]));
  G.inside = group(G.first.communities.parent, G.first.communities.label.length);
}

async function loadSources() {
  const sources = await unpack("data-sources");
  await pause();
  Object.assign(G, sources);
  const articles = G.articles.iri.length;
  G.readingsOf = group(G.readings.fact, G.facts.iri.length);
  G.readingsIn = group(G.readings.article, articles);
  G.proofsOf = group(G.proofs.reading, G.readings.fact.length);
  G.signedOf = group(G.signed.reading, G.readings.fact.length);
  G.spansIn = group(G.spans.article, articles);
  G.spansOfNode = group(G.spans.node, G.size);
  await pause();
  G.passagesOf = group(G.passages.article, articles);
  G.toldIn = group(G.tells.article, articles);
  G.toldOf = group(G.tells.event, G.size);
  G.astralIn = group(G.astral.article, articles);
  G.articleOf = new Map(G.articles.iri.map((iri, article) => [iri, article]));
  G.ready = true;
}

const iso = (day) => (day === null || day === undefined ? "" : new Date(day * 864e5).toISOString().slice(0, 10));
const dayOf = (text) => Math.round(Date.parse(text + "T00:00:00Z") / 864e5);
const yearOf = (day) => new Date(day * 864e5).getUTCFullYear();

/** Bounds in words: one day, a month, a year or a stretch. */
function datesInWords(earliest, latest) {
  const [a, b] = [iso(earliest), iso(latest)];
  if (!a && !b) return "";
  if (a === b) return a;
  if (a.slice(5) === "01-01" && b.slice(5) === "12-31" && a.slice(0, 4) === b.slice(0, 4)) return a.slice(0, 4);
  const last = new Date(Date.UTC(+b.slice(0, 4), +b.slice(5, 7), 0)).toISOString().slice(0, 10);
  if (a.slice(0, 7) === b.slice(0, 7) && a.slice(8) === "01" && b === last) return MONTHS[+a.slice(5, 7)] + " " + a.slice(0, 4);
  return (a || "?") + " to " + (b || "?");
}
/** A date as written, in words for people where it is partial. */
const written = (text) => text.replace(/^(\d{4})-(\d\d)$/, (_, year, month) => MONTHS[+month] + " " + year).replace("/", " to ");

const classOf = (node) => G.nodes.cls[node];
const classLabel = (node) => G.first.classes.label[classOf(node)];
const KINDS = { "wpk:Person": "person", "wpk:Organization": "organization", "wpk:Unit": "organization", "wpk:Event": "event", "wpk:Place": "place", "skos:Concept": "concept" };
/** What a class is in the large: person, organization, event, place or concept. */
function kindOfClass(cls) {
  for (let at = cls; at !== NONE; at = G.first.classes.above[at]) if (KINDS[G.first.classes.name[at]]) return KINDS[G.first.classes.name[at]];
  return "other";
}
const kindOf = (node) => (G.kindsOfClasses ||= G.first.classes.name.map((_, cls) => kindOfClass(cls)))[classOf(node)];
const colourOf = (cls) => G.first.classes.color[cls] || "#999999";
const shapeOf = (cls) => G.first.classes.shape[cls] || "dot";
const labelOf = (node) => G.nodes.label[node];
const whenOf = (node) => (G.eventRow[node] === NONE ? "" : written(G.events.when[G.eventRow[node]]));
const factOf = (edge) => G.edges.fact[edge];
const wordsOf = (edge) => G.facts.words[factOf(edge)] || "";
const relationOf = (edge) => G.first.relations.label[G.edges.relation[edge]];
const relationName = (edge) => G.first.relations.name[G.edges.relation[edge]];
const other = (edge, node) => (G.edges.source[edge] === node ? G.edges.target[edge] : G.edges.source[edge]);
const heldWords = (bits) => (G.held || []).filter((_, row) => bits & (1 << row)).join(", ");

/** An edge's name in links: it stays the same in later builds as long as its fact does. */
const edgeKey = (edge) => [G.nodes.iri[G.edges.source[edge]], relationName(edge), G.nodes.iri[G.edges.target[edge]], G.facts.iri[factOf(edge)]].join("~");

/** The edge of a name in links, or NONE. */
function edgeOfKey(key) {
  const node = G.nodeOf.get(key.split("~")[0]);
  if (node === undefined) return NONE;
  const found = G.edgesOf(node).find((edge) => edgeKey(edge) === key);
  return found === undefined ? NONE : found;
}

/** Offset in UTF-16 units, as JavaScript counts, of an offset in code points of an article's text. */
function unitsAt(article, point) {
  let units = point;
  for (const row of G.astralIn.of(article)) if (G.astral.at[row] < point) units++;
  return units;
}

const chunks = new Map();
/** The whole text of an article, unpacked when first asked for; null if it is not at hand. */
async function textOf(article) {
  const chunk = G.articles.chunk[article];
  if (chunk === NONE || !byId("data-text-" + chunk)) return null;
  if (!chunks.has(chunk)) {
    if (chunks.size > 24) chunks.delete(chunks.keys().next().value);
    chunks.set(chunk, unpack("data-text-" + chunk));
  }
  return (await chunks.get(chunk))[G.articles.place[article]];
}
