"""What a number counts or measures, said in the words of its sentence, before it or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.recognize.quantity import Quantity
from archive.importing.recognize.reading import Stretch
from archive.importing.recognize.units import LENGTHS, MONEY, OF_VERBS, SHARES, TIMES
from archive.importing.recognize.vocabulary import words
from archive.text.words import cut, part_of_speech

# Parts of speech, in the dictionary's letters, that may stand in a name for things: nouns, words that tell sorts apart.
NOMINAL = ("n", "j", "l", "b", "s", "x", "vn", "an", "i", "g", "zg", "eng")
# Parts of speech of names for things alone.
THINGS = ("n", "x", "j")
# Nouns to the dictionary, or unknown to it, that a clause goes on with.
NO_NOUNS = words(
    "的 地 得 了 着 过 是 有 在 为 被 把 将 对 向 由 从 到 至 以 于 和 与 及 或 而 并 且 但 就 都 也 还 又 再 才 只 仅 共 均 已 曾 不 没 没有 无 未 可 能 会 "
    "要 应 需 让 使 令 给 用 按 据 因 如 若 等 所 之 其 此 该 这 那 每 各 某 本 她 他 它 我 你 您 我们 他们 她们 它们 自己 大家 其中 同时 目前 如今 现在 今年 去年 "
    "明年 前年 当年 近年 当天 当时 以来 之后 之前 以后 以前 期间 左右 以上 以下 分别 先后 一共 总共 共计 累计 合计 总计 平均 最终 最后 首先 其次 此外 另外 全部 全都 至少 "
    "至多 最多 大约 正在 已经 曾经 进行 开展 参加 参与 表示 认为 介绍 说 告诉 看到 听到 做 走 来 去 上 下 里 中 内 外 后 前 间 时 多 少 高 低 大 小 长 宽 重 近 远 "
    "占 占到 达 达到 升 升到 降 降到 增 增加 减少 提高 下降 上升 增长 超过 不足 提升 缩短 延长 调整 由此 因此 所以 于是 随后 组成 构成 以内 超 办理 轮流 签订 签署 签约 涌入 带动 获评 获 获得 截至 截止 升至 降至 增至 减至 涨至 跌至 来自 已有 现有 共有 还有 另有 拥有 达成 成为 担任 发现 约定 规定 要求 年均 月均 日均 人均 同比 环比"
)
STANDING = words("在档 在职 在校 在册 在建 在编 在岗")
# Before a noun these tell what sort of thing it is: 小马扎.
SMALL_WORDS = words("小 大 新 老 旧 好 长 短 高 低 男 女")
# Verbs to the dictionary that are counted as things.
ACT_NOUNS = words(
    "来信 来访 投诉 咨询 提案 要约 提问 捐款 捐赠 订单 报价 补贴 补助 奖励 津贴 罚款 赔偿 收入 支出 增收 来电"
)
# Verbs of one character inside nouns that the dictionary has not: 疗休养.
INNER = words("疗 研 检 修 养 防 治 教 训")
# These end nouns that the dictionary has not whole: 值班费, 赞成率.
NOUN_ENDS = words(
    "费 率 额 量 数 价 款 金 值 期 度 权 证 书 者 员 工 户 厂 店 站 点 线 车 机 器 品 物 件 人 会 卡 票 表 法"
)
# What stands between a thing and the number of it: 慰问金近5800万元, 职工流动率由67%下降到16%, 参赛职工人数超过12万.
BETWEEN = re.compile(
    r"(?:分别|已经?|就|都|也|还|则|均|仍|又|各|约|共计|一共|总共|共|合计|总计|累计|平均|年均|月均|日均|人均|每[年月天日人次晚周吨户期场班趟门]|一年|一个月|一天|最[多少高低大小](?:的|可)?|"
    r"至少|常年|大约|最初|原来|原先|起初|当初|初期|[高多长重]?达到?|达成|为|是|有|占到?|占比|只有|仅有|仅|只|才|不过|从|由|自|到|至|[升降提增减][到至为]|提高到?|提升到?|上升到?|下降到?|降低到?|增加到?|"
    r"减少到?|增长到?|增[长减]?了?|减|降|缩短到?|缩短至|延长到?|调整[为到至]|[变改定]为|扩大[到至]|[涨跌]到|[涨跌]至|突破|接近|压缩?[到至]|"
    r"(?:19|20)\d\d年|去年|上年|前年|今年|在|于|了|的|里|中|内|上|超|逾|近|多|净增|新增|翻|反而|同比|环比|比(?![例重率赛武较])[^,。;]{1,12}?|较(?![量为])[^,。;]{1,8}?|[高低多少快慢长短](?:出|了)|差了?|维持|保持|稳定|控制|"
    r"集中|分布|带来|其中|可达|可|能|需|要|须)+$"
)
# Such a link needs a noun before it, whatever the dictionary takes the word for: 换班申请从340次降到60次.
NEEDS_NOUN = re.compile(r"^(?:从|由|为|是|达|占|同比|环比|比|较)")
CLAUSE = re.compile(r"[,。;:!?()—]|\.{3,}")
LINKED = re.compile(r"(?:都|均|全|多|大多)?(?:是|为)(?!了)")
PREFIXES = re.compile(
    r"^(?:其中|目前|截至[^,]{1,6}|如今|同时|此外|另外|全[市省区县厂国院校国站局镇乡]|今年[^,]{0,4}?来?|去年|年内|至今|现有|共有|拥有|已经?有?|有|共|并|又|还|则|且|即|和|与|及|而|"
    r"累计|先后|每年|每月|每天|平均|相关|另|、)+"
)
DIMENSIONS = re.compile(
    r"(?:海拔|高|长|宽|深|全长|直径|距离|面积|高度|长度|深度|厚度|宽度|误差|里程|温|度|高程|速|时速)$"
)
TAKEN = re.compile(r"[把将](?P<thing>[^,。;:!?把将从由]{2,14})[^,。;:!?]{0,6}$")
IN_HAND = re.compile("(?:手中|手里|手上|身上|当中|之中|家中)$")
QUOTED_WHOLE = re.compile("“[^“”]*”")
# Who does what for a living: 滩晒工 and 听漏工 are no words of the dictionary.
PERSON = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:工|员|手|师|者|匠|嫂)(?![\u4e00-\u9fff]?(?:会|的))")
PERSON_END = re.compile(r"[\u4e00-\u9fff](?:工|友|员|手|师|生|人|者|民|长|属|女)$")
DOER = re.compile(r"(?:工|友|员|手|师|生|人|者|民|长|会|司|局|厅|院|厂|团|队|站|校|部|委|市|县|区)$")
PERSONS = words("名 位 人 个")
# Of these, acts before a person are what was done for them: 培训职工4.8万人次.
DONE_FOR = words("惠及 覆盖 涉及 服务 帮助 救助 培训 慰问 走访 组织 发展 资助 带动")
HEADS = words("人 名 位 人次 户 家 户次 家次")
# How many characters a name for things may hold behind a number and before it: beyond, it is a clause.
LONGEST, LONGEST_BEFORE = 16, 11
ACT_AND_PERSON = 2


@dataclass(frozen=True)
class _Word:
    """A word at ``text[start:end]``, and what the dictionary takes it for; what it has not is a name for something."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def is_nominal(self) -> bool:
        """May it stand in a name for things?"""
        if self.text in NO_NOUNS or not self.text[0].isalpha():
            return False
        if self.text in ACT_NOUNS:
            return True
        return self.kind.startswith(NOMINAL) or self.text in NOUN_ENDS

    @property
    def is_act(self) -> bool:
        """Is it a verb of more than one character, which may be the name of what was done?"""
        return self.kind.startswith("v") and len(self.text) > 1 and self.text not in NO_NOUNS


