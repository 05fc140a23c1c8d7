"""Documents added to a dataset, replaced in it and removed from it, without reading the others again.

Each function gives a new dataset: the one that a build of the changed documents gives, byte for byte. A dataset that was
built with another version of wpkgraph or another ontology is refused, as its other documents would be read otherwise now.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wpkgraph import __version__
from wpkgraph.assemble import assemble
from wpkgraph.choice import Choice, discovered
from wpkgraph.disassemble import disassemble
from wpkgraph.document_names import Names, below, first_few
from wpkgraph.errors import InputError, NotFoundError, OutputError
from wpkgraph.model import Dataset
from wpkgraph.options import BuildOptions, Progress
from wpkgraph.parts import Parts, Row, name_of
from wpkgraph.pipeline import Read, Task, knowledge_for, read_all
from wpkgraph.readers.discover import relative

_LEFT = "the output was left as it was"
_NEW = "a new document is added with: wpkgraph add"
_COLLECTIONS = (".jsonl", ".csv")


class Changed(NamedTuple):
    """A changed dataset, the names of the documents that were read or removed, and those met again unchanged.

    errors  rows of the report for what could not be read
    """

    dataset: Dataset
    names: tuple[str, ...]
    same: tuple[str, ...] = ()
    errors: tuple[Row, ...] = ()


def add(dataset: Dataset, paths: Sequence[str], choice: Choice, on_progress: Progress | None = None) -> Changed:
    """The dataset with the documents under the paths; one that can't be read is in the errors, the others go on.

    Raises InputError if one is there already, if a path names nothing, or if nothing could be read; OutputError.
    """
    options, names = _options(dataset, choice), Names(dataset.report)
    naming = below(choice.root) if choice.root is not None else relative
    found = discovered(paths, choice, naming)
    if there := [source.name for source in found.sources if source.name in names.paths]:
        are = "is" if len(there) == 1 else "are"
        raise InputError(first_few(there), f"{are} in the output already; use replace, or give another name with --as")
    for source in found.sources if choice.name is None and choice.root is None else ():
        longer = [name for name in names.ending(source.path) if name in names.paths] if source.path else []
        if longer and longer[0].count("/") > source.name.count("/"):
            why = f"is in the output already as {longer[0]}; use replace, or name it with --as {source.name}"
            raise InputError(str(source.path), why)
    reads = list(read_all([Task(source) for source in found.sources], options, on_progress))
    if not any(read.parts.parts for read in reads):
        raise _nothing(reads)
    passed: list[Row] = [{"file": note.where, "path": note.where, "message": note.why} for note in found.notes]
    return _with(dataset, reads, passed, options)


def replace(dataset: Dataset, paths: Sequence[str], choice: Choice, on_progress: Progress | None = None) -> Changed:
    """The dataset with documents read anew, each in the place of the one of its name; a collection is replaced whole.

    A document whose bytes are as they were is not read again. Raises NotFoundError for a name that is not there,
    InputError if a path names nothing, a file can't be read or its name is not clear; OutputError.
    """
    options, names = _options(dataset, choice), Names(dataset.report)
    given = {os.path.abspath(path): path for path in paths}

    def ending(path: Path, root: Path | None) -> str:
        if root is not None:
            return relative(path, root)
        try:
            return names.of_file(path, given.get(str(path), str(path)))
        except NotFoundError as error:
            raise NotFoundError(f"{error}; {_NEW}") from error

    naming = below(choice.root) if choice.root is not None else relative if choice.name is not None else ending
    found = discovered(paths, choice, naming)
    for source in found.sources:
        if source.name not in names.paths | names.unread:
            raise NotFoundError(f"{names.unknown(source.name)}; {_NEW}")
    known = _known(dataset, options)
    tasks = [Task(source, known.get(source.name, frozenset())) for source in found.sources]
    reads = list(read_all(tasks, options, on_progress))
    for read in reads:
        if read.broken or not (read.parts.parts or read.kept):
            raise _nothing([read])
    return _with(dataset, reads, [], options)  # files of no known kind were noted by the build


def remove(dataset: Dataset, names: Sequence[str]) -> Changed:
    """The dataset without the named documents. Raises NotFoundError, InputError if a name is not clear, OutputError.

    names  as in the report's inputs; NAME#ID for one record of a collection; also patterns, and paths that end in a name
    """
    options, known = _options(dataset, Choice()), Names(dataset.report)
    gone = {meant for name in names for meant in known.meant(name)}
    made = disassemble(dataset)
    removed = [part for part in made.parts if {(part.path, None), (part.path, part.record)} & gone]
    taken = {name_of(*meant) for meant in gone} | {name_of(part.path, part.record) for part in removed}

    def stays(row: Row) -> bool:
        about = {(row.get("path"), None), (row.get("path"), row.get("record"))}
        return not about & gone and row.get("same_as") not in taken

    left = set(map(id, removed))
    parts = [part for part in made.parts if id(part) not in left]
    emptied = {part.path for part in removed} - {part.path for part in parts}
    made = Parts(
        parts,
        [row for row in made.warnings if stays(row) and (row.get("record") or row.get("path") not in emptied)],
        list(filter(stays, made.errors)),
    )
    return Changed(assemble(made, options, knowledge_for(options)), tuple(sorted(taken)))


def _options(dataset: Dataset, choice: Choice) -> BuildOptions:
    """The options of the build that made the dataset. Raises OutputError if that can't be repeated now."""
    recipe = dataset.recipe
    fields = dict(choice.fields) or dict(recipe.fields)
    if fields != dict(recipe.fields) and any(_collection(row) for row in _rows(dataset)):
        raise OutputError("the records of the output were read with other fields (--field): build it again")
    if not recipe.ontology or recipe.version != __version__:
        why = f"the output was built by wpkgraph {recipe.version or '(unknown)'}, and this is {__version__}"
        if recipe.version == __version__:
            why = "the output was built by an earlier state of wpkgraph"
        raise OutputError(f"{why}: build it again")
    decided = {str(row["path"]): row["sha256"] for row in dataset.report.inputs if "decisions" in row}
    options = BuildOptions(dataset.base, choice.jobs, fields, recipe.max_bytes, recipe.max_text, tuple(decided))
    knowledge = knowledge_for(options)
    if recipe.ontology != knowledge.digest:
        raise OutputError("the ontology has changed since the output was built: build it again")
    if changed := [used.path for used in knowledge.decisions.files if used.sha256 != decided.get(used.path)]:
        raise OutputError(f"{changed[0]}: these decisions have changed since the output was built: build it again")
    return options


