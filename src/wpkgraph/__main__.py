"""`python -m wpkgraph` and the console command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from wpkgraph.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
