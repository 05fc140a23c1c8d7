// Terms of an answer: short names, the pages they link to, and elements made without any HTML text.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const SVG = "http://www.w3.org/2000/svg";
  const XSD = "http://www.w3.org/2001/XMLSchema#";

  // An element with attributes and children; strings become text, so nothing from an answer is read as markup.
  own.el = function (name, attributes, ...children) {
    return fitted(document.createElement(name), attributes, children);
  };
  own.svg = function (name, attributes, ...children) {
    return fitted(document.createElementNS(SVG, name), attributes, children);
  };
  const fitted = function (element, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  // [least, greatest] of numbers; of very many, too, where Math.min(...numbers) would fail.
  own.extent = (numbers) => numbers.reduce(([low, high], n) => [Math.min(low, n), Math.max(high, n)], [Infinity, -Infinity]);

  // "wpk:Person", "person:kim-jong-un" for an IRI: the longest namespace that fits; else the IRI itself.
  own.shorten = function (iri, data) {
    let best = "";
    for (const [name, space] of Object.entries(data.prefixes)) {
      const longer = !best || space.length > data.prefixes[best].length;
      if (space && name !== "id" && iri.length > space.length && iri.startsWith(space) && longer) best = name;
    }
    return best ? `${best}:${iri.slice(data.prefixes[best].length)}` : iri;
  };

  // The address of the page about an IRI: ours for data and for the ontology's terms, else itself if it can be opened.
  own.address = function (iri, data) {
    if (data.pages && iri.startsWith(data.base))
      return data.pages + iri.slice(data.base.length).replace(/^(file\/.*)\/text(#char=\d+,\d+)$/, "$1$2"); // as pages/links.py
    if (data.ontologyPage && iri.startsWith(data.ontology)) return data.ontologyPage + "#" + iri.slice(data.ontology.length);
    return /^https?:\/\//i.test(iri) ? iri : null;
  };

  // A cell's content. IRIs link to their pages; datatypes that say something and languages stand behind literals.
  own.shown = function (term, data) {
    if (!term) return [];
    if (term.type === "uri") {
      const address = own.address(term.value, data);
      const words = own.shorten(term.value, data);
      return [address ? own.el("a", { href: address, title: term.value }, words) : words];
    }
    if (term.type === "bnode") return ["_:" + term.value];
    const tag = term["xml:lang"] ? "@" + term["xml:lang"] : kind(term, data);
    return [term.value, ...(tag ? [" ", own.el("small", { class: "kind" }, tag)] : [])];
  };
  const kind = function (term, data) {
    const plain = !term.datatype || own.number(term) !== null || /#(string|date|gYear|gYearMonth)$/.test(term.datatype);
    return plain ? "" : own.shorten(term.datatype, data);
  };

  const NUMERIC = /^(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger|unsigned\w+)$/;

  // The number that a literal is, or null.
  own.number = function (term) {
    if (!term || term.type === "uri" || !(term.datatype || "").startsWith(XSD)) return null;
    const value = NUMERIC.test(term.datatype.slice(XSD.length)) ? Number(term.value) : NaN;
    return Number.isFinite(value) ? value : null;
  };

  // The year that a date, a month or a year begins with, as a number with its months and days, or null: "2021-04" 2021.25.
  own.time = function (term) {
    const match = term && term.type !== "uri" && /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?Z?$/.exec(term.value);
    if (!match || own.number(term) !== null) return null;
    return Number(match[1]) + (match[2] ? (Number(match[2]) - 1) / 12 : 0) + (match[3] ? (Number(match[3]) - 1) / 366 : 0);
  };

  // N-Triples as rows of subject, predicate and object: what CONSTRUCT and DESCRIBE give.
  own.triples = function (text) {
    const line = /^(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$/;
    const unescape = (words) =>
      words.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (all, four, eight, mark) =>
        mark ? { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" }[mark] || mark : String.fromCodePoint(parseInt(four || eight, 16)),
      );
    const term = (words) => {
      if (words[0] === "<") return { type: "uri", value: unescape(words.slice(1, -1)) };
      if (words[0] === "_") return { type: "bnode", value: words.slice(2) };
      const end = words.lastIndexOf('"');
      const tail = words.slice(end + 1);
      const out = { type: "literal", value: unescape(words.slice(1, end)) };
      if (tail[0] === "@") out["xml:lang"] = tail.slice(1);
      if (tail.startsWith("^^")) out.datatype = tail.slice(3, -1);
      return out;
    };
    const rows = text.split("\n").map((each) => line.exec(each.trim()));
    return {
      columns: ["subject", "predicate", "object"],
      rows: rows.filter(Boolean).map((m) => ({ subject: term(m[1]), predicate: term(m[2]), object: term(m[3]) })),
    };
  };
})(window.wpkQuery);
