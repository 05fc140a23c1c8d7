"""What the graph says of one thing, with the words that say so."""

from __future__ import annotations

import re

import pytest

import sample_dataset
from wpkgraph import outputs
from wpkgraph.errors import NotFoundError
from wpkgraph.explain import Explainer, Explanation, Quote
from wpkgraph.views.excerpt import Piece, excerpt, excerpts, sentence
from wpkgraph.views.facts import plain, render, render_candidates

BASE = sample_dataset.BASE


@pytest.fixture(scope="module")
def explainer(tmp_path_factory: pytest.TempPathFactory) -> Explainer:
    return Explainer(outputs.write(sample_dataset.dataset(), tmp_path_factory.mktemp("explain") / "out"))


@pytest.mark.parametrize("name", ["Ro Chan Gyu", "ro chan gyu", "person:ro-chan-gyu", BASE + "person/ro-chan-gyu"])
def test_a_thing_is_found_by_label_short_name_and_iri(explainer: Explainer, name: str) -> None:
    assert explainer.find(name) == [BASE + "person/ro-chan-gyu"]


def test_other_names_count_after_labels(explainer: Explainer) -> None:
    assert explainer.find("the guild of the river") == [BASE + "org/river-guild"]
    assert explainer.find("d-org:river-guild") == [BASE + "org/river-guild"]


def test_what_is_not_there_is_said_with_hints(explainer: Explainer) -> None:
    with pytest.raises(NotFoundError, match=r"did you mean:\n  Ro Chan Gyu \(person\)  person:ro-chan-gyu$"):
        explainer.find("Ro Chan Gju")
    with pytest.raises(NotFoundError, match="Seventh Conference of Kiln Clerks"):
        explainer.find("kiln")
    for name in ("person:nobody", "https://x y/", "<a b>", "wpk:", "::", "", "https://x/%zz", "https://[x", "1:2"):
        with pytest.raises(NotFoundError):
            explainer.find(name)


def test_hints_name_things_before_facts_one_a_line(explainer: Explainer) -> None:
    with pytest.raises(NotFoundError) as caught:
        explainer.find("chan gyu")
    first, *lines = str(caught.value).splitlines()
    assert first.endswith("did you mean:")
    assert lines[0] == "  Opening speech of Ro Chan Gyu (speech)  event:kiln-clerks-7/speech/ro"
    assert lines[1] == "  Ro Chan Gyu (person)  person:ro-chan-gyu"
    assert lines[2] == "  Statement of Ro Chan Gyu (statement)  statement:1"
    with pytest.raises(NotFoundError) as caught:
        explainer.find("e")
    lines = str(caught.value).splitlines()
    assert len(lines) == 10
    assert re.fullmatch(r"  \.\.\. and \d+ more", lines[-1])


def test_a_fact_stated_twice_is_one_fact_with_two_readings(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "person/ro-chan-gyu")
    membership = next(fact for fact in found.facts if fact.kind == "membership")
    assert ("organisation", "River Guild") in membership.says
    assert [reading.rule for reading in membership.readings] == ["apposition", "apposition"]
    assert {reading.status for reading in membership.readings} == {"stated"}
    assert ("attested on", "2019-03-08") in membership.readings[0].says


def test_the_sentence_is_marked_and_placed_in_the_file(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "person/om-tae-sik")
    quote = found.facts[0].readings[0].quotes[0]
    assert quote.pieces == (
        Piece("Om Tae Sik was ", False),
        Piece("elected deputy head of the Lamp Office", True),
        Piece(".", False),
    )
    start = sample_dataset.SECOND.index("Om Tae Sik was")
    assert (quote.start, quote.end) == (start, len(sample_dataset.SECOND))
    assert quote.files == (f"sitting.txt, characters {7 + quote.start}-{7 + quote.end}",)


def test_an_event_shows_its_own_readings_and_what_happened_there(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "event/kiln-clerks-7")
    assert [fact.kind for fact in found.facts] == ["conference", "participation", "speech"]
    assert found.says == ()


