"""Names that are said together: each number gets its own, with the words that they share restored."""

from __future__ import annotations

import re

from .lexicon import alternation, late, words
from .names import ends_as_level, making_end, one_of

COUNTERPARTS = {
    "出栏": "存栏",
    "存栏": "出栏",
    "外资": "内资",
    "内资": "外资",
    "农村": "城镇",
    "出口": "进口",
    "进口": "出口",
    "水耗": "能耗",
    "电耗": "能耗",
    "农村居民": "城镇居民",
}
"""Names of which one stands for the other where the rest is left out: 进口 behind 外贸出口."""
_NUMERALS = "一二三四五六七八九十"
_TAIL_CHAIN = late(lambda: rf"(?:{one_of('shared_tail')})+$")
_SHARE_TAIL = late(lambda: rf"(?:{one_of('shared_tail')})+占.{{2,}}$")
_OF_ALL = late("的(?:比例|比重|占比|增速|数量|面积|覆盖率)$")
"""通公路的乡镇、通硬化路的自然村的比例: the head behind 的 is that of all."""
_PLACE = late("(?:开发区|高新区|\\w[县市区镇乡旗州])$(?<!城市)(?<!示范区)(?<![小社]区)")
_AMONG_ALL = late("^全[国省市]")
_PLACE_FIRST = late("各?(?:县（[市区]）|县市区|区县|县区|乡镇|镇街|县城|郊区)|各[县市区镇乡]")
_HAS_HEAD = late(r"[数率额量值比度次]$")
_OF_PROJECTS = late("[^，；]{0,12}?(?:项目|工程)(?=[^，；]{0,4}(?:履约|开工|签约|竣工|落地|投产|入库|注册)率$)")
_LONGEST_RATE = 6
"""新引进项目合同履约率、开工率: each is a rate of the projects."""
_OWNS = late("产业链?$|[工农行]业$|集群$|板块$")
"""Ends of names that have an output and are none."""
_LATIN = late("[A-Za-z0-9]")
_SHORT = 4
_COUNTED_HEAD = late(
    "(?:[量额率数值]|警情|案件|发案|产能|能耗|装机|成本|价格|收益|时限|[占比]比|比[例重]|强度|浓度|排名?|营收|消费|[存贷]款|面积|里程)$"
)
_RATE = 3
"""Rates have heads of three signs: 利用率, 覆盖率."""
_HAVING_HEADS = frozenset(
    (
        "项目",
        "人才",
        "医院",
        "学校",
        "园区",
        "平台",
        "机构",
        "产业",
        "基地",
        "中心",
        "企业",
        "总部",
        "集群",
        "产业链",
        "行业",
        "板块",
    )
)
"""Ends that names share and that have an output: what is left of a name without its head may end in them."""
_HEAD_CHAIN = late(
    lambda: (
        rf"(?:(?<!金融)(?:{alternation(word for word in words('names', 'shared_tail') if word not in _HAVING_HEADS)})"
        "|从业人员|存款|机构数|客流量?|总产|单产|亩产|播面|接待游客|(?:发案|立案|受理|破案|损失|发生)数)+$"
    )
)
_CONTRAST = late(
    "城镇|农村|城市|乡村|进口|出口|国内|国际|国家级|省级|市级|区级|县级|公办|民办|普通|线上|线下|新建|存量|企业|居民|本级"
)
_PAIRS = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
    "产销": ("生产", "销售"),
    "中小学": ("中学", "小学"),
}
_CROPS = {
    "粮": "粮食",
    "油": "油料",
    "菜": "蔬菜",
    "果": "水果",
    "肉": "肉类",
    "奶": "奶",
    "蛋": "蛋",
    "茶": "茶叶",
    "糖": "糖料",
    "棉": "棉花",
}
_EACH_CROP = late("(?P<crops>[粮油菜果肉奶蛋茶糖棉]{2,4})(?=总?产量|种植面积)")
"""粮肉奶产量: each sign stands for one of them."""
_BARE_HEAD = late(
    r"(?:支出|收入|出口|进口|出口额|进口额|贷款|存款|销量|产量|利润|营收|交易额|成交额|资金需求量|资金量|投资总额|经营收入|营业收入)$"
)
_COUNTED = late("(?:(?:登记|成交|交易)(?:项|份|宗|笔)?数|(?<=[货客]运)量)$")
"""技术合同登记数、成交额; 网络货运量、交易额: what is counted has a turnover too."""
_WHOLE = frozenset(("固投", "社零", "GDP", "CPI", "进出口", "税收", "投资", "消费", "出口", "进口", "收入"))
_OWNER = late("[^，、；]{0,8}(?:园区|开发区|高新区|经开区|景区|国有企业|国企)(?=[^，、；]{3,}$)")
"""省级及以上园区总收入、工业增加值、亩均税收: all are those of the zones."""
_KIND_FIRST = late("限额以上|限上|规模以上|规上|城乡居民(?=养老|医)")
"""限额以上汽车、家电类零售额: what the first lacks its head for, all are of that kind."""
_WHERE_FIRST = late("(?:城市|农村|城区|县城|城镇|乡镇|建制镇)(?:（[^）]{1,4}）)?(?=生活|自来水|污水|垃圾|卫生)")
_SERVED = late("生活(?:垃圾|污水)|自来水|卫生厕所|污水|垃圾")
_PER_HEAD = late("每?[万千]人口?(?=[^，、；]{2,})")
_CARERS = late("(?:注册)?护士|执业|全科|医师|医生")
_PLACED = late("在[^，、；]{2,14}(?:排名|位次)$")
"""甲集团、乙集团在全国500强排名: both have their places there."""
_VISITORS = ("游客", "旅客")
_TIMES = ("人次", "件次", "批次")
"""信访总量件次、人次: each counts what the first one names."""
_FLOWS = ("出口", "进口", "收入", "支出", "投资", "投入", "消费", "税收", "存款", "贷款")
"""技改投入、外贸出口: each has such a head of its own."""
_BARE_COUNT = late(
    r"(?:(?:发案|损失|死亡|伤亡|受理|立案)数|死?伤?亡人数|受伤人数|起数|件数|金额|数量|面积|人数|总额|总量)$"
)
_AND = "以及|和(?!谐|平|美)|(?<![普涉遍])及(?!时|格)|与(?!会)"


