"""Whatever is added, replaced and removed in whatever order: the result is that of a build of what is left."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes import LINES, TEXTS, built, files, jsonl, put, stored, through_disk
from wpkgraph import change, outputs
from wpkgraph.choice import Choice
from wpkgraph.errors import InputError
from wpkgraph.model import Dataset
from wpkgraph.store import load_stand

PLAIN = ("a.txt", "b.txt", "sub/a.txt", "z.md")
COLLECTED = ("all.jsonl", "sub/more.jsonl")
CONTENT = st.sampled_from((*TEXTS, TEXTS[2], TEXTS[2]))  # one article that inputs read differently is met often
ROWS = st.builds(jsonl, st.lists(st.sampled_from((*LINES, *LINES[8:10])), max_size=4).map(tuple), st.booleans())


class Inputs:
    """A folder of inputs beside the dataset that is changed along with it."""

    def __init__(self, place: Path) -> None:
        self.place, self.folder = place, place / "in"
        put(self.folder, "first.txt", TEXTS[2])
        put(self.folder, "all.jsonl", jsonl((LINES[8], LINES[4], LINES[9]), torn=True))
        self.dataset = through_disk(built(self.folder), place / "0")
        self.steps = 0

    def known(self) -> list[str]:
        return sorted({str(row["path"]) for row in self.dataset.report.inputs})

    def read(self, data: st.DataObject, names: list[str], *, new: bool) -> None:
        """Write new contents under the names, and add or replace them; if that is refused, all is as before."""
        before = {name: (self.folder / name).read_bytes() for name in names if (self.folder / name).exists()}
        for name in names:
            put(self.folder, name, data.draw(ROWS if name in COLLECTED else CONTENT))
        do = change.add if new else change.replace
        try:
            paths = [str(self.folder / name) for name in data.draw(st.permutations(names))]
            made = do(self.dataset, paths, Choice(root=str(self.folder)))
        except InputError:
            unread = [name for name in names if not built(self.folder / name).report.inputs]
            assert len(unread) == len(names) if new else unread
            for name in names:
                (self.folder / name).unlink()
                if name in before:
                    (self.folder / name).write_bytes(before[name])
            return
        self.set(made.dataset)

    def remove(self, names: list[str]) -> None:
        for name in names:
            (self.folder / name).unlink()
        self.set(change.remove(self.dataset, names).dataset)

    def remove_record(self, path: str, record: str) -> None:
        """A record is removed with all lines of its id; the lines below keep their numbers."""
        lines = (self.folder / path).read_text(encoding="utf-8").split("\n")
        for i, line in enumerate(lines):
            if line.startswith("{") and line != "{torn" and json.loads(line).get("id", f"L{i + 1}") == record:
                lines[i] = ""
        put(self.folder, path, "\n".join(lines))
        self.set(change.remove(self.dataset, [f"{path}#{record}"]).dataset)

    def set(self, dataset: Dataset) -> None:
        self.steps += 1
        self.dataset = through_disk(dataset, self.place / str(self.steps))

    def step(self, data: st.DataObject) -> None:
        """One change, drawn from those that are possible."""
        known = self.known()
        records = [(str(r["path"]), str(r["record"])) for r in self.dataset.report.inputs if "record" in r]
        new = [name for name in (*PLAIN, *COLLECTED) if name not in known]
        doable = ["replace", "remove"] * bool(known) + ["record"] * bool(records) + ["add"] * bool(new)
        match data.draw(st.sampled_from(doable)):
            case "add":
                self.read(
                    data, data.draw(st.lists(st.sampled_from(new), min_size=1, max_size=3, unique=True)), new=True
                )
            case "replace":
                names = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
                self.read(data, names, new=False)
            case "remove":
                self.remove(data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True)))
            case _:
                self.remove_record(*data.draw(st.sampled_from(records)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_changes_give_what_a_build_of_the_changed_inputs_gives(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        inputs = Inputs(Path(place))
        for _ in range(data.draw(st.integers(1, 5))):
            inputs.step(data)
            wanted = built(inputs.folder)
            assert inputs.dataset.report == wanted.report
            assert inputs.dataset == wanted


@settings(max_examples=4, deadline=None)
@given(st.data())
def test_any_changes_give_the_files_of_a_build(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        inputs = Inputs(Path(place))
        out = outputs.write(inputs.dataset, Path(place, "out"))
        for _ in range(2):
            stand = load_stand(out)
            inputs.step(data)
            outputs.write(inputs.dataset, out, stand)
        wanted = outputs.write(built(inputs.folder), Path(place, "wanted"))
        assert files(out) == files(wanted)
        assert stored(out) == stored(wanted)


@pytest.mark.parametrize("name", ["a.txt", "sub/a.txt"])
def test_what_is_put_back_leaves_no_trace(tmp_path: Path, name: str) -> None:
    put(tmp_path / "in", "b.txt", TEXTS[3])
    before = built(tmp_path / "in")
    path = put(tmp_path / "in", name, TEXTS[4])
    made = change.add(before, [str(path)], Choice(root=str(tmp_path / "in"))).dataset
    assert made != before
    assert change.remove(made, [name]).dataset == before
