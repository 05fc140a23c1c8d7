"""`wpkgraph resolve`: an output folder in, pairs of persons who may be one out; decisions on them into a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from wpkgraph.errors import KnowledgeError

if TYPE_CHECKING:
    from wpkgraph.identity.candidates import Candidate
    from wpkgraph.identity.review import Review

_KEYS = {"y": "same", "n": "different", "u": "unsure"}


@click.command()
@click.argument("output", metavar="OUTPUT")
@click.option("--name", default="", help="Only pairs of persons whose names hold this.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Pairs shown at most.")
@click.option("-f", "--format", "form", default="text", show_default=True, type=click.Choice(("text", "json")))
@click.option("-w", "--write", "file", metavar="FILE", help="Append decisions to this file; made if need be.")
@click.option("--same", nargs=2, multiple=True, metavar="A B", help="Decide that A and B are one person.")
@click.option("--different", nargs=2, multiple=True, metavar="A B", help="Decide that they are two.")
@click.option("--unsure", nargs=2, multiple=True, metavar="A B", help="Record that it can't be told.")
@click.option("--why", help="The reason, with its source.")
@click.option("--who", help="Who decides.")
def resolve(**given: Any) -> None:
    """List the persons of OUTPUT who may be one, best first, and write down what you decide.

    A pair is listed for what two persons of one name share beyond it: a body, a post, an event, companions, a text.
    The score is the sum of what speaks for it (+) and against it (-). Nothing is merged by listing it.

    With --write FILE, decisions are appended to FILE: those given by --same, --different and --unsure, or, on a
    terminal, by going through the pairs one by one. A and B are IRIs, short names (person:...) or names that one person
    has. `wpkgraph build ... --decisions FILE` applies them; deleting a row and building again undoes it.

    \b
    Examples:
      wpkgraph resolve output/example
      wpkgraph resolve output/example --name 'Pak Jong' --format json
      wpkgraph resolve output/example --write who-is-who.tsv  # asks pair by pair
      wpkgraph resolve output/example --write who-is-who.tsv --same person:jong-myong-su/cabinet \\
          person:jong-myong-su/in/17cc3be780b75d7f --why 'vice-premier in both reports' --who 'A. Reader'
      wpkgraph build examples/corpus -o output/mine --decisions who-is-who.tsv
    """
    sys.exit(run_resolve(given))


def run_resolve(given: Mapping[str, Any]) -> int:
    """List, or decide; 0."""
    from wpkgraph.identity import ledger
    from wpkgraph.identity.review import Review
    from wpkgraph.views.pairs import to_json, to_text

    chosen = [(verdict, *pair) for verdict in ("same", "different", "unsure") for pair in given[verdict]]
    if chosen and not given["file"]:
        raise click.UsageError("name the file that the decision goes to: --write FILE")
    review = Review(given["output"], ledger.known(given["file"]) if given["file"] else ())
    if chosen:
        return _decide(review, given, chosen)
    pairs = review.candidates(given["name"])
    if given["file"]:
        return _ask(review, given, pairs)
    text = to_json(pairs) if given["form"] == "json" else to_text(pairs, review.base, given["limit"])
    click.echo(text, nl=False)
    return 0


def _decide(review: Review, given: Mapping[str, Any], chosen: list[tuple[str, str, str]]) -> int:
    """Append the decisions that the options give, all or none."""
    from wpkgraph.identity import ledger

    if not (given["why"] or "").strip() or not (given["who"] or "").strip():
        raise click.UsageError("say why and who: --why '...' --who '...'")
    rows = [review.row(left, right, verdict, given["why"], given["who"]) for verdict, left, right in chosen]
    ledger.append(given["file"], rows)
    for row in rows:
        click.echo(f"{row.left} and {row.right}: {row.verdict} ({row.reasons})")
    click.echo(f"written to {given['file']}; apply with: wpkgraph build ... --decisions {given['file']}")
    return 0


def _ask(review: Review, given: Mapping[str, Any], pairs: list[Candidate]) -> int:
    """Go through the pairs on a terminal; every answer is written at once."""
    if not sys.stdin.isatty():
        raise click.UsageError(
            "give --same, --different or --unsure A B; pairs are asked one by one on a terminal only"
        )
    done = 0
    try:
        who = given["who"] or click.prompt("Who decides")
        for number, pair in enumerate(pairs, 1):
            click.echo(f"\n--- {number} of {len(pairs)} " + "-" * 60)
            answer = _answer(review, pair)
            if answer == "q":
                break
            if answer != "s":
                done += _write(review, given["file"], pair, _KEYS[answer], who)
    except click.Abort:
        click.echo()
    click.echo(f"{done} decision{'' if done == 1 else 's'} written to {given['file']}")
    return 0


def _answer(review: Review, pair: Candidate) -> str:
    """Show both persons with their posts and the sentences behind them, and ask."""
    from wpkgraph.views.facts import render
    from wpkgraph.views.pairs import pair_lines

    for iri in (pair.left, pair.right):
        click.echo(render(review.shown(iri), color=sys.stdout.isatty()))
    click.echo("\n".join(pair_lines(pair, review.base)))
    keys = click.Choice(("y", "n", "u", "s", "q"))
    answer: str = click.prompt("One person? yes, no, unsure, skip, quit", type=keys, default="s")
    return answer


def _write(review: Review, file: str, pair: Candidate, verdict: str, who: str) -> int:
    """Ask for the reason and append the row; 1, or 0 if it contradicts what was decided before."""
    from wpkgraph.identity import ledger

    why = click.prompt("Why", default="; ".join(pair.reasons))
    try:
        ledger.append(file, [review.row_of(pair, verdict, why, who)])
    except KnowledgeError as error:
        click.echo(f"not written: {error}", err=True)
        return 0
    return 1
