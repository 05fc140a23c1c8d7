"""stub."""
import click
@click.command()
def analyse(): "x"
