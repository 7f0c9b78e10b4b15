"""How a reviewer judges a target without a number: stages, a verdict in words; and how one is withdrawn."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.shared.fields import DayField
from reports.shared.requests import id_in
from tracker.targets.forms.terms import ReasonForm
from tracker.targets.models import Target
from tracker.targets.services import PlannedStage
from tracker.verdicts.labels import VERDICT_CHOICES


class VerdictForm(ReasonForm):
    """A reviewer's judgement of a target without a number."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=[("", _("not judged")), *VERDICT_CHOICES], required=False)
    field_order = ("version", "verdict", "reason")

    def __init__(self, target: Target, **kwargs: Any) -> None:
        initial = {"version": target.version, "verdict": target.verdict, "reason": target.verdict_reason}
        super().__init__(prefix="verdict", initial=initial, **kwargs)


class WithdrawForm(ReasonForm):
    """Why a target is withdrawn or taken up again."""

    def __init__(self, target: Target, **kwargs: Any) -> None:
        super().__init__(prefix="withdraw", initial={"version": target.version}, **kwargs)


class StageForm(forms.Form):
    """One step of a milestone; an empty name removes it."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Stage"), max_length=60, required=False)
    planned_on = DayField(label=_("Planned on"), required=False)
    done_on = DayField(label=_("Done on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A named stage needs its planned day."""
        data = super().clean() or self.cleaned_data
        if data.get("name") and not data.get("planned_on") and "planned_on" not in self.errors:
            self.add_error("planned_on", _("Enter the planned day."))
        return data


class BaseStageFormSet(forms.BaseFormSet):
    """The stages of a milestone with one empty row for a new one, and the version of the target that was seen."""

    version_seen: int

    @property
    def version(self) -> int:
        """The version of the target that the reviewer saw; 0 where none was sent."""
        sent = self.data.get("stages-version", "") if self.is_bound else str(self.version_seen)
        return id_in(sent) or 0

    def planned(self) -> list[PlannedStage]:
        """Return the stages as the reviewer wants them."""
        return [
            PlannedStage(data["name"], data["planned_on"], data["done_on"], data["pk"])
            for data in (form.cleaned_data for form in self.forms)
            if data.get("name")
        ]


_StageFormSet = forms.formset_factory(StageForm, formset=BaseStageFormSet, extra=1)


def stage_forms(target: Target, data: Any = None) -> BaseStageFormSet:
    """Return the form rows for the stages of `target`."""
    initial = [
        {"pk": each.pk, "name": each.name, "planned_on": each.planned_on, "done_on": each.done_on}
        for each in target.stages.all()
    ]
    rows = cast("BaseStageFormSet", _StageFormSet(data, initial=initial, prefix="stages"))
    rows.version_seen = target.version
    return rows
