"""Reads tokens into a tree.

What is not understood is searched for as it stands, and a notice says so: a reader's characters are never dropped in
silence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from archive.search.analysis import is_word, query_words
from archive.search.query.dates import dates_of
from archive.search.query.foreign import looks_foreign
from archive.search.query.lexer import QUOTES, Kind, Token, plain, tokens
from archive.search.query.tree import (
    And,
    Everything,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Property,
    Run,
    all_leaves,
    rewritten,
)
from archive.text.folding import fold

# Characters in one query, as typed and as folded (ﷺ folds to eighteen): cutting and matching take noticeable time above
# it; a pasted headline has 60.
MAX_LENGTH = 500
# Words and other conditions in one query, counted after cutting: each costs a pass over the index.
MAX_CLAUSES = 100
# Groups and negations inside one another: nobody types more, and each takes stack.
MAX_DEPTH = 20

ZONES = {
    **dict.fromkeys(("标题", "標題", "headline", "title"), "headline"),
    **dict.fromkeys(("正文", "body"), "body"),
    **dict.fromkeys(("图片说明", "圖片說明", "caption"), "caption"),
    **dict.fromkeys(("提要", "box"), "box"),
    **dict.fromkeys(("署名", "byline"), "byline"),
}
PROPERTIES = {
    **dict.fromkeys(("机构", "機構", "organization"), "organization"),
    **dict.fromkeys(("举措", "舉措", "initiative"), "initiative"),
    **dict.fromkeys(("地区", "地區", "region"), "region"),
    **dict.fromkeys(("报纸", "報紙", "newspaper"), "newspaper"),
    **dict.fromkeys(("体裁", "體裁", "kind"), "kind"),
}
DATES = frozenset({"日期", "date"})
FIELDS = frozenset({*ZONES, *PROPERTIES, *DATES})

STARS = "*＊"
COLONS = ":："


class Query(NamedTuple):
    """A query understood: its tree, and what the reader should be told about it."""

    tree: Node
    notices: tuple[str, ...] = ()


class _TooMuch(Exception):
    """A limit was passed; the message names it."""


def parse(query: str) -> Query:
    """The tree of a query. Never fails: beyond a limit nothing is searched for, and a notice names the limit."""
    if len(query) > MAX_LENGTH or len(fold(query)) > MAX_LENGTH:
        limit = _("The query is longer than %(limit)d characters.") % {"limit": MAX_LENGTH}
        return Query(Nothing(), (limit,))
    parser = _Parser(list(tokens(printable(query), FIELDS)))
    try:
        tree = parser.whole()
    except _TooMuch as limit:
        return Query(Nothing(), (str(limit),))
    return Query(tree, tuple(dict.fromkeys(parser.notices)))


def printable(query: str) -> str:
    """The query without what no text can hold: halves of characters become the mark for an unreadable one."""
    return query.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Parser:
    """Walks over the tokens of one query and gathers the notices."""

    def __init__(self, found: list[Token]) -> None:
        self.notices: list[str] = []
        self.tokens = _with_conditions(self.with_closed_groups(found))
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        """The tree of all tokens. A query of marks alone finds nothing, and a notice says so."""
        tree = self.alternatives()
        if sum(map(_clauses, all_leaves(tree))) > MAX_CLAUSES:
            raise _TooMuch(
                _("The query has more than %(limit)d words and conditions.") % {"limit": MAX_CLAUSES}
            )
        return self.nothing_asked() if isinstance(tree, Everything) else tree

    def nothing_asked(self) -> Nothing:
        """No condition in all the tokens; said, unless the marks were named one by one already."""
        if self.tokens and not self.notices:
            self.say_marks("".join(token.raw for token in self.tokens))
        return Nothing()

    # -- the grammar -----------------------------------------------------------------------------------------------

    def alternatives(self) -> Node:
        """Conditions joined by OR."""
        children = [self.conditions()]
        while self.takes(Kind.OPERATOR, "OR"):
            children.append(self.conditions())
        if len(children) > 1 and any(isinstance(child, Everything) for child in children):
            self.say(_("Nothing stands on one side of %(operator)s; it was left out.") % {"operator": "OR"})
        return _joined(Or, children)

    def conditions(self) -> Node:
        """Conditions side by side or joined by AND, up to an OR or the end of the group."""
        children: list[Node] = []
        minuses = 0
        while self.has_condition():
            minuses += self.stands(Kind.MINUS)
            children.append(self.condition())
            if self.takes(Kind.OPERATOR, "AND") and not self.has_condition():
                self.say_one_sided()
        if children and minuses == len(children):
            self.say(_("Nothing but exclusions: − was read as a mark. NOT lists all other articles."))
            children = [child.child if isinstance(child, Not) else child for child in children]
        return _joined(And, children)

    def condition(self) -> Node:
        """One condition, perhaps negated; limits how deep conditions stand in one another."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooMuch(
                _("More than %(limit)d parentheses or NOTs inside one another.") % {"limit": MAX_DEPTH}
            )
        node = self.negation() or self.group() or self.named() or self.text_in("")
        self.depth -= 1
        return node

    def negation(self) -> Node | None:
        """NOT or a minus, and what it excludes."""
        if not (self.takes(Kind.OPERATOR, "NOT") or self.takes(Kind.MINUS)):
            return None
        if self.has_condition():
            excluded = self.condition()
            return Not(excluded) if not isinstance(excluded, Everything) else excluded
        self.say(_("Nothing follows NOT."))
        return Everything()

    def group(self) -> Node | None:
        """What stands between parentheses."""
        if not self.takes(Kind.OPEN):
            return None
        inside = self.alternatives()
        self.takes(Kind.CLOSE)
        return inside

    def named(self) -> Node | None:
        """A field and its value."""
        if not self.stands(Kind.FIELD):
            return None
        field = self.take()
        if field.text in ZONES:
            zone = ZONES[field.text]
            if self.stands(Kind.OPEN):
                return rewritten(self.condition(), lambda leaf: _moved(leaf, zone))
            if self.stands(Kind.RUN) or self.stands(Kind.PHRASE):
                return self.text_in(zone)
        return self.property_named(field)

    def property_named(self, field: Token) -> Node:
        """A property of the article and its value; the characters as they stand where the value makes no sense."""
        value = self.take() if self.stands(Kind.RUN) or self.stands(Kind.PHRASE) else None
        node = _property(field.text, value.text) if value else None
        if node is None:
            raw = field.raw + (value.raw if value else "")
            self.say(_("“%(text)s” was not understood and was searched for as it stands.") % {"text": raw})
            return Run(raw)
        return node

    def text_in(self, zone: str) -> Node:
        """A phrase, a prefix or a bare run, anywhere or in one zone."""
        if not (self.stands(Kind.PHRASE) or self.stands(Kind.RUN)):
            return Everything()
        token = self.take()
        if not is_word(fold(token.text)):
            return self.marks_alone(token)
        if token.kind is Kind.PHRASE:
            return Phrase(token.text, zone)
        if token.text[-1] in STARS:
            return Prefix(token.text.rstrip(STARS), zone)
        self.explain(token.text)
        return Run(token.text, zone)

    # -- what to tell the reader -----------------------------------------------------------------------------------

    def say(self, notice: str) -> None:
        """Tell the reader."""
        self.notices.append(notice)

    def say_one_sided(self) -> None:
        """Say that an AND joins nothing."""
        self.say(_("Nothing stands on one side of %(operator)s; it was left out.") % {"operator": "AND"})

    def explain(self, run: str) -> None:
        """Say what of a run is read as plain characters, although the reader may have meant more."""
        if any(mark in run for mark in QUOTES):
            self.say(_("A quotation mark is not closed; it was read as a mark."))
        field_alone = run[-1] in COLONS and plain(run[:-1]) in FIELDS
        if field_alone or looks_foreign(run):
            self.say(_("“%(text)s” was not understood and was searched for as it stands.") % {"text": run})

    def marks_alone(self, token: Token) -> Node:
        """Marks are no condition."""
        if token.raw.strip():
            self.say_marks(token.raw)
        return Everything()

    def say_marks(self, marks: str) -> None:
        """Say that marks were left out."""
        self.say(_("Marks alone are not searched for: %(marks)s") % {"marks": marks})

    def with_closed_groups(self, found: list[Token]) -> list[Token]:
        """The tokens without parentheses that nothing closes."""
        open_at: list[int] = []
        for index, token in enumerate(found):
            if token.kind is Kind.OPEN:
                open_at.append(index)
            elif token.kind is Kind.CLOSE:
                open_at.pop()
        if open_at:
            self.say(_("A parenthesis is not closed; it was read as a mark."))
        return [token for index, token in enumerate(found) if index not in open_at]

    # -- where are we ----------------------------------------------------------------------------------------------

    def stands(self, kind: Kind, text: str | None = None) -> bool:
        """Is the next token of this kind, and this text?"""
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind is kind and text in (None, token.text)

    def take(self) -> Token:
        """The next token; step over it."""
        self.at += 1
        return self.tokens[self.at - 1]

    def takes(self, kind: Kind, text: str | None = None) -> bool:
        """Step over the next token if it is of this kind, and this text."""
        found = self.stands(kind, text)
        self.at += found
        return found

    def has_condition(self) -> bool:
        """Does a condition follow, and not an OR, the end of the group, or nothing?"""
        while self.takes(Kind.OPERATOR, "AND"):
            self.say_one_sided()
        ended = self.at >= len(self.tokens) or self.stands(Kind.CLOSE) or self.stands(Kind.OPERATOR, "OR")
        return not ended


