"""An index of its own."""

from tests.search.conftest import index_path

__all__ = ["index_path"]
