"""Count the language of the stories that may be learnt from: ``python -m tests.importing.reconstruct.learn.language``.

What is learnt on a page of these stories must not have read them: :func:`not_having_read` takes a page's own stories out of
the counts while it is learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest import mock

from archive.importing.reconstruct import language
from tests.importing.reconstruct.learn.forests import save
from tests.pages.setting.names import PLACEHOLDER
from tests.pages.setting.stories import LEARNT_FROM, STORIES_DIR, story_paths

# The number that a page gives a story before its name.
NUMBER = re.compile(r"^\d+-")
NO_TEXT = re.compile(r"^(?:sample|kind): .*$", re.MULTILINE)
SEPARATORS = re.compile(r" / |^(?:\w+: |## |\| )|\n", re.MULTILINE)


def texts_of(written: str) -> list[str]:
    """What a story file prints, in stretches without the names that are drawn."""
    told = SEPARATORS.sub("\n", NO_TEXT.sub("", written))
    return [part.strip() for line in told.splitlines() for part in PLACEHOLDER.split(line) if part.strip()]


def counted() -> list[dict[str, str]]:
    """The record of the language: every story that may be learnt from, once."""
    paths = (path for part in LEARNT_FROM for path in story_paths(part))
    written = (path.read_text(encoding="utf-8") for path in paths)
    counts = language.counts_of(text for story in written for text in texts_of(story))
    return [language.rolled(one) for one in counts]


@contextmanager
def not_having_read(stories: Iterable[str]) -> Iterator[None]:
    """Reconstruct as if the stories of these ids had not been counted; those that never were change nothing."""
    names = [f"{NUMBER.sub('', story)}.txt" for story in stories]
    paths = (STORIES_DIR / part / name for part in LEARNT_FROM for name in names)
    read = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
    left = language.of_the_press().without(text for story in read for text in texts_of(story))
    with mock.patch.object(language, "of_the_press", return_value=left):
        yield


if __name__ == "__main__":
    save("language", counted())
