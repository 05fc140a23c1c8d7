// The table of things or of facts: sorted by a click on a heading, drawn row by row as it is scrolled.

const ROW = 34;
const tableView = { rows: [], columns: [], from: -1, body: null };

const THING_COLUMNS = [
  ["Name", (n) => labelOf(n)], ["Class", (n) => classLabel(n)], ["Links", (n) => G.nodes.degree[n]], ["Mentions", (n) => G.nodes.mentions[n]],
  ["Date", (n) => (G.eventRow[n] === NONE ? "" : G.events.when[G.eventRow[n]])], ["Place", (n) => whereWords(n)], ["Sector", (n) => sectorWords(n)], ["IRI", (n) => G.first.base + G.nodes.iri[n]],
];
const FACT_COLUMNS = [
  ["From", (e) => labelOf(edgeWords(e).from)], ["Relation", (e) => relationOf(e)], ["To", (e) => labelOf(edgeWords(e).to)], ["Words", (e) => wordsOf(e)],
  ["Earliest", (e) => iso(G.edges.earliest[e]), (e) => G.edges.earliest[e] ?? ""], ["Latest", (e) => iso(G.edges.latest[e]), (e) => G.edges.latest[e] ?? ""], ["Standing", (e) => heldWords(G.edges.held[e])], ["Status", (e) => valuesOf("status", e)], ["Rule", (e) => valuesOf("rule", e)],
  ["Texts", (e) => (G.ready && factOf(e) !== NONE ? new Set([...G.readingsOf.of(factOf(e))].map((r) => G.readings.article[r])).size : 0)], ["Source", (e) => fileNames(e)], ["Fact", (e) => (factOf(e) === NONE ? "" : G.first.base + G.facts.iri[factOf(e)])],
];

function valuesOf(name, edge) {
  const facet = facets[name];
  if (!facet) return "";
  return [...facet.items.subarray(facet.start[edge], facet.start[edge + 1])].map((value) => facet.values[value]).join(", ");
}
function fileNames(edge) {
  if (!G.ready || factOf(edge) === NONE) return "";
  return [...new Set([...G.readingsOf.of(factOf(edge))].flatMap((row) => sourceWords(G.readings.article[row]).names))].join("; ");
}

const tableColumns = () => (state.rows === "facts" ? FACT_COLUMNS : THING_COLUMNS);
/** Rows that are shown: nodes or edges, in the state's order. */
function tableRows() {
  const facts = state.rows === "facts", rows = [];
  const given = facts ? shown.edges : shown.nodes;
  for (let i = 0; i < given.length; i++) if (given[i]) rows.push(i);
  const [name, way] = (state.sort || (facts ? "Earliest" : "Links-")).split(/(-?)$/);
  const column = tableColumns().find(([title]) => title === name);
  if (!column) return rows;
  const keyOf = column[2] || column[1]; // a third entry sorts more quickly than the words do
  const values = new Map(rows.map((row) => [row, keyOf(row)]));
  const collator = new Intl.Collator("en", { numeric: true });
  const order = (a, b) => {
    const [p, q] = [values.get(a), values.get(b)];
    if (p === q) return a - b;
    if (p === "" || q === "") return p === "" ? 1 : -1; // what is not known comes last, whichever way
    const less = typeof p === "number" ? p - q : collator.compare(p, q);
    return way === "-" ? -less : less;
  };
  return rows.sort(order);
}

function showTable() {
  const box = byId("table");
  tableView.rows = tableRows();
  tableView.columns = tableColumns();
  tableView.from = -1;
  const [name, way] = (state.sort || (state.rows === "facts" ? "Earliest" : "Links-")).split(/(-?)$/);
  const choose = (rows, words, n) => button([words + " ", el("b", {}, count(n))], () => change({ rows, sort: "" }), { "aria-pressed": String(state.rows === rows), "data-key": rows });
  const heads = tableView.columns.map(([title]) => {
    const on = title === name;
    const sorted = button([title, el("span", { class: "way", "aria-hidden": "true" }, on ? (way === "-" ? " \u25bc" : " \u25b2") : "")], () => change({ sort: on && way !== "-" ? title + "-" : title }, true), { "data-key": title });
    return el("th", { scope: "col", "aria-sort": on ? (way === "-" ? "descending" : "ascending") : "none" }, sorted);
  });
  tableView.body = el("tbody");
  const sheet = el("table", { class: state.rows, "aria-rowcount": tableView.rows.length + 1 }, el("thead", {}, el("tr", {}, heads)), tableView.body);
  const scroller = el("div", { class: "scroller", tabindex: "0", "aria-label": "Rows", onscroll: perFrame(paintRows) }, sheet);
  const made = [el("div", { class: "choice", role: "group", "aria-label": "Rows of the table" }, choose("things", "Things", shown.nodeCount), choose("facts", "Facts", shown.edgeCount),
    button("CSV of these rows", () => exportAs("csv"), { class: "right" })), tableView.rows.length ? scroller : el("p", { class: "empty" }, "Nothing is left by the filters.")];
  keepFocus(box, () => {
    box.replaceChildren(...made);
    if (tableView.rows.length) paintRows();
  }, tableView.rows.length ? scroller : undefined);
}

/** The rows for another size of the window; the place in the table stays. */
function refitTable() {
  tableView.from = -1;
  paintRows();
}

function paintRows() {
  const scroller = byId("table").querySelector(".scroller");
  if (!scroller) return;
  const visible = Math.ceil((scroller.clientHeight || 600) / ROW) + 20;
  const from = clamp(Math.floor(scroller.scrollTop / ROW) - 10, 0, Math.max(0, tableView.rows.length - visible));
  const start = from - (from % 10);
  if (start === tableView.from) return;
  tableView.from = start;
  const some = tableView.rows.slice(start, start + visible + 10);
  const space = (height) => el("tr", { "aria-hidden": "true", class: "space", style: "height:" + height + "px" });
  keepFocus(tableView.body, () => tableView.body.replaceChildren(space(start * ROW), ...some.map((row, i) => tableRow(row, start + i)), space((tableView.rows.length - start - some.length) * ROW)), scroller);
}

function tableRow(row, place) {
  const facts = state.rows === "facts";
  const key = facts ? "e:" + edgeKey(row) : "n:" + G.nodes.iri[row];
  const cells = tableView.columns.map(([title, value], i) => {
    const words = value(row);
    if (i) return el("td", { class: typeof words === "number" ? "number" : undefined, title: String(words) }, typeof words === "number" ? count(words) : words);
    const cls = classOf(facts ? edgeWords(row).from : row);
    return el("th", { scope: "row" }, button([symbol(cls), el("span", {}, words)], () => select(key), { class: "cell", "data-row": place, "data-key": key, title: words }));
  });
  return el("tr", { "aria-rowindex": place + 2, class: key === state.sel ? "chosen" : undefined, onclick: (event) => { if (!event.target.closest("button")) select(key); } }, cells);
}

function tableKeys(event) {
  const at = event.target.dataset?.row;
  if (at === undefined || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  event.preventDefault();
  const next = clamp(Number(at) + (event.key === "ArrowDown" ? 1 : -1), 0, tableView.rows.length - 1);
  const scroller = byId("table").querySelector(".scroller"), top = next * ROW;
  if (top < scroller.scrollTop || top > scroller.scrollTop + scroller.clientHeight - 3 * ROW) { scroller.scrollTop = top - scroller.clientHeight / 2; paintRows(); }
  tableView.body.querySelector('[data-row="' + next + '"]')?.focus();
}
