"""Hangul syllables spelt as the DPRK does, and folded for blocking keys."""

from __future__ import annotations

import unicodedata

from wpkgraph.knowledge.hangul import ONSETS, VOWELS, decompose, is_hangul
from wpkgraph.knowledge.romanisation import Romanisation

_FOLDED_ONSETS = dict(zip(ONSETS, "ggLddLmbbssLjjjgdbh", strict=True))  # ㄴ, ㄹ, ㅇ change into one another
_FOLDED_VOWELS = dict(zip(VOWELS, "aeaeoeyeoaeiyoowiyoii", strict=True))
_GIVEN = 3  # syllables of a given name, at most
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


def spelt_hangul(text: str, table: Romanisation) -> str | None:
    """A name in Hangul as the DPRK writes it; None for what is not Hangul alone, or begins with no surname of the table.

    The syllables are taken as they stand: in the ROK's orthography some differ (용 for 룡).

    >>> from wpkgraph.knowledge import romanisation
    >>> spelt_hangul("김 정은", romanisation.load()), spelt_hangul("등불", romanisation.load())
    ('Kim Jong Un', None)
    """
    syllables = "".join(unicodedata.normalize("NFC", text).split())
    for length in (2, 1):
        surname, given = syllables[:length], syllables[length:]
        if is_hangul(syllables) and surname in table.surnames and 1 <= len(given) <= _GIVEN:
            return spelt_name(surname, tuple(given), table)
    return None


def _written(table: Romanisation, part: str, jamo: str, choice: int) -> str:
    """The first DPRK spelling of a jamo, or the second, where there is one; the jamo itself, where there is none."""
    found = table.dprk.get((part, jamo)) or (jamo,)
    return found[min(choice, len(found) - 1)]
