// Above and below the WebGL drawing: labels that do not collide, rings around what is selected, expanded communities.

/** From the layout to pixels of the drawing: an affine map, taken from the renderer once per frame. */
function projection() {
  const { sigma } = drawing;
  const { middle } = extent();
  const at = (x, y) => sigma.graphToViewport({ x, y: -y }); // the layout's y grows downwards
  const o = at(middle[0], middle[1]), one = at(middle[0] + 1000, middle[1] + 1000);
  const sx = (one.x - o.x) / 1000, sy = (one.y - o.y) / 1000;
  return { x: (x) => o.x + (x - middle[0]) * sx, y: (y) => o.y + (y - middle[1]) * sy, scale: Math.abs(sx) };
}

function sized(canvas) {
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const dense = Math.min(devicePixelRatio || 1, 2);
  if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
  }
  const context = canvas.getContext("2d");
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

function drawOver() {
  const { scene, sigma } = drawing;
  if (!scene || drawing.dragged || byId("network").hidden) return;
  const project = projection();
  drawUnder(project);
  const { context, width, height } = sized(drawing.over);
  const labels = placeLabels(context, project, width, height, moving(sigma) ? 40 : 220);
  paintDiscs(context, project, width, height);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  for (const label of [...labels, ...lineLabels(context, project)]) paintLabel(context, label);
  for (const id of drawing.marked) ring(context, project, scene.at.get(id), 3);
  if (drawing.hover && scene.at.has(drawing.hover)) ring(context, project, scene.at.get(drawing.hover), 2);
  if (drawing.sketch) { const old = drawing.sketch; drawing.sketch = null; setTimeout(() => old.remove(), 60); }
}

