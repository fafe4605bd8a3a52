"""What is true of an article."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction

from archive.models import Article, IndexTask, Initiative, Mention, Newspaper, Stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User(username="reader")


def test_only_published_articles_are_published(new_article):
    shown = new_article()
    for state in ("draft", "checked", "withheld"):
        new_article(state=state)
    assert list(Article.objects.published()) == [shown]


def test_articles_of_a_signed_in_newspaper_are_found_by_signed_in_readers_only(
    new_article, newspaper, reader
):
    article = new_article()
    Newspaper.objects.filter(pk=newspaper.pk).update(access=Newspaper.Access.SIGNED_IN)
    assert not Article.objects.published().exists()
    assert not Article.objects.published(AnonymousUser()).exists()
    assert list(Article.objects.published(reader)) == [article]


@pytest.mark.parametrize(
    ("access", "anonymous", "signed_in", "staff"),
    [("open", True, True, True), ("signed-in", False, True, True), ("snippet", False, False, True)],
)
def test_a_newspapers_access_decides_who_reads_the_text(new_article, access, anonymous, signed_in, staff):
    article = new_article()
    article.page.issue.newspaper.access = access
    assert article.shows_text_to(None) is anonymous
    assert article.shows_text_to(AnonymousUser()) is anonymous
    assert article.shows_text_to(User(username="reader")) is signed_in
    assert article.shows_text_to(User(username="editor", is_staff=True)) is staff


def test_articles_are_found_by_day_newspaper_and_subject(new_article, newspaper):
    article, other = new_article(), new_article()
    initiative = Initiative.objects.create(name="样例信箱", kind="platform")
    place = {"field": "headline", "start": 0, "end": 2, "kind": "initiative", "surface": "样例"}
    Mention.objects.create(article=article, initiative=initiative, state="accepted", **place)
    Mention.objects.create(article=other, initiative=initiative, state="proposed", **place)
    assert list(Article.objects.about(initiative)) == [article]
    assert Article.objects.on(dt.date(2023, 6, 15)).of(newspaper).count() == 2
    assert not Article.objects.on(None).exists()


def test_newest_first_puts_the_undated_last(new_article, newspaper, source):
    dated = new_article()
    undated_issue = newspaper.issues.create()
    undated = new_article(page=undated_issue.pages.create(code="u1"))
    assert list(Article.objects.newest_first()) == [dated, undated]


def test_two_articles_cannot_begin_at_the_same_character(new_article):
    new_article(first_line=99)
    with pytest.raises(IntegrityError), transaction.atomic():
        new_article(first_line=99)


def test_an_article_is_known_by_where_it_begins(new_article, source):
    article = new_article(first_line=7, first_start=4)
    assert article.natural_key() == (source.sha256, 7, 4)
    assert Article.objects.get_by_natural_key(source.sha256, 7, 4) == article


def test_an_article_without_a_headline_is_called_by_its_first_words(new_article):
    assert new_article(headline="", body="短讯").title == "短讯"
    assert new_article(headline="", body="长" * 80).title == "长" * 30 + "…"
    assert new_article(headline="两行\n标题").title == "两行 标题"


def test_a_stretch_without_characters_is_refused(new_article, source):
    with pytest.raises(IntegrityError), transaction.atomic():
        Stretch.objects.create(
            article=new_article(), source=source, field="body", at=0, line=1, start=3, end=3
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda article: article.save(),
        lambda article: article.delete(),
        lambda article: Article.objects.filter(pk=article.pk).update(state="withheld"),
        lambda article: Article.objects.filter(pk=article.pk).delete(),
        lambda article: Article.objects.bulk_update([article], ["headline"]),
    ],
    ids=["save", "delete", "update", "delete many", "update many"],
)
def test_every_way_to_change_an_article_tells_the_index(new_article, change):
    article = new_article()
    pk = article.pk
    IndexTask.objects.all().delete()
    change(article)
    assert pk in IndexTask.objects.values_list("article_id", flat=True)


def test_a_change_that_is_taken_back_leaves_no_word_for_the_index(new_article):
    article = new_article()
    IndexTask.objects.all().delete()
    with transaction.atomic():
        article.save()
        transaction.set_rollback(True)
    assert not IndexTask.objects.exists()
