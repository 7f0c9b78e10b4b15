"""What the made-up reports promise: every kind of promise in turn, in words that carry a number."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.library.models import Comparator, Kind, Measure
from reports.shared.display import plain
from tracker.evaluation import Direction, Frequency
from tracker.indicators.models import Indicator
from tracker.targets.models import Target

Class = Target.TargetClass
WORKS = (
    "老旧管网",
    "乡村道路",
    "河堤",
    "停车场",
    "口袋公园",
    "养老服务站",
    "学校操场",
    "标准厂房",
    "充电站",
    "农贸市场",
)
TASKS = ("政务服务", "基层治理", "信用体系", "应急管理", "法治宣传")
VERBS = {
    (Measure.GROWTH, Comparator.GE): "增长",
    (Measure.DECLINE, Comparator.GE): "下降",
    (Measure.LEVEL, Comparator.GE): "达到",
    (Measure.LEVEL, Comparator.LE): "控制在",
    (Measure.GROWTH, Comparator.LE): "控制在",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a report, told as `name`, `verb` and number: 新增停车位｜达到｜1200个."""

    name: str
    target_class: str
    measure: str = ""
    comparator: str = ""
    value: Decimal | None = None
    unit: str = ""
    indicator: Indicator | None = None
    direction: str = Direction.HIGHER
    frequency: str = Frequency.MONTHLY
    accumulates: bool = False
    is_adopted: bool = False

    @property
    def kind(self) -> str:
        """A promise without a measure is an event."""
        return Kind.TARGET if self.measure else Kind.MILESTONE

    @property
    def verb(self) -> str:
        """The words between name and number."""
        return VERBS.get((Measure(self.measure), Comparator(self.comparator)), "") if self.measure else ""

    @property
    def expression(self) -> str:
        """The number as the text prints it; for an event, what is to happen."""
        if self.value is not None:
            return f"{plain(self.value)}{self.unit}"
        return "全面完成" if self.measure else "建成投用"


def promises(n: int, indicators: Iterable[Indicator], chance: random.Random) -> list[Promise]:
    """Return the `n` promises of a district and year: indicators of the catalogue, works, projects, tasks in words."""
    known = iter(indicators)
    return [_promise(number, known, chance) for number in range(1, n + 1)]


def promised_indicators() -> list[Indicator]:
    """Return the indicators that every district promises: the headline ones, and those with a figure each month."""
    usable = Indicator.objects.order_by("-is_headline", "order", "code")
    return [each for each in usable if each.is_headline or each.frequency == Frequency.MONTHLY]


def _promise(number: int, known: Iterator[Indicator], chance: random.Random) -> Promise:
    if number % 10 == 7:
        return Promise(f"{chance.choice(WORKS)}{number}号工程", Class.PROJECT)
    if number % 40 == 9:
        name = f"{chance.choice(TASKS)}第{number}项任务"
        return Promise(name, Class.QUALITATIVE, Measure.LEVEL, Comparator.QUALITATIVE)
    indicator = next(known, None)
    return _of_indicator(indicator, chance) if indicator else _work(number, chance)


def _of_indicator(indicator: Indicator, chance: random.Random) -> Promise:
    at_most = indicator.direction == Direction.LOWER and indicator.measure != Measure.DECLINE
    return Promise(
        name=indicator.name,
        target_class=Class.HEADLINE if indicator.is_headline else Class.QUANTIFIED,
        measure=indicator.measure,
        comparator=Comparator.LE if at_most else Comparator.GE,
        value=_value(indicator.measure, indicator.unit, chance),
        unit=indicator.unit,
        indicator=indicator,
        direction=indicator.direction,
        frequency=indicator.frequency,
        accumulates=indicator.accumulates,
    )


def _work(number: int, chance: random.Random) -> Promise:
    return Promise(
        name=f"新建和改造{chance.choice(WORKS)}第{number}批",
        target_class=Class.LIVELIHOOD if number % 3 == 0 else Class.QUANTIFIED,
        measure=Measure.QUANTITY,
        comparator=Comparator.GE,
        value=_value(Measure.QUANTITY, "处", chance),
        unit="处",
        accumulates=True,
    )


def _value(measure: str, unit: str, chance: random.Random) -> Decimal:
    if measure in (Measure.GROWTH, Measure.DECLINE):
        return Decimal(chance.randint(20, 120)) / 10
    if unit == "%":
        return Decimal(chance.randint(40, 99))
    return Decimal(chance.randint(2, 400) * 5)
