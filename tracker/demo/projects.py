"""Projects for the demonstration: of every stage, some on schedule, one without movement, with needs open and met."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from reports.organisation.models import Department, Region
from tracker.demo.people import filers_of, officer_of
from tracker.projects.filings import Month, decide, file_month
from tracker.projects.models import Need, NeedKind, Project, ProjectKind
from tracker.projects.services import keep_project, meet_need, raise_need
from tracker.targets.models import Target
from tracker.verdicts.basis import latest_month

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Plan:
    """A project of the demonstration: money in 万元, days in days before today, and what is filed a month."""

    name: str
    kind: str
    lead: str
    owner: str
    total: int
    planned: int
    reached: dict[str, int]
    due: dict[str, int]
    pace: int = 100
    """How much of the schedule is invested, in per cent."""
    still: int = 0
    """The last months in which nothing is added."""
    need: tuple[str, str] | None = None
    is_met: bool = False


PLANS = (
    Plan("智能传感器产业园二期", ProjectKind.INDUSTRY, "区经济信息委", "高新区建设公司", 86000, 24000,
         {"signed_on": 620, "started_on": 500, "in_statistics_on": 480}, {"in_use_planned": -130}, 108),
    Plan("新能源零部件生产基地", ProjectKind.INDUSTRY, "区经济信息委", "示例汽车零部件公司", 120000, 36000,
         {"signed_on": 400, "started_on": 260, "in_statistics_on": 250}, {"in_use_planned": -90}, 84,
         need=(NeedKind.FUNDS, "设备贷款贴息尚未落实")),
    Plan("高端装备铸造车间技改", ProjectKind.INDUSTRY, "区经济信息委", "示例装备公司", 18000, 6000,
         {"signed_on": 800, "started_on": 700, "in_statistics_on": 690, "in_use_on": 210}, {"in_use_planned": 240}, 118,
         need=(NeedKind.PERMITS, "排污许可变更"), is_met=True),
    Plan("城区污水处理厂三期", ProjectKind.ECOLOGY, "区生态环境局", "区水务公司", 32000, 12000,
         {"started_on": 300, "in_statistics_on": 275}, {"in_use_planned": -60}, 62, 2,
         need=(NeedKind.LAND, "尾水管线穿越地块征收未完成")),
    Plan("北部货运通道改扩建", ProjectKind.INFRASTRUCTURE, "区交通运输委", "区交通建设公司", 98000, 30000,
         {"started_on": 150}, {"start_planned": 180, "in_use_planned": -300}, 95),
    Plan("区人民医院新院区", ProjectKind.LIVELIHOOD, "区卫生健康委", "区人民医院", 76000, 15000,
         {}, {"start_planned": 40, "in_use_planned": -700}, need=(NeedKind.PERMITS, "初步设计批复")),
    Plan("老城区管网更新", ProjectKind.CITY, "区住房城乡建委", "区城市建设公司", 21000, 8000,
         {"started_on": 430, "in_statistics_on": 410, "in_use_on": 60}, {"in_use_planned": 90}, 112),
    Plan("食品加工产业园一期", ProjectKind.INDUSTRY, "区农业农村委", "示例食品公司", 45000, 0,
         {"signed_on": 1300, "started_on": 1100, "in_statistics_on": 1090, "in_use_on": 500, "at_capacity_on": 120},
         {"in_use_planned": 520, "at_capacity_planned": 160}),
    Plan("数字文旅综合体", ProjectKind.OTHER, "区文化旅游委", "示例文旅公司", 60000, 10000, {"signed_on": 45},
         {"start_planned": -70}),
)  # fmt: skip
SERVES = 2


def create_projects(region: Region, year: int) -> None:
    """Record projects of a region with their months up to the last one that is over."""
    for number, plan in enumerate(PLANS):
        _create(region, year, plan, number)


def _create(region: Region, year: int, plan: Plan, number: int) -> None:
    officer, today = officer_of(region), timezone.localdate()
    lead = Department.objects.filter(region=region, short_name=plan.lead).first()
    lead = lead or Department.objects.filter(region=region).order_by("order")[0]
    days = {name: today - dt.timedelta(days=ago) for name, ago in (plan.reached | plan.due).items()}
    values = {"name": f"{region.short_name}{plan.name}", "kind": plan.kind, "lead": lead, "owner": plan.owner,
              "total": Decimal(plan.total), **days}  # fmt: skip
    # Neighbours share a target, so that a project may be seen to serve several.
    served = Target.objects.filter(region=region, year=year, lead=lead).active().order_by("number")[:SERVES]
    project = keep_project(
        Project(region=region, lead=lead), values, version=1, by=officer, targets=served if number % 2 else served[:1],
        planned=(year, Decimal(plan.planned) if plan.planned else None),
    )  # fmt: skip
    if plan.reached.get("started_on") and plan.planned:
        _file(project, year, plan)
    if plan.need:
        _need(project, plan)


def _file(project: Project, year: int, plan: Plan) -> None:
    """File every month as far as it is over; the last one waits for approval where the project is behind."""
    last = latest_month(year, timezone.localdate())
    start = project.started_on or dt.date(year, 1, 1)
    first = start.month if start.year == year else 1
    end = project.in_use_planned.month if project.in_use_planned and project.in_use_planned.year == year else 12
    filer, officer = filers_of(project.region)[project.lead_id], officer_of(project.region)
    for month in range(first, last + 1):
        shown = min(month, last - plan.still)
        share = Decimal(min(shown, end) - first + 1) / (max(end, first) - first + 1)
        amount = (plan.planned * plan.pace * share / HUNDRED).quantize(Decimal(1))
        filing = file_month(project, Month(year, month, max(amount, Decimal(0))), by=filer)
        decide(filing, approve=True, note="", version=filing.version, by=officer)


def _need(project: Project, plan: Plan) -> Need:
    kind, words = plan.need or (NeedKind.OTHER, "")
    due = timezone.localdate() + dt.timedelta(days=-20 if plan.still else 30)
    officer = officer_of(project.region)
    need = raise_need(project, kind=kind, words=words, due=due, by=officer)
    return meet_need(need, words="已协调办结", by=officer) if plan.is_met else need
