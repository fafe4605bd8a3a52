"""One article whose every character leads back to its source, and the people of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from archive.desk.roles import EDITORS
from archive.models import (
    Article,
    Band,
    Correction,
    Doubt,
    Figure,
    FileReport,
    FurnitureLine,
    Gap,
    ImportBatch,
    Imprint,
    Initiative,
    Issue,
    Mention,
    Newspaper,
    Organization,
    Page,
    ProposedName,
    Region,
    Reprint,
    RetiredArticle,
    Review,
    SourceFile,
    Stretch,
    UnassignedLine,
)

HEADLINE = "职工来信请查收"
PARAGRAPHS = (
    "公司工会开通主席信箱，深人听取职工诉求。",
    "拓宽渠道",
    "样例市总公会已走访慰问职工30万余人次。",
    "形成良好的产业发展新",
)
LINES = ("样例日报", HEADLINE, *PARAGRAPHS)


@pytest.fixture
def page(db) -> Page:
    newspaper = Newspaper.objects.create(name="样例日报", slug="sample-daily")
    issue = Issue.objects.create(newspaper=newspaper, date=dt.date(2023, 6, 15), date_certainty="printed")
    return Page.objects.create(issue=issue, code="p3", number=3, number_certainty="printed")


@pytest.fixture
def source(page) -> SourceFile:
    content = "\n".join(LINES).encode()
    return SourceFile.objects.create(
        batch=ImportBatch.objects.create(),
        page=page,
        name="sample.txt",
        sha256="a" * 64,
        text_sha256="b" * 64,
        content=content,
        size=len(content),
        encoding="utf-8",
        line_count=len(LINES),
    )


@pytest.fixture
def article(page, source) -> Article:
    """Headline and body as printed, a line of the source for each paragraph."""
    stored = Article.objects.create(
        page=page,
        source=source,
        position=1,
        first_line=2,
        first_start=0,
        headline=HEADLINE,
        body="\n".join(PARAGRAPHS),
        crossheads=[1],
        state=Article.State.PUBLISHED,
    )
    at = 0
    for line, paragraph in enumerate(PARAGRAPHS, 3):
        stored.stretches.create(source=source, field="body", at=at, line=line, start=0, end=len(paragraph))
        at += len(paragraph) + 1
    stored.stretches.create(source=source, field="headline", at=0, line=2, start=0, end=len(HEADLINE))
    return stored


@pytest.fixture
def union(db) -> Organization:
    return Organization.objects.create(name="样例市总工会", kind="local-federation")


@pytest.fixture
def mailbox(union) -> Initiative:
    return Initiative.objects.create(name="主席信箱", kind="platform", lead=union)


@pytest.fixture
def mailbox_mention(article, mailbox) -> Mention:
    start = article.body.index("主席信箱")
    return Mention.objects.create(
        article=article,
        field="body",
        start=start,
        end=start + 4,
        surface="主席信箱",
        kind="initiative",
        initiative=mailbox,
        state=Review.ACCEPTED,
    )


@pytest.fixture
def union_mention(article, union) -> Mention:
    """The union's name with the misprint of the source, as a person has accepted it."""
    start = article.body.index("样例市总公会")
    return Mention.objects.create(
        article=article,
        field="body",
        start=start,
        end=start + 6,
        surface="样例市总公会",
        kind="organization",
        organization=union,
        state=Review.ACCEPTED,
        decided_at=timezone.now(),
    )


@pytest.fixture
def visits(article) -> Figure:
    start = article.body.index("30万余")
    return Figure.objects.create(
        article=article,
        field="body",
        start=start,
        end=start + 4,
        surface="30万余",
        value=300_000,
        qualifier="余",
        unit="人次",
        what="走访慰问职工",
        sentence=PARAGRAPHS[2],
        state=Review.ACCEPTED,
    )


@pytest.fixture
def doubt(article) -> Doubt:
    """Between the two halves of the first paragraph."""
    return Doubt.objects.create(article=article, field="body", at=article.body.index("深人"), p=0.6)


@pytest.fixture
def gap(article) -> Gap:
    """At the end of the last paragraph."""
    return Gap.objects.create(article=article, field="body", at=len(article.body), after="的产业发展新")


@pytest.fixture
def editor(db) -> User:
    user = User.objects.create_user("editor", password="pass-of-the-editor", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def chief(db) -> User:
    return User.objects.create_superuser("chief", password="pass-of-the-chief")


def furnish_shelf(number: int) -> None:
    """One row of every model, told from other shelves by its number."""
    region = Region.objects.create(
        code=f"11{number:04}", name=f"样例区{number}", short_name="样例", level="county"
    )
    newspaper = Newspaper.objects.create(name=f"样例报{number}", slug=f"sample-{number}", region=region)
    issue = Issue.objects.create(newspaper=newspaper, date=dt.date(2023, 6, number), date_certainty="printed")
    page = Page.objects.create(issue=issue, code="p1", number=1, number_certainty="printed")
    batch = ImportBatch.objects.create(finished_at=timezone.now())
    source = SourceFile.objects.create(
        batch=batch,
        page=page,
        name=f"sample-{number}.txt",
        sha256=f"{number:064}",
        text_sha256=f"{number:064}",
        content="标题\n正文".encode(),
        size=13,
        encoding="utf-8",
        line_count=2,
    )
    FileReport.objects.create(batch=batch, source=source, name=source.name, outcome="stored")
    UnassignedLine.objects.create(source=source, line=1, start=0, end=2, text="标题")
    FurnitureLine.objects.create(source=source, line=1, start=0, end=2, text="标题")
    article = Article.objects.create(
        page=page, source=source, position=1, first_line=1, first_start=0, headline="标题", body="正文30人"
    )
    Stretch.objects.create(article=article, source=source, field="body", at=0, line=2, start=0, end=2)
    Doubt.objects.create(article=article, field="body", at=1, p=0.5)
    Gap.objects.create(article=article, field="body", at=2, after="正文")
    RetiredArticle.objects.create(id=1000 + number, successor=article, reason="合并")
    union = Organization.objects.create(name=f"样例工会{number}", kind="company", region=region)
    union.aliases.create(name=f"样工{number}")
    initiative = Initiative.objects.create(
        name=f"样例行动{number}", kind="campaign", lead=union, region=region
    )
    initiative.aliases.create(name="样动")
    initiative.components.create(name="一", position=1)
    again = Article.objects.create(
        page=page, source=source, position=2, first_line=2, first_start=0, headline="又印", body="正文30人"
    )
    Reprint.objects.create(first=article, second=again, likeness=1)
    Imprint.objects.create(article=article, text_sha256=f"{number:064}")
    Band.objects.create(article=article, value=number)
    name = ProposedName.objects.create(kind="organization", name=f"样例新名{number}")
    place = {"article": article, "field": "body"}
    Mention.objects.create(**place, start=0, end=2, surface="正文", kind="organization", proposal=name)
    Mention.objects.create(**place, start=0, end=2, surface="正文", kind="initiative", initiative=initiative)
    Figure.objects.create(
        **place,
        start=2,
        end=5,
        surface="30人",
        value=30,
        what="人",
        sentence="正文30人",
        initiative=initiative,
    )
    Correction.objects.create(article=article, field="headline", before="标", after="标题", username="editor")


@pytest.fixture
def furnish(db) -> Callable[[int], None]:
    """Fill the archive with so many shelves."""

    def fill(shelves: int) -> None:
        begun = Newspaper.objects.count()
        for number in range(begun + 1, begun + shelves + 1):
            furnish_shelf(number)

    return fill
