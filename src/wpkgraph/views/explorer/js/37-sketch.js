// The scene on one plain canvas: at the start, while the browser still prepares WebGL, and while the mouse drags it. Without
// a graphics card each WebGL canvas that changes is read back for every frame; one canvas without lines is many times quicker.

/** From the layout to pixels for a camera, as the renderer has it. */
function plainProjection(camera) {
  const { clientWidth: width, clientHeight: height } = byId("drawing");
  const { middle, side } = extent(), [x, y, ratio] = camera.split(",").map(Number);
  const scale = Math.min(width, height) / (side * ratio);
  const [left, top] = [middle[0] + (x - 0.5) * side, middle[1] - (y - 0.5) * side];
  return { x: (at) => width / 2 + (at - left) * scale, y: (at) => height / 2 + (at - top) * scale, scale };
}

function sketch(scene) {
  drawing.scene = scene;
  drawing.order = heaviest(scene);
  drawing.sketch = el("canvas", { class: "over" });
  byId("drawing").append(drawing.sketch);
  const { context, width, height } = sized(drawing.sketch);
  const project = plainProjection(fitted());
  context.fillStyle = look.back;
  context.fillRect(0, 0, width, height);
  paintHulls(context, scene.hulls, project, width, height);
  for (const line of scene.lines) {
    const [a, b] = [scene.at.get(line.a), scene.at.get(line.b)], { size, color } = lineLook(line);
    context.beginPath();
    context.moveTo(project.x(a.x), project.y(a.y));
    context.lineTo(project.x(b.x), project.y(b.y));
    context.lineWidth = size;
    context.strokeStyle = color;
    context.stroke();
  }
  sketchThings(context, project, width, height, 220);
  document.documentElement.dataset.drawn = "first";
  performance.mark("first");
}

/** Things, discs and labels; off the screen nothing is painted. */
function sketchThings(context, project, width, height, labels) {
  const { scene, lit } = drawing, quick = scene.items.length > 500;
  for (const item of scene.items) {
    if (item.community !== undefined) continue;
    const [x, y, r] = [project.x(item.x), project.y(item.y), onScreen(item, project.scale)];
    if (x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
    sketchItem(context, item, x, y, r, lit?.size && !lit.has(item.id) ? fade(itemColour(item)) : itemColour(item), quick);
  }
  paintDiscs(context, project, width, height);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placeLabels(context, project, width, height, labels)) paintLabel(context, label);
}

function sketchItem(context, item, x, y, r, colour, quick) {
  const outline = outlineOf(shapeOf(item.cls), r);
  context.beginPath();
  if (outline) outline.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx, y + dy) : context.moveTo(x + dx, y + dy)));
  else context.arc(x, y, r * 0.97, 0, 2 * Math.PI);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  if (quick) return;
  context.lineWidth = 1;
  context.strokeStyle = mix(colour, "#000000", 0.45);
  context.stroke();
}

/** While the mouse drags, the renderer's frames are painted here, and its own canvases are out of sight. */
function paintWhileDragged(sigma) {
  const box = byId("drawing"), canvas = el("canvas", { class: "over fast" });
  const render = sigma.render.bind(sigma), captor = sigma.getMouseCaptor();
  box.append(canvas);
  sigma.render = () => {
    drawing.dragged = captor.isMouseDown && captor.draggedEvents > 0;
    box.classList.toggle("dragged", drawing.dragged);
    if (!drawing.dragged) return render();
    cancelAnimationFrame(sigma.renderFrame);
    sigma.renderFrame = null; // as the renderer's own frames leave it
    const { context, width, height } = sized(canvas), project = plainProjection(asCamera(sigma.getCamera().getState()));
    paintHulls(context, drawing.scene.mode === "communities" ? drawing.scene.hulls : [], project, width, height);
    sketchThings(context, project, width, height, 40);
    sigma.emit("afterRender");
    return sigma;
  };
}
