"""The whole sample, from a seed to a folder: draw the world, plan the papers, write the stories."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from archive.sample.files import CleanFile, clean_file, newspapers, write
from archive.sample.plan import draw_slots
from archive.sample.programmes import draw_running, read_programmes, read_shared
from archive.sample.records import records
from archive.sample.telling.stories import write_story
from archive.sample.world import draw_towns

DEFAULT_SEED = 1
DEFAULT_ARTICLES = 300


@dataclass(frozen=True)
class Corpus:
    """A sample that is not written yet."""

    files: tuple[CleanFile, ...]
    records: str


def make_corpus(seed: int = DEFAULT_SEED, articles: int = DEFAULT_ARTICLES) -> Corpus:
    """So many stories with their records; the same seed gives the same characters."""
    rng = random.Random(seed)  # noqa: S311  # chosen to be repeatable, not to be secret
    shared = read_shared()
    towns = draw_towns(shared["trades"], rng)
    runs = draw_running(read_programmes(), towns, rng)
    slots = draw_slots(runs, articles, rng)
    files = tuple(clean_file(write_story(slot, shared, rng)) for slot in slots)
    return Corpus(files, records(towns, runs, files))


def write_corpus(corpus: Corpus, folder: Path) -> None:
    """Into the folder go ``texts/`` for ``import_texts``, ``newspapers.json`` and ``records.toml``."""
    for file in corpus.files:
        write(folder / "texts", file.name, file.text)
    write(folder, "newspapers.json", newspapers())
    write(folder, "records.toml", corpus.records)
