"""Synthetic articles: words as frequent as in jieba's dictionary, subjects that recur within an article, real lengths."""

from __future__ import annotations

import datetime as dt
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np

SEED = 20260901
NEWSPAPERS = tuple(f"bench-{number}" for number in range(12))
KINDS = ("news", "feature", "photo", "brief")
SHARES = (0.7, 0.2, 0.05, 0.05)
FIRST_DAY = dt.date(2008, 1, 1)
DAYS = 5_800
# Words of a body: log-normal, as lengths of news are; about 660 characters on average, seldom above 3,000.
MEDIAN_WORDS, SPREAD = 330, 0.55
FEWEST_WORDS, MOST_WORDS = 40, 3_000
# Words that an article is about, and how many of its words they make.
SUBJECTS, SUBJECT_SHARE = 12, 0.15
WORDS_OF_A_HEADLINE = 8
# Words between marks, and sentences of a paragraph.
WORDS_OF_A_CLAUSE, CLAUSES_OF_A_SENTENCE, SENTENCES_OF_A_PARAGRAPH = 7, 3, 4
# Words of unions, as frequent as in their own newspapers; the dictionary's corpus knows them as rare.
UNION_WORDS = {
    "工会": 9e-3, "职工": 8e-3, "服务": 6e-3, "劳动": 5e-3, "企业": 6e-3, "工作": 7e-3, "会员": 2e-3, "劳模": 1.2e-3,
    "总工会": 2.5e-3, "工匠": 8e-4, "竞赛": 8e-4, "帮扶": 7e-4, "维权": 5e-4, "集体协商": 2e-4, "农民工": 8e-4,
    "慰问": 6e-4, "技能": 1.5e-3, "培训": 1.8e-3, "法律援助": 1.5e-4, "驿站": 2e-4, "产业工人": 3e-4, "户外劳动者": 8e-5,
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One article."""

    number: int
    headline: str
    body: str
    newspaper: str
    kind: str
    day: dt.date

    def whole(self) -> str:
        """All its text."""
        return f"{self.headline}\n{self.body}"


def kept_texts(count: int) -> list[Text]:
    """The same, kept in the folder of the data: drawing 100,000 takes two minutes, and every engine wants them."""
    kept = Path(os.environ["DATA_DIR"]) / "texts.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(list(texts(count)), pickle.HIGHEST_PROTOCOL))
    found: list[Text] = pickle.loads(kept.read_bytes())  # noqa: S301  # written here a moment ago
    return found


def texts(count: int, seed: int = SEED) -> Iterator[Text]:
    """So many articles; the first of a greater number are those of a smaller one."""
    draw = np.random.default_rng(seed)
    words, bounds = _vocabulary()
    for number in range(count):
        size = int(np.clip(draw.lognormal(np.log(MEDIAN_WORDS), SPREAD), FEWEST_WORDS, MOST_WORDS))
        subjects = words[_drawn(bounds, draw, SUBJECTS)]
        chosen = words[_drawn(bounds, draw, size)]
        about = draw.random(size) < SUBJECT_SHARE
        chosen[about] = subjects[(SUBJECTS * draw.random(int(about.sum())) ** 2).astype(int)]
        headline = "".join([*subjects[: WORDS_OF_A_HEADLINE // 2], *chosen[: WORDS_OF_A_HEADLINE // 2]])
        yield Text(
            number,
            headline,
            _written(chosen.tolist()),
            NEWSPAPERS[int(len(NEWSPAPERS) * draw.random() ** 1.7)],
            str(draw.choice(KINDS, p=SHARES)),
            FIRST_DAY + dt.timedelta(int(draw.integers(DAYS))),
        )


def _vocabulary() -> tuple[np.ndarray, np.ndarray]:
    """The words, and where each ends on a line from 0 to 1."""
    with jieba.get_module_res(jieba.DEFAULT_DICT_NAME) as dictionary:
        entries = [line.decode().split(" ")[:2] for line in dictionary]
    weights = {word: float(frequency) for word, frequency in entries if "\u4e00" <= word[0] <= "\u9fa5"}
    total = sum(weights.values())
    weights |= {word: share * total for word, share in UNION_WORDS.items()}
    shares = np.fromiter(weights.values(), float)
    return np.array(list(weights), object), np.cumsum(shares / shares.sum())


def _drawn(bounds: np.ndarray, draw: np.random.Generator, size: int) -> np.ndarray:
    return np.minimum(np.searchsorted(bounds, draw.random(size)), len(bounds) - 1)


def _written(words: list[str]) -> str:
    """The words with marks and ends of paragraphs between them."""
    clauses = ["".join(words[at : at + WORDS_OF_A_CLAUSE]) for at in range(0, len(words), WORDS_OF_A_CLAUSE)]
    sentences = [
        "，".join(clauses[at : at + CLAUSES_OF_A_SENTENCE]) + "。"
        for at in range(0, len(clauses), CLAUSES_OF_A_SENTENCE)
    ]
    paragraphs = [
        "".join(sentences[at : at + SENTENCES_OF_A_PARAGRAPH])
        for at in range(0, len(sentences), SENTENCES_OF_A_PARAGRAPH)
    ]
    return "\n".join(paragraphs)
