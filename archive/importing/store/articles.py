"""Stories become articles; articles of an earlier version of their source become those of the new one, ids and all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, Max

from archive.importing.reconstruct import shapes
from archive.importing.reconstruct.shapes import Field, Story
from archive.importing.store.evidence import reanchor
from archive.importing.store.matching import likeness, pairs
from archive.models import (
    TEXT_FIELDS,
    Article,
    Doubt,
    Gap,
    Page,
    RetiredArticle,
    SourceFile,
    Stretch,
    StretchRow,
)
from archive.text.spans import Edit

# A retired article goes on in the new one that holds so much of its text; below it, its address says that it is gone.
GOES_ON_FROM = 0.5
GONE = "来源文件的新版本中没有此文 not in the new version of its source"
# What the database takes, in characters; a longer quotation keeps the end that stands at its place.
DATELINE_CHARS, AFTER_CHARS = 100, 60

InField = TypeVar("InField", shapes.Doubt, shapes.Gap, shapes.Stretch)

# No file has so many lines: where articles of a source wait while they are given their first characters anew.
OUT_OF_THE_WAY = 1_000_000_000


class Placed(NamedTuple):
    """A story and where it goes."""

    story: Story
    page: Page
    position: int


def laid_out(
    pages: Iterable[tuple[Page, Sequence[Story]]], replaced: SourceFile | None = None
) -> list[Placed]:
    """Every story with its page and position, behind what other files have already given the page."""
    placed: list[Placed] = []
    for page, stories in pages:
        others = page.articles.exclude(source=replaced) if replaced else page.articles
        taken = others.aggregate(last=Max("position"))["last"] or 0
        taken += sum(other.page == page for other in placed)
        placed += (Placed(story, page, taken + number) for number, story in enumerate(stories, 1))
    return placed


def write_articles(
    source: SourceFile, placed: Sequence[Placed], old: Sequence[Article], state: str
) -> tuple[list[Article], list[str]]:
    """The articles of a source in the order of its stories, and what a person should know.

    An old article that is one of the stories keeps its id, its state and every field that a person corrected. One that
    is none is retired, unless a person has worked on it.
    """
    standing = {article.pk: article for article in old}
    kept = _matched(standing, placed, source)
    gone = [article for pk, article in standing.items() if pk not in kept.values()]
    with _out_of_the_way(standing.values(), gone, source):
        fresh = {
            place: Article(**_values(one, source), state=state)
            for place, one in enumerate(placed)
            if place not in kept
        }
        Article.objects.bulk_create(fresh.values())
        for place, pk in kept.items():
            _renew(standing[pk], placed[place], source)
    articles = [fresh.get(place) or standing[kept[place]] for place in range(len(placed))]
    _write_places(source, list(zip(articles, (one.story for one in placed), strict=True)))
    return articles, _retire(gone, articles)


def _matched(standing: Mapping[int, Article], placed: Sequence[Placed], source: SourceFile) -> dict[int, int]:
    """From the places of stories to the keys of the articles that they are: by where they begin, else by their text."""
    begins = {
        (one.first_line, one.first_start): pk for pk, one in standing.items() if one.source_id == source.pk
    }
    same = {
        place: begins[first] for place, one in enumerate(placed) if (first := _first(one.story)) in begins
    }
    others = {pk: (one.headline, whole_text(one)) for pk, one in standing.items() if pk not in same.values()}
    rest = [place for place in range(len(placed)) if place not in same]
    texts = [(placed[place].story.headline, _whole(placed[place].story)) for place in rest]
    return same | {rest[index]: pk for index, pk in pairs(others, texts).items()}


@contextmanager
def _out_of_the_way(
    articles: Iterable[Article], staying: Iterable[Article], source: SourceFile
) -> Iterator[None]:
    """Articles that this source has already leave their first characters free until each has its own again."""
    here = [article.pk for article in articles if article.source_id == source.pk]
    Article.objects.filter(pk__in=here).update(first_line=OUT_OF_THE_WAY + F("pk"))
    yield
    for article in staying:
        if article.pk in here:
            Article.objects.filter(pk=article.pk).update(first_line=article.first_line)


def _first(story: Story) -> tuple[int, int]:
    """Where the earliest of a story's characters stands: line, and character in the line."""
    return min((stretch.line, stretch.start) for stretch in story.lines)


