"""How long something takes, how old somebody is, which stage it is: 免签240小时, 满3岁, 园区2期."""

from __future__ import annotations

import re

from .attributes import NOUN, Span
from .lexicon import late
from .names import lead_end, making_end
from .quantities import Quantity

_ABOUT_TIME = late(r"天数|污染天|优良|达标天|时限|时间|周期|平均|压缩|缩短|压减|办结|用时|时长|提速|时效")
_CHANGED_BY = late(r"(?:同比|[比较](?:上年|20\d\d年)(?:同期)?)(?:增加|减少|增长|下降)$")
_SCORED = late("(?:满意度|指数|得分|评分)(?:得分|评分|值)?(?:达到?|为|提升[至到]|提高[至到])?$")
_FEW_STAGES = 5
"""园区1期、2期 are stages, 培训124期、5600人 are courses."""
_TAUGHT = late("(?:开设|举办|开展|组织|开办|办|培训)[^，、；]{0,12}$")
_RARE_COUNTS = frozenset("首里方节剂班道期档站顶把升队股码口门支")
TIMES = _RARE_COUNTS.union(
    ("天", "个工作日", "工作日", "个自然日", "自然日", "小时", "个小时", "分钟", "秒", "毫秒"), "个年岁度周卡分"
)
"""The units that `is_duration` has something to say of."""
_TEAM = late(r"[^，、；。]{0,10}?(?:基金|队|力量|团)")
_PRODUCED = "产能|产量"


def is_duration(text: str, quantity: Quantity, clause: Span) -> bool:
    """Tell whether a number in one of `TIMES` says how long something takes, or numbers it, and counts nothing."""
    unit = quantity.unit.lstrip("万亿千百十")
    if unit == "个" and text.startswith("月", quantity.tail):
        return True
    before = text[max(clause[0], quantity.start - 24) : quantity.start]
    if unit in ("天", "个工作日", "工作日", "个自然日", "自然日", "小时", "个小时", "分钟", "秒"):
        return not (_ABOUT_TIME.search(before) or _CHANGED_BY.search(before))
    if unit == "毫秒":
        return NOUN.match(text, quantity.tail, clause[1]) is not None
    if unit == "年":
        return "年限" not in before
    if unit == "岁":
        return "寿命" not in before
    if unit == "度":
        return "电" not in before
    if unit == "支" and (_TEAM.match(text, quantity.tail, clause[1]) or before.endswith(("基金", "队伍", "队"))):
        return False
    if unit == "期" and quantity.value <= _FEW_STAGES and text.startswith("、", quantity.tail):
        return True
    if unit == "期" and _TAUGHT.search(before):
        return False
    if unit in _RARE_COUNTS and quantity.form not in ("words", "numeral"):
        start = lead_end(text, clause[0], quantity.start)
        return making_end(text, start, quantity.start) == start and not re.search(
            _PRODUCED, text[start : quantity.start]
        )
    return unit in ("周", "卡") or (unit == "分" and not _SCORED.search(before))
