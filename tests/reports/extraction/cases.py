"""The corpora beside this file: sentences of work reports, written for this project, with what they state.

A line that does not begin with a tab is a sentence: where it stands (`plan`, `review`, `five`: a review of five years,
`ahead`: a plan of five years, `first`: the plan of the first of them, `glossary`, `furniture`, `abstract`), the year
that the report plans, and the sentence, its numeric expressions in 【】 and ⏎ for a line break. The tabbed lines below
are its statements, all of them, in the order of the 【】: kind, name, measure, comparator, value (`6..6.5`: a range),
unit, year, parent; `|` stands between accepted forms. `ignore` marks an expression that may be reported or not.
A milestone has no 【】: object, event, date. As a parent, `*` is any and `?` is any or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
MARKS = re.compile("[【】]")
OPENING = (
    "政府工作报告\n（{year}年1月9日在青禾县第十八届人民代表大会第三次会议上）\n\n"
    "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
)
CLOSING = "\n各位代表！让我们携手同心、奋勇争先，为全面完成各项目标任务而努力奋斗！\n"
REVIEW = "一、{last}年工作回顾\n过去一年，我们攻坚克难，各项事业取得新成效。\n"
FIVE = "一、过去五年工作回顾\n过去五年，我们攻坚克难，各项事业取得新成效。\n"
PLAN = "二、{year}年工作安排\n今年是全面贯彻落实县委部署的重要一年。\n"
NO_PLAN = PLAN + "我们将坚持稳中求进，扎实做好各项工作。"
AHEAD = "二、今后五年的奋斗目标\n今后五年，我们要锚定目标、接续奋斗。\n"
THIS_YEAR = "三、{year}年工作安排\n今年是新一届政府的开局之年。\n"
PAGES = {
    "plan": OPENING + REVIEW + PLAN + "{sentence}" + CLOSING,
    "review": OPENING + REVIEW + "{sentence}\n" + NO_PLAN + CLOSING,
    "five": OPENING + FIVE + "{sentence}\n" + NO_PLAN + CLOSING,
    "ahead": OPENING + FIVE + AHEAD + "{sentence}\n" + THIS_YEAR + "我们将扎实做好各项工作。" + CLOSING,
    "first": OPENING + FIVE + AHEAD + "发展质量将迈上新台阶。\n" + THIS_YEAR + "{sentence}" + CLOSING,
    "glossary": OPENING + REVIEW + NO_PLAN + CLOSING + "\n名词解释\n{sentence}\n",
    "furniture": "{sentence}\n" + OPENING + REVIEW + NO_PLAN + CLOSING,
    "abstract": "摘要：{sentence}\n" + OPENING + REVIEW + PLAN + "{sentence}" + CLOSING,
}


@dataclass(frozen=True)
class Expected:
    """One statement of a sentence; `start` and `end` delimit its expression in the sentence without 【】."""

    kind: str
    names: tuple[str, ...]
    measures: tuple[str, ...]
    comparators: tuple[str, ...]
    value: str
    units: tuple[str, ...]
    years: tuple[str, ...]
    parents: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A sentence where it stands in a report, with all that it states."""

    file: str
    context: str
    year: int
    sentence: str
    statements: list[Expected] = field(default_factory=list)

    @property
    def offset(self) -> int:
        """Where the sentence begins in `report` (for an abstract: its first appearance)."""
        return self.report.index(self.sentence)

    @property
    def report(self) -> str:
        """Return a small report that holds the sentence in its place."""
        return PAGES[self.context].format(year=self.year, last=self.year - 1, sentence=self.sentence)


def read_cases(folder: str) -> list[Case]:
    """Return the cases of all files of `positive` or `negative`, in order."""
    return [case for path in sorted((CORPUS / folder).glob("*.tsv")) for case in read_file(path)]


def read_file(path: Path) -> Iterator[Case]:
    """Yield the cases of one file."""
    case, spans = None, iter(())
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            assert case is not None, f"{path.name} begins with a statement"
            case.statements.append(expected(line[1:].split("\t"), spans))
        elif not line.startswith("#"):
            if case:
                yield case
            context, year, marked = line.split("\t")
            marked = marked.replace("⏎", "\n")
            spans = expressions(marked)
            case = Case(path.stem, context, int(year), MARKS.sub("", marked))
    if case:
        yield case


def expressions(marked: str) -> Iterator[tuple[int, int]]:
    """Yield where the expressions in 【】 lie once the marks are gone."""
    for number, found in enumerate(re.finditer("【(.*?)】", marked, re.DOTALL)):
        start = found.start() - 2 * number
        yield start, start + len(found[1])


def expected(cells: list[str], spans: Iterator[tuple[int, int]]) -> Expected:
    """Return the statement of one tabbed line."""
    kind, names, *rest = [*cells, *[""] * 7][:9]
    if kind == "milestone":
        return Expected(kind, split(names), split(rest[0]), (), "", (), split(rest[1]), (), 0, 0)
    measures, comparators, value, units, years, parents = rest[:6]
    start, end = next(spans)
    accepted = [split(cell) for cell in (measures, comparators, units, years, parents)]
    return Expected(kind, split(names), *accepted[:2], value, *accepted[2:], start, end)


def flat(text: str) -> str:
    """Return a text without white space, as sentences and expressions are compared."""
    return re.sub(r"\s", "", text)


def split(cell: str) -> tuple[str, ...]:
    """Return the accepted forms of one cell."""
    return tuple(cell.split("|"))
