"""What to ask when nothing has all the words."""

from __future__ import annotations

from dataclasses import replace

from archive.search.analysis import telling_words
from archive.search.query.tree import And, AnyWord, Node, Or, Run, Typed


def loosened(node: Node) -> Node:
    """The same tree, content with some of the words of its bare runs; phrases and all other conditions stand."""
    match node:
        case Run(text, zone):
            return AnyWord(tuple(telling_words(text)), zone)
        case Or(children):
            return replace(node, children=tuple(map(loosened, children)))
        case And(children):
            return _with_some_words(children)
        case Typed(child):
            return replace(node, child=loosened(child))
    return node


def _with_some_words(children: tuple[Node, ...]) -> Node:
    """All of these conditions, but of the words that the bare runs of a zone have together, only some."""
    words: dict[str, dict[str, None]] = {}
    for child in children:
        if isinstance(child, Run):
            words.setdefault(child.zone, {}).update(dict.fromkeys(telling_words(child.text)))
    some: list[Node] = [AnyWord(tuple(wanted), zone) for zone, wanted in words.items()]
    others = [loosened(child) for child in children if not isinstance(child, Run)]
    return And((*some, *others)) if len(some) + len(others) > 1 else some[0]
