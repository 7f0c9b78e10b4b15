"""What each kind of document takes from the promises: all of a region's, one department's, one matter alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import override

from reports.shared import display
from tracker.bulletins.facts import Facts, facts_of, period_in_words
from tracker.bulletins.models import Document, DocumentKind
from tracker.dispatch.models import Problem
from tracker.evaluation import SYMBOLS
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.task_table import Task, tasks_of

if TYPE_CHECKING:
    from reports.shared.people import User


def facts_for(document: Document, user: User, today: dt.date) -> Facts:
    """Return what a document says of the promises, by its kind. Raises Target.DoesNotExist where there are none."""
    with override("zh-hans"):
        if document.kind == DocumentKind.PLAN:
            return _of_plan(document, user)
        if document.kind == DocumentKind.LETTER:
            return _of_letter(document, user, today)
        taken = facts_of(user, document.region, document.year, document.month, today, lead=document.department)
        return taken | (_words_filed(document) if document.kind == DocumentKind.SITUATION else {})


def _frame(document: Document) -> Facts:
    period = period_in_words(document.month)
    return {
        "region": document.region.name, "year": document.year, "month": document.month, "period": period, "basis": "",
    }  # fmt: skip


def _of_plan(document: Document, user: User) -> Facts:
    tasks = tasks_of(user, document.region, document.year)
    if not tasks:
        raise Target.DoesNotExist
    leads = {task.target.lead_id for task in tasks}
    summary = f"政府工作报告共分解目标任务{len(tasks)}项，由{len(leads)}个单位牵头，具体分工见附件。"
    return _frame(document) | {"summary": summary, "task_rows": [_task_row(task) for task in tasks]}


def _task_row(task: Task) -> dict[str, str]:
    target = task.target
    return {
        "number": str(target.number),
        "name": target.name,
        "promise": task.promise,
        "lead": target.lead.label,
        "supporting": task.supporting or display.UNKNOWN,
        "deadline": day_in_words(target.deadline),
        "leader": target.leader.title if target.leader else display.UNKNOWN,
    }


def _words_filed(document: Document) -> Facts:
    """What the department filed for the month in words, approved ones alone."""
    own = ProgressEntry.objects.approved().filter(
        target__region=document.region, target__year=document.year, target__lead=document.department
    )
    rows = list(own.filter(month=document.month).select_related("target").order_by("target__number"))
    return {
        "work": _told(rows, "narrative"),
        "problems": _told(rows, "problem"),
        "next_steps": _told(rows, "next_step"),
    }


def _told(rows: list[ProgressEntry], field: str) -> list[str]:
    told = [(row.target.name, getattr(row, field).strip()) for row in rows]
    return [f"{name}：{words.rstrip('。；;.')}。" for name, words in told if words]


def _of_letter(document: Document, user: User, today: dt.date) -> Facts:
    if document.problem:
        return _frame(document) | {"matter": _of_problem(document.problem, today)}
    taken = facts_of(user, document.region, document.year, document.month, today, lead=document.department)
    number = str(document.target.number) if document.target else ""
    (row,) = [each for each in taken["rows"] if each["number"] == number]
    status = row["status"].lstrip("".join(SYMBOLS.values()))
    stand = f"截至{document.month}月末，完成情况：{row['actual']}，评价：{status}"
    gap = f"，{row['gap']}" if row["gap"] != display.UNKNOWN else ""
    reason = [f"你单位报送的原因：{row['reason'].rstrip('。；;.')}。"] if row["reason"] else []
    matter = [f"{row['name']}，年度目标{row['promise']}，由你单位牵头。", f"{stand}{gap}。", *reason]
    return _frame(document) | {"basis": taken["basis"], "matter": matter}


def _of_problem(problem: Problem, today: dt.date) -> list[str]:
    due = f"办结时限为{day_in_words(problem.due)}"
    late = f"，已逾期{(today - problem.due).days}天" if problem.days_overdue else ""
    state = f"目前状态：{problem.get_state_display()}。"
    told = [problem.description.strip()] if problem.description.strip() else []
    return [f"{problem.title}，由你单位负责办理，{due}{late}。", *told, state]


def day_in_words(day: dt.date) -> str:
    """Return a day as official documents write it, without leading zeros."""
    return date_format(day, "Y年n月j日")
