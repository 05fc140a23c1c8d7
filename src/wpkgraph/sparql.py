"""SPARQL as text: read into tokens, checked for what is switched off, and filled with parameters.

Tokens are what makes this exact: a word inside a string, an IRI or a comment is no keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wpkgraph.errors import QueryError
from wpkgraph.lines import literal
from wpkgraph.namespaces import query_prefixes

# The bound on a prefix keeps the scan linear: without it, each dot of "a.a.a." would look for a colon to the very end.
_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')'''
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<comment>\#[^\n\r]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<name>[\w.-]{0,256}:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\s])*)"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<other>\d[\w.]*|\s+|.)",
    re.S,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ESCAPED = re.compile(r"[~.!$&'()*+,;=/?#@-]|%(?![0-9A-Fa-f]{2})")
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
# A parser may read "SERVICE:x" or "1SERVICE<x>" as the keyword: whatever could be read so is refused.
_HIDDEN = re.compile(r"service\w*:|(?:^|[.\d])service\w*$", re.I)


def tokens(query: str) -> Iterator[tuple[str, str]]:
    r"""(kind, text) of each token, comments and white space included; `"".join` of the texts is the query.

    Code point escapes (\u0053) are resolved first, as SPARQL 1.1 (19.2) has it.

    >>> [kind for kind, text in tokens('ASK { ?s <p> "x" } # end') if text.strip() and kind != "other"]
    ['word', 'variable', 'iri', 'string', 'comment']
    """
    for match in _TOKEN.finditer(_resolve(query)):
        yield match.lastgroup or "other", match[0]


def refuse(query: str, *, datasets: bool = False) -> str:
    """The form of a reading query ("SELECT", "ASK" ...) that stays within the graph; QueryError for anything else.

    datasets  whether the query may choose graphs of the store by FROM
    """
    words = [(kind, text) for kind, text in tokens(query) if kind in ("word", "name", "other") and text.strip()]
    depth_seen = False
    for kind, text in words:
        upper = text.upper()
        if (kind == "word" and "SERVICE" in upper) or (kind != "word" and _HIDDEN.search(text)):
            raise QueryError("SERVICE is switched off: a query never leaves this machine")
        if kind == "word" and upper.startswith("FROM") and not depth_seen and not datasets:
            raise QueryError(
                "FROM is switched off: the default graph is the union of all graphs; for one write GRAPH <iri> { ... }"
            )
        depth_seen = depth_seen or text == "{"
    if not words:
        raise QueryError("the query is empty; queries are read-only: SELECT, ASK, CONSTRUCT or DESCRIBE")
    if (form := query_form(query)) not in _FORMS:
        raise QueryError(f"queries are read-only: SELECT, ASK, CONSTRUCT or DESCRIBE, not {form or 'nothing'}")
    return form


def query_form(query: str) -> str:
    """The word that says what is asked for, in capitals: SELECT, ASK ...; empty if there is none.

    >>> query_form("PREFIX a: <http://x/> select * { ?s a:b ?o }")
    'SELECT'
    """
    words = (text.upper() for kind, text in tokens(query) if kind == "word")
    return next((word for word in words if word not in ("PREFIX", "BASE")), "")


def fill(query: str, params: Mapping[str, str]) -> str:
    """The query with each `$name` replaced by the parameter's value, written as one term: no value can add syntax.

    A value "<https://...>" is an IRI, "<person:x>" one by its short name, anything else a plain string. A parameter that
    the query lacks is an error.

    >>> fill('ASK { ?s rdfs:label $name }', {"name": 'O "Un" Ha'})
    'ASK { ?s rdfs:label "O \\\\"Un\\\\" Ha" }'
    >>> fill("ASK { $who ?p ?o }", {"who": "<person:x/y-z>"})
    'ASK { person:x\\\\/y\\\\-z ?p ?o }'
    """
    if unknown := sorted(set(params) - (known := parameters(query))):
        raise QueryError(f"the query has no parameter ${unknown[0]}; it has: {', '.join(sorted(known)) or 'none'}")
    return "".join(filled for _, filled in _pieces(query, params))


def parameters(query: str) -> frozenset[str]:
    """The names that a query has behind a `$`."""
    return frozenset(text[1:] for kind, text in tokens(query) if _is_param(kind, text))


def unfilled(query: str, params: Mapping[str, str]) -> tuple[str, ...]:
    """The `$name` without a value that seem meant as parameters, sorted; SPARQL takes them as variables.

    `$` and `?` are one to SPARQL. A name is a variable where the query has it behind a `?` too, or where only a variable
    can stand: in what SELECT lists, after AS, after VALUES. A query without any `?` writes all its variables with `$`.

    >>> unfilled("SELECT ?s $t { ?s rdfs:label $t . FILTER(CONTAINS($t, $word)) }", {})
    ('word',)
    """
    found: set[str] = set()
    variables: set[str] = set()
    for text, can_only_be_variable in _variables(query):
        (variables if text[0] == "?" or can_only_be_variable else found).add(text[1:])
    asked = any(text[0] == "?" for text, _ in _variables(query))
    return tuple(sorted(found - variables - set(params))) if asked else ()


def given_offset(query: str, params: Mapping[str, str], offset: int) -> int:
    """The offset in a query that stands for an offset in what `fill` makes of it."""
    before = 0
    for text, filled in _pieces(query, params):
        if offset < len(filled):
            return before + min(offset, len(text))
        before, offset = before + len(text), offset - len(filled)
    return before


def declared(query: str, base: str) -> str:
    """The query with each prefix that it uses and does not declare, of those that need not be declared, declared.

    The declarations stand before the first word of the query, or after its last BASE; comments above stay above. The
    rest of the text is as given. `base` is what data IRIs start with.

    >>> print(declared('ASK { ?s a wpk:Person ; rdfs:label "org:" }', "https://example.org/id/"))
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX wpk: <https://w3id.org/wpkgraph/ontology#>
    ASK { ?s a wpk:Person ; rdfs:label "org:" }
    """
    known, last = query_prefixes(base), ""
    used: set[str] = set()
    own: set[str] = set()
    for kind, text in tokens(query):
        if kind == "name":
            # "?n-wpk:Unit" and "5.wpk:Unit" begin with what stands before the name
            (own if last == "PREFIX" else used).add(text.partition(":")[0].lstrip("0123456789.-"))
        if text.strip() and kind != "comment":
            last = text.upper()
    lines = "".join(f"PREFIX {name}: <{known[name]}>\n" for name in sorted((used - own) & set(known)))
    if not lines:
        return query
    at, after_base = _head_end(query)
    return f"{query[:at]}\n{lines}{query[at:].lstrip()}" if after_base else f"{query[:at]}{lines}{query[at:]}"


def _head_end(query: str) -> tuple[int, bool]:
    """Where declarations go in the text as given: behind the last BASE (then True), else at the first token."""
    first, behind, last = len(query), 0, ""
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup, match[0]
        if kind == "comment" or not text.strip():
            continue
        first = min(first, match.start())
        if last == "BASE" and kind == "iri":
            behind = match.end()
        elif not (kind == "iri" or last == "PREFIX" or text.upper() in ("BASE", "PREFIX")):
            break
        last = text.upper()
    return (behind, True) if behind else (first, False)


def _is_param(kind: str, text: str) -> bool:
    return kind == "variable" and text[0] == "$"


def _variables(query: str) -> Iterator[tuple[str, bool]]:
    """(variable with its sign, whether no parameter could stand there) of each variable of a query."""
    listing, depth, last = "", 0, ""
    for kind, text in tokens(query):
        if kind == "comment" or not text.strip():
            continue
        if kind == "variable":
            yield text, last == "AS" or listing == "VALUES" or (listing == "SELECT" and depth == 0)
        last = text.upper()
        if kind == "word" and last in ("SELECT", "VALUES", "WHERE"):
            listing, depth = last, 0
        elif text == "{":
            listing = ""
        else:
            depth += (text == "(") - (text == ")")


def _pieces(query: str, params: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(token, what stands for it) with the parameters filled in."""
    for kind, text in tokens(query):
        yield text, _term(params[text[1:]]) if _is_param(kind, text) and text[1:] in params else text


def _resolve(query: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise QueryError(f"{match[0]} is no character")
        return chr(code)

    return _CODEPOINT.sub(character, query)


def _term(text: str) -> str:
    """A parameter's value as one term; QueryError for <...> that is neither an IRI nor a short name."""
    if not (text.startswith("<") and text.endswith(">")):
        return literal(text)
    if not re.fullmatch(r"<[^<>\"{}|^`\\\x00-\x20]*>", text):
        raise QueryError(f"{text} is not an IRI")
    prefix, colon, local = text[1:-1].partition(":")
    if local.startswith("//") or prefix == "urn":
        return text
    if not colon or prefix not in query_prefixes(""):
        raise QueryError(f"{text} is neither an absolute IRI nor a short name with a prefix that is declared")
    return f"{prefix}:{_ESCAPED.sub(lambda match: chr(92) + match[0], local)}"
