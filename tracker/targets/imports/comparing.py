"""A file's rows beside today's: what stays, what changes, what is wrong, what only a change request may change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.extraction.genres.duties import duty_of
from reports.organisation.models import Region
from tracker.targets.columns import ACCUMULATES, schedule_in_words
from tracker.targets.deadlines import deadline_said
from tracker.targets.forms.rows import RowForm
from tracker.targets.forms.terms import Choices
from tracker.targets.imports.files import FileRow, FileTable
from tracker.targets.imports.heads import LANGUAGES, RESPONSIBLE
from tracker.targets.models import Target
from tracker.targets.naming import Names, bare
from tracker.targets.services import Revision
from tracker.targets.task_table import Task

_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_CEILING = re.compile("以内|以下|低于|不超过|不高于|少于|≤|<|within|less")
_COPIED = ("weight", "parent", "baseline")
_CHOSEN = ("target_class", "nature", "source_level", "frequency", "direction")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell of the file, and where."""

    line: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field that the file changes."""

    label: str
    old: str
    new: str


@dataclass
class RowPreview:
    """One row of the file beside the row of today."""

    row: FileRow
    task: Task | None = None
    changes: list[CellChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    asks: str = ""
    """The promise that the file gives where it is another one than today's: it takes a change request."""
    revision: Revision | None = None


@dataclass
class Preview:
    """The whole file beside today's table."""

    rows: Sequence[RowPreview]
    missing: Sequence[Task]

    @cached_property
    def problems(self) -> list[Problem]:
        """All that is wrong in all rows."""
        return [problem for row in self.rows for problem in row.problems]

    @cached_property
    def changed(self) -> list[RowPreview]:
        """The rows that the file changes."""
        return [row for row in self.rows if row.revision]

    @cached_property
    def asking(self) -> list[RowPreview]:
        """The rows whose promise is another one in the file."""
        return [row for row in self.rows if row.asks]

    @property
    def n_unchanged(self) -> int:
        """How many rows stay as they are."""
        return sum(not (row.revision or row.problems or row.asks) for row in self.rows)

    @property
    def revisions(self) -> list[Revision]:
        """What is to be stored."""
        return [row.revision for row in self.changed if row.revision]

    @property
    def seal(self) -> str:
        """A fingerprint of all changes: who confirms them has seen exactly these."""
        said = [(each.target.pk, each.version, sorted(map(repr, each.changes.items())), repr(each.supporting))
                for each in self.revisions]  # fmt: skip
        return hashlib.sha256(repr(said).encode()).hexdigest()


def compare(table: FileTable, tasks: Sequence[Task], region: Region, year: int) -> Preview:
    """Hold a file against today's rows; nothing is stored. At most three queries."""
    reader = _Reader(tasks, region, Choices(region.pk, year))
    rows = [reader.read(row) for row in table.rows]
    seen = {row.task.target.pk for row in rows if row.task}
    return Preview(rows, [task for task in tasks if task.target.pk not in seen])


