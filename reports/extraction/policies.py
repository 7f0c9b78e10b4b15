"""Counts of what an office has laid down: 20条举措, 出台新政15条. How many there are is no statement."""

from __future__ import annotations

from .attributes import Span
from .lexicon import late
from .quantities import Quantity

_POLICY = late(
    r"[^，、；。]{0,14}?(?:举措|措施|政策|意见|规定|原则|制度|机制|纪律|清单(?!化)|准则|办法|若干|实施细则|决定|承诺(?!制)|方针|底线|红线|理念|意识|自信|确立|维护|坚持|专班)"
    r"|事(?=[，、；。]|$)|[^，、；。]{0,10}?(?:(?<![作好])关系|关键|抓手|着力点|结合|统筹|优势|维度|(?:主导|支柱|特色|未来|优势|新兴|传统)产业|问题|特征|定位|关口|环节|阶段|层面|领域|主线|规律|方面(?:的?(?:重点)?工作)?|转变|行动计划|专项行动|大局|链条|体系|支撑|板块|格局|能力|新区|要求|按序时进度推进)(?=[，、；。！\n]|$)"
)
_DEEDS_TITLE = late(r"(?:20\d\d年)?\d{1,3}件(?:民生|惠民|为民)实事(?:项目)?")
_DEEDS_ANNEXED = late(r"附件\d?：?(?:20\d\d年)?\d{1,3}件(?:民生|惠民|为民|民心)实事")
"""A title that runs into the first of the deeds, where a text has lost its line ends."""
_DEEDS = ("民生实事", "民心工程", "为民实事", "惠民实事", "民心实事")
_GOES_ON = late("(?:继续|持续|再)[^，；。]{0,6}$")
"""持续实施20项民心工程: they go on as they did."""
_MEASURES_BEFORE = late("(?:举措|政策措施|新政|任务清单)(?:超过?|近|约|共)?$")
_MEASURES_LISTED = late(
    r"、\d+条[^，、；。\d]{0,6}(?:举措|措施|政策)|(?:、[^，、；。\d]{2,12}\d+条){0,4}等[^，、；。\d]{0,4}(?:政策|措施|举措)"
)
_POLICY_NEWS = late(
    r"[^，、；。\d]{2,14}(?:政策|措施|举措|制度)(?:在?全[国省市])?(?:实现|入选|荣获|获(?!得感)|被|纳入)"
)
"""30项惠企政策实现免申即享: what has come of them is the news."""
_POLICY_NAMED = late(r"(?:落实|出台|执行|兑现)[^，]*(?:稳|促|惠|政策|措施|企|就业|经济|发展|创新)\w{0,4}$")
_MADE_THINGS = late(
    r"[^，、；。]{0,14}?(?:项目|工程|标准|试点(?![^，、；。]{0,4}(?:措施|政策|举措))|平台|企业|站|中心|公园|学校|医院|服务站|应用场景|典型应用|任务$|问题|创新成果|典型案例)"
)


POLICY_UNITS = frozenset("部条项个类种件批块对道路张次")
"""The units of what is_policy is asked about."""


def is_policy(text: str, quantity: Quantity, clause: Span) -> bool:
    """Whether a count only says how many measures, duties or fields there are: 20条举措, 两个关键."""
    if quantity.unit == "部":
        return text.startswith(("委", "门"), quantity.tail)  # 被国家有关7部委推广: who did it
    if quantity.unit == "条" and _POLICY_NAMED.search(text, max(clause[0], quantity.start - 14), quantity.start):
        return True
    goes_on = text.startswith(_DEEDS, quantity.tail)
    if goes_on and _GOES_ON.search(text, max(clause[0], quantity.start - 8), quantity.start):
        return True
    if (
        _DEEDS_ANNEXED.match(text, *clause)
        or _DEEDS_TITLE.fullmatch(text, *clause)
        or _is_measure_counted(text, quantity, clause)
    ):
        return True
    if not _POLICY.match(text, quantity.tail, clause[1]) or _POLICY_NEWS.match(text, quantity.tail, clause[1]):
        return False
    return not _MADE_THINGS.match(text, quantity.tail, clause[1])


def _is_measure_counted(text: str, quantity: Quantity, clause: Span) -> bool:
    """出台促消费20条、稳就业15条等政策措施; 推出改革举措30项."""
    before = max(clause[0], quantity.start - 8)
    if quantity.unit not in ("条", "项"):
        return False
    return bool(
        _MEASURES_BEFORE.search(text, before, quantity.start) or _MEASURES_LISTED.match(text, quantity.tail, clause[1])
    )
