"""An article in a list: its headline and its first words."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from archive.models import Article
from archive.reading.typeset.markup import mark_up, span
from archive.reading.typeset.setting import found_spans, phrase_ends
from archive.reading.typeset.shapes import Finder, finds_nothing

# What is shown of an article whose newspaper allows snippets only, in characters: about two lines of print.
SNIPPET_CHARS = 80
# What a body begins with before the story does: 本报讯 （记者…）.
DATELINE = re.compile(r"^本报\S{0,10}?讯\s*(?:[(（][^)）]{1,60}[)）])?\s*")


def broken_at_phrases(text: str, found: Finder = finds_nothing) -> SafeString:
    """A headline for a list: it may break between phrases and nowhere else."""
    return mark_up(text, [found_spans("headline", text, found)], phrase_ends(text))


def opening(article: Article, limit: int) -> str:
    """The first words of a story, up to ``limit`` characters: of its body without dateline, its caption or its box."""
    text = " ".join((DATELINE.sub("", article.body) or article.caption or article.box).split("\n"))
    return text if len(text) <= limit else text[:limit].rstrip() + "…"


def around(text: str, start: int, end: int, reach: int) -> SafeString:
    """``text[start:end]``, marked, with up to ``reach`` characters of its paragraph on either side."""
    first = max(text.rfind("\n", 0, start) + 1, start - reach)
    close = text.find("\n", end)
    last = min(len(text) if close < 0 else close, end + reach)
    before = "…" if first > 0 and text[first - 1] != "\n" else ""
    after = "…" if last < len(text) and text[last] != "\n" else ""
    shown = f"{before}{text[first:last]}{after}"
    at = start - first + len(before)
    return mark_up(shown, [[span(at, at + end - start, "mark")]])
