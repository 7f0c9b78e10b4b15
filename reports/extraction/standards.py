"""The phrases that take a number's place, as named values in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import alternation, lazily
from .model import Measure

_GRADES = "ⅠⅡⅢⅣⅤIV一二三四五"
_BODIES = "(?:国家|省|市|上级|区|县|自治区|中央|国|省市|省级|市级|区级|上级部门|州|市里|省里|既定|年度|考核)"
_OTHERS = (
    "(?:全[国省市区县州盟旗镇乡](?:、全[国省市区县州盟旗镇乡])?|国家|省、市|省|市|GDP|地区生产总值|经济|上年|城镇|城市|年度|人均|各项|整体|全部)[^，、；。\\d]{0,12}?"
    "(?:平均水平|平均|增速|增长|水平|均值|平均值|速度|目标)"
)
_PAIRS = "(?:城镇居民|城镇|农村居民|经济增长|上年|去年|GDP|全国|全省|全市)(?:收入)?"
_OWNERS = rf"{_BODIES}(?:[和、]?{_BODIES})?"
"""Who sets a task: 国家, 省和市."""
_NO_ACTION = "(?!”?等|行动|工程|攻坚|计划|专项|机制|目标|、|”?总?方针|”?政策|”行动|”攻坚|”专项|”工程)"
_END = r"(?=[，、；。\n]|$)"


@dataclass(frozen=True, slots=True)
class Standard:
    """A named phrase that takes a number's place; the name stands before it, or behind it where `behind`."""

    name: str
    pattern: str
    measure: Measure
    behind: bool = False


STANDARDS: tuple[Standard, ...] = (
    Standard(
        "full-coverage",
        "(?<![健完安齐保])(?:(?:全域|100%)?全覆盖(?!步伐|进程)|(?<![、策])全域覆盖(?=[，；。])|(?<=实现)全[省市县]覆盖(?=[，；。]))"
        "(?!的?行动|的?格局|的?矩阵|的?模式|的?检测|的?监测|的?监管|的?走访|的?培训|的?工程|巡察|监督|面|网络|[^，、；。]{0,4}(?:模式|体系)|体系|排查|检查|式|无|、全|培训班|的|机制|向)",
        Measure.LEVEL,
    ),
    Standard(
        "covers-all", "(?:实现)?(?:全面)?覆盖(?:到)?(?:全部|所有|全体)[^，、；。“”]{2,6}(?=[，、；。])", Measure.LEVEL
    ),
    Standard("double-digit", "(?:保持|实现)?两位数(?:以上)?(?:的)?(?:快速)?增长", Measure.GROWTH),
    Standard("positive-growth", "正增长", Measure.GROWTH),
    Standard(
        "in-step",
        rf"[与同和][^，、；。]{{2,16}}?(?:基本同步|保持同步|同步|(?<!不)相适应)(?:增长)?{_END}",
        Measure.GROWTH,
    ),
    Standard(
        "level-with",
        rf"(?:[与同和较比](?:上年|去年|20\d\d年|同期)[度底末]?(?:同期|水平)?(?:相比)?(?:基本)?(?:保持)?|同比(?:基本)?|(?:基本)?保持|基本)持平{_END}",
        Measure.GROWTH,
    ),
    Standard("in-step-short", "(?:基本)?同步(?:增长|提高)(?=[，、；。])", Measure.GROWTH),
    Standard(
        "above-others",
        rf"(?:高于|快于|好于|优于|低于|不低于|超过|跑赢|达到或(?:接近|超过|优于|高于))(?:同期)?{_OTHERS}(?=[，、；。\n”]|$)",
        Measure.GROWTH,
    ),
    Standard("above-pair", rf"(?:快于|高于|不低于|不少于|低于){_PAIRS}(?=[，；。\n]|$)", Measure.GROWTH),
    Standard(
        "given-task",
        rf"(?<!超额)(?<!没有)(?:完成(?!年度|既定)|达到|达|控制在|满足|优于|好于)(?:了)?{_OWNERS}(?:政府)?"
        r"(?:下达|规定|要求|考核|确定|核定|核(?=标准|要求|目标|任务)|控制|调控|标准|目标|约束性|定|[一二三四]级|“十[一二三四五]五”规划)(?:的)?"
        r"(?:[^，、；。\d]{0,6}?(?:任务|指标|目标|要求|标准|计划|范围|目标任务|以内|之内|水平))?(?:范围内|范围|以内|之内|值|内)?(?=[，、；。\n]|(?<!的)“|以内|$)",
        Measure.LEVEL,
    ),
    Standard("above-standard", f"(?:高于|优于|好于)[^，、；。\\d]{{2,6}}标准{_END}", Measure.LEVEL),
    Standard("kept-below", rf"(?:保持|控制|稳定|低)[在于]{_OTHERS}(?:以下|以内){_END}", Measure.LEVEL),
    Standard(
        "set-standard",
        f"达到(?:了)?(?:(?:核定|规定|既定|约束性)(?:标准|要求|目标)|“[^”\n]{{2,10}}”(?:标准|要求)){_END}",
        Measure.LEVEL,
    ),
    Standard(
        "given-task-first", rf"(?<!超额)完成(?:了)?{_BODIES}{{1,2}}下达的?(?=[\w（“])", Measure.LEVEL, behind=True
    ),
    Standard(
        "water-class",
        "(?:全部|全面|均|稳定|总体|持续|基本|稳定保持|保持)*(?:达到|达|优于|保持|为|在|(?:提升|改善|恢复|上升)[到至为])(?:或优于|及优于|和优于|或好于)?"
        rf"(?:地表水?|国家|省考)?(?:[{_GRADES}]+|劣V)类(?:水质)?(?:及以上|以上|及优于|水)?(?:标准|水质|水体)?",
        Measure.LEVEL,
    ),
    Standard(
        "own-target",
        f"完成(?:了)?“十[一二三四五]五”(?:目标任务|目标|任务){_END}|(?<=能耗)目标(?:任务)?{_END}|(?<=减排)目标(?:任务)?{_END}|(?<=排放)目标(?:任务)?{_END}",
        Measure.LEVEL,
    ),
    Standard(
        "all-excellent",
        "(?:全部|均)(?:(?:达到|为|达)优良水[体质]|优良(?=[，；。]))|达到优良(?:以上)?(?:标准|水平)?(?=[，；。])|全面达优|全部达优|全部达标|全面达标|100%达标",
        Measure.LEVEL,
    ),
    Standard(
        "cleared",
        f"(?:动态清零|动态归零|全面归零|全面清零|全部清零|清零|“清零”|存量清零|(?<=[\\w”])(?:全部|全面|基本)消除){_NO_ACTION}(?=[，、；。”]|$)",
        Measure.LEVEL,
    ),
    Standard("no-decrease", f"(?:不减少|只增不减){_END}", Measure.LEVEL),
    Standard("no-increase", "“?(?:零增长|零增量|零新增)”?", Measure.LEVEL),
    Standard("both-fall", "“?(?:双下降|双缩减|双降(?!碳)|双压降)”?", Measure.DECLINE),
    Standard("both-rise", f"“?(?:双增长|双上升|三增长)”?{_END}", Measure.GROWTH),
    Standard("both-cleared", f"“?双清零”?{_END}", Measure.LEVEL),
    Standard("none-left", f"“?(?:零填埋|动态为零)”?{_END}", Measure.LEVEL),
    Standard("kept-clear", r"动态消除(?=[^\W\d]?[^，、；。\d]{2,12}[，、；。\n])", Measure.LEVEL, behind=True),
)

