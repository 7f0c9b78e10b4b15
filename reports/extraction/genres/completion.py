"""How far a plan has come: a share done belongs to what is done, and a count of tasks is no indicator of the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..lexicon import late
from ..model import Comparator, DocumentKind, Kind, Measure, Passage, Statement

_FOLLOWING = frozenset({DocumentKind.BULLETIN, DocumentKind.COMMUNIQUE})
_READ_ALONG = _FOLLOWING | {DocumentKind.PLAN_REPORT, DocumentKind.TASKS, DocumentKind.LIVELIHOOD}
_DONE_OF_PLAN = late(
    r"(?:已?完成|占|达到?|为|是)(?:了)?(?:到)?(?P<of>(?:全年|年度|年初|当年|预算|计划|目标|任务|调整|考核|下达|人代会)*"
    r"(?:预算|计划|目标|任务)(?:任务|总?投资)?数?)的?$"
)
_PLAN_ALONE = late("(?:全年|年度|年初|当年|调整)*(?:预算|计划|目标|任务)(?:任务)?数?")
_DEEDS = late("民生实事|为民实事|惠民实事")
_DONE_BY_THEN = late(
    r"(?:(?:年内|年底前|\d{1,2}月底?前)?(?:要|须|应|累计|至少)?完成)(?P<of>(?:总?投资|总?工程量|任务量|总任务|工程总量|建设任务)?)的?$"
)
_GAP = late(
    r"(?:高于|低于|快于|慢于|超|超过|超前|落后|滞后于?|快|慢|高出|比)(?:全年)?(?:序时|时序|时间)(?:进度)?(?:高|低|快|慢)?$"
    r"|(?:高于|低于|比)(?:全年|年度)?(?:目标|计划)(?:高|低|快|慢)?(?:了)?$"
)
_EARLIER = late(
    r"[比较](?:上半年|[一二三前]{1,2}季度|上季度?|上个?月|[一1]?[-—至]?\d{1,2}月份?)(?:份|末)?[^，；]{0,4}$"
)
"""Compared with an earlier time of the same year: a change as any other."""
_TALLIED = "(?:任务|事项|指标|目标|工作|实事|项目)"
_TALLY = late(rf"\d+(?P<unit>[项件个])(?:[^，。；\d]{{0,8}}?)(?P<noun>{_TALLIED})(?:中|里|，其中|，已)")
_SHARE_OF_TALLY = late(r"(?:占(?:比|总数的)?|（|占比为|比例为)$")
_STATE = late(r"(?:其中|已经?|现有|尚有|有|共|目前|，)+")
_POINTING = late(
    "^(?:(?:该[镇县村市区乡省]|我[市县区省]|我们)?(?:今年|去年|全年)(?:我们)?(?:计划|将|拟)?|该[镇县村市区乡省]|我[市县区省]"
    "|已经?(?=[^有])|[^，、]{1,10}(?:公司|集团|局|委员会|中心|管委会)(?=建成|新建|新增|完成|发放|开展|举办|组织|投入|实施|引进))"
)
"""Who and when at the head of a name: 该镇今年计划新建…, 市城投公司建成…."""
_DONE = late("已经?(?=开工|建成|完成|竣工|投用|投产|发放|拨付)")
_MADE_TWICE = late("新增(?:净增|[^，、]{2,6}新增)")
_DONE_SINCE = late("已|目前|去年|同比|现有|共有|累计|截至|20\\d\\d年|以来")
_CLAUSE = late("[，；：。！,;:]")
_NO_TALLY = 0.6


@dataclass(slots=True)
class _Spoken:
    """A statement in its sentence, with the statement before it."""

    statement: Statement
    previous: Statement | None
    text: str
    passage: Passage

    @property
    def before(self) -> str:
        """The words of its clause before the number."""
        said = "".join(self.text[self.passage.start : self.statement.start].split())
        return _CLAUSE.split(said)[-1]

    @property
    def sentence(self) -> str:
        """The whole sentence without white space."""
        return "".join(self.text[self.passage.start : self.passage.end].split())


def told_right(
    kind: DocumentKind, text: str, statements: Sequence[Statement], passages: Sequence[Passage]
) -> Iterator[tuple[Statement, str]]:
    """Return the statements with the names that such texts give them; one that says nothing with what refuses it."""
    for spoken in _spoken(text, statements, passages):
        spoken.statement = _plainly_named(spoken.statement)
        if kind in _READ_ALONG:
            yield _told_right(kind, spoken)
        else:
            yield (_promised_along(spoken) if kind is DocumentKind.NEWSPAPER else spoken.statement), ""


def _plainly_named(statement: Statement) -> Statement:
    """Such texts are short of place and time in their names: 该镇香菇产量, 重点项目已开工, and say 新增 once."""
    name = _DONE.sub("", _POINTING.sub("", statement.indicator))
    name = name.removeprefix("新增") if _MADE_TWICE.match(name) else name
    return statement._replace(indicator=name) if len(name) > 1 and name != statement.indicator else statement


def _promised_along(spoken: _Spoken) -> Statement:
    """今年力争新增12条，分担率达到48%: what follows a promise in its sentence is promised too, unless it is done."""
    statement, previous = spoken.statement, spoken.previous
    if statement.kind is not Kind.ACTUAL or previous is None or previous.kind is not Kind.TARGET:
        return statement
    since = spoken.sentence[spoken.sentence.find(previous.indicator[-2:]) :]
    if _DONE_SINCE.search(since) or statement.year != previous.year:
        return statement
    return statement._replace(kind=Kind.TARGET)


def _spoken(text: str, statements: Iterable[Statement], passages: Sequence[Passage]) -> Iterator[_Spoken]:
    previous: Statement | None = None
    for statement in statements:
        if previous is not None and previous.passage != statement.passage:
            previous = None
        yield _Spoken(statement, previous, text, passages[statement.passage])
        if statement.unit != "%":
            previous = statement


def _told_right(kind: DocumentKind, spoken: _Spoken) -> tuple[Statement, str]:
    statement = spoken.statement
    if kind in _FOLLOWING and _GAP.search(spoken.before):
        return statement, "gap-to-schedule"
    if statement.comparator is Comparator.RELATIVE and _EARLIER.search(spoken.before):
        return statement._replace(comparator=Comparator.EQ), ""
    if statement.unit == "%" and statement.measure is Measure.LEVEL:
        before = spoken.before
        if share := _DONE_OF_PLAN.search(before) or _DONE_BY_THEN.search(before):
            return _share_done(kind, spoken, share)
    if _PLAN_ALONE.fullmatch(statement.indicator):
        owner = spoken.previous.indicator if spoken.previous else ""
        return statement._replace(indicator=owner), "" if owner else "of-nothing-named"
    if _DEEDS.search(statement.indicator) and statement.unit == "件":
        return statement, "count-of-deeds"
    return _tallied(spoken) if kind is DocumentKind.BULLETIN else (statement, "")


def _share_done(kind: DocumentKind, spoken: _Spoken, share: re.Match[str]) -> tuple[Statement, str]:
    """完成年度目标的48.6%: of what, is said before it."""
    owner = share.string[: share.start()] or (spoken.previous.indicator if spoken.previous else "")
    owner = owner.removeprefix("完成")
    if not owner:
        return spoken.statement, "of-nothing-named"
    done = spoken.statement._replace(indicator=f"{owner}完成{share['of']}")
    return (done._replace(kind=Kind.ACTUAL) if kind in _FOLLOWING else done), ""


def _tallied(spoken: _Spoken) -> tuple[Statement, str]:
    """222项任务中，已完成24项，占10.8%: neither the tasks nor their share are figures of the place."""
    statement = spoken.statement
    tally = _TALLY.search(spoken.sentence)
    if tally is None:
        return statement, ""
    if statement.unit == "%" and _SHARE_OF_TALLY.search(spoken.before):
        return statement, "share-of-tasks"
    if statement.unit != tally["unit"]:
        return statement, ""
    state = _STATE.sub("", spoken.before)
    counts_all = tally.start() == spoken.sentence.find(_digits(statement)) and tally["noun"] in statement.indicator
    if counts_all or not state:
        return statement, "count-of-tasks"
    return statement._replace(indicator=state + tally["noun"], confidence=min(statement.confidence, _NO_TALLY)), ""


def _digits(statement: Statement) -> str:
    return format(statement.value, "f") if statement.value is not None else ""
