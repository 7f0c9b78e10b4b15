"""What the parts of a document say before anybody has edited them, and what its template is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cn2an import an2cn
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from reports.organisation.models import Region
from tracker.bulletins.facts import Facts, period_in_words
from tracker.bulletins.models import Document, DocumentKind
from tracker.bulletins.subjects import day_in_words
from tracker.bulletins.wording import REQUIREMENTS

UNNUMBERED = "　"
PLAN_REQUIREMENTS = (
    "压实责任。牵头单位对任务负总责，细化措施、倒排时间；配合单位主动衔接，形成合力。",
    "按时报送。牵头单位按期如实报送进展，进度滞后的说明原因和下一步措施。",
    "跟踪督办。督查机构定期调度通报，对进展缓慢的事项发函督办。",
)


def first_words(
    kind: str, region: Region, year: int, month: int, *, department: str = "", matter: str = ""
) -> dict[str, str]:
    """Return the editable words of a new draft, by the fields of `Document`."""
    period = period_in_words(month)
    if kind == DocumentKind.COMPARISON:
        title = f"{region.name}{year}年政府工作报告目标任务{period}完成情况对照表"
        return {"title": title, "issuer": f"{region.name}人民政府督查室"}
    if kind == DocumentKind.SITUATION:
        return _of_department(region, year, period, department)
    if kind == DocumentKind.PLAN:
        return _of_plan(region, year)
    if kind == DocumentKind.LETTER:
        return _of_letter(region, department, matter)
    return {
        "title": f"关于{year}年{period}政府工作报告目标任务进展情况的通报",
        "masthead": "政务督查",
        "issuer": f"{region.name}人民政府督查室",
        "addressees": "各镇人民政府、各街道办事处，政府各部门、各有关单位：",
        "opening": f"现将{year}年{period}政府工作报告目标任务进展情况通报如下。",
        "requirements": "\n".join(REQUIREMENTS),
    }


def _of_department(region: Region, year: int, period: str, department: str) -> dict[str, str]:
    return {
        "title": f"{department}关于{year}年{period}政府工作报告目标任务进展的情况报告",
        "issuer": department,
        "addressees": f"{region.name}人民政府：",
        "opening": f"现将{year}年{period}本单位牵头的政府工作报告目标任务进展情况报告如下。",
    }


def _of_plan(region: Region, year: int) -> dict[str, str]:
    return {
        "title": f"{region.name}{year}年政府工作报告目标任务分解方案",
        "issuer": f"{region.name}人民政府",
        "addressees": "各镇人民政府、各街道办事处，政府各部门、各有关单位：",
        "opening": f"为确保{year}年政府工作报告确定的各项目标任务落到实处，制定本方案。",
        "requirements": "\n".join(PLAN_REQUIREMENTS),
    }


def _of_letter(region: Region, department: str, matter: str) -> dict[str, str]:
    return {
        "title": f"关于“{Truncator(matter).chars(120)}”的督办函",
        "masthead": "督办",
        "issuer": f"{region.name}人民政府督查室",
        "addressees": f"{department}：",
        "opening": "政府工作报告确定的下列事项需你单位抓紧办理，现函告如下。",
        "requirements": "请对照目标和时限分析原因，明确整改措施、责任人和完成时间，抓紧推进落实。",
    }


def context_of(document: Document, facts: Facts, day: dt.date) -> dict[str, Any]:
    """Return what the template of a document is given: its facts, its words, its sections with their headings."""
    with override("zh-hans"):
        return {
            **facts,
            "title": document.title,
            "masthead": document.masthead,
            "issuer": document.issuer,
            "addressees": document.addressees,
            "opening": document.opening,
            "number": UNNUMBERED if document.number is None else str(document.number),
            "reference": _reference(document),
            "day": day_in_words(day),
            "requirements": document.requirements.splitlines(),
            "sections": sections_of(document, facts),
        }


def _reference(document: Document) -> str:
    number = UNNUMBERED if document.number is None else str(document.number)
    if document.kind == DocumentKind.LETTER:
        return f"{document.masthead}〔{document.year}〕{number}号"
    return f"第{number}期" if document.kind == DocumentKind.BULLETIN else ""


def sections_of(document: Document, facts: Facts) -> list[dict[str, Any]]:
    """Return the sections that have something to say, numbered as official documents number them."""
    if document.kind == DocumentKind.LETTER:
        return [{"heading": "", "texts": [*facts["matter"], *_lines(document.requirements), _reply(document)]}]
    told = [(title, list(texts)) for title, texts in _parts(document, facts) if texts]
    return [{"heading": f"{ordinal(number)}、{title}", "texts": texts} for number, (title, texts) in enumerate(told, 1)]


def _parts(document: Document, facts: Facts) -> Sequence[tuple[str, Sequence[str]]]:
    requirements = [f"{ordinal(n)}是{text}" for n, text in enumerate(_lines(document.requirements), 1)]
    if document.kind == DocumentKind.SITUATION:
        return (
            ("总体情况", [facts["summary"]]),
            ("目标任务进展", facts["progress"]),
            ("主要工作", facts["work"]),
            ("未达进度的目标及原因", facts["lagging"]),
            ("存在的问题", facts["problems"]),
            ("下一步工作", facts["next_steps"]),
        )
    if document.kind == DocumentKind.PLAN:
        return ("任务分工", [facts["summary"]]), ("工作要求", requirements)
    return (
        ("总体情况", [facts["summary"]]),
        ("主要指标进展", facts["headlines"]),
        ("进展较好的单位", facts["good"]),
        ("未达进度的目标", facts["lagging"]),
        ("报送情况", facts["silent"]),
        ("工作要求", requirements),
    )


def _reply(document: Document) -> str:
    return f"请于{day_in_words(document.reply_by)}前将办理情况书面回复。" if document.reply_by else ""


def day_of(document: Document) -> dt.date:
    """Return the day that stands under it: that of issue, for a draft that of drafting."""
    return timezone.localdate(document.issued_at or document.drafted_at)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def ordinal(number: int) -> str:
    """Return a number as headings of official documents count: 一, 二, 十一."""
    return str(an2cn(number))
