"""The parts of all documents put together: the one way from what documents gave to a dataset, for builds and changes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wpkgraph import triples
from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import Dataset, Recipe, Report
from wpkgraph.namespaces import RDF, WPK
from wpkgraph.options import BuildOptions
from wpkgraph.parts import Found, Part, Parts, Row, name_of, origin
from wpkgraph.triples.whole import used


def assemble(made: Parts, options: BuildOptions, knowledge: Knowledge) -> Dataset:
    """All graphs, sorted, with those that are computed from the others; the order of the parts does not count."""
    parts, clashes = _distinct(made.parts)
    articles, variants = _settled(parts)
    texts = dict(sorted((sha256, text) for part in parts for sha256, text in part.texts.items()))
    graphs = _graphs(parts, articles, texts, knowledge, Minter(options.base))
    report = Report(
        inputs=_sorted([*(part.row for part in parts), *_decided(knowledge)]),
        counts=_counts(graphs, options.base),
        rules=dict(sorted(sum((Counter(found.rules) for found in articles.values()), Counter()).items())),
        articles={iri: dict(sorted(articles[iri].rules.items())) for iri in sorted(articles)},
        variants=_sorted(variants),
        declined=_sorted(row for part in parts for row in part.declined),
        warnings=_sorted(
            [
                *made.warnings,
                *(row for part in parts for row in part.warnings),
                *_unmet(articles, knowledge, options.base),
            ]
        ),
        errors=_sorted([*made.errors, *clashes]),
    )
    fields = dict(sorted(options.fields.items()))
    recipe = Recipe(ontology=knowledge.digest, fields=fields, max_bytes=options.max_bytes, max_text=options.max_text)
    return Dataset(graphs, texts, report, options.base, recipe)


def _decided(knowledge: Knowledge) -> list[Row]:
    """A row of the report's inputs for each file of decisions that the build was given."""
    files = knowledge.decisions.files
    return [{"path": used.path, "sha256": used.sha256, "decisions": used.rows} for used in files]


def _unmet(articles: Mapping[str, Found], knowledge: Knowledge, base: str) -> list[Row]:
    """A warning for each person that a row of those files names, and no article."""
    lines = (found.lines for found in articles.values())
    return [
        {"file": row.file, "line": row.line, "message": f"{name} is nobody in these documents; the row does nothing"}
        for row, name in triples.unmet(lines, knowledge.decisions, base)
    ]


def _graphs(
    parts: Sequence[Part],
    found: Mapping[str, Found],
    texts: Mapping[str, str],
    knowledge: Knowledge,
    minter: Minter,
) -> dict[str, tuple[str, ...]]:
    """The graphs of files and articles, and those of curated, derived and linked knowledge, which follow from them."""
    files = {part.iri: part.lines for part in parts}
    articles = {iri: one.lines for iri, one in found.items()}
    graphs = {f"{iri}/graph": lines for iri, lines in {**files, **articles}.items()}
    subjects = used(graphs.values(), minter.base)
    for name, graph in (
        ("curated", triples.curated_graph(subjects, knowledge, minter)),
        ("derived", triples.derived_graph(articles, files, texts, knowledge, minter)),
        ("links", triples.links_graph(subjects, knowledge, minter)),
    ):
        if graph.lines:
            graphs[minter.graph(name)] = tuple(sorted(graph.lines))
    return dict(sorted(graphs.items()))


def _distinct(parts: Iterable[Part]) -> tuple[list[Part], list[Row]]:
    """The parts in their order; two whose names mint one IRI are an error for the later one, which is left out."""
    kept: dict[str, Part] = {}
    clashes: list[Row] = []
    for part in sorted(parts, key=lambda part: part.key):
        first = kept.setdefault(part.iri, part)
        if first is not part:
            why = "another input has the same name; this one is left out"
            same = name_of(first.path, first.record)
            clashes.append({"file": name_of(part.path, part.record), "message": why, "same_as": same})
    return list(kept.values()), clashes


def _settled(parts: Sequence[Part]) -> tuple[dict[str, Found], list[Row]]:
    """One graph for each article, and what inputs that would have it otherwise say instead.

    A record's title or a page around it can tell where a headline ends, so one text may give two graphs. The one that
    tells most counts, else the first by its input's name; the rows keep the others, as that input may be removed.
    """
    givers: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        for iri in part.articles:
            givers[iri].append(part)
    settled: dict[str, Found] = {}
    variants: list[Row] = []
    for iri, group in givers.items():
        best = min(group, key=lambda part: (-len(part.articles[iri].lines), part.key)).articles[iri]
        settled[iri] = best
        for part in group:
            other = part.articles[iri]
            if other is not best and other != best:
                variants.append({"article": iri, **origin(part.path, part.record), **_difference(best, other)})
    return settled, variants


def _difference(best: Found, other: Found) -> Row:
    ours, theirs = set(best.lines), set(other.lines)
    return {
        "lacks": sorted(ours - theirs),
        "adds": sorted(theirs - ours),
        "rules": dict(sorted(other.rules.items())),
    }


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows in one order, whatever order they and their keys came in."""

    def order(row: Row) -> list[str]:
        return [str(row.get(k, "")) for k in ("file", "path", "record")] + [json.dumps(row, sort_keys=True)]

    return tuple(sorted(rows, key=order))


def _counts(graphs: dict[str, tuple[str, ...]], base: str) -> dict[str, int]:
    """How many things of each of our classes there are."""
    own = f"<{WPK}"
    typed = f"> <{RDF}type> {own}"
    seen: dict[str, set[str]] = {}
    for lines in graphs.values():
        for line in [line for line in lines if typed in line]:
            subject, predicate, target = line.split(" ", 2)
            if predicate.endswith("#type>") and target.startswith(own) and subject.startswith("<" + base):
                seen.setdefault(target[len(own) : -1], set()).add(subject)
    return {name: len(things) for name, things in sorted(seen.items())}
