// One state for all views. It stands in the URL's hash, so that a link, a reload and the back button find it again.

const VIEWS = ["network", "timeline", "map", "table", "text"];
const FACETS = ["class", "relation", "role", "sector", "event", "year", "source", "rule", "status", "standing", "speech"];

const fresh = () => ({
  view: "network",
  sel: "", // "n:NODE", "e:EDGE", "p:NODE~NODE" (all facts of a pair), "c:COMMUNITY", "k:COMMUNITY~COMMUNITY", "a:ARTICLE"
  focus: "", depth: 1, // a node and its neighbourhood
  path: [], // two nodes
  filters: Object.fromEntries(FACETS.map((name) => [name, []])),
  from: "", to: "", // days, from the timeline's brush
  open: [], shut: [], // communities expanded or collapsed by hand
  cam: "", // "x,y,ratio" of the network
  rows: "things", sort: "", // the table
  article: "", at: "", // the source text and the characters marked in it
  side: "", // "filters" where they stand beside the view
  mapcam: "", // "longitude,latitude,scale"
});

let state = fresh();
const listeners = [];
/** Calls `action(changed)` with the set of keys that changed, whenever the state does. */
const onState = (action) => listeners.push(action);

const SINGLE = { view: "view", sel: "sel", focus: "near", article: "article", at: "at", from: "from", to: "to",
  cam: "cam", mapcam: "mapcam", rows: "rows", sort: "sort", side: "side" };
const MANY = { path: "path", open: "open", shut: "shut" };

/** The state as a hash; what is as it was at the start is left out. */
function toHash(from) {
  const plain = fresh();
  const made = new URLSearchParams();
  for (const [key, name] of Object.entries(SINGLE)) if (from[key] !== plain[key]) made.set(name, from[key]);
  if (from.focus && from.depth !== 1) made.set("depth", from.depth);
  for (const [key, name] of Object.entries(MANY)) for (const value of from[key]) made.append(name, value);
  for (const name of FACETS) for (const value of from.filters[name]) made.append("f." + name, value);
  const text = made.toString().replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%7E/g, "~").replace(/%2C/g, ",");
  return text ? "#" + text : "";
}

/** The state that a hash stands for; unknown keys and odd values are ignored. */
function fromHash(hash) {
  const made = fresh();
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  for (const [key, name] of Object.entries(SINGLE)) if (given.has(name)) made[key] = given.get(name).slice(0, 4000);
  if (!VIEWS.includes(made.view)) made.view = "network";
  made.depth = given.get("depth") === "2" ? 2 : 1;
  made.rows = made.rows === "facts" ? "facts" : "things";
  for (const [key, name] of Object.entries(MANY)) made[key] = given.getAll(name);
  if (made.path.length !== 2) made.path = [];
  for (const name of FACETS) made.filters[name] = given.getAll("f." + name);
  made.side = made.side === "filters" ? "filters" : "";
  for (const name of ["from", "to"]) if (!/^\d{4}-\d\d-\d\d$/.test(made[name])) made[name] = "";
  return made;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const differences = (a, b) => new Set(Object.keys(b).filter((key) => !same(a[key], b[key])));

/** Changes the state. `quiet` replaces the entry of the history (camera), else a new one is made for the back button. */
function change(changes, quiet = false) {
  const next = { ...state, ...changes };
  // Other filters leave other things: the camera goes to where they are.
  if (!("cam" in changes) && ["filters", "from", "to"].some((key) => !same(state[key], next[key]))) next.cam = "";
  const changed = differences(state, next);
  if (!changed.size) return;
  state = next;
  const url = location.pathname + location.search + toHash(state);
  if (quiet) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  for (const action of listeners) action(changed);
}

/** Changes one facet's values. */
const setFilter = (name, values) => change({ filters: { ...state.filters, [name]: values } });
const filtered = () => FACETS.some((name) => state.filters[name].length) || Boolean(state.from || state.to);
const clearFilters = () => change({ filters: fresh().filters, from: "", to: "" });

function followHistory() {
  const arrive = () => {
    const next = fromHash(location.hash);
    const changed = differences(state, next);
    state = next;
    if (changed.size) for (const action of listeners) action(changed);
  };
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
}
