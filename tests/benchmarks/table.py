"""What was measured as tables of the documentation, between two marks of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

from tests.benchmarks.shapes import Shape

BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"
SIZES = (1_000, 10_000, 100_000)
OURS = "ours"
WAYS = {
    (OURS, "page"): "页面 page",
    (OURS, "haystack"): "Haystack",
    (OURS, "alone"): "引擎 engine",
    ("tantivy", "alone"): "tantivy",
    ("fts5 words", "alone"): "FTS5, 预先分词 words",
    ("fts5 trigram", "alone"): "FTS5, trigram",
    ("xapian", "alone"): "Xapian",
    ("stock", "alone"): "教程所教 stock",
}
PEERS = ("tantivy", "fts5 words", "fts5 trigram", "xapian", "stock")
# The project's own bars, for 100,000 articles: milliseconds of CPU at the 95th percentile.
BARS = {Shape.COMMON: 4, Shape.AND: 10, Shape.PREFIX: 8, Shape.FILTER: 6, Shape.PHRASE: 25}
# How many times faster than a peer a median is to be.
TIMES_FTS5 = {Shape.COMMON: 50, Shape.AND: 15, Shape.PREFIX: 20, Shape.FILTER: 20, Shape.PHRASE: 3}
TIMES_STOCK = {1_000: 20, 10_000: 300, 100_000: 300}
BUILD_STOCK = {1_000: 30, 10_000: 100}

Measured = Mapping[tuple[str, int], Mapping[str, Any]]


def with_tables(page: str, found: Iterable[Mapping[str, Any]]) -> str:
    """The page with the tables of what was found in the place of those it has."""
    measured = {(one["engine"], one["articles"]): one for one in found}
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return "\n\n".join([before + BEGIN, "\n".join(tables(measured)), END + after])


def tables(measured: Measured) -> Iterator[str]:
    """All of them, line by line."""
    sizes = [size for size in SIZES if any(count == size for _engine, count in measured)]
    yield from bars(measured)
    for size in sizes:
        yield from ["", f"### {size:,} 篇 articles", ""]
        yield from times(measured, size)
    yield from ["", "### 建立、大小、改动 Building, size, one change", ""]
    yield from building(measured, sizes)
    yield from ["", "### 篇数与逐字扫描之差 Counts against a plain scan", ""]
    yield from counts(measured, sizes)


def rows(header: Sequence[str], body: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table."""
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    yield from (f"| {' | '.join(map(str, row))} |" for row in body)


# -- bars --------------------------------------------------------------------------------------------------------------


def bars(measured: Measured) -> Iterator[str]:
    """What was aimed at, what was measured, and whether that is enough."""
    found = list(_bars(measured))
    yield from rows(
        ["目标 Bar", "", "所测 Measured", ""],
        [(name, bar, value, "✓" if reached else "✗") for name, bar, value, reached in found],
    )


Bar = tuple[str, str, str, bool]


def _bars(measured: Measured) -> Iterator[Bar]:
    ours = measured.get((OURS, 100_000))
    if ours:
        for shape, bar in BARS.items():
            value = ours["haystack"][shape]["p95"]
            yield f"{shape}, Haystack, p95, 100,000", f"≤ {bar} ms", f"{value:.1f} ms", value <= bar
        yield from _sizes(ours)
    for size, bar in TIMES_STOCK.items():
        yield from _times_faster(measured, "stock", size, {Shape.COMMON: bar})
    for way in ("haystack", "alone"):
        yield from _times_faster(measured, "fts5 words", 100_000, TIMES_FTS5, way)
    yield from _against_tantivy(measured)
    yield from _build_times(measured)


def _sizes(ours: Mapping[str, Any]) -> Iterator[Bar]:
    """What is one number, not one a shape."""
    each = ours["bytes"] / ours["articles"] / 1000
    for name, bar, value, unit in (
        ("two facets over all hits", 1.5, ours["facets ms"]["p50"], "ms"),
        ("one article changed, visible", 15, ours["change ms"]["p50"], "ms"),
        ("index, an article", 8, each, "kB"),
        ("memory when building", 800, ours["build MB"], "MB"),
        ("private memory when querying", 250, ours["private MB"], "MB"),
        ("start of a process to its first answer", 0.6, ours["start to first answer s"], "s"),
        ("page over HTTP, 20 clients: CPU", 25, ours["page over HTTP, CPU ms"], "ms"),
        ("the same: wall, p95", 150, ours["page over HTTP, wall ms"]["p95"], "ms"),
        ("the same: errors", 0, ours["page over HTTP, errors"], ""),
    ):
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
        yield f"{name}, 100,000", f"≤ {bar} {unit}", f"{shown} {unit}", value <= bar


