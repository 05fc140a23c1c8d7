// What an endpoint answered: as a table, a map or a chart where they fit, and as it came; to be saved as CSV or as it came.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const { el } = own;

  const rawView = {
    name: "Response",
    fits: () => true,
    draw: (answer) => el("pre", { tabindex: "0", "aria-label": "The response as it came" }, cutText(answer.raw)),
  };
  const MOST = 200000;
  const cutText = (text) => (text.length > MOST ? text.slice(0, MOST) + `\n... ${text.length - MOST} more characters; save it to see all` : text);

  // The response as {columns, rows, raw, type, answer}: rows of terms as SPARQL's JSON has them; `answer` is that of ASK.
  own.read = function (raw, type) {
    if (/n-triples/.test(type)) return { ...own.triples(raw), raw, type };
    const data = JSON.parse(raw);
    if (typeof data.boolean === "boolean") return { columns: [], rows: [], raw, type, answer: data.boolean };
    return { columns: data.head.vars, rows: data.results.bindings, raw, type };
  };

  // CSV as SPARQL 1.1 writes it (RFC 4180; values without datatypes).
  own.csv = function (answer) {
    const cell = (term) => {
      const text = term ? (term.type === "bnode" ? "_:" : "") + term.value : "";
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    const rows = answer.rows.map((row) => answer.columns.map((column) => cell(row[column])).join(","));
    return [answer.columns.map((name) => cell({ value: name })).join(","), ...rows].join("\r\n") + "\r\n";
  };

  const save = function (name, type, text) {
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const buttons = function (answer) {
    const graph = /n-triples/.test(answer.type);
    const whole = graph ? ["N-Triples", "answer.nt"] : ["JSON", "answer.srj"];
    const out = [el("button", { type: "button", click: () => save(whole[1], answer.type, answer.raw) }, `Save ${whole[0]}`)];
    if (answer.answer === undefined)
      out.unshift(el("button", { type: "button", click: () => save("answer.csv", "text/csv", own.csv(answer)) }, "Save CSV"));
    return el("span", { class: "saves" }, ...out);
  };

  // Fill the place with an answer. `chosen` is the name of the view to begin with; `changed` is told of another choice.
  own.showAnswer = function (place, answer, data, chosen, changed) {
    if (answer.answer !== undefined) {
      place.replaceChildren(el("p", { class: "yes-no" }, answer.answer ? "Yes" : "No"), buttons(answer));
      return;
    }
    const views = [own.tableView, own.mapView, own.chartView, rawView].filter((view) => view.fits(answer));
    const panel = el("div", { role: "tabpanel", id: "query-panel", "aria-labelledby": "" });
    const tabs = views.map((view) => el("button", { type: "button", role: "tab", id: `tab-${view.name}`, "aria-controls": "query-panel" }, view.name));
    const select = (index, told) => {
      tabs.forEach((tab, at) => {
        tab.setAttribute("aria-selected", String(at === index));
        tab.setAttribute("tabindex", at === index ? "0" : "-1");
      });
      panel.setAttribute("aria-labelledby", tabs[index].id);
      panel.replaceChildren(views[index].draw(answer, data));
      if (told) changed(views[index].name);
    };
    tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => select(index, true));
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (to === undefined || !tabs[to]) return;
        event.preventDefault();
        tabs[to].focus();
        select(to, true);
      });
    });
    place.replaceChildren(
      el("div", { class: "views" }, el("div", { role: "tablist", "aria-label": "How to show the answer" }, ...tabs), buttons(answer)),
      panel,
    );
    const first = views.findIndex((view) => view.name === chosen);
    select(first < 0 ? 0 : first, false);
  };
})(window.wpkQuery);
