// Events and articles by date. A strip of years to brush, and below it what is in the chosen stretch; partial dates are bars.

const TIME = { height: 84, row: 17, most: 700 };

function timeMarks() {
  if (G.marks) return G.marks;
  const marks = [];
  G.events.node.forEach((node, row) => {
    const span = spanOf(G.events.earliest[row], G.events.latest[row]);
    if (span) marks.push({ node, from: span[0], to: span[1], lane: laneOf(node), cls: classOf(node), label: labelOf(node), when: written(G.events.when[row]) });
  });
  if (G.ready) {
    G.articles.iri.forEach((_, article) => {
      const span = spanOf(G.articles.earliest[article], G.articles.latest[article]);
      if (span) marks.push({ article, from: span[0], to: span[1], lane: "Articles", cls: NONE, label: articleTitle(article), when: G.articles.issued[article] });
    });
    G.marks = marks;
  }
  return marks;
}
/** Events are put in lanes by their class. */
const laneOf = (node) => G.first.classes.caption[classOf(node)];

/** Marks that the filters leave; a date brush is shown, not applied, here. */
function timeShown() {
  const used = articlesShown();
  return timeMarks().filter((mark) => (mark.article === undefined ? shown.nodes[mark.node] || (state.from || state.to ? timeFits(mark.node) : false) : used[mark.article]));
}
function timeFits(node) {
  return FACETS.every((name) => !state.filters[name].length || name === "class") && classMask()[classOf(node)];
}
/** Articles that state a shown fact; without filters all of them. */
function articlesShown() {
  const used = new Uint8Array(G.ready ? G.articles.iri.length : 0);
  if (!FACETS.some((name) => state.filters[name].length)) return used.fill(1);
  for (let edge = 0; edge < G.total; edge++) {
    if (!shown.edges[edge] || factOf(edge) === NONE) continue;
    for (const reading of G.readingsOf.of(factOf(edge))) used[G.readings.article[reading]] = 1;
  }
  return used;
}

function showTimeline() {
  const box = byId("timeline");
  const marks = timeShown();
  const known = timeMarks();
  if (!known.length) { box.replaceChildren(el("p", { class: "empty" }, "Nothing in this graph has a date.")); return; }
  const low = Math.min(...spread(known, "from")), high = Math.max(...spread(known, "to"));
  const [first, last] = [Date.UTC(yearOf(low), 0) / 864e5, Date.UTC(yearOf(high) + 1, 0) / 864e5];
  const width = Math.max(box.clientWidth - 24, 300);
  const chosen = [state.from ? dayOf(state.from) : first, state.to ? dayOf(state.to) : last];
  const strip = yearStrip(marks, first, last, width);
  const inputs = dateInputs();
  const byHand = Boolean(state.from || state.to);
  const ends = tight(marks.filter((mark) => mark.from <= chosen[1] && mark.to >= chosen[0]), chosen, byHand);
  const within = marks.filter((mark) => mark.from <= ends[1] && mark.to >= ends[0]);
  const picture = lanes(within, ends, width);
  const earlier = marks.length - within.length;
  if (!byHand && (earlier || timeline.all)) inputs.append(el("span", { class: "small" }, timeline.all ? "all years below " : "below: from " + yearOf(ends[0]) + " on; " + count(earlier) + " earlier "), button(timeline.all ? "Where most is" : "Show all", () => { timeline.all = !timeline.all; showTimeline(); }, { class: "link", "data-key": "all" }));
  keepFocus(box, () => box.replaceChildren(el("div", { class: "brush" }, el("p", { class: "hint" }, "Drag over the years to choose a stretch; it filters every view. ", el("span", { class: "keyed" }, el("i", { class: "events" }), " events ", el("i", { class: "articles" }), " texts")), strip, inputs), el("div", { class: "lanes" }, picture)));
  listenToLanes(box);
}
/** Large arrays can't be spread into Math.min: the ends of a sample of extremes. */
const spread = (marks, key) => marks.reduce(([a, b], mark) => [Math.min(a, mark[key]), Math.max(b, mark[key])], [Infinity, -Infinity]);
/** Without a choice the lanes show where most is: the few marks of long ago would push the rest together. */
function tight(marks, chosen, byHand) {
  if (byHand || !marks.length) return chosen;
  const starts = marks.map((mark) => mark.from).sort((a, b) => a - b), [, high] = spread(marks, "to");
  const low = timeline.all || starts.length < 60 ? starts[0] : starts[Math.floor(starts.length * 0.06)];
  const room = Math.max(12, (high - low) * 0.03);
  return [Math.max(chosen[0], low - room), Math.min(chosen[1], high + room)];
}
const timeline = { all: false };

function dateInputs() {
  const input = (name, words) => el("label", {}, words, el("input", { type: "date", "data-key": name, value: state[name], onchange: (event) => change({ [name]: event.target.value }) }));
  return el("p", { class: "dates" }, input("from", "from "), input("to", " to "), state.from || state.to ? button("All years", () => change({ from: "", to: "" })) : null);
}

