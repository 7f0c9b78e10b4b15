"""What a column holds, told by the usual words above it."""

from __future__ import annotations

from enum import StrEnum, auto

from ..lexicon import late


class Holds(StrEnum):
    """What a column holds."""

    NUMBER = auto()
    NAME = auto()
    TASK = auto()
    UNIT = auto()
    PLAN = auto()
    RESULT = auto()
    YEAR = auto()
    GROWTH = auto()
    SPAN = auto()
    """Growth over a plan period: an average a year, or all of it (〔累计〕)."""
    COMPLETION = auto()
    NATURE = auto()
    LEAD = auto()
    RESPONSIBLE = auto()
    SUPPORTING = auto()
    LEADER = auto()
    DEADLINE = auto()
    PROGRESS = auto()
    PLACE = auto()
    OTHER = auto()


_UNITS = "(?:单位|部门|主体)"
_PLANS = "(?:全年|年度|年初|计划|目标|任务|预算)"
_HEADERS: dict[Holds, tuple[str, ...]] = {
    Holds.NUMBER: ("序号?", "编号", "NO\\.?"),
    Holds.LEAD: (f"(?:总?牵头|主办|主责|主要责任|第一责任)(?:责任)?{_UNITS}",),
    Holds.SUPPORTING: (f"(?:配合|协办|协同|协助|参与|参加|其他责任)(?:责任)?{_UNITS}",),
    Holds.RESPONSIBLE: (f"(?:责任|承办|实施|落实|承担|负责){_UNITS}",),
    Holds.LEADER: (
        ".{0,4}(?:牵头|责任|分管|包抓|包联|联系|挂钩|挂牌|督办).{0,3}(?:领导|负责人)",
        "责任人",
        ".{0,4}副[县区市]长",
    ),
    Holds.DEADLINE: (
        "(?:完成|办结|整改|计划)?(?:时限|期限|时间节点|时间要求|时间进度|时间)(?:要求)?",
        "(?:计划)?(?:完成|竣工)(?:时间|日期)",
    ),
    Holds.NATURE: ("(?:指标)?(?:属性|性质|类型)",),
    Holds.UNIT: ("(?:计量)?单位",),
    Holds.COMPLETION: (
        f"(?:完成|占|为){_PLANS}+(?:数|值)?的?(?:率|比例|比重|进度|%)?(?:（%）)?",
        "(?:年度|全年)?(?:目标|任务|计划|预算|投资)?完成(?:率|比例|进度)(?:（%）)?",
    ),
    Holds.SPAN: (r".*(?:年均|累计增|五年累计|〔累计|（累计|/累计|\[累计).*", "累计"),
    Holds.GROWTH: (".*(?:增速|增长|同比|增幅|±|比上年).*",),
    Holds.NAME: (
        "(?:主要|经济|发展|监测|统计|具体)?指标(?:名称)?(?:及单位)?",
        "(?:指标)?项目",
        "名称",
        "类别及指标",
    ),
    Holds.PROGRESS: (".{0,4}(?:进展|推进|落实)(?:情况)?", "(?:目前|当前|工作)?(?:完成情况|进度)"),
    Holds.TASK: (
        ".{0,6}(?:任务|内容|事项|举措|措施|要求|项目名称|工程名称)(?:及.{2,6})?",
        ".{0,4}(?:目标|实事|项目|工作)(?:任务)?及.{2,6}",
        "(?:实事|重点|建设)项目",
    ),
    Holds.PLACE: ("地区|区县|市州|地市|乡镇|镇街|街道|单位名称|各?县区", "县（(?:市、)?区）|镇（街道）"),
    Holds.PLAN: (".*(?:计划|目标|预期|安排|任务)(?:值|数)?",),
    Holds.RESULT: (
        ".*(?:完成|实绩|实际|执行|初步|预计|实现|现状|达到|累计|总量|绝对[值额数量]|快报|基数|基期)(?:值|数|情况|额|完成)*",
        r"(?:1|一)?月?[-—~至]*\d{1,2}月(?:末|份)?",
        "上半年|[前一二三四1-4].?季度|数值|本期",
    ),
    Holds.YEAR: ("(?:20\\d\\d|上|去|本|今|当|前|基)年?度?(?:年|末|底)*",),
}
"""The words above a column, the surest first: of two that fit, the earlier speaks."""
_PATTERNS = tuple((held, late("|".join(patterns))) for held, patterns in _HEADERS.items())


def held_under(*headers: str) -> Holds:
    """Return what stands under a header, which may be given with and without its unit."""
    fitting = (held for held, pattern in _PATTERNS if any(pattern.fullmatch(header) for header in headers))
    return next(fitting, Holds.OTHER)
