"""A push from its first request to its last: plan, send, delete, compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import RemoteError
from wpkgraph.options import Progress
from wpkgraph.push.client import GraphStore, Target, named
from wpkgraph.push.journal import Journal, Known, journal_path, read_journal
from wpkgraph.push.plan import Graph, Plan, graphs_of, plan
from wpkgraph.store import read_graphs, read_report, require_as_written


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asks for.

    journal     its file; None: beside the output folder
    unions      graphs that shall hold the union of all, DEFAULT for the default graph; None: as at the last push
    everything  send also what was sent before
    dry         send and delete nothing
    """

    output: Path
    target: Target
    journal: Path | None = None
    unions: tuple[str, ...] | None = None
    everything: bool = False
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What was done, or would be (dry): the plan, which graphs differ in the end, and graphs of the base of other origin.

    checked  whether the server's counts were compared with the output's
    """

    plan: Plan
    checked: bool = False
    different: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def push(order: Order, progress: Progress | None = None) -> Result:
    """Bring a server's graphs to what the output folder holds. Raises OutputError, RemoteError.

    An interruption (KeyboardInterrupt, SIGTERM) bears a note of how far it came; running it again goes on from there.
    """
    folder = order.output
    require_as_written(folder)
    path = order.journal or journal_path(folder, order.target.store)
    known = read_journal(path, order.target.store)
    known = Known(known.hashes, known.unions if order.unions is None else order.unions)
    graphs = graphs_of(read_graphs(folder), known.unions)
    base = str(read_report(folder)["base"])
    with GraphStore(order.target) as server:
        there = server.counts(base, known.unions) if order.target.endpoint else None
        todo = plan(graphs, known.hashes, there, everything=order.everything)
        if order.dry:
            return Result(todo)
        with Journal(path, order.target.store, known) as journal:
            _Work(server, journal, todo, len(graphs)).run(progress)
            if there is None:
                return Result(todo)
            return _compared(todo, graphs, server.counts(base, known.unions), journal)


@dataclass(slots=True)
class _Work:
    """The steps of a plan, counted as they are done."""

    server: GraphStore
    journal: Journal
    todo: Plan
    total: int
    done: int = 0

    def run(self, progress: Progress | None) -> None:
        try:
            self._steps(progress)
        except RemoteError as error:
            raise RemoteError(f"{error}; {self._stand()}") from error
        except BaseException as error:
            error.add_note(self._stand())
            raise

    def _steps(self, progress: Progress | None) -> None:
        steps = len(self.todo.send) + len(self.todo.delete)
        for graph in self.todo.send:
            self.journal.begun(graph.iri)
            self.server.put(graph)
            self.journal.sent(graph.iri, graph.sha256)
            self._count(progress, steps)
        for iri in self.todo.delete:
            self.server.delete(iri)
            self.journal.deleted(iri)
            self._count(progress, steps)

    def _count(self, progress: Progress | None, steps: int) -> None:
        self.done += 1
        if progress:
            progress(self.done, steps)

    def _stand(self) -> str:
        there = len(self.todo.skip) + min(self.done, len(self.todo.send))
        return f"{there} of {self.total} graphs are there; run it again to go on" if there else "nothing was sent"


def _compared(todo: Plan, graphs: Sequence[Graph], there: Mapping[str, int], journal: Journal) -> Result:
    """The result with what differs on the server; the journal forgets those, so that they are sent again next time."""
    wrong = [graph for graph in graphs if there.get(graph.iri, 0) != graph.quads]
    for graph in wrong:
        journal.begun(graph.iri)
    lines = [f"{named(g.iri)}: {there.get(g.iri, 0)} quads on the server, {g.quads} in the output" for g in wrong]
    lines += [f"{named(iri)}: is still on the server" for iri in todo.delete if there.get(iri)]
    foreign = sorted(set(there) - {graph.iri for graph in graphs} - set(todo.delete))
    return Result(todo, checked=True, different=tuple(lines), foreign=tuple(foreign))
