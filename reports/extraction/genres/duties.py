"""Whose task it is and until when, as lists of tasks say it: labelled (牵头单位：…), or in brackets (…牵头，…配合)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..folding import fold, group_digits
from ..lexicon import late
from ..model import Span

_LEAD = "(?:总?牵头|主办|主责|主要责任)(?:责任)?(?:单位|部门)|牵头"
_RESPONSIBLE = "(?:责任|承办|实施|落实|承担)(?:单位|部门|主体)"
_SUPPORTING = "(?:配合|协办|协同|协助|参与|其他责任)(?:责任)?(?:单位|部门)|配合"
_LEADER = "(?:牵头|责任|分管|包抓|包联|联系|挂钩)(?:县|区|市)?(?:领导|负责人)|责任人"
_DEADLINE = "(?:完成|办结)(?:时限|时间|期限)|(?:时限|时间|进度)要求|完成节点"
_FIELDS = {
    "lead": _LEAD,
    "responsible": _RESPONSIBLE,
    "supporting": _SUPPORTING,
    "leader": _LEADER,
    "deadline": _DEADLINE,
}
_LABEL = "|".join(f"(?P<{field}>{words})" for field, words in _FIELDS.items())
_LABELLED = late(rf"(?:{_LABEL})[^\S\n]*[】\]]?[：:]")
_ANY_LABEL = "|".join(_FIELDS.values())
_VALUE = late(rf"(?:(?!(?:{_ANY_LABEL})[^\S\n]*[：:])[^。\n）)])*")
_BRACKET = late(r"（(?P<inside>[^（）]{0,160}(?:牵头|负责|配合|落实|协助)[^（）]{0,120})）")
_PHRASE = late(
    r"(?P<lead>.+?)(?:负责)?牵头(?:负责|落实|办理)?|(?P<supporting>.+?)(?:按职责(?:分工)?|分别|等)?(?:参与|配合|协助|协办)(?:落实|做好)?"
    r"|(?P<responsible>.+?)(?:等)?(?:按职责(?:分工)?|分别|共同)?(?:负责|落实)"
)
_UNTIL = late(
    r"[^，；]*(?:\d{1,2}月|年)(?:底|末)?(?:之?前)?(?:完成)?|(?:年内|全年|长期|持续|适时)[^，；]*|[^，；]*(?:前|底)完成"
)
_PARTING = late(r"[、，,；;\s]+")
_BETWEEN = late(r"[\s。；;，,）)（(【】\[\]]*")
_ITEM = late(
    r"(?:^|\n)[^\S\n]*(?:\d{1,3}[.、．](?!\d)|（\d{1,3}）|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
_OPEN_END = late(r"等(?:有关|相关)?(?:责任)?(?:单位|部门)?$")
_NOBODY = late(r"[—\-–/无]+")
_LEADERS = late("县长|区长|市长|省长|镇长|秘书长|主任|书记|领导")


@dataclass(frozen=True, slots=True)
class Duty:
    """Who leads a task, who supports, which leader answers for it, and until when."""

    lead: str = ""
    supporting: tuple[str, ...] = ()
    leader: str = ""
    deadline: str = ""

    @property
    def year(self) -> int | None:
        """The year that the deadline names."""
        found = re.search(r"20\d\d(?=年)", self.deadline)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Assigned:
    """A duty, the words of the text that it is for, and the words that say it."""

    duty: Duty
    task: Span
    said: Span


def duty_of(
    *, lead: str = "", responsible: str = "", supporting: str = "", leader: str = "", deadline: str = ""
) -> Duty:
    """Make a duty of what cells or labels hold; where nobody is named as lead, the first that is responsible leads."""
    leads, bound, helping = _units(lead), _units(responsible), _units(supporting)
    chief = leads[:1] or bound[:1]
    others = [unit for unit in (*leads, *bound, *helping) if unit not in chief]
    return Duty("".join(chief), tuple(dict.fromkeys(others)), _tidy(leader), _tidy(deadline))


def duties_in(text: str) -> Iterator[Assigned]:
    """Return the duties that running text states, each with the task before it."""
    folded = group_digits(fold(text))
    before = 0
    for part in _joined(folded, sorted([*_labelled(folded), *_bracketed(folded)], key=lambda part: part.start)):
        start, end = _with_brackets(folded, part.start, part.end)
        yield Assigned(duty_of(**part.fields), (_task_start(folded, before, start), start), (start, end))
        before = end


@dataclass(slots=True)
class _Part:
    """Something said of a duty, and where."""

    fields: dict[str, str]
    start: int
    end: int


def _labelled(text: str) -> Iterator[_Part]:
    """牵头单位：县教育局: a label and what stands behind it, up to the next label or the end of the sentence."""
    for match in _LABELLED.finditer(text):
        value = _VALUE.match(text, match.end())
        if value and match.lastgroup:
            yield _Part({match.lastgroup: value[0]}, match.start(), value.end())


def _bracketed(text: str) -> Iterator[_Part]:
    """（县交通运输局牵头，县财政局配合，9月底前完成）: every phrase has to be one of these, else it is no duty."""
    for match in _BRACKET.finditer(text):
        fields: dict[str, str] = {}
        for phrase in re.split("[，；]", match["inside"]):
            field, value = _field_of(phrase)
            if not field or field in fields:
                break
            fields[field] = value
        else:
            yield _Part(fields, match.start(), match.end())


def _field_of(phrase: str) -> tuple[str, str]:
    if _UNTIL.fullmatch(phrase):
        return "deadline", phrase
    said = _PHRASE.fullmatch(phrase)
    if said is None or said.lastgroup is None:
        return "", ""
    leader = said.lastgroup == "responsible" and _LEADERS.search(said["responsible"])
    return "leader" if leader else said.lastgroup, said[said.lastgroup]


def _joined(text: str, parts: list[_Part]) -> Iterator[_Part]:
    """What follows one another with nothing between belongs to one task, until something is said again."""
    whole: _Part | None = None
    for part in parts:
        if whole and _BETWEEN.fullmatch(text, whole.end, part.start) and not whole.fields.keys() & part.fields.keys():
            whole.fields.update(part.fields)
            whole.end = part.end
        else:
            if whole:
                yield whole
            whole = part
    if whole:
        yield whole


def _with_brackets(text: str, start: int, end: int) -> Span:
    if start and text[start - 1] in "（【[" and text[end : end + 1] in ("）", "】", "]"):
        return start - 1, end + 1
    return start, end


def _task_start(text: str, before: int, at: int) -> int:
    """A task begins with its number; without one it is the paragraph that the duty ends, or follows."""
    marks = list(_ITEM.finditer(text, before, at))
    if marks:
        return marks[-1].start()
    line = text.rfind("\n", before, at) + 1 or before
    if not text[line:at].strip():
        line = text.rfind("\n", before, max(before, len(text[:line].rstrip()))) + 1 or before
    return line


def _units(words: str) -> list[str]:
    """The units of a list, in its order; 等单位 names nobody."""
    found = (re.sub(r"\s", "", unit) for unit in _PARTING.split(_OPEN_END.sub("", words)))
    return [unit for unit in found if unit and not _NOBODY.fullmatch(unit)]


def _tidy(words: str) -> str:
    return re.sub(r"\s", "", words).strip("，,；;、。")
