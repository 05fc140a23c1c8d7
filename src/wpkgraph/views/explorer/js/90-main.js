// The order of things: the frame, the first drawing, then the whole graph, then the sources; the state drives the views.

function showView() {
  if (!G.size) return;
  ({ network: () => drawing.sigma && redraw(), timeline: showTimeline, map: showMap, table: showTable, text: showText })[state.view]();
}

function redraw() {
  draw(buildScene());
  showLegend();
  showMode();
  drawing.sigma.resize(true); // the line above the drawing may have come or gone
  if (!state.cam) setCamera("");
}

/** Brings the page to the state; only what the changed keys touch. */
function follow(changed) {
  const any = (...names) => names.some((name) => changed.has(name));
  if (any("filters", "from", "to")) applyFilters();
  if (any("side")) showSide();
  if (any("view")) { showTabs(); resizedNow(); }
  const shape = { network: ["filters", "from", "to", "open", "shut", "focus", "depth", "path"], timeline: ["filters", "from", "to"], map: ["filters", "from", "to"], table: ["filters", "from", "to", "rows", "sort", "sel"], text: ["filters", "from", "to", "article", "at", "sel"] };
  if (any("view", ...shape[state.view])) {
    if (state.view === "table" && !any("view", "filters", "from", "to", "rows", "sort")) markRows();
    else showView();
  }
  if (any("cam") && state.view === "network" && drawing.sigma && cameraText() !== state.cam && !drawing.sigma.getCamera().isAnimated()) setCamera(state.cam);
  if (any("sel")) {
    if (state.view === "network") markSelection();
    if (state.view === "timeline") markTimeline();
    if (state.view === "map" && !any("view")) followOnMap();
  }
  if (any("mapcam") && state.view === "map" && !any("view")) fitMap();
  if (any("sel", "filters", "from", "to", "path", "focus", "depth", "view")) showPanel();
  if (any("filters", "from", "to")) { showFilters(); showChips(); }
  showCounts();
}

function markRows() {
  const found = selection(), at = tableView.rows.indexOf((state.rows === "facts" ? found?.edge : found?.node) ?? NONE);
  const scroller = byId("table").querySelector(".scroller");
  if (scroller && at >= 0 && (at * ROW < scroller.scrollTop || (at + 2) * ROW > scroller.scrollTop + scroller.clientHeight)) scroller.scrollTop = at * ROW - scroller.clientHeight / 2;
  refitTable();
}
function resizedNow() { if (drawing.sigma && state.view === "network") drawing.sigma.resize(true); }

function frame() {
  state = fromHash(location.hash);
  makeTabs();
  showTabs();
  theme();
  makeHelp();
  exportMenu();
  keys();
  suggestions(byId("query"), byId("suggestions"), (one) => { if (one.node !== undefined) goToNode(one.node); else openText(one.article); });
  byId("filter-button").addEventListener("click", toggleFilters);
  byId("link-button").addEventListener("click", copyLink);
  for (const name of ["click", "keydown"]) byId("text").addEventListener(name, textClicks);
  byId("table").addEventListener("keydown", tableKeys);
  const watch = new ResizeObserver(resized);
  for (const id of ["stage", "drawing"]) watch.observe(byId(id));
}

/** A thing that was searched: selected, and found in the view that is open. */
function goToNode(node) {
  if (state.view === "network") { findInNetwork(node); return; }
  if (state.view === "text") change({ sel: "n:" + G.nodes.iri[node], article: "", at: "" });
  else selectNode(node);
}

/** Something the page can't go on without went wrong: say so where a reader looks. */
function fail(error) {
  byId("wait").hidden = false;
  byId("wait").textContent = "This page could not be drawn: " + (error && error.message ? error.message : error);
  throw error;
}

/** Until the browser has read the page to its end. */
const wholePage = () => new Promise((done) => { if (document.readyState === "loading") addEventListener("DOMContentLoaded", done, { once: true }); else setTimeout(done, 0); });

/** The first drawing, from the first block alone; false where the browser has no WebGL. */
async function firstDrawing() {
  const plain = location.hash.length < 2;
  if (plain && !narrow()) showBeginning();
  if (plain) {
    const scene = firstScene();
    showLegend(scene);
    showMode(scene);
    sketch(scene);
    byId("wait").hidden = true;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
  await wholePage(); // the renderer stands at the end of it, so that the first drawing need not wait for it
  try {
    startDrawing();
  } catch (refused) { // the renderer throws where it gets no WebGL
    drawing.sigma = drawing.scene = null;
    byId("drawing").replaceChildren();
    byId("tab-network").disabled = true;
    byId("tab-network").title = "This browser draws no WebGL";
    if (state.view === "network") { change({ view: "table" }, true); showTabs(); }
    say("This browser draws no WebGL; the timeline, the map, the table and the texts work.");
    return;
  }
  zoomButtons();
  if (plain) { draw(drawing.scene); setCamera(""); }
}

async function main() {
  G.first = JSON.parse(byId("data-first").textContent); // small and not packed: what is drawn first waits for nothing
  frame();
  readLook();
  showCounts();
  await firstDrawing();
  for (const load of [loadWhole, loadSources, makeFacets]) { await load(); await pause(); }
  applyFilters();
  onState(follow);
  followHistory();
  byId("wait").hidden = true;
  if (narrow()) state.side = ""; // there they would hide what the link is about
  showSide();
  showPanel();
  showView();
  if (drawing.sigma) setCamera(state.cam);
  showChips();
  showCounts();
  document.documentElement.dataset.drawn = "whole";
  performance.mark("whole");
}

// For tests and for those who extend the page.
globalThis.explorer = { where: whereOnPage, get state() { return state; }, get data() { return G; }, get shown() { return shown; }, get drawn() { return drawing.scene; }, get exported() { return exported.last; } };
main().catch(fail);
