"""A made-up graph of any size with the degrees and the amount of evidence of a real one, for benchmarks/explorer.py and tests.

What is imitated was measured on a build of 614 documents (2,685 nodes of the network), with

    python benchmarks/explorer_graph.py OUTPUT

which prints the same figures of any output folder: how many nodes have 0, 1, 2 ... edges, how many edges stay inside an
outermost community, and per node how many articles, characters of text, spans, readings, spans they rest on, and names.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from wpkgraph.lines import LABEL, TYPE, Index, literal
from wpkgraph.namespaces import DCTERMS, ORG, SCHEMA, SKOS, WPK

BASE = "https://example.org/id/"
# edges of a node -> how many nodes of the real graph have so many
DEGREES = {
    0: 1199,
    1: 722,
    2: 422,
    3: 112,
    4: 60,
    5: 51,
    6: 22,
    7: 20,
    8: 15,
    9: 7,
    10: 6,
    11: 5,
    12: 3,
    13: 5,
    14: 4,
    15: 2,
    16: 4,
    17: 3,
    18: 2,
    19: 2,
    20: 1,
    22: 1,
    23: 1,
    24: 1,
    27: 1,
    31: 1,
    32: 1,
    33: 1,
    34: 1,
    35: 1,
    38: 1,
    43: 1,
    45: 1,
    49: 1,
    51: 1,
    67: 1,
    69: 1,
    119: 1,
    569: 1,
}
INSIDE = 0.89  # of the edges stay inside an outermost community
COMMUNITY = 55  # linked nodes of one, on average
ARTICLES, TEXT, SPANS, NAMES = (
    0.23,
    2050,
    27,
    0.7,
)  # articles a node; characters and spans an article; other names a node
SECOND, PROOFS = 0.42, 1.56  # facts that a second article states; spans that a reading rests on
CLASSES = (  # class, those above it that the network asks for, share
    (f"{WPK}Person", (), 14),
    (f"{WPK}Workplace", (f"{WPK}Organization",), 19),
    (f"{WPK}StateBody", (f"{WPK}Organization",), 14),
    (f"{WPK}Meeting", (f"{WPK}Event",), 15),
    (f"{WPK}Visit", (f"{WPK}Event",), 8),
    (f"{WPK}Place", (), 12),
    (f"{SKOS}Concept", (), 18),
)
FACTS = (  # what a fact says of two nodes, share
    (f"{WPK}saidBy", f"{WPK}references", 37),
    (f"{WPK}participant", f"{WPK}event", 26),
    (f"{ORG}member", f"{ORG}organization", 17),
)
PLAIN = (f"{ORG}subOrganizationOf", f"{SCHEMA}superEvent", f"{SCHEMA}location", f"{SCHEMA}organizer")  # the rest
_SYLLABLES = "ka no ri mu sel tor win dap gan hol pes tia lum bre von qui sar jek".split()


class Made(NamedTuple):
    """A graph as its exporters see it: triples in an index, and the texts by hash."""

    index: Index
    texts: dict[str, str]
    nodes: int
    edges: int


def make(nodes: int, wanted: list[str], seed: int = 1, evidence: bool = True) -> Made:
    """The graph; the same for the same arguments.

    wanted    predicates that the index takes in
    evidence  False: nodes and edges only
    """
    dice = random.Random(seed)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 3))) for _ in range(3000)]
    index = Index(wanted)
    index.add(_nodes(nodes, dice, words, evidence))
    pairs = _pairs(nodes, dice)
    articles = max(1, int(nodes * ARTICLES)) if evidence else 0
    texts: dict[str, str] = {}
    for number in range(articles):
        texts[f"{number:064x}"] = _text(dice, words)
        index.add(_article(number, len(texts[f"{number:064x}"]), nodes, dice))
    for number, (a, b) in enumerate(pairs):
        index.add(_edge(number, a, b, articles, dice))
    return Made(index, texts, nodes, len(pairs))


def _node(number: int) -> str:
    return f"<{BASE}thing/{number}>"


def _nodes(nodes: int, dice: random.Random, words: list[str], evidence: bool) -> Iterator[str]:
    shares = [share for *_, share in CLASSES]
    for number in range(nodes):
        name = _node(number)
        cls, above, _ = dice.choices(CLASSES, shares)[0]
        label = " ".join(dice.choices(words, k=dice.randint(2, 5))).title()
        yield f"{name} <{LABEL}> {literal(label)}"
        yield from (f"{name} <{TYPE}> <{one}>" for one in (cls, *above))
        if evidence and dice.random() < NAMES:
            yield f"{name} <{SKOS}altLabel> {literal(label.split(' ', 1)[-1])}"
        if evidence and cls in (f"{WPK}Meeting", f"{WPK}Visit"):
            day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            yield from (f"{name} <{predicate}> {literal(day)}" for predicate in (f"{WPK}earliest", f"{WPK}latest"))


def _pairs(nodes: int, dice: random.Random) -> list[tuple[int, int]]:
    """Edges: every node gets its number of ends, and ends meet inside a community first."""
    degrees = dice.choices(list(DEGREES), list(DEGREES.values()), k=nodes)
    linked = [number for number, degree in enumerate(degrees) if degree]
    groups = max(1, len(linked) // COMMUNITY)
    inside: dict[int, list[int]] = {}
    outside: list[int] = []
    for number in linked:
        home = int(groups * dice.random() ** 2)  # few large communities, many small ones
        for _ in range(degrees[number]):
            (inside.setdefault(home, []) if dice.random() < INSIDE else outside).append(number)
    pairs = []
    for home in sorted(inside):
        dice.shuffle(inside[home])
        if len(inside[home]) % 2:
            outside.append(inside[home].pop())
        pairs += list(zip(inside[home][::2], inside[home][1::2], strict=True))
    dice.shuffle(outside)
    pairs += list(zip(outside[::2], outside[1::2], strict=False))
    return [(a, b) for a, b in pairs if a != b]


def _text(dice: random.Random, words: list[str]) -> str:
    """About TEXT characters; frequent words are frequent, so that the text packs as texts do."""
    out: list[str] = []
    size, wanted = 0, int(dice.expovariate(1 / TEXT)) + 200
    while size < wanted:
        word = words[int(len(words) * dice.random() ** 3)]
        out.append(f"{word.title()}." if dice.random() < 0.06 else word)
        size += len(out[-1]) + 1
    return " ".join(out)


def _article(number: int, length: int, nodes: int, dice: random.Random) -> Iterator[str]:
    name, file = f"{BASE}article/{number:016x}", f"<{BASE}file/{number}>"
    yield f"<{name}> <{TYPE}> <{WPK}Article>"
    yield f"<{name}> <{WPK}sha256> {literal(f'{number:064x}')}"
    yield f"<{name}> <{DCTERMS}title> {literal(f'Report {number}')}"
    day = literal(f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}")
    yield from (f"<{name}> <{one}> {day}" for one in (f"{DCTERMS}issued", f"{WPK}earliest", f"{WPK}latest"))
    yield f"{file} <{TYPE}> <{WPK}SourceFile>"
    yield f"{file} <{WPK}fileName> {literal(f'report-{number}.txt')}"
    yield f"<{name}> <{WPK}foundAt> <{BASE}file/{number}/text>"
    yield f"<{BASE}file/{number}/text> <{WPK}inFile> {file}"
    yield f'<{BASE}file/{number}/text> <{WPK}start> "0"'
    near = int(nodes * dice.random())
    for place in range(SPANS):
        span = _span(number, place)
        start = int(place * length / SPANS)
        yield f"{span} <{WPK}inArticle> <{name}>"
        yield f'{span} <{WPK}start> "{start}"'
        yield f'{span} <{WPK}end> "{min(length, start + dice.randint(5, 60))}"'
        if dice.random() < 0.7:
            yield f"{span} <{WPK}denotes> {_node((near + dice.randint(0, 40)) % nodes)}"


def _span(article: int, place: int) -> str:
    return f"<{BASE}article/{article:016x}/text#{place}>"


def _edge(number: int, a: int, b: int, articles: int, dice: random.Random) -> Iterator[str]:
    if dice.random() > sum(share for *_, share in FACTS) / 100:
        yield f"{_node(a)} <{dice.choice(PLAIN)}> {_node(b)}"
        return
    start, end, _ = dice.choices(FACTS, [share for *_, share in FACTS])[0]
    fact = f"<{BASE}fact/{number}>"
    yield f"{fact} <{start}> {_node(a)}"
    yield f"{fact} <{end}> {_node(b)}"
    if start == f"{ORG}member":
        yield f"{fact} <{WPK}roleText> {literal(f'post {number % 90}')}"
    for turn in range(min(articles, 1 + (dice.random() < SECOND))):
        yield from _reading(f"{BASE}fact/{number}/in/{turn}", fact, dice.randrange(articles), dice)


def _reading(name: str, fact: str, article: int, dice: random.Random) -> Iterator[str]:
    yield f"<{name}> <{WPK}readingOf> {fact}"
    yield f"<{name}> <{WPK}inArticle> <{BASE}article/{article:016x}>"
    yield f"<{name}> <{WPK}rule> {literal(f'rule-{dice.randrange(40)}')}"
    yield f"<{name}> <{WPK}status> <{WPK}Stated>"
    day = literal(f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}")
    yield from (f"<{name}> <{one}> {day}" for one in (f"{WPK}attestedOn", f"{WPK}earliest", f"{WPK}latest"))
    if dice.random() < 0.4:
        yield f'<{name}> <{WPK}listPosition> "{dice.randint(1, 30)}"'
    first = dice.randrange(SPANS)
    for turn in range(1 + (dice.random() < PROOFS - 1)):
        span = _span(article, (first + turn) % SPANS)
        yield f"<{name}> <{WPK}evidence> {span}"
        yield f"{fact} <{WPK}evidence> {span}"


def main() -> None:
    """Print what is imitated, of an output folder."""
    from wpkgraph.built import open_output
    from wpkgraph.explorer.build import of_dataset

    data = of_dataset(open_output(sys.argv[1]).dataset)
    count, rows, of = len(data.graph.nodes), data.first.communities, data.graph.nodes
    outer = []
    for node in of:
        at = node.community
        while rows[at].parent >= 0:
            at = rows[at].parent
        outer.append(at)
    print("degrees", dict(sorted(Counter(node.degree for node in of).items())))
    inside = sum(outer[edge.source] == outer[edge.target] for edge in data.graph.edges)
    print(f"edges {len(data.graph.edges) / count:.2f} a node, {inside / len(data.graph.edges):.2f} of them inside")
    sizes = {"articles": len(data.sources.articles), "characters": sum(row.length for row in data.sources.articles)}
    sizes |= {"spans": len(data.sources.spans), "readings": len(data.sources.readings)}
    sizes |= {"proofs": len(data.sources.proofs), "names": len(data.graph.names)}
    print("a node:", ", ".join(f"{name} {size / count:.2f}" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
