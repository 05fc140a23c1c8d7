"""stub."""
import click
@click.command()
def plot(): "x"
