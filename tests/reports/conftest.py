"""A short report of the test district, read by an engine whose findings each test can choose."""

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from reports import extraction
from reports.extraction import Comparator, Kind, Measure, Passage, Reading, Role, SetRole, Statement
from reports.library.models import WorkReport
from reports.library.services.reading import read_report
from reports.review.services.decisions import Ref

TEXT = """青溪区人民政府工作报告
各位代表：
一、2023年工作回顾
2023年，地区生产总值增长6.5%，新增规上工业企业18家。
二、2024年工作安排
今年，地区生产总值增长7%，新增规上工业企业20家以上。
（一）建设更美街区。改造老旧小区12个，垃圾分类覆盖率、处理率均达到100%。
"""
SENTENCE = re.compile(r"[^\s。][^。\n]*。?")


def found(quote: str, indicator: str, text: str = TEXT, **fields) -> Statement:
    """What an engine finds: the number in `quote`, read as a target of 2024 unless `fields` say otherwise."""
    number = re.search(r"[\d.]+", quote)
    start = text.index(quote) + number.start()
    end = text.index(quote) + len(quote)
    passages = [match.start() for match in SENTENCE.finditer(text)]
    values = {
        "kind": Kind.TARGET, "indicator": indicator, "measure": Measure.GROWTH, "comparator": Comparator.EQ,
        "value": Decimal(number[0]), "value_high": None, "unit": text[start + len(number[0]) : end], "year": 2024,
        "parent": "", "start": start, "end": end, "evidence": quote, "rule": "test", "confidence": 0.9, "section": (),
        "name_span": None, "number_span": (start, end), "comparator_span": None, "verb_span": None,
        "passage": sum(1 for begin in passages if begin <= start) - 1,
    }  # fmt: skip
    return Statement(**values | fields)


def passages_of(text: str) -> tuple[Passage, ...]:
    section, role, passages = (), Role.OTHER, []
    for match in SENTENCE.finditer(text):
        title = match[0].rstrip("。")
        if re.match("[一二]、", title):
            section, role = (title,), Role.REVIEW if "回顾" in title else Role.PLAN
        elif title.startswith("（"):
            section = (section[0], title)
        passages.append(Passage(match.start(), match.end(), section, role))
    return tuple(passages)


GDP_BEFORE = found("增长6.5%", "地区生产总值", kind=Kind.ACTUAL, year=2023)
FIRMS_BEFORE = found("企业18家", "新增规上工业企业", kind=Kind.ACTUAL, year=2023, measure=Measure.QUANTITY)
GDP = found("增长7%", "地区生产总值")
FIRMS = found("企业20家", "新增规上工业企业", measure=Measure.QUANTITY, comparator=Comparator.GE, confidence=0.6)
HOUSING = found("小区12个", "改造老旧小区", measure=Measure.QUANTITY)
WASTE = found("达到100%", "垃圾分类覆盖率、处理率", measure=Measure.LEVEL, confidence=0.5)
EVERYTHING = [GDP_BEFORE, FIRMS_BEFORE, GDP, FIRMS, HOUSING, WASTE]


class Engine:
    """Stands for some version of the engine: gives back what a test says that it finds."""

    def __init__(self) -> None:
        self.statements = list(EVERYTHING)
        self.version = "1"

    def finds(self, *statements: Statement) -> None:
        self.statements, self.version = list(statements), f"{int(self.version) + 1}"

    def read(self, text: str, *, year: int, roles: Sequence[SetRole] = ()) -> Reading:
        return Reading(tuple(self.statements), passages_of(text), self.version)


@pytest.fixture
def engine(monkeypatch):
    chosen = Engine()
    monkeypatch.setattr(extraction, "read", chosen.read)
    return chosen


@pytest.fixture
def report(engine, district, reviewer):
    report = WorkReport.objects.create(
        region=district, year=2024, title="青溪区2024年政府工作报告", uploaded_by=reviewer, format="text", text=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )  # fmt: skip
    read_report(report=report, user=reviewer)
    return report


@pytest.fixture
def second_reviewer(district):
    """Another reviewer of the same district."""
    from tests.conftest import account

    return account("second-reviewer", region=district, role="reviewer")


def row(report, indicator: str, year: int = 2024):
    """The visible statement of that indicator and year."""
    return report.statements.visible().get(indicator=indicator, year=year)


def ref(statement) -> Ref:
    return Ref(statement.pk, statement.version)


def states(report) -> list[tuple[str, str]]:
    """Indicator and state of all visible statements, in the order of the text."""
    return list(report.statements.visible().order_by("start", "pk").values_list("indicator", "state"))
