"""What a number measures, and how it bounds the indicator."""

from __future__ import annotations

from .change import Change
from .clauses import Item
from .lexicon import late
from .model import Comparator, Measure
from .names import IN_STOCK, ends_as_level, making_end
from .quantities import AREA_UNITS, POINT_UNITS, SHARE_UNITS, Quantity

CHANGE_LEAD = late(
    r"(?P<decline>压减|降低|减少|下降|压缩|缩短|削减|压降|缩减|精简|下调)|(?P<growth>提高|提升|增加(?!值)|增长|上调)"
)
_GROWN_TO = frozenset(f"{verb}{to}" for verb in ("增加", "扩大", "上升", "壮大", "发展") for to in "到至") | {"增至"}
"""What grows to a number was there before: a stock."""
_GAINING = late(
    r"惠(?<=\w\w.)及(?!率|面)|受(?<=\w\w.)益(?!率|面)|[带拉](?<=\w\w.)动(?:直接|社会|各类)?(?:消费|销售)$"
    r"|提(?<=\w\w.)供[^，、]{0,6}(?:岗位|床位|学位|房源|托位)$"
    r"|[服参](?<=\w\w.)[务与](?:企业|群众|居民|市民|游客|职工)$|签(?<=\w\w.)约项目$"
)
"""Whoever or whatever brings it about, it is counted as it comes: 消费券带动消费, 招聘会提供岗位."""
_GIVEN_TO = late(
    "[^，；]{0,20}减轻[^，；]{2,10}负担$|向[^，；]{2,14}(?:发放|提供|投放|捐赠|授信)|[^，；]{2,14}发放[^，；]{0,6}贷款$"
)
STANDING = late("(?<=[^存现潜])在[保册校岗园](?!线)(?=[家户人学员职幼])")
"""公租房在保家庭, 在园幼儿: they are there, nothing adds them."""
_NOT_MADE = ("项目产值", "项目投资规模", "企业产值", "时限", "时间", "时长")
"""储备项目投资规模超300亿元: what was won has it, nothing makes it; 处置时限提速至1小时内."""
_PER = ("/平方公里", "/亩", "/人", "/平方米", "/万人", "/千人")
"""What falls to each is a level."""
_INTRODUCING = frozenset(["完成", "实现", "为", "在", "以", "有", "共", "共有", "是", "按", "到"])


def measure_of(item: Item, name: str, change: Change) -> Measure:
    """Decide what a number measures from its unit, the verb of change before it, and its name."""
    quantity = item.quantity
    if quantity.form == "fold":
        return Measure.MULTIPLE
    if quantity.unit in POINT_UNITS:
        falls = change.measure == "decline" or (not change.measure and _lead(name) == "decline")
        return Measure.DECREASE if falls else Measure.INCREASE
    if quantity.unit.endswith(SHARE_UNITS):
        return Measure.LEVEL if _compares_levels(name, change) else _measure_of_share(change.measure or _lead(name))
    if quantity.unit == "倍":
        return Measure.GROWTH if change.measure == "growth" else Measure.MULTIPLE
    if quantity.unit.endswith("位") and "排名" in name and change.measure != "growth":
        return Measure.RANK
    return _measure_of_amount(item, name, change)


def _compares_levels(name: str, change: Change) -> bool:
    """研发投入占生产总值比重较全省平均高出3.6%: a share that is higher than another's has not grown."""
    return change.relative and change.word == "高出" and "占" in name and ends_as_level(name)


def _lead(name: str) -> str:
    """Return the change that a name begins with, or nothing."""
    lead = CHANGE_LEAD.match(name)
    return lead.lastgroup or "" if lead else ""


def _measure_of_share(change: str) -> Measure:
    return Measure(change) if change in ("growth", "decline") else Measure.LEVEL


def _measure_of_amount(item: Item, name: str, change: Change) -> Measure:
    quantity = item.quantity
    behind = item.after[1] > item.after[0]
    if change.measure == "growth" and not (quantity.counts and behind and change.end <= item.before[0]):
        return Measure.INCREASE
    if change.measure == "decline":
        return Measure.DECREASE
    if behind and (not change.measure or change.word in _INTRODUCING):
        return Measure.QUANTITY
    if change.word in _GROWN_TO or (change.word.endswith(("到", "至")) and ends_as_level(name)):
        return Measure.LEVEL
    if name.startswith(IN_STOCK) or name.endswith(IN_STOCK):
        return Measure.LEVEL
    if "在" in name and STANDING.search(name):
        return Measure.LEVEL
    if change.bound and name.endswith("企业数") and "新增" not in name:
        return Measure.LEVEL
    if (
        "新增" in name
        or (name.startswith("净增") and not ends_as_level(name))
        or "扩面" in name
        or name.startswith(("为", "受益"))
        or (("发放" in name or name[:1] == "向" or name.endswith("负担")) and _GIVEN_TO.match(name))
        or (name.endswith("以旧换新") and not change.measure)
        or _GAINING.search(name)
        or is_made(name)
        or (change.word == "完成" and quantity.counts)
    ):
        return Measure.QUANTITY
    level = ends_as_level(name) or quantity.unit.endswith(_PER)
    if change.bound and not change.measure and not level and quantity.unit.endswith(AREA_UNITS):
        return Measure.QUANTITY
    if change.measure == "level" or level or change.bound in (Comparator.GT, Comparator.LE, Comparator.LT):
        return Measure.LEVEL
    return Measure.QUANTITY


def is_made(name: str) -> bool:
    """Whether a name begins with a verb that makes what is counted."""
    if name.startswith(("带动", "拉动", "推动")) and ends_as_level(name):
        return False
    if name.endswith(_NOT_MADE):
        return False
    return making_end(name, 0, len(name)) > 0 and not name.startswith(("完成", "实现"))


def comparator_of(quantity: Quantity, change: Change) -> Comparator:
    """Decide how a value bounds its indicator from the words on both sides of the number."""
    if change.relative:
        return Comparator.RELATIVE
    if quantity.bound is Comparator.BETWEEN:
        return Comparator.BETWEEN
    if change.ceiling:
        return quantity.bound or change.bound or Comparator.LE
    if quantity.bound is not None and (change.bound is None or quantity.bound is not Comparator.APPROX):
        return quantity.bound
    return change.bound or Comparator.EQ