class _Reader:
    """Reads the rows of one file one after another; no target is named twice."""

    def __init__(self, tasks: Sequence[Task], region: Region, choices: Choices) -> None:
        self._choices = choices
        self._by_name: dict[str, list[Task]] = {}
        for task in tasks:
            self._by_name.setdefault(bare(task.target.name), []).append(task)
        self._by_number = {task.target.number: task for task in tasks}
        self._names = Names(choices.departments, choices.posts, region)
        self._codes = _codes()
        self._seen: dict[int, int] = {}

    def read(self, row: FileRow) -> RowPreview:
        """Hold one row against today's."""
        preview = RowPreview(row)
        preview.task = self._task_of(preview)
        if preview.task is None:
            return preview
        target = preview.task.target
        if earlier := self._seen.get(target.pk):
            self._refuse(preview, "name", _("This task stands in row %(line)s of the file too.") % {"line": earlier})
            return preview
        self._seen[target.pk] = row.line
        if (promised := row.text("promise")) and not same_promise(promised, preview.task.promise):
            preview.asks = promised
        self._read_terms(preview, target)
        return preview

    def _task_of(self, preview: RowPreview) -> Task | None:
        row = preview.row
        named = self._by_name.get(bare(row.text("name")), [])
        number = row.text("number").strip(".、． ")
        numbered = self._by_number.get(int(number)) if number.isdecimal() and len(number) < 7 else None
        if len(named) == 1:
            return named[0]
        if numbered and (numbered in named or _is_like(row.text("name"), numbered.target.name)):
            return numbered
        self._refuse(preview, "name", self._unknown(row, numbered, is_several=len(named) > 1))
        return None

    def _unknown(self, row: FileRow, numbered: Task | None, *, is_several: bool) -> str:
        if is_several:
            return _("Several tasks bear this name. Add the number of the right one.")
        if numbered:
            return _(
                "No. %(number)s is “%(name)s” in the task table, another task. Correct the number or the name."
            ) % {
                "number": numbered.target.number,
                "name": numbered.target.name,
            }
        near = get_close_matches(bare(row.text("name")), self._by_name, n=1, cutoff=0.5)
        hint = _("Is it “%(name)s”?") % {"name": self._by_name[near[0]][0].target.name} if near else ""
        words = _(
            "This task is not in the task table. Adopt it from its report first (a table can be sent in like a report)"
            ", or take the row out."
        )
        return f"{words} {hint}".strip()

    def _read_terms(self, preview: RowPreview, target: Target) -> None:
        typed = {name: text for name, text in self._typed(preview, target) if text}
        if preview.problems:
            return
        form = RowForm(target, choices=self._choices, data=_filled(target, self._choices, typed))
        if not form.is_valid():
            for name, errors in form.errors.items():
                self._refuse(preview, name, " ".join(map(str, errors)))
        elif form.is_changed:
            preview.changes = list(_changes(form))
            preview.revision = form.revision()

    def _typed(self, preview: RowPreview, target: Target) -> Iterator[tuple[str, str]]:
        """What the row says of each field, as its form takes it. An empty cell says nothing."""
        row = preview.row
        yield from self._duties(preview)
        yield from ((name, row.text(name)) for name in _COPIED)
        yield "schedule", self._schedule(preview, row.text("schedule"))
        for name in _CHOSEN:
            yield name, self._code(preview, name, row.text(name))
        if words := row.text("accumulates"):
            yield "accumulates", self._code(preview, "accumulates", words)
        if words := row.text("deadline"):
            yield "deadline", self._deadline(preview, words, target.year)
        for name in ("leader", "contact"):
            yield name, self._post(preview, name, row.text(name))

    def _duties(self, preview: RowPreview) -> Iterator[tuple[str, str]]:
        row = preview.row
        duty = duty_of(lead=row.text("lead"), responsible=row.text(RESPONSIBLE), supporting=row.text("supporting"))
        leads = "lead" if row.text("lead") else RESPONSIBLE
        if duty.lead:
            yield "lead", self._department(preview, leads, duty.lead)
        if duty.supporting:
            place = "supporting" if row.text("supporting") else leads
            yield "supporting", "、".join(self._department(preview, place, name) for name in duty.supporting)

    def _department(self, preview: RowPreview, field: str, name: str) -> str:
        found = self._names.department(name)
        if found is None:
            self._refuse(preview, field, self._names.unknown_department(name))
        return found.label if found else ""

    def _post(self, preview: RowPreview, field: str, name: str) -> str:
        found = self._names.post(name) if name else None
        if name and found is None:
            words = _("There is no post “%(name)s” in this region. Ask the administrator to add it.")
            self._refuse(preview, field, words % {"name": name})
        return found.title if found else ""

    def _code(self, preview: RowPreview, field: str, words: str) -> str:
        code = self._codes[field].get(bare(words), "") if words else ""
        if words and not code:
            known = "、".join(str(label) for label in _labels(field).values())
            self._refuse(
                preview, field, _("“%(words)s” is none of these: %(known)s.") % {"words": words, "known": known}
            )
        return code

    def _schedule(self, preview: RowPreview, words: str) -> str:
        """Percentages for a number; of a milestone the file may only repeat the stages."""
        task = preview.task
        if task is None or task.target.measure:
            return words
        if words and bare(words) != bare(schedule_in_words(task)):
            self._refuse(preview, "schedule", _("The stages of a milestone are planned on its own page."))
        return ""

    def _deadline(self, preview: RowPreview, words: str, year: int) -> str:
        if found := deadline_said(words, year):
            return found.isoformat()
        self._refuse(
            preview, "deadline", _("“%(words)s” is no day. Write it like 2024-06-30 or 6月底前.") % {"words": words}
        )
        return ""

    def _refuse(self, preview: RowPreview, field: str, words: str) -> None:
        cell = preview.row.cells.get(field) or preview.row.cells.get(RESPONSIBLE if field == "lead" else "name")
        preview.problems.append(Problem(preview.row.line, cell.place if cell else "", words))


def same_promise(said: str, promised: str) -> bool:
    """Tell whether a cell promises what the target does, in whatever words: same numbers, bounded on the same side."""
    said, promised = said.replace(",", "").replace("，", ""), promised.replace(",", "").replace("，", "")
    if bare(said) == bare(promised):
        return True
    numbers = _NUMBERS.findall(promised)
    same_side = bool(_CEILING.search(said)) == bool(_CEILING.search(promised))
    return bool(numbers) and _NUMBERS.findall(said) == numbers and same_side


def _is_like(one: str, other: str) -> bool:
    return bool(get_close_matches(bare(one), [bare(other)], cutoff=0.6)) or bare(one) in bare(other)


def _labels(field: str) -> Mapping[Any, Any]:
    if field == "accumulates":
        return {"1": ACCUMULATES[True], "0": ACCUMULATES[False]}
    return dict(getattr(Target._meta.get_field(field), "flatchoices", ()))


def _codes() -> Mapping[str, Mapping[str, str]]:
    """The codes of choices by their words in every language of the interface."""
    found: dict[str, dict[str, str]] = {name: {} for name in (*_CHOSEN, "accumulates")}
    for language in LANGUAGES:
        with override(language):
            for name, codes in found.items():
                codes |= {bare(str(label)): str(code) for code, label in _labels(name).items()}
    return found


def _filled(target: Target, choices: Choices, typed: Mapping[str, str]) -> QueryDict:
    """The form of a row as a browser would send it: today's values, and what the file says in their place."""
    blank, data = RowForm(target, choices=choices), QueryDict(mutable=True)
    for name, own in blank.fields.items():
        value = typed.get(name, own.prepare_value(blank.get_initial_for_field(own, name)))
        if name == "accumulates":
            if value not in (False, "0"):
                data[blank.add_prefix(name)] = "on"
        else:
            data[blank.add_prefix(name)] = "" if value is None else str(value)
    return data


def _changes(form: RowForm) -> Iterator[CellChange]:
    for name in form.changed_data:
        own = form.fields[name]
        old, new = (
            own.prepare_value(value) for value in (form.get_initial_for_field(own, name), form.cleaned_data[name])
        )
        yield CellChange(str(own.label), _in_words(name, old), _in_words(name, new))


def _in_words(name: str, value: Any) -> str:
    if name in (*_CHOSEN, "accumulates"):
        code = ("1" if value else "0") if name == "accumulates" else value
        return str(_labels(name).get(code, "")) or "—"
    return str(value) if value not in (None, "") else "—"
