"""Promises with an event that one can check and without a number: 甲路竣工通车, 建成投用乙实验室, 丙医院晋升三级."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from .clauses import clause_at
from .lexicon import alternation, beginning, late, lazily, words
from .model import Comparator, Kind, Measure, Role
from .names import lead_end, tidy
from .objects import whole_object
from .quantities import Quantity
from .structure import Sentence
from .thread import Found
from .when import when

Span = tuple[int, int]
_behind = lazily(lambda: rf"(?P<event>{alternation(words('milestones', 'behind'))})$")
_leading = lazily(
    lambda: (
        "(?:如期|年内|正式|高标准|高质量|力争|确保|全面|加快|按期|启动并)*"
        rf"(?P<event>{alternation(words('milestones', 'leading'))})(?=[\w“])"
    )
)
_trigger = lazily(
    lambda: alternation(
        (*words("milestones", "behind"), *words("milestones", "leading"), "升格为", "晋升为", "获评", "成功")
    )
)
_completed = lazily(lambda: rf"(?:{alternation(words('milestones', 'completed'))})$")
_vague = lazily(lambda: alternation(words("milestones", "vague")))
_ACTIVITY = late(r"前期工作$|^(?:具有|吸引|推进|加快|深化|持续|做好|开展|加强|完善|优化|研究|谋划|探索)")
_TYPE_OF_MANY = late(r"(?<![高中初平同对相优])等(?![级候])[\w“”]{0,12}$")
_CAUSING = late(r"(?:推动|促进|确保|力争|争取|完成|实现|加快|推进|支持|协调|保障|促成|努力)+")
_SHORTEST_MEMBER = 3
"""市县和乡镇规划 is one object."""
_DUE = late(
    beginning((r"\d", *"年上下第一二三四春国中元汛“"))
    + r"(?P<due>(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:底|份|末|中旬|上旬|下旬)?前?|年底前?|上半年|下半年"
    r"|第?[一二三四]季度|(?:春节|国庆|国庆节|中秋|元旦)前|汛期前|“十[四五]五”末))"
)
_ANY_JOINT = late(r"、(?!\d{1,2}#)|以及|(?<=[\w”]{2})(?:(?<!中)和(?![平谐美睦])|及(?!以上)|与)(?=[\w“]{2})")
_UNITING = late(r"集[^，]{2,30}(?:于一体|一体)的")
_CREATED = late(
    r"(?P<event>成功(?:创建|创成|申创)|获评|升格为|晋升为)(?P<object>(?:国家|省|市|全国|全省|三级|二级|三甲|二甲)[^，、；。]{0,24})$|创建(?P<object2>[^，、；。]{2,24})(?P<event2>成功)$"
)
_BETWEEN = late(
    r"(?:尽快|早日|尽早|按期|今年|年内|年底前?|上半年|下半年|\d{1,2}月(?:底|份)?前?|正式|顺利|全面|全部|如期|整体|基本|实现|[一二三四]季度)+$"
)
_AND_THEN = late("(?:(?:开工|动工)?建设|开工|封顶|竣工|完工|建成)并(?:于[^，、；]{0,8})?$")
"""创新中心开工建设并于年底试运营: what happens before is no part of the object."""
_HEADED = late(
    "(?:[路桥园站区馆院校厂线港楼城村塔库渠坝段期街巷府所局苑厅”））]|项目|工程|中心|基地|广场|市场|大厦|酒店|平台|隧道|枢纽|机场|高速|铁路|码头|通道|大道"
    "|小镇|学|电|实验室|设施|管网|系统|规划|方案|计划|改造|建设|扩建|治理|绿化|修缮|整治|提升|编制|新建|升级|攻坚|配套|工作|城市|[堤湖河廊点器群瓶])$"
)
"""What ends so is an object by itself; 餐厨垃圾和有机废物处理项目 is one object."""
_SLOGAN = late("(?:世界级|世界一流|国际化)[^，、；]{0,14}(?:城区|城市|都市|湾区|名城)$")
_SOON = late(r"早(?:签约|落地|开工|投产|建成|见效|达产)|尽快|已批|在建")
_JOINT = late(r"、(?!\d{1,2}#)|以及|(?<=[\w”]{3})(?:(?<!中)和(?![平谐美睦])|及(?!以上)|与)(?=[\w“]{4})")


def milestones(text: str, found: list[Sentence], numbered: list[int], year: int) -> Iterator[tuple[int, Found]]:
    """Return the milestones of a view's text, each with the index of its sentence.

    `numbered` are the places of the numbers that became statements, in order: their clauses hold no milestone.
    """
    starts = [sentence.start for sentence in found]
    planned = next((sentence.start for sentence in found if sentence.role is Role.PLAN), len(text))
    done = -1
    for match in _trigger().finditer(text, planned):
        index = bisect_right(starts, match.start()) - 1
        if match.start() < done or index < 0 or found[index].silent or found[index].role is not Role.PLAN:
            continue
        clause = clause_at(text, found[index], match.start())
        done = clause[1]
        if bisect_right(numbered, clause[1]) == bisect_right(numbered, clause[0] - 1):
            for statement in _read(text, found[index], clause, year):
                yield index, statement


def _read(text: str, sentence: Sentence, clause: Span, year: int) -> Iterator[Found]:
    end = clause[1]
    while end > clause[0] and text[end - 1] in "。！？\n":
        end -= 1
    start = lead_end(text, clause[0], end)
    behind = _behind().search(text, max(clause[0], end - 8), end)
    middle = _CREATED.search(text, start, end)
    if middle:
        suffix = "" if middle["event"] else "2"
        yield from _objects(text, sentence, clause, middle.span("object" + suffix), middle.span("event" + suffix), year)
    elif behind and behind.start() > start:
        yield from _objects(text, sentence, clause, (start, behind.start()), behind.span(), year)
    else:
        leading = _leading().match(text, clause[0], end) or _leading().match(text, start, end)
        if leading and (not leading["event"].endswith("完成") or _completed().search(text, leading.end(), end)):
            yield from _objects(text, sentence, clause, (leading.end("event"), end), leading.span("event"), year)


def _objects(text: str, sentence: Sentence, clause: Span, span: Span, event: Span, year: int) -> Iterator[Found]:
    causing = _CAUSING.match(text, *span)
    start, end = (causing.end() if causing else span[0]), span[1]
    if _vague().search(text, start, end) or _SOON.search(text, start, end) or _ACTIVITY.search(text[start:end]):
        return
    if _SLOGAN.search(text, start, end):
        return
    kind, stated = when(text, sentence, clause, event[0], year)
    if kind is not Kind.TARGET:
        return
    due = _DUE.search(text, sentence.start, clause[1])
    due = due and (_DUE.search(text, *clause) or due)
    found: list[tuple[str, Span, Span]] = []
    for left, right in _single(text, start, end):
        own = _behind().search(text, left, right) if right < end else None
        happens, right = (own.span(), own.start()) if own and own.start() > left + 1 else (event, right)
        right = _trimmed(text, left, right)
        found.append((tidy(text[left:right]).removeprefix("其"), (left, right), happens))
    many = _TYPE_OF_MANY.search(text, start, end)
    kind_of_all = _BETWEEN.sub("", many[0][1:]) if many else ""
    names = [name for name, _, _ in found]
    for index, (_, own_span, happens) in enumerate(found):
        names[index] = whole_object(text[sentence.start : own_span[0]], names, index, kind_of_all)
        if len(names[index]) >= 2:
            yield _milestone(text, clause, names[index], own_span, happens, stated, due["due"] if due else "")


def _single(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a list of objects into its members; what they have in common (等市政道路, 集…于一体的) goes."""
    many = _TYPE_OF_MANY.search(text, start, end)
    end = many.start() if many else end
    uniting = _UNITING.search(text, start, end)
    left = uniting.end() if uniting else start
    joint = _JOINT if text.find("、", left, end) < 0 else _ANY_JOINT
    if joint is _JOINT and (only := _JOINT.search(text, left, end)) and not _HEADED.search(text, left, only.start()):
        yield left, end
        return
    for match in joint.finditer(text, left, end):
        if match[0] != "、" and match.start() - left < _SHORTEST_MEMBER and text[match.start() - 1] not in "路期":
            continue
        yield left, match.start()
        left = match.end()
    if end > left:
        yield left, end


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out what stands between an object and its event: 尽快, 上半年, 早日."""
    for aside in (_BETWEEN, _AND_THEN):
        tail = aside.search(text, start, end)
        end = tail.start() if tail else end
    return end


def _milestone(text: str, clause: Span, name: str, span: Span, event: Span, year: int, due: str) -> Found:
    found = Found(
        Kind.MILESTONE,
        name,
        Measure.LEVEL,
        Comparator.QUALITATIVE,
        Quantity(*event, Decimal(0), "", "event"),
        year,
        "milestone",
        clause,
    )
    found.name_span, found.verb_span = span, event
    found.event, found.due = text[event[0] : event[1]].strip("“”").removesuffix("为"), due
    return found
