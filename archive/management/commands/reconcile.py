"""reconcile: compare the index with the database."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.errors import ArchiveError
from archive.search.reconcile import Differences, compare, repair


class Command(BaseCommand):
    """`manage.py reconcile`."""

    help = (
        "比较检索库与数据库：多出、缺少、内容不同的文章；有差别时以非零状态退出。"
        " Compare the index with the database: articles too many, missing, or not alike; exits non-zero if any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to repair, and how to print."""
        parser.add_argument("--repair", action="store_true", help="修复差别 repair what differs")
        parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, perhaps repair, and report."""
        try:
            differences = compare()
            self.show(differences, as_json=options["json"])
            if options["repair"] and differences.all():
                if reason := repair(differences).reason:
                    self.stderr.write(reason)
                differences = compare()
                self.show(differences, as_json=options["json"])
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if differences.all():
            raise CommandError("检索库与数据库不一致。 The index differs from the database.")

    def show(self, differences: Differences, *, as_json: bool) -> None:
        """The three kinds of difference, with the articles' ids."""
        if as_json:
            self.stdout.write(json.dumps(asdict(differences)))
            return
        for label, found in (
            ("多出 only in the index", differences.ghosts),
            ("缺少 missing", differences.missing),
            ("内容不同 not alike", differences.stale),
        ):
            ids = " ".join(f"#{pk}" for pk in found)
            self.stdout.write(f"{label}: {len(found)} {ids}".rstrip())
