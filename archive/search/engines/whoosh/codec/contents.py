"""The table of contents on disk: which segments there are, which of their documents are deleted, which files may go."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from archive.search.engines.whoosh.arrays.files import damaged
from archive.search.engines.whoosh.codec.segments import DELETED, DOCUMENTS, POSTINGS, ArraySegment

NAME = "contents"
# Raised whenever the files change their meaning.
FORMAT = 1
# The name that Whoosh gives an index in its folder, and so the beginning of its segments' names.
INDEX = "MAIN"


def read_contents(folder: Path) -> dict[str, Any]:
    """The table of contents.

    Raises:
        FileNotFoundError: there is no index in the folder.
        IndexUnavailable: the table is damaged, or of another format.
    """
    path = folder / NAME
    checksum, _line_end, line = path.read_bytes().partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(line):
        raise damaged(path, "checksum")
    contents: dict[str, Any] = json.loads(line)
    if contents["format"] != FORMAT:
        raise damaged(path, f"format {contents['format']}")
    return contents


def write_contents(folder: Path, generation: int, segments: Sequence[ArraySegment]) -> None:
    """Commit: from now on these are the segments. They and their files are on the disk when this returns."""
    for segment in segments:
        segment.write_deletions(folder, generation)
    sync_folder(folder)
    entries = [
        {"id": segment.segid, "documents": segment.count, "deletions": segment.deletions}
        for segment in segments
    ]
    line = json.dumps({"format": FORMAT, "generation": generation, "segments": entries}).encode()
    draft = folder / f"{NAME}.draft"
    with draft.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(line) + line)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)
    sync_folder(folder)


def segment_from(folder: Path, entry: dict[str, Any]) -> ArraySegment:
    """A segment as the table of contents describes it."""
    segment = ArraySegment(INDEX, entry["id"], entry["documents"])
    if entry["deletions"] is not None:
        segment.read_deletions(folder, entry["deletions"])
    return segment


def remove_unused(folder: Path, segments: Sequence[ArraySegment]) -> None:
    """Remove what belongs to no segment: those merged, and what a writer that was killed left behind."""
    used = {name for segment in segments for name in segment.file_names()}
    for path in folder.glob(f"{INDEX}_*"):
        suffix = path.name.removesuffix(".draft").rpartition(".")[2]
        if suffix in {DOCUMENTS, POSTINGS, DELETED} and path.name not in used:
            with suppress(FileNotFoundError):
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Have the names of the files on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
