"""What comes near a query that few articles answer: those that hold some of its words, shown after the answers."""

from __future__ import annotations

from archive.search.query.loosen import loosened
from archive.search.query.tree import And, AnyWord, Node, Not, Run

# With fewer answers than this, what comes near is shown too: half a page of results.
FEW = 10


def near(asked: Node, answered: Node) -> Node | None:
    """What to ask for articles near a bare run of characters, those that ``answered`` it left out; None for any other query.

    Words that a reader parted are conditions, and stay so; where a run is cut into words, the archive did it.
    """
    if not isinstance(asked, Run):
        return None
    some = loosened(asked)
    if not isinstance(some, AnyWord) or some.words == (asked.text,):
        return None
    return And((some, Not(answered)))
