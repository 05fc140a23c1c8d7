"""Every rule of every extractor: its examples yield what they say, its counter-examples nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import wpkgraph.extractors
from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.model import Article, BodyRef, CleanText, MembershipFact, PersonRef, Span
from wpkgraph.rules import Example, Rule, products, register, registered, rule

for module in pkgutil.iter_modules(wpkgraph.extractors.__path__):
    importlib.import_module(f"wpkgraph.extractors.{module.name}")

CASES = [(r, e) for r in registered() for e in (*r.examples, *r.counter_examples)]


def opened(example: Example) -> Context:
    """A fresh context for an example, with the persons and bodies that it names."""
    issued = PartialDate(*map(int, example.issued.split("-"))) if example.issued else None
    ctx = open_article(Article(example.text, 0, CleanText(example.text, (0,), (0,)), issued=issued), knowledge.load())
    for name in example.people:
        for match in re.finditer(re.escape(name), example.text):
            ctx.people.append(Found(Span(*match.span()), PersonRef(name)))
    for name in example.bodies:
        for match in re.finditer(re.escape(name), example.text):
            ctx.bodies.append(Found(Span(*match.span()), BodyRef(name, "Organization")))
    for name, role in example.posts:
        spans = [Span(*found.span()) for found in (re.search(text, example.text) for text in (name, role)) if found]
        former = "Former" if f"former {role}" in example.text else "Holds"
        ctx.facts.append(
            MembershipFact(rule="x", evidence=tuple(spans), person=PersonRef(name), role=role, held=former)
        )
    ctx.people.sort(key=lambda found: found.span)
    ctx.bodies.sort(key=lambda found: found.span)
    return ctx


@pytest.mark.parametrize(("one", "example"), CASES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(CASES)])
def test_rule_keeps_its_examples(one: Rule, example: Example) -> None:
    found = products(one, opened(example))
    if example.found:
        assert set(example.found) <= found
    else:
        assert found == set()


def test_rules_are_registered() -> None:
    assert [r.name for r in registered()] == sorted({r.name for r in registered()})
    assert {"concept-vocabulary", "concept-by-gerund"} <= {r.name for r in registered()}


def test_register_refuses_bad_rules() -> None:
    yes, no = Example("a", ("a",)), Example("b")
    run = registered()[0].run
    with pytest.raises(ValueError, match="two rules are named"):
        register(Rule(registered()[0].name, run, (yes,), (no,)))
    with pytest.raises(ValueError, match="lacks examples"):
        register(Rule("new", run, (), (no,)))
    with pytest.raises(ValueError, match="counter-examples nothing"):
        rule("new", examples=[yes], counter_examples=[yes])(run)
    assert "new" not in {r.name for r in registered()}
