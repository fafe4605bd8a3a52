"""Errors with names. Each says what is wrong, where, and what to do next, in Chinese first and then in English."""

from __future__ import annotations


class ArchiveError(Exception):
    """Something a person can understand and act on.

    ``zh`` and ``en`` are whole sentences; as a string the error is both, a line each.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type[ArchiveError], tuple[str, str]]:
        """Travels whole from the process that met it to the one that reports it."""
        return type(self), (self.zh, self.en)


class UnreadableFile(ArchiveError):
    """The bytes of a file are no text in any encoding that can be told for certain."""


class ConflictingMetadata(ArchiveError):
    """Two sources of metadata contradict each other and neither outranks the other."""


class InvalidMetadata(ArchiveError):
    """A sidecar, option or file header holds something that cannot be understood."""


class BatchNotUndoable(ArchiveError):
    """An import batch cannot be undone: it is unknown, undone already, or a person has touched its articles."""


class ImportUnderWay(ArchiveError):
    """Another import or undo is writing; two at a time would not know of each other's files."""


class IndexUnavailable(ArchiveError):
    """The search index is missing, damaged or of another version; browsing still works."""


class IndexBusy(ArchiveError):
    """Another process is writing the index; what is to be written stays in the outbox."""


class IndexNotWritable(ArchiveError):
    """The disk is full or the folder of the index cannot be written; what is to be written stays in the outbox."""


class RecordsNotLoadable(ArchiveError):
    """A fixture of curated records points at something that is not in the archive."""


class SentenceNotFound(RecordsNotLoadable):
    """The sentence that proves a figure stands in no article, or in more than one."""
