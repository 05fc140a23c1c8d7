"""Cleaning: what is changed, and that every clean character leads back to its source."""

from __future__ import annotations

import time

import pytest

from wpkgraph import knowledge
from wpkgraph.clean import clean, glue, glue_of, joined, locate, unified
from wpkgraph.model import CleanText, Span

NAMES = glue(("Om Tae Sik", "Om Tae", "Ro Chan Gyu"), frozenset({"LampTube"}), ("Mac",))


def runs(cleaned: CleanText, source: str) -> list[tuple[str, str]]:
    """Each clean character that stands for a source character, with that character."""
    plain = unified(source)
    pairs = []
    for i, char in enumerate(cleaned.text):
        start, end = cleaned.source(i, i + 1)
        assert 0 <= start < end <= len(source)
        if not char.isspace():
            pairs.append((char, plain[start:end]))
    return pairs


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("The **Weir Works** is *new*.", "The Weir Works is new."),
        ("**Om Tae Sik**said so.", "Om Tae Sik said so."),
        ("Deputy**Om Tae Sik**", "Deputy Om Tae Sik"),
        ("a lone * star and 5 * 3 stay", "a lone * star and 5 * 3 stay"),
        ("net_mender and _slant_", "net_mender and slant"),
        ("doubled  spaces\u00a0\u00a0and\u3000odd ones", "doubled spaces and odd ones"),
        ("\ufeffA mark\u200b of\u00ad order", "A mark of order"),
        ("“The River Is Ours”, the guild’s word", '"The River Is Ours", the guild\'s word'),
        ("2008–2009 — a dash", "2008-2009 — a dash"),
        ("the Menders ' Guild", "the Menders' Guild"),
        ("# Heading\n\nText.", "Heading\nText."),
        ("One.\n\n---\n\nTwo.", "One.\nTwo."),
        ("One.\r\nTwo.\r\n", "One.\nTwo."),
        ("  \n One.", "One."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_marks_and_spaces(source: str, wanted: str) -> None:
    assert clean(source).text == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("DeputyOm Tae Siksaid", "Deputy Om Tae Sik said"),
        ("toOm Tae SikandRo Chan Gyuon the hill", "to Om Tae Sik and Ro Chan Gyu on the hill"),
        ("Om Tae SikUniversity", "Om Tae Sik University"),
        ("Om Tae Sika guest", "Om Tae Sik a guest"),
        ("under ConstructionHe Takes Measures", "under Construction He Takes Measures"),
        ("ofXNA news", "of XNA news"),
        # no glue: another name, a possessive, units, words that rightly have a capital inside
        ("Om Tae Siks", "Om Tae Siks"),
        ("Om Tae Sik's yard", "Om Tae Sik's yard"),
        ("5 kWh and a LampTube for MacDuff", "5 kWh and a LampTube for MacDuff"),
        ("Kimilsungist", "Kimilsungist"),
    ],
)
def test_glued_words(source: str, wanted: str) -> None:
    cleaned = clean(source, glued=NAMES)
    assert cleaned.text == wanted
    assert all(char == there for char, there in runs(cleaned, source))


def test_wrapped_lines_become_paragraphs() -> None:
    source = (
        "The menders of the Unsong Net Works met on the river bank to speak about the\n"
        "nets of the coming season and about the lamps that the guild had promised \n"
        "them.\n\nThey parted at noon. The\n\n\n\nlamps came later that day, it was said in the\ntown.\n"
    )
    paragraphs = clean(source).text.split("\n")
    assert len(paragraphs) == 2
    assert paragraphs[0].endswith("promised them.")
    assert "The lamps came" in paragraphs[1]


def test_long_lines_are_paragraphs() -> None:
    source = "The guild met in the hall " * 8 + "today\nRo Chan Gyu spoke first.\nOm Tae Sik followed him"
    assert clean(source).text.count("\n") == 2


def test_indent_starts_a_paragraph() -> None:
    lines = ["The menders of the net works met on the bank and spoke"] * 6
    assert clean("\n   ".join(lines)).text.count("\n") == 5
    assert clean("\n".join(lines)).text.count("\n") == 0


@pytest.mark.parametrize(
    ("before", "after", "width", "wanted"),
    [
        ("the secretary of", "Guild Affairs", None, True),
        ("of the Menders'", "Guild of Tobong", None, True),
        ("he went on.", "and so on", None, False),
        ("Short", "Another Headline", 40, False),
        ("A line as long as all the others of it", "Next", 40, True),
    ],
)
def test_joined(before: str, after: str, width: int | None, wanted: bool) -> None:
    assert joined(before, after, width, half=False) is wanted


def test_hyphens_at_line_ends() -> None:
    assert clean("a well-\nkept lamp", glued=glue(halves=frozenset({"well"}))).text == "a well-kept lamp"
    assert clean("a well-\nkept lamp", glued=glue_of(knowledge.load().furniture)).text == "a well-kept lamp"
    assert clean("the develop-\nment; development goes on").text == "the development; development goes on"


def test_noise_is_cut_and_the_sentence_goes_on() -> None:
    source = "The guild opened the new\n- 12 -\nlamp works. Done."
    at = source.index("- 12 -")
    cleaned = clean(source, [Span(at, at + 6)])
    assert cleaned.text == "The guild opened the new lamp works. Done."
    where = cleaned.text.index("lamp")
    assert source[slice(*cleaned.source(where, where + 4))] == "lamp"


def test_breaks_and_joins_are_obeyed() -> None:
    source = "Guild Opens\nLamp Works\nAll Attend\nThe works"
    first, second = source.index("Lamp"), source.index("All")
    assert clean(source, joins=[first], breaks=[second]).text == "Guild Opens Lamp Works\nAll Attend\nThe works"


def test_map_is_exact_over_everything() -> None:
    source = "\ufeff**DeputyOm  Tae Sik**said:\r\n“The  river’s\u00a0rise”\t—  it\n\n# Next\nofRo Chan Gyu * end "
    cleaned = clean(source, glued=NAMES)
    assert all(char == there for char, there in runs(cleaned, source))
    assert list(cleaned.starts) == sorted(set(cleaned.starts))
    assert list(cleaned.sources) == sorted(cleaned.sources)


def test_locate_inverts_the_map() -> None:
    source = "**A**  lamp  ofOm Tae Sik"
    cleaned = clean(source, glued=NAMES)
    for word in ("A", "lamp", "of", "Om", "Sik"):
        assert cleaned.text[locate(cleaned, source.index(word)) :].startswith(word)
    assert locate(clean("x"), 99) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "****",
        "((((",
        " ",
        "-0-",
        "\n",
        "-",
        "\n---",
        "\n-----x",
        "a_",
        "Om Tae Sik",
        "A",
        "aaA",
        "s ' ",
        "\n# ",
        "a-\nb",
    ],
)
def test_nasty_input_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    clean(piece * (200_000 // len(piece)), glued=NAMES)
    assert time.process_time() - started < 3


def test_a_printed_name_behind_capitals_is_parted() -> None:
    names = glue(("Kim Jong Un",))
    assert clean("A letter to HEKim Jong Un", glued=names).text == "A letter to HE Kim Jong Un"
    assert clean("A letter to HEKim Jong Chol", glued=names).text == "A letter to HEKim Jong Chol"
    assert clean("DPRK", glued=names).text == "DPRK"


@pytest.mark.parametrize(
    ("text", "cleaned"), [("The lamps.\r_\rThe nets.", "The lamps.\nThe nets."), ("\u00ad The lamps.", "The lamps.")]
)
def test_what_is_dropped_leaves_no_empty_line_and_no_space_at_the_start(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned
