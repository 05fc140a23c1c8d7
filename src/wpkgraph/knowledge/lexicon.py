"""The words that make names, posts and bodies (names.toml, roles.toml, workplaces.toml), ready for the tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables

_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "at", "to"))
_HEAD_FLAGS = ("topic", "generic", "bare", "honour", "government")


@dataclass(frozen=True, slots=True)
class Level:
    """A word for a level of areas before a body ("provincial"): the kind of places.tsv, and the last words it counts for."""

    word: str
    kind: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleHead:
    """A word that makes a post; see roles.toml."""

    word: str
    plural: str
    topic: bool = False
    topics: tuple[str, ...] = ()
    generic: bool = False
    bare: bool = False
    honour: bool = False
    government: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word before a head; `drop` ones are no part of the post's wording."""

    word: str
    marks: str | None = None
    drop: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class UnitHead:
    """A word that ends the name of a workplace, body, unit or venue; see workplaces.toml."""

    word: str
    cls: str
    sector: str | None = None
    topic: bool = False
    area: bool = False
    unit: bool = False
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they do. Keys are lower case unless said otherwise."""

    surnames: frozenset[str]  # as written
    common_surnames: frozenset[str]
    syllable: re.Pattern[str]  # one capitalised syllable
    not_syllables: frozenset[str]
    not_names: tuple[str, ...]
    styles: frozenset[str]  # as written
    particles: frozenset[str]
    kin: frozenset[str]
    headline_verbs: frozenset[str]  # as written
    place_endings: frozenset[str]  # behind a hyphen
    role_heads: Mapping[str, RoleHead]  # singular and plural forms
    role_plurals: frozenset[str]
    role_forms: Mapping[str, str]  # spelling with other capitals -> kind of token
    not_roles: frozenset[str]
    modifiers: Mapping[str, Modifier]
    prefixes: Mapping[str, Modifier]
    apart: re.Pattern[str]  # a prefix written apart before a head ("vice director")
    ranks: Mapping[str, str]  # as written -> in the singular
    verbs: Mapping[str, str]  # verb -> held
    changes: Mapping[str, str]  # noun -> held ("election")
    fields: frozenset[str]  # as written: what ministries are of
    posts: frozenset[str]  # "post", "office"
    ordinals: Mapping[str, int]
    role_words: frozenset[str]  # nouns inside posts that titles write with a capital ("Department Director")
    agents: tuple[str, ...]  # endings of occupations ("miner", "milkmaid")
    vacancies: tuple[tuple[str, ...], ...]  # words for a post just vacated ("to fill the vacancy"), longest first
    not_persons: frozenset[str]  # words in lower case that are no part of a person's name
    levels: Mapping[str, Level]
    name_classes: tuple[tuple[str, str], ...]  # words of a body's name, and the class that they make it
    seat: str  # the post of one elected to a body
    services: frozenset[str]  # verbs before "as" and a post that somebody had
    unit_heads: Mapping[str, UnitHead]  # as written with capital, or lower case where `lower`
    place_plurals: Mapping[str, str]  # "counties" -> "County"
    place_openers: frozenset[str]  # heads that open a name: "Lake of X", "River X"
    sectors: Mapping[str, str]  # word of a name -> sector id
    sector_labels: Mapping[str, str]
    abbreviations: Mapping[str, str]
    not_units: frozenset[str]
    # What was worked out for wordings of posts: the same few hundred come again and again.
    _normal: dict[str, str] = field(default_factory=dict, compare=False)
    _posts: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict, compare=False)

    def head_of(self, name: str) -> UnitHead | None:
        """The head that ends a name: the longest row that matches its last words."""
        head, at = None, len(name)
        for _ in range(3):
            at = name.rfind(" ", 0, at)
            head = self.unit_heads.get(name[at + 1 :], head)
            if at < 0:
                break
        return head

    def sector_of(self, name: str, head: UnitHead | None) -> str | None:
        """The sector of a workplace: of its head where that decides, else of the first word that names one."""
        if head is not None and head.sector:
            return head.sector
        return next((self.sectors[w] for w in name.split(" ") if w in self.sectors), None)

    def class_by_words(self, name: str) -> str | None:
        """The class that a word of a body's name makes it, by the first row that fits."""
        padded = f" {name} "
        return next((cls for words, cls in self.name_classes if f" {words} " in padded), None)

    def role_head(self, word: str) -> RoleHead | None:
        """The head of a word in either number, with or without a joined prefix ("vice-chairmen")."""
        low = word.lower()
        found = self.role_heads.get(low)
        if found is None and "-" in low:
            prefix, _, rest = low.partition("-")
            if prefix in self.prefixes:
                return self.role_heads.get(rest)
        return found

    def normal_role(self, wording: str) -> str:
        """A post's wording as every spelling of it gives it: heads, modifiers and matters in lower case, fields in capitals.

        >>> from wpkgraph.knowledge import load
        >>> normal = load().lexicon.normal_role
        >>> normal("First Vice-Chairman"), normal("secretary for Organizational Affairs"), normal("Minister of Coal-Mining")
        ('first vice-chairman', 'secretary for organizational affairs', 'minister of Coal Mining')
        """
        made = self._normal.get(wording)
        if made is None:
            made = self._normal[wording] = self._normal_role(wording)
        return made

    def _normal_role(self, wording: str) -> str:
        words = wording.split(" ")
        end = next((i for i, word in enumerate(words) if word in ("of", "for", "in")), len(words))
        stem = [
            w.lower() if self.role_head(w) or w.lower() in {*self.modifiers, *self.role_words} else w
            for w in words[:end]
        ]
        stem = self.apart.sub(r"\1-", " ".join(stem)).split()
        if (
            joined := "-".join(stem[-2:])
        ) in self.role_heads:  # "secretary general" is one post with "secretary-general"
            stem[-2:] = [joined]
        field = " ".join(words[end + 1 :])
        if end < len(words) and words[end] == "of":
            field = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in field.replace("-", " ").split())
        elif field:
            field = " ".join(w if w.isupper() or "." in w else w.lower() for w in field.split())
        return " ".join([*stem, *words[end : end + 1], *([field] if field else [])])

    def post(self, wording: str) -> tuple[str, frozenset[str]]:
        """The wording of a post in the singular, and what its modifiers and prefixes say: Former, Late, Deputy ..."""
        made = self._posts.get(wording)
        if made is None:
            stem = self.singular(wording)
            words = stem.lower().split()
            found = [self.modifiers.get(w) for w in words]
            found += [self.prefixes.get(w.partition("-")[0]) for w in words if "-" in w]
            made = self._posts[wording] = (stem, frozenset(m.marks for m in found if m and m.marks))
        return made

    def singular(self, wording: str) -> str:
        """The wording of a post in the singular, its last word's number alone changed."""
        words = wording.split(" ")
        for n in (4, 3, 2, 1):
            tail = " ".join(words[-n:])
            head = self.role_heads.get(tail.lower())
            if head is not None and tail.lower() in self.role_plurals:
                made = head.word if tail[:1].islower() else _like(tail, head.word)
                return " ".join([*words[:-n], made])
        last = words[-1]
        prefix, dash, rest = last.partition("-")
        if dash and prefix.lower() in self.prefixes and rest.lower() in self.role_plurals:
            head = self.role_heads[rest.lower()]
            return " ".join([*words[:-1], f"{prefix}-{head.word if rest[:1].islower() else _like(rest, head.word)}"])
        return wording


