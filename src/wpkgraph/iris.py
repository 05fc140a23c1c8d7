"""The only place where IRIs are minted: from the fields that identify a thing, and nothing else.

No clock, no counter, no input order. Parts are NFC and slugs; n-ary facts get a digest of their parts' IRIs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

BASE = "https://w3id.org/wpkgraph/id/"
_KEEP = re.compile(r"[^a-z0-9가-힣一-鿿]+")


def slug(text: str) -> str:
    """The IRI part for a name: NFC, lower case, accents dropped, everything but letters and digits one hyphen.

    >>> slug("Kim Chaek Iron and Steel Complex")
    'kim-chaek-iron-and-steel-complex'
    >>> slug("Workers’ Party of Korea")
    'workers-party-of-korea'
    """
    text = text.replace("'", "").replace("’", "").lower()
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", plain)
    out = _KEEP.sub("-", text).strip("-")
    return out or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


def digest(*parts: str) -> str:
    """Sixteen hex digits that stand for the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def path(text: str) -> str:
    """A file path or record id as it stands in an IRI: NFC, percent-encoded, slashes kept."""
    return quote(unicodedata.normalize("NFC", text), safe="/-._~")
