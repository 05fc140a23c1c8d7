"""Hangul syllables and the jamo that they are made of."""

from __future__ import annotations

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST = ord("가")


def is_hangul(text: str) -> bool:
    """Whether a text is one or more Hangul syllables.

    >>> is_hangul("김"), is_hangul("ㄱ"), is_hangul("")
    (True, False, False)
    """
    return bool(text) and all("가" <= c <= "힣" for c in text)


def compose(onset: str, vowel: str, coda: str) -> str:
    """The syllable of three jamo (coda "" for none).

    >>> compose("ㅎ", "ㅕ", "ㄱ")
    '혁'
    """
    return chr(_FIRST + (ONSETS.index(onset) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda))


def decompose(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of a syllable.

    >>> decompose("철")
    ('ㅊ', 'ㅓ', 'ㄹ')
    """
    number = ord(syllable) - _FIRST
    return ONSETS[number // 588], VOWELS[number // 28 % 21], CODAS[number % 28]
