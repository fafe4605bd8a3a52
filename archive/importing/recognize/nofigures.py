"""Numbers that count nothing: dates, clock times, ordinals, ranks, codes, and those inside names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.importing.recognize.reading import Quotation, Stretch

_N = r"(?:\d{1,2}|[零一二三四五六七八九十]{1,3})"
_DAY = rf"{_N}[日号](?!(?:之|以)?内|以上|(?:之|以)?后|间|游|元|工资)"
_CLOCK_REST = r"(?:半|整|钟|多|许|一刻|三刻|(?:\d{1,2}|[零〇一二三四五]?[一二三四五六七八九十]{1,2})分?)?"

DATES = re.compile(
    "|".join(
        (
            r"(?:1[5-9]|20)\d\d年?(?:-|—+|~|至|到)(?:(?:1[5-9]|20)?\d\d)年(?:度|底|初)?",
            rf"(?:1[5-9]|20)\d\d(?:\.\d\d?)?年(?!(?:多|余)?(?:的?历史|以上))(?:度|底|初|末|春|夏|秋|冬)?(?:{_N}月(?:份|底|初|末|[上中下]旬|{_DAY})?)?",
            rf"(?:[一二][〇零○一二三四五六七八九]{{3}}|[〇零○一二三四五六七八九]{{2}})年(?:{_N}月(?:份|底|初|末|[上中下]旬|{_DAY})?)?",
            rf"(?<!个)(?<![\d.]){_N}(?:月份?|月底|月初)?(?:-|—+|~|至|到|、){_N}月(?:份|底|初|末|[上中下]旬|{_DAY})?",
            rf"(?<!个)(?<![\d.]){_N}月(?:份|底|初|末|[上中下]旬|(?:{_N}(?:日|号)?(?:-|—+|~|至|到|、))?{_DAY})?",
            rf"(?<![\d.]){_N}日?(?:-|—+|~|至|到|、){_DAY}",
            rf"(?<![\d.几余多]){_DAY}",
            rf"(?:[腊正冬]月|大年)(?:廿|初|三十)?{_N}?|初{_N}(?![中高])|(?:除夕|农历)",
            r"(?:(?<![一二两三四五六七八九十\d])周|星期|礼拜)[一二三四五六日天1-6](?:至(?:周|星期)?[一二三四五六日天])?",
            r"前?[一二三四1-4两](?:个)?季度",
            r"[二\d][十\d]世纪|[二]?十[一二三四五六七八九]?世纪",
            r"(?:上?世纪)?(?:[\d]0|[一二三四五六七八九]十)(?:年代|后(?!者|续|备|期|勤|方|台))",
            r"\d{1,2}[:∶]\d{2}(?::\d{2})?(?!\d)",
            rf"(?<![\d.]){_N}时(?:(?:\d{{1,2}}|[一二三四五]?[一二三四五六七八九十]{{1,2}})分)?(?![尚装髦期]|间隔)",
            rf"(?<![\d.百]){_N}(?:至|到|-|~|—){_N}点{_CLOCK_REST}",
            rf"(?<![\d.百第]){_N}点(?!(?:建议|意见|要求|经验|启示|体会|希望|原因|做法|理由|看法|思考|感受|共识|[\d])){_CLOCK_REST}",
        )
    )
)
ORDINALS = re.compile(
    r"[转接]第?\d+版|"
    r"第(?:\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万]+)(?:至第?\d+)?[\u4e00-\u9fff]?"
    r"|[头前后](?:\d+|[一二三四五六七八九十百]+)(?=名|位|强|个|季|届|次|场|轮|批|期|位|十|百|年|天|甲|月)"
    r"|(?<=全国)[一二三]类"
    r"|(?:\d+|[一二三四五六七八九十百]+)(?=强(?:企业|县|市|区)?|佳|等奖|号|楼|年级|级工|年制|把手|审|孩|胎|号线|室|栋|大街|马路|环路|届)"
    r"|(?<![、镇县市省区乡])(?:\d+|[一二三四五六七八九十]+)(?=级(?!台阶|石阶|阶梯|工会|网络|体系|服务体系|联动|平台|架构|机制|组织|矛盾|调解))"
    r"|[一二三四五六七八九十](?=班(?!次|列|车|轮|组))(?<!各[一二三四五六七八九十])(?<!过[一二三四五六七八九十])"
    r"|\d+(?=路(?:公交|车|线))|[一二三]维(?=码|模型|动画|扫描|设计|空间|图)|(?:电动|人力)三轮|三轮车|十字|[一二三四]轮(?=驱动|车)"
    r"|(?:[一二三四五六七八九十]+|\d+)(?=(?:期|标段)?工程(?!师))"
    r"|[一二三四五六七八九十]+(?=分?公司|分厂|车间|工区|工段|项目部|分局|支队|大队|中队|厂区|工程处|标段|作业区|采区|井区|标)"
    r"|[一二三四五六七八九十]+层(?=[东西南北最靠会办的大])"
    r"|(?<=[病矿])[一二三四]期(?:、[一二三四]期)*"
)
CODES = re.compile(
    r"\d{7,}(?:-\d+)*|\d{3,4}-\d{7,8}|(?:编号|电话|热线|专线|邮编|号码|代码|证号|型号|学号|工号|文号|微信号?|qq)[:为是]?[a-z\d-]+(?:[、\d-]+)*"
    r"|\d{3,6}(?:、\d{3,6})*(?=(?:职工)?(?:维权|服务|法律援助|咨询|职工|客服|投诉|救助)*(?:热线|专线|电话|平台))"
    r"|(?:拨打|致电|www\.|https?:)[\w./:-]*"
    r"|(?<![\d.])[a-z]+[-]?\d+(?:[.\-]\d+)*[a-z]*|\d+(?:\.\d+)?(?=[a-z])(?!(?:km2?|mm|cm|m[23]?|kg|kwh?|kv|mw|gb|mb|tb|ml)(?![a-z]))[a-z]+\d*"
    r"|\d+(?:\.\d+)*[+∶:/]\d+(?:[+∶:/][\da-z]+)*|[\da-z]+\+[\da-z+]+|\+\d+|\d+(?=\+)"
    r"|\d+比\d+|[一二三四五六七八九十]+比[一二三四五六七八九十]+"
    r"|[〔\[]\d+[〕\]](?:第?\d+号)?"
)
# Words that begin like numbers and are none; the dictionary holds most of them, but not these.
SET_PHRASES = re.compile(
    r"十[一二三四五]五|五一(?!万|千)|六一(?!万|千)|七一|八一|三八(?=妇女|红旗|节|国际)|五四|十一(?=假期|黄金周|长假|国庆)|双11|双十一|双12|双十二|"
    r"两会|两新|两癌|两优一先|两个维护|四个意识|四个自信|一带一路|三农|三严三实|三会一课|三班倒|两班倒|四班三倒|三班制|双一流|百佳|十佳|"
    r"百年(?=老|名|未|大|树|奋|征|建|沧|变)|一线|一把手|二把手|一刀切|一条龙|一站式|一体化|一揽子|一对一|一帮一|一卡通|一码通|一张网|一张图|一分钱|"
    r"一毛钱|一辈子|半辈子|一家人|一口气|一门心思|七八糟|三五成群|百分百|百分之百|百里挑一|千家万户|千方百计|"
    r"[一二三四五六七八九十]进[一二三四五六七八九十]|二选一|三选一|多选一|六四开|五五开|三七开|二八开|"
    r"一[人岗户家线企事车机校区县镇村案院季月年日周步人]一[\u4e00-\u9fff]|半拍|过半|大半|多半|小半|半决赛|半成品|半自动|半导体|半工半读|半路|半夜|"
    r"万向|万科|万达|万华|三一重工|一汽|二汽|中铁[一二三四五六七八九十]+局|中建[一二三四五六七八]局|"
    r"[一二三四五六七八九十]+(?=局集团|局(?:[\u4e00-\u9fff]{2,6})?公司|冶集团|航局)|一时|一旦|一定|一般|一切|一些|一直|一起|一同|一样|一律|一致|"
    r"一味|一向|一再|一举|一并|一经|一概|一度(?!电)|两难|两极|两侧|两岸|两旁|两边|两端|两头|两者|四周|四面|四处|四方|四海|五湖四海"
)
# A quotation as short as this is a name, and its numbers count nothing: “一降两扩”, “5+2”. A longer one may be speech.
NAME_CHARS = 10
CLAUSE = re.compile(r"[,。;:!?]")
ENUMERATED = re.compile("[天日年月人名元]\\w*、")


def apart(stretch: Stretch) -> list[tuple[int, int]]:
    """Where numbers stand that are no figures, as ``(start, end)`` in the text of the stretch."""
    text = stretch.text
    spans = [match.span() for pattern in (DATES, ORDINALS, CODES) for match in pattern.finditer(text)]
    spans += [match.span() for match in SET_PHRASES.finditer(text)]
    return sorted([*spans, *_names(stretch)])


def _names(stretch: Stretch) -> Iterator[tuple[int, int]]:
    for quotation in stretch.quotations:
        if quotation.is_title or is_name(stretch.text, quotation):
            yield quotation.start, quotation.end


def is_name(text: str, quotation: Quotation) -> bool:
    """Is it too short for speech, and without the marks of a sentence?"""
    inside = text[quotation.start + 1 : quotation.end - 1]
    return len(inside) <= NAME_CHARS and not CLAUSE.search(inside) and not ENUMERATED.search(inside)
