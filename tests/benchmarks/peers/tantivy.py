"""tantivy, through tantivy-py: words and pairs of characters cut by us, with spaces between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import tantivy

from archive.search.analysis import is_word
from archive.text.folding import fold, fold_words
from archive.text.words import cut_for_search
from tests.benchmarks.corpus import Text
from tests.benchmarks.shapes import DEEP, PER_PAGE, Asked, Shape

# What one thread may gather before it writes a segment.
HEAP = 256_000_000
LONGEST = 100


def words_of(text: str) -> str:
    """The words view of a text."""
    return " ".join(filter(is_word, cut_for_search(fold_words(text))))


def pairs_of(text: str) -> str:
    """The pairs of characters of a text, as our exact view has them."""
    return " ".join(" ".join(map("".join, pairwise(fold(paragraph)))) for paragraph in text.split("\n"))


class Tantivy:
    """Both views of headline and body, newspaper, kind and date."""

    def __init__(self, folder: Path, views: tuple[str, ...] = ("words", "pairs")) -> None:
        self._views = views
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("id", stored=True, fast=True, indexed=True)
        schema.add_text_field("newspaper", tokenizer_name="raw", fast=True)
        schema.add_text_field("kind", tokenizer_name="raw", fast=True)
        schema.add_integer_field("day", fast=True, indexed=True)
        for zone in ("headline", "body"):
            schema.add_text_field(f"{zone}_words", tokenizer_name="spaces", index_option="freq")
            schema.add_text_field(f"{zone}_pairs", tokenizer_name="spaces", index_option="position")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        self._index.register_tokenizer("spaces", spaces.build())

    def build(self, texts: Iterable[Text]) -> None:
        """Write and commit all of them with one thread."""
        writer = self._index.writer(HEAP, 1)
        for text in texts:
            writer.add_document(self._document(text))
        writer.commit()
        writer.wait_merging_threads()
        self._reload()

    def ask(self, asked: Asked) -> int:
        """How many match; the page of them is fetched too, best first."""
        offset = (DEEP - 1) * PER_PAGE if asked.shape is Shape.DEEP else 0
        query = self._query(asked)
        found = self._searcher.search(query, limit=PER_PAGE, offset=offset, count=True)
        for _score, address in found.hits:
            self._searcher.doc(address)["id"]
        if asked.shape is Shape.FACETS:
            wanted = {name: {"terms": {"field": name, "size": LONGEST}} for name in ("newspaper", "kind")}
            self._searcher.aggregate(query, wanted)
        return int(found.count)

    def change(self, text: Text) -> None:
        """Write one article over the old one, and see it."""
        writer = self._index.writer(HEAP, 1)
        writer.delete_documents("id", text.number)
        writer.add_document(self._document(text))
        writer.commit()
        self._reload()

    def _reload(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def _document(self, text: Text) -> tantivy.Document:
        document = tantivy.Document(
            id=text.number, newspaper=[text.newspaper], kind=[text.kind], day=text.day.toordinal()
        )
        for zone, value in (("headline", text.headline), ("body", text.body)):
            document.add_text(f"{zone}_words", words_of(value))
            if "pairs" in self._views:
                document.add_text(f"{zone}_pairs", pairs_of(value))
        return document

    def _query(self, asked: Asked) -> tantivy.Query:
        must = [self._clause(asked.shape, word) for word in asked.words]
        if asked.newspaper:
            must.append(tantivy.Query.term_query(self._schema, "newspaper", asked.newspaper))
        if len(must) == 1:
            return must[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in must])

    def _clause(self, shape: Shape, word: str) -> tantivy.Query:
        if shape is Shape.PREFIX:
            return tantivy.Query.regex_query(self._schema, "body_words", f"{word}.*")
        if shape is Shape.PHRASE:
            return tantivy.Query.phrase_query(self._schema, "body_pairs", pairs_of(word).split())
        return tantivy.Query.term_query(self._schema, "body_words", word)
