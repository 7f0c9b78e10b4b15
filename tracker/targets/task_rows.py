"""The rows of the task table as its page draws them: a county has two hundred, too many for a template each."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import UNKNOWN
from tracker.targets.models import Nature, Target
from tracker.targets.task_table import HEADER, Task


class TaskRows:
    """What draws tasks; `may_edit` says whether they can be ticked."""

    def __init__(self, *, may_edit: bool) -> None:
        self.heads = [escape(str(word)) for word in HEADER]
        self.tick = escape(_("Tick No. %(number)s")) if may_edit else ""
        self.classes = {value: escape(str(label)) for value, label in Target.TargetClass.choices}
        self.binding = f' <span class="tag">{escape(str(Nature.BINDING.label))}</span>'

    def drawn(self, task: Task) -> SafeString:
        """Return the row of a task; a phone shows each cell beside its column's name."""
        cells = zip(self.heads, self._cells(task), strict=True)
        drawn = "".join(f'<td{_of_class(kind)} data-label="{head}">{cell}</td>' for head, (kind, cell) in cells)
        return mark_safe(f"<tr>{drawn}</tr>\n")  # noqa: S308 - every word is escaped

    def _cells(self, task: Task) -> Iterator[tuple[str, str]]:
        target, first = task.target, task.originals
        is_binding = self.binding if target.nature == Nature.BINDING else ""
        leader = f'<br><span class="muted">{escape(target.leader.label)}</span>' if target.leader else ""
        yield "number", f"{self._box(target)}{target.number}"
        name = f'<a href="{target.get_absolute_url()}">{escape(target.name)}</a>{is_binding}'
        yield f"card-title{' is-part' if target.parent_id else ''}", name
        yield "task-promise", f"{escape(task.promise)}{_below(first.promise_first)}"
        yield "nowrap task-class", self.classes[target.target_class]
        yield "", f"{escape(target.lead.label)}{leader}{_below(first.lead_first)}"
        yield "task-supporting", escape(task.supporting) or UNKNOWN
        yield "nowrap", f"{target.deadline.isoformat()}{_below(first.deadline_first)}"
        yield "task-source wide", _source(task)

    def _box(self, target: Target) -> str:
        if not self.tick:
            return ""
        words = self.tick % {"number": target.number}
        box = f'<input type="checkbox" name="row" value="{target.pk}" form="edit-ticked" aria-label="{words}">'
        return f'<label class="tick no-print">{box}</label> '


def _of_class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _below(original: str) -> str:
    return f'<br><span class="original">{escape(original)}</span>' if original else ""


def _source(task: Task) -> str:
    if not task.source_url:
        return UNKNOWN
    before, number, behind = map(escape, task.quote)
    return f'<a href="{task.source_url}">{before}{f"<strong>{number}</strong>" if number else ""}{behind}</a>'
