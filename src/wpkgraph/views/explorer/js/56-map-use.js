// Moving about on the map, and the list of what is at a place.

function listenToMap() {
  const { picture } = mapView;
  let drag = null;
  const touches = new Map();
  const pixel = () => mapView.box.w / picture.clientWidth;
  const centre = () => [mapView.box.x + mapView.box.w / 2, mapView.box.y + mapView.box.h / 2];
  picture.addEventListener("wheel", (event) => { event.preventDefault(); zoomAt(event.clientX, event.clientY, event.deltaY > 0 ? 1.25 : 0.8); }, { passive: false });
  picture.addEventListener("pointerdown", (event) => { touches.set(event.pointerId, [event.clientX, event.clientY]); drag = { x: event.clientX, y: event.clientY, from: centre(), moved: false }; });
  picture.addEventListener("pointermove", (event) => {
    if (!touches.has(event.pointerId) || !drag) return;
    const before = distance(touches);
    touches.set(event.pointerId, [event.clientX, event.clientY]);
    if (touches.size === 2) { const now = distance(touches); if (before && now) zoomAt(event.clientX, event.clientY, before / now); drag.moved = true; return; }
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    if (!drag.moved) picture.setPointerCapture(event.pointerId);
    drag.moved = true;
    moveMap(drag.from[0] - dx * pixel(), drag.from[1] - dy * pixel(), mapView.box.w);
  });
  const end = (event) => { touches.delete(event.pointerId); if (drag?.moved) keepMap(); };
  picture.addEventListener("pointerup", end);
  picture.addEventListener("pointercancel", end);
  picture.addEventListener("click", (event) => { const spot = event.target.closest("[data-spot]"); if (spot && !drag?.moved) openSpot(spot.dataset.spot); });
  picture.addEventListener("keydown", mapKeys);
  oneStop(picture, "[data-spot]");
}

const distance = (touches) => { const [a, b] = [...touches.values()]; return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0; };

function zoomAt(clientX, clientY, factor) {
  const { picture, box } = mapView, frame = picture.getBoundingClientRect();
  const [u, v] = [(clientX - frame.left) / frame.width, (clientY - frame.top) / frame.height];
  const w = clamp(box.w * factor, 0.25, 340), real = w / box.w;
  moveMap(box.x + box.w * u + box.w * real * (0.5 - u), box.y + box.h * v + box.h * real * (0.5 - v), w);
  keepMap();
}

function mapKeys(event) {
  const { box } = mapView;
  const spot = event.target.closest("[data-spot]");
  if (spot && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); openSpot(spot.dataset.spot); return; }
  if (event.key === "+" || event.key === "-") { event.preventDefault(); moveMap(box.x + box.w / 2, box.y + box.h / 2, box.w * (event.key === "+" ? 0.7 : 1.4)); keepMap(); return; }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !spot) return;
  event.preventDefault();
  const all = [...mapView.picture.querySelectorAll("[data-spot]")], next = all[(all.indexOf(spot) + step + all.length) % all.length];
  next.focus();
}

/** One thing at a place: select it; several: the place, with a list of them. */
function openSpot(key) {
  const spot = mapView.spots.find((one) => one.key === key);
  if (!spot) return;
  if (spot.nodes.length === 1) { selectNode(spot.nodes[0]); return; }
  const panel = byId("panel");
  const byName = spot.nodes.slice().sort((a, b) => (kindOf(a) === "place") - (kindOf(b) === "place") || G.nodes.degree[b] - G.nodes.degree[a]);
  const note = (node) => { const row = G.whereRow[node]; return G.where.steps[row] ? "somewhere in " + labelOf(G.where.place[row]) : ""; };
  if (state.sel) change({ sel: "" });
  panel.hidden = false;
  document.body.classList.add("with-panel", "with-selection");
  keepFocus(panel, () => panel.replaceChildren(button("\u00d7", () => showPanel(), { class: "close", "aria-label": "Close" }), el("p", { class: "kind" }, "On the map"), el("h2", {}, labelOf(spot.place)),
    el("p", { class: "small" }, plural(spot.nodes.length, "thing") + ", " + spot.lat.toFixed(2) + "\u00b0 N, " + spot.long.toFixed(2) + "\u00b0 E"),
    el("ul", { class: "facts" }, byName.slice(0, 200).map((node) => el("li", {}, button([symbol(classOf(node)), el("span", { class: "words" }, labelOf(node)), el("small", {}, [classLabel(node), whenOf(node), note(node)].filter(Boolean).join(" \u00b7 "))], () => selectNode(node), { class: "fact" }))))), panel);
}
