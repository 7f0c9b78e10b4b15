"""Two districts of a province with all that pages count, drawn by lot: the same lot, the same world."""

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import User
from django.utils import timezone

from reports.organisation.models import Department, Region
from tests.tracker.filing import ask
from tests.tracker.livelihood.doing import complete, make_deed
from tests.tracker.livelihood.doing import file as file_site
from tests.tracker.projects.building import file as file_investment
from tests.tracker.projects.building import make_project
from tests.tracker.reporting import say
from tracker.dispatch.models import Problem, Urging
from tracker.dispatch.moves import OVER
from tracker.indicators.models import Indicator
from tracker.progress.models import ProgressEntry
from tracker.targets.announcing import announce
from tracker.targets.change_requests import Wish
from tracker.targets.change_requests import ask as ask_change
from tracker.targets.models import Target

YEAR = 2024
TODAY = dt.date(YEAR, 7, 20)
CLASSES = Target.TargetClass.values
SHAPES = (
    {"measure": "quantity", "comparator": "ge", "value": 20, "unit": "家", "accumulates": True},
    {"measure": "growth", "comparator": "ge", "value": 7, "unit": "%", "frequency": "monthly_from_february"},
    {"measure": "level", "comparator": "ge", "value": 30, "unit": "家", "accumulates": False, "baseline": 10},
    {"measure": "level", "comparator": "le", "value": 6, "unit": "%", "accumulates": False, "direction": "lower"},
    {"measure": "quantity", "comparator": "ge", "value": 20, "unit": "家", "frequency": "quarterly"},
    {"measure": "level", "comparator": "ge", "value": 9, "unit": "%", "accumulates": False, "frequency": "annual"},
    {"measure": "", "comparator": "", "value": None, "unit": "", "target_class": "project"},
    {"measure": "level", "comparator": "relative", "value": 1, "unit": "个百分点", "accumulates": False},
)
PROBLEM_STATES = [state for state in Problem.State.values if state not in {*OVER, "suspended"}]


@dataclass
class World:
    """Who works and promises there; every choice is the lot's."""

    districts: list[Region]
    departments: list[Department]
    indicators: list[Indicator]
    office: User
    people: dict[int, User]
    """Who files for a department."""
    lot: random.Random
    targets: list[Target] = field(default_factory=list)


def fill(world: World, n_targets: int) -> None:
    """Let the districts promise, file, fall silent, correct, build, and be told off."""
    for number in range(n_targets):
        world.targets.append(_target(world, number))
    for target in world.targets:
        _quote(world, target)
        _file(world, target)
    for number in range(n_targets // 4):
        _problem(world, number)
    _urge(world)
    _state(world)
    for department in world.departments:
        _build(world, department)
        _do_deeds(world, department)
    announce([each.pk for each in world.targets])


def _target(world: World, number: int) -> Target:
    lot, year = world.lot, world.lot.choice([YEAR] * 4 + [YEAR - 1])
    lead = lot.choice(world.departments)
    fields = {
        "target_class": lot.choice(CLASSES), "indicator": lot.choice([*world.indicators, None]),
        "is_withdrawn": lot.random() < 0.1, "weight": Decimal(lot.randint(0, 3)), "accumulates": False,
    } | lot.choice(SHAPES)  # fmt: skip
    return Target.objects.create(
        region=lead.region, year=year, number=number + 1, name=f"任务之{number + 1}", lead=lead,
        deadline=lot.choice([dt.date(year, 12, 31)] * 3 + [dt.date(year, 5, 31)]), adopted_by=world.office, **fields,
    )  # fmt: skip


def _quote(world: World, target: Target) -> None:
    """Most promises stand in a report, under a heading or right under that of the part."""
    if world.lot.random() < 0.8:
        said = say(
            target.region, world.office, world.indicators[0], report_year=target.year, year=target.year, kind="target",
            value=target.value, match="refused",
        )  # fmt: skip
        said.passage.section = ["二、工作安排", *world.lot.choice([[], ["（一）实体经济"], ["（二）民生", "就业"]])]
        said.passage.save()
        Target.objects.filter(pk=target.pk).update(statement=said)


def _file(world: World, target: Target) -> None:
    lot = world.lot
    for month in range(1, 7 if target.year == YEAR else 13):
        if lot.random() < 0.75:
            value = Decimal(lot.randint(0, 24)) if target.measure else None
            state = lot.choice(["approved"] * 5 + ["submitted", "returned", "draft"])
            entry = ProgressEntry.objects.create(
                target=target, month=month, value=value, state=state, filed_by=world.people[target.lead_id],
                submitted_at=None if state == "draft" else timezone.now(), reason=lot.choice(["", "用地未批"]),
                is_late=lot.random() < 0.2, review_note="请补充" if state == "returned" else "",
            )  # fmt: skip
            if state == "approved" and value is not None and lot.random() < 0.05:
                ask(entry, value + 1)
    if lot.random() < 0.1 and target.value is not None and not target.is_withdrawn:
        ask_change(target=target, wish=Wish("value", "企业外迁", value=Decimal(15)), by=world.office)


def _problem(world: World, number: int) -> None:
    lot, owner = world.lot, world.lot.choice(world.departments)
    own = [each for each in world.targets if each.region_id == owner.region_id]
    problem = Problem.objects.create(
        region=owner.region, title=f"堵点之{number}", kind=lot.choice(Problem.Kind.values), owner=owner,
        due=TODAY + dt.timedelta(days=lot.randint(-40, 40)), state=lot.choice(PROBLEM_STATES), raised_by=world.office,
    )  # fmt: skip
    problem.targets.set(lot.sample(own, min(len(own), lot.randint(0, 3))))


def _urge(world: World) -> None:
    for target in world.lot.sample(world.targets, len(world.targets) // 3):
        Urging.objects.create(target=target, month=world.lot.randint(1, 6), on=TODAY, by=world.office)


def _state(world: World) -> None:
    """What the reports of the districts say, some of it of years without targets."""
    for district in world.districts:
        for indicator in world.indicators:
            for year in range(YEAR - 3, YEAR + 1):
                kind = world.lot.choice(["target", "actual"])
                report_year = year if kind == "target" else year + 1
                value = Decimal(world.lot.randint(1, 12))
                say(district, world.office, indicator, report_year=report_year, year=year, kind=kind, value=value)


def _build(world: World, department: Department) -> None:
    lot = world.lot
    own = [each for each in world.targets if each.region_id == department.region_id and not each.is_withdrawn]
    for number in range(3):
        project = make_project(
            department, world.office, name=f"{department.name}项目{number}", targets=lot.sample(own, 1),
            kind=lot.choice(["industry", "infrastructure"]), stopped_on=lot.choice([None] * 3 + [dt.date(YEAR, 6, 1)]),
            **lot.choice([{}, {"signed_on": None, "started_on": None, "in_statistics_on": None}]),
        )  # fmt: skip
        for month in range(1, 1 if project.stopped_on else lot.randint(1, 7)):
            approved_by = lot.choice([world.office, None])
            file_investment(
                project, world.people[department.pk], month, lot.randint(0, 300), approved_by=approved_by, words="停工"
            )


def _do_deeds(world: World, department: Department) -> None:
    for _ in range(2):
        deed = make_deed(
            department, world.office, deadline=world.lot.choice([dt.date(YEAR, 5, 31), dt.date(YEAR, 12, 31)])
        )
        reporter = world.people[department.pk]
        for site in deed.sites.listed()[: world.lot.randint(0, 2)]:
            file_site(site, reporter)
        if world.lot.random() < 0.3:
            complete(deed, reporter, world.office)
