"""What is recognized in articles becomes rows: mentions and figures in bulk, names nobody has on record once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from archive.importing.recognize import (
    InitiativeFinding,
    Occurrence,
    OrganizationFinding,
    Recognized,
    Texts,
    recognized,
)
from archive.importing.store.findings import figures, mentions
from archive.importing.store.findings.known import Known, known, rules
from archive.importing.store.findings.reprints import write_imprints
from archive.models import TEXT_FIELDS, Article, Figure, Imprint, Mention, NameKey, ProposedName

# Fields in which names on record are looked for. A byline names who wrote, not what is written about.
READ_FIELDS = ("kicker", "headline", "deck", "body", "caption", "box")
# Articles that are read in one transaction: a second's work, so that nobody who edits has to wait longer.
ARTICLES_AT_ONCE = 100

Row = TypeVar("Row", Mention, Figure)
Namings = OrganizationFinding | InitiativeFinding


def recognize_all(*, anew: bool = False, seen: Callable[[int], None] = lambda count: None) -> int:
    """Bring every stored article up to date and give the number of those in which anything changed.

    An article that was read with today's rules and names is passed over, unless all are to be read ``anew``; so a run that
    was stopped goes on where it stopped. ``seen`` is told how many articles are done with.
    """
    today, changed, last = known(), 0, 0
    current = Q(imprint__rules=rules(), imprint__names=today.stamp)
    waiting = Article.objects.all() if anew else Article.objects.exclude(current)
    rows = waiting.with_place().order_by("pk")
    while articles := list(rows.filter(pk__gt=last)[:ARTICLES_AT_ONCE]):
        last = articles[-1].pk
        changed += sum(recognize(articles, today, anew=anew))
        seen(len(articles))
    forget_names_of_nothing()
    return changed


@transaction.atomic
def recognize(articles: Iterable[Article], today: Known, *, anew: bool = True) -> list[bool]:
    """Bring mentions, figures and imprints of these articles up to date; says of each whether anything changed.

    Unless they are read ``anew``, those that have been read with the same rules are looked through for names alone.
    """
    articles = list(articles)
    held = Imprint.objects.in_bulk([one.pk for one in articles])
    to_read = [one for one in articles if anew or one.pk not in held or held[one.pk].rules != rules()]
    found = {one.pk: recognized(texts_of(one)) for one in to_read}
    standing = by_article(Mention.objects.filter(article__in=articles).select_related("proposal"))
    changes = {
        one.pk: mentions.change(standing[one.pk], named(one, today), found.get(one.pk), today)
        for one in articles
    }
    write_mentions(articles, changes, found, today)
    counted = write_figures(articles, found, today)
    write_imprints(articles, held, rules(), today.stamp)
    return [bool(changes[one.pk].new or changes[one.pk].lost or one.pk in counted) for one in articles]


def texts_of(article: Article) -> Texts:
    """An article as it is read for names and numbers."""
    issue = article.page.issue
    return Texts(
        {name: getattr(article, name) for name in TEXT_FIELDS if getattr(article, name)},
        newspaper=issue.newspaper.name,
        issue_date=issue.date,
        issue_certainty=issue.date_certainty,
    )


def named(article: Article, today: Known) -> Sequence[Occurrence]:
    """The names on record that stand in an article."""
    return today.names.recognize(
        {name: getattr(article, name) for name in READ_FIELDS if getattr(article, name)}
    )


def by_article(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    """Rows by the article they stand in."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.article_id].append(row)
    return grouped


def write_mentions(
    articles: Sequence[Article],
    changes: Mapping[int, mentions.Change],
    found: Mapping[int, Recognized],
    today: Known,
) -> None:
    """Store what is new and take away what is lost, the new names first."""
    lost = [mention.pk for change in changes.values() for mention in change.lost]
    new = [(article, wanted) for article in articles for wanted in changes[article.pk].new]
    names = propose({wanted.name for _, wanted in new if wanted.name}, found.values(), today)
    if lost:
        Mention.objects.filter(pk__in=lost).delete()
    if new:
        Mention.objects.write(wanted.row(article, names) for article, wanted in new)


def write_figures(articles: Sequence[Article], found: Mapping[int, Recognized], today: Known) -> set[int]:
    """Store the proposals of the articles that were read, give those of the others owners that have come on record, and
    tell the keys of the articles in which anything changed."""
    standing = by_article(Figure.objects.filter(article__in=articles))
    others = [one for pk, own in standing.items() if pk not in found for one in own]
    if owned := figures.newly_owned(others, today):
        Figure.objects.bulk_update(owned, ["organization", "initiative"])
    changes = {
        article.pk: figures.change(article, standing.get(article.pk, ()), found[article.pk].figures, today)
        for article in articles
        if article.pk in found
    }
    lost = [figure.pk for change in changes.values() for figure in change.lost]
    if lost:
        Figure.objects.filter(pk__in=lost).delete()
    new = [figure for change in changes.values() for figure in change.new]
    if new:
        Figure.objects.write(new)
    changed = {pk for pk, change in changes.items() if change.new or change.lost}
    return changed | {figure.article_id for figure in owned}


def propose(keys: set[NameKey], found: Iterable[Recognized], today: Known) -> dict[NameKey, int]:
    """The proposed names of these keys, made where they are new, with what was gathered about them."""
    if not keys:
        return {}
    standing = ProposedName.objects.of(keys)
    if missing := keys - standing.keys():
        findings: list[Namings] = []
        for read in found:
            findings += (*read.organizations, *read.initiatives)
        told = {mentions.name_key(one): one for one in findings[::-1]}
        rows = [proposal(key, told.get(key), today) for key in sorted(missing)]
        ProposedName.objects.bulk_create(rows, ignore_conflicts=True)
        standing |= ProposedName.objects.of(missing)
    return {key: row.pk for key, row in standing.items()}


def proposal(key: NameKey, finding: Namings | None, today: Known) -> ProposedName:
    """A name for a person to decide on."""
    row = ProposedName(**key._asdict(), sort=finding.sort if finding else "")
    if isinstance(finding, OrganizationFinding):
        row.region_id = today.regions.get(finding.region)
    elif isinstance(finding, InitiativeFinding):
        row.details = {
            "components": [one.name for one in finding.components],
            "started_on": finding.started_on.isoformat() if finding.started_on else "",
            "start_certainty": finding.start_certainty,
        }
    return row


def forget_names_of_nothing() -> None:
    """Take away proposed names that stand in no article any more; what a person decided stays."""
    ProposedName.objects.waiting().filter(mentions=None).delete()
