// Further parts of the panel: events in protocol order, who was seen with whom, communities, articles, paths, an overview.

/** The rank of a capacity in the protocol: who guided, presided, sat on the platform, then the rest. */
const CAPACITY_ORDER = ["guided", "inspected", "visited", "presided", "platform", "received", "met", "greeted", "accompanied", "attended"];
const capacityOf = (edge) => { const row = G.facts.capacity[factOf(edge)]; return row === NONE ? "" : G.capacities.code[row]; };
const finerOf = (edge) => { const row = G.facts.finer[factOf(edge)]; return row === NONE ? "" : G.capacities.label[row]; };
const isParticipation = (edge) => relationName(edge) === "participation";
const rankOf = (edge) => { const at = CAPACITY_ORDER.indexOf(capacityOf(edge)); return at < 0 ? CAPACITY_ORDER.length : at; };

/** The place of a fact in the lists it is read from: the first that is given, Infinity if none. */
function positionOf(edge) {
  if (!G.ready || factOf(edge) === NONE) return Infinity;
  const found = [...G.readingsOf.of(factOf(edge))].map((row) => G.readings.position[row]).filter((position) => position > 0);
  return found.length ? Math.min(...found) : Infinity;
}

/** Those who took part, in protocol order: by capacity, then as listed. */
function protocol(event) {
  const edges = G.edgesOf(event).filter((edge) => shown.edges[edge] && isParticipation(edge));
  return edges.sort((a, b) => rankOf(a) - rankOf(b) || positionOf(a) - positionOf(b) || labelOf(other(a, event)).localeCompare(labelOf(other(b, event))));
}

function eventSections(event) {
  const edges = protocol(event);
  if (!edges.length) return [];
  const rows = edges.map((edge) => {
    const who = other(edge, event), position = positionOf(edge);
    const opened = el("div", { class: "opened", hidden: true });
    const toggle = button([symbol(classOf(who)), el("span", { class: "words" }, labelOf(who)),
      el("small", {}, finerOf(edge) || G.capacities.label[G.facts.capacity[factOf(edge)]] || wordsOf(edge))], () => {
      opened.hidden = !opened.hidden;
      toggle.setAttribute("aria-expanded", String(!opened.hidden));
      if (!opened.childElementCount) opened.append(evidenceBox(factOf(edge), event), el("p", { class: "actions" }, button("Go to " + shorten(labelOf(who), 30), () => selectNode(who))));
    }, { class: "fact", "aria-expanded": "false" });
    return el("li", { value: Number.isFinite(position) ? position : undefined, class: Number.isFinite(position) ? "ranked" : "unranked" },
      el("span", { class: "rank" }, Number.isFinite(position) ? String(position) : "\u2013"), el("div", {}, toggle, opened));
  });
  const list = el("ol", { class: "protocol" }, rows.slice(0, 40));
  if (rows.length > 40) list.append(el("li", {}, button(count(rows.length - 40) + " more", (event) => event.target.parentElement.replaceWith(...rows.slice(40)), { class: "more" })));
  return [section("Who took part, in protocol order (" + count(edges.length) + ")", el("p", { class: "note" }, "By capacity, then by the place in the list of the report; \u2013 where no list gives one."), list), ...alsoTogether(event, edges)];
}

/** Of those at an event: the pairs who were at most other events together. */
function alsoTogether(event, edges) {
  const people = [...new Set(edges.map((edge) => other(edge, event)))].filter((node) => kindOf(node) === "person").slice(0, 80);
  if (people.length < 2) return [];
  const events = new Map(people.map((person) => [person, eventsOf(person)]));
  const pairs = [];
  people.forEach((a, i) => people.slice(i + 1).forEach((b) => {
    const common = [...events.get(a)].filter((e) => e !== event && events.get(b).has(e));
    if (common.length) pairs.push({ a, b, common });
  }));
  pairs.sort((p, q) => q.common.length - p.common.length);
  if (!pairs.length) return [];
  return [section("Also seen together elsewhere", el("ul", { class: "facts" }, pairs.slice(0, 6).map(({ a, b, common }) => el("li", {},
    el("details", {}, el("summary", {}, labelOf(a) + " and " + labelOf(b) + " (" + plural(common.length, "event") + ")"), common.slice(0, 30).map((e) => nodeButton(e)))))))];
}

