"""What every test may ask for."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def real_page() -> Path:
    """The real newspaper page that the project ships."""
    return ROOT / "fixtures" / "pages" / "000_68092b021be56c48.txt"
