// The lower part of the timeline: one lane for each kind of event, one for articles.

function lanes(marks, [first, last], width) {
  const order = new Map();
  for (const mark of marks) order.set(mark.lane, (order.get(mark.lane) || 0) + 1);
  const names = [...order.keys()].sort((a, b) => (a === "Articles") - (b === "Articles") || order.get(b) - order.get(a) || a.localeCompare(b));
  const picture = svg("svg", { class: "marks", width, role: "group", "aria-label": "Events and articles in the chosen stretch; arrow keys go from one to the next" });
  let y = 22;
  const x = (day) => ((day - first) / Math.max(last - first, 1)) * (width - 8) + 4;
  const content = svg("g");
  for (const name of names) {
    const some = marks.filter((mark) => mark.lane === name).sort((a, b) => a.from - b.from || a.to - b.to || a.label.localeCompare(b.label));
    const title = svg("text", { class: "lane", x: 4, y: y + 12 });
    title.textContent = name + " (" + count(some.length) + ")";
    content.append(svg("line", { class: "rule", x1: 0, x2: width, y1: y - 3, y2: y - 3 }), title);
    y += 18;
    y = some.length > 160 ? dense(content, some, x, y, width, [first, last]) : rows(content, some, x, y, width);
    y += 10;
  }
  if (!names.length) {
    const none = svg("text", { class: "lane", x: 8, y: 48 });
    none.textContent = "Nothing with a date in this stretch.";
    content.append(none);
    y = 80;
  }
  const scale = svg("g");
  axis(scale, first, last, width, 0, false);
  for (const line of scale.querySelectorAll("line")) { line.setAttribute("y1", "0"); line.setAttribute("y2", String(y)); }
  picture.append(scale, content);
  picture.setAttribute("height", y);
  picture.setAttribute("viewBox", "0 0 " + width + " " + y);
  oneStop(picture, "[data-sel],[data-from]");
  return picture;
}

const markWidth = (text) => measure(text, 12) + 10;

/** Marks with their names, in as many rows as it takes to keep them apart. */
function rows(content, marks, x, top, width) {
  const ends = [];
  const most = marks.length > 60 ? 16 : 26;
  for (const mark of marks) {
    const left = x(mark.from), right = Math.max(x(mark.to + 1), left + 9);
    const text = shorten(mark.label, width < 500 ? 30 : 52), wide = markWidth(text);
    const flip = right + wide > width;
    const [from, to] = flip ? [Math.max(0, left - wide), right] : [left, right + wide];
    let row = ends.findIndex((end) => end < from);
    let bare = false;
    if (row < 0 && ends.length < most) row = ends.push(-1) - 1;
    if (row < 0) { row = ends.indexOf(Math.min(...ends)); bare = true; }
    ends[row] = bare ? Math.max(ends[row], right + 2) : to;
    content.append(timeMark(mark, left, right, top + row * TIME.row + TIME.row / 2, bare ? "" : text, flip));
  }
  return top + Math.max(1, ends.length) * TIME.row;
}

function timeMark(mark, left, right, y, text, flip) {
  const sel = mark.article === undefined ? "n:" + G.nodes.iri[mark.node] : "a:" + G.articles.iri[mark.article];
  const group = svg("g", { class: "mark" + (sel === state.sel ? " chosen" : ""), "data-sel": sel, role: "button", tabindex: "-1", "aria-label": mark.label + ", " + mark.when });
  const colour = mark.cls === NONE ? "var(--soft)" : colourOf(mark.cls);
  const tip = svg("title");
  tip.textContent = mark.label + " \u2013 " + mark.when;
  if (mark.to > mark.from) group.append(svg("rect", { x: left, y: y - 4, width: Math.max(right - left, 4), height: 8, rx: 3, fill: colour, "fill-opacity": mark.to - mark.from > 40 ? 0.45 : 0.9 }));
  else if (mark.cls === NONE) group.append(svg("rect", { x: left, y: y - 4, width: 6, height: 8, fill: colour }));
  else {
    const outline = outlineOf(shapeOf(mark.cls), 5.5), middle = "translate(" + (left + 4) + " " + y + ")";
    group.append(outline ? svg("polygon", { points: pointsOf(outline), transform: middle, fill: colour }) : svg("circle", { r: 5, transform: middle, fill: colour }));
  }
  if (text) {
    const label = svg("text", { x: flip ? left - 4 : right + 4, y: y + 4, "text-anchor": flip ? "end" : "start" });
    label.textContent = text;
    group.append(label);
  }
  group.append(tip);
  return group;
}

/** Too many to tell apart: columns by count; a click chooses the column's stretch. */
function dense(content, marks, x, top, width, [first, last]) {
  const step = 7, columns = new Map();
  for (const mark of marks) {
    const column = Math.floor(x((mark.from + mark.to) / 2) / step);
    columns.set(column, (columns.get(column) || 0) + 1);
  }
  const most = Math.max(...columns.values()), height = 54;
  const colour = marks[0].cls === NONE ? "var(--soft)" : colourOf(marks[0].cls);
  const dayAt = (at) => first + ((at - 4) / (width - 8)) * (last - first);
  for (const [column, n] of [...columns].sort((a, b) => a[0] - b[0])) {
    const tall = Math.max(2, Math.sqrt(n / most) * height);
    const range = [iso(Math.round(clamp(dayAt(column * step), first, last))), iso(Math.round(clamp(dayAt((column + 1) * step), first, last)))];
    const bar = svg("rect", { class: "column", x: column * step, y: top + height - tall, width: step - 1, height: tall, fill: colour, "data-from": range[0], "data-to": range[1], role: "button", tabindex: "-1", "aria-label": count(n) + " from " + range[0] + " to " + range[1] });
    const tip = svg("title");
    tip.textContent = count(n) + ", " + range.join(" to ") + ": click to look closer";
    bar.append(tip);
    content.append(bar);
  }
  return top + height;
}

function listenToLanes(box) {
  const picture = box.querySelector(".marks");
  const act = (target) => {
    const mark = target.closest("[data-sel]"), column = target.closest("[data-from]");
    if (mark) select(mark.dataset.sel);
    else if (column) change({ from: column.dataset.from, to: column.dataset.to });
  };
  picture.addEventListener("click", (event) => act(event.target));
  picture.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(event.target); return; }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...picture.querySelectorAll("[data-sel],[data-from]")];
    const next = all[clamp(all.indexOf(event.target.closest("[data-sel],[data-from]")) + step, 0, all.length - 1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
}

function markTimeline() {
  for (const mark of byId("timeline").querySelectorAll("[data-sel]")) mark.classList.toggle("chosen", mark.dataset.sel === state.sel);
  byId("timeline").querySelector(".mark.chosen")?.scrollIntoView({ block: "nearest" });
}
