// An answer on a map: latitude and longitude in two columns, or points as well-known text, over outlines of land.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const { el, svg } = own;
  const WKT = /^\s*(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+(?:e-?\d+)?)[\s,]+(-?[\d.]+(?:e-?\d+)?)\s*\)\s*$/i;
  const NAMES = { lat: /(^|_|[a-z])(lat|Lat|latitude|Latitude)$/, long: /(^|_|[a-z])(long|Long|lon|Lon|lng|Lng|longitude|Longitude)$/ };
  const LABELS = 40;
  const WIDTH = 760;

  // "lat", "long", or null: what a column of that name is.
  own.coordinate = (column) => (NAMES.lat.test(column) ? "lat" : NAMES.long.test(column) ? "long" : null);

  // The points of an answer: [{lat, long, row}], those in the same place one after the other.
  own.points = function (answer) {
    const [lat, long] = ["lat", "long"].map((name) => answer.columns.find((column) => own.coordinate(column) === name));
    const text = answer.columns.find((column) => answer.rows.some((row) => row[column] && WKT.test(row[column].value)));
    const read = (row) => {
      if (lat && long && row[lat] && row[long]) return [Number(row[lat].value), Number(row[long].value)];
      const match = text && row[text] ? WKT.exec(row[text].value) : null;
      return match ? [Number(match[2]), Number(match[1])] : [NaN, NaN];
    };
    return answer.rows
      .map((row) => ({ row, lat: read(row)[0], long: read(row)[1] }))
      .filter((p) => Math.abs(p.lat) <= 90 && Math.abs(p.long) <= 180);
  };

  own.mapView = {
    name: "Map",
    fits: (answer) => own.points(answer).length > 0,
    draw(answer, data) {
      const places = together(answer, own.points(answer), data);
      const view = window_(places);
      const high = Math.round(WIDTH * view.ratio);
      const x = (long) => ((long - view.west) / (view.east - view.west)) * WIDTH;
      const y = (lat) => ((view.north - lat) / (view.north - view.south)) * high;
      const parts = [...land(view, x, y), ...graticule(view, x, y, high)];
      const taken = places.map((place) => ({ x: x(place.long) - 5, y: y(place.lat), w: 10, mark: true }));
      const marks = places.map((place) => {
        const [px, py] = [x(place.long), y(place.lat)];
        const words = `${place.names.join("; ")} (${degrees(place.lat, "N", "S")}, ${degrees(place.long, "E", "W")})`;
        if (room(taken, px, py, place.names[0])) parts.push(svg("text", { x: px + 8, y: py, class: "name" }, short(place.names)));
        const mark = svg("circle", { cx: px, cy: py, r: 4 + Math.min(8, Math.sqrt(place.names.length)), class: "mark point", tabindex: "-1", role: "img", "aria-label": words }, svg("title", {}, words));
        return place.address ? svg("a", { href: place.address, tabindex: "-1" }, mark) : mark;
      });
      const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${high}`, class: "map", role: "group", "aria-label": `Map of ${places.length} places. Arrow keys walk over them.` }, ...parts, ...marks);
      picture.style.maxWidth = `calc(75vh / ${view.ratio})`; // no higher than a screen
      own.walk(picture);
      const without = answer.rows.length - places.reduce((sum, place) => sum + place.rows, 0);
      const rest = without ? ` ${without} rows have no coordinates.` : "";
      return el("figure", {}, el("div", { class: "scroll" }, picture), el("figcaption", {}, `${places.length} places.${rest} Outlines: Natural Earth. The table holds the same rows.`));
    },
  };

  // Rows in the same place as one place, with the names that stand there and the page of the first.
  const together = function (answer, points, data) {
    const words = answer.columns.filter((column) => !own.coordinate(column));
    const named = words.find((c) => points.some((p) => p.row[c] && p.row[c].type === "literal" && own.number(p.row[c]) === null && !WKT.test(p.row[c].value)));
    const linked = words.find((c) => points.some((p) => p.row[c] && p.row[c].type === "uri"));
    const found = new Map();
    for (const { row, lat, long } of points) {
      const key = `${lat},${long}`;
      if (!found.has(key)) {
        const address = linked && row[linked] && row[linked].type === "uri" ? own.address(row[linked].value, data) : null;
        found.set(key, { lat, long, names: [], rows: 0, address });
      }
      const cell = row[named] || row[linked];
      const name = cell ? (cell.type === "uri" ? own.shorten(cell.value, data) : cell.value) : key;
      const place = found.get(key);
      place.rows += 1;
      if (!place.names.includes(name)) place.names.push(name);
    }
    return [...found.values()];
  };

  // What is shown: all places with a margin, at least two degrees, no flatter and no higher than a page takes.
  const window_ = function (places) {
    const [south, north] = own.extent(places.map((p) => p.lat));
    const [west, east] = own.extent(places.map((p) => p.long));
    const middle = [(south + north) / 2, (west + east) / 2];
    const narrow = Math.max(0.2, Math.cos((middle[0] * Math.PI) / 180));
    const wide = Math.max(2, (east - west) * 1.25);
    const high = Math.max(2, (north - south) * 1.25);
    const ratio = Math.min(1, Math.max(0.5, high / (wide * narrow)));
    const across = Math.max(wide, high / (ratio * narrow));
    const down = across * narrow * ratio;
    return { south: middle[0] - down / 2, north: middle[0] + down / 2, west: middle[1] - across / 2, east: middle[1] + across / 2, ratio };
  };

  const land = function (view, x, y) {
    const data = window.wpkLand;
    if (!data) return [];
    const [west, south, east, north] = data.near.box;
    const near = view.west >= west && view.east <= east && view.south >= south && view.north <= north;
    return (near ? data.near.lines : data.world).map((line) => {
      const points = [];
      for (let i = 0; i < line.length; i += 2) points.push(`${x(line[i]).toFixed(1)},${y(line[i + 1]).toFixed(1)}`);
      return svg("polyline", { points: points.join(" "), class: "land" });
    });
  };

  const graticule = function (view, x, y, high) {
    const step = [0.5, 1, 2, 5, 10, 20, 30].find((n) => (view.east - view.west) / n <= 9) || 60;
    const from = (low) => Math.ceil(low / step) * step;
    const out = [];
    for (let long = from(view.west); long <= view.east; long += step)
      out.push(svg("line", { x1: x(long), x2: x(long), y1: 0, y2: high, class: "grid" }), svg("text", { x: x(long) + 3, y: high - 6, class: "tick" }, degrees(long, "E", "W")));
    for (let lat = from(view.south); lat <= view.north; lat += step)
      out.push(svg("line", { x1: 0, x2: WIDTH, y1: y(lat), y2: y(lat), class: "grid" }), svg("text", { x: 3, y: y(lat) - 3, class: "tick" }, degrees(lat, "N", "S")));
    return out;
  };

  const degrees = (value, plus, minus) => `${Math.abs(Number(value.toFixed(2)))}° ${value < 0 ? minus : plus}`;

  const short = (names) => {
    const name = names[0].length > 28 ? names[0].slice(0, 27) + "…" : names[0];
    return names.length > 1 ? `${name} +${names.length - 1}` : name;
  };

  // Whether a label at a point hides neither a label nor a point; notes its place if so.
  const room = function (taken, px, py, name) {
    const box = { x: px + 6, y: py, w: 6 + Math.min(28, name.length) * 7 };
    const apart = (t) => Math.abs(t.y - box.y) > (t.mark ? 8 : 14) || t.x + t.w < box.x || box.x + box.w < t.x;
    const free = taken.filter((t) => !t.mark).length < LABELS && box.x + box.w < WIDTH && taken.every(apart);
    if (free) taken.push(box);
    return free;
  };
})(window.wpkQuery);
