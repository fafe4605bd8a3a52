"""Pages to take apart."""

from pathlib import Path

import pytest

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.shapes import RawPage, Reconstruction


def page_of(text: str) -> RawPage:
    """A page whose file holds this text."""
    return RawPage("page.txt", tuple(text.split("\n")))


@pytest.fixture(scope="session")
def real(real_page: Path) -> Reconstruction:
    """The real page, taken apart."""
    return reconstruct(page_of(real_page.read_text(encoding="utf-8")))
