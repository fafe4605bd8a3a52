"""A file of named arrays: written once, checksummed block by block, mapped into memory.

    magic | sections, each on a boundary of 8 bytes | checksums of the blocks | directory as JSON | trailer

A block is verified when something of it is first read, so that opening is quick and nothing unverified is ever used. The
trailer comes last: a file whose writer was killed has none, and it bears its draft's name.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from archive.errors import IndexUnavailable

Array = npt.NDArray[Any]

MAGIC = b"UNA-ARR1"
# Where the directory begins, its length, its checksum, the length of the file, the magic again.
TRAILER = struct.Struct("<QQIQ8s")
# Bytes with a checksum of their own. Verifying one takes 5 µs; smaller blocks make the table of checksums noticeable.
BLOCK = 16 * 1024
ALIGNMENT = 8
# Bytes gathered before the system is asked to write.
BUFFER = 1 << 20


def damaged(path: Path, what: str) -> IndexUnavailable:
    """The error for a file of the index that cannot be trusted."""
    return IndexUnavailable(
        f"检索库文件 {path} 已损坏（{what}）。请运行：python manage.py rebuild_index",
        f"The index file {path} is damaged ({what}). Run: python manage.py rebuild_index",
    )


class ArrayFileWriter:
    """Writes sections one after another into a draft, which takes its name when it is finished."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._draft = path.with_name(f"{path.name}.draft")
        self._file = open(self._draft, "wb", buffering=BUFFER)  # noqa: SIM115, PTH123  # closed by finish or abandon
        self._sections: dict[str, list[Any]] = {}
        self._open: list[Any] = []
        self._checksums: list[int] = []
        self._length = self._checksum = 0
        self._write(MAGIC)

    def add(self, name: str, array: Array) -> None:
        """Write a whole section."""
        self.begin(name, array.dtype)
        self.append(array)

    def begin(self, name: str, dtype: npt.DTypeLike) -> None:
        """Begin a section; what is appended from now on belongs to it."""
        self._write(b"\0" * (-self._length % ALIGNMENT))
        self._sections[name] = self._open = [np.dtype(dtype).str, self._length, 0]

    def append(self, array: Array) -> None:
        """Write a piece of the section begun last."""
        if len(array):
            self._open[2] += len(array)
            self._write(np.ascontiguousarray(array, self._open[0]).data.cast("B"))

    def has(self, prefix: str) -> bool:
        """Was a section written whose name begins with this and a slash?"""
        return any(name.startswith(f"{prefix}/") for name in self._sections)

    def finish(self, facts: dict[str, Any], *, durable: bool = True) -> None:
        """Close the file and give it its name; with ``durable`` it is on the disk by then."""
        self._checksums.append(self._checksum)
        checksums = np.array(self._checksums, "<u4").tobytes()
        directory = {
            "sections": self._sections,
            "checksummed": self._length,
            "checksums": zlib.crc32(checksums),
            "facts": facts,
        }
        encoded = json.dumps(directory, ensure_ascii=False, separators=(",", ":")).encode()
        begin = self._length + len(checksums)
        end = begin + len(encoded) + TRAILER.size
        self._file.write(
            checksums + encoded + TRAILER.pack(begin, len(encoded), zlib.crc32(encoded), end, MAGIC)
        )
        self._file.flush()
        if durable:
            os.fsync(self._file.fileno())
        self._file.close()
        self._draft.replace(self.path)

    def abandon(self) -> None:
        """Leave no trace of the draft."""
        self._file.close()
        self._draft.unlink(missing_ok=True)

    def _write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        at = 0
        while at < len(data):
            room = BLOCK - self._length % BLOCK
            piece = data[at : at + room]
            self._checksum = zlib.crc32(piece, self._checksum)
            self._length += len(piece)
            at += len(piece)
            if self._length % BLOCK == 0:
                self._checksums.append(self._checksum)
                self._checksum = 0


