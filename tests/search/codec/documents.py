"""Small documents whose words recur, and the same of them in Whoosh's own index and in ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from whoosh import analysis, fields, query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.matching import ReadTooFar
from whoosh.searching import Searcher

from archive.search.analysis import exact_terms, word_terms
from archive.search.engines.whoosh.codec.index import ArrayIndex
from archive.search.engines.whoosh.exclude import Except
from archive.search.engines.whoosh.schema import TermAnalyzer

SCHEMA = fields.Schema(
    id=fields.ID(stored=True, unique=True),
    text=fields.TEXT(analysis.SpaceSeparatedTokenizer()),
    ranked=fields.TEXT(TermAnalyzer(word_terms), phrase=False),
    exact=fields.TEXT(TermAnalyzer(exact_terms)),
    kind=fields.ID(stored=True, sortable=True),
    date=fields.NUMERIC(int, bits=64, stored=True, sortable=True),
)
# Few words, some of which begin alike or are longer than the head of a key.
WORDS = (
    "a",
    "ab",
    "abc",
    "工会",
    "工会会员",
    "工会会员代表",
    "工会会员代表大会",
    "mmmmmmmm",
    "mmmmmmmn",
    "𠮷𠮷",
    "z",
)
KINDS = ("news", "feature", "photo")
DATES = (-5, 0, 1, 730_000, 730_001)

Document = Mapping[str, Any]

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
documents = st.fixed_dictionaries(
    {"text": texts},
    optional={
        "ranked": texts,
        "exact": st.text("工会昆aB1+，\n𠮷", max_size=15),
        "kind": st.sampled_from(KINDS),
        "date": st.sampled_from(DATES),
    },
)
batches = st.lists(st.lists(documents, min_size=1, max_size=6), min_size=1, max_size=4)


class Twins:
    """Two indexes that are written alike, segment by segment."""

    def __init__(self, place: Path, schema: fields.Schema) -> None:
        for name in ("whoosh", "arrays"):
            (place / name).mkdir()
        self.whoosh: FileIndex = FileStorage(str(place / "whoosh")).create_index(schema)
        self.arrays = ArrayIndex.make(place / "arrays", schema)
        self.count = 0

    def write(self, written: Iterable[Document], gone: Iterable[int] = ()) -> None:
        """One commit to both, which makes a segment; ``gone`` are numbers of documents to delete."""
        named = [{**document, "id": f"d{self.count + at}"} for at, document in enumerate(written)]
        self.count += len(named)
        for index in (self.whoosh, self.arrays):
            with index.searcher() as searcher:
                known = searcher.doc_count_all()
            writer = index.writer()
            for number in gone:
                if number < known:
                    writer.delete_document(number)
            for document in named:
                writer.add_document(**document)
            writer.commit(merge=False)

    def searchers(self) -> tuple[Searcher, Searcher]:
        """A searcher of each."""
        return self.whoosh.searcher(), self.arrays.searcher()


def written_alike(twins: Twins, written: Iterable[Iterable[Document]], gone: Iterable[int] = ()) -> Twins:
    """The twins after some commits, the last of which deletes."""
    for batch in written:
        twins.write(batch)
    if gone:
        twins.write([], gone)
    return twins


def found_by(searcher: Searcher, asked: query.Query, limit: int | None = None) -> dict[int, float]:
    """The documents found, with their scores."""
    results = searcher.search(asked, limit=limit)
    return {document: round(score, 6) for score, document in results.top_n}


def walked(searcher, asked):
    """What Whoosh's matchers find; None for the few queries on which they fail by themselves."""
    try:
        return found_by(searcher, asked)
    except (IndexError, ReadTooFar):
        return None


terms = st.one_of(
    st.builds(query.Term, st.just("text"), st.sampled_from(WORDS), boost=st.sampled_from([1.0, 2.5])),
    st.builds(
        query.Term, st.just("ranked"), st.sampled_from(["工会", "会员", "代表", "ab", "mmmmmmmm", "大会"])
    ),
    st.builds(
        query.Term, st.just("exact"), st.sampled_from(["工", "工会", "会昆", "1+", "b1", "𠮷", "𠮷𠮷"])
    ),
    st.builds(query.Term, st.just("kind"), st.sampled_from([*KINDS, "none"])),
)
multiterms = st.one_of(
    st.builds(
        query.Prefix,
        st.just("text"),
        st.sampled_from(["", "a", "工", "工会会", "工会会员代", "m", "mmmmmmm", "q"]),
    ),
    st.builds(
        query.Wildcard, st.just("text"), st.sampled_from(["*", "a*", "*c", "?", "工会*表", "m*n", "[ab]*"])
    ),
    st.builds(
        query.TermRange,
        st.just("text"),
        st.sampled_from(["a", "ab", "m"]),
        st.sampled_from(["abc", "工会", "z"]),
    ),
    st.builds(
        query.NumericRange,
        st.just("date"),
        st.sampled_from([None, -5, 0, 2, 730_000]),
        st.sampled_from([None, 0, 1, 730_000, 999_999]),
        startexcl=st.booleans(),
        endexcl=st.booleans(),
    ),
    st.builds(query.Every, st.sampled_from([None, "text", "kind"])),
    st.builds(
        query.FuzzyTerm, st.just("text"), st.sampled_from(["abd", "工会会负"]), prefixlength=st.just(1)
    ),
)
phrases = st.builds(
    query.Phrase,
    st.just("text"),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3),
    slop=st.sampled_from([1, 2]),
)


def compounds(children: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    """Queries of other queries."""
    several = st.lists(children, min_size=1, max_size=4)
    return st.one_of(
        st.builds(query.And, several, boost=st.sampled_from([1.0, 3.0])),
        st.builds(query.Or, several, boost=st.sampled_from([1.0, 0.5])),
        st.builds(query.DisjunctionMax, several),
        st.builds(query.AndNot, children, children),
        st.builds(Except, children, children),
        st.builds(query.AndMaybe, children, children),
        st.builds(query.Not, children),
        st.builds(query.ConstantScoreQuery, children, st.sampled_from([1.0, 7.0])),
    )


queries = st.recursive(st.one_of(terms, multiterms, phrases), compounds, max_leaves=6)
