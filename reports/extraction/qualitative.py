"""Standards without a number: 全覆盖, 达到市级要求, 与经济增长同步, 动态清零, 两位数增长."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .change import change_before
from .clauses import clauses
from .lexicon import lazily
from .model import Comparator, Measure
from .names import after_cause, lead_end, tidy
from .quantities import Quantity
from .structure import Sentence
from .thread import Found
from .when import when

_GRADES = "ⅠⅡⅢⅣⅤIV一二三四五"
_BODIES = r"(?:国家|省|市|上级|区|县|自治区|中央|国|省市|省级|市级|区级|上级部门|州|市里|省里|既定|年度|考核)"


@dataclass(frozen=True, slots=True)
class Standard:
    """A named phrase that takes a number's place; the name stands before it, or behind it where `behind`."""

    name: str
    pattern: str
    measure: Measure
    behind: bool = False


STANDARDS: tuple[Standard, ...] = (
    Standard("full-coverage", r"(?<![健完安齐保])(?:全域|100%)?全覆盖(?!的?行动|的?工程|巡察|监督|面|网络|体系|排查|检查|式|无|、全|培训班|的|机制)", Measure.LEVEL),
    Standard("covers-all", r"(?:实现)?(?:全面)?覆盖(?:到)?(?:全部|所有|全体)[^，、；。“”]{2,6}(?=[，、；。])", Measure.LEVEL),
    Standard("double-digit", r"(?:保持|实现)?(?P<core>两位数(?:以上)?(?:的)?(?:快速)?增长)", Measure.GROWTH),
    Standard("positive-growth", r"(?P<core>正增长)", Measure.GROWTH),
    Standard("in-step", r"(?P<core>(?:与|同|和)[^，、；。]{2,16}?(?:同步|基本同步|保持同步|相适应)(?:增长)?)(?=[，、；。\n]|$)", Measure.GROWTH),
    Standard("in-step-short", r"(?P<core>(?:基本)?同步(?:增长|提高))(?=[，、；。])", Measure.GROWTH),
    Standard("above-others", r"(?P<core>(?:高于|快于|好于|优于|低于|不低于|超过|跑赢)(?:同期)?(?:全国|全省|全市|全区|全县|国家|省|市|GDP|地区生产总值|经济|上年|城镇|城市|年度|人均|各项|整体|全部)[^，、；。\d]{0,12}?(?:平均水平|平均|增速|增长|水平|均值|平均值|速度|目标))(?=[，、；。\n”]|$)", Measure.GROWTH),
    Standard("above-pair", r"(?P<core>(?:快于|高于|不低于|不少于|低于)(?:城镇居民|城镇|农村居民|经济增长|上年|去年|GDP|全国|全省|全市)(?:收入)?)(?=[，；。\n]|$)", Measure.GROWTH),
    Standard("given-task", rf"(?P<core>(?:完成|达到|达|控制在|满足|优于|好于)(?:了)?{_BODIES}{{1,2}}(?:政府)?(?:下达|规定|要求|考核|确定|核定|控制|标准|目标|约束性)(?:的)?(?:[^，、；。\d]{{0,6}}?(?:任务|指标|目标|要求|标准|范围|目标任务|以内|之内|水平))?)(?=[，、；。\n“]|以内|$)", Measure.LEVEL),
    Standard("given-task-first", rf"(?P<core>完成(?:了)?{_BODIES}{{1,2}}下达的?)(?=[\w（])", Measure.LEVEL, behind=True),
    Standard("water-class", rf"(?P<core>(?:全部|全面|均|稳定|总体|持续|基本|稳定保持|保持)*(?:达到|达|优于|保持|为|在)(?:或优于|及优于|和优于|或好于)?(?:地表水|国家|省考)?(?:[{_GRADES}]+|劣V)类(?:水质)?(?:及以上|以上|及优于|水)?(?:标准|水质|水体)?)", Measure.LEVEL),
    Standard("all-excellent", r"(?P<core>全面达优|全部达优|全部达标|全面达标|100%达标)", Measure.LEVEL),
    Standard("cleared", r"(?P<core>动态清零|全面清零|全部清零|清零|“清零”|存量清零)(?!行动|工程|攻坚|计划|专项|机制|目标|、|”?总?方针|”?政策|”行动|”攻坚|”专项|”工程)(?=[，、；。”]|$)", Measure.LEVEL),
    Standard("no-increase", r"“?(?P<core>零增长|零增量|零新增)”?", Measure.LEVEL),
    Standard("both-fall", r"“?(?P<core>双下降|双缩减|双降|“双下降”)”?", Measure.DECLINE),
)  # fmt: skip
_pattern = lazily(
    lambda: "|".join(
        f"(?P<s{index}>{standard.pattern.replace('?P<core>', '?:')})" for index, standard in enumerate(STANDARDS)
    )
)
_trigger = lazily(
    lambda: (
        r"覆盖|两位数|正增长|同步|相适应|高于|快于|好于|优于|低于|不少于|超过|跑赢|完成了?[国省市上区县自中州既年考]|达到[国省市上区县自中州既年考]|达[国省市上]"
        rf"|控制在[国省市上]|满足[国省市上]|[{_GRADES}]类|[{_GRADES}][{_GRADES}]类|劣V|达优|达标|清零|零增|零新增|双下降|双缩减|双降"
    )
)
_SPEED = re.compile("增速|增长|速度|增幅|收入")
_LAST_NUMBER = re.compile(r".*\d[^、，]*、(?:[\d.]+[个条家座项户所]?)?")
_ABSTRACT = re.compile(
    r"(?:监督|巡察|巡视|党建|工作|领导|覆盖|网格|管理)$|^(?:基本|全面|全域|政治|党的|实现|努力)|^(?:有形有效)"
)
_LEAD_VERBS = re.compile(
    r"^(?:基本|全面|如期|圆满|超额|顺利|率先|提前|实现|完成|推动|推进|努力|保持|促进|抓好|做到|力争|确保|推进了|在全[国省市]|全[国省市]首个|提前[一二两三四五]年|、)+"
)
_TRAILING = re.compile(
    r"(?:基本|全部|全面|率先|均|已|将|都|实现|保持|达到|持续|圆满|超额|总体|逐步|稳步|提前|努力|继续|要|更|再|首次|稳定|实际)+$"
)