const eventsOf = (person) => new Set(G.edgesOf(person).filter((edge) => shown.edges[edge] && isParticipation(edge)).map((edge) => other(edge, person)).filter((node) => kindOf(node) === "event"));

/** Co-attendance: who was at the same events, by how many. */
function together(person) {
  const found = new Map();
  for (const event of eventsOf(person)) {
    for (const edge of G.edgesOf(event)) {
      const who = other(edge, event);
      if (!isParticipation(edge) || !shown.edges[edge] || who === person || kindOf(who) !== "person") continue;
      if (!found.has(who)) found.set(who, new Set());
      found.get(who).add(event);
    }
  }
  return [...found].map(([who, events]) => ({ who, events: [...events] })).sort((a, b) => b.events.length - a.events.length || labelOf(a.who).localeCompare(labelOf(b.who)));
}

function togetherSection(person) {
  const found = together(person);
  if (!found.length) return [];
  const item = ({ who, events }) => el("li", {}, el("details", {}, el("summary", {}, symbol(classOf(who)), " " + labelOf(who) + " ", el("small", {}, plural(events.length, "event"))), nodeButton(who), events.slice(0, 40).map((event) => nodeButton(event))));
  const list = el("ul", { class: "facts" }, found.slice(0, 10).map(item));
  if (found.length > 10) list.append(el("li", {}, button(count(found.length - 10) + " more", (event) => event.target.parentElement.replaceWith(...found.slice(10, 300).map(item)), { class: "more" })));
  return [section("At the same events as (" + count(found.length) + ")", list)];
}

function noteSection(node) {
  const rows = [...G.notesOf.of(node)].filter((row) => G.notes.fact[row] !== NONE);
  if (!rows.length || !G.ready) return [];
  const title = (row) => { const fact = G.notes.fact[row]; return G.facts.words[fact] || (G.roles.label[G.facts.role[fact]] ?? (kindOf(node) === "event" ? "How the event is told" : "Stated of it")); };
  const item = (row) => {
    const opened = el("div", { class: "opened", hidden: true });
    const toggle = button(title(row), () => {
      opened.hidden = !opened.hidden;
      toggle.setAttribute("aria-expanded", String(!opened.hidden));
      if (!opened.childElementCount) opened.append(evidenceBox(G.notes.fact[row], node));
    }, { class: "fact", "aria-expanded": "false" });
    return el("li", {}, toggle, opened);
  };
  return [section("Also stated (" + count(rows.length) + ")", el("ul", { class: "facts" }, rows.slice(0, 30).map(item)))];
}

function mentionSection(node) {
  if (!G.ready) return [];
  const byArticle = new Map();
  for (const span of G.spansOfNode.of(node)) byArticle.set(G.spans.article[span], [...(byArticle.get(G.spans.article[span]) || []), span]);
  if (!byArticle.size) return [];
  const item = ([article, spans]) => el("li", {}, button([el("span", { class: "words" }, shorten(articleTitle(article), 80)), el("small", {}, [G.articles.issued[article], plural(spans.length, "mention")].filter(Boolean).join(" \u00b7 "))],
    () => openText(article, [[unitsAt(article, G.spans.start[spans[0]]), unitsAt(article, G.spans.end[spans[0]])]]), { class: "fact" }));
  const all = [...byArticle].sort((a, b) => b[1].length - a[1].length);
  const list = el("ul", { class: "facts" }, all.slice(0, 6).map(item));
  if (all.length > 6) list.append(el("li", {}, button(count(all.length - 6) + " more", (event) => event.target.parentElement.replaceWith(...all.slice(6, 400).map(item)), { class: "more" })));
  return [section("Named in (" + plural(all.length, "text") + ")", list)];
}

function elsewhereSection(node) {
  const links = [...G.linksOf.of(node)], sources = [...new Set([...G.curatedOf.of(node)].map((row) => G.curated.source[row]))];
  const made = [el("p", { class: "small iri" }, G.first.base + G.nodes.iri[node])];
  if (links.length) made.push(el("ul", { class: "plain" }, links.slice(0, 12).map((row) => el("li", { class: "small" }, G.links.relation[row] + " ", outward(G.links.iri[row])))));
  if (sources.length) made.push(el("p", { class: "small" }, "Reference data: " + sources.slice(0, 4).join("; ")));
  return [section("Identifier and links", ...made)];
}

/** An address as a link that the reader may follow; only of the web. */
const outward = (address) => (/^https?:\/\//.test(address) ? el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, shorten(address, 70)) : address);
