"""The quality gate measures every section of the floors, and fails when one is not kept."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import quality_gate
from quality_gate import FLOORS, ROOT, Set


def test_every_section_is_measured(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    found = list(quality_gate.sets(tmp_path))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    named = {"examples", "unseen"} | {f"{top}.{part}" for top in ("synthetic", "research") for part in floors[top]}
    assert {section for given in found for section in given.gold} == named
    own = [path for given in found for paths in (given.inputs, *given.gold.values()) for path in paths]
    assert all(path.is_dir() for path in own if path.is_relative_to(ROOT))


def test_without_the_research_texts_the_rest_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [given.name for given in quality_gate.sets(tmp_path)] == ["examples", "open", "held", "second", "third"]
    assert "research texts are not measured" in capsys.readouterr().out


def test_a_floor_that_is_not_kept_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("[low.f1]\npersons = 0.5\n[high.recall]\nplaces = 1\n", encoding="utf-8")
    monkeypatch.setattr(quality_gate, "FLOORS", floors)
    corpus, gold = ROOT / "examples" / "corpus", (ROOT / "examples" / "expected",)
    assert quality_gate.measure(Set("examples", (corpus,), {"low": gold}), tmp_path / "out")
    assert not quality_gate.measure(Set("examples", (corpus,), {"low": gold, "high": gold}), tmp_path / "out")
    assert not quality_gate.measure(Set("gone", (tmp_path / "gone",), {"low": gold}), tmp_path / "other")
