// Search with suggestions: names of nodes and articles, whatever accents, case and hyphens.

let index = null; // { keys: [folded], label: [shown], target: [state's `sel`], weight }

function makeIndex() {
  const keys = [], label = [], target = [], weight = [], note = [];
  const add = (text, shownAs, aim, heavy, what) => { keys.push(" " + fold(text)); label.push(shownAs); target.push(aim); weight.push(heavy); note.push(what); };
  for (let node = 0; node < G.size; node++) {
    add(G.nodes.label[node], G.nodes.label[node], node, G.nodes.degree[node], "");
    for (const row of G.namesOf.of(node)) add(G.names.text[row], G.nodes.label[node], node, G.nodes.degree[node], G.names.text[row]);
  }
  G.articles.title.forEach((title, article) => { if (title) add(title, title, -1 - article, 0, ""); });
  index = { keys, label, target, weight, note };
}

/** Up to `limit` finds, best first: {node | article, label, note}. Every word must begin a word of the name; the whole at its start counts most. */
function find(text, limit = 12) {
  const wanted = fold(text);
  if (!wanted || !G.ready) return [];
  if (!index) makeIndex();
  const words = wanted.split(" ").map((word) => " " + word);
  const best = new Map();
  for (let i = 0; i < index.keys.length; i++) {
    const key = index.keys[i];
    if (!words.every((word) => key.includes(word))) continue;
    const score = (key === " " + wanted ? 400 : key.startsWith(" " + wanted) ? 200 : 0) + 40 * Math.log2(1 + index.weight[i]) - key.length / 4 + (index.note[i] ? -10 : 0);
    const before = best.get(index.target[i]);
    if (!before || before.score < score) best.set(index.target[i], { score, i });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.i - b.i).slice(0, limit).map(({ i }) => {
    const aim = index.target[i];
    return aim >= 0 ? { node: aim, label: index.label[i], note: index.note[i] } : { article: -1 - aim, label: index.label[i], note: "" };
  });
}

/** A search box with a list of suggestions (ARIA combobox): `choose(find)` when one is taken. */
function suggestions(input, list, choose, accepts = () => true) {
  let found = [], at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0 && list.children[at]) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const take = (place) => { const one = found[place]; close(); if (one) { input.value = ""; choose(one); } };
  const offer = () => {
    found = find(input.value).filter(accepts);
    list.replaceChildren(...found.map((one, i) => el("li", { id: list.id + "-" + i, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); take(i); } }, suggestion(one))));
    if (!found.length && input.value.trim()) list.append(el("li", { class: "none", "aria-disabled": "true" }, G.ready ? "Nothing has this name" : "The names are still being unpacked ..."));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
    if (found.length) mark(0);
  };
  input.addEventListener("input", offer);
  input.addEventListener("focus", () => { if (input.value.trim()) offer(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer();
      else if (found.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter") { event.preventDefault(); take(Math.max(at, 0)); }
    else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  input.form?.addEventListener("submit", (event) => event.preventDefault());
}

function suggestion(one) {
  if (one.node === undefined) return [el("span", { class: "mark article", "aria-hidden": "true" }), el("span", { class: "name" }, shorten(one.label, 90)), el("small", {}, "article")];
  const note = [classLabel(one.node), whenOf(one.node)].filter(Boolean).join(", ");
  return [symbol(classOf(one.node)), el("span", { class: "name" }, one.label, one.note ? el("em", {}, " \u2013 " + one.note) : null), el("small", {}, note)];
}
