"""The page of an article."""

from __future__ import annotations

import pytest

from archive.models import Doubt, Gap, Mention, RetiredArticle

pytestmark = pytest.mark.django_db


def address(article, query: str = "") -> str:
    return f"/en/articles/{article.pk}/{query}"


def test_the_headline_stack_stands_in_print_order(article, read):
    page = read(address(article))
    assert page.one("h1").text == article.headline
    stack = page.one("div", class_="stack").text
    parts = [article.kicker, article.headline, article.deck, article.byline]
    assert [stack.index(part) for part in parts] == sorted(stack.index(part) for part in parts)


def test_the_folio_says_where_it_stands_and_how_surely(article, read):
    folio = read(address(article)).one("p", class_="folio-line").text
    assert "Sample Workers’ Paper" in folio
    assert "June 15, 2023" in folio
    assert "inferred" in folio
    assert "No. 21005" in folio
    assert "Page 3" in folio


def test_a_date_printed_on_the_page_needs_no_word(article, issue, read):
    issue.date_certainty = "printed"
    issue.save()
    assert "inferred" not in read(address(article)).one("p", class_="folio-line").text


def test_an_unknown_page_is_said_to_be_unknown(article, page, read):
    page.number = None
    page.code = "u1"
    page.save()
    assert "page unknown" in read(address(article)).one("p", class_="folio-line").text


def test_paragraphs_and_crossheads_stand_in_order(article, read):
    page = read(address(article))
    assert page.one("div", id="body-1").text.startswith("近日，")
    assert page.one("div", id="body-2").text.startswith("小标题")
    assert "小标题" in [element.text for element in page.all("h2")]


def test_each_paragraph_stands_beside_its_source_lines(article, read):
    row = read(address(article)).one("div", id="body-3").text
    assert "Source line 4" in row
    assert row.count("收到来信120封") == 2


def test_a_paragraph_and_its_lines_light_up_under_one_address(article, read):
    page = read(address(article))
    for anchor in ("body-1", "body-2", "body-3", "head"):
        assert f"#{anchor}" in page.links()


def test_a_gap_is_marked_and_explained(article, read):
    Gap.objects.create(article=article, field="body", at=len(article.body), after="来信120封。")
    page = read(address(article))
    assert page.one("a", class_="gap").attributes["href"] == "#note-1"
    assert "Text lost." in page.one("p", id="note-1").text
    assert "Text is lost in 1 place" in page.one("div", class_="reading-help").text


def test_a_doubtful_join_is_marked_and_explained_without_the_words_of_others(article, read):
    rivals = [{"line": 93, "start": 0, "end": 4, "text": "别篇秘密", "p": 0.1}]
    Doubt.objects.create(article=article, field="body", at=4, p=0.83, rivals=rivals)
    page = read(address(article))
    note = page.one("p", id="note-1").text
    assert "83 %" in note
    assert "line 93" in note
    assert page.one("span", class_="doubt").text
    assert "别篇秘密" not in page.one("html").text


def test_a_join_that_an_editor_confirmed_is_no_longer_doubtful(article, read):
    Doubt.objects.create(article=article, field="body", at=4, p=0.83, rivals=[], state="confirmed")
    assert read(address(article)).all("span", class_="doubt") == []


def test_a_join_that_an_editor_rejected_is_said_to_be_wrong(article, read):
    Doubt.objects.create(article=article, field="body", at=4, p=0.83, rivals=[], state="rejected")
    assert "Wrong join." in read(address(article)).one("p", id="note-1").text


def test_what_it_names_is_linked_in_the_text_and_in_a_list(article, mention, initiative, read):
    page = read(address(article))
    assert page.one("a", id=f"mention-{mention.pk}").attributes["href"] == f"/en/initiatives/{initiative.pk}/"
    assert page.one("aside", class_="named").text.endswith("样例信箱")


def test_a_mention_that_nobody_accepted_is_not_shown(article, mention, read):
    Mention.objects.update(state="proposed")
    page = read(address(article))
    assert page.all("a", class_="name") == []
    assert page.all("aside", class_="named") == []


def test_the_sentence_of_a_figure_has_an_address(article, figure, read):
    assert read(address(article)).one("span", id=f"figure-{figure.pk}").text == figure.sentence


def test_words_that_were_looked_for_are_marked(article, read):
    page = read(address(article, "?q=来信"))
    assert [mark.text for mark in page.all("mark")] == ["来信", "来信"]


def test_the_places_found_lead_from_one_to_the_next_without_script(article, read):
    page = read(address(article, "?q=信箱&hit=2"))
    assert [mark.attributes["id"] for mark in page.all("mark", data_hit="2")] == ["hit-2"]
    ways = page.one("nav", class_="hit-ways")
    assert "2 / 3" in ways.text
    back, on = (page.one("a", accesskey=key).attributes["href"] for key in ("p", "n"))
    assert (back[-12:], on[-12:]) == ("&hit=1#hit-1", "&hit=3#hit-3")
    assert {"hit-1", "hit-3"} <= set(page.ids())


