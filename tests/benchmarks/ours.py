"""Our search, asked in two ways: as the page asks it, and engine alone, doing what a peer's engine does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from haystack import connections
from haystack.query import SearchQuerySet
from whoosh import query

from archive.models import Article
from archive.search.engines.whoosh.executor.columns import counted
from archive.search.engines.whoosh.executor.order import best
from archive.search.engines.whoosh.runs import Standing
from archive.search.engines.whoosh.schema import SEPARATOR
from archive.search.find import facets_of, find
from archive.search.prepare import identifier_of
from archive.search.query import parse
from tests.benchmarks.measuring import Times, asked
from tests.benchmarks.shapes import DEEP, DELETED, PER_PAGE, Asked, Shape

FACETS = ("newspaper", "kind")


def delete_some() -> None:
    """Take one article in a hundred out of the index, as the outbox does, and write one anew: a second segment."""
    keys = Article.objects.order_by("pk").values_list("pk", flat=True)[::DELETED]
    backend = connections["default"].get_backend()
    backend.change((), [identifier_of(key) for key in keys])
    change()


def change() -> None:
    """Save one article, let the index learn of it, and see it."""
    article = Article.objects.order_by("-pk")[0]
    article.save()  # after the commit its task is drained
    connections["default"].get_backend().folder.executor()


def forget() -> None:
    """Answers to earlier questions are kept for the rest of a page; here each is to be found anew."""
    connections["default"].get_backend().folder.executor().kept.forget()


def ask_page(wanted: Asked) -> int:
    """As the search page: other names looked up, the reader's rights, rows and their places loaded, words marked."""
    forget()
    results = find(as_typed(wanted), page=DEEP if wanted.shape is Shape.DEEP else 1, per_page=PER_PAGE)
    if wanted.shape is Shape.FACETS:
        facets_of(results.answer)
    return results.count


def ask_haystack(wanted: Asked) -> int:
    """As a program asks Haystack: rows loaded, and every result's highlights looked at."""
    forget()
    begin = (DEEP - 1) * PER_PAGE if wanted.shape is Shape.DEEP else 0
    found = SearchQuerySet().load_all().highlight()
    if wanted.newspaper:
        found = found.filter(content=parse(wanted.words[0]).tree, newspaper=wanted.newspaper)
    else:
        found = found.filter(content=parse(as_typed(wanted)).tree)
    if wanted.shape is Shape.FACETS:
        for name in FACETS:
            found = found.facet(name)
    for result in found[begin : begin + PER_PAGE]:
        if not (result.highlighted and result.object.body):
            raise AssertionError(wanted)
    return len(found)


def as_typed(wanted: Asked) -> str:
    """The query as a reader types it."""
    if wanted.shape is Shape.PHRASE:
        return f"“{wanted.words[0]}”"
    if wanted.shape is Shape.PREFIX:
        return f"{wanted.words[0]}*"
    return " ".join([*wanted.words, *([f"报纸:{wanted.newspaper}"] if wanted.newspaper else [])])


def ask_engine(wanted: Asked) -> int:
    """The executor alone over the words view, phrases over the exact view: what tantivy is asked too."""
    executor = connections["default"].get_backend().folder.executor()
    found = executor.scored(_query(wanted))
    begin = (DEEP - 1) * PER_PAGE if wanted.shape is Shape.DEEP else 0
    page = best(found, begin + PER_PAGE)[begin:]
    for document in found.documents[page].tolist():
        executor.stored(document)
    if wanted.shape is Shape.FACETS:
        count_facets(found.documents)
    return len(found.documents)


def count_facets(documents: np.ndarray) -> None:
    """The values of two columns over all hits."""
    executor = connections["default"].get_backend().folder.executor()
    for name in FACETS:
        counted(executor.values(name), documents, SEPARATOR)


def _query(wanted: Asked) -> query.Query:
    must = [_clause(wanted.shape, word) for word in wanted.words]
    if wanted.newspaper:
        must.append(query.Term("newspaper", wanted.newspaper))
    return query.And(must) if len(must) > 1 else must[0]


def _clause(shape: Shape, word: str) -> query.Query:
    if shape is Shape.PREFIX:
        return query.ConstantScoreQuery(query.Prefix("body_words", word))
    if shape is Shape.PHRASE:
        return Standing([word], ["body_exact"])
    return query.Term("body_words", word)


def facet_times(queries: Iterable[Asked]) -> Times:
    """How long it takes to count two columns over all hits, the hits already found."""
    executor = connections["default"].get_backend().folder.executor()
    return asked(count_facets, [executor.matched(_query(one)) for one in queries])
