"""The manifest: which index serves, and with what it was made. An index made otherwise would answer wrongly in silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from archive.errors import IndexUnavailable
from archive.text import folding, words

# Raised whenever fields, zones or terms change their meaning.
SCHEMA_VERSION = 4
NAME = "manifest.json"
REBUILD = "python manage.py rebuild_index"


@dataclass(frozen=True)
class Manifest:
    """With what an index was made, and in which folder it lies."""

    folder: str
    schema: int
    tokenizer: str
    folding: str

    @classmethod
    def of_today(cls, folder: str) -> Self:
        """The manifest of an index that is made now."""
        return cls(folder, SCHEMA_VERSION, words.identity(), folding.identity())

    def is_of_today(self) -> bool:
        """Would an index made now be made the same way?"""
        return self == self.of_today(self.folder)


def read_manifest(index: Path) -> Manifest | None:
    """The manifest of the index that serves; None where none was ever built.

    Raises:
        IndexUnavailable: the manifest is damaged.
    """
    try:
        return Manifest(**json.loads((index / NAME).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailable(
            f"检索库的清单 {index / NAME} 已损坏。请运行：{REBUILD}",
            f"The manifest of the index, {index / NAME}, is damaged. Run: {REBUILD}",
        ) from error


def write_manifest(index: Path, manifest: Manifest) -> None:
    """Let this index serve from now on, in one step: readers see the old one or the new one."""
    draft = index / f"{NAME}.{manifest.folder}"
    draft.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.chmod(0o600)
    draft.replace(index / NAME)


def index_path() -> Path:
    """The folder of the index, as the settings say."""
    return Path(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))


def index_is_of_today(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """An index made with another schema, tokenizer or dictionary is refused. A missing one is no error here."""
    try:
        manifest = read_manifest(index_path())
    except IndexUnavailable as error:
        return [Error(str(error), hint=REBUILD, id="archive.E011")]
    if manifest is None or manifest.is_of_today():
        return []
    return [
        Error(
            "检索库是用另一版本的字段、分词或词典建立的，检索结果会有错漏。"
            " The index was made with another schema, tokenizer or dictionary; its answers would be wrong.",
            hint=REBUILD,
            id="archive.E010",
        )
    ]


def index_is_private(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """An index holds what only some may read, and says what is found: nobody else may enter or replace it."""
    index = index_path()
    checks = [
        (index, 0o077, f"chmod 700 {index}"),
        (index.parent, 0o002, "把 DATA_DIR 设为自己的目录 set DATA_DIR to a folder of your own"),
    ]
    return [
        Error(
            f"检索库目录 {folder} 可被其他用户进入或替换。 The folder of the index, {folder}, is open to other users.",
            hint=hint,
            id="archive.E012",
        )
        for folder, forbidden, hint in checks
        if folder.exists() and folder.stat().st_mode & forbidden
    ]
