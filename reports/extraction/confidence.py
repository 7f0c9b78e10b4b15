"""How sure the engine is of a statement: a logistic score over what is known of it.

The weights are data (`weights.json`), made by `python -m reports.extraction.training`; the same texts give the same
weights. A confidence of 0.9 means that nine of ten such statements were right in every field.
"""

from __future__ import annotations

import json
import math
from functools import cache, lru_cache
from pathlib import Path

from .lexicon import late
from .model import Comparator, Kind, Measure, Role
from .names import ends_as_level
from .oddities import oddities
from .structure import Sentence
from .thread import Found

_WEIGHTS = Path(__file__).with_name("weights.json")
_SAID_INSIDE = late(
    "(?:累计|共计|分别|均为|成功|用于|至少|已经|正式|全面|纷纷|相继|先后|轮番|跃升|跻身|突破|达到|位居|率先|加大|加快|加强|做好|以下|迈进|跨过"
    "|带动|通过|在全[国省市])(?<=\\w\\w..)"
)
_OPENS_AS_PREDICATE = (
    "拟",
    "因",
    "未",
    "被",
    "正在",
    "按",
    "采取",
    "统筹",
    "通过",
    "利用",
    "依托",
    "借助",
    "支持",
    "引导",
    "鼓励",
    "围绕",
    "重点做",
    "做好",
    "在",
    "向",
    "与",
)
"""Adverbs and verbs inside a name: something was said that the rules did not take apart."""
_MAGNITUDES = frozenset(("亿", "万", "万亿"))
_BARE_HEAD = late(
    "[^\\W\\d]{0,2}(?:率|数|总量|总额|规模|面积|占比|比重|比例|增速|投资|资金|金额)"
    "|(?:完成|新增|实施|建成|打造|培育|引进|累计|协议|签约|在建|年|双向|集群|示范|标杆|产业类){0,2}"
    "(?:项目|产值|营收|收益|效益|销售额|交易额|投资额|人数|资本|价格|活跃度|园区|示范区|泊位|授权点|系列活动|设施|模型)"
)
"""Of what? Its owner was found nowhere."""
_BORROWING = frozenset(
    (
        "elided-subject",
        "leaning-head",
        "owner-of-head",
        "shared-noun",
        "benefit-of-subject",
        "money-of-projects",
        "share-of-subject",
        "rank",
    )
)
"""Rules that lend a name what was spoken of before."""
_LENGTHS = tuple(f"name<={next(limit for limit in (2, 4, 14, 20, 28, 60) if length <= limit)}" for length in range(30))


def confidence(found: Found, sentence: Sentence, text: str) -> float:
    """Return the estimated chance, between 0 and 1, that every field of a statement is right."""
    score = _base(found.rule, found.quantity.form, found.measure, min(len(found.name), 29))
    weights = _weights()
    for feature in _circumstances(found, sentence, text):
        score += weights.get(feature, 0.0)
    return round(1 / (1 + math.exp(-score)), 3)


@cache
def _base(rule: str, form: str, measure: str, length: int) -> float:
    """Return what the features that every statement has weigh together."""
    weights = _weights()
    return sum((weights.get(feature, 0.0) for feature in _kinds(rule, form, measure, length)), weights.get("bias", 2.0))


@cache
def _weights() -> dict[str, float]:
    if not _WEIGHTS.exists():
        return {}
    weights: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return weights


def features(found: Found, sentence: Sentence, text: str) -> list[str]:
    """Name what is known of a statement; each name has a weight."""
    kinds = _kinds(found.rule, found.quantity.form, found.measure, min(len(found.name), 29))
    return kinds + _circumstances(found, sentence, text)


def _kinds(rule: str, form: str, measure: str, length: int) -> list[str]:
    return ["rule " + rule, "form " + form, "measure " + measure, _LENGTHS[length]]


def _circumstances(found: Found, sentence: Sentence, text: str) -> list[str]:
    quantity, clause = found.quantity, found.clause
    present = []
    if found.comparator in (Comparator.RELATIVE, Comparator.BETWEEN):
        present.append("comparator " + found.comparator)
    if (found.kind is Kind.TARGET) != (sentence.role is Role.PLAN):
        present.append("kind against section")
    if found.year != sentence.year:
        present.append("year against section")
    if "、" in found.name:
        present.append("list in name")
    if quantity.tail < clause[1] and text[quantity.tail] not in "，、；。！？）\n":
        present.append("words behind")
    if clause[1] - clause[0] > 40:
        present.append("long clause")
    if found.unread_beside:
        present.append("unread beside")
    if found.said_twice:
        present.append("said twice")
    if "words behind" in present and not quantity.counts:
        present.append("amount before words")
    if quantity.unit in _MAGNITUDES:
        present.append("bare magnitude")
    if found.far and found.rule in _BORROWING:
        present.append("borrowed from afar")
    if found.out_of_step:
        present.append("out of step")
    if found.measure is Measure.LEVEL and found.verb_span is None and quantity.counts and not ends_as_level(found.name):
        present.append("level without a head")
    if found.rule == "number-noun-verb" and found.kind is Kind.TARGET:
        present.append("promised as a predicate")
    if found.measure is Measure.GROWTH and found.rule == "money-of-projects":
        present.append("growth of projects")
    return present + _of_name(found.name)


@lru_cache(maxsize=4096)
def _of_name(name: str) -> list[str]:
    """What makes a name doubtful."""
    present = ["odd " + oddity for oddity in oddities(name)]
    if name.startswith(_OPENS_AS_PREDICATE) or _SAID_INSIDE.search(name) or "一批" in name or "若干" in name:
        present.append("said inside the name")
    if _BARE_HEAD.fullmatch(name):
        present.append("bare head")
    if "等" in name:
        present.append("examples in name")
    return present
