// Places, workplaces and events where they are, over an outline that stands in the page. Nothing is fetched.

const mapView = { picture: null, box: null, spots: [] };
const RADIANS = Math.PI / 180;
const mapX = (long) => long;
const mapY = (lat) => -Math.log(Math.tan(Math.PI / 4 + (clamp(lat, -84, 84) * RADIANS) / 2)) / RADIANS; // Mercator, in degrees of longitude

/** Rings of the outline as one SVG path. */
function outlinePath(rings, scale) {
  return rings.map((ring) => {
    let [x, y] = ring, path = "M" + mapX(x / scale).toFixed(3) + " " + mapY(y / scale).toFixed(3);
    for (let i = 2; i < ring.length; i += 2) { x += ring[i]; y += ring[i + 1]; path += "L" + mapX(x / scale).toFixed(3) + " " + mapY(y / scale).toFixed(3); }
    return path + "Z";
  }).join("");
}

/** What is shown and has coordinates, by coordinates: {lat, long, nodes, vague}. `vague`: only known to be somewhere in there. */
function mapSpots() {
  const spots = new Map();
  G.where.node.forEach((node, row) => {
    if (!shown.nodes[node] || G.where.lat[row] === null || G.where.long[row] === null) return;
    const key = G.where.lat[row] + "," + G.where.long[row];
    if (!spots.has(key)) spots.set(key, { key, lat: G.where.lat[row], long: G.where.long[row], place: G.where.place[row], nodes: [], vague: 0, things: 0 });
    const spot = spots.get(key);
    spot.nodes.push(node);
    if (kindOf(node) !== "place") spot.things++;
    if (G.where.steps[row] > 0) spot.vague++;
  });
  return [...spots.values()].sort((a, b) => b.things - a.things || b.nodes.length - a.nodes.length);
}

function startMap() {
  const { region, regionScale, world, worldScale, box } = OUTLINE;
  const land = svg("g", { class: "land" }, svg("path", { class: "far", d: outlinePath(world, worldScale) }));
  // The region's own outline is finer: sea first, then its land.
  land.append(svg("rect", { class: "sea", x: mapX(box[0]), y: mapY(box[3]), width: box[2] - box[0], height: mapY(box[1]) - mapY(box[3]) }));
  for (const name of Object.keys(region)) land.append(svg("path", { class: name, d: outlinePath(region[name], regionScale) }));
  mapView.picture = svg("svg", { class: "chart", role: "group", "aria-label": "Map; arrow keys go from place to place, plus and minus zoom", preserveAspectRatio: "xMidYMid slice" }, svg("g", { class: "graticule" }), land, svg("g", { class: "lattice" }), svg("g", { class: "spots" }), svg("g", { class: "names" }));
  byId("map").replaceChildren(mapView.picture, mapButtons(), el("p", { class: "nothing", hidden: true }, "Nothing that is shown has coordinates."), el("p", { class: "credit" }, "Outline: Natural Earth (public domain). Circles: how much is there; dashed: only known to be somewhere in that county or province."));
  listenToMap();
}

function mapButtons() {
  const zoom = (factor) => { const { box } = mapView; moveMap(box.x + box.w / 2, box.y + box.h / 2, box.w * factor); keepMap(); };
  return el("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, button("+", () => zoom(0.6), { "aria-label": "Zoom in" }), button("\u2212", () => zoom(1 / 0.6), { "aria-label": "Zoom out" }),
    button("\u25a3", () => { change({ mapcam: "" }, true); fitMap(); }, { "aria-label": "Show all", title: "Show all" }));
}

function moveMap(x, y, w) {
  const { clientWidth, clientHeight } = byId("map");
  const wide = clamp(w, 0.25, 340), tall = (wide * Math.max(clientHeight, 1)) / Math.max(clientWidth, 1);
  mapView.box = { x: x - wide / 2, y: y - tall / 2, w: wide, h: tall };
  drawSpots();
}
const keepMap = settled(() => { const { x, y, w, h } = mapView.box; change({ mapcam: [x + w / 2, y + h / 2, w].map((v) => v.toFixed(3)).join(",") }, true); }, 300);

/** All that is shown; the state's own camera if it has one; the selection if there is one with a place. */
function fitMap() {
  const kept = state.mapcam.split(",").map(Number);
  if (kept.length === 3 && kept.every(Number.isFinite)) { moveMap(...kept); return; }
  const { clientWidth, clientHeight } = byId("map");
  const near = mapView.spots.filter((spot) => spot.long > 123 && spot.long < 132 && spot.lat > 37 && spot.lat < 44);
  const all = near.length >= mapView.spots.length * 0.5 || !mapView.spots.length ? [{ lat: 43.1, long: 124 }, { lat: 37.6, long: 130.9 }] : mapView.spots;
  const xs = all.map((spot) => mapX(spot.long)), ys = all.map((spot) => mapY(spot.lat));
  const [a, b, c, d] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const w = Math.max(b - a, ((d - c) * clientWidth) / Math.max(clientHeight, 1), 1) * 1.08;
  moveMap((a + b) / 2, (c + d) / 2, w);
}

function showMap() {
  if (!mapView.picture) startMap();
  mapView.spots = mapSpots();
  fitMap();
}

