"""Prefixes that a query uses and does not declare are declared in the text that other programs get."""

from __future__ import annotations

import doctest

import pyoxigraph as ox
import pytest

from wpkgraph import sparql
from wpkgraph.namespaces import query_prefixes
from wpkgraph.query import named_queries, question
from wpkgraph.sparql import declared

BASE = "https://example.org/id/"
WPK, ORG = (f"PREFIX {name}: <{query_prefixes(BASE)[name]}>\n" for name in ("wpk", "d-org"))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("ASK { ?s a wpk:Person }", WPK + "ASK { ?s a wpk:Person }"),
        ("ASK { d-org:x\\/y a wpk:Unit }", ORG + WPK + "ASK { d-org:x\\/y a wpk:Unit }"),
        ("# title: wpk:x\n\nASK { ?s a wpk:X }", "# title: wpk:x\n\n" + WPK + "ASK { ?s a wpk:X }"),
        ("BASE <http://x/>\nASK { <a> a wpk:X }", "BASE <http://x/>\n" + WPK + "ASK { <a> a wpk:X }"),
        (
            "PREFIX a: <http://a/> BASE <http://x/> ASK { a:b a wpk:X }",
            "PREFIX a: <http://a/> BASE <http://x/>\n" + WPK + "ASK { a:b a wpk:X }",
        ),
        ("PREFIX a: <http://a/> ASK { a:b a wpk:X }", WPK + "PREFIX a: <http://a/> ASK { a:b a wpk:X }"),
        ("ASK { ?s ?p ?n FILTER(?n-wpk:x=5) }", WPK + "ASK { ?s ?p ?n FILTER(?n-wpk:x=5) }"),
        ("ASK { ?s ?p 5.wpk:a ?q ?r }", WPK + "ASK { ?s ?p 5.wpk:a ?q ?r }"),
        ("ASK { ?s ?p '\\\\u0041' ; a wpk:X }", WPK + "ASK { ?s ?p '\\\\u0041' ; a wpk:X }"),
        ("ASK { ?s a \\u0077pk:X }", WPK + "ASK { ?s a \\u0077pk:X }"),
    ],
)
def test_what_is_used_is_declared_at_the_head(query: str, wanted: str) -> None:
    assert declared(query, BASE) == wanted
    assert declared(wanted, BASE) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'wpk:a', <wpk:b> } # wpk:c",
        'ASK { ?s ?p """ " wpk:a """ }',
        "PREFIX wpk: <http://mine/> ASK { ?s a wpk:X }",
        "prefix wpk: <http://mine/> ASK { ?s a wpk:X }",
        "ASK { ?s a nobody:X ; ?p _:wpk , :x }",
        "",
    ],
)
def test_what_is_no_name_or_is_the_querys_own_is_left(query: str) -> None:
    assert declared(query, BASE) == query


def test_named_queries_can_be_read_without_our_prefixes() -> None:
    store = ox.Store()
    for name, query in named_queries().items():
        text = question(name, query.example, as_text=True).sparql
        with pytest.raises(SyntaxError):
            store.query(text)
        if not query.elsewhere:
            store.query(declared(text, BASE))


def test_the_example_in_the_docstring() -> None:
    assert doctest.testmod(sparql).failed == 0
