"""The commands: one module for each, and the table of them. They print, and end the process with an exit code.

A command imports what it needs inside its function, so that `wpkgraph --help` stays quick.
"""

from __future__ import annotations

import click

from wpkgraph.commands import (
    add,
    build,
    check,
    compare,
    concepts,
    evaluate,
    explain,
    names,
    push,
    query,
    remove,
    replace,
    resolve,
    serve,
    site,
    stats,
)

TABLE: tuple[click.Command, ...] = (
    build.build,
    add.add,
    replace.replace,
    remove.remove,
    query.query,
    serve.serve,
    explain.explain,
    compare.compare,
    concepts.concepts,
    check.check,
    stats.stats,
    resolve.resolve,
    site.site,
    evaluate.evaluate,
    push.push,
    names.names,
)
