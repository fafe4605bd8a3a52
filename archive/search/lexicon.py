"""Other names of the same thing, looked up when a query runs: those of the records, and a curated list.

No name is ever in the index or in the tokenizer: what an editor adds widens the very next query.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, permutations
from pathlib import Path

from archive.models import Initiative, InitiativeAlias, Organization, OrganizationAlias
from archive.text.folding import fold

CURATED = Path(__file__).with_name("names.toml")
# A single character is no name: it would stand for everything that contains it.
SHORTEST_NAME = 2

# From a folded name to the other names of what it names, as they are written.
Lexicon = Mapping[str, tuple[str, ...]]
Names = tuple[str, ...]


def lexicon() -> Lexicon:
    """Every name that is known now; put together again only where a record has changed."""
    return _of(tuple(on_record()))


@lru_cache(maxsize=1)
def _of(records: tuple[Names, ...]) -> Lexicon:
    """The names of these records and of the curated list."""
    others: dict[str, list[str]] = {}
    for name, other in chain.from_iterable(permutations(names, 2) for names in (*curated(), *records)):
        others.setdefault(fold(name), []).append(other)
    return {name: _apart(name, found) for name, found in others.items() if len(name) >= SHORTEST_NAME}


@lru_cache(maxsize=1)
def curated() -> tuple[Names, ...]:
    """The curated list: names of the same thing together."""
    sections = tomllib.loads(CURATED.read_text(encoding="utf-8"))
    return tuple(tuple(names) for section in sections.values() for names in section["names"])


def on_record() -> Iterator[Names]:
    """The names of each organization and initiative that has more than one."""
    for aliases, subject in (
        (OrganizationAlias.objects, "organization"),
        (InitiativeAlias.objects, "initiative"),
    ):
        by_record: dict[int, list[str]] = {}
        rows = aliases.order_by(subject, "pk").values_list(
            subject, f"{subject}__name", f"{subject}__name_en", "name"
        )
        for pk, name, english, alias in rows:
            by_record.setdefault(pk, [name, english] if english else [name]).append(alias)
        yield from map(tuple, by_record.values())
    for subjects in (Organization.objects, Initiative.objects):
        yield from (
            subjects.filter(aliases=None).exclude(name_en="").order_by("pk").values_list("name", "name_en")
        )


def _apart(name: str, others: Iterable[str]) -> Names:
    """Each of the other names once, those left out that hold the name itself: who looks for it finds them anyway."""
    apart = {fold(other): other for other in others if name not in fold(other)}
    return tuple(other for folded, other in apart.items() if len(folded) >= SHORTEST_NAME)


def known_names() -> Iterator[str]:
    """Every name on record or on the curated list, folded."""
    records = (
        model.objects.values_list("name", flat=True)
        for model in (Initiative, InitiativeAlias, Organization, OrganizationAlias)
    )
    yield from dict.fromkeys(map(fold, chain(*records, *curated())))
