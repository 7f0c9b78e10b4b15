"""One row of a month's grid as a form: its boxes, and what the writer saw of the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.shared.display import plain
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin, origin_typed
from tracker.progress.owed import Duty
from tracker.progress.services import Filing
from tracker.progress.typed import TypedBox, read_box

BOXES = ("value", "narrative", "reason")
MINE, THEIRS = "mine", "theirs"


class RowForm(forms.Form):
    """What was typed into a row; `version` is that of the entry that the writer saw, 0 for none.

    `seen` is how a converted figure was shown to the writer; `instead` the answer to a conflict: mine or theirs, and
    which version of theirs it speaks of.
    """

    version = forms.IntegerField(min_value=0)
    value = forms.CharField(label=_("Value"), required=False, max_length=60)
    narrative = forms.CharField(label=_("Progress made"), required=False, max_length=2000)
    reason = forms.CharField(label=_("Reason for falling behind"), required=False, max_length=2000)
    origin = forms.CharField(label=_("Source of the figure"), required=False, max_length=60)
    seen = forms.CharField(required=False, max_length=60)
    instead = forms.RegexField(rf"^({MINE}|{THEIRS}):\d{{1,9}}$", required=False)

    def __init__(self, duty: Duty, data: Mapping[str, Any]) -> None:
        super().__init__(data, prefix=str(duty.target.pk))
        self.duty = duty
        self.box = TypedBox("")

    def clean_value(self) -> str:
        """Read the figure; a target without one has no box for it."""
        text: str = self.cleaned_data["value"]
        if self.duty.takes_number:
            self.box = read_box(text, self.duty.target.unit)
        if self.box.error:
            raise forms.ValidationError(self.box.error)
        return text

    def clean_narrative(self) -> str:
        """Return the words with line breaks as they are kept."""
        return one_kind_of_break(self.cleaned_data["narrative"])

    def clean_reason(self) -> str:
        """Return the words with line breaks as they are kept."""
        return one_kind_of_break(self.cleaned_data["reason"])

    def clean_origin(self) -> Origin:
        """Read where the figure comes from; nothing said is as it stands already, else as usual."""
        return origin_typed(self.cleaned_data["origin"]) if self.duty.takes_number else Origin()

    def typed(self, name: str) -> str:
        """What stands in a box, as it was typed."""
        return str(self.data.get(self.add_prefix(name), ""))

    @property
    def answer(self) -> str:
        """What the writer wants after a conflict: mine, theirs, or nothing said."""
        return self.cleaned_data["instead"].partition(":")[0]

    @property
    def seen_version(self) -> int:
        """The version that the writer knows of; who typed what is kept knows it, whatever they saw before."""
        if self.duty.entry is not None and self.is_stored:
            return self.duty.entry.version
        instead: str = self.cleaned_data["instead"].partition(":")[2]
        return int(instead) if instead else self.cleaned_data["version"]

    @property
    def is_understood(self) -> bool:
        """Whether the writer has seen how a figure is taken that was converted."""
        entry, value = self.duty.entry, self.box.value
        if not self.box.taken_as or value is None:
            return True
        return self.cleaned_data["seen"] == plain(value) or (entry is not None and entry.value == value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in any box."""
        return not any(self.typed(name).strip() for name in BOXES)

    @property
    def is_stored(self) -> bool:
        """Whether what was typed is what is kept already."""
        if self.duty.entry is None:
            return not self.cleaned_data["narrative"] and not self.cleaned_data["reason"] and self.box.value is None
        return self._boxes() == _kept(self.duty.entry) and self._says_the_same_origin(self.duty.entry)

    def filing(self) -> Filing:
        """Return what is to be filed: the boxes, and what the full form keeps beside them."""
        value, narrative, reason = self._boxes()
        entry = self.duty.entry
        beside = (entry.problem, entry.next_step) if entry else ("", "")
        return Filing(value, narrative, *beside, reason, self.cleaned_data["origin"])  # type: ignore[arg-type]

    def _boxes(self) -> tuple[object, str, str]:
        return self.box.value, self.cleaned_data["narrative"], self.cleaned_data["reason"]

    def _says_the_same_origin(self, entry: ProgressEntry) -> bool:
        """Whether the source is left as it is; without a figure there is none."""
        said: Origin = self.cleaned_data["origin"]
        return entry.value is None or all(new in ("", old) for new, old in zip(said, entry.origin, strict=True))


def one_kind_of_break(text: str) -> str:
    """Return a text with the line breaks of a browser as those of everybody else."""
    return text.replace("\r\n", "\n").strip()


def _kept(entry: ProgressEntry) -> tuple[object, str, str]:
    return entry.value, one_kind_of_break(entry.narrative), one_kind_of_break(entry.reason)
