"""The trend: in how many articles of each month a query is found, beside what the archive holds of that month.

A month of which no issue is held has no number: nothing found there means nothing. Two queries stand side by side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING

from archive.search.coverage import Coverage, Frame, Held, frame_of, held_by_month
from archive.search.facets import narrowed
from archive.search.indexes import UNDATED
from archive.search.properties import resolved
from archive.search.query import parse
from archive.search.query.parser import printable
from archive.search.query.tree import And, Everything, Node, Range
from archive.search.query.written import written
from archive.search.question import Answer, Question, answer_to
from archive.search.reach import Reach

if TYPE_CHECKING:
    from archive.models.articles import Reader

# Rates are given for a thousand articles: a newspaper prints about so many a month.
PER = 1_000

# How many articles are found in each month, by its first day; in those without a date under None.
Counts = Mapping[dt.date | None, int]


@dataclass(frozen=True)
class Count:
    """How many articles of a stretch of time answer one query, and what is held of it."""

    found: int
    held: Held

    @property
    def rate(self) -> float | None:
        """Articles found for every thousand held; None where none is held."""
        return self.found * PER / self.held.articles if self.held.articles else None


@dataclass(frozen=True)
class Month:
    """A month by its first day, and its count for each query."""

    first: dt.date
    counts: tuple[Count, ...]

    @property
    def is_held(self) -> bool:
        """Is anything held of it in which any of the queries could be found?"""
        return any(count.held.articles for count in self.counts)


@dataclass(frozen=True)
class Series:
    """One query, with its count over all the months and over what has no date.

    ``prefix`` and a date behind it ask for the same within that date; it is empty where that cannot be typed.
    """

    query: str
    prefix: str
    frame: Frame
    dated: Count
    undated: Count
    answer: Answer

    @property
    def found(self) -> int:
        """Everything found: the number that the search itself gives."""
        return self.dated.found + self.undated.found


@dataclass(frozen=True)
class Trend:
    """Every month of the years of which anything is held, and those between; and the sums of each query."""

    series: tuple[Series, ...]
    months: tuple[Month, ...]
    notices: tuple[str, ...]

    @property
    def has_one_frame(self) -> bool:
        """Do all the queries keep to the same newspapers and days, so that one coverage serves them all?"""
        return len({one.frame for one in self.series}) == 1


def trend(asked: Sequence[str | Question], *, reader: Reader = None) -> Trend:
    """The questions, at least one, month by month, over what this reader may find.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    questions = [Question(one) if isinstance(one, str) else one for one in asked]
    reach = Reach.of(reader)
    answers = [answer_to(question, reach) for question in questions]
    frames = [frame_asked(question, answer) for question, answer in zip(questions, answers, strict=True)]
    held = {frame: held_by_month(frame, reader) for frame in set(frames)}
    months = span_of({month for one in held.values() for month in one if month})
    found = [found_by_month(answer.tree, reach) for answer in answers]
    return Trend(
        series=tuple(
            Series(
                printable(question.query),
                prefix_of(question.query),
                frame,
                *sums(counts, held[frame]),
                answer,
            )
            for question, frame, counts, answer in zip(questions, frames, found, answers, strict=True)
        ),
        months=tuple(
            Month(month, tuple(map(partial(count_of, month), found, (held[frame] for frame in frames))))
            for month in months
        ),
        notices=reach.pending_notice(),
    )


def frame_asked(question: Question, answer: Answer) -> Frame:
    """The newspapers and days that a question keeps to: by its query, by those within it, and by what was chosen."""
    inside = [frame_of(resolved(parse(query)).tree) for query in question.within]
    chosen = frame_of(narrowed(Everything(), question.chosen))
    return reduce(Frame.within, inside, frame_of(answer.understood).within(chosen))


def prefix_of(query: str) -> str:
    """What the query becomes when a date is to follow."""
    day = dt.date(2000, 1, 1)
    return written(And((parse(query).tree, Range("date", day, day)))).rpartition(" ")[0]


def found_by_month(tree: Node, reach: Reach) -> Counts:
    """In how many articles of each month a tree is found; in how many without a date under None."""
    found = reach.matching(tree).facet("month")
    # The least that makes Haystack ask: it would otherwise read every document for its counts.
    found[:1]
    counts = found.facet_counts().get("fields", {}).get("month", ())
    return {
        None if month == UNDATED else dt.date.fromisoformat(f"{month}-01"): count for month, count in counts
    }


def count_of(month: dt.date | None, found: Counts, held: Coverage) -> Count:
    """The count of one month; None stands for what has no date."""
    return Count(found.get(month, 0), held.get(month, Held()))


def sums(found: Counts, held: Coverage) -> tuple[Count, Count]:
    """The count of all the months together, and of what has no date."""
    there = [one for month, one in held.items() if month]
    dated = Held(sum(one.issues for one in there), sum(one.articles for one in there))
    undated = count_of(None, found, held)
    return Count(sum(found.values()) - undated.found, dated), undated


def span_of(months: Collection[dt.date]) -> list[dt.date]:
    """Every month of the years from the first of these to the last."""
    years = range(min(months).year, max(months).year + 1) if months else ()
    return [dt.date(year, month, 1) for year in years for month in range(1, 13)]
