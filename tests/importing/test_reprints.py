"""The same story in two files or two papers is linked, whichever way it comes; a story of the same kind is not."""

from __future__ import annotations

import pytest

from archive.importing.store.findings.recognition import recognize_all
from archive.importing.store.findings.reprints import known_by
from archive.importing.store.undo import undo
from archive.models import Article, Band, Imprint, Reprint

pytestmark = pytest.mark.django_db

STORY = (
    "连日来，样江市总工会组织志愿者走进建筑工地，为一线职工送去绿豆汤、毛巾和防暑药品，并现场讲解中暑后的急救办法。",
    "“天热，但心里是凉快的。”来自样山的钢筋工老李接过绿豆汤说。今年以来，全市各级工会已走访工地三百多个，慰问职工两万余人。",
    "样江市总工会有关负责人介绍，高温津贴的发放也是这次走访检查的内容，发现没有按规定发放的，将由工会劳动法律监督员跟进督促。",
    "在样江大桥项目部，工会还把原来堆放模板的棚子改成了纳凉点，装上了空调和饮水机，午休时间比往年延长了一个半小时。",
    "“以前中午只能躺在桥墩背阴的地方，现在有了床铺。”架子工小周说，“下午上工的时候，人是醒着的，干活也就踏实。”",
)
OTHER = (
    "日前，样河纺织厂的职工书屋重新开放，书架上新添了两千多册图书，其中一半是由车间班组开列书单、工会按单采买的。",
    "书屋每天开到晚上十点，下夜班的女工说，这里的灯比宿舍的亮。厂工会还请来退休教师，每周三晚上带大家读一篇文章。",
    "一年下来，书屋办读书会四十多场，有七名职工在市里的征文比赛中得奖，书单也从小说慢慢添上了机械和会计。",
)


def pairs() -> list[tuple[str, str]]:
    return [
        (one.first.page.issue.newspaper.name, one.second.page.issue.newspaper.name)
        for one in Reprint.objects.all()
    ]


@pytest.fixture
def printed(write, clean, bring_in):
    """Print a story in a paper, and import it at once."""

    def bring(paper: str, *body: str, headline: str = "绿豆汤送到工地") -> Article:
        write(f"{paper}-{headline}.txt", clean(headline, *body, newspaper=paper, date="2024-07-01", page="1"))
        bring_in()
        return Article.objects.order_by("pk").last()

    return bring


def test_the_same_words_in_two_papers_are_linked_though_script_and_marks_differ(printed):
    printed("样江工人报", *STORY)
    in_full_width = (STORY[0].replace("，", ", ").replace("组织", "組織"), *STORY[1:])
    printed("样江日报", *in_full_width, headline="一碗绿豆汤")
    assert pairs() == [("样江工人报", "样江日报")]
    assert Reprint.objects.get().likeness == 1


def test_the_report_of_the_import_says_that_a_story_is_held_already(printed, write, clean, bring_in):
    first = printed("样江工人报", *STORY)
    write("again.txt", clean("一碗绿豆汤", *STORY, newspaper="样江日报", date="2024-07-02", page="1"))
    told = {outcome.name: outcome.message for outcome in bring_in().outcomes}
    assert f"“一碗绿豆汤”与已有稿件相同：#{first.pk} 样江工人报" in told["again.txt"]
    assert "The same story is held already; both are kept." in told["again.txt"]


def test_a_story_that_was_cut_and_misread_is_linked_by_what_is_left(printed):
    printed("样江工人报", *STORY)
    cut = (STORY[0].replace("志愿者", "志愿音"), STORY[1].replace("老李", "李师傅"), *STORY[2:4])
    printed("样江日报", *cut)
    assert 0.85 <= Reprint.objects.get().likeness < 1


def test_another_story_is_not_linked(printed):
    printed("样江工人报", *STORY)
    printed("样江日报", *OTHER)
    assert not Reprint.objects.exists()


def test_a_digest_is_no_reprint(printed):
    printed("样江工人报", *STORY, *OTHER)
    printed("样江日报", STORY[0], headline="简讯")
    assert not Reprint.objects.exists()


def test_two_notices_after_one_form_are_two(printed):
    notice = "{}即日起接受报名，凡本市会员职工均可参加，请到所在单位工会登记，登记时带好会员证和本人近期照片，额满为止。"
    for paper, what in (("样江工人报", "书法班"), ("样江日报", "游泳班")):
        printed(paper, notice.format(what), headline=what)
    assert not Reprint.objects.exists()


def test_a_short_text_is_the_same_story_word_for_word(printed):
    for paper in ("样江工人报", "样江日报"):
        printed(paper, STORY[0])
    assert Reprint.objects.get().likeness == 1


def test_words_that_every_notice_has_are_no_story(printed):
    printed("样江工人报", "图为活动现场。")
    printed("样江日报", "图为活动现场。")
    assert Article.objects.count() == 2
    assert not Reprint.objects.exists()


def test_nothing_is_dropped_and_each_copy_is_linked_with_every_other(printed):
    for paper in ("样江工人报", "样江日报", "样江晚报"):
        printed(paper, *STORY, headline=f"{paper}的标题")
    assert Article.objects.count() == 3
    assert Reprint.objects.count() == 3


def test_a_text_that_changes_is_compared_anew(printed, write, clean, bring_in):
    printed("样江工人报", *STORY)
    printed("样江日报", *STORY, headline="一碗绿豆汤")
    write(
        "样江日报-一碗绿豆汤.txt",
        clean("一碗绿豆汤", *OTHER, newspaper="样江日报", date="2024-07-01", page="1"),
    )
    bring_in()
    assert Article.objects.count() == 2
    assert not Reprint.objects.exists()


def test_a_link_that_an_editor_refuted_is_not_made_again(printed):
    printed("样江工人报", *STORY)
    printed("样江日报", *STORY, headline="一碗绿豆汤")
    Reprint.objects.update(is_refuted=True)
    Imprint.objects.update(text_sha256="changed")
    recognize_all(anew=True)
    assert Reprint.objects.get().is_refuted


def test_articles_of_before_are_linked_by_the_command(printed):
    printed("样江工人报", *STORY)
    printed("样江日报", *STORY, headline="一碗绿豆汤")
    for model in (Imprint, Band, Reprint):
        model.objects.all().delete()
    recognize_all()
    assert pairs() == [("样江工人报", "样江日报")]


def test_what_is_undone_leaves_no_link(printed):
    printed("样江工人报", *STORY)
    again = printed("样江日报", *STORY, headline="一碗绿豆汤")
    undo(again.source.batch_id)
    assert not Reprint.objects.exists()
    assert Band.objects.exclude(article__in=Article.objects.all()).count() == 0


def test_a_signature_is_the_same_on_every_machine():
    """Signatures are stored: another one for the same text would find no reprint of what is held."""
    text = "".join(STORY)
    assert known_by(text) == known_by(text)
    assert known_by(text).signature[:8].hex() == "0a07d500bd536a01"