def standards(text: str, found: list[Sentence], numbers: list[Quantity], year: int) -> Iterator[tuple[int, Found]]:
    """Return the qualitative standards of a view's text, each with the index of its sentence."""
    starts = [sentence.start for sentence in found]
    taken = [quantity.start for quantity in numbers]
    last: Found | None = None
    done = 0
    for trigger in _trigger().finditer(text):
        index = bisect_right(starts, trigger.start()) - 1
        if trigger.start() < done or index < 0 or found[index].silent:
            continue
        sentence = found[index]
        match = _pattern().search(text, max(done, sentence.start, trigger.start() - 18), sentence.end)
        if match is None or match.start() > trigger.end():
            continue
        done = match.end()
        standard = STANDARDS[int((match.lastgroup or "s0")[1:])]
        statement = _read(text, sentence, match, standard, year, numbers, taken)
        if statement is not None:
            if last is not None and last.clause == statement.clause:
                statement.name = last.name
            last = statement
            yield index, statement


def _read(
    text: str,
    sentence: Sentence,
    match: re.Match[str],
    standard: Standard,
    year: int,
    numbers: list[Quantity],
    taken: list[int],
) -> Found | None:
    clause = _clause_of(text, sentence, match.start())
    start, end = match.span()
    before = bisect_right(taken, start) - 1
    if before >= 0 and numbers[before].start >= clause[0] and numbers[before].tail >= start:
        return None
    name, span = _name(text, clause, start, end, standard)
    if not name or len(name) < 3 or name[0].isdigit() or (standard.name == "full-coverage" and _ABSTRACT.search(name)):
        return None
    kind, stated = when(text, sentence, clause, start, year)
    measure = _measure(text, clause[0], start, end, standard)
    quantity = Quantity(start, end, Decimal(0), "", "standard")
    return Found(
        kind,
        name,
        measure,
        Comparator.QUALITATIVE,
        quantity,
        stated,
        standard.name,
        clause,
        "",
        span,
        (start, end),
        None,
    )


def _clause_of(text: str, sentence: Sentence, at: int) -> tuple[int, int]:
    for clause in clauses(text, sentence.start, sentence.end):
        if clause[0] <= at < clause[1]:
            return clause
    return sentence.start, sentence.end


def _name(text: str, clause: tuple[int, int], start: int, end: int, standard: Standard) -> tuple[str, tuple[int, int]]:
    if standard.behind:
        span = (end, clause[1])
        return tidy(text[end : clause[1]]).rstrip("。！？"), span
    left = max(
        clause[0], text.rfind("“", clause[0], start) + 1 if text[start - 1 : start] == "“" and False else clause[0]
    )
    stop = start - 1 if start > left and text[start - 1] == "“" else start
    trailing = _TRAILING.search(text, max(left, stop - 12), stop)
    stop = trailing.start() if trailing else stop
    digits = _LAST_NUMBER.match(text, left, stop)
    left = digits.end() if digits else left
    change = change_before(text, left, stop)
    left = after_cause(text, lead_end(text, left, change.end), change.end)
    name = tidy(text[left : change.end])
    led = _LEAD_VERBS.match(name)
    name = tidy(name[led.end() :]) if led else name
    behind = text[end : clause[1]].rstrip("。！？”")
    if standard.name == "full-coverage" and re.match(r"[^\W\da-zA-Z_]", behind):
        name += behind
    return name, (left, max(change.end, left + 1))


def _measure(text: str, start: int, at: int, end: int, standard: Standard) -> Measure:
    change = change_before(text, start, at)
    if change.measure in ("growth", "decline"):
        return Measure(change.measure)
    if standard.name in ("above-others", "above-pair") and not _SPEED.search(text, start, end):
        return Measure.LEVEL
    return standard.measure
