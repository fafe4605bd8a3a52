"""Conventions of the Chinese press, as data: how datelines, signatures, credits and furniture are printed.

Every pattern takes full-width and half-width marks alike, and bounds every repetition, so that no input can make
it slow.
"""

from __future__ import annotations

import re

# A person's name as printed in a byline: Han characters, or a transcribed name with dots.
_NAME = r"(?:[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{2,4})(?=[ \u3000、,，/／()（）:：。.]|摄|文|图|报道|供|$)"
_WRITER = (
    r"(?:本报|本网|新华社|中新社|特约|见习|实习|首席)*(?:记者|通讯员|摄影记者|实习生|特派员|评论员|撰稿人?)"
)
_NAMES = rf"{_NAME}(?:[ \u3000、,，]{{1,3}}{_NAME}){{0,7}}"
_SIGNED = rf"{_WRITER}[ \u3000:：]{{0,2}}{_NAMES}(?:[ \u3000、,，]{{0,3}}{_WRITER}[ \u3000:：]{{0,2}}{_NAMES}){{0,3}}"
_WRITERS_IN_BRACKETS = rf"[(（][ \u3000]?(?:{_WRITER}|文/|图/)[^()（）]{{0,80}}[)）]"
_DAY = r"(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})[ ]?月[ ]?(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})[ ]?日"
_AGENCY = r"(?:本报|新华社|中新社|新华网|中新网|人民网|央视|中工网|本刊)"

# 本报讯 (记者某某) · 本报北京6月1日电 · 新华社兰州六月一日电(记者某某): opens a news story.
DATELINE = re.compile(
    rf"(?:本报讯|本网讯|本刊讯|{_AGENCY}[\u4e00-\u9fff]{{0,10}}(?:{_DAY})(?:[ ]?\d{{1,2}}时)?[ ]?(?:电|讯|专电)|{_AGENCY}[\u4e00-\u9fff]{{1,8}}(?:专电|电讯|消息|讯|电)(?=[ \u3000]?[(（]))"
    rf"(?:[ \u3000]{{0,2}}{_WRITERS_IN_BRACKETS}|[ \u3000]{{1,2}}{_SIGNED}(?:[ \u3000]?报道)?[:：]?(?=[ \u3000]))?"
)
# (本报记者某某): a dateline of writers alone.
WRITERS_FIRST = re.compile(_WRITERS_IN_BRACKETS)
# 据新华社报道: may open a story, may stand anywhere.
REPORTED = re.compile(r"据[\u4e00-\u9fff《》]{2,12}(?:报道|消息|电)")
# A line that is nothing but a byline: 本报记者 某某 · □ 某某 · ■本报记者 某某 文/图 · 某某/文.
SIGNATURE = re.compile(
    rf"(?:[□■●◎○▲△◆◇★☆][ \u3000]{{0,2}}(?:{_SIGNED}|{_NAMES})|[(（]?{_SIGNED}[)）]?|文[/／]{_NAMES}|[(（][^()（）。，,]{{0,14}}(?:律师|作者|编辑|教授|专家|评论员|整理|供稿|供图|辑|撰稿)[^()（）。，,]{{0,10}}[)）])"
    r"(?:[ \u3000/／]{0,2}(?:文|图|摄|报道|整理|采写|撰文|文[/／]图|文[/／]摄|摄影报道)){0,2}"
)
# Who took the picture: 本报记者 某某 摄 · (某某 摄) · 新华社发(某某摄) · 资料图片.
CREDIT = re.compile(
    rf"[(（]?(?:{_SIGNED}|{_NAME}(?:[ \u3000、]{{1,2}}{_NAME}){{0,2}})[ \u3000/／]{{0,3}}(?:摄影报道|摄影|摄|供图|文[/／]?图|图)[)）]?[。.]?$"
    r"|[(（]?新华社(?:记者|发)[^()（）]{0,24}摄?[)）]?[)）]?$|[(（]?资料图片?[)）]?$"
)
# The longest credit, in characters; it is looked for no further from the end.
CREDIT_MAX_CHARS = 60


def credit_at_end(text: str) -> str:
    """The picture credit that a text ends with; empty if it ends with none."""
    match = CREDIT.search(text[-CREDIT_MAX_CHARS:])
    return match.group() if match else ""


