"""Conventions of the Chinese press, as data: how datelines, signatures, credits and furniture are printed.

Every pattern takes full-width and half-width marks alike, a space more or less, and what a narrow column has cut off at the
end of a line; it bounds every repetition, so that no input can make it slow. All patterns for whole lines are for lines
without the space around them.
"""

from __future__ import annotations

import re

# White space inside a line, marks that open and close a bracket, a colon, a stroke, one number.
_S, _SS = r"[ \u3000\u00a0]?", r"[ \u3000\u00a0]{0,3}"
_GAP = r"[ \u3000\u00a0]{1,3}"
_OPEN, _CLOSE, _COLON, _STROKE = r"[(（\[［【〔]", r"[)）\]］】〕]", r"[:：∶]", r"[/／|｜]"
_NUMBER = r"[0-9０-９]"
_HAN = r"[\u4e00-\u9fff]"


def _wide(*words: str) -> str:
    """Any of these words, set tight or with a space between its characters."""
    return "(?:" + "|".join(_S.join(word) for word in words) + ")"


# A person's name as printed in a byline: Han characters, two of them perhaps set wide, or a transcribed name with dots.
_NAME = (
    r"(?!记者|通讯员|实习生|评论员|特派员|本报|本刊|本网)"
    rf"(?:{_HAN}{{1,8}}[·•・]{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,8}})?|{_HAN}{{2,4}}|{_HAN}{_GAP}{_HAN})"
    rf"(?=[ \u3000\u00a0、,，/／|｜()（）\[\]［］【】:：∶。.;；—]|摄|文|图|报道|供|整理|采写|$)"
)
# The commonest family names: where nothing parts a name from the word before it, it must begin with one.
_FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边滕诸葛上官皇慕令狐尉"
)
# Who writes for a newspaper, in all their sorts.
_HOUSE = (
    r"(?:本报|本刊|本网|本台|新华社|新华网|中新社|中新网|人民网|人民日报|央视|中工网|工人日报[—–-]{1,2}中工网|"
    rf"《[^《》]{{2,12}}》|{_HAN}{{2,5}}(?:日报|晚报|晨报|时报|工人报|职工报|劳动报|新闻网)(?:社)?)"
)
_SORT = rf"(?:特约|见习|实习|首席|高级|资深|全媒体|融媒体|全媒|特派|专职|驻{_HAN}{{1,4}}站?|摄影)"
_PART = r"(?:记者站|记者|通讯员|实习生|特派员|评论员|观察员|撰稿人?|编辑|报道组)"
_WRITER = rf"(?:{_HOUSE}{_S})?(?:{_SORT}{_S}){{0,3}}{_PART}"
_NAMES = rf"{_NAME}(?:[ \u3000\u00a0、,，]{{1,3}}{_NAME}){{0,7}}"
_NAMED = rf"(?:[ \u3000\u00a0:：∶/／]{{1,3}}|(?=[{_FAMILY}])){_NAMES}"
_SIGNED = rf"{_WRITER}{_NAMED}(?:[ \u3000\u00a0、,，]{{0,3}}{_WRITER}{_NAMED}){{0,3}}"
# What somebody did for a story, behind a name, before it, or before a stroke.
_DID = r"(?:摄影报道|图文报道|采写|撰文|撰写|摄影|整理|报道|口述|执笔|供稿|供图|制图|绘图|文图|图文|综合|辑|文|图|摄|绘)"
_DEEDS = rf"{_DID}(?:{_S}[/／、,，+＋]?{_S}{_DID}){{0,2}}"
_WRITERS_IN_BRACKETS = (
    rf"{_OPEN}{_S}(?:{_WRITER}|文{_STROKE}|图{_STROKE})[^()（）\[\]［］【】]{{0,80}}{_CLOSE}"
)

