"""The application: one app, because one migration history outlives every rearrangement of folders."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The Union News Archive."""

    name = "archive"
    verbose_name = "工会新闻库 Union News Archive"

    def ready(self) -> None:
        """Register the start-up checks and let saved changes reach the index."""
        from archive import checks  # noqa: F401, PLC0415  # registers on import, once the app is loaded
        from archive.search import outbox  # noqa: PLC0415

        outbox.connect()
