"""The commands: one module for each, and the table of them. They print, and end the process with an exit code.

A command imports what it needs inside its function, so that `wpkgraph --help` stays quick.
"""

from __future__ import annotations

import click

from wpkgraph.commands import (
    add,
    analyse,
    build,
    check,
    compare,
    concepts,
    evaluate,
    explain,
    names,
    plot,
    project,
    push,
    query,
    remove,
    replace,
    resolve,
    serve,
    site,
    stats,
    view,
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
    view.view,
    plot.plot,
    project.project,
    analyse.analyse,
    site.site,
    push.push,
    check.check,
    stats.stats,
    resolve.resolve,
    evaluate.evaluate,
    names.names,
)
