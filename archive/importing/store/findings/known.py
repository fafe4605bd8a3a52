"""What is on record when a text is read: names, the records they mean, and the names that people have refused."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archive.importing import recognize
from archive.importing.recognize import Lexicon, Name, Record, Subject
from archive.models import Initiative, NameKey, Organization, ProposedName, Region
from archive.text.folding import fold

QUOTES = "“”„‟″「」『』〝〞‘’\"'《》"
WITHOUT_QUOTES = str.maketrans(dict.fromkeys(QUOTES))
# Characters of a stamp: 64 bits tell one state of the rules from another.
STAMP_CHARS = 16


@dataclass(frozen=True)
class Known:
    """Names ready to be looked for, the keys of their records, and what is not to be proposed again.

    ``stamp`` changes with every name: a text that was read under the same stamp need not be read for names again.
    """

    names: Lexicon
    organizations: Mapping[str, int]
    initiatives: Mapping[str, Mapping[str, int]]
    regions: Mapping[str, int]
    rejected: frozenset[NameKey]
    stamp: str

    def organization(self, name: str) -> int | None:
        """The organization of a name."""
        return self.organizations.get(plain(name))

    def initiative(self, name: str, lead: str) -> int | None:
        """The one initiative of a name that this lead can mean; without a lead, the only one of that name."""
        by_lead = self.initiatives.get(plain(name), {})
        if plain(lead) in by_lead:
            return by_lead[plain(lead)]
        keys = set(by_lead.values())
        return keys.pop() if len(keys) == 1 and not lead else None


def known() -> Known:
    """Everything on record; six questions, asked once a run."""
    organizations = list(Organization.objects.prefetch_related("aliases"))
    initiatives = list(Initiative.objects.select_related("lead").prefetch_related("aliases", "lead__aliases"))
    regions = {region.pk: region for region in Region.objects.all()}
    names = [
        *_organization_names(organizations),
        *_initiative_names(initiatives),
        *_region_names(regions),
    ]
    rejected = frozenset(row.key for row in ProposedName.objects.rejected())
    return Known(
        names=Lexicon.of(names),
        organizations={plain(name): one.pk for one in organizations for name in one.names()},
        initiatives=_by_lead(initiatives),
        regions={region.code: region.pk for region in regions.values()},
        rejected=rejected,
        stamp=_stamp([*sorted(map(repr, names)), *sorted(map(repr, rejected))]),
    )


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A name as it is compared: folded, and without the quotation marks that one paper prints and another does not."""
    return fold(name).translate(WITHOUT_QUOTES)


@cache
def rules() -> str:
    """The stamp of the rules themselves: it changes with every line of the package that recognizes."""
    folder = Path(str(recognize.__file__)).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".toml", ".json"})
    return _stamp(path.read_text(encoding="utf-8") for path in files)


def _stamp(texts: Iterable[str]) -> str:
    """A few characters that stand for these texts."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:STAMP_CHARS]


def _organization_names(organizations: Iterable[Organization]) -> Iterator[Name]:
    for organization in organizations:
        record = Record(Subject.ORGANIZATION, organization.pk)
        yield from (Name(name, record) for name in organization.names())


def _initiative_names(initiatives: Iterable[Initiative]) -> Iterator[Name]:
    """A name that several initiatives share counts where a lead organization is named beside it."""
    initiatives = list(initiatives)
    shared: dict[str, int] = defaultdict(int)
    for initiative in initiatives:
        for name in set(initiative.names()):
            shared[name] += 1
    for initiative in initiatives:
        lead = tuple(initiative.lead.names()) if initiative.lead else ()
        for name in set(initiative.names()):
            yield Name(name, Record(Subject.INITIATIVE, initiative.pk), lead if shared[name] > 1 else ())


def _by_lead(initiatives: Iterable[Initiative]) -> Mapping[str, Mapping[str, int]]:
    """From every name of an initiative, and every name of its lead, to its key."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for initiative in initiatives:
        leads = initiative.lead.names() if initiative.lead else [""]
        for name in initiative.names():
            found[plain(name)] |= dict.fromkeys(map(plain, leads), initiative.pk)
    return found


def _region_names(regions: Mapping[int, Region]) -> Iterator[Name]:
    """A province by its name and short name; below it, names that recur elsewhere need what they lie in beside them."""
    for region in regions.values():
        record = Record(Subject.REGION, region.pk)
        above = tuple(_names_above(region, regions))
        if region.level == Region.Level.PROVINCE:
            yield from (Name(name, record, is_place=True) for name in {region.name, region.short_name})
        elif region.level == Region.Level.PREFECTURE:
            yield Name(region.name, record, is_place=True)
            if region.short_name != region.name:
                yield Name(region.short_name, record, (*above, region.name), is_place=True)
        else:
            yield Name(region.name, record, above, is_place=True)


def _names_above(region: Region, regions: Mapping[int, Region]) -> Iterator[str]:
    """The names of everything that a region lies in."""
    while region.parent_id:
        region = regions[region.parent_id]
        yield from (region.name, region.short_name)