def test_a_thing_of_reference_data_is_no_fact_but_has_relations(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "org/river-guild")
    assert ("located in", "Riverside") in found.says
    assert found.names == ("the Guild of the River",)
    assert found.kind == "Party body"
    assert found.mentions == (("Seventh Conference of Kiln Clerks Opens", 1), ("sitting.txt", 1))


def test_a_reading_leads_to_its_fact(explainer: Explainer) -> None:
    reading = next(f"{BASE}{s}" for s in (f"statement/1/in/{sample_dataset.first().article.rpartition('/')[2]}",))
    assert [fact.kind for fact in explainer.explain(reading).facts] == ["statement"]


def test_the_text_has_marks_without_colour_and_none_with_it(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "person/om-tae-sik")
    text = render(found, color=False)
    assert "Om Tae Sik was >>>elected deputy head of the Lamp Office<<<." in text
    assert "\x1b" not in text
    coloured = render(found, color=True)
    assert "\x1b[30;43melected deputy head of the Lamp Office\x1b[0m" in coloured
    assert ">>>" not in coloured


def test_long_answers_are_cut_with_a_word_on_the_rest(explainer: Explainer) -> None:
    found = explainer.explain(BASE + "person/ro-chan-gyu")
    text = render(found, color=False, limit=1)
    assert "... and 2 more facts (--limit)" in text
    assert "... and 1 more readings (--limit)" in text
    many = Explanation("X", "x", "idea", (), tuple(("references", f"c{i}") for i in range(20)), (), ())
    assert "references: c0, c1, c2, c3, c4, c5, c6, c7 and 12 more" in render(many, color=False)


def test_nothing_in_a_document_can_steer_the_terminal() -> None:
    assert plain("a\x1b[31m\x07b\n c") == "a [31m b c"
    quote = Quote("t\x1b]0;x\x07", ("f",), 0, 3, (Piece("\x1b[2J", True),))
    from wpkgraph.explain import Fact, Reading

    fact = Fact("f:1", "statement", (), (Reading("r", "stated", (), (quote,)),))
    assert "\x1b" not in render(Explanation("x", "x", "x", (), (), (fact,), ()), color=False)


def test_candidates_are_listed() -> None:
    text = render_candidates(
        "Party cell", [("Party cell", "unit", "d-org:a/cell"), ("Party cell", "unit", "d-org:b/cell")]
    )
    assert text.splitlines()[0] == "2 things are called 'Party cell'; name one of them:"
    assert "  d-org:b/cell  Party cell (unit)" in text


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "It rained. The C.C., WPK met on Oct. 8 in Riverside. It ended.",
            "met",
            "The C.C., WPK met on Oct. 8 in Riverside.",
        ),
        ("HEADLINE OF TWO\nThe Guild met.\r\nIt ended.", "Guild", "The Guild met."),
        ('He said: "Burn less!" They went.', "Burn", 'He said: "Burn less!"'),
        ("One line without an end", "line", "One line without an end"),
    ],
)
def test_sentences(text: str, words: str, expected: str) -> None:
    at = text.index(words)
    first, last = sentence(text, at, at + len(words))
    assert text[first:last] == expected
    parts = excerpt(text, at, at + len(words))
    assert "".join(parts) == expected
    assert parts.marked == words


def test_a_span_over_two_sentences_shows_both() -> None:
    text = "A met. B met. C met."
    assert "".join(excerpt(text, 2, 9)) == "A met. B met."


def test_spans_of_one_sentence_are_marked_together() -> None:
    text = "It rained. Ro, clerk, sat. Later Om, head, sat."
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("clerk", "Ro", "Om")]
    found = excerpts(text, spans)
    assert [[p.text for p in pieces if p.marked] for _, pieces in found] == [["Ro", "clerk"], ["Om"]]
    assert all("".join(p.text for p in pieces) == text[a:b] for (a, b), pieces in found)


def test_a_text_without_sentences_is_cut() -> None:
    text = "x" * 5000
    parts = excerpt(text, 2000, 2010, 100)
    assert [len(part) for part in parts] == [100, 10, 100]
