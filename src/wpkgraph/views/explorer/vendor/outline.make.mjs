// Makes outline.js from world-atlas (Natural Earth, public domain): see README.md for the command.
// The region of the DPRK at 1:10m, cut to a rectangle, and the land of the world at 1:110m, both in hundredths of a degree.
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const BOX = [119, 33, 135, 45]; // west, south, east, north
const SEEN = { 408: "dprk", 410: "rok", 156: "china", 643: "russia", 392: "japan" };
const load = (name) => JSON.parse(readFileSync(new URL(import.meta.resolve("world-atlas/" + name)), "utf8"));
const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

// Sutherland and Hodgman, one side of the box after the other.
function clip(ring, [west, south, east, north]) {
  const sides = [[0, west, 1], [1, south, 1], [0, east, -1], [1, north, -1]];
  for (const [axis, limit, sign] of sides) {
    const inside = (point) => (point[axis] - limit) * sign >= 0;
    const kept = [];
    ring.forEach((point, i) => {
      const before = ring[(i + ring.length - 1) % ring.length];
      if (inside(point) !== inside(before)) {
        const t = (limit - before[axis]) / (point[axis] - before[axis]);
        kept.push([before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])]);
      }
      if (inside(point)) kept.push(point);
    });
    ring = kept;
  }
  return ring;
}

// [x, y, dx, dy, ...] in steps of a degree / `scale`; points that fall together are one.
function encode(ring, scale, least) {
  const points = ring.map(([x, y]) => [Math.round(x * scale), Math.round(y * scale)]);
  const kept = points.filter((point, i) => !i || point[0] !== points[i - 1][0] || point[1] !== points[i - 1][1]);
  if (kept.length < least) return null;
  return kept.flatMap((point, i) => (i ? [point[0] - kept[i - 1][0], point[1] - kept[i - 1][1]] : point));
}

const near = load("countries-10m.json");
const region = {};
for (const country of feature(near, near.objects.countries).features) {
  const name = SEEN[Number(country.id)];
  if (!name) continue;
  const rings = polygons(country.geometry).map((polygon) => encode(clip(polygon[0], BOX), 100, 6)).filter(Boolean);
  region[name] = [...(region[name] || []), ...rings];
}
const far = load("land-110m.json");
const world = feature(far, far.objects.land).features.flatMap((land) => polygons(land.geometry))
  .map((polygon) => encode(polygon[0], 10, 5)).filter(Boolean);
const made = { box: BOX, region, regionScale: 100, world, worldScale: 10 };
writeFileSync("outline.js", "// Natural Earth (public domain), by world-atlas 2.0.2; made by outline.make.mjs.\nconst OUTLINE = " + JSON.stringify(made) + ";\n");
