"""A push in words: what would be done, what was done, what differs."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.push.client import named
from wpkgraph.push.run import Order, Result
from wpkgraph.web.address import shown


def listing(result: Result) -> list[str]:
    """One line for each graph that would be sent or deleted."""
    lines = [f"send    {graph.iri or 'default'}  {graph.quads} quads" for graph in result.plan.send]
    return lines + [f"delete  {iri or 'default'}" for iri in result.plan.delete]


def summary(order: Order, result: Result) -> str:
    """One line: what was sent, left and deleted, and whether the server was asked what it holds."""
    todo = result.plan
    quads = sum(graph.quads for graph in todo.send)
    would = "would be " if order.dry else ""
    counts = f"{len(todo.send)} graphs {would}sent ({quads} quads), {len(todo.skip)} skipped, {len(todo.delete)} {would}deleted"
    return f"{shown(order.target.store)}: {counts}{'' if order.dry else _checked(result)}"


def _checked(result: Result) -> str:
    if not result.checked:
        return "; not verified (--sparql URL asks the server)"
    count = len(result.different)
    return f"; the server differs in {count} graphs" if count else "; the server holds as many quads of each"


def notes(result: Result, most: int) -> Iterator[str]:
    """What differs on the server, and graphs there that look like ours and were not pushed from here; `most` of each."""
    yield from result.different[:most]
    if more := len(result.different) - most:
        yield from [f"and {more} graphs more"] * (more > 0)
    if result.foreign:
        also = f" and {len(result.foreign) - 1} more" if len(result.foreign) > 1 else ""
        yield f"note: the server also has {named(result.foreign[0])}{also}, which were not pushed with this journal"