def _like(model: str, word: str) -> str:
    """The word with capitals where the model's words have them."""
    return " ".join(
        w.capitalize() if m[:1].isupper() else w for w, m in zip(word.split(" "), model.split(" "), strict=False)
    )


def plural(word: str) -> str:
    """The regular plural of a head: +s, y -> ies, man -> men."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def load(folder: Path) -> Lexicon:
    """Read the three files strictly. KnowledgeError names file and line."""
    names, roles, works = folder / "names.toml", folder / "roles.toml", folder / "workplaces.toml"
    toml_tables(
        names,
        {
            "surnames",
            "syllable",
            "not_syllable",
            "common",
            "style",
            "particle",
            "kin",
            "headline_verb",
            "place_ending",
            "not_name",
            "not_person",
        },
        sourced=True,
    )
    toml_tables(
        roles,
        {
            "head",
            "not_head",
            "modifier",
            "prefix",
            "rank",
            "post",
            "seat",
            "verb",
            "noun",
            "agent",
            "vacancy",
            "change",
            "field",
            "service",
        },
        sourced=True,
    )
    toml_tables(works, {"head", "sector", "abbreviation", "not", "level", "name_class", "opener"}, sourced=True)
    heads = _role_heads(roles)
    sectors = list(toml_rows(works, "sector", {"id": str, "label": str, "words": list}, {}))
    units = _unit_heads(works, {r.values["id"] for r in sectors})
    return Lexicon(
        surnames=frozenset(_words(names, "surnames", "names", {"spelling": str})),
        common_surnames=frozenset(_words(names, "common")),
        syllable=_syllable(names),
        not_syllables=frozenset(_words(names, "not_syllable")),
        not_names=tuple(_words(names, "not_name", "forms")),
        styles=frozenset(_words(names, "style")),
        particles=frozenset(_words(names, "particle")),
        kin=frozenset(_words(names, "kin")),
        headline_verbs=frozenset(_words(names, "headline_verb")),
        place_endings=frozenset(_words(names, "place_ending")),
        role_heads=heads,
        role_plurals=frozenset(h.plural for h in heads.values()),
        role_forms=_role_forms(roles),
        not_roles=frozenset(_words(roles, "not_head")),
        modifiers=_modifiers(roles, "modifier"),
        prefixes=_modifiers(roles, "prefix"),
        apart=_apart(_modifiers(roles, "prefix"), heads),
        ranks=_ranks(roles),
        posts=frozenset(_words(roles, "post")),
        ordinals=ordinals.in_words(folder),
        role_words=frozenset(_words(roles, "noun")),
        agents=tuple(_words(roles, "agent", "endings")),
        vacancies=tuple(sorted((tuple(w.split()) for w in _words(roles, "vacancy")), key=lambda w: (-len(w), w))),
        not_persons=frozenset(_words(names, "not_person")),
        levels={row.word: row for row in _levels(works)},
        name_classes=tuple(
            (w, r.values["cls"])
            for r in toml_rows(works, "name_class", {"words": list, "cls": str}, {})
            for w in r.values["words"]
        ),
        seat=_seat(roles),
        verbs={r.values["word"]: r.values["held"] for r in toml_rows(roles, "verb", {"word": str, "held": str}, {})},
        changes={
            r.values["word"]: r.values["held"] for r in toml_rows(roles, "change", {"word": str, "held": str}, {})
        },
        fields=frozenset(_words(roles, "field")),
        services=frozenset(_words(roles, "service")),
        unit_heads=units,
        place_openers=frozenset(_words(works, "opener")),
        place_plurals={plural(word.lower()): word for word, unit in units.items() if unit.cls == "Place"},
        sectors={w: r.values["id"] for r in reversed(sectors) for w in r.values["words"]},
        sector_labels={r.values["id"]: r.values["label"] for r in sectors},
        abbreviations={
            r.values["form"]: r.values["name"] for r in toml_rows(works, "abbreviation", {"form": str, "name": str}, {})
        },
        not_units=frozenset(_words(works, "not", "forms")),
    )


def _levels(path: Path) -> Iterator[Level]:
    for row in toml_rows(path, "level", {"word": str, "kind": str, "heads": list}, {}):
        yield Level(row.values["word"], row.values["kind"], tuple(row.values["heads"]))


def _words(path: Path, table: str, key: str = "words", more: Mapping[str, type] | None = None) -> list[str]:
    return [w for row in toml_rows(path, table, {key: list, **(more or {})}, {}) for w in row.values[key]]


def _syllable(path: Path) -> re.Pattern[str]:
    rows = list(toml_rows(path, "syllable", {"onsets": list, "vowels": list, "codas": list}, {}))
    if len(rows) != 1:
        raise KnowledgeError(path.name, None, "there must be one [[syllable]]")
    part = {key: "|".join(map(re.escape, values)) for key, values in rows[0].values.items()}
    return re.compile(f"(?:{part['onsets']})?(?:{part['vowels']})(?:{part['codas']})?", re.IGNORECASE)


def _head_rows(path: Path) -> Iterator[Row]:
    flags = dict.fromkeys(_HEAD_FLAGS, bool)
    return toml_rows(path, "head", {"word": str}, {"plural": str, "topics": list, "forms": list, **flags})


def _role_heads(path: Path) -> dict[str, RoleHead]:
    heads: dict[str, RoleHead] = {}
    for row in _head_rows(path):
        v = row.values
        made = v.get("plural") or plural(v["word"])
        flags = {k: v.get(k, False) for k in _HEAD_FLAGS}
        head = RoleHead(v["word"], made, topics=tuple(v.get("topics", ())), **flags)
        for form in (head.word, head.plural):
            if form in heads:
                raise row.error(f"{form!r} stands in two rows")
            heads[form] = head
    return heads


def _apart(prefixes: Mapping[str, Modifier], heads: Mapping[str, RoleHead]) -> re.Pattern[str]:
    """What finds a prefix that stands apart before a head."""
    words = "|".join(re.escape(word) for word in heads if " " not in word)
    return re.compile(rf"\b({'|'.join(prefixes)}) (?=(?:{words})(?: |$))")


def _ranks(path: Path) -> dict[str, str]:
    """Each form of a rank with its singular."""
    rows = toml_rows(path, "rank", {"forms": list}, {"many": bool})
    return {form: form[:-1] if row.values.get("many") else form for row in rows for form in row.values["forms"]}


def _seat(path: Path) -> str:
    """The post of one who is elected to a body."""
    for row in toml_rows(path, "seat", {"word": str}, {}):
        word: str = row.values["word"]
        return word
    raise KnowledgeError(path.name, None, "there must be one [[seat]]")


def _role_forms(path: Path) -> dict[str, str]:
    """Spellings of heads with other capitals, all of the singular, with their kind of token."""
    return {form: "h" for row in _head_rows(path) for form in row.values.get("forms", ())}


def _modifiers(path: Path, table: str) -> dict[str, Modifier]:
    known = {"Deputy", "Alternate", "Acting", "First", "Chief", "Former", "Late"}
    out: dict[str, Modifier] = {}
    for row in toml_rows(path, table, {"word": str}, {"marks": str, "drop": bool}):
        v = row.values
        if v.get("marks") not in {None, *known}:
            raise row.error(f"marks must be one of {', '.join(sorted(known))}")
        out[v["word"]] = Modifier(v["word"], v.get("marks"), v.get("drop", False))
    return out


def _unit_heads(path: Path, sectors: set[str]) -> dict[str, UnitHead]:
    """By form as written; the first row that has a word decides, so that workplaces win over units."""
    optional = {"sector": str, "topic": bool, "area": bool, "unit": bool, "lower": bool}
    heads: dict[str, UnitHead] = {}
    for row in toml_rows(path, "head", {"words": list, "cls": str}, optional):
        _known_sector(row, sectors)
        flags = {k: row.values.get(k, False) for k in ("topic", "area", "unit", "lower")}
        for word in row.values["words"]:
            head = UnitHead(word, row.values["cls"], row.values.get("sector"), **flags)
            heads.setdefault(word, head)
            if head.lower:
                heads.setdefault(word.lower(), head)
    return heads


def _known_sector(row: Row, sectors: set[str]) -> None:
    if (sector := row.values.get("sector")) is not None and sector not in sectors:
        raise row.error(f"no [[sector]] has the id {sector!r}")
