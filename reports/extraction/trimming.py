"""Words between a name and its number that are part of neither: comparisons, baselines, the base of a multiple."""

from __future__ import annotations

from .change import Change, change_before
from .clauses import Item
from .lexicon import late
from .model import Comparator
from .names import ends_as_level, lead_end, making_end
from .quantities import AREA_UNITS, POINT_UNITS, RELATIVE_UNITS, SHARE_UNITS, Quantity

_ASIDE = late(
    r"[从由在扣剔排不按](?:(?<=[从由])[^，、]{0,14}?\d[\d.]*[^，、\d]{0,8}(?:、[\d.]+[^，、\d]{1,5}){0,2}$"
    r"|(?<=[从由])[^，、]{1,14}(?:压缩|缩短|减少|发展|增长|提高|增加|下降|提升)(?:到|至|为)(?:目前|现在|如今)?的?$"
    r"|(?<=在)[^，、]{2,20}(?:基础上|情况下|背景下|前提下|基数上|影响下|局面下|形势下|压力下)$"
    r"|(?:(?<=\w\w[扣剔排])除|(?<=\w\w不)考虑)[^，、；]{1,14}后$|(?<=\w\w按)[^，、；\d]{2,8}(?:标准|口径)$)"
)
_IN_WHOLE = late(r"(?<=\w\w)在全[国省市]$")
"""装机容量在全省率先突破: among whom is no part of the name."""
_BASE_OF = late(
    r"(?:约|近|超)?(不低于|不超过|超过|达到|恢复到|恢复至|增至|增长到|相当于|是|为)(?:20\d\d年)?[^，、；\d]{0,20}的$"
)
_BARE_BASE = late(r"(?:全[国省市区县州盟旗镇乡]|世界|同期|上年|去年)[^，、；\d]{0,8}的")
_ELSEWHERE = late(r"(?:达到?|是|为|相当于)(?:全[国省市区州]|世界|全球)(?:平均(?:水平|值)?)?的$")
"""是全省的4倍: a multiple of another place's value."""
_BASE_BOUNDS = {"不低于": Comparator.GE, "不超过": Comparator.LE, "超过": Comparator.GT}
_OTHERS = (
    "(?:全[国省市区县州盟旗镇乡]|世界|全球|GDP|经济|目标|预期|平均"
    "|城镇|农村|国家|省|市|全部|各项|整体|同类|同期|周边|规上)"
)
_PAST_SELF = "(?:上年|去年|同期|年初|上月|20\\d\\d年|“|\\d|疫情)"
_MORE_THAN = "|".join(f"{sign}(?<![提加降增]{sign})(?={_OTHERS})" for sign in "高快低多")
"""增速高全省平均1个点 compares; 提高全省退休人员养老金 does not."""
_RELATIVE = late(
    rf"(?:高于|高出|快于|低于|好于|优于|领先于?|超过|超出|{_MORE_THAN})(?!{_PAST_SELF})[^，、；\d]{{0,6}}{_OTHERS}[^，；\d]{{0,14}}$"
)
_ABOVE = late(rf"(?:高于|高出|快于|低于|好于|优于)(?!{_PAST_SELF})[^，；\d]{{2,16}}$")
_ABOVE_PLAN = late(
    "(?:超过?|超出|高于|高出|快于|低于)(?:年初|年度|全年|既定|预期|国家|省|市|省定|市定|考核|下达|时间|序时)*(?:目标任务|预期目标|目标|任务|计划|进度|国家考核|考核|省定|市定|年初|年度|预期)$"
)
_COMPARED_WITH = late(
    rf"(?:比|较)(?!{_PAST_SELF})[^，、；\d]{{1,14}}?(?:高|低|快|慢|多|少|好|领先)(?:出|于)?$|(?:比|较){_OTHERS}[^，、；\d]{{0,12}}$"
)
_CHANGE_BEHIND = late(r"的(?:高速|快速|较快|大幅|高位|稳定|稳步)?(增长|增速|增幅|涨幅|降幅|下降)(?=[，、；。\n]|$)")
_AT_LEAST = late(r"至少|最少|不少于")
_DAYS_ONLY = late(r"\d(?<![A-Za-z续连\d.].)\d{0,2}(?:天|个月)(?:时间)?$")
_AFTER_DAYS = late(
    r"\d(?<![A-Za-z续连\d.].)(?!(?<=2)4小时(?:不打烊|城市|自助|书|便利|药店|营业|服务|开放|值班))\d{0,2}(?:天|年|个月|小时)(?:时间|内)?(?=[^\W\da-zA-Z_]{2})"
)


