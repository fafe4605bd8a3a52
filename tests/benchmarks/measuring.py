"""CPU time, memory and size, as a benchmark takes them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

# A query is asked once before it is measured, as readers ask queries whose pages are in memory; then so often.
ROUNDS = 5
STATUS = Path("/proc/self/status")
# Seconds between two looks at the memory.
INTERVAL = 0.05


@dataclass(frozen=True)
class Times:
    """Milliseconds of CPU: the median and the 95th percentile over queries, each at its median over rounds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> Times:
        """Of one figure a query."""
        ordered = sorted(milliseconds)
        return cls(round(_at(ordered, 0.5), 3), round(_at(ordered, 0.95), 3))


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def cpu_seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of CPU of this process, all its threads, and what came of the work."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def asked(ask: Callable[[Any], Any], queries: Sequence[Any], rounds: int = ROUNDS) -> Times:
    """How long an engine takes for these queries."""
    medians = []
    for query in queries:
        ask(query)
        taken = sorted(cpu_seconds(lambda query=query: ask(query))[0] for _ in range(rounds))
        medians.append(1000 * taken[rounds // 2])
    return Times.of(medians)


def private_megabytes() -> float:
    """Memory of this process that no file backs: the index is mapped, and the system takes its pages back when it wants."""
    lines = (line.split() for line in STATUS.read_text().splitlines())
    return next(round(int(words[1]) / 1024, 1) for words in lines if words[0] == "RssAnon:")


class Highest(Thread):
    """Watches that memory while something is done; ``megabytes`` is the most that was seen."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.megabytes = 0.0
        self._done = Event()

    def __enter__(self) -> Highest:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self.join()

    def run(self) -> None:
        """Look again and again."""
        while not self._done.wait(INTERVAL):
            self.megabytes = max(self.megabytes, private_megabytes())


def bytes_of(folder: Path) -> int:
    """Everything in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