# A box beside the story opens with one of these words, alone on its line or with a colon behind.
# Who wrote a letter, or answered one: a place and a name, or a part and a name, alone on a line.
_PLACES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
LETTER_WRITER = re.compile(
    rf"[(（—]{{0,2}}(?:{_PLACES})[\u4e00-\u9fff]{{0,6}}(?:[ \u3000]{{1,2}}[\u4e00-\u9fff]{{2,6}})?[ \u3000]{{1,2}}[\u4e00-\u9fff·]{{2,4}}(?:等)?[)）]?"
    r"|(?:解答|回复|答复|解答人|执笔|作者|撰稿|供稿|整理|点评|文字|口述)[:：][ ]?[\u4e00-\u9fff·]{2,12}(?:[ \u3000、][\u4e00-\u9fff·]{2,6}){0,3}"
)
# A bare name: the commonest family names and one or two characters more.
_FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边滕"
)
BARE_NAME = re.compile(
    rf"[□■●◎]?[ ]?[{_FAMILY}][\u4e00-\u9fff]{{1,2}}(?:[ \u3000][{_FAMILY}][\u4e00-\u9fff]{{1,2}}){{0,2}}"
)
# A row of a table of people or prizes: a short first cell, one or two more, and no marks.
TABLE_ROW = re.compile(r"[\u4e00-\u9fff·]{2,6}(?:[ \u3000]{1,6}[\u4e00-\u9fffA-Za-z0-9·()（）]{2,18}){1,2}")
# A line of a list: a sum, a prize and its number, a row of a table, names in a row.
LIST_ROW = re.compile(
    r"\d[\d.,]{0,10}[余多]?(?:元|万元|人|名|件|份)|[特一二三四五六]等奖.{0,8}|(?:优秀|组织|团体|个人|单位).{0,8}(?:奖|名单|名)|[（(]?\d{1,2}[)）.、].{0,30}"
    r"|[\u4e00-\u9fff·]{2,4}(?:[、\u3000 ]{1,3}[\u4e00-\u9fff·]{2,4}){2,12}"
)
BOX_LABEL = re.compile(
    r"[\[【■●◆□]?[ ]?(?:阅读提示|编者按|编者的话|内容提要|核心提示|提要|导读|链接|相关链接|新闻链接|背景链接|延伸阅读|新闻背景|小贴士|名词解释|记者手记|采访手记|短评|微评|点评|专家点评|观点|数读|新闻助读)"
    r"[ ]?[\]】]?(?:[:：]|$)"
)
# A turn of the page inside a story: kept where it is printed.
JUMP = re.compile(
    r"[(（\[【]?(?:下转|上接|紧接|详见|见)[ ]?(?:本报)?[ ]?第?[ ]?[0-9０-９一二三四五六七八九十A-Z]{1,3}[ ]?版[^\n]{0,6}[)）\]】]?"
)

# A body that signs a letter or a notice, and the day it did so: each alone on its line, under the text.
INSTITUTION = re.compile(
    r"[\u4e00-\u9fff“”\"（）()]{2,24}(?:工会|委员会|办公室|中心|编辑部|公司|集团|学校|大学|医院|协会|联合会|学院|局|部|厅|社|所|处)"
)
DAY_ALONE = re.compile(rf"(?:[12]\d{{3}}[ ]?年[ ]?)?{_DAY}")

# What a page prints that is no news. Each matches a whole printed line.
FURNITURE = tuple(
    re.compile(pattern)
    for pattern in (
        r"[A-Z]?\d{1,3}[ ]?版?",
        r"第?[ ]?[0-9０-９一二三四五六七八九十A-Z]{1,4}[ ]?版(?:[ ·:：]{0,3}[\u4e00-\u9fff]{2,6})?",
        r"[\u4e00-\u9fff]{2,8}(?:报|周刊|导刊)(?:[ ]?(?:第?[0-9A-Z]{1,3}版|\d.*年.*))?",
        r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})[ ]?年.{1,6}月.{1,4}日.{0,24}",
        r"[\u4e00-\u9fff·]{0,16}(?:[12]\d{3})[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日[ ]*(?:星期.)?.{0,16}第?.{0,4}版?",
        r"星期[一二三四五六日天].{0,10}",
        r"(?:本版|本期|今日|值班|执行|本报)?[ ]?(?:责任编辑|责编|编辑|主编|版式|校对|美编|美术编辑|版面设计|设计|责校|制图|检校|统筹|视觉|组版|总值班|值班主任|值班编委)[ ]?[:：/\u3000 ].{0,60}",
        r"(?:.{0,16}[:：])?.{0,4}(?:电话|热线|传真|邮箱|电子邮箱|邮编|邮政编码|地址|社址|网址|E-?mail|e-?mail|投稿邮箱|新闻热线|广告热线|发行热线|QQ).{0,4}[:：].{0,70}",
        r".{0,24}[\w.-]{2,30}@[\w-]{2,20}\.[\w.]{2,12}.{0,10}",
        r"(?:https?://|www\.).{3,60}",
        r"(?:国内统一|国际标准)?(?:连续出版物号|刊号|统一刊号|邮发代号|ISSN|CN)[ :：]?.{0,40}",
        r".{0,10}(?:零售价?|每份|定价|月价|全年定价|今日\d+版|总第|第\d{3,6}期|农历).{0,40}",
        r"[-—·=_*~]{1,40}",
        r"[-—·\s]{1,3}\d{1,3}[-—·\s]{1,3}",
    )
)

