"""Text with marks as safe HTML. Pure: characters and spans go in, every character comes out escaped, once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Span:
    """Characters from ``start`` to ``end`` and the tags around them; ``again`` opens it anew where it is interrupted."""

    start: int
    end: int
    opening: SafeString
    closing: SafeString
    again: SafeString


@dataclass(frozen=True)
class Point:
    """Something that stands behind the character before ``at``."""

    at: int
    html: SafeString


Layer = Sequence[Span]


def span(start: int, end: int, name: str, **attributes: str) -> Span:
    """A span in an element; underscores are hyphens, one at the end frees Python's own words (``class_``).

    Empty attributes fall away.
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value}
    again = {key: value for key, value in given.items() if key != "id"}
    return Span(start, end, tag(name, given), format_html("</{}>", name), tag(name, again))


def tag(name: str, attributes: dict[str, str]) -> SafeString:
    """An opening tag, its values escaped."""
    return format_html("<{}{}>", name, format_html_join("", ' {}="{}"', attributes.items()))


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """In order, the longest of those that overlap."""
    kept: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda span: span.start)


def mark_up(text: str, layers: Iterable[Layer] = (), points: Iterable[Point] = ()) -> SafeString:
    """A text as HTML. Layers are given from the outside in; the spans of one layer do not overlap."""
    in_order = sorted(points, key=lambda point: point.at)
    ahead = [point.html for point in in_order if point.at <= 0]
    used = [layer for layer in layers if layer]
    marked = _mark_up(text, 0, len(text), used, in_order[len(ahead) :])
    return mark_safe("".join([*ahead, marked]))  # noqa: S308  # _plain escapes every character


def _mark_up(text: str, start: int, end: int, layers: Sequence[Layer], points: Sequence[Point]) -> str:
    """``text[start:end]``: the outermost layer's elements, with the layers below inside and between them."""
    if not layers:
        return _plain(text, start, end, points)
    pieces, at = [], start
    for one in layers[0]:
        first, last = max(one.start, at), min(one.end, end)
        if first < last:
            pieces += [
                _mark_up(text, at, first, layers[1:], points),
                one.opening if first == one.start else one.again,
                _mark_up(text, first, last, layers[1:], points),
                one.closing,
            ]
            at = last
    return "".join([*pieces, _mark_up(text, at, end, layers[1:], points)])


def _plain(text: str, start: int, end: int, points: Sequence[Point]) -> str:
    """``text[start:end]`` escaped, its line ends kept, with the points that stand behind its characters."""
    pieces, at = [], start
    for point in points:
        if start < point.at <= end:
            pieces += [escape(text[at : point.at]), point.html]
            at = point.at
    return "".join([*pieces, escape(text[at:end])]).replace("\n", "<br>")
