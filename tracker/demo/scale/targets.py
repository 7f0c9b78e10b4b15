"""The made-up targets: every adopted promise, with who does it, its stages, and what a reviewer set on it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps

from reports.library.models import Statement
from tracker.demo.scale.places import District
from tracker.demo.scale.promises import Promise
from tracker.demo.scale.reports import read_out
from tracker.demo.scale.rows import create, record, step, store
from tracker.demo.scale.size import Size
from tracker.evaluation import Status
from tracker.targets.models import Stage, Target

WITHDRAWN = 0.01
SUPPORTED = 0.3
DONE_IN_TIME, NEVER_DONE = 0.8, 0.95
ENDS = (Status.DONE, Status.MISSED)


def create_targets(
    district: District, year: int, adopted: Iterable[tuple[Promise, Statement]], size: Size
) -> list[Target]:
    """Create the targets of a district and year, numbered in the order of the text."""
    chance = size.chance(district.number, year, "targets")
    targets = [
        _target(number, said, statement, district, chance) for number, (said, statement) in enumerate(adopted, start=1)
    ]
    create(targets, by=district.reviewer, at=read_out(year), action="adopted")
    Target.objects.filter(pk__in=[each.pk for each in targets]).update(adopted_at=read_out(year))
    create(_stages(targets, size.today, chance), by=district.reviewer, at=read_out(year), action="stage planned")
    _support(targets, district, chance)
    _settle(targets, district, size.today, chance)
    return targets


def _target(number: int, said: Promise, statement: Statement, district: District, chance: random.Random) -> Target:
    year = statement.report.year
    return Target(
        region=district.region, year=year, number=number, name=said.name, target_class=said.target_class,
        statement=statement, indicator=said.indicator, measure=said.measure, comparator=said.comparator,
        value=said.value, unit=said.unit, standard="" if said.value is not None else said.expression,
        accumulates=said.accumulates, direction=said.direction, frequency=said.frequency,
        lead=district.departments[number % len(district.departments)], adopted_by=district.reviewer,
        deadline=dt.date(year, 12, 31) if said.measure else dt.date(year, chance.randint(6, 12), 28),
    )  # fmt: skip


def _stages(targets: Iterable[Target], today: dt.date, chance: random.Random) -> list[Stage]:
    """Every project begins three months before its deadline; most are done in time, some late, a few never."""
    return [stage for target in targets if not target.measure for stage in _stages_of(target, today, chance)]


def _stages_of(target: Target, today: dt.date, chance: random.Random) -> Iterator[Stage]:
    for name, days in (("开工", 90), ("竣工", 0)):
        planned = target.deadline - dt.timedelta(days=days)
        late, drawn = dt.timedelta(days=chance.randint(1, 60)), chance.random()
        done = planned - late / 3 if drawn < DONE_IN_TIME else planned + late
        is_done = drawn < NEVER_DONE and done <= today
        yield Stage(target=target, name=name, planned_on=planned, done_on=done if is_done else None)


def _support(targets: Sequence[Target], district: District, chance: random.Random) -> None:
    """Give some targets a second department, there and in the history of the adoption."""
    through: Any = Target.supporting.through
    supported = [
        through(target=target, department=chance.choice(district.departments))
        for target in targets
        if chance.random() < SUPPORTED
    ]
    store(supported)
    told = apps.get_model("targets", "HistoricalTarget_supporting")
    adoptions = dict(Target.history.filter(id__in=[each.target_id for each in supported]).values_list("id", "pk"))
    store([
        told(id=each.pk, history_id=adoptions[each.target_id], target=each.target, department=each.department)
        for each in supported
    ])  # fmt: skip


def _settle(targets: Iterable[Target], district: District, today: dt.date, chance: random.Random) -> None:
    """Withdraw a few targets, and judge the tasks in words, each with a reason and a record."""
    steps = []
    for target in targets:
        is_withdrawn, in_words = chance.random() < WITHDRAWN, bool(target.measure) and not target.takes_number
        verdict = _verdict(target.year, today, chance) if in_words else ""
        if not verdict and not is_withdrawn:
            continue
        day = min(dt.date(target.year, 12, 20), today)
        target.is_withdrawn, target.verdict = is_withdrawn, verdict
        target.verdict_reason, target.verdict_on = ("年末核查认定", day) if verdict else ("", None)
        target.version += 1
        reason = "政策调整，任务取消" if is_withdrawn else "年末核查认定"
        steps.append(step(target, by=district.reviewer, at=read_out(target.year + 1), action=reason))
    fields = ["is_withdrawn", "verdict", "verdict_reason", "verdict_on", "version"]
    Target.objects.bulk_update(steps, fields)
    record(steps, of=Target, is_change=True)


def _verdict(year: int, today: dt.date, chance: random.Random) -> str:
    """Past years have their end; a task of the running year may not be judged yet."""
    if year < today.year:
        return chance.choices(ENDS, [9, 1])[0]
    return chance.choice([Status.ON_PACE, Status.BEHIND, ""])
