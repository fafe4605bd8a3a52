"""The Haystack backend on Whoosh: it writes prepared documents and answers trees. Nothing fails in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from whoosh import query
from whoosh.writing import LockError

from archive.errors import IndexBusy
from archive.models import IndexTask
from archive.search import lock
from archive.search.engines.highlighting import highlight
from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.codec.writer import ArrayWriter
from archive.search.engines.whoosh.compile import compiled
from archive.search.engines.whoosh.exclude import Except
from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.engines.whoosh.executor.found import Found
from archive.search.engines.whoosh.executor.order import by_columns
from archive.search.engines.whoosh.facets import count_dates, count_values
from archive.search.engines.whoosh.folder import (
    IndexFolder,
    committed,
    damage_named,
    refusal_named,
)
from archive.search.engines.whoosh.related import like, spelling_suggestion
from archive.search.engines.whoosh.schema import Layout
from archive.search.prepare import prepare_each
from archive.search.query import parse
from archive.search.query.tree import And, Everything, Node

# How long Haystack's own commands wait for another writer, in seconds: an indexer's batch takes one or two.
PATIENCE = 30.0

# What Haystack can ask and this engine cannot answer.
UNSUPPORTED = ("boost", "within", "dwithin", "distance_point")
# What a result has beside the fields that the index keeps.
OF_EVERY_RESULT = {
    "pk",
    "object",
    "model",
    "score",
    "app_label",
    "model_name",
    "verbose_name",
    ID,
    DJANGO_CT,
    DJANGO_ID,
}


class WhooshBackend(BaseSearchBackend):
    """One index folder. Every thread has a backend of its own, and with it a searcher that is kept."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.silently_fail = False
        self.path = Path(options["PATH"])
        declared = connections[connection_alias].get_unified_index().all_searchfields()
        self.layout = Layout.of(declared)
        self.folder = IndexFolder(self.path, self.layout.schema)

    # -- writing ---------------------------------------------------------------------------------------------------

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Haystack's way to write rows. Rows that cannot be prepared wait in the outbox, which says why."""
        with lock.held(self.path, PATIENCE):
            documents, faults = prepare_each(iterable, index)
            self.change(documents, ())
            IndexTask.objects.keep(faults)

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Haystack's way to take a row, or an identifier, out of the index."""
        with lock.held(self.path, PATIENCE):
            self.change((), [get_identifier(obj_or_string)])

    def clear(self, models: Sequence[Any] | None = None, commit: bool = True) -> None:
        """Haystack's way to empty the index, or to take all rows of some models out of it."""
        with lock.held(self.path, PATIENCE):
            if models is None:
                self.replace(())
                return
            with self._writing() as writer:
                writer.delete_by_terms(DJANGO_CT, map(get_model_ct, models))

    def change(self, documents: Iterable[Mapping[str, Any]], gone: Iterable[str]) -> None:
        """Write prepared documents over those of the same id, and remove others, in one commit.

        The caller holds the lock, from before it read the rows.
        """
        new = [self.layout.document(document) for document in documents]
        old = [*gone, *(document[ID] for document in new)]
        with self._writing() as writer:
            writer.delete_by_terms(ID, old)
            for document in new:
                writer.add_document(**document)

    def replace(self, documents: Iterable[Mapping[str, Any]]) -> int:
        """Build an index of these prepared documents beside the one that serves, then swap. The caller holds the lock.

        Returns how many documents it has.
        """
        count = 0
        with self.folder.beside() as writer:
            for document in documents:
                writer.add_document(**self.layout.document(document))
                count += 1
        return count

    @contextmanager
    def _writing(self) -> Iterator[ArrayWriter]:
        """A writer on the index that serves: everything is written at the end, or nothing."""
        with damage_named(self.path), refusal_named(self.path), committed(self._writer()) as writer:
            yield writer

    def _writer(self) -> ArrayWriter:
        try:
            return self.folder.writer()
        except LockError as error:
            raise IndexBusy(
                f"检索库 {self.path} 被另一程序锁住，稍后会补上。",
                f"Another program holds the lock of the index in {self.path}; the change will follow.",
            ) from error

    def verify(self) -> None:
        """Compare every byte of the index that serves with its checksum.

        Raises:
            IndexUnavailable: a file is missing or damaged; which, it says.
        """
        with damage_named(self.path):
            self.folder.verify()

    # -- searching -------------------------------------------------------------------------------------------------

    @log_query  # type: ignore[untyped-decorator]  # Haystack has no type information
    def search(self, query_string: Node | str, **asked: Any) -> dict[str, Any]:
        """Answer a tree, or a query as a reader types it."""
        _refuse_unsupported(asked, self.layout)
        tree = parse(query_string).tree if isinstance(query_string, str) else query_string
        executor = self.folder.executor()
        with damage_named(self.path):
            found = executor.kept.get(tree, lambda: executor.scored(compiled(tree, self.layout)))
            answer = self._answer(executor, found, asked)
            answer["facets"]["queries"] = self._counted(executor, tree, asked.get("query_facets") or ())
            if self.include_spelling or asked.get("spelling_query"):
                words = parse(asked["spelling_query"]).tree if asked.get("spelling_query") else tree
                answer["spelling_suggestion"] = spelling_suggestion(executor, self.layout, words)
        if asked.get("highlight"):
            highlight(answer["results"], tree, self.layout.prepared_names, self.connection_alias)
        return answer

    def _counted(self, executor: Executor, tree: Node, asked: Iterable[tuple[str, Any]]) -> dict[str, int]:
        """For each field and value asked about, how many of the documents that match have it."""
        leaf = connections[self.connection_alias].get_query().leaf
        within = {f"{field}:{value}": And((tree, leaf(field, value))) for field, value in asked}
        return {name: len(executor.matched(compiled(both, self.layout))) for name, both in within.items()}

    def more_like_this(
        self, model_instance: Any, additional_query_string: Node | None = None, **asked: Any
    ) -> dict[str, Any]:
        """Documents that share the telling words of a row, the row itself left out."""
        index = connections[self.connection_alias].get_unified_index().get_index(type(model_instance))
        texts = self.layout.texts(index.full_prepare(model_instance))
        executor = self.folder.executor()
        with damage_named(self.path):
            within = compiled(additional_query_string or Everything(), self.layout)
            alike = query.And([within, like(executor, self.layout, texts.values())])
            itself = query.Term(ID, get_identifier(model_instance))
            return self._answer(executor, executor.scored(Except(alike, itself)), asked)

    def _answer(self, executor: Executor, found: Found, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The page of documents asked for, how many match in all, and what values they have."""
        order = _ordered(executor, found, asked.get("sort_by") or (), asked.get("end_offset"))
        page = order[asked.get("start_offset") or 0 :]
        results = [
            self._result(executor.stored(document), score, asked)
            for document, score in zip(
                found.documents[page].tolist(), found.scores[page].tolist(), strict=True
            )
        ]
        facets = {
            "fields": {
                name: count_values(executor, found.documents, name) for name in asked.get("facets") or ()
            },
            "dates": {
                name: count_dates(executor, found.documents, name, gaps)
                for name, gaps in (asked.get("date_facets") or {}).items()
            },
            "queries": {},
        }
        return {
            "results": results,
            "hits": len(found.documents),
            "facets": facets,
            "spelling_suggestion": None,
        }

    def _result(self, stored: dict[str, Any], score: float, asked: Mapping[str, Any]) -> Any:
        app_label, model_name = stored.pop(DJANGO_CT).split(".")
        primary_key = stored.pop(DJANGO_ID)
        values = {name: self.layout.value(name, value) for name, value in stored.items()}
        result_class = asked.get("result_class") or SearchResult
        return result_class(app_label, model_name, primary_key, score, **values)


def _ordered(executor: Executor, found: Found, sort_by: Sequence[str], most: int | None) -> Array:
    """The places in ``found`` of the first, in the order asked for."""
    columns = [(executor.values(name.lstrip("-")), name.startswith("-")) for name in sort_by]
    return by_columns(found, columns, most)


def _refuse_unsupported(asked: Mapping[str, Any], layout: Layout) -> None:
    """Say what this engine cannot do, rather than leave it out."""
    wanted = [name for name in UNSUPPORTED if asked.get(name)]
    sorted_by = (name.lstrip("-") for name in asked.get("sort_by") or ())
    counted = (*(asked.get("facets") or ()), *(asked.get("date_facets") or ()))
    wanted += [name for name in (*sorted_by, *counted) if name not in layout.columns]
    wanted += [name for name in asked.get("fields") or () if name not in layout.columns | OF_EVERY_RESULT]
    if isinstance(asked.get("highlight"), dict):
        wanted += asked["highlight"]
    if wanted:
        raise SearchBackendError(
            f"此检索引擎不支持 {', '.join(wanted)}。 This engine does not support {', '.join(wanted)}."
        )
