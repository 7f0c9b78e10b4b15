"""A month's grid: one row for each target that the month asks for, filled and submitted together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.shared.display import plain
from tracker.progress.comparing import NOT_KNOWN, YearAgo, figures_a_year_ago, surroundings_of
from tracker.progress.models import ProgressEntry
from tracker.progress.owed import Duty, Owed
from tracker.progress.row_forms import THEIRS, RowForm
from tracker.progress.services import ConflictError, save_draft, submit
from tracker.progress.warnings import Warned, warnings_of
from tracker.targets.announcing import announced_together

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class Row:
    """One target of the month: what it stands beside, what was typed, and what came of it."""

    duty: Duty
    last_year: YearAgo = NOT_KNOWN
    form: RowForm | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: ProgressEntry | None = None
    is_done: bool = False
    is_lacking: bool = False
    """Whether it can be kept as a draft and only lacks something to be submitted."""

    @property
    def key(self) -> int:
        """The number under which its boxes are sent."""
        return self.duty.target.pk

    @property
    def is_open(self) -> bool:
        """Whether something can be typed; also while it cannot be any more, but what was typed is not to be lost."""
        return self.duty.is_open or self.form is not None

    @property
    def is_refused(self) -> bool:
        """Whether something is to be mended before it can be kept or submitted."""
        return bool(self.errors) or self.conflict is not None

    @property
    def is_blocked(self) -> bool:
        """Whether not even a draft can be kept of it."""
        return self.is_refused and not self.is_lacking

    @property
    def is_as_kept(self) -> bool:
        """Whether what stands in the boxes is what is kept."""
        return self.form is None or (self.form.is_valid() and self.form.is_stored)

    @property
    def version(self) -> int | str:
        """The version that the writer knows of: what was not stored does not make them see a newer one."""
        if self.form is not None and self.is_refused and self.duty is self.form.duty:
            return self.form.typed("version")
        return self.duty.version

    @property
    def value(self) -> str:
        """What stands in the box for the figure: as it was typed, or as it is kept."""
        entry = self.duty.entry
        if self.form is not None:
            return self.form.typed("value")
        return plain(entry.value).replace("\N{MINUS SIGN}", "-") if entry and entry.value is not None else ""

    @property
    def narrative(self) -> str:
        """What stands in the box for the words."""
        return self._words("narrative")

    @property
    def reason(self) -> str:
        """What stands in the box for the reason."""
        return self._words("reason")

    @property
    def origin(self) -> str:
        """What stands in the box for the source of the figure."""
        if self.form is not None:
            return self.form.typed("origin")
        return self.duty.entry.origin.in_words if self.duty.entry else ""

    @property
    def origin_before(self) -> str:
        """The source of the last figure of the year, which this one has where nothing is said; may be empty."""
        return self.duty.last.origin.in_words if self.duty.last else ""

    @property
    def taken_as(self) -> str:
        """How a figure is understood that was converted; empty for a plain one."""
        return self.form.box.taken_as if self.form else ""

    @property
    def seen(self) -> str:
        """What is sent along when the writer has seen that."""
        box = self.form.box if self.form else None
        return plain(box.value) if box and box.taken_as and box.value is not None else ""

    @property
    def is_not_known(self) -> bool:
        """Whether the writer said that nobody knows the figure yet."""
        return bool(self.form and self.form.box.is_not_known)

    @cached_property
    def warnings(self) -> list[Warned]:
        """What looks wrong about the figure that stands in the box."""
        if not self.duty.takes_number:
            return []
        entry = self.duty.entry
        value = self.form.box.value if self.form else entry.value if entry else None
        return warnings_of(value, surroundings_of(self.duty, self.last_year))

    @property
    def error(self) -> str:
        """What is wrong with the whole row."""
        return self.errors.get("", "")

    def typed_into(self, data: Mapping[str, Any]) -> Row:
        """Return the row with what was typed into it; as it is where nothing of it was sent."""
        if f"{self.key}-version" not in data:
            return self
        return replace(self, form=RowForm(self.duty, data))

    def _words(self, name: str) -> str:
        if self.form is not None:
            return self.form.typed(name)
        return getattr(self.duty.entry, name) if self.duty.entry else ""


class Grid:
    """The rows of one reporter's month. One query more than `Owed` takes."""

    def __init__(self, owed: Owed, month: int, years: Sequence[int] = ()) -> None:
        self.years = years
        self.owed, self.year, self.month = owed, owed.year, month
        duties = owed.of_month(month)
        year_ago = figures_a_year_ago([duty.target for duty in duties], month)
        self.rows = [Row(duty, year_ago.get(duty.target.pk, NOT_KNOWN)) for duty in duties]

    def typed_into(self, data: Mapping[str, Any]) -> list[Row]:
        """Return the rows with what was typed into them, in the order of the page."""
        return [row.typed_into(data) for row in self.rows]