def test_after_the_last_place_comes_the_first(article, read):
    page = read(address(article, "?q=信箱&hit=3"))
    assert page.one("a", accesskey="n").attributes["href"].endswith("&hit=1#hit-1")
    page = read(address(article, "?q=信箱"))
    assert page.one("a", accesskey="p").attributes["href"].endswith("&hit=3#hit-3")


@pytest.mark.parametrize("hit", ["0", "4", "-1", "abc", "9" * 4_500, "２", "1.5", ""])
def test_a_place_that_is_none_is_before_the_first(article, read, hit):
    page = read(address(article, f"?q=信箱&hit={hit}"))
    assert "– / 3" in page.one("nav", class_="hit-ways").text
    assert page.all("mark", aria_current="true") == []


def test_where_nothing_is_found_there_is_nowhere_to_lead(article, read):
    page = read(address(article, "?q=拖拉机"))
    assert page.all("nav", class_="hit-ways") == page.all("script") == []
    assert "Nothing to mark" in page.one("p", class_="looked-for").text


def test_what_goes_with_it_says_why(article, new_article, mention, initiative, read):
    other = new_article(headline="另一篇")
    Mention.objects.create(
        article=other,
        field="body",
        start=0,
        end=2,
        state="accepted",
        kind="initiative",
        surface="近日",
        initiative=initiative,
    )
    related = read(address(article)).one("section", class_="related").text
    assert "另一篇" in related
    assert "Same initiative: 样例信箱" in related


def test_an_article_that_nothing_goes_with_says_nothing_of_it(article, read):
    assert read(address(article)).all("section", class_="related") == []


HOSTILE = [
    "(",
    '"',
    "AND",
    "-",
    "*" * 400,
    "工" * 500,
    "工" * 5_000,
    "工会~",
    "a OR " * 90,
    "\0",
    "<mark>",
    "&lt;",
    "\ud800",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_harms_the_text(article, client, document, query):
    response = client.get(address(article), {"q": query.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert document(response).one("div", id="body-1").text.startswith("近日，样例公司工会开通“样例信箱”。")


def test_the_newspapers_rights_stand_under_the_article(article, read):
    assert read(address(article)).one("p", class_="rights").text == "Sample rights"


def test_the_source_file_is_named_with_its_hash(article, read):
    assert article.source.sha256 in read(address(article)).one("section", class_="source-files").text


def test_a_reference_can_be_copied(article, read):
    assert "[N/OL]. 样例工人报, [2023-06-15](3)" in read(address(article)).one("p", class_="reference").text


def test_it_leads_to_the_story_before_and_after_on_its_page(new_article, read):
    first, second, third = new_article(), new_article(), new_article()
    page = read(address(second))
    assert page.one("a", rel="prev").attributes["href"] == address(first)
    assert page.one("a", rel="next").attributes["href"] == address(third)


def test_the_story_before_is_never_one_that_is_not_published(new_article, read):
    new_article(state="draft")
    assert read(address(new_article())).all("a", rel="prev") == []


def test_an_article_without_a_headline_says_so(new_article, read):
    assert read(address(new_article(headline=""))).one("h1").text == "Without a headline"


def test_a_photo_says_that_the_picture_is_not_held(new_article, read):
    page = read(address(new_article(kind="photo", body="", caption="样例图片说明。记者样例摄")))
    assert "not the picture" in page.one("p", class_="no-picture").text
    assert "样例图片说明" in page.one("div", id="caption-1").text


@pytest.mark.parametrize("state", ["draft", "checked", "withheld"])
def test_what_is_not_published_is_not_there(new_article, client, state):
    assert client.get(address(new_article(state=state))).status_code == 404


def test_an_article_that_was_merged_leads_to_its_successor(article, client):
    RetiredArticle.objects.create(pk=999, successor=article, reason="merged")
    response = client.get("/en/articles/999/")
    assert (response.status_code, response["Location"]) == (301, address(article))


def test_an_article_that_was_taken_back_says_so(client):
    RetiredArticle.objects.create(pk=999, reason="undone")
    response = client.get("/en/articles/999/")
    assert response.status_code == 410
    assert "taken back" in response.content.decode()


@pytest.mark.parametrize("number", ["0", "999", "9" * 20, "9" * 400])
def test_a_number_that_was_never_given_is_not_there(client, number):
    assert client.get(f"/articles/{number}/").status_code == 404


def test_every_id_of_a_page_is_given_once(article, mention, figure, read):
    Gap.objects.create(article=article, field="body", at=len(article.body), after="")
    ids = read(address(article)).ids()
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_has_a_target(article, mention, figure, read):
    Gap.objects.create(article=article, field="body", at=len(article.body), after="")
    page = read(address(article))
    assert {link[1:] for link in page.links() if link.startswith("#")} <= set(page.ids())


def test_a_run_that_stands_whole_in_the_article_is_marked_only_where_it_is_whole(new_article, client):
    article = new_article(headline="主席信箱", body="主席来了。\n信箱开了。")
    shown = client.get(f"/articles/{article.pk}/?q=主席信箱").content.decode()
    assert "<mark>主席信箱</mark>" in shown
    assert "<mark>主席</mark>" not in shown
