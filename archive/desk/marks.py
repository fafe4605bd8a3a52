"""Short views of a text for lists and forms: a place in it, words in it, and the difference between two of them."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.text.spans import Span
from archive.text.words import cut

# Characters shown on each side of a place: a clause, so that the words can be judged without opening the article.
CONTEXT_CHARS = 20


def in_context(text: str, span: Span) -> SafeString:
    """The span, marked, with a little of the text around it; an empty span is a place between two characters."""
    before = text[max(span.start - CONTEXT_CHARS, 0) : span.start]
    after = text[span.end : span.end + CONTEXT_CHARS]
    return format_html(
        '<span class="context">{}<mark>{}</mark>{}</span>', before, text[slice(*span)] or "｜", after
    )


def difference(before: str, after: str) -> SafeString:
    """What was taken out and what was put in, word by word."""
    old, new = cut(before), cut(after)
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return format_html_join(
        "",
        "{}",
        (
            (_change(tag, "".join(old[i:i_end]), "".join(new[j:j_end])),)
            for tag, i, i_end, j, j_end in changes
        ),
    )


def _change(tag: str, out: str, put: str) -> SafeString:
    if tag == "equal":
        return format_html("{}", out)
    return format_html("{}{}", _tagged("del", out), _tagged("ins", put))


def _tagged(tag: str, words: str) -> SafeString:
    return format_html(f"<{tag}>{{}}</{tag}>", words) if words else SafeString("")
