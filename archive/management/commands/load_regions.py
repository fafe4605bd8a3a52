"""Load the table of administrative divisions, down to the county."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.models import Region
from archive.text.divisions import divisions


class Command(BaseCommand):
    """Adds what is missing; a region that is there already, edited or not, stays as it is."""

    help = (
        "载入到县级的行政区划表；只补缺，不覆盖。\n"
        "Loads the table of divisions down to the county; adds what is missing and changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many regions are new."""
        count = Region.objects.create_missing(divisions())
        self.stdout.write(f"新增地区 {count} 个。 {count} regions added.")
