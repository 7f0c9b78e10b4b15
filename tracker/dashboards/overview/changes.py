"""What changed since the month before, for the page: each kind with its targets and the list that shows the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.dashboards.scopes import Scope
from tracker.evaluation import SYMBOLS, Status, Tone
from tracker.standings.changes import CORRECTED, KINDS
from tracker.standings.reading import Stand
from tracker.verdicts.labels import STATUS_LABELS


@dataclass(frozen=True)
class Change:
    """A target whose status is another one than at the end of the month before."""

    stand: Stand
    before: Status

    @property
    def before_label(self) -> str | Promise:
        """The word for the status before."""
        return STATUS_LABELS[self.before]

    @property
    def before_symbol(self) -> str:
        """The sign for the status before."""
        return SYMBOLS[self.before]

    @property
    def before_tone(self) -> Tone:
        """The colour of the status before."""
        return self.stand.basis.palette.tone(self.before)


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind, as they stand on the page; `url` is the list of exactly these."""

    label: str | Promise
    changes: Sequence[Change]
    url: str
    is_step: bool = True
    """Whether the status before is another one, to be shown beside the present one."""


def changes_since(stands: Sequence[Stand], scope: Scope) -> list[ChangeGroup]:
    """Return what changed, the bad first, then figures that were corrected since the month was over.

    `stands` carry the status of the month before as `previous`, and whether a figure was corrected as `is_corrected`.
    """
    pairs = [(Status(before), each) for each in stands if (before := getattr(each.standing, "previous", None))]
    groups = [
        ChangeGroup(
            kind.label,
            [Change(each, before) for before, each in pairs if kind.fits(before, each.status)],
            scope.rows_url(since=kind.code),
        )
        for kind in KINDS.values()
    ]
    corrected = [Change(each, each.status) for each in stands if getattr(each.standing, "is_corrected", False)]
    groups.append(ChangeGroup(_("Corrected"), corrected, scope.rows_url(since=CORRECTED), is_step=False))
    return [group for group in groups if group.changes]
