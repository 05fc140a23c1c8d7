// The sentences behind a fact: the exact characters marked, the document, the rule, the status.

// As views/excerpt.py cuts sentences, so that `explain` and this page show the same words.
const STOP = /[.?!]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n\s*\n|(?<=[.?!:;"”])\s*\n|\n(?=[A-Z])/g;
const SHORT = /(?:\b[A-Z]|\b(?:No|Co|Ltd|Mt|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Col|Gen|Lt|Maj))\.$/;

/** Where the sentences that hold text[start:end] begin and end: [from, to), at most `limit` characters away. */
function sentenceAround(text, start, end, limit = 500) {
  const low = Math.max(0, start - limit), high = Math.min(text.length, end + limit);
  let [first, last] = [low, high];
  STOP.lastIndex = low;
  for (let match = STOP.exec(text); match && match.index < high; match = STOP.exec(text)) {
    if (!match[0].length) { STOP.lastIndex++; continue; }
    if (SHORT.test(text.slice(Math.max(low, match.index - 6), match.index + 1))) continue;
    if (match.index + match[0].length <= start) first = match.index + match[0].length;
    else if (match.index >= end - 1) { last = Math.max(end, match.index + match[0].trimEnd().length); break; }
  }
  return [first, Math.max(end, first + text.slice(first, last).trimEnd().length)];
}

/** Text with some stretches marked: nodes to append. `stretches` are [start, end) sorted, in the text's own units. */
function markedText(text, from, to, stretches) {
  const parts = [];
  let at = from;
  for (const [start, end] of stretches) {
    if (end <= at || start >= to) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(el("mark", {}, text.slice(Math.max(start, at), Math.min(end, to))));
    at = Math.min(end, to);
  }
  if (at < to) parts.push(text.slice(at, to));
  return parts;
}

/** The spans of a reading as [start, end) in UTF-16 units. */
const stretchesOf = (reading) => [...G.proofsOf.of(reading)].map((proof) => G.proofs.span[proof])
  .map((span) => [unitsAt(G.readings.article[reading], G.spans.start[span]), unitsAt(G.readings.article[reading], G.spans.end[span])])
  .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

/** The sentences of a reading as block quotes; spans that stand close together share one. */
async function quotesOf(reading) {
  const text = await textOf(G.readings.article[reading]);
  const stretches = stretchesOf(reading);
  if (text === null) return [el("p", { class: "note" }, "The text is not in this file.")];
  const groups = [];
  for (const stretch of stretches) {
    const last = groups[groups.length - 1];
    if (last && stretch[0] - last[last.length - 1][1] < 240) last.push(stretch);
    else groups.push([stretch]);
  }
  return groups.slice(0, 6).map((some) => {
    const [from, to] = sentenceAround(text, some[0][0], Math.max(...some.map(([, end]) => end)));
    const cut = from > 0 && some[0][0] - from >= 499 ? "\u2026 " : "";
    return el("blockquote", {}, cut, markedText(text, from, to, some));
  });
}

/** Where an article comes from, in words. */
function sourceWords(article) {
  const files = [...G.passagesOf.of(article)].map((row) => G.passages.file[row]);
  const publishers = [...new Set(files.map((file) => G.files.publisher[file]).filter(Boolean))];
  const names = [...new Set(files.map((file) => G.files.name[file]))];
  return { publishers, names, urls: [...new Set(files.map((file) => G.files.url[file]).filter((url) => /^https?:/.test(url)))] };
}
const articleTitle = (article) => G.articles.title[article] || sourceWords(article).names[0] || G.articles.iri[article];

/** One reading: quotes filled in when unpacked, then document, date, rule and status. */
function readingBox(reading) {
  const article = G.readings.article[reading];
  const { names, publishers } = sourceWords(article);
  const quotes = el("div", { class: "quotes" }, el("p", { class: "note" }, "\u2026"));
  const rule = rulesOf(reading).join(", "), status = G.statuses[G.readings.status[reading]];
    const facts = [status, rule ? "rule " + rule : "", G.held[G.readings.held[reading]], placeInList(reading)].filter(Boolean);
  quotesOf(reading).then((made) => quotes.replaceChildren(...made));
  return el("article", { class: "reading" }, quotes,
    el("p", { class: "source" },
      button(articleTitle(article), () => openText(article, stretchesOf(reading)), { class: "link", title: "Open the text at these characters" }),
      el("span", { class: "small" }, [G.articles.issued[article], publishers.join(", "), names.slice(0, 2).join(", ")].filter(Boolean).join(" \u00b7 "))),
    el("p", { class: "tags" }, facts.map((fact) => el("span", { class: "tag" }, fact))));
}
const placeInList = (reading) => (G.readings.position[reading] > 0 ? "no. " + G.readings.position[reading] + " in the list" : "");

/** The rules that made a reading: the first, then those that agreed. */
const rulesOf = (reading) => [G.readings.rule[reading], ...[...G.signedOf.of(reading)].map((row) => G.signed.rule[row])].map((rule) => G.rules[rule]).filter(Boolean);

/** All that a fact rests on; reference data say so. */
function evidenceBox(fact, node) {
  if (!G.ready) return el("p", { class: "note" }, "The sources are still being unpacked ...");
  const readings = fact === NONE ? [] : [...G.readingsOf.of(fact)];
  if (!readings.length) {
    const sources = node === undefined ? [] : [...G.curatedOf.of(node)].map((row) => G.curated.source[row]);
    return el("p", { class: "note" }, "No sentence of its own: it follows from the fact it belongs to, or from reference data" + (sources.length ? " (" + [...new Set(sources)].slice(0, 3).join("; ") + ")." : "."));
  }
  const box = el("div", { class: "evidence" }, readings.slice(0, 5).map(readingBox));
  if (readings.length > 5) {
    box.append(button("All " + count(readings.length) + " articles that state it", (event) => {
      event.target.replaceWith(...readings.slice(5, 80).map(readingBox));
    }, { class: "more" }));
  }
  return box;
}

/** An edge in words: [subject, relation, object] with the words of the fact. */
function edgeWords(edge) {
  const backward = G.first.relations.backward[G.edges.relation[edge]];
  const [a, b] = [G.edges.source[edge], G.edges.target[edge]];
  return backward ? { from: b, relation: relationOf(edge), to: a } : { from: a, relation: relationOf(edge), to: b };
}
const edgeWhen = (edge) => datesInWords(G.edges.earliest[edge], G.edges.latest[edge]);
const edgeDetails = (edge) => [wordsOf(edge), heldWords(G.edges.held[edge]), edgeWhen(edge)].filter(Boolean);
