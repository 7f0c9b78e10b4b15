"""What a milestone is about, where its words are shared with its neighbours: 甲、乙物流中心, 园区一期投产、二期开工."""

from __future__ import annotations

from .lexicon import late

_LONGEST_BARE = 3
_WHOLE_ALREADY = late("[路桥园站区馆院校厂线港楼]$")
_SHARED_NOUN = late(
    r"街道|片区|社区|综合|高速|高铁|铁路|国道|省道|公路|号线|抽水|能源|物流|邻里|变电站|高中|中心|基地|工程|项目|园区|电站|机场|水库|医院"
    r"|学校|小学|中学|广场|公园|产业|总部|\dA级|千伏|220KV|110KV"
)
"""Where the part begins that the objects of a list have in common."""
_STAGE = late("[一二三四五六]期")
_STAGED = late("(?P<of>[^，、；。]{2,24}?)[一二三四五]期[^，；。]{0,8}、$")
_NUMBERED_ROAD = late("[一二三四五六七八九十]路")
_LEADING_TO = late("(?:加快|推动|推进|力促|支持|促进|确保|力争|争取|实现|完成|建设|建成|全力)+")
_NOTHING = frozenset(
    (
        "全部",
        "建设",
        "建成",
        "扩大",
        "提前",
        "投产",
        "核准",
        "指标",
        "利用",
        "立项",
        "全面扩大",
        "构建",
        "年底建成",
        "避险",
        "开春即",
    )
)
"""What is left where the object stands in another clause."""
_ANY_PROJECT = late("(?:新|季度|本季度|重大|重点|产业|招商|签约)*项目|在[^，、；]*企业(?:注册)?")
"""新项目, 重大项目, firms wherever: none that is named."""
_DONE_TO_ALL = late("(?:改造|治理|整治|整备|组建|编制|修编|征拆|征收|拆迁|收储|修复)(?:项目|工程|工作)?$")
"""甲路、乙路等土地整备项目完成: what is done to all of them is what gets done."""
_LIKE_PLACES = (
    (
        late("(?:[乡镇村县市]|(?<![灌景校院园港库湖])区)$"),
        late(r"[^乡镇村县市区]{1,5}(?P<end>[乡镇村县市]|(?<![灌景校院园港库湖])区)(?P<rest>\w{2,})"),
    ),
    (
        late("[一二三四五六七八九十][小中幼院]$"),
        late("[一二三四五六七八九十](?P<end>[小中幼院])(?P<rest>\\w{2,})"),
    ),
    (late("）$"), late("[^（）]{2,8}（[^）]+(?P<end>）)(?P<rest>\\w{2,})")),
)
"""东乡、西乡土地整理项目; 城关一小、二小校舍扩建; 甲街（一段）、乙路（二段）绿化改造: what stands behind the last place
is said of all."""


def whole_object(before: str, names: list[str], index: int, kind_of_all: str) -> str:
    """Return the object of a list with what it shares with the others, or nothing where no object is named.

    >>> whole_object("", ["光明", "马田物流中心"], 0, "")
    '光明物流中心'
    """
    name = names[index]
    if name in _NOTHING or _ANY_PROJECT.fullmatch(name):
        return ""
    if rest := _rest_of_place(name, names[index + 1 :]):
        return name + rest
    if _DONE_TO_ALL.search(kind_of_all):
        return name if name.endswith(kind_of_all) else f"{name}{kind_of_all}"
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


def _rest_of_place(name: str, others: list[str]) -> str:
    """What a longer name behind a place says of another place of the same kind."""
    for ends, longer in _LIKE_PLACES:
        if not ends.search(name):
            continue
        said = next(filter(None, map(longer.match, others)), None)
        alike = said is not None and (said["end"] == name[-1] or {said["end"], name[-1]} == {"市", "县"})
        return said["rest"] if said is not None and alike else ""
    return ""
