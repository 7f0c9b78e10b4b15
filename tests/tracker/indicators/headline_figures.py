"""Which headline figures real reports state, sought in their bare texts, and which of them the catalogue knows.

Independent of the reading engine: a clause that begins with the full name of a headline indicator and goes on with a
number states a figure of it, whatever the engine made of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.documents import read_document
from reports.extraction import Statement, extract
from tests.reports.extraction.real import year_of
from tests.tracker.indicators.shipped import shipped_catalogue

NAMES = {
    "gdp": r"(?:地区生产总值|生产总值|GDP)",
    "industrial_value_added": r"(?:规模以上工业|规上工业|规模工业)(?:企业)?增加值",
    "fixed_asset_investment": r"固定资产投资",
    "industrial_investment": r"工业投资",
    "retail_sales": r"(?:社会消费品零售总额|社零总额|社零)",
    "budget_revenue": r"(?:地方)?一般公共预算收入",
    "foreign_trade": r"(?:外贸|货物)?进出口(?:总额|总值)?",
    "resident_income": r"(?:全体)?(?:常住)?居民人均可支配收入",
    "urban_income": r"城镇(?:常住)?居民人均可支配收入",
    "rural_income": r"农村(?:常住)?居民人均可支配收入",
    "unemployment_rate": r"(?:城镇)?调查失业率",
    "energy_intensity": r"(?:单位地区生产总值|单位生产总值|单位GDP|万元GDP|单位国内生产总值)(?:能耗|能源消耗)",
    "consumer_prices": r"居民消费价格(?:总?指数|总水平)?",
    "new_urban_jobs": r"(?:城镇新增就业|新增城镇就业)(?:人数|人员)?",
    "grain_output": r"粮食(?:总产量|产量|总产)",
    "pm25": r"PM2\.5(?:平均|年均|年平均)?浓度",
    "good_air_share": r"(?:(?:环境)?空气(?:质量)?优良(?:天数比例|天数比率|率)|优良天数比[例率])",
    "good_air_days": r"(?:空气质量|空气)?优良天数(?=[^比占率%％]{0,8}天)",
    "rd_intensity": r"(?:全社会)?研发(?:经费)?(?:投入)?强度",
}
LEAD = (
    r"(?:^|[\s，,。；;：:、！])"
    r"(?:其中|预计|力争|确保|实现|完成|全年|年度|今年|(?:20)?\d\d年|全(?:省|市|区|县|州|国|社会)|全部){0,4}"
)
BETWEEN = (
    r"(?:（[^）]{1,12}）|预计|预期|完成|实现|达到|达|为|突破|超过|超|约|同比|比上年|增长|增速|下降|降低|降至|控制在|累计|保持|稳定|"
    r"上升|上涨|提高|力争|确保|在|到|至|增幅|涨幅|平均|幅度|不低于|不少于|不高于|\s){0,5}"
)
VALUE = r"(?P<value>\d[\d.,]*)\s*(?:%|％|万亿元|亿元|万元|元|万人|人|微克|天|亿斤|万吨|吨|亿公斤)"
STATED = {code: re.compile(LEAD + name + BETWEEN + VALUE, re.M) for code, name in NAMES.items()}


@dataclass(frozen=True)
class Stated:
    """A figure of a headline indicator in a text, and whether a statement of that indicator holds it."""

    code: str
    words: str
    is_known: bool


def stated_in(paths: Iterable[Path]) -> Iterator[Stated]:
    """Yield the headline figures that these reports state."""
    for path in paths:
        text = read_document(path.read_bytes(), path.name).text
        known = [(each, _code_of(each)) for each in extract(text, year=year_of(path))]
        for code, pattern in STATED.items():
            for match in pattern.finditer(text):
                start, end = match.span("value")
                held = {of for each, of in known if each.start < end and each.end > start}
                yield Stated(code, match.group(), code in held)


def _code_of(statement: Statement) -> str:
    found = shipped_catalogue().find_listed(statement.indicator, statement.measure, statement.unit)
    return found.code if found else ""
