"""One file becomes rows: compared with what the archive holds, then everything of it in one transaction or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Max, QuerySet

from archive.importing.metadata import Certainty, Placing, is_surer
from archive.importing.prepare import PreparedPage
from archive.importing.read import SourceText
from archive.importing.report import Outcome
from archive.importing.store.articles import laid_out, write_articles
from archive.importing.store.findings.decisions import inherit
from archive.importing.store.findings.known import Known
from archive.importing.store.findings.recognition import recognize
from archive.importing.store.findings.reprints import told
from archive.importing.store.matching import likeness
from archive.importing.store.places import page_of, remove_if_empty, surer_page
from archive.models import Article, FurnitureLine, ImportBatch, Page, SourceFile, UnassignedLine
from archive.text.folding import fold

# Share of the smaller file's runs of characters that two versions of one file have in common at least. Two pages of
# the same paper share up to about .1.
SAME_FILE_FROM = 0.3


class Identity(NamedTuple):
    """By what a file is known again: the hash of its bytes and that of its folded text."""

    sha256: str
    text_sha256: str


def identity_of(source: SourceText) -> Identity:
    """The hashes of a file."""
    text = fold("\n".join(source.lines))
    return Identity(hashlib.sha256(source.content).hexdigest(), hashlib.sha256(text.encode()).hexdigest())


@dataclass(frozen=True)
class Decision:
    """What is to become of a file, and what on record that rests on.

    ``held`` has its bytes or its lines already; ``replaces`` is the version that it takes the place of.
    """

    outcome: Outcome
    held: SourceFile | None = None
    replaces: SourceFile | None = None
    notices: tuple[str, ...] = ()


def is_held(source: SourceText) -> bool:
    """Is a file of these very bytes in the archive, and no newer version of it?"""
    sha256 = hashlib.sha256(source.content).hexdigest()
    return bool(SourceFile.objects.current().filter(sha256=sha256).exists())


def decide(source: SourceText, placing: Placing | None = None) -> Decision:
    """Compare a file with what the archive holds; nothing is written. ``placing`` is that of its first page."""
    identity = identity_of(source)
    held = SourceFile.objects.filter(sha256=identity.sha256).first()
    if held and not hasattr(held, "newer"):
        return Decision(Outcome.UNCHANGED, held, notices=_other_name(held, source))
    if held and held.name != source.name:
        return Decision(Outcome.UNCHANGED, held, notices=(_earlier(held),))
    if held:
        return Decision(Outcome.NEW_VERSION, held, replaces=newest(held), notices=(_returns(held),))
    twins = list(
        SourceFile.objects.current().filter(text_sha256=identity.text_sha256).exclude(name=source.name)
    )
    twin = next((one for one in twins if _printed(one.lines()) == _printed(source.lines)), None)
    if twin:
        return Decision(Outcome.UNCHANGED, twin, notices=_other_name(twin, source))
    return _new_or_newer(source, placing, tuple(_same_words(one) for one in twins))


def _new_or_newer(source: SourceText, placing: Placing | None, notices: tuple[str, ...]) -> Decision:
    """A file of new text: another version of the one of its name, or a file of its own."""
    namesakes = list(
        SourceFile.objects.current().filter(name=source.name).select_related("page__issue__newspaper")
    )
    text = "\n".join(source.lines)
    alike = {
        one: 1.0 if _is_at(one, placing) else likeness(text, "\n".join(one.lines())) for one in namesakes
    }
    likest = max(namesakes, key=lambda one: alike[one], default=None)
    if likest and alike[likest] >= SAME_FILE_FROM:
        return Decision(Outcome.NEW_VERSION, replaces=likest, notices=notices)
    return Decision(Outcome.STORED, notices=(*notices, *map(_only_the_name, namesakes)))


def _is_at(held: SourceFile, placing: Placing | None) -> bool:
    """Is the file on record, beyond doubt, the very page that this one is?"""
    if not (held.page and placing and placing.newspaper and placing.date and placing.page):
        return False
    issue, name = held.page.issue, placing.newspaper.value
    return (
        {issue.newspaper.slug, issue.newspaper.name} >= set(filter(None, name))
        and issue.date == placing.date.value
        and held.page.number == placing.page.value
    )


@dataclass(frozen=True)
class Incoming:
    """A file, its pages put back together, and where each of them belongs."""

    source: SourceText
    pages: tuple[PreparedPage, ...]
    placings: tuple[Placing, ...]


@dataclass(frozen=True)
class Terms:
    """On which terms a run stores: in which batch, visible to whom, and what is on record."""

    batch: ImportBatch
    state: str
    known: Known


@transaction.atomic
def write(file: Incoming, decision: Decision, terms: Terms) -> tuple[SourceFile, tuple[str, ...]]:
    """Everything of one file: source, places, articles, what is left over, mentions; and what a person should know."""
    moved = place_anew(decision.replaces, file.placings) if decision.replaces else ()
    standing = _pages_for(decision.replaces, file.placings)
    row = _read_anew(decision.held, file) if decision.held else _new_source(file, standing, terms.batch)
    old = [article for one in (decision.replaces, decision.held) if one for article in _articles_of(one)]
    if decision.replaces:
        _put_in_place_of(row, decision.replaces)
    stories = [(page, prepared.found.stories) for page, prepared in zip(standing, file.pages, strict=True)]
    articles, notices = write_articles(row, laid_out(stories, decision.replaces), old, terms.state)
    _write_rest(row, file.pages)
    recognize(articles, terms.known)
    fresh = [article for article in articles if article.pk not in {one.pk for one in old}]
    inherit(fresh)
    return row, (*moved, *notices, *told(fresh))


@transaction.atomic
def place_anew(source: SourceFile, placings: Sequence[Placing]) -> tuple[str, ...]:
    """Move a file's articles where somebody now knows better that they belong; says where from and where to."""
    pages, notices = _pages_in_order(source), []
    if len(placings) != len(pages):  # said of the file as a whole: newspaper and date
        placings = [replace(placings[0], page=None)] * len(pages)
    for page, placing in zip(pages, placings, strict=True):
        surer = surer_page(page, placing, source.newspaper_certainty)
        if surer != page:
            notices.append(f"{page} → {surer}（现在知道得更确切 better known now）")
            _move(source, page, surer)
    newspaper = next((placing.newspaper for placing in placings), None)
    if newspaper and is_surer(newspaper.certainty, source.newspaper_certainty):
        source.newspaper_certainty = newspaper.certainty
        source.save(update_fields=["newspaper_certainty"])
    return tuple(notices)


