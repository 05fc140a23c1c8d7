"""Hangul syllables spelt as the DPRK does, and folded for blocking keys."""

from __future__ import annotations

from wpkgraph.knowledge.hangul import ONSETS, VOWELS, decompose
from wpkgraph.knowledge.romanisation import Romanisation

_FOLDED_ONSETS = dict(zip(ONSETS, "ggLddLmbbssLjjjgdbh", strict=True))  # ㄴ, ㄹ, ㅇ change into one another
_FOLDED_VOWELS = dict(zip(VOWELS, "aeaeoeyeoaeiyoowiyoii", strict=True))
_SONORANT = frozenset(("", "ㄴ", "ㄹ", "ㅁ", "ㅇ"))


def folded(syllable: str) -> str:
    """A short code that a syllable shares with those that it is easily taken for; the coda stays.

    >>> folded("정") == folded("종"), folded("정") == folded("철")
    (True, False)
    """
    onset, vowel, coda = decompose(syllable)
    return _FOLDED_ONSETS[onset] + _FOLDED_VOWELS[vowel] + coda


def spelt(syllables: str, table: Romanisation, *, voiced: bool = False) -> str:
    """Syllables of one word as the DPRK writes them; `voiced`: the first follows a voiced sound, as does any later one."""
    out = ""
    for number, syllable in enumerate(syllables):
        onset, vowel, coda = decompose(syllable)
        out += _written(table, "onset", onset, 1 if voiced or number else 0)
        out += _written(table, "vowel", vowel, 0) + _written(table, "coda", coda, 0)
    return out[:1].upper() + out[1:]


def spelt_name(surname: str, given: tuple[str, ...], table: Romanisation) -> str:
    """A name as the DPRK writes it: k, t, p at the beginning of a name; g, d, b later, after a voiced sound.

    >>> from wpkgraph.knowledge import romanisation
    >>> spelt_name("김", ("덕", "훈"), romanisation.load()), spelt_name("리", ("영", "길"), romanisation.load())
    ('Kim Tok Hun', 'Ri Yong Gil')
    """
    words = [spelt(surname, table)] if surname else []
    before = "ㄱ"
    for syllable in given:
        words.append(spelt(syllable, table, voiced=before in _SONORANT))
        before = decompose(syllable)[2]
    return " ".join(words)


def _written(table: Romanisation, part: str, jamo: str, choice: int) -> str:
    """The first DPRK spelling of a jamo, or the second, where there is one; the jamo itself, where there is none."""
    found = table.dprk.get((part, jamo)) or (jamo,)
    return found[min(choice, len(found) - 1)]
