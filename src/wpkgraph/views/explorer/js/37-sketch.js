// The first scene on a plain canvas: it is there while the browser still prepares WebGL, and goes when that has drawn.

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
  for (const item of scene.items) if (item.community === undefined) sketchItem(context, item, project);
  paintDiscs(context, project, width, height);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placeLabels(context, project, width, height, 220)) paintLabel(context, label);
  document.documentElement.dataset.drawn = "first";
  performance.mark("first");
}

function sketchItem(context, item, project) {
  const [x, y, r] = [project.x(item.x), project.y(item.y), onScreen(item, project.scale)];
  const outline = outlineOf(shapeOf(item.cls), r), colour = itemColour(item);
  context.beginPath();
  if (outline) outline.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx, y + dy) : context.moveTo(x + dx, y + dy)));
  else context.arc(x, y, r * 0.97, 0, 2 * Math.PI);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = mix(colour, "#000000", 0.45);
  context.stroke();
}