def _times_faster(
    measured: Measured, peer: str, size: int, bars: Mapping[Shape, int], way: str = "haystack"
) -> Iterator[Bar]:
    """How many times quicker than a peer: through Haystack, rows and marks included, or the engine alone."""
    ours, theirs = measured.get((OURS, size)), measured.get((peer, size))
    if ours and theirs:
        for shape, bar in bars.items():
            ratio = theirs["alone"][shape]["p50"] / ours[way][shape]["p50"]
            name = f"{shape}, {WAYS[OURS, way]} / {peer}, p50, {size:,}"
            yield name, f"≥ {bar}×", f"{ratio:.3g}×", ratio >= bar


def _against_tantivy(measured: Measured) -> Iterator[Bar]:
    ours, theirs = measured.get((OURS, 100_000)), measured.get(("tantivy", 100_000))
    if ours and theirs:
        ratios = [theirs["alone"][shape]["p50"] / ours["alone"][shape]["p50"] for shape in Shape]
        mean = prod(ratios) ** (1 / len(ratios))
        yield "engine / tantivy, geometric mean, 100,000", "≥ 1×", f"{mean:.3g}×", mean >= 1
        slow = [
            f"{shape} {ratio:.2g}×"
            for shape, ratio in zip(Shape, ratios, strict=True)
            if ratio < 0.5 and ours["alone"][shape]["p50"] >= 0.2
        ]
        yield (
            "no shape slower, unless below 0.2 ms, 100,000",
            "≥ 0.5×",
            "; ".join(slow) or f"{min(ratios):.2g}×",
            not slow,
        )


def _build_times(measured: Measured) -> Iterator[Bar]:
    for size, bar in BUILD_STOCK.items():
        ours, stock = measured.get((OURS, size)), measured.get(("stock", size))
        if ours and stock:
            ratio = stock["build s"] / ours["build s"]
            yield f"build / stock, {size:,}", f"≥ {bar}×", f"{ratio:.3g}×", ratio >= bar
    ours, tantivy = measured.get((OURS, 100_000)), measured.get(("tantivy", 100_000))
    if ours and tantivy:
        ratio = tantivy["build s"] / ours["build s"]
        yield "build / tantivy with both views, 100,000", "≥ 0.5×", f"{ratio:.2g}×", ratio >= 0.5


# -- everything --------------------------------------------------------------------------------------------------------


def times(measured: Measured, size: int) -> Iterator[str]:
    """Milliseconds of every way to ask every engine."""
    ways = [(engine, way) for engine, way in WAYS if way in measured.get((engine, size), {})]
    body = [
        [str(shape), *(_p50_p95(measured[engine, size][way][shape]) for engine, way in ways)]
        for shape in Shape
    ]
    yield from rows(["", *(WAYS[way] for way in ways)], body)


def _p50_p95(times: Mapping[str, float]) -> str:
    return f"{times['p50']:.3g} / {times['p95']:.3g}"


def building(measured: Measured, sizes: Iterable[int]) -> Iterator[str]:
    """What an index takes to build, to keep and to change."""
    body = []
    for size in sizes:
        for engine in (OURS, *PEERS):
            one = measured.get((engine, size))
            if one:
                change = f"{one['change ms']['p50']:.3g} ms" if "change ms" in one else ""
                directly = "（直接写入 written directly）" if one.get("directly") else ""
                each = one["bytes"] / size / 1000
                body.append(
                    [f"{size:,}", f"{engine}{directly}", f"{one['build s']:.4g} s", f"{each:.3g} kB", change]
                )
    yield from rows(["篇 articles", "", "建立 build", "每篇 an article", "改动一篇 one changed"], body)


def counts(measured: Measured, sizes: Iterable[int]) -> Iterator[str]:
    """In how many queries an engine's count is not that of the scan, and how much it has too few or too many in all."""
    body = []
    for size in sizes:
        scan = measured.get(("scan", size))
        for engine, way in WAYS if scan else ():
            one = measured.get((engine, size), {})
            if f"{way} counts" in one:
                right = scan["counts, deleted left out" if engine == OURS else "counts"]
                body.append([f"{size:,}", WAYS[engine, way], *_difference(one[f"{way} counts"], right)])
    yield from rows(
        ["篇 articles", "", "不同的检索式 queries that differ", "少 too few", "多 too many"], body
    )


def _difference(found: Mapping[str, list[int]], right: Mapping[str, list[int]]) -> list[str]:
    pairs = [
        (mine, truth) for shape in Shape for mine, truth in zip(found[shape], right[shape], strict=False)
    ]
    total = sum(truth for _mine, truth in pairs)
    few = sum(max(0, truth - mine) for mine, truth in pairs)
    many = sum(max(0, mine - truth) for mine, truth in pairs)
    differ = sum(mine != truth for mine, truth in pairs)
    return [f"{differ} / {len(pairs)}", f"{100 * few / total:.2f} %", f"{100 * many / total:.2f} %"]