def step_back(text: str, start: int, change: Change, quantity: Quantity) -> None:
    """Move the end of the name back over what only compares: 高于全省平均, 从15%, 在…基础上."""
    change.relative = _over_comparison(text, start, change, quantity.unit in POINT_UNITS)
    _over_base(text, start, change, quantity)
    if (
        change.end < quantity.start
        and text[change.end - 1] in "国省市"
        and (among := _IN_WHOLE.search(text, start, change.end))
    ):
        change.end = among.start()
    aside = _ASIDE.search(text, max(start, change.end - 40), change.end)
    if aside:
        change.end = aside.start()
        change.measure = change.measure or "level"
        if text.endswith("分别", start, change.end):
            change.end, change.respective = change.end - 2, True


def note_verb_behind(text: str, quantity: Quantity, change: Change) -> None:
    """实现10%以上的增长: the verb of change stands behind the number."""
    behind = _CHANGE_BEHIND.match(text, quantity.tail) if quantity.unit in SHARE_UNITS else None
    if behind and change.measure in ("", "level"):
        change.measure = "decline" if behind[1] in ("降幅", "下降") else "growth"


def _over_comparison(text: str, start: int, change: Change, points: bool) -> bool:
    window = max(start, change.end - 26)
    match = (
        (_ABOVE_PLAN.search(text, window, change.end) or _ABOVE.search(text, window, change.end)) if points else None
    )
    match = match or _RELATIVE.search(text, window, change.end) or _COMPARED_WITH.search(text, window, change.end)
    if match is None:
        return False
    change.end = match.start()
    again = change_before(text, start, change.end)
    if again.end < change.end:
        change.end, change.measure = again.end, change.measure or again.measure
        change.respective |= again.respective
    return True


def _over_base(text: str, start: int, change: Change, quantity: Quantity) -> None:
    """不低于当地标准的1.6倍: what a multiple or a share is taken of is no part of the name."""
    if quantity.unit not in ("倍", "%"):
        return
    if _BARE_BASE.fullmatch(text, start, change.end):
        change.end = start
        return
    if quantity.unit == "倍" and (elsewhere := _ELSEWHERE.search(text, max(start, change.end - 14), change.end)):
        change.end, change.measure, change.relative = elsewhere.start(), change.measure or "level", True
        return
    match = _BASE_OF.search(text, max(start, change.end - 26), change.end)
    if match:
        change.end = match.start()
        change.measure = change.measure or "level"
        change.bound = _BASE_BOUNDS.get(match[1], change.bound)


def keep_making_verb(text: str, item: Item, start: int, change: Change) -> None:
    """新建和改造提升3万亩农田: the verb of change is one of several verbs that make, and no change of a level."""
    if change.measure not in ("growth", "decline") or change.verb is None:
        return
    if change.word == "增收" and item.quantity.unit.endswith(("人", "人次", "户", "名")):
        change.end, change.measure, change.word, change.verb = change.verb[1], "", "", None
        return
    if item.quantity.unit.endswith(RELATIVE_UNITS):
        return
    start = lead_end(text, start, change.verb[1])
    made = making_end(text, start, change.verb[1]) >= change.verb[1]
    more = change.verb[0] > start or item.after[1] > item.after[0]
    if (made and more) or (change.word in ("提升", "优化") and _of_things(text, item, start, change)):
        change.end, change.measure, change.word, change.verb = change.verb[1], "", "", None


def _of_things(text: str, item: Item, start: int, change: Change) -> bool:
    """整治提升230座: things are improved, no level rises."""
    quantity = item.quantity
    return (quantity.counts or quantity.unit.endswith(AREA_UNITS)) and not ends_as_level(text[start : change.end])


def name_start(text: str, start: int, change: Change) -> int:
    """Return where the name begins: behind words of time, verbs that introduce, 至少, and spans of days."""
    start = lead_end(text, start, change.end)
    for pattern in (_AT_LEAST, _AFTER_DAYS):
        match = pattern.search(text, start, change.end)
        if match:
            start = lead_end(text, match.end(), change.end)
            if pattern is _AT_LEAST:
                change.bound, change.bound_span = change.bound or Comparator.GE, change.bound_span or match.span()
    days = text[change.end - 1] in "天月间" and _DAYS_ONLY.search(text, start, change.end)
    return change.end if days else start


def is_share(quantity: Quantity) -> bool:
    """Whether a number is a share or a rate."""
    return quantity.unit.endswith(SHARE_UNITS)
