"""Make a fresh folder into a working archive, and leave a working archive as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from archive.desk.accounts import ensure_editor
from archive.models import ImportBatch
from archive.search import outbox
from archive.search.rebuild import rebuild_if_needed

FIXTURES = settings.BASE_DIR / "fixtures"
RECORDS = FIXTURES / "records"


class Command(BaseCommand):
    """Safe to run as often as one likes."""

    help = (
        "建立或升级资料库：数据表、地区与报纸、真实版面、索引、编辑账号。可反复运行。\n"
        "Sets up or upgrades the archive: tables, regions and newspapers, the real page, index, an editor's account. "
        "Run it as often as you like."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One choice: what a new archive begins with."""
        parser.add_argument(
            "--sample",
            action="store_true",
            help="用虚构的样例稿件代替真实版面 begin with the fictitious sample corpus instead of the real page",
        )

    def handle(self, *args: Any, sample: bool, **options: Any) -> None:
        """Each step does only what is still to be done."""
        call_command("migrate", verbosity=0)
        if not ImportBatch.objects.exists():
            self.fill(sample=sample)
        rebuild_if_needed()
        call_command("collectstatic", interactive=False, verbosity=0)
        self.introduce_editor()

    def fill(self, *, sample: bool) -> None:
        """All of the first content or, when anything stops it, none: the next run begins anew."""
        with outbox.paused(), transaction.atomic():
            call_command("loaddata", FIXTURES / "regions.json", FIXTURES / "newspapers.json", verbosity=0)
            call_command("load_regions", stdout=self.stdout)
            if sample:
                self.fill_with_sample()
            else:
                call_command("import_texts", FIXTURES / "pages", stdout=self.stdout)
                call_command("load_records", RECORDS, skip_unproven=True, stdout=self.stdout)

    def fill_with_sample(self) -> None:
        """Write the sample corpus, and import it as one would import any folder."""
        with TemporaryDirectory() as folder:
            call_command("write_sample", folder, stdout=self.stdout)
            call_command("loaddata", Path(folder) / "newspapers.json", verbosity=0)
            call_command("import_texts", folder, stdout=self.stdout)
            call_command("load_records", Path(folder) / "records.toml", stdout=self.stdout)

    def introduce_editor(self) -> None:
        """Say the editor's password when the account is new; afterwards nobody knows it but its owner."""
        password = ensure_editor()
        if password:
            self.stdout.write(
                self.style.WARNING(
                    f"编辑账号 Editor account: editor   密码 password: {password}\n"
                    "此密码只显示这一次。 This password is shown only this once."
                )
            )
