"""A query answered in one segment.

Each kind of Whoosh query that is known here is answered twice: which documents match, and how they score. Any other is
walked by Whoosh's own matchers, and so is every query below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
from whoosh import query
from whoosh.searching import Searcher

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.postings import Kind, Postings
from archive.search.engines.whoosh.codec.readers import ArrayReader
from archive.search.engines.whoosh.exclude import Except
from archive.search.engines.whoosh.executor.found import (
    NOTHING,
    Found,
    added,
    common,
    greatest,
    marked,
    summed,
    united,
    without,
)
from archive.search.engines.whoosh.executor.places import following, holding
from archive.search.engines.whoosh.executor.terms import beginning_with, expanded, within
from archive.search.engines.whoosh.executor.weights import Weights
from archive.search.engines.whoosh.runs import Standing

Query = Any

# Of a term that has so many times as many documents as there are wanted, only those wanted are scored.
FEW = 2


class Segment:
    """A segment that is searched. What it finds may be deleted; :meth:`living` leaves that out."""

    def __init__(self, searcher: Searcher, offset: int, weights: Weights) -> None:
        reader: ArrayReader = searcher.reader()
        self.searcher, self.offset = searcher, offset
        self.weights = weights
        self.reader, self.arrays, self.deleted = reader, reader.arrays, reader.deleted
        self.count = int(reader.doc_count_all())
        self._standing: dict[tuple[str, tuple[str, ...]], Array] = {}
        self._wanted: Array | None = None
        self._wanted_count = 0

    def forget(self) -> None:
        """Strings that were found once in a query need not be found again in it; the next query begins anew."""
        self._standing = {}

    def living(self, found: Found) -> Found:
        """Those that are not deleted."""
        return found if self.deleted is None else found.where(~self.deleted.take(found.documents))

    @contextmanager
    def only(self, documents: Array) -> Iterator[None]:
        """Meanwhile no scores but those of these documents are wanted; others may be left out."""
        before = self._wanted, self._wanted_count
        self._wanted, self._wanted_count = marked(documents, self.count), len(documents)
        try:
            yield
        finally:
            self._wanted, self._wanted_count = before

    def matched(self, asked: Query) -> Array:
        """The documents that match, ascending."""
        answer = MATCHED.get(type(asked))
        return answer(self, asked) if answer else self._walked(asked).documents

    def scored(self, asked: Query) -> Found:
        """The documents that match, with their scores."""
        answer = SCORED.get(type(asked))
        return answer(self, asked) if answer else self._walked(asked)

    def _walked(self, asked: Query) -> Found:
        """What Whoosh's own matchers find."""
        matcher = asked.matcher(self.searcher, self.searcher.context())
        documents, scores = [], []
        while matcher.is_active():
            documents.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return Found(np.array(documents, np.int64), np.array(scores, np.float64))

    # -- terms -----------------------------------------------------------------------------------------------------

    def term_matched(self, asked: query.Term) -> Array:
        """The documents of a term."""
        postings, number = self._found(asked.fieldname, asked.text)
        return postings.documents_of(number) if postings and number >= 0 else NOTHING

    def term_scored(self, asked: query.Term) -> Found:
        """The documents of a term by BM25F."""
        postings, number = self._found(asked.fieldname, asked.text)
        if postings is None or number < 0:
            return _nothing()
        return self._weighed(asked.fieldname, postings, number).times(asked.boost)

    def _found(self, name: str, text: Any) -> tuple[Postings | None, int]:
        """The postings of a field and the number of a term, which is below 0 where it is not there."""
        postings = self.arrays.postings(name) if name in self.searcher.schema else None
        if postings is None:
            return None, -1
        try:
            return postings, postings.terms.find(self.searcher.schema[name].to_bytes(text))
        except ValueError:  # no value of this field can look so
            return None, -1

    def _weighed(self, name: str, postings: Postings, number: int) -> Found:
        documents, often = postings.documents_of(number), postings.weights_of(number)
        if self._wanted is not None and self._wanted_count < len(documents) // FEW:
            kept = np.flatnonzero(self._wanted.take(documents))
            documents, often = documents.take(kept), often.take(kept)
        lengths = self.arrays.documents.lengths(name)
        here = None if lengths is None else lengths.take(documents)
        return Found(documents, self.weights.scores(name, postings.terms[number], often, here))

    # -- several terms of a field ----------------------------------------------------------------------------------

    def terms_matched(self, asked: Any) -> Array:
        """The documents of every term that a prefix, pattern or range stands for."""
        postings = self.arrays.postings(asked.field())
        numbers = self._expanded(asked, postings)
        if postings is None or not len(numbers):
            return NOTHING
        if isinstance(numbers, range):
            documents = postings.documents_between(numbers.start, numbers.stop)
            return np.flatnonzero(marked(documents, self.count)) if len(numbers) > 1 else documents
        return united([postings.documents_of(number) for number in numbers], self.count)

    def terms_scored(self, asked: Any) -> Found:
        """The same as Whoosh scores it: "constant" scores are so only where it loads all matches beforehand."""
        postings = self.arrays.postings(asked.field())
        numbers = self._expanded(asked, postings)
        if postings is None or not len(numbers):
            return _nothing()
        if len(numbers) == 1:
            return self._weighed(asked.field(), postings, numbers[0])
        if asked.constantscore and self._loaded_beforehand(len(numbers)):
            return Found.alike(self.terms_matched(asked), 1.0)
        parts = [self._weighed(asked.field(), postings, number) for number in numbers]
        return added(parts, self.count).times(asked.boost)

    def _expanded(self, asked: Any, postings: Postings | None) -> range | list[int]:
        if postings is None:
            return range(0)
        expand = {query.Prefix: beginning_with, query.TermRange: within}.get(type(asked), expanded)
        return expand(postings.terms, asked, self.reader)

    def _loaded_beforehand(self, clauses: int) -> bool:
        """Whoosh's rule, in ``whoosh.query.Or``."""
        return clauses >= query.Or.TOO_MANY_CLAUSES or (clauses != 2 and self.count <= 5000)

    def pattern_matched(self, asked: query.Prefix | query.Wildcard) -> Array:
        """The same; every document that has the field where the pattern leaves all open."""
        if asked.text in ANYTHING[type(asked)]:
            return self.matched(query.Every(asked.fieldname))
        return self.terms_matched(asked)

    def pattern_scored(self, asked: query.Prefix | query.Wildcard) -> Found:
        """The same, scored."""
        if asked.text in ANYTHING[type(asked)]:
            return self.scored(query.Every(asked.fieldname, boost=asked.boost))
        return self.terms_scored(asked)

    def numbers_matched(self, asked: query.NumericRange) -> Array:
        """The documents with a number in the range."""
        return self.matched(asked._compile_query(self.reader))

    def numbers_scored(self, asked: query.NumericRange) -> Found:
        """The same, scored."""
        return self.scored(asked._compile_query(self.reader))

    # -- places ----------------------------------------------------------------------------------------------------

    def phrase_matched(self, asked: query.Phrase) -> Array:
        """The documents in which the words stand one behind another."""
        found = [self._found(asked.fieldname, word) for word in asked.words]
        postings = found[0][0] if found else None
        if postings is None or postings.kind is not Kind.PLACED:
            return self._walked(asked).documents  # which says what is wrong
        numbers = [number for _postings, number in found]
        return following(postings, numbers, asked.slop, self.count) if min(numbers) >= 0 else NOTHING

    def phrase_scored(self, asked: query.Phrase) -> Found:
        """The same by the weights of all the words."""
        documents = self.phrase_matched(asked)
        words = [self.scored(query.Term(asked.fieldname, word)) for word in asked.words]
        return Found(documents, summed(words, documents, self.count)).times(asked.boost)

    def standing_matched(self, asked: Standing) -> Array:
        """The documents in which all the strings stand."""
        found = [self._standing_in(needle, asked.fieldnames) for needle in asked.needles]
        return common(found, self.count) if found else NOTHING

    def standing_scored(self, asked: Standing) -> Found:
        """The same, all alike."""
        documents = self.standing_matched(asked)
        return Found.alike(documents, asked.score_in(self.searcher)) if len(documents) else _nothing()

    def _standing_in(self, needle: str, names: tuple[str, ...]) -> Array:
        """The documents in whose fields the string stands."""
        known = self._standing.get((needle, names))
        if known is None:
            fields = filter(None, map(self.arrays.postings, names))
            known = united([holding(postings, needle, self.count) for postings in fields], self.count)
            self._standing[needle, names] = known
        return known

    # -- compounds -------------------------------------------------------------------------------------------------

    def all_matched(self, asked: query.And) -> Array:
        """The documents that match each query."""
        return self._common(list(asked)) if len(asked) else NOTHING

    def all_scored(self, asked: query.And) -> Found:
        """The same with the sums of their scores."""
        if len(asked) < 2:
            return self.scored(asked[0]) if len(asked) else _nothing()
        documents = self._common(asked)
        with self.only(documents):
            parts = [self.scored(one) for one in asked] if len(documents) else ()
        return Found(documents, summed(parts, documents, self.count)).times(asked.boost)

    def any_matched(self, asked: query.Or) -> Array:
        """The documents that match at least one query."""
        return united([self.matched(one) for one in asked], self.count)

    def any_scored(self, asked: query.Or) -> Found:
        """The same with the sums of their scores."""
        if asked.scale:
            return self._walked(asked)
        if len(asked) < 2:
            return self.scored(asked[0]) if len(asked) else _nothing()
        return added([self.scored(one) for one in asked], self.count).times(asked.boost)

    def greatest_scored(self, asked: query.DisjunctionMax) -> Found:
        """The documents that match at least one query, with the greatest of their scores.

        Whoosh's own matcher counts the score of the other query's next document too.
        """
        if len(asked) < 2:
            return self.scored(asked[0]) if len(asked) else _nothing()
        return greatest([self.scored(one) for one in asked], self.count).times(asked.boost)

    def but_matched(self, asked: query.AndNot) -> Array:
        """The documents of the first query that do not match the second."""
        return without(self.matched(asked.a), self.matched(asked.b), self.count)

    def but_scored(self, asked: query.AndNot) -> Found:
        """The same, scored."""
        found = self.scored(asked.a)
        unwanted = self.matched(asked.b)
        return found.where(~marked(unwanted, self.count).take(found.documents)) if len(unwanted) else found

    def maybe_scored(self, asked: query.AndMaybe) -> Found:
        """The documents of the first query, with what they score in the second."""
        found = self.scored(asked.a)
        with self.only(found.documents):
            lifted = self._parts(asked.b) if len(found.documents) else ()
        return Found(found.documents, found.scores + summed(lifted, found.documents, self.count))

    def _parts(self, asked: Query) -> Sequence[Found]:
        """What is to be added up."""
        plain = type(asked) is query.Or and not asked.scale and asked.boost == 1.0
        return [self.scored(one) for one in asked] if plain else [self.scored(asked)]

    def not_matched(self, asked: query.Not) -> Array:
        """The documents that do not match."""
        marks = np.ones(self.count, bool)
        marks[self.matched(asked.query)] = False
        return np.flatnonzero(marks)

    def _common(self, asked: Iterable[Query]) -> Array:
        return common([self.matched(one) for one in asked], self.count)

    def every_matched(self, asked: query.Every) -> Array:
        """All documents, or all that have a field."""
        if asked.fieldname is None:
            return self._all
        postings = self.arrays.postings(asked.fieldname)
        return NOTHING if postings is None else np.flatnonzero(marked(postings.documents[:], self.count))

    @cached_property
    def _all(self) -> Array:
        return np.arange(self.count)