_DAY_NUMBER = rf"(?:{_NUMBER}{{1,2}}|[一二三四五六七八九十]{{1,3}}|廿[一二三四五六七八九]?|卅一?)"
_DAY = rf"{_DAY_NUMBER}{_S}月{_S}{_DAY_NUMBER}{_S}日"
_YEAR = rf"(?:[12１２]{_NUMBER}{{3}}|[一二][〇○零Ｏ一二三四五六七八九]{{3}})"
_DATE = (
    rf"{_YEAR}{_S}年{_S}{_DAY}|{_YEAR}{_S}[-./．／—]{_S}{_NUMBER}{{1,2}}{_S}[-./．／—]{_S}{_NUMBER}{{1,2}}"
)
_WEEKDAY = rf"(?:{_wide('星期')}|周){_S}[一二三四五六日天]"
_AGENCY = rf"(?:{_wide('本报', '本网', '本刊', '本台')}|新华社|新华网|中新社|中新网|中国新闻社|人民网|央视网?|央广网|光明网|中工网|工人日报[—–-]{{1,2}}中工网)"
_WIRE = r"(?:专电|电讯|消息|电|讯)"

# 本报讯 (记者某某) · 本报北京6月1日电 · 新华社兰州六月一日电(记者某某) · 本报兰州讯 (记者某某): opens a news story.
DATELINE = re.compile(
    rf"(?:{_OPEN}{_S})?"
    rf"(?:{_wide('本报讯', '本网讯', '本刊讯', '本台讯')}|中工网讯|央视网消息"
    rf"|(?:据)?{_AGENCY}{_S}{_HAN}{{0,10}}?{_S}{_DAY}(?:{_S}{_NUMBER}{{1,2}}时)?{_S}{_WIRE}"
    rf"|{_AGENCY}{_HAN}{{1,8}}?{_WIRE}(?={_SS}{_OPEN}))"
    rf"(?:{_S}{_CLOSE})?"
    rf"(?:{_SS}{_WRITERS_IN_BRACKETS}|{_SS}{_SIGNED}{_SS}报道{_COLON}|[ \u3000\u00a0/／]{{1,3}}{_SIGNED}(?:{_S}报道)?(?=[ \u3000\u00a0]|$))?"
)
# (本报记者某某): a dateline of writers alone.
WRITERS_FIRST = re.compile(_WRITERS_IN_BRACKETS)
# 据新华社报道: may open a story, may stand anywhere.
REPORTED = re.compile(rf"据(?:{_HAN}|[《》“”\"]){{2,16}}?(?:报道|消息|电|讯)")
_OUTSIDER = r"(?:律师|作者|编辑|教授|专家|评论员|整理|供稿|供图|辑|撰稿|单位系|摘自|原载|选自)"
# A line that is nothing but a byline: 本报记者 某某 · □ 某某 · ■本报记者 某某 文/图 · 某某/文.
SIGNATURE = re.compile(
    rf"(?:[□■●◎○▲△◆◇★☆▶►◤▍▌●]{_SS}(?:{_SIGNED}|{_NAMES})"
    rf"|{_OPEN}?{_S}{_SIGNED}{_S}{_CLOSE}?"
    rf"|{_OPEN}?{_S}{_HOUSE}{_S}(?:特约)?评论员{_S}{_CLOSE}?"
    rf"|{_DEEDS}{_S}[/／:：∶]{_S}(?:{_SIGNED}|{_NAMES})(?:{_SS}{_DEEDS}{_S}[/／:：∶]{_S}(?:{_SIGNED}|{_NAMES})){{0,2}}"
    rf"|(?:文{_S}{_STROKE}{_S}[图摄]|文图|图文){_GAP}(?:{_SIGNED}|{_NAMES})"
    rf"|{_NAMES}{_S}{_STROKE}{_S}{_DEEDS}(?:{_SS}{_NAMES}{_S}{_STROKE}{_S}{_DEEDS}){{0,2}}"
    rf"|{_OPEN}[^()（）。，,]{{0,14}}{_OUTSIDER}[^()（）。，,]{{0,14}}{_CLOSE})"
    rf"(?:[ \u3000\u00a0/／]{{0,3}}{_DID}){{0,3}}"
)
# A byline or a credit that a narrow column has cut off before a name: 本报记者 · 本报记者 某某 通讯员.
CUT_OFF = re.compile(
    rf"(?:[□■●◎○▲△◆◇★☆]{_SS})?(?:{_OPEN}{_S})?(?:{_SIGNED}[ \u3000\u00a0、,，]{{1,3}})?{_WRITER}[:：∶]?"
)
# Who took the picture: 本报记者 某某 摄 · (某某 摄) · 新华社发(某某摄) · 资料图片. It ends a caption or stands alone.
_TIGHT_NAME = rf"[{_FAMILY}]{_HAN}{{1,2}}"
_TOOK = rf"(?:摄影报道|图文报道|摄影|摄|供图|文{_S}[/／]?{_S}图|图{_S}[/／]{_S}文|图)"
CREDIT = re.compile(
    rf"{_OPEN}?(?:图[/／:：∶]{_S})?(?:{_SIGNED}[ \u3000\u00a0/／]{{0,3}}{_TOOK}"
    rf"|(?<!{_HAN}){_NAME}(?:[ \u3000\u00a0、,，]{{1,2}}{_NAME}){{0,3}}[ \u3000\u00a0/／]{{1,3}}{_TOOK}"
    rf"|(?<!{_HAN}){_TIGHT_NAME}(?:[ \u3000\u00a0、,，]{{1,2}}{_TIGHT_NAME}){{0,3}}(?:摄影报道|摄影|摄|供图)){_CLOSE}?[。.]?$"
    rf"|{_OPEN}?(?:新华社|中新社)(?:记者|发|供)[^()（）]{{0,24}}(?:{_OPEN}[^()（）]{{0,24}}{_CLOSE})?摄?{_CLOSE}?[。.]?$"
    rf"|{_OPEN}?(?:资料图片?|本报资料(?:图片|照片)?|资料照片|网络图片|图片来源{_COLON}[^()（）]{{1,16}}|[^()（）。，,\s]{{2,20}}(?:提供图片|供图)){_CLOSE}?[。.]?$"
    rf"|(?<!{_HAN})(?:摄影|图片|供图|制图|图|摄){_S}[:：∶/／]{_S}(?:{_SIGNED}|{_NAMES}){_CLOSE}?[。.]?$"
)
# The longest credit, in characters; it is looked for no further from the end.
CREDIT_MAX_CHARS = 60
# One of these stands in every credit: an ending without is not searched.
_CREDIT_SIGNS = ("摄", "图", "照片", "新华社", "中新社")


