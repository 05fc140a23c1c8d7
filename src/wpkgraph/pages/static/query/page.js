// The page: named queries with their parameters, the editor, running, links to a query, and what was asked last.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const { el } = own;
  const KEPT = "wpkgraph.query";
  const get = (id) => document.getElementById(id);

  own.start = function (data) {
    const state = { named: null, values: {}, view: "Table", running: null };
    const editor = own.editor(get("query-text"), data, () => run());
    const saved = () => {
      try {
        return JSON.parse(localStorage.getItem(KEPT));
      } catch {
        return null; // no storage here, or not ours
      }
    };
    const keep = () => {
      try {
        localStorage.setItem(KEPT, JSON.stringify(described()));
      } catch {
        /* pages opened as files may have no storage: nothing is kept */
      }
    };

    // --- what is asked ---------------------------------------------------------------------------------------------

    const unchanged = () => state.named && editor.text() === state.named.text;
    const parameters = () => {
      try {
        return own.parameters(editor.text());
      } catch {
        return []; // a code point that is none: the endpoint says so
      }
    };
    const given = () => {
      const described_ = new Map((state.named ? state.named.params : []).map((param) => [param.name, param]));
      const values = {};
      for (const name of parameters()) {
        const param = described_.get(name) || { name, default: null };
        const value = state.values[name] ?? param.default;
        if (value === null || value === undefined) {
          if (described_.has(name)) throw new Error(`${name} needs a value: ${param.text}`);
          continue; // a variable written with $, as SPARQL allows
        }
        if (param.default !== null && /^<.*>$/.test(value)) throw new Error(`${name} takes words, no IRI: ${param.text}`);
        values[name] = value;
      }
      return values;
    };

    // The state as an object of strings: what links and the storage hold.
    const described = () => {
      const out = unchanged() ? { name: state.named.name } : { query: editor.text(), ...(state.named ? { like: state.named.name } : {}) };
      for (const name of parameters()) if (state.values[name] !== undefined) out["$" + name] = state.values[name];
      return state.view === "Table" ? out : { ...out, view: state.view };
    };
    const restore = (from) => {
      const named = data.named.find((query) => query.name === (from.name || from.like));
      if (!named && !from.query) return false;
      state.view = from.view || "Table";
      state.values = {};
      for (const [key, value] of Object.entries(from)) if (key[0] === "$") state.values[key.slice(1)] = value;
      choose(named || null, from.query || named.text);
      return true;
    };
    const link = () => `${location.href.split("#")[0]}#${new URLSearchParams(described())}`;
    const fromHash = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

    // --- named queries and their parameters ------------------------------------------------------------------------

    function choose(named, text) {
      state.named = named;
      editor.write(text);
      fields();
      for (const button of get("query-named").querySelectorAll("button")) {
        if (named && button.value === named.name) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
      get("query-about").replaceChildren(...(named ? [el("strong", {}, named.title), " ", named.description] : []));
      get("query-elsewhere").hidden = !(named && named.elsewhere);
      changed();
    }
    function fields() {
      const params = state.named ? state.named.params : [];
      get("query-params").replaceChildren(
        ...params.map((param) =>
          el(
            "label",
            { title: param.text },
            `${param.name} `,
            el("input", {
              name: param.name,
              value: state.values[param.name] ?? param.default ?? "",
              placeholder: param.default === null ? "needed" : "",
              required: param.default === null ? "" : null,
              autocomplete: "off",
              input: (event) => {
                if (event.target.value === param.default || (param.default === null && !event.target.value)) delete state.values[param.name];
                else state.values[param.name] = event.target.value;
                keep();
              },
              keydown: (event) => event.key === "Enter" && (event.preventDefault(), run()),
            }),
            el("small", {}, param.text),
          ),
        ),
      );
    }
    function changed() {
      const off = state.named && state.named.elsewhere && unchanged();
      if (get("query-run")) get("query-run").disabled = Boolean(off);
      const used = new Set(parameters());
      for (const input of get("query-params").querySelectorAll("input")) input.disabled = !used.has(input.name);
      keep();
    }
    editor.changed(changed);
    for (const button of get("query-named").querySelectorAll("button")) {
      button.addEventListener("click", () => {
        state.values = {};
        state.view = "Table";
        const named = data.named.find((query) => query.name === button.value);
        choose(named, named.text);
        if (window.matchMedia("(max-width: 60rem)").matches) get("query-list").open = false;
        const first = get("query-params").querySelector("input");
        (first || get("query-run") || button).focus();
      });
    }

    // --- asking ----------------------------------------------------------------------------------------------------

    const say = (...words) => get("query-said").replaceChildren(...words);
    const fail = (words) => {
      say();
      get("query-answer").replaceChildren(el("pre", { class: "error", role: "alert" }, words));
    };

    async function run() {
      if (!data.endpoint || get("query-run").disabled) return;
      if (state.running) state.running.abort();
      const mine = (state.running = new AbortController());
      let sent;
      let values;
      try {
        values = given();
        sent = own.fill(editor.text(), values, data.prefixes);
      } catch (error) {
        fail(error.message);
        return;
      }
      history.replaceState(null, "", link());
      keep();
      get("query-stop").hidden = false;
      say("asking ...");
      const begun = performance.now();
      try {
        const response = await ask(sent, mine.signal);
        const raw = await response.text();
        const seconds = ((performance.now() - begun) / 1000).toFixed(2);
        if (!response.ok) refused(raw || `The endpoint answered ${response.status}.`, sent, values);
        else answered(own.read(raw, response.headers.get("content-type") || ""), seconds);
      } catch (error) {
        if (mine === state.running) fail(error.name === "AbortError" ? "Stopped." : `No answer that can be read: ${error.message}`);
      } finally {
        if (mine === state.running) {
          state.running = null;
          get("query-stop").hidden = true;
        }
      }
    }
    function ask(sent, signal) {
      const words = own.tokens(sent).filter(([kind, text]) => kind === "word" && !/^(PREFIX|BASE)$/i.test(text));
      const graph = words.length && /^(CONSTRUCT|DESCRIBE)$/i.test(words[0][1]);
      const headers = { Accept: graph ? "application/n-triples" : "application/sparql-results+json" };
      return fetch(data.endpoint, { method: "POST", headers, body: new URLSearchParams({ query: sent }), signal });
    }
    function answered(answer, seconds) {
      const count = answer.rows.length;
      const rows = answer.answer === undefined ? `${count} ${count === 1 ? "row" : "rows"}, ` : "";
      const full = data.rowLimit && count >= data.rowLimit;
      const limit = full ? el("strong", {}, ` The endpoint gives ${data.rowLimit} rows at most: narrow the query, or page with LIMIT and OFFSET.`) : null;
      say(`${rows}${seconds} s.`, ...(limit ? [limit] : []));
      own.showAnswer(get("query-answer"), answer, data, state.view, (view) => {
        state.view = view;
        keep();
        history.replaceState(null, "", link());
      });
    }
    // The endpoint names a line and a character of what it was sent; what is marked is the place in the editor.
    function refused(words, sent, values) {
      fail(words);
      const match = /line (\d+), (?:character|column) (\d+)/.exec(words);
      if (!match) return;
      const lines = sent.split("\n").slice(0, Number(match[1]));
      const column = [...(lines.pop() || "")].slice(0, Number(match[2]) - 1).join("").length;
      const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + column;
      const before = editor.text().slice(0, own.givenOffset(editor.text(), values, data.prefixes, offset)).split("\n");
      editor.mark(before.length - 1, before[before.length - 1].length);
    }

    // --- buttons ---------------------------------------------------------------------------------------------------

    const copied = async (text, words) => {
      try {
        await navigator.clipboard.writeText(text);
        say(words);
      } catch {
        get("query-answer").replaceChildren(el("pre", { tabindex: "0" }, text)); // no clipboard here: to be copied by hand
      }
    };
    // For other programs: parameters filled in, the prefixes that are used declared.
    own.standalone = function () {
      const text = own.fill(editor.text(), given(), data.prefixes);
      const tokens = own.tokens(text);
      const declared = new Set(tokens.flatMap(([, word], at) => (/^PREFIX$/i.test(word) ? [next(tokens, at)] : [])));
      const used = new Set(tokens.filter(([kind]) => kind === "name").map(([, word]) => word.split(":")[0]));
      const lines = Object.entries(data.prefixes).filter(([name]) => used.has(name) && !declared.has(name));
      return lines.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("") + text;
    };
    const next = (tokens, at) => (tokens.slice(at + 1).find(([kind]) => kind === "name") || ["", ""])[1].split(":")[0];
    const attempt = (action) => () => {
      try {
        action();
      } catch (error) {
        fail(error.message);
      }
    };

    get("query-copy").addEventListener("click", attempt(() => copied(own.standalone(), "The query is copied, with its prefixes.")));
    if (data.endpoint) {
      get("query-form").addEventListener("submit", (event) => {
        event.preventDefault();
        run();
      });
      get("query-stop").addEventListener("click", () => state.running && state.running.abort());
      get("query-link").addEventListener("click", () => copied(link(), "The link to this query is copied."));
    }
    window.addEventListener("hashchange", () => restore(fromHash()) && data.endpoint && run());
    if (window.matchMedia("(max-width: 60rem)").matches) get("query-list").open = false;
    if (restore(fromHash())) run();
    else if (!restore(saved() || {})) choose(null, editor.text());
    document.body.classList.add("scripted");
    return { run, state, editor, link };
  };

  window.addEventListener("DOMContentLoaded", () => {
    own.page = own.start(JSON.parse(get("query-data").textContent));
  });
})(window.wpkQuery);