def whole_text(article: Article) -> str:
    """All printed text of an article."""
    return "\n".join(getattr(article, name) for name in TEXT_FIELDS)


def _whole(story: Story) -> str:
    """All printed text of a story."""
    return "\n".join(story.text_of(Field(name)) for name in TEXT_FIELDS)


def _values(one: Placed, source: SourceFile) -> dict[str, Any]:
    """A story's fields, and where it stands, as an article keeps them."""
    line, start = _first(one.story)
    return {name: one.story.text_of(Field(name)) for name in TEXT_FIELDS} | {
        "page": one.page,
        "position": one.position,
        "source": source,
        "first_line": line,
        "first_start": start,
        "kind": one.story.kind.value,
        "dateline": one.story.dateline[:DATELINE_CHARS],
        "crossheads": list(one.story.crossheads),
    }


def _renew(article: Article, one: Placed, source: SourceFile) -> None:
    """Give an article what the new version says, but for what a person corrected; what points into it follows."""
    corrected = {*article.corrected_fields, *(["crossheads"] if "body" in article.corrected_fields else [])}
    for name, value in _values(one, source).items():
        if name in corrected:
            continue
        before = getattr(article, name)
        if name in TEXT_FIELDS and before != value:
            article.mentions.by_rule().filter(field=name).delete()  # they are recognized anew
            reanchor(article, name, Edit.between(before, value))
        setattr(article, name, value)
    article.save()
    as_told = [name for name in TEXT_FIELDS if name not in corrected]
    article.stretches.filter(field__in=as_told).delete()
    article.gaps.filter(field__in=as_told).delete()
    article.doubts.open().filter(field__in=as_told).delete()


def _write_places(source: SourceFile, written: Sequence[tuple[Article, Story]]) -> None:
    """Line map, doubts and gaps of every field that is as its story says. A doubt that is decided is not raised again."""
    decided = set(
        Doubt.objects.filter(article__in=[article for article, _ in written]).values_list(
            "article", "field", "at"
        )
    )
    Stretch.objects.write(
        StretchRow(article.pk, source.pk, one.field.value, one.at, one.line, one.start, one.end)
        for article, story in written
        for one in _as_told(article, story.lines)
    )
    Doubt.objects.bulk_create(
        Doubt(
            article=article,
            field=one.field,
            at=one.at,
            p=one.p,
            rivals=list(map(vars, one.rivals)),
        )
        for article, story in written
        for one in _as_told(article, story.doubts)
        if (article.pk, one.field.value, one.at) not in decided
    )
    Gap.objects.bulk_create(
        Gap(article=article, field=one.field, at=one.at, after=one.after[-AFTER_CHARS:])
        for article, story in written
        for one in _as_told(article, story.gaps)
    )


def _as_told(article: Article, places: Iterable[InField]) -> Iterator[InField]:
    """The places in fields that no person has corrected."""
    return (place for place in places if place.field.value not in article.corrected_fields)


def _retire(gone: Sequence[Article], articles: Sequence[Article]) -> list[str]:
    """Take away what the new version has not; what a person has worked on stays, and is named."""
    touched = set(
        Article.objects.filter(pk__in=[article.pk for article in gone]).touched().values_list("pk", flat=True)
    )
    for article in gone:
        if article.pk not in touched:
            RetiredArticle.objects.create(id=article.pk, successor=_successor(article, articles), reason=GONE)
            article.delete()
    return [
        f"有人改过的文章 #{pk} 在新版本中没有对应，已保留。 Article #{pk}, which a person has worked on, is not in the "
        "new version and was kept."
        for pk in sorted(touched)
    ]


def _successor(article: Article, articles: Sequence[Article]) -> Article | None:
    """The article in which most of this one goes on, if one holds enough of it."""
    text = whole_text(article)
    likest = max(articles, key=lambda other: likeness(text, whole_text(other)), default=None)
    return likest if likest and likeness(text, whole_text(likest)) >= GOES_ON_FROM else None
