// The network on the page: WebGL for nodes and lines, a canvas above for labels, a canvas below for expanded communities.

const look = { back: "#ffffff", ink: "#1b1f24", soft: "#59636e", line: "#b6bec8", strong: "#0b62b5", halo: "#ffffff" };
const drawing = { sigma: null, scene: null, over: null, under: null, hover: null, marked: new Set(), order: [] };

function readLook() {
  for (const name of ["back", "ink", "soft", "line", "strong", "halo"]) look[name] = css("--" + name) || look[name];
}

const normal = (value) => value / extent().side;
const pixelsOf = (item) => (item.community !== undefined ? 7 : (item.few ? 1.9 : 1) * clamp(2.6 + 1.15 * Math.sqrt(item.size || 1), 3.2, 15));
const radiusOf = (item) => (item.r ? item.r * 0.94 : Math.min(3 + 0.9 * Math.sqrt(item.size || 1), 10));
const mostOf = (item) => (item.community !== undefined ? 4000 : 11 + pixelsOf(item));
/** The radius of a thing on the screen in pixels, as the shader has it. */
const onScreen = (item, scale) => clamp(radiusOf(item) * scale, pixelsOf(item), mostOf(item));

/** A program that draws nothing, for what the renderer would compile for nothing: arrows, its own highlights. */
class Nothing {
  reallocate() {}
  process() {}
  render() {}
  kill() {}
}

function startDrawing() {
  const graph = new renderer.Graph({ multi: false });
  const box = byId("drawing");
  const { middle, side } = extent();
  drawing.sigma = new renderer.Sigma(graph, box, {
    allowInvalidContainer: true, renderLabels: false, renderEdgeLabels: false, enableEdgeEvents: true, enableCameraRotation: false,
    hideEdgesOnMove: true, zIndex: true, stagePadding: 0, minCameraRatio: 0.004, maxCameraRatio: 4,
    zoomToSizeRatioFunction: () => 1, minEdgeThickness: 1.4, defaultNodeType: "circle", defaultEdgeType: "line",
    nodeProgramClasses: { circle: shapeProgram() }, nodeHoverProgramClasses: { circle: Nothing },
    edgeProgramClasses: { line: renderer.EdgeRectangleProgram, arrow: Nothing }, defaultDrawNodeHover: () => {}, defaultDrawNodeLabel: () => {},
  });
  drawing.sigma.setCustomBBox({ x: [middle[0] - side / 2, middle[0] + side / 2], y: [-middle[1] - side / 2, -middle[1] + side / 2] });
  drawing.under = el("canvas", { class: "under" });
  drawing.over = el("canvas", { class: "over" });
  box.prepend(drawing.under);
  box.append(drawing.over, el("div", { id: "hulls" }));
  const again = perFrame(drawOver);
  drawing.sigma.on("afterRender", again);
  drawing.sigma.on("resize", again);
  const keep = settled(() => { if (state.view === "network" && G.ready && !drawing.sigma.getCamera().isAnimated()) change({ cam: cameraText() }, true); }, 350);
  drawing.sigma.getCamera().on("updated", keep);
  listenToDrawing();
}

const asCamera = ({ x, y, ratio }) => [x, y, ratio].map((value) => value.toFixed(4)).join(",");
/** The camera's place for links; "" where it shows the whole scene. */
function cameraText() {
  const text = asCamera(drawing.sigma.getCamera().getState());
  return text === fitted() ? "" : text;
}

/** The place from which the whole scene is seen, as large as the window allows. */
function fitted() {
  const { middle, side } = extent(), { clientWidth: width, clientHeight: height } = byId("drawing");
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const item of drawing.scene ? drawing.scene.items : []) {
    const r = item.r || side / (drawing.scene.mode === "communities" ? 60 : 22);
    left = Math.min(left, item.x - r); right = Math.max(right, item.x + r);
    low = Math.min(low, item.y - r); high = Math.max(high, item.y + r);
  }
  const { x, y, r } = G.first.communities;
  for (const c of drawing.scene && drawing.scene.mode === "communities" ? drawing.scene.hulls : []) {
    left = Math.min(left, x[c] - r[c]); right = Math.max(right, x[c] + r[c]);
    low = Math.min(low, y[c] - r[c]); high = Math.max(high, y[c] + r[c]);
  }
  if (left > right) return "0.5000,0.5000,1.0000";
  if (!width || !height) return "0.5000,0.5000,1.0000";
  const square = Math.min(width, height); // the renderer fits the square of the layout into the shorter side
  const ratio = clamp(1.06 * Math.max(((right - left) / side) * (square / width), ((high - low) / side) * (square / height)), 0.02, 1.6);
  return asCamera({ x: 0.5 + normal((left + right) / 2 - middle[0]), y: 0.5 - normal((low + high) / 2 - middle[1]), ratio });
}

function setCamera(text, animate = false) {
  const [x, y, ratio] = (text || fitted()).split(",").map(Number);
  if (![x, y, ratio].every(Number.isFinite) || ratio <= 0) return;
  const aim = { x, y, ratio, angle: 0 }, camera = drawing.sigma.getCamera();
  if (animate && !matchMedia("(prefers-reduced-motion: reduce)").matches) { camera.animate(aim, { duration: 320 }); return; }
  cancelAnimationFrame(camera.nextFrame); // a flight that is under way would go on to where it was bound
  camera.nextFrame = null;
  camera.setState(aim);
}

