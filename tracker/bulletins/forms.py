"""Forms of documents: what to draft, the words of a draft, an office's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import LeadField, PlaceField
from reports.organisation.models import Department, Region, rights_of
from reports.shared.display import month_choices
from reports.shared.distinct import descending
from tracker.bulletins.models import Document, DocumentKind
from tracker.bulletins.services import EDITABLE
from tracker.targets.models import Target
from tracker.targets.scopes import has_targets

if TYPE_CHECKING:
    from reports.shared.people import User

ASKED_FOR = [(kind, label) for kind, label in DocumentKind.choices if kind != DocumentKind.LETTER]
"""A letter is drafted from the page of what it is about."""
UNUSED: dict[str, tuple[str, ...]] = {
    DocumentKind.BULLETIN: ("reply_by",),
    DocumentKind.COMPARISON: ("masthead", "addressees", "opening", "requirements", "reply_by"),
    DocumentKind.SITUATION: ("masthead", "requirements", "reply_by"),
    DocumentKind.PLAN: ("masthead", "reply_by"),
    DocumentKind.LETTER: (),
}
"""The words that a kind of document has no place for."""


class DraftForm(forms.Form):
    """Which document of which region and month; only what has promises and is over can be chosen."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ASKED_FOR)
    region = PlaceField(label=_("Region"), queryset=Region.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    month = forms.TypedChoiceField(label=_("At the end of"), coerce=int, choices=month_choices)
    department = LeadField(
        label=_("Department (for its report)"), queryset=Department.objects.none(), required=False, empty_label="—",
        with_region=False,
    )  # fmt: skip

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Target.objects.reviewable_by(user).order_by()
        regions = Region.objects.reviewable_by(user).filter(has_targets(user))
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        leads = Department.objects.filter(Exists(own.filter(lead=OuterRef("pk"))))
        self.fields["department"].queryset = leads  # type: ignore[attr-defined]
        years = descending(own, "year")
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A department's report is of a department of that region."""
        found = self.cleaned_data
        department, region = found.get("department"), found.get("region")
        if found.get("kind") == DocumentKind.SITUATION and (department is None or department.region != region):
            self.add_error("department", _("Choose a department of this region."))
        return found


class WordsForm(forms.ModelForm):
    """The words of a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Document
        fields = ("number", "title", "masthead", "issuer", "addressees", "opening", "requirements", "reply_by")
        widgets = {
            "reply_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "opening": forms.Textarea(attrs={"rows": 2}),
            "requirements": forms.Textarea(attrs={"rows": 8}),
            "addressees": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in UNUSED[self.instance.kind]:
            del self.fields[name]
        if "reply_by" in self.fields:
            self.fields["reply_by"].required = True

    def words(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name in EDITABLE}


class VersionForm(forms.Form):
    """A step that is about the document as it was shown."""

    version = forms.IntegerField(min_value=0)


class TemplateForm(forms.Form):
    """An office's own template for one kind of document."""

    kind = forms.ChoiceField(choices=DocumentKind.choices)
    region = forms.ModelChoiceField(queryset=Region.objects.none())
    file = forms.FileField(label=_("Word file"), widget=forms.FileInput(attrs={"accept": ".docx"}))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Region.objects.filter(rights_of(user).may_review("pk"))
        self.fields["region"].queryset = own  # type: ignore[attr-defined]
