"""What a milestone is about, where its words are shared with its neighbours: 甲、乙物流中心, 园区一期投产、二期开工."""

from __future__ import annotations

import re

_LONGEST_BARE = 3
_WHOLE_ALREADY = re.compile("[路桥园站区馆院校厂线港楼]$")
_SHARED_NOUN = re.compile(
    r"街道|片区|社区|综合|高速|高铁|铁路|国道|省道|公路|号线|抽水|能源|物流|邻里|变电站|高中|中心|基地|工程|项目|园区|电站|机场|水库|医院"
    r"|学校|小学|中学|广场|公园|产业|总部|\dA级|千伏|220KV|110KV"
)
"""Where the part begins that the objects of a list have in common."""
_STAGE = re.compile("[一二三四五六]期")
_STAGED = re.compile("(?P<of>[^，、；。]{2,24}?)[一二三四五]期[^，；。]{0,8}、$")
_NUMBERED_ROAD = re.compile("[一二三四五六七八九十]路")
_LEADING_TO = re.compile("(?:加快|推动|推进|力促|支持|促进|确保|力争|争取|实现|完成|建设|建成|全力)+")
_NOTHING = frozenset(
    ("全部", "建设", "建成", "扩大", "提前", "投产", "核准", "指标", "利用", "立项", "全面扩大", "构建", "年底建成")
)
"""What is left where the object stands in another clause."""


def whole_object(before: str, names: list[str], index: int, kind_of_all: str) -> str:
    """Return the object of a list with what it shares with the others, or nothing where no object is named.

    >>> whole_object("", ["光明", "马田物流中心"], 0, "")
    '光明物流中心'
    """
    name = names[index]
    if name in _NOTHING:
        return ""
    if _STAGE.fullmatch(name):
        staged = _STAGED.search(before)
        led = _LEADING_TO.match(staged["of"]) if staged else None
        return staged["of"][led.end() if led else 0 :] + name if staged else name
    if _NUMBERED_ROAD.fullmatch(name) and index and _NUMBERED_ROAD.fullmatch(names[index - 1][-2:]):
        return names[index - 1][:-2] + name
    if len(name) > _LONGEST_BARE or _WHOLE_ALREADY.search(name):
        return name
    if kind_of_all:
        return name + kind_of_all
    return name + _shared(names[index + 1 :])


def _shared(others: list[str]) -> str:
    """What the first longer name behind a bare one holds for both."""
    longer = next((other for other in others if len(other) > _LONGEST_BARE), "")
    noun = _SHARED_NOUN.search(longer, 1)
    return longer[noun.start() :] if noun else ""
