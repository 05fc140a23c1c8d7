"""`wpkgraph serve`: an output folder over HTTP."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

_MB = 1 << 20


@click.command()
@click.argument("output", metavar="OUTPUT", required=False)
@click.option("--store", metavar="DIR", help="Serve any Oxigraph database instead of an output folder: SPARQL only.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is everybody's.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--url", metavar="URL", help="The server's address as clients see it, behind a proxy say.")
@click.option("--timeout", default=30.0, show_default=True, type=click.FloatRange(0.1), help="Seconds for a query.")
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(1), help="Rows of an answer, at most.")
@click.option("--megabytes", default=64, show_default=True, type=click.IntRange(1), help="Size of an answer, at most.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 256), help="Queries at a time.")
@click.option("--queue", default=1000, show_default=True, type=click.IntRange(0), help="Requests that may wait.")
@click.option(
    "--memory", default=8192, show_default=True, type=click.IntRange(0), help="Megabytes of a worker; 0: any."
)
@click.option("--cors", default="*", show_default=True, metavar="ORIGIN", help="Sites whose scripts may read: *, none.")
def serve(**given: Any) -> None:
    """Serve OUTPUT over HTTP: a SPARQL endpoint, the graphs, and a page for everything in it.

    \b
    /sparql     SPARQL 1.1 Protocol: queries by GET and POST; JSON, XML, CSV, TSV, Turtle, N-Triples, JSON-LD, RDF/XML
    /data       Graph Store Protocol, for reading: ?graph=IRI or ?default
    /           home page; as Turtle the Service Description with VoID and DCAT
    /id/...     a page for each IRI, its data by Accept or ?format=turtle
    /query      a page to write queries
    /health     whether it answers, as JSON

    It only reads. Updates, SERVICE and LOAD are refused; a query that takes too long is stopped. Others can query the
    folder meanwhile, and when it is built anew, the server goes over to the new one. The log goes to standard error,
    one JSON object a line. It listens at this machine only, unless --host says otherwise.

    \b
    Examples:
      wpkgraph serve output/example
      wpkgraph serve output/example --port 9000 --url https://example.org/wpk/
      curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT * { ?s a wpk:Person } LIMIT 5' localhost:8000/sparql
    """
    sys.exit(run_serve(given))


def run_serve(given: Mapping[str, Any]) -> int:
    """Serve until stopped; 0."""
    from wpkgraph.server.limits import Limits
    from wpkgraph.server.run import hosts, listen, serve, try_store
    from wpkgraph.server.service import Settings

    if (given["output"] is None) == (given["store"] is None):
        raise click.UsageError("Give an output folder, or --store with a database.")
    if given["url"] and not given["url"].startswith(("http://", "https://")):
        raise click.UsageError(f"--url is an address with http:// or https://, not {given['url']!r}.")
    bare, folder = given["store"] is not None, Path(given["store"] or given["output"]).absolute()
    quads = try_store(folder, bare=bare)
    at = listen(given["host"], given["port"])
    shown = f"[{given['host']}]" if ":" in given["host"] else given["host"]
    url = (given["url"] or f"http://{shown}:{at.getsockname()[1]}").rstrip("/")
    limits = Limits(
        seconds=given["timeout"],
        rows=given["rows"],
        size=given["megabytes"] * _MB,
        workers=given["workers"],
        queue=given["queue"],
        memory=given["memory"] * _MB,
    )
    origins = () if given["cors"] == "none" else (given["cors"],)
    root = "/".join(["", *url.split("/")[3:]])
    settings = Settings(folder, f"{url}/", bare, root.rstrip("/"), origins, hosts(given["host"], url), limits)
    serve(settings, at, lambda: click.echo(f"{folder.name}: {quads} quads at {url}/ (SPARQL: {url}/sparql)"))
    return 0
