"""update_index: Haystack's command, which on our engine lists what it could not index."""

from archive.search.updating import UpdateIndex


class Command(UpdateIndex):
    """`manage.py update_index`."""
