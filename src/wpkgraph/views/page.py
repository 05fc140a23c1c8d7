"""Pages made from the templates beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARK = re.compile(r"@([a-z]+)@")


def template(name: str) -> str:
    """A template or style sheet of this folder as it stands."""
    from importlib.resources import files

    return files("wpkgraph.views").joinpath(name).read_text(encoding="utf-8")


def fill(name: str, parts: Mapping[str, str]) -> str:
    """A template with its @marks@ filled in; what is filled in is not looked at again, whatever marks it holds."""
    return _MARK.sub(lambda mark: parts[mark[1]], template(name))