def _with_conditions(found: list[Token]) -> list[Token]:
    """The tokens; where operators stand alone, or among marks, they are the words that are asked for."""
    if any(token.kind in (Kind.RUN, Kind.PHRASE) and is_word(fold(token.text)) for token in found):
        return found
    return [replace(token, kind=Kind.RUN) if token.kind is Kind.OPERATOR else token for token in found]


def _joined(kind: type[And | Or], children: list[Node]) -> Node:
    """The children under one node; marks alone, which match everything, are no condition."""
    conditions = [child for child in children if not isinstance(child, Everything)]
    if len(conditions) > 1:
        return kind(tuple(conditions))
    return conditions[0] if conditions else Everything()


def _moved(leaf: Node, zone: str) -> Node:
    """The leaf, in this zone where it has none of its own."""
    return replace(leaf, zone=leaf.zone or zone) if isinstance(leaf, Run | Phrase | Prefix) else leaf


def _property(field: str, value: str) -> Node | None:
    """The condition that a field other than a zone sets; None where the value makes no sense."""
    return dates_of(value) if field in DATES else Property(PROPERTIES[field], value)


def _clauses(leaf: Node) -> int:
    """How many passes over the index a leaf costs."""
    return len(query_words(leaf.text)) if isinstance(leaf, Run) else 1
