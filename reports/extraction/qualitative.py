"""Standards without a number: 全覆盖, 达到市级要求, 与经济增长同步, 动态清零, 两位数增长."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from .change import change_before
from .clauses import clause_at
from .lexicon import late, lazily
from .model import Comparator, Measure
from .names import after_cause, ends_as_level, lead_end, making_end, tidy
from .predicates import behind_done
from .quantities import NOT_UNIT, UNIT, Quantity
from .standards import STANDARDS, Standard, pattern, trigger
from .structure import Sentence
from .thread import Found
from .when import when

_SPEED = late("增速|增长|速度|增幅|收入")
_LAST_NUMBER = late(r".*(?<![A-Za-z\d.])\d[^、，（]*(?:（[^）]*）[^、，（]*)*、(?:[\d.]+[个条家座项户所]?)?")
_ABSTRACT = late(
    r"(?:监督|巡察|巡视|党建|工作|领导|覆盖|网格|(?<!健康)管理)$|^(?:基本|全面|全域|政治|党的|实现|努力)|^(?:有形有效)"
)
_LEAD_VERBS = late(
    r"^(?:基本|全面|如期|圆满|超额|顺利|率先|提前|实现|完成|推动|推进|努力|保持|促进|抓好|做到|力争|确保|推进了|在全[国省市区县州盟旗镇]|全[国省市]首个|提前[一二两三四五]年|、)+"
)
_COMPARING = frozenset(("above-others", "above-pair", "in-step", "level-with"))
GRADES = frozenset(("water-class", "given-task", "set-standard", "above-standard", "all-excellent", "full-coverage"))
"""Standards that a counted subject reaches: 12个断面水质达到Ⅲ类 says nothing of its own about the 12."""
_COUNTED_WITHIN = late(r"(?<=[^\W\d])\d+[个条](?!月)(?=[^\W\d])")
_SCOPE = late(r"(?<=[^\W\d]{3})\d+个(?:街道|社区|乡镇|[镇村县市区]|县区)$")
"""社区食堂12个街道全覆盖: where, not what."""
_REDUCED = late("(?:能耗|强度|排放|减排|降碳|削减|下降)(?:总量|量)?$")
_GENERATION = late(r"[2-9]G|\dA级|\d+[户人](?:及)?以上")
"""5G, 4A级景区, 20户以上自然村: names that begin with a number."""
_SUBJECT = late(r"(?=.{3})(?:[^\W_]|[“”]){2,16}")
_AHEAD = late("(?:在?(?:全[国省市]|省内|市内))?(?:率先|已经?|均)+$")
_COUNTED_SUBJECT = late(r"^\d+(?:个|[省市县区]).*")
_AREA = late("(?:行政村|街道|乡?镇|社区|村居|县区|市域|县域|区域|城乡)?")
_LEVELS = late(
    "(?<=[\\w”）]{3})(?:全?[省市县镇]域|[省市县区乡镇村]{3,5}|[省市县区乡镇村]{2,5}[两二三四五]级)$|(?<=机构|中心|食堂|设施|站点|驿站)(?:街道|社区|乡镇|镇街|行政村)$"
)
"""政务服务窗口市县乡三级全覆盖: how far it reaches is no part of the name."""
_BUILT = late(
    r"(?:建成|建设|设立|配备|建立|开设|打造|设置|新建|布设|推行|推广)(?:了)?(?P<what>[^，、；。\d]{3,14}?)(?:\d+[个家所座处套])?$"
)
_COUNTED_AREA = late(r"^\d+(?:[个条](?:[县市区](?=空气|环境|水质))?|(?=[县市区镇乡村]))")
_SHORTEST = 3
_JOINT = late("(?:、|和|以及|且|并)*")
_MEASURED_ALONE = frozenset(("经济", "出口", "进口", "外贸"))
"""经济增速高于全国平均水平: names of two signs."""
_TWO = late("[、和与及]")
"""粮食面积、产量双增长: what is twofold is said of two."""
_REACHING = ("实现", "做到", "达到")
_EVERY = late("“(?:(?P<one>[省市县区乡镇村户校站])(?P=one))?$")
"""实现“乡乡全覆盖”."""
_NOT_REACHED = late("(?:没有|没能|尚未|还未|仍未|未能|未)(?:完全|全面|全部)?(?:实现|达到|做到)?$")
"""电子警察没有实现全覆盖 is a complaint."""
_GIVEN_OF = late("下达的?(?P<what>[^，、；。任目指要标]{2,6})(?:目标任务|任务|目标|指标)$")
"""完成省下达的节能减排目标: what the task is of stands inside the phrase."""
_SLOGAN = late("“?[双三两四五]”?$")
"""双清零, “三清零” are names of programmes."""
_FROM_GRADE = late("(?:由|从)[^，、；]{0,4}(?:[ⅠⅡⅢⅣⅤIV]+|[一二三四五])类(?:改善|提升|提高|好转|转变|上升)?$")
_MOST_TOGETHER = 4
_OF_EACH = late("(?<!平)均")
_TRAILING = late(
    r"(?:还|全部达到或|达到或|提早|不折不扣|基本|全部|全面|率先|均|已|将|都|实现|保持|达到|持续|圆满|超额|总体|逐步|稳步|提前|努力|继续|要|更|再|首次|全线|稳定|实际|大幅|明显|显著|长期|累计)+$"
)

_stated = lazily(
    lambda: rf"(?:达到?|增[至长]|下降|降至|提[升高][至到]|为|超|保持)?(?<![A-Za-z\d.])\d[\d.]*{NOT_UNIT}{UNIT}$"
)


def standards(
    text: str, found: list[Sentence], numbers: list[Quantity], year: int, stated: Sequence[tuple[int, Found]]
) -> Iterator[tuple[int, Found]]:
    """Return the qualitative standards of a view's text, each with the index of its sentence.

    One without words of its own (增长6.2%，高于全省平均水平) speaks of what the clause before it has `stated`.
    """
    before: dict[int, list[Found]] = {}
    for _, one in stated:
        before.setdefault(one.clause[1], []).append(one)
    starts = [sentence.start for sentence in found]
    taken = [quantity.start for quantity in numbers]
    last: Found | None = None
    done = 0
    for hint in trigger().finditer(text):
        index = bisect_right(starts, hint.start()) - 1
        if hint.start() < done or index < 0 or found[index].silent:
            continue
        sentence = found[index]
        match = _begun_at(text, max(done, sentence.start, hint.start() - 18), hint.end(), sentence.end)
        if match is None:
            continue
        done = match.end()
        standard = STANDARDS[int((match.lastgroup or "s0")[1:])]
        statement = _read(text, sentence, match, standard, year, numbers, taken, before, last)
        if statement is not None:
            last = statement
            yield index, statement


def _read(
    text: str,
    sentence: Sentence,
    match: re.Match[str],
    standard: Standard,
    year: int,
    numbers: list[Quantity],
    taken: list[int],
    previous: dict[int, list[Found]],
    last: Found | None,
) -> Found | None:
    clause = clause_at(text, sentence, match.start())
    start, end = match.span()
    before = bisect_right(taken, start) - 1
    if before >= 0 and numbers[before].start >= clause[0] and numbers[before].tail >= start:
        return None
    if _NOT_REACHED.search(text, max(clause[0], start - 8), start) or _is_slogan(text, clause, start, standard):
        return None
    sharing = last if last is not None and last.clause == clause else None
    joint = _JOINT.match(text, sharing.quantity.end, start) if sharing else None
    name, span = _name(text, (joint.end() if joint else clause[0], clause[1]), start, end, standard)
    name = sharing.name if sharing and len(name) < _SHORTEST else name
    if not name and standard.name == "given-task" and (task := _GIVEN_OF.search(match[0])):
        name = task["what"]
    beside = previous.get(clause[0] - 1) if not name and standard.name in _COMPARING else None
    if spoken_of := beside[-1] if beside else None:
        name = _all_of(previous, clause[0] - 1, text[clause[0] : start + 1]) or spoken_of.name
    name = _COUNTED_AREA.sub("", name)
    name = _COUNTED_WITHIN.sub("", _SCOPE.sub("", name)) if standard.name in GRADES else name
    if standard.name == "full-coverage":
        whose = _whose(text, clause, start) or (_builder(text, sentence, clause) if _AREA.fullmatch(name) else "")
        name = _LEVELS.sub("", name if name.startswith(whose) else whose + name)
    if not _is_measured(name, standard):
        return None
    kind, stated = when(text, sentence, clause, start, year)
    numbered = before >= 0 and numbers[before].start >= clause[0] and numbers[before].form != "rank"
    measure = _measure(text, min(span[0], start) if numbered else clause[0], start, end, standard)
    if spoken_of and spoken_of.measure in (Measure.GROWTH, Measure.DECLINE):
        measure = spoken_of.measure
    quantity = Quantity(start, end, Decimal(0), "", "standard")
    found = Found(kind, name, measure, Comparator.QUALITATIVE, quantity, stated, standard.name, clause)
    found.name_span, found.comparator_span = span, (start, end)
    return found


def _begun_at(text: str, left: int, right: int, end: int) -> re.Match[str] | None:
    """Return the standard that begins first from `left` to `right`; the rest of the sentence is not searched."""
    begins = pattern().match
    for at in range(left, min(right, end) + 1):
        if match := begins(text, at, end):
            return match
    return None


def is_graded(standard: Found) -> bool:
    """Whether what stands before a standard is its subject, so that a count of it is no news of its own."""
    if standard.rule == "all-excellent":
        return "质" in standard.name
    return standard.rule in GRADES


def _is_slogan(text: str, clause: tuple[int, int], start: int, standard: Standard) -> bool:
    """“三日清零”制度 is a name, 坚持招商引资与招才引智同步 a slogan."""
    opened = text.rfind("“", clause[0], start)
    if opened >= 0 and text.find("”", opened, start) < 0 and not _EVERY.search(text, opened, start):
        return not (text.endswith(_REACHING, clause[0], opened) and not _SLOGAN.search(text, opened, start))
    return standard.name == "in-step" and text.startswith("坚持", clause[0])


def _all_of(previous: dict[int, list[Found]], end: int, words: str) -> str:
    """Name together what the clauses right before stated: 甲增长6%，乙增长8%，均高于全省平均水平."""
    names: list[str] = []
    while _OF_EACH.search(words) and (beside := previous.get(end)):
        names = [*(statement.name for statement in beside), *names]
        end = beside[-1].clause[0] - 1
    names = list(dict.fromkeys(names))
    return "、".join(names) if 1 < len(names) <= _MOST_TOGETHER else ""


def _is_measured(name: str, standard: Standard) -> bool:
    """Say whether a name is one of something that could be checked against the standard."""
    if standard.name == "full-coverage" and _ABSTRACT.search(name):
        return False
    if standard.name == "given-task-first" and name.startswith(("任务", "目标", "计划")):
        return False
    if standard.name == "cleared" and _SLOGAN.search(name):
        return False
    if standard.name in ("both-rise", "both-cleared") and not _TWO.search(name):
        return False
    if standard.name == "own-target":
        return bool(_REDUCED.search(name))
    if standard.name == "no-decrease":
        return ends_as_level(name) and not name.endswith("力度")
    shortest = 2 if standard.name == "no-increase" else 3
    return (
        (len(name) >= shortest or name in _MEASURED_ALONE)
        and not name.endswith("向")
        and (not name[0].isdigit() or bool(_GENERATION.match(name)))
    )


def _whose(text: str, clause: tuple[int, int], at: int) -> str:
    """Return what covers, where it stands before 实现: 社区食堂实现街道全覆盖."""
    start = lead_end(text, clause[0], at)
    reached = text.find("实现", start, at)
    if start < reached < at - len("实现"):
        subject = _COUNTED_SUBJECT.sub("", _AHEAD.sub("", text[start:reached]))
        return subject if _SUBJECT.fullmatch(subject) and making_end(subject, 0, len(subject)) == 0 else ""
    return ""


def _builder(text: str, sentence: Sentence, clause: tuple[int, int]) -> str:
    """Return what the clause before has built: 建成养老服务综合体，实现全覆盖."""
    built = _BUILT.search(text, sentence.start, clause[0] - 1) if clause[0] > sentence.start else None
    return built["what"] if built else ""


def _name(text: str, clause: tuple[int, int], start: int, end: int, standard: Standard) -> tuple[str, tuple[int, int]]:
    if standard.behind:
        span = (end, clause[1])
        return tidy(text[end : clause[1]]).rstrip("。！？"), span
    left = clause[0]
    stop = start - 1 if start > left and text[start - 1] == "“" else start
    every = _EVERY.search(text, max(left, start - 3), start)
    stop = every.start() if every else stop
    for words in (_TRAILING, _FROM_GRADE):
        trailing = words.search(text, max(left, stop - 14), stop)
        stop = trailing.start() if trailing else stop
    digits = _LAST_NUMBER.match(text, left, stop)
    left = digits.end() if digits else left
    change = change_before(text, left, stop)
    left = after_cause(text, lead_end(text, left, change.end), change.end)
    left = behind_done(text, left, change.end)
    name = tidy(text[left : stop if standard.name == "own-target" else change.end])
    name = name[1:] if name.startswith("在") else name
    led = _LEAD_VERBS.match(name)
    name = tidy(name[led.end() :]) if led else name
    if len(name) < _SHORTEST and left > clause[0] and not _GENERATION.fullmatch(name):
        name = tidy(text[lead_end(text, clause[0], left) : left].removesuffix("实现")) or name
    stated = _stated().search(name)
    name = name[: stated.start()] if stated and stated.start() > 1 else name
    behind = text[end : clause[1]].rstrip("。！？”")
    if standard.name == "full-coverage" and re.match(r"[^\W\da-zA-Z_]", behind):
        name += behind
    return name, (left, max(change.end, left + 1))


def _measure(text: str, start: int, at: int, end: int, standard: Standard) -> Measure:
    if standard.name in ("full-coverage", "water-class"):
        return Measure.LEVEL
    change = change_before(text, start, at)
    if change.measure in ("growth", "decline"):
        return Measure(change.measure)
    if standard.name in ("above-others", "above-pair") and not _SPEED.search(text, start, end):
        return Measure.LEVEL
    return standard.measure