def _nothing() -> Found:
    return Found.alike(NOTHING, 0.0)


def _alike(score: Callable[[Any], float]) -> Callable[[Segment, Any], Found]:
    """An answer in which all documents that match score the same."""
    return lambda segment, asked: Found.alike(segment.matched(asked), score(asked))


# Patterns that leave all open.
ANYTHING: dict[type[Query], set[str]] = {query.Prefix: {""}, query.Wildcard: {"*"}}
# The kinds of query that are answered here.
MATCHED: dict[type[Query], Callable[[Segment, Any], Array]] = {
    query.Term: Segment.term_matched,
    query.Prefix: Segment.pattern_matched,
    query.Wildcard: Segment.pattern_matched,
    query.Regex: Segment.terms_matched,
    query.FuzzyTerm: Segment.terms_matched,
    query.TermRange: Segment.terms_matched,
    query.NumericRange: Segment.numbers_matched,
    query.Phrase: Segment.phrase_matched,
    Standing: Segment.standing_matched,
    query.And: Segment.all_matched,
    query.Or: Segment.any_matched,
    query.DisjunctionMax: Segment.any_matched,
    query.Not: Segment.not_matched,
    query.AndNot: Segment.but_matched,
    Except: Segment.but_matched,
    query.AndMaybe: lambda segment, asked: segment.matched(asked.a),
    query.ConstantScoreQuery: lambda segment, asked: segment.matched(asked.child),
    query.Every: Segment.every_matched,
    type(query.NullQuery): lambda _segment, _asked: NOTHING,
}
SCORED: dict[type[Query], Callable[[Segment, Any], Found]] = {
    query.Term: Segment.term_scored,
    query.Prefix: Segment.pattern_scored,
    query.Wildcard: Segment.pattern_scored,
    query.Regex: Segment.terms_scored,
    query.FuzzyTerm: Segment.terms_scored,
    query.TermRange: Segment.terms_scored,
    query.NumericRange: Segment.numbers_scored,
    query.Phrase: Segment.phrase_scored,
    Standing: Segment.standing_scored,
    query.And: Segment.all_scored,
    query.Or: Segment.any_scored,
    query.DisjunctionMax: Segment.greatest_scored,
    query.Not: _alike(lambda _asked: 1.0),
    query.AndNot: Segment.but_scored,
    Except: Segment.but_scored,
    query.AndMaybe: Segment.maybe_scored,
    query.ConstantScoreQuery: _alike(lambda asked: asked.score),
    query.Every: _alike(lambda asked: asked.boost),
    type(query.NullQuery): lambda _segment, _asked: _nothing(),
}
