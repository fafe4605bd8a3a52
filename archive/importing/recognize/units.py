"""The words that stand between a number and what it counts: measures, money, shares and classifiers, as data."""

from __future__ import annotations

import re

from archive.importing.recognize.vocabulary import words

# Measures: one of them is a quantity (一公里), unlike one of a classifier (一个人), which is an article.
TIMES = words(
    "日 周年 年 个月 周 个星期 星期 个礼拜 天 昼夜 个昼夜 个小时 小时 个钟头 钟头 分钟 秒钟 秒 刻钟 个工作日 工作日 学时 课时 工时 "
    "个工时 个学时 个课时 个世纪 个季度 个学期 学期 个春秋 载 余载 夜 晚 晚上 上午 下午 个晚上 个夜晚 个日夜 个年头 年头 毫秒 时辰"
)
LENGTHS = words(
    "公里 千米 华里 里地 海里 米 厘米 毫米 微米 纳米 公分 英寸 英尺 寸 尺 丈 平方公里 平方千米 平方米 平方厘米 平米 平方 "
    "立方米 立方 立方厘米 公顷 亩 亩地 km m cm mm m2 m3 km2"
)
WEIGHTS = words(
    "丝 吨 万吨 公斤 千克 克 毫克 微克 斤 担 磅 升 毫升 加仑 kg ml 吨公里 吨标准煤 "
    "摄氏度 度 °c °f 千瓦时 千瓦 兆瓦 吉瓦 瓦 伏 千伏 安 安培 毫安 分贝 赫兹 千赫 兆赫 马力 大卡 千卡 兆帕 千帕 帕 牛 千牛 kv kw mw "
    "kwh 公里/小时 米/秒 元/吨 兆 gb mb tb 吉比特 tb 像素 卡路里"
)
MONEY = words("元钱 元人民币 元 美元 欧元 英镑 日元 港元 港币 澳元 卢布 韩元 角 块钱 毛钱 元整")
SHARES = words("% ‰ 个百分点 百分点 倍 番")
PEOPLE = words("人次 人份 人天 人 名 位 户次 户 口人 口 家次 家 ")
CLASSIFIERS = words(
    "路 个 项次 项 件次 件 条 种类 种 套次 套 份 台次 台套 台 辆次 辆 艘次 艘 架次 架 座 所 间 栋 幢 处 次 场次 场 期 批次 批 "
    "大类 小类 类 起 例 宗 篇 本 册 部 张 幅 块 片 根 支 枝 只 头 匹 棵 株 颗 粒 盏 把 双 对 副 组 队 班次 班组 门次 门 道 款 样 节 段 "
    "层 级 步 句 遍 回 趟 轮 版 枚 封 笔 桩 顶 床 袋 箱 包 瓶 桶 盒 车次 车 碗 杯 盆 罐 盘 顿 课 眼 孔 发 针次 针剂 针 "
    "刀 票 岁半 周岁 岁 档 等次 方 声 下 拨 任 代人 代 堂 席 桌 炉 排 列 行 圈 茬 身 页 字 剂次 剂 丛 垄 畦 筐 捆 卷 面 扇 堵 "
    "尊 滴 局 关 维 单元 跨 缕 班 站 站点 分 环 大项 小项 分项 子项 字样 服 味 梯次 梯队 梭 尾 羽 窝 胎 届 棚 垛 坨 具 帧 "
    "集 季 幕 阕 刊次 频次 频道 股 撮 串 包次 拍 锅 屉 笼 壶 坛 缸 勺 匙 标箱 航次 列次 对次 趟次 窑 "
    "重 道次 通次 通 掌 拳 脚 "
    "次方 学分 绩点 朵 瓣 束 基 稿 截 单 梯 叠 摞 沓 札 丸 锭 支队 组次 机次 "
    "折 "
)
# Nouns that are counted without a classifier: 7省市, 三部门.
COUNTED = words(
    "省区市 省市区 省市 省区 省份 省 市县 城市 县市 县区 市区 区县 县 乡镇 镇 乡 村 国 部门 单位 企业 院校 高校 学校 校 地 厂 局 "
    "大行业 行业 大领域 领域 大产业 大板块 大系统 大工程 大行动 大任务 大平台 大中心 大体系 大举措 大措施 大方面 方 方面 题 社区 "
    "学科 专业 工种 赛项 岗位 线 网 馆 园区 大园区"
)

MEASURES = TIMES | LENGTHS | WEIGHTS | MONEY | SHARES
_CLASSIFIED = PEOPLE | CLASSIFIERS
_ALL = sorted(MEASURES | _CLASSIFIED | COUNTED, key=len, reverse=True)

# Two-letter words of a unit are longer than they look: never cut a Latin word.
UNIT = (
    "(?:"
    + "|".join(
        re.escape(unit) + (r"(?![a-z])" if unit[-1].isascii() and unit[-1].isalpha() else "") for unit in _ALL
    )
    + ")"
)

# Half of these is a quantity: 半年, 半个小时, 半公里.
HALVED = r"(?:个多?(?:月|小时|钟头|世纪|学期|学年)|年|月|小时|天|周|夜|晚|米|公里|吨|公斤|斤|亩|里地|学期|学年|分钟|秒|公分|步|个)"
# Verbs are counted by these: one of them is no quantity.
OF_VERBS = words("次 回 遍 趟 下 声 顿 眼 口 步 拳 脚 掌 场 圈 轮 阵")
