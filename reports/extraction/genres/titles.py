"""What kind of text it is and of which time, from its title: what stands above its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..folding import fold
from ..lexicon import late
from ..model import DocumentKind

_FRONT = 3000
_LONGEST_LINE = 80
_LINE_END = late(r"\\r\\n|\\n|\n")
"""Line ends written out as a backslash and a letter end lines too."""
_REPORTING = late("各位代表|报告工作")
_REPORT_WORDS = late("工作报告|工作回顾|工作安排")
_BYLINE = late(r"本报讯|(?:日报|晚报|新华社|记者)[^，。；\n]{0,12}(?:消息|电|讯|报道)|[（(][^（）()。]{0,12}记者")
_BODY = late(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十]+[章节篇]"
)
_OPENING = late("各位代表|现将|受.{2,12}委托|为(?:贯彻|全面|进一步|深入)")
_DUTIES = "任务|责任|分解|分工|落实|台账|清单|重点|目标"
_STATE = "(?:进展|完成|落实|办理|推进|兑现|运行|实施)情况"

_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (
        DocumentKind.BULLETIN,
        late(
            rf"{_STATE}(?:的?(?:通报|报告|分析|公示|公告|简报|快报))?(?:[（(].*)?$"
            r"|(?:督查|月度|进度|工作|情况|任务).{0,6}(?:通报|快报|月报|季报|简报)(?:[（(].*)?$|经济运行(?:情况|分析|简况)"
            r"|月.{0,20}统计(?:月报|快报|数据)"
        ),
    ),
    (
        DocumentKind.LIVELIHOOD,
        late("^(?!.*工作报告).*(?:民生(?:微|小)?实事|为民(?:办)?实事|惠民实事|民生工程(?:项目)?(?:清单|表|安排|计划))"),
    ),
    (
        DocumentKind.TASKS,
        late(
            r"(?:任务|责任|目标|事项|工作)(?:的)?(?:责任|目标|任务|细化)?(?:分解|分工)|分工方案"
            r"|(?:任务|责任)(?:清单|台账)|(?:重点工作|目标任务|工作任务|重点任务)(?:安排|计划|推进)?(?:一览)?表"
        ),
    ),
    (
        DocumentKind.PLAN_REPORT,
        late("经济(?:和|与)?社会发展.{0,10}计划|经济社会发展主要(?:指标|目标).{0,4}表|主要(?:经济)?指标计划"),
    ),
    (
        DocumentKind.FIVE_YEAR_PLAN,
        late("五年规划|十[一二三四五六七八九]五”?.{0,14}规划|规划(?:和|与).{0,14}远景目标"),
    ),
    (DocumentKind.COMMUNIQUE, late("统计公报")),
)
_WORK_REPORT = late(r"政府工作报告(?:[（(【—\-].*|全文)?$")
_NO_PLAN = late("评估|征求意见|编制|解读")
_YEAR = late(r"(20\d\d)年?")
_WORDED_YEAR = late("二[零〇][零〇一二三四五六七八九]{2}")
_WORDED = str.maketrans("零〇一二三四五六七八九", "00123456789")
"""Fold has turned 〇 into 零; texts that were not folded keep it."""
_PERIODS = late(
    r"(?:1|一)?(?:月)?[-—–~～至到]+(?P<to>\d{1,2})月|(?<!\d)(?P<month>\d{1,2})月(?!\d{0,2}日)"
    r"|(?P<half>上半年)|(?P<quarters>前三季度|[一二三四1234]季度)"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "前": 9, "1": 3, "2": 6, "3": 9, "4": 12}
_COMPLETE = late(
    r"(?:报告|通知|通报|公报|简报|快报|月报|季报|纲要|规划|方案|计划|草案|清单|台账|项目|实事|情况|分析|分工|分解|表)》?(?:的通知)?(?:[（(].*)?$"
)
_FIVE_YEARS = late(r"第?十(?P<nth>[一二三四五六七八九])(?:个五年|五)")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Title:
    """The kind of a text, the year and month that its title names, and where the title ends."""

    kind: DocumentKind
    year: int | None = None
    month: int | None = None
    end: int = 0


def title_of(text: str) -> Title:
    """Say what a text is; what nothing is known of is read as a report is."""
    lines = list(_head(text))
    if any(_is_work_report(lines)):
        return Title(DocumentKind.WORK_REPORT)
    titles = list(_titles(lines))
    if titles:
        return next((title for title in titles if title.year), titles[0])
    return Title(_without_title(text))


def year_of_title(text: str) -> int | None:
    """Return the year that the title of a text names, if it has such a title; of a plan of five years the first."""
    return title_of(text).year


def _titles(lines: list[tuple[str, int]]) -> Iterator[Title]:
    """Return every line that may be the title; a masthead names no year, the title below it does."""
    for line, end in _joined(lines):
        for kind, pattern in _TITLES:
            if pattern.search(line) and not (kind is DocumentKind.FIVE_YEAR_PLAN and _NO_PLAN.search(line)):
                yield Title(kind, _year(line, kind), month_of(line), end)
                break


def _without_title(text: str) -> DocumentKind:
    front = "".join(text[:_FRONT].split())
    if _REPORTING.search(front):
        return DocumentKind.WORK_REPORT
    if _BYLINE.search(text):
        return DocumentKind.NEWSPAPER
    return DocumentKind.WORK_REPORT if _REPORT_WORDS.search(front) else DocumentKind.OTHER


def month_of(words: str) -> int | None:
    """Return the last month of the time that words name: 1—5月, 上半年, 前三季度."""
    found = None
    for match in _PERIODS.finditer(words):
        if match["half"]:
            found = 6
        elif match["quarters"]:
            found = _QUARTERS[match["quarters"][0]]
        else:
            found = int(match["to"] or match["month"])
    return found if found is not None and 1 <= found <= 12 else None


def plan_period(title: str) -> int | None:
    """Return the first year of the five that a plan is made for (十四五: 2021)."""
    match = _FIVE_YEARS.search(title)
    if match:
        return 2021 + 5 * (_DIGITS.index(match["nth"]) - 4)
    return None


def _head(text: str) -> Iterator[tuple[str, int]]:
    """Return the lines above the first sentence, without white space, each with its end."""
    at = 0
    front = fold(text[:_FRONT])
    for end in (*(found.start() for found in _LINE_END.finditer(front)), len(front)):
        line = _LINE_END.sub("", front[at:end])
        plain = re.sub(r"[\s*#]", "", line)
        if "。" in line or len(plain) > _LONGEST_LINE or _BODY.match(plain) or _OPENING.match(plain):
            return
        if plain and "\t" not in line.strip():
            yield plain, end
        at = end


def _joined(lines: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Return the lines, a long title that is broken joined to what it goes on with."""
    for (first, end), (second, after) in pairwise([*lines, ("", 0)]):
        broken = bool(_COMPLETE.search(second)) and (not _COMPLETE.search(first) or second[0] in "与和及暨")
        yield (first + second, after) if broken else (first, end)


def _is_work_report(lines: list[tuple[str, int]]) -> Iterator[bool]:
    following = [line for line, _ in [*lines[1:], ("", 0)]][: len(lines)]
    for (line, _), after in zip(lines, following, strict=True):
        yield bool(_WORK_REPORT.search(line)) and not re.search(_DUTIES, after[:20])


def _year(title: str, kind: DocumentKind) -> int | None:
    if kind is DocumentKind.FIVE_YEAR_PLAN:
        return plan_period(title)
    worded = _WORDED_YEAR.search(title)
    if worded:
        return int(worded[0].translate(_WORDED))
    years = [int(year) for year in _YEAR.findall(title.split("（")[0])]
    return max(years) if years else None
