"""The year that a report plans for, from its title, its session's date, its headings and set phrases."""

import re
from collections.abc import Iterable, Iterator

from .evidence import Basis, Evidence, View, weigh

YEAR = r"(?<!\d[-—–~～])(?<![\d至到])(?P<year>(?:19|20)\d\d)"
MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月"
DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
LATE_MONTHS = frozenset({"11", "12", "十一", "十二"})

TITLES = (
    re.compile(YEAR + r"年?度?[^\d。，；：！？、]{0,25}?工作报告"),
    re.compile(r"工作报告[（(〔\[—-]*" + YEAR + rf"年(?!{MONTH})"),
)
SESSION = re.compile(YEAR + rf"年{MONTH}{DAY}在[^。，；]{{2,40}}?(?:人民代表大会|人大)[^。，；]{{0,15}}会议")
DATE = re.compile(YEAR + r"年\d{1,2}月")

REVIEW_WORDS = "回顾|总结|完成情况|落实情况|取得|迈出|迈上|成就|成效|进展"
PLAN_WORDS = "安排|任务|打算|部署|目标|要求|思路|重点|计划|建议|举措|取向"
ORDINAL = "第?[（(]?[一二三四五六七八九十]{1,3}[）)]?(?:部分)?[、.．：:]?"
HEADING = re.compile(
    rf"^(?=[^\n]{{6,45}}$)(?:{ORDINAL}[^\n。；]*?)?"
    rf"{YEAR}年[^\n。；，\d]{{0,25}}?(?:(?P<review>{REVIEW_WORDS})|{PLAN_WORDS})",
    re.MULTILINE,
)
PAST_YEAR = (
    re.compile(f"过去的{YEAR}年"),
    re.compile(f"{YEAR}年(?:以来)?(?:的|政府){{0,2}}工作(?:情况)?回顾"),
    re.compile(f"{YEAR}年是[^。]{{0,150}}。?[^。]{{0,100}}?(?:一年来|过去一年|这一年)"),
)
COMING_YEAR = (
    re.compile(f"{YEAR}年(?:的|政府|重点|主要){{0,2}}工作的?(?:安排|任务|打算|总体|目标|思路|建议)"),
    re.compile(f"(?:做好|抓好|部署){YEAR}年(?:的|政府|各项|经济|全年|重点){{0,2}}工作"),
    re.compile(f"{YEAR}年(?:全|我)?[省市区县]?经济社会发展的?(?:总体|主要|预期|奋斗|任务){{1,2}}(?:要求|思路|目标)"),
)

WEIGHTS = {Basis.TITLE: 6, Basis.SESSION: 6, Basis.PLAN: 6, Basis.REVIEW: 4, Basis.PHRASE: 4, Basis.DATE: 1}


def weightiest_year(evidence: Iterable[Evidence]) -> int | None:
    """The year for which most speaks."""
    claims = ((found.year, found.basis) for found in evidence if found.year is not None)
    return next((year for year, _weight in weigh(claims, WEIGHTS)), None)


def year_evidence(lines: View, running: View) -> list[Evidence]:
    """Everything that says which year a report plans for, from its text with and without line ends."""
    return [*_around(running), *_headings(lines), *_phrases(running)]


def _around(view: View) -> Iterator[Evidence]:
    """What stands before and behind the report: title, session, a newspaper's date.

    The foot of a web page lists other reports, so it counts only where the head has no title.
    """
    for start, end in view.around():
        found = [*_titles(view, start, end), *_sessions(view, start, end)]
        yield from found or _dates(view, start, end)
        if found:
            return


def _titles(view: View, start: int, end: int) -> Iterator[Evidence]:
    for rule in TITLES:
        for match in rule.finditer(view.text, start, end):
            yield view.evidence(*match.span(), Basis.TITLE, year=int(match["year"]))


def _sessions(view: View, start: int, end: int) -> Iterator[Evidence]:
    """A congress that meets at the end of a year hears the plan for the next one."""
    for match in SESSION.finditer(view.text, start, end):
        year = int(match["year"]) + (match["month"] in LATE_MONTHS)
        yield view.evidence(*match.span(), Basis.SESSION, year=year)


def _dates(view: View, start: int, end: int) -> Iterator[Evidence]:
    for match in DATE.finditer(view.text, start, end):
        yield view.evidence(*match.span(), Basis.DATE, year=int(match["year"]))


def _headings(view: View) -> Iterator[Evidence]:
    """“二、2024年工作安排” names the year itself, “一、2023年工作回顾” the year before it."""
    for match in HEADING.finditer(view.text):
        if match["review"]:
            yield view.evidence(*match.span(), Basis.REVIEW, year=int(match["year"]) + 1)
        else:
            yield view.evidence(*match.span(), Basis.PLAN, year=int(match["year"]))


def _phrases(view: View) -> Iterator[Evidence]:
    """Words that name the year in running text, also where line ends are lost."""
    for rules, shift in ((PAST_YEAR, 1), (COMING_YEAR, 0)):
        for match in (match for rule in rules for match in rule.finditer(view.text)):
            yield view.evidence(*match.span(), Basis.PHRASE, year=int(match["year"]) + shift)
