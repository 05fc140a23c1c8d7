"use strict";
// Small helpers. Whatever comes from a document is put into the page as text, never as HTML.

const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

/** An element with properties, attributes ("data-..", "aria-..", role) and children; strings become text. */
function el(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (/^(aria-|data-|role$|for$|colspan$|style$)/.test(key)) made.setAttribute(key, String(value));
    else made[key] = value;
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** An SVG element with attributes. */
function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  made.append(...children.flat().filter(Boolean));
  return made;
}

const button = (words, onclick, properties = {}) => el("button", { type: "button", onclick, ...properties }, words);
const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ","); // Intl takes 25 ms when it is first asked
const plural = (n, one, many) => count(n) + " " + (n === 1 ? one : many || one + "s");
const shorten = (text, n) => (text.length > n ? text.slice(0, n - 1).trimEnd() + "\u2026" : text);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const pause = () => new Promise((done) => setTimeout(done, 0));

/** Calls at most once per frame. */
function perFrame(action) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; action(); });
  };
}

/** Calls when nothing more came for `ms`. */
function settled(action, ms) {
  let timer = 0;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => action(...given), ms); };
}

/** Tells those who listen to the page, and shows it for a moment. */
function say(words) {
  const box = byId("said");
  box.textContent = words;
  box.classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => box.classList.remove("on"), 2600);
}

/** Text without accents, case, hyphens and other marks, for searching. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** "#RRGGBB" mixed with another, `share` of the second. */
function mix(one, two, share) {
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(two)];
  return "#" + a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, "0")).join("");
}

/** The width of a text in pixels, as the page's own font has it. */
const measured = new Map();
function measure(text, size, bold = false) {
  const key = text + "\u0000" + bold;
  if (!measured.has(key)) {
    if (measured.size > 30000) measured.clear();
    measure.context ||= document.createElement("canvas").getContext("2d");
    measure.context.font = (bold ? "600 " : "") + "20px " + FONT;
    measured.set(key, measure.context.measureText(text).width / 20);
  }
  return measured.get(key) * size;
}
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const narrow = () => matchMedia("(max-width: 760px)").matches;

/** What an element is, whichever redraw made it: its id, what it stands for, or its words. */
function identity(item) {
  const { key, sel, spot, from, to } = item.dataset;
  return [item.tagName, item.id || key || sel || spot || (from && to && from + " " + to) || item.getAttribute("aria-label") || item.textContent].join(" ");
}

/** Draws what is in `box` anew by `action`. What had the keyboard's focus has it again; `instead` gets it if that is gone. */
function keepFocus(box, action, instead = byId("stage")) {
  const held = document.activeElement;
  if (held === box || !box.contains(held)) { action(); return; }
  const name = identity(held), alike = () => [...box.querySelectorAll(held.tagName)].filter((item) => identity(item) === name);
  const place = alike().indexOf(held), { selectionStart, selectionEnd } = held;
  action();
  if (held.isConnected) return;
  const found = alike(), next = found[place] || found[0] || instead;
  next.focus({ preventScroll: true });
  if (typeof selectionStart === "number" && next.tagName === held.tagName) next.setSelectionRange(selectionStart, selectionEnd);
}

/** Of the items in `box` the one that has or last had the focus is the one that Tab reaches, at first the first one. */
function oneStop(box, selector) {
  box.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (!item) return;
    for (const other of box.querySelectorAll(selector + '[tabindex="0"]')) other.setAttribute("tabindex", "-1");
    item.setAttribute("tabindex", "0");
  });
  box.querySelector(selector)?.setAttribute("tabindex", "0");
}

/** Arrow keys, Home and End move among the items of a list (roving focus). */
function arrows(box, selector) {
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -1e9, End: 1e9 }[event.key];
    if (!step || !event.target.matches(selector)) return;
    const items = [...box.querySelectorAll(selector)].filter((item) => item.offsetParent !== null);
    const next = items[clamp(items.indexOf(event.target) + step, 0, items.length - 1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
}
