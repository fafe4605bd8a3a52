"""Cuts a query into tokens. Half-width, full-width and Chinese marks mean the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』"}
OPENING, CLOSING = "(（", ")）"
MINUSES = "-－"
OPERATOR = re.compile(r"(AND|OR|NOT|ＡＮＤ|ＯＲ|ＮＯＴ)(?=[\s(（)）]|$)")
FIELD = re.compile(r"([^\W\d_]+)[:：](?=[^\s)）])")


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OPERATOR = auto()
    MINUS = auto()
    FIELD = auto()
    PHRASE = auto()
    RUN = auto()


@dataclass(frozen=True)
class Token:
    """A piece of a query: ``text`` without the marks that made it what it is, ``raw`` as typed."""

    kind: Kind
    text: str
    raw: str


def tokens(query: str, fields: frozenset[str]) -> Iterator[Token]:
    """The tokens of a query, in order; only names in ``fields``, whatever their width and case, make a field."""
    at = depth = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = _token_at(query, at, depth, fields)
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        at += len(token.raw)
        yield token


def _token_at(query: str, at: int, depth: int, fields: frozenset[str]) -> Token:
    """The token that begins here; ``depth`` groups are open."""
    character = query[at]
    if character in OPENING:
        return Token(Kind.OPEN, character, character)
    if character in CLOSING and depth:
        return Token(Kind.CLOSE, character, character)
    if character in MINUSES and query[at + 1 : at + 2].strip():
        return Token(Kind.MINUS, character, character)
    if found := OPERATOR.match(query, at):
        return Token(Kind.OPERATOR, plain(found[1]).upper(), found[0])
    if (found := FIELD.match(query, at)) and plain(found[1]) in fields:
        return Token(Kind.FIELD, plain(found[1]), found[0])
    return _phrase_at(query, at) or _run_at(query, at, depth)


def plain(name: str) -> str:
    """A name in half-width, in small letters."""
    return unicodedata.normalize("NFKC", name).casefold()


def _phrase_at(query: str, at: int) -> Token | None:
    """The quotation that begins here; None where none does, or where nothing closes it."""
    closing = QUOTES.get(query[at])
    end = _end_of_quotation(query, at, closing) if closing else None
    if end is None:
        return None
    text = re.sub(r'\\(["＂“”「」『』\\])', r"\1", query[at + 1 : end])
    return Token(Kind.PHRASE, text, query[at : end + 1])


def _end_of_quotation(query: str, at: int, closing: str) -> int | None:
    """Where the quotation that opens at ``at`` is closed; a mark behind a backslash does not close it."""
    found = re.compile(rf"(?:\\.|[^\\{closing}])*+(?={closing})", re.DOTALL).match(query, at + 1)
    return found.end() if found else None


def _run_at(query: str, begin: int, depth: int) -> Token:
    """Characters up to white space, a quotation, or the parenthesis that closes the group; at least one."""
    opened = 0
    end = begin
    while end < len(query) and not query[end].isspace():
        if end > begin and _phrase_at(query, end):
            break
        if query[end] in CLOSING:
            if depth and not opened and end > begin:
                break
            opened = max(0, opened - 1)
        opened += query[end] in OPENING
        end += 1
    return Token(Kind.RUN, query[begin:end], query[begin:end])
