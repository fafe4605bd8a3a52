"""What the index takes of rows, one row at a time: one that cannot be prepared keeps no other from the index."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from haystack import connections
from haystack.exceptions import SkipDocument

from archive.models import Article

logger = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """Documents for the index, and for rows that could not be prepared, by their keys, why."""

    documents: list[dict[str, Any]]
    faults: dict[int, str]


def prepare_each(rows: Iterable[Any], index: Any = None) -> Prepared:
    """What a Haystack index, that of articles unless told otherwise, takes of each row; those it skips are left out."""
    index = index or article_index()
    documents, faults = [], {}
    for row in rows:
        try:
            documents.append(index.full_prepare(row))
        except SkipDocument:
            continue
        # One article's fault, whatever it is, must not keep the others from the index.
        except Exception as error:
            logger.exception("无法为检索准备文章 #%s。 Article #%s cannot be prepared.", row.pk, row.pk)
            faults[row.pk] = f"{type(error).__name__}: {error}"
    return Prepared(documents, faults)


def article_index() -> Any:
    """Haystack's index of articles."""
    return connections["default"].get_unified_index().get_index(Article)


def identifier_of(pk: int) -> str:
    """By what the index knows an article."""
    return f"{Article._meta.label_lower}.{pk}"