@dataclass(frozen=True)
class Summary:
    """What became of the rows that were sent together."""

    rows: Sequence[Row]

    @property
    def n_done(self) -> int:
        """How many rows were kept or submitted."""
        return sum(row.is_done for row in self.rows)

    @property
    def refused(self) -> list[Row]:
        """The rows that still need something."""
        return [row for row in self.rows if row.is_refused]


def keep_row(row: Row, by: User) -> Row:
    """Keep what was typed as a draft, unless it is kept already. Raises PermissionDenied."""
    return _stepped(row, by, _kept)


def submit_row(row: Row, by: User) -> Row:
    """Submit what was typed; what cannot be submitted yet is kept as a draft and says what it needs.

    Nothing happens to a row in which nothing stands. Raises PermissionDenied.
    """
    return _stepped(row, by, _submitted)


def keep_rows(rows: Iterable[Row], by: User) -> Summary:
    """Keep every row by itself as a draft."""
    return Summary([keep_row(row, by) for row in rows])


def submit_rows(rows: Iterable[Row], by: User) -> Summary:
    """Submit every row that is ready, each by itself: all of the row or nothing of it."""
    return Summary([submit_row(row, by) for row in rows])


class _RefusedError(Exception):
    """Nothing of a file is stored: something is to be mended, or it was only tried."""


def store_all(rows: Sequence[Row], by: User, *, hand_in: bool) -> Summary:
    """Keep or submit all rows, or none of them where one is refused."""
    return Summary(_together(rows, by, submit_row if hand_in else keep_row, for_good=True))


def try_all(rows: Sequence[Row], by: User) -> list[Row]:
    """Return the rows with all that would hinder submitting them; nothing is stored."""
    return _together(rows, by, submit_row, for_good=False)


def _together(rows: Sequence[Row], by: User, step: Callable[[Row, User], Row], *, for_good: bool) -> list[Row]:
    stepped: dict[int, Row] = {}
    try:
        with transaction.atomic(), announced_together():
            # By their targets' numbers, the order in which everybody locks targets.
            stepped = {row.key: step(row, by) for row in sorted(rows, key=lambda row: row.key)}
            if not for_good or any(row.is_refused for row in stepped.values()):
                raise _RefusedError
    except _RefusedError:
        return [_undone(row, stepped[row.key]) for row in rows]
    return [stepped[row.key] for row in rows]


def _undone(row: Row, stepped: Row) -> Row:
    """The row as it stood before, with what is to be mended."""
    return replace(row, errors=stepped.errors, conflict=stepped.conflict, is_lacking=stepped.is_lacking)


def _stepped(row: Row, by: User, step: Any) -> Row:
    form = row.form
    if form is None:
        return row
    if not form.is_valid():
        return replace(row, errors={name: str(messages[0]) for name, messages in form.errors.items()})
    if form.answer == THEIRS or (form.is_stored and not row.duty.is_open):
        return replace(row, form=None)
    try:
        return step(row, form, by)
    except ConflictError as conflict:
        newer = _on(row, form, conflict.current)
        return _stepped(newer, by, step) if newer.is_as_kept else replace(row, conflict=conflict.current)
    except ValidationError as error:
        return replace(row, errors=_errors_in(error))


def _on(row: Row, form: RowForm, entry: ProgressEntry) -> Row:
    """The row with what is stored now: who meets only what they typed themselves meets nobody."""
    duty = replace(row.duty, entry=entry)
    return replace(row, duty=duty, form=RowForm(duty, form.data))


def _kept(row: Row, form: RowForm, by: User) -> Row:
    if form.is_stored:
        return row
    entry = _filed(save_draft, row, form, by)
    return replace(row, duty=replace(row.duty, entry=entry), is_done=True)


def _submitted(row: Row, form: RowForm, by: User) -> Row:
    if form.is_empty and row.duty.entry is None:
        return row
    if not form.is_understood:
        return _kept_with(row, form, by, {"value": _("Look at how it is taken, then submit again.")})
    try:
        entry = _filed(submit, row, form, by)
    except ValidationError as error:
        return _kept_with(row, form, by, _errors_in(error)) if hasattr(error, "error_dict") else _refused(row, error)
    return Row(replace(row.duty, entry=entry), row.last_year, is_done=True)


def _kept_with(row: Row, form: RowForm, by: User, errors: Mapping[str, str]) -> Row:
    """A draft that says what it needs; the errors of boxes only, so that the draft itself can be kept."""
    return replace(_kept(row, form, by), errors=errors, is_done=False, is_lacking=True)


def _refused(row: Row, error: ValidationError) -> Row:
    return replace(row, errors=_errors_in(error))


def _filed(store: Any, row: Row, form: RowForm, by: User) -> ProgressEntry:
    duty = row.duty
    entry: ProgressEntry = store(
        target=duty.target, month=duty.month, filing=form.filing(), by=by, version=form.seen_version
    )
    return entry


def _errors_in(error: ValidationError) -> dict[str, str]:
    if hasattr(error, "error_dict"):
        return {name: messages[0] for name, messages in error.message_dict.items()}
    return {"": " ".join(error.messages)}
