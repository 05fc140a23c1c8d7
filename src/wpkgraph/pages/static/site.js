// What pages do beyond being read: the theme's switch, suggestions, stretches of a text, copying. Pages work without it.
(() => {
  "use strict";
  const body = document.body;
  const suggest = body.dataset.suggest;
  const filed = suggest.endsWith("/"); // no server: suggestions come from the pieces of an index
  const root = body.dataset.root.replace(/index\.html$/, "");

  // --- theme ---------------------------------------------------------------------------------------------------
  const theme = document.getElementById("theme");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Show in ${isDark() ? "light" : "dark"} colours`); };
  theme.hidden = false;
  nameTheme();
  theme.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    try { localStorage.setItem("wpkgraph-theme", chosen); } catch (error) { /* not kept, then */ }
    nameTheme();
  });

  // --- copying -------------------------------------------------------------------------------------------------
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const from = document.getElementById(button.dataset.copy);
      const done = (words) => { button.textContent = words; setTimeout(() => { button.textContent = "Copy"; }, 1500); };
      const select = () => { getSelection().selectAllChildren(from); done("Selected"); };
      if (navigator.clipboard) navigator.clipboard.writeText(from.textContent).then(() => done("Copied"), select);
      else select();
    });
  }

  // --- names folded, and how well they fit: as pages/names.py does it ------------------------------------------------
  const fold = (text) => text.replace(/['’‘ʼ`´]/g, "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const fit = (name, wanted) => {
    if (name.startsWith(wanted)) return 0;
    const words = name.split(" ");
    if (wanted.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 1;
    const squeezed = wanted.replace(/ /g, "");
    return words.some((word, i) => words.slice(i).join("").startsWith(squeezed)) ? 2 : null;
  };
  const best = (names, wanted) => {
    let least = null;
    names.forEach((name, i) => {
      const rank = fit(name, wanted);
      if (rank !== null && (least === null || 2 * rank + (i > 0) < least)) least = 2 * rank + (i > 0);
    });
    return least;
  };

  // --- the index of a site without a server ---------------------------------------------------------------------
  // static/search/letters.js calls wpkgraphLetters with all first letters, <code of a letter>.js calls wpkgraphNames(letter, rows).
  let letters = "";
  const pieces = new Map();
  window.wpkgraphLetters = (all) => { letters = all; };
  window.wpkgraphNames = (letter, rows) => { pieces.set(letter, rows); };
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `${suggest}${name}.js`;
        script.onload = script.onerror = resolve;
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };
  const piece = async (letter) => {
    await load("letters");
    if ([...letters].includes(letter)) await load(letter.codePointAt(0).toString(16));
    return pieces.get(letter) || [];
  };
  const fromIndex = async (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    const rows = await piece([...wanted][0]);
    const ranked = [];
    for (const row of rows) {
      const rank = best(row.slice(5), wanted);
      if (rank !== null) ranked.push([rank, row]);
    }
    ranked.sort(([a, x], [b, y]) => a - b || y[4] - x[4] || (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : 0) || (x[3] < y[3] ? -1 : 1));
    return ranked.map(([, [label, kind, cls, path]]) => ({ label, kind, cls, path: root + path }));
  };
  const fromServer = async (text) => {
    const answer = await fetch(`${suggest}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : [];
  };
  const found = filed ? fromIndex : fromServer;

  // --- suggestions: a combobox with a list ---------------------------------------------------------------------------
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  let at = -1;
  let asked = 0;
  let timer = 0;
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "found"], ["aria-autocomplete", "list"], ["aria-haspopup", "listbox"]]) input.setAttribute(name, value);
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (to) => {
    const items = [...list.children];
    at = (to + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    input.setAttribute("aria-activedescendant", items[at].id);
    items[at].scrollIntoView({ block: "nearest" });
  };
  const span = (cls, text) => { const made = document.createElement("span"); made.className = cls; made.textContent = text; return made; };
  const show = (rows) => {
    list.replaceChildren(...rows.slice(0, 10).map((row, i) => {
      const item = document.createElement("li");
      item.id = `found-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.path = row.path;
      item.append(span(`dot k-${row.cls}`, row.label), span("kind", row.kind));
      return item;
    }));
    if (!rows.length) { close(); return; }
    list.hidden = false;
    at = -1;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    const mine = ++asked;
    const text = input.value.trim();
    if (!text) { close(); return; }
    let rows = [];
    try { rows = await found(text); } catch (error) { /* no suggestions, then; the form still works */ }
    if (mine === asked && document.activeElement === input) show(rows);
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    if (list.hidden) { if (event.key === "ArrowDown") ask(); return; }
    if (event.key === "ArrowDown") { choose(at + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { choose(at < 0 ? -1 : at - 1); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { location.href = list.children[at].dataset.path; event.preventDefault(); }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => { const item = event.target.closest("li"); if (item) { event.preventDefault(); location.href = item.dataset.path; } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !document.activeElement.isContentEditable) { input.focus(); event.preventDefault(); }
  });

  // --- the page of results where there is no server --------------------------------------------------------------------
  const results = document.querySelector("[data-search]");
  const words = results && new URLSearchParams(location.search).get("q");
  if (words) {
    input.value = words;
    fromIndex(words).then((rows) => {
      const kinds = new Map();
      for (const row of rows) kinds.set(row.kind, [...(kinds.get(row.kind) || []), row]);
      const said = document.createElement("p");
      said.textContent = `${rows.length} found for “${words}”.`;
      results.replaceChildren(said, ...[...kinds].map(([kind, those]) => {
        const section = document.createElement("section");
        const head = document.createElement("h2");
        head.append(kind[0].toUpperCase() + kind.slice(1), " ", span("count", those.length));
        const items = document.createElement("ul");
        items.className = "names-list";
        items.append(...those.slice(0, 50).map((row) => {
          const item = document.createElement("li");
          const link = document.createElement("a");
          link.href = row.path;
          link.className = `dot k-${row.cls}`;
          link.textContent = row.label;
          item.append(link);
          return item;
        }));
        section.append(head, items);
        if (those.length > 50) section.append(span("more", `and ${those.length - 50} more; add a word to narrow it down`));
        return section;
      }));
    });
  }

  // --- a stretch of a text: #char=START,END in code points (RFC 5147) ----------------------------------------------------
  const text = document.querySelector("[data-text]");
  const stretch = () => {
    if (!text) return;
    for (const old of text.querySelectorAll("span.shown")) { const parent = old.parentNode; old.replaceWith(...old.childNodes); parent.normalize(); }
    const match = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
    if (!match) return;
    const [start, end] = [Number(match[1]), Number(match[2])];
    const known = document.getElementById(`char=${start},${end}`);
    if (known && [...known.textContent].length === end - start) { known.scrollIntoView({ block: "center" }); return; }
    let point = 0;
    let first = null;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const characters = [...node.data];
      const from = Math.max(start - point, 0);
      const to = Math.min(end - point, characters.length);
      if (from < to) {
        const range = document.createRange();
        range.setStart(node, characters.slice(0, from).join("").length);
        range.setEnd(node, characters.slice(0, to).join("").length);
        const shown = document.createElement("span");
        shown.className = "shown";
        range.surroundContents(shown);
        first = first || shown;
      }
      point += characters.length;
      if (point >= end) break;
    }
    if (first) first.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", stretch);
  stretch();
})();
