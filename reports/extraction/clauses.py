"""Clauses and items: which words stand before and behind each number.

An item is one number with its own words. `增长7%、8%` holds two items,
`改造房屋30户、小区5万平方米` too; a 、 that joins words and not numbers joins one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import late
from .model import Span
from .names import last_making, making_end
from .quantities import Quantity
from .structure import Sentence

_DELIMITER = late(
    r"[“《，；：（](?:(?<=[，；：])|(?<=“)[^“”\n]{0,80}”|(?<=《)[^》\n]{0,80}》|(?<=（)[^）\d\n。]{0,80}）)"
)
_JOINT = late(r"(?:（[^）]{0,12}）)?(?:、|，|以及|和(?!美|谐|平)|及|与|或|并且|并)")
_INNER_JOINT = late(r"（[^）\d]{2,80}）|、|以及|和(?!美|谐|平)|及(?!时|以)|与|并(?!联|网)")
_GRADE_BEFORE = late(r"(?:国|省|市|区|县|[国省市县区](?:控|属|考|级|定)|国家级)$")
"""423个省、市重点项目: the grades before a 、 share the noun behind it."""
_PARALLEL = late(r"(?:[^\W\d_]|[“”]){4,20}?(?P<next>、[^、，\d]{2,14})$")
"""中小学校100%开设大课间、卫生服务中心90%设置中医馆: each share has words on both sides."""
_COUNTED_TOGETHER = late(r"[^，、\d和及与]{2,16}(?:和(?![美谐平])|及|与)[^，、\d和及与]{2,14}(?P<next>、)")
"""20家智能工厂和数字化车间、5个示范园: the first count is of both kinds."""
_ASIDE = late(
    r"置(?<![和及与].)换(?=\w)|专(?<![和及与].)项用于(?=\w)|、(?<=全覆盖.)|发挥了|取得了|产生了|、(?:再?创|居|位居|为|占|增|增长|并|较|比|同比|超额|均|实现|惠及|带动|规模|总量|总投资|成为|连续|获评?)(?![^，、]{0,3}(?:、))"
)
_SENDING = late("(?:组织|选派|动员|发动|抽调|派出)$")
"""组织800名志愿者下沉60个小区: who is sent is counted as well as where."""
_IN_SUM = late("[^，、；]{2,14}?(?P<sum>共计?|合计|总计)")
"""贯通6条绿道共30公里: the sum is of what was counted before, and no less news."""
_JOINING = late(r"[、，和及]")
_ARRIVING = frozenset(("至", "到", "达到", "达", "增至", "共", "共计", "合计", "总计"))
"""Words alone between two numbers of one thing: 由3家增至8家, 道路168条共46公里."""
_SPENT_ON = late(
    r"治理|整治|修复|建成|打造|新改扩建|新改建|改扩建|"
    r"改造|实施|建设|支持|用于|推进|完成|改造|新建|新增|惠及|带动|开展|修建|兴建|修筑|架设|进行|购置|安装"
)
_INVESTED = late("投[资入](?:超|约|近|达)?$")
_SPENT_ON_NEXT = late(
    r"[，、](?P<on>(?:继续|深入|全面|先后|大力)?(?:办成|扩建|改造|实施|建设|推进|完成|新建|开展|治理|建成|开发整理|改善)[^，；。]{2,40})(?=[，；。])"
)
"""投资28亿元，实施重点项目47个: what money is spent on stands behind it."""
_EMPTY_TAIL = late(
    r"(?:的)?(?:新?大关|新台阶|台阶|关口|行列|方阵|俱乐部|水平|(?:的?预期)?目标下运行|目标|安排|高位|区间|的?任务|门槛|新高|以来|的好成绩|的?增速|的?增长|的?降幅|的?涨幅|的?幅度|的?比例|的?速度|人民币|有余|标准|的?规模|基础上|前提下|的$)"
)


class Item:
    """One number of a clause with the words before it (`before`) and behind it (`after`), as spans of the view."""

    __slots__ = ("after", "before", "clause", "first", "quantity", "sized", "spent_on")

    def __init__(self, quantity: Quantity, before: Span, after: Span, clause: Span, first: bool) -> None:
        self.quantity, self.before, self.after, self.clause = quantity, before, after, clause
        self.first = first
        self.sized: list[Quantity] = []
        self.spent_on = (0, 0)


def clauses(text: str, sentence: Sentence) -> list[Span]:
    """Cut a sentence, once, at its commas, semicolons and colons, but not inside quotation marks."""
    if sentence.clauses is None:
        sentence.clauses = list(_cut(text, sentence.start, sentence.end))
    return sentence.clauses


def clause_at(text: str, sentence: Sentence, at: int) -> Span:
    """Return the clause that holds a place of a sentence; the whole sentence where a mark between two stands there."""
    found = (clause for clause in clauses(text, sentence) if clause[0] <= at < clause[1])
    return next(found, (sentence.start, sentence.end))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    left = start
    for match in _DELIMITER.finditer(text, start, end):
        if match.end() - match.start() == 1:
            if match.start() > left:
                yield left, match.start()
            left = match.end()
    if end > left:
        yield left, end


def items(text: str, clause: Span, quantities: list[Quantity]) -> Iterator[Item]:
    """Share the words of a clause among its numbers.

    A number that only sizes the subject of the next one (86个项目完成投资120亿元) makes no item of its own; it is
    handed on in `sized`.
    """
    left, first = clause[0], True
    sized: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1].start if index + 1 < len(quantities) else None
        after, next_left = _behind(text, quantity, clause[1], following)
        if after is None:
            sized.append(quantity)
            left = quantity.tail if quantity.counts else left
            continue
        before = (_open_bracket(text, left, quantity.start), quantity.start)
        item = Item(quantity, before, after, clause, first)
        item.sized = sized
        if not quantity.counts and _SPENT_ON.match(text, quantity.tail, clause[1]):
            item.spent_on = (quantity.tail, clause[1])
        elif _INVESTED.search(text, max(clause[0], quantity.start - 3), quantity.start) and (
            spent := _SPENT_ON_NEXT.match(text, quantity.tail)
        ):
            item.spent_on = spent.span("on")
        yield item
        if next_left is not None:
            left, sized, first = next_left, [], False


def _behind(text: str, quantity: Quantity, end: int, following: int | None) -> tuple[Span | None, int | None]:
    """Return the words that belong to a number from behind it, and where the next number's own words begin."""
    tail = quantity.tail
    if following is None:
        return _trimmed(text, tail, end), None
    if following == tail and text.endswith("大类", 0, quantity.start):
        return None, None  # 10大类43项154件实事: the 43项
    if following == tail or text[tail:following] in _ARRIVING:
        return (tail, tail), tail
    if text[tail] == "（":
        return (tail, tail), tail + 1
    joint = _JOINT.match(text, tail, following)
    if joint:
        return (tail, tail), joint.end()
    if quantity.unit == "%" and (parallel := _PARALLEL.match(text, tail, following)):
        return _trimmed(text, tail, parallel.end() - len(parallel["next"])), parallel.start("next") + 1
    gap = text[tail:following]
    if gap.endswith("的") and quantity.counts and len(gap) < 14:
        return (tail, following - 1), None
    separate = quantity.behind is not None or not quantity.counts
    verb_end = making_end(text, tail, following) if separate else tail
    if verb_end > tail and not _JOINING.search(text[verb_end - 1 : verb_end + 1]):
        return (tail, tail), tail
    if quantity.counts and (together := _COUNTED_TOGETHER.fullmatch(text, tail, following)):
        return _trimmed(text, tail, together.start("next")), following
    if quantity.counts and (summed := _IN_SUM.fullmatch(text, tail, following)):
        return _trimmed(text, tail, summed.start("sum")), summed.start("sum")
    joints = _INNER_JOINT.finditer(text, tail, following)
    inner = next((match for match in joints if _divides(text, tail, match)), None)
    if inner is None and _SENDING.search(text, max(0, quantity.start - 2), quantity.start):
        return _trimmed(text, tail, following - len(last_making(text[tail:following]))), tail
    if inner is None:
        return None, None
    return _trimmed(text, tail, inner.start()), inner.end()


def _divides(text: str, tail: int, joint: re.Match[str]) -> bool:
    """Whether a joint behind a number ends its noun."""
    shared = _GRADE_BEFORE.fullmatch(text, tail, joint.start()) and not text[joint.end()].isdigit()
    return text[joint.start()] != "（" and not shared


def _trimmed(text: str, start: int, end: int) -> Span:
    if start == end:
        return start, end
    if text.startswith("、", start):
        return start, start
    while end > start and text[end - 1] in "。！？\n）；”，：":
        if text[end - 1] == "”" and "“" in text[start:end]:
            break
        if text[end - 1] == "）" and "（" in text[start:end]:
            break
        end -= 1
    aside = _ASIDE.search(text, start, end)
    end = aside.start() if aside else end
    if text.startswith("（", start):
        close = text.find("）", start, end)
        start = end if close < 0 else close + 1
    tail = _EMPTY_TAIL.match(text, start, end)
    if tail and tail.end() >= end:
        return end, end
    return start, end


def _open_bracket(text: str, start: int, end: int) -> int:
    """Begin behind a bracket that is still open at the number."""
    opened = text.rfind("（", start, end)
    return opened + 1 if opened >= 0 and text.find("）", opened, end) < 0 else start
