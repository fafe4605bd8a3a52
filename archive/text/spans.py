"""Where the characters of one text stand in another: whatever points into a text follows when the text is edited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, takewhile
from typing import NamedTuple, Self

# Fewest characters that count as moved when they turn up elsewhere in the new text; below it, everyday words
# (工会, 职工群众) that were deleted here and written anew there would pass for each other.
MOVED_MIN_CHARS = 8

# Most passages one edit is taken to have moved. Each costs one pass over what is left of both texts (about 0.1 s
# for 10,000 characters rewritten altogether); a person moves a few paragraphs at a time.
MOVES_SOUGHT = 16


class Span(NamedTuple):
    """Characters of a text: ``text[start:end]``."""

    start: int
    end: int


class Run(NamedTuple):
    """Characters that both texts hold: ``before[start : start + length] == after[at : at + length]``."""

    start: int
    at: int
    length: int


@dataclass(frozen=True)
class Edit:
    """One text turned into another, as the runs of characters that survived, in the order of the first.

    No character of either text is in two runs.
    """

    before: str
    after: str
    runs: tuple[Run, ...]

    @classmethod
    def between(cls, before: str, after: str) -> Self:
        """What survives when ``before`` becomes ``after``, moved passages included."""
        in_place = list(_in_place(before, after))
        return cls(before, after, tuple(_joined([*in_place, *_moved(before, after, in_place)])))

    def pieces(self, span: Span) -> list[Run]:
        """The parts of the span that survive, in order; none where all its characters are gone."""
        return list(self._pieces(span))

    def whole(self, span: Span) -> Span | None:
        """The span in the new text, or None where a character inside it was lost, added or moved away."""
        pieces = self.pieces(span)
        if [piece.length for piece in pieces] != [span.end - span.start]:
            return None
        return Span(pieces[0].at, pieces[0].at + pieces[0].length)

    def point(self, at: int) -> int | None:
        """The place between the same two neighbours, or None where the text was edited right there.

        The border of a paragraph is a neighbour too: a place at the end of a paragraph stays at its end.
        """
        left, right = self._where(at - 1), self._where(at)
        if left is not None and (
            right == left + 1 or (_ends(self.before, at) and _ends(self.after, left + 1))
        ):
            return left + 1
        if right is not None and _begins(self.before, at) and _begins(self.after, right):
            return right
        return None

    def nearest(self, at: int) -> int:
        """Where the text goes on after the last survivor in front of ``at``: a place for what has lost its own."""
        index = bisect_right(self.runs, at, key=lambda run: run.start) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return run.at + min(at - run.start, run.length)

    def _pieces(self, span: Span) -> Iterator[Run]:
        first = max(bisect_right(self.runs, span.start, key=lambda run: run.start) - 1, 0)
        for run in takewhile(lambda run: run.start < span.end, self.runs[first:]):
            start, end = max(span.start, run.start), min(span.end, run.start + run.length)
            if start < end:
                yield Run(start, run.at + start - run.start, end - start)

    def _where(self, index: int) -> int | None:
        """Where one character stands now; None when it is gone or never was."""
        return next((piece.at for piece in self._pieces(Span(index, index + 1))), None)


def _ends(text: str, at: int) -> bool:
    """Does a paragraph end here?"""
    return at == len(text) or text[at] == "\n"


def _begins(text: str, at: int) -> bool:
    """Does a paragraph begin here?"""
    return at == 0 or text[at - 1] == "\n"


def _in_place(before: str, after: str) -> Iterator[Run]:
    """Runs that kept their order: the common beginning and end first, then by paragraphs, then by characters."""
    head = shared_length(before, after)
    tail = min(shared_length(reversed(before), reversed(after)), min(len(before), len(after)) - head)
    if head:
        yield Run(0, 0, head)
    middle_before, middle_after = before[head : len(before) - tail], after[head : len(after) - tail]
    for run in _by_paragraphs(middle_before, middle_after):
        yield Run(run.start + head, run.at + head, run.length)
    if tail:
        yield Run(len(before) - tail, len(after) - tail, tail)


def shared_length(left: Iterable[str], right: Iterable[str]) -> int:
    """How many characters the two have in common before they part."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _by_paragraphs(before: str, after: str) -> Iterator[Run]:
    """Whole paragraphs first, so that a long text costs what its changed paragraphs cost."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_at, new_at = _offsets(old), _offsets(new)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run(old_at[i], new_at[j], old_at[i_end] - old_at[i])
        elif tag == "replace":
            changed = SequenceMatcher(
                None, "".join(old[i:i_end]), "".join(new[j:j_end]), autojunk=False
            ).get_matching_blocks()
            yield from (Run(old_at[i] + a, new_at[j] + b, size) for a, b, size in changed if size)


def _offsets(paragraphs: Sequence[str]) -> list[int]:
    """Where each paragraph begins, and where the last one ends."""
    return [0, *accumulate(len(paragraph) for paragraph in paragraphs)]


def _moved(before: str, after: str, in_place: Iterable[Run]) -> Iterator[Run]:
    """Passages that left their place and stand elsewhere, the longest first."""
    gone: list[Hashable] = list(before)
    new: list[Hashable] = list(after)
    for run in in_place:
        _blank_out(run, gone, new)
    for _ in range(MOVES_SOUGHT):
        run = Run(*SequenceMatcher(None, gone, new, autojunk=False).find_longest_match())
        if run.length < MOVED_MIN_CHARS:
            return
        yield run
        _blank_out(run, gone, new)


# What stands where a character has found its counterpart; the two differ, so that they never match each other.
_BLANK_BEFORE, _BLANK_AFTER = object(), object()


def _blank_out(run: Run, gone: list[Hashable], new: list[Hashable]) -> None:
    """Take a run out of what is left of both texts."""
    gone[run.start : run.start + run.length] = [_BLANK_BEFORE] * run.length
    new[run.at : run.at + run.length] = [_BLANK_AFTER] * run.length


def _joined(runs: Iterable[Run]) -> list[Run]:
    """In the order of the first text, neighbours in both texts made one."""
    joined: list[Run] = []
    for run in sorted(runs):
        if joined and _adjoin(joined[-1], run):
            joined[-1] = joined[-1]._replace(length=joined[-1].length + run.length)
        else:
            joined.append(run)
    return joined


def _adjoin(left: Run, right: Run) -> bool:
    """Does one run begin where the other ends, in both texts?"""
    return (left.start + left.length, left.at + left.length) == (right.start, right.at)
