"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from haystack import connections
from hypothesis import settings as hypothesis_settings

# What is claimed is never how fast a busy machine is. A landing asks the same examples as the machine it was written on,
# so that one change has one verdict; `make test-full` draws new ones each time.
hypothesis_settings.register_profile("repeated", deadline=None, derandomize=True)
hypothesis_settings.register_profile("drawn", deadline=None)
hypothesis_settings.load_profile("repeated")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def real_page() -> Path:
    """The real newspaper page that the project ships."""
    return ROOT / "fixtures" / "pages" / "000_68092b021be56c48.txt"


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Each test begins in the site's own language: a request leaves its own behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def index_path(tmp_path, settings) -> Iterator[Path]:
    """The folder of an index of this test's own; empty."""
    path = tmp_path / "index"
    settings.HAYSTACK_CONNECTIONS = {
        "default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(path)}
    }
    connections.reload("default")
    yield path
    connections["default"].get_backend().folder.close()
    connections.reload("default")
