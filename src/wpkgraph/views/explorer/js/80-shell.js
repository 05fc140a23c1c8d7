// Around the views: tabs, keys, light and dark, help, links to this state.

const TABS = [["network", "Network"], ["timeline", "Timeline"], ["map", "Map"], ["table", "Table"], ["text", "Texts"]];

function makeTabs() {
  const box = byId("tabs");
  box.append(...TABS.map(([view, words], i) => button(words, () => change({ view }), { id: "tab-" + view, role: "tab", "aria-controls": view, title: words + " (" + (i + 1) + ")" })));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = VIEWS.indexOf(state.view);
    change({ view: VIEWS[(at + step + VIEWS.length) % VIEWS.length] });
    byId("tab-" + state.view).focus();
  });
}

function showTabs() {
  for (const view of VIEWS) {
    const on = view === state.view;
    byId(view).hidden = !on;
    byId("tab-" + view).setAttribute("aria-selected", String(on));
    byId("tab-" + view).tabIndex = on ? 0 : -1;
  }
  document.body.dataset.view = state.view;
}

/** Light, dark, or as the system has it; kept where the browser allows it. */
function theme() {
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const show = () => { byId("theme-button").textContent = dark() ? "Light" : "Dark"; };
  const kept = remembered();
  if (kept) root.dataset.theme = kept;
  byId("theme-button").addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; remember(root.dataset.theme); show(); recolour(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { show(); recolour(); });
  show();
}
function remembered() {
  try { return localStorage.getItem("wpkgraph-theme"); } catch (refused) { return null; } // some browsers refuse it to files
}
function remember(value) {
  try { localStorage.setItem("wpkgraph-theme", value); } catch (refused) { /* the choice then lasts as long as the page */ }
}
function recolour() {
  readLook();
  if (drawing.scene) draw(drawing.scene);
  if (state.view !== "network") showView();
}

function exportMenu() {
  const menu = byId("export-menu"), opener = byId("export-button");
  const close = () => { menu.hidden = true; opener.setAttribute("aria-expanded", "false"); };
  menu.append(...EXPORTS.map(([kind, words]) => el("li", { role: "none" }, button(words, () => { close(); exportAs(kind); opener.focus(); }, { role: "menuitem", "data-kind": kind }))), el("li", { role: "none" }, button("Print", () => { close(); print(); }, { role: "menuitem" })));
  arrows(menu, "button");
  opener.addEventListener("click", () => {
    menu.hidden = !menu.hidden;
    opener.setAttribute("aria-expanded", String(!menu.hidden));
    const picture = ["network", "timeline", "map"].includes(state.view);
    for (const item of menu.querySelectorAll("[data-kind=svg],[data-kind=png]")) item.disabled = !picture;
    if (!menu.hidden) menu.querySelector("button:not(:disabled)").focus();
  });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); opener.focus(); } });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".menu")) close(); });
}

async function copyLink() {
  try { await navigator.clipboard.writeText(location.href); say("Link copied: it opens exactly this"); } catch (refused) { prompt("The link to exactly this state:", location.href); }
}

const HELP = [
  ["What it is", "Documents of the Workers' Party of Korea about its meetings, read by a program into things (people, bodies, workplaces, events, places, ideas) and facts that link them. Every fact keeps the exact characters of the document it was read from. Nothing here was added by hand except reference data, which say so."],
  ["Look", "Network: discs are communities, things that are linked to each other more than to the rest. Click a disc to unfold it, a thing to read its facts, a line to read the sentence. Timeline: drag over the years to choose a stretch. Map: circles are places; click one for what is there. Table: sort by a heading. Texts: everything that is named is marked."],
  ["Ask", "Search finds any name, whatever accents and hyphens. Filters hold for every view: who spoke in self-criticism, what one source says, one year, one role. \u201cNeighbourhood\u201d draws one thing with what it is linked to, \u201cPath to ...\u201d how two are linked."],
  ["Judge", "\u201cstated\u201d: the sentence names it. \u201cresolved\u201d: a title or a pronoun stands for the name, and the mark says by what. A date of publication is never a start date. A program reads with mistakes: open the sentence before you rely on a fact."],
  ["Keep", "The address of this page holds all you chose: copy the link, use the back button. Export saves what is shown as a picture, a table or a network. The file works offline and sends nothing anywhere."],
];
const KEYS = [["/", "search"], ["1 to 5", "views"], ["f", "filters"], ["Esc", "close what is open, then the selection"], ["arrows", "move in the network, along lists, tabs and marks"], ["n  p  Enter", "in the network: the next thing, the one before, open it"], ["+  -  0", "zoom in, out, all"], ["?", "this help"]];

function makeHelp() {
  const box = byId("help");
  box.append(button("\u00d7", () => box.close(), { class: "close", "aria-label": "Close" }), el("h2", {}, "What is this?"), ...HELP.flatMap(([title, words]) => [el("h3", {}, title), el("p", {}, words)]), el("h3", {}, "Keys"),
    el("dl", {}, KEYS.flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)])));
  byId("help-button").addEventListener("click", () => box.showModal());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
}

function keys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea") && event.target.type !== "checkbox";
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") { escape(event); return; }
    if (typing) return;
    const view = VIEWS[Number(event.key) - 1];
    if (event.key === "/") { event.preventDefault(); byId("query").focus(); byId("query").select(); }
    else if (view) change({ view });
    else if (event.key === "f") toggleFilters();
    else if (event.key === "?") byId("help").showModal();
  });
}

function escape(event) {
  if (event.target.id === "query") { event.target.value = ""; event.target.blur(); byId("stage").focus(); return; }
  if (!byId("filters").hidden && (narrow() || byId("filters").contains(event.target))) { toggleFilters(); return; }
  if (state.sel) select("");
  else if (state.path.length || state.focus) change({ path: [], focus: "", cam: "" });
}

/** The room for the views changed. */
const resized = settled(() => {
  if (drawing.sigma && drawing.scene && state.view === "network") {
    const whole = !state.cam;
    drawing.sigma.resize(true);
    if (whole) setCamera("");
    drawing.sigma.refresh();
  }
  if (!G.ready || !shown.nodes) return;
  if (state.view === "table") refitTable();
  else if (state.view === "timeline" || state.view === "map") showView();
}, 60);