def credit_at_end(text: str) -> str:
    """The picture credit that a text ends with; empty if it ends with none."""
    end = text[-CREDIT_MAX_CHARS:]
    if not any(sign in end for sign in _CREDIT_SIGNS):
        return ""
    match = CREDIT.search(end)
    return match.group() if match else ""


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
BARE_NAME = re.compile(
    rf"[□■●◎]?[ ]?(?:[{_FAMILY}][\u4e00-\u9fff]{{1,2}}|[{_FAMILY}][ \u3000]{{1,2}}[\u4e00-\u9fff])(?:[ \u3000][{_FAMILY}][\u4e00-\u9fff]{{1,2}}){{0,2}}"
)
# A row of a table of people or prizes: a short first cell, one or two more, and no marks.
TABLE_ROW = re.compile(r"[\u4e00-\u9fff·]{2,6}(?:[ \u3000]{1,6}[\u4e00-\u9fffA-Za-z0-9·()（）]{2,18}){1,2}")
# A line of a list: a sum, a prize and its number, a row of a table, names in a row.
LIST_ROW = re.compile(
    r"\d[\d.,]{0,10}[余多]?(?:元|万元|人|名|件|份)|[特一二三四五六]等奖.{0,8}|(?:优秀|组织|团体|个人|单位).{0,8}(?:奖|名单|名)|[（(]?\d{1,2}[)）.、].{0,30}"
    r"|[\u4e00-\u9fff·]{2,4}(?:[、\u3000 ]{1,3}[\u4e00-\u9fff·]{2,4}){2,12}"
)
# A box beside the story opens with one of these words, alone on its line or with a colon behind; an editor's note also
# runs on behind a space.
_BOX_WORDS = _wide(
    "阅读提示", "阅读导引", "内容提要", "核心提示", "核心阅读", "新闻提示", "提要", "导读", "新闻助读",
    "相关链接", "新闻链接", "背景链接", "知识链接", "法条链接", "法律链接", "法规链接", "政策链接", "链接", "延伸阅读", "相关新闻", "相关报道",
    "新闻背景", "背景资料", "背景介绍", "资料", "小贴士", "小知识", "知识窗", "名词解释", "人物名片", "人物简介", "人物档案", "个人简介",
    "记者手记", "采访手记", "采访札记", "采访后记", "记者札记", "记者观察", "记者点评", "记者感言",
    "短评", "微评", "点评", "专家点评", "专家观点", "专家解读", "专家说法", "律师观点", "律师点评", "律师提醒", "观点", "微观点", "数读", "数说",
    "工会提示", "工会提醒", "温馨提示", "特别提示", "友情提示", "案情回放", "案例回放", "案件回放", "事件回放",
)  # fmt: skip
_NOTE_WORDS = _wide("编者按", "编者的话", "编者点评", "编前", "编后", "编后语", "编余", "开栏的话", "开栏语")
BOX_LABEL = re.compile(
    rf"(?:[\[［【〔(（《〈<>＞»》■●◆◇□▲►▶★☆◎○•·][<>＞»》]{{0,2}})?{_S}"
    rf"(?:{_BOX_WORDS}{_S}(?:{_CLOSE}|[<>＞»》■●◆◇□▲◄◀★☆◎○•·]{{0,3}})(?:{_COLON}|$)"
    rf"|{_NOTE_WORDS}{_S}{_CLOSE}?(?:{_COLON}|$|{_GAP}))"
)
# A turn of the page inside a story: kept where it is printed.
_PAGES = rf"(?:第{_S})?(?:[A-ZＡ-Ｚ]?{_NUMBER}{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:{_S}[、,，和至—-]{_S}[A-ZＡ-Ｚ]?(?:{_NUMBER}{{1,3}}|[一二三四五六七八九十]{{1,3}})){{0,2}}{_S}版"
JUMP = re.compile(
    rf"[(（\[［【▲△▼►▶●■]?{_S}(?:(?:相关|更多)?(?:报道|图片|全文|评论|解读|内容){_S})?(?:{_wide('下转', '上接', '紧接', '详见')}|转|接|见){_S}(?:本报)?{_S}"
    rf"(?:{_PAGES}|头版|中缝)[^\n()（）。，]{{0,24}}[)）\]］】▲▼►▶◄◀]?"
)

