"""Posts told before those who hold them: "Elected as members of X were A and B", "Secretaries of X are A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wpkgraph.extractors.appointments import Change, Changes
from wpkgraph.extractors.holders import Holding, Name
from wpkgraph.extractors.roles import Role

_BEFORE = frozenset("x;|yRt")  # what may stand before the first name
_LINKS = frozenset(("are", "were", "is", "was", ":"))
_VERB = re.compile("ex")
_LONGEST = 30  # tokens of the posts with their bodies


def rosters(changes: Changes) -> Iterator[Change]:
    """Every holding that a post with its body, a link and names behind it state, in the order of the text."""
    reader, words = changes.reader, changes.words
    for name in reader.names:
        at = name.first
        if changes.kinds[at - 1 : at] not in _BEFORE:
            continue
        while at and changes.kinds[at - 1] in "yRt":
            at -= 1
        heading = changes.kinds[at - 1 : at] == "|"
        if at and (heading or words[at - 1] in _LINKS) and (told := _told(changes, at - 1)) is not None:
            roles, held = told
            names = [one for one in reader.names if reader.runs[one.first][0] is name]
            if heading and changes.kinds[names[-1].end : names[-1].end + 1] not in ("|", ".", ""):
                continue  # a line that goes on is no list under a heading
            for one in names if roles[0].many else [name] if len(names) == 1 else ():
                for role in roles:
                    yield Change(_holding(one, role), held)


def _holding(name: Name, role: Role) -> Holding:
    return Holding(name, role, role.wording, role.chain, "roster", role.first, role.end)


def _told(changes: Changes, link: int) -> tuple[list[Role], str] | None:
    """The posts that end at a link, and what a verb of election or appointment before them says of them."""
    kinds = changes.kinds
    first = max(kinds.rfind(mark, max(0, link - _LONGEST), link) for mark in ".|") + 1
    for start in range(first, link):
        verb = kinds[start] == "e" and (start == first or kinds[start - 1] in ",&")
        if not verb and start != first:
            continue
        roles, end = changes.posts_at(start + verb)
        if end == link and roles and all(role.chain is not None for role in roles):
            return roles, changes.lexicon.verbs[changes.words[start].lower()] if verb else ""
    return None


def set_up_with(changes: Changes) -> Iterator[Change]:
    """ "The Board was elected with A as chairman and B and C as vice-chairmen": of the body that is the subject."""
    verbs = [match.start() for match in _VERB.finditer(changes.kinds)]
    for with_ in [i + 1 for i in verbs if changes.words[i + 1 : i + 2] == ["with"]]:
        body, at = changes.reader.body_before(with_), with_ + 1
        while body is not None and (group := changes.names_at(at, parted=at > with_ + 1)) is not None:
            names, end = group
            roles, at = changes.posts_at(end)
            if not roles or changes.kinds[end : end + 1] != "s" or roles[0].chain is not None:
                break
            held = changes.lexicon.verbs[changes.words[with_ - 1].lower()]
            for name in names if roles[0].many else names[-1:]:
                for role in roles:
                    yield Change(_holding(name, role._replace(chain=body)), held)