/** Brings what is selected into sight. */
function followOnMap() {
  const chosen = new Set(selectedNodes()), { box, spots } = mapView;
  const spot = spots.find((one) => one.nodes.some((node) => chosen.has(node)));
  const [x, y] = spot ? [mapX(spot.long), mapY(spot.lat)] : [0, 0];
  if (spot && (x < box.x || x > box.x + box.w || y < box.y || y > box.y + box.h)) moveMap(x, y, box.w);
  else drawSpots();
}

function drawSpots() {
  const { picture, box, spots } = mapView;
  picture.setAttribute("viewBox", [box.x, box.y, box.w, box.h].map((v) => v.toFixed(4)).join(" "));
  const pixel = box.w / Math.max(byId("map").clientWidth, 1);
  drawGraticule(box, pixel);
  const chosen = new Set(selectedNodes()), layer = picture.querySelector(".spots"), names = picture.querySelector(".names");
  const focused = document.activeElement?.dataset?.spot; // stays, also out of sight: the keys that bring it back need it
  const inside = spots.filter((spot) => spot.key === focused || Math.abs(mapX(spot.long) - box.x - box.w / 2) < box.w && Math.abs(mapY(spot.lat) - box.y - box.h / 2) < box.h).slice(0, 1500);
  byId("map").querySelector(".nothing").hidden = spots.length > 0;
  keepFocus(layer, () => layer.replaceChildren(...inside.map((spot) => spotMark(spot, pixel, chosen))));
  if (!layer.querySelector('[tabindex="0"]')) layer.firstElementChild?.setAttribute("tabindex", "0");
  names.replaceChildren(...spotNames(inside, pixel, chosen));
}

/** What stands at a place besides the place itself gives its size. */
const spotRadius = (spot) => (spot.things ? clamp(4.5 + 2.3 * Math.sqrt(spot.things), 6.5, 27) : 3.6);
function spotMark(spot, pixel, chosen) {
  const vague = spot.vague > spot.nodes.length / 2, own = spot.nodes.some((node) => chosen.has(node));
  const byCount = new Map();
  for (const node of spot.nodes) if (kindOf(node) !== "place") byCount.set(classOf(node), (byCount.get(classOf(node)) || 0) + 1);
  const main = [...byCount].sort((a, b) => b[1] - a[1])[0];
  const colour = colourOf(main ? main[0] : classOf(spot.nodes[0]));
  const words = labelOf(spot.place) + ": " + (spot.nodes.length === 1 ? labelOf(spot.nodes[0]) : plural(spot.nodes.length, "thing"));
  const made = svg("circle", { cx: mapX(spot.long), cy: mapY(spot.lat), r: spotRadius(spot) * pixel, fill: colour, class: "spot" + (own ? " chosen" : "") + (vague ? " vague" : "") + (spot.things ? "" : " bare"), "data-spot": spot.key, role: "button", tabindex: "-1", "aria-label": words });
  const tip = svg("title");
  tip.textContent = words;
  made.append(tip);
  return made;
}

function spotNames(spots, pixel, chosen) {
  const taken = [], made = [];
  const sorted = spots.slice().sort((a, b) => b.nodes.some((n) => chosen.has(n)) - a.nodes.some((n) => chosen.has(n)) || b.things - a.things || b.nodes.length - a.nodes.length);
  for (const spot of sorted) {
    if (made.length > 90) break;
    const text = shorten(labelOf(spot.place), 28), x = mapX(spot.long) + (spotRadius(spot) + 4) * pixel, y = mapY(spot.lat);
    const rect = [x, y - 8 * pixel, x + measure(text, 12) * pixel, y + 8 * pixel];
    const own = spot.nodes.some((node) => chosen.has(node));
    if (!own && taken.some((b) => b[0] < rect[2] && b[2] > rect[0] && b[1] < rect[3] && b[3] > rect[1])) continue;
    taken.push(rect, [mapX(spot.long) - spotRadius(spot) * pixel, y - spotRadius(spot) * pixel, x, y + spotRadius(spot) * pixel]);
    const label = svg("text", { x, y: y + 4 * pixel, "font-size": 12 * pixel, "stroke-width": 3 * pixel, class: own ? "chosen" : spot.things ? undefined : "bare" });
    label.textContent = text;
    made.push(label);
  }
  return made;
}

function drawGraticule(box, pixel) {
  const step = [0.25, 0.5, 1, 2, 5, 10, 30].find((n) => n / pixel > 70) || 45;
  const layer = mapView.picture.querySelector(".lattice"), made = [];
  const line = (x1, y1, x2, y2) => svg("line", { x1, y1, x2, y2, "stroke-width": 0.6 * pixel });
  const label = (x, y, text) => { const t = svg("text", { x, y, "font-size": 10 * pixel }); t.textContent = text; return t; };
  for (let long = Math.ceil(box.x / step) * step; long < box.x + box.w; long += step) made.push(line(long, box.y, long, box.y + box.h), label(long + 3 * pixel, box.y + 13 * pixel, Math.abs(long) + "\u00b0" + (long < 0 ? "W" : "E")));
  for (let lat = -80; lat <= 80; lat += step) { const y = mapY(lat); if (y > box.y && y < box.y + box.h) made.push(line(box.x, y, box.x + box.w, y), label(box.x + 4 * pixel, y - 3 * pixel, Math.abs(lat) + "\u00b0" + (lat < 0 ? "S" : "N"))); }
  layer.replaceChildren(...made);
}
