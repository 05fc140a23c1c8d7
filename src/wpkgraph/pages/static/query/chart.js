// Charts of an answer: bars for a column of words with numbers, lines for dates with numbers. Colours after Okabe and Ito,
// with a dash of its own for each line, so that they can be told apart without colours, too.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const { el, svg } = own;
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#777777", "#a6761d"];
  const DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4", "4 2", "1 4", "10 2 2 2"];
  const BARS = 60;

  // Which columns are numbers, which are times, which are words; a column of whole numbers named "year" is one of times.
  own.columns = function (answer) {
    const out = { numbers: [], times: [], words: [] };
    for (const column of answer.columns) {
      const cells = answer.rows.map((row) => row[column]).filter(Boolean);
      const numeric = cells.length > 0 && cells.every((cell) => own.number(cell) !== null);
      const dated = cells.filter((cell) => time(column, cell) !== null).length;
      if (dated && dated >= 0.8 * cells.length) out.times.push(column); // some may say "undated"
      else if (numeric && !own.coordinate(column)) out.numbers.push(column);
      else if (cells.length && !own.coordinate(column)) out.words.push(column);
    }
    return out;
  };

  const time = function (column, cell) {
    if (/year$/i.test(column) && /^\d{4}$/.test(cell.value)) return Number(cell.value);
    return own.time(cell);
  };

  own.chartView = {
    name: "Chart",
    fits(answer) {
      const { numbers, times, words } = own.columns(answer);
      return answer.rows.length > 1 && numbers.length > 0 && times.length + words.length > 0;
    },
    draw(answer) {
      const { numbers, times, words } = own.columns(answer);
      if (!times.length) return drawBars(answer, label(answer, words), numbers);
      const name = repeated(answer, times[0], words);
      if (!name || numbers.length < 2) return drawLines(answer, times[0], numbers, name);
      const place = el("div");
      const draw = (number) => place.replaceChildren(drawLines(answer, times[0], [number], name));
      const select = el("select", { change: () => draw(select.value) }, ...numbers.map((n) => el("option", {}, n)));
      draw(numbers[0]);
      return el("div", {}, el("p", { class: "tools" }, el("label", {}, "Number ", select)), place);
    },
  };

  // The column of words that tells lines apart: one in which words come again where the times differ.
  const repeated = function (answer, column, words) {
    const kinds = (name) => new Set(answer.rows.map((row) => row[name] && row[name].value)).size;
    const plain = words.filter((name) => answer.rows.some((row) => row[name] && row[name].type !== "uri"));
    return kinds(column) < answer.rows.length ? plain.find((name) => kinds(name) < answer.rows.length) : undefined;
  };

  // The column of words to name bars by: one without IRIs if there is one.
  const label = function (answer, words) {
    const plain = words.filter((column) => answer.rows.some((row) => row[column] && row[column].type !== "uri"));
    return (plain.length ? plain : words)[0];
  };

  const drawBars = function (answer, column, numbers) {
    const kept = answer.rows.filter((row) => row[column]).slice(0, BARS);
    const shown = numbers.slice(0, 4);
    const values = kept.flatMap((row) => shown.map((n) => own.number(row[n]) || 0));
    const scale = ticks(...own.extent([0, ...values]));
    const [thick, left, width] = [shown.length > 1 ? 13 : 16, 230, 760];
    const high = kept.length * (thick * shown.length + 7) + 34;
    const x = (value) => left + ((value - scale.low) / (scale.high - scale.low)) * (width - left - 60);
    const marks = [];
    const parts = scale.at.map((value) => [
      svg("line", { x1: x(value), x2: x(value), y1: 4, y2: high - 26, class: "grid" }),
      svg("text", { x: x(value), y: high - 8, class: "tick", "text-anchor": "middle" }, String(value)),
    ]);
    kept.forEach((row, index) => {
      const top = 6 + index * (thick * shown.length + 7);
      const middle = top + (thick * shown.length) / 2;
      parts.push(svg("text", { x: left - 8, y: middle, class: "name", "text-anchor": "end" }, cut(row[column].value, 34)));
      shown.forEach((n, order) => {
        const value = own.number(row[n]);
        if (value === null) return;
        const y = top + order * thick;
        const words = `${row[column].value}, ${n}: ${value}`;
        const bar = { x: Math.min(x(0), x(value)), y, width: Math.max(1, Math.abs(x(value) - x(0))), height: thick - 1, fill: COLOURS[order] };
        marks.push(svg("rect", { ...bar, ...spoken(words) }, svg("title", {}, words)));
        parts.push(svg("text", { x: x(Math.max(0, value)) + 5, y: y + thick / 2, class: "value" }, String(value)));
      });
    });
    const rest = answer.rows.length > BARS ? `The first ${BARS} of ${answer.rows.length} rows.` : "";
    return figure(`Bars: ${shown.join(", ")} by ${column}.`, rest, shown, [width, high], [...parts.flat(), ...marks]);
  };

  const drawLines = function (answer, column, numbers, name) {
    const series = own.series(answer, column, numbers, name);
    const shown = series.slice(0, COLOURS.length);
    const points = shown.flatMap((each) => each.points);
    const [width, high, left, foot] = [760, 380, 56, 340];
    const [first, end] = own.extent(points.map((p) => p.at));
    const last = Math.max(end, first + 1);
    const scale = ticks(...own.extent([0, ...points.map((p) => p.value)]));
    const x = (at) => left + ((at - first) / (last - first)) * (width - left - 24);
    const y = (value) => foot - ((value - scale.low) / (scale.high - scale.low)) * (foot - 12);
    const parts = scale.at.flatMap((value) => [
      svg("line", { x1: left, x2: width - 20, y1: y(value), y2: y(value), class: "grid" }),
      svg("text", { x: left - 6, y: y(value), class: "value", "text-anchor": "end" }, String(value)),
    ]);
    for (const year of years(first, last))
      parts.push(svg("text", { x: x(year), y: foot + 20, class: "tick", "text-anchor": "middle" }, String(year)));
    shown.forEach((each, order) => {
      const path = each.points.map((p) => `${x(p.at)},${y(p.value)}`).join(" ");
      parts.push(svg("polyline", { points: path, class: "line", stroke: COLOURS[order], "stroke-dasharray": DASHES[order] }));
      for (const p of each.points) {
        const said = `${each.name}, ${p.words}: ${p.value}`;
        const mark = { cx: x(p.at), cy: y(p.value), r: 4, fill: COLOURS[order] };
        parts.push(svg("circle", { ...mark, ...spoken(said) }, svg("title", {}, said)));
      }
    });
    const rest = series.length > shown.length ? `${shown.length} of ${series.length} lines, those with the highest sums.` : "";
    return figure(`Lines: ${numbers.join(", ")} by ${column}.`, rest, shown.map((s) => s.name), [width, high], parts, true);
  };

  // Lines: one for each number's column, or one for each word where words stand beside one number. Highest sums first.
  own.series = function (answer, column, numbers, name) {
    const found = new Map();
    for (const row of answer.rows) {
      for (const n of numbers) {
        const value = own.number(row[n]);
        const at = row[column] ? time(column, row[column]) : null;
        if (value === null || at === null) continue;
        const key = name ? (row[name] ? row[name].value : "none") : n;
        if (!found.has(key)) found.set(key, { name: key, points: [], sum: 0 });
        found.get(key).points.push({ at, value, words: row[column].value });
        found.get(key).sum += value;
      }
    }
    for (const each of found.values()) each.points.sort((a, b) => a.at - b.at);
    return [...found.values()].sort((a, b) => b.sum - a.sum);
  };

  const spoken = (words) => ({ tabindex: "-1", role: "img", "aria-label": words, class: "mark" });

  const cut = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);

  // Round numbers from low to high, both included: {low, high, at}.
  const ticks = function (low, high) {
    const span = high - low || 1;
    const power = 10 ** Math.floor(Math.log10(span / 4));
    const step = [1, 2, 5, 10].map((n) => n * power).find((n) => span / n <= 6);
    const [from, to] = [Math.floor(low / step), Math.ceil(high / step) || 1];
    const at = Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)));
    return { low: from * step, high: to * step, at };
  };

  const years = function (first, last) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200].find((n) => (last - first) / n <= 10) || 500;
    const from = Math.ceil(first / step) * step;
    return Array.from({ length: Math.max(0, Math.floor((last - from) / step) + 1) }, (_, index) => from + index * step);
  };

  // The picture with its legend. The whole is one stop of the Tab key; arrows walk over its marks, each of which is spoken.
  const figure = function (words, rest, names, [width, high], parts, lines = false) {
    const alone = names.length < 2;
    const legend = names.map((name, order) =>
      el("li", {}, svg("svg", { width: 28, height: 10, "aria-hidden": "true" }, key(order, lines)), ` ${name}`),
    );
    const picture = svg("svg", { viewBox: `0 0 ${width} ${high}`, role: "group", "aria-label": `${words} Arrow keys walk over the values.`, class: "chart" }, ...parts);
    own.walk(picture);
    return el(
      "figure",
      {},
      alone ? null : el("ul", { class: "legend" }, ...legend),
      el("div", { class: "scroll" }, picture),
      el("figcaption", {}, `${words} ${rest} The table holds the same numbers.`),
    );
  };

  const key = (order, lines) =>
    lines
      ? svg("line", { x1: 0, x2: 28, y1: 5, y2: 5, class: "line", stroke: COLOURS[order], "stroke-dasharray": DASHES[order] })
      : svg("rect", { width: 20, height: 10, fill: COLOURS[order] });

  // Arrow keys, Home and End move between the marks of a picture; the Tab key stops at one of them.
  own.walk = function (picture) {
    const marks = [...picture.querySelectorAll(".mark")];
    if (marks.length) marks[0].setAttribute("tabindex", "0");
    picture.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      const step = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 };
      if (at < 0 || !(event.key in step)) return;
      event.preventDefault();
      const next = marks[Math.max(0, Math.min(step[event.key], marks.length - 1))];
      marks[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  };
})(window.wpkQuery);
