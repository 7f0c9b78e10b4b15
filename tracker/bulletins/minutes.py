"""The minutes of a dispatch meeting as a Word file: what was looked at, and what was decided by whom until when."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import override

from reports.shared.word import layout
from tracker.bulletins.composing import ordinal
from tracker.dispatch.agenda import AgendaItem, items_of
from tracker.dispatch.models import Meeting, ProblemEvent
from tracker.dispatch.moves import DECIDE


def minutes_of(meeting: Meeting) -> bytes:
    """Return the minutes in the standard's layout, in Chinese; decisions first. One query."""
    with override("zh-hans"):
        document = layout.blank_document(title_of(meeting))
        document.add_paragraph(title_of(meeting), layout.TITLE)
        document.add_paragraph("", layout.BODY)
        document.add_paragraph(_opening(meeting), layout.BODY)
        parts = [("议定事项", _decisions(meeting)), *_looked_at(meeting)]
        for number, (heading, lines) in enumerate(parts, 1):
            document.add_paragraph(f"{ordinal(number)}、{heading}", layout.HEADING)
            for each, line in enumerate(lines, 1):
                document.add_paragraph(f"{each}．{line}", layout.BODY)
        return layout.saved(document)


def title_of(meeting: Meeting) -> str:
    """Return the title: the region, the kind of meeting, minutes."""
    return f"{meeting.region.name}{meeting.get_kind_display()}纪要"


def _opening(meeting: Meeting) -> str:
    held = f"{_day(meeting.held_on)}，{meeting.chair}主持召开{meeting.get_kind_display()}"
    return f"{held}，调度{meeting.year}年{meeting.month}月进展。纪要如下。"


def _decisions(meeting: Meeting) -> list[str]:
    made = ProblemEvent.objects.filter(problem__meeting=meeting, move=DECIDE).select_related("problem__owner")
    lines = [
        f"{each.problem.title}。责任单位：{each.problem.owner.name}；办结时限：{_day(each.problem.due)}。"
        for each in made.order_by("at", "pk")
    ]
    return lines or ["本次会议没有议定事项。"]


def _looked_at(meeting: Meeting) -> list[tuple[str, list[str]]]:
    by_section = groupby(items_of(meeting), lambda item: str(item.section_label))
    return [(heading, [_line(item) for item in items]) for heading, items in by_section]


def _line(item: AgendaItem) -> str:
    due = f"时限{_day(item.due_on)}" if item.due_on else ""
    facts = [str(each) for each in (item.label, item.state_label, due, item.level_label) if each]
    return f"{item.title}（{item.owner}）：{'，'.join(facts)}。"


def _day(day: dt.date) -> str:
    return date_format(day, "Y年n月j日")
