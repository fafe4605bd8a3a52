"""Stories that are printed twice: told by the hash of their text, or by signatures that agree and texts that bear it out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.db.models import Q

from archive.models import Article, Band, Imprint, Reprint
from archive.text.folding import fold

if TYPE_CHECKING:
    from datasketch import MinHash
    from numpy.typing import NDArray

# Length of the runs of characters that make up a signature: five tell one story from another, and a wrong character
# spoils no more than five of them.
RUN_CHARS = 5
# A signature is cut into bands; texts that agree in one whole band are compared. With 20 bands of 4, of the pairs that
# share .7 of their runs 99.6 % are compared, of those that share .05, one in eight thousand.
BANDS, ROWS = 20, 4
# Share of the shorter text's runs that the longer one has, from which two articles are one story. Fictitious stories
# told after one pattern reach .80; a copy in which one character of a hundred is misread has .9.
SAME_STORY_FROM = 0.85
# A digest is no reprint: the shorter text has this part of the longer one's runs at least.
SHORTER_FROM = 0.5
# Texts of fewer runs are formulas as often as stories. Below the second number only what is the same word for word is
# one story: notices and captions filled in after one form reach .98, measured on 6,000 fictitious articles.
FEWEST_RUNS, FORM_RUNS = 40, 200
# Signatures that agree in less than this are not read: their texts share too little.
AGREE_FROM = 0.25
# Candidates weighed for one article, those with most bands in common first. More share a band only where a form is filled in.
CANDIDATES = 50
# An odd number whose multiples spread over 64 bits (that of the golden ratio); the upper half of them is kept.
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
MARKS = re.compile(r"[\W_]+")


class Text(NamedTuple):
    """By what a text is known again."""

    sha256: str
    signature: bytes


def write_imprints(articles: Sequence[Article], held: Mapping[int, Imprint], rules: str, names: str) -> None:
    """Note of each article by what its text is known again, and link those that are new or changed with their reprints.

    ``held`` are the imprints that are there.
    """
    texts = {article.pk: runs_of(article) for article in articles}
    seen = {pk: known_by(text) for pk, text in texts.items()}
    Imprint.objects.bulk_create(
        [
            Imprint(
                article_id=pk, text_sha256=text.sha256, signature=text.signature, rules=rules, names=names
            )
            for pk, text in seen.items()
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["text_sha256", "signature", "rules", "names"],
    )
    changed = [pk for pk, text in seen.items() if pk not in held or held[pk].text_sha256 != text.sha256]
    if changed:
        link(changed, {pk: seen[pk] for pk in changed}, held)


def runs_of(article: Article) -> str:
    """An article's own words, folded, without marks and spaces."""
    return MARKS.sub("", fold("\n".join((article.body, article.caption, article.box))))


def known_by(text: str) -> Text:
    """The hash and the signature of a text; nothing where there is too little of it."""
    runs = in_runs(text)
    if len(runs) < FEWEST_RUNS:
        return Text("", b"")
    sketch = empty_sketch().copy()
    sketch.update_batch(runs.tolist())
    return Text(hashlib.sha256(text.encode()).hexdigest(), sketch.hashvalues.astype("<u4").tobytes())


@cache
def empty_sketch() -> MinHash:
    """The beginning of every signature; its permutations are the same for ever, because signatures are stored."""
    from datasketch import MinHash  # noqa: PLC0415  # brings scipy, which a page in a browser never needs

    return MinHash(num_perm=BANDS * ROWS, hashfunc=int, seed=1)  # runs come as numbers


def in_runs(text: str) -> NDArray[np.uint32]:
    """Every run of characters of a text once, each as a number of 32 bits; in the order of the numbers."""
    if len(text) < RUN_CHARS:
        return np.zeros(0, np.uint32)
    characters = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    numbers = np.zeros(len(text) - RUN_CHARS + 1, np.uint64)
    for at in range(RUN_CHARS):
        numbers = (numbers + characters[at : at + len(numbers)]) * MULTIPLIER
    return np.unique((numbers >> np.uint64(32)).astype(np.uint32))