# Names of pages, printed beside the folio: furniture where they stand next to other furniture.
PAGE_NAME = re.compile(
    r"[\u4e00-\u9fff·]{0,4}(?:新闻|要闻|时讯|资讯|周刊|专刊|副刊|特刊|专版|专题|视窗|视点|视界|之声|之窗|之家|之友|天地|在线|广角|论坛|园地|长廊|纵横|聚焦|"
    r"关注|观察|评论|理论|文化|维权|权益|工会|工人|职工|基层|班组|生活|人物|国际|国内|社会|经济|体育|综合)"
)
# The longest name of a page, in characters.
PAGE_NAME_MAX_CHARS = 6

# Standing titles over stories of a sort: they open a story and are printed above its headline.
STANDING_TITLE = re.compile(
    r"[\[【■●◆□]?[ ]?(?:读者来信|来信照登|来信选登|群众来信|职工来信|来函照登|追踪[·•]?(?:回音|反馈|报道)?|回音壁?|反馈|图片新闻|新闻图片|图片报道|图说.{0,4}|看图说话|影像.{0,3}|"
    r"有问必答|法律(?:门诊|咨询|服务台|讲堂|顾问)|以案说法|律师说法|.{0,4}说法|问答|.{2,4}论坛|时评|快评|短评|微评论?|今日谈|人民论坛|本报评论员|评论员文章|社论|观点|我有话说|大家谈|"
    r"简讯|短讯|短波|快讯|要讯|简明新闻|一句话新闻|新闻速览|工会动态|基层动态|.{0,4}(?:公告|启事|通知|公示|声明|通报|倡议书|公示栏|光荣榜|红黑榜)|"
    r"人物|人物[·•].{0,4}|特写|侧记|纪实|通讯|消息|特稿|专访|对话|访谈|调查|深度|聚焦|关注|追问|记录|讲述|故事|副刊|诗歌|散文|随笔|漫画)[ ]?[\]】]?"
)

# Words that a paragraph likes to open with. They are hints only: sentences open so too.
PARAGRAPH_OPENERS = (
    "近日", "日前", "近年来", "今年以来", "据了解", "据介绍", "据悉", "记者了解到", "记者获悉", "此外", "同时", "与此同时", "另外", "目前",
    "截至目前", "下一步", "接下来", "活动中", "会议", "会上", "活动现场", "当天", "当日", "随后", "为", "对此", "对于", "在此基础上",
    "不仅如此", "值得一提的是", "今后", "未来", "如今", "去年", "今年", "针对", "除了", "在", "据", "为了", "为此", "因此", "一是", "二是",
    "三是", "首先", "其次", "“", "\"", "《", "(", "（", "——", "●", "■", "▲", "★",
)  # fmt: skip

# Marks that close a sentence, and those that may follow them before the line ends.
SENTENCE_END = "。！？!?…"
CLOSERS = "”’》」』)）】〉\"'"
OPENERS = "“‘《「『(（【〈"
# Marks that leave a sentence open.
SENTENCE_OPEN = "，、；：,;:——"
# Marks that no printed line begins with (the compositor forbids it).
NEVER_FIRST = "，。、；：！？,;:!?)）】》」』”’%％…"

# Characters after which a sentence must go on, and characters that no sentence begins with.
LINKING = "的和与及在对为是将把被向从以让使由于至到给跟并或而且但并即经按据该各每这那其此等之所不未"
CLINGING = "的了们着地得等之者化性率度额量员们里中上下内外间后前时起来去过"
