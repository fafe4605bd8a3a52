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
    """Every name that is known now."""
    others: dict[str, list[str]] = {}
    for name, other in chain.from_iterable(permutations(names, 2) for names in (*curated(), *on_record())):
        others.setdefault(fold(name), []).append(other)
    return {name: _apart(name, found) for name, found in others.items() if len(name) >= SHORTEST_NAME}


@lru_cache(maxsize=1)
def curated() -> tuple[Names, ...]:
    """The curated list: names of the same thing together."""
    sections = tomllib.loads(CURATED.read_text(encoding="utf-8"))
    return tuple(tuple(names) for section in sections.values() for names in section["names"])


def on_record() -> Iterator[Names]:
    """The names of each organization and initiative that has more than one."""
    for subjects, aliases, key in (
        (Organization.objects, OrganizationAlias.objects, "organization_id"),
        (Initiative.objects, InitiativeAlias.objects, "initiative_id"),
    ):
        by_record: dict[int, list[str]] = {}
        for pk, name, english in subjects.values_list("pk", "name", "name_en"):
            by_record[pk] = [name, english] if english else [name]
        for pk, name in aliases.order_by("pk").values_list(key, "name"):
            by_record[pk].append(name)
        yield from (tuple(names) for names in by_record.values() if len(names) > 1)


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