def counted(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> str:
    """What is counted, as printed; empty where the clause does not say it."""
    said = (_trimmed(phrase) for phrase in _ways(stretch, one, all_))
    return next((phrase for phrase in said if phrase and not phrase[0].isdigit()), "")


def _trimmed(phrase: str) -> str:
    """Without marks at its ends, and without a quotation mark that has lost its other half."""
    if phrase.count("“") != phrase.count("”") or QUOTED_WHOLE.fullmatch(phrase):
        phrase = re.sub("[“”]", "", phrase)
    return IN_HAND.sub("", phrase.strip("、的‘’"))


def _ways(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> Iterator[str]:
    """What each way of looking says, the likeliest first."""
    behind, before = _behind(stretch, one, all_), _before(stretch, one, all_)
    if one.unit in SHARES:
        yield from (before, _linked(stretch, one, all_), behind)
    elif one.unit in LENGTHS and DIMENSIONS.search(before):
        yield before
    elif one.unit in OF_VERBS:
        yield from (behind, _act_before(stretch, one), before)
    elif one.unit in MONEY:
        yield from (behind, before, _before(stretch, one, all_, acts=True), _taken(stretch, one))
        yield from (_carried(stretch, one, all_), _act_before(stretch, one))
    else:
        yield from (behind, _linked(stretch, one, all_), before, _carried(stretch, one, all_))
    yield _before(stretch, one, all_, acts=True)
    yield from (_taken(stretch, one), _subject(stretch, one))
    if one.unit in SHARES:
        yield _of_the_last(stretch, one, all_)
    if one.unit not in TIMES:
        yield from (_act_before(stretch, one), _before_the_clause(stretch, one))


def _words(stretch: Stretch, start: int, end: int) -> Iterator[_Word]:
    """The words of a part of the text; those at its borders may be cut."""
    if start >= end:
        return
    index = stretch.word_at(start)
    while index < len(stretch.words) and stretch.borders[index] < end:
        left, right = max(stretch.borders[index], start), min(stretch.borders[index + 1], end)
        text = stretch.text[left:right]
        yield _Word(text, left, right, part_of_speech(text) or "x")
        index += 1


def _behind(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> str:
    """What follows: 4000余名产业工人, 10个具有示范作用的“职工之家”, 800万元的应急周转金."""
    text, start = stretch.text, one.end
    end = _clause_end(text, start, all_)
    is_said = text.startswith("的", start)
    start += is_said
    first = next(_words(stretch, start, end), None)
    if not first or (one.unit in TIMES and not (is_said or first.kind.startswith("n") or first.is_act)):
        return ""
    phrase = _phrase(stretch, start, end)
    if one.unit in PERSONS and (person := PERSON.match(text, start, end)):
        phrase = max(phrase, person.group(), key=len)
    marker = text.find("的", start, end)
    tells_sort = not phrase or first.kind.startswith(("v", "a", "d"))
    if marker > 0 and tells_sort and (later := _phrase(stretch, marker + 1, end)):
        return later
    return phrase


def _linked(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> str:
    """其中41名是农民工: what they are."""
    match = LINKED.match(stretch.text, one.end)
    return _phrase(stretch, match.end(), _clause_end(stretch.text, match.end(), all_)) if match else ""


def _clause_end(text: str, start: int, all_: Sequence[Quantity]) -> int:
    match = CLAUSE.search(text, start)
    end = match.start() if match else len(text)
    return min([end, *(other.start for other in all_ if other.start >= start)])


def _phrase(stretch: Stretch, start: int, end: int) -> str:
    """The name for things at this place: its nouns up to the first verb or mark, quotations whole."""
    taken = start
    found = list(_words(stretch, start, end))
    for at, word in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if word.start < taken:
            continue
        if word.text == "之" and taken > start and following:  # 职工之家
            taken = following.end
            continue
        if word.text in "“‘":
            quotation = next((one for one in stretch.quotations if one.start == word.start), None)
            if not quotation or quotation.end > end:
                break
            taken = quotation.end
        elif _belongs(word, following, is_first=taken == start):
            taken = word.end
        else:
            break
        if taken - start >= LONGEST or (
            PERSON_END.search(word.text) and following and following.kind.startswith("v")
        ):
            break
    return stretch.text[start:taken]


def _belongs(word: _Word, following: _Word | None, *, is_first: bool) -> bool:
    """Does this word belong to a name for things, which is not at its end?"""
    if not is_first and word.text in INNER and following:
        return True
    return (word.is_nominal and not _moves_on(word, following)) or _leads(word, following, is_first=is_first)


def _moves_on(word: _Word, following: _Word | None) -> bool:
    """发展到50万家: does a verb go on here, which the dictionary also takes for a noun?"""
    return (
        word.kind == "vn" and following is not None and following.text in {"到", "至", "为", "成", "了", "出"}
    )


def _leads(word: _Word, following: _Word | None, *, is_first: bool) -> bool:
    """May a word that is no noun stand first, before a noun (参赛职工, 小马扎) or as the name of an act (三轮协商)?"""
    if not is_first or not word.text[0].isalnum():
        return False
    if not following or (following.kind == "x" and not following.text.isalnum()):
        return word.is_act
    return following.is_nominal and (word.text in SMALL_WORDS | {"地"} or word.text not in NO_NOUNS)


def _before(stretch: Stretch, one: Quantity, all_: Sequence[Quantity], *, acts: bool = False) -> str:
    """What stands before: 慰问金近5800万元, 听障职工1100余名, 流动率由67%下降到16%; with ``acts`` 收到来信300封 too."""
    text = stretch.text
    clause = _clause_start(text, one.start)
    numbers = [other for other in all_ if clause <= other.start < one.start]
    last = numbers[-1] if numbers else None
    start = last.end if last else clause
    head = text[start : one.start]
    linked = BETWEEN.search(head)
    end = start + (linked.start() if linked else len(head))
    found = (
        _noun_before(stretch, start, end, linked.group() if linked else "", acts=acts) if end > start else ""
    )
    if not found and last and (last.unit == one.unit or (last.unit in TIMES and end <= start)):
        return _before(stretch, last, all_, acts=acts)
    return _without_act(found) if one.unit in HEADS else found


def _without_act(phrase: str) -> str:
    """培训职工 are 职工 who were trained."""
    found = list(cut(phrase))
    is_act = bool(found) and (part_of_speech(found[0]) == "vn" or found[0] in DONE_FOR)
    if len(found) == ACT_AND_PERSON and is_act and PERSON_END.search(found[1]):
        return found[1]
    return phrase


def _clause_start(text: str, end: int) -> int:
    starts = [match.end() for match in CLAUSE.finditer(text, 0, end)]
    return starts[-1] if starts else 0


def _noun_before(stretch: Stretch, start: int, end: int, link: str, *, acts: bool = False) -> str:
    """The last name for things before this place, without the verbs before it."""
    text = stretch.text
    if text[end - 1] == "”":
        quotation = next((one for one in stretch.quotations if one.end == end), None)
        return text[quotation.start + 1 : quotation.end - 1] if quotation else ""
    found = list(_words(stretch, start, end))
    if found and found[-1].is_act and re.match(r"到|至|为|成|了|出", link):
        found.pop()
    end = found[-1].end if found else start
    taken = end
    for at in range(len(found) - 1, -1, -1):
        word, previous = found[at], found[at - 1] if at else None
        ends_noun = at + 1 < len(found) and found[at + 1].text in NOUN_ENDS
        if not (
            word.is_nominal
            or (ends_noun and word.is_act)
            or _is_named_act(word, previous, link, acts=acts and taken == end)
        ):
            break
        if taken < end and end - word.start > LONGEST_BEFORE:
            break
        taken = word.start
    if text[max(0, taken - 1) : taken + 1] in STANDING:
        taken -= 1
    phrase = PREFIXES.sub("", text[taken:end])
    return phrase.removesuffix("人数").removesuffix("数量")


def _is_named_act(word: _Word, previous: _Word | None, link: str, *, acts: bool) -> bool:
    """Is a verb the name of something here: 收到来信, 换班申请从, 去年的收入是?"""
    if not word.is_act or not previous:
        return False
    if previous.text == "的" or NEEDS_NOUN.match(link):
        return True
    return acts and (previous.is_act or (previous.is_nominal and not DOER.search(previous.text)))


def _carried(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> str:
    """What the number before it counts, where this clause says only what was done: 收集问题9127个，当场解决3368个."""
    start, _ = stretch.sentence_at(one.start)
    before = [other for other in all_ if start <= other.start < one.start and other.unit == one.unit]
    if not before:
        return ""
    last = before[-1]
    return (
        _behind(stretch, last, all_)
        or _before(stretch, last, all_)
        or _carried(stretch, last, all_)
        or _before(stretch, last, all_, acts=True)
    )


def _taken(stretch: Stretch, one: Quantity) -> str:
    """把扳手加长四厘米: what something was done to."""
    clause = _clause_start(stretch.text, one.start)
    match = TAKEN.search(stretch.text[clause : one.start])
    return _phrase(stretch, clause + match.start("thing"), clause + match.end("thing")) if match else ""


def _subject(stretch: Stretch, one: Quantity) -> str:
    """What the clause is about: the name for things at its beginning."""
    start = _clause_start(stretch.text, one.start)
    if BETWEEN.fullmatch(stretch.text, start, one.start):
        return ""
    start = one.start - len(PREFIXES.sub("", stretch.text[start : one.start]))
    phrase = _phrase(stretch, start, one.start)
    behind = start + len(phrase)
    if phrase and stretch.text.startswith("的", behind):
        return _phrase(stretch, behind + 1, one.start) or phrase
    return phrase


def _act_before(stretch: Stretch, one: Quantity) -> str:
    """共献血9.6万毫升, 轮休两次: what was done, where nothing else is named."""
    start = _clause_start(stretch.text, one.start)
    acts = [word.text for word in _words(stretch, start, one.start) if word.is_act]
    return acts[-1] if acts else ""


def _of_the_last(stretch: Stretch, one: Quantity, all_: Sequence[Quantity]) -> str:
    """失业率为5.3%，比上月下降0.3个百分点: a share of what was told just before."""
    start, _ = stretch.sentence_at(one.start)
    before = [other for other in all_ if start <= other.start < one.start and other.unit not in TIMES]
    return _before(stretch, before[-1], all_) or _behind(stretch, before[-1], all_) if before else ""


def _before_the_clause(stretch: Stretch, one: Quantity) -> str:
    """像她这样的一线职工，已有2216人: what the clause before ends with."""
    start = _clause_start(stretch.text, one.start)
    sentence, _ = stretch.sentence_at(one.start)
    end = start - 1
    return _noun_before(stretch, _clause_start(stretch.text, end), end, "") if end > sentence else ""
