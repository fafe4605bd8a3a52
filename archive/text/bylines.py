"""The names in a byline: 本报讯 (记者杨明清 通讯员郭一博 高凡) names three people."""

from __future__ import annotations

import re

# What stands before a name and says what the person does, glued to it or not.
ROLE = re.compile(
    r"(?:本报|本网|本刊|新华社)?(?:特约|见习|实习|首席|全媒体|驻站)*"
    r"(?:记者|通讯员|评论员|报道员|实习生|摄影师|摄影|撰稿|撰文|编辑|律师|供图|供稿)|本报讯|本报综合报道"
)
PARTS = re.compile(r"[^\u4e00-\u9fff·•]+")
# Written behind a name, and no name.
CREDITS = frozenset(["摄", "文", "图", "摄影", "供图", "供稿", "整理", "报道", "综合", "综述"])
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史"
    "唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔"
    "吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘"
    "景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏"
    "浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚"
    "那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公么闫肖付岳帅涂仝冼佟苟原代芦亓佘覃黑"
)
# A name of Han characters, given name included; a transcribed one has dots and is longer.
SHORTEST, LONGEST, LONGEST_TRANSCRIBED = 2, 4, 15


def names_in(byline: str) -> list[str]:
    """The people a byline names, each once, as printed. What is no name for certain is left out."""
    parts = [part for part in PARTS.split(ROLE.sub(" ", byline)) if part and part not in CREDITS]
    return list(dict.fromkeys(filter(_is_name, _rejoined(parts))))


def _rejoined(parts: list[str]) -> list[str]:
    """Names of two characters are set with a space between them, to fill the line: 康 劲."""
    joined: list[str] = []
    for part in parts:
        if len(part) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _is_name(part: str) -> bool:
    """Could a person be called so?"""
    if "·" in part or "•" in part:
        return len(part) <= LONGEST_TRANSCRIBED and part[0] not in "·•" and part[-1] not in "·•"
    return SHORTEST <= len(part) <= LONGEST and part[0] in SURNAMES