# A body that signs a letter or a notice, and the day it did so: each alone on its line, under the text.
INSTITUTION = re.compile(
    r"[\u4e00-\u9fff“”\"（）()]{2,24}(?:工会|委员会|办公室|中心|编辑部|公司|集团|学校|大学|医院|协会|联合会|学院|局|部|厅|社|所|处)"
)
DAY_ALONE = re.compile(rf"(?:{_YEAR}{_S}年{_S})?{_DAY}")

# Names of pages, printed beside the folio: furniture where they stand next to other furniture.
_PAGE_NAME = (
    r"[\u4e00-\u9fff·]{0,4}(?:新闻|要闻|时讯|资讯|周刊|专刊|副刊|特刊|专版|专题|特别报道|视窗|视点|视界|视野|视线|之声|之窗|之家|之友|天地|在线|广角|论坛|园地|长廊|纵横|聚焦|"
    r"关注|观察|评论|理论|文化|文艺|文体|维权|权益|法治|工会|工运|工人|职工|劳模|劳动|工匠|基层|班组|企业|产业|产经|财经|生活|民生|人物|国际|国内|社会|经济|体育|综合|头版|时政|深度|"
    r"调查|健康|教育|科教|安全|读书|悦读|书香|影像|图片|摄影|百姓|服务|风采|看台|热线|家园|假日|周末|广告|公益广告)"
)
PAGE_NAME = re.compile(_PAGE_NAME)
# The longest name of a page, in characters.
PAGE_NAME_MAX_CHARS = 6

