// The source text with what it names marked; the characters behind a fact stand out.

const textView = { article: NONE, filter: "", drawn: 0 };

/** Opens an article, at stretches [start, end) in UTF-16 units if given. */
function openText(article, stretches = []) {
  change({ view: "text", article: G.articles.iri[article], at: stretches.slice(0, 40).map((stretch) => stretch.join("-")).join("_") });
}

function currentArticle() {
  if (G.articleOf.has(state.article)) return G.articleOf.get(state.article);
  const found = selection();
  if (found?.kind === "article") return found.article;
  if (found?.kind === "node") { const spans = G.spansOfNode.of(found.node); if (spans.length) return G.spans.article[spans[0]]; }
  if (found?.kind === "edge" && factOf(found.edge) !== NONE) { const readings = G.readingsOf.of(factOf(found.edge)); if (readings.length) return G.readings.article[readings[0]]; }
  return narrow() ? NONE : richest();
}

/** The text that tells most: what a reader sees first. */
function richest() {
  if (textView.richest === undefined) {
    textView.richest = NONE;
    for (let article = 0; article < G.articles.iri.length; article++) if (textView.richest === NONE || G.readingsIn.count(article) > G.readingsIn.count(textView.richest)) textView.richest = article;
  }
  return textView.richest;
}

function showText() {
  const box = byId("text");
  if (!G.ready) { box.replaceChildren(el("p", { class: "empty" }, "The texts are still being unpacked ...")); return; }
  const article = currentArticle();
  if (!box.querySelector(".list")) {
    const input = el("input", { type: "search", placeholder: "Find a text by title, date, file", "aria-label": "Find a text", oninput: settled((event) => { textView.filter = event.target.value; listTexts(); }, 120) });
    const titles = el("ul", { class: "titles" });
    arrows(titles, "button");
    box.replaceChildren(el("div", { class: "list", "aria-label": "Texts" }, input, el("p", { class: "small number" }), titles), el("div", { class: "reader", tabindex: "0", "aria-label": "Text" }));
  }
  listTexts();
  box.classList.toggle("opened-text", article !== NONE);
  readText(article);
}

function listTexts() {
  const list = byId("text").querySelector(".titles"), wanted = fold(textView.filter).split(" ").filter(Boolean), used = articlesShown();
  const found = [];
  for (let article = G.articles.iri.length - 1; article >= 0; article--) {
    if (!used[article]) continue;
    const key = fold(G.articles.title[article] + " " + G.articles.issued[article] + " " + sourceWords(article).names.join(" "));
    if (wanted.every((word) => key.includes(word))) found.push(article);
  }
  byId("text").querySelector(".number").textContent = plural(found.length, "text") + (found.length < G.articles.iri.length ? " of " + count(G.articles.iri.length) : "");
  const current = currentArticle();
  const item = (article) => el("li", {}, button([el("span", {}, shorten(articleTitle(article), 110)), el("small", {}, [G.articles.issued[article], sourceWords(article).publishers.join(", ")].filter(Boolean).join(" \u00b7 "))],
    () => openText(article), { class: "title", "aria-current": article === current ? "true" : undefined }));
  keepFocus(list, () => list.replaceChildren(...found.slice(0, 250).map(item)));
  if (found.length > 250) list.append(el("li", {}, button(count(found.length - 250) + " more", (event) => event.target.parentElement.replaceWith(...found.slice(250).map(item)), { class: "more" })));
}

async function readText(article) {
  const reader = byId("text").querySelector(".reader"), turn = ++textView.drawn;
  if (article === NONE) { reader.replaceChildren(el("p", { class: "empty" }, "Choose a text from the list. Everything it names is marked; click a mark to see what else is known of it.")); textView.article = NONE; return; }
  if (textView.article !== article) {
    const text = await textOf(article);
    if (turn !== textView.drawn) return;
    textView.article = article;
    textView.at = state.at;
    const { names, publishers, urls } = sourceWords(article);
    const head = el("header", {}, el("p", { class: "kind" }, button("\u2039 All texts", () => change({ article: "", at: "", sel: "" }), { class: "back" }), " Article"), el("h2", {}, articleTitle(article)),
      el("p", { class: "small" }, [G.articles.issued[article], publishers.join(", "), names.join(", ")].filter(Boolean).join(" \u00b7 "), urls.length ? [" \u00b7 ", outward(urls[0])] : ""),
      el("p", { class: "actions" }, button("About this text", () => select("a:" + G.articles.iri[article])), classKey(article)));
    const body = text === null ? el("p", { class: "empty" }, "The text is not in this file.") : markMentions(article, text);
    keepFocus(reader, () => reader.replaceChildren(head, body), reader);
  }
  lightMentions(reader);
}

