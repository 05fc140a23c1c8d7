"""The command line: the group of commands, and the only place that turns errors into messages and exit codes."""

from __future__ import annotations

import signal
import sys
from types import FrameType

import click

from wpkgraph import __version__
from wpkgraph.commands import TABLE
from wpkgraph.errors import WpkgraphError


class Terminated(BaseException):
    """SIGTERM, raised like Ctrl-C so that everything half-written is taken back."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="wpkgraph")
def main() -> None:
    """Turn what the Workers' Party of Korea publishes into linked data, with the exact characters behind every fact.

    \b
    wpkgraph build PATH... -o OUTPUT    documents -> graph (Turtle, N-Quads, store, HTML, GraphML, GEXF)
    wpkgraph add OUTPUT PATH...         more documents into it; the others are not read again
    wpkgraph replace OUTPUT PATH...     documents that have changed
    wpkgraph remove OUTPUT NAME...      documents taken out
    wpkgraph query OUTPUT QUESTION      ask it with SPARQL, or with a query that comes with wpkgraph
    wpkgraph serve OUTPUT               SPARQL endpoint and a page for everything in it, over HTTP
    wpkgraph explain OUTPUT NAME        what it says of a person, body, event ..., and the sentences that say so
    wpkgraph compare OUTPUT A B         what two articles have in common and where they differ, in words and in facts
    wpkgraph concepts OUTPUT            ideas by year, document, speaker or event; what is gone and what is new
    wpkgraph view OUTPUT                draw what surrounds a person, body, event ... as a page that opens offline
    wpkgraph plot OUTPUT WHAT           timeline, concepts, sectors or map as a picture for a paper
    wpkgraph project OUTPUT NAME        a network of one kind (person-event ...), by a named SPARQL CONSTRUCT
    wpkgraph analyse OUTPUT             degree, betweenness and communities of such networks, also year by year
    wpkgraph site OUTPUT -o FOLDER      a web page for everything in it, as files
    wpkgraph push OUTPUT URL            load it into another SPARQL server, graph by graph; goes on where it was ended
    wpkgraph check OUTPUT               test the graph against the contract and the texts
    wpkgraph stats OUTPUT               count what is in it
    wpkgraph resolve OUTPUT             list persons who may be one, and write down what you decide
    wpkgraph evaluate OUTPUT GOLD...    how much of it is right, by annotations; every error in its sentence
    wpkgraph names NAME [NAME]          read a Korean name in Latin letters, or compare two spellings

    Each command's --help has examples. Exit codes: 0 done, 1 check found problems, a floor is not
    kept or a server holds something else, 2 bad input or usage, 130 interrupted.
    """


for _command in TABLE:
    main.add_command(_command)


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and return its exit code: errors that a user can mend are printed, not traced."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        main.main(arguments, prog_name="wpkgraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WpkgraphError as error:
        click.echo(f"wpkgraph: {error}", err=True)
        return 2
    except (KeyboardInterrupt, click.Abort, Terminated) as error:
        # a command that leaves something behind has noted on the error what there is
        noted = getattr(error, "__notes__", None) or getattr(error.__cause__, "__notes__", None)
        click.echo(f"wpkgraph: interrupted; {noted[-1] if noted else 'nothing was changed'}", err=True)
        return 143 if isinstance(error, Terminated) else 130
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _closed_pipe() -> int:
    """The reader of our output is gone (`| head`): end quietly, and keep the interpreter from writing to it again."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
