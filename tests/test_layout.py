"""The shape of the code: imports go one way, modules stay small, errors are not swallowed, domain words are data."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "wpkgraph"
MODULES = sorted(SRC.rglob("*.py"))
LONGEST = 400

# What a stage is built on never imports the stages above it; modules that are not named here only keep free of cycles.
LAYERS = (
    ("errors",),
    ("model", "dates", "iris", "namespaces", "knowledge", "names"),
    ("readers", "clean", "segment", "extractors", "resolve", "triples", "exporters"),
    ("pipeline",),
    ("built",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
EDGE = {"cli.py", "__main__.py"}  # the only place that may catch broadly
INVENTED = re.compile(r"rule|example|register", re.IGNORECASE)  # calls that hold the example sentences of a rule
ALLOWED: frozenset[str] = frozenset()


def name(path: Path) -> str:
    """The dotted name of a module below wpkgraph, "" for the package itself."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def type_checking_only(module: ast.Module) -> set[ast.AST]:
    """The nodes below `if TYPE_CHECKING:`."""
    blocks = [n for n in ast.walk(module) if isinstance(n, ast.If) and ast.unparse(n.test).endswith("TYPE_CHECKING")]
    return {node for block in blocks for statement in block.body for node in ast.walk(statement)}


def imports(path: Path) -> set[str]:
    """Modules of the package that a module imports when it runs, also inside functions."""
    known = {name(p) for p in MODULES}
    skipped = type_checking_only(tree(path))
    found = set()
    for node in ast.walk(tree(path)):
        if node in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wpkgraph":
            base = (node.module or "").removeprefix("wpkgraph").lstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                found.add(inner if inner in known else base)
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("wpkgraph").lstrip(".") for a in node.names if a.name.startswith("wpkgraph")}
    return found - {name(path)}


def layer(module: str) -> int | None:
    top = module.split(".")[0]
    return next((i for i, names in enumerate(LAYERS) if top in names), None)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: name(p) or "package")
def test_imports_go_down(path: Path) -> None:
    mine = layer(name(path))
    for other in sorted(imports(path)):
        theirs = layer(other)
        if mine is not None and theirs is not None:
            assert theirs <= mine, f"{name(path)} must not import {other}"
        if mine is None and name(path):
            assert other.split(".")[0] not in ("cli", "__main__"), f"{name(path)} must not import {other}"


def test_imports_have_no_cycles() -> None:
    graph = {name(p): {m for m in imports(p) if m} for p in MODULES if name(p)}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join([*above[above.index(module) :], module])
        if module not in done:
            for other in sorted(graph.get(module, ())):
                visit(other, (*above, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: name(p) or "package")
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    if path.name != "__init__.py" or tree(path).body:
        assert ast.get_docstring(tree(path)), f"{name(path)} says not what it is"


@pytest.mark.parametrize("path", [p for p in MODULES if p.name not in EDGE], ids=lambda p: name(p) or "package")
def test_errors_are_named(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            reraised = any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))
            assert node.type is not None or reraised, f"{name(path)}:{node.lineno} catches everything"
            broad = re.search(r"\b(Base)?Exception\b", caught)
            assert not broad or reraised, f"{name(path)}:{node.lineno} catches {caught}"


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of each string literal that is neither a docstring nor the example sentence of a rule."""
    module = tree(path)
    skipped: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        if isinstance(node, ast.Call) and INVENTED.search(ast.unparse(node.func)):
            skipped |= set(ast.walk(node))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


@cache
def domain_names() -> frozenset[str]:
    """Names of several words that ontology/ knows: persons, bodies, concepts, places, event series."""
    found = set()
    for file in ("people.toml", "bodies.toml", "series.toml", "states.toml"):
        path = ROOT / "ontology" / file
        data = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        rows = [row for table in data.values() if isinstance(table, list) for row in table]
        found |= {text for row in rows for text in (row.get("label", ""), *row.get("alt", []))}
    concepts = ROOT / "ontology" / "concepts.ttl"
    if concepts.exists():
        found |= set(re.findall(r'(?:prefLabel|altLabel|,)\s*"([^"]+)"@en', concepts.read_text(encoding="utf-8")))
    places = ROOT / "ontology" / "places.tsv"
    if places.exists():
        rows_of = (line.split("\t") for line in places.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
        found |= {cells[1] for cells in rows_of if len(cells) > 1}
    return frozenset(text for text in found if " " in text and len(text) > 6)


def test_domain_names_are_known() -> None:
    assert {"Kim Jong Un", "Workers' Party of Korea", "Party cell", "North Hamgyong Province"} <= domain_names()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: name(p) or "package")
def test_domain_words_are_data(path: Path) -> None:
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(domain_names())))
    for line, text in literals(path):
        hit = pattern.search(text)
        assert not hit or hit[0] in ALLOWED, f"{name(path)}:{line} holds {hit[0]!r}, which belongs in ontology/"
