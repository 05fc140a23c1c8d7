// SPARQL as text, and parameters filled in: the same as wpkgraph/sparql.py does, which a test compares.
// Tokens are what makes this exact: a $name inside a string, an IRI or a comment is no parameter.
"use strict";
window.wpkQuery = window.wpkQuery || {};

(function (own) {
  const WORD = "[\\p{L}\\p{N}_]";
  const TOKEN = new RegExp(
    [
      `(?<string>"""(?:[^"\\\\]|\\\\.|"(?!""))*"""|'''(?:[^'\\\\]|\\\\.|'(?!''))*'''|"(?:[^"\\\\\\n\\r]|\\\\.)*"|'(?:[^'\\\\\\n\\r]|\\\\.)*')`,
      "(?<iri><[^<>\"{}|^`\\\\\\x00-\\x20]*>)",
      "(?<comment>#[^\\n\\r]*)",
      `(?<variable>[?$]${WORD}+)`,
      "(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
      `(?<name>[\\p{L}\\p{N}_.-]{0,256}:(?:[\\p{L}\\p{N}_.:-]|%[0-9A-Fa-f]{2}|\\\\\\S)*)`,
      `(?<word>[A-Za-z_]${WORD}*)`,
      "(?<other>\\p{Nd}[\\p{L}\\p{N}_.]*|\\s+|.)",
    ].join("|"),
    "gsu",
  );
  const CODEPOINT = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;
  const ESCAPED = /[~.!$&'()*+,;=/?#@-]|%(?![0-9A-Fa-f]{2})/g;

  // [kind, text] of each token; the texts together are the query, with its code point escapes resolved.
  own.tokens = function (query) {
    const text = query.replace(CODEPOINT, (all, four, eight) => {
      const code = parseInt(four || eight, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Error(`${all} is no character`);
      return String.fromCodePoint(code);
    });
    return Array.from(text.matchAll(TOKEN), (match) => [
      Object.keys(match.groups).find((kind) => match.groups[kind] !== undefined),
      match[0],
    ]);
  };

  // The names of the parameters that stand in a query, in its order.
  own.parameters = function (query) {
    const names = own.tokens(query).filter(([kind, text]) => kind === "variable" && text[0] === "$");
    return [...new Set(names.map(([, text]) => text.slice(1)))];
  };

  // A literal as SPARQL and N-Triples write it.
  own.literal = function (text) {
    return '"' + text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\r/g, "\\r") + '"';
  };

  // A parameter's value as one term: "<https:...>" an IRI, "<person:x>" one by its short name, all else a plain string.
  own.term = function (value, prefixes) {
    if (!(value.length > 1 && value.startsWith("<") && value.endsWith(">"))) return own.literal(value);
    if (!/^<[^<>"{}|^`\\\x00-\x20]*>$/.test(value)) throw new Error(`${value} is not an IRI`);
    const inner = value.slice(1, -1);
    const at = inner.indexOf(":");
    const prefix = at < 0 ? inner : inner.slice(0, at);
    const local = at < 0 ? "" : inner.slice(at + 1);
    if (local.startsWith("//") || prefix === "urn") return value;
    if (at < 0 || !Object.hasOwn(prefixes, prefix))
      throw new Error(`${value} is neither an absolute IRI nor a short name with a prefix that is declared`);
    return `${prefix}:${local.replace(ESCAPED, (mark) => "\\" + mark)}`;
  };

  const pieces = (query, values, prefixes) =>
    own.tokens(query).map(([kind, text]) => {
      const name = text.slice(1);
      const given = kind === "variable" && text[0] === "$" && Object.hasOwn(values, name);
      return [text, given ? own.term(values[name], prefixes) : text];
    });

  // The query with each $name replaced by its value, written as one term: no value can add syntax.
  own.fill = function (query, values, prefixes) {
    return pieces(query, values, prefixes)
      .map(([, filled]) => filled)
      .join("");
  };

  // The offset (UTF-16) in a query that stands for an offset in what `fill` makes of it.
  own.givenOffset = function (query, values, prefixes, offset) {
    let before = 0;
    for (const [text, filled] of pieces(query, values, prefixes)) {
      if (offset < filled.length) return before + Math.min(offset, text.length);
      before += text.length;
      offset -= filled.length;
    }
    return before;
  };
})(window.wpkQuery);
