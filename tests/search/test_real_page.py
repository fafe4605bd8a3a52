"""The real page is found by what a reader would ask of it."""

from archive.search.find import find

FIRST = {
    "主席信箱": 4,
    '"1+6+N"': 1,
    "1+6+N": 1,
    "１＋６＋Ｎ": 1,
    "微心愿": 7,
    "产改": 0,
    "劳动竞赛": 5,
    "勞動競賽": 5,
    "昆明": 0,
    "燕山石化": 1,
    "8项措施": 2,
    "常态化帮扶": 6,
    "若尔盖": 8,
    "竹编": 3,
    "主席信箱 社保": 4,
    "署名:康劲": 7,
    '"联链"服务站聚焦打通"产改"难点堵点': 0,
}


def test_each_story_is_found_first_by_its_own_words(real_articles):
    found = {query: find(query).hits[0].article for query in FIRST}
    assert found == {query: real_articles[story] for query, story in FIRST.items()}
