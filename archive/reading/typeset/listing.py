"""An article in a list: its headline and its first words."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from archive.models import Article
from archive.reading.typeset.markup import mark_up
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
