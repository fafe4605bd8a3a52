"""Initiatives: named programmes, by their quotation marks and the words beside them, by number, by formula and by contest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.recognize.heads import STOP
from archive.importing.recognize.nofigures import CLAUSE
from archive.importing.recognize.reading import TITLE_FIELDS, Quotation, Stretch
from archive.importing.recognize.vocabulary import words
from archive.text.words import part_of_speech

# What an initiative is, as the last word of its name; and the sort that it is on record.
SORTS = {
    "platform": "平台 信箱 热线 直通车 小程序 app 窗口 通道 云平台 智慧平台 和谐通 码 留言板 直播间 会客厅 议事厅 接待日 听证会 联席会 圆桌会 恳谈会 茶室 法庭 调解室",
    "station": "服务站 驿站 站点 书屋 书柜 之家 小屋 食堂 餐厅 图书馆 中心 基地 阵地 工作室 工作站 港湾 家园 保障车 大巴 小站 加油站 超市 银行 托管班 俱乐部 母婴室 妈咪小屋",
    "system": "体系 机制 模式 制度 标准 作业法 工作法 操作法 管理法 办法 做法 清单 积分 合同 协商 联盟 排班库 库 图谱 地图 套餐 菜单 路径 法 新算法",
    "contest": "劳动竞赛 竞赛 大赛 比赛 比武 大比武 擂台赛 挑战赛 联赛 杯 赛",
    "relief": "帮扶 救助 助学 送温暖 送清凉 慰问 爱心基金 互助金 基金 大礼包 礼包 微心愿 心愿单 心愿 帮扶计划",
    "training": "课堂 讲堂 大讲堂 夜校 学堂 学校 学院 大学 培训班 培训 课程 公开课 课 研修班 训练营 传习所 班",
    "campaign": "活动 行动 工程 计划 项目 专项 品牌 活动周 活动月 周 月 节 日 季 文化节 艺术节 读书会 亲子日 服务队 志愿队 巡查队 小组 协作组 突击队 讲师团 宣讲团 队 团 会 实践活动 "
    "主题活动 系列活动 口述史项目 三部曲 进万家 进企业 改革",
    "measures": "措施 举措 实事 硬措施 承诺 条例",
}
SORT_OF = {word: sort for sort, line in SORTS.items() for word in line.split()}
ENDS = sorted(SORT_OF, key=len, reverse=True)
# A word that only says what it is beside a name: 课 and 会 end many others.
WEAK_ENDS = words("赛 课 班 法 码 库 队 团 会 日 周 月 节 季 杯 改革 心愿 合同 协商 大学 学校 学院 中心 慰问")
# Of these, such as end the names of initiatives more often than others.
OFTEN_ENDS = words("班 队 团 日 周 月 节 季 课 库")
HEAD = "(?:" + "|".join(map(re.escape, ENDS)) + ")"
# Behind the closing mark: “情暖万家行”活动, “我为群众办实事”实践活动, “同题共答”业务大赛.
BEHIND = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}}?)(?P<head>{HEAD})(?![\u4e00-\u9fff]?(?:员|长|委))")
OF = re.compile(
    r"的?(?:[\u4e00-\u9fff]{0,4}?)(?P<head>办法|做法|模式|机制|活动|制度|措施|平台|服务|项目|经验|方式|品牌|举措|理念|规定动作|创新)(?!热潮|氛围)"
)
INSIDE = re.compile(rf"(?P<head>{HEAD})$")
MADE = re.compile(
    r"(?:建立|推出|开通|打造|开展|启动|组建|创办|创立|设立|推行|实施|开设|成立|研制|发明|举办|建起|建成|建设|构建|创新|形成|名为|取名|定名为|命名为|改成|改为|定为|做成|编成|办起|办好|"
    r"推动|试点|试行|探索|琢磨出|摸索出|总结出|聘为|配|发放|发出|印发|开出|设置|增设|创建|搭建|制定|首创|当上|当起|变身|深化|依托|通过|借助|利用|谈成|组成|发起|倡议|启用|上线|揭牌|挂牌)"
    r"(?:了|起|出|过|一|这|本|全|新|首|第|个|支|张|项|套|座|所|间|批|条|期|种|家|届|处|场|台|[\d一二三四五六七八九十两]+|余|多)*(?:[\u4e00-\u9fff]{0,4})$|(?:来了|有了|发一张|发一份)$"
)
NICKNAME = re.compile(
    r"(?:像|如|好比|仿佛|似|人称|号称|称作|称为|誉为|自称|戏称|绰号|外号|看作|当作|被称|名副其实的|这个|这两个|写着|印着|标有|两个字|喊|说|道|问|答|问道|答道|:)$"
)
# Prizes, documents and the party's terms are none.
NO_INITIATIVE = re.compile(
    r"(?:^最美[\u4e00-\u9fff]+|奖|称号|能手|标兵|先锋号|劳动者|状元|十佳|模范|冠军|勋章|奖章|证书|牌匾|规定|条例|意见|通知|协议|公约|报告|论文|精神|理念|口号|效应|误区|怪圈|难题|顽疾|难点|痛点|堵点|短板|红线|底线|"
    r"[\u4e00-\u9fff]字|式)$|^(?:产改|十[一二三四五]五|两会|三农|两个维护|四个意识|四个自信|五小|五一|娘家人|急难愁盼|最后一公里|双碳|双减|双高|一带一路|互联网\+|智能\+|三无|两癌|三违|面对面|一对一|手拉手|点对点|零距离|键对键|心连心|背靠背|头对头|共同富裕|枫桥经验|"
    r"五一劳动奖状|工人先锋号|三八|八小时|996|007|内卷|躺平)$"
)
PERSON_END = re.compile(r"(?:人|工|员|手|友|匠|哥|姐|妹|嫂|叔|爷|娃|家|师|客|侠|兵|将)$")
AWARD_BEHIND = re.compile(r"(?:荣誉)?称号|奖|等荣誉|的称号|先进|人物")

NUMBERED = re.compile(
    r"(?:\d+|[一二三四五六七八九十]{1,3})(?:项|条|大|个)(?:硬|具体|重点|惠企|暖心|民生)?(?:措施|举措|实事|承诺|服务举措|硬举措)"
)
FORMULA = re.compile(
    r"(?<![\da-z+])(?:\d+|[a-z]+|[\u4e00-\u9fff]{2,6})(?:\+(?:\d+|[a-z]|[\u4e00-\u9fff]{1,6})){1,5}(?:[\u4e00-\u9fff]{0,6}?(?:工作法|模式|体系|机制|工程|行动|计划|制度|平台))"
)
CONTEST = re.compile(
    r"(?:职业技能(?:竞赛|大赛)|(?<=[能术艺化育业]|[赛])大赛|劳动和技能竞赛|劳动竞赛|技能竞赛|技能大赛|技术比武|技能比武|业务大赛|创新大赛|大比武|知识竞赛|技能大比武|职业技能竞赛|职业技能大赛|技术技能大赛)"
)
ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届期次季]")
# Common words before 竞赛 name none: 职工技能大赛 is one of many.
GENERIC = words(
    "职工 全体 广大 各类 各种 各项 全员 相关 专项 企业 员工 行业 多种 系列 群众性 年度 岗位 各级 大型 首届 本次 此次 一线 青年 班组 参加 工会 农民工 市里 省里 县里 厂里"
)
# What names end with that are no names but where a story repeats them.
PROGRAMME = re.compile(
    r"行动|工程(?!师|队|处|款|量|局|公司)|计划(?!生育|书|经济)|助学活动|圆梦活动|帮扶机制|长效机制|服务站|驿站|托管班|夜校|大讲堂|直通车|工作法"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
MOST_BEFORE = 3
# Who runs it is no part of its name.
WHOSE = re.compile(r"(?:会|公司|集团|局|厂|院|校|部|省|市|县|区)$")
LONGEST_REPEATED, SHORTEST_REPEATED, TWICE_TOLD = 20, 4, 2
LONGEST_NAME, LONGEST_CONTEST = 16, 36
# What each sign says, as points; so many make a name.
BESIDE, WITHIN, WITHIN_WEAKLY, MADE_BEFORE, TWICE, IN_TITLE, OF_BEHIND = 3, 3, 2, 2, 2, 1, 2
ENOUGH = 2
PERSON, NICK, COMMON_WORD = -2, -3, -3


@dataclass(frozen=True)
class Programme:
    """The name of an initiative at ``text[start:end]`` of a stretch."""

    stretch: Stretch
    start: int
    end: int
    sort: str
    score: float

    @property
    def name(self) -> str:
        """The name as printed, its quotation marks in pairs."""
        return self.stretch.spelt(self.start, self.end)


def programmes(read: Sequence[Stretch]) -> list[Programme]:
    """The initiatives that a story names, in reading order."""
    found = [*_quoted(read), *_numbered(read), *_formulas(read), *_contests(read), *_repeated(read)]
    order = {id(stretch): at for at, stretch in enumerate(read)}
    found.sort(key=lambda one: (order[id(one.stretch)], one.start, -one.end))
    taken: list[Programme] = []
    for one in found:
        if not taken or taken[-1].stretch is not one.stretch or taken[-1].end <= one.start:
            taken.append(one)
    return taken


def _inside(stretch: Stretch, quotation: Quotation) -> str:
    return stretch.text[quotation.start + 1 : quotation.end - 1]


def _quoted(read: Sequence[Stretch]) -> Iterator[Programme]:
    """Names between quotation marks; what counts as one once does so wherever it stands in the story."""
    all_ = [(stretch, one) for stretch in read for one in stretch.quotations if not one.is_title]
    uses = Counter(_inside(*pair) for pair in all_)
    titles = " ".join(stretch.text for stretch in read if stretch.field in TITLE_FIELDS)
    points: dict[str, int] = {}
    nicknames = {_inside(*pair) for pair in all_ if _is_nickname(*pair)}
    for stretch, one in all_:
        name = _inside(stretch, one)
        if _may_name(name) and not _is_nested(stretch, one):
            points[name] = max(points.get(name, -9), _points(stretch, one, uses[name], titles))
    for stretch, one in all_:
        name = _inside(stretch, one)
        if points.get(name, 0) + NICK * (name in nicknames) >= ENOUGH and not _is_prize(stretch, one):
            end, sort = _whole(stretch, one)
            yield Programme(stretch, one.start, end, sort, min(0.5 + points[name] / 10, 0.95))


def _is_nested(stretch: Stretch, one: Quotation) -> bool:
    """Does it stand inside another quotation that is a name?"""
    return any(
        other.start < one.start and one.end < other.end and _may_name(_inside(stretch, other))
        for other in stretch.quotations
    )


def _may_name(name: str) -> bool:
    """Could this be a name, by itself: no sentence, no single character, nothing that is known for something else?"""
    return (
        1 < len(name) <= LONGEST_NAME
        and not CLAUSE.search(name)
        and not NO_INITIATIVE.search(name)
        and not re.search(r"[我你他她您]|吗|吧|呢|啊|了$", name.replace("我为群众办实事", ""))
    )


def _points(stretch: Stretch, one: Quotation, uses: int, titles: str) -> int:
    """How much speaks for a name of an initiative."""
    text, name = stretch.text, _inside(stretch, one)
    before = text[max(0, one.start - 14) : one.start]
    points = BESIDE * bool(_beside(stretch, one.end)) + TWICE * (uses > 1) + IN_TITLE * (name in titles)
    points += _within(name) + COMMON_WORD * (
        bool(part_of_speech(name)) and len(name) <= 2 and not OF.match(text, one.end)
    )
    points += MADE_BEFORE * bool(MADE.search(before)) + OF_BEHIND * bool(OF.match(text, one.end))
    return points + PERSON * bool(PERSON_END.search(name))


def _within(name: str) -> int:
    """What its last word says: “站台书屋”, “主席信箱”, “下山日”."""
    inside = INSIDE.search(name)
    if not inside or len(name) == len(inside.group()):
        return 0
    return WITHIN if inside.group() not in WEAK_ENDS else WITHIN_WEAKLY * (inside.group() in OFTEN_ENDS)


def _is_nickname(stretch: Stretch, one: Quotation) -> bool:
    """Is this what somebody or some place is called for fun?"""
    return bool(NICKNAME.search(stretch.text[max(0, one.start - 14) : one.start]))


def _beside(stretch: Stretch, end: int) -> re.Match[str] | None:
    """The word behind the closing mark that says what it is."""
    match = BEHIND.match(stretch.text, end)
    if not match:
        return None
    index, head = stretch.word_at(end), match.start("head")
    while stretch.borders[index] < head:
        word = stretch.text[max(end, stretch.borders[index]) : min(stretch.borders[index + 1], head)]
        if word in STOP or (
            not (part_of_speech(word) or "x").startswith(NOMINAL) and word not in NAMED_VERBS
        ):
            return None
        index += 1
    return match


def _is_prize(stretch: Stretch, one: Quotation) -> bool:
    return bool(AWARD_BEHIND.match(stretch.text, one.end))


def _whole(stretch: Stretch, one: Quotation) -> tuple[int, str]:
    """Where the name ends, with the word that says what it is, and its sort."""
    beside = _beside(stretch, one.end)
    if beside and stretch.is_border(beside.end()):
        return beside.end(), SORT_OF[beside["head"]]
    inside = INSIDE.search(_inside(stretch, one))
    return one.end, SORT_OF[inside["head"]] if inside else "other"


def _numbered(read: Sequence[Stretch]) -> Iterator[Programme]:
    """8项措施, where a headline has it or it is said twice; numbers inside it count nothing."""
    found = [(stretch, match) for stretch in read for match in NUMBERED.finditer(stretch.text)]
    uses = Counter(match.group() for _, match in found)
    in_titles = {match.group() for stretch, match in found if stretch.field in TITLE_FIELDS}
    for stretch, match in found:
        if match.group() in in_titles or uses[match.group()] > 1:
            yield Programme(stretch, *match.span(), "measures", 0.7)


def _formulas(read: Sequence[Stretch]) -> Iterator[Programme]:
    """1+6+N职工服务体系 without quotation marks."""
    for stretch in read:
        for match in FORMULA.finditer(stretch.text):
            if not stretch.quotation_at(match.start()):
                yield Programme(stretch, *match.span(), "system", 0.8)


def _contests(read: Sequence[Stretch]) -> Iterator[Programme]:
    """全国化学医药行业引领性劳动竞赛: a contest with what it is called after before it."""
    for stretch in read:
        for match in CONTEST.finditer(stretch.text):
            start = _contest_start(stretch, match.start())
            name = stretch.text[start : match.start()]
            if len(name) > 1 and name not in GENERIC:
                yield Programme(stretch, start, match.end(), "contest", 0.8)


def _repeated(read: Sequence[Stretch]) -> Iterator[Programme]:
    """求学圆梦行动, 暑期爱心托管班: names without marks, of some length, where the story says the very same again."""
    told = "\n".join(stretch.text for stretch in read)
    for stretch in read:
        for match in PROGRAMME.finditer(stretch.text):
            end = match.end()
            if not stretch.is_border(end) or stretch.quotation_at(match.start()):
                continue
            start = _repeated_start(stretch, match.start(), end, told)
            if start < match.start():
                yield Programme(stretch, start, end, SORT_OF.get(match.group(), "campaign"), 0.7)


def _repeated_start(stretch: Stretch, head: int, end: int, told: str) -> int:
    """The farthest beginning of the name with which it stands in the story twice; the head itself where none is."""
    best, index = head, stretch.word_at(head)
    at = min(stretch.borders[index], head)
    while end - at <= LONGEST_REPEATED:
        if head - at >= SHORTEST_REPEATED and stretch.words[stretch.word_at(at)] not in GENERIC:
            if told.count(stretch.text[at:end]) < TWICE_TOLD:
                break
            best = at
        index = stretch.word_at(at) - 1
        if index < 0 or not _may_lead(stretch, index):
            break
        at = stretch.borders[index]
    return _with_what_is_always_before(stretch.text, best, end, told) if best < head else head


def _with_what_is_always_before(text: str, start: int, end: int, told: str) -> int:
    """A few characters farther, where they stand before the name each time: the words may have been cut otherwise."""
    times = told.count(text[start:end])
    if WHOSE.search(text, 0, start):
        return start
    for at in range(start - 1, max(-1, start - 1 - MOST_BEFORE), -1):
        if text[at] in STOP or not HAN.match(text, at) or told.count(text[at:end]) < times:
            return at + 1
    return max(0, start - MOST_BEFORE)


def _contest_start(stretch: Stretch, head: int) -> int:
    """Where the words before a contest begin that belong to its name."""
    start, index = head, stretch.word_at(head)
    if stretch.borders[index] < head:
        start = stretch.borders[index]
    index = stretch.word_at(start) - 1
    while index >= 0 and head - stretch.borders[index] <= LONGEST_CONTEST:
        word = stretch.words[index]
        quotation = (
            next((one for one in stretch.quotations if one.end == start), None) if word == "”" else None
        )
        if quotation and head - quotation.start <= LONGEST_CONTEST:
            start = quotation.start
            index = stretch.word_at(start) - 1
            continue
        if not _may_lead(stretch, index):
            break
        start = stretch.borders[index]
        index -= 1
    while start < head and stretch.words[stretch.word_at(start)] in GENERIC | {"届", "次"}:
        start = stretch.borders[stretch.word_at(start) + 1]
    return min(start, head)


def _may_lead(stretch: Stretch, index: int) -> bool:
    word, kind = stretch.words[index], stretch.kind_of(index) or "x"
    if word == "和":
        return stretch.kind_of(index - 1).startswith("n") if index else False
    return (
        word not in STOP
        and kind.startswith(("n", "j", "b", "x", "vn", "an", "s", "l", "i", "g", "zg", "a", "v"))
        and bool(re.match(r"[\u4e00-\u9fffa-z]", word))
        and not (kind == "v" and word in MAKING)
        and not ORDINAL.fullmatch(word)
    )


# Verbs that stand before 活动 or 行动 and belong to the name, and parts of speech that may.
NOMINAL = ("n", "vn", "b", "j", "a", "x", "l")
NAMED_VERBS = words(
    "实践 征集 圆梦 培育 守护 关爱 帮扶 协调 服务 共享 培训 选树 评选 宣讲 志愿 体验 创建 竞赛 阅读 读书 健身 教育 普法 援助 慰问 主题 提升 攻坚 整治 治理 爱心"
)
MAKING = words(
    "举办 举行 开展 参加 组织 启动 召开 承办 主办 协办 获得 荣获 夺得 参与 深入 推进 作为 进行 赢得 备战 出征 征战 加入 晋级 入选 角逐 代表 助力 推动 以 为 在 于 从 经"
)