class Section:
    """An array of a file. A slice of it is verified before it is handed out; it is a view, not a copy."""

    __slots__ = ("_array", "_begin", "_file", "_size")

    def __init__(self, file: ArrayFile, array: Array, begin: int) -> None:
        self._file, self._array, self._begin = file, array, begin
        self._size = array.itemsize

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, wanted: slice) -> Array:
        piece = self._array[wanted]
        if len(piece):
            begin = self._begin + wanted.indices(len(self._array))[0] * self._size
            self._file.verify(begin, begin + len(piece) * self._size)
        return piece

    @property
    def dtype(self) -> np.dtype[Any]:
        """What it is an array of."""
        return self._array.dtype


class ArrayFile:
    """A finished file of arrays, mapped into memory.

    Raises:
        IndexUnavailable: the file is cut off, or its directory or what is read of it is not what was written.
        FileNotFoundError: there is no such file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._status = os.fstat(file.fileno())
            if self._status.st_size < len(MAGIC) + TRAILER.size:
                raise damaged(path, "cut off")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._bytes: Array = np.frombuffer(self._map, np.uint8)
        self._view = memoryview(self._map)
        directory = self._directory()
        self.facts: dict[str, Any] = directory["facts"]
        self._sections: dict[str, list[Any]] = directory["sections"]
        end = self._checksummed = int(directory["checksummed"])
        count = end // BLOCK + 1
        self._checksums: Array = self._bytes[end : end + 4 * count].view("<u4")
        if zlib.crc32(self._checksums.tobytes()) != directory["checksums"]:
            raise damaged(path, "checksums")
        self._verified = bytearray(count)

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def names(self) -> list[str]:
        """The names of all sections."""
        return list(self._sections)

    def section(self, name: str, dtype: npt.DTypeLike = np.uint8) -> Section:
        """The section of this name; an empty one of ``dtype`` where there is none."""
        if name not in self._sections:
            return Section(self, np.empty(0, dtype), 0)
        stored, begin, count = self._sections[name]
        end = begin + count * np.dtype(stored).itemsize
        return Section(self, self._bytes[begin:end].view(stored), begin)

    def whole(self, name: str, dtype: npt.DTypeLike = np.uint8) -> Array:
        """All of the section of this name, verified."""
        return self.section(name, dtype)[:]

    def verify(self, begin: int = 0, end: int | None = None) -> None:
        """Compare the blocks of this stretch with their checksums, unless that was done before."""
        first, last = begin // BLOCK, ((self._checksummed if end is None else end) - 1) // BLOCK
        if self._verified.find(0, first, last + 1) >= 0:
            self._verify_blocks(first, last)

    def verify_length(self) -> None:
        """A file that was cut off or written over since it was opened must not be read: the system ends who tries."""
        with suppress(FileNotFoundError):  # what a merge has replaced may still be read
            now = self.path.stat()
            if (now.st_size, now.st_mtime_ns) != (self._status.st_size, self._status.st_mtime_ns):
                raise damaged(self.path, "changed since it was opened")

    def forget(self) -> None:
        """Let the system take back the memory of what was read; it is read again when it is needed."""
        self._map.madvise(mmap.MADV_DONTNEED)

    def _verify_blocks(self, first: int, last: int) -> None:
        for block in range(first, last + 1):
            if not self._verified[block]:
                data = self._view[block * BLOCK : min((block + 1) * BLOCK, self._checksummed)]
                if zlib.crc32(data) != self._checksums[block]:
                    raise damaged(self.path, f"block {block}")
                self._verified[block] = 1

    def _directory(self) -> dict[str, Any]:
        begin, length, checksum, size, magic = TRAILER.unpack(self._bytes[-TRAILER.size :].tobytes())
        if magic != MAGIC or size != len(self._bytes) or begin + length + TRAILER.size != size:
            raise damaged(self.path, "cut off, or of another format")
        encoded = self._bytes[begin : begin + length].tobytes()
        if zlib.crc32(encoded) != checksum:
            raise damaged(self.path, "directory")
        directory: dict[str, Any] = json.loads(encoded)
        return directory
