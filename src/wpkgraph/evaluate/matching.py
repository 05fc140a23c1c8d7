"""One-to-one matching of what is annotated with what was found, and when two chains of units are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from wpkgraph.knowledge.comparison import Comparison, Words

G = TypeVar("G")
S = TypeVar("S")


class Matched(NamedTuple, Generic[G, S]):
    """The pairs of a matching, and what is left over on both sides, in the order given."""

    pairs: list[tuple[G, S]]
    missed: list[G]
    left: list[S]


def match(golds: Iterable[G], given: Iterable[S], same: Callable[[G, S], bool]) -> Matched[G, S]:
    """A largest one-to-one matching (augmenting paths), so that no choice of partner costs another pair.

    >>> match(["ab", "a"], ["a", "b"], lambda gold, found: found in gold).pairs
    [('ab', 'b'), ('a', 'a')]
    """
    wanted, found = list(golds), list(given)
    options = [[j for j, s in enumerate(found) if same(g, s)] for g in wanted]
    taken: dict[int, int] = {}
    for gold in range(len(wanted)):
        _place(gold, options, taken)
    partner = {gold: j for j, gold in taken.items()}
    return Matched(
        [(wanted[gold], found[partner[gold]]) for gold in sorted(partner)],
        [g for gold, g in enumerate(wanted) if gold not in partner],
        [s for j, s in enumerate(found) if j not in taken],
    )


def _place(gold: int, options: Sequence[Sequence[int]], taken: dict[int, int]) -> None:
    """Find a partner for one more, moving others to another partner where that makes room. No recursion: no limit."""
    seen: set[int] = set()
    path: list[tuple[int, int]] = []  # (who, the partner tried)
    rest = [(gold, iter(options[gold]))]
    while rest:
        who, choices = rest[-1]
        choice = next((j for j in choices if j not in seen), None)
        if choice is None:
            rest.pop()
            if path:
                path.pop()
            continue
        seen.add(choice)
        path.append((who, choice))
        if choice not in taken:
            taken.update({j: someone for someone, j in path})
            return
        rest.append((taken[choice], iter(options[taken[choice]])))


def same_unit(wording: Comparison, gold: str, labels: Iterable[str], above: Words) -> bool:
    """Whether a label is the annotated unit: its words, or spelled with bodies above it, or what "the mill" stands for.

    above  words that the label may have besides
    """
    want = wording.bag(gold)
    generic = gold[:1].islower() and len(want) == 1
    for label in labels:
        got = wording.bag(label)
        if want == got or _uncounted(wording, want) == _uncounted(wording, got) or want | wording.words["party"] == got:
            return True
        if want <= got and (got - want <= above or generic):
            return True
    return False


def same_chain(wording: Comparison, gold: Sequence[str], levels: Sequence[Sequence[str]]) -> bool:
    """Whether the innermost level is the annotated one and every annotated level is found above it, in order.

    levels  the labels of each level of the graph, innermost first; it may have more levels than are annotated
    """
    if not gold:
        return True
    due = 0
    for number, labels in enumerate(levels):
        if due >= len(gold):
            break
        if same_unit(wording, " of ".join(gold[due:]), labels, frozenset()):
            return True  # one label spells the rest of the chain
        above = {word for level in levels[number + 1 :] for label in level for word in wording.bag(label)}
        if same_unit(wording, gold[due], labels, wording.words["understood"] | above):
            due += 1
        elif number == 0:
            return False
    return due >= len(gold)


def same_top(wording: Comparison, gold: Sequence[str], levels: Sequence[Sequence[str]]) -> bool:
    """Whether the outermost annotated body is among the levels, alone or spelled with the one or all below it."""
    if not gold:
        return True
    spelled = [gold[-1], " of ".join(gold), " of ".join(gold[-2:])]
    labels = [label for level in levels for label in level]
    if wording.same_words(labels, spelled):
        return True
    return any(same_unit(wording, gold[-1], [label], wording.words["understood"]) for label in labels)


def _uncounted(wording: Comparison, words: Words) -> Words:
    """The words without numbers, for a body whose terms are counted ("Eighth Central Committee")."""
    if words.isdisjoint(wording.words["counted"]):
        return words
    return frozenset(word for word in words if not word.isdigit())
