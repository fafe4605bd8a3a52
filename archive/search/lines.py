"""The lines of a concordance: occurrences with what is printed around them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from archive.models import Article
from archive.search.keys import BATCH, in_batches
from archive.search.keywords import Keywords, Place

if TYPE_CHECKING:
    from archive.models.articles import Reader

# Characters shown to either side of a keyword: what fits one line of a desktop page.
CONTEXT = 24
WHITE = re.compile(r"\s+")


class Occurrence(NamedTuple):
    """One occurrence: by what it is sorted, the number of its article in the order read, and its own number therein."""

    key: bytes
    rank: int
    number: int
    article: int


@dataclass(frozen=True)
class Line:
    """An occurrence with its context, on one line; the ``number``-th of its article, from 0.

    Both sides are empty where the newspaper allows no more to be shown.
    """

    article: Article
    place: Place
    number: int
    left: str
    keyword: str
    right: str
    is_shown: bool


def lines_of(
    chosen: Sequence[Occurrence], keywords: Keywords, reader: Reader, in_part: Container[int]
) -> Iterator[Line]:
    """The lines of these occurrences, in their order; those left out whose article has just changed or gone.

    Of the newspapers ``in_part`` only the first place of an article is shown with its context.
    """
    rows = rows_of({occurrence.article for occurrence in chosen}, reader)
    places = {key: list(keywords.places_in(row)) for key, row in rows.items()}
    for one in chosen:
        if one.number < len(places.get(one.article, ())):
            article = rows[one.article]
            is_shown = one.number == 0 or article.page.issue.newspaper_id not in in_part
            yield line(article, places[one.article][one.number], one.number, is_shown=is_shown)


def rows_of(keys: Iterable[int], reader: Reader) -> dict[int, Article]:
    """The articles with their place, by their ids."""
    published = Article.objects.published(reader).with_place().order_by()
    return {row.pk: row for some in in_batches(keys, BATCH) for row in published.filter(pk__in=some)}


def line(article: Article, place: Place, number: int, *, is_shown: bool) -> Line:
    """An occurrence with the characters printed around it, within its paragraph."""
    text = place.passage.text
    left = text[max(0, place.start - CONTEXT) : place.start] if is_shown else ""
    right = text[place.end : place.end + CONTEXT] if is_shown else ""
    keyword = text[place.start : place.end]
    return Line(article, place, number, flat(left), flat(keyword), flat(right), is_shown)


def flat(text: str) -> str:
    """The text with its line ends as spaces."""
    return WHITE.sub(" ", text)
