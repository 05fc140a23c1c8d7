// An answer as a table: sorted by a column, narrowed by words, a page of rows at a time.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const { el } = own;
  const PAGE = 100;

  own.tableView = {
    name: "Table",
    fits: () => true,
    draw(answer, data) {
      const state = { at: 0, column: null, down: false, words: "" };
      const head = el("tr", {}, el("th", { scope: "col", class: "row" }, el("span", { class: "sr" }, "row")));
      const body = el("tbody");
      const place = el("p", { class: "pager" });
      const buttons = answer.columns.map((column) => {
        const button = el("button", { type: "button", click: () => sorted(column) }, column);
        head.append(el("th", { scope: "col" }, button));
        return button;
      });
      const filter = el("input", { type: "search", placeholder: "words in a row", input: narrowed });

      function narrowed() {
        Object.assign(state, { words: filter.value.toLowerCase(), at: 0 });
        redraw();
      }
      function sorted(column) {
        Object.assign(state, { down: state.column === column && !state.down, column, at: 0 });
        redraw();
      }
      function redraw() {
        const rows = chosen(answer, state);
        state.at = Math.max(0, Math.min(state.at, Math.floor((rows.length - 1) / PAGE) * PAGE));
        body.replaceChildren(
          ...rows.slice(state.at, state.at + PAGE).map(([row, number]) =>
            el(
              "tr",
              {},
              el("td", { class: "row" }, String(number + 1)),
              ...answer.columns.map((c) => el("td", own.number(row[c]) === null ? {} : { class: "number" }, ...own.shown(row[c], data))),
            ),
          ),
        );
        buttons.forEach((button, index) => {
          const way = state.column !== answer.columns[index] ? "none" : state.down ? "descending" : "ascending";
          button.parentElement.setAttribute("aria-sort", way);
        });
        place.replaceChildren(...pager(rows.length, answer.rows.length, state, redraw));
      }
      if (!answer.rows.length) return el("p", { class: "none" }, "No rows.");
      redraw();
      return el(
        "div",
        {},
        el("p", { class: "tools" }, el("label", {}, "Filter ", filter), place),
        el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of results" }, el("table", {}, el("thead", {}, head), body)),
      );
    },
  };

  // [row, its place in the answer] of the rows that hold the words, in the order asked for.
  const chosen = function (answer, state) {
    const holds = (row) => answer.columns.some((c) => row[c] && row[c].value.toLowerCase().includes(state.words));
    const rows = answer.rows.map((row, number) => [row, number]).filter(([row]) => !state.words || holds(row));
    if (state.column === null) return rows;
    const order = (a, b) => compare(a[0][state.column], b[0][state.column]) * (state.down ? -1 : 1) || a[1] - b[1];
    return rows.sort(order);
  };

  const compare = function (a, b) {
    if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
    const [left, right] = [own.number(a), own.number(b)];
    if (left !== null && right !== null) return left - right;
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  };

  const pager = function (count, all, state, redraw) {
    const words = count === all ? `${all} rows` : `${count} of ${all} rows`;
    if (count <= PAGE) return count === all ? [] : [words];
    const turn = (step) => () => {
      state.at += step * PAGE;
      redraw();
    };
    const last = Math.min(state.at + PAGE, count);
    return [
      el("button", { type: "button", disabled: state.at === 0 ? "" : null, click: turn(-1) }, "Back"),
      ` ${state.at + 1}–${last} of ${words} `,
      el("button", { type: "button", disabled: last === count ? "" : null, click: turn(1) }, "Next"),
    ];
  };
})(window.wpkQuery);
