"""Names of people who do not exist, drawn by seed."""

from __future__ import annotations

import random
import re

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红兰玲建国志文斌宇浩凯健俊帆雪琴云莲真环荣爱妹香"
    "月莺媛瑞凡佳嘉琼勤珍贞莉妮龙海山仁波宁贵福生元全胜学祥才发武新利清飞彬富顺信子良东辰士以思群心邦承乐"
    "绍功松善厚庆友裕河哲江立诚"
)

# Share of names with a single given character; about a fifth in lists of model workers.
SHORT_NAME_SHARE = 0.2

PLACEHOLDER = re.compile(r"\{p\d+\}")


def draw_name(rng: random.Random) -> str:
    """A plausible name that belongs to nobody in particular."""
    given = rng.sample(GIVEN, 1 if rng.random() < SHORT_NAME_SHARE else 2)
    return rng.choice(SURNAMES) + "".join(given)


def with_names(text: str, rng: random.Random) -> str:
    """The text with every ``{p1}``-like mark replaced; one mark is one person throughout, no two share a name."""
    chosen: dict[str, str] = {}
    for mark in PLACEHOLDER.findall(text):
        while mark not in chosen:
            name = draw_name(rng)
            if name not in chosen.values():
                chosen[mark] = name
    return PLACEHOLDER.sub(lambda found: chosen[found.group()], text)
