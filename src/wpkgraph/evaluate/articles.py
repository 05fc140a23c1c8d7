"""The articles of a file, and their dates of issue."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.evaluate.case import Case, Found, Judged, Wanted
from wpkgraph.evaluate.gold import Issue
from wpkgraph.evaluate.graph import Passage, Stretch
from wpkgraph.evaluate.matching import match


def articles(case: Case) -> Iterator[Judged]:
    """How many articles were found in the file, and whether each date of issue was.

    The articles are counted, not compared: which of them is missing is told by title and place as far as they say it.
    """
    near = match(case.gold.articles, case.view.passages, lambda issue, passage: _alike(case, issue, passage))
    pairs = [*near.pairs, *zip(near.missed, near.left, strict=False)]
    more = len(near.missed) - len(near.left)
    yield Judged(
        "articles",
        tuple((_issue(issue), _passage(case, passage)) for issue, passage in pairs),
        tuple(map(_issue, near.missed[len(near.missed) - max(more, 0) :])),
        tuple(_passage(case, passage) for passage in near.left[len(near.left) - max(-more, 0) :]),
    )
    yield _issued(case)


def _issued(case: Case) -> Judged:
    """The dates annotated against all dates of the file's articles; a date is right as far as both tell it."""
    wants = [issue for issue in case.gold.articles if issue.published]
    given = [
        Found(f"{case.graph.title(p.article)}: {date}", p.article, (), (_head(case, p.article),))
        for p in case.view.passages
        for date in case.graph.issued(p.article)
    ]
    done = match(wants, given, lambda issue, found: _agree(issue.published, found.text.rpartition(": ")[2]))
    dated = len(wants) == len(case.gold.articles)  # else a date left over may be that of an article without one
    return Judged(
        "issue dates",
        tuple((_dated(issue), found) for issue, found in done.pairs),
        tuple(map(_dated, done.missed)),
        tuple(done.left[: len(done.missed)]) if dated else (),
    )


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _alike(case: Case, issue: Issue, passage: Passage) -> bool:
    """Whether an annotated article is the one of a passage, by where its body begins, or else by its title."""
    if issue.at:
        return passage.start <= issue.at[0] < passage.start + len(case.graph.text(passage.article))
    return bool(issue.title) and case.wording.same([issue.title], [case.graph.title(passage.article)])


def _issue(issue: Issue) -> Wanted:
    return Wanted(issue.title or "an article", ((issue.title,),) if issue.title else (), issue.at)


def _dated(issue: Issue) -> Wanted:
    title = f"{issue.title}: " if issue.title else ""
    return Wanted(f"{title}{issue.published}", ((issue.title,),) if issue.title else (), issue.at)


def _passage(case: Case, passage: Passage) -> Found:
    return Found(case.graph.title(passage.article), passage.article, (), (_head(case, passage.article),))


def _head(case: Case, article: str) -> Stretch:
    """The article's first line."""
    text = case.graph.text(article)
    end = text.find("\n")
    return Stretch(article, 0, min(end if end > 0 else len(text), 200))
