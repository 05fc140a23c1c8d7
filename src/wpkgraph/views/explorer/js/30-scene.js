// What the network draws: communities as discs, those expanded with what is in them, at most about 2,000 things at once.

const LIMIT = 2000; // things drawn at once
const WHOLE = 450; // so few are drawn one by one, without asking
const LINES = 4000; // lines drawn at once
const BRIDGES = 500; // of these between communities

/** A community's name in links: its heaviest node and its level. */
const communityKey = (c) => G.first.communities.level[c] + "@" + (G.first.communities.top[c].length && G.ready ? G.nodes.iri[G.first.communities.top[c][0]] : c);
let communityKeys = null;
function communityOfKey(key) {
  if (!communityKeys) communityKeys = new Map(G.first.communities.label.map((_, c) => [communityKey(c), c]));
  return communityKeys.has(key) ? communityKeys.get(key) : NONE;
}
const communityColour = (c) => colourOf(G.first.communities.cls[c]);

/** Before the whole graph is unpacked: what the first block holds. */
function firstScene() {
  const { communities, nodes, lines, bridges } = G.first;
  const scene = newScene("communities");
  const small = G.first.counts.nodes <= WHOLE;
  const open = new Set(small ? nodes.community : []);
  for (let c = 0; c < communities.label.length; c++) for (let up = c; open.has(c) && up !== NONE; up = communities.parent[up]) open.add(up);
  communities.label.forEach((_, c) => {
    const parent = communities.parent[c];
    if (parent !== NONE && !open.has(parent)) return;
    if (open.has(c)) scene.hulls.push(c);
    else addCommunity(scene, c, communities.last[c] - communities.first[c]);
  });
  if (small) nodes.id.forEach((node, row) => addItem(scene, { id: "n" + node, node, x: nodes.x[row], y: nodes.y[row], size: nodes.size[row], cls: nodes.cls[row], label: nodes.label[row] }));
  if (small) lines.source.forEach((source, i) => scene.lines.push({ a: "n" + nodes.id[source], b: "n" + nodes.id[lines.target[i]], count: lines.count[i], edge: lines.edge[i] }));
  bridges.source.forEach((source, i) => {
    const [a, b] = ["c" + source, "c" + bridges.target[i]];
    if (scene.at.has(a) && scene.at.has(b)) scene.lines.push({ a, b, count: bridges.weight[i], edge: NONE });
  });
  return finish(scene);
}

const newScene = (mode) => ({ mode, items: [], at: new Map(), lines: [], hulls: [], total: 0, lineTotal: 0, cut: 0 });

function addItem(scene, item) {
  scene.at.set(item.id, item);
  scene.items.push(item);
}

function addCommunity(scene, c, members) {
  const { x, y, r, label, cls } = G.first.communities;
  addItem(scene, { id: "c" + c, community: c, x: x[c], y: y[c], r: r[c], cls: cls[c], label: label[c], members });
}

function addNode(scene, node, x = G.nodes.x[node], y = G.nodes.y[node]) {
  addItem(scene, { id: "n" + node, node, x, y, size: G.nodes.size[node], cls: classOf(node), label: labelOf(node) });
}

/** Too many lines hide everything: the heaviest, but every thing keeps its own first ones. */
function finish(scene) {
  scene.lineTotal = scene.lines.length;
  const bridges = scene.lines.filter((line) => line.a[0] === "c" || line.b[0] === "c");
  const plain = scene.lines.filter((line) => line.a[0] !== "c" && line.b[0] !== "c");
  scene.items.forEach((item) => { item.few = scene.items.length <= 40; });
  scene.lines = [...fair(bridges, BRIDGES), ...fair(plain, LINES)];
  return scene;
}

/** `limit` lines: in turns, the heaviest line of every thing first, then the second of each. */
function fair(lines, limit) {
  if (lines.length <= limit) return lines;
  const used = new Map();
  const rank = lines.slice().sort((p, q) => q.count - p.count).map((line) => {
    const turn = Math.min(used.get(line.a) || 0, used.get(line.b) || 0);
    used.set(line.a, (used.get(line.a) || 0) + 1);
    used.set(line.b, (used.get(line.b) || 0) + 1);
    return [turn, line];
  });
  return rank.sort((p, q) => p[0] - q[0]).slice(0, limit).map(([, line]) => line);
}