def _move(source: SourceFile, page: Page, surer: Page) -> None:
    """Take a file, its earlier versions and its articles from one page to another, behind what stands there."""
    taken = surer.articles.aggregate(last=Max("position"))["last"] or 0
    source.articles.filter(page=page).update(page=surer, position=F("position") + taken)
    version: SourceFile | None = source
    while version:
        if version.page == page:
            version.page = surer
            version.save(update_fields=["page"])
        version = version.replaces
    remove_if_empty(page)


def _articles_of(source: SourceFile) -> QuerySet[Article]:
    """The articles of a file in the order of its lines."""
    return source.articles.select_related("page__issue__newspaper").order_by("first_line", "first_start")


def _pages_for(replaced: SourceFile | None, placings: Sequence[Placing]) -> list[Page]:
    """The pages of a file, in order: a newer version stays where the earlier one stood."""
    earlier = _pages_in_order(replaced) if replaced else []
    return [
        earlier[place] if place < len(earlier) else page_of(placing) for place, placing in enumerate(placings)
    ]


def _pages_in_order(source: SourceFile) -> list[Page]:
    """The pages on which the articles of a file stand, in the order of its lines."""
    pages = [article.page for article in _articles_of(source)]
    return list(dict.fromkeys(pages)) or ([source.page] if source.page else [])


def _read_anew(row: SourceFile, file: Incoming) -> SourceFile:
    """A file on record, its lines as they are counted today."""
    row.printed_text, row.line_count = file.source.printed_text, len(file.source.lines)
    row.save(update_fields=["printed_text", "line_count"])
    return row


def _new_source(file: Incoming, standing: Sequence[Page], batch: ImportBatch) -> SourceFile:
    """The row of a file that the archive has not held before."""
    source, newspaper = file.source, next((one.newspaper for one in file.placings), None)
    row: SourceFile = SourceFile.objects.create(
        batch=batch,
        page=next(iter(standing), None),
        name=source.name,
        content=source.content,
        size=len(source.content),
        printed_text=source.printed_text,
        encoding=source.encoding,
        line_count=len(source.lines),
        newspaper_certainty=newspaper.certainty if newspaper else Certainty.UNKNOWN,
        **identity_of(source)._asdict(),
    )
    return row


def _put_in_place_of(row: SourceFile, replaced: SourceFile) -> None:
    """Make a version the newest; one that comes back leaves its old place in the line first."""
    before = row.replaces
    follower = SourceFile.objects.filter(replaces=row).first()
    row.replaces = None
    row.save(update_fields=["replaces"])
    if follower:
        follower.replaces = before
        follower.save(update_fields=["replaces"])
    row.replaces = replaced
    row.save(update_fields=["replaces"])


def _write_rest(row: SourceFile, pages: Iterable[PreparedPage]) -> None:
    """What of a file is in no article: furniture, and lines that belong nowhere."""
    row.furniture_lines.all().delete()
    row.unassigned_lines.all().delete()
    FurnitureLine.objects.bulk_create(
        FurnitureLine(source=row, **asdict(one)) for page in pages for one in page.found.furniture
    )
    UnassignedLine.objects.bulk_create(
        UnassignedLine(source=row, **asdict(one)) for page in pages for one in page.found.unassigned
    )


def newest(held: SourceFile) -> SourceFile:
    """The current version of a file."""
    for newer in SourceFile.objects.filter(replaces=held):
        return newest(newer)
    return held


def _printed(lines: Iterable[str]) -> list[str]:
    """The printed lines, without the white space around them."""
    return [line.strip() for line in lines if line.strip()]


def _other_name(held: SourceFile, source: SourceText) -> tuple[str, ...]:
    """Says under which name and where the text is held already."""
    if held.name == source.name:
        return ()
    where = f"{held.page.issue.newspaper} {held.page.issue.day} {held.page.code}" if held.page else ""
    return (
        f"与已入库的“{held.name}”（{where}）文字相同，未重复入库。 The same text as “{held.name}”, held already.",
    )


def _same_words(held: SourceFile) -> str:
    return f"与“{held.name}”字字相同，排列或字形不同。 The same words as “{held.name}”, in other lines or another script."


def _only_the_name(held: SourceFile) -> str:
    return (
        f"与来源文件 #{held.pk} 同名而内容不同，另行入库。 Stored beside source file #{held.pk} of the same name, "
        "which has nothing in common with it."
    )


def _earlier(held: SourceFile) -> str:
    return f"是“{held.name}”的较早版本，未重复入库。 An earlier version of “{held.name}”, held already."


def _returns(held: SourceFile) -> str:
    return f"恢复为较早的版本 #{held.pk}。 Back to the earlier version #{held.pk}."
