// The filters: facets with counts, each with its chosen values; chips above the views for what is chosen.

const MANY_VALUES = 9;
const filterView = { open: new Set(["class", "speech", "year"]), all: new Set(), words: {} };

function facetRows(name) {
  const chosen = new Set(state.filters[name]);
  let rows;
  if (name === "class") {
    const { above } = G.first.classes, totals = shown.counts.class.slice(); // a class stands for those below it
    shown.counts.class.forEach((n, cls) => { for (let at = above[cls]; at !== NONE; at = above[at]) totals[at] += n; });
    rows = G.first.classes.name.map((key, cls) => ({ key, label: G.first.classes.caption[cls], n: totals[cls], cls })).filter((row) => row.n || chosen.has(row.key));
  } else {
    const facet = facets[name];
    rows = facet.keys.map((key, i) => ({ key, label: facet.values[i], n: shown.counts[name][i] })).filter((row) => row.n || chosen.has(row.key));
  }
  const byKey = facets[name]?.order === "key";
  return rows.sort((a, b) => chosen.has(b.key) - chosen.has(a.key) || (byKey ? b.key.localeCompare(a.key) : b.n - a.n || a.label.localeCompare(b.label)));
}

function showFilters() {
  const box = byId("filters");
  if (box.hidden || !shown.nodes) return;
  const top = box.scrollTop;
  // asked here and not by their events, which may come after a redraw
  for (const one of box.querySelectorAll("details")) filterView.open[one.open ? "add" : "delete"](one.dataset.facet);
  const head = el("div", { class: "head" }, el("h2", {}, "Filters"), button("Reset", clearFilters, { disabled: !filtered() }), button("\u00d7", toggleFilters, { class: "close", "aria-label": "Close the filters" }));
  const note = el("p", { class: "note" }, "They hold for every view. The numbers say how many facts (of a class: things) are left for each.");
  const boxes = ["class", "speech", ...FACETS.filter((name) => name !== "class" && name !== "speech")].filter((name) => name === "class" || facets[name]).map(facetBox).filter(Boolean);
  keepFocus(box, () => box.replaceChildren(head, note, ...boxes), byId("filter-button"));
  box.scrollTop = top;
}

function facetBox(name) {
  const rows = facetRows(name), chosen = state.filters[name];
  if (!rows.length) return null;
  const words = filterView.words[name] || "";
  const matching = words ? rows.filter((row) => fold(row.label).includes(fold(words))) : rows;
  const some = filterView.all.has(name) ? matching.slice(0, 400) : matching.slice(0, Math.max(MANY_VALUES, chosen.length));
  const search = rows.length > 14 ? el("input", { type: "search", id: "facet-" + name, value: words, placeholder: "Find in " + count(rows.length), "aria-label": "Find a value of " + FACET_TITLES[name], oninput: (event) => { filterView.words[name] = event.target.value; showFilters(); } }) : null;
  const most = Math.max(...rows.map((row) => row.n), 1);
  const list = el("ul", {}, some.map((row) => facetRow(name, row, most)));
  const more = matching.length > some.length ? button("All " + count(matching.length), () => { filterView.all.add(name); showFilters(); }, { class: "more", "data-key": "more-" + name }) : filterView.all.has(name) && matching.length > MANY_VALUES ? button("Fewer", () => { filterView.all.delete(name); showFilters(); }, { class: "more", "data-key": "more-" + name }) : null;
  const made = el("details", { open: filterView.open.has(name) || chosen.length > 0, "data-facet": name },
    el("summary", { "data-key": name }, FACET_TITLES[name], chosen.length ? el("b", {}, " " + chosen.length) : null), search, list, more);
  arrows(list, "input");
  return made;
}

function facetRow(name, row, most) {
  const id = "f-" + name + "-" + row.key;
  const input = el("input", { type: "checkbox", id, checked: state.filters[name].includes(row.key), onchange: (event) => {
    const rest = state.filters[name].filter((key) => key !== row.key);
    setFilter(name, event.target.checked ? [...rest, row.key] : rest);
  } });
  return el("li", {}, el("label", { for: id, title: row.label }, input, row.cls !== undefined ? symbol(row.cls) : null, el("span", { class: "words" }, row.label), el("span", { class: "n" }, count(row.n)),
    el("span", { class: "share", style: "width:" + ((100 * row.n) / most).toFixed(1) + "%", "aria-hidden": "true" })));
}

function toggleFilters() {
  change({ side: state.side ? "" : "filters" }, true);
  if (state.side) byId("filters").querySelector("input, button")?.focus();
  else byId("filter-button").focus();
}

/** Shows or hides the filters as the state says. */
function showSide() {
  const on = state.side === "filters";
  byId("filters").hidden = !on;
  byId("filter-button").setAttribute("aria-expanded", String(on));
  document.body.classList.toggle("with-filters", on);
  showFilters();
}

const facetLabel = (name, key) => (name === "class" ? G.first.classes.caption[G.first.classes.name.indexOf(key)] : facets[name]?.values[facets[name].byKey.get(key)]) || key;

function showChips() {
  const chips = [];
  for (const name of FACETS) for (const key of state.filters[name]) chips.push(button([el("small", {}, FACET_TITLES[name] + " "), shorten(facetLabel(name, key), 34), " \u00d7"], () => setFilter(name, state.filters[name].filter((other) => other !== key)), { class: "chip", "aria-label": "Remove the filter " + FACET_TITLES[name] + " " + facetLabel(name, key) }));
  if (state.from || state.to) chips.push(button([el("small", {}, "Dates "), (state.from || "...") + " to " + (state.to || "..."), " \u00d7"], () => change({ from: "", to: "" }), { class: "chip", "aria-label": "Remove the dates" }));
  if (chips.length > 1) chips.push(button("Reset all", clearFilters, { class: "chip reset" }));
  keepFocus(byId("chips"), () => byId("chips").replaceChildren(...chips), byId("filter-button"));
  const badge = byId("filter-button").querySelector("b"), n = FACETS.reduce((sum, name) => sum + state.filters[name].length, 0) + (state.from || state.to ? 1 : 0);
  badge.hidden = !n;
  badge.textContent = String(n);
}

/** How much is shown of how much there is. */
function showCounts() {
  const { counts } = G.first;
  if (!shown.nodes) { byId("shown").textContent = count(counts.nodes) + " things, " + count(counts.edges) + " facts; unpacking them ..."; return; }
  const of = (n, all, words) => (n === all ? count(n) + " " + words : count(n) + " of " + count(all) + " " + words);
  const parts = [of(shown.nodeCount, G.size, "things"), of(shown.edgeCount, G.total, "facts")];
  const { scene } = drawing;
  if (state.view === "network" && scene) {
    const bubbles = scene.items.filter((item) => item.community !== undefined).length, nodes = scene.items.length - bubbles;
    parts.push("drawn: " + [bubbles ? plural(bubbles, "community", "communities") : "", nodes ? plural(nodes, "thing") : ""].filter(Boolean).join(" and ") + (scene.cut ? ", " + count(scene.cut) + " lighter ones left out" : "") + (scene.lines.length < scene.lineTotal ? ", the " + count(scene.lines.length) + " heaviest of " + count(scene.lineTotal) + " lines" : ""));
  }
  byId("shown").textContent = parts.join(" \u00b7 ");
}
