"""What one query finds and another does not. Whoosh's own AndNot (2.7.4) lets the first document through unasked."""

from __future__ import annotations

from typing import Any

from whoosh import matching, query


class Except(query.AndNot):
    """Documents that match ``a`` and do not match ``b``."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The documents of one segment, in order."""
        wanted = self.a.matcher(searcher, context)
        return _ExceptMatcher(wanted, self.b.matcher(searcher, searcher.boolean_context()))


class _ExceptMatcher(matching.AndNotMatcher):
    """Compares the first document too, wherever the other matcher begins."""

    def _find_first(self) -> None:
        if self.a.is_active() and self.b.is_active():
            self._find_next()
