"""rebuild_index: build the search index anew. Replaces Haystack's command, which empties the index first."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.errors import ArchiveError
from archive.models import IndexTask
from archive.search.rebuild import rebuild


class Command(BaseCommand):
    """`manage.py rebuild_index`."""

    help = (
        "在旁边重建检索库，建好后一步换上；其间读者仍用旧库。"
        " Build the search index beside the one that serves, then swap; readers keep the old one meanwhile."
    )
    # An index of another version is an error of the start-up checks, and this command is its remedy.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing is ever asked; the option is known because Haystack's command of this name has it."""
        parser.add_argument(
            "--noinput", dest="interactive", action="store_false", help="从不提问 nothing is ever asked"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many articles the index has and which it lacks."""
        try:
            count = rebuild()
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"检索库已重建：{count} 篇。 The index was rebuilt: {count} articles.")
        if failed := list(IndexTask.objects.exclude(error="").values_list("article_id", flat=True)):
            raise CommandError(f"未能入库 not indexed: {', '.join(f'#{pk}' for pk in failed)}")
