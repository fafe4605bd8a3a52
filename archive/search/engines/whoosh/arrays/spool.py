"""What is to be written later: in memory while it is small, else in a file without a name."""

from __future__ import annotations

from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from archive.search.engines.whoosh.arrays.files import Array, ArrayFileWriter

# Bytes that stay in memory.
MOST_IN_MEMORY = 32 << 20
# Bytes copied at a time.
PIECE = 4 << 20


class Spool:
    """Numbers of one type that wait for the section they belong into."""

    def __init__(self, folder: Path, dtype: npt.DTypeLike) -> None:
        # Beside the index, which is private: the system's folder for such files is anybody's.
        self._file = SpooledTemporaryFile(MOST_IN_MEMORY, dir=str(folder))  # noqa: SIM115  # closed by __exit__
        self._dtype = np.dtype(dtype)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, array: Array) -> None:
        """Keep these for later."""
        self._file.write(array.astype(self._dtype, copy=False).tobytes())

    def copy(self, writer: ArrayFileWriter, name: str) -> None:
        """Write all of it as a section; none where it is empty."""
        if not self._file.tell():
            return
        writer.begin(name, self._dtype)
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            writer.append(np.frombuffer(piece, self._dtype))
