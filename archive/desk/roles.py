"""What an editor may do. Said here once; granted after every migration, so that a new model needs no second thought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as apps_of_today
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate

EDITORS = "编辑 editors"

# Editors see everything the archive holds. Beyond that: texts and what is read from them they change, curated records
# they write, nothing that has an address they delete. Rights of a newspaper, accounts and imports are not theirs.
EDITORS_MAY = {
    "article": ("change",),
    "doubt": ("change",),
    "mention": ("add", "change", "delete"),
    "figure": ("add", "change", "delete"),
    "proposedname": ("change",),
    "reprint": ("change",),
    "organization": ("add", "change"),
    "organizationalias": ("add", "change", "delete"),
    "initiative": ("add", "change"),
    "initiativealias": ("add", "change", "delete"),
    "component": ("add", "change", "delete"),
    "newspaper": ("change",),
    "indextask": ("change",),
}


def connect() -> None:
    """Grant the roles whenever the archive's tables are migrated."""
    post_migrate.connect(grant, dispatch_uid="archive.desk.roles")


def grant(sender: AppConfig, using: str, apps: Any = apps_of_today, **kwargs: Any) -> None:
    """Give the editors' group what it may do; what a superuser granted beyond that stays.

    ``flush`` sends the signal too, without ``apps``.
    """
    if sender.label != "archive" or "auth" not in apps.all_models:
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=EDITORS)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    group.permissions.add(
        *permissions.filter(content_type__app_label="archive", codename__in=_codenames(sender))
    )


def _codenames(archive: AppConfig) -> Iterator[str]:
    """The editors' permissions as Django names them."""
    yield from (f"view_{model._meta.model_name}" for model in archive.get_models())
    yield from (f"{verb}_{model}" for model, verbs in EDITORS_MAY.items() for verb in verbs)
