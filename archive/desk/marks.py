"""Short views of a text for lists and forms: a place in it, words in it, and the difference between two of them."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.text.spans import Span, shared_length
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


def marked(text: str, span: Span) -> SafeString:
    """A whole text with the span marked."""
    return format_html(
        '<span class="context">{}<mark>{}</mark>{}</span>',
        text[: span.start],
        text[slice(*span)],
        text[span.end :],
    )


def difference(before: str, after: str) -> SafeString:
    """What was taken out and what was put in, word by word, with a little of what stayed around it."""
    start = max(shared_length(before, after) - CONTEXT_CHARS, 0)
    end = max(shared_length(reversed(before[start:]), reversed(after[start:])) - CONTEXT_CHARS, 0)
    old, new = cut(before[start : len(before) - end]), cut(after[start : len(after) - end])
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps = [(tag, "".join(old[i:i_end]), "".join(new[j:j_end])) for tag, i, i_end, j, j_end in changes]
    shown = format_html_join("", "{}", ((_change(*step),) for step in steps))
    return format_html("{}{}{}", "…" if start else "", shown, "…" if end else "")


def _change(tag: str, out: str, put: str) -> SafeString:
    """One step of a difference: words that stayed, or words that went and words that came."""
    if tag == "equal":
        return format_html("{}", _shortened(out))
    return format_html("{}{}", _tagged("del", out), _tagged("ins", put))


def _shortened(words: str) -> str:
    """Words that stayed; of many only the first and the last."""
    if len(words) <= 2 * CONTEXT_CHARS:
        return words
    return f"{words[:CONTEXT_CHARS]}…{words[-CONTEXT_CHARS:]}"


def _tagged(tag: str, words: str) -> SafeString:
    return format_html(f"<{tag}>{{}}</{tag}>", words) if words else SafeString("")
