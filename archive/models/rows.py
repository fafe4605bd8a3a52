"""Many rows at once, written as they are: what a page brings by the hundred costs a tenth of what objects would cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connections, models

# Columns whose values a database takes in a form of its own.
PREPARED = (models.DecimalField, models.DateField, models.JSONField)


def insert(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], using: str
) -> None:
    """Store rows of these columns, named as the model's attributes (``article_id``); nothing else of them is set.

    No signal is sent and no default filled in; constraints hold as ever.
    """
    database, meta = connections[using], model._meta
    fields = {field.attname: field for field in meta.concrete_fields}
    forms = [
        fields[name].get_db_prep_save if isinstance(fields[name], PREPARED) else None for name in columns
    ]
    names = ", ".join(database.ops.quote_name(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    values = [
        [form(value, database) if form else value for form, value in zip(forms, row, strict=True)]
        for row in rows
    ]
    with database.cursor() as cursor:
        cursor.executemany(
            # Names from the model alone; what is stored is handed over apart.
            f"INSERT INTO {database.ops.quote_name(meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608
            values,
        )


def insert_objects(model: type[models.Model], objects: Iterable[models.Model], using: str) -> None:
    """Store objects that have no key yet; they are given none."""
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    insert(model, columns, map(attrgetter(*columns), objects), using)