/** The strip: a bar for each year (month if there are few), events below, articles above; drag to brush. */
function yearStrip(marks, first, last, width) {
  const height = TIME.height, base = height - 18;
  const x = (day) => ((day - first) / (last - first)) * width;
  const months = (last - first) / 366 <= 8;
  const bins = new Map();
  for (const mark of marks) {
    if (mark.to - mark.from > 400) continue;
    const date = new Date(((mark.from + mark.to) / 2) * 864e5);
    const key = months ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) : Date.UTC(date.getUTCFullYear(), 0);
    const bin = bins.get(key) || { events: 0, articles: 0 };
    bin[mark.article === undefined ? "events" : "articles"]++;
    bins.set(key, bin);
  }
  const most = Math.max(1, ...[...bins.values()].map((bin) => bin.events + bin.articles));
  const picture = svg("svg", { class: "strip", viewBox: "0 0 " + width + " " + height, width, height, role: "img", "aria-label": "Events and articles by year" });
  for (const [key, bin] of bins) {
    const date = new Date(key), end = months ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) : Date.UTC(date.getUTCFullYear() + 1, 0);
    const [left, wide] = [x(key / 864e5), Math.max(1.5, x(end / 864e5) - x(key / 864e5) - 1)];
    const scale = (n) => Math.sqrt(n / most) * (base - 6);
    const all = scale(bin.events + bin.articles), share = bin.events / (bin.events + bin.articles);
    picture.append(svg("rect", { class: "articles", x: left, y: base - all, width: wide, height: all * (1 - share) }), svg("rect", { class: "events", x: left, y: base - all * share, width: wide, height: all * share }));
  }
  axis(picture, first, last, width, base, true);
  const band = svg("rect", { class: "band", y: 0, height: base, x: x(state.from ? dayOf(state.from) : first), width: Math.max(2, x(state.to ? dayOf(state.to) : last) - x(state.from ? dayOf(state.from) : first)) });
  if (state.from || state.to) picture.append(band);
  brush(picture, first, last, width, base);
  return picture;
}

function axis(picture, first, last, width, base, plain) {
  const years = (last - first) / 365.25;
  const step = [1, 2, 5, 10, 20, 25, 50].find((n) => (years / n) * 46 < width) || 100;
  const x = (day) => ((day - first) / (last - first)) * width;
  if (years < 4 && !plain) {
    const every = [1, 2, 3, 6].find((n) => ((years * 12) / n) * 60 < width) || 12;
    for (let m = 0; m <= years * 12 + 13; m++) {
      const date = Date.UTC(yearOf(first), m), day = date / 864e5;
      if (m % every || day < first || day > last) continue;
      const words = MONTHS[new Date(date).getUTCMonth() + 1].slice(0, 3) + (new Date(date).getUTCMonth() === 0 || years < 0.3 || every === 12 ? " " + yearOf(day) : "");
      tick(picture, x(day), base, words, width);
    }
    return;
  }
  for (let year = Math.ceil(yearOf(first) / step) * step; Date.UTC(year, 0) / 864e5 <= last; year += step) if (Date.UTC(year, 0) / 864e5 >= first) tick(picture, x(Date.UTC(year, 0) / 864e5), base, String(year), width);
}

function tick(picture, x, base, words, width) {
  picture.append(svg("line", { class: "tick", x1: x, x2: x, y1: 0, y2: base + 4 }));
  const wide = measure(words, 11), beyond = x + 3 + wide > width; // the last one stands on the other side of its line, if there is room
  const before = [...picture.querySelectorAll("text.tick")].pop();
  if (beyond && before && Number(before.getAttribute("x")) + measure(before.textContent, 11) > x - 6 - wide) return;
  const text = svg("text", { class: "tick", x: beyond ? x - 3 : x + 3, y: base + 14, "text-anchor": beyond ? "end" : "start" });
  text.textContent = words;
  picture.append(text);
}

function brush(picture, first, last, width, base) {
  const day = (event) => { const box = picture.getBoundingClientRect(); return first + clamp((event.clientX - box.left) / box.width, 0, 1) * (last - first); };
  let start = null;
  const band = svg("rect", { class: "band live", y: 0, height: base, width: 0, x: 0 });
  picture.append(band);
  picture.addEventListener("pointerdown", (event) => { start = day(event); picture.setPointerCapture(event.pointerId); });
  picture.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const [a, b] = [Math.min(start, day(event)), Math.max(start, day(event))];
    band.setAttribute("x", ((a - first) / (last - first)) * width);
    band.setAttribute("width", ((b - a) / (last - first)) * width);
  });
  picture.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [a, b] = [Math.min(start, day(event)), Math.max(start, day(event))];
    start = null;
    if (((b - a) / (last - first)) * width > 4) change({ from: iso(Math.round(a)), to: iso(Math.round(b)) });
    else if (state.from || state.to) change({ from: "", to: "" });
    else band.setAttribute("width", 0);
  });
}