def bands_of(signature: bytes) -> list[int]:
    """The bands of a signature, each a signed number of 64 bits."""
    width = ROWS * 4
    return [
        int.from_bytes(
            hashlib.blake2b(bytes([at]) + signature[at * width : (at + 1) * width], digest_size=8).digest(),
            "little",
            signed=True,
        )
        for at in range(BANDS if signature else 0)
    ]


def link(changed: Sequence[int], seen: Mapping[int, Text], held: Mapping[int, Imprint]) -> None:
    """Link these articles with every one that is the same story; links that no longer hold go, unless a person refuted them."""
    bands = {pk: bands_of(seen[pk].signature) for pk in changed}
    if held:
        Band.objects.filter(article__in=changed).delete()
    Band.objects.write((pk, value) for pk in changed for value in bands[pk])
    found = verified(candidates(bands), changed)
    standing = {
        (one.first_id, one.second_id): one
        for field in ("first", "second")
        for one in (Reprint.objects.filter(**{f"{field}__in": changed}) if held else ())
    }
    gone = [one.pk for pair, one in standing.items() if pair not in found and not one.is_refuted]
    if gone:
        Reprint.objects.filter(pk__in=gone).delete()
    Reprint.objects.bulk_create(
        [Reprint(first_id=pair[0], second_id=pair[1], likeness=likeness) for pair, likeness in found.items()],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["likeness"],
    )


def candidates(bands: Mapping[int, Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs of articles that share a band, the lower key first; of each article those that share most."""
    values = {value for own in bands.values() for value in own}
    sharing: dict[int, list[int]] = defaultdict(list)
    for pk, value in Band.objects.filter(value__in=values).order_by().values_list("article", "value"):
        sharing[value].append(pk)
    pairs: set[tuple[int, int]] = set()
    for pk, own in bands.items():
        counts = Counter(other for value in own for other in sharing[value] if other != pk)
        pairs |= {(min(pk, other), max(pk, other)) for other, _ in counts.most_common(CANDIDATES)}
    return pairs


def verified(pairs: Iterable[tuple[int, int]], changed: Sequence[int]) -> dict[tuple[int, int], float]:
    """The pairs whose texts are one story, and how much of the shorter one stands in the longer."""
    pairs = set(pairs)
    imprints = Imprint.objects.in_bulk({pk for pair in pairs for pk in pair})
    signed = {pk: bytes(imprint.signature) for pk, imprint in imprints.items()}
    near = [pair for pair in pairs if agreement(signed[pair[0]], signed[pair[1]]) >= AGREE_FROM]
    articles = Article.objects.only("body", "caption", "box").in_bulk({pk for pair in near for pk in pair})
    runs = {pk: in_runs(runs_of(article)) for pk, article in articles.items()}
    found = {}
    for pair in near:
        shorter, longer = sorted((runs[pk] for pk in pair), key=len)
        same_from = SAME_STORY_FROM if len(shorter) >= FORM_RUNS else 1.0
        likeness = len(np.intersect1d(shorter, longer, assume_unique=True)) / max(1, len(shorter))
        if likeness >= same_from and len(shorter) >= SHORTER_FROM * len(longer):
            found[pair] = round(likeness, 4)
    return found


def agreement(one: bytes, other: bytes) -> float:
    """In what part of their places two signatures agree: about the share of runs that the texts have in common."""
    if len(one) != len(other) or not one:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def told(articles: Sequence[Article]) -> tuple[str, ...]:
    """What a person should know of reprints among these articles: each with the places where the story is held already."""
    keys = {article.pk for article in articles}
    pairs = Reprint.objects.standing().filter(Q(first__in=keys) | Q(second__in=keys))
    rows = list(pairs.select_related(*(f"{one}__page__issue__newspaper" for one in ("first", "second"))))
    places: dict[Article, list[str]] = defaultdict(list)
    for pair in rows:
        own, other = (pair.second, pair.first) if pair.second_id in keys else (pair.first, pair.second)
        places[own].append(f"#{other.pk} {other.page.issue.newspaper} {other.page.issue.day}")
    return tuple(
        f"“{article.title}”与已有稿件相同：{'、'.join(found)}。两篇都保留。 The same story is held already; both are kept."
        for article, found in places.items()
    )
