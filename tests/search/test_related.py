"""Articles that go with one another, and why."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.models import Article, Initiative, Mention, Organization
from archive.search import related as module
from archive.search.rebuild import rebuild
from archive.search.related import MOST, related

pytestmark = pytest.mark.django_db

STORY = "户外劳动者驿站在样例市建成，为快递员和环卫工人提供饮水、热饭、充电和休息的地方，夜里也亮着灯。"
NEAR = "样例市新建户外劳动者驿站，快递员和环卫工人可以饮水、热饭、充电、休息，夜里灯也亮着。"
OTHER = "全国五一劳动奖章获得者走进校园，讲述钳工技能比赛背后的故事。"


def naming(article: Article, subject: Initiative | Organization) -> None:
    kind = type(subject).__name__.lower()
    Mention.objects.create(
        article=article,
        field="body",
        start=0,
        end=2,
        state="accepted",
        kind=kind,
        surface=article.body[:2],
        **{kind: subject},
    )


@pytest.fixture
def initiative(db) -> Initiative:
    return Initiative.objects.create(name="户外劳动者驿站", kind="station")


@pytest.fixture
def organization(db) -> Organization:
    return Organization.objects.create(name="样例市总工会", kind="local-federation")


def test_the_same_initiative_relates_and_is_named(indexed, initiative):
    one, other, _third = indexed(STORY, OTHER, "花卉交易")
    naming(other, initiative)
    (found,) = related(one, [initiative])
    assert (found.article, found.initiatives, found.nearness) == (other, (initiative,), None)


def test_the_same_organization_relates_and_counts_less(indexed, initiative, organization):
    one, same_initiative, same_organization = indexed(STORY, OTHER, "花卉交易")
    naming(same_organization, organization)
    naming(same_initiative, initiative)
    found = related(one, [organization, initiative])
    assert [each.article for each in found] == [same_initiative, same_organization]
    assert found[1].organizations == (organization,)


def test_near_text_relates_and_says_how_near(indexed):
    one, near, _other = indexed(STORY, NEAR, OTHER)
    (found,) = related(one, [])
    assert found.article == near
    assert 20 <= found.percent <= 100


def test_stories_that_merely_share_a_page_are_not_near(real_articles):
    assert [each for one in real_articles for each in related(one, []) if each.nearness] == []


def test_a_subject_that_everything_names_relates_nothing(indexed, organization, monkeypatch):
    one, *others = indexed("甲乙丙", *(f"丁戊己{number}" for number in range(3)))
    for other in others:
        naming(other, organization)
    assert len(related(one, [organization])) == 3
    monkeypatch.setattr(module, "NAMED_TOO_OFTEN", 2)
    assert related(one, [organization]) == []


def test_a_rare_subject_says_more_than_a_common_one(indexed, initiative):
    rare = Initiative.objects.create(name="罕见", kind="other")
    one, *others = indexed("甲乙丙", *(f"丁戊己{number}" for number in range(5)))
    for other in others[:-1]:
        naming(other, initiative)
    naming(others[-1], rare)
    naming(one, rare)
    assert related(one, [initiative, rare])[0].article == others[-1]


def test_an_article_is_not_related_to_itself_and_few_are_shown(indexed, initiative):
    one, *others = indexed("甲乙丙", *(f"丁戊己{number}" for number in range(MOST + 3)))
    for each in (one, *others):
        naming(each, initiative)
    found = [each.article for each in related(one, [initiative])]
    assert len(found) == MOST
    assert one not in found


def test_nothing_that_a_reader_may_not_find_is_related(new_article, new_newspaper, initiative):
    one = new_article(body=STORY)
    hidden = new_article(body=NEAR, newspaper=new_newspaper("closed", access="signed-in"))
    withheld = new_article(body=NEAR)
    for each in (hidden, withheld):
        naming(each, initiative)
    rebuild()
    Article.objects.filter(pk=withheld.pk).update(state=Article.State.WITHHELD)
    assert related(one, [initiative]) == []
    assert [each.article for each in related(one, [initiative], reader=User.objects.create_user("r"))] == [
        hidden
    ]


def test_without_an_index_the_records_still_relate(new_article, initiative):
    one, other = new_article(body=STORY), new_article(body=NEAR)
    naming(other, initiative)
    assert [each.article for each in related(one, [initiative])] == [other]


@pytest.mark.parametrize("articles", [3, 40])
def test_the_number_of_questions_does_not_grow_with_what_is_related(
    indexed, initiative, organization, articles, django_assert_max_num_queries
):
    one, *others = indexed(*[STORY] * articles)
    for other in others:
        naming(other, initiative)
        naming(other, organization)
    with django_assert_max_num_queries(8):
        related(one, [initiative, organization])
