"""Mentions of ideas counted: by year, document, speaker or event, and one set of texts against another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from wpkgraph.ideas.corpus import UNDATED, Corpus, Idea, Mention

GROUPS = ("year", "document", "speaker", "event")
NOBODY = "(no speaker)"
NO_EVENT = "(no event)"


class Group(NamedTuple):
    """A column: a year, document, speaker or event. `words` of its texts; None for a speaker, whose words are not counted."""

    key: str
    label: str
    texts: int
    words: int | None


class Count(NamedTuple):
    """How often an idea is mentioned in a group, and in how many texts."""

    idea: Idea
    group: Group
    mentions: int
    texts: int


class Compared(NamedTuple):
    """An idea in two sets of texts: "gone" (first only), "new" (second only) or "both"; `related` ideas of the other set."""

    state: str
    idea: Idea
    first: int
    second: int
    related: tuple[str, ...]


def rate(mentions: int, words: int | None) -> str:
    """Mentions per 1,000 words, rounded half up to hundredths without closing zeros; "" where no words are counted.

    >>> rate(1, 800), rate(3, 1000), rate(2, 3000), rate(0, 9), rate(1, None)
    ('1.25', '3', '0.67', '0', '')
    """
    if not words:
        return ""
    hundredths = (200_000 * mentions + words) // (2 * words)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def counts(corpus: Corpus, by: str) -> list[Count]:
    """Each idea in each group that mentions it: the idea mentioned most often first, then in the order of the groups."""
    columns = groups(corpus, by)
    order = {group.key: i for i, group in enumerate(columns)}
    keys = _keys(corpus, by)
    spans: Counter[tuple[str, str]] = Counter()
    texts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in corpus.mentions:
        for key in keys(mention):
            spans[mention.idea, key] += 1
            texts[mention.idea, key].add(mention.text)
    rank = {idea.iri: i for i, idea in enumerate(ranked(corpus))}
    found = sorted(spans, key=lambda pair: (rank[pair[0]], order[pair[1]]))
    return [Count(corpus.ideas[i], columns[order[k]], spans[i, k], len(texts[i, k])) for i, k in found]


def ranked(corpus: Corpus) -> list[Idea]:
    """The ideas that are mentioned, most often first; ties by label and IRI."""
    total = Counter(mention.idea for mention in corpus.mentions)
    ideas = [corpus.ideas[iri] for iri in total]
    return sorted(ideas, key=lambda idea: (-total[idea.iri], idea.label, idea.iri))


def groups(corpus: Corpus, by: str) -> list[Group]:
    """The groups of the corpus in order: years, then undated; documents by date; speakers and events by label, none last."""
    if by == "speaker":
        people = sorted({m.speaker for m in corpus.mentions}, key=lambda p: (not p, corpus.labels.get(p, ""), p))
        texts = {person: {m.text for m in corpus.mentions if m.speaker == person} for person in people}
        return [Group(p, corpus.labels.get(p, NOBODY), len(texts[p]), None) for p in people]
    members: defaultdict[str, list[str]] = defaultdict(list)
    for iri, text in corpus.texts.items():
        for key in (text.year,) if by == "year" else (iri,) if by == "document" else sorted(text.events) or ("",):
            members[key].append(iri)
    made = [_group(corpus, by, key, texts) for key, texts in members.items()]
    if by == "document":
        return sorted(made, key=lambda g: (corpus.texts[g.key].earliest or "~", g.label, g.key))
    return sorted(made, key=lambda g: (g.key in ("", UNDATED), g.label, g.key))


def compare(corpus: Corpus, first: Corpus, second: Corpus) -> list[Compared]:
    """What is gone, new and in both, in this order; of each the idea mentioned most often first.

    Related to an idea are those of the other set that stand above or below it in the vocabulary.
    """
    one, two = (Counter(mention.idea for mention in part.mentions) for part in (first, second))
    above = _above(corpus.ideas)
    rows = []
    for iri in one.keys() | two.keys():
        state = "both" if one[iri] and two[iri] else "gone" if one[iri] else "new"
        other = {"gone": two, "new": one}.get(state, Counter())
        near = {key for key in other if key in above[iri] or iri in above[key]}
        related = tuple(sorted(corpus.ideas[key].label for key in near))
        rows.append(Compared(state, corpus.ideas[iri], one[iri], two[iri], related))
    order = ("gone", "new", "both").index
    return sorted(rows, key=lambda r: (order(r.state), -r.first - r.second, r.idea.label, r.idea.iri))


def words(corpus: Corpus) -> int:
    """The words of all texts, alternates of one text once."""
    return sum(text.words for text in corpus.texts.values())


def _group(corpus: Corpus, by: str, key: str, texts: list[str]) -> Group:
    total = sum(corpus.texts[text].words for text in texts)
    label = key if by == "year" else corpus.texts[key].title if by == "document" else corpus.labels.get(key, NO_EVENT)
    return Group(key, label, len(texts), total)


def _keys(corpus: Corpus, by: str) -> Callable[[Mention], Iterable[str]]:
    """The groups that a mention counts in."""
    texts = corpus.texts
    table: Mapping[str, Callable[[Mention], Iterable[str]]] = {
        "year": lambda m: (texts[m.text].year,),
        "document": lambda m: (m.text,),
        "speaker": lambda m: (m.speaker,),
        "event": lambda m: texts[m.text].events or ("",),
    }
    return table[by]


def _above(ideas: Mapping[str, Idea]) -> dict[str, frozenset[str]]:
    """Idea -> all that stand above it."""
    found: dict[str, frozenset[str]] = {}
    for iri in ideas:
        seen: set[str] = set()
        queue = [*ideas[iri].broader]
        while queue:
            if (other := queue.pop()) not in seen:
                seen.add(other)
                queue += ideas[other].broader if other in ideas else ()
        found[iri] = frozenset(seen)
    return found
