"""From the disk to lines: which files a path means, and what a file may be at most."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archive.errors import UnreadableFile
from archive.importing.alto import AltoPage, read_alto
from archive.importing.decode import decode

# A page of a broadsheet is about 30 kB of text, a whole paper under 2 MB. Every byte is kept in the database and held in
# memory while its stories are put together.
MAX_FILE_BYTES = 16 * 1024 * 1024
# A paragraph a line is the longest honest line, a few thousand characters; the engine weighs joins inside a line.
MAX_LINE_CHARS = 100_000
# A sidecar holds half a dozen lines.
MAX_SIDECAR_BYTES = 64 * 1024

LINE_ENDS = re.compile(r"\r\n|\r")
# What a folder is searched for: pages of text, and pages with coordinates.
SUFFIXES = (".txt", ".xml")
# XML says what it is; or its first element is ALTO's. No page of text begins so.
XML = re.compile(r"\s*(?:<\?xml\s|<!DOCTYPE\s|(?:<!--.{0,10000}?-->\s*)?<(?:[\w.-]+:)?alto[\s>])", re.DOTALL)


class Found(NamedTuple):
    """A file to import, the folder it must not lead out of, and the name it goes by: its path below that folder."""

    path: Path
    root: Path
    name: str


@dataclass(frozen=True)
class SourceText:
    """A file as received and as read: its bytes, and its lines without their ends, line *n* as ``lines[n - 1]``.

    Of a file of ALTO XML the lines are its printed text, and ``layout`` tells where they stand on its pages.
    """

    name: str
    content: bytes
    lines: tuple[str, ...]
    encoding: str
    layout: tuple[AltoPage, ...] = ()

    @property
    def printed_text(self) -> str:
        """What the file prints, where its bytes are not the text itself."""
        return "\n".join(self.lines) if self.layout else ""


def files_in(paths: Iterable[Path]) -> list[Found]:
    """The files that these paths mean, in order: a file is itself, a folder every ``*.txt`` and ``*.xml`` below it, hidden
    ones apart.

    What cannot be entered, and links to folders, are found too, so that reading them says so. Where files of several
    folders share a name, the name of the folder goes before it.
    """
    found = list(_found(paths))
    first = {one.path.absolute(): one for one in reversed(found)}
    found = [one for one in found if first[one.path.absolute()] is one]
    names = Counter(one.name for one in found)
    return [
        one._replace(name=f"{printable(one.root.absolute().name)}/{one.name}") if names[one.name] > 1 else one
        for one in found
    ]


def _found(paths: Iterable[Path]) -> Iterator[Found]:
    for path in paths:
        if path.is_dir():
            yield from (Found(file, path, printable(file.relative_to(path))) for file in _texts_below(path))
        else:
            yield Found(path, path.parent, printable(path.name))


def _texts_below(folder: Path) -> Iterator[Path]:
    """Text files of a folder and of those below it, and whatever below it cannot be walked."""
    closed: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if _is_text_name(name))
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())
    yield from closed


def _is_text_name(name: str) -> bool:
    """Is a file of this name meant to be imported?"""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def printable(path: Path | str) -> str:
    """A path as text, always with ``/``; bytes of a file name that are no UTF-8 are written out."""
    raw = os.fsencode(path.as_posix() if isinstance(path, Path) else path)
    return raw.decode("utf-8", "backslashreplace")


def read(found: Found, encoding: str | None = None) -> SourceText:
    """A file's bytes and lines. UnreadableFile says what is wrong, where, and which limit it passes."""
    return source_of(found.name, read_bytes(found, MAX_FILE_BYTES), encoding)


def source_of(name: str, content: bytes, encoding: str | None = None) -> SourceText:
    """The lines of a file's bytes: those of its text or, where it is XML, those that it prints."""
    text, encoding = decode(name, content, encoding)
    if name.lower().endswith(".xml") or XML.match(text):
        alto = read_alto(name, text)
        source = SourceText(name, content, alto.printed, encoding, alto.pages)
    else:
        source = SourceText(name, content, lines_of(text), encoding)
    for number, line in enumerate(source.lines, 1):
        if len(line) > MAX_LINE_CHARS:
            raise _too_much(name, f"第 {number} 行 line {number}", len(line), MAX_LINE_CHARS, "字 characters")
    return source


def read_sidecar(found: Found) -> tuple[str, bytes] | None:
    """The name and bytes of the file's ``NAME.toml``, if there is one."""
    path = found.path.with_suffix(".toml")
    if not os.path.lexists(path):
        return None
    sidecar = Found(path, found.root, str(PurePosixPath(found.name).with_suffix(".toml")))
    return sidecar.name, read_bytes(sidecar, MAX_SIDECAR_BYTES)


def read_bytes(found: Found, limit: int) -> bytes:
    """The bytes of a regular file inside its folder, at most ``limit`` of them."""
    if found.path.is_symlink() and not found.path.resolve().is_relative_to(found.root.resolve()):
        raise UnreadableFile(
            f"{found.name}：符号链接指向所给文件夹之外，不读取。请直接给出目标文件。",
            f"{found.name}: a symbolic link that leads out of the folder is not read. Name its target instead.",
        )
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
        descriptor = os.open(found.path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise _unopened(found.name, error) from error
    with os.fdopen(descriptor, "rb") as file:
        return _bounded(found.name, file.fileno(), limit)


def _bounded(name: str, descriptor: int, limit: int) -> bytes:
    """What an open file holds, unless it is no regular file or longer than the limit."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(f"{name}：不是普通文件。", f"{name}: not a regular file.")
    if status.st_size > limit:
        raise _too_much(name, "文件 the file", status.st_size, limit, "字节 bytes")
    with os.fdopen(os.dup(descriptor), "rb") as file:
        return file.read(limit)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends, cut exactly as SourceFile.lines() cuts them."""
    return tuple(LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).split("\n"))


def _unopened(name: str, error: OSError) -> UnreadableFile:
    """Why the system does not open a file."""
    reasons = {
        errno.ENOENT: ("没有这个文件", "there is no such file"),
        errno.EACCES: ("没有读取权限", "no permission to read it"),
        errno.ELOOP: ("符号链接成环", "the symbolic links form a loop"),
    }
    zh, en = reasons.get(
        error.errno or 0, (f"无法打开（{error.strerror}）", f"cannot be opened ({error.strerror})")
    )
    return UnreadableFile(f"{name}：{zh}。", f"{name}: {en}.")


def _too_much(name: str, what: str, found: int, limit: int, unit: str) -> UnreadableFile:
    """Names the limit that a file passes."""
    return UnreadableFile(
        f"{name}：{what} {found:,} {unit}，超过上限 {limit:,}。请拆分后再导入。",
        f"{name}: {what} {found:,} {unit}: over the limit of {limit:,}. Split it and import the parts.",
    )
