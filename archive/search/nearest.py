"""What comes near a query that few articles answer: those that hold some of its words, shown after the answers."""

from __future__ import annotations

from archive.search.query.loosen import loosened
from archive.search.query.tree import And, Node, Not, Run

# With fewer answers than this, what comes near is shown too: half a page of results.
FEW = 10


def near(asked: Node, answered: Node) -> Node | None:
    """What to ask for articles near bare runs of characters, those that ``answered`` them left out.

    None for any other query: quotation marks, fields, OR and NOT say exactly what is wanted.
    """
    runs = asked.children if isinstance(asked, And) else (asked,)
    if not all(isinstance(run, Run) and not run.zone for run in runs):
        return None
    return And((loosened(asked), Not(answered)))
