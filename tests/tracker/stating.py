"""A small report with statements, put down by hand so that tests do not lean on what the engine reads."""

import hashlib

from reports.library.models import Passage, Statement, WorkReport

TEXT = """青溪区人民政府工作报告
一、2023年工作回顾
国家高新技术企业达到205家。
二、2024年工作安排
全区经济社会发展的主要预期目标是：地区生产总值增长7%，全社会固定资产投资增长10%，其中工业投资增长15%以上。
（一）壮大实体经济
国家高新技术企业达到230家。新增规上工业企业20家以上。青溪大桥6月底前通车。地区生产总值增长7%。
（二）办好民生实事
新增公办学位2560个。
"""
SECTIONS = {
    "（一）": ["二、2024年工作安排", "（一）壮大实体经济"],
    "（二）": ["二、2024年工作安排", "（二）办好民生实事"],
}


def make_report(region, user, *, text=TEXT, year=2024) -> WorkReport:
    """Store a report with its text as it is, and no statements."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return WorkReport.objects.create(
        region=region, year=year, title=f"{region.name}政府工作报告", text=text, sha256=digest, format="text",
        uploaded_by=user,
    )  # fmt: skip


def state(report, quote: str, indicator: str, *, nth: int = 1, **fields) -> Statement:
    """Put down a statement whose clause is `quote` (the `nth` one); the expression is its last `length` letters."""
    start = -1
    for _ in range(nth):
        start = report.text.index(quote, start + 1)
    length = fields.pop("length", 2)
    end = start + len(quote)
    terms = {
        "report": report, "passage": _passage(report, start, end), "kind": "target", "indicator": indicator,
        "measure": "quantity", "comparator": "eq", "year": report.year, "start": end - length, "end": end,
        "evidence": quote, "state": "accepted", "spans": {"number": [end - length, end]},
    }  # fmt: skip
    return Statement.objects.get(pk=Statement.objects.create(**terms | fields).pk)


def _passage(report, start: int, end: int) -> Passage:
    first = report.text.rfind("\n", 0, start) + 1
    last = min(at for at in (report.text.find("。", end - 1), report.text.find("\n", end)) if at >= 0) + 1
    first = max(first, report.text.rfind("。", 0, start) + 1)
    heading = next((mark for mark in ("（二）", "（一）") if report.text.find(mark) in range(first)), "")
    role = "review" if report.text.index("二、") > start else "plan"
    section = SECTIONS.get(heading, ["二、2024年工作安排"] if role == "plan" else ["一、2023年工作回顾"])
    return Passage.objects.get_or_create(
        report=report, start=first, defaults={"end": last, "section": section, "role": role}
    )[0]


def accepted_promises(report) -> dict[str, Statement]:
    """Put down every promise of `TEXT`, accepted, and the actual that gives a baseline."""
    growth = {"measure": "growth", "unit": "%"}
    return {
        "actual": state(
            report, "国家高新技术企业达到205家", "国家高新技术企业", kind="actual", measure="level", value=205,
            unit="家", year=report.year - 1, length=4,
        ),
        "gdp": state(report, "地区生产总值增长7%", "地区生产总值", value=7, **growth),
        "investment": state(report, "全社会固定资产投资增长10%", "全社会固定资产投资", value=10, length=3, **growth),
        "industry": state(
            report, "工业投资增长15%", "工业投资", comparator="ge", value=15, parent="全社会固定资产投资", length=3,
            **growth,
        ),
        "hightech": state(
            report, "国家高新技术企业达到230家", "国家高新技术企业", measure="level", value=230, unit="家", length=4
        ),
        "firms": state(
            report, "新增规上工业企业20家", "新增规上工业企业", comparator="ge", value=20, unit="家", length=3
        ),
        "bridge": state(
            report, "青溪大桥6月底前通车", "青溪大桥", kind="milestone", measure="", comparator="", event="通车",
            due="6月底前",
        ),
        "again": state(report, "地区生产总值增长7%", "地区生产总值", nth=2, value=7, **growth),
        "places": state(report, "新增公办学位2560个", "新增公办学位", value=2560, unit="个", length=5),
    }  # fmt: skip
