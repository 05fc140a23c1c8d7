"""Rules: a name, what runs it, and the examples and counter-examples that stand beside it.

An extractor registers each rule whose name it signs facts with; a test walks the registry and runs every example both
ways. No domain word stands here.

    @rule("task-list", examples=[Example("There are two tasks: reading and writing.", ("two tasks",))],
          counter_examples=[Example("The tasks are many.")])
    def extract(ctx: Context) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wpkgraph.extractors.context import Context
    from wpkgraph.model import Span

Run = Callable[["Context"], None]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what a rule finds in it: each string of `found` is the exact text of a product's span.

    `people` and `bodies` are names that stand in the text and that other extractors would have found before, `posts`
    likewise pairs of a name and a post as worded; `issued` is the date of issue ("2021-04-07").
    A counter-example finds nothing.
    """

    text: str
    found: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    issued: str = ""
    posts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; its products are the facts signed `name` and, if `mentions`, all mentions that `run` makes."""

    name: str
    run: Run
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    mentions: bool = False


_RULES: dict[str, Rule] = {}


def register(new: Rule) -> None:
    """Keep a rule. ValueError: the name is taken, an example finds nothing, or a counter-example something."""
    if new.name in _RULES:
        raise ValueError(f"two rules are named {new.name!r}")
    if not new.examples or not new.counter_examples:
        raise ValueError(f"rule {new.name!r} lacks examples or counter-examples")
    if not all(e.found for e in new.examples) or any(e.found for e in new.counter_examples):
        raise ValueError(f"rule {new.name!r}: examples name what is found, counter-examples nothing")
    _RULES[new.name] = new


def rule(
    name: str, *, examples: Iterable[Example], counter_examples: Iterable[Example], mentions: bool = False
) -> Callable[[Run], Run]:
    """A decorator that registers the function below it as what runs the rule; stack it for several rules."""

    def keep(run: Run) -> Run:
        register(Rule(name, run, tuple(examples), tuple(counter_examples), mentions))
        return run

    return keep


def registered() -> tuple[Rule, ...]:
    """All rules of the modules imported so far, by name."""
    return tuple(_RULES[name] for name in sorted(_RULES))


def products(of: Rule, ctx: Context) -> set[str]:
    """Run the rule on a fresh context: the texts of its products' spans."""
    of.run(ctx)
    spans: list[Span] = [span for fact in ctx.facts if fact.rule == of.name for span in fact.evidence]
    if of.mentions:
        spans += [mention.span for mention in ctx.mentions]
    return {ctx.text[start:end] for start, end in spans}
