"""Linked data from what the Workers' Party of Korea publishes about its conferences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wpkgraph.built import Built as Built
    from wpkgraph.built import build as build
    from wpkgraph.built import open_output as open_output

__version__ = "0.1.0"
__all__ = ["Built", "__version__", "build", "open_output"]


def __getattr__(name: str) -> Any:
    """The Python API, loaded when it is first asked for, so that `import wpkgraph` stays light."""
    if name in ("Built", "build", "open_output"):
        from wpkgraph import built

        return getattr(built, name)
    raise AttributeError(f"module 'wpkgraph' has no attribute {name!r}")