# Things that a folio prints, each bounded by what is no part of a word.
_ALONE, _END = rf"(?<!{_HAN})", rf"(?!{_HAN})"
# Words that end like the name of a newspaper and are none.
_NEWSPAPER = rf"《?{_ALONE}{_HAN}{{2,10}}(?:周刊|导刊|(?<![汇通简捷喜海举申填预情电墙板公呈播年月季回警谎虚黑小大本上])报){_END}》?"
_PAGE = rf"(?:第{_S}(?:[A-Z]?{_NUMBER}{{1,3}}|[一二三四五六七八九十]{{1,3}}){_S}版|{_ALONE}(?:[A-Z]?{_NUMBER}{{1,3}}|[一二三四五六七八九十]{{1,2}}){_S}版)"
_BARE_PAGE = rf"(?<![\w.])[A-ZＡ-Ｄ]?{_NUMBER}{{1,2}}(?![\w.])"
_LUNAR = rf"(?:农历)?{_S}(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]{_S}年)?{_S}闰?[正一二三四五六七八九十冬腊]{{1,2}}月{_S}(?:大|小)?{_S}(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|[二三]?十)"
_NUMBERED = (
    rf"(?:总?第{_S}{_NUMBER}{{2,6}}{_S}号?期?|(?:今日|本期|今天|本报){_S}(?:[对四4]开)?{_S}(?:{_NUMBER}{{1,3}}|[一二三四五六七八九十]{{1,3}}){_S}版|"
    rf"(?:国内统一|国际标准)?{_S}(?:连续出版物号|刊号|统一刊号|邮发代号|代号|ISSN|CN){_S}[:：]?{_S}[A-Z]{{0,4}}{_S}[0-9０-９][0-9０-９A-Z/／—–-]{{1,14}})"
)
_PRICE = rf"(?:零售价?|定价|每份|月价|季价|半?年价|全年定价){_S}[:：]?{_S}(?:每份)?{_S}[0-9０-９一二三四五六七八九十.．]{{1,6}}{_S}元(?:[0-9０-９]{{1,2}}角)?"
_ADDRESS = r"(?:(?:https?://|www\.)[!-~]{3,60}|[\w.-]{2,30}@[\w-]{2,20}\.[\w.]{2,12})"
_FOLIO_DATE = rf"(?:{_DATE}|{_WEEKDAY})"
_NAMED_PAGE = rf"{_ALONE}[\u4e00-\u9fff·]{{2,8}}{_END}"
_FOLIO_TOKEN = (
    rf"(?:{_DATE}|{_WEEKDAY}|{_PAGE}|{_NEWSPAPER}|{_LUNAR}|{_NUMBERED}|{_PRICE}|{_ADDRESS}|{_BARE_PAGE})"
)
_PARTED = r"[ \u3000\u00a0·•・|｜/／,，:：;；()（）【】\[\]—–_-]{0,4}"

# Who made a page: parts and names, nothing else.
_EDITOR = (
    _wide("责任编辑", "责编", "编辑", "主编", "版式", "校对", "美编", "美术编辑", "图片编辑", "图编", "文编", "文字编辑", "见习编辑", "实习编辑")
    + "|" + _wide("版面设计", "版式设计", "美术设计", "设计", "责校", "责任校对", "制图", "检校", "审校", "统筹", "视觉", "组版", "排版", "审读", "终审", "签审")
    + "|" + _wide("总值班", "值班主任", "值班编委", "值班总编", "值班编辑", "值班主编", "本版主编", "编审", "监制", "电脑制作")
)  # fmt: skip
_EDITORS_OF = r"(?:本版|本期|今日|[一二三四五六七八]版|要闻版?|执行|值班|本报|新媒体|首席|助理)?"
_PERSON = rf"(?:{_HAN}{{2,4}}|{_HAN}{_GAP}{_HAN})(?!{_HAN})"
_PEOPLE = rf"{_PERSON}(?:[ \u3000\u00a0、，,/／]{{1,3}}{_PERSON}){{0,3}}"
_EDITED = rf"{_EDITORS_OF}{_S}(?:{_EDITOR})(?:{_SS}[:：∶/／|｜]{_SS}|{_GAP}(?=[{_FAMILY}])|(?<=责编)|(?<=责任编辑)){_PEOPLE}"
_REACHED = rf"(?:{_S}(?:E{_S}-?{_S}mail|e-?mail|Email|EMAIL|电子邮箱|电子信箱|邮箱|信箱|电话|热线|传真|QQ){_S}[:：]?{_S}[A-Za-z0-9_@.()（）+ -]{{5,60}})"
# Ways to reach a newspaper, and nothing behind them but numbers and signs. Those of a story (联系电话, 咨询电话, 维权热线) are
# not among them.
_WAYS = (
    rf"(?:{_HAN}{{0,8}}?(?:新闻|读者|报料|爆料|广告|发行|订报|订阅|投递|编辑部|总编室|记者部|通联部|采访部|编前会|刊登|投稿){_HAN}{{0,4}}(?:电话|热线|传真|专线|邮箱|信箱|QQ群?)"
    rf"|本?[报刊版]?{_S}(?:电话|传真|电子邮箱|电子信箱|邮箱|邮编|邮政编码|网址|网站|官网|QQ群?|微信公众号|微信号|官方微博|官方微信|E{_S}-?{_S}mail|e-?mail|Email|EMAIL))"
)
_VALUE = r"[A-Za-z0-9０-９_@.:：/()（）+—－~～ \u3000-]{3,60}"

