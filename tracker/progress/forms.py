"""Filing progress and deciding about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.shared.fields import FigureField
from tracker.progress.models import ProgressEntry
from tracker.progress.services import Filing
from tracker.targets.models import Target

WORDS = {"narrative": 2, "reason": 2, "problem": 2, "next_step": 2}


class EntryForm(forms.Form):
    """What a reporter files for one target and month; the words may stay empty unless they are asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = FigureField(label=_("Value"), required=False)
    narrative = forms.CharField(label=_("Progress made"), required=False, max_length=2000)
    reason = forms.CharField(label=_("Reason for falling behind"), required=False, max_length=2000)
    problem = forms.CharField(label=_("Problem"), required=False, max_length=2000)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=2000)

    def __init__(self, target: Target, month: int, entry: ProgressEntry | None = None, **kwargs: Any) -> None:
        super().__init__(initial=_initial(entry), auto_id=f"id_{target.pk}_{month}_%s", **kwargs)
        for name, rows in WORDS.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        if target.takes_number:
            value = self.fields["value"]
            value.unit = target.unit  # type: ignore[attr-defined]
            value.label = _("Value (%(unit)s)") % {"unit": target.unit} if target.unit else _("Value")
        else:
            del self.fields["value"]

    def filing(self) -> Filing:
        """Return what was filled in."""
        data = self.cleaned_data
        return Filing(data.get("value"), data["narrative"], data["problem"], data["next_step"], data["reason"])


class DecisionForm(forms.Form):
    """A reviewer's decision about one entry."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


def _initial(entry: ProgressEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"version": 0}
    names = ("version", "value", "narrative", "reason", "problem", "next_step")
    return {name: getattr(entry, name) for name in names}