/** Moves the camera to a circle of the layout. */
function goTo(x, y, r, animate = true) {
  const { middle, side } = extent();
  const ratio = clamp((2.3 * r) / side, 0.01, 1.05);
  setCamera([0.5 + normal(x - middle[0]), 0.5 - normal(y - middle[1]), ratio].join(","), animate);
}

/** Puts a scene into the renderer. */
function draw(scene) {
  drawing.scene = scene;
  const graph = drawing.sigma.getGraph();
  graph.clear();
  const sorted = scene.items.slice().sort((a, b) => (b.r || 0) - (a.r || 0) || (a.size || 0) - (b.size || 0));
  for (const item of sorted) graph.addNode(item.id, attributes(item));
  for (const line of scene.lines) if (!graph.hasEdge(line.a, line.b)) graph.addEdgeWithKey(line.a + " " + line.b, line.a, line.b, lineLook(line));
  scene.near = new Map(scene.items.map((item) => [item.id, new Set()]));
  for (const line of scene.lines) { scene.near.get(line.a).add(line.b); scene.near.get(line.b).add(line.a); }
  drawing.order = heaviest(scene);
  markSelection();
}
const heaviest = (scene) => scene.items.slice().sort((a, b) => weight(b) - weight(a));
const weight = (item) => (item.community !== undefined ? 40 + item.r : item.size);

/** Of a community the renderer has the ends of its lines only; the disc is painted above (38-labels.js), which is quicker. */
function attributes(item) {
  const bubble = item.community !== undefined;
  return { x: item.x, y: -item.y, size: bubble ? 0 : pixelsOf(item), radius: bubble ? 0 : normal(radiusOf(item)), most: bubble ? 0 : mostOf(item),
    code: SHAPES[shapeOf(item.cls)] ?? 0, color: itemColour(item), type: "circle", zIndex: bubble ? 0 : 1, forceLabel: false };
}

/** Discs of what is not one community by its links step back. */
const itemColour = (item) => (item.community !== undefined && G.first.communities.kind[item.community] !== "linked" ? mix(mix(colourOf(item.cls), look.soft, 0.8), look.back, 0.5) : colourOf(item.cls));

function lineLook(line) {
  const bridge = line.a[0] === "c" && line.b[0] === "c";
  const size = line.strong ? 3 : clamp(0.9 + Math.log2(1 + line.count) * (bridge ? 0.75 : 0.55), 1.4, 7);
  return { size, color: line.weak ? mix(look.line, look.back, 0.62) : look.line, type: "line", zIndex: line.weak ? 0 : 1 };
}

const fade = (colour) => mix(colour, look.back, 0.78);
/** Lifts what is selected, with what it is linked to; the rest steps back. */
function markSelection() {
  const { sigma, scene } = drawing;
  if (!scene) return;
  const chosen = chosenItems(), lit = new Set(chosen);
  for (const id of chosen) for (const next of scene.near.get(id) || []) lit.add(next);
  if (scene.mode === "path" || (scene.mode === "focus" && chosen.length === 1 && chosen[0] === "n" + scene.centre)) lit.clear();
  drawing.marked = new Set(chosen);
  drawing.lit = lit;
  sigma.setSettings({
    nodeReducer: (id, data) => (!lit.size || lit.has(id) ? data : { ...data, color: fade(data.color), zIndex: 0 }),
    edgeReducer: (id, data) => {
      const [a, b] = id.split(" ");
      const on = chosen.length > 1 ? drawing.marked.has(a) && drawing.marked.has(b) : drawing.marked.has(a) || drawing.marked.has(b);
      if (on && (lit.size || chosen.length > 1)) return { ...data, color: look.strong, size: Math.max(data.size, 1.9), zIndex: 2 };
      return lit.size ? { ...data, color: mix(look.line, look.back, 0.72) } : data;
    },
  });
}

/** What stands for the selection among the things drawn. */
function chosenItems() {
  const { scene } = drawing;
  if (!G.size) return [];
  const owner = (node) => {
    if (scene.at.has("n" + node)) return "n" + node;
    const { first, last } = G.first.communities;
    const found = scene.items.find((item) => item.community !== undefined && first[item.community] <= node && node < last[item.community]);
    return found ? found.id : null;
  };
  const nodes = selectedNodes().map(owner);
  const communities = selectedCommunities().map((c) => "c" + c).filter((id) => scene.at.has(id));
  return [...new Set([...nodes, ...communities].filter(Boolean))];
}

/** Where a thing of the scene is on the page, for tests and for keyboards: {x, y} in pixels of the window, or null. */
function whereOnPage(id) {
  const item = drawing.scene && drawing.scene.at.get(id);
  if (!item) return null;
  const spot = drawing.sigma.graphToViewport({ x: item.x, y: -item.y }), box = byId("drawing").getBoundingClientRect();
  return { x: box.left + spot.x, y: box.top + spot.y };
}
