"""stub."""

import click


@click.command()
def view():
    "x"
