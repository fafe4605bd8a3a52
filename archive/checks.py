"""Start-up checks: each has an id, says what is wrong and what to do next. `manage.py check` runs them all."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from archive.search.manifest import index_is_of_today, index_is_private

# Below it, django-haystack runs code that a search result carries; scanners do not report it.
HAYSTACK_FLOOR = (3, 4, 0)

register(index_is_of_today)
register(index_is_private)


@register()
def data_folder_is_private(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The data folder holds the secret, the database and the index: nobody else may enter it."""
    mode = stat.S_IMODE(settings.DATA_DIR.stat().st_mode)
    if not mode & 0o077:
        return []
    return [
        checks.Warning(
            f"数据目录 {settings.DATA_DIR} 可被其他用户进入（权限 {mode:o}）。"
            f" The data folder can be entered by other users (mode {mode:o}).",
            hint=f"chmod 700 {settings.DATA_DIR}",
            id="archive.W001",
        )
    ]


@register()
def haystack_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A django-haystack below the floor is refused."""
    found = version("django-haystack")
    if tuple(int(part) for part in re.findall(r"\d+", found)[:3]) >= HAYSTACK_FLOOR:
        return []
    return [
        Error(
            f"django-haystack {found} 有远程代码执行漏洞。 django-haystack {found} has a remote code execution.",
            hint="make .venv （重新安装依赖 reinstall the requirements）",
            id="archive.E002",
        )
    ]
