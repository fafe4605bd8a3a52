"""From a file's lines to stories: its pages are parted, and each is put back together on the lines of the file.

Pure; runs in processes of its own, without Django.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import NamedTuple, TypeVar

from archive.errors import UnreadableFile
from archive.importing import clean
from archive.importing.metadata import Origin, Said
from archive.importing.metadata.seen import on_the_page
from archive.importing.metadata.stated import stated
from archive.importing.read import SourceText
from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.shapes import Piece, RawPage, Reconstruction, Rival, Story, Stretch

FORM_FEED = "\f"
# A fat weekend paper has 100 pages; a file of more is no paper.
MAX_PAGES = 500
# A printed page has about 700 lines. Candidate joins grow with the square of a page's lines.
MAX_PAGE_LINES = 20_000

# Files that wait, put back together, for each process while another is stored: no process idles, and memory holds a few
# pages, however many files there are.
FILES_AHEAD = 4

Job = TypeVar("Job")
# Whatever points at a stretch of one line.
Place = TypeVar("Place", Piece, Rival, Stretch)


class Part(NamedTuple):
    """One page of a file, and where in the file it begins: lines before it, characters before it in its first line."""

    page: RawPage
    lines_before: int
    chars_before: int


class PreparedPage(NamedTuple):
    """A page put back together, and what it says itself of where it was printed."""

    found: Reconstruction
    said: Said


def prepare(source: SourceText) -> tuple[PreparedPage, ...]:
    """The pages of a file, put back together; a clean page gives the one article that it is.

    Raises UnreadableFile for a limit passed and InvalidMetadata for a header that cannot be understood.
    """
    return tuple(_prepared(part) for part in pages_of(source))


def _prepared(part: Part) -> PreparedPage:
    """One page, by what it is."""
    if clean.looks_clean(part.page):
        taken = clean.take_apart(part.page)
        said = {key: value for key, value in taken.said.items() if key not in clean.OF_THE_STORY}
        return PreparedPage(on_the_file(taken.found, part), stated(part.page.name, said, Origin.HEADER))
    found = reconstruct(part.page)
    return PreparedPage(on_the_file(found, part), on_the_page(part.page, found))


def pages_of(source: SourceText) -> list[Part]:
    """The pages of a file that have any printed character. UnreadableFile names the limit that a file passes."""
    text = "\n".join(source.lines)
    pages = text.count(FORM_FEED) + 1
    if pages > MAX_PAGES:
        raise _too_many(source.name, "版 pages", pages, MAX_PAGES)
    parts = [part for part in _parts(source, text) if any(map(str.strip, part.page.lines))]
    for part in parts:
        if len(part.page.lines) > MAX_PAGE_LINES:
            raise _too_many(source.name, "行一版 lines on a page", len(part.page.lines), MAX_PAGE_LINES)
    return parts


def _parts(source: SourceText, text: str) -> Iterator[Part]:
    """What stands between form feeds, with the place where it begins."""
    lines_before = chars_before = 0
    for piece in text.split(FORM_FEED):
        lines = piece.split("\n")
        yield Part(RawPage(source.name, tuple(lines), source.encoding), lines_before, chars_before)
        chars_before = len(lines[-1]) + 1 + (chars_before if len(lines) == 1 else 0)
        lines_before += len(lines) - 1


def on_the_file(found: Reconstruction, part: Part) -> Reconstruction:
    """The same page with the line and character numbers of the file instead of its own."""
    return Reconstruction(
        stories=tuple(_story(story, part) for story in found.stories),
        furniture=_moved(found.furniture, part),
        unassigned=_moved(found.unassigned, part),
    )


def _story(story: Story, part: Part) -> Story:
    """A story whose line map and rivals point into the file."""
    doubts = (replace(doubt, rivals=_moved(doubt.rivals, part)) for doubt in story.doubts)
    return replace(story, lines=_moved(story.lines, part), doubts=tuple(doubts))


def _moved(places: Iterable[Place], part: Part) -> tuple[Place, ...]:
    """Each place down by the lines before the page, and along by the characters before it in its first line."""
    return tuple(
        replace(
            place,
            line=place.line + part.lines_before,
            start=place.start + (part.chars_before if place.line == 1 else 0),
            end=place.end + (part.chars_before if place.line == 1 else 0),
        )
        for place in places
    )


def _too_many(name: str, unit: str, found: int, limit: int) -> UnreadableFile:
    """Names the limit that a file passes."""
    return UnreadableFile(
        f"{name}：{found:,} {unit}，超过上限 {limit:,}。请拆分后再导入。",
        f"{name}: {found:,} {unit}: over the limit of {limit:,}. Split it and import the parts.",
    )


def executor_of(workers: int) -> Executor:
    """Where pages are put back together: in processes of their own or, for one worker, in a thread beside this one."""
    if workers == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)


def ahead(jobs: Iterator[Job], workers: int) -> Iterator[Job]:
    """The same jobs, a few of them begun before they are asked for."""
    waiting = deque(islice(jobs, workers * FILES_AHEAD))
    while waiting:
        yield waiting.popleft()
        waiting.extend(islice(jobs, 1))


def _end_with_parent() -> None:
    """Have a worker end with the process that it works for, even if that one is killed."""
    parent = parent_process()
    if parent:
        threading.Thread(target=_outlive_not, args=(parent,), daemon=True).start()


def _outlive_not(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
