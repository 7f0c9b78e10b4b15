"""By when: from the words of a report (6月底前, 上半年, 国庆前) to a day."""

from __future__ import annotations

import datetime as dt
import re

from tracker.evaluation.periods import period_end

QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
# The last day before the feast, or of the half year or season that the words name.
NAMED = {
    "上半年": (6, 30),
    "年中": (6, 30),
    "五一": (4, 30),
    "“五一”": (4, 30),
    "十一前": (9, 30),
    "“十一”": (9, 30),
    "国庆": (9, 30),
    "中秋": (9, 30),
    "元旦": (12, 31),
}
NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11,
    "十二": 12,
}
NUMERAL_MONTH = re.compile("(十[一二]?|[一二三四五六七八九])月")
YEAR_END = re.compile("年底|年末|年内|全年|下半年|岁末")
QUARTER = re.compile("第?([一二三四1234])季度")
NAME = re.compile("|".join(NAMED))
DAY = re.compile(r"(?<!\d)(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日")
MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?!\d)(底|末|中旬|上旬|下旬|初|份)?(前|之前|以前)?")
FULL_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
OWN_YEAR = re.compile(r"(20\d\d)年")
DAY_IN_MONTH = {"初": 10, "上旬": 10, "中旬": 20}


def deadline_in(words: str, year: int) -> dt.date | None:
    """Return the day by which `words` promise something in `year`; None without such words or where days differ."""
    words = NUMERAL_MONTH.sub(lambda found: f"{NUMERALS[found[1]]}月", words)
    days = set(_days_in(words, year))
    return days.pop() if len(days) == 1 else None


def deadline_said(words: str, year: int) -> dt.date | None:
    """Return the day that a column of deadlines names, in the year that it names itself, else in `year`.

    None where it names no day, or one that is not in the calendar.
    """
    if found := FULL_DAY.search(words):
        try:
            return dt.date(*map(int, found.groups()))
        except ValueError:
            return None
    named = OWN_YEAR.search(words)
    return deadline_in(words, int(named[1]) if named else year)


def _days_in(words: str, year: int) -> list[dt.date]:
    days = [period_end(year, QUARTERS[found[1]]) for found in QUARTER.finditer(words)]
    days += [dt.date(year, *NAMED[found[0]]) for found in NAME.finditer(words)]
    days += [dt.date(year, 12, 31) for _ in YEAR_END.finditer(words)]
    days += [_date(year, int(found[1]), int(found[2])) for found in DAY.finditer(words)]
    return days + [_day_of_month(found, year) for found in MONTH.finditer(words)]


def _date(year: int, month: int, day: int) -> dt.date:
    return min(dt.date(year, month, 1) + dt.timedelta(days=day - 1), period_end(year, month))


def _day_of_month(found: re.Match[str], year: int) -> dt.date:
    month = int(found[1])
    if found[2] in DAY_IN_MONTH:
        return dt.date(year, month, DAY_IN_MONTH[found[2]])
    # “6月前” is before June begins, “6月底前” before it ends; nothing is promised for before January.
    if found[3] and not found[2] and month > 1:
        return period_end(year, month - 1)
    return period_end(year, month)