/** How many nodes of each community are shown, by running sums. */
function visibleIn() {
  const sums = new Uint32Array(G.size + 1);
  for (let node = 0; node < G.size; node++) sums[node + 1] = sums[node] + shown.nodes[node];
  const { first, last } = G.first.communities;
  return (c) => sums[last[c]] - sums[first[c]];
}

/** The scene of the state: a path, a neighbourhood, or communities. */
function buildScene() {
  if (state.path.length) return pathScene(...state.path) || communityScene();
  if (state.focus && G.nodeOf.has(state.focus)) return focusScene(G.nodeOf.get(state.focus), state.depth);
  return communityScene();
}

function communityScene() {
  const scene = newScene("communities");
  const { parent, first, last } = G.first.communities;
  const visible = visibleIn();
  const open = new Set(state.open.map(communityOfKey)), shut = new Set(state.shut.map(communityOfKey));
  for (const c of [...open]) for (let up = parent[c]; up >= 0; up = parent[up]) open.add(up);
  const roots = [];
  for (let c = 0; c < parent.length; c++) if (parent[c] === NONE && visible(c)) roots.push(c);
  scene.total = shown.nodeCount;
  const all = shown.nodeCount <= WHOLE;
  let room = LIMIT - roots.length;
  const visit = (c) => {
    const members = visible(c), inner = [...G.inside.of(c)].filter(visible);
    const wanted = !shut.has(c) && (open.has(c) || all || members <= 2);
    if (!wanted || room <= 0) { addCommunity(scene, c, members); return; }
    if (members > 2) scene.hulls.push(c);
    if (inner.length) { room -= inner.length - 1; inner.forEach(visit); return; }
    const nodes = [];
    for (let node = first[c]; node < last[c]; node++) if (shown.nodes[node]) nodes.push(node);
    nodes.sort((a, b) => G.nodes.degree[b] - G.nodes.degree[a] || a - b);
    const fit = nodes.slice(0, Math.max(room, 1));
    scene.cut += nodes.length - fit.length;
    room -= fit.length;
    fit.forEach((node) => addNode(scene, node));
  };
  roots.forEach(visit);
  const owner = new Int32Array(G.size).fill(NONE);
  scene.items.forEach((item, place) => {
    if (item.node !== undefined) owner[item.node] = place;
    else for (let node = first[item.community]; node < last[item.community]; node++) owner[node] = place;
  });
  joinLines(scene, (node) => owner[node]);
  return finish(scene);
}

/** One line for all shown edges between two things that are drawn. */
function joinLines(scene, owner) {
  const found = new Map();
  const n = scene.items.length;
  for (let edge = 0; edge < G.total; edge++) {
    if (!shown.edges[edge]) continue;
    const a = owner(G.edges.source[edge]), b = owner(G.edges.target[edge]);
    if (a < 0 || b < 0 || a === b) continue;
    const key = a < b ? a * n + b : b * n + a;
    const line = found.get(key);
    if (line) line.count++;
    else found.set(key, { a: scene.items[Math.min(a, b)].id, b: scene.items[Math.max(a, b)].id, count: 1, edge });
  }
  scene.lines = [...found.values()];
}

/** The layout's extent: the square that every scene is drawn in, so that the camera's numbers mean the same in all. */
function extent() {
  if (G.extent) return G.extent;
  const { x, y, r, parent } = G.first.communities;
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  parent.forEach((up, c) => {
    if (up !== NONE) return;
    left = Math.min(left, x[c] - r[c]); right = Math.max(right, x[c] + r[c]);
    low = Math.min(low, y[c] - r[c]); high = Math.max(high, y[c] + r[c]);
  });
  if (left > right) [left, right, low, high] = [-1, 1, -1, 1];
  G.extent = { x: [left, right], y: [low, high], middle: [(left + right) / 2, (low + high) / 2], side: Math.max(right - left, high - low, 1) };
  return G.extent;
}
