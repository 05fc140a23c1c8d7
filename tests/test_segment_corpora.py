"""Segmentation of the research texts, where they stand beside the checkout: counts and dates, and the exact map."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpkgraph import readers
from wpkgraph.clean import unified
from wpkgraph.knowledge import series, strict
from wpkgraph.knowledge.furniture import load
from wpkgraph.knowledge.occasions import occasions
from wpkgraph.model import Article, Document
from wpkgraph.segment import segment


def articles(folder: Path) -> dict[str, tuple[Document, list[Article]]]:
    furniture, known = load(), occasions(series.load(strict.folder()))
    out = {}
    for source in readers.discover([str(folder)]).sources:
        for item in readers.read(source):
            assert isinstance(item, Document), item
            out[item.name] = (item, segment(item, furniture, known))
    return out


def test_conference_texts(shared: Path) -> None:
    found = articles(shared / "corpus" / "wpk-conferences")
    dates = {name[:3]: [a.issued.iso if a.issued else None for a in group] for name, (_, group) in found.items()}
    assert dates == {
        "000": ["2021-05"],
        "001": ["2021-04-07", "2021-04-07"],
        "002": ["2021-04-09"],
        "004": ["2013-01-29"],
    }
    days = {name[:3]: group[0].event_date for name, (_, group) in found.items()}
    assert {name: day.iso for name, day in days.items() if day} == {"000": "2021-04-06", "004": "2013-01-29"}


@pytest.mark.parametrize("file", ["kcna-2024-annotated.jsonl", "kcna-2024-unannotated.jsonl"])
def test_each_record_is_one_article(shared: Path, file: str) -> None:
    for document, group in articles(shared / "corpus" / file).values():
        (article,) = group
        assert article.issued
        assert document.date
        off = abs((article.issued.to_date() - document.date.to_date()).days)  # type: ignore[operator]
        assert off <= 1, document.name
        assert article.title
        assert "[" not in article.title
        assert not article.noise
        assert "-0-" not in article.clean.text
        plain = unified(article.text)
        for i, char in enumerate(article.clean.text):
            if not char.isspace():
                assert plain[article.clean.source(i, i + 1).start] == char
