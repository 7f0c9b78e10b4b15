"""The rows of the task table as its page draws them: a county has two hundred, too many for a template each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import UNKNOWN
from tracker.targets.models import Nature, Target
from tracker.targets.task_table import HEADER, Task, quote_of


class TaskRows:
    """What draws tasks; `may_edit` says whether they can be ticked."""

    def __init__(self, *, may_edit: bool) -> None:
        self.heads = [escape(str(word)) for word in HEADER]
        self.tick = escape(_("Tick No. %(number)s")) if may_edit else ""
        self.above = escape(_("as above"))
        self.classes = {value: escape(str(label)) for value, label in Target.TargetClass.choices}
        self.binding = f' <span class="tag">{escape(str(Nature.BINDING.label))}</span>'

    def drawn(self, tasks: Iterable[Task]) -> Iterator[SafeString]:
        """Yield the rows of tasks that follow each other; a phone shows each cell beside its column's name.

        The sentence of several is said with the first of them, all their numbers marked.
        """
        for passage, run in groupby(tasks, key=_passage):
            first, *others = of_one = list(run)
            yield self._row(first, _source(first, of_one))
            for task in others:
                yield self._row(task, _source(task, of_one) if passage is None else self._as_above(task))

    def _row(self, task: Task, source: str) -> SafeString:
        cells = zip(self.heads, self._cells(task, source), strict=True)
        drawn = "".join(f'<td{_of_class(kind)} data-label="{head}">{cell}</td>' for head, (kind, cell) in cells)
        return mark_safe(f"<tr>{drawn}</tr>\n")  # noqa: S308 - every word is escaped

    def _as_above(self, task: Task) -> str:
        return f'<a href="{task.source_url}">{self.above}</a>'

    def _cells(self, task: Task, source: str) -> Iterator[tuple[str, str]]:
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
        yield "task-source wide", source

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


def _passage(task: Task) -> int | None:
    return task.target.statement.passage_id if task.target.statement else None


def _source(task: Task, of_one: Sequence[Task]) -> str:
    if not task.source_url:
        return UNKNOWN
    pieces = ((escape(words), is_number) for words, is_number in quote_of(of_one))
    quote = "".join(f"<strong>{words}</strong>" if is_number else words for words, is_number in pieces)
    return f'<a href="{task.source_url}">{quote}</a>'
