"""From a file's lines to stories: its pages are parted, and each is put back together on the lines of the file.

Pure; runs in processes of its own, without Django.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import NamedTuple, TypeVar

from archive.importing import clean
from archive.importing.metadata import Origin, Said
from archive.importing.metadata.seen import on_the_page, with_number
from archive.importing.metadata.stated import stated
from archive.importing.pages import Part, on_the_file, pages_of
from archive.importing.read import SourceText
from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.shapes import Reconstruction

# Files that wait, put back together, for each process while another is stored: no process idles, and memory holds a few
# pages, however many files there are.
FILES_AHEAD = 4

Job = TypeVar("Job")


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
        return _taken_apart(part)
    found = reconstruct(part.without_margins())
    found = replace(found, furniture=(*part.margins(), *found.furniture))
    said = with_number(on_the_page(part.page, found), part.printed_number)
    return PreparedPage(on_the_file(found, part), said)


def _taken_apart(part: Part) -> PreparedPage:
    """A clean page and what its header says of it."""
    taken = clean.take_apart(part.page)
    said = {key: value for key, value in taken.said.items() if key not in clean.OF_THE_STORY}
    return PreparedPage(on_the_file(taken.found, part), stated(part.page.name, said, Origin.HEADER))


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