def _rows(dataset: Dataset) -> Iterable[Mapping[str, object]]:
    documents = (row for row in dataset.report.inputs if "decisions" not in row)
    return (*documents, *dataset.report.errors)


def _collection(row: Mapping[str, object]) -> bool:
    return os.path.splitext(str(row.get("path", "")))[1].lower() in _COLLECTIONS


def _known(dataset: Dataset, options: BuildOptions) -> dict[str, frozenset[tuple[str, str, str]]]:
    """Path -> the documents whose bytes alone say what is read from them: in a .csv file the header tells, too."""
    known: dict[str, set[tuple[str, str, str]]] = {}
    if dict(options.fields) == dict(dataset.recipe.fields):
        for row in (row for row in dataset.report.inputs if "decisions" not in row):
            path, record, sha256 = (str(row.get(name) or "") for name in ("path", "record", "sha256"))
            if not path.lower().endswith(".csv"):
                known.setdefault(path, set()).add((path, record, sha256))
    return {path: frozenset(rows) for path, rows in known.items()}


def _with(dataset: Dataset, reads: Sequence[Read], passed: list[Row], options: BuildOptions) -> Changed:
    """The dataset with what was read in the place of what it had under the same paths."""
    made = disassemble(dataset)
    fresh = {read.source.name for read in reads}
    kept = {key for read in reads for key in read.kept}
    made = Parts(
        [part for part in made.parts if part.path not in fresh or part.key in kept],
        [row for row in made.warnings if row.get("path") not in fresh],
        [row for row in made.errors if row.get("path") not in fresh],
    )
    new = Parts(warnings=passed)
    for read in reads:
        new.extend(read.parts)
    made.extend(new)
    names = tuple(sorted(name_of(part.path, part.record) for part in new.parts))
    same = tuple(sorted(name_of(path, record or None) for path, record in kept))
    return Changed(assemble(made, options, knowledge_for(options)), names, same, tuple(new.errors))


def _nothing(reads: Sequence[Read]) -> InputError:
    """Why nothing could be read."""
    for read in reads:
        for row in read.parts.errors:
            return InputError(str(row["file"]), f"{row['message']}; {_LEFT}")
    where = first_few(read.source.name for read in reads)
    return InputError(where, f"holds no document; {_LEFT}")