def without_head(name: str) -> str:
    """Return whose head it is: 软件业从业人员 → 软件业, 存款余额 → 存款."""
    match = _HEAD_CHAIN.search(name)
    return name[: match.start()] if match else name


def coordinated(text: str, count: int) -> list[str]:
    """Split the common subject of several numbers into its names, restoring what they share.

    >>> coordinated("城镇和农村常住居民人均可支配收入", 2)
    ['城镇常住居民人均可支配收入', '农村常住居民人均可支配收入']
    """
    text = text.replace("存、贷款", "存贷款")
    if (each := _EACH_CROP.match(text)) and len(each["crops"]) == count:
        return [_CROPS[crop] + text[each.end() :] for crop in each["crops"]]
    for joint in (f"、|{_AND}", "、", _AND, "、|以及|和(?!谐|平|美)"):
        parts = [part for part in re.split(joint, text) if part]
        if len(parts) == count:
            return _restored(parts)
    if count == 2:
        for pair, (first, second) in _PAIRS.items():
            if pair in text:
                return [text.replace(pair, first, 1), text.replace(pair, second, 1)]
    parts = [part for part in re.split(f"、|{_AND}", text) if part]
    if len(parts) > count:
        return _restored([*parts[: count - 1], text[text.find(parts[count - 1]) :]])
    return []


def names_pair(text: str) -> bool:
    """Whether one word stands for two names (存贷款, 城乡)."""
    return any(pair in text for pair in _PAIRS if pair != "进出口")


def _restored(parts: list[str]) -> list[str]:
    last = parts[-1]
    if last[0] in _NUMERALS and all(len(part) == 1 and part in _NUMERALS for part in parts[:-1]):
        return [part + last[1:] for part in parts[:-1]] + [last]
    if head := _OF_ALL.search(last):
        return [part if part.endswith(head[0]) else part + head[0] for part in parts]
    if (project := _OF_PROJECTS.match(parts[0])) and all(
        len(part) <= _LONGEST_RATE and part[-1] == "率" for part in parts[1:]
    ):
        return [parts[0], *(project[0] + part for part in parts[1:])]
    if rest := _of_places(parts[0], last):
        return [part + rest for part in parts[:-1]] + [last]
    if last in _TIMES and parts[0].endswith(_TIMES):
        return [*parts[:-1], parts[0][: -len(last)] + last]
    owner = without_head(_COUNTED.sub("", parts[0]))
    if _BARE_COUNT.match(last) or (_BARE_HEAD.fullmatch(last) and len(owner) > 1):
        return [part if part.startswith(owner) else owner + part for part in parts]
    contrast = _CONTRAST.match(last)
    if contrast and all(_CONTRAST.fullmatch(part) for part in parts[:-1]):
        return [part + last[contrast.end() :] for part in parts[:-1]] + [last]
    if making_end(last, 0, len(last)) and not making_end(parts[0], 0, len(parts[0])) and "新增" in last:
        return parts
    if placed := _PLACED.search(last):
        return [part if part.endswith(("排名", "位次")) else part + placed[0] for part in parts]
    return _with_owner(parts, [part if part is last else _headed(index, parts) for index, part in enumerate(parts)])


