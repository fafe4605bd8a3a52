"""Haystack's SearchQuerySet as our query tree: what every engine's ``query`` class is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from haystack import connections
from haystack.backends import BaseSearchQuery, SearchNode
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, BaseInput, Exact, Raw
from haystack.inputs import Not as NotInput
from haystack.utils import get_model_ct

from archive.search.query import parse
from archive.search.query.tree import (
    And,
    AnyWord,
    Everything,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Property,
    Range,
    Run,
    Typed,
    Value,
    rewritten,
)

NODES = (Run, AnyWord, Phrase, Prefix, Value, Property, Range, And, Or, Not, Typed, Everything, Nothing)
TEXTS = (Run, AnyWord, Phrase, Prefix)
IDENTIFIERS = {"pk": DJANGO_ID, ID: ID, DJANGO_ID: DJANGO_ID, DJANGO_CT: DJANGO_CT}


class TreeQuery(BaseSearchQuery):
    """Builds a tree instead of a string in some engine's syntax."""

    def build_query(self) -> Node:
        """The tree of everything asked so far."""
        conditions = [self._tree(self.query_filter)]
        conditions += [self.leaf(*narrow.split(":", 1)) for narrow in sorted(self.narrow_queries)]
        if self.models:
            conditions.append(Value(DJANGO_CT, tuple(sorted(map(get_model_ct, self.models)))))
        return And(tuple(conditions)) if len(conditions) > 1 else conditions[0]

    def matching_all_fragment(self) -> Node:
        """What matches every document."""
        return Everything()

    def run_mlt(self, **asked: Any) -> None:
        """The slice that is wanted of the documents alike; Haystack itself would ask for all from the first."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **asked)

    def add_stats_query(self, stats_field: str, stats_facets: Iterable[str]) -> None:
        """Refuse what the engine cannot answer: Haystack would leave it out in silence."""
        raise SearchBackendError("此检索引擎不支持统计。 This engine does not support stats.")

    def _tree(self, node: SearchNode) -> Node:
        children = tuple(
            self._tree(child) if isinstance(child, SearchNode) else self.leaf(*child)
            for child in node.children
        )
        kind = Or if node.connector == SearchNode.OR else And
        tree = kind(children) if len(children) > 1 else (children[0] if children else Everything())
        return Not(tree) if node.negated else tree

    def leaf(self, expression: str, value: Any) -> Node:
        """The tree of one lookup: ``headline__contains`` and what it should contain."""
        name, lookup = self.query_filter.split_expression(expression)
        if isinstance(value, NODES):
            return value
        if isinstance(value, Raw | AutoQuery):
            return self._in_zone(name, parse(str(value)).tree)
        if isinstance(value, NotInput):
            return Not(self.leaf(expression, str(value)))
        if name in IDENTIFIERS:
            return Value(IDENTIFIERS[name], tuple(map(str, _several(value, lookup))))
        if name == "content":
            return _text(value, lookup, "")
        return self._in_field(name, value, lookup)

    def _in_zone(self, name: str, tree: Node) -> Node:
        """The tree with its text looked for in one field, where a field is named."""
        if name == "content":
            return tree
        zone = self._declared(name).instance_name
        return rewritten(
            tree, lambda leaf: replace(leaf, zone=leaf.zone or zone) if isinstance(leaf, TEXTS) else leaf
        )

    def _in_field(self, name: str, value: Any, lookup: str) -> Node:
        field = self._declared(name)
        if field.field_type in {"date", "datetime", "integer"}:
            return _range(field.instance_name, value, lookup)
        if field.field_type == "keyword" or field.is_multivalued:
            return Value(field.instance_name, tuple(map(str, _several(value, lookup))))
        return _text(value, lookup, field.instance_name)

    def _declared(self, name: str) -> Any:
        """The field of this name, as the index declares it or as it is stored."""
        declared = connections[self._using].get_unified_index().all_searchfields()
        for field in declared.values():
            if name in (field.instance_name, field.index_fieldname):
                return field
        raise SearchBackendError(f"没有名为 {name} 的检索字段。 No index field is called {name!r}.")


def _several(value: Any, lookup: str) -> Iterable[Any]:
    """The values a lookup names."""
    if lookup == "in":
        return value  # type: ignore[no-any-return]
    if lookup in {"content", "contains", "exact"}:
        return [value]
    raise SearchBackendError(f"此字段不支持 {lookup}。 This field does not support {lookup}.")


def _text(value: Any, lookup: str, zone: str) -> Node:
    """A lookup in text."""
    text = str(value.query_string if isinstance(value, BaseInput) else value)
    if isinstance(value, Exact) or lookup in {"contains", "exact", "endswith"}:
        return Phrase(text, zone)
    if lookup == "content":
        return Run(text, zone)
    if lookup == "startswith":
        return Prefix(text, zone)
    if lookup == "in":
        return Or(tuple(Phrase(str(one), zone) for one in value))
    raise SearchBackendError(f"文字字段不支持 {lookup}。 A text field does not support {lookup}.")


def _range(name: str, value: Any, lookup: str) -> Node:
    """A comparison of dates or numbers."""
    if lookup == "range":
        return Range(name, *value)
    if lookup == "in":
        return Or(tuple(Range(name, one, one) for one in value))
    step: Any = dt.timedelta(days=1) if isinstance(value, dt.date) else 1
    ends = {
        "content": (value, value),
        "exact": (value, value),
        "gte": (value, None),
        "gt": (value + step, None),
        "lte": (None, value),
        "lt": (None, value - step),
    }
    if lookup not in ends:
        raise SearchBackendError(f"日期和数字不支持 {lookup}。 Dates and numbers do not support {lookup}.")
    return Range(name, *ends[lookup])
