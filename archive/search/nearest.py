"""What comes near a query that few articles answer, or none: those that hold some of its words, shown after the answers."""

from __future__ import annotations

from archive.search.query.loosen import loosened
from archive.search.query.tree import And, AnyWord, Node, Not, Run, leaves

# With fewer answers than this, what comes near is shown too: half a page of results.
FEW = 10


def near(asked: Node, answered: Node, count: int) -> Node | None:
    """What to ask for articles near a query that ``count`` articles answer, those that ``answered`` them left out.

    With a few answers, only bare runs of characters have what comes near: quotation marks, fields, OR and NOT say
    exactly what is wanted. With none, any query that has a bare run; its other conditions still hold.
    """
    if count >= FEW or (count and not _is_bare(asked)):
        return None
    loose = loosened(asked)
    if not any(isinstance(leaf, AnyWord) for leaf in leaves(loose)):
        return None
    return And((loose, Not(answered)))


def _is_bare(asked: Node) -> bool:
    """Is this nothing but runs of characters, wherever they stand?"""
    runs = asked.children if isinstance(asked, And) else (asked,)
    return all(isinstance(run, Run) and not run.zone for run in runs)