/** Communities that are folded up: the larger first, so that none hides another. */
function paintDiscs(context, project, width, height) {
  for (const item of drawing.order) {
    if (item.community === undefined) continue;
    const [x, y, r] = [project.x(item.x), project.y(item.y), onScreen(item, project.scale) * 0.97];
    if (x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
    const colour = drawing.lit?.size && !drawing.lit.has(item.id) ? fade(itemColour(item)) : itemColour(item);
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fillStyle = mix(look.back, colour, 0.3);
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** The community whose disc is at a place of the drawing, or null. */
function discAt({ x, y }) {
  const project = projection();
  let best = null;
  for (const item of drawing.order) {
    if (item.community === undefined) continue;
    const away = Math.hypot(project.x(item.x) - x, project.y(item.y) - y);
    if (away <= onScreen(item, project.scale) && (!best || item.r < best.r)) best = item;
  }
  return best ? best.id : null;
}

/** What the lines of a path say. */
function lineLabels(context, project) {
  const { scene } = drawing;
  if (scene.mode !== "path" || !scene.way) return [];
  return scene.lines.map((line) => {
    const [a, b] = [scene.at.get(line.a), scene.at.get(line.b)];
    const relations = new Set(edgesBetween(a.node, b.node).map(relationOf));
    return { text: [...relations].slice(0, 2).join(", ") + (line.count > 1 ? " (" + line.count + ")" : ""), x: project.x((a.x + b.x) / 2), y: project.y((a.y + b.y) / 2), size: 12.5, faint: true, align: "center" };
  });
}

/** While the drawing moves it has few labels, as it has no lines. */
function moving(sigma) {
  const captor = sigma.getMouseCaptor();
  return sigma.getCamera().isAnimated() || captor.isMoving || captor.draggedEvents > 0 || Boolean(captor.currentWheelDirection);
}

function ring(context, project, item, thick) {
  if (!item) return;
  context.beginPath();
  context.arc(project.x(item.x), project.y(item.y), onScreen(item, project.scale) + 3, 0, 2 * Math.PI);
  context.lineWidth = thick + 2; context.strokeStyle = look.halo; context.stroke();
  context.lineWidth = thick; context.strokeStyle = look.ink; context.stroke();
}

function paintLabel(context, { text, x, y, size, bold, faint, align }) {
  context.font = (bold ? "600 " : "") + size + "px " + FONT;
  context.textAlign = align;
  context.lineWidth = 3.5;
  context.strokeStyle = look.halo;
  context.strokeText(text, x, y);
  context.fillStyle = faint ? look.soft : look.ink;
  context.fillText(text, x, y);
}

/** Labels from the most important thing down, each where it covers no other; [{text, x, y, size, bold, faint, align}]. */
function placeLabels(context, project, width, height, most) {
  const { scene } = drawing;
  const taken = grid(width, height), placed = [];
  const first = [drawing.hover, ...drawing.marked].map((id) => scene.at.get(id)).filter(Boolean);
  const lit = drawing.lit && drawing.lit.size ? drawing.order.filter((item) => drawing.lit.has(item.id)) : [];
  const rest = lit.length ? [] : drawing.order;
  const done = new Set();
  if (most > 40) for (const item of drawing.order) standing(item, project, taken, width, height);
  for (const item of [...first, ...lit, ...rest]) {
    if (placed.length >= most) break;
    if (done.has(item.id)) continue;
    done.add(item.id);
    const x = project.x(item.x), y = project.y(item.y), r = onScreen(item, project.scale);
    if (x < -r || y < -r || x > width + r || y > height + r) continue;
    const made = item.community !== undefined ? bubbleLabel(context, item, x, y, r, taken) : nodeLabel(context, item, x, y, r, taken, first.includes(item));
    placed.push(...made);
  }
  return placed;
}

/** A thing itself is not to be written over. */
function standing(item, project, taken, width, height) {
  const x = project.x(item.x), y = project.y(item.y), r = onScreen(item, project.scale) * (item.r ? 0.85 : 0.7);
  if (x > -r && y > -r && x < width + r && y < height + r && r < 400) taken.take([x - r, y - r, x + r, y + r]);
}

/** Rectangles taken so far, in cells of 64 pixels. */
function grid(width, height) {
  const cells = new Map(), side = 64;
  const over = (box) => {
    const found = [];
    for (let i = Math.floor(box[0] / side); i <= Math.floor(box[2] / side); i++) for (let j = Math.floor(box[1] / side); j <= Math.floor(box[3] / side); j++) found.push(i + ":" + j);
    return found;
  };
  return {
    width,
    free: (box) => box[0] > 1 && box[2] < width - 1 && over(box).every((cell) => (cells.get(cell) || []).every((b) => b[0] > box[2] || b[2] < box[0] || b[1] > box[3] || b[3] < box[1])),
    take: (box) => { for (const cell of over(box)) { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push(box); } },
  };
}

function nodeLabel(context, item, x, y, r, taken, forced) {
  const lone = drawing.scene.items.length < 60;
  if (!forced && r < 3.4 && !lone && drawing.scene.items.length > 300) return [];
  const size = clamp(9 + r * 0.42, 11, 15), bold = forced;
  const text = shorten(item.label, forced ? 70 : 32);
  const w = measure(text, size, bold), h = size * 0.62;
  const tries = [["left", x + r + 4, y], ["right", x - r - 4, y], ["center", x, y + r + h + 3], ["center", x, y - r - h - 2]];
  if (drawing.scene.mode === "path") tries.unshift(["center", clamp(x, w / 2 + 5, taken.width - w / 2 - 5), y + r + h + 5]);
  for (const [align, at, line] of tries) {
    const left = align === "left" ? at : align === "right" ? at - w : at - w / 2;
    const box = [left - 2, line - h, left + w + 2, line + h];
    if (!forced && !taken.free(box)) continue;
    taken.take(box);
    return [{ text, x: at, y: line, size, bold, align }];
  }
  return [];
}

/** Words broken into at most `most` lines no wider than `room`; what does not fit is cut with dots. */
function wrap(words, size, room, most) {
  const fits = (text) => measure(text, size, true) <= room;
  const cut = (text) => { while (text.length > 2 && !fits(text + "\u2026")) text = text.slice(0, -1).trimEnd(); return text + "\u2026"; };
  const lines = [""];
  for (const word of words.split(" ")) {
    const last = lines.length - 1, longer = lines[last] ? lines[last] + " " + word : word;
    if (fits(longer)) lines[last] = longer;
    else if (!lines[last]) { lines[last] = cut(word); if (lines.length >= most) break; }
    else if (lines.length >= most) { lines[last] = cut(lines[last]); break; }
    else lines.push(fits(word) ? word : cut(word));
  }
  return lines;
}

/** A community says how many it holds and, in the disc or below it, what its heaviest member is. */
function bubbleLabel(context, item, x, y, r, taken) {
  if (r < 9) return [];
  const number = count(item.members), names = item.label.split(" \u00b7 ");
  const rows = [];
  if (r > 27) {
    const size = clamp(r / 4.6, 10.5, 17), room = r * 1.62;
    rows.push(...wrap(names[0], size, room, r > 44 ? 3 : 2).map((text) => ({ text, bold: true, size })));
    if (r > 72) for (const name of names.slice(1)) rows.push(...wrap(name, size * 0.8, room, 1).map((text) => ({ text, size: size * 0.8 })));
  }
  const inside = rows.length > 0;
  rows.push({ text: number, bold: !inside, faint: inside, size: inside ? clamp(r / 5, 10, 14) : clamp(r / 2, 10.5, 16) });
  const tall = rows.reduce((sum, row) => sum + row.size * 1.22, 0);
  let at = y - tall / 2;
  const made = rows.map((row) => { const placed = { ...row, x, y: at + row.size * 0.61, align: "center" }; at += row.size * 1.22; return placed; });
  if (!inside && item.label) {
    const text = shorten(names[0], 24), w = measure(text, 11.5, false), line = y + r + 8, box = [x - w / 2, line - 6, x + w / 2, line + 6];
    if (taken.free(box)) { taken.take(box); made.push({ text, x, y: line, size: 11.5, align: "center" }); }
  }
  return made;
}

/** Expanded communities: a soft disc, and a button that folds each up again. */
function drawUnder(project) {
  const { scene } = drawing;
  const { context, width, height } = sized(drawing.under);
  const wanted = scene.mode === "communities" ? scene.hulls : [];
  paintHulls(context, wanted, project, width, height);
  foldButtons(byId("hulls"), wanted, project, width, height);
}

function paintHulls(context, wanted, project, width, height) {
  const { x, y, r, level } = G.first.communities;
  for (const c of wanted) {
    const [cx, cy, radius] = [project.x(x[c]), project.y(y[c]), r[c] * project.scale];
    if (cx + radius < 0 || cy + radius < 0 || cx - radius > width || cy - radius > height) continue;
    context.beginPath();
    context.arc(cx, cy, radius, 0, 2 * Math.PI);
    context.fillStyle = mix(communityColour(c), look.back, 0.93 - 0.02 * Math.min(level[c], 2));
    context.fill();
    context.strokeStyle = mix(communityColour(c), look.back, 0.7);
    context.lineWidth = 1;
    context.stroke();
  }
}

function foldButtons(box, wanted, project, width, height) {
  const { x, y, r, label } = G.first.communities;
  const visible = shownByHand() ? wanted.filter((c) => r[c] * project.scale > 46).slice(0, 40) : [];
  const key = visible.join(" ");
  if (box.dataset.key !== key) {
    box.dataset.key = key;
    const made = visible.map((c) => button("\u2212 " + shorten(label[c].split(" \u00b7 ")[0], 22), () => fold1(c), { "aria-label": "Fold up " + label[c], title: "Fold up: " + label[c] }));
    keepFocus(box, () => box.replaceChildren(...made), byId("drawing"));
  }
  visible.forEach((c, i) => {
    const [left, top] = [project.x(x[c]), project.y(y[c]) - r[c] * project.scale];
    const inside = left > 0 && left < width && top > -20 && top < height;
    box.children[i].style.display = inside ? "" : "none";
    box.children[i].style.transform = "translate(" + left.toFixed(1) + "px," + Math.max(top, 4).toFixed(1) + "px) translate(-50%,-50%)";
  });
}
/** Small graphs are drawn whole: nothing in them needs folding. */
const shownByHand = () => G.size > 0 && shown.nodeCount > WHOLE;