pattern = lazily(lambda: "|".join(f"(?:{one.pattern})(?P<s{number}>)" for number, one in enumerate(STANDARDS)))
"""All standards as one pattern; the group that matched, empty at its end so that others are soon left, says which."""

_SIGNS = (
    "覆盖 全域覆盖 省覆盖 市覆盖 县覆盖 两位数 正增长 同步 相适应 持平 高于 快于 好于 优于 低于 不少于 超过 跑赢"
    " 清零 态归零 面归零 部消除 面消除 本消除 动态消除 动态为零 零增 零新增 零填埋 不减少 增不减 耗目标 排目标 放目标"
    " 到优良 达优 达标 优良水 部优良 均优良 双下降 双缩减 双降 双压降 双增长 三增长 双上升 双清零 达到或 水平以 劣V"
)
_SIGNS_BEFORE = {
    "完成 完成了": "国省市上区县自中州既年考",
    "达到": "国省市上区县自中州既年考",
    "达 满足": "国省市上",
    "控制在": "国省市上区县自",
    "达到 达到了": "核规既约“",
}
"""Beginnings of standards, each before one of the signs that go on with it."""


def _signs() -> Iterator[str]:
    yield from _SIGNS.split()
    yield from ("完成“十", "完成了“十")
    for words, signs in _SIGNS_BEFORE.items():
        yield from (word + sign for word in words.split() for sign in signs)
    for grade in _GRADES:
        yield from (grade + "类", *(before + grade + "类" for before in _GRADES))


trigger = lazily(lambda: alternation(_signs()))
"""Words of which every standard holds one; as a tree of characters the search for them is fast."""