def _headed(index: int, parts: list[str]) -> str:
    """Return a name with the head of the next one that has a head: 户厕、垃圾处理设施覆盖率和污水治理率."""
    part, following = parts[index], parts[index + 1]
    source = following if _HAS_HEAD.search(following) else parts[-1]
    return _joined(part, _shared_tail(parts[0] if source is parts[-1] else part, source))


def _with_owner(parts: list[str], names: list[str]) -> list[str]:
    """Give to all names the words at the head of the first that say whose they are."""
    owner = _OWNER.match(parts[0])
    if owner and all(ends_as_level(name) and not _OWNER.match(name) for name in names[1:]):
        return [names[0], *(owner[0] + name for name in names[1:])]
    bare = names[0] != parts[0]
    kind = _KIND_FIRST.match(parts[0]) if bare else None
    if kind and kind.end() < len(parts[0]):
        return [name if _KIND_FIRST.match(name) or name == names[0] else kind[0] + name for name in names]
    return [names[0], *(where_of(names[index - 1], name) + name for index, name in enumerate(names) if index)]


def where_of(before: str, name: str) -> str:
    """Return what a rate shares with the one before it: 农村自来水普及率、卫生厕所普及率; 每千人医师数、护士数."""
    if name[-1:] == before[-1:] == "率" and (where := _WHERE_FIRST.match(before)) and _SERVED.match(name):
        return where[0]
    per = _PER_HEAD.match(before)
    return per[0] if per and name[-1:] == before[-1:] == "数" and _CARERS.match(name) else ""


def _of_places(first: str, last: str) -> str:
    """Return what two places share: 甲经开区、乙高新区工业收入; 中心城区及各县（市）污水收集率."""
    if not _PLACE.search(first):
        return ""
    place = _PLACE_FIRST.match(last)
    end = place.end() if place else last.rfind(first[-1], 1) + 1
    return _AMONG_ALL.sub("", last[end:]) if 1 < end < len(last) - 1 else ""


def _joined(part: str, tail: str) -> str:
    if part in _WHOLE or (tail in _FLOWS and part.endswith((*_FLOWS, *_VISITORS))):
        return part
    if part.endswith(("存款", "信贷")) and tail.startswith("贷款"):
        return part + tail.removeprefix("贷款")
    for length in range(min(len(tail), len(part)), 0, -1):
        if part.endswith(tail[:length]):
            return part + tail[length:]
    headless = not _TAIL_CHAIN.search(part) or len(part) <= 2 or _OWNS.search(part)
    return part + tail if headless and not _HAS_HEAD.search(part) else part


def _shared_tail(first: str, last: str) -> str:
    """Return the words at the end of the last name that the others lack: 盗抢、诈骗警情 share 警情."""
    share = _SHARE_TAIL.search(last)
    match = share or _TAIL_CHAIN.search(last)
    if not match:
        return _rest(first, last) if making_end(first, 0, len(first)) == 0 else ""
    tail = match[0]
    if tail == "余额" and last.endswith("贷款余额", 1):
        return "贷款余额"
    if len(tail) == 1 and len(last) > _RATE and "）" not in last[-_RATE:]:
        return last[-_RATE:]
    return _rest(first, last) if len(tail) == len(last) else tail


def _rest(first: str, last: str) -> str:
    """Return the end of the last name that the first one, which has no head of its own, lacks."""
    if len(first) >= len(last) or ends_as_level(first) or _LATIN.search(first + last):
        return ""
    alike = last.rfind(first[-1], 1)
    rest = last[alike + 1 if alike > 0 else len(first) :]
    return rest if alike > 0 or (len(first) <= _SHORT and _COUNTED_HEAD.search(rest)) else ""
