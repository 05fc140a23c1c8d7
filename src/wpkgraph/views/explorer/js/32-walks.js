// Neighbourhoods and paths over the edges that the filters leave.

/** Neighbours of a node: Map(neighbour -> [edges]). */
function neighbours(node) {
  const found = new Map();
  for (const edge of G.edgesOf(node)) {
    const next = other(edge, node);
    if (!shown.edges[edge] || next === node) continue;
    if (!found.has(next)) found.set(next, []);
    found.get(next).push(edge);
  }
  return found;
}

/** A node in the middle, its neighbours on rings around it, those of the second step behind the one that led there. */
function focusScene(centre, depth) {
  const scene = newScene("focus");
  scene.centre = centre;
  const { middle, side } = extent();
  const byClass = (a, b) => classOf(a) - classOf(b) || G.nodes.degree[b] - G.nodes.degree[a] || a - b;
  const first = [...neighbours(centre)].sort((p, q) => q[1].length - p[1].length || G.nodes.degree[q[0]] - G.nodes.degree[p[0]]);
  const near = first.slice(0, depth === 1 ? 600 : 200).map(([node]) => node).sort(byClass);
  scene.total = first.length + 1;
  const angles = new Map();
  addNode(scene, centre, ...middle);
  const perRing = Math.max(14, Math.ceil(near.length / 5));
  const rings = Math.max(1, Math.ceil(near.length / perRing));
  const outer = depth === 1 ? 0.42 : 0.25;
  near.forEach((node, i) => {
    const angle = (i / near.length) * 2 * Math.PI;
    const radius = side * (rings === 1 ? outer * 0.8 : outer * (0.5 + 0.5 * ((i % rings) / (rings - 1))));
    angles.set(node, angle);
    addNode(scene, node, middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle));
  });
  if (depth === 2) secondRing(scene, near, angles, side, middle);
  const placed = new Map(scene.items.map((item, place) => [item.node, place]));
  joinLines(scene, (node) => (placed.has(node) ? placed.get(node) : NONE));
  for (const line of scene.lines) line.weak = line.a !== "n" + centre && line.b !== "n" + centre;
  return finish(scene);
}

function secondRing(scene, near, angles, side, middle) {
  const taken = new Set(scene.items.map((item) => item.node));
  const beyond = [];
  const all = new Set(taken);
  const share = Math.max(3, Math.floor(1000 / Math.max(near.length, 1)));
  for (const from of near) {
    const found = [...neighbours(from).keys()];
    for (const node of found) all.add(node);
    const next = found.filter((node) => !taken.has(node)).sort((a, b) => G.nodes.degree[b] - G.nodes.degree[a]);
    for (const node of next.slice(0, share)) { taken.add(node); beyond.push([node, angles.get(from)]); }
  }
  scene.total += all.size - near.length - 1;
  beyond.sort((p, q) => p[1] - q[1]);
  beyond.forEach(([node], i) => {
    const angle = (i / beyond.length) * 2 * Math.PI;
    const radius = side * (beyond.length > 90 ? 0.36 + 0.045 * (i % 3) : 0.4);
    addNode(scene, node, middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle));
  });
}

/** A shortest way between two nodes over shown edges: [{node, edges}], edges lead to the node from the one before. */
function shortestPath(from, to) {
  if (from === to) return [{ node: from, edges: [] }];
  const before = new Int32Array(G.size).fill(NONE);
  before[from] = from;
  let ring = [from];
  while (ring.length && before[to] === NONE) {
    const next = [];
    for (const node of ring) {
      for (const edge of G.edgesOf(node)) {
        const beyond = other(edge, node);
        if (!shown.edges[edge] || before[beyond] !== NONE) continue;
        before[beyond] = node;
        next.push(beyond);
      }
    }
    ring = next;
  }
  if (before[to] === NONE) return null;
  const way = [];
  for (let node = to; ; node = before[node]) { way.unshift(node); if (node === from) break; }
  return way.map((node, i) => ({ node, edges: i ? neighbours(way[i - 1]).get(node) : [] }));
}

/** The path between two nodes as a chain from left to right; null if there is none. */
function pathScene(from, to) {
  if (!G.nodeOf.has(from) || !G.nodeOf.has(to)) return null;
  const way = shortestPath(G.nodeOf.get(from), G.nodeOf.get(to));
  const scene = newScene("path");
  scene.way = way;
  scene.total = way ? way.length : 0;
  if (!way) return scene;
  const { middle, side } = extent();
  way.forEach(({ node }, i) => {
    const t = way.length === 1 ? 0 : i / (way.length - 1) - 0.5;
    addNode(scene, node, middle[0] + t * side * 0.84, middle[1] + side * 0.06 * (way.length > 2 ? (i % 2 ? 1 : -1) : 0));
    if (i) scene.lines.push({ a: "n" + way[i - 1].node, b: "n" + node, count: way[i].edges.length, edge: way[i].edges[0], strong: true });
  });
  return finish(scene);
}
