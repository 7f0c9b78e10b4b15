"""Forms of the admin: two indicators made one, and one parted in two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.indicators.merging import Parting, last_merge, names_of, names_spoken, rows_apart
from tracker.indicators.models import Indicator


class ReasonForm(forms.Form):
    """A step that needs a reason."""

    reason = forms.CharField(label=_("reason"), max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"}))
    field_order: list[str] | None = None


class MergeForm(ReasonForm):
    """Which of two indicators stays, and why they are one."""

    stays = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("indicator that stays"), widget=forms.RadioSelect, empty_label=None
    )
    field_order = ["stays", "reason"]

    def __init__(self, data: Any, *, pair: list[Indicator]) -> None:
        super().__init__(data)
        self.fields["stays"].queryset = Indicator.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in pair]
        )


class SplitForm(ReasonForm):
    """What comes out of an indicator: code and names, the names that speak of it, rows that have none, and why."""

    code = forms.SlugField(label=_("code"), max_length=60)
    name = forms.CharField(label=_("name"), max_length=100)
    name_en = forms.CharField(label=_("English name"), max_length=150, required=False)
    names = forms.MultipleChoiceField(
        label=_("names that go"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Statements with such a name and the targets that come from them go along."),
    )  # fmt: skip
    rows = forms.MultipleChoiceField(label=_("other rows that go"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ["code", "name", "name_en", "names", "rows", "reason"]

    def __init__(self, data: Any, *, indicator: Indicator) -> None:
        spoken, apart = names_spoken(indicator), rows_apart(indicator)
        super().__init__(data, initial=_as_before(indicator))
        self._choices("names", [(name, _counted(name, count)) for name, count in spoken.items()])
        self._choices("rows", [(f"{each.label}:{row.pk}", f"{each.words}: {row}") for each, row in apart])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def parting(self) -> Parting:
        """Return what the form asks for."""
        said = self.cleaned_data
        rows = [(label, int(number)) for label, number in (each.split(":") for each in said["rows"])]
        return Parting(said["code"], said["name"], said["name_en"], said["names"], rows)


def _counted(name: str, count: int) -> str:
    rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
    return f"{name} ({rows})"


def _as_before(indicator: Indicator) -> dict[str, Any]:
    """What takes the newest merge back; nothing where there was none."""
    merge = last_merge(indicator)
    if merge is None:
        return {}
    rows = [f"{label}:{number}" for label, numbers in merge.moved.items() for number in numbers]
    english = merge.values.get("name_en", "")
    return {"code": merge.code, "name": merge.name, "name_en": english, "names": names_of(merge), "rows": rows}
