"""Pages made from the templates beside this module."""

from __future__ import annotations

import base64
import hashlib
import json
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


def policy(*scripts: str, images: str = "data:") -> str:
    """A Content-Security-Policy: the page may run these scripts and nothing else, and load nothing from anywhere.

    images  where pictures may come from; "data:" and "blob:" are made by the page itself
    """
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    rest = f"style-src 'unsafe-inline'; img-src {images}; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {allowed}; {rest}"


def inert(data: object, *, sort: bool = True) -> str:
    """JSON that can stand inside a script element: nothing in it can end the element or begin another.

    sort  by key; False where the order of keys is settled already
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=sort, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