/** What the colours of the marks stand for. */
function classKey(article) {
  const words = { person: "people", organization: "bodies", event: "events", place: "places", concept: "ideas" };
  const kinds = new Set([...G.spansIn.of(article)].map((span) => G.spans.node[span]).filter((node) => node !== NONE).map(kindOf));
  return el("span", { class: "key small" }, Object.keys(words).filter((kind) => kinds.has(kind)).map((kind) => el("span", { class: "mention " + kind }, words[kind])));
}

/** The text cut at every border of a span; each piece knows the spans that cover it. The innermost one gives the look. */
function markMentions(article, text) {
  const spans = [...G.spansIn.of(article)].map((span) => ({ span, start: unitsAt(article, G.spans.start[span]), end: unitsAt(article, G.spans.end[span]), node: G.spans.node[span] }));
  const wanted = spans.filter((one) => one.node !== NONE).sort((a, b) => a.start - b.start || b.end - a.end);
  const borders = [...new Set([0, text.length, ...wanted.flatMap((one) => [one.start, one.end]), ...cited().flat()])].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const body = el("div", { class: "body" });
  let open = [], next = 0;
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i], borders[i + 1]];
    open = open.filter((one) => one.end > from);
    while (next < wanted.length && wanted[next].start <= from) { if (wanted[next].end > from) open.push(wanted[next]); next++; }
    const piece = text.slice(from, to);
    if (!open.length) { body.append(el("span", { "data-from": from }, piece)); continue; }
    const inner = open.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
    const begins = open.some((one) => one.start === from);
    body.append(el("span", { class: "mention " + kindOf(inner.node), "data-from": from, "data-nodes": open.map((one) => one.node).join(" "), title: open.map((one) => labelOf(one.node) + " (" + classLabel(one.node) + (one.span !== undefined && G.spans.by[one.span] !== NONE ? ": " + G.reasons[G.spans.by[one.span]] : "") + ")").join("; "),
      tabindex: begins ? "0" : undefined, role: begins ? "link" : undefined }, piece));
  }
  return body;
}
/** The characters that the state marks: [[start, end], ...]. */
const cited = () => state.at.split("_").map((stretch) => stretch.split("-").map(Number)).filter((stretch) => stretch.length === 2 && stretch.every(Number.isFinite));

/** Marks the chosen characters and the selected thing's mentions, and scrolls to the first of them. */
function lightMentions(reader) {
  const stretches = cited(), chosen = new Set(selectedNodes().map(String));
  if (stretches.length && textView.at !== state.at) { textView.article = NONE; readText(currentArticle()); return; } // cut anew at these characters
  let first = null;
  for (const piece of reader.querySelectorAll("[data-from]")) {
    const from = Number(piece.dataset.from);
    const marked = stretches.some(([start, end]) => from >= start && from < end);
    const own = (piece.dataset.nodes || "").split(" ").some((node) => chosen.has(node));
    piece.classList.toggle("cited", marked);
    piece.classList.toggle("own", own);
    if (marked && !first) first = piece;
  }
  first ||= stretches.length ? null : reader.querySelector(".own");
  if (first) first.scrollIntoView({ block: "center" });
  else if (!stretches.length && !chosen.size) reader.scrollTop = 0;
}

function textClicks(event) {
  const piece = event.target.closest?.("[data-nodes]");
  if (!piece || (event.type === "keydown" && event.key !== "Enter")) return;
  const nodes = piece.dataset.nodes.split(" ").map(Number);
  const at = nodes.findIndex((node) => state.sel === "n:" + G.nodes.iri[node]);
  change({ sel: "n:" + G.nodes.iri[nodes[(nodes.length + at - 1) % nodes.length]], article: G.articles.iri[textView.article], at: "" });
}
