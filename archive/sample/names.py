"""Names of people who do not exist, drawn from common surnames and given-name characters."""

from __future__ import annotations

import random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红兰玲建国志文斌宇浩凯健俊帆雪琴云莲真荣爱妹香月"
    "海山仁波宁贵福生元全胜学祥才发武新利清飞彬顺信子良东辰"
)
# Share of names with a single given character, roughly as in staff lists.
SHORT_NAME_SHARE = 0.2


def draw_name(rng: random.Random) -> str:
    """A plausible name that is meant for nobody."""
    given = rng.sample(GIVEN, 1 if rng.random() < SHORT_NAME_SHARE else 2)
    return rng.choice(SURNAMES) + "".join(given)


def draw_names(count: int, rng: random.Random) -> list[str]:
    """So many names, no two alike."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[draw_name(rng)] = None
    return list(names)