# What a page prints that is no news. Each matches a whole printed line.
FURNITURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_BARE_PAGE}|[-—·•\s]{{1,3}}{_NUMBER}{{1,3}}[-—·•\s]{{1,3}}|[Pp](?:age)?[ .]?{_NUMBER}{{1,3}})",
        rf"(?:{_PAGE}|{_BARE_PAGE}){_PARTED}{_PAGE_NAME}|{_PAGE_NAME}{_PARTED}(?:{_PAGE}|{_BARE_PAGE})|{_PAGE}{_PARTED}{_NAMED_PAGE}|{_NAMED_PAGE}[ \u3000·•|｜/／:：]{{1,4}}{_PAGE}",
        rf"{_FOLIO_TOKEN}(?:{_PARTED}{_FOLIO_TOKEN}){{0,7}}",
        rf"(?=.{{0,80}}(?:{_PAGE}|{_WEEKDAY}|{_NUMBERED}))(?=.{{0,80}}(?:{_DATE}|{_NEWSPAPER}))(?:(?:{_FOLIO_TOKEN}|{_NAMED_PAGE}){_PARTED}){{2,8}}(?:{_EDITED}{_SS}){{0,4}}{_REACHED}?",
        rf"(?:{_HAN}{{1,4}}{_GAP})?(?:{_EDITED}[ \u3000\u00a0、，,;；|｜/／]{{0,4}}){{1,7}}(?:{_EDITORS_OF}(?:{_EDITOR})(?:{_SS}{_COLON})?(?:{_SS}{_HAN})?)?{_REACHED}{{0,2}}",
        rf"{_EDITORS_OF}{_S}{_wide('责任编辑', '责编', '版式', '校对', '美编', '美术编辑')}{_S}[:：∶/／]?",
        rf"(?:{_WAYS}(?:[(（][^()（）]{{1,12}}[)）])?{_S}[:：∶]?{_SS}(?!{_HAN}){_VALUE}(?:[、;；]?{_SS})){{1,4}}",
        rf"(?:本报|本刊|报社)?{_S}(?:地址|社址){_S}[:：∶]{_SS}.{{4,40}}(?:{_SS}(?:邮编|邮政编码|电话|传真){_S}[:：∶]?{_SS}[0-9０-９() -]{{5,24}}){{0,3}}",
        rf"[^。，、；！？]{{0,24}}{_ADDRESS}[)）\s]{{0,3}}",
        rf"{_HAN}{{2,20}}(?:主管主办|主管{_SS}{_HAN}{{2,20}}主办|报社{_S}(?:出版|主办|编辑出版)|印务(?:公司|中心|有限公司)?(?:承印|印刷))|{_HAN}{{2,20}}(?:承印|主管{_SS}主办)",
        r"(?:广告(?:经营)?许可证|本报法律顾问|法律顾问单位|本报常年法律顾问|版权声明|版权所有|本报如有印装|本报图文)[:：]?.{0,50}",
        r"扫(?:码|描?二维码|一扫).{0,12}(?:公众号|客户端|微信|微博|官微)",
        r"[-—–─━═·•=_＿*＊~～]{1,40}",
    )
)

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
# Marks that close what an opener opened.
QUOTATION_ENDS = "”’》」』)）】〉"
# Marks that leave a sentence open.
SENTENCE_OPEN = "，、；：,;:——"
# Marks that no printed line begins with (the compositor forbids it).
NEVER_FIRST = "，。、；：！？,;:!?)）】》」』”’%％…"

# Characters after which a sentence must go on, and characters that no sentence begins with.
LINKING = "的和与及在对为是将把被向从以让使由于至到给跟并或而且但并即经按据该各每这那其此等之所不未"
CLINGING = "的了们着地得等之者化性率度额量员们里中上下内外间后前时起来去过"
