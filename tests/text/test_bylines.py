"""The people whom a byline names."""

import pytest

from archive.text.bylines import names_in


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("本报讯 (记者马学礼 通讯员陈伟红)", ["马学礼", "陈伟红"]),
        ("本报讯 (记者杨明清 通讯员郭一博 高凡)", ["杨明清", "郭一博", "高凡"]),
        ("本报通讯员 侯进勇 摄", ["侯进勇"]),
        ("□ 本报记者 康 劲", ["康劲"]),
        ("见习记者 李明/文 张三/图", ["李明", "张三"]),
        ("湖北 退休职工 秦云厚", ["秦云厚"]),
        ("（本报法律服务团律师 熊信武）", ["熊信武"]),
        ("工人日报-中工网记者 周怿", ["周怿"]),
        ("阿依古丽·买买提", ["阿依古丽·买买提"]),
        ("本报记者 罗顺 罗顺", ["罗顺"]),
        ("新华社", []),
        ("", []),
    ],
)
def test_names_are_told_from_what_stands_around_them(byline, names):
    assert names_in(byline) == names
