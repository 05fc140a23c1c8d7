"""Posts that somebody had: "A worked as head of X", "He served as minister of Nets and premier of the Cabinet"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from wpkgraph.extractors.holders import Reader
from wpkgraph.extractors.posts import Holding, Name

_ENDS = re.compile(r"[.|]+")
_VERB = re.compile("qs")
_PRONOUNS = frozenset(("He", "She", "he", "she"))
# Words between the subject and the verb; some say that it is still so.
_STILL = frozenset(("has", "is", "now"))
_BETWEEN = _STILL | {"had", "was", "been", "also", "then", "long", "previously", "once", "later"}
_BACK = 3  # sentences


def careers(reader: Reader) -> Iterator[Holding]:
    """Every post that a verb of service states with a name or a pronoun and a body, in the order of the text."""
    tokens, services = reader.tokens, reader.lexicon.services
    verbs = [at for match in _VERB.finditer(tokens.kinds) if tokens.words[at := match.start()] in services]
    by_end = {name.end: name for name in reader.names} if verbs else {}
    for verb in verbs:
        at = verb
        while at > verb - 3 and at > 0 and tokens.words[at - 1] in _BETWEEN:
            at -= 1
        still = not _STILL.isdisjoint(tokens.words[at:verb])
        at -= tokens.words[at - 1 : at] == ["who"]
        name = by_end.get(at) or by_end.get(at - 1 if tokens.kinds[at - 1 : at] == "," else -1)
        if name is None and (name := pronoun_at(reader, at - 1)) is None:
            continue
        roles = [role for role in reader.coordinated(verb + 2) if not (role.many or role.head.honour)]
        for role in roles if any(role.chain for role in roles) else ():
            post = role if still else role._replace(marks=role.marks | {"Former"})
            yield Holding(name, post, role.wording, role.chain, "served-as", role.first, role.end)


def pronoun_at(reader: Reader, at: int) -> Name | None:
    """The name that a pronoun at a token stands for: of the only person whom its sentence names before it, else the last
    sentence that names any.
    """
    kinds, names = reader.kinds, reader.names
    if at < 0 or reader.tokens.words[at] not in _PRONOUNS:
        return None
    last = bisect_left(names, at, key=lambda name: name.first) - 1
    if last < 0:
        return None
    name = names[last]
    start = max(kinds.rfind(".", 0, name.first), kinds.rfind("|", 0, name.first)) + 1
    same = {one.name for one in names[: last + 1] if one.first >= start}
    near = len(_ENDS.findall(kinds, name.end, at)) <= _BACK
    return Name(at, at + 1, name.name, taken=name) if near and len(same) == 1 else None
