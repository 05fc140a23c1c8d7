"""A question to an output folder with a time limit: it runs in a child process, which is killed when the time is up."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from wpkgraph.errors import OutputError, QueryError, WpkgraphError
from wpkgraph.query import TIMEOUT, Answer, ask
from wpkgraph.store import open_store, read_report


def run(folder: str | Path, sparql: str, timeout: float = TIMEOUT) -> Answer:
    """The answer of the folder's store to a checked query; QueryError if it takes longer than `timeout` seconds.

    The library that answers can't be told to stop, so a child process asks it: nothing else ends a runaway query.
    """
    base = str(read_report(folder)["base"])
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(sender, str(folder), sparql, base), daemon=True)  # type: ignore[attr-defined]
    child.start()
    sender.close()
    try:
        if not receiver.poll(timeout):
            raise QueryError(f"the query took longer than {timeout:g} seconds and was stopped; see --timeout")
        result = receiver.recv()
    except EOFError as error:
        raise QueryError("the query ended without an answer (out of memory?)") from error
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(result, WpkgraphError):
        raise result
    answer: Answer = result
    return answer


def _answer(sender: Connection, folder: str, sparql: str, base: str) -> None:
    result: Answer | WpkgraphError
    try:
        result = ask(open_store(folder), sparql, base)
    except (QueryError, OutputError) as error:
        result = error
    sender.send(result)
    sender.close()
