"""The index on disk: generations beside one another, one of which serves, and a searcher that is kept open.

``index/manifest.json`` names the folder that serves. A rebuild fills a new folder and renames a new manifest over the
old one; readers that still have the old folder open go on reading it, so it stays until the next rebuild.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path

from whoosh.fields import Schema

from archive.errors import IndexNotWritable, IndexUnavailable
from archive.search.engines.whoosh.codec.index import ArrayIndex
from archive.search.engines.whoosh.codec.writer import ArrayWriter
from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.manifest import REBUILD, Manifest, read_manifest, write_manifest

# What the system says when it will not take what is written; the index itself is none the worse.
REFUSALS = frozenset({ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM})
# How often an index that changes is opened before it counts as damaged, and the seconds in between: a commit renames
# one file and removes the old ones, in a few milliseconds.
OPENINGS, PAUSE = 5, 0.02


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """A file of the index that is not there comes out as IndexUnavailable. Files name other damage to themselves."""
    try:
        yield
    except FileNotFoundError as error:
        raise IndexUnavailable(
            f"检索库 {path} 缺少文件 {error.filename}。请运行：{REBUILD}",
            f"The index in {path} lacks the file {error.filename}. Run: {REBUILD}",
        ) from error


@contextmanager
def refusal_named(path: Path) -> Iterator[None]:
    """A disk that is full or a folder that may not be written comes out as IndexNotWritable: the index is sound."""
    try:
        yield
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        raise IndexNotWritable(
            f"检索库 {path} 无法写入（{error}）。腾出空间或改正权限后会补上。",
            f"The index in {path} cannot be written ({error}). The change will follow once there is space or permission.",
        ) from error


@contextmanager
def committed(writer: ArrayWriter) -> Iterator[ArrayWriter]:
    """The writer, committed at the end; where anything fails, cancelled. Its lock is let go either way."""
    with ExitStack() as undoing:
        undoing.callback(_let_go, writer)
        undoing.callback(writer.cancel)
        yield writer
        undoing.pop_all()
        # A commit that fails cannot be cancelled: some of the writer's files are closed already.
        undoing.callback(_let_go, writer)
        writer.commit()


def _let_go(writer: ArrayWriter) -> None:
    """Free Whoosh's lock, which a commit or cancellation that fails leaves to this process for ever."""
    if not writer.is_closed:
        writer.writelock.release()


class IndexFolder:
    """One index folder and, once it was searched, an index that is kept open. Not to be shared between threads."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path = path
        self.schema = schema
        self._manifest: Manifest | None = None
        self._signature: tuple[int, int] | None = None
        self._index: ArrayIndex | None = None
        self._executor: Executor | None = None

    def executor(self) -> Executor:
        """What answers queries on what was last committed; kept open between them.

        Raises:
            IndexUnavailable: there is no index, or it is damaged or of another version.
        """
        for _ in range(OPENINGS):
            # A writer may remove a file between the moment its name was read and the moment it is opened.
            with suppress(FileNotFoundError):
                return self._refreshed()
            time.sleep(PAUSE)
        with damage_named(self.path):
            return self._refreshed()

    def _refreshed(self) -> Executor:
        """The executor that is kept, or one over what was committed since."""
        index = self._opened()
        if self._executor is None or index.latest_generation() != self._executor.generation:
            self._executor = Executor(index.searcher())
        self._executor.verify_length()
        return self._executor

    def manifest(self) -> Manifest:
        """The manifest of the index that serves, read again whenever it has changed."""
        signature = self._signature_of_manifest()
        if self._manifest is None or signature != self._signature:
            self.close()
            self._manifest = self._checked(read_manifest(self.path))
            self._signature = signature
        return self._manifest

    def writer(self) -> ArrayWriter:
        """A writer on the index that serves. The caller holds the lock of the folder.

        Raises:
            LockError: a program that does not know our lock holds the index's own.
        """
        with damage_named(self.path):
            return self._opened().writer()

    def verify(self) -> None:
        """Compare every byte of the index that serves with its checksum."""
        ArrayIndex(self.path / self.manifest().folder, self.schema).verify()

    @contextmanager
    def beside(self) -> Iterator[ArrayWriter]:
        """A writer on a new index that takes over at the end, if nothing goes wrong. The caller holds the lock."""
        manifest = Manifest.of_today(f"index-{secrets.token_hex(8)}")
        folder = self.path / manifest.folder
        folder.mkdir(mode=0o700, parents=True)
        with refusal_named(self.path), ExitStack() as undoing:
            undoing.callback(shutil.rmtree, folder)
            with committed(ArrayIndex.make(folder, self.schema).writer()) as writer:
                yield writer
            undoing.pop_all()
        serving = self._serving()
        write_manifest(self.path, manifest)
        self._remove_all_but({manifest.folder, serving})

    def close(self) -> None:
        """Let go of the index."""
        self._executor = self._index = self._manifest = None

    def _opened(self) -> ArrayIndex:
        """The index that serves."""
        manifest = self.manifest()
        if self._index is None:
            self._index = ArrayIndex(self.path / manifest.folder, self.schema)
        return self._index

    def _signature_of_manifest(self) -> tuple[int, int] | None:
        try:
            status = os.stat(self.path / "manifest.json")  # noqa: PTH116  # once a query: no Path in between
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    def _checked(self, manifest: Manifest | None) -> Manifest:
        if manifest is None:
            raise IndexUnavailable(
                f"检索库尚未建立。请运行：{REBUILD}", f"The index has not been built yet. Run: {REBUILD}"
            )
        if not manifest.is_of_today():
            raise IndexUnavailable(
                f"检索库是用另一版本的字段、分词或词典建立的。请运行：{REBUILD}",
                f"The index was made with another schema, tokenizer or dictionary. Run: {REBUILD}",
            )
        return manifest

    def _serving(self) -> str:
        """The folder that serves so far; none where there is no readable manifest."""
        try:
            manifest = read_manifest(self.path)
        except IndexUnavailable:
            return ""
        return manifest.folder if manifest else ""

    def _remove_all_but(self, kept: set[str]) -> None:
        for folder in self.path.glob("index-*"):
            if folder.name not in kept:
                shutil.rmtree(folder)
