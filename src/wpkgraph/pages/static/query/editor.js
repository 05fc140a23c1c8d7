// The editor: Yasqe with completions from our own vocabulary and no others. Where it can't start, the plain field stays.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const MOST = 60;

  // Completes "wpk:Per" from the names of the vocabulary, and words from their labels ("conference" -> wpk:Conference).
  const completer = (data) => ({
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition(yasqe) {
      const token = yasqe.getCompleteToken();
      return /^[A-Za-z][\w-]+(:[\w-]*)?$/.test(token.string) && !/string|comment|atom/.test((token.type || "").replace("string-2", ""));
    },
    get(yasqe, token) {
      const given = (token.string || "").trim().toLowerCase();
      if (own.keywords.has(given.toUpperCase())) return [];
      const starts = data.terms.filter((term) => term.name.toLowerCase().startsWith(given));
      const words = given.includes(":") ? [] : data.terms.filter((term) => term.label.toLowerCase().startsWith(given) && !starts.includes(term));
      const prefixes = Object.keys(data.prefixes).filter((name) => name.startsWith(given) && !given.includes(":"));
      return [...prefixes.map((name) => name + ":"), ...[...starts, ...words].map((term) => term.name)].slice(0, MOST);
    },
    postprocessHints(yasqe, hints) {
      const labels = new Map(data.terms.map((term) => [term.name, term.label]));
      return hints.map((hint) => (labels.has(hint.text) ? { ...hint, displayText: `${hint.text}   ${labels.get(hint.text)}` } : hint));
    },
  });

  own.keywords = new Set(
    "SELECT WHERE FILTER OPTIONAL ORDER BY GROUP LIMIT OFFSET DISTINCT UNION BIND VALUES ASK CONSTRUCT DESCRIBE PREFIX GRAPH HAVING MINUS AS ASC DESC IN NOT EXISTS COUNT SUM MIN MAX AVG SAMPLE STR LANG REGEX CONTAINS STRSTARTS LCASE UCASE BOUND COALESCE IF YEAR MONTH DAY".split(" "),
  );

  // {text(), write(text), changed(function), mark(line, column), focus()} around a textarea.
  own.editor = function (area, data, run) {
    const Yasqe = window.Yasqe && (window.Yasqe.Yasqe || window.Yasqe);
    if (!Yasqe) return plain(area, run);
    Yasqe.defaults.autocompleters = []; // the library's own completers would ask other servers
    Yasqe.registerAutocompleter(completer(data), false);
    Yasqe.defineMode("wpk", (config) => {
      const mode = Yasqe.getMode(config, "sparql11");
      // The endpoint declares these prefixes itself, so a query without PREFIX has no mistake.
      return { ...mode, startState: () => ({ ...mode.startState(), prefixes: { ...data.prefixes } }) };
    });
    const place = own.el("div", { id: "query-editor" });
    area.hidden = true;
    area.after(place);
    const yasqe = new Yasqe(place, {
      value: area.value,
      mode: "wpk",
      autocompleters: ["variables", "terms"],
      persistenceId: null,
      createShareableLink: null,
      consumeShareLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      viewportMargin: Infinity,
      screenReaderLabel: "SPARQL query. Escape leaves the editor.",
      extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": () => {}, Tab: false, "Shift-Tab": false, Esc: () => leave() },
    });
    const leave = () => {
      yasqe.getInputField().blur();
      const next = document.getElementById("query-run") || document.getElementById("query-copy");
      if (next) next.focus();
    };
    let marked = null;
    const unmark = () => {
      if (marked) marked.clear();
      marked = null;
    };
    yasqe.on("change", unmark);
    return {
      text: () => yasqe.getValue(),
      write: (text) => yasqe.setValue(text),
      changed: (tell) => yasqe.on("change", tell),
      focus: () => yasqe.focus(),
      mark(line, column) {
        unmark();
        const long = (yasqe.getLine(line) || "").length;
        const from = Math.max(0, Math.min(column, long - 1));
        marked = yasqe.getDoc().markText({ line, ch: from }, { line, ch: Math.max(from + 1, long) }, { className: "query-error-mark" });
        yasqe.scrollIntoView({ line, ch: from });
      },
    };
  };

  const plain = (area, run) => {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    });
    return {
      text: () => area.value,
      write: (text) => {
        area.value = text;
        area.dispatchEvent(new Event("input"));
      },
      changed: (tell) => area.addEventListener("input", tell),
      focus: () => area.focus(),
      mark: (line) => {
        const at = area.value.split("\n").slice(0, line).join("\n").length;
        area.setSelectionRange(at, at + 1);
      },
    };
  };
})(window.wpkQuery);
